"""Votes with a sign: who asserts and who denies which proposition, how surely, and for whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from attrib.credibility.votes import Bools, Floats, Ints, Votes

NEITHER = ""  # the value of an item of which none of its propositions holds


@dataclass(frozen=True, slots=True, eq=False)
class Testimony(Votes):
    """Votes in which a claim may deny its candidate instead of asserting it.

    An item is an issue: its candidates are the propositions that exclude each other, and
    `NEITHER`, which nobody claims. All of the following have the shape (claims,). `denies` is the
    sign. `weight`, in 0–1, is how sure it is that the claim says this of this candidate.
    `origin_of` numbers whoever is heard through the source: claims of one origin are one voice.
    `silent` claims count for and against nothing, while their sources are judged by them.
    `kind_of` points into `kinds`, what sort of thing is claimed.
    """

    denies: Bools
    weight: Floats
    origin_of: Ints
    silent: Bools
    kind_of: Ints
    kinds: tuple[str, ...]

    @property
    def said(self) -> Ints:
        """What each claim says: its candidate, and whether it denies it."""
        return 2 * self.candidate_of + self.denies

    @property
    def speakers(self) -> Floats:
        """How many voices speak to each candidate's item."""
        met = np.unique([self.origin_of, self.item_of[self.candidate_of]], axis=1)
        return np.bincount(met[1], minlength=len(self.items)).astype(np.float64)[self.item_of]

    @property
    def answers(self) -> Floats:
        """How many candidates of the item each claim's source asserts; 1 for a denial."""
        item = self.item_of[self.candidate_of]
        asserted = np.stack([self.source_of, item])[:, ~self.denies]
        answers = np.ones(len(item))
        if asserted.size:
            _, which, times = np.unique(asserted, axis=1, return_inverse=True, return_counts=True)
            answers[~self.denies] = times[which.ravel()]
        return answers

    @property
    def voices(self) -> Floats:
        """How much of a voice each claim is.

        Claims of one origin that say the same share one, and so do the answers of one source.
        Silent claims are none and take no part of any.
        """
        _, which = np.unique(np.stack([self.said, self.origin_of]), axis=1, return_inverse=True)
        sharing = np.bincount(which.ravel(), weights=~self.silent)[which.ravel()]
        return np.where(self.silent, 0.0, 1 / (np.maximum(sharing, 1) * self.answers))
