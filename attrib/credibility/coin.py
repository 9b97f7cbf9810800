"""How sources err where the candidates of an item are its own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np

from attrib.credibility.habits import STRENGTH, USUAL, Standpoint, pool, totals
from attrib.credibility.testimony import Testimony
from attrib.credibility.votes import Bools, Floats, Ints, Votes


@dataclass(slots=True)
class Coin:
    """A source is right with a probability of its own, and errs evenly over the other candidates.

    Of testimony, a denial is right where another candidate is the answer. What a source says that
    is mostly wrong counts for nothing, not against itself, or else all could be wrong together: an
    issue has an answer that nobody asserts. Who gives several answers to an issue is not judged by
    it. Where claims are of several kinds, a source has a probability for each, which has the one
    for all of them as its prior mean.
    """

    votes: Votes
    voices: Floats
    standpoint: Standpoint
    _usual: Floats | None = None  # the mean of each source's group; shape (sources,)
    _denies: Bools = field(init=False)
    _weight: Floats = field(init=False)
    _heard: Floats = field(init=False)
    _counts: Floats = field(init=False)
    _coincidence: Floats = field(init=False)
    _cells: tuple[Ints, int] | None = field(init=False)
    _least_odds: float = field(init=False, default=-np.inf)

    def __post_init__(self) -> None:
        votes = self.votes
        signed = votes if isinstance(votes, Testimony) else None
        claims = len(votes.source_of)
        self._weight = signed.weight if signed else np.ones(claims)
        self._denies = signed.denies if signed else np.zeros(claims, dtype=np.bool_)
        # A claim that no other source speaks to is its own answer and says nothing of its source.
        judged = (votes.speakers > 1)[votes.candidate_of]
        if signed:
            # Of several answers by one source, one at most is right, whatever the source is worth.
            judged &= signed.answers == 1
            self._least_odds = 0.0  # nobody's word speaks against itself
        self._heard = self._weight * judged
        self._counts = self._weight * self.voices
        rivals = np.maximum(votes.item_sums(np.ones(len(votes.item_of))) - 1, 1)
        self._coincidence = np.where(self._denies, 0.0, np.log(rivals)[votes.candidate_of])
        self._cells = _cells(signed) if signed and len(signed.kinds) > 1 else None

    def take_up(self, standpoint: Standpoint, verified: Collection[int]) -> None:
        """Let all claims about an item be heard of which something was verified."""
        self.standpoint = standpoint
        items = self.votes.item_of[list(verified)]
        about = np.isin(self.votes.item_of[self.votes.candidate_of], items)
        self._heard = np.where(about, self._weight, self._heard)

    def weigh(self, belief: Floats, *, hold: bool) -> Floats:
        """Add up the log-odds of the sources that assert a candidate, less those that deny it."""
        source = self.votes.source_of
        own = self._right(belief)
        right, made = self._total(own), self._total(self._heard)
        if self._usual is None or not hold:
            told = np.stack([right, made - right], axis=1)
            pooled = pool(told, np.array([USUAL, 1 - USUAL]), self.standpoint.group_of)
            self._usual = np.maximum(pooled[:, 0], 0.5)  # none is worse than a coin's throw
        prior_right, prior_wrong = self._prior()
        others_right = (prior_right + right)[source] - own
        others_wrong = (prior_wrong + made - right)[source] - (self._heard - own)
        if self._cells:
            others_right, others_wrong = self._of_kind(others_right, others_wrong, own)
        odds = np.maximum(np.log(others_right) - np.log(others_wrong), self._least_odds)
        odds = np.where(self._denies, -odds, odds + self._coincidence)
        return self.votes.sum_claims(self._counts * odds)

    def accuracies(self, belief: Floats) -> tuple[Floats, Floats]:
        """Count right and wrong claims into the prior."""
        right, made = self._total(self._right(belief)), self._total(self._heard)
        prior_right, prior_wrong = self._prior()
        return prior_right + right, prior_wrong + made - right

    def doubts(self, belief: Floats) -> Floats:
        """Add up what is not certain of each claim that others speak to."""
        right = self._right(belief)
        return self._total(right * (self._heard - right))

    def heard(self) -> Floats:
        """Return the weight of the claims that others, or something verified, speak to."""
        return self._heard

    def _right(self, belief: Floats) -> Floats:
        """How far each claim is right, of those that others speak to; shape (claims,)."""
        held = belief[self.votes.candidate_of]
        return self._heard * np.where(self._denies, 1 - held, held)

    def _total(self, of_claims: Floats) -> Floats:
        return totals(of_claims, self.votes.source_of, len(self.votes.sources))

    def _of_kind(self, right: Floats, wrong: Floats, own: Floats) -> tuple[Floats, Floats]:
        """Narrow counts of a source's other claims, by claim, to those of the claim's kind."""
        assert self._cells is not None, "there are kinds"
        cell, cells = self._cells
        overall = right / (right + wrong)
        told_right, told = totals(own, cell, cells)[cell], totals(self._heard, cell, cells)[cell]
        told_wrong = told - told_right - (self._heard - own)
        return STRENGTH * overall + told_right - own, STRENGTH * (1 - overall) + told_wrong

    def _prior(self) -> tuple[Floats, Floats]:
        """Return the prior's counts of right and wrong claims, each of shape (sources,)."""
        assert self._usual is not None, "weigh comes first"
        known = self.standpoint
        mean = np.where(np.isnan(known.mean), self._usual, known.mean)
        return mean * known.strength, (1 - mean) * known.strength


def _cells(votes: Testimony) -> tuple[Ints, int]:
    """Number each claim's source and kind, and count those numbers."""
    kinds = len(votes.kinds)
    return votes.source_of * kinds + votes.kind_of, len(votes.sources) * kinds
