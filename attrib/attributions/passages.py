"""Articles → the passages that a tagger sees: of whole sentences, with a cue marked or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from attrib.records import Article, Passage, Span, TaggedSpan

CUE_PASSAGE = 480  # characters of running text in which cues are looked for at once
ROLE_PASSAGE = 520  # characters around a marked cue in which its source and content are


class Tagger(Protocol):
    """Finds roles in passages: cues where none is marked, else source and content of the cue."""

    def tag(self, passages: Sequence[Passage]) -> list[list[TaggedSpan]]:
        """Return one list of spans a passage, in the order of the passages."""
        ...


def cue_passages(article: Article) -> list[Passage]:
    """Cut an article into passages of whole sentences that overlap by one sentence."""
    return [_passage(article, run[0], run[-1]) for run in _runs_of_sentences(article.sentences)]


def passage_around(article: Article, cue: Span) -> Passage:
    """Return the cue's sentence with its neighbours: one before, then as many after as fit."""
    sentences = article.sentences
    inside = article.sentences_at(cue)
    if not inside:
        return _cropped(article, cue, cue)
    first, last = inside[0], inside[-1]
    if first > 0 and sentences[last].end - sentences[first - 1].start <= ROLE_PASSAGE:
        first -= 1
    while last + 1 < len(sentences) and (
        sentences[last + 1].end - sentences[first].start <= ROLE_PASSAGE
    ):
        last += 1
    return _cropped(article, Span(sentences[first].start, sentences[last].end), cue)


def _runs_of_sentences(sentences: Sequence[Span]) -> Iterator[Sequence[Span]]:
    start = 0
    while start < len(sentences):
        end = start + 1
        while end < len(sentences) and sentences[end].end - sentences[start].start <= CUE_PASSAGE:
            end += 1
        yield sentences[start:end]
        if end == len(sentences):
            return
        start = end - 1 if end - start > 1 else end


def _passage(article: Article, first: Span, last: Span, *, cue: Span | None = None) -> Passage:
    span = Span(first.start, last.end)
    return Passage(span.of(article.text), span, cue)


def _cropped(article: Article, span: Span, cue: Span) -> Passage:
    """Keep a very long sentence from pushing its own cue out of the tagger's sight."""
    if span.end - span.start > 2 * ROLE_PASSAGE:
        span = Span(
            max(span.start, cue.start - ROLE_PASSAGE),
            min(span.end, cue.end + ROLE_PASSAGE),
        )
    return _passage(article, span, span, cue=cue)
