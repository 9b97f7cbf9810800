"""Investment and PooledInvestment: sources share their trust out over their claims.

Pasternack and Roth 2010, "Knowing What to Believe (when you already know something)".
"""

from __future__ import annotations

import numpy as np

from attrib.credibility.method import Iterative, State
from attrib.credibility.sums import ROUNDS, scaled
from attrib.credibility.votes import Floats, Votes


class Investment(Iterative):
    """A source invests its trust evenly in its claims and has it back by its part in each.

    Belief is what is invested in a candidate to the power of `growth`. It starts with each
    candidate's share of the claims, and trust with 1. Both are divided by their greatest number.
    """

    def __init__(self, *, growth: float = 1.2, max_iter: int = ROUNDS, tol: float = 1e-6) -> None:
        super().__init__(max_iter=max_iter, tol=tol)
        self.growth = growth

    def _start(self, votes: Votes) -> State:
        return State(np.ones(len(votes.sources)), votes.shares(votes.claimants))

    def _step(self, votes: Votes, state: State) -> State:
        stake = state.trust / votes.claims_made
        invested = votes.to_candidates(stake)
        # A candidate in which nothing is left invested returns nothing.
        returns = np.divide(state.belief, invested, out=np.zeros_like(invested), where=invested > 0)
        trust = scaled(stake * votes.to_sources(returns))
        return State(
            trust, scaled(self._grow(votes, votes.to_candidates(trust / votes.claims_made)))
        )

    def _grow(self, votes: Votes, invested: Floats) -> Floats:
        return np.power(invested, self.growth)


class PooledInvestment(Investment):
    """Investment in which an item's candidates share what is invested in the item.

    Each has a part of it by its own investment to the power of `growth`. Belief starts even over
    the candidates that are claimed.
    """

    def __init__(self, *, growth: float = 1.4, max_iter: int = ROUNDS, tol: float = 1e-6) -> None:
        super().__init__(growth=growth, max_iter=max_iter, tol=tol)

    def _start(self, votes: Votes) -> State:
        claimed = (votes.claimants > 0).astype(np.float64)
        return State(np.ones(len(votes.sources)), votes.shares(claimed))

    def _grow(self, votes: Votes, invested: Floats) -> Floats:
        return invested * votes.shares(np.power(invested, self.growth))
