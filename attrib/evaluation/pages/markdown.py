"""Scores as Markdown (GitHub's tables), for a paper's appendix or a model card."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrib.evaluation.comparison import Comparison
from attrib.evaluation.pages.differences import CAUTION, tabulate_differences
from attrib.evaluation.pages.figures import count, one_line
from attrib.evaluation.pages.tables import (
    HeadlineRow,
    TextTable,
    tabulate_headline,
    tabulate_scores,
)
from attrib.evaluation.results import Evaluation

# An underscore within a word is left alone, so that the names of scores can be searched for.
_MARKUP = re.compile(r"[\\`*\[\]|~]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#?\w+;)")


def render_markdown(
    evaluations: Mapping[str, Evaluation],
    *,
    headline: Sequence[HeadlineRow] = (),
    slices: bool = True,
) -> str:
    """Return the headline, then a section a run: its scores, its notes and how they were made.

    `slices` adds a row for each score of a slice, named "slice: score".
    """
    sections = (
        line
        for name, evaluation in evaluations.items()
        for line in _section(name, evaluation, slices=slices)
    )
    return "\n".join([*([render_table(headline)] if headline else ()), *sections])


def render_table(rows: Iterable[HeadlineRow]) -> str:
    """Return the table of the scores to be read first."""
    return _text(tabulate_headline(rows))


def render_comparison_markdown(comparison: Comparison) -> str:
    """Return who is compared, the table of differences and how they were made."""
    task, a, b = map(_escape, (comparison.task, comparison.a, comparison.b))
    return "\n".join(
        [
            f"Task {task}: A is {a}, B is {b}. A difference is how much higher B scores.\n",
            _text(tabulate_differences(comparison)),
            f"{CAUTION}\n",
            *_made(comparison.provenance, comparison.versions),
        ]
    )


def _section(name: str, evaluation: Evaluation, *, slices: bool) -> Iterator[str]:
    yield f"## {_escape(name)}\n"
    task, model = _escape(evaluation.task), _escape(evaluation.model)
    yield f"Task {task}, model {model}, {count(evaluation.n)} groups resampled.\n"
    yield _text(tabulate_scores(evaluation, slices=slices))
    if evaluation.notes:
        yield "\n".join(f"- {_escape(note)}" for note in evaluation.notes) + "\n"
    yield from _made(evaluation.provenance, evaluation.versions)


def _text(table: TextTable) -> str:
    head = _row(column.title for column in table.columns)
    rule = _row("---:" if column.is_number else "---" for column in table.columns)
    rows = [_row(row) for block in table.blocks for row in block]
    return "\n".join([head, rule, *rows]) + "\n"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(_escape, cells))} |"


def _made(provenance: Mapping[str, str], versions: Mapping[str, str]) -> Iterator[str]:
    """Fenced, so that a command can be copied as it is; nothing where nothing is known."""
    made = [
        (one_line(key), one_line(value)) for key, value in (*provenance.items(), *versions.items())
    ]
    if made:
        wide = max(len(key) for key, _ in made)
        text = "\n".join(f"{key:<{wide}}  {value}" for key, value in made)
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
        yield f"{fence}text\n{text}\n{fence}\n"


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", one_line(text))
