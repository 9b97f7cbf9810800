"""Verdicts as a reader meets them: one entry per pair of statements.

A statement is what stands in the article once. Where two sources make it together
("Orvia and Tesk deny …") it gives two claims and twice the verdicts, but one entry.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace

from attrib.records import Claim, Evidence, Kind, Relation, Report, Source, Span, Stance, Verdict

_STANCES = (Stance.ASSERTS, Stance.DENIES, Stance.UNCOMMITTED)


@dataclass(frozen=True, slots=True)
class Entry:
    """Two statements and how they stand to each other.

    `left` and `right` hold one claim per source that makes the statement; an assertion
    is left of a denial, otherwise the earlier words are left. `low` and `high` are the
    lowest and highest probability (0–1) of the verdicts behind the entry. `joint` marks
    one statement made by both sources together, which is no second voice. `evidence` is
    that of the surest verdict that has any: its `a` are words of the left side.
    """

    relation: Relation
    kind: Kind | None
    low: float
    high: float
    left: tuple[Claim, ...]
    right: tuple[Claim, ...]
    joint: bool
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Reading:
    """A report with what rendering looks up: by id, and its verdicts as entries."""

    report: Report
    sources: dict[str, Source]
    claims: dict[str, Claim]
    entries: tuple[Entry, ...]

    def find(self, relation: Relation, *, joint: bool = False) -> list[Entry]:
        """Return the entries of one relation, the most probable first."""
        return [e for e in self.entries if e.relation is relation and e.joint is joint]

    def speakers(self) -> list[Source]:
        """Return the sources that make a claim, in the order of the report."""
        speaking = {claim.source for claim in self.report.claims}
        return [source for source in self.report.sources if source.id in speaking]

    def relayer(self, claim: Claim) -> Source | None:
        """Return the source inside whose statement the claim stands, if any."""
        via = claim.attribution.via
        if via is None:
            return None
        outer = (c.source for c in self.report.claims if c.attribution.id == via)
        return next((self.sources[source] for source in outer), None)


def read(report: Report) -> Reading:
    """Index the report and group its verdicts; *unrelated* ones are left out."""
    claims = {claim.id: claim for claim in report.claims}
    groups: dict[Hashable, list[tuple[Verdict, Claim, Claim]]] = {}
    for verdict in report.verdicts:
        if verdict.relation is not Relation.UNRELATED:
            left, right = sorted((claims[verdict.a], claims[verdict.b]), key=_place)
            key = verdict.relation, verdict.kind, *_sides(left, right)
            groups.setdefault(key, []).append((verdict, left, right))
    entries = sorted(map(_entry, groups.values()), key=lambda entry: -entry.high)
    sources = {source.id: source for source in report.sources}
    return Reading(report=report, sources=sources, claims=claims, entries=tuple(entries))


def read_verdict(verdict: Verdict, claims: Mapping[str, Claim]) -> Entry:
    """Return a verdict as an entry of its own; `claims` are by id."""
    left, right = sorted((claims[verdict.a], claims[verdict.b]), key=_place)
    return _entry([(verdict, left, right)])


def made_jointly(a: Claim, b: Claim) -> bool:
    """Whether two sources make one statement together: the same cue and content words."""
    return a.source != b.source and a.attribution.cue == b.attribution.cue and _same(a, b)


def mutual_denials(reading: Reading) -> list[Entry]:
    """Return the contradictions in which each side has nobody but the other to speak to it.

    One entry for each pair of sides; there the counts cannot decide anything.
    """
    corroborations = reading.find(Relation.CORROBORATES)
    supported = {c.source for entry in corroborations for c in entry.left + entry.right}
    contradictions = reading.find(Relation.CONTRADICTS)
    opponents = _opponents(contradictions)
    found: dict[frozenset[frozenset[str]], Entry] = {}
    for entry in contradictions:
        left, right = _names(entry.left), _names(entry.right)
        alone = all(opponents[source] <= right for source in left)
        alone = alone and all(opponents[source] <= left for source in right)
        if alone and not left & right and not (left | right) & supported:
            found.setdefault(frozenset((left, right)), entry)
    return list(found.values())


def _opponents(contradictions: Iterable[Entry]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for entry in contradictions:
        left, right = _names(entry.left), _names(entry.right)
        for side, other in ((left, right), (right, left)):
            for source in side:
                found[source] = found.get(source, frozenset()) | other
    return found


def _place(claim: Claim) -> tuple[int, tuple[Span, ...], str]:
    return _STANCES.index(claim.stance), claim.attribution.content, claim.id


def _same(a: Claim, b: Claim) -> bool:
    return bool(a.attribution.content) and _place(a)[:2] == _place(b)[:2]


def _sides(left: Claim, right: Claim) -> tuple[Hashable, Hashable]:
    # Without words of its own, or against the same words, a claim stands for itself.
    if _same(left, right):
        return left.id, right.id
    sides = (_place(c)[:2] if c.attribution.content else c.id for c in (left, right))
    return next(sides), next(sides)


def _entry(group: list[tuple[Verdict, Claim, Claim]]) -> Entry:
    verdict, left, right = group[0]
    probabilities = [verdict.probability for verdict, _, _ in group]
    return Entry(
        relation=verdict.relation,
        kind=verdict.kind,
        low=min(probabilities),
        high=max(probabilities),
        left=_unique(left for _, left, _ in group),
        right=_unique(right for _, _, right in group),
        joint=made_jointly(left, right),
        evidence=_evidence(group),
    )


def _evidence(group: Iterable[tuple[Verdict, Claim, Claim]]) -> Evidence | None:
    surest, found = -1.0, None
    for verdict, left, _ in group:
        evidence = verdict.evidence
        if evidence and verdict.probability > surest:
            swapped = verdict.a != left.id
            surest = verdict.probability
            found = replace(evidence, a=evidence.b, b=evidence.a) if swapped else evidence
    return found


def _unique(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple({claim.id: claim for claim in claims}.values())


def _names(claims: Iterable[Claim]) -> frozenset[str]:
    return frozenset(claim.source for claim in claims)
