"""What a user knows beforehand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Prior:
    """How reliable a source is thought to be, in 0–1, and how many claims that is worth."""

    mean: float
    strength: float


@dataclass(frozen=True, slots=True)
class Fact:
    """Whether what a claim asserts (its proposition, whoever made the claim) was found to hold."""

    claim: str
    holds: bool
