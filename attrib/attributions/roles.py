"""Tagged spans of one marked cue → its attribution: slips mended, cut to the cue's line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from attrib.records import Article, Attribution, Role, Span, TaggedSpan

GAP = 14  # characters between two spans of one role that may be a slip of the tagger
NAMED = re.compile(r"(?:[Tt]he )?[A-Z][\w’'-]*(?: (?:(?:of|for|the|and) )*[A-Z][\w’'-]*){0,5}$")
PRONOUN = re.compile(r", (?P<who>he|she|it|they) $")
MAX_SOURCE = 120  # characters


def assemble(article: Article, cue: TaggedSpan, tagged: Sequence[TaggedSpan]) -> Attribution | None:
    """Make the attribution of a cue, without id, or None where no content was found."""
    spans = [t for t in tagged if not t.span.overlaps(cue.span)]
    spans = [cue, *_on_the_line(article, spans, cue)]
    source, content = (_joined(article, spans, role) for role in (Role.SOURCE, Role.CONTENT))
    source, content = _with_apposition(article, *_with_hull(source, content, cue))
    source, content = _with_pronoun(article, source, content, cue)
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


def _with_pronoun(
    article: Article, source: list[TaggedSpan], content: list[TaggedSpan], cue: TaggedSpan
) -> tuple[list[TaggedSpan], list[TaggedSpan]]:
    """Take "it" of "The works, it said, are idle" for the source, and "the works" for content."""
    found = PRONOUN.search(article.text, max(0, cue.span.start - 8), cue.span.start)
    aside = found and article.text[cue.span.end : cue.span.end + 1] == ","
    if not found or not aside or any(t.span.end > found.start("who") for t in source):
        return source, content
    pronoun = replace(cue, role=Role.SOURCE, span=Span(*found.span("who")))
    freed = [replace(t, role=Role.CONTENT) for t in source]
    return [pronoun], sorted([*content, *freed], key=lambda t: t.span)
