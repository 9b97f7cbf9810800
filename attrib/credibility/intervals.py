"""Intervals of Beta distributions, without scipy."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from attrib.credibility.votes import Floats

INTERVAL = 0.90
GRID = 4001  # points at which a Beta density is summed; its quantiles are then right to 3 digits
AT_ONCE = 256  # densities held in memory together

_X = (np.arange(GRID) + 0.5) / GRID
_EDGES = (np.arange(GRID + 1)) / GRID


def beta_interval(a: float, b: float, *, coverage: float) -> tuple[float, float]:
    """Return the central interval (low, high) of Beta(a, b) that holds `coverage` of its mass."""
    low, high = beta_intervals([a], [b], coverage=coverage)
    return float(low[0]), float(high[0])


def beta_intervals(a: ArrayLike, b: ArrayLike, *, coverage: float) -> tuple[Floats, Floats]:
    """Return the lower and the upper ends of the intervals of many; all of shape (n,)."""
    # Many sources say the same little, so that few distributions differ.
    parameters, which = np.unique(
        np.stack([np.asarray(a, float), np.asarray(b, float)]), axis=1, return_inverse=True
    )
    chunks = [
        _quantiles(*parameters[:, i : i + AT_ONCE], tail=(1 - coverage) / 2)
        for i in range(0, parameters.shape[1], AT_ONCE)
    ]
    ends: Floats = np.concatenate(chunks, axis=1)[:, which.ravel()]
    return ends[0], ends[1]


def _quantiles(a: Floats, b: Floats, *, tail: float) -> Floats:
    """Return the quantiles at `tail` and 1 − `tail`; shape (2, distributions)."""
    density = np.outer(a - 1, np.log(_X)) + np.outer(b - 1, np.log1p(-_X))
    density = np.exp(density - density.max(axis=1, keepdims=True))  # else a great n underflows
    mass = np.cumsum(density, axis=1)
    mass = np.pad(mass / mass[:, -1:], ((0, 0), (1, 0)))
    return np.stack([[np.interp(t, row, _EDGES) for row in mass] for t in (tail, 1 - tail)])
