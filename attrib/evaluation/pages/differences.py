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

COLUMNS = (
    SCORE,
    *map(Column, ("A", "B", "difference", INTERVAL, "p")),
    Column("test", is_number=False),
    Column("n"),
    Column("", is_number=False),
)


def tabulate_differences(comparison: Comparison) -> TextTable:
    """Return all differences, those of slices in blocks below; the last cell says what is shown."""
    return TextTable(COLUMNS, tuple(_blocks(comparison)))


def say_differences(comparison: Comparison) -> list[str]:
    """Return a sentence for each difference."""
    return [_sentence(row) for block in _blocks(comparison) for row in block]


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


def _sentence(row: Row) -> str:
    name, a, b, difference, ends, p, test, n, reading = row
    return (
        f"{name}: A {a}, B {b}, difference {difference} ({ends}), p {p} ({test}), n {n}: {reading}"
    )
