"""Where a content ends: before what the same sentence attributes next, at the same level."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from attrib.attributions.words import AT_LEVEL, OPENING
from attrib.records import Article, Attribution, Span

PARTICIPLE = re.compile(r"(?P<joint>\s*,\s+(?:(?:and|but|while|without)\s+)?|\s+without\s+)$")
GERUND = re.compile(r"\w+ing\b")
NEXT_CLAUSE = re.compile(
    r"(?P<joint>\s*(?:;|, (?:but|while|whereas|although|though|which))\s+(?:(?:and|but)\s+)?)"
)
# "said X had rung him and told him …": both verbs are X's.
TO_THE_SPEAKER = re.compile(r"\s+(?:him|her|them)\s")
HEADLINE_AS = re.compile(r"\s+as\s+(?=(?:[\w’'$€£-]+\s+){2,}[\w’'-]+)")
STOPPED = (".", "!", "?", "”", '"')


def bound_contents(article: Article, drafts: Sequence[Attribution]) -> list[Attribution]:
    """Cut contents that run on, and give a coordinated cue the subject of the verb before it.

    `drafts` have cues and are in their order.
    """
    lent = [
        _with_subject(article, draft, before)
        for before, draft in zip([None, *drafts], drafts, strict=False)
    ]
    places = [draft.cue[0].start for draft in lent]
    return [_cut(article, _as_headline(article, draft), lent, places) for draft in lent]


def _with_subject(article: Article, draft: Attribution, before: Attribution | None) -> Attribution:
    """Lend "and said …" the source of the last cue of its sentence."""
    if draft.source or not before or not before.source:
        return draft
    last, cue = before.cue[-1], draft.cue[0]
    between = article.text[last.end : cue.start]
    joined = last.end < cue.start and AT_LEVEL.search(between) and ";" not in between
    if not joined or article.sentences_at(last) != article.sentences_at(cue):
        return draft
    return replace(draft, source=before.source)


def _cut(
    article: Article, draft: Attribution, others: Sequence[Attribution], places: Sequence[int]
) -> Attribution:
    ends = [
        end
        for span in draft.content
        for other in others[bisect_left(places, span.start) : bisect_left(places, span.end)]
        if other is not draft and (end := _end_before(article, draft, span, other))
    ]
    return _ended(article, draft, min(ends)) if ends else draft


def _end_before(article: Article, draft: Attribution, span: Span, other: Attribution) -> int | None:
    """Return where `span` should end, if `other` is said beside it and not within it."""
    cue = other.cue[0]
    first = article.text[span.start]
    if not span.contains(cue) or draft.cue[0].start > span.start or first in OPENING:
        return None
    inside = article.text[span.start : cue.start]
    if not other.source or _same_source(draft, other):
        if TO_THE_SPEAKER.match(article.text, cue.end):
            return None
        gerund = GERUND.match(cue.of(article.text))
        joint = AT_LEVEL.search(inside) or (gerund and PARTICIPLE.search(inside))
        if joint:
            return span.start + joint.start("joint")
    return _clause_before(article, span, other)


def _clause_before(article: Article, span: Span, other: Attribution) -> int | None:
    """Return the start of the clause "; it acknowledged …", which has a subject of its own."""
    if not other.source or not span.contains(other.source[0]):
        return None
    begin = min(other.source[0].start, *(s.start for s in other.content))
    for joint in NEXT_CLAUSE.finditer(article.text, span.start, other.cue[0].start):
        if joint.end() in (begin, other.source[0].start) or (
            ";" in joint.group() and joint.end() <= begin
        ):
            return joint.start()
    return None


def _same_source(draft: Attribution, other: Attribution) -> bool:
    return any(a.overlaps(b) for a in draft.source for b in other.source)


def _as_headline(article: Article, draft: Attribution) -> Attribution:
    """End "Navy denies firing on ferry as dozens drown" before what happened meanwhile."""
    if not article.sentences or not draft.cue:
        return draft
    title = article.sentences[0]
    [*_, last] = draft.content
    if not title.contains(last) or title.of(article.text).endswith(STOPPED):
        return draft
    found = HEADLINE_AS.search(article.text, max(last.start, draft.cue[-1].end), last.end)
    if not found or "\n" not in article.text[title.end : title.end + 1]:
        return draft
    return _ended(article, draft, found.start())


def _ended(article: Article, draft: Attribution, end: int) -> Attribution:
    """Drop what a content has after `end`; what would be left empty stays as it is."""
    kept = []
    for span in draft.content:
        words = article.text[span.start : min(span.end, end)].rstrip(" ,;\n")
        if span.start < end and words:
            kept.append(Span(span.start, span.start + len(words)))
    return replace(draft, content=tuple(kept)) if kept else draft
