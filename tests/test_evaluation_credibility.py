"""Scores of truth discovery by hand, by scipy, under liars, and from other people's rows."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping

import numpy as np
import pytest
from scipy.stats import spearmanr

from attrib.corpora.truth import SourceClaim, TruthSet
from attrib.credibility import METHODS
from attrib.errors import AttribError, CorpusError, MissingExtraError
from attrib.evaluation.comparison import compare_measured
from attrib.evaluation.credibility.estimates import (
    SourceEstimate,
    TruthEstimate,
    applicable_methods,
    estimate_rows,
    estimate_truths,
    estimates_from_rows,
)
from attrib.evaluation.credibility.mistakes import mistakes_credibility
from attrib.evaluation.credibility.scores import (
    measure_credibility,
    score_credibility,
    scored_items,
    stress_test,
)
from attrib.evaluation.results import Curve, Evaluation, Point, Score

CLOSE = pytest.approx


def truth_set(truth: Mapping[str, str], *claims: str) -> TruthSet:
    """Read "source item value", one claim a line."""
    return TruthSet("set", tuple(SourceClaim(*claim.split()) for claim in claims), truth)


# Two say p of x, which is known; y ties; all say t of z, which is wrong; nobody speaks of v.
DOCKS = truth_set(
    {"x": "p", "y": "r", "z": "u", "v": "k"},
    *("A x p", "A y r", "A z t", "B x p", "B y s", "B z t", "C x q"),
)


def estimate(method: str = "mine", **values: Mapping[str, float]) -> TruthEstimate:
    return TruthEstimate(method, values, {})


def judged(**sources: SourceEstimate) -> TruthEstimate:
    return TruthEstimate("mine", {}, sources)


def graded(**right: int) -> TruthSet:
    """Let each source make ten claims, of which so many are right."""
    claims = [
        f"{source} i{n} {'right' if n < count else f'off{n}'}"
        for source, count in right.items()
        for n in range(10)
    ]
    return truth_set({f"i{n}": "right" for n in range(10)}, *claims)


def scored(data: TruthSet, *estimates: TruthEstimate, seed: int = 0) -> dict[str, Score]:
    return score_credibility(data, estimates, model="m", seed=seed).scores


# Answers


def test_the_greatest_weight_is_the_answer_and_ties_share_it() -> None:
    one = estimate(x={"p": 0.5, "q": 0.25}, y={"r": 1, "s": 1, "t": 0.5})
    assert one.answers("x") == ("p",)
    assert one.answers("y") == ("r", "s")
    assert one.answers("z") == ()


def test_majority_vote_gives_shares_and_intervals() -> None:
    found = estimate_truths(DOCKS, "majority_vote")
    assert found.values["x"] == CLOSE({"p": 2 / 3, "q": 1 / 3})
    # A has p, half of r, and t: Beta(1 + 2.5, 1 + 0.5).
    assert found.sources["A"].mean == CLOSE(3.5 / 5)
    assert found.sources["A"].low is not None and found.sources["A"].high is not None
    assert found.sources["A"].low < 3.5 / 5 < found.sources["A"].high


def test_a_method_without_accuracies_gives_its_trust_alone() -> None:
    # Of A's, B's and C's 3, 3 and 1 claims, B's and A's are alike to Sums.
    found = estimate_truths(DOCKS, "sums").sources
    assert found["A"] == SourceEstimate(1.0) == found["B"]
    assert found["C"].mean < 1 and found["C"].low is None


def test_labels_that_nobody_claims_have_no_weight() -> None:
    data = truth_set({"x": "0"}, "A x 0", "A y 1", "B x 0", "B y 0")
    assert estimate_truths(data, "majority_vote").values["x"] == {"0": 1.0}


def test_an_unknown_method_is_told_with_the_known_ones() -> None:
    with pytest.raises(AttribError, match="no method 'coin_toss'; expected one of majority_vote"):
        estimate_truths(DOCKS, "coin_toss")


def test_methods_that_need_shared_labels_are_left_out_where_there_are_none() -> None:
    assert set(METHODS) - set(applicable_methods(DOCKS)) == {"dawid_skene"}
    labelled = truth_set({"x": "0"}, "A x 0", "A y 1", "B x 1", "B y 0")
    assert applicable_methods(labelled) == tuple(METHODS)


# Accuracy


def test_accuracy_shares_ties_and_counts_items_without_answer() -> None:
    # x is right, y ties between two, z has no answer: 1.5 of 3.
    score = scored(DOCKS, estimate(x={"p": 1}, y={"r": 1, "s": 1}))["accuracy_mine"]
    assert score.value == CLOSE(0.5)
    assert score.n == 3


def test_the_baseline_is_majority_vote_s_accuracy() -> None:
    # x right, half of y, z wrong.
    score = scored(DOCKS, estimate(x={"q": 1}))["accuracy_mine"]
    assert score.value == 0
    assert score.baseline == CLOSE(1.5 / 3)
    ours = scored(DOCKS, estimate_truths(DOCKS, "majority_vote"))["accuracy_majority_vote"]
    assert ours.value == CLOSE(1.5 / 3)


def test_accuracy_has_the_interval_of_a_share() -> None:
    data = truth_set({f"i{n}": "right" for n in range(100)}, *(f"A i{n} right" for n in range(100)))
    half = {f"i{n}": {"right" if n % 2 else "wrong": 1.0} for n in range(100)}
    score = scored(data, estimate(**half))["accuracy_mine"]
    assert score.low is not None and score.high is not None
    # 1.96 · √(¼ / 100) = 0.098 to each side.
    assert (score.low, score.high) == CLOSE((0.402, 0.598), abs=0.015)


def test_items_that_nobody_speaks_of_are_left_out_and_said() -> None:
    assert scored_items(DOCKS) == ("x", "y", "z")
    notes = score_credibility(DOCKS, [estimate(x={"p": 1})], model="m").notes
    assert notes == (
        "nobody claims anything of 1 of 4 items with a known value, which are left out",
        "mine has no answer to 2 of 3 items, which count as wrong",
    )


def test_contested_and_agreed_items_are_slices() -> None:
    slices = score_credibility(DOCKS, [estimate(x={"p": 1}, z={"u": 1})], model="m").slices
    contested, agreed = (slices[name]["accuracy_mine"] for name in ("contested", "agreed"))
    assert (contested.value, contested.n, contested.baseline) == (0.5, 2, 0.75)
    assert (agreed.value, agreed.n, agreed.baseline) == (1.0, 1, 0.0)


def test_two_methods_are_compared_item_by_item() -> None:
    worse, better = estimate("a", x={"q": 1}, y={"r": 1}), estimate("b", x={"p": 1}, y={"r": 1})
    measured = [measure_credibility(DOCKS, [one]) for one in (worse, better)]
    [difference], _ = compare_measured(*measured)
    assert difference.score == "accuracy"
    assert difference.difference == CLOSE(1 / 3)


def test_many_methods_are_measured_by_name() -> None:
    both = [estimate("a", x={"q": 1}), estimate("b", x={"p": 1})]
    values = measure_credibility(DOCKS, both).whole.values()
    assert values == CLOSE({"accuracy_a": 0, "accuracy_b": 1 / 3})


def test_one_name_for_two_estimates_is_an_error() -> None:
    with pytest.raises(CorpusError, match="found 2 estimates by 'mine'; expected one a method"):
        scored(DOCKS, estimate(), estimate())


# Sources


def test_rank_correlation_is_spearman_s() -> None:
    right = {"A": 9, "B": 3, "C": 6, "D": 6, "E": 1}
    means = {"A": 4.0, "B": 2.0, "C": 2.0, "D": 3.0, "E": 2.5}
    found = judged(**{source: SourceEstimate(mean) for source, mean in means.items()})
    score = scored(graded(**right), found)["rank_correlation_mine"]
    assert score.value == CLOSE(spearmanr(list(means.values()), list(right.values())).statistic)
    assert score.n == 5
    assert score.low is not None and score.high is not None
    assert -1 <= score.low <= score.value <= score.high <= 1


def test_rank_correlation_s_interval_narrows_with_sources() -> None:
    rng = np.random.default_rng(0)
    widths = []
    for count in (10, 160):
        right = {f"S{n}": int(rng.integers(11)) for n in range(count)}
        noisy = {s: SourceEstimate(r + 3 * rng.standard_normal()) for s, r in right.items()}
        score = scored(graded(**right), judged(**noisy))["rank_correlation_mine"]
        assert score.low is not None and score.high is not None
        widths.append(score.high - score.low)
    assert widths[1] < widths[0] / 2  # a quarter by √n, but for the bounds at ±1


def test_the_baseline_is_majority_vote_s_correlation() -> None:
    data = graded(A=10, B=4, C=7, D=10, E=10)  # three outvote B and C, so agreement is accuracy
    ours = scored(data, estimate_truths(data, "majority_vote"))["rank_correlation_majority_vote"]
    theirs = scored(data, judged(A=SourceEstimate(1.0), B=SourceEstimate(2.0)))
    assert theirs["rank_correlation_mine"].value == CLOSE(-1)
    assert theirs["rank_correlation_mine"].baseline == ours.value == CLOSE(1)


def test_correlation_is_undefined_where_one_side_is_constant_or_alone() -> None:
    data = graded(A=9, B=3, C=6)
    alike = judged(A=SourceEstimate(0.5), B=SourceEstimate(0.5), C=SourceEstimate(0.5))
    for found, n in ((alike, 3), (judged(A=SourceEstimate(0.5)), 1)):
        score = scored(data, found)["rank_correlation_mine"]
        assert (score.value, score.low, score.high, score.n) == (None, None, None, n)


def test_sources_with_few_known_claims_are_left_out() -> None:
    few = [f"F i{n} right" for n in range(4)] + [f"F j{n} right" for n in range(9)]
    data = graded(A=9, B=3)
    data = TruthSet("set", (*data.claims, *(SourceClaim(*c.split()) for c in few)), data.truth)
    found = judged(A=SourceEstimate(3), B=SourceEstimate(2), F=SourceEstimate(1))
    assert scored(data, found)["rank_correlation_mine"].n == 2


def test_coverage_is_the_share_of_sources_inside_their_interval() -> None:
    # 0.9 and 0.3 lie inside (the ends count), 0.6 does not, and D has no interval.
    found = judged(
        A=SourceEstimate(0.8, 0.7, 1.0),
        B=SourceEstimate(0.2, 0.1, 0.3),
        C=SourceEstimate(0.2, 0.1, 0.3),
        D=SourceEstimate(0.2),
    )
    score = scored(graded(A=9, B=3, C=6, D=2), found)["interval_coverage_mine"]
    assert score.value == CLOSE(2 / 3)
    assert score.n == 3
    assert score.baseline is None


def test_methods_without_intervals_have_no_coverage() -> None:
    evaluation = score_credibility(DOCKS, [estimate_truths(DOCKS, "sums")], model="m")
    assert evaluation.scores.keys() == {"accuracy_sums", "rank_correlation_sums"}
    assert not [note for note in evaluation.notes if "interval" in note]


def test_correlation_says_which_extra_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.stats", None)
    with pytest.raises(MissingExtraError, match="'scipy'"):
        scored(graded(A=9, B=3), judged(A=SourceEstimate(1.0)))


def test_what_judges_sources_alone_has_no_accuracy() -> None:
    scores = scored(graded(A=9, B=3), judged(A=SourceEstimate(1.0), B=SourceEstimate(0.5)))
    assert scores.keys() == {"rank_correlation_mine"}


def test_the_evaluation_is_the_same_after_a_file() -> None:
    found = [estimate_truths(DOCKS, method) for method in applicable_methods(DOCKS)]
    stress = stress_test(DOCKS, ["majority_vote"], liars=[0, 2])
    evaluation = score_credibility(
        DOCKS, found, model="all", attrib_version="1", seed=3, stress=stress
    )
    row = json.loads(json.dumps(evaluation.to_dict(), allow_nan=False))
    assert Evaluation.from_dict(row) == evaluation
    assert (evaluation.task, evaluation.model, evaluation.n) == ("credibility", "all", 3)


# Liars


def heights(curve: Curve, method: str) -> list[float]:
    return [point.y for point in curve.lines[method]]


def test_liars_tell_the_wrong_value_that_most_tell() -> None:
    # x: 3 say p (known), 2 say r, 1 says q. One liar for r ties, so that half is left.
    data = truth_set({"x": "p"}, *("A x p", "B x p", "C x p", "D x r", "E x r", "F x q"))
    curve = stress_test(data, ["majority_vote"], liars=[0, 1, 2])
    assert heights(curve, "majority_vote") == [1, 0.5, 0]


def test_liars_take_another_label_where_all_agree() -> None:
    data = truth_set({"x": "1"}, "A x 1", "A y 0", "A z 0", "B x 1", "B y 0", "B w 1")
    curve = stress_test(data, ["majority_vote", "dawid_skene"], liars=[0, 3])
    assert heights(curve, "majority_vote") == [1, 0]
    assert heights(curve, "dawid_skene")[0] == 1


def test_liars_invent_a_value_where_nobody_errs() -> None:
    data = truth_set({"x": "p"}, "A x p", "B x p")
    assert heights(stress_test(data, ["majority_vote"], liars=[1, 2, 3]), "majority_vote") == [
        1,
        0.5,
        0,
    ]


def test_liars_leave_unclaimed_items_and_their_number_alone() -> None:
    [none, one] = stress_test(DOCKS, ["majority_vote"], liars=[0, 1]).lines["majority_vote"]
    assert (none.x, none.n) == (0, 3)
    assert (one.x, one.n) == (1, 3)
    # x ties now, y is lost, z was wrong before.
    assert (none.y, one.y) == CLOSE((1.5 / 3, 0.5 / 3))


def test_liars_have_names_that_no_source_has() -> None:
    # Were the liar taken for the source of that name, its lie would count once and x stay a tie.
    claims = SourceClaim("A", "x", "p"), SourceClaim("liar 1", "x", "q")
    curve = stress_test(TruthSet("set", claims, {"x": "p"}), ["majority_vote"], liars=[0, 1])
    assert heights(curve, "majority_vote") == [0.5, 0]


def test_truth_finder_believes_those_who_agree_before_majority_vote_does() -> None:
    """Eight items with five honest sources and three scattered errors each, and a few liars."""
    claims = [
        f"S{(3 * item + n) % 12} i{item} {'right' if n < 5 else f'off{n}'}"
        for item in range(8)
        for n in range(8)
    ]
    data = truth_set({f"i{item}": "right" for item in range(8)}, *claims)
    curve = stress_test(data, ["majority_vote", "truth_finder"], liars=[0, 3])
    assert heights(curve, "majority_vote") == [1, 1]
    assert heights(curve, "truth_finder") == [1, 0]


def test_a_score_is_read_where_there_are_most_liars() -> None:
    curve = Curve("t", "x", "y", {
        "majority_vote": (Point(0, 0.8), Point(10, 0.25, 0.2, 0.3, 40)),
        "mine": (Point(10, 0.5, 0.4, 0.6, 40), Point(0, 0.9)),
    })  # fmt: skip
    evaluation = score_credibility(DOCKS, [], model="m", stress=curve)
    assert evaluation.scores == {
        "accuracy_with_10_liars_majority_vote": Score(0.25, 0.2, 0.3, 40, 0.25),
        "accuracy_with_10_liars_mine": Score(0.5, 0.4, 0.6, 40, 0.25),
    }
    assert evaluation.curves == (curve,)


# Rows


def read(*rows: Mapping[str, object], method: str | None = None) -> list[TruthEstimate]:
    return estimates_from_rows(
        enumerate(rows, start=2), where="theirs/panel.csv", truth_set=DOCKS, method=method
    )


def test_estimates_are_the_same_after_rows() -> None:
    found = [estimate_truths(DOCKS, method) for method in ("majority_vote", "sums", "crh")]
    rows = [json.loads(json.dumps(row)) for one in found for row in estimate_rows(one)]
    assert read(*rows) == found


def test_rows_of_a_table_hold_text_and_empty_cells() -> None:
    empty = dict.fromkeys(
        ("method", "item", "value", "weight", "source", "mean", "low", "high"), ""
    )
    [found] = read(
        empty | {"item": "x", "value": "p", "weight": "0.75"},
        empty | {"item": "x", "value": "q"},
        empty | {"source": "A", "mean": "0.5", "low": "0.25", "high": "1"},
        empty | {"source": "B", "mean": "3"},
    )
    assert found == TruthEstimate(
        "panel",
        {"x": {"p": 0.75, "q": 1.0}},
        {"A": SourceEstimate(0.5, 0.25, 1.0), "B": SourceEstimate(3.0)},
    )


def test_rows_without_a_method_belong_to_the_one_given() -> None:
    found = read(
        {"item": "x", "value": "p"}, {"method": "b", "item": "x", "value": "q"}, method="a"
    )
    assert [one.method for one in found] == ["a", "b"]


def test_numbers_are_read_as_names_are_written() -> None:
    data = truth_set({"7": "12"}, "A 7 12")
    [found] = estimates_from_rows([(1, {"item": 7, "value": 12})], where="m.jsonl", truth_set=data)
    assert found.values == {"7": {"12": 1.0}}


def test_an_item_known_but_not_claimed_may_be_answered() -> None:
    [found] = read({"item": "v", "value": "k"})
    assert found.answers("v") == ("k",)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            {"item": "x", "value": "p", "note": "?"},
            "found the column 'note'; expected method, item",
        ),
        ({"item": "x"}, "found item in a row; expected method, item, value"),
        ({"item": "", "value": ""}, "found nothing in a row"),
        ({"item": "x", "value": "p", "source": "A", "mean": 1}, "found item, value, source, mean"),
        ({"source": "A", "low": 0, "high": 1}, "found source, low, high in a row"),
        ({"item": "dock", "value": "p"}, "item 'dock' is not in the truth set; .* its 4 items"),
        ({"source": "Z", "mean": 1}, "source 'Z' is not in the truth set; .* its 3 sources"),
        ({"item": "x", "value": "p", "weight": "much"}, "the weight is 'much'; expected a number"),
        ({"item": "x", "value": "p", "weight": -1}, "the weight is -1; expected 0 or more"),
        ({"source": "A", "mean": "nan"}, "the mean is 'nan'; expected a number"),
        ({"source": "A", "mean": 1, "low": 0}, "the interval goes from 0.0 to None"),
        ({"source": "A", "mean": 1, "low": 1, "high": 0}, "goes from 1.0 to 0.0; expected low"),
        ({"item": "x", "value": ["p"]}, r"found \['p'\]; expected text or a number"),
        ({"item": "x", "value": True}, "found True; expected text or a number"),
    ],
)
def test_rows_that_do_not_fit_are_told_with_their_line(
    row: Mapping[str, object], said: str
) -> None:
    with pytest.raises(CorpusError, match=rf"^theirs/panel\.csv:3: .*{said}"):
        read({"item": "x", "value": "z"}, row)


@pytest.mark.parametrize(
    "row", [{"item": "x", "value": "p", "weight": 0.5}, {"source": "A", "mean": 1}]
)
def test_a_row_that_stands_there_twice_is_an_error(row: Mapping[str, object]) -> None:
    with pytest.raises(CorpusError, match=r"panel\.csv:3: '[pA]' a second time"):
        read(row, row)


def test_no_rows_are_an_error() -> None:
    with pytest.raises(CorpusError, match=r"panel\.csv: found no rows"):
        read()


# Mistakes


def test_mistakes_are_what_is_not_answered_with_the_known_value_alone() -> None:
    found = mistakes_credibility(DOCKS, [estimate(x={"p": 1}, y={"r": 1, "s": 1}, z={"t": 1})])
    assert [mistake.to_dict() for mistake in found] == [
        {
            "method": "mine", "item": "y", "known": "r", "found": ["r", "s"],
            "for_known": 1, "for_found": 2,
        },
        {
            "method": "mine", "item": "z", "known": "u", "found": ["t"],
            "for_known": 0, "for_found": 2,
        },
    ]  # fmt: skip


def test_an_item_without_answer_is_a_mistake_and_unclaimed_ones_are_not() -> None:
    [y, z] = mistakes_credibility(DOCKS, [estimate(x={"p": 1})])
    assert (y.item, y.found, z.item, z.found) == ("y", (), "z", ())
