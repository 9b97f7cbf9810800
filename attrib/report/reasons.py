"""The quiet lines below an entry: why its verdict was given, what a short quotation means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from rich.text import Text

from attrib.quantities import find_quantities
from attrib.records import Article, Claim, Relation, Signal, Span
from attrib.report import wording
from attrib.report.entries import Entry

REASONS = {
    Signal.JOINT: "one statement made together",
    Signal.REFERENCE: "one side takes up the other's words",
    Signal.DENIAL: "denial (one side rejects it)",
    Signal.NUMBER: "the numbers",
    Signal.INFERENCE: "the judge's reading of both statements",
    Signal.GATE: "shared words and other statements",
}
PIECES = 4  # of a side at most
SHORTEST, LONGEST = 24, 80  # characters at which a piece is cut, by the room there is
NEGATION = "It is not true that "  # put before a stand-alone sentence whose speaker rejects it
FEW = 6  # from so many words on a quotation speaks for itself


def explain(article: Article, entry: Entry, *, width: int) -> list[Text]:
    """Return the line that gives an entry's evidence, for `width` columns; none without any.

    It quotes at most ``PIECES`` spans of a side in the order of the text: first those that decide
    (a cue of denial, a number), then the longest. Sides of the same words stand once.
    """
    evidence = entry.evidence
    if evidence is None:
        return []
    numbers = evidence.signal is Signal.NUMBER
    left, right = (
        _quoted(article, _distinct(article, spans), claims, numbers=numbers, width=width)
        for spans, claims in ((evidence.a, entry.left), (evidence.b, entry.right))
    )
    sides = [left] if left.casefold() == right.casefold() else [left, right]
    between = " against " if entry.relation is Relation.CONTRADICTS else " and "
    parts = [REASONS[evidence.signal], between.join(filter(None, sides))]
    if evidence.inference is not None:
        parts.append(f"inference {wording.percent(evidence.inference, evidence.inference)}")
    return [Text("why: " + " · ".join(filter(None, parts)), style="dim")]


def summarise(entries: Iterable[Entry]) -> str:
    """Return what was seen in so many of the entries: "Seen in 2: the numbers."; "" if nothing."""
    seen = Counter(entry.evidence.signal for entry in entries if entry.evidence)
    parts = [f"in {seen[signal]}: {REASONS[signal]}" for signal in Signal if seen[signal]]
    return f"Seen {'; '.join(parts)}." if parts else ""


def restate(article: Article, claim: Claim, *, limit: int | None = None) -> str:
    """Return "that is: …" for a claim whose few own words leave open what is meant, else ""."""
    own = wording.words(article, claim.attribution.content)
    meant = wording.one_line(claim.standalone[0]) if claim.standalone else ""
    bare = _bare(own)
    if not meant or len(bare) >= FEW or _bare(meant) == bare:
        return ""
    opening = "that is, not" if meant.startswith(NEGATION) else "that is"
    return f"{opening}: {wording.shorten(meant.removeprefix(NEGATION), limit)}"


def _distinct(article: Article, spans: Iterable[Span]) -> list[Span]:
    """Return the spans without those that repeat the words of an earlier one or have none."""
    by_words: dict[str, Span] = {}
    for span in spans:
        by_words.setdefault(wording.one_line(span.of(article.text)).casefold(), span)
    return [span for text, span in by_words.items() if text]


def _quoted(
    article: Article, spans: list[Span], claims: tuple[Claim, ...], *, numbers: bool, width: int
) -> str:
    cues = [cue for claim in claims for cue in claim.attribution.cue]

    def weight(span: Span) -> tuple[bool, int]:
        counts = numbers and bool(find_quantities(span.of(article.text)))
        return counts or any(map(span.overlaps, cues)), span.end - span.start

    kept = sorted(sorted(spans, key=weight, reverse=True)[:PIECES])
    limit = min(LONGEST, max(SHORTEST, width // max(len(kept), 1)))
    pieces = [wording.quoted(wording.one_line(span.of(article.text)), limit) for span in kept]
    left_out = len(spans) - len(kept)
    return " … ".join(pieces) + (f" and {left_out} more" if left_out else "")


def _bare(text: str) -> list[str]:
    words = re.findall(r"\w+", text.casefold())
    return words[1:] if len(words) > 1 and words[0] == "that" else words
