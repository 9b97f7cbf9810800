"""The matrix of sources: who sides with whom stands together, groups are set apart."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from attrib.records import Cell, Relation
from attrib.report.collection import Findings
from attrib.report.collection.order import arrange, group, measure_likeness
from attrib.report.grid import counted
from attrib.report.page.sides import Facing
from attrib.report.page.voices import Voice

TONES = 5  # steps of either colour


@dataclass(frozen=True, slots=True)
class Square:
    """A cell: its counts, its tone (-5 contradict … 5 corroborate), and where both sides face.

    `text` is what it says, `told` the same in words. `starts` and `tops` say whether a group
    begins at its left or above it.
    """

    text: str
    told: str
    tone: int
    anchor: str
    own: bool
    starts: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A source with its cells; `starts` says whether a group begins with it."""

    voice: Voice
    squares: tuple[Square, ...]
    starts: bool


@dataclass(frozen=True, slots=True)
class Heatmap:
    """The rows, how many groups they form, and the sources that are related to none of them."""

    rows: tuple[Row, ...]
    groups: tuple[tuple[Voice, ...], ...]
    apart: tuple[Voice, ...]


def map_sources(
    findings: Findings,
    voices: Mapping[str, Voice],
    shown: Sequence[str],
    facings: Iterable[Facing],
) -> Heatmap:
    """Return the counts between the shown sources (ids); a cell leads to the surest of `facings`.

    Groups are those whose members corroborate each other more often than they contradict.
    """
    pairs = itertools.combinations_with_replacement(shown, 2)
    met = {id for pair in pairs if pair in findings.cells for id in pair}
    ids = [id for id in shown if id in met]
    likeness = measure_likeness(findings, ids)
    ids, homes = _order(ids, arrange(likeness), group(likeness, above=0.0))
    anchors = _anchors(facings)
    starts = {b: homes[a] != homes[b] for a, b in itertools.pairwise(ids)}
    rows = tuple(
        Row(
            voices[a],
            tuple(
                _square(findings, voices, (a, b), anchors, starts=starts.get(b, False)) for b in ids
            ),
            starts.get(a, False),
        )
        for a in ids
    )
    groups = (tuple(members) for _, members in itertools.groupby(ids, homes.__getitem__))
    return Heatmap(
        rows,
        tuple(tuple(voices[id] for id in members) for members in groups if len(members) > 1),
        tuple(voices[id] for id in shown if id not in met),
    )


def tone(cell: Cell | None) -> int:
    """Return how far a cell leans, from -5 (contradict) to 5 (corroborate); seldom is less."""
    if cell is None:
        return 0
    lean = (cell.corroborates - cell.contradicts) / (cell.corroborates + cell.contradicts + 1)
    return round(TONES * lean) or (lean > 0) - (lean < 0)


def _order(
    ids: Sequence[str], order: Sequence[int], groups: Sequence[Sequence[int]]
) -> tuple[list[str], dict[str, int]]:
    homes = {ids[place]: home for home, members in enumerate(groups) for place in members}
    return [ids[place] for place in order], homes


def _anchors(facings: Iterable[Facing]) -> dict[frozenset[int], str]:
    """Return by the numbers of two sources where they face each other, contradictions first."""
    found: dict[frozenset[int], str] = {}
    for facing in sorted(facings, key=lambda one: one.relation is not Relation.CONTRADICTS):
        for left in facing.left.speakers:
            for right in facing.right.speakers:
                pair = frozenset((left.voice.number, right.voice.number))
                found.setdefault(pair, facing.anchor)
    return found


def _square(
    findings: Findings,
    voices: Mapping[str, Voice],
    pair: tuple[str, str],
    anchors: Mapping[frozenset[int], str],
    *,
    starts: bool,
) -> Square:
    cell = findings.cells.get(pair)
    numbers = frozenset(voices[id].number for id in pair)
    return Square(
        text=" ".join(counted(cell.contradicts, cell.corroborates)) if cell else "",
        told=_told(cell),
        tone=tone(cell),
        anchor=anchors.get(numbers, "") if cell else "",
        own=pair[0] == pair[1],
        starts=starts,
    )


def _told(cell: Cell | None) -> str:
    if cell is None:
        return ""
    parts = (("contradict", cell.contradicts), ("corroborate", cell.corroborates))
    return ", ".join(f"{verb} {number}" for verb, number in parts if number)
