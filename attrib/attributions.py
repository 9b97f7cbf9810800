"""Sentences → attributions: who says what, as source, cue and content spans.

Attributions share sources, nest and overlap, so one flat tag sequence is not enough. A tagger
first finds the cues ("said", "denied", "according to"); then, for one marked cue at a time,
the source and the content that belong to it (spans after PolNeAR, Newell et al. 2018).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from attrib.records import Article, Attribution, Passage, Role, Span, TaggedSpan

GAP = 14  # characters between two spans of one role that may be a slip of the tagger
NAMED = re.compile(r"(?:[Tt]he )?[A-Z][\w’'-]*(?: (?:(?:of|for|the|and) )*[A-Z][\w’'-]*){0,5}$")
MAX_SOURCE = 120  # characters
CUE_PASSAGE = 480  # characters of running text in which cues are looked for at once
ROLE_PASSAGE = 520  # characters around a marked cue in which its source and content are


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
        if (attribution := _assemble(article, cue, tagged)) is not None
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


def _assemble(
    article: Article, cue: TaggedSpan, tagged: Sequence[TaggedSpan]
) -> Attribution | None:
    spans = [t for t in tagged if not t.span.overlaps(cue.span)]
    spans = [cue, *_on_the_line(article, spans, cue)]
    source, content = (_joined(article, spans, role) for role in (Role.SOURCE, Role.CONTENT))
    source, content = _with_apposition(article, *_with_hull(source, content, cue))
    content = [t for t in content if _has_words(article, t)] or content
    if not content:
        return None
    sure = sum(t.confidence for t in content) / len(content)
    return Attribution(
        id="",
        source=tuple(t.span for t in source),
        cue=(cue.span,),
        content=tuple(t.span for t in content),
        confidence=round(cue.confidence * sure, 4),
    )


def _has_words(article: Article, tagged: TaggedSpan) -> bool:
    """Whether there is a letter in a span: the day of a dateline is no statement."""
    return any(character.isalpha() for character in tagged.span.of(article.text))


def _on_the_line(
    article: Article, spans: Sequence[TaggedSpan], cue: TaggedSpan
) -> list[TaggedSpan]:
    """Cut spans to the cue's line: headlines and paragraphs hardly ever share an attribution.

    Content that stands on other lines alone is kept, as a quotation may be a paragraph.
    """
    start = article.text.rfind("\n", 0, cue.span.start) + 1
    end = article.text.find("\n", cue.span.end)
    line = Span(start, end if end >= 0 else len(article.text))
    cut = [t for span in spans if (t := _trimmed(article, span, line))]
    if any(t.role is Role.CONTENT for t in cut):
        return cut
    return [*cut, *(t for t in spans if t.role is Role.CONTENT)]


def _trimmed(article: Article, tagged: TaggedSpan, line: Span) -> TaggedSpan | None:
    start, end = max(tagged.span.start, line.start), min(tagged.span.end, line.end)
    words = article.text[start:end]
    kept = words.strip(" ,;")
    if not kept:
        return None
    start += words.index(kept)
    return replace(tagged, span=Span(start, start + len(kept)))


def _with_hull(
    source: list[TaggedSpan], content: list[TaggedSpan], cue: TaggedSpan
) -> tuple[list[TaggedSpan], list[TaggedSpan]]:
    """Close a source that was tagged in pieces; slips of content inside it are its own."""
    if len(source) < 2:
        return source, content
    hull = Span(source[0].span.start, source[-1].span.end)
    inside = sum(t.span.end - t.span.start for t in content if hull.contains(t.span))
    if hull.end - hull.start > MAX_SOURCE or hull.overlaps(cue.span) or 2 * inside > MAX_SOURCE:
        return source, content
    whole = replace(source[0], span=hull, confidence=min(t.confidence for t in source))
    return [whole], [t for t in content if not t.span.overlaps(hull)]


def _joined(article: Article, spans: Sequence[TaggedSpan], role: Role) -> list[TaggedSpan]:
    """Join spans of one role that nothing but a word or two keeps apart: a slip of the tagger."""
    joined: list[TaggedSpan] = []
    for span in sorted(spans, key=lambda t: t.span):
        last = joined[-1] if joined else None
        if last and last.role is span.role and _is_slip(article, last.span, span.span):
            whole = Span(last.span.start, span.span.end)
            sure = min(last.confidence, span.confidence)
            joined[-1] = replace(last, span=whole, confidence=sure)
        else:
            joined.append(span)
    return [t for t in joined if t.role is role]


def _is_slip(article: Article, before: Span, after: Span) -> bool:
    gap = article.text[before.end : after.start]
    return len(gap) <= GAP and not any(mark in gap for mark in '\n"“”.;:,-–—')


def _with_apposition(
    article: Article, source: list[TaggedSpan], content: list[TaggedSpan]
) -> tuple[list[TaggedSpan], list[TaggedSpan]]:
    """Give "…, the Rescue Corps, a volunteer service, said" its name back from the content."""
    if len(source) != 1 or not content:
        return source, content
    [described], *others, last = source, *content
    words = last.span.of(article.text)
    gap = article.text[last.span.end : described.span.start]
    comma = words.rfind(", ")
    name = words[comma + 2 :]
    is_apposition = (
        described.span.of(article.text).lower().startswith(("a ", "an ", "the ", "its "))
    )
    if gap.strip() != "," or comma < 0 or not is_apposition or not NAMED.match(name):
        return source, content
    cut = last.span.start + comma
    shortened = replace(last, span=Span(last.span.start, cut))
    return [replace(described, span=Span(cut + 2, described.span.end))], [*others, shortened]


def _without_doubles(drafts: Sequence[Attribution]) -> Iterator[Attribution]:
    """Two cues of one attribution ("said … adding") stay two; the same words twice do not."""
    seen = set()
    for draft in drafts:
        key = (draft.source, draft.content)
        if key not in seen:
            seen.add(key)
            yield draft


def _enclosing(attribution: Attribution, others: Sequence[Attribution]) -> str | None:
    """Return the innermost one around the cue; of two that hold each other's, the longer is it."""
    cue, own = attribution.cue[0], _length(attribution.content)
    around = [
        (span.end - span.start, other.id)
        for other in others
        if _length(other.content) > own
        for span in other.content
        if span.contains(cue)
    ]
    return min(around)[1] if around else None


def _length(spans: Sequence[Span]) -> int:
    return sum(span.end - span.start for span in spans)
