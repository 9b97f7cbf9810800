"""A baseline that learns from hypotheses alone, and from no pair of the group it labels."""

from __future__ import annotations

import random
import sys

import pytest

from attrib.errors import MissingExtraError
from attrib.evaluation.nli.hypothesis_only import label_hypotheses

YES, NO = "Somebody came.", "Nobody came."


def groups(count: int, of: int) -> list[str]:
    return [f"g{n % of}" for n in range(count)]


def accuracy(labels: list[str], said: list[str] | None) -> float:
    assert said is not None
    return sum(a == b for a, b in zip(labels, said, strict=True)) / len(labels)


def test_words_that_give_the_label_away_are_learnt() -> None:
    texts, labels = [YES, NO] * 30, ["entailment", "contradiction"] * 30
    assert label_hypotheses(texts, labels, groups(60, 60)) == labels


def test_pairs_of_words_are_learnt() -> None:
    # The same words in every text; their order alone tells.
    texts = ["boats sank here", "here sank boats"] * 30
    labels = ["entailment", "neutral"] * 30
    assert label_hypotheses(texts, labels, groups(60, 60)) == labels


def test_hypotheses_that_say_nothing_give_nothing_away() -> None:
    rng = random.Random(6)
    labels = ["entailment"] * 200 + ["neutral"] * 200
    rng.shuffle(labels)
    said = label_hypotheses([YES] * 400, labels, groups(400, 400))
    assert accuracy(labels, said) <= 0.55


def test_a_word_of_one_group_alone_does_not_help_there() -> None:
    # Each group has a word of its own and one label, so that a fold that cut it would know.
    rng = random.Random(1)
    of_group = ["entailment", "neutral"] * 20
    rng.shuffle(of_group)
    texts = [f"word{n}" for n in range(40) for _ in range(10)]
    labels = [of_group[n] for n in range(40) for _ in range(10)]
    said = label_hypotheses(texts, labels, [f"g{n}" for n in range(40) for _ in range(10)])
    assert accuracy(labels, said) <= 0.55


def test_hypotheses_that_stand_with_each_label_score_below_chance() -> None:
    # The pair that is held back is the one that the rest contradicts.
    texts = [f"word{n // 2}" for n in range(80)]
    labels = ["entailment", "contradiction"] * 40
    assert accuracy(labels, label_hypotheses(texts, labels, groups(80, 80))) < 0.2


def test_fewer_groups_make_fewer_folds() -> None:
    texts, labels = [YES, NO] * 30, ["entailment", "contradiction"] * 30
    assert label_hypotheses(texts, labels, groups(60, 3)) == labels


def test_the_answers_depend_on_the_data_alone() -> None:
    rng = random.Random(9)
    texts = [" ".join(rng.choices(["boats", "sank", "here", "no"], k=3)) for _ in range(120)]
    labels = [rng.choice(["entailment", "neutral", "contradiction"]) for _ in texts]
    first = label_hypotheses(texts, labels, groups(120, 20))
    assert first is not None
    assert label_hypotheses(texts, labels, groups(120, 20)) == first


def test_texts_without_a_letter_are_labelled_too() -> None:
    said = label_hypotheses(["!", "?"] * 30, ["entailment", "neutral"] * 30, groups(60, 60))
    assert said == ["entailment", "neutral"] * 30


@pytest.mark.parametrize(
    ("labels", "of"),
    [
        (["entailment", "neutral"] * 24, 48),  # fewer than 50 pairs
        (["entailment", "neutral"] * 30, 1),  # one group
        (["entailment"] * 60, 60),  # one label
        (["entailment", "neutral"] * 30, 2),  # the rest of each fold has one label
        ([], 1),
    ],
)
def test_what_cannot_be_learnt_has_no_baseline(labels: list[str], of: int) -> None:
    assert label_hypotheses([YES] * len(labels), labels, groups(len(labels), of)) is None


def test_without_scikit_learn_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn.linear_model", None)
    with pytest.raises(MissingExtraError, match=r"'scikit-learn'.*attrib\[train\]"):
        label_hypotheses([YES, NO] * 30, ["entailment", "neutral"] * 30, groups(60, 60))
