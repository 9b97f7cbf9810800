"""Scores as one page that needs nothing else: no network, no script, no font, no image."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from attrib.evaluation.pages import figures
from attrib.evaluation.pages.plots import Plot, lay_out
from attrib.evaluation.pages.tables import HeadlineRow, ScoreRow, list_scores
from attrib.evaluation.results import Curve, Evaluation, Point, Score
from attrib.markup import make_environment

if TYPE_CHECKING:
    from jinja2 import Environment

# Words within the names of scores that are written otherwise where they are read.
SPELT = {"f1": "F1", "b3": "B³", "brier": "Brier"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A curve and how it is drawn."""

    id: str
    curve: Curve
    plot: Plot


@dataclass(frozen=True, slots=True)
class Run:
    """An evaluation and what the page makes of it; `id` is its anchor."""

    id: str
    name: str
    evaluation: Evaluation
    scores: tuple[ScoreRow, ...]
    slices: Mapping[str, tuple[ScoreRow, ...]]
    figures: tuple[Figure, ...]


def render_html(
    evaluations: Mapping[str, Evaluation], *, title: str, headline: Sequence[HeadlineRow] = ()
) -> str:
    """Return a page with the headline, a table of contents and a section a run, by its name.

    Equal evaluations give equal bytes. All text is escaped, and the page's policy lets a browser
    load and run nothing. A headline's run is a link where it is one of `evaluations`.
    """
    runs = tuple(_runs(evaluations))
    template = _environment().get_template("page.html")
    anchors = {run.name: run.id for run in runs}
    return template.render(title=title, headline=headline, runs=runs, anchors=anchors)


def _runs(evaluations: Mapping[str, Evaluation]) -> Iterator[Run]:
    for id, (name, evaluation) in zip(_ids(evaluations), evaluations.items(), strict=True):
        yield Run(
            id=id,
            name=name,
            evaluation=evaluation,
            scores=tuple(list_scores(evaluation)),
            slices={
                part: tuple(ScoreRow(score, own) for score, own in scores.items())
                for part, scores in evaluation.slices.items()
            },
            figures=tuple(
                Figure(f"plot-{number}-{id}", curve, lay_out(curve))
                for number, curve in enumerate(evaluation.curves, start=1)
            ),
        )


def _ids(names: Iterable[str]) -> Iterator[str]:
    """Anchors made of the names, so that a link to a run outlives the runs around it."""
    taken: set[str] = set()
    for name in names:
        plain = "run-" + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        id, number = plain, 1
        while id in taken:
            number += 1
            id = f"{plain}-again-{number}"
        taken.add(id)
        yield id


@functools.cache
def _environment() -> Environment:
    environment = make_environment("attrib.evaluation.pages")
    environment.filters |= {
        "figure": _figure,
        "interval": _interval,
        "count": figures.count,
        "bar": _bar,
        "share": _share,
        "place": _place,
        "tick": _tick,
        "ends": _ends,
        "words": _words,
    }
    return environment


def _figure(value: float | None) -> str:
    return figures.figure(value).replace("-", "−")


def _interval(of: Score | Point) -> str:
    return figures.interval(of.low, of.high).replace("-", "−")


def _bar(score: Score) -> str:
    """A score's bar as CSS: value, low, high and baseline in % of the scale, those it has."""
    parts = {"v": score.value, "l": score.low, "h": score.high, "b": score.baseline}
    return ";".join(
        f"--{name}:{round(100 * min(max(number, 0), 1), 1):g}"
        for name, number in parts.items()
        if number is not None
    )


def _ends(point: Point) -> str:
    """A point's interval, or a dash where it has none."""
    return figures.NONE if point.low is None else _interval(point)


def _tick(number: float) -> str:
    """A number on an axis, with no more digits than it has or than are seen."""
    return f"{round(number, 4):z,.12g}".replace("-", "−")


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else figures.NONE


def _place(number: float) -> str:
    """A position, or a share of the row; four digits are finer than any screen."""
    return f"{number:.4g}"


def _words(name: str) -> str:
    """A score's name as it is read: "macro_f1" is "macro F1"."""
    return " ".join(SPELT.get(word, word) for word in name.split("_"))
