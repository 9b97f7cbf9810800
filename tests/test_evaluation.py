"""Scores against numbers worked by hand, scikit-learn, and judges that know nothing."""

from __future__ import annotations

import dataclasses
import json
import math
import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import (  # type: ignore[import-untyped]
    accuracy_score,
    f1_score,
    precision_recall_fscore_support,
)

import attrib.evaluation
from attrib.corpora import AnnotatedArticle, NLIExample
from attrib.errors import CorpusError
from attrib.evaluation import (
    Counts,
    Evaluation,
    Score,
    find_attributions_by_rules,
    score_attributions,
    score_nli,
)
from attrib.evaluation.attribution import SLICES
from attrib.evaluation.matching import match, overlap
from attrib.evaluation.quotations import Form, quotation_form
from attrib.evaluation.scores import add_up, ratio
from attrib.records import Article, Attribution, Entailment, Judgement, Span, TextPair

E, N, C = Entailment.ENTAILMENT, Entailment.NEUTRAL, Entailment.CONTRADICTION
CLOSE = pytest.approx


def spans(*bounds: tuple[int, int]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in bounds)


def attribution(
    content: Sequence[tuple[int, int]],
    source: Sequence[tuple[int, int]] = (),
    cue: Sequence[tuple[int, int]] = (),
) -> Attribution:
    return Attribution("A", spans(*source), spans(*cue), spans(*content))


def annotated(*gold: Attribution, id: str = "one", text: str = "x" * 400) -> AnnotatedArticle:
    return AnnotatedArticle(Article(id=id, text=text, sentences=()), gold, {}, {}, ())


def scored(gold: Sequence[Attribution], found: Sequence[Attribution]) -> Evaluation:
    return score_attributions([annotated(*gold)], {"one": found}, model="m")


def example(label: Entailment, hypothesis: str = "The bridge stands.") -> NLIExample:
    return NLIExample(TextPair("Mora spoke in Tarn.", hypothesis), label, "g")


def sure(label: Entailment, confidence: float = 1.0) -> Judgement:
    rest = (1 - confidence) / 2
    return Judgement(**{str(name): confidence if name == label else rest for name in Entailment})


def judged(
    labels: Sequence[Entailment], judgements: Sequence[Judgement], seed: int = 0
) -> Evaluation:
    return score_nli([example(label) for label in labels], judgements, model="m", seed=seed)


# Counts and resampling


def test_counts_add_up_and_are_none_where_empty() -> None:
    counts = Counts(3, 1, 2) + Counts(1, 1, 0)
    assert counts == Counts(4, 2, 2)
    assert counts.precision == CLOSE(4 / 6)
    assert counts.recall == CLOSE(4 / 6)
    assert counts.f1 == CLOSE(8 / 12)
    assert Counts().precision is Counts().recall is Counts().f1 is None
    assert Counts(fp=2).precision == 0
    assert Counts(fp=2).f1 is None
    assert Counts(fn=2).f1 == 0


def test_interval_has_the_width_of_a_binomial() -> None:
    sums = add_up(np.repeat([[1.0, 1.0], [0.0, 1.0]], 200, axis=0), seed=3)
    score = sums.score(lambda counts: ratio(counts[..., 0], counts[..., 1]), n=400, baseline=None)
    assert score.low is not None and score.high is not None
    assert score.value == 0.5
    assert score.high - score.low == CLOSE(2 * 1.96 * math.sqrt(0.25 / 400), rel=0.1)


def test_resampling_is_over_whole_groups() -> None:
    # Ten counts each in two groups: with replacement either is drawn 0, 1 or 2 times.
    sums = add_up(np.array([[10.0, 10.0], [0.0, 10.0]]), seed=0)
    assert {tuple(row) for row in sums.resampled} == {(0, 20), (10, 20), (20, 20)}


def test_large_tables_are_resampled_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    table = np.arange(30.0).reshape(10, 3)
    whole = add_up(table, seed=5)
    monkeypatch.setattr("attrib.evaluation.scores.DRAWS_AT_ONCE", 70)
    parts = add_up(table, seed=5)
    assert whole.resampled.shape == parts.resampled.shape == (1000, 3)
    np.testing.assert_array_equal(whole.resampled, parts.resampled)


# NLI


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


def test_certain_and_right_has_no_calibration_error() -> None:
    score = judged([E, N, C], [sure(E), sure(N), sure(C)]).scores["calibration_error"]
    assert score.value == 0


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


def test_labels_that_may_be_either_of_two_are_not_scored() -> None:
    pair = TextPair("The gate was shut.", "It opened.")
    examples = [NLIExample(pair, E, "g"), NLIExample(pair, N, "g", other=C)]
    with pytest.raises(CorpusError, match="found 1 of 2 labels that may be either of two"):
        score_nli(examples, [Judgement(0.2, 0.3, 0.5)] * 2, model="m")


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
            # macro F1 is no single ratio and may leave it where a label is rare.
            assert_sound(score, inside=name not in ("calibration_error", "macro_f1"))


def assert_sound(score: Score, *, inside: bool) -> None:
    if score.value is None:
        assert score.low is None and score.high is None
        return
    assert 0 <= score.value <= 1 + 1e-9
    if score.low is None or score.high is None:
        return
    assert -1e-9 <= score.low <= score.high <= 1 + 1e-9
    if inside:
        assert score.low - 1e-9 <= score.value <= score.high + 1e-9


def test_two_way_data_leave_the_third_label_out() -> None:
    judgement = Judgement(entailment=0.3, neutral=0.6, contradiction=0.1)
    result = judged([E, C, C, E], [judgement] * 4)
    assert result.scores["accuracy"].value == 0.5
    assert result.scores["f1_entailment"].value == CLOSE(2 / 3)
    assert result.scores["f1_neutral"] == Score(None, None, None, 0, None)
    assert result.scores["calibration_error"].value == CLOSE(0.75 - 0.5)  # 0.3 / (0.3 + 0.1)
    assert result.scores["macro_f1"].value == CLOSE(1 / 3)
    assert result.versions["labels"] == "entailment, contradiction"


def test_two_way_data_with_all_weight_on_the_third_label() -> None:
    result = judged([E, C, C], [sure(N)] * 3)
    assert result.scores["accuracy"].value == CLOSE(2 / 3)  # a tie, which contradiction takes
    assert result.scores["calibration_error"].value == CLOSE(2 / 3 - 0.5)


def test_one_way_data_keep_every_label() -> None:
    result = judged([C, C], [sure(C), sure(N)])
    assert result.scores["accuracy"].value == 0.5
    assert result.versions["labels"] == "entailment, neutral, contradiction"


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
    result = judged(gold, [sure(turned[label]) for label in gold])
    assert result.scores["accuracy"] == Score(0, 0, 0, 15, 1 / 3)
    assert result.scores["calibration_error"].value == 1


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


def test_slices_are_read_from_the_texts() -> None:
    examples = [
        example(C, "No boat left the pier."),
        example(E, "Two boats left the pier."),
        example(N, "Mora didn't count 40 boats."),
        example(N, "The pier is notable."),
    ]
    result = score_nli(examples, [sure(C), sure(N), sure(N), sure(N)], model="m")
    sizes = {name: scores["accuracy"].n for name, scores in result.slices.items()}
    assert sizes == {"negation": 2, "no negation": 2, "number": 2, "no number": 2}
    assert result.slices["negation"]["accuracy"].value == 1
    assert result.slices["no negation"]["accuracy"].value == 0.5
    assert result.slices["number"]["f1_contradiction"].value is None


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


# Overlap and matching


def test_overlap_counts_characters_of_discontinuous_spans() -> None:
    found = overlap([spans((0, 10), (20, 30))], [spans((5, 25)), spans((10, 20))])
    assert found.shared.tolist() == [[10, 0]]
    assert found.union.tolist() == [[30, 30]]
    assert found.iou.tolist() == [[CLOSE(1 / 3), 0]]
    assert found.coverage == Counts(tp=10, fp=10, fn=10)


def test_overlapping_spans_of_one_row_count_once() -> None:
    assert overlap([spans((0, 10), (5, 12))], [spans((0, 12))]).iou.tolist() == [[1]]


@settings(deadline=None)
@given(
    st.lists(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=3), max_size=4),
    st.lists(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=3), max_size=4),
)
def test_overlap_equals_sets_of_characters(
    gold: list[list[tuple[int, int]]], found: list[list[tuple[int, int]]]
) -> None:
    def sets(rows: list[list[tuple[int, int]]]) -> list[set[int]]:
        return [{i for start, length in row for i in range(start, start + length)} for row in rows]

    def rows(rows: list[list[tuple[int, int]]]) -> list[tuple[Span, ...]]:
        return [tuple(Span(start, start + length) for start, length in row) for row in rows]

    result = overlap(rows(gold), rows(found))
    assert result.shared.tolist() == [[len(a & b) for b in sets(found)] for a in sets(gold)]
    assert result.union.tolist() == [[len(a | b) for b in sets(found)] for a in sets(gold)]
    ours, theirs = set().union(*sets(gold)), set().union(*sets(found))
    assert result.coverage == Counts(len(ours & theirs), len(theirs - ours), len(ours - theirs))


def test_matching_finds_as_many_pairs_as_can_be() -> None:
    # Greedy takes the 0.9 and leaves nothing for the second row.
    preference = np.array([[0.9, 0.5], [0.4, 0.0]])
    assert sorted(match(preference > 0.3, preference)) == [(0, 1), (1, 0)]


def test_matching_prefers_the_greater_overlap_among_equal_counts() -> None:
    preference = np.array([[0.6, 0.9], [0.9, 0.6]])
    assert sorted(match(preference > 0, preference)) == [(0, 1), (1, 0)]
    assert match(preference > 1, preference) == []


# Attribution


def test_perfect_attributions_score_one() -> None:
    gold = [
        attribution([(0, 40)], [(50, 60)], [(42, 46)]),
        attribution([(100, 140), (160, 180)], [(190, 200)], [(182, 188)]),
    ]
    scores = scored(gold, gold).scores
    for name, score in scores.items():
        if name == "denial_cue_recall":
            assert score.value is None and score.n == 0
        else:
            assert score.value == 1, name
    assert scores["content_character_f1"].n == 100


def test_finding_nothing_has_no_precision() -> None:
    scores = scored([attribution([(0, 40)], [(50, 60)], [(42, 46)])], []).scores
    assert scores["lenient_precision"] == Score(None, None, None, 0, None)
    assert scores["lenient_recall"].value == 0
    assert scores["lenient_f1"].value == scores["cue_f1"].value == 0


def test_empty_gold_has_no_recall_and_no_f1() -> None:
    scores = scored([], [attribution([(0, 40)])]).scores
    assert scores["lenient_precision"].value == 0
    for name in ("lenient_recall", "lenient_f1", "cue_f1", "content_character_f1"):
        assert scores[name].value is None


def test_no_articles_is_none_throughout() -> None:
    result = score_attributions([], {}, model="m")
    assert result.n == 0
    assert all(score == Score(None, None, None, 0, None) for score in result.scores.values())


def test_lenient_at_exactly_the_threshold() -> None:
    gold = [attribution([(0, 100)])]
    assert scored(gold, [attribution([(0, 30)])]).scores["lenient_f1"].value == 1
    assert scored(gold, [attribution([(0, 29)])]).scores["lenient_f1"].value == 0
    assert scored(gold, [attribution([(0, 80)])]).scores["strict_f1"].value == 1
    assert scored(gold, [attribution([(0, 79)])]).scores["strict_f1"].value == 0


def test_strict_source_at_exactly_the_threshold() -> None:
    gold = [attribution([(0, 100)], [(200, 210)])]
    half = scored(gold, [attribution([(0, 100)], [(200, 205)])]).scores
    less = scored(gold, [attribution([(0, 100)], [(200, 204)])]).scores
    assert (half["strict_f1"].value, less["strict_f1"].value) == (1, 0)
    assert less["lenient_f1"].value == 1


def test_sources_absent_on_one_side_do_not_match() -> None:
    named, unnamed = attribution([(0, 50)], [(60, 70)]), attribution([(0, 50)])
    assert scored([unnamed], [unnamed]).scores["strict_f1"].value == 1
    assert scored([named], [unnamed]).scores["lenient_f1"].value == 0
    assert scored([unnamed], [named]).scores["lenient_f1"].value == 0


def test_discontinuous_content_counts_by_its_characters() -> None:
    gold = [attribution([(0, 20), (60, 80)])]
    # The span over all 80 shares 40 of 80; one of the two halves shares 20 of 40.
    whole = scored(gold, [attribution([(0, 80)])]).scores
    assert (whole["lenient_f1"].value, whole["strict_f1"].value) == (1, 0)
    assert whole["content_character_f1"].value == CLOSE(2 * 40 / (80 + 40))
    # Each half alone is near enough, but one gold attribution stands for one found.
    halves = scored(gold, [attribution([(0, 20)]), attribution([(60, 80)])]).scores
    assert halves["lenient_precision"].value == 0.5
    assert halves["lenient_recall"].value == 1


def test_one_to_one_matching_where_greedy_fails() -> None:
    gold = [attribution([(0, 100)]), attribution([(100, 150)])]
    # The first found overlaps gold 1 by 100 of 150 and gold 2 by 50 of 150; the second only
    # gold 1. Greedy gives the first to gold 1 and loses both others.
    found = [attribution([(0, 150)]), attribution([(0, 40)])]
    assert scored(gold, found).scores["lenient_f1"].value == 1


def test_two_sources_of_the_same_words_are_told_apart() -> None:
    gold = [attribution([(0, 50)], [(60, 70)]), attribution([(0, 50)], [(80, 90)])]
    scores = scored(gold, list(reversed(gold))).scores
    assert scores["strict_f1"].value == 1
    assert scored(gold, [gold[0], gold[0]]).scores["strict_f1"].value == 0.5


def test_cues_match_by_any_overlap_one_to_one() -> None:
    gold = [attribution([(0, 9)], cue=[(10, 14)]), attribution([(20, 29)], cue=[(30, 34)])]
    found = [attribution([(0, 9)], cue=[(13, 32)]), attribution([(50, 60)])]
    score = scored(gold, found).scores["cue_f1"]
    assert score.value == CLOSE(2 * 1 / (2 * 1 + 0 + 1))  # the second found has no cue
    assert score.n == 2


def test_denials_found_are_counted_by_their_cue() -> None:
    text = "Mora denied it. Lund disputes it. Ost flatly rejected it. Vega said no. Contests?"
    words = ["denied", "disputes", "flatly rejected", "said"]
    cues = [(text.index(word), text.index(word) + len(word)) for word in words]
    gold = annotated(*(attribution([(0, 4)], cue=[cue]) for cue in cues), text=text)
    found = [attribution([(70, 75)], cue=[cue]) for cue in (cues[0], cues[3])]
    score = score_attributions([gold], {"one": found}, model="m").scores["denial_cue_recall"]
    assert score.value == CLOSE(1 / 3)
    assert score.n == 3


def test_articles_are_resampled_and_added_up() -> None:
    hit, miss = attribution([(0, 50)]), attribution([(100, 150)])
    gold = [annotated(hit, id=str(number)) for number in range(20)]
    found = {str(number): [hit if number < 10 else miss] for number in range(20)}
    score = score_attributions(gold, found, model="m").scores["lenient_f1"]
    assert score.value == 0.5
    assert score.low is not None and score.high is not None
    assert 0.25 < score.low < 0.35 and 0.65 < score.high < 0.75


def test_an_article_without_predictions_counts_as_missed() -> None:
    hit = attribution([(0, 50)])
    gold = [annotated(hit, id="a"), annotated(hit, id="b")]
    result = score_attributions(gold, {"a": [hit]}, model="m", attrib_version="0.1")
    assert result.scores["lenient_recall"].value == 0.5
    assert result.versions["missing"] == "1 of 2 articles"
    assert result.versions["attrib"] == "0.1"


def test_predictions_for_a_strange_article_are_refused() -> None:
    with pytest.raises(CorpusError, match="'elsewhere'; expected only the 1 articles"):
        score_attributions([annotated()], {"elsewhere": []}, model="m")


TEXT = (
    "“The dam will hold,” said Ada Mora.\n\n"
    "Lund said the valley was “calm” on Friday. The road is shut, according to the Ost Herald.\n\n"
    "Mr. Vega, a ferryman, denied that he had sunk the barge.\n"
)


def span_of(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


GOLD = (
    attribution([span_of("“The dam will hold,”")], [span_of("Ada Mora")], [span_of("said")]),
    attribution([span_of("the valley was “calm” on Friday")], [span_of("Lund")], [(42, 46)]),
    attribution(
        [span_of("The road is shut")], [span_of("the Ost Herald")], [span_of("according to")]
    ),
    attribution(
        [span_of("that he had sunk the barge")],
        [span_of("Mr. Vega, a ferryman,")],
        [span_of("denied")],
    ),
)


def test_the_forms_of_quotation() -> None:
    forms = [quotation_form(TEXT, one.content) for one in GOLD]
    assert forms == [Form.DIRECT, Form.MIXED, Form.INDIRECT, Form.INDIRECT]


def test_marks_outside_the_content_and_left_open_make_it_direct() -> None:
    text = 'Mora said: “It holds. \n“It will hold," and "so be it", she added.'
    assert quotation_form(text, spans((12, 21))) is Form.DIRECT
    assert quotation_form('She said "it holds".', spans((10, 18))) is Form.DIRECT
    assert quotation_form('"It" held', spans((0, 4), (5, 9))) is Form.MIXED


def test_slices_add_up_to_the_whole() -> None:
    gold = [annotated(*GOLD, text=TEXT)]
    found = [GOLD[0], GOLD[1], attribution([(90, 99)], [(100, 110)])]
    result = score_attributions(gold, {"one": found}, model="m")
    assert tuple(result.slices) == SLICES
    recall = {name: scores["lenient_recall"] for name, scores in result.slices.items()}
    assert [recall[form].n for form in Form] == [1, 2, 1]
    assert [recall[form].value for form in Form] == [1, 0, 1]
    assert recall["with source"].n == 4
    assert recall["without source"].value is None
    precisions = [result.slices[form]["lenient_precision"] for form in Form]
    assert sum(score.n for score in precisions) == 3 == result.scores["lenient_precision"].n


def test_rules_read_simple_sentences() -> None:
    found = find_attributions_by_rules(Article(id="one", text=TEXT, sentences=()))
    read = [
        tuple(" … ".join(span.of(TEXT) for span in part) for part in (one.source, one.content))
        for one in found
    ]
    assert read == [
        ("Ada Mora", "“The dam will hold,”"),
        ("Lund", "the valley was “calm” on Friday"),
        ("the Ost Herald", "The road is shut"),
        ("Mr. Vega, a ferryman", "that he had sunk the barge"),
    ]
    result = score_attributions([annotated(*GOLD, text=TEXT)], {"one": found}, model="rules")
    assert result.scores["strict_f1"] == Score(1, None, None, 4, 1)


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from("“”\"' ,.\nsaidtoldA according to "), max_size=80) | st.text())
def test_rules_survive_any_text(text: str) -> None:
    for one in find_attributions_by_rules(Article(id="one", text=text, sentences=())):
        for span in (*one.source, *one.cue, *one.content):
            assert span.of(text).strip() and span.end <= len(text)


BOUNDS = st.tuples(st.integers(0, 60), st.integers(1, 40))
PART = st.lists(BOUNDS.map(lambda pair: Span(pair[0], sum(pair))), max_size=2).map(tuple)
ATTRIBUTIONS = st.lists(st.builds(Attribution, st.just("A"), PART, PART, PART), max_size=5)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ATTRIBUTIONS, ATTRIBUTIONS), min_size=1, max_size=4))
def test_attribution_scores_stay_in_bounds(
    articles: list[tuple[list[Attribution], list[Attribution]]],
) -> None:
    gold = [annotated(*one, id=str(number)) for number, (one, _) in enumerate(articles)]
    found = {str(number): other for number, (_, other) in enumerate(articles)}
    result = score_attributions(gold, found, model="m")
    for scores in (result.scores, *result.slices.values()):
        for score in scores.values():
            assert_sound(score, inside=True)
    strict, lenient = result.scores["strict_recall"].value, result.scores["lenient_recall"].value
    assert strict is None or lenient is None or strict <= lenient


@settings(max_examples=30, deadline=None)
@given(ATTRIBUTIONS, ATTRIBUTIONS, st.randoms(use_true_random=False))
def test_the_order_of_attributions_does_not_matter(
    gold: list[Attribution], found: list[Attribution], rng: random.Random
) -> None:
    before = scored(gold, found).scores
    rng.shuffle(gold)
    rng.shuffle(found)
    assert scored(gold, found).scores == before


# The file contract


def test_to_dict_is_the_file_contract() -> None:
    result = judged([E, N, C], [sure(E)] * 3).to_dict()
    assert set(result) == {"task", "model", "n", "scores", "slices", "versions"}
    scores = [*result["scores"].values(), *result["slices"]["negation"].values()]
    assert all(set(score) == {"value", "low", "high", "n", "baseline"} for score in scores)
    assert json.loads(json.dumps(result, allow_nan=False)) == result
    assert {"python", "numpy"} <= set(result["versions"])
    assert "attrib" not in result["versions"]


def test_evaluations_are_frozen() -> None:
    result = judged([E], [sure(E)])
    with pytest.raises(dataclasses.FrozenInstanceError):
        result.n = 2  # type: ignore[misc]


def test_public_names_are_importable_and_sorted() -> None:
    names = attrib.evaluation.__all__
    assert names == sorted(names)
    assert all(hasattr(attrib.evaluation, name) for name in names)
