"""What all methods have in common: how they are fitted, and how they come to rest."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Self

import numpy as np

from attrib.credibility.intervals import INTERVAL, beta_intervals
from attrib.credibility.votes import Floats, Votes


class Method(ABC):
    """A truth-discovery method; `fit` sets the attributes that end in an underscore.

    `belief_`, of shape (candidates,), sums to 1 over an item's candidates, and its greatest is the
    method's answer; ties are equal. `trust_`, of shape (sources,), is on the method's own scale.
    `accuracy_` is a source's share of right claims as the method sees it, with the ends `low_` and
    `high_` of its 90 % interval; all are in 0–1, and None for methods that give no probabilities.
    """

    needs_shared_labels = False

    belief_: Floats
    trust_: Floats
    accuracy_: Floats | None = None
    low_: Floats | None = None
    high_: Floats | None = None

    @abstractmethod
    def fit(self, votes: Votes) -> Self:
        """Learn from the votes; the same votes give the same numbers."""

    def _judge_sources(self, votes: Votes, belief: Floats) -> None:
        """Set each source's accuracy: the Beta posterior of its agreement with the answers.

        `belief` is how far a candidate is the answer. The prior is Beta(1, 1). Only items that
        another source speaks of count, since a claim that stands alone is its own answer.
        """
        spoken = votes.speakers > 1
        agreed = votes.to_sources(np.where(spoken, belief, 0.0))
        made = votes.to_sources(spoken.astype(np.float64))
        self.accuracy_ = (1 + agreed) / (2 + made)
        self.low_, self.high_ = beta_intervals(1 + agreed, 1 + made - agreed, coverage=INTERVAL)


@dataclass(frozen=True, slots=True)
class State:
    """Where an iteration stands: `trust` of shape (sources,), `belief` of shape (candidates,)."""

    trust: Floats
    belief: Floats


class Iterative(Method):
    """A method that goes from trust to belief and back until neither moves.

    It stops when no number of the state moves by more than `tol`, and after `max_iter` rounds
    anyhow. `n_iter_` counts the rounds, and `converged_` says which of the two it was.
    """

    n_iter_: int
    converged_: bool

    def __init__(self, *, max_iter: int = 100, tol: float = 1e-6) -> None:
        self.max_iter = max_iter
        self.tol = tol

    def fit(self, votes: Votes) -> Self:
        """Iterate to rest."""
        state = self._start(votes)
        self.converged_ = False
        self.n_iter_ = 0
        while self.n_iter_ < self.max_iter and not self.converged_:
            before, state = state, self._step(votes, state)
            self.n_iter_ += 1
            self.converged_ = _move(before, state) <= self.tol
        self.trust_ = state.trust
        self.belief_ = votes.shares(state.belief)
        self._finish(votes, state)
        return self

    @abstractmethod
    def _start(self, votes: Votes) -> State:
        """Return the state before the first round."""

    @abstractmethod
    def _step(self, votes: Votes, state: State) -> State:
        """Return the state one round on."""

    def _finish(self, votes: Votes, state: State) -> None:
        """Set what else the method has learned."""


def _move(before: State, after: State) -> float:
    trust, belief = after.trust - before.trust, after.belief - before.belief
    return float(max(np.abs(trust).max(), np.abs(belief).max()))
