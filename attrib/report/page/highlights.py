"""An article's text → pieces in which marks open and close, one inside the other."""

from __future__ import annotations

import bisect
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from attrib.records import Span
from attrib.report.wording import visible

_GAP = re.compile(r"\s*\n\s*\n\s*")  # between two paragraphs
_KEPT = "\n\r\t"
ELLIPSIS = " … "


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that stand out: `look` are CSS classes, `claims` the numbers of the claims they are."""

    spans: tuple[Span, ...]
    look: str
    claims: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A step through a marked text: some of it, or a mark that opens, or the last one's end.

    `note` is the number of a claim whose words end here.
    """

    text: str = ""
    opens: Mark | None = None
    closes: bool = False
    note: int | None = None


@dataclass(frozen=True, slots=True)
class _Layer:
    start: int
    end: int
    mark: Mark


def split_paragraphs(text: str) -> list[Span]:
    """Return the paragraphs: what stands between empty lines, without the blanks at its ends."""
    if not text.strip():
        return []
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    gaps = [match.span() for match in _GAP.finditer(text, start, end)]
    starts = [start, *(after for _, after in gaps)]
    return [Span(a, b) for a, b in zip(starts, [*(before for before, _ in gaps), end], strict=True)]


def mark_paragraphs(
    text: str, marks: Sequence[Mark], notes: Mapping[int, Sequence[int]]
) -> Iterator[tuple[Piece, ...]]:
    """Yield the paragraphs with their marks; `notes` are numbers of claims by the place they end.

    A mark that goes over several paragraphs is closed and opened again. No note is lost.
    """
    paragraphs = split_paragraphs(text)
    starts = [paragraph.start for paragraph in paragraphs]
    placed: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for at, numbers in sorted(notes.items()):
        if paragraphs:
            place = max(bisect.bisect_left(starts, at) - 1, 0)
            paragraph = paragraphs[place]
            placed[place][min(max(at, paragraph.start), paragraph.end)] += numbers
    for place, paragraph in enumerate(paragraphs):
        yield tuple(mark_up(text, paragraph, marks, placed[place]))


def mark_regions(text: str, regions: Sequence[Span], marks: Sequence[Mark]) -> tuple[Piece, ...]:
    """Return stretches of a text with their marks, an ellipsis wherever words are left out."""
    pieces: list[Piece] = []
    for before, region in zip([None, *regions], regions, strict=False):
        if before:
            between = text[before.end : region.start]
            pieces.append(Piece(ELLIPSIS if between.strip() else " "))
        pieces += mark_up(text, region, marks, {})
    return tuple(pieces)


def mark_up(
    text: str, region: Span, marks: Iterable[Mark], notes: Mapping[int, Sequence[int]]
) -> Iterator[Piece]:
    """Yield the pieces of a region; what opens first and goes on for longest is outermost.

    Marks that cross are cut, so that each closes before the one around it.
    """
    layers = _layers(region, marks)
    cuts = {region.start, region.end, *notes}
    cuts |= {cut for layer in layers for cut in (layer.start, layer.end)}
    opening = {at: list(group) for at, group in itertools.groupby(layers, lambda one: one.start)}
    stack: list[_Layer] = []
    for at, until in itertools.pairwise([*sorted(cuts), region.end]):
        active = [layer for layer in stack if layer.end > at]
        kept = _common(stack, active)
        yield from [Piece(closes=True)] * (len(stack) - kept)
        yield from (Piece(note=number) for number in notes.get(at, ()))
        stack = active + opening.get(at, [])
        yield from (Piece(opens=layer.mark) for layer in stack[kept:])
        if at < until:
            yield Piece(visible(text[at:until], keep=_KEPT))


def _layers(region: Span, marks: Iterable[Mark]) -> list[_Layer]:
    layers = [
        _Layer(max(span.start, region.start), min(span.end, region.end), mark)
        for mark in marks
        for span in mark.spans
        if span.overlaps(region)
    ]
    return sorted(layers, key=lambda layer: (layer.start, -layer.end))


def _common(before: Sequence[_Layer], after: Sequence[_Layer]) -> int:
    """Return how many of the outermost layers stay as they are."""
    same = itertools.takewhile(lambda pair: pair[0] is pair[1], zip(before, after, strict=False))
    return sum(1 for _ in same)
