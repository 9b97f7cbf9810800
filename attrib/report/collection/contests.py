"""What is contested, and who stands on which side of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attrib.records import Position, Proposition, Stance
from attrib.report.collection.findings import Findings


@dataclass(frozen=True, slots=True)
class Contest:
    """A proposition that is reported and contested; sources are ids, one an independent voice.

    `rivals` are propositions that exclude it, each with who reports it.
    """

    proposition: Proposition
    reporters: tuple[str, ...]
    deniers: tuple[str, ...]
    rivals: tuple[tuple[Proposition, tuple[str, ...]], ...]

    @property
    def voices(self) -> int:
        """How many stand on both sides; who stands on both counts twice."""
        opponents = {*self.deniers, *(source for _, sources in self.rivals for source in sources)}
        return len(self.reporters) + len(opponents)

    def claim(self, source: str, stance: Stance) -> str:
        """Return the id of the first claim by which a source is heard to take a stance here."""
        mine = (p for p in _taking(self.proposition, stance) if _is_heard(source, p))
        return next(mine).claims[0]


def find_contests(findings: Findings) -> list[Contest]:
    """Return the contested matters, one an issue, those with the most voices first.

    Of the propositions of an issue the one with most voices stands for it.
    """
    issues: dict[str, list[Proposition]] = defaultdict(list)
    for proposition in findings.assessment.propositions:
        issues[proposition.issue].append(proposition)
    found = []
    for rivals in issues.values():
        contests = [contest for one in rivals for contest in _contests(findings, one, rivals)]
        if contests:
            found.append(max(contests, key=lambda contest: contest.voices))
    return sorted(found, key=lambda contest: -contest.voices)


def _contests(
    findings: Findings, proposition: Proposition, issue: Sequence[Proposition]
) -> Iterator[Contest]:
    """Yield the contest about a proposition, if anybody reports it and anybody is against it."""
    claims = [claim for p in _taking(proposition, Stance.ASSERTS) for claim in p.claims]
    standings = [findings.standings[claim] for claim in claims]
    opponents = list(dict.fromkeys(id for one in standings for id in one.contested_by))
    if not opponents:
        return
    first = findings.claims[claims[0]].source
    deniers = _speaking(_taking(proposition, Stance.DENIES), opponents)
    rivals = (
        (rival, speaking)
        for rival in issue
        if rival.id != proposition.id
        and (speaking := _speaking(_taking(rival, Stance.ASSERTS), opponents))
    )
    reporters = tuple(dict.fromkeys((first, *standings[0].supported_by)))
    yield Contest(proposition, reporters, deniers, tuple(rivals))


def _taking(proposition: Proposition, stance: Stance) -> list[Position]:
    return [position for position in proposition.positions if position.stance is stance]


def _speaking(positions: Sequence[Position], sources: Sequence[str]) -> tuple[str, ...]:
    return tuple(id for id in sources if any(_is_heard(id, position) for position in positions))


def _is_heard(source: str, position: Position) -> bool:
    return source in (position.source, position.origin)
