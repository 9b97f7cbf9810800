"""TruthFinder (Yin, Han and Yu 2008, "Truth Discovery with Multiple Conflicting …")."""

from __future__ import annotations

import numpy as np

from attrib.credibility.method import Iterative, State
from attrib.credibility.votes import Floats, Votes

# Keeps the logarithm finite where everything a source says is believed without a doubt.
MOST_TRUST = 1 - 1e-12


class TruthFinder(Iterative):
    """A claim's confidence grows with each source as if they erred independently.

    A source's trust is the mean confidence in its claims, in 0–1, and starts at `first_trust`.
    `dampening` allows for sources that are not independent. Values are names here, so that none
    implies another. Confidence nears 1 where many agree; so `belief_` is read from the sum of
    trust scores below it, which has the same order.
    """

    def __init__(
        self,
        *,
        first_trust: float = 0.9,
        dampening: float = 0.3,
        max_iter: int = 100,
        tol: float = 1e-6,
    ) -> None:
        super().__init__(max_iter=max_iter, tol=tol)
        self.first_trust = first_trust
        self.dampening = dampening

    def _start(self, votes: Votes) -> State:
        trust = np.full(len(votes.sources), self.first_trust)
        return State(trust, _score(votes, trust))

    def _step(self, votes: Votes, state: State) -> State:
        confidence = 1 / (1 + np.exp(-self.dampening * state.belief))
        trust = votes.to_sources(confidence) / votes.claims_made
        return State(trust, _score(votes, trust))


def _score(votes: Votes, trust: Floats) -> Floats:
    """Sum the trust scores, −ln(1 − trust), of the sources that claim each candidate."""
    return votes.to_candidates(-np.log1p(-np.minimum(trust, MOST_TRUST)))
