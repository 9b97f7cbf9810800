"""Scores as rich renderables: readable without colour, no number ever broken in two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from rich import box
from rich.cells import cell_len
from rich.containers import Renderables
from rich.table import Table
from rich.text import Text

from attrib.evaluation.comparison import Comparison
from attrib.evaluation.pages.differences import CAUTION, tabulate_briefly, tabulate_differences
from attrib.evaluation.pages.figures import one_line
from attrib.evaluation.pages.tables import (
    HeadlineRow,
    TextTable,
    stack_headline,
    stack_scores,
    tabulate_headline,
    tabulate_scores,
)
from attrib.evaluation.results import Evaluation

_GAP = 3  # between two columns


def render_terminal(evaluation: Evaluation, *, title: str, slices: bool = True) -> Renderables:
    """Return the scores, their slices and the notes; the caller prints them to a Console.

    The scores of others stand beside, or below each score where the terminal is too narrow.
    """
    wide, narrow = (form(evaluation, slices=slices) for form in (tabulate_scores, stack_scores))
    notes = [Text(f"Note: {one_line(note)}") for note in evaluation.notes]
    return Renderables(
        [*_head(title), _Fitting(wide, _table(narrow)), *([Text(), *notes] if notes else ())]
    )


def render_headline_terminal(rows: Sequence[HeadlineRow], *, title: str) -> Renderables:
    """Return the scores to be read first; the caller prints them to a Console."""
    return Renderables(
        [*_head(title), _Fitting(tabulate_headline(rows), _table(stack_headline(rows)))]
    )


def render_comparison_terminal(comparison: Comparison, *, title: str) -> Renderables:
    """Return the differences of two systems; the caller prints them to a Console.

    Where the terminal is too narrow, both scores, the p value, its test and n are left out.
    """
    wide, narrow = tabulate_differences(comparison), tabulate_briefly(comparison)
    table = _Fitting(wide, _table(narrow))
    return Renderables([*_head(title), table, Text(), Text(f"Note: {CAUTION}")])


class _Options(Protocol):
    """What is needed of rich's options."""

    max_width: int


@dataclass(frozen=True, slots=True)
class _Fitting:
    """A table as it is where it fits the terminal, else something narrow in its place."""

    wide: TextTable
    narrow: Table

    def __rich_console__(self, console: object, options: _Options) -> Iterator[Table]:
        """Yield what fits."""
        fits = sum(_widths(self.wide)) - _GAP <= options.max_width
        yield _table(self.wide) if fits else self.narrow


def _head(title: str) -> tuple[Text, Text]:
    return Text(one_line(title), style="bold"), Text()


def _table(text: TextTable) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column, width in zip(text.columns, _widths(text), strict=True):
        table.add_column(
            Text(column.title),
            justify="right" if column.is_number else "left",
            overflow="fold",
            min_width=width - _GAP if column.is_number else None,
        )
    for block in text.blocks:
        for row in block:
            table.add_row(*map(Text, row))
        table.add_section()
    return table


def _widths(text: TextTable) -> Sequence[int]:
    """The columns' widths with nothing wrapped, each with the gap after it."""
    titles = tuple(column.title for column in text.columns)
    rows = [titles, *(row for block in text.blocks for row in block)]
    return [max(map(cell_len, cells)) + _GAP for cells in zip(*rows, strict=True)]
