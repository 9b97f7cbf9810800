"""Calibration and accuracy under abstention, worked by hand and against scikit-learn."""

from __future__ import annotations

import random
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.calibration import calibration_curve

from attrib.errors import MissingExtraError
from attrib.evaluation.nli.calibration import draw_reliability, measure_brier, measure_calibration
from attrib.evaluation.nli.coverage import draw_coverage, measure_coverage

CLOSE = pytest.approx
ANSWERS = st.lists(st.tuples(st.floats(0.34, 1), st.booleans()), min_size=1, max_size=40)


def columns(answers: list[tuple[float, bool]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([c for c, _ in answers]), np.array([r for _, r in answers], dtype=bool)


def at_coverage(answers: list[tuple[float, bool]]) -> dict[str, float | None]:
    return measure_coverage(*columns(answers)).values()


# Calibration


def test_a_bin_is_open_below_and_closed_above() -> None:
    # 0.6 is the upper edge of the ninth of 15 bins: with 0.59 the gaps cancel, with 0.61 not.
    together = measure_calibration(*columns([(0.6, True), (0.59, False)])).values()
    assert together["calibration_error"] == CLOSE(abs(0.4 - 0.59) / 2)
    apart = measure_calibration(*columns([(0.6, True), (0.61, False)])).values()
    assert apart["calibration_error"] == CLOSE((0.4 + 0.61) / 2)


def test_brier_of_three_labels() -> None:
    # (1 − 0.5)² + 0.3² + 0.2² = 0.38; certain and wrong is 2; certain and right is 0.
    table = measure_brier(
        np.array([[0.5, 0.3, 0.2], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]), np.array([0, 1, 1])
    )
    assert table.counts[:, 1].tolist() == [CLOSE(0.38), 2, 0]
    assert table.values() == {"brier_score": CLOSE(2.38 / 3)}


def test_a_point_has_the_wilson_interval() -> None:
    answers = [(0.8, True)] * 8 + [(0.79, False)] * 2
    [point] = draw_reliability(*columns(answers), line="m").lines["m"]
    assert point.x == CLOSE(0.798)
    assert (point.y, point.n) == (0.8, 10)
    # (0.8 + z²/20 ± z · √(0.8 · 0.2 / 10 + z²/400)) / (1 + z²/10) with z = 1.96
    assert (point.low, point.high) == (CLOSE(0.4902, abs=1e-4), CLOSE(0.9433, abs=1e-4))


def test_empty_bins_are_left_out() -> None:
    points = draw_reliability(*columns([(0.4, False), (0.95, True)]), line="m").lines["m"]
    assert [(p.x, p.y, p.n) for p in points] == [(0.4, 0, 1), (0.95, 1, 1)]


@settings(max_examples=60, deadline=None)
@given(ANSWERS)
def test_reliability_equals_scikit_learn(answers: list[tuple[float, bool]]) -> None:
    confidence, right = columns(answers)
    points = draw_reliability(confidence, right, line="m").lines["m"]
    accuracy, mean = calibration_curve(right, confidence, n_bins=15)
    assert [p.y for p in points] == CLOSE(list(accuracy))
    assert [p.x for p in points] == CLOSE(list(mean))
    assert sum(p.n or 0 for p in points) == len(answers)
    # The calibration error is the mean distance of the points from the diagonal.
    gap = sum((p.n or 0) * abs(p.x - p.y) for p in points) / len(answers)
    assert measure_calibration(confidence, right).values()["calibration_error"] == CLOSE(gap)


def test_without_scipy_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "scipy.stats", None)
    with pytest.raises(MissingExtraError, match=r"'scipy'.*attrib\[train\]"):
        draw_reliability(*columns([(0.8, True)]), line="m")


# Accuracy under abstention


def test_hand_worked_coverage_of_four_answers() -> None:
    scores = at_coverage([(0.6, True), (0.9, True), (0.7, True), (0.8, False)])
    assert scores["accuracy_at_50"] == 0.5  # 0.9 and 0.8
    # 80 % of four answers are 0.9, 0.8, 0.7 and a fifth of 0.6: 2.2 right of 3.2.
    assert scores["accuracy_at_80"] == CLOSE(2.2 / 3.2)
    # In fifths of an answer: all right up to 5, then 5 of k up to 10, then k − 5 of k up to 20.
    area = 5 + sum(5 / k for k in range(6, 11)) + sum((k - 5) / k for k in range(11, 21))
    assert scores["area_under_coverage"] == CLOSE(area / 20)


def test_the_area_is_the_mean_of_running_accuracies_where_a_step_is_an_answer() -> None:
    rng = random.Random(3)
    right = [rng.random() < 0.6 for _ in range(20)]
    answers = [(0.95 - n / 100, hit) for n, hit in enumerate(right)]
    running = [sum(right[:k]) / k for k in range(1, 21)]
    assert at_coverage(answers)["area_under_coverage"] == CLOSE(sum(running) / 20)
    curve = draw_coverage(measure_coverage(*columns(answers)), seed=0, line="m")
    assert [p.y for p in curve.lines["m"]] == CLOSE(running)
    assert [p.x for p in curve.lines["m"]] == CLOSE([k / 20 for k in range(1, 21)])
    assert [p.n for p in curve.lines["m"]] == list(range(1, 21))


def test_equally_sure_answers_score_their_accuracy_at_every_coverage() -> None:
    scores = at_coverage([(0.8, True), (0.8, False), (0.8, True), (0.8, True)])
    assert list(scores.values()) == [CLOSE(0.75)] * 3


def test_ties_share_the_steps_they_stand_in() -> None:
    # The surer half is right; of the tied half one of two.
    scores = at_coverage([(0.9, True), (0.6, True), (0.6, False), (0.9, True)])
    assert scores["accuracy_at_50"] == 1
    assert scores["accuracy_at_80"] == CLOSE((2 + 1.2 / 2) / 3.2)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([0.5, 0.7, 0.9]), st.booleans()), min_size=1, max_size=30),
    st.randoms(use_true_random=False),
)
def test_the_order_of_answers_does_not_matter(
    answers: list[tuple[float, bool]], rng: random.Random
) -> None:
    before = at_coverage(answers)
    rng.shuffle(answers)
    assert at_coverage(answers) == {name: CLOSE(value) for name, value in before.items()}


@settings(max_examples=40, deadline=None)
@given(ANSWERS)
def test_steps_hold_equal_parts_that_add_up_to_the_answers(
    answers: list[tuple[float, bool]],
) -> None:
    counts = measure_coverage(*columns(answers)).counts
    assert counts[:, :20].sum(axis=0) == CLOSE(len(answers) / 20)
    assert counts[:, :20].sum(axis=1) == CLOSE(1)
    assert counts[:, 20:].sum() == CLOSE(sum(right for _, right in answers))


def test_the_number_of_answers_is_rounded() -> None:
    scores = measure_coverage(*columns([(0.8, True)] * 6)).scores(seed=0)
    assert [score.n for score in scores.values()] == [5, 3, 6]  # 4.8, 3 and 6


def test_all_answers_together_have_the_plain_accuracy() -> None:
    answers = [(0.5 + n / 100, n % 3 != 0) for n in range(30)]
    curve = draw_coverage(measure_coverage(*columns(answers)), seed=1, line="m")
    assert curve.lines["m"][-1].y == CLOSE(20 / 30)
    assert curve.lines["m"][-1].n == 30


def test_scores_of_a_sure_half_that_is_right_have_no_spread() -> None:
    answers = [(0.9, True)] * 20 + [(0.6, n % 2 == 0) for n in range(20)]
    scores = measure_coverage(*columns(answers)).scores(seed=0)
    half = scores["accuracy_at_50"]
    assert (half.value, half.low, half.high, half.n) == (1, CLOSE(1), CLOSE(1), 20)
    more = scores["accuracy_at_80"]
    assert more.low is not None and more.high is not None
    assert more.low < (20 + 6) / 32 < more.high


def test_a_confidence_that_says_nothing_leaves_the_curve_flat() -> None:
    rng = random.Random(8)
    answers = [(rng.uniform(0.4, 1), rng.random() < 0.5) for _ in range(4000)]
    scores = at_coverage(answers)
    assert all(value == CLOSE(0.5, abs=0.03) for value in scores.values())
