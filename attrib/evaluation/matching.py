"""How far attributions overlap, and which found one stands for which gold one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from attrib.errors import MissingExtraError
from attrib.evaluation.scores import Counts, Floats
from attrib.records import Span

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Characters of gold (rows) and found (columns) spans; a discontinuous text is one row.

    `shared` has shape (gold, found) and counts the characters in both; `union` those in
    either. `coverage` counts the characters of any gold row against those of any found one.
    """

    shared: Floats
    union: Floats
    coverage: Counts

    @property
    def iou(self) -> Floats:
        """Intersection over union, in 0–1; 0 where both sides are empty."""
        iou: Floats = self.shared / np.maximum(self.union, 1)
        return iou

    @property
    def both_absent(self) -> NDArray[np.bool_]:
        """Whether neither side has a character."""
        return np.equal(self.union, 0)


def overlap(gold: Sequence[Spans], found: Sequence[Spans]) -> Overlap:
    """Compare every gold row with every found one, character by character."""
    every = [span for spans in (*gold, *found) for span in spans]
    edges = np.unique([edge for span in every for edge in (span.start, span.end)]).astype(int)
    # Between two neighbouring edges all characters fare alike, so one column stands for them.
    lengths = np.diff(edges).astype(np.float64)
    gold_mask, found_mask = _mask(gold, edges), _mask(found, edges)
    shared = (gold_mask * lengths) @ found_mask.T
    union = (gold_mask @ lengths)[:, None] + (found_mask @ lengths)[None, :] - shared
    in_gold, in_found = gold_mask.any(axis=0), found_mask.any(axis=0)
    coverage = Counts(
        tp=int(lengths[in_gold & in_found].sum()),
        fp=int(lengths[in_found & ~in_gold].sum()),
        fn=int(lengths[in_gold & ~in_found].sum()),
    )
    return Overlap(shared, union, coverage)


def match(eligible: NDArray[np.bool_], preference: Floats) -> list[tuple[int, int]]:
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
