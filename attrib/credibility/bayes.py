"""attrib's own method: a Bayesian model of sources that err, each in its way."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Self

import numpy as np

from attrib.credibility.coin import Coin
from attrib.credibility.confusion import Confusion
from attrib.credibility.dependence import count_voices
from attrib.credibility.habits import USUAL, Habit, Standpoint
from attrib.credibility.intervals import INTERVAL, beta_intervals
from attrib.credibility.members import SEPARATOR, Members
from attrib.credibility.method import Method
from attrib.credibility.testimony import Testimony
from attrib.credibility.votes import Floats, Ints, Votes

DAMPING = 0.2  # share of the belief of a round before that is kept, so that nothing swings
CERTAIN = 50.0  # log-odds of what was verified


class Bayes(Method):
    """Each source errs with probabilities of its own, which it shares in part with its group.

    The model: an item i has one answer t_i among its candidates. A source s is right with
    probability θ_s ~ Beta(κμ, κ(1 − μ)), where μ is the mean of the source's group, learned, and
    κ = 5. Given t_i, a claim of candidate c has likelihood θ_s if c = t_i, else
    (1 − θ_s) / (m − 1) over the item's m candidates; a denial of c has θ_s if c ≠ t_i, else
    1 − θ_s. The likelihood of all claims is the product, each to the power of its weight and of
    the part of a voice that it is, so that sources that copy each other or have one origin count
    once. Where items share labels, θ_s is a matrix of confusion instead (`Confusion`), where
    values are sets it has two rates (`Members`).

    Inference is collapsed variational Bayes: belief in the answers is proportional to the
    likelihood with θ_s replaced by its mean given the source's other claims. `right_` and
    `wrong_` are the parameters of θ_s's posterior given the answers, `accuracy_` is its mean; the
    interval takes into account that the answers are not certain. `voices_`, of shape (claims,), is
    how much of a voice each claim is, `heard_` how much it counts for or against its source.

    Facts and a user's priors come in when the groups' means are learned, and leave those as they
    are. So they move whatever is connected with them by claims, and nothing else.
    """

    n_iter_: int
    converged_: bool
    voices_: Floats
    heard_: Floats
    right_: Floats
    wrong_: Floats

    def __init__(self, *, max_iter: int = 300, tol: float = 1e-5) -> None:
        self.max_iter = max_iter
        self.tol = tol

    def fit(
        self,
        votes: Votes,
        *,
        group_of: Ints | None = None,
        standpoint: Standpoint | None = None,
        facts: Mapping[int, bool] | None = None,
    ) -> Self:
        """Iterate to rest.

        `group_of`, of shape (sources,), numbers groups of sources that are likened to each other;
        `standpoint` is a user's view of sources, instead. `facts` says of candidates whether they
        are the answer.
        """
        self.voices_ = _voices(votes)
        plain = Standpoint.of(votes, standpoint.group_of if standpoint else group_of)
        habit = _habit(votes, self.voices_, plain)
        self.n_iter_ = 0
        belief = self._settle(votes, habit, _first_belief(votes, self.voices_))
        if standpoint or facts:
            habit.take_up(standpoint or plain, facts or {})
            belief = self._settle(votes, habit, belief, facts=facts or {}, hold=True)
        self.belief_, self.heard_ = votes.shares(belief), habit.heard()
        self._judge(habit, belief)
        return self

    def _settle(
        self,
        votes: Votes,
        habit: Habit,
        belief: Floats,
        *,
        facts: Mapping[int, bool] | None = None,
        hold: bool = False,
    ) -> Floats:
        verified = np.zeros(len(belief))
        for candidate, holds in (facts or {}).items():
            verified[candidate] = CERTAIN if holds else -CERTAIN
        self.converged_ = False
        for _ in range(self.max_iter):
            found = votes.softmax(habit.weigh(belief, hold=hold) + verified)
            moved = np.abs(found - belief).max()
            belief = DAMPING * belief + (1 - DAMPING) * found
            self.n_iter_ += 1
            if moved <= self.tol:
                self.converged_ = True
                break
        return found

    def _judge(self, habit: Habit, belief: Floats) -> None:
        a, b = self.right_, self.wrong_ = habit.accuracies(belief)
        self.accuracy_ = self.trust_ = a / (a + b)
        doubt = habit.doubts(belief) / np.square(a + b)
        # The Beta with the variance of both: of θ given the answers, and of the answers.
        spread = self.accuracy_ * (1 - self.accuracy_)
        worth = spread / (spread / (a + b + 1) + doubt) - 1
        self.low_, self.high_ = beta_intervals(
            self.accuracy_ * worth, (1 - self.accuracy_) * worth, coverage=INTERVAL
        )


def _habit(votes: Votes, voices: Floats, standpoint: Standpoint) -> Coin | Confusion | Members:
    if isinstance(votes, Testimony):
        return Coin(votes, voices, standpoint)
    if votes.shared:
        return Confusion(votes, voices, standpoint)
    if any(SEPARATOR in value for value in votes.values):
        return Members(votes, voices, standpoint)
    return Coin(votes, voices, standpoint)


def _first_belief(votes: Votes, voices: Floats) -> Floats:
    if not isinstance(votes, Testimony):
        return votes.shares(votes.sum_claims(voices))
    odds = math.log(USUAL / (1 - USUAL)) * np.where(votes.denies, -1, 1)
    return votes.softmax(votes.sum_claims(voices * votes.weight * odds))


def _voices(votes: Votes) -> Floats:
    voices = count_voices(votes)
    return np.minimum(voices, votes.voices) if isinstance(votes, Testimony) else voices
