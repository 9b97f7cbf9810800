"""How sources err where all items share their labels."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np

from attrib.credibility.habits import USUAL, Standpoint, pool, totals
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
    _common: Floats | None = None  # how common each label is
    _labels: int = field(init=False)

    def __post_init__(self) -> None:
        self._labels = len(self.votes.values)

    def take_up(self, standpoint: Standpoint, verified: Collection[int]) -> None:
        """Take a source that is known to err evenly over the other labels."""
        self.standpoint = standpoint

    def weigh(self, belief: Floats, *, hold: bool) -> Floats:
        """Add up, for each label of each item, how likely it makes what is claimed."""
        votes, labels = self.votes, self._labels
        table = belief.reshape(-1, labels)
        told = self._told(table)
        if self._pooled is None or not hold:
            guess = np.full((labels, labels), (1 - USUAL) / (labels - 1))
            np.fill_diagonal(guess, USUAL)
            self._pooled = pool(told, guess, self.standpoint.group_of)
            self._common = (table.sum(axis=0) + 1) / (len(table) + labels)
        item, said = votes.item_of[votes.candidate_of], votes.value_of[votes.candidate_of]
        assert self._common is not None, "learned with the mean matrices"
        counts = self._prior() + told
        own = table[item]
        likelihood = np.log(counts[votes.source_of, :, said] - own)
        likelihood -= np.log(counts.sum(axis=2)[votes.source_of] - own)
        evidence = totals(self.voices[:, None] * likelihood, item, len(votes.items))
        return (evidence + np.log(self._common)).ravel()

    def accuracies(self, belief: Floats) -> tuple[Floats, Floats]:
        """Count right and wrong claims into what the prior matrix expects of the labels."""
        assert self._common is not None, "weigh comes first"
        prior = self._prior()
        expected = np.diagonal(prior, axis1=1, axis2=2) @ self._common
        right = self.votes.to_sources(belief)
        wrong = self.votes.claims_made - right
        return expected + right, self.standpoint.strength - expected + wrong

    def doubts(self, belief: Floats) -> Floats:
        """Add up what is not certain of each claim."""
        return self.votes.to_sources(belief * (1 - belief))

    def heard(self) -> Floats:
        """Return 1 for each claim."""
        return np.ones(len(self.votes.source_of))

    def _told(self, table: Floats) -> Floats:
        """Shape (sources, answers, claimed labels): how often each was said of which."""
        votes, labels = self.votes, self._labels
        item, said = votes.item_of[votes.candidate_of], votes.value_of[votes.candidate_of]
        cell = votes.source_of * labels + said
        counts = totals(table[item], cell, len(votes.sources) * labels)
        return counts.reshape(-1, labels, labels).transpose(0, 2, 1)

    def _prior(self) -> Floats:
        """Shape (sources, answers, claimed labels): the prior's counts, each row as strong."""
        assert self._pooled is not None, "weigh comes first"
        known, labels = self.standpoint, self._labels
        mean = known.mean[:, None, None]
        even = np.where(np.eye(labels, dtype=np.bool_), mean, (1 - mean) / (labels - 1))
        matrix = np.where(np.isnan(mean), self._pooled, even)
        prior: Floats = known.strength[:, None, None] * matrix
        return prior
