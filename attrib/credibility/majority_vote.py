"""Majority vote: every source counts alike."""

from __future__ import annotations

from typing import Self

from attrib.credibility.method import Method
from attrib.credibility.votes import Votes


class MajorityVote(Method):
    """An item's answer is what most sources claim; ties share it.

    `belief_` is a candidate's share of the item's claims, `trust_` the share of a source's claims
    that are the answer.
    """

    def fit(self, votes: Votes) -> Self:
        """Count."""
        self.belief_ = votes.shares(votes.claimants)
        winners = votes.winners(self.belief_)
        self.trust_ = votes.to_sources(winners) / votes.claims_made
        self._judge_sources(votes, winners)
        return self
