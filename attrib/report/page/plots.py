"""Where the parts of a small plot lie, in pixels from its upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from attrib.records import Credibility, KindCredibility

WIDE, HIGH = 160, 20
EDGE = 6  # room beside 0 and 1, so that a dot on either is whole
SERIES_WIDE, SERIES_HIGH = 320, 48


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate on a scale from 0 to 1: `x` of the mean, and of both ends where there are any."""

    mean: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """How an estimate moved: path data, broken where it is undetermined, and a dot a lone day."""

    path: str
    dots: tuple[tuple[float, float], ...]


def draw_interval(one: Credibility | KindCredibility) -> Interval | None:
    """Return where an estimate lies; None where it is undetermined."""
    if one.mean is None:
        return None
    bounded = one.low is not None and one.high is not None
    low, high = (_x(one.low), _x(one.high)) if bounded else (None, None)
    return Interval(_x(one.mean) or 0.0, low, high)


def draw_line(values: Sequence[float | None]) -> Line:
    """Lay values in 0–1 out, evenly from left to right; None is a gap."""
    step = (SERIES_WIDE - 2 * EDGE) / max(len(values) - 1, 1)
    path, dots, pen = "", [], False
    for place, value in enumerate(values):
        if value is None:
            pen = False
            continue
        x = round(EDGE + place * step, 1)
        y = round(SERIES_HIGH - EDGE - value * (SERIES_HIGH - 2 * EDGE), 1)
        path += f"{'L' if pen else 'M'}{x:g} {y:g}"
        neighbours = values[max(place - 1, 0) : place + 2]
        if sum(other is not None for other in neighbours) == 1 or place == len(values) - 1:
            dots.append((x, y))
        pen = True
    return Line(path, tuple(dots))


def _x(value: float | None) -> float | None:
    return None if value is None else round(EDGE + value * (WIDE - 2 * EDGE), 1)
