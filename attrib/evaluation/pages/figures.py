"""How numbers and names are written, alike in a terminal, in Markdown and on a page."""

from __future__ import annotations

import math

from attrib.evaluation.results import Score

UNDEFINED = "undefined"
NONE = "–"
INTERVAL = "95 % interval"


def figure(value: float | None) -> str:
    """Return three digits after the point, or the word for None and NaN; never a negative zero."""
    return UNDEFINED if value is None or math.isnan(value) else f"{value:z.3f}"


def interval(low: float | None, high: float | None) -> str:
    """Return both ends; a dash would read as a minus before or after a negative number."""
    if low is None or high is None:
        return UNDEFINED
    between = "–" if low >= 0 else " to "
    return figure(low) + between + figure(high)


def baseline(score: Score) -> str:
    """Return the baseline, or a dash where the score has none."""
    return NONE if score.baseline is None else figure(score.baseline)


def with_interval(score: Score | None) -> str:
    """Return a value with its interval in one cell; a dash where there is no such score."""
    if score is None:
        return NONE
    if score.low is None or score.high is None:
        return figure(score.value)
    return f"{figure(score.value)} ({interval(score.low, score.high)})"


def probability(p: float | None) -> str:
    """Return a p-value; those below a thousandth are not told apart."""
    return "< 0.001" if p is not None and p < 0.001 else figure(p)


def count(number: int) -> str:
    """Return a whole number with its thousands set off."""
    return f"{number:,}"


def one_line(text: str) -> str:
    """Return the words with single spaces between them."""
    return " ".join(text.split())
