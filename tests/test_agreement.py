"""People are scored against each other as a tagger is scored against them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import permutations

import pytest

from attrib.corpora import AnnotatedArticle
from attrib.errors import CorpusError
from attrib.evaluation import Evaluation, score_agreement, score_attributions
from attrib.records import Article, Attribution, Span

TEXT = "Venn said it rained. Brask denied it."
SAID = Attribution("a1", (Span(0, 4),), (Span(5, 9),), (Span(10, 19),))
DENIED = Attribution("a2", (Span(21, 26),), (Span(27, 33),), (Span(34, 36),))
NARROW = Attribution("a1", (Span(0, 4),), (Span(5, 9),), (Span(13, 19),))
# Counted both ways round, recall is F1.
RECALLS = {
    "lenient_f1": "lenient_recall",
    "strict_f1": "strict_recall",
    "denial_cue_recall": "denial_cue_recall",
}
ELSEWHERE = Attribution("a3", (Span(21, 26),), (Span(34, 36),), (Span(0, 4),))


def version(
    annotator: str, *attributions: Attribution, id: str = "one", text: str = TEXT
) -> tuple[str, AnnotatedArticle]:
    return annotator, AnnotatedArticle(Article(id, text, ()), attributions, {}, {}, ())


def values(evaluation: Evaluation) -> dict[str, float | None]:
    return {name: score.value for name, score in evaluation.scores.items()}


def test_the_same_work_agrees_in_full() -> None:
    evaluation = score_agreement([version("ana", SAID, DENIED), version("bo", SAID, DENIED)])
    assert values(evaluation) == {
        "lenient_f1": 1, "strict_f1": 1, "exact_f1": 1,
        "source_f1": 1, "cue_f1": 1, "content_f1": 1,
        "source_exact_f1": 1, "cue_exact_f1": 1, "content_exact_f1": 1,
        "source_character_f1": 1, "cue_character_f1": 1, "content_character_f1": 1,
        "denial_cue_precision": 1, "denial_cue_recall": 1, "denial_cue_f1": 1,
    }  # fmt: skip
    assert evaluation.scores["lenient_f1"].n == 4
    assert all(score.baseline is None for score in evaluation.scores.values())
    assert (evaluation.task, evaluation.model, evaluation.n) == ("agreement", "2 annotators", 1)


def test_hand_worked_disagreement() -> None:
    # ana and bo share one attribution, of two and one; bo's content has 6 of ana's 9 characters.
    evaluation = score_agreement([version("ana", SAID, DENIED), version("bo", NARROW)])
    scores = values(evaluation)
    assert scores["lenient_f1"] == pytest.approx(2 / 3)  # overlap 6 of 9: lenient, not strict
    assert scores["strict_f1"] == 0
    assert scores["exact_f1"] == scores["content_exact_f1"] == 0
    for name in ("source_f1", "cue_f1", "content_f1", "source_exact_f1", "cue_exact_f1"):
        assert scores[name] == pytest.approx(2 / 3)
    assert scores["source_character_f1"] == pytest.approx(2 * 4 / (9 + 4))
    assert scores["cue_character_f1"] == pytest.approx(2 * 4 / (10 + 4))
    assert scores["content_character_f1"] == pytest.approx(2 * 6 / (11 + 6))
    assert evaluation.scores["lenient_f1"].n == 3
    assert evaluation.scores["content_character_f1"].n == 17


def test_denials_are_looked_for_both_ways() -> None:
    versions = [version("ana", DENIED), version("bo", DENIED), version("cy", SAID)]
    scores = score_agreement(versions).scores
    # ana's and bo's denial are each sought with two others; each finds it, and cy does not. Held
    # against cy, who denies nothing, both are false.
    for figure in ("recall", "precision", "f1"):
        score = scores[f"denial_cue_{figure}"]
        assert (score.value, score.n) == (0.5, 4)


def test_a_denial_that_meets_another_cue_is_found_and_false() -> None:
    # bo's cue is "denied it", ana's is "it", which denies nothing.
    it = Attribution("a2", (Span(21, 26),), (Span(34, 36),), (Span(10, 19),))
    broad = Attribution("a2", (Span(21, 26),), (Span(27, 36),), (Span(10, 19),))
    scores = score_agreement([version("ana", it), version("bo", broad)]).scores
    assert scores["denial_cue_recall"].value == 1  # bo's is met by ana's cue
    assert scores["denial_cue_precision"].value == 0.5  # and none of ana's gold denies


def test_pools_what_taggers_are_scored_by() -> None:
    works = {"ana": (SAID, DENIED), "bo": (NARROW, ELSEWHERE), "cy": (DENIED,)}
    pairs = [
        score_attributions([version("", *gold)[1]], {"one": found}, model="m").scores
        for gold, found in permutations(works.values(), 2)
    ]
    scores = score_agreement([version(who, *work) for who, work in works.items()]).scores
    for name, recall in RECALLS.items():
        hits = sum(pair[recall].value * pair[recall].n for pair in pairs if pair[recall].n)
        assert scores[name].n == sum(pair[recall].n for pair in pairs)
        assert scores[name].value == pytest.approx(hits / scores[name].n)


def test_the_order_of_versions_changes_nothing() -> None:
    versions = [
        version("ana", SAID, DENIED), version("bo", NARROW), version("cy", ELSEWHERE),
        version("ana", SAID, id="two"), version("bo", DENIED, id="two"),
    ]  # fmt: skip
    assert values(score_agreement(versions)) == values(score_agreement(versions[::-1]))


def test_articles_are_resampled() -> None:
    full = [version(who, SAID, id="one") for who in ("ana", "bo")]
    none = [version("ana", SAID, id="two"), version("bo", DENIED, id="two")]
    score = score_agreement(full + none).scores["lenient_f1"]
    assert (score.value, score.low, score.high) == (0.5, 0, 1)
    assert score_agreement(full).scores["lenient_f1"].low is None


def test_articles_with_one_version_are_passed_over() -> None:
    pair = [version("ana", SAID), version("bo", NARROW)]
    more = score_agreement([*pair, version("cy", DENIED, id="two")])
    assert more == score_agreement(pair)


@pytest.mark.parametrize(
    ("versions", "said"),
    [
        ([], "found 0 articles, none by two annotators"),
        ([version("ana", SAID), version("bo", id="two")], "found 2 articles, none by two"),
        ([version("ana", SAID), version("ana")], "article 'one': two versions by ana"),
        (
            [version("ana", SAID), version("bo", text=f"{TEXT} So.")],
            "article 'one': the text of bo's version differs",
        ),
    ],
)
def test_versions_that_cannot_be_compared_are_named(
    versions: Sequence[tuple[str, AnnotatedArticle]], said: str
) -> None:
    with pytest.raises(CorpusError, match=re.escape(said)):
        score_agreement(versions)


# The script
