"""Truth discovery against numbers worked by hand and against crowd-kit."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from attrib.corpora.truth import SourceClaim
from attrib.credibility import (
    CRH,
    METHODS,
    AverageLog,
    DawidSkene,
    Investment,
    MajorityVote,
    Method,
    OneCoinDawidSkene,
    PooledInvestment,
    Sums,
    TruthFinder,
    Votes,
)
from attrib.credibility.votes import Floats
from attrib.errors import CorpusError

CLOSE = pytest.approx


def votes_of(*claims: str) -> Votes:
    """Read "source item value", one claim a line."""
    return Votes.of(SourceClaim(*claim.split()) for claim in claims)


# Item x: A and B say p, C says q. Item y: A says r, C says s. Candidates: xp, xq, yr, ys.
OPEN = votes_of("A x p", "A y r", "B x p", "C x q", "C y s")


def answered(rng: np.random.Generator, labels: Sequence[str]) -> list[SourceClaim]:
    """Let six sources of different skill answer 40 items, each item by four of them or more."""
    claims = []
    skills = {"ann": 0.9, "bo": 0.8, "cy": 0.75, "di": 0.6, "ed": 0.55, "fi": 0.4}
    for item in range(40):
        right = rng.integers(len(labels))
        for source in rng.permutation(list(skills))[: rng.integers(4, 7)]:
            off = 0 if rng.random() < skills[source] else rng.integers(1, len(labels))
            claims.append(SourceClaim(source, f"i{item}", labels[(right + off) % len(labels)]))
    return claims


def by_hand(method: Method, *, trust: Sequence[float], belief: Sequence[float]) -> None:
    fitted = method.fit(OPEN)
    assert fitted.trust_ == CLOSE(np.array(trust))
    assert fitted.belief_ == CLOSE(np.array(belief))


# Votes


def test_votes_are_sorted_indices_whatever_the_order() -> None:
    again = votes_of("C y s", "B x p", "C x q", "A y r", "A x p")
    for votes in (OPEN, again):
        assert votes.sources == ("A", "B", "C")
        assert votes.items == ("x", "y")
        assert votes.values == ("p", "q", "r", "s")
        assert votes.item_of.tolist() == [0, 0, 1, 1]
        assert votes.value_of.tolist() == [0, 1, 2, 3]
        assert votes.source_of.tolist() == [0, 1, 2, 0, 2]
        assert votes.candidate_of.tolist() == [0, 0, 1, 2, 3]


def test_a_claim_made_twice_counts_once() -> None:
    assert votes_of("A x p", "A x p", "B x q").claimants.tolist() == [1, 1]


def test_several_values_of_one_source_are_claims_each() -> None:
    votes = votes_of("A x p", "A x q", "B x q")
    assert votes.claims_made.tolist() == [2, 1]
    assert votes.claimants.tolist() == [1, 2]
    assert votes.speakers.tolist() == [2, 2]


def test_labels_that_items_share_are_candidates_everywhere() -> None:
    votes = votes_of("A x 0", "B x 1", "A y 0", "B y 0", "A z 1")
    assert votes.shared
    assert votes.item_of.tolist() == [0, 0, 1, 1, 2, 2]
    assert votes.value_of.tolist() == [0, 1, 0, 1, 0, 1]
    assert votes.claimants.tolist() == [1, 1, 2, 0, 0, 1]


@pytest.mark.parametrize(
    "claims",
    [
        ["A x p", "B x q"],  # two values, but of one item
        ["A x p", "A y p"],  # nothing to tell apart
        [f"A i{n} v{n // 2}" for n in range(42)],  # 21 values
        ["A x p", "A y q", "A z q"],  # 2 values for 3 items: fewer than two items a value
    ],
)
def test_other_values_are_candidates_only_where_claimed(claims: list[str]) -> None:
    votes = votes_of(*claims)
    assert not votes.shared
    assert (votes.claimants > 0).all()


def test_sums_go_both_ways() -> None:
    assert OPEN.to_candidates(np.array([1.0, 10.0, 100.0])).tolist() == [11, 100, 1, 100]
    assert OPEN.to_sources(np.array([1.0, 10.0, 100.0, 1000.0])).tolist() == [101, 1, 1010]
    assert OPEN.item_sums(np.array([1.0, 2.0, 3.0, 5.0])).tolist() == [3, 3, 8, 8]
    assert OPEN.item_tops(np.array([1.0, 2.0, -3.0, -5.0])).tolist() == [2, 2, -3, -3]


def test_shares_sum_to_one_and_are_alike_without_weight() -> None:
    assert OPEN.shares(np.array([3.0, 1.0, 0.0, 0.0])).tolist() == [0.75, 0.25, 0.5, 0.5]


def test_beliefs_that_differ_by_rounding_tie() -> None:
    assert OPEN.winners(np.array([0.1 + 0.2, 0.3, 2.0, 1.0])).tolist() == [0.5, 0.5, 1, 0]


def test_no_claims_are_an_error() -> None:
    with pytest.raises(CorpusError, match="found no claims"):
        Votes.of([])


# Methods by hand


def test_majority_vote() -> None:
    # A's two claims: one wins, one ties; C's: one loses, one ties.
    by_hand(MajorityVote(), trust=[0.75, 1, 0.25], belief=[2 / 3, 1 / 3, 1 / 2, 1 / 2])


def test_agreement_is_a_beta_posterior_of_claims_that_do_not_stand_alone() -> None:
    # z and w are A's own; of x and y A has 1.5 right of 2: Beta(1 + 1.5, 1 + 0.5).
    fitted = MajorityVote().fit(
        votes_of("A x p", "A y r", "B x p", "C x q", "C y s", "A z t", "A w u", "A w v")
    )
    assert fitted.accuracy_ is not None and fitted.low_ is not None and fitted.high_ is not None
    assert fitted.accuracy_ == CLOSE(np.array([2.5 / 4, 2 / 3, 1.5 / 4]))
    ends = beta.ppf([[0.05], [0.95]], [2.5, 2, 1.5], [1.5, 1, 2.5])
    assert np.array([fitted.low_, fitted.high_]) == CLOSE(ends, abs=1e-3)


def test_sums_after_one_round() -> None:
    # Trust ½·2, ½·1, ½·2; belief 1 + ½, 1, 1, 1.
    by_hand(Sums(max_iter=1), trust=[1, 0.5, 1], belief=[0.6, 0.4, 0.5, 0.5])


def test_sums_after_two_rounds() -> None:
    # Beliefs 1, ⅔, ⅔, ⅔ give trust 5/3, 1, 4/3, or 1, 0.6, 0.8; belief 1.6, 0.8, 1, 0.8.
    by_hand(Sums(max_iter=2), trust=[1, 0.6, 0.8], belief=[2 / 3, 1 / 3, 5 / 9, 4 / 9])


def test_average_log_gives_a_source_with_one_claim_no_trust() -> None:
    # Trust ½·ln 2 for A and C and ½·ln 1 for B, so that p has A alone.
    by_hand(AverageLog(max_iter=1), trust=[1, 0, 1], belief=[0.5, 0.5, 0.5, 0.5])


def test_average_log_weighs_the_mean_belief() -> None:
    # Round 1: trust ½·ln 3, ½·ln 2, ½·ln 2; scaled 1, l, l with l = ln 2 / ln 3.
    votes = votes_of("A x p", "A y r", "A z t", "B x p", "B y s", "C x q", "C y s")
    fitted = AverageLog(max_iter=1).fit(votes)
    log = math.log(2) / math.log(3)
    assert fitted.trust_ == CLOSE(np.array([1, log, log]))
    p, q, r, s = 1 + log, log, 1, 2 * log
    assert fitted.belief_ == CLOSE(
        np.array([p / (p + q), q / (p + q), r / (r + s), s / (r + s), 1])
    )


def test_investment() -> None:
    # Stakes ½, 1, ½ on claims worth ⅔, ⅓, ½, ½ return 13/18, 8/18, 15/18. The new stakes, 13/30,
    # 8/15 and 1/2, make the investments 29/30, 15/30, 13/30, 15/30, which are squared.
    by_hand(
        Investment(growth=2, max_iter=1),
        trust=[13 / 15, 8 / 15, 1],
        belief=[841 / 1066, 225 / 1066, 169 / 394, 225 / 394],
    )


def test_pooled_investment() -> None:
    # Stakes ½, 1, ½ on claims worth ½ each return ⅔, ⅓, 1; investments become ⅔, ½, ⅓, ½.
    # Pooled by their squares: ⅔·16/25, ½·9/25, ⅓·4/13, ½·9/13.
    by_hand(
        PooledInvestment(growth=2, max_iter=1),
        trust=[2 / 3, 1 / 3, 1],
        belief=[64 / 91, 27 / 91, 8 / 35, 27 / 35],
    )


def test_truth_finder() -> None:
    # A trust score of 1 each; with a dampening of ln 3, confidence is 0.9 in p, else 0.75.
    p, q, r, s = -math.log(0.175 * 0.1), math.log(4), -math.log(0.175), math.log(4)
    by_hand(
        TruthFinder(first_trust=1 - math.exp(-1), dampening=math.log(3), max_iter=1),
        trust=[0.825, 0.9, 0.75],
        belief=[p / (p + q), q / (p + q), r / (r + s), s / (r + s)],
    )


def test_truth_finder_tells_candidates_apart_where_confidence_is_full() -> None:
    crowd = [f"s{n} x p" for n in range(400)] + [f"t{n} x q" for n in range(300)]
    fitted = TruthFinder().fit(votes_of(*crowd))
    assert fitted.belief_[0] > fitted.belief_[1]
    assert np.isfinite(fitted.belief_).all()


def test_crh_after_one_round() -> None:
    # Losses ¼, 0 and ¾; with 0.05 as the least, weights ln 3, ln 15 and 0.
    by_hand(
        CRH(least_loss=0.05, max_iter=1),
        trust=[math.log(3), math.log(15), 0],
        belief=[1, 0, 1, 0],
    )


def test_crh_after_two_rounds() -> None:
    # C has everything wrong now, A and B nothing: weights ln 20, ln 20 and 0.
    by_hand(
        CRH(least_loss=0.05, max_iter=2),
        trust=[math.log(20), math.log(20), 0],
        belief=[1, 0, 1, 0],
    )


def test_one_coin_over_open_values() -> None:
    # Skills at first (⅔ + ½)/2 = 7/12, ⅔ and (⅓ + ½)/2 = 5/12, so odds 7/5, 2 and 5/7.
    # x: p 7/5 · 2 against q 5/7 is 98 : 25; y: r 7/5 against s 5/7 is 49 : 25.
    p, r = 98 / 123, 49 / 74
    by_hand(
        OneCoinDawidSkene(max_iter=1),
        trust=[(p + r) / 2, p, (1 - p + 1 - r) / 2],
        belief=[p, 1 - p, r, 1 - r],
    )


def test_one_coin_spreads_errors_over_the_other_values() -> None:
    # Three values with a vote each: all skills are ⅓, which says nothing. No value rivals s.
    fitted = OneCoinDawidSkene().fit(votes_of("A x p", "B x q", "C x r", "D y s"))
    assert fitted.belief_ == CLOSE(np.array([1 / 3, 1 / 3, 1 / 3, 1]))
    assert fitted.trust_ == CLOSE(np.array([1 / 3, 1 / 3, 1 / 3, 1]))


def test_dawid_skene_may_answer_against_all_who_spoke() -> None:
    # Z says the contrary of four others everywhere, and speaks alone of the last item.
    claims = [f"{s} i{n} {n % 2}" for s in "ABCD" for n in range(10)]
    claims += [f"Z i{n} {1 - n % 2}" for n in range(10)] + ["Z j 0"]
    votes = votes_of(*claims)
    fitted = DawidSkene().fit(votes)
    last = fitted.belief_[votes.item_of == votes.items.index("j")]
    assert last[1] > 0.99
    assert fitted.errors_[votes.sources.index("Z")] == CLOSE(np.array([[0, 1], [1, 0]]), abs=1e-6)


def test_dawid_skene_needs_labels_that_items_share() -> None:
    with pytest.raises(CorpusError, match="found 4 values for 2 items; expected 2 to 20 labels"):
        DawidSkene().fit(OPEN)


# Methods against crowd-kit


def their_beliefs(name: str, claims: Sequence[SourceClaim], **options: float) -> Floats:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pandas
        from crowdkit import aggregation

        rows = [(claim.item, claim.source, claim.value) for claim in claims]
        frame = pandas.DataFrame(rows, columns=["task", "worker", "label"])
        table = getattr(aggregation, name)(**options).fit_predict_proba(frame)
    beliefs: Floats = table.sort_index().sort_index(axis=1).to_numpy().ravel()
    return beliefs


@pytest.mark.parametrize("labels", [["no", "yes"], ["high", "low", "mid"]])
@pytest.mark.parametrize("rounds", [1, 7])
@pytest.mark.parametrize(
    ("name", "ours"), [("OneCoinDawidSkene", OneCoinDawidSkene), ("DawidSkene", DawidSkene)]
)
def test_expectation_maximisation_is_crowd_kit_s(
    name: str, ours: type[OneCoinDawidSkene], rounds: int, labels: list[str]
) -> None:
    claims = answered(np.random.default_rng(4), labels)
    theirs = their_beliefs(name, claims, n_iter=rounds, tol=-math.inf)
    fitted = ours(max_iter=rounds, tol=0).fit(Votes.of(claims))
    assert fitted.n_iter_ == rounds
    assert fitted.belief_ == CLOSE(theirs, abs=1e-7)


def test_majority_vote_is_crowd_kit_s() -> None:
    claims = answered(np.random.default_rng(5), ["high", "low", "mid"])
    theirs = their_beliefs("MajorityVote", claims)
    assert MajorityVote().fit(Votes.of(claims)).belief_ == CLOSE(theirs)


# All methods


@st.composite
def claim_lists(draw: st.DrawFn) -> list[SourceClaim]:
    """A few claims, with labels that the items share or without."""
    claim = st.builds(
        SourceClaim,
        source=st.sampled_from("ABCDE"),
        item=st.sampled_from("wxyz"),
        value=st.sampled_from(draw(st.sampled_from(["01", "pqrstu"]))),
    )
    return draw(st.lists(claim, min_size=1, max_size=20))


@given(claims=claim_lists(), seed=st.integers(0, 99))
def test_beliefs_are_shares_whatever_the_order(claims: list[SourceClaim], seed: int) -> None:
    votes = Votes.of(claims)
    order = np.random.default_rng(seed).permutation(len(claims))
    again = Votes.of([claims[number] for number in order])
    for make in METHODS.values():
        if make().needs_shared_labels and not votes.shared:
            continue
        fitted = make().fit(votes)
        assert votes.item_sums(fitted.belief_) == CLOSE(1, abs=1e-6)
        assert (fitted.belief_ >= 0).all()
        assert np.isfinite(fitted.trust_).all()
        assert len(fitted.trust_) == len(votes.sources)
        assert (make().fit(again).belief_ == fitted.belief_).all()


@given(claims=claim_lists())
def test_accuracies_lie_in_their_intervals(claims: list[SourceClaim]) -> None:
    votes = Votes.of(claims)
    for make in (MajorityVote, OneCoinDawidSkene):
        fitted = make().fit(votes)
        assert fitted.accuracy_ is not None and fitted.low_ is not None and fitted.high_ is not None
        assert (fitted.low_ >= 0).all() and (fitted.high_ <= 1).all()
        assert (fitted.low_ <= fitted.accuracy_).all() and (fitted.accuracy_ <= fitted.high_).all()


@pytest.mark.parametrize("name", METHODS)
def test_what_most_good_sources_say_is_believed(name: str) -> None:
    # Four sources agree on 30 items with two labels, and a fifth differs in every third.
    claims = [f"{s} i{n} {(n + (s == 'E' and n % 3 == 0)) % 2}" for s in "ABCDE" for n in range(30)]
    votes = votes_of(*claims)
    fitted = METHODS[name]().fit(votes)
    right = [
        int(votes.items[i][1:]) % 2 == int(votes.values[v])
        for i, v in zip(votes.item_of, votes.value_of, strict=True)
    ]
    assert votes.winners(fitted.belief_).tolist() == right
    assert fitted.trust_[4] < fitted.trust_[:4].min()


ALONE = ("A x 0", "A y 1", "A z 0", "A w 1")
APART = ("A x 0", "A y 1", "B z 0", "B w 1")
AGREED = ("A x 0", "B x 0", "A y 1", "B y 1", "A z 1", "B z 1", "A w 0", "B w 0")
OPPOSED = ("A x 0", "B x 1", "A y 1", "B y 0", "A z 1", "B z 0", "A w 0", "B w 1")


@pytest.mark.parametrize("claims", [ALONE, APART, AGREED], ids=["alone", "apart", "agreed"])
@pytest.mark.parametrize("name", METHODS)
def test_what_nobody_speaks_against_is_believed(name: str, claims: tuple[str, ...]) -> None:
    votes = votes_of(*claims)
    fitted = METHODS[name]().fit(votes)
    assert votes.winners(fitted.belief_).tolist() == (votes.claimants > 0).tolist()
    assert len(set(fitted.trust_.tolist())) == 1


@pytest.mark.parametrize("name", METHODS)
def test_two_that_differ_in_all_decide_nothing(name: str) -> None:
    fitted = METHODS[name]().fit(votes_of(*OPPOSED))
    assert fitted.belief_ == CLOSE(0.5)
    assert fitted.trust_[0] == CLOSE(fitted.trust_[1])


@pytest.mark.parametrize("name", [name for name in METHODS if name != "majority_vote"])
def test_every_iteration_says_whether_it_came_to_rest(name: str) -> None:
    for claims in (ALONE, APART, AGREED, OPPOSED):
        fitted: Any = METHODS[name]().fit(votes_of(*claims))
        assert fitted.converged_ is True
        assert fitted.n_iter_ >= 1


def test_iteration_comes_to_rest_or_stops() -> None:
    rested = Sums(max_iter=500, tol=1e-9).fit(OPEN)
    assert rested.converged_ and rested.n_iter_ < 500
    stopped = Sums(max_iter=2, tol=1e-9).fit(OPEN)
    assert not stopped.converged_ and stopped.n_iter_ == 2
