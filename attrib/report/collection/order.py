"""Which sources are shown, and in what order."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from attrib.report.collection.findings import Findings

Square = npt.NDArray[np.float64]


def choose_sources(findings: Findings, *, top: int, also: Collection[str] = ()) -> tuple[str, ...]:
    """Return the ids of `top` sources and of those in `also`, who side with each other together.

    First come those that speak in most articles, then those with most relations to others; who
    makes no claim is not chosen.
    """
    speaking = [id for id in findings.sources if findings.spread(id)]
    speaking.sort(key=lambda id: (-findings.spread(id), -findings.relations.get(id, 0)))
    kept = {*speaking[:top], *also}
    ids = [id for id in findings.sources if id in kept]
    return tuple(ids[place] for place in arrange(measure_likeness(findings, ids)))


def arrange(likeness: Square) -> list[int]:
    """Return an order of places in which those that are alike, by a symmetric square, are near.

    The two groups with the greatest mean likeness are joined until one is left (average linkage),
    each time by those of their ends that are most alike.
    """
    groups = group(likeness)
    return groups[0] if groups else []


def group(likeness: Square, *, above: float = -np.inf) -> list[list[int]]:
    """Return the groups that `arrange` has joined as long as their mean likeness is `above` this.

    Each stands together in the order that `arrange` returns.
    """
    groups = [[place] for place in range(len(likeness))]
    sums = likeness.astype(np.float64)
    while len(groups) > 1:
        sizes = np.array([len(group) for group in groups], dtype=np.float64)
        means = sums / np.outer(sizes, sizes)
        np.fill_diagonal(means, -np.inf)
        if means.max() <= above:
            break
        a, b = sorted(divmod(int(means.argmax()), len(groups)))
        sums[a] += sums[b]
        sums[:, a] += sums[:, b]
        sums = np.delete(np.delete(sums, b, axis=0), b, axis=1)
        groups[a] = _joined(groups[a], groups.pop(b), likeness)
    return groups


def _joined(first: list[int], second: list[int], likeness: Square) -> list[int]:
    turns = [(a, b) for a in (first, first[::-1]) for b in (second, second[::-1])]
    left, right = max(turns, key=lambda turn: likeness[turn[0][-1], turn[1][0]])
    return left + right


def measure_likeness(findings: Findings, ids: Sequence[str]) -> Square:
    """Return how much more often any two corroborate than contradict each other."""
    square = np.zeros((len(ids), len(ids)))
    for row, a in enumerate(ids):
        for column, b in enumerate(ids):
            if a != b and (cell := findings.cells.get((a, b))):
                square[row, column] = cell.corroborates - cell.contradicts
    return square
