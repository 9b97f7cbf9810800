"""Attributions: cues first, then the source and content of each, in windows that hold the cue."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pytest
from conftest import FakeTagger
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.article import make_article
from attrib.attributions import (
    CUE_PASSAGE,
    ROLE_PASSAGE,
    cue_passages,
    find_attributions,
    find_cues,
    passage_around,
)
from attrib.records import Article, Attribution, Passage, Role, Span, TaggedSpan

NESTED = "The mayor said that Nordal Chemicals denied a leak. Anglers said trout died."


def article_of(text: str) -> Article:
    return make_article(text, id="test")


def place(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return Span(start, start + len(words))


def words_of(article: Article, attribution: Attribution) -> tuple[str, str, str]:
    return tuple(  # type: ignore[return-value]
        " … ".join(span.of(article.text) for span in getattr(attribution, role)) for role in Role
    )


class Scripted:
    """Gives the same cues for every passage and the same roles for every cue."""

    def __init__(self, cues: Sequence[TaggedSpan], roles: Sequence[TaggedSpan]) -> None:
        self.cues, self.roles = list(cues), list(roles)

    def tag(self, passages: Sequence[Passage]) -> list[list[TaggedSpan]]:
        return [self.roles if passage.cue else self.cues for passage in passages]


def test_attributions_slice_to_their_words() -> None:
    article = article_of("The ferry is late. Lena Orr said the pier was shut. It rained.")
    (attribution,) = find_attributions(article, tagger=FakeTagger())
    assert words_of(article, attribution) == ("Lena Orr", "said", "the pier was shut")


def test_attributions_are_numbered_in_the_order_of_their_cues() -> None:
    article = article_of("One guard said it rained. The mayor denied a leak. Lena Orr said no.")
    found = find_attributions(article, tagger=FakeTagger({"denied": 1.0, "said": 1.0}))
    assert [(a.id, a.source[0].of(article.text)) for a in found] == [
        ("A1", "One guard"),
        ("A2", "The mayor"),
        ("A3", "Lena Orr"),
    ]


def test_via_names_the_attribution_around_the_cue() -> None:
    found = find_attributions(article_of(NESTED), tagger=FakeTagger())
    assert [(a.id, a.via) for a in found] == [("A1", None), ("A2", "A1"), ("A3", None)]


def test_via_names_the_innermost() -> None:
    article = article_of("The mayor said the clerk said that Nordal Chemicals denied a leak.")
    found = find_attributions(article, tagger=FakeTagger())
    assert [a.via for a in found] == [None, "A1", "A2"]


class Mutual:
    """Two cues, each with the other in its content."""

    def __init__(self, article: Article, contents: dict[str, str]) -> None:
        self.spans = {place(article, cue): place(article, c) for cue, c in contents.items()}

    def tag(self, passages: Sequence[Passage]) -> list[list[TaggedSpan]]:
        cues = [TaggedSpan(Role.CUE, cue, 1.0) for cue in self.spans]
        return [
            [TaggedSpan(Role.CONTENT, self.spans[passage.cue], 1.0)] if passage.cue else cues
            for passage in passages
        ]


def test_two_that_hold_each_other_s_cues_make_no_circle() -> None:
    article = article_of("The dam held, the mayor said, adding that it was safe.")
    contents = {"said": "adding that it was safe", "adding": "The dam held, the mayor said"}
    found = find_attributions(article, tagger=Mutual(article, contents))
    assert [(a.id, a.via) for a in found] == [("A1", "A2"), ("A2", None)]


def test_a_missing_source_stays_empty() -> None:
    (attribution,) = find_attributions(
        article_of("It rained. Said the boat was late."), tagger=FakeTagger({"Said": 1.0})
    )
    assert attribution.source == ()


def test_a_cue_without_content_gives_nothing() -> None:
    assert find_attributions(article_of("Nobody asked what he said."), tagger=FakeTagger()) == ()


@pytest.mark.parametrize("text", ["", "   \n", "Nobody spoke."])
def test_no_cues_no_attributions(text: str) -> None:
    assert find_attributions(article_of(text), tagger=FakeTagger()) == ()


def test_the_same_words_twice_are_one_attribution() -> None:
    article = article_of("Lena Orr said and wrote the pier was shut.")
    cues = [TaggedSpan(Role.CUE, place(article, word), 1.0) for word in ("said", "wrote")]
    roles = [
        TaggedSpan(Role.SOURCE, place(article, "Lena Orr"), 1.0),
        TaggedSpan(Role.CONTENT, place(article, "the pier was shut"), 1.0),
    ]
    (attribution,) = find_attributions(article, tagger=Scripted(cues, roles))
    assert (attribution.id, attribution.cue[0].of(article.text)) == ("A1", "said")


def test_of_two_overlapping_cues_the_surer_stays() -> None:
    article = article_of("The dairy said it had not sold the cow.")
    for sure, words in ((0.9, "said it had not"), (0.7, "said")):
        cues = find_cues(article, tagger=FakeTagger({"said": 0.8, "said it had not": sure}))
        assert [cue.span.of(article.text) for cue in cues] == [words]


def test_a_cue_in_two_overlapping_passages_is_one() -> None:
    filler = "The harbour wall is long and grey and wet on most days of the year. "
    article = article_of(filler * 6 + "Lena Orr said the pier was shut. " + filler * 6)
    seen = [p for p in cue_passages(article) if "said" in p.text]
    found = find_attributions(article, tagger=FakeTagger())
    assert (len(seen) > 1, len(found)) == (True, 1)


def test_roles_that_overlap_their_cue_are_left_out() -> None:
    article = article_of("Lena Orr said the pier was shut.")
    roles = [
        TaggedSpan(Role.SOURCE, place(article, "Orr said"), 1.0),
        TaggedSpan(Role.CONTENT, place(article, "the pier was shut"), 1.0),
    ]
    cues = [TaggedSpan(Role.CUE, place(article, "said"), 1.0)]
    (attribution,) = find_attributions(article, tagger=Scripted(cues, roles))
    assert attribution.source == ()


def test_confidence_is_that_of_cue_times_mean_content() -> None:
    article = article_of("Lena Orr said the pier, she thought, was shut.")
    cues = [TaggedSpan(Role.CUE, place(article, "said"), 0.9)]
    roles = [
        TaggedSpan(Role.SOURCE, place(article, "Lena Orr"), 0.1),
        TaggedSpan(Role.CONTENT, place(article, "the pier"), 0.8),
        TaggedSpan(Role.CONTENT, place(article, "was shut"), 0.6),
    ]
    (attribution,) = find_attributions(article, tagger=Scripted(cues, roles))
    assert attribution.confidence == pytest.approx(0.63)
    assert len(attribution.content) == 2


@pytest.mark.parametrize("cue", ["first", "second", "third", "last"])
def test_a_passage_around_a_cue_is_whole_sentences(cue: str) -> None:
    sentence = "The {} sentence is about a harbour wall that is long and grey and often wet, too. "
    text = "".join(sentence.format(n) for n in ("first", "second", "third", "fourth", "last"))
    article = article_of(text * 3)
    passage = passage_around(article, place(article, cue))
    assert passage.span.contains(place(article, cue))
    assert passage.text == passage.span.of(article.text)
    assert passage.span.start in {s.start for s in article.sentences}
    assert passage.span.end in {s.end for s in article.sentences}
    assert len(passage.text) <= ROLE_PASSAGE


def test_a_passage_begins_one_sentence_before_the_cue() -> None:
    article = article_of("One came. Two came. Three said so. Four left. Five left.")
    passage = passage_around(article, place(article, "said"))
    assert passage.text == "Two came. Three said so. Four left. Five left."


def test_the_marked_cue_travels_with_its_passage() -> None:
    tagger = FakeTagger()
    article = article_of(NESTED)
    found = find_attributions(article, tagger=tagger)
    assert [p.cue for p in tagger.seen if p.cue] == [a.cue[0] for a in found]


@pytest.mark.parametrize("at", [0, 2490, 4900])
def test_a_very_long_sentence_is_cropped_around_its_cue(at: int) -> None:
    text = "x" + "so on " * 833
    text = text[:at] + " said " + text[at + 6 :] + "."
    article = Article("long", text, (Span(0, len(text)),))
    cue = place(article, "said")
    passage = passage_around(article, cue)
    assert passage.span.contains(cue)
    assert len(passage.text) <= 2 * ROLE_PASSAGE + len("said")
    assert passage.text == passage.span.of(text)
    before, after = cue.start - passage.span.start, passage.span.end - cue.end
    assert before == min(cue.start, ROLE_PASSAGE)
    assert after == min(len(text) - cue.end, ROLE_PASSAGE)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 1500), min_size=1, max_size=40))
def test_cue_passages_cover_every_sentence_whole(lengths: list[int]) -> None:
    text, sentences = "", []
    for length in lengths:
        sentences.append(Span(len(text), len(text) + length))
        text += "x" * length + " "
    passages = cue_passages(Article("any", text, tuple(sentences)))
    assert all(any(p.span.contains(s) for p in passages) for s in sentences)
    assert all(p.text == p.span.of(text) and p.cue is None for p in passages)
    assert all(a.span.start < b.span.start for a, b in pairwise(passages))


def test_cue_passages_are_short_and_share_a_sentence() -> None:
    article = article_of("The harbour wall is long and grey and wet on most days. " * 30)
    passages = cue_passages(article)
    assert all(len(passage.text) <= CUE_PASSAGE for passage in passages)
    assert all(a.span.overlaps(b.span) for a, b in pairwise(passages))
