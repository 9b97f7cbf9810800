"""Articles, and pieces of them."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from attrib.records.labels import Role


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters into ``article.text``, end exclusive; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span {self.start}:{self.end} is not a non-empty range of characters")

    def of(self, text: str) -> str:
        """Return exactly the words meant."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether every character of `other` lies inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Article:
    """A text with what is known of it; `sentences` cover its words in order."""

    id: str
    text: str
    sentences: tuple[Span, ...]
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    warnings: tuple[str, ...] = ()

    def join(self, spans: Iterable[Span], *, across: str = "") -> Iterator[Span]:
        """Yield spans in order, joined where they overlap or have only blanks between them.

        `across` are characters that do not part spans either.
        """
        whole: Span | None = None
        for span in sorted(spans):
            if whole and all(c.isspace() or c in across for c in self.text[whole.end : span.start]):
                whole = Span(whole.start, max(whole.end, span.end))
                continue
            if whole:
                yield whole
            whole = span
        if whole:
            yield whole

    def sentences_at(self, span: Span) -> range:
        """Return the indices of the sentences that share a character with `span`."""
        first = bisect.bisect_right(self.sentences, span.start, key=lambda s: s.end)
        return range(first, bisect.bisect_left(self.sentences, span.end, key=lambda s: s.start))


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of article for a tagger: characters `span`, with `cue` marked or none.

    Without a marked cue a tagger finds the cues of the passage; with one it finds the
    source and the content that belong to it. All offsets are into the article.
    """

    text: str
    span: Span
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """What a tagger found: offsets into the article, `confidence` in 0–1."""

    role: Role
    span: Span
    confidence: float
