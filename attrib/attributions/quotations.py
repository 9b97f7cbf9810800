"""Quotations that stand alone, and headlines that name their speaker before a colon.

Neither has a cue. Of a quotation the speaker is found later, from what was said before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from attrib.attributions.words import is_quoted
from attrib.records import Article, Attribution, Span

SURE = 0.5  # confidence of what has no cue
MIN_WORDS = 3
QUOTATION = re.compile(r"“[^“”\n]+”|\"[^\"\n]+\"")
ENDS = re.compile(r"[.!?…,][”\"]$")
SPEAKER = (
    r"(?:[\w’'-]+ ){0,5}?(?i:army|court|experts?|government|governor|lawyers?|mayor|military|"
    r"minister|ministry|navy|officials?|police|president|prosecutors?|rebels|report|rescuers|"
    r"residents|spokes(?:man|woman|person)|study|union|witness(?:es)?)"
)
HEADLINES = (
    re.compile(rf"(?P<source>(?=[A-Z]){SPEAKER}): (?P<said>\S.*)"),
    re.compile(rf"[“\"‘'](?P<said>[^”\"]+)[”\"’']: (?P<source>{SPEAKER})\b.*"),
)


def part_quotations(article: Article, drafts: Sequence[Attribution]) -> list[Attribution]:
    """Give quotations of whole sentences that follow an indirect statement a place of their own.

    One that follows a quotation of the same speaker stays with it.
    """
    parted = list(drafts)
    for alone in _alone(article):
        joined = [draft for draft in parted if any(s.overlaps(alone) for s in draft.content)]
        before = _before(article, alone, parted) if not joined else None
        if before and any(is_quoted(article.text, span) for span in before.content):
            more = replace(before, content=(*before.content, alone))
            parted = [more if draft is before else draft for draft in parted]
        elif before:
            parted.append(_cueless(alone))
        elif joined and all(_can_part(article, draft, alone) for draft in joined):
            parted = [
                _without(article, draft, alone) if draft in joined else draft for draft in parted
            ]
            parted.append(_cueless(alone))
    return parted


def _alone(article: Article) -> Iterator[Span]:
    """Yield the quotations that are whole sentences, and not the first words of the text."""
    starts = {sentence.start for sentence in article.sentences[1:]}
    ends = {sentence.end for sentence in article.sentences}
    for found in QUOTATION.finditer(article.text):
        span = Span(*found.span())
        whole = span.start in starts and span.end in ends and ENDS.search(found.group())
        if whole and len(found.group().split()) >= MIN_WORDS:
            yield span


def _before(article: Article, alone: Span, drafts: Sequence[Attribution]) -> Attribution | None:
    """Return the last attribution of the sentence before a quotation, if on the same line."""
    before = article.sentences[article.sentences_at(alone)[0] - 1]
    if "\n" in article.text[before.end : alone.start]:
        return None
    found = [draft for draft in drafts for cue in draft.cue if before.contains(cue)]
    return max(found, key=lambda draft: draft.cue[0]) if found else None


def _can_part(article: Article, draft: Attribution, alone: Span) -> bool:
    """Whether a draft has a cue and an indirect content before the quotation."""
    if not draft.cue or any(alone.overlaps(cue) for cue in draft.cue):
        return False
    rest = [Span(s.start, min(s.end, alone.start)) for s in draft.content if s.start < alone.start]
    indirect = not any(is_quoted(article.text, span) for span in rest)
    return bool(rest) and indirect and draft.cue[0].start < alone.start


def _without(article: Article, draft: Attribution, alone: Span) -> Attribution:
    content = tuple(
        Span(span.start, span.start + len(words))
        for span in draft.content
        if (words := article.text[span.start : min(span.end, alone.start)].rstrip())
    )
    return replace(draft, content=content)


def _cueless(content: Span, *, source: tuple[Span, ...] = ()) -> Attribution:
    return Attribution("", source, (), (content,), confidence=SURE)


def read_headline(article: Article, drafts: Sequence[Attribution]) -> list[Attribution]:
    """Read "Minister: There is no blockade" in the first line, where no cue was found in it."""
    line, end, _ = article.text.partition("\n")
    known = any(span.start < len(line) for draft in drafts for span in draft.content)
    found = next((m for form in HEADLINES if (m := form.fullmatch(line.rstrip()))), None)
    if not end or known or not found or len(found["said"].split()) < MIN_WORDS:
        return list(drafts)
    source = (Span(*found.span("source")),)
    return [_cueless(Span(*found.span("said")), source=source), *drafts]
