"""Dawid and Skene's model by expectation maximisation, with one coin a source or a full matrix.

Dawid and Skene 1979, "Maximum Likelihood Estimation of Observer Error-Rates Using the EM
Algorithm"; the one-coin form as in Zhang et al. 2016, "Spectral Methods Meet EM".
"""

from __future__ import annotations

import numpy as np

from attrib.credibility.method import Iterative, State
from attrib.credibility.votes import MAX_LABELS, Floats, Votes
from attrib.errors import CorpusError

LEAST = 1e-10  # no rate is nearer to 0 or 1, which keeps logarithms finite


class OneCoinDawidSkene(Iterative):
    """Each source is right with a probability of its own, and errs evenly over the other values.

    Where the items share their labels, the labels have a prior, which is learned as well. Elsewhere
    all values claimed of an item are alike at first, and one without a rival is believed.

    `trust_` is the probability to be right.
    """

    def _start(self, votes: Votes) -> State:
        belief = votes.shares(votes.claimants)
        return State(_mean_belief(votes, belief), belief)

    def _step(self, votes: Votes, state: State) -> State:
        right = np.clip(_mean_belief(votes, state.belief), LEAST, 1 - LEAST)
        wrong_values = np.maximum(votes.item_sums(np.ones(len(votes.item_of))) - 1, 1)
        evidence = votes.to_candidates(np.log(right) - np.log1p(-right))
        evidence += votes.claimants * np.log(wrong_values)
        if votes.shared:
            evidence += np.log(_label_prior(votes, state.belief))[votes.value_of]
        belief = votes.softmax(evidence)
        return State(_mean_belief(votes, belief), belief)

    def _finish(self, votes: Votes, state: State) -> None:
        self._judge_sources(votes, state.belief)


class DawidSkene(Iterative):
    """Each source has a matrix that says how often it calls each label which.

    `errors_`, of shape (sources, labels, labels), is the probability to claim the second axis'
    label where the third axis' is the answer; `prior_`, of shape (labels,), is how common each
    answer is. `trust_` is the probability to be right, over all labels.

    Raises CorpusError for votes whose items do not share a small set of labels.
    """

    needs_shared_labels = True

    prior_: Floats
    errors_: Floats

    def _start(self, votes: Votes) -> State:
        if not votes.shared:
            raise CorpusError(
                f"found {len(votes.values)} values for {len(votes.items)} items; expected 2 to "
                f"{MAX_LABELS} labels that the items share, which a confusion matrix needs; use "
                "one_coin_dawid_skene"
            )
        belief = votes.shares(votes.claimants)
        return State(_mean_belief(votes, belief), belief)

    def _step(self, votes: Votes, state: State) -> State:
        prior, errors = _label_prior(votes, state.belief), _errors(votes, state.belief)
        likelihoods = np.log(errors)[votes.source_of, votes.value_of[votes.candidate_of]]
        evidence = np.tile(np.log(prior), (len(votes.items), 1))
        np.add.at(evidence, votes.item_of[votes.candidate_of], likelihoods)
        belief = votes.softmax(evidence.ravel())
        return State(_mean_belief(votes, belief), belief)

    def _finish(self, votes: Votes, state: State) -> None:
        self.prior_, self.errors_ = _label_prior(votes, state.belief), _errors(votes, state.belief)
        self.trust_ = np.diagonal(self.errors_, axis1=1, axis2=2) @ self.prior_
        self._judge_sources(votes, state.belief)


def _mean_belief(votes: Votes, belief: Floats) -> Floats:
    """Average over the claims of each source."""
    return votes.to_sources(belief) / votes.claims_made


def _label_prior(votes: Votes, belief: Floats) -> Floats:
    prior = np.bincount(votes.value_of, weights=belief) / len(votes.items)
    return np.maximum(prior, LEAST)


def _errors(votes: Votes, belief: Floats) -> Floats:
    """Shape (sources, claimed labels, right labels); the second axis sums to 1."""
    labels = len(votes.values)
    by_item = belief.reshape(-1, labels)[votes.item_of[votes.candidate_of]]
    table = np.zeros((len(votes.sources), labels, labels))
    np.add.at(table, (votes.source_of, votes.value_of[votes.candidate_of]), by_item)
    table = np.maximum(table, LEAST)
    rates: Floats = table / table.sum(axis=1, keepdims=True)
    return rates
