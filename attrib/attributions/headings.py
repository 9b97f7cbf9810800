"""Lines that state nothing: headings between paragraphs, captions, and pointers elsewhere.

The first line is the article's headline and none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from attrib.records import Article, Attribution, Span

MAX_HEADING = 100  # characters
MAX_WORDS = 16
MOST = 0.5  # of the paragraphs after the headline may be without a final stop
LINE = re.compile(r"\S(?:[^\r\n]*\S)?")
STOPPED = re.compile(r"[.!?…:;,][\"'”’)\]]*$")
TITLE = re.compile(r"[\"“‘']?[^\W_a-z]")  # no bullet, no small letter
STATED = re.compile(r"(?:he|she|they|it|we|i)\b|.*\b(?:said|told)\b", re.IGNORECASE)
POINTER = re.compile(
    r"(?:read (?:more|also|next)|also read|see also|related|watch|listen|photo|picture|image|video|"
    r"caption|in pictures)s?(?: [a-z]+)?\s?[:|]",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"(?:\b(?:photo|photograph|picture|image|illustration)s?(?: credit)?(?::| by) [^.:;]{2,50}|"
    r"\bvia Getty Images|[(/](?:AP|AFP|EPA|Reuters|Getty(?: Images)?)(?: photo)?)[.)]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A line that is a paragraph, or the lines of one that is wrapped."""

    span: Span
    words: str
    is_line: bool

    @property
    def is_stopped(self) -> bool:
        """Whether a full stop or another mark ends it."""
        return STOPPED.search(self.words) is not None


def find_headings(article: Article) -> tuple[Span, ...]:
    """Return the headings, captions and pointers of an article, in the order of the text."""
    rest = list(_paragraphs(article.text))[1:]
    heads = _are_whole(rest)
    found: list[Span] = []
    before_text = False
    for paragraph in reversed(rest):
        heading = heads and before_text and _is_heading(article, paragraph)
        if heading or _points_elsewhere(paragraph):
            found.append(paragraph.span)
        before_text = heading or paragraph.is_stopped
    return tuple(reversed(found))


def leave_out_headings(article: Article, drafts: Sequence[Attribution]) -> list[Attribution]:
    """Drop the attributions whose cue is in a heading, and the pieces of content that are."""
    headings = find_headings(article)
    return [kept for draft in drafts if (kept := _outside(draft, headings))]


def _outside(draft: Attribution, headings: Sequence[Span]) -> Attribution | None:
    if any(heading.overlaps(cue) for heading in headings for cue in draft.cue):
        return None
    content = tuple(
        span for span in draft.content if not any(heading.overlaps(span) for heading in headings)
    )
    return replace(draft, content=content) if content else None


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    """Yield the lines, or what blank lines part where sentences are broken into lines."""
    lines = [Span(*line.span()) for line in LINE.finditer(text)]
    parted = _is_wrapped(text, lines)
    start = 0
    for number, line in enumerate(lines):
        after = text[line.end : lines[number + 1].start] if number + 1 < len(lines) else "\n\n"
        if not parted or after.count("\n") > 1:
            span = Span(lines[start].start, line.end)
            yield _Paragraph(span, span.of(text), start == number)
            start = number + 1


def _is_wrapped(text: str, lines: Sequence[Span]) -> bool:
    """Whether a line goes on in the next, with a small letter."""
    return any(
        text[after.start].islower() and not STOPPED.search(line.of(text))
        for line, after in pairwise(lines)
    )


def _are_whole(paragraphs: Sequence[_Paragraph]) -> bool:
    """Whether paragraphs end as sentences do, so that one which does not may be a heading."""
    unstopped = sum(not paragraph.is_stopped for paragraph in paragraphs)
    torn = any(
        not paragraph.is_stopped and after.words[0].islower()
        for paragraph, after in pairwise(paragraphs)
    )
    return not torn and unstopped <= MOST * len(paragraphs)


def _is_heading(article: Article, paragraph: _Paragraph) -> bool:
    """Whether a line that text follows reads like a title: short, open at its end, no report."""
    words, span = paragraph.words, paragraph.span
    if not paragraph.is_line or len(words) > MAX_HEADING or paragraph.is_stopped:
        return False
    within = article.sentences_at(span)
    whole = article.sentences[within[0]].start == span.start
    whole = whole and article.sentences[within[-1]].end == span.end
    fits = 1 < len(words.split()) <= MAX_WORDS and TITLE.match(words) is not None
    return whole and fits and not STATED.match(words)


def _points_elsewhere(paragraph: _Paragraph) -> bool:
    line = paragraph.words
    return paragraph.is_line and bool(POINTER.match(line) or CREDIT.search(line))
