"""Where and when: the place and the time that a clause names, and which of them differ."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from attrib.quantities.numbers import MONTH
from attrib.records import Quantity

# fmt: off
_MONTHS = ("January February March April May June July August September October November "
           "December").split()
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PART = r"(?:morning|afternoon|evening|night)"
_UNIT = (r"(?:minute|hour|day|night|week|weekend|fortnight|month|year|decade|spring|summer|autumn|"
         r"winter)")
_CLOCK = (r"(?:noon|midday|midnight|dawn|dusk|sunrise|sunset|daybreak|nightfall|lunchtime|"
          rf"(?:the )?{_PART}|then|now|\d\d?(?:[:.]\d\d)? ?[ap]\.?m\b\.?)")
_SMALL_NUMBER = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few)"
_PREPOSITION = (r"(?P<preposition>(?i:on|since|by|until|till|from|before|after|in|at|during|over|"
                r"throughout|of))")
_NOT_A_RATE = "".join(
    f"(?<!{word} )" for word in "for in of on than half about nearly almost within over".split())
_TIME = re.compile("|".join((
    rf"(?:{_PREPOSITION} )?(?:the )?(?:early |late )?(?:(?P<day>\d\d?) (?P<month>{MONTH})|"
    rf"(?P<month_first>{MONTH}) (?P<day_second>\d\d?)\b)(?!\d)(?:,? (?P<year>\d{{4}}))?",
    r"(?:\b(?P<when>(?i:on|since|by|until|till|from|before|after|late|early|last|next|this)) )?\b"
    rf"(?P<weekday>{_WEEKDAY})(?:['’]s\b)?(?: (?P<part>{_PART}))?",
    rf"(?P<from>(?i:in|since|by|until|from|before|during|of)) (?:early |late )?"
    rf"(?:(?P<whole>{MONTH})(?: (?P<of_year>\d{{4}}))?|(?P<in_year>(?:19|20)\d\d))\b(?! [a-z]+s\b)",
    rf"(?P<relative>(?i:(?:by |until |since |over |in |during |for )?"
    rf"(?:(?:the )?(?:last|past|previous|next)|this|that) (?:{_SMALL_NUMBER} )?{_UNIT}s?\b|"
    rf"a {_UNIT} (?:earlier|later|ago|before)\b|yesterday|today|tonight|overnight))",
    rf"(?P<clock>(?i:by|at|until|before|since|till|as of) (?:early |late |mid-?)?{_CLOCK}\b|"
    r"so far)",
    rf"(?P<duration>(?i:in|within|over|for|during|after) (?:the )?(?:first |last |past |same )?"
    rf"{_SMALL_NUMBER} {_UNIT}s)\b",
    rf"(?P<rate>\b{_NOT_A_RATE}(?:an?|per|every|each) {_UNIT})\b(?! of)|\b(?P<daily>"
    r"daily|weekly|monthly|yearly|annually)\b",
)))

_SITES = (
    "market school hospital clinic mosque church temple prison jail station airport harbour port "
    "bridge building house hotel factory plant mine stadium square theatre kindergarten university "
    "barracks base checkpoint warehouse tunnel dam border farm shelter bakery cafe restaurant "
    "morgue mortuary refinery depot crossing beach court embassy office cemetery")
_AREAS = "village town city district province valley region capital country county island camp area"
_COMMON = "|".join(sorted({word + s for word in (_SITES + " " + _AREAS).split() for s in
                           ("", "s", "es")} | {"villages", "cities", "valleys", "factories"}))
_PLACE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Ii]nside|[Aa]round|[Oo]ff|[Aa]cross) (?:"
    rf"(?:the )?(?:(?:north|south|east|west|central|upper|lower)(?:ern)? )?(?!{MONTH}(?:\W|$))"
    rf"(?!{_WEEKDAY})(?P<name>[A-Z][\w'’-]*(?: (?:of |the |al-|el-)?[A-Z][\w'’-]*){{0,3}})|"
    rf"(?:the|a|an|its|their|that|this|both) (?:[\w'’-]+ ){{0,2}}?(?P<common>{_COMMON})\b)"
    r"(?: alone\b)?|\belsewhere\b|\bon (?:our|their|its own) side\b|"
    r"\b(?:in|on|from) (?:an|the )?other \w+")
_RUNNING = re.compile(r"(?:by|until|till|as of|before)\b|so far|(?:at|since) (?:early |late |"
                      rf"mid-?)?{_CLOCK}")
_CLAUSE_END = re.compile(r"[;!?…]|\.(?:\s|$)|\b(?:while|whereas|but|although|and that)\b")
_SINCE = re.compile(r"since\b|over|in the (?:last|past)|during the (?:last|past)")
_GRAINS = {
    "day": rf"{_WEEKDAY}|\d\d? [A-Z]|yesterday|today|tonight|overnight|night|{_PART}",
    "span": r"weeks?\b|fortnight|days\b|hours?\b|minutes?\b",
    "month": rf"(?:^|(?<!\d ))(?:{'|'.join(_MONTHS)})|month",
    "year": r"years?\b|spring|summer|autumn|winter|(?:19|20)\d\d$",
}
_OTHER = re.compile(r"\b(?:an?other|other|elsewhere|neighbouring|nearby|side)\b")
_PAST = re.compile(
    rf"^since\b|^(?:in|during|of|before) (?:(?:{'|'.join(_MONTHS)}) )?(?:19|20)\d\d$|"
    rf"\b(?:last|previous|past) (?:{_SMALL_NUMBER} )?(?:week|month|year|decade|spring|summer|"
    r"autumn|winter)s?|(?<!\d )\b(?:weeks|months|years?|decades) ago|"
    rf"^(?:in|since) (?:{'|'.join(_MONTHS)})$|"
    rf"^(?:an?|per|every|each) {_UNIT}$|^(?:daily|weekly|monthly|yearly|annually)$")
_RATE = re.compile(rf"(?:an?|per|every|each) {_UNIT}$|daily|weekly|monthly|yearly|annually")
_PINS = {
    "weekday": re.compile(_WEEKDAY),
    "date": re.compile(r"\d\d? [A-Z]\w+"),
    "month": re.compile("|".join(_MONTHS)),
    "year": re.compile(r"(?:19|20)\d\d"),
    "relative": re.compile(r"(?<!in the )(?<!over the )\b(?:last|this|next|previous|past) [a-z]+|"
                           r"yesterday|today"),
}
# fmt: on


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A normalised phrase and the characters it was read from."""

    text: str
    start: int
    end: int


def situate(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[str | None, str | None]]:
    """Yield the place and the time of what stands at each of `spans`, which are in order.

    They are the first phrase between a span and the next one, else the last one before it; both
    within the clause.
    """
    breaks = [match.start() for match in _CLAUSE_END.finditer(text)]
    places, times = _find_places(text), _find_times(text)
    nexts = [*(start for start, _ in spans), len(text)][1:]
    for (start, end), until in zip(spans, nexts, strict=True):
        n = bisect_left(breaks, end)
        clause = range(breaks[n - 1] if n else 0, breaks[n] if n < len(breaks) else len(text))
        window = range(clause.start, min(clause.stop, until))
        yield _nearest(places, start, end, window), _nearest(times, start, end, window)


def name_times(text: str) -> set[str]:
    """Return the times named in `text`, days first and in full: "since 27 November"."""
    return {phrase.text for phrase in _find_times(text)}


def _find_places(text: str) -> list[_Phrase]:
    return [_Phrase(_squeeze(match[0]), *match.span()) for match in _PLACE.finditer(text)]


def _find_times(text: str) -> list[_Phrase]:
    return [_Phrase(_time(match), *match.span()) for match in _TIME.finditer(text)]


def _nearest(phrases: Sequence[_Phrase], start: int, end: int, window: range) -> str | None:
    after = bisect_left(phrases, end, key=lambda phrase: phrase.start)
    if after < len(phrases) and phrases[after].start < window.stop:
        return phrases[after].text
    before = bisect_left(phrases, start, key=lambda phrase: phrase.start) - 1
    near = before >= 0 and window.start <= phrases[before].start and phrases[before].end <= start
    return phrases[before].text if near else None


def are_apart(a: Quantity, b: Quantity) -> bool:
    """Whether two places or two times are named that cannot be the same.

    What is unnamed may be: but not elsewhere, nor long ago, unless there never were any.
    """
    for one, other in ((a, b), (b, a)):
        if _is_of_the_past(one.time) and other.time is None and other.high != 0:
            return True
        if _OTHER.search(one.place or "") and one.place != other.place:
            return True
    return _differ(a.place, b.place, _is_elsewhere) or _differ(a.time, b.time, _is_at_another_time)


def _is_of_the_past(time: str | None) -> bool:
    """Whether a time is not that of the event at hand: a year, a span up to now, a rate."""
    return time is not None and bool(_PAST.search(time))


def is_running(time: str) -> bool:
    """Whether a time says how far a count had got ("by evening", "so far"), not what it covers."""
    return bool(_RUNNING.match(time))


def _differ(a: str | None, b: str | None, differ: Callable[[str, str], bool]) -> bool:
    return a is not None and b is not None and a != b and differ(a, b)


def _is_elsewhere(a: str, b: str) -> bool:
    """Two names without a word in common; two sites; two areas. The rest may lie in each other."""
    names = [set(re.findall(r"\b[A-Z][\w-]+", text.split(maxsplit=1)[1])) for text in (a, b)]
    if all(names):
        return not names[0] & names[1]
    kinds = [{word.removesuffix("s") for word in re.findall(r"[a-z]+", text)} for text in (a, b)]
    scales = [set(scale.split()) for scale in (_SITES, _AREAS)]
    heads = [[kind & scale for kind in kinds] for scale in scales]
    return not any(names) and any(first and last and not first & last for first, last in heads)


def _is_at_another_time(a: str, b: str) -> bool:
    """Two days, two spans of time, a day and a longer span, a count and a rate."""
    running = is_running(a) or is_running(b)
    if not running and bool(_SINCE.match(a)) != bool(_SINCE.match(b)):
        return True
    first, second = _fixed(a), _fixed(b)
    shared = first.keys() & second.keys() & ({"weekday", "date"} if running else first.keys())
    return any(first[key] != second[key] for key in shared)


def _fixed(time: str) -> dict[str, str]:
    """What a normalised time fixes: its length, weekday, date, year, what it is relative to."""
    if _RATE.match(time):
        return {"grain": "rate", "rate": time.split()[-1]}
    grain = next((name for name, words in _GRAINS.items() if re.search(words, time)), "other")
    pinned = {name: match[0] for name, pin in _PINS.items() if (match := pin.search(time))}
    return {"grain": grain, **pinned}


def _time(match: re.Match[str]) -> str:
    words: tuple[str, ...] = (match[0].lower(),)
    month = match["month"] or match["month_first"]
    if month:
        date = f"{match['day'] or match['day_second']} {_full(month)}"
        words = (
            (match["preposition"] or "on").lower().replace("of", "on"),
            date,
            match["year"] or "",
        )
    elif match["weekday"]:
        when = (match["when"] or "on").lower()
        words = (
            when if when not in ("late", "early") else "on",
            match["weekday"],
            match["part"] or "",
        )
    elif match["whole"]:
        words = (
            match["from"].lower().replace("of", "in"),
            _full(match["whole"]),
            match["of_year"] or "",
        )
    return _squeeze(" ".join(words))


def _full(month: str) -> str:
    return next(full for full in _MONTHS if full.startswith(month[:3]))


def _squeeze(words: str) -> str:
    words = " ".join(words.split())
    return words[:1].lower() + words[1:]
