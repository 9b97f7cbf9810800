"""Text → sentences, as exact spans: every visible character is in one of them.

Made for news: abbreviations, quotations, datelines, hard-wrapped lines, one paragraph a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from attrib.records import Span

MAX_SENTENCE = 2_000
_LINE = re.compile(r"\S(?:[^\r\n\u2028\u2029]*\S)?")
_LINE_STOPS = ".!?…:;\"'”’"
_WRAPPED_LENGTHS = range(50, 101)
_STOP = re.compile(  # the look-behind keeps a long row of stops from costing its square
    r"(?<![.!?…])(?P<marks>[.!?…]+)(?P<closers>(?:[\"'’]|[ ]?[”»)\]])*)(?=\s)"
)
_NEXT = re.compile(r"(?P<opening>[\s\"'“‘«(\[–—-]*)(?P<word>[^\W_]+)(?P<dot>\.?)")
_SPEECH = re.compile(
    r"(?:[A-Z][\w.'’-]*\s+){1,5}"
    r"(?:said|says|asked|asks|told|added|wrote|shouted|cried|replied|wondered)\b"
)
_MORE_STOPS = re.compile(r"\s*[.!?…]")
_QUOTES = frozenset("\"'”’»")
_DASHES = frozenset("–—-")
_QUOTES_OPEN = frozenset('"“')
_LAST_SPACE = re.compile(r".*\s", re.DOTALL)
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
# Never the last word of a sentence.
_TITLES = frozenset(
    "Dr Mr Mrs Ms Messrs Prof Gov Sen Sens Rep Reps Gen Col Brig Lt Maj Capt Sgt Cpl Pvt Adm Cmdr"
    " Rev Hon Pres Supt Det Insp Amb Atty Msgr Fr St Ste Mt Ft vs v cf e.g i.e".split()
)
# The last word of a sentence unless a figure follows.
_BEFORE_FIGURE = frozenset(
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun"
    " No Nos no nos Art Sec Fig Vol Ch p pp approx".split()
)
_AFTER_HOUR = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June"
    " July August September October November December".split()
) | (_BEFORE_FIGURE - {"No", "Nos", "Art", "Sec", "Fig", "Vol", "Ch"})
# May end a sentence; it does where a word follows that seldom stands capitalised elsewhere.
_MAYBE_LAST = frozenset(
    "Inc Corp Co Ltd Bros Jr Sr etc Ave Rd Blvd Dept Univ Ala Ariz Ark Calif Colo Conn Fla Ga Ill"
    " Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Va Wash Wis".split()
)
_STARTERS = frozenset(
    "The A An He She It They We I You This That These Those There But And Or So In On At As After"
    " Before When While If For From With However Meanwhile Both His Her Its Their Our My No Not"
    " Some Several Many Most Another One Two Three What Who Why How Where Earlier Later Since Then"
    " According Now Still Yet Also Asked".split()
)


def split_sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences of English news as character offsets, in the order of the text.

    Every non-space character lies in exactly one span; no span has spaces at its ends or more than
    `MAX_SENTENCE` characters. A line break ends a sentence, except in hard-wrapped text.
    """
    spans: list[Span] = []
    for block in _blocks(text):
        start = block.start
        for stop in _STOP.finditer(text, block.start, block.end):
            if _ends_sentence(text, stop, Span(start, block.end)):
                spans.extend(_pieces(text, start, stop.end()))
                start = stop.end()
        spans.extend(_pieces(text, start, block.end))
    return tuple(spans)


def _blocks(text: str) -> Iterator[Span]:
    """Yield the paragraphs, wrapped lines put together."""
    lines = [Span(*line.span()) for line in _LINE.finditer(text)]
    wrapped = _looks_wrapped(text, lines)
    start = 0
    for number, line in enumerate(lines):
        follower = lines[number + 1] if number + 1 < len(lines) else None
        if not (wrapped and follower and _is_soft(text, line, follower)):
            yield Span(lines[start].start, line.end)
            start = number + 1


def _looks_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether most single line breaks stand in mid-sentence, as a teletype breaks lines."""
    breaks = [(a, b) for a, b in pairwise(lines) if _is_single_break(text, a, b)]
    soft = sum(_is_soft(text, a, b) and text[a.end - 1] not in _LINE_STOPS for a, b in breaks)
    # Headlines in a list are as long and as free of stops, but each begins with a capital.
    small = sum(text[b.start].islower() for _, b in breaks)
    return soft * 2 > len(breaks) and small * 3 >= len(breaks)


def _is_soft(text: str, line: Span, follower: Span) -> bool:
    """Whether the break after `line` may be a space: one newline, no line as short as a heading."""
    return line.end - line.start in _WRAPPED_LENGTHS and _is_single_break(text, line, follower)


def _is_single_break(text: str, line: Span, follower: Span) -> bool:
    return text[line.end : follower.start].strip(" \t") in ("\n", "\r\n", "\r")


def _ends_sentence(text: str, stop: re.Match[str], rest: Span) -> bool:
    """Whether the sentence that begins with `rest` ends at `stop`."""
    after = _NEXT.match(text, stop.end(), rest.end)
    if after is None:
        return _MORE_STOPS.match(text, stop.end(), rest.end) is None
    word = after["word"]
    if word[0].islower():
        return False
    quoted = not _QUOTES.isdisjoint(stop["closers"])
    if stop["marks"] != ".":
        named = quoted and word not in _STARTERS
        return not (named and _SPEECH.match(text, after.start("word"), rest.end))
    return quoted or not _is_abbreviation(text, stop.start(), after, rest.start)


def _is_abbreviation(text: str, stop: int, after: re.Match[str], start: int) -> bool:
    """Whether the full stop at `stop` marks a shortened word and the sentence goes on."""
    word = after["word"]
    before = text[max(start, stop - 20) : stop].split()
    token = before[-1].lstrip("\"'“‘«([-–—") if before else ""
    if token in _TITLES:
        return True
    if token in _BEFORE_FIGURE:
        return word[0].isdigit()
    if token.isdecimal():  # "1. First item" stays whole
        return len(token) < 4 and len(before) == 1
    if token.lower() in ("a.m", "p.m"):
        return word in _AFTER_HOUR or word[0].isdigit() or (word.isupper() and 1 < len(word) < 5)
    dateline = not _DASHES.isdisjoint(after["opening"])
    begins = word in _STARTERS and not after["dot"] and not dateline
    if len(token) == 1:
        return token.isupper() and not begins
    if token in _MAYBE_LAST or _ACRONYM.fullmatch(token):
        return not begins and _QUOTES_OPEN.isdisjoint(after["opening"])
    return False


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what lies between `start` and `end` without outer spaces, cut where it is too long."""
    start, end = _trim(text, start, end)
    while end - start > MAX_SENTENCE:
        space = _LAST_SPACE.match(text, start, start + MAX_SENTENCE)
        cut = space.end() if space else start + MAX_SENTENCE
        yield Span(*_trim(text, start, cut))
        start, _ = _trim(text, cut, end)
    if start < end:
        yield Span(start, end)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
