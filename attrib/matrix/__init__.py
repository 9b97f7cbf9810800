"""Verdicts → what they say of claims and of sources."""

from attrib.matrix.counts import MIN_VOICES, fill_matrix

__all__ = ["MIN_VOICES", "fill_matrix"]
