"""The content words of a text as terms: stems, and words for one thing under one name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

import snowballstemmer

from attrib.records import Span

WORD = re.compile(r"[^\W\d_]{2,}|\d(?:[\d.,]*\d)?")
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


def terms_of(text: str) -> Counter[str]:
    """Return the content words of a text as stems, words for one thing under one name."""
    return Counter(term for term, _ in find_terms(text))


def find_terms(text: str) -> Iterator[tuple[str, Span]]:
    """Yield each content word's term with its place in the text."""
    for match in WORD.finditer(text):
        word = match.group().lower()
        if word not in STOPWORDS:
            yield _stem(word), Span(match.start(), match.end())


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    return _THING.get(word) or str(_STEMMER.stemWord(word))


def _things(groups: Iterable[str]) -> dict[str, str]:
    return {word: group.split()[0] for group in groups for word in group.split()}


_STEMMER = snowballstemmer.stemmer("english")
_THING = _things(SAME_THING)
