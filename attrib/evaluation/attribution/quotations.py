"""Quotation marks: what they enclose, and whether a content is direct, indirect or mixed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from attrib.records import Span

# A mark left open encloses the rest of its paragraph: news repeats it at the next one's start,
# and a stray one does no harm beyond.
QUOTATION = re.compile(
    r"“[^”\n]*”?|\"[^\"\n]*\"?|«[^»\n]*»?|„[^“”\n]*[“”]?|(?<!\w)‘[^‘\n]*?’(?!\w)"
)
MARKS = '“”"«»„‘’'
WORD = re.compile(r"\w")


class Form(StrEnum):
    """How much of a content stands in quotation marks: all, none or some of its words."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


def quotation_form(text: str, content: tuple[Span, ...]) -> Form:
    """Read the form from the content and from the marks that touch it on either side."""
    pieces = [text[span.start : span.end] for span in _with_marks(text, content)]
    rests = [QUOTATION.sub(" ", piece) for piece in pieces]
    if rests == pieces:
        return Form.INDIRECT
    return Form.MIXED if any(WORD.search(rest) for rest in rests) else Form.DIRECT


def _with_marks(text: str, content: tuple[Span, ...]) -> Iterator[Span]:
    for span in content:
        start, end = span.start, span.end
        if start and text[start - 1] in MARKS:
            start -= 1
        if text[end : end + 1] and text[end] in MARKS:
            end += 1
        yield Span(start, end)
