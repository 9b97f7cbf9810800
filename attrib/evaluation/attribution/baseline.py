"""The baseline to beat: attributions by a list of cue verbs and a few regular expressions.

It knows no grammar. A sentence's cue verb has its source beside it, and the content is the
quotation that touches them or else the rest of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.evaluation.attribution.quotations import QUOTATION
from attrib.records import Article, Attribution, Span

CUE = re.compile(
    r"\baccording to\b|\b(?:sa(?:y|ys|id|ying)|t(?:ell|ells|old|elling)|w(?:rites?|rote|riting)|"
    r"stat(?:ed|ing)|den(?:y|ies|ied|ying)|repl(?:y|ies|ied|ying)|"
    r"(?:add|announc|argu|assert|believ|claim|confirm|contend|declar|describ|dismiss|estimat|"
    r"explain|insist|not|promis|reject|report|suggest|tweet|warn)(?:e|es|s|ed|ing))\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!Mr)(?<!Ms)(?<!Dr)(?<!Mrs)(?<!Gen)(?<!Sen)(?<!Rep)(?<!Gov)"
    r"[.!?][”\"’)]*\s+(?=[\"“‘A-Z0-9])|\n+"
)
# Where the noun phrase to the left of a verb begins at the latest.
LEFT_EDGE = re.compile(
    r".*(?:[,;:—–()“”\"]|\b(?:that|which|and|but|as|when|while|because|if|after|although|But|"
    r"And)\b)\s*",
    re.DOTALL,
)
AUXILIARY = re.compile(r"(?:\s*\b(?:has|have|had|is|are|was|were|also|later|then|\w+ly))+\s*$")
RIGHT_PHRASE = re.compile(
    r"\s*((?:(?:the|an?|his|her|its|their|one|two|some)\s+(?:[\w’'-]+\s+)?)?"
    r"(?:[A-Z][\w.’'-]*(?<!\.)(?:\s+(?:of|for|the)(?=\s+[A-Z]))?\s*)+|"
    r"(?:the|an?|his|her|its|their|one|two|some)\s+[\w’'-]+|(?:he|she|they|officials|sources)\b)"
)
LISTENER = re.compile(r"(?:[^\s,“\"]+\s+){1,6}?(?=that\b)|[^,“\"]{1,60},\s*|[^\s,“\"]+\s+")
LONGEST_SOURCE = 80
TRIM = " \t\n,;:."


def find_attributions_by_rules(article: Article) -> list[Attribution]:
    """Return the attributions of the cue verbs outside quotation marks, in text order.

    Reads the text alone, with sentences of its own, so that the baseline stays where it is
    when another module changes.
    """
    text = article.text
    quotations = [Span(*found.span()) for found in QUOTATION.finditer(text)]
    attributions: list[Attribution] = []
    for sentence in _sentences(text, quotations):
        for found in CUE.finditer(text, sentence.start, sentence.end):
            cue = Span(*found.span())
            if any(quotation.overlaps(cue) for quotation in quotations):
                continue
            source = _source(text, sentence, cue)
            if content := _content(text, sentence, cue, source, quotations):
                name = f"R{len(attributions) + 1}"
                attributions.append(Attribution(name, (source,) if source else (), (cue,), content))
    return attributions


def _sentences(text: str, quotations: list[Span]) -> Iterator[Span]:
    start = 0
    for end in SENTENCE_END.finditer(text):
        inside = any(span.start < end.end() < span.end for span in quotations)
        if not inside and end.end() > start:
            yield Span(start, end.end())
            start = end.end()
    if start < len(text):
        yield Span(start, len(text))


def _source(text: str, sentence: Span, cue: Span) -> Span | None:
    """Find the phrase left of the verb, or right of it after a quotation or "according to"."""
    after = RIGHT_PHRASE.match(text, cue.end, sentence.end)
    right = _trimmed(text, *after.span(1)) if after else None
    before = AUXILIARY.sub("", text[sentence.start : cue.start]).rstrip()
    if not before or before[-1] in '”"’' or _is_according_to(text, cue):
        return right
    start = LEFT_EDGE.match(before)
    if before[-1] == ",":
        # "The road is shut, said Mora." against "Mora, a farmer, said the road was shut."
        if right and text[right.end : right.end + 1] in (".", ",", ""):
            return right
        inner = LEFT_EDGE.match(before[:-1])
        start = LEFT_EDGE.match(before[: inner.end()].rstrip(TRIM)) if inner else None
    first = sentence.start + (start.end() if start else 0)
    left = _trimmed(text, first, sentence.start + len(before))
    return left if left and left.end - left.start <= LONGEST_SOURCE else None


def _content(
    text: str, sentence: Span, cue: Span, source: Span | None, quotations: list[Span]
) -> tuple[Span, ...]:
    left = min(cue.start, source.start) if source else cue.start
    right = max(cue.end, source.end) if source else cue.end
    quoted = tuple(span for span in quotations if span.overlaps(sentence))
    if any(not text[s.end : left].strip(TRIM) and s.end <= left for s in quoted) or any(
        not text[right : s.start].strip(TRIM) and right <= s.start for s in quoted
    ):
        return quoted
    before = _trimmed(text, sentence.start, left)
    if text[cue.start : cue.end].lower().startswith(("tel", "tol")):
        listener = LISTENER.match(text, min(right + 1, sentence.end), sentence.end)
        right = listener.end() if listener else right
    after = _trimmed(text, right, sentence.end)
    # What stands before a source on the right is the content: "The road is shut, said Mora."
    prefers_before = before is not None and (
        _is_according_to(text, cue) or (source is not None and source.start > cue.start)
    )
    one = before if prefers_before or not after or " " not in after.of(text) else after
    return (one,) if one else ()


def _is_according_to(text: str, cue: Span) -> bool:
    return text[cue.start].lower() == "a" and " " in text[cue.start : cue.end]


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip(TRIM))
    end -= len(piece) - len(piece.rstrip(TRIM))
    return Span(start, end) if start < end else None
