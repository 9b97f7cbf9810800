"""Parts of a set of pairs, read from the texts and from columns."""

from __future__ import annotations

import pytest

from attrib.corpora import NLIExample
from attrib.evaluation.nli.slices import describe_slices, slice_pairs
from attrib.records import Entailment, TextPair


def example(premise: str, hypothesis: str, **columns: str) -> NLIExample:
    return NLIExample(TextPair(premise, hypothesis), Entailment.NEUTRAL, "g", columns=columns)


def named(premise: str, hypothesis: str) -> set[str]:
    """The slices that a pair is in."""
    slices = slice_pairs([example(premise, hypothesis)])
    return {name for name, chosen in slices.items() if chosen[0]}


def of_words(count: int) -> str:
    return " ".join(["boat"] * count)


@pytest.mark.parametrize(
    ("hypothesis", "negated"),
    [
        ("No boat left the pier.", True),
        ("Mora didn’t count them.", True),
        ("Lund denied it.", True),
        ("The pier is notable.", False),
    ],
)
def test_a_negation_stands_in_the_hypothesis(hypothesis: str, negated: bool) -> None:
    assert ("negation" in named("No.", hypothesis)) is negated
    assert ("no negation" in named("No.", hypothesis)) is not negated


@pytest.mark.parametrize(
    ("premise", "hypothesis", "numbered"),
    [
        ("Two boats left.", "Boats left.", True),
        ("Boats left.", "Mora saw 40 boats.", True),
        ("One boat left.", "A boat left.", False),
    ],
)
def test_a_number_stands_in_either_text(premise: str, hypothesis: str, numbered: bool) -> None:
    assert ("number" in named(premise, hypothesis)) is numbered


@pytest.mark.parametrize(
    ("words", "name"),
    [(21, "short"), (22, "medium"), (34, "medium"), (35, "long")],
)
def test_length_counts_the_words_of_both_texts(words: int, name: str) -> None:
    lengths = named(of_words(words - 5), of_words(5)) & {"short", "medium", "long"}
    assert lengths == {name}


@pytest.mark.parametrize(
    ("hypothesis", "name"),
    [
        ("a b x y z", "low overlap"),  # 2 of 5
        ("a b x", "high overlap"),  # 2 of 3
        ("a x", "medium overlap"),  # 1 of 2
        ("a b c x y", "medium overlap"),  # 3 of 5
        ("A, a, a; x!", "medium overlap"),  # each word counts once, in any case
        ("…", "low overlap"),
    ],
)
def test_overlap_is_the_share_of_the_hypothesis_words_in_the_premise(
    hypothesis: str, name: str
) -> None:
    assert {one for one in named("a b c d e f g", hypothesis) if "overlap" in one} == {name}


def test_lengths_and_overlaps_add_up_to_the_whole() -> None:
    examples = [example(of_words(n), of_words(n % 7 + 1) + " " + "x " * (n % 5)) for n in range(60)]
    slices = slice_pairs(examples)
    for names in (
        ("short", "medium", "long"),
        ("low overlap", "medium overlap", "high overlap"),
        ("number", "no number"),
        ("negation", "no negation"),
    ):
        assert sum(slices[name].astype(int) for name in names).tolist() == [1] * 60


def test_a_column_gives_a_slice_for_each_value_the_most_frequent_first() -> None:
    examples = [example("a", "b", genre=genre) for genre in ("sea", "hill", "sea", "")]
    slices = slice_pairs([*examples, example("a", "b")])
    assert [name for name in slices if name.startswith("genre")] == ["genre: sea", "genre: hill"]
    assert slices["genre: sea"].tolist() == [True, False, True, False, False]
    assert describe_slices(examples) == ()


def test_a_column_of_many_values_keeps_the_most_frequent() -> None:
    towns = [f"t{n:02}" for n in range(31)] + ["t30"]
    examples = [example("a", "b", town=town, genre="sea") for town in towns]
    kept = [name for name in slice_pairs(examples) if name.startswith("town")]
    assert kept == ["town: t30", *(f"town: t{n:02}" for n in range(29))]
    assert describe_slices(examples) == ("town has 31 values; the 30 most frequent are slices",)


def test_no_pairs_are_in_no_slice() -> None:
    assert {len(chosen) for chosen in slice_pairs([]).values()} == {0}
