"""Numbers in 0–1 drawn in a line of text."""

from __future__ import annotations

from collections.abc import Iterable

from attrib.records import Credibility, KindCredibility

_LEVELS = "▁▂▃▄▅▆▇█"


def draw_interval(one: Credibility | KindCredibility, *, width: int) -> str:
    """Return a scale from 0 to 1 with the interval and the mean on it: ``··├──●───┤··``.

    *undetermined* where there is no mean.
    """
    if one.mean is None:
        return f"{'undetermined':^{width}}"
    low, mean, high = (_place(value, width) for value in (one.low, one.mean, one.high))
    bar = ["·"] * width
    if low is not None and high is not None:
        bar[low : high + 1] = "─" * (high + 1 - low)
        bar[low], bar[high] = "├", "┤"
    bar[mean or 0] = "●"
    return "".join(bar)


def draw_scale(*, width: int) -> str:
    """Return the head of such a column: its ends and its middle."""
    return f"0{'½':^{width - 2}}1"


def draw_line(values: Iterable[float | None]) -> str:
    """Return a column for each value, from ▁ (below ⅛) to █ (from ⅞ on), blank for None."""
    last = len(_LEVELS) - 1
    return "".join(
        " " if value is None else _LEVELS[min(last, int(value * len(_LEVELS)))] for value in values
    )


def _place(value: float | None, width: int) -> int | None:
    return None if value is None else round(value * (width - 1))
