"""Intervals of Beta distributions, without scipy."""

from __future__ import annotations

import numpy as np

INTERVAL = 0.90
GRID = 4001  # points at which a Beta density is summed; its quantiles are then right to 3 digits


def beta_interval(a: float, b: float, *, coverage: float) -> tuple[float, float]:
    """Return the central interval (low, high) of Beta(a, b) that holds `coverage` of its mass."""
    x = np.linspace(0, 1, GRID + 1)[:-1] + 0.5 / GRID
    density = (a - 1) * np.log(x) + (b - 1) * np.log1p(-x)
    cumulative = np.cumsum(np.exp(density - density.max()))  # else a great n underflows
    tail = (1 - coverage) / 2
    low, high = np.interp([tail, 1 - tail], cumulative / cumulative[-1], x)
    return float(low), float(high)
