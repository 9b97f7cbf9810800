"""How sources err where values are sets, as lists of authors are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np

from attrib.credibility.habits import USUAL, Standpoint, pool, totals
from attrib.credibility.votes import Floats, Ints, Votes

SEPARATOR = "|"
# Pseudo-counts of Zhao et al.: members are left out as often as not, and rarely invented.
LISTED = (50.0, 50.0)
INVENTED = (10.0, 1000.0)


@dataclass(slots=True)
class Members:
    """A source lists each member of the right set with one probability, and others with another.

    So a list that leaves somebody out is not as wrong as one that makes somebody up. Zhao et al.
    2012, "A Bayesian Approach to Discovering Truth from Conflicting Sources for Data Integration"
    (the Latent Truth Model, with its priors), over the sets that are claimed of an item. The rates
    are read from all of a source's claims, that which they weigh among them. What a user knows of
    a source is about whole sets: it goes into its accuracy and not into its rates.
    """

    votes: Votes
    voices: Floats
    standpoint: Standpoint
    _answer: Ints = field(init=False)
    _claimed: Ints = field(init=False)
    _outcomes: Floats = field(init=False)
    _spoken: Floats = field(init=False)
    _usual: Floats | None = None

    def __post_init__(self) -> None:
        self._answer, self._claimed, self._outcomes = _compare(self.votes)
        self._spoken = (self.votes.speakers > 1).astype(np.float64)

    def take_up(self, standpoint: Standpoint, verified: Collection[int]) -> None:
        """Take up what is known of sources."""
        self.standpoint = standpoint

    def weigh(self, belief: Floats, *, hold: bool) -> Floats:
        """Add up how likely each set makes the members that are claimed and left out."""
        if self._usual is None or not hold:
            guess = np.array([USUAL, 1 - USUAL])
            self._usual = pool(self._told(belief), guess, self.standpoint.group_of)[:, 0]
        by_source = totals(
            self._expected(belief)[self.votes.candidate_of],
            self.votes.source_of,
            len(self.votes.sources),
        )
        listed = _log_shares(by_source[:, :2] + LISTED)
        invented = _log_shares(by_source[:, 2:] + INVENTED)
        rates = np.concatenate([listed, invented], axis=1)[self.votes.source_of]
        of_claims = totals(self.voices[:, None] * rates, self.votes.candidate_of, len(belief))
        evidence = (self._outcomes * of_claims[self._claimed]).sum(axis=1)
        return totals(evidence, self._answer, len(belief))

    def accuracies(self, belief: Floats) -> tuple[Floats, Floats]:
        """Count claims of the whole set as right, all others as wrong."""
        assert self._usual is not None, "weigh comes first"
        known = self.standpoint
        mean = np.where(np.isnan(known.mean), self._usual, known.mean)
        right, wrong = self._told(belief).T
        return known.strength * mean + right, known.strength * (1 - mean) + wrong

    def _told(self, belief: Floats) -> Floats:
        """Shape (sources, 2): how many claims that others speak to are right and wrong."""
        right = self.votes.to_sources(belief * self._spoken)
        return np.stack([right, self.votes.to_sources(self._spoken) - right], axis=1)

    def doubts(self, belief: Floats) -> Floats:
        """Add up what is not certain of each claim."""
        return self.votes.to_sources(belief * (1 - belief))

    def heard(self) -> Floats:
        """Return 1 for each claim that others speak to."""
        return self._spoken[self.votes.candidate_of]

    def _expected(self, belief: Floats) -> Floats:
        """Shape (candidates, 4): the outcomes of claiming each, over the answers."""
        weighed = self._outcomes * belief[self._answer][:, None]
        return totals(weighed, self._claimed, len(belief))


def _compare(votes: Votes) -> tuple[Ints, Ints, Floats]:
    """Return (answer, claimed, outcomes) of all pairs of an item's candidates.

    The columns of the outcomes are how many members the claim lists and leaves out of the answer's,
    and how many others, of all that anybody lists, it lists and leaves out.
    """
    sets = [frozenset(votes.values[value].split(SEPARATOR)) for value in votes.value_of]
    rows: list[tuple[int, int]] = []
    outcomes: list[tuple[int, int, int, int]] = []
    starts = [*np.flatnonzero(np.diff(votes.item_of, prepend=-1)), len(sets)]
    for begin, end in zip(starts, starts[1:], strict=False):
        everyone = len(frozenset().union(*sets[begin:end]))
        for answer in range(begin, end):
            for claimed in range(begin, end):
                listed, made = len(sets[answer] & sets[claimed]), len(sets[claimed])
                left, invented = len(sets[answer]) - listed, made - listed
                rows.append((answer, claimed))
                outcomes.append((listed, left, invented, everyone - listed - left - invented))
    table = np.array(rows, dtype=np.intp)
    return table[:, 0], table[:, 1], np.array(outcomes, dtype=np.float64)


def _log_shares(counts: Floats) -> Floats:
    shares: Floats = np.log(counts / counts.sum(axis=1, keepdims=True))
    return shares
