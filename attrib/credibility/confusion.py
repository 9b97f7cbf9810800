"""How sources err where all items share their labels."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from attrib.credibility.habits import STRENGTH, USUAL, Standpoint, pool, totals
from attrib.credibility.votes import Floats, Votes


@dataclass(slots=True)
class Confusion:
    """A source has a probability of claiming each label for each answer (Dawid and Skene 1979).

    The rows of its matrix have Dirichlet priors around the mean matrix of its group, as in Kim and
    Ghahramani 2012, "Bayesian Classifier Combination". Labels have a prior, which is learned.
    """

    votes: Votes
    voices: Floats
    standpoint: Standpoint
    _pooled: Floats | None = None
    _labels: int = field(init=False)

    def __post_init__(self) -> None:
        self._labels = len(self.votes.values)

    def weigh(self, belief: Floats, *, hold: bool) -> Floats:
        """Add up, for each label of each item, how likely it makes what is claimed."""
        votes, labels = self.votes, self._labels
        table = belief.reshape(-1, labels)
        told = self._told(table)
        if self._pooled is None or not hold:
            guess = np.full((labels, labels), (1 - USUAL) / (labels - 1))
            np.fill_diagonal(guess, USUAL)
            self._pooled = pool(told, guess, self.standpoint.group_of)
        item, said = votes.item_of[votes.candidate_of], votes.value_of[votes.candidate_of]
        counts = STRENGTH * self._pooled + told
        own = table[item]
        likelihood = np.log(counts[votes.source_of, :, said] - own)
        likelihood -= np.log(counts.sum(axis=2)[votes.source_of] - own)
        evidence = totals(self.voices[:, None] * likelihood, item, len(votes.items))
        return (evidence + np.log(self._prior(table))).ravel()

    def accuracies(self, belief: Floats) -> tuple[Floats, Floats]:
        """Count right and wrong claims into what the prior matrix expects of the labels."""
        assert self._pooled is not None, "weigh comes first"
        table = belief.reshape(-1, self._labels)
        expected = np.diagonal(self._pooled, axis1=1, axis2=2) @ self._prior(table)
        right = self.votes.to_sources(belief)
        wrong = self.votes.claims_made - right
        return STRENGTH * expected + right, STRENGTH * (1 - expected) + wrong

    def doubts(self, belief: Floats) -> Floats:
        """Add up what is not certain of each claim."""
        return self.votes.to_sources(belief * (1 - belief))

    def _told(self, table: Floats) -> Floats:
        """Shape (sources, answers, claimed labels): how often each was said of which."""
        votes, labels = self.votes, self._labels
        item, said = votes.item_of[votes.candidate_of], votes.value_of[votes.candidate_of]
        cell = votes.source_of * labels + said
        counts = totals(table[item], cell, len(votes.sources) * labels)
        return counts.reshape(-1, labels, labels).transpose(0, 2, 1)

    def _prior(self, table: Floats) -> Floats:
        prior: Floats = (table.sum(axis=0) + 1) / (len(table) + self._labels)
        return prior
