"""Sums and Average·Log: hubs and authorities over sources and claims.

Kleinberg 1999, "Authoritative Sources in a Hyperlinked Environment"; as fact-finders in
Pasternack and Roth 2010, "Knowing What to Believe (when you already know something)".
"""

from __future__ import annotations

import numpy as np

from attrib.credibility.method import Iterative, State
from attrib.credibility.votes import Floats, Votes

ROUNDS = 20  # as many as Pasternack and Roth ran
FIRST_BELIEF = 0.5


class Sums(Iterative):
    """Trust is the sum of the beliefs in a source's claims, belief the sum of the trust in them.

    Both are divided by their greatest number in every round. `trust_` grows with the number of
    claims that a source makes.
    """

    def __init__(self, *, max_iter: int = ROUNDS, tol: float = 1e-6) -> None:
        super().__init__(max_iter=max_iter, tol=tol)

    def _start(self, votes: Votes) -> State:
        return State(np.zeros(len(votes.sources)), np.full(len(votes.item_of), FIRST_BELIEF))

    def _step(self, votes: Votes, state: State) -> State:
        trust = scaled(votes.to_sources(state.belief) * self._weight(votes.claims_made))
        return State(trust, scaled(votes.to_candidates(trust)))

    def _weight(self, claims_made: Floats) -> Floats:
        """What the sum of a source's beliefs is multiplied by."""
        return np.ones(len(claims_made))


class AverageLog(Sums):
    """Sums, with the mean belief times the logarithm of the number of claims as trust.

    A source with one claim has no trust.
    """

    def _weight(self, claims_made: Floats) -> Floats:
        return np.log(claims_made) / claims_made


def scaled(numbers: Floats) -> Floats:
    """Divide by the greatest number, which keeps rounds from growing; all 0 stays so."""
    return numbers / (numbers.max() or 1.0)
