"""How far attributions overlap, and which found one stands for which gold one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attrib.errors import MissingExtraError
from attrib.evaluation.scores import Counts, Floats
from attrib.records import Attribution, Role, Span

LENIENT_CONTENT = 0.3
STRICT_CONTENT = 0.8
STRICT_SOURCE = 0.5

Spans = tuple[Span, ...]
Bools = NDArray[np.bool_]
Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Characters of gold (rows) and found (columns) spans; a discontinuous text is one row.

    `shared` has shape (gold, found) and counts the characters in both; `gold_lengths` and
    `found_lengths` count those of each row. `coverage` counts the characters of any gold row
    against those of any found one.
    """

    shared: Floats
    gold_lengths: Floats
    found_lengths: Floats
    coverage: Counts

    @property
    def union(self) -> Floats:
        """The characters in either, of shape (gold, found)."""
        union: Floats = self.gold_lengths[:, None] + self.found_lengths - self.shared
        return union

    @property
    def iou(self) -> Floats:
        """Intersection over union, in 0–1; 0 where both sides are empty."""
        iou: Floats = self.shared / np.maximum(self.union, 1)
        return iou

    @property
    def touching(self) -> Bools:
        """Whether the two share a character."""
        return np.greater(self.shared, 0)

    @property
    def both_absent(self) -> Bools:
        """Whether neither side has a character."""
        return np.equal(self.union, 0)

    @property
    def equal(self) -> Bools:
        """Whether the two have the same characters, if only none."""
        return np.equal(self.shared, self.union)

    @property
    def inside(self) -> Bools:
        """Whether a gold row has characters and the found row has these and more."""
        gold = self.gold_lengths[:, None]
        inside: Bools = (gold > 0) & (self.shared == gold) & (gold < self.found_lengths)
        return inside


@dataclass(frozen=True, slots=True)
class RoleOverlaps:
    """The overlap of gold (rows) and found (columns) attributions in each role.

    Three matches, each one to one: sources may also be absent from both sides, and attributions
    without content match none.
    """

    source: Overlap
    cue: Overlap
    content: Overlap

    @property
    def fits_leniently(self) -> Bools:
        """Whether contents overlap by 0.3 of their union and sources by a character."""
        source = self.source.touching | self.source.both_absent
        fits: Bools = (self.content.iou >= LENIENT_CONTENT) & source
        return fits

    def lenient(self) -> Pairs:
        """Match the attributions that fit leniently."""
        return match(self.fits_leniently, self.content.iou)

    def strict(self) -> Pairs:
        """Match contents that overlap by 0.8 of their union, with sources that do by 0.5."""
        source = (self.source.iou >= STRICT_SOURCE) | self.source.both_absent
        return match((self.content.iou >= STRICT_CONTENT) & source, self.content.iou)

    def exact(self) -> Pairs:
        """Match attributions whose three roles have the same characters."""
        same = self.source.equal & self.cue.equal & self.content.equal
        return match(same & ~self.content.both_absent, self.content.iou)


def compare(gold: Sequence[Attribution], found: Sequence[Attribution]) -> RoleOverlaps:
    """Compare every gold attribution with every found one, role by role."""
    return RoleOverlaps(
        *(
            overlap([getattr(one, role) for one in gold], [getattr(one, role) for one in found])
            for role in Role
        )
    )


def overlap(gold: Sequence[Spans], found: Sequence[Spans]) -> Overlap:
    """Compare every gold row with every found one, character by character."""
    every = [span for spans in (*gold, *found) for span in spans]
    edges = np.unique([edge for span in every for edge in (span.start, span.end)]).astype(int)
    # Between two neighbouring edges all characters fare alike, so one column stands for them.
    lengths = np.diff(edges).astype(np.float64)
    gold_mask, found_mask = _mask(gold, edges), _mask(found, edges)
    shared = (gold_mask * lengths) @ found_mask.T
    in_gold, in_found = gold_mask.any(axis=0), found_mask.any(axis=0)
    coverage = Counts(
        tp=int(lengths[in_gold & in_found].sum()),
        fp=int(lengths[in_found & ~in_gold].sum()),
        fn=int(lengths[in_gold & ~in_found].sum()),
    )
    return Overlap(shared, gold_mask @ lengths, found_mask @ lengths, coverage)


def match(eligible: Bools, preference: Floats) -> Pairs:
    """Return (gold, found) pairs, each row and column at most once, all of them eligible.

    As many pairs as can be; among the ways to have so many, the one with the greatest total
    `preference` (in 0–1). So no unlucky alignment hides a hit, and ties leave the count alone.
    """
    if not eligible.any():
        return []
    try:
        from scipy.optimize import linear_sum_assignment
    except ImportError as error:
        raise MissingExtraError("scipy", "train") from error
    # All preferences together weigh less than one more pair.
    weights = eligible * (1 + preference / (min(eligible.shape) + 1))
    rows, columns = linear_sum_assignment(weights, maximize=True)
    return [
        (int(row), int(column))
        for row, column in zip(rows, columns, strict=True)
        if eligible[row, column]
    ]


def _mask(rows: Sequence[Iterable[Span]], edges: NDArray[np.int_]) -> Floats:
    """Shape (rows, edges − 1): 1 where a row covers the characters between two edges."""
    mask = np.zeros((len(rows), max(0, len(edges) - 1)))
    for number, spans in enumerate(rows):
        for span in spans:
            start, end = np.searchsorted(edges, [span.start, span.end])
            mask[number, start:end] = 1
    return mask
