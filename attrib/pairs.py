"""Claims → the pairs worth comparing: a gate that asks "the same event?" before any network.

Two texts contradict each other only about one event (de Marneffe et al. 2008). The gate weighs
the words that two claims share, in their propositions and in the sentences around them, by how
rare they are in the article. It is meant to lose next to nothing: the judge decides the rest.
"""

from __future__ import annotations

import bisect
import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from attrib.records import Article, Claim, Pair, Source, SourceKind, Span, Stance

MIN_AFFINITY = 0.04
NEARNESS = 0.1  # what standing in one sentence adds to an affinity; it fades within some sentences
MAX_PAIRS_PER_CLAIM = 12  # on average, so that work grows with an article and not with its square
MAX_PAIRS = 4000  # of an article as long as a book; what is judged is what is most alike
FEW_CLAIMS = 400  # up to here near claims are compared even where they share no word
NEAR = 4  # sentences
CONTEXT_WEIGHT = 0.35  # of a word that stands around a claim and not in its proposition

WORD = re.compile(r"[^\W\d_]{2,}|\d[\d.,]*")
STOPWORDS = frozenset(
    "a about after again against all also am among an and another any are as at be because been "
    "before being between both but by can could did do does doing down during each even every few "
    "first for from further get had has have having he her here hers herself him himself his how "
    "however if in into is it its itself just last later like made make many may me might more "
    "most "
    "much must my near new no nor not now of off on once one only or other our out over own part "
    "put said same say saying says she should since so some still such take than that the their "
    "them then there these they this those though through time to told too two under until up upon "
    "us very was we were what when where whether which while who whom whose why will with within "
    "without would year yesterday yet you your monday tuesday wednesday thursday friday saturday "
    "sunday accord according added claim claimed report reported statement spokesman spokeswoman "
    "deny denied denies reject rejected confirmed people".split()
)
# Words that news uses for one thing; each group meets as its first word.
SAME_THING = (
    "attack attacks attacked strike strikes struck airstrike airstrikes raid raids raided bomb "
    "bombs "
    "bombed bombing bombings bombardment shell shells shelled shelling fire fired firing rocket "
    "rockets missile missiles hit hits hitting targeted target targets targeting warplane "
    "warplanes "
    "jet jets aircraft drone drones shot shoot shooting explosion blast exploded",
    "killed kill kills killing dead died die death deaths toll casualties casualty fatalities "
    "fatality "
    "bodies body lives victims murdered massacre slain lost",
    "injured wounded hurt injuries injury wounds",
    "civilian civilians children child women woman families residents villagers boys girls pupils "
    "patients mother father",
    "army military troops soldiers soldier forces force unit battalion command",
    "rebel rebels militant militants insurgent insurgents fighter fighters gunmen terrorist "
    "terrorists "
    "militia militias",
    "arrested arrest detained detention custody held jailed imprisoned",
    "paid pay payment payments money bribe bribes bribed bribery paying",
    "letter document memo email emails note record records",
    "vote votes voted voting ballot ballots election poll",
    "court judge trial ruling verdict lawsuit",
    "police officers officer constable",
)


def find_pairs(
    article: Article, claims: Sequence[Claim], sources: Sequence[Source]
) -> tuple[Pair, ...]:
    """Return the pairs of claims that may speak of one event, in the order of the article.

    Left out are pairs of one source's own claims that merely repeat each other's words, two voices
    of which neither is known, and claims that take no stand: uncommitted contradicts nobody.
    """
    committed = [claim for claim in claims if claim.stance is not Stance.UNCOMMITTED]
    voices = _voices(committed)
    unknown = {source.id for source in sources if source.kind is SourceKind.UNKNOWN}
    candidates = [
        Pair(committed[i], committed[j], affinity)
        for (i, j), affinity in _affinities(article, committed).items()
        if affinity >= MIN_AFFINITY and _comparable(committed[i], committed[j], voices, unknown)
    ]
    candidates.sort(key=lambda pair: -pair.affinity)
    kept = candidates[: min(MAX_PAIRS, MAX_PAIRS_PER_CLAIM * len(committed))]
    order = {claim.id: n for n, claim in enumerate(claims)}
    return tuple(sorted(kept, key=lambda pair: (order[pair.a.id], order[pair.b.id])))


def terms_of(text: str) -> Counter[str]:
    """Return the content words of a text as stems, words for one thing under one name."""
    return Counter(_stem(word) for word in WORD.findall(text.lower()) if word not in STOPWORDS)


def _voices(claims: Sequence[Claim]) -> dict[str, frozenset[str]]:
    """Map each attribution to the sources that make it, jointly where there are several."""
    makers: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        makers[claim.attribution.id].add(claim.source)
    return {attribution: frozenset(ids) for attribution, ids in makers.items()}


def _comparable(
    a: Claim, b: Claim, voices: Mapping[str, frozenset[str]], unknown: Collection[str]
) -> bool:
    if a.attribution == b.attribution:
        return True
    if a.source == b.source:
        return a.source not in unknown and a.attribution.content != b.attribution.content
    if voices[a.attribution.id] == voices[b.attribution.id]:
        return False  # who speaks jointly is one voice; its members' own claims are compared
    # Whoever relays a statement says only that it was made; whoever denies it takes a side.
    return not any(
        inner.via == outer.id and outer.stance is not Stance.DENIES
        for outer, inner in ((a, b), (b, a))
    )


@dataclass(frozen=True, slots=True)
class _Terms:
    """The weighted terms of a claim; `own` are those of its proposition, not of its context."""

    weights: Mapping[str, float]
    own: Collection[str]

    @property
    def norm(self) -> float:
        return math.sqrt(sum(weight * weight for weight in self.weights.values())) or 1.0


def _weighted_terms(article: Article, claims: Sequence[Claim]) -> list[_Terms]:
    """Return the terms of each claim: a rarer one is heavier, one of the context lighter."""
    own = [terms_of(claim.proposition) for claim in claims]
    around = [terms_of(_surroundings(article, claim)) for claim in claims]
    spread = Counter(term for terms in own for term in terms)
    rarity = {
        term: math.log(1 + (len(claims) + 1) / (0.5 + spread[term]))
        for terms in (*own, *around)
        for term in terms
    }
    return [
        _Terms(
            {
                term: rarity[term] * (1.0 if term in proposition else CONTEXT_WEIGHT)
                for term in proposition | context
            },
            own=proposition.keys(),
        )
        for proposition, context in zip(own, around, strict=True)
    ]


def _surroundings(article: Article, claim: Claim) -> str:
    """Return the sentences of the claim and the one before, which "it" and "the raid" lean on."""
    spans = (*claim.attribution.cue, *claim.attribution.content)
    hull = Span(min(s.start for s in spans), max(s.end for s in spans))
    touched = article.sentences_at(hull)
    if not touched:
        return hull.of(article.text)
    before = max(0, touched[0] - 1)
    return article.text[article.sentences[before].start : article.sentences[touched[-1]].end]


def _affinities(article: Article, claims: Sequence[Claim]) -> dict[tuple[int, int], float]:
    """Return how alike each two claims are in words, and how near they stand; at most 1."""
    places = [
        bisect.bisect_right(article.sentences, claim.attribution.content[0]) for claim in claims
    ]
    cosines = _cosines(_weighted_terms(article, claims))
    return {
        (i, j): min(
            1.0, cosines.get((i, j), 0.0) + NEARNESS * math.exp(-abs(places[i] - places[j]) / 3)
        )
        for i, j in cosines.keys() | _neighbours(places)
    }


def _neighbours(places: Sequence[int]) -> set[tuple[int, int]]:
    """Return the claims that stand within `NEAR` sentences, where there are not too many."""
    if len(places) > FEW_CLAIMS:
        return set()
    pairs = itertools.combinations(range(len(places)), 2)
    return {(i, j) for i, j in pairs if abs(places[i] - places[j]) <= NEAR}


def _cosines(terms: Sequence[_Terms]) -> dict[tuple[int, int], float]:
    """Return the cosine of each two claims that share a term of either's proposition.

    A term of both contexts says only that the claims stand side by side.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for n, claim in enumerate(terms):
        for term in claim.weights:
            holders[term].append(n)
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for term, claims in holders.items():
        if len(claims) > _too_common(len(terms)):
            continue
        for i, j in itertools.combinations(claims, 2):
            if term in terms[i].own or term in terms[j].own:
                shared[i, j] += terms[i].weights[term] * terms[j].weights[term]
    return {(i, j): dot / (terms[i].norm * terms[j].norm) for (i, j), dot in shared.items()}


def _too_common(n_claims: int) -> float:
    """In a short article every word may matter; in a long one the commonest only cost time."""
    return n_claims if n_claims <= 200 else 200 + 0.02 * n_claims


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return _THING.get(word) or str(_STEMMER.stemWord(word))


def _things(groups: Iterable[str]) -> dict[str, str]:
    return {word: group.split()[0] for group in groups for word in group.split()}


_STEMMER = snowballstemmer.stemmer("english")
_THING = _things(SAME_THING)
