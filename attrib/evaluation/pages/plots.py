"""Where the parts of a plot lie, in pixels from its upper left corner, y downwards."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from attrib.evaluation.pages.figures import figure
from attrib.evaluation.results import Curve, Point

LEFT, TOP, BELOW = 34, 30, 42
FEW_WIDE, FEW_HIGH = 240, 200
MANY_WIDE, MANY_HIGH = 400, 300
LEADER, KEY, LABEL_ROOM = 14, 24, 6  # from the end of the axis to a label
LABEL_GAP = 14  # between the labels of two lines
LABEL_LETTERS = 32
LETTER = 7.0  # the mean width of one in a broad typeface, where digits are many
FEW = 3  # with more lines the bands would hide each other, and a small plot be crowded
MARKERS = 15  # on one line; with more they would hide it
WHOLE = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
# Drawn from the point on; the strokes of the last two are seen, since they enclose nothing.
SHAPES = (
    "m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0z",
    "m-2.7-2.7h5.4v5.4h-5.4z",
    "m0-3.6l3.4 6h-6.8z",
    "m0-3.8l3.8 3.8l-3.8 3.8l-3.8-3.8z",
    "m0 3.6l3.4-6h-6.8z",
    "m-2.7-2.7l5.4 5.4m0-5.4l-5.4 5.4",
    "m-3.4 0h6.8m-3.4-3.4v6.8",
)


@dataclass(frozen=True, slots=True)
class Axis:
    """The numbers from the first to the last of `ticks`, laid between two positions."""

    ticks: tuple[float, ...]
    start: float
    end: float

    def at(self, number: float) -> float:
        """Return the position of a number; one outside the axis lies at its end."""
        low, high = self.ticks[0], self.ticks[-1]
        share = (min(max(number, low), high) - low) / (high - low)
        return self.start + share * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Line:
    """One line: SVG path data, empty where there is nothing to draw, and the place of its label.

    `path` and `markers` end with the key beside the label, to which `leader` leads from the last
    point. `band` and `whiskers` show intervals.
    """

    name: str
    label: str
    label_y: float
    path: str
    markers: str
    band: str
    whiskers: str
    leader: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A curve laid out; `description` tells it to those who do not see it."""

    description: str
    width: float
    height: float
    x: Axis
    y: Axis
    label_x: float
    lines: tuple[Line, ...]
    diagonal: str


def lay_out(curve: Curve) -> Plot:
    """Lay a curve out: `y` from 0 to 1, `x` likewise or over round numbers, labels to the right.

    Points that are not finite are left out, and so are lines without a point. Intervals are
    bands, or whiskers where there is a diagonal or many lines.
    """
    lines = {name: _finite(points) for name, points in curve.lines.items()}
    lines = {name: points for name, points in lines.items() if points}
    few = len(lines) <= FEW
    area = _area([point.x for points in lines.values() for point in points], len(lines), few=few)
    label_x = area.x.end + LEADER + KEY + LABEL_ROOM
    texts = [(label_x, _short(name)) for name in lines] + [
        (LEFT, curve.x_label),
        (0, curve.y_label),
    ]
    return Plot(
        description=_describe(curve, lines),
        width=max(start + LETTER * len(text) for start, text in texts),
        height=area.y.start + BELOW,
        x=area.x,
        y=area.y,
        label_x=label_x,
        lines=_lines(lines, area, bands=few and not curve.diagonal),
        diagonal=area.diagonal() if curve.diagonal else "",
    )


def round_ticks(low: float, high: float, *, most: int = 6) -> tuple[float, ...]:
    """Return about `most` steps of 1, 2 or 5 times a power of ten that hold both numbers.

    Two numbers that are the same get room on either side.
    """
    if low == high:
        room = max(0.5, abs(low) / 10)
        low, high = low - room, high + room
    power = 10.0 ** math.floor(math.log10((high - low) / most))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power * most >= high - low)
    # Rounded before, lest 0.3 / 0.1 fall a hair below 3 and cost a step.
    first, last = math.floor(round(low / step, 9)), math.ceil(round(high / step, 9))
    return tuple(float(f"{number * step:.12g}") for number in range(first, last + 1))


def spread(positions: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Move positions as little as need be to lie `gap` apart between `low` and `high`.

    They keep their order; there has to be room for all of them.
    """
    order = np.argsort(positions, kind="stable")
    offsets = gap * np.arange(len(order))
    # With the offsets taken off, "at least a gap apart" is "never falling".
    free = np.asarray(positions, dtype=np.float64)[order] - offsets
    down = np.maximum.accumulate(free)
    up = np.minimum.accumulate(free[::-1])[::-1]
    # Half way between pushing all down and pushing all up leaves a heap centred.
    settled = np.clip((down + up) / 2, low, high - offsets[-1:].sum()) + offsets
    moved = np.empty(len(order))
    moved[order] = settled
    return [float(position) for position in moved]


def _finite(points: Sequence[Point]) -> list[Point]:
    return [point for point in points if math.isfinite(point.x) and math.isfinite(point.y)]


@dataclass(frozen=True, slots=True)
class _Area:
    """Where points lie between two axes."""

    x: Axis
    y: Axis

    def path(self, points: Iterable[tuple[float, float]]) -> str:
        """Return SVG path data through points, each an x and a y."""
        return _path((self.x.at(x), self.y.at(y)) for x, y in points)

    def diagonal(self) -> str:
        """Return the line y = x as far as both axes go, empty where they share nothing."""
        low, high = max(0.0, self.x.ticks[0]), min(1.0, self.x.ticks[-1])
        return self.path([(low, low), (high, high)]) if low < high else ""


def _area(numbers: Sequence[float], lines: int, *, few: bool) -> _Area:
    wide, high = (FEW_WIDE, FEW_HIGH) if few else (MANY_WIDE, MANY_HIGH)
    bottom = TOP + max(high, LABEL_GAP * lines)
    whole = all(0 <= number <= 1 for number in numbers)
    ticks = WHOLE if whole else round_ticks(min(numbers), max(numbers))
    return _Area(Axis(ticks, LEFT, LEFT + wide), Axis(WHOLE, bottom, TOP))


def _lines(lines: Mapping[str, list[Point]], area: _Area, *, bands: bool) -> tuple[Line, ...]:
    ends = [area.y.at(points[-1].y) for points in lines.values()]
    places = spread(ends, gap=LABEL_GAP, low=area.y.end, high=area.y.start)
    shapes = itertools.cycle(SHAPES)
    return tuple(
        _line(name, points, area, shape=shape, place=place, bands=bands)
        for (name, points), shape, place in zip(lines.items(), shapes, places, strict=False)
    )


def _line(
    name: str, points: Sequence[Point], area: _Area, *, shape: str, place: float, bands: bool
) -> Line:
    runs = _with_intervals(points)
    broad = [run for run in runs if bands and len(run) > 1]
    thin = [point for run in runs if run not in broad for point in run]
    marked = points[:: math.ceil(len(points) / MARKERS)]
    key, end = area.x.end + LEADER, (area.x.at(points[-1].x), area.y.at(points[-1].y))
    middle = _path([(key + KEY / 2, place)])
    return Line(
        name=name,
        label=_short(name),
        label_y=place,
        path=area.path((p.x, p.y) for p in points) + _path([(key, place), (key + KEY, place)]),
        markers="".join(at + shape for at in (*(area.path([(p.x, p.y)]) for p in marked), middle)),
        band="".join(area.path(_around(run)) + "z" for run in broad),
        whiskers="".join(area.path(_around([point])) for point in thin),
        leader=_path([end, (key, place)]),
    )


def _with_intervals(points: Sequence[Point]) -> list[list[Point]]:
    """Neighbours that have an interval, together."""
    runs = itertools.groupby(points, key=lambda point: None not in (point.low, point.high))
    return [list(run) for has_interval, run in runs if has_interval]


def _around(points: Sequence[Point]) -> list[tuple[float, float]]:
    """Along the upper ends of the intervals and back along the lower ones."""
    upper = [(point.x, point.high) for point in points if point.high is not None]
    lower = [(point.x, point.low) for point in points if point.low is not None]
    return [*upper, *reversed(lower)]


def _path(positions: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{round(x, 1):g} {round(y, 1):g}" for x, y in positions)


def _short(name: str) -> str:
    return name if len(name) <= LABEL_LETTERS else name[: LABEL_LETTERS - 1].rstrip() + "…"


def _describe(curve: Curve, lines: Mapping[str, list[Point]]) -> str:
    told = [
        f"{name} goes from {figure(points[0].y)} at {points[0].x:g} "
        f"to {figure(points[-1].y)} at {points[-1].x:g}"
        for name, points in lines.items()
    ]
    axes = f"{curve.y_label} against {curve.x_label}"
    also = ["the line y = x is drawn for comparison"] if curve.diagonal else []
    return f"{axes}. {'; '.join([*told, *also]) or 'There are no points'}."
