"""The differences of two systems, as a table of text or as sentences."""

from __future__ import annotations

from collections.abc import Iterator

from attrib.evaluation.comparison import Comparison, Difference
from attrib.evaluation.pages.figures import (
    INTERVAL,
    UNDEFINED,
    count,
    figure,
    interval,
    one_line,
    probability,
)
from attrib.evaluation.pages.tables import SCORE, Column, Row, TextTable

CAUTION = (
    "Tests are paired, on the same draws of both systems; no p value is corrected for how many "
    "scores are compared."
)
SHOWN = Column("", is_number=False)
COLUMNS = (
    SCORE,
    *map(Column, ("A", "B", "B − A", INTERVAL, "p")),
    Column("test", is_number=False),
    Column("n"),
    SHOWN,
)
BRIEF = (SCORE, Column("B − A"), Column(INTERVAL), SHOWN)
_BRIEF_CELLS = [COLUMNS.index(column) for column in BRIEF]


def tabulate_differences(comparison: Comparison) -> TextTable:
    """Return all differences, those of slices in blocks below; the last cell says what is shown."""
    return TextTable(COLUMNS, tuple(_blocks(comparison)))


def tabulate_briefly(comparison: Comparison) -> TextTable:
    """Return the differences alone, with their intervals and what is shown."""
    blocks = (
        tuple(tuple(row[cell] for cell in _BRIEF_CELLS) for row in block)
        for block in _blocks(comparison)
    )
    return TextTable(BRIEF, tuple(blocks))


def _blocks(comparison: Comparison) -> Iterator[tuple[Row, ...]]:
    yield tuple(_row(one.score, one) for one in comparison.differences)
    for part, differences in comparison.slices.items():
        yield tuple(_row(f"{part}: {one.score}", one) for one in differences)


def _row(name: str, difference: Difference) -> Row:
    """One cell for each of `COLUMNS`."""
    return (
        one_line(name),
        figure(difference.a),
        figure(difference.b),
        figure(difference.difference),
        interval(difference.low, difference.high),
        probability(difference.p),
        one_line(difference.test),
        count(difference.n),
        _reading(difference),
    )


def _reading(difference: Difference) -> str:
    if difference.difference is None:
        return UNDEFINED
    if not difference.shown:
        return "no difference shown"
    return "B is higher" if difference.difference > 0 else "A is higher"
