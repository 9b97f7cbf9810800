"""Scores worked by hand, beside scikit-learn, and of taggers that get what they deserve."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import f1_score

from attrib.corpora import AnnotatedArticle
from attrib.errors import CorpusError
from attrib.evaluation import (
    Evaluation,
    Score,
    find_attributions_by_rules,
    score_agreement,
    score_attributions,
)
from attrib.evaluation.attribution.counts import MATCHED, MEASURES, PARTITIONS, SLICES
from attrib.evaluation.attribution.quotations import Form, quotation_form
from attrib.evaluation.attribution.scores import (
    measure_attributions,
    measure_versions,
    score_versions,
)
from attrib.records import Article, Attribution, Role, Span

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


def assert_sound(score: Score) -> None:
    if score.value is None:
        assert score.low is None and score.high is None
        return
    assert 0 <= score.value <= 1 + 1e-9
    if score.low is None or score.high is None:
        return
    assert -1e-9 <= score.low <= score.high <= 1 + 1e-9
    assert score.low - 1e-9 <= score.value <= score.high + 1e-9


def test_perfect_attributions_score_one() -> None:
    gold = [
        attribution([(0, 40)], [(50, 60)], [(42, 46)]),
        attribution([(100, 140), (160, 180)], [(190, 200)], [(182, 188)]),
    ]
    scores = scored(gold, gold).scores
    denials = {name for name in scores if name.startswith("denial_cue")}
    assert len(denials) == 3
    assert all(scores[name].value is None and scores[name].n == 0 for name in denials)
    assert all(scores[name].value == 1 for name in scores.keys() - denials)
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


def test_roles_are_matched_for_themselves() -> None:
    gold = [
        attribution([(0, 40)], [(50, 60)], [(42, 46)]),
        attribution([(100, 140)], cue=[(142, 146)]),
    ]
    found = [
        attribution([(0, 40)], [(50, 58)], [(42, 46)]),
        attribution([(139, 150)], [(60, 62)]),
    ]
    scores = scored(gold, found).scores
    assert scores["source_f1"].value == CLOSE(2 * 1 / (2 * 1 + 1))  # one source of gold, two found
    assert scores["source_exact_f1"].value == 0
    assert scores["cue_f1"].value == scores["cue_exact_f1"].value == CLOSE(2 * 1 / (2 * 1 + 1))
    assert scores["content_f1"].value == 1  # the second pair shares one character
    assert scores["content_exact_f1"].value == 0.5
    assert scores["exact_f1"].value == 0
    assert [scores[f"{role}_f1"].n for role in Role] == [1, 2, 2]


def test_the_last_character_and_every_role_matter_to_exact() -> None:
    gold = attribution([(0, 40)], [(50, 60)], [(42, 46)])
    near = {
        "full stop": attribution([(0, 41)], [(50, 60)], [(42, 46)]),
        "cue": attribution([(0, 40)], [(50, 60)], [(42, 47)]),
        "source": attribution([(0, 40)], [], [(42, 46)]),
    }
    for found in near.values():
        assert scored([gold], [found]).scores["exact_f1"].value == 0
    assert scored([gold], [near["full stop"]]).scores["strict_f1"].value == 1


def test_exact_is_of_characters_however_they_are_cut() -> None:
    gold = attribution([(0, 20), (30, 50)])
    cut = attribution([(30, 50), (0, 5), (5, 20)])
    filled = attribution([(0, 50)])
    assert scored([gold], [cut]).scores["exact_f1"].value == 1
    assert scored([gold], [filled]).scores["content_exact_f1"].value == 0


def test_the_same_words_twice_are_two_items() -> None:
    one = attribution([(0, 40)], [(50, 60)], [(42, 46)])
    scores = scored([one, one], [one]).scores
    for name in ("exact_f1", "source_f1", "source_exact_f1", "cue_exact_f1", "content_exact_f1"):
        assert scores[name].value == CLOSE(2 * 1 / (2 * 1 + 1))


DENIALS = "Mora denied it. Lund disputes it. Ost flatly rejected it. Vega said no. Ulm refuted it."


def denial_scores(gold: Sequence[str], found: Sequence[str]) -> dict[str, Score]:
    """Score attributions that have these words of `DENIALS` as their cues."""

    def at(words: Sequence[str]) -> list[Attribution]:
        starts = [(DENIALS.index(word), word) for word in words]
        return [attribution([(70, 75)], cue=[(at, at + len(word))]) for at, word in starts]

    article = annotated(*at(gold), text=DENIALS)
    return score_attributions([article], {"one": at(found)}, model="m").scores


def test_denials_are_counted_by_their_cue() -> None:
    # Of three denials one is found; a second one found is none, and "said" does not deny.
    gold = ["denied", "disputes", "flatly rejected", "said"]
    scores = denial_scores(gold, ["denied", "refuted", "said"])
    assert scores["denial_cue_recall"].value == CLOSE(1 / 3)
    assert scores["denial_cue_precision"].value == CLOSE(1 / 2)
    assert scores["denial_cue_f1"].value == CLOSE(2 * 1 / (2 * 1 + 1 + 2))
    assert scores["denial_cue_recall"].n == 3
    assert scores["denial_cue_precision"].n == 2


def test_a_denial_is_met_by_any_cue_that_overlaps_it() -> None:
    scores = denial_scores(["flatly rejected"], ["flatly"])
    assert scores["denial_cue_f1"].value == 1


def test_a_denial_on_a_cue_that_does_not_deny_is_false() -> None:
    scores = denial_scores(["flatly", "denied"], ["flatly rejected", "denied"])
    assert scores["denial_cue_precision"].value == 0.5
    assert scores["denial_cue_recall"].value == 1


def test_without_denials_their_scores_are_undefined() -> None:
    scores = denial_scores(["said"], ["said"])
    for name in ("precision", "recall", "f1"):
        assert scores[f"denial_cue_{name}"] == Score(None, None, None, 0, None)
    assert denial_scores(["said"], ["denied"])["denial_cue_precision"].value == 0


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
    assert result.notes == ("no predictions for 1 of 2 articles",)
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


def test_slices_hold_what_is_of_their_kind() -> None:
    gold = [annotated(*GOLD, text=TEXT)]
    found = [GOLD[0], GOLD[1], attribution([(90, 99)], [(100, 110)])]
    result = score_attributions(gold, {"one": found}, model="m")
    assert tuple(result.slices) == SLICES
    recall = {name: scores["lenient_recall"] for name, scores in result.slices.items()}
    assert [recall[form].n for form in Form] == [1, 2, 1]
    assert [recall[form].value for form in Form] == [1, 0, 1]
    assert recall["with source"].n == 4
    assert recall["without source"].value is None
    assert (recall["denial"].n, recall["denial"].value) == (1, 0)
    assert (recall["no denial"].n, recall["no denial"].value) == (3, CLOSE(2 / 3))
    precisions = [result.slices[form]["lenient_precision"] for form in Form]
    assert sum(score.n for score in precisions) == 3 == result.scores["lenient_precision"].n


def slice_sizes(*gold: Attribution) -> tuple[int, int]:
    """Return how many are nested and how many are not."""
    slices = scored(gold, []).slices
    return slices["nested"]["lenient_recall"].n, slices["not nested"]["lenient_recall"].n


def test_a_cue_in_the_content_of_another_is_nested() -> None:
    # "Lund said Mora feared a flood.": the outer content holds all of the inner attribution.
    outer = attribution([(10, 40)], [(0, 4)], [(5, 9)])
    inner = attribution([(23, 40)], [(10, 14)], [(15, 22)])
    assert slice_sizes(outer, inner) == (1, 1)
    result = scored([outer, inner], [outer])
    recalls = {name: scores["strict_recall"].value for name, scores in result.slices.items()}
    assert (recalls["nested"], recalls["not nested"]) == (0, 1)
    assert result.notes == ()


def test_without_a_cue_the_content_says_what_is_nested() -> None:
    outer = attribution([(10, 40)], cue=[(5, 9)])
    assert slice_sizes(outer, attribution([(20, 30)])) == (1, 1)
    assert slice_sizes(outer, attribution([(10, 40)])) == (0, 2)  # the same content is beside it
    assert slice_sizes(outer, attribution([(20, 41)])) == (0, 2)


def test_neither_a_gap_nor_its_own_content_nests_a_cue() -> None:
    # "It holds," said Mora, "for now."
    around = attribution([(0, 10), (22, 32)], [(16, 20)], [(11, 15)])
    assert slice_sizes(around, around) == (0, 2)
    assert slice_sizes(attribution([(0, 40)], cue=[(5, 9)])) == (0, 1)


def test_via_is_believed() -> None:
    apart = replace(attribution([(50, 60)], cue=[(45, 49)]), via="A1")
    assert slice_sizes(attribution([(0, 40)]), apart) == (1, 1)


def test_gold_that_nests_nothing_is_told() -> None:
    outer = attribution([(10, 40)], [(0, 4)], [(5, 9)])
    inner = attribution([(23, 40)], [(10, 14)], [(15, 22)])
    result = scored([outer], [outer, inner])
    assert result.slices["nested"]["lenient_precision"] == Score(0, None, None, 1, None)
    (note,) = result.notes
    assert note.startswith("no gold attribution is nested")
    assert scored([outer], [outer]).notes == ()


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


MIXED_TEXT = "Ost “denied it, x” said disputes xx" * 4


@settings(max_examples=60, deadline=None)
@given(ATTRIBUTIONS, ATTRIBUTIONS)
def test_every_division_into_slices_adds_up(
    gold: list[Attribution], found: list[Attribution]
) -> None:
    measured = measure_attributions([annotated(*gold, text=MIXED_TEXT)], {"one": found})
    columns = [MEASURES.index(measure) for measure in MATCHED]
    for partition in PARTITIONS:
        parts = sum(measured.slices[name].counts[:, columns] for name in partition)
        np.testing.assert_array_equal(parts, measured.whole.counts[:, columns])


@settings(max_examples=40, deadline=None)
@given(ATTRIBUTIONS, ATTRIBUTIONS)
def test_character_scores_equal_scikit_learn(
    gold: list[Attribution], found: list[Attribution]
) -> None:
    values = measure_attributions([annotated(*gold)], {"one": found}).whole.values()
    for role in Role:
        labels = [covered([getattr(one, role) for one in side]) for side in (gold, found)]
        expected = f1_score(*labels, zero_division=0) if any(labels[0]) else None
        assert values[f"{role}_character_f1"] == (None if expected is None else CLOSE(expected))


def covered(rows: Sequence[Sequence[Span]]) -> list[bool]:
    inside = {i for row in rows for span in row for i in range(span.start, span.end)}
    return [i in inside for i in range(400)]


@settings(max_examples=40, deadline=None)
@given(ATTRIBUTIONS, ATTRIBUTIONS)
def test_exact_scores_equal_scikit_learn(gold: list[Attribution], found: list[Attribution]) -> None:
    # Each set of characters is a class that is there or not, so no words may be there twice.
    gold, found = distinct(gold), distinct(found)
    values = measure_attributions([annotated(*gold)], {"one": found}).whole.values()
    for role in Role:
        sides = [{characters(getattr(one, role)) for one in side} for side in (gold, found)]
        every = sorted((sides[0] | sides[1]) - {()})
        labels = [[classes in side for classes in every] for side in sides]
        expected = f1_score(*labels, zero_division=0) if any(labels[0]) else None
        assert values[f"{role}_exact_f1"] == (None if expected is None else CLOSE(expected))


def characters(spans: Sequence[Span]) -> tuple[int, ...]:
    return tuple(sorted({i for span in spans for i in range(span.start, span.end)}))


def distinct(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Drop the spans of a role that an attribution before has."""
    kept: list[Attribution] = []
    for one in attributions:
        for role in Role:
            if any(
                characters(getattr(one, role)) == characters(getattr(other, role)) for other in kept
            ):
                one = replace(one, **{str(role): ()})
        kept.append(one)
    return kept


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
            assert_sound(score)
    exact, strict, lenient = (
        result.scores[f"{name}_f1"].value or 0 for name in ("exact", "strict", "lenient")
    )
    assert exact <= strict <= lenient
    for role in Role:
        touching, equal = (result.scores[f"{role}{name}_f1"].value for name in ("", "_exact"))
        assert (touching is None) is (equal is None)
        assert touching is None or equal is None or equal <= touching


@settings(max_examples=30, deadline=None)
@given(ATTRIBUTIONS, ATTRIBUTIONS, st.randoms(use_true_random=False))
def test_the_order_of_attributions_does_not_matter(
    gold: list[Attribution], found: list[Attribution], rng: random.Random
) -> None:
    before = scored(gold, found).scores
    rng.shuffle(gold)
    rng.shuffle(found)
    assert scored(gold, found).scores == before


# Taggers that get what they deserve


WORLD = (
    "Lund said Mora had denied the leak. “It holds,” said Ada Mora, “for now.” Vega disputes that."
)


def at(*words: str) -> tuple[Span, ...]:
    starts = [(WORLD.index(word), word) for word in words]
    return tuple(Span(start, start + len(word)) for start, word in starts)


# Nested, discontinuous, denying, and one that names no source.
WORLD_GOLD = (
    Attribution("A1", at("Lund"), at("said"), at("Mora had denied the leak")),
    Attribution("A2", at("Mora"), at("had denied"), at("the leak")),
    Attribution("A3", at("Ada Mora"), (Span(48, 52),), at("“It holds,”", "“for now.”")),
    Attribution("A4", (), at("disputes"), at("that")),
)


def judged(*found: Attribution) -> dict[str, float | None]:
    gold = [annotated(*WORLD_GOLD, text=WORLD)]
    result = score_attributions(gold, {"one": found}, model="m")
    return {name: score.value for name, score in result.scores.items()}


def test_gold_itself_scores_one_throughout() -> None:
    result = score_attributions(
        [annotated(*WORLD_GOLD, text=WORLD)], {"one": WORLD_GOLD}, model="m"
    )
    sizes = {name: scores["strict_f1"].n for name, scores in result.slices.items()}
    assert sizes == {
        "direct": 1, "indirect": 3, "mixed": 0, "with source": 3, "without source": 1,
        "denial": 2, "no denial": 2, "nested": 1, "not nested": 3,
    }  # fmt: skip
    assert all(score.value == 1 for score in result.scores.values())
    for scores in result.slices.values():
        assert all(score.value == (1 if score.n else None) for score in scores.values())


def test_nothing_found_scores_nothing() -> None:
    scores = judged()
    for name, value in scores.items():
        assert value == (None if name.endswith("precision") else 0), name


def test_everything_found_as_one_attribution_matches_one_span_a_role() -> None:
    whole = (Span(0, len(WORLD)),)
    scores = judged(Attribution("A", whole, whole, whole))
    assert scores["lenient_f1"] == scores["strict_f1"] == scores["exact_f1"] == 0
    assert scores["source_f1"] == CLOSE(2 * 1 / (1 + 3))
    assert scores["cue_f1"] == scores["content_f1"] == CLOSE(2 * 1 / (1 + 4))
    for role in Role:
        assert scores[f"{role}_exact_f1"] == 0
        inside = sum(covered([getattr(one, role) for one in WORLD_GOLD]))
        assert scores[f"{role}_character_f1"] == CLOSE(2 * inside / (len(WORLD) + inside))
    assert (scores["denial_cue_recall"], scores["denial_cue_precision"]) == (1, 1)


def test_swapped_roles_keep_the_cues_alone() -> None:
    scores = judged(*(replace(one, source=one.content, content=one.source) for one in WORLD_GOLD))
    assert scores["lenient_f1"] == scores["strict_f1"] == scores["exact_f1"] == 0
    assert scores["cue_f1"] == scores["cue_exact_f1"] == scores["denial_cue_f1"] == 1
    # The contents "Mora had denied the leak" and the source "Mora" share characters.
    assert scores["source_f1"] == CLOSE(2 * 1 / (4 + 3))
    assert scores["source_exact_f1"] == scores["content_exact_f1"] == 0


def test_random_spans_score_below_the_rules() -> None:
    rng = random.Random(6)

    def part() -> tuple[Span, ...]:
        start = rng.randrange(len(WORLD) - 1)
        return (Span(start, rng.randint(start + 1, len(WORLD))),)

    gold = [annotated(*WORLD_GOLD, id=str(number), text=WORLD) for number in range(100)]
    found = {
        str(number): [Attribution("A", part(), part(), part()) for _ in WORLD_GOLD]
        for number in range(100)
    }
    scores = score_attributions(gold, found, model="m").scores
    for name in ("lenient_f1", "strict_f1", "exact_f1", "cue_exact_f1", "content_exact_f1"):
        value, baseline = scores[name].value, scores[name].baseline
        assert value is not None and baseline is not None
        assert value < 0.1 < 0.3 < baseline, name


# Beside human annotators


def test_annotators_stand_beside_the_system() -> None:
    gold = [annotated(*WORLD_GOLD, text=WORLD), annotated(*WORLD_GOLD, id="two", text=WORLD)]
    versions = [
        ("ana", gold[0]), ("bo", annotated(WORLD_GOLD[0], text=WORLD)),
        ("ana", annotated(id="elsewhere")), ("bo", annotated(id="elsewhere")),
    ]  # fmt: skip
    result = score_attributions(gold, {}, model="m", annotated=versions)
    people = score_agreement(versions[:2]).scores
    assert result.beside == {"annotators": people}
    # bo found one of ana's four: both ways round 2 of 5 each.
    assert people["lenient_f1"].value == CLOSE(2 * 1 / (4 + 1))
    assert result.notes == (
        "no predictions for 2 of 2 articles",
        "annotators' scores rest on the 1 of 2 articles that several read",
    )
    assert score_attributions(gold, {}, model="m").beside == {}


def test_versions_of_other_articles_are_refused() -> None:
    gold = [annotated(text=WORLD)]
    with pytest.raises(CorpusError, match="found 1 annotators' versions, none of an article"):
        score_attributions(gold, {}, model="m", annotated=[("ana", annotated(id="two"))])
    with pytest.raises(CorpusError, match="'one': the text of ana's version differs"):
        score_attributions(gold, {}, model="m", annotated=[("ana", annotated(text="Other."))])


def test_versions_are_each_gold_once() -> None:
    # Found is A1 and A2, as ana has it. Against ana: 2 right. Against bo, who has A1 and A4:
    # 1 right, 1 wrong, 1 missed. In all 3 right, 1 wrong, 1 missed.
    versions = [
        ("ana", annotated(*WORLD_GOLD[:2], text=WORLD)),
        ("bo", annotated(WORLD_GOLD[0], WORLD_GOLD[3], text=WORLD)),
    ]
    result = score_versions(versions, {"one": WORLD_GOLD[:2]}, model="m", attrib_version="0.1")
    assert result.scores["lenient_f1"].value == CLOSE(2 * 3 / (2 * 3 + 1 + 1))
    assert result.scores["lenient_precision"].value == CLOSE(3 / 4)
    assert (result.n, result.scores["lenient_f1"].n) == (1, 4)
    assert result.beside == {"annotators": score_agreement(versions).scores}
    assert (result.task, result.versions["attrib"], result.notes) == ("attribution", "0.1", ())
    slices = result.slices
    assert [slices[name]["lenient_recall"].n for name in ("nested", "not nested")] == [1, 3]


def test_versions_of_an_article_are_resampled_together() -> None:
    hit, miss = annotated(WORLD_GOLD[0], text=WORLD), annotated(WORLD_GOLD[1], text=WORLD)
    other = annotated(WORLD_GOLD[0], id="two", text=WORLD)
    versions = [("ana", hit), ("ana", other), ("bo", miss), ("bo", other)]
    found = {"one": WORLD_GOLD[:1], "two": WORLD_GOLD[:1]}
    # Right are 1 of 2 in the first article and 2 of 2 in the second, which are drawn whole.
    score = score_versions(versions, found, model="m").scores["lenient_recall"]
    assert (score.value, score.low, score.high) == (0.75, 0.5, 1)
    assert measure_versions(versions, found).whole.counts.shape[0] == 2
    turned = score_versions(versions[::-1], found, model="m").scores["lenient_recall"]
    assert turned.value == score.value


def test_an_article_with_one_version_is_passed_over_and_told() -> None:
    full = annotated(*WORLD_GOLD, text=WORLD)
    alone = ("ana", annotated(*WORLD_GOLD, id="two", text=WORLD))
    pair = [("ana", full), ("bo", full)]
    found = {"one": WORLD_GOLD, "two": ()}
    result = score_versions([*pair, alone], found, model="m")
    assert result.scores == score_versions(pair, {"one": WORLD_GOLD}, model="m").scores
    assert result.notes == ("annotators' scores rest on the 1 of 2 articles that several read",)
    with pytest.raises(CorpusError, match="'two'; expected only the 1 articles"):
        score_versions(pair, found, model="m")
    with pytest.raises(CorpusError, match="found 1 articles, none by two annotators"):
        score_versions([alone], found, model="m")
