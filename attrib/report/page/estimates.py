"""Estimates in rows: of sources, of kinds of claim, of outlets, over the days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attrib.records import Credibility, Influence, Kind, KindCredibility
from attrib.report import wording
from attrib.report.collection import Findings
from attrib.report.collection.names import put
from attrib.report.collection.why import signed
from attrib.report.page.plots import Interval, Line, draw_interval, draw_line
from attrib.report.page.voices import Voice

STRONGEST = 3  # influences of a source
_WORDS = 160  # characters of a proposition that moved a source


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate in figures, and as an interval to draw; both are of no value if undetermined."""

    mean: str
    interval: str
    drawn: Interval | None
    n: int
    majority: str


@dataclass(frozen=True, slots=True)
class Influenced:
    """What moved an estimate: the effect ("+0.04"), and the proposition."""

    effect: str
    proposition: str
    text: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source with its estimate, by kind of claim if there are several, and what moved it."""

    voice: Voice
    estimate: Estimate
    articles: int
    grade: str
    kinds: tuple[tuple[Kind, Estimate], ...]
    influences: tuple[Influenced, ...]


@dataclass(frozen=True, slots=True)
class OutletRow:
    """An outlet: what it carries, and how that compares with what others do."""

    name: str
    articles: int
    claims: int
    contested: int
    corroborated: int
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """How a source's estimate moved, drawn and at its ends."""

    voice: Voice
    line: Line
    first: str
    last: str


def list_estimates(
    findings: Findings, voices: Mapping[str, Voice], ids: Sequence[str]
) -> tuple[SourceRow, ...]:
    """Return the sources (ids) with their estimates, in that order."""
    kinds: dict[str, list[KindCredibility]] = defaultdict(list)
    for one in findings.assessment.by_kind:
        kinds[one.source].append(one)
    moved: dict[str, list[Influence]] = defaultdict(list)
    for influence in findings.assessment.influences:
        moved[influence.source].append(influence)
    return tuple(
        SourceRow(
            voice=voices[id],
            estimate=estimate(findings.credibility[id]),
            articles=findings.spread(id),
            grade=findings.grades.get(id) or "",
            kinds=tuple((one.kind, estimate(one)) for one in kinds[id] if len(kinds[id]) > 1),
            influences=tuple(_influenced(findings, one) for one in moved[id][:STRONGEST]),
        )
        for id in ids
    )


def list_outlets(findings: Findings) -> tuple[OutletRow, ...]:
    """Return the outlets, if there are two to compare."""
    if len(findings.outlets) < 2:
        return ()
    return tuple(
        OutletRow(
            name=wording.one_line(one.name),
            articles=one.articles,
            claims=one.claims,
            contested=one.contested,
            corroborated=one.corroborated,
            estimate=estimate(one.credibility),
        )
        for one in findings.outlets
    )


def list_series(
    findings: Findings, voices: Mapping[str, Voice], ids: Sequence[str]
) -> tuple[SeriesRow, ...]:
    """Return how the estimates of the sources (ids) moved, of those that have any."""
    moments = [{one.source: one.mean for one in m.credibility} for m in findings.moments]
    rows = []
    for id in ids:
        means = [moment.get(id) for moment in moments]
        known = [mean for mean in means if mean is not None]
        if known:
            ends = f"{known[0]:.2f}", f"{known[-1]:.2f}"
            rows.append(SeriesRow(voices[id], draw_line(means), *ends))
    return tuple(rows)


def estimate(one: Credibility | KindCredibility) -> Estimate:
    """Return an estimate as it is written and drawn; what is unknown is a dash."""
    majority = one.majority if isinstance(one, Credibility) else None
    bounded = one.low is not None and one.high is not None
    return Estimate(
        mean="undetermined" if one.mean is None else f"{one.mean:.2f}",
        interval=f"{one.low:.2f}–{one.high:.2f}" if bounded else "–",
        drawn=draw_interval(one),
        n=one.n,
        majority="–" if majority is None else f"{100 * majority:.0f} %",
    )


def _influenced(findings: Findings, influence: Influence) -> Influenced:
    proposition = findings.propositions[influence.proposition]
    return Influenced(signed(influence.effect), proposition.id, put(proposition, limit=_WORDS))
