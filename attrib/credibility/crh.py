"""CRH for categories (Li et al. 2014, "Resolving Conflicts in Heterogeneous Data …")."""

from __future__ import annotations

import numpy as np

from attrib.credibility.method import Iterative, State
from attrib.credibility.votes import Votes


class CRH(Iterative):
    """Weigh votes so that the weighted loss against the answers is least; the loss is 0 or 1.

    A source's weight is minus the logarithm of its share of wrong claims over the greatest such
    share. A share below `least_loss` counts as that, or a source without error would outweigh
    all others. Sources with the same share weigh alike. `trust_` is the weight, at least 0.
    """

    def __init__(self, *, least_loss: float = 1e-5, max_iter: int = 100, tol: float = 1e-6) -> None:
        super().__init__(max_iter=max_iter, tol=tol)
        self.least_loss = least_loss

    def _start(self, votes: Votes) -> State:
        return State(np.ones(len(votes.sources)), votes.shares(votes.claimants))

    def _step(self, votes: Votes, state: State) -> State:
        right = votes.to_sources(votes.winners(state.belief)) / votes.claims_made
        loss = np.maximum(1 - right, self.least_loss)
        weight = np.log(loss.max() / loss)
        if not weight.any():
            weight = np.ones(len(weight))  # nothing tells the sources apart, as where all agree
        return State(weight, votes.shares(votes.to_candidates(weight)))
