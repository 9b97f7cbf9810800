"""How accurate a judge is that answers only where it is surest (selective classification).

El-Yaniv and Wiener 2010, "On the Foundations of Noise-free Selective Classification"; Geifman,
Uziel and El-Yaniv 2019, "Bias-Reduced Uncertainty Estimation for Deep Neural Classifiers".
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from attrib.evaluation.results import Curve, Point
from attrib.evaluation.scores import Floats, Reading, Statistic, Table, ratio

STEPS = 20  # of 5 % of the answers each, surest first


def measure_coverage(confidence: Floats, right: NDArray[np.bool_]) -> Table:
    """Count the share of each answer in each step, then the same of right answers.

    Shape (answers, 2 × steps). Each step holds as many answers. Answers that are equally sure
    share the steps they stand in, so that the order of the rows does not matter.

    ``accuracy_at_80`` and ``accuracy_at_50`` are the accuracy of the surest 80 % and 50 %;
    ``area_under_coverage`` is the mean of the accuracies of the surest 5 %, 10 %, …, 100 %. A
    resample keeps the steps as drawn on the whole set, as a threshold chosen once would be.
    """
    shares = _shares(confidence)
    counts = np.concatenate([shares, shares * right[:, None]], axis=1)
    readings = {
        "accuracy_at_80": _accuracy_after(STEPS * 80 // 100),
        "accuracy_at_50": _accuracy_after(STEPS * 50 // 100),
        "area_under_coverage": Reading(_area, _items_after(STEPS)),
    }
    return Table(counts, readings)


def draw_coverage(measured: Table, *, seed: int, line: str) -> Curve:
    """Draw accuracy over the share answered, from what `measure_coverage` counted."""
    steps: Mapping[str, Reading] = {str(n): _accuracy_after(n) for n in range(1, STEPS + 1)}
    scores = Table(measured.counts, steps).scores(seed=seed)
    points = tuple(
        Point(int(step) / STEPS, score.value, score.low, score.high, score.n)
        for step, score in scores.items()
        if score.value is not None
    )
    return Curve(
        title="Accuracy under abstention",
        x_label="share answered, surest first",
        y_label="accuracy",
        lines={line: points},
    )


def _shares(confidence: Floats) -> Floats:
    """How much of each answer stands in each step: shape (answers, steps), rows sum to 1."""
    _, place, sizes = np.unique(-confidence, return_inverse=True, return_counts=True)
    ends = np.cumsum(sizes)
    starts = ends - sizes
    edges = np.arange(STEPS + 1) * len(confidence) / STEPS
    inside = np.minimum(ends[:, None], edges[1:]) - np.maximum(starts[:, None], edges[:-1])
    shares: Floats = (np.maximum(inside, 0) / sizes[:, None])[place]
    return shares


def _accuracy_after(steps: int) -> Reading:
    def accuracy(sums: Floats) -> Floats:
        right = sums[..., STEPS : STEPS + steps].sum(axis=-1)
        return ratio(right, sums[..., :steps].sum(axis=-1))

    return Reading(accuracy, _items_after(steps))


def _area(sums: Floats) -> Floats:
    shares, right = np.cumsum(sums[..., :STEPS], axis=-1), np.cumsum(sums[..., STEPS:], axis=-1)
    area: Floats = ratio(right, shares).mean(axis=-1)
    return area


def _items_after(steps: int) -> Statistic:
    """How many answers these are; shares of an answer are rounded."""
    return lambda sums: np.round(sums[..., :steps].sum(axis=-1))
