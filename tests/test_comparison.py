"""Paired comparisons against numbers worked by hand and scipy's tests."""

from __future__ import annotations

import json

import numpy as np
import pytest
from scipy.stats import binomtest

from attrib.corpora import NLIExample
from attrib.errors import CorpusError
from attrib.evaluation import Measured, Table, compare_measured, compare_tables, measure_nli
from attrib.evaluation.comparison import BOOTSTRAP, MCNEMAR, Comparison, Difference, mcnemar
from attrib.evaluation.scores import Reading, f1, gold_items, ratio
from attrib.records import Entailment, Judgement, TextPair

CLOSE = pytest.approx


def shares(*right: int) -> Table:
    """One answer a group, right or not."""
    counts = np.array([[r, 1.0] for r in right])
    whole = Reading(lambda c: ratio(c[..., 0], c[..., 1]), items=lambda c: c[..., 1], is_share=True)
    return Table(counts, {"accuracy": whole})


def counted(*rows: tuple[int, int, int]) -> Table:
    return Table(np.array(rows, dtype=float), {"f1": Reading(f1, gold_items)})


def only(a: Table, b: Table, seed: int = 0) -> Difference:
    [difference] = compare_tables(a, b, seed=seed)
    return difference


def test_a_system_does_not_differ_from_itself() -> None:
    same = only(shares(1, 0, 1, 1), shares(1, 0, 1, 1))
    assert (same.difference, same.low, same.high, same.p) == (0, 0, 0, 1)
    assert not same.shown


def test_the_difference_is_b_minus_a() -> None:
    # A has 1 of 4 right, B 3 of 4.
    difference = only(shares(1, 0, 0, 0), shares(1, 1, 1, 0))
    assert (difference.a, difference.b) == (0.25, 0.75)
    assert difference.difference == CLOSE(0.5)


def test_mcnemar_counts_what_one_system_alone_has_right() -> None:
    # B alone is right 9 times, A alone once: 2 · (C(10,0) + C(10,1)) / 2^10 = 22 / 1024.
    a = np.array([1.0] + [0.0] * 9 + [1.0] * 5)
    b = np.array([0.0] + [1.0] * 9 + [1.0] * 5)
    assert mcnemar(a, b) == CLOSE(22 / 1024)
    assert mcnemar(a, b) == CLOSE(binomtest(1, 10).pvalue)


def test_mcnemar_without_a_difference_is_1() -> None:
    assert mcnemar(np.ones(3), np.ones(3)) == 1.0


def test_shares_are_tested_by_mcnemar_and_the_rest_by_the_bootstrap() -> None:
    assert only(shares(1, 0), shares(1, 1)).test == MCNEMAR
    assert only(counted((1, 0, 1)), counted((1, 0, 1))).test == BOOTSTRAP


def test_a_clear_difference_is_shown() -> None:
    worse = counted(*[(1, 3, 3)] * 20)
    better = counted(*[(4, 0, 0), (3, 1, 1)] * 10)
    difference = only(worse, better)
    # A: 2·20 / (2·20 + 120) = 0.25. B: tp 70, fp 10, fn 10: 140 / 160 = 0.875.
    assert (difference.a, difference.b) == (CLOSE(0.25), CLOSE(0.875))
    assert difference.low is not None and difference.low > 0.5
    assert difference.p == CLOSE(2 / 1001)
    assert difference.shown


def test_a_difference_that_chance_explains_is_not_shown() -> None:
    difference = only(shares(1, 0, 1, 0, 1, 0), shares(0, 1, 1, 0, 1, 1))
    assert difference.difference == CLOSE(1 / 6)
    assert not difference.shown


def test_pairing_makes_a_steady_gain_visible() -> None:
    # Articles differ much among themselves, but B has one more of 20 right in every one.
    rights = [1, 18, 3, 12, 7, 15, 2, 9, 17, 5]
    a = counted(*[(r, 0, 20 - r) for r in rights])
    b = counted(*[(r + 1, 0, 19 - r) for r in rights])
    difference = only(a, b)
    assert difference.shown
    whole = a.scores(seed=0)["f1"]
    assert whole.high is not None and difference.b is not None and difference.b < whole.high


def test_the_draws_are_those_of_the_scores() -> None:
    """Against a system with nothing right, the difference's interval is the score's own."""
    table = shares(1, 1, 0, 1, 0, 1, 1)
    difference, score = only(shares(*[0] * 7), table), table.scores(seed=0)["accuracy"]
    assert (difference.low, difference.high) == (score.low, score.high)


def test_an_undefined_score_has_no_difference() -> None:
    nothing = only(counted((0, 1, 0), (0, 0, 0)), counted((0, 0, 0), (0, 2, 0)))
    assert nothing.a is None and nothing.difference is None and nothing.p is None
    assert not nothing.shown


def test_one_group_alone_gives_no_interval() -> None:
    difference = only(counted((1, 1, 1)), counted((2, 0, 0)))
    assert difference.low is None and not difference.shown


def test_other_groups_are_refused() -> None:
    with pytest.raises(CorpusError, match="found 2 groups of A and 3 of B"):
        compare_tables(shares(1, 0), shares(1, 0, 1))


def test_each_system_s_counts_are_read_in_its_own_way() -> None:
    """The same counts in another order of columns are the same system."""
    a = shares(1, 0, 1)
    turned = Reading(lambda c: ratio(c[..., 1], c[..., 0]), lambda c: c[..., 0], is_share=True)
    assert only(a, Table(a.counts[:, ::-1], {"accuracy": turned})).difference == 0


def test_slices_are_compared_where_both_have_them() -> None:
    a = Measured(shares(1, 0), {"numbers": shares(1, 0), "short": shares(1)})
    b = Measured(shares(1, 1), {"numbers": shares(1, 1), "short": shares(1, 1)})
    whole, slices = compare_measured(a, b)
    assert whole[0].difference == CLOSE(0.5)
    assert set(slices) == {"numbers"}


def test_a_better_judge_is_told_from_one_that_guesses() -> None:
    labels = [*Entailment] * 20
    pairs = [NLIExample(TextPair(f"It was {n}.", "It was."), label, str(n))
             for n, label in enumerate(labels)]  # fmt: skip
    sure = {label: Judgement(**{o: 0.8 if o == label else 0.1 for o in Entailment})
            for label in Entailment}  # fmt: skip
    right = [sure[label] for label in labels]
    neutral = [sure[Entailment.NEUTRAL]] * len(labels)
    whole, _ = compare_measured(measure_nli(pairs, neutral), measure_nli(pairs, right))
    [accuracy] = [one for one in whole if one.score == "accuracy"]
    assert accuracy.difference == CLOSE(2 / 3)
    # All 40 pairs that are not neutral are right by B alone.
    assert accuracy.p == CLOSE(2 * 0.5**40)


def test_a_comparison_is_plain_json() -> None:
    whole = compare_tables(shares(1, 0, 1), shares(1, 1, 1))
    made = Comparison("nli", "a", "b", whole, {"numbers": whole}, {}, {"data": "pairs.jsonl"})
    row = made.to_dict()
    assert json.loads(json.dumps(row)) == row
    assert row["differences"][0]["shown"] is False


def test_swapping_the_systems_turns_the_sign() -> None:
    a, b = counted((1, 2, 3), (4, 0, 1), (2, 2, 2)), counted((2, 1, 2), (3, 1, 2), (4, 0, 0))
    there, back = only(a, b), only(b, a)
    assert there.difference is not None and back.difference is not None
    assert there.difference == CLOSE(-back.difference)
    assert there.low is not None and back.high is not None
    assert there.low == CLOSE(-back.high)
    assert there.p == back.p
