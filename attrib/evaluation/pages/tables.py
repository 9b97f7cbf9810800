"""Tables of text: scores and headlines before they are set in a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from attrib.evaluation.pages.figures import (
    INTERVAL,
    NONE,
    baseline,
    count,
    figure,
    interval,
    one_line,
    with_interval,
)
from attrib.evaluation.results import Evaluation, Score

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; numbers stand to the right."""

    title: str
    is_number: bool = True


@dataclass(frozen=True, slots=True)
class TextTable:
    """Cells of one line each; the rows of a block belong together."""

    columns: tuple[Column, ...]
    blocks: tuple[tuple[Row, ...], ...]


@dataclass(frozen=True, slots=True)
class HeadlineRow:
    """A score to be read first: `label` says it in words, `run` and `score` where it is from."""

    label: str
    run: str
    score: str
    figures: Score


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A score by its name, with those of others; None for whoever has no such score."""

    name: str
    own: Score | None
    beside: tuple[Score | None, ...] = ()


FIGURES = (Column("value"), Column(INTERVAL), Column("n"), Column("baseline"))
SCORE = Column("score", is_number=False)


def tabulate_scores(evaluation: Evaluation, *, slices: bool) -> TextTable:
    """Return all scores, those of slices in blocks below; others on the same data to the right."""
    others = tuple(Column(one_line(name)) for name in evaluation.beside)
    whole = tuple(
        (one_line(row.name), *_cells(row.own), *map(with_interval, row.beside))
        for row in list_scores(evaluation)
    )
    empty = ("",) * len(others)
    parts = [tuple((*row, *empty) for row in rows) for rows in _slices(evaluation) if slices]
    return TextTable((SCORE, *FIGURES, *others), (whole, *parts))


def stack_scores(evaluation: Evaluation, *, slices: bool) -> TextTable:
    """Return all scores, those of slices in blocks below; others on the same data in rows."""
    whole = tuple(
        (one_line(name), *_cells(score))
        for row in list_scores(evaluation)
        for name, score in _stack(row, evaluation.beside)
    )
    parts = [rows for rows in _slices(evaluation) if slices]
    return TextTable((SCORE, *FIGURES), (whole, *parts))


def list_scores(evaluation: Evaluation) -> list[ScoreRow]:
    """Return the scores in their order, then those that only others have."""
    others = evaluation.beside.values()
    names = dict.fromkeys([*evaluation.scores, *(name for scores in others for name in scores)])
    return [
        ScoreRow(name, evaluation.scores.get(name), tuple(scores.get(name) for scores in others))
        for name in names
    ]


def tabulate_headline(rows: Iterable[HeadlineRow]) -> TextTable:
    """Return one block with the label, the run and the score in front of the figures."""
    block = tuple(
        (one_line(row.label), one_line(row.run), one_line(row.score), *_cells(row.figures))
        for row in rows
    )
    words = (Column(title, is_number=False) for title in ("", "run", "score"))
    return TextTable((*words, *FIGURES), (block,))


def stack_headline(rows: Iterable[HeadlineRow]) -> TextTable:
    """Return one block with all words in one cell in front of the figures."""
    block = tuple(
        (one_line(f"{row.label} ({row.run}: {row.score})"), *_cells(row.figures)) for row in rows
    )
    return TextTable((Column("", is_number=False), *FIGURES), (block,))


def _stack(row: ScoreRow, others: Iterable[str]) -> Iterator[tuple[str, Score]]:
    named = [
        (f"{row.name} ({name})", score) for name, score in zip(others, row.beside, strict=True)
    ]
    return ((name, score) for name, score in [(row.name, row.own), *named] if score is not None)


def _slices(evaluation: Evaluation) -> Iterator[tuple[Row, ...]]:
    for part, scores in evaluation.slices.items():
        yield tuple((one_line(f"{part}: {name}"), *_cells(score)) for name, score in scores.items())


def _cells(score: Score | None) -> Row:
    """One cell for each of `FIGURES`."""
    if score is None:
        return (NONE,) * len(FIGURES)
    ends = interval(score.low, score.high)
    return figure(score.value), ends, count(score.n), baseline(score)
