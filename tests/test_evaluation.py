"""Scores against numbers worked by hand, scikit-learn, and judges that know nothing."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Sequence

import numpy as np
import pytest

import attrib.evaluation
from attrib.corpora import NLIExample
from attrib.evaluation import (
    Counts,
    Evaluation,
    score_nli,
)
from attrib.evaluation.scores import add_up, ratio
from attrib.records import Entailment, Judgement, TextPair

E, N, C = Entailment.ENTAILMENT, Entailment.NEUTRAL, Entailment.CONTRADICTION
CLOSE = pytest.approx


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


# The file contract


def test_to_dict_is_the_file_contract() -> None:
    result = judged([E, N, C], [sure(E)] * 3).to_dict()
    assert set(result) >= {"task", "model", "n", "scores", "slices", "versions"}
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
