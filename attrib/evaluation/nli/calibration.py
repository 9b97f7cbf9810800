"""Whether answers are as often right as their probabilities say."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from attrib.errors import MissingExtraError
from attrib.evaluation.results import Curve, Point
from attrib.evaluation.scores import Floats, Reading, Table, ratio

BINS = 15

Bools = NDArray[np.bool_]
Ints = NDArray[np.intp]


def measure_calibration(confidence: Floats, right: Bools) -> Table:
    """Count each answer, and its gap in its bin: shape (answers, 1 + bins).

    ``calibration_error`` is the expected calibration error of the answers given, in 15 bins of
    equal width (Guo et al. 2017, "On Calibration of Modern Neural Networks"). `confidence` and
    `right` have shape (answers,).
    """
    counts = np.zeros((len(confidence), 1 + BINS))
    counts[:, 0] = 1
    counts[np.arange(len(confidence)), 1 + _bins(confidence)] = right - confidence
    reading = Reading(lambda sums: ratio(np.abs(sums[..., 1:]).sum(axis=-1), sums[..., 0]), _items)
    return Table(counts, {"calibration_error": reading})


def measure_brier(probabilities: Floats, gold: Ints) -> Table:
    """Count each answer, and its squared distance from the gold: shape (answers, 2).

    ``brier_score`` is the sum over the labels of (probability − 1 for the gold label, else 0)²,
    averaged over the answers: 0 at best, 2 for certain and wrong (Brier 1950, "Verification of
    Forecasts Expressed in Terms of Probability"). `probabilities` has shape (answers, labels),
    and `gold` holds the columns of the right ones.
    """
    hit = np.eye(probabilities.shape[1])[gold]
    squares = ((probabilities - hit) ** 2).sum(axis=1)
    counts = np.column_stack([np.ones(len(squares)), squares])
    reading = Reading(lambda sums: ratio(sums[..., 1], sums[..., 0]), _items)
    return Table(counts, {"brier_score": reading})


def draw_reliability(confidence: Floats, right: Bools, *, line: str) -> Curve:
    """Draw accuracy over mean confidence, a point for every bin that holds an answer.

    The bins are those of the calibration error; intervals are Wilson's, at 95 %. Raises
    MissingExtraError without scipy.
    """
    bins = _bins(confidence)
    points = tuple(_point(confidence[bins == one], right[bins == one]) for one in np.unique(bins))
    return Curve(
        title="Reliability",
        x_label="confidence",
        y_label="accuracy",
        lines={line: points},
        diagonal=True,
    )


def _bins(confidence: Floats) -> Ints:
    """Bins are open below and closed above, as in Guo et al.; a confidence is never 0."""
    bins = np.searchsorted(np.linspace(0, 1, BINS + 1), confidence, side="left") - 1
    return np.clip(bins, 0, BINS - 1)


def _point(confidence: Floats, right: Bools) -> Point:
    try:
        from scipy.stats import binomtest
    except ImportError as error:
        raise MissingExtraError("scipy", "train") from error
    hits, n = int(right.sum()), len(right)
    interval = binomtest(hits, n).proportion_ci(method="wilson")
    x, y = float(confidence.mean()), hits / n
    return Point(x, y, low=float(interval.low), high=float(interval.high), n=n)


def _items(sums: Floats) -> Floats:
    items: Floats = sums[..., 0]
    return items
