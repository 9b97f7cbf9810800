"""Sentences → attributions: who says what, as source, cue and content spans.

Attributions share sources, nest and overlap, so one flat tag sequence is not enough. A tagger
first finds the cues ("said", "denied", "according to"); then, for one marked cue at a time,
the source and the content that belong to it (spans after PolNeAR, Newell et al. 2018).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from attrib.records import Article, Attribution, Passage, Role, Span, TaggedSpan

CUE_PASSAGE = 480  # characters of running text in which cues are looked for at once
ROLE_PASSAGE = (
    520  # characters around one marked cue in which its source and content are looked for
)


class Tagger(Protocol):
    """Finds roles in passages: cues where none is marked, else source and content of the cue."""

    def tag(self, passages: Sequence[Passage]) -> list[list[TaggedSpan]]:
        """Return one list of spans a passage, in the order of the passages."""
        ...


def find_attributions(article: Article, *, tagger: Tagger) -> tuple[Attribution, ...]:
    """Find the attributions of an article, in the order of their cues.

    Ids are A1, A2, …; `via` names the innermost attribution in whose content the cue stands.
    A cue for which no content is found gives none.
    """
    cues = find_cues(article, tagger=tagger)
    passages = [passage_around(article, cue.span) for cue in cues]
    drafts = [
        attribution
        for cue, tagged in zip(cues, tagger.tag(passages), strict=True)
        if (attribution := _assemble(cue, tagged)) is not None
    ]
    numbered = [replace(a, id=f"A{n}") for n, a in enumerate(_without_doubles(drafts), start=1)]
    return tuple(replace(a, via=_enclosing(a, numbered)) for a in numbered)


def find_cues(article: Article, *, tagger: Tagger) -> list[TaggedSpan]:
    """Find the cues; passages overlap, so the surer of two overlapping cues stays."""
    tagged = tagger.tag(cue_passages(article))
    found = {cue.span: cue for spans in tagged for cue in spans if cue.role is Role.CUE}
    kept: list[TaggedSpan] = []
    for cue in sorted(found.values(), key=lambda cue: (-cue.confidence, cue.span)):
        if not any(cue.span.overlaps(other.span) for other in kept):
            kept.append(cue)
    return sorted(kept, key=lambda cue: cue.span)


def cue_passages(article: Article) -> list[Passage]:
    """Cut an article into passages of whole sentences that overlap by one sentence."""
    return [_passage(article, run[0], run[-1]) for run in _runs_of_sentences(article.sentences)]


def passage_around(article: Article, cue: Span) -> Passage:
    """Return the cue's sentence with its neighbours: one before, then as many after as fit."""
    sentences = article.sentences
    inside = [i for i, sentence in enumerate(sentences) if sentence.overlaps(cue)]
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


def _assemble(cue: TaggedSpan, tagged: Sequence[TaggedSpan]) -> Attribution | None:
    source, content = (
        tuple(t.span for t in tagged if t.role is role and not t.span.overlaps(cue.span))
        for role in (Role.SOURCE, Role.CONTENT)
    )
    if not content:
        return None
    sure = [t.confidence for t in tagged if t.role is Role.CONTENT]
    confidence = round(cue.confidence * sum(sure) / len(sure), 4)
    return Attribution("", source, (cue.span,), content, confidence=confidence)


def _without_doubles(drafts: Sequence[Attribution]) -> Iterator[Attribution]:
    """Two cues of one attribution ("said … adding") stay two; the same words twice do not."""
    seen = set()
    for draft in drafts:
        key = (draft.source, draft.content)
        if key not in seen:
            seen.add(key)
            yield draft


def _enclosing(attribution: Attribution, others: Sequence[Attribution]) -> str | None:
    cue = attribution.cue[0]
    around = [
        (span.end - span.start, other.id)
        for other in others
        for span in other.content
        if other.id != attribution.id and span.contains(cue)
    ]
    return min(around)[1] if around else None
