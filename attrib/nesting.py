"""Which statement stands inside which: "the ministry denied the rescuers' report that …"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attrib.records import Attribution, Span


def nest(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Give each the `via` its place in the text says: the innermost one whose content holds it."""
    return tuple(replace(one, via=_enclosing(one, attributions)) for one in attributions)


def _enclosing(attribution: Attribution, others: Sequence[Attribution]) -> str | None:
    """Return the innermost one around the cue; of two that hold each other's, the longer is it."""
    if not attribution.cue:
        return None
    cue, own = attribution.cue[0], _length(attribution.content)
    around = [
        (span.end - span.start, other.id)
        for other in others
        if _length(other.content) > own
        for span in other.content
        if span.contains(cue)
    ]
    if around:
        return min(around)[1]
    return next((other.id for other in others if _takes_up(other, attribution)), None)


def _takes_up(other: Attribution, attribution: Attribution) -> bool:
    """Whether "denied his claim that …" denies what "claim" puts forward."""
    if not (other.cue and other.content and attribution.content) or other is attribution:
        return False
    between = other.cue[-1].end <= attribution.cue[0].start < other.content[0].start
    return between and other.content[0].overlaps(attribution.content[0])


def _length(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)
