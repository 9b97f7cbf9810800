"""The words of the report: how quotations, names, numbers and relations are put.

Text of the article travels in `Text` objects only, never in markup, so that nothing an
article contains can style the report.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.rule import Rule
from rich.text import Text

from attrib.records import Article, Claim, Kind, Quantity, Source, Span, Stance

VERBS = {
    Stance.ASSERTS: ("asserts", "assert"),
    Stance.DENIES: ("denies", "deny"),
    Stance.UNCOMMITTED: ("takes no stand on", "take no stand on"),
}
KINDS = {
    Kind.DENIAL: "Denial: one side denies what the other reports",
    Kind.NUMBER: "Number: the numbers cannot both hold",
    Kind.RESPONSIBILITY: "Responsibility: they name different actors",
    Kind.FACT: "Fact: the accounts exclude each other",
    None: "The accounts exclude each other",
}

_QUOTE_MARKS = "\"'“”„«»‘’"
_OVERRIDES = "\u202d\u202e"  # they reverse what follows, so a quotation could read backwards


@dataclass(frozen=True, slots=True)
class Fluid:
    """A renderable that is built once its width in columns is known."""

    build: Callable[[int], RenderableType]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Build for the width at hand."""
        yield self.build(options.max_width)


def heading(title: str) -> RenderableType:
    """Return the line that opens a section."""
    return Rule(Text(title, style="bold"), align="left", style="dim")


def words(article: Article, spans: Iterable[Span]) -> str:
    """Return exactly the words of the article, pieces joined by an ellipsis."""
    return " … ".join(span.of(article.text) for span in spans)


def one_line(text: str) -> str:
    """Return the text fit for a terminal: the same words, each run of white space a space.

    Control characters, which could drive the terminal, become a visible replacement mark.
    """
    return visible(" ".join(text.split()))


def visible(text: str, *, keep: str = "") -> str:
    """Return the text with a replacement mark for each control character but those to `keep`."""
    if text.isprintable():
        return text
    return "".join(one if one in keep else _visible(one) for one in text)


def quotation(article: Article, claim: Claim, *, limit: int | None = None) -> str:
    """Return the words of a claim in quotation marks, cut at about `limit` characters.

    A claim without words of its own ("declined to comment") gives its cue instead.
    """
    content = one_line(words(article, claim.attribution.content))
    if not content:
        cue = one_line(words(article, claim.attribution.cue))
        return f"(no words quoted; the article says “{cue}”)" if cue else "(no words quoted)"
    return quoted(content, limit)


def quoted(text: str, limit: int | None = None) -> str:
    """Return a non-empty text in quotation marks, its own or new ones, cut at about `limit`."""
    short = shorten(text, limit)
    marked = short[0] in _QUOTE_MARKS and short[-1] in _QUOTE_MARKS
    return short if marked and len(short) > 1 else f"“{short}”"


def shorten(text: str, limit: int | None) -> str:
    """Return the text, cut after a word at about `limit` characters and marked so."""
    if limit is None or len(text) <= limit:
        return text
    head = text[: limit - 1]
    whole, _, rest = head.rpartition(" ")
    return (whole if len(rest) < limit // 2 and whole else head).rstrip(" ,;:") + "…"


def label(source: Source) -> Text:
    """Return the id and the name of a source."""
    return Text.assemble((f"{source.id} ", "dim"), (one_line(source.name), "bold"))


def listed(items: Sequence[Text]) -> Text:
    """Return the items as "a, b and c"."""
    text = Text()
    for place, item in enumerate(items):
        joint = "" if place == 0 else " and " if place == len(items) - 1 else ", "
        text.append(joint).append_text(item)
    return text


def count(number: int, singular: str, plural: str) -> str:
    """Return the number with the noun or verb phrase that fits it."""
    return f"{number} {singular if number == 1 else plural}"


def percent(low: float, high: float) -> str:
    """Return a range of probabilities (0–1) in whole per cent, never as a certainty."""
    texts = [_one_percent(value) for value in (low, high)]
    return texts[0] if texts[0] == texts[1] else " to ".join(texts)


def quantity(value: Quantity) -> str:
    """Return a quantity as text, such as ``at least 25 (person, killed)``."""
    low = _number(value.low)
    high = None if value.high is None else _number(value.high)
    if high is None:
        amount = f"at least {low}"
    elif low == high:
        amount = low
    elif value.low == 0:
        amount = f"at most {high}"
    else:
        amount = f"{low} to {high}"
    details = ", ".join(one_line(part) for part in (value.unit, value.role) if part)
    return f"{amount} ({details})" if details else amount


def _visible(character: str) -> str:
    hidden = unicodedata.category(character) in ("Cc", "Cs") or character in _OVERRIDES
    return "\N{REPLACEMENT CHARACTER}" if hidden else character


def _one_percent(value: float) -> str:
    rounded = round(100 * value)
    return "over 99 %" if rounded >= 100 else "under 1 %" if rounded <= 0 else f"{rounded} %"


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(value)
