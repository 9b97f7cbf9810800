"""Speakers, stances and pairs against numbers worked by hand, scikit-learn and broken systems."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from conftest import CONTRADICTS, ENTAILS, FakeJudge, marked
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score  # type: ignore[import-untyped]

from attrib.corpora import AnnotatedArticle, GoldPair
from attrib.errors import CorpusError
from attrib.evaluation import Evaluation, Score
from attrib.evaluation.claims import (
    measure_claims,
    mistakes_claims,
    plain_claims,
    score_claims,
)
from attrib.evaluation.claims.alignment import align
from attrib.evaluation.claims.counts import COLUMNS, RELATIONS
from attrib.evaluation.claims.speakers import (
    b_cubed_f1,
    b_cubed_precision,
    b_cubed_recall,
    b_cubed_sums,
    normalize_name,
)
from attrib.records import Judgement, Kind, Relation, Stance

CLOSE = pytest.approx
STANCES = {"a": Stance.ASSERTS, "d": Stance.DENIES, "u": Stance.UNCOMMITTED}
LINES = (
    "[Valdoria and Ostrel] {said} <the bridge was closed>.",
    "[Dana Wirrel] {denied} <closing the bridge>.",
    "[The guard] {said} <nine lorries crossed it>.",
    "[Villagers] {said} <40 lorries crossed it>.",
    "[The board] {declined to comment} <on the bridge>.",
    "[Valdoria] {said} <the bridge was open>.",
)
SPEAKERS = ("Valdoria & Ostrel", "Dana Wirrel", "guard", "villagers", "board", "Valdoria")
PAIRS = (
    "A1 A2 contradicts denial", "A1x A2 contradicts denial", "A3 A4 contradicts number",
    "A1 A6 contradicts fact", "A1x A6 contradicts responsibility", "A1 A1x corroborates fact",
    "A2 A6 corroborates denial", "A1 A4 updates number",
)  # fmt: skip


def pair(words: str) -> GoldPair:
    """Read "A1 A2 contradicts denial 0.9"; kind and probability may lack."""
    a, b, relation, *rest = words.split()
    kind = Kind(rest[0]) if rest else None
    return GoldPair(a, b, Relation(relation), kind, float(rest[1]) if rest[1:] else None)


def annotate(
    lines: Sequence[str],
    speakers: Sequence[str],
    *,
    stances: str = "",
    pairs: Sequence[str] = (),
    id: str = "one",
) -> AnnotatedArticle:
    """Make an article, all asserted by default; "Valdoria & Ostrel" gives twins A1 and A1x."""
    article, marks = marked(*lines)
    makers = {
        (one.id + "x" * n): (replace(one, id=one.id + "x" * n), name)
        for one, names in zip(marks, speakers, strict=True)
        for n, name in enumerate(names.split(" & "))
    }
    letters = stances or "a" * len(makers)
    return AnnotatedArticle(
        article=replace(article, id=id),
        attributions=tuple(one for one, _ in makers.values()),
        speakers={id: name for id, (_, name) in makers.items()},
        stances={id: STANCES[letter] for id, letter in zip(makers, letters, strict=True)},
        pairs=tuple(map(pair, pairs)),
    )


def bridge(pairs: Sequence[str] = PAIRS, *, id: str = "one") -> AnnotatedArticle:
    return annotate(LINES, SPEAKERS, stances="aadaaua", pairs=pairs, id=id)


def sayings(*speakers: str, pairs: Sequence[str] = (), id: str = "one") -> AnnotatedArticle:
    """Make an article in which each speaker says one thing, all of them as "somebody"."""
    lines = [f"[somebody] {{said}} <thing {n:03}>." for n in range(len(speakers))]
    return annotate(lines, speakers, pairs=pairs, id=id)


def sure(annotated: AnnotatedArticle, probability: float | None = 0.9) -> AnnotatedArticle:
    return replace(
        annotated, pairs=tuple(replace(p, probability=probability) for p in annotated.pairs)
    )


def evaluate(
    gold: AnnotatedArticle, found: AnnotatedArticle, baseline: AnnotatedArticle | None = None
) -> Evaluation:
    plain = None if baseline is None else {baseline.article.id: baseline}
    return score_claims([gold], {found.article.id: found}, model="m", baseline=plain)


def values(gold: AnnotatedArticle, found: AnnotatedArticle) -> dict[str, float | None]:
    return measure_claims([gold], {found.article.id: found}).whole.values()


# Gold against itself, and systems that are broken


def test_gold_scores_one_wherever_it_is_defined() -> None:
    gold = bridge()
    evaluation = evaluate(gold, sure(gold))
    for scores in (evaluation.scores, *evaluation.slices.values()):
        assert {name: score.value for name, score in scores.items()} == dict.fromkeys(scores, 1)
    assert (evaluation.task, evaluation.model, evaluation.n) == ("claims", "m", 1)
    assert evaluation.notes == ()
    assert mistakes_claims([gold], {"one": gold}) == []


def test_n_counts_what_a_score_rests_on() -> None:
    scores = evaluate(bridge(), sure(bridge())).scores
    assert {name: score.n for name, score in scores.items()} == {
        "attributions_f1": 7, "speaker_accuracy": 7, "speaker_b3_precision": 7,
        "speaker_b3_recall": 7, "speaker_b3_f1": 7, "stance_macro_f1": 7, "stance_f1_asserts": 5,
        "stance_f1_denies": 1, "stance_f1_uncommitted": 1, "stance_accuracy": 7,
        "contradicts_precision": 5, "contradicts_recall": 5, "contradicts_f1": 5,
        "corroborates_precision": 2, "corroborates_recall": 2, "corroborates_f1": 2,
        "updates_precision": 1, "updates_recall": 1, "updates_f1": 1,
        "average_precision_contradicts": 5, "kind_accuracy": 5,
        "matrix_precision": 5, "matrix_recall": 5, "matrix_f1": 5,
    }  # fmt: skip


def test_everything_by_one_speaker() -> None:
    gold = bridge()
    scores = values(gold, replace(gold, speakers=dict.fromkeys(gold.speakers, "Valdoria")))
    assert scores["speaker_accuracy"] == CLOSE(2 / 7)
    # Clusters of gold: Valdoria 2, five of 1. Precision (2·2 + 5·1·1) / 7 / 7, recall 1.
    assert scores["speaker_b3_precision"] == CLOSE(9 / 49)
    assert scores["speaker_b3_recall"] == 1
    # Its one source stands for Valdoria, which has most: one cell, Valdoria with itself.
    assert scores["matrix_precision"] == 1
    assert scores["matrix_recall"] == CLOSE(1 / 5)


def test_flipped_stances() -> None:
    flipped = {Stance.ASSERTS: Stance.DENIES, Stance.DENIES: Stance.ASSERTS}
    gold = bridge()
    turned = {id: flipped.get(stance, stance) for id, stance in gold.stances.items()}
    scores = values(gold, replace(gold, stances=turned))
    assert scores["stance_accuracy"] == CLOSE(1 / 7)
    assert scores["stance_f1_asserts"] == scores["stance_f1_denies"] == 0
    assert scores["stance_f1_uncommitted"] == 1
    assert scores["stance_macro_f1"] == CLOSE(1 / 3)


def test_all_pairs_contradict() -> None:
    gold = bridge()
    ids = [one.id for one in gold.attributions]
    every = [f"{a} {b} contradicts fact 0.7" for a, b in itertools.combinations(ids, 2)]
    evaluation = evaluate(gold, bridge(every))
    scores = {name: score.value for name, score in evaluation.scores.items()}
    assert scores["contradicts_precision"] == CLOSE(5 / 21)  # of 7 · 6 / 2 pairs
    assert scores["contradicts_recall"] == 1
    assert scores["average_precision_contradicts"] == CLOSE(5 / 21)
    assert scores["corroborates_precision"] is None
    assert scores["corroborates_recall"] == scores["updates_recall"] == 0
    assert scores["kind_accuracy"] == CLOSE(1 / 5)


def test_no_pairs() -> None:
    scores = values(bridge(), bridge(()))
    assert scores["speaker_accuracy"] == 1
    for relation in ("contradicts", "corroborates", "updates", "matrix"):
        assert scores[f"{relation}_precision"] is None
        assert scores[f"{relation}_recall"] == scores[f"{relation}_f1"] == 0
    assert scores["average_precision_contradicts"] is scores["kind_accuracy"] is None


def test_nothing_at_all_is_none() -> None:
    for evaluation in (score_claims([], {}, model="m"), evaluate(sayings(), sayings())):
        for scores in (evaluation.scores, *evaluation.slices.values()):
            assert set(scores.values()) == {Score(None, None, None, 0, None)}
        assert evaluation.curves == ()


def test_nothing_found() -> None:
    evaluation = score_claims([bridge()], {}, model="m")
    scores = evaluation.scores
    assert scores["attributions_f1"].value == scores["contradicts_recall"].value == 0
    assert scores["speaker_accuracy"].value is scores["stance_macro_f1"].value is None
    assert evaluation.notes == (
        "no predictions for 1 of 1 articles",
        "7 of 7 gold attributions are aligned to none that was found",
    )


# Alignment


def test_twins_are_aligned_by_their_names() -> None:
    gold = annotate(LINES[:1], ["Valdoria & Ostrel"])
    found = annotate(LINES[:1], ["Ostrel & Valdoria"])
    assert dict(align(gold, found).found_ids) == {"A1": "A1x", "A1x": "A1"}
    assert values(gold, found)["speaker_accuracy"] == 1


def test_overlap_goes_before_names() -> None:
    gold = annotate(["[Dana] {said} <one two three four>."], ["Dana"])
    whole, _ = marked("[Dana] {said} <one two three four>.")
    _, (part,) = marked("[Dana] {said} one <two three four>.")
    attributions = (gold.attributions[0], replace(part, id="A2"))
    found = AnnotatedArticle(whole, attributions, {"A1": "unknown", "A2": "Dana"}, {}, ())
    assert dict(align(replace(gold, article=whole), found).found_ids) == {"A1": "A1"}


def test_a_joint_source_read_as_one_leaves_a_twin_over() -> None:
    gold = annotate(LINES[:1], ["Valdoria & Ostrel"])
    evaluation = evaluate(gold, annotate(LINES[:1], ["Ostrel"]))
    assert evaluation.scores["attributions_f1"].value == CLOSE(2 / 3)  # tp 1, fn 1
    assert evaluation.scores["speaker_accuracy"].value == 1
    assert evaluation.notes == ("1 of 2 gold attributions are aligned to none that was found",)


@pytest.mark.parametrize(
    "line",
    [
        "Dana {said} <the old bridge was closed>.",  # the source is absent on one side
        "[Dana] {said} the old bridge was <closed>.",  # 6 of 25 characters
    ],
)
def test_what_overlaps_too_little_is_not_aligned(line: str) -> None:
    gold = annotate(["[Dana] {said} <the old bridge was closed>."], ["Dana"])
    assert values(gold, annotate([line], ["Dana"]))["attributions_f1"] == 0


def test_another_text_is_refused() -> None:
    with pytest.raises(CorpusError, match="'one': found .* of another text; expected the"):
        evaluate(sayings("Dana"), annotate(["[Dana] {said} <so>."], ["Dana"]))


def test_a_pair_of_nothing_is_refused() -> None:
    gold = sayings("Dana", "Otto")
    with pytest.raises(CorpusError, match="a pair of A1 and A7; .* A7 is none"):
        evaluate(gold, replace(gold, pairs=(pair("A1 A7 contradicts fact"),)))


def test_an_unknown_article_is_refused() -> None:
    with pytest.raises(CorpusError, match="predictions for article 'two'; expected only the 1"):
        score_claims([sayings("Dana")], {"two": sayings("Dana", id="two")}, model="m")


# Speakers


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("The White Helmets", "white helmets"),
        ("the army's", "army"),
        ("villagers’", "villagers"),
        ("Dana  Wirrel,", "dana wirrel"),
        ("Seán O’Hara", "seán ohara"),
        ("Al-Dorrin Press (ADP)", "al dorrin press adp"),
        ("Theodor", "theodor"),
        ("“Moss”", "moss"),
        ("the", "the"),
        ("Unspecified", "unknown"),
        ("…", ""),
    ],
)
def test_names_are_compared_without_trimmings(name: str, plain: str) -> None:
    assert normalize_name(name) == plain
    assert normalize_name(plain) == plain


def test_speakers_are_right_by_name() -> None:
    scores = values(sayings("Dana", "the Board", "Otto"), sayings("Dana’s", "board", "mayor"))
    assert scores["speaker_accuracy"] == CLOSE(2 / 3)
    assert scores["speaker_b3_f1"] == 1


def test_b_cubed_of_bagga_and_baldwin() -> None:
    # Their Figures 1–3: twelve mentions in clusters of 5, 2 and 5. One answer joins the 2 with a
    # 5, the other the two 5s. Precision (5 + 2·2/7 + 5·5/7) / 12 = 76 % and
    # (5·5/10 + 2 + 5·5/10) / 12 = 58 %; recall 100 % for both.
    truth = "AAAAABBCCCCC"
    for answer, precision in (("AAAAABBBBBBB", 16 / 21), ("AAAAABBAAAAA", 7 / 12)):
        scores = values(sayings(*truth), sayings(*answer))
        assert scores["speaker_b3_precision"] == CLOSE(precision)
        assert scores["speaker_b3_recall"] == 1
        assert scores["speaker_b3_f1"] == CLOSE(2 * precision / (precision + 1))


def test_b_cubed_in_the_middle() -> None:
    # Gold {1 2 3} {4}, found {1 2} {3 4}. Precision (1 + 1 + ½ + ½) / 4, recall
    # (⅔ + ⅔ + ⅓ + 1) / 4.
    scores = values(sayings(*"AAAB"), sayings(*"XXYY"))
    assert scores["speaker_b3_precision"] == CLOSE(3 / 4)
    assert scores["speaker_b3_recall"] == CLOSE(2 / 3)
    assert scores["speaker_b3_f1"] == CLOSE(2 * 3 / 4 * 2 / 3 / (3 / 4 + 2 / 3))


def test_clusters_end_with_the_article() -> None:
    gold = [sayings("Dana", id="one"), sayings("Dana", id="two")]
    found = {"one": sayings("Dana", id="one"), "two": sayings("Otto", id="two")}
    assert measure_claims(gold, found).whole.values()["speaker_b3_recall"] == 1


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("XYZ")), min_size=1))
def test_b_cubed_equals_its_definition(rows: list[tuple[str, str]]) -> None:
    items = range(len(rows))
    gold, found = ([{j for j in items if rows[j][s] == rows[i][s]} for i in items] for s in (0, 1))
    precision = sum(len(gold[i] & found[i]) / len(found[i]) for i in items) / len(rows)
    recall = sum(len(gold[i] & found[i]) / len(gold[i]) for i in items) / len(rows)
    sums = b_cubed_sums([ours for ours, _ in rows], [theirs for _, theirs in rows])
    assert b_cubed_precision(sums) == CLOSE(precision)
    assert b_cubed_recall(sums) == CLOSE(recall)
    assert b_cubed_f1(sums) == CLOSE(2 * precision * recall / (precision + recall))


def test_no_speaker_is_an_unknown_one() -> None:
    found = replace(sayings("Dana", "Otto"), speakers={"A1": "Dana"})
    assert values(sayings("Dana", "unknown"), found)["speaker_accuracy"] == 1
    assert values(sayings("Dana", "Otto"), found)["speaker_accuracy"] == CLOSE(1 / 2)


def test_the_baseline_of_speakers_is_the_words_of_the_source() -> None:
    lines = ["[Dana Wirrel] {said} <so>.", "[She] {said} <more>.", "{according to} <a rumour>."]
    gold = annotate(lines, ["Dana Wirrel", "Dana Wirrel", "unknown"])
    scores = evaluate(gold, gold).scores
    assert scores["speaker_accuracy"].baseline == CLOSE(2 / 3)
    # Clusters of its own: recall (½ + ½ + 1) / 3.
    assert scores["speaker_b3_precision"].baseline == 1
    assert scores["speaker_b3_recall"].baseline == CLOSE(2 / 3)


# Stances


def test_hand_worked_stances() -> None:
    gold = annotate(LINES, ["s"] * 6, stances="aaaddu")
    found = annotate(LINES, ["s"] * 6, stances="aadada")
    scores = values(gold, found)
    assert scores["stance_accuracy"] == CLOSE(3 / 6)
    assert scores["stance_f1_asserts"] == CLOSE(2 * 2 / (2 * 2 + 2 + 1))
    assert scores["stance_f1_denies"] == CLOSE(2 * 1 / (2 * 1 + 1 + 1))
    assert scores["stance_f1_uncommitted"] == 0
    assert scores["stance_macro_f1"] == CLOSE((4 / 7 + 1 / 2) / 3)


def test_macro_f1_is_over_the_stances_of_the_gold() -> None:
    gold = annotate(LINES[:2], ["s"] * 2, stances="ad")
    scores = values(gold, annotate(LINES[:2], ["s"] * 2, stances="au"))
    assert scores["stance_macro_f1"] == CLOSE((1 + 0) / 2)
    assert scores["stance_f1_uncommitted"] is None


def test_the_baseline_of_stances_is_the_word_of_denial() -> None:
    lines = ["[A] {said} <so>.", "[B] {denied} <it>.", "[C] {rejects} <it>.", "[D] {doubted} <it>."]
    gold = annotate(lines, "ABCD", stances="adda")
    assert evaluate(gold, gold).scores["stance_accuracy"].baseline == 1
    gold = annotate(lines, "ABCD", stances="aadu")
    assert evaluate(gold, gold).scores["stance_accuracy"].baseline == CLOSE(2 / 4)


def test_no_stance_is_a_wrong_one() -> None:
    gold = annotate(LINES[:2], ["s"] * 2, stances="ad")
    evaluation = evaluate(gold, replace(gold, stances={"A1": Stance.ASSERTS}))
    assert evaluation.scores["stance_accuracy"].value == CLOSE(1 / 2)
    stances = evaluation.confusions[0]
    assert stances.columns == ("asserts", "denies", "uncommitted", "none")
    assert stances.counts == ((1, 0, 0, 0), (0, 0, 0, 1), (0, 0, 0, 0))


# Pairs


def test_hand_worked_pairs() -> None:
    # Found: A2–A1 right (the other way round), A3–A4 right, A5–A6 wrong, A2–A6 called an update.
    found = bridge(
        ["A2 A1 contradicts denial", "A3 A4 contradicts fact", "A5 A6 contradicts fact",
         "A2 A6 updates number"]
    )  # fmt: skip
    scores = values(bridge(), found)
    assert scores["contradicts_precision"] == CLOSE(2 / 3)
    assert scores["contradicts_recall"] == CLOSE(2 / 5)
    assert scores["contradicts_f1"] == CLOSE(2 * 2 / (2 * 2 + 1 + 3))
    assert scores["corroborates_recall"] == scores["updates_precision"] == 0
    assert scores["kind_accuracy"] == CLOSE(1 / 2)


def test_undetermined_is_no_answer() -> None:
    found = bridge(["A1 A2 undetermined", "A1 A3 unrelated"])
    assert values(bridge(), found)["contradicts_precision"] is None
    assert evaluate(bridge(), found).confusions == evaluate(bridge(), bridge(())).confusions


def test_a_pair_listed_twice_counts_once() -> None:
    gold = sayings("Dana", "Otto", "Una", pairs=["A1 A2 contradicts fact"])
    twice = [
        "A1 A2 contradicts fact",
        "A2 A1 contradicts fact",
        "A1 A3 contradicts",
        "A3 A1 contradicts",
    ]
    found = replace(gold, pairs=tuple(map(pair, twice)))
    assert values(gold, found)["contradicts_precision"] == CLOSE(1 / 2)


def test_a_pair_with_an_end_of_its_own_is_wrong() -> None:
    lines = LINES[2:4]
    gold = annotate(lines, ["guard", "villagers"], pairs=["A1 A2 contradicts number"])
    missed = replace(gold, attributions=gold.attributions[:1], pairs=())
    assert values(missed, gold)["contradicts_precision"] == 0
    assert values(gold, missed)["contradicts_recall"] == 0


def test_a_right_pair_counts_in_the_slice_of_the_golds_kind() -> None:
    gold = sayings(*"ABCD", pairs=["A1 A2 contradicts number", "A1 A3 contradicts fact"])
    found = ["A1 A2 contradicts denial", "A3 A4 contradicts denial", "A2 A4 contradicts fact"]
    measured = measure_claims([gold], {"one": replace(gold, pairs=tuple(map(pair, found)))})
    counts = {str(kind): measured.slices[kind].counts.tolist() for kind in Kind}
    assert counts == {
        "denial": [[0, 1, 0]], "number": [[1, 0, 0]], "responsibility": [[0, 0, 0]],
        "fact": [[0, 1, 1]],
    }  # fmt: skip
    assert measured.slices["number"].values() == dict.fromkeys(
        ("contradicts_precision", "contradicts_recall", "contradicts_f1"), 1
    )
    assert measured.whole.values()["kind_accuracy"] == 0


def test_between_speakers_nobody_speaks_against_himself_or_for_his_own_statement() -> None:
    """Ada's two statements, and the twins of Bo's and Cleo's one."""
    gold = annotate(
        ["[Ada] {said} <it rained>.", "[Ada] {said} <it was dry>.", "[Bo and Cleo] {said} <no>."],
        ["Ada", "Ada", "Bo & Cleo"],
        pairs=["A1 A2 contradicts fact", "A1 A3 contradicts fact", "A3 A3x corroborates fact"],
    )
    everything = measure_claims([gold], {"one": gold}).slices["between speakers"]
    nothing = measure_claims([gold], {"one": replace(gold, pairs=())}).slices["between speakers"]
    assert everything.counts.tolist() == [[1, 0, 0, 0, 0, 0, 0, 0, 0]]
    assert nothing.counts.tolist() == [[0, 0, 1, 0, 0, 0, 0, 0, 0]]


def test_between_speakers_wrong_pairs_are_read_in_what_was_found() -> None:
    gold = sayings("Ada", "Ada", "Bo")
    pairs = tuple(map(pair, ["A1 A2 contradicts fact", "A1 A3 contradicts fact"]))
    apart = replace(gold, speakers={"A1": "Ada", "A2": "she", "A3": "Bo"}, pairs=pairs)
    for found, wrong in ((replace(gold, pairs=pairs), 1), (apart, 2)):
        table = measure_claims([gold], {"one": found}).slices["between speakers"]
        assert table.counts[0, :3].tolist() == [0, wrong, 0]


def test_values_of_the_baseline_stand_beside() -> None:
    evaluation = evaluate(bridge(), bridge(()), baseline=bridge(PAIRS[:2]))
    assert evaluation.scores["contradicts_recall"].baseline == CLOSE(2 / 5)
    assert evaluation.scores["matrix_recall"].baseline == CLOSE(2 / 5)
    assert evaluation.slices["denial"]["contradicts_recall"].baseline == 1
    assert evaluation.scores["stance_accuracy"].baseline == CLOSE(6 / 7)  # declined to comment
    assert evaluate(bridge(), bridge(())).scores["contradicts_recall"].baseline is None


def test_rules_are_the_baseline_of_attributions() -> None:
    gold = annotate(["[Dana Wirrel] {said} <the bridge was closed>."], ["Dana Wirrel"])
    assert evaluate(gold, gold).scores["attributions_f1"].baseline == 1


def test_confusion_of_relations_is_over_pairs_of_aligned_attributions() -> None:
    gold = sayings(*"ABCD", pairs=["A1 A2 contradicts fact", "A3 A4 corroborates fact"])
    found = [pair("A2 A1 updates number"), pair("A1 A3 contradicts fact")]
    three = replace(gold, attributions=gold.attributions[:3], pairs=tuple(found))
    relations = evaluate(gold, three).confusions[1]
    assert relations.rows == relations.columns
    assert relations.rows == ("contradicts", "corroborates", "updates", "unrelated")
    # A1–A2, A1–A3 and A2–A3.
    assert relations.counts == ((0, 0, 1, 0), (0, 0, 0, 0), (0, 0, 0, 0), (1, 0, 0, 1))


# The matrix


def test_a_cell_is_two_sources_however_often_they_meet() -> None:
    gold = sayings(*"ABAB", pairs=["A1 A2 contradicts fact", "A3 A4 contradicts fact"])
    found = replace(gold, pairs=gold.pairs[:1])
    scores = values(gold, found)
    assert (scores["contradicts_recall"], scores["matrix_recall"]) == (1 / 2, 1)


def test_a_source_stands_for_most_of_what_it_says() -> None:
    gold = sayings(*"AABC", pairs=["A1 A3 contradicts fact", "A1 A4 contradicts fact"])
    # P makes two statements of A and one of B, Q the one of C.
    found = replace(
        gold,
        speakers=dict(zip(gold.speakers, "PPPQ", strict=True)),
        pairs=(pair("A3 A4 contradicts fact"),),
    )
    scores = values(gold, found)
    assert scores["contradicts_precision"] == 0
    assert scores["matrix_precision"] == 1  # P–Q is A–C
    assert scores["matrix_recall"] == CLOSE(1 / 2)


def test_ties_go_to_the_first_by_name() -> None:
    gold = sayings(*"BAC", pairs=["A2 A3 contradicts fact"])
    found = replace(gold, speakers={"A1": "P", "A2": "P", "A3": "C"})
    assert values(gold, found)["matrix_precision"] == 1


def test_a_source_without_aligned_attributions_is_itself() -> None:
    whole = sayings(*"ABC", pairs=["A1 A2 contradicts fact", "A1 A3 contradicts fact"])
    gold = replace(whole, attributions=whole.attributions[:2], pairs=whole.pairs[:1])
    scores = values(gold, whole)
    assert (scores["matrix_precision"], scores["matrix_recall"]) == (1 / 2, 1)


def test_a_source_may_contradict_itself() -> None:
    gold = sayings(*"AAB", pairs=["A1 A2 contradicts fact"])
    assert values(gold, gold)["matrix_f1"] == 1
    others = replace(gold, pairs=(pair("A1 A3 contradicts fact"),))
    assert values(gold, others)["matrix_precision"] == 0


# How sure


def ranked(
    *labels: tuple[float, bool], missed: int = 0
) -> tuple[AnnotatedArticle, AnnotatedArticle]:
    """Make an article with a found pair for each (probability, right), and `missed` gold ones."""
    size = len(labels) + missed
    pairs = list(itertools.islice(itertools.combinations(range(1, 3 + size), 2), size))
    names = [f"A{a} A{b} contradicts fact" for a, b in pairs]
    found = [f"{name} {p}" for name, (p, _) in zip(names, labels, strict=False)]
    gold = [name for n, name in enumerate(names) if n >= len(labels) or labels[n][1]]
    speakers = [f"s{n}" for n in range(2 + size)]
    return sayings(*speakers, pairs=gold), sayings(*speakers, pairs=found)


def test_average_precision_by_hand() -> None:
    # Right, wrong, right, and one missed. 5 + 1 statements, so 15 pairs.
    gold, found = ranked((0.9, True), (0.8, False), (0.7, True), missed=1)
    pairs = 6 * 5 / 2
    value = values(gold, found)["average_precision_contradicts"]
    assert value == CLOSE((1 + 2 / 3 + 3 / pairs) / 3)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([0.5, 0.6, 0.7, 0.8]), st.booleans()), min_size=1, max_size=8
    ),
    st.integers(0, 3),
)
def test_average_precision_equals_scikit_learn(
    labels: list[tuple[float, bool]], missed: int
) -> None:
    gold, found = ranked(*labels, missed=missed)
    if not gold.pairs:
        assert values(gold, found)["average_precision_contradicts"] is None
        return
    size = len(gold.attributions)
    others = size * (size - 1) // 2 - len(labels) - missed
    truth = [right for _, right in labels] + [True] * missed + [False] * others
    said = [p for p, _ in labels] + [0.0] * (missed + others)
    value = values(gold, found)["average_precision_contradicts"]
    assert value == CLOSE(average_precision_score(truth, said))


@pytest.mark.parametrize("found", [["A1 A2", "A1 A3"], ["A1 A3"]])
def test_pairs_of_no_gold_attributions_are_candidates_too(found: list[str]) -> None:
    probabilities = {"A1 A2": 0.6, "A1 A3": 0.8}
    pairs = [f"{ends} contradicts fact {probabilities[ends]}" for ends in found]
    whole = sayings(*"ABC", pairs=pairs)
    gold = replace(
        sayings(*"ABC", pairs=["A1 A2 contradicts fact"]),
        attributions=whole.attributions[:2],
        speakers={"A1": "A", "A2": "B"},
    )
    said = [probabilities[ends] if ends in found else 0.0 for ends in probabilities]
    value = values(gold, whole)["average_precision_contradicts"]
    assert value == CLOSE(average_precision_score([True, False], said))


def test_without_probabilities_there_is_no_average_precision() -> None:
    gold = bridge()
    evaluation = evaluate(gold, gold)
    assert evaluation.scores["average_precision_contradicts"].value is None
    assert evaluation.curves == ()
    one_lacks = replace(gold, pairs=(*sure(gold).pairs[1:], gold.pairs[0]))
    assert evaluate(gold, one_lacks).curves == ()


def test_the_curve_goes_from_the_surest_to_all() -> None:
    gold, found = ranked((0.9, True), (0.7, False), (0.8, True), (0.7, True), missed=1)
    (curve,) = evaluate(gold, found).curves
    points = [(point.x, point.y, point.n) for point in curve.lines["m"]]
    assert points == [(1 / 4, 1, 1), (2 / 4, 1, 2), (1, 3 / 4, 4)]  # two are equally sure


def test_the_curve_has_intervals_and_few_points() -> None:
    labels = [(0.6 + n / 1000, n % 3 > 0) for n in range(60)]
    articles = [ranked(*labels[n : n + 6]) for n in range(0, 60, 6)]
    gold = [replace(g, article=replace(g.article, id=str(n))) for n, (g, _) in enumerate(articles)]
    found = {
        str(n): replace(f, article=replace(f.article, id=str(n)))
        for n, (_, f) in enumerate(articles)
    }
    evaluation = score_claims(gold, found, model="m")
    points = evaluation.curves[0].lines["m"]
    assert [point.n for point in points] == list(range(3, 61, 3))
    assert all(p.low is not None and p.low <= p.y <= (p.high or 0) for p in points)
    assert points[-1].y == evaluation.scores["contradicts_precision"].value
    score = evaluation.scores["average_precision_contradicts"]
    assert score.low is not None and score.high is not None and score.low < score.high


# What a reader must know


def test_gold_with_attributions_alone_is_scored_by_these() -> None:
    gold = replace(bridge(()), speakers={}, stances={})
    evaluation = evaluate(gold, sure(bridge()))
    assert {name for name, score in evaluation.scores.items() if score.value is not None} == {
        "attributions_f1"
    }
    assert evaluation.notes == (
        "1 of 1 articles have no speakers, stances and pairs in the gold, so that their "
        "attributions alone are scored",
    )
    assert not any(np.any(table.counts) for table in evaluation.confusions)
    assert mistakes_claims([gold], {"one": bridge()}) == []


def test_a_silent_article_has_pairs_to_be_wrong_about() -> None:
    found = sayings("Dana", "Otto", pairs=["A1 A2 contradicts fact"])
    silent = AnnotatedArticle(found.article, (), {}, {}, ())
    assert values(silent, found)["contradicts_precision"] == 0


def test_rows_are_articles_in_the_order_of_the_gold() -> None:
    gold = [bridge(id="two"), bridge(id="one")]
    table = measure_claims(gold, {"one": bridge(id="one")}).whole
    assert len(table.counts) == 2
    assert table.counts[0, 0] == 0
    assert table.counts[1, 0] == 7


def test_an_evaluation_survives_json() -> None:
    evaluation = evaluate(bridge(), sure(bridge()), baseline=bridge(PAIRS[:2]))
    assert Evaluation.from_dict(json.loads(json.dumps(evaluation.to_dict()))) == evaluation


# The baseline of pairs


def told(judge: FakeJudge) -> list[tuple[str, str]]:
    return [(text.premise, text.hypothesis) for text in judge.asked]


def test_plain_inference_reads_whole_statements_the_earlier_first() -> None:
    found = annotate(
        ["[Dana] {said} <the dam broke>.", "“<The dam did not>,” {said} [Otto]."], ["Dana", "Otto"]
    )
    judge = FakeJudge({("the dam broke", "The dam did not"): CONTRADICTS})
    plain = plain_claims(found, judge=judge)
    assert told(judge) == [("Dana said the dam broke", "The dam did not,” said Otto")]
    assert plain.pairs == (GoldPair("A1", "A2", Relation.CONTRADICTS, Kind.DENIAL, 0.96),)
    assert replace(plain, pairs=()) == found


@pytest.mark.parametrize(
    ("judgement", "relations"),
    [
        (CONTRADICTS, [Relation.CONTRADICTS]),
        (ENTAILS, [Relation.CORROBORATES]),
        (Judgement(0.3, 0.4, 0.3), []),
    ],
)
def test_the_likeliest_label_is_the_relation(
    judgement: Judgement, relations: list[Relation]
) -> None:
    found = annotate(["[Dana] {said} <the dam broke>.", "[Otto] {said} <a dam holds>."], "DO")
    judge = FakeJudge({("", ""): judgement})
    assert [one.relation for one in plain_claims(found, judge=judge).pairs] == relations


def test_statements_that_share_no_content_word_are_not_compared() -> None:
    found = annotate(["[Dana] {said} <the dam broke>.", "[Otto] {said} <the snow fell>."], "DO")
    judge = FakeJudge({("", ""): CONTRADICTS})
    assert plain_claims(found, judge=judge).pairs == ()
    assert judge.asked == []


def test_plain_inference_compares_no_source_with_itself() -> None:
    judge = FakeJudge({("", ""): CONTRADICTS})
    plain = plain_claims(sayings("Dana", "the Dana", "Otto"), judge=judge)
    assert [(one.a, one.b) for one in plain.pairs] == [("A1", "A3"), ("A2", "A3")]


def test_plain_inference_asks_a_text_once() -> None:
    judge = FakeJudge({("", ""): ENTAILS})
    plain = plain_claims(annotate(LINES[:2], ["Valdoria & Ostrel", "Dana"]), judge=judge)
    # The twins' one text against itself, and against Dana's, which shares its words.
    assert len(judge.asked) == len(set(told(judge))) == 2
    assert len(plain.pairs) == 3


def test_nothing_judged_is_no_pair() -> None:
    assert plain_claims(sayings("Dana", "Otto"), judge=FakeJudge()).pairs == ()
    assert plain_claims(sayings(), judge=FakeJudge()).pairs == ()


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("denied <any rain>", "said <there was rain>", Kind.DENIAL),
        ("said <it never rained>", "said <it rained>", Kind.DENIAL),
        ("said <nine people were killed>", "said <40 people were killed>", Kind.NUMBER),
        ("said <rebels shelled it>", "said <the army shelled it>", Kind.RESPONSIBILITY),
        ("said <the rain stopped>", "said <the rain went on>", Kind.FACT),
    ],
)
def test_plain_kinds_are_read_from_the_words(one: str, other: str, kind: Kind) -> None:
    lines = [
        f"[{name}] {{{words.replace(' <', '} <', 1)}." for name, words in (("A", one), ("B", other))
    ]
    plain = plain_claims(annotate(lines, "AB"), judge=FakeJudge({("", ""): CONTRADICTS}))
    assert [pair.kind for pair in plain.pairs] == [kind]


# Mistakes


def test_a_mistake_gives_the_words_of_both_sides() -> None:
    gold = annotate(LINES[2:4], ["guard", "villagers"], pairs=["A1 A2 contradicts number"])
    found = replace(
        gold, speakers={"A1": "guard", "A2": "locals"}, pairs=(pair("A1 A2 contradicts fact 0.8"),)
    )
    found = replace(found, propositions={"A2": "40 lorries crossed"})
    speaker, kind = mistakes_claims([gold], {"one": found})
    assert speaker.to_dict() == {
        "article": "one", "stage": "speaker", "what": "wrong", "start": 40,
        "gold": [{
            "id": "A2", "speaker": "villagers", "stance": "asserts", "source": "Villagers",
            "cue": "said", "content": "40 lorries crossed it", "proposition": None,
        }],
        "found": [{
            "id": "A2", "speaker": "locals", "stance": "asserts", "source": "Villagers",
            "cue": "said", "content": "40 lorries crossed it", "proposition": "40 lorries crossed",
        }],
        "gold_relation": None, "found_relation": None, "gold_kind": None, "found_kind": None,
        "probability": None,
    }  # fmt: skip
    assert [one.id for one in kind.gold] == [one.id for one in kind.found] == ["A1", "A2"]
    assert (kind.stage, kind.what, kind.probability) == ("kind", "wrong", 0.8)
    assert (kind.gold_relation, kind.found_relation) == ("contradicts", "contradicts")
    assert (kind.gold_kind, kind.found_kind) == ("number", "fact")


def test_mistakes_come_by_article_stage_and_place() -> None:
    gold = bridge()
    found = replace(
        bridge(["A2 A6 contradicts fact 0.7", "A3 A5 contradicts fact 0.8"]),
        attributions=gold.attributions[1:],
        speakers=gold.speakers | {"A6": "Ostrel"},
        stances=gold.stances | {"A3": Stance.DENIES},
    )
    others = [bridge(id="z"), bridge(id="a")]
    mistakes = mistakes_claims([gold, *others], {"one": found})
    assert [one.article for one in mistakes if one.stage == "attribution"] == [
        "one", *["z"] * 7, *["a"] * 7
    ]  # fmt: skip
    mine = [one for one in mistakes if one.article == "one"]
    assert [(one.stage, one.what) for one in mine] == [
        ("attribution", "missed"), ("speaker", "wrong"), ("stance", "wrong"),
        *[("contradicts", "missed")] * 5, ("contradicts", "spurious"),
        ("corroborates", "missed"), ("corroborates", "wrong"), ("updates", "missed"),
    ]  # fmt: skip


def test_places_of_pairs_are_those_of_their_first_statement() -> None:
    gold = sayings(*"ABC", pairs=["A2 A3 contradicts fact", "A3 A1 contradicts fact"])
    mistakes = mistakes_claims([gold], {"one": replace(gold, pairs=())})
    assert [[one.id for one in mistake.gold] for mistake in mistakes] == [
        ["A3", "A1"],
        ["A2", "A3"],
    ]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_there_are_as_many_mistakes_as_the_scores_count(data: st.DataObject) -> None:
    ids = [one.id for one in bridge().attributions]
    ends = st.sampled_from(list(itertools.combinations(ids, 2)))
    labels = st.sampled_from(["contradicts", "corroborates", "updates", "undetermined"])
    kinds = st.sampled_from(["denial", "fact"])
    rows = st.lists(st.tuples(ends, labels, kinds), max_size=8)
    gold_rows = data.draw(
        st.lists(st.tuples(ends, labels, kinds), max_size=8, unique_by=lambda r: r[0])
    )
    gold, found = (
        bridge([f"{a} {b} {relation} {kind} 0.7" for (a, b), relation, kind in each])
        for each in (gold_rows, data.draw(rows))
    )
    kept = data.draw(st.integers(0, 7))
    kept_ids = set(ids[:kept])
    found = replace(
        found,
        attributions=found.attributions[:kept],
        pairs=tuple(p for p in found.pairs if {p.a, p.b} <= kept_ids),
        speakers=dict(
            zip(ids, data.draw(st.permutations(list(found.speakers.values()))), strict=True)
        ),
    )
    counts = measure_claims([gold], {"one": found}).whole.counts[0]
    mistakes = mistakes_claims([gold], {"one": found})
    said = Counter((str(one.stage), str(one.what)) for one in mistakes)
    otherwise = Counter(
        one.found_relation for one in mistakes if one.stage != "kind" and one.what == "wrong"
    )
    tp, fp, fn = counts[COLUMNS["attributions"]]
    assert (said["attribution", "spurious"], said["attribution", "missed"]) == (fp, fn)
    for relation in RELATIONS:
        tp, fp, fn = counts[COLUMNS[relation]]
        assert said[relation, "missed"] + said[relation, "wrong"] == fn
        assert said[relation, "spurious"] + otherwise[relation] == fp
    for stage, column in (("speaker", "speakers"), ("kind", "kinds")):
        right, every = counts[COLUMNS[column]]
        assert said[stage, "wrong"] == every - right


def test_intervals_come_from_resampling_articles() -> None:
    gold = [sayings("Dana", id=str(n)) for n in range(40)]
    found = {str(n): sayings("Dana" if n % 2 else "Otto", id=str(n)) for n in range(40)}
    score = score_claims(gold, found, model="m").scores["speaker_accuracy"]
    assert score.value == 0.5
    assert score.low is not None and score.high is not None
    # A binomial of 40: 0.5 ± 1.96 · √(0.25 / 40).
    assert score.high - score.low == CLOSE(2 * 1.96 * np.sqrt(0.25 / 40), rel=0.1)
