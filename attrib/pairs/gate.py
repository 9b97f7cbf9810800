"""The gate: how likely two claims are about one thing, from their words, places and names.

A logistic regression on a dozen cheap features. Its weights were fitted on `data/dossiers` and on
the articles of `data/annotations` by ``scripts/fit_gate.py``, which prints them. That of "answers"
is set by hand: of two claims, one of which takes up the other, nearly all are related.
"""

from __future__ import annotations

import bisect
import itertools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from attrib.pairs.similarity import Places, Terms, compare_terms, weigh_terms
from attrib.records import Article, Claim, Source, Stance
from attrib.terms import terms_of

MIN_AFFINITY = 0.025  # of the related pairs 0.95 pass, of the others 0.62
FEW_CLAIMS = 200  # up to here all pairs are looked at, even where they share no word
CROWD = 80  # claims; in a longer article two are no likelier to be strangers
NEAR = 4  # sentences; of more claims those that stand so near are looked at

FEATURES = (
    "one", "cosine", "shared", "rarest", "around", "near", "far", "answers", "denials",
    "negations", "named", "short", "apart", "title", "crowd",
)  # fmt: skip
WEIGHTS: Mapping[str, float] = {
    "one": -0.3411, "cosine": 1.7653, "shared": 0.1719, "rarest": 0.5655, "around": 0.1385,
    "near": 0.7440, "far": 1.0046, "answers": 6.0, "denials": 0.9239, "negations": 0.3664,
    "named": -0.0351, "short": 0.2232, "apart": 0.7912, "title": 0.0281, "crowd": -1.3472,
}  # fmt: skip

NEGATED = re.compile(
    r"\b(?:not|never|no|none|nothing|false|lie[sd]?|lying|wrong|untrue)\b|n['’]t\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Side:
    """What the gate sees of a claim. `place` is a sentence's number, `words` a length."""

    claim: Claim
    terms: Terms
    speaker: frozenset[str]
    place: int
    words: int
    negated: bool
    titled: bool


def find_affinities(
    article: Article, claims: Sequence[Claim], sources: Sequence[Source]
) -> dict[Places, float]:
    """Return the affinity (0–1) of each two claims that may have to do with each other."""
    weights = [WEIGHTS[name] for name in FEATURES]
    return {
        places: 1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, features, strict=True))))
        for places, features in gate_features(article, claims, sources)
    }


def gate_features(
    article: Article, claims: Sequence[Claim], sources: Sequence[Source]
) -> Iterator[tuple[Places, list[float]]]:
    """Yield what the gate weighs of each two claims, in the order of ``FEATURES``."""
    sides = _sides(article, claims, sources)
    cosines = compare_terms([side.terms for side in sides])
    for i, j in _candidates(sides, cosines):
        yield (i, j), _features(sides[i], sides[j], cosines.get((i, j), 0.0), crowd=len(claims))


def _sides(article: Article, claims: Sequence[Claim], sources: Sequence[Source]) -> list[_Side]:
    names = {source.id: frozenset(terms_of(source.name)) for source in sources}
    opening = article.sentences[0].of(article.text) if article.sentences else ""
    title = terms_of(f"{article.title or ''} {opening}").keys()
    return [
        _Side(
            claim=claim,
            terms=terms,
            speaker=names[claim.source],
            place=bisect.bisect_right(article.sentences, claim.attribution.content[0]),
            words=len(claim.proposition.split()),
            negated=bool(NEGATED.search(claim.proposition)),
            titled=not title.isdisjoint(terms.own),
        )
        for claim, terms in zip(claims, weigh_terms(article, claims), strict=True)
    ]


def _candidates(sides: Sequence[_Side], cosines: Mapping[Places, float]) -> Iterator[Places]:
    every = itertools.combinations(range(len(sides)), 2)
    if len(sides) <= FEW_CLAIMS:
        return every
    near = {(i, j) for i, j in every if abs(sides[i].place - sides[j].place) <= NEAR}
    return iter(sorted(cosines.keys() | near))


def _features(a: _Side, b: _Side, cosine: float, *, crowd: int) -> list[float]:
    shared = a.terms.own & b.terms.own
    around = (a.terms.own & b.terms.weights.keys()) | (b.terms.own & a.terms.weights.keys())
    apart = abs(a.place - b.place)
    claims = (a.claim, b.claim)
    return [
        1.0,
        cosine,
        math.log1p(len(shared)),
        max((a.terms.weights[term] for term in shared), default=0.0),
        math.log1p(len(around)),
        math.exp(-apart / 3),
        math.exp(-apart / 12),
        float(_takes_up(a.claim, b.claim) or _takes_up(b.claim, a.claim)),
        float(sum(claim.stance is Stance.DENIES for claim in claims)),
        float(a.negated + b.negated),
        float(_names(a, b) + _names(b, a)),
        math.log(max(1, min(a.words, b.words))),
        float(not shared) * math.exp(-apart / 3),
        float(a.titled and b.titled),
        math.log(min(crowd, CROWD)),
    ]


def _takes_up(claim: Claim, other: Claim) -> bool:
    return other.via == claim.id or other.id in (*claim.rejects, *claim.confirms)


def _names(side: _Side, other: _Side) -> bool:
    """Whether a claim or the words around it name whoever makes the other one."""
    return not other.speaker.isdisjoint(side.terms.weights)
