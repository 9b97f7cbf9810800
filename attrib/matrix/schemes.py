"""Grades for claims and sources on schemes that people know, as proposals.

Both are read from what sources are quoted as saying; a person who grades on these schemes looks
at more than that. A scheme is one entry of `SCHEMES`.

*airwars*, after Airwars' public grading of reported civilian harm, for claims that assert; its
words rate reports of harm, and nothing here checks that a claim is one. A denial has no grade.

- contested: somebody stands against the claim, other than an accused who does no more than deny
  its own act (Airwars notes a belligerent's denial apart, and it is no competing claim);
- confirmed: else, somebody else reports it and the accused says so of its own act, by which it
  accepts responsibility; what a side alone reports of itself answers no accusation;
- fair: else, two or more independent sources report it that are credible: not a party, unnamed or
  unknown, and without an interval that lies below one half. That a belligerent acted nearby, which
  Airwars asks for besides, is not checked;
- weak: all else, mostly what a single source reports;
- discounted (those killed were fighters, or others did it): never given, since no comparison of
  statements shows it.

*admiralty*, the NATO system: the source's letter, and a number for the claim ("B2").

- The letter is the one of B to E whose value in `LETTERS` is nearest to the source's mean. A asks
  more: an interval that begins at 0.9, which few articles cannot give. F is for a source that is
  unknown, undetermined, or has an interval wider than 0.5.
- The number says how far the proposition is borne out (`support`, or what that leaves for a
  denial) in five steps about 1, ¾, ½, ¼ and 0. It is 1 only with two independent supporters and
  nobody against, at best 3 without any supporter, and 5 only for what is contested. 6 is a claim
  that nobody else speaks of, or that the sources cannot decide, as word against word.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from attrib.errors import AttribError
from attrib.records import (
    Credibility,
    Position,
    Proposition,
    Source,
    SourceKind,
    Stance,
    Standing,
)

# How reliable a source is that somebody graded so, in 0–1; F says nothing of it.
LETTERS: Mapping[str, float | None] = {
    "A": 0.95, "B": 0.85, "C": 0.7, "D": 0.5, "E": 0.3, "F": None,
}  # fmt: skip

_LEAST_LOW = 0.9  # of an A's interval
_LEAST_MEAN = {"B": 0.775, "C": 0.6, "D": 0.4, "E": 0.0}  # half-way between the letters' values
_WIDEST = 0.5  # a wider interval could be of nearly any letter
_LEAST_BORNE_OUT = (0.875, 0.625, 0.375, 0.125)  # of the numbers 1 to 4
_CONFIRMING = 2  # other voices; one alone may have heard it from the claim's own source
_NOT_CREDIBLE = (SourceKind.PARTY, SourceKind.UNNAMED, SourceKind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Case:
    """A claim to grade: where it stands, what it is about, and who speaks of it.

    `position` is the one that the claim belongs to, `rivals` are the other propositions of its
    issue. `sources` and `credibility` are by source id; a source may lack the latter.
    """

    standing: Standing
    proposition: Proposition
    position: Position
    rivals: Sequence[Proposition]
    sources: Mapping[str, Source]
    credibility: Mapping[str, Credibility]


@dataclass(frozen=True, slots=True)
class Scheme:
    """How claims and sources are graded; `meanings` explains each part of a grade, best first.

    Either function may give None, for what the scheme does not grade.
    """

    grade_claim: Callable[[Case], str | None]
    grade_source: Callable[[Source, Credibility | None], str | None]
    meanings: Mapping[str, str]


def grade_claims(
    standings: Sequence[Standing],
    propositions: Sequence[Proposition],
    sources: Sequence[Source],
    credibility: Sequence[Credibility],
    *,
    scheme: str,
) -> tuple[Standing, ...]:
    """Return the standings, in their order, with grades; raises AttribError for no such scheme."""
    grade = _find_scheme(scheme).grade_claim
    cases = _cases(standings, propositions, sources, credibility)
    return tuple(replace(case.standing, grade=grade(case)) for case in cases)


def grade_sources(
    sources: Sequence[Source], credibility: Sequence[Credibility], *, scheme: str
) -> tuple[str | None, ...]:
    """Grade each source, in order; None where the scheme has no grades for sources.

    Raises AttribError for no such scheme.
    """
    grade = _find_scheme(scheme).grade_source
    known = {one.source: one for one in credibility}
    return tuple(grade(source, known.get(source.id)) for source in sources)


def _find_scheme(name: str) -> Scheme:
    if name not in SCHEMES:
        raise AttribError(
            f"found the grading scheme {name!r}; expected one of {', '.join(SCHEMES)}"
        )
    return SCHEMES[name]


def _cases(
    standings: Sequence[Standing],
    propositions: Sequence[Proposition],
    sources: Sequence[Source],
    credibility: Sequence[Credibility],
) -> list[Case]:
    by_id = {proposition.id: proposition for proposition in propositions}
    issues: dict[str, list[Proposition]] = defaultdict(list)
    for proposition in propositions:
        issues[proposition.issue].append(proposition)
    named = {source.id: source for source in sources}
    known = {one.source: one for one in credibility}
    cases = []
    for standing in standings:
        mine = by_id[standing.proposition]
        position = next(p for p in mine.positions if standing.claim in p.claims)
        rivals = [p for p in issues[mine.issue] if p.id != mine.id]
        cases.append(Case(standing, mine, position, rivals, named, known))
    return cases


def _airwars_claim(case: Case) -> str | None:
    if case.position.stance is Stance.DENIES:
        return None
    if not _mere_deniers(case).issuperset(case.standing.contested_by):
        return "contested"
    reporters = {case.position.source, *case.standing.supported_by}
    accepting = _interested(case, Stance.ASSERTS)
    if reporters & accepting and reporters - accepting:
        return "confirmed"
    return "fair" if sum(_credible(source, case) for source in reporters) >= 2 else "weak"


def _interested(case: Case, stance: Stance) -> set[str]:
    mine = case.proposition.positions
    return {p.source for p in mine if p.interested and p.stance is stance}


def _mere_deniers(case: Case) -> set[str]:
    """Return the accused that deny their own act and put no other account in its place."""
    others = {p.source for r in case.rivals for p in r.positions if p.stance is Stance.ASSERTS}
    return _interested(case, Stance.DENIES) - others


def _credible(source: str, case: Case) -> bool:
    known = case.credibility.get(source)
    doubtful = known is not None and known.high is not None and known.high < 0.5
    return case.sources[source].kind not in _NOT_CREDIBLE and not doubtful


def _airwars_source(source: Source, known: Credibility | None) -> None:
    return None


def _admiralty_claim(case: Case) -> str:
    source = case.position.source
    letter = _admiralty_source(case.sources[source], case.credibility.get(source))
    return f"{letter}{_admiralty_number(case)}"


def _admiralty_number(case: Case) -> int:
    supporters, opponents = len(case.standing.supported_by), len(case.standing.contested_by)
    support = case.proposition.support
    if support is None or not supporters + opponents:
        return 6
    borne_out = support if case.position.stance is Stance.ASSERTS else 1 - support
    number = 1 + sum(borne_out < least for least in _LEAST_BORNE_OUT)
    confirmed = supporters >= _CONFIRMING and not opponents
    best = 1 if confirmed else 2 if supporters else 3
    worst = 5 if opponents else 4
    return max(best, min(worst, number))


def _admiralty_source(source: Source, known: Credibility | None) -> str:
    if source.kind is SourceKind.UNKNOWN or known is None:
        return "F"
    mean, low, high = known.mean, known.low, known.high
    if mean is None or low is None or high is None or round(high - low, 4) > _WIDEST:
        return "F"
    if low >= _LEAST_LOW:
        return "A"
    return next(letter for letter, least in _LEAST_MEAN.items() if mean >= least)


SCHEMES: Mapping[str, Scheme] = {
    "airwars": Scheme(
        grade_claim=_airwars_claim,
        grade_source=_airwars_source,
        meanings={
            "confirmed": "others report it and the accused accepts responsibility",
            "fair": "reported by two or more credible sources",
            "weak": "reported by a single credible source or none",
            "contested": "there are competing claims",
            "discounted": "fighters were killed or others did it; never given from text alone",
        },
    ),
    "admiralty": Scheme(
        grade_claim=_admiralty_claim,
        grade_source=_admiralty_source,
        meanings={
            "A": "completely reliable",
            "B": "usually reliable",
            "C": "fairly reliable",
            "D": "not usually reliable",
            "E": "unreliable",
            "F": "reliability cannot be judged",
            "1": "confirmed by other sources",
            "2": "probable",
            "3": "possible",
            "4": "doubtful",
            "5": "improbable",
            "6": "cannot be judged",
        },
    ),
}
