"""Scores of judges against numbers worked by hand, scikit-learn, and judges that know nothing."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import (
    accuracy_score,
    brier_score_loss,
    confusion_matrix,
    f1_score,
    precision_recall_fscore_support,
)

from attrib.corpora import NLIExample
from attrib.errors import CorpusError
from attrib.evaluation import Evaluation, Score, score_nli
from attrib.evaluation.nli.mistakes import NLIMistake, mistakes_nli
from attrib.evaluation.nli.scores import measure_nli
from attrib.evaluation.results import Confusion
from attrib.records import Entailment, Judgement, TextPair

E, N, C = Entailment.ENTAILMENT, Entailment.NEUTRAL, Entailment.CONTRADICTION
CLOSE = pytest.approx
BY_PROBABILITY = (
    "calibration_error",
    "brier_score",
    "accuracy_at_80",
    "accuracy_at_50",
    "area_under_coverage",
)


def example(
    label: Entailment, hypothesis: str = "The bridge stands.", other: Entailment | None = None
) -> NLIExample:
    return NLIExample(TextPair("Mora spoke in Tarn.", hypothesis), label, "g", other)


NOT_E = example(N, other=C)
NOT_C = example(N, other=E)


def sure(label: Entailment, confidence: float = 1.0) -> Judgement:
    rest = (1 - confidence) / 2
    return Judgement(**{str(name): confidence if name == label else rest for name in Entailment})


def judged(
    labels: Sequence[Entailment], judgements: Sequence[Judgement], seed: int = 0
) -> Evaluation:
    return score_nli([example(label) for label in labels], judgements, model="m", seed=seed)


def values(result: Evaluation) -> dict[str, float | None]:
    return {name: score.value for name, score in result.scores.items()}


def test_hand_worked_confusion() -> None:
    gold = [E, E, E, N, N, C]
    said = [E, E, C, N, E, C]
    scores = judged(gold, [sure(label) for label in said]).scores
    assert scores["accuracy"].value == CLOSE(4 / 6)
    assert scores["accuracy"].baseline == CLOSE(3 / 6)
    assert scores["f1_entailment"].value == CLOSE(2 / 3)  # tp 2, fp 1, fn 1
    assert scores["f1_neutral"].value == CLOSE(2 / 3)  # tp 1, fp 0, fn 1
    assert scores["f1_contradiction"].value == CLOSE(2 / 3)  # tp 1, fp 1, fn 0
    assert scores["macro_f1"].value == CLOSE(2 / 3)
    assert scores["macro_f1"].baseline == CLOSE((2 * 0.5 / 1.5) / 3)
    assert scores["f1_contradiction"].baseline == CLOSE(2 / 7)  # always: tp 1, fp 5
    assert [scores[f"f1_{label}"].n for label in Entailment] == [3, 2, 1]


def test_calibration_error_of_four_pairs() -> None:
    # Two at 0.7 in one bin, of which one right: gap 0.4 in sum. 0.9 right: 0.1. 0.5 wrong: 0.5.
    judgements = [sure(E, 0.7), sure(E, 0.7), sure(N, 0.9), sure(C, 0.5)]
    score = judged([E, C, N, E], judgements).scores["calibration_error"]
    assert score.value == CLOSE((0.4 + 0.1 + 0.5) / 4)
    assert score.baseline is None


def test_calibration_gaps_cancel_inside_a_bin_alone() -> None:
    together = judged([E, N, C], [sure(E, 0.61), sure(E, 0.62), sure(C, 0.65)])
    assert together.scores["calibration_error"].value == CLOSE(abs(2 - 1.88) / 3)
    apart = judged([E, N, C], [sure(E, 0.61), sure(E, 0.62), sure(C, 0.75)])
    assert apart.scores["calibration_error"].value == CLOSE((abs(1 - 1.23) + 0.25) / 3)


def test_almost_certain_and_right_has_almost_no_calibration_error() -> None:
    scores = judged([E, N, C], [sure(E, 0.99), sure(N, 0.99), sure(C, 0.99)]).scores
    assert scores["calibration_error"].value == CLOSE(0.01)
    # (1 − 0.99)² and twice (0.005)²
    assert scores["brier_score"].value == CLOSE(0.0001 + 2 * 0.000025)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([E, N, C]), st.sampled_from([E, N, C])), min_size=2))
def test_equals_scikit_learn(pairs: list[tuple[Entailment, Entailment]]) -> None:
    gold = [one for one, _ in pairs]
    present = [label for label in Entailment if label in gold]
    said = [two if len(present) != 2 or two in present else present[0] for _, two in pairs]
    scores = judged(gold, [sure(label) for label in said]).scores
    assert scores["accuracy"].value == CLOSE(accuracy_score(gold, said))
    macro = f1_score(gold, said, labels=present, average="macro", zero_division=0)
    assert scores["macro_f1"].value == CLOSE(macro)
    each = precision_recall_fscore_support(gold, said, labels=present, zero_division=0)[2]
    for label, value in zip(present, each, strict=True):
        assert scores[f"f1_{label}"].value == CLOSE(value)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([E, N, C]), st.sampled_from([E, N, C]), st.floats(0.4, 1)),
        min_size=1,
        max_size=30,
    )
)
def test_nli_scores_stay_in_bounds(rows: list[tuple[Entailment, Entailment, float]]) -> None:
    result = judged([gold for gold, _, _ in rows], [sure(said, p) for _, said, p in rows])
    for scores in (result.scores, *result.slices.values()):
        for name, score in scores.items():
            # Resampling biases the calibration error upwards, so it may lie below its interval;
            # macro F1 and the area are no single ratios and may leave it where pairs are few.
            inside = name not in ("calibration_error", "macro_f1", "area_under_coverage")
            assert_sound(score, most=2 if name == "brier_score" else 1, inside=inside)


def assert_sound(score: Score, *, most: float, inside: bool) -> None:
    if score.value is None:
        assert score.low is None and score.high is None
        return
    assert 0 <= score.value <= most + 1e-9
    if score.low is None or score.high is None:
        return
    assert -1e-9 <= score.low <= score.high <= most + 1e-9
    if inside:
        assert score.low - 1e-9 <= score.value <= score.high + 1e-9


def test_data_of_two_labels_leave_the_third_out() -> None:
    judgement = Judgement(entailment=0.3, neutral=0.6, contradiction=0.1)
    result = judged([E, C, C, E], [judgement] * 4)
    assert result.scores["accuracy"].value == 0.5
    assert result.scores["f1_entailment"].value == CLOSE(2 / 3)
    assert result.scores["f1_neutral"] == Score(None, None, None, 0, None)
    assert result.scores["calibration_error"].value == CLOSE(0.75 - 0.5)  # 0.3 / (0.3 + 0.1)
    assert result.scores["brier_score"].value == CLOSE((2 * 0.25**2 + 2 * 0.75**2) / 2)
    assert result.scores["macro_f1"].value == CLOSE(1 / 3)
    assert result.confusions[0].rows == ("entailment", "contradiction")
    assert "entailment and contradiction alone" in result.notes[0]


def test_all_weight_on_the_label_left_out_is_a_tie() -> None:
    result = judged([E, C, C], [sure(N), sure(N), sure(N, 0.98)])
    assert result.scores["accuracy"].value == CLOSE(2 / 3)  # a tie, which contradiction takes
    assert result.scores["calibration_error"].value == CLOSE(2 / 3 - 0.5)


def test_one_way_data_keep_every_label() -> None:
    result = judged([C, C], [sure(C, 0.9), sure(N, 0.9)])
    assert result.scores["accuracy"].value == 0.5
    assert result.notes == ()


def test_a_tie_is_always_neutral() -> None:
    third = 1 / 3
    uniform = judged([E, N, C, C], [Judgement(third, third, third)] * 4).scores
    neutral = judged([E, N, C, C], [sure(N)] * 4).scores
    assert uniform["accuracy"] == neutral["accuracy"]
    assert uniform["accuracy"].value == 0.25
    assert uniform["f1_contradiction"].value == 0
    assert judged([C, E, N], [Judgement(0.5, 0.0, 0.5)] * 3).scores["accuracy"].value == CLOSE(
        1 / 3
    )


def test_a_judge_with_permuted_labels_scores_nothing() -> None:
    turned = {E: N, N: C, C: E}
    gold = [E, N, C] * 5
    scores = judged(gold, [sure(turned[label], 0.94) for label in gold]).scores
    assert scores["accuracy"] == Score(0, 0, 0, 15, 1 / 3)
    assert scores["accuracy_at_50"].value == scores["area_under_coverage"].value == 0
    assert scores["calibration_error"].value == CLOSE(0.94)
    # 0.94² for what was said, 0.97² for the gold, 0.03² for the third
    assert scores["brier_score"].value == CLOSE(0.94**2 + 0.97**2 + 0.03**2)


def test_a_judge_that_says_neutral_alone_scores_the_share_of_neutral() -> None:
    scores = judged([N, N, E, C, C], [sure(N, 0.7)] * 5).scores
    assert scores["accuracy"].value == CLOSE(2 / 5)
    assert scores["accuracy_at_50"].value == CLOSE(2 / 5)
    assert scores["f1_neutral"].value == CLOSE(4 / 7)
    assert scores["f1_neutral"].baseline == CLOSE(4 / 7)
    assert scores["f1_entailment"].value == scores["f1_contradiction"].value == 0
    assert scores["macro_f1"].value == CLOSE(4 / 21)
    assert scores["macro_f1"].baseline == CLOSE(4 / 21)
    assert scores["calibration_error"].value == CLOSE(0.7 - 2 / 5)


def test_a_random_judge_scores_a_third() -> None:
    rng = random.Random(4)
    gold = [E, N, C] * 400
    score = judged(gold, [sure(rng.choice([E, N, C])) for _ in gold]).scores["accuracy"]
    assert score.low is not None and score.high is not None
    assert score.low < 1 / 3 < score.high
    assert score.high - score.low < 0.06


def test_the_order_of_pairs_is_kept() -> None:
    gold = [E, N, C, C]
    right = judged(gold, [sure(label) for label in gold]).scores["accuracy"].value
    wrong = judged(gold, [sure(label) for label in reversed(gold)]).scores["accuracy"].value
    assert (right, wrong) == (1, 0)


def test_slices_hold_the_scores_of_their_pairs() -> None:
    examples = [
        example(C, "No boat left the pier."),
        example(E, "Two boats left the pier."),
        example(C, "Mora didn't count 40 boats."),
        example(N, "The pier is notable."),
    ]
    said = [sure(C, 0.9), sure(N, 0.9), sure(C, 0.9), sure(N, 0.9)]
    slices = score_nli(examples, said, model="m").slices
    assert {len(scores) for scores in slices.values()} == {6}
    assert not set(BY_PROBABILITY[1:]) & slices["negation"].keys()
    assert slices["negation"]["accuracy"].value == 1
    assert slices["negation"]["accuracy"].baseline == 1
    assert slices["no negation"]["accuracy"].value == 0.5
    assert slices["no negation"]["calibration_error"].value == CLOSE(0.9 - 0.5)
    assert slices["number"]["f1_neutral"].value is None


def test_a_column_gives_a_slice_for_each_value_and_a_note_where_there_are_many() -> None:
    examples = [
        NLIExample(TextPair("Mora spoke.", "She did."), E, "g", columns={"town": f"t{n:02}"})
        for n in range(40)
    ]
    result = score_nli(examples, [sure(E, 0.9)] * 40, model="m")
    assert result.slices["town: t07"]["accuracy"] == Score(1, None, None, 1, 1)
    assert result.notes == ("town has 40 values; the 30 most frequent are slices",)


def test_nothing_to_judge_is_none() -> None:
    result = judged([], [])
    assert result.n == 0
    for score in result.scores.values():
        assert score == Score(None, None, None, 0, None)


def test_one_pair_has_no_interval() -> None:
    assert judged([E], [sure(E)]).scores["accuracy"] == Score(1, None, None, 1, 1)


@pytest.mark.parametrize(
    "judgement",
    [Judgement(0.2, 0.2, 0.2), Judgement(-0.5, 0.5, 1.0), Judgement(float("nan"), 0.5, 0.5)],
)
def test_what_is_no_probability_is_refused(judgement: Judgement) -> None:
    with pytest.raises(CorpusError, match="judgement 2 is .*sum to 1"):
        judged([E, N], [sure(E), judgement])


def test_missing_judgements_are_refused() -> None:
    with pytest.raises(CorpusError, match="found 1 judgements for 2 pairs"):
        judged([E, N], [sure(E)])


def test_the_same_seed_gives_the_same_interval() -> None:
    rng = random.Random(1)
    gold = [rng.choice([E, N, C]) for _ in range(60)]
    said = [sure(rng.choice([E, N, C])) for _ in gold]
    assert judged(gold, said, seed=7) == judged(gold, said, seed=7)
    assert judged(gold, said, seed=7) != judged(gold, said, seed=8)


def test_the_confusion_matrix_has_gold_rows_and_answered_columns() -> None:
    gold = [E, E, N, C, C, C]
    said = [E, C, N, N, N, C]
    names = ("entailment", "neutral", "contradiction")
    [confusion] = judged(gold, [sure(label, 0.8) for label in said]).confusions
    assert (confusion.rows, confusion.columns) == (names, names)
    assert confusion.counts == ((1, 0, 1), (0, 1, 0), (0, 2, 1))
    theirs = confusion_matrix(gold, said, labels=list(names)).tolist()
    assert [list(row) for row in confusion.counts] == theirs


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([E, N, C]), st.sampled_from([E, N, C]), st.floats(0.4, 0.99)),
        min_size=1,
        max_size=12,
    )
)
def test_brier_equals_scikit_learn(rows: list[tuple[Entailment, Entailment, float]]) -> None:
    examples = [example(label) for label in (E, N, C)] + [example(gold) for gold, _, _ in rows]
    judgements = [sure(N, 0.5)] * 3 + [sure(said, p) for _, said, p in rows]
    gold = [example.label for example in examples]
    table = [[getattr(one, label) for label in sorted(Entailment)] for one in judgements]
    theirs = brier_score_loss(gold, table, labels=sorted(Entailment), scale_by_half=False)
    ours = score_nli(examples, judgements, model="m").scores["brier_score"]
    assert ours.value == CLOSE(theirs)


def test_the_baseline_of_the_brier_score_states_the_shares() -> None:
    # Shares ½, ¼, ¼ for every pair: ½ · (½² + 2 · ¼²) + ½ · (¾² + ½² + ¼²) = 1 − (¼ + 2/16)
    score = judged([E, E, N, C], [sure(E, 0.8)] * 4).scores["brier_score"]
    assert score.baseline == CLOSE(0.625)
    shares = judged([E, E, N, C], [Judgement(0.5, 0.25, 0.25)] * 4).scores["brier_score"]
    assert shares.value == CLOSE(0.625)


# Labels that may be either of two


def test_hand_worked_scores_of_two_way_labels() -> None:
    examples = [example(E), NOT_E, NOT_E, example(E)]
    judgements = [
        Judgement(0.6, 0.1, 0.3),  # entailment at 0.6, right
        Judgement(0.4, 0.3, 0.3),  # not entailment at 0.6, right, though entailment leads the three
        Judgement(0.7, 0.2, 0.1),  # entailment at 0.7, wrong
        Judgement(0.1, 0.8, 0.1),  # not entailment at 0.9, wrong
    ]
    result = score_nli(examples, judgements, model="m")
    scores = result.scores
    assert tuple(scores) == (
        "accuracy", "macro_f1", "f1_entailment", "f1_not_entailment", *BY_PROBABILITY
    )  # fmt: skip
    assert scores["accuracy"].value == scores["macro_f1"].value == 0.5
    assert scores["f1_entailment"] == scores["f1_not_entailment"]  # tp 1, fp 1, fn 1
    assert scores["f1_entailment"].value == 0.5
    assert scores["calibration_error"].value == CLOSE((2 * 0.4 + 0.7 + 0.9) / 4)
    # Both columns err alike: 2 · (0.4² + 0.4² + 0.7² + 0.9²) / 4
    assert scores["brier_score"].value == CLOSE(0.81)
    assert scores["brier_score"].baseline == CLOSE(0.5)
    assert result.confusions == (
        Confusion(
            "Gold labels (rows) and answers (columns)",
            ("entailment", "not_entailment"),
            ("entailment", "not_entailment"),
            ((1, 1), (1, 1)),
        ),
    )
    assert result.notes == (
        "the data do not tell neutral from contradiction, so both count as not_entailment",
    )


def test_what_does_not_contradict_is_a_label_too() -> None:
    said = [Judgement(0.4, 0.3, 0.3), Judgement(0.3, 0.3, 0.4)]
    result = score_nli([NOT_C, example(C)], said, model="m")
    assert result.scores["accuracy"].value == 0.5  # 0.4 for contradiction is less than 0.6
    assert result.scores["f1_not_contradiction"].value == CLOSE(2 / 3)
    assert "do not tell entailment from neutral" in result.notes[0]


def test_plain_labels_join_the_two_way_ones() -> None:
    said = [sure(E, 0.8), sure(N, 0.8), sure(C, 0.8), sure(E, 0.8)]
    mixed = score_nli([example(E), example(C), example(N), NOT_E], said, model="m")
    merged = score_nli([example(E), NOT_E, NOT_E, NOT_E], said, model="m")
    assert mixed == merged
    # Neutral for a contradiction is no mistake here, as neither set tells them apart.
    assert mixed.scores["accuracy"].value == 0.75


def test_labels_open_in_different_ways_are_refused() -> None:
    examples = [example(E), NOT_E, NOT_E, NOT_C]
    with pytest.raises(CorpusError, match="2 not_entailment and 1 not_contradiction; expected"):
        score_nli(examples, [sure(E, 0.8)] * 4, model="m")


def test_a_tie_of_two_way_labels_goes_to_the_one_with_neutral() -> None:
    even = Judgement(entailment=0.5, neutral=0.3, contradiction=0.2)
    assert values(score_nli([example(E), NOT_E], [even] * 2, model="m"))["accuracy"] == 0.5
    [mistake] = mistakes_nli([example(E), NOT_E], [even] * 2)
    assert mistake.found == "not_entailment"
    even = Judgement(entailment=0.2, neutral=0.3, contradiction=0.5)
    [mistake] = mistakes_nli([example(C), NOT_C], [even] * 2)
    assert mistake.found == "not_contradiction"


def test_a_two_way_judge_with_permuted_labels_scores_nothing() -> None:
    examples = [example(E), NOT_E] * 6
    said = [sure(N if one.other is None else E, 0.94) for one in examples]
    scores = score_nli(examples, said, model="m").scores
    assert scores["accuracy"] == Score(0, 0, 0, 12, 0.5)
    assert scores["f1_entailment"].value == scores["f1_not_entailment"].value == 0


def test_a_two_way_judge_that_says_neutral_alone_scores_the_share_of_what_does_not_follow() -> None:
    scores = score_nli([example(E), NOT_E, NOT_E], [sure(N, 0.8)] * 3, model="m").scores
    assert scores["accuracy"].value == scores["accuracy"].baseline == CLOSE(2 / 3)
    assert scores["f1_entailment"].value == 0
    assert scores["f1_not_entailment"].value == CLOSE(4 / 5)


def test_a_random_three_way_judge_on_two_way_labels() -> None:
    # One in three says entailment: ½ · 1/3 + ½ · 2/3 = ½ of evenly mixed pairs are right.
    rng = random.Random(5)
    examples = [example(E), NOT_E] * 500
    said = [sure(rng.choice([E, N, C]), 0.9) for _ in examples]
    scores = score_nli(examples, said, model="m").scores
    assert scores["accuracy"].value == CLOSE(0.5, abs=0.05)
    # Recall 1/3 and precision 1/2 of entailment: F1 0.4.
    assert scores["f1_entailment"].value == CLOSE(0.4, abs=0.05)


# Labels without probabilities


def test_labels_alone_leave_what_rests_on_probabilities_undefined() -> None:
    result = judged([E, N, C], [sure(E), sure(N), sure(N)])
    assert result.scores["accuracy"].value == CLOSE(2 / 3)
    for name in BY_PROBABILITY:
        assert result.scores[name] == Score(None, None, None, 0, None)
    assert result.slices["no number"]["calibration_error"].value is None
    assert result.curves == ()
    assert result.notes == ("labels without probabilities: calibration and coverage are undefined",)


def test_a_label_that_may_be_either_of_two_is_a_label_alone() -> None:
    result = judged([E, N, C], [sure(E), Judgement(0, 0.5, 0.5), sure(C)])
    assert result.scores["accuracy"].value == 1
    assert result.scores["brier_score"].value is None


def test_a_single_probability_is_enough_to_score_them() -> None:
    result = judged([E, N, C], [sure(E), sure(N), sure(C, 0.9)])
    assert result.scores["calibration_error"].value == CLOSE(0.1 / 3)
    assert len(result.curves) == 2


# Curves, the baseline beside and what is compared


def test_curves_are_drawn_under_the_name_of_the_model() -> None:
    result = judged([E, N, C, C], [sure(E, 0.9), sure(N, 0.9), sure(E, 0.6), sure(C, 0.6)])
    reliability, coverage = result.curves
    assert reliability.diagonal and not coverage.diagonal
    assert [(p.x, p.y, p.n) for p in reliability.lines["m"]] == [
        (CLOSE(0.6), 0.5, 2),
        (CLOSE(0.9), 1, 2),
    ]
    assert [p.y for p in coverage.lines["m"]][9::10] == [1, CLOSE(0.75)]
    # All answers together have the accuracy, and its interval.
    accuracy, last = result.scores["accuracy"], coverage.lines["m"][-1]
    assert (last.x, last.n) == (1, 4)
    assert (last.low, last.high) == (CLOSE(accuracy.low), CLOSE(accuracy.high))


def tellable(count: int) -> list[NLIExample]:
    """Pairs whose hypothesis gives their label away, each premise with every label."""
    words = {E: "Someone spoke.", N: "Mora spoke because she was sad.", C: "Nobody spoke."}
    return [
        NLIExample(TextPair(f"Mora spoke on day {n}.", words[label]), label, f"g{n}")
        for n in range(count)
        for label in Entailment
    ]


def test_the_hypothesis_only_baseline_stands_beside() -> None:
    examples = tellable(20)
    result = score_nli(examples, [sure(N, 0.8)] * 60, model="m")
    beside = result.beside["hypothesis only"]
    assert tuple(beside) == (
        "accuracy", "macro_f1", "f1_entailment", "f1_neutral", "f1_contradiction"
    )  # fmt: skip
    assert beside["accuracy"] == Score(1, 1, 1, 60, CLOSE(1 / 3))
    without = score_nli(examples, [sure(N, 0.8)] * 60, model="m", hypothesis_only=False)
    assert without.beside == {}
    assert without.scores == result.scores


def test_the_hypothesis_only_baseline_reads_two_way_labels() -> None:
    examples = [
        NLIExample(one.pair, N, one.group, C) if one.label is N else one for one in tellable(20)
    ]
    beside = score_nli(examples, [sure(N, 0.8)] * 60, model="m").beside["hypothesis only"]
    assert beside["f1_not_entailment"] == Score(1, 1, 1, 40, CLOSE(0.8))


def test_too_few_pairs_have_no_hypothesis_only_baseline() -> None:
    assert judged([E, N, C], [sure(E, 0.8)] * 3).beside == {}


def test_two_judges_are_counted_pair_by_pair() -> None:
    examples = [example(E), example(N), example(C, "No boat left.")]
    one = measure_nli(examples, [sure(E, 0.9), sure(C, 0.9), sure(C, 0.9)])
    two = measure_nli(examples, [sure(E), sure(N), sure(E)])
    assert one.whole.readings.keys() == two.whole.readings.keys()
    accuracy = one.whole.readings["accuracy"]
    assert accuracy.is_share
    assert accuracy.value(one.whole.counts).tolist() == [1, 0, 1]
    assert two.whole.readings["accuracy"].value(two.whole.counts).tolist() == [1, 1, 0]
    assert len(one.slices["negation"].counts) == len(two.slices["negation"].counts) == 1
    assert one.whole.values() == values(
        score_nli(examples, [sure(E, 0.9), sure(C, 0.9), sure(C, 0.9)], model="m")
    )


# Mistakes


def test_mistakes_are_listed_surest_first() -> None:
    examples = [example(E, "One."), example(N, "Two."), example(C, "Three."), example(C, "Four.")]
    judgements = [sure(N, 0.6), sure(N, 0.9), sure(E, 0.8), sure(E, 0.6)]
    mistakes = mistakes_nli(examples, judgements)
    assert [(m.hypothesis, m.gold, m.found, m.confidence) for m in mistakes] == [
        ("Three.", "contradiction", "entailment", CLOSE(0.8)),
        ("One.", "entailment", "neutral", CLOSE(0.6)),
        ("Four.", "contradiction", "entailment", CLOSE(0.6)),
    ]


def test_a_mistake_is_a_row() -> None:
    [mistake] = mistakes_nli([NOT_E], [sure(E, 0.94)])
    assert mistake == NLIMistake(
        "Mora spoke in Tarn.", "The bridge stands.", "not_entailment", "entailment", CLOSE(0.94)
    )
    assert mistake.to_dict() == {
        "premise": "Mora spoke in Tarn.",
        "hypothesis": "The bridge stands.",
        "gold": "not_entailment",
        "found": "entailment",
        "confidence": CLOSE(0.94),
    }


def test_there_are_as_many_mistakes_as_the_accuracy_says() -> None:
    rng = random.Random(2)
    examples = [example(rng.choice([E, N, C])) for _ in range(40)]
    said = [sure(rng.choice([E, N, C]), rng.uniform(0.4, 1)) for _ in examples]
    accuracy = score_nli(examples, said, model="m").scores["accuracy"].value
    assert accuracy == CLOSE(1 - len(mistakes_nli(examples, said)) / 40)
