"""How sources err: what a source is likely to claim where an answer is given.

Each habit is a likelihood with parameters for every source. The parameters have a prior that is
learned from all sources, or from those of one group, so that a source that says little is taken
for an ordinary one. They are integrated out in collapsed form: what a source's other claims say of
it weighs each of its claims (Asuncion et al. 2009, "On Smoothing and Inference for Topic Models",
CVB0).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from attrib.credibility.votes import Floats, Ints, Votes

STRENGTH = 5.0  # how many claims the prior of a source is worth
USUAL = 0.7  # how often a source is right, before anything is known
PULL = 5.0  # how many sources the guess at a group's mean is worth


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What is known of the sources before their claims are read.

    `group_of`, of shape (sources,), numbers the group that each is likened to. `mean` (in 0–1, NaN
    where nothing is known) and `strength` (in claims), of the same shape, are given by a user.
    """

    group_of: Ints
    mean: Floats
    strength: Floats

    @classmethod
    def of(cls, votes: Votes, group_of: Ints | None = None) -> Standpoint:
        """Return that of sources of which nothing more is known than their group, if that."""
        number = len(votes.sources)
        groups = np.zeros(number, np.intp) if group_of is None else group_of
        return cls(groups, np.full(number, np.nan), np.full(number, STRENGTH))


class Habit(Protocol):
    """A likelihood of claims; all `belief` has the shape (candidates,)."""

    def take_up(self, standpoint: Standpoint, verified: Collection[int]) -> None:
        """Take up what is known of sources, and which candidates were verified."""
        ...

    def weigh(self, belief: Floats, *, hold: bool) -> Floats:
        """Return each candidate's log-likelihood, up to a constant for each item.

        What a source's other claims say of it is read from `belief`. With `hold` the groups' means
        stay as they were learned last.
        """
        ...

    def accuracies(self, belief: Floats) -> tuple[Floats, Floats]:
        """Return the parameters (a, b) of each source's Beta posterior, each of shape (sources,).

        It is that of the share of its claims that are right.
        """
        ...

    def doubts(self, belief: Floats) -> Floats:
        """Return the variance of each source's count of right claims; shape (sources,)."""
        ...

    def heard(self) -> Floats:
        """Return how much each claim counts for or against its source, in 0–1; shape (claims,)."""
        ...


def pool(counts: Floats, guess: Floats, group_of: Ints) -> Floats:
    """Return the mean shares of outcomes in each source's group; shape as `counts`.

    `counts`, of shape (sources, …, outcomes), says how often each happened to a source, `guess`, of
    the shape without the first axis, what its shares are before that. A source weighs the more,
    the more it says, up to 1; the groups are drawn to the mean of all sources.
    """
    made = counts.sum(axis=-1, keepdims=True)
    weight = made / (made + STRENGTH)
    share = np.divide(counts, made, out=np.zeros_like(counts), where=made > 0)
    everyone = ((weight * share).sum(axis=0) + PULL * guess) / (weight.sum(axis=0) + PULL)
    groups = group_of.max(initial=0) + 1
    of_group = totals(weight * share, group_of, groups) + PULL * everyone
    means: Floats = of_group / (totals(weight, group_of, groups) + PULL)
    return means[group_of]


def totals(of_rows: Floats, into: Ints, size: int) -> Floats:
    """Sum rows of shape (n, …) into (size, …) by the row numbers `into`."""
    flat = of_rows.reshape(len(of_rows), -1)
    columns = [np.bincount(into, weights=column, minlength=size) for column in flat.T]
    sums = np.stack(columns, axis=1).astype(np.float64, copy=False)
    return sums.reshape(size, *of_rows.shape[1:])
