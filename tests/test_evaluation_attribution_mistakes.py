"""What is wrong is shown in its words, in text order, and as often as it is counted."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace

import pytest
from conftest import marked
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.corpora import AnnotatedArticle
from attrib.evaluation.attribution.counts import MEASURES
from attrib.evaluation.attribution.mistakes import (
    AttributionMistake,
    AttributionWords,
    MistakeKind,
    mistakes_attributions,
)
from attrib.evaluation.attribution.scores import measure_attributions
from attrib.records import Article, Attribution, Span

GOLD = (
    "[Ada Mora] {said} <the dam would hold until spring>.",
    "Rain fell on Tarn.",
    "<“It is calm,”> [Lund] {added}, <“and it stays calm.”>",
    "[Vega] {denied} <that the road was shut>.",
)


def mistakes(*found: str, gold: tuple[str, ...] = GOLD) -> list[AttributionMistake]:
    """Compare two ways to mark the same words."""
    (article, right), (same, marks) = marked(*gold), marked(*found)
    assert article.text == same.text
    return mistakes_attributions([AnnotatedArticle(article, right, {}, {}, ())], {"marked": marks})


def test_what_is_right_is_no_mistake() -> None:
    assert mistakes(*GOLD) == []


def test_each_role_that_differs_is_named() -> None:
    found = (
        "Ada [Mora] {said} <the dam would hold> until spring.",
        *GOLD[1:3],
        "[Vega] {denied that} <the road was shut>.",
    )
    first, second = mistakes(*found)
    assert first == AttributionMistake(
        article="marked",
        what=(MistakeKind.SOURCE, MistakeKind.CONTENT),
        gold=AttributionWords("A1", "Ada Mora", "said", "the dam would hold until spring"),
        found=AttributionWords("A1", "Mora", "said", "the dam would hold"),
        start=0,
        sentences="Ada Mora said the dam would hold until spring.",
    )
    assert second.what == (MistakeKind.CUE, MistakeKind.CONTENT)
    assert second.sentences == "Vega denied that the road was shut."


def test_missed_and_spurious_have_one_side() -> None:
    found = (GOLD[0], "[Rain] {fell} <on Tarn>.", GOLD[2], "Vega denied that the road was shut.")
    spurious, missed = mistakes(*found)
    assert (spurious.what, spurious.gold) == ((MistakeKind.SPURIOUS,), None)
    assert spurious.found == AttributionWords("A2", "Rain", "fell", "on Tarn")
    assert (missed.what, missed.found) == ((MistakeKind.MISSED,), None)
    assert missed.gold == AttributionWords("A3", "Vega", "denied", "that the road was shut")


def test_a_gap_stands_between_the_pieces_of_a_role() -> None:
    found = (*GOLD[:2], "<“It is calm,”> Lund {added}, <“and it stays calm.”>", GOLD[3])
    missed, spurious = mistakes(*found)
    assert missed.gold and spurious.found
    assert missed.gold.content == "“It is calm,” … “and it stays calm.”"
    assert (missed.gold.source, spurious.found.source) == ("Lund", None)
    assert missed.what == (MistakeKind.MISSED,)  # both begin at one place: by name


def test_sentences_between_are_left_out() -> None:
    gold = ("[Mora] {said} <it held>.", "Rain fell.", "Snow fell.", "<It holds> still.")
    article, (one,) = marked(*gold[:3], "It holds still.")
    start = article.text.index("It holds")
    far = replace(one, content=(*one.content, Span(start, start + 8)))
    near = AnnotatedArticle(article, (one,), {}, {}, ())
    (mistake,) = mistakes_attributions([near], {"marked": [far]})
    assert mistake.sentences == "Mora said it held. … It holds still."
    neighbours = replace(one, source=(Span(article.text.index("Rain"), start - 12),))
    missed, spurious = mistakes_attributions([near], {"marked": [neighbours]})
    assert missed.sentences == "Mora said it held."
    assert spurious.sentences == "Mora said it held. Rain fell."


def test_articles_come_in_the_order_of_the_gold() -> None:
    article, gold = marked(*GOLD)
    first, second = (
        AnnotatedArticle(replace(article, id=id), gold, {}, {}, ()) for id in ("z", "a")
    )
    found = mistakes_attributions([first, second], {"z": gold[1:]})
    assert [(one.article, one.start) for one in found] == [
        ("z", 0), ("a", 0), ("a", gold[1].content[0].start), ("a", gold[2].source[0].start),
    ]  # fmt: skip


def test_to_dict_is_a_row_of_json() -> None:
    (mistake,) = mistakes(*GOLD[:3], "Vega denied that the road was shut.")
    row = mistake.to_dict()
    assert json.loads(json.dumps(row)) == row
    assert (row["what"], row["found"], row["gold"]["cue"]) == (["missed"], None, "denied")
    assert list(row) == ["article", "what", "gold", "found", "start", "sentences"]


BOUNDS = st.tuples(st.integers(0, 60), st.integers(1, 40))
PART = st.lists(BOUNDS.map(lambda pair: Span(pair[0], sum(pair))), max_size=2).map(tuple)
ATTRIBUTIONS = st.lists(st.builds(Attribution, st.just("A"), PART, PART, PART), max_size=5)


@settings(max_examples=60, deadline=None)
@given(ATTRIBUTIONS, ATTRIBUTIONS)
def test_mistakes_are_as_many_as_are_counted(
    gold: list[Attribution], found: list[Attribution]
) -> None:
    article = Article("one", "word " * 20, (Span(0, 50), Span(50, 100)))
    annotated = AnnotatedArticle(article, tuple(gold), {}, {}, ())
    counts = measure_attributions([annotated], {"one": found}).whole.counts[0]
    wrong = mistakes_attributions([annotated], {"one": found})
    what = Counter(one.what for one in wrong)
    assert what[(MistakeKind.SPURIOUS,)] == counts[MEASURES.index("lenient"), 1]
    assert what[(MistakeKind.MISSED,)] == counts[MEASURES.index("lenient"), 2]
    assert [one.start for one in wrong] == sorted(one.start for one in wrong)


@pytest.mark.parametrize("found", [{}, {"marked": ()}])
def test_everything_is_missed_where_nothing_is_found(found: dict[str, tuple[()]]) -> None:
    article, gold = marked(*GOLD)
    wrong = mistakes_attributions([AnnotatedArticle(article, gold, {}, {}, ())], found)
    assert [one.what for one in wrong] == [(MistakeKind.MISSED,)] * 3
