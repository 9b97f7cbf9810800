"""Number words and figures → the interval they leave open; and what only looks like a count."""

from __future__ import annotations

import re

from attrib.quantities.tables import PEOPLE, UNITS

Interval = tuple[float, float | None]

# fmt: off
_ONES = dict(zip((
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen").split(), range(20), strict=True))
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(),
                 range(20, 100, 10), strict=True))
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "m": 1e6, "billion": 1e9,
           "bn": 1e9, "trillion": 1e12}
_VAGUE = {"several": (3, 9), "few": (3, 9), "handful": (3, 9), "couple": (2, 3), "tens": (20, 99),
          "dozens": (24, 99), "scores": (40, 199), "hundreds": (200, 999),
          "thousands": (2000, 99_999), "millions": (2e6, 999_999_999)}

# Words before or after a number → factors on (low, high); None leaves that side open.
_BOUNDS: dict[Interval, str] = {
    (1, None): r"another|an? (?:further|additional)|at (?:the )?(?:very )?least|(?:well |far )?"
    r"(?:more|greater|higher) than|(?:well )?(?:over|above)|(?:no|not) (?:fewer|less) than|"
    r"an? minimum(?: of)?|upwards? of|in excess of",
    (0, 1): r"up to|(?:fewer|less|lower) than|at (?:the )?(?:very )?most|(?:no|not) more than|under"
    r"|below|an? maximum(?: of)?|as (?:many|much) as",
    (1, 1.15): r"just (?:over|above)|(?:slightly|a little) (?:more than|over)",
    (0.85, 1): r"nearly|almost|just (?:under|below|short of)|(?:slightly|a little) (?:less|fewer) "
    r"than",
    (0.85, 1.15): r"about|around|roughly|some|approximately|close to|perhaps|maybe|circa|an "
    r"estimated|more or less|in the region of",
    (1, 1): r"only|just|exactly|precisely|a total of|all",
}
_BOUNDS_AFTER: dict[str, Interval] = {
    "or more": (1, None), "at least": (1, None), "or so": (0.85, 1.15), "or fewer": (0, 1),
    "or less": (0, 1), "at most": (0, 1), "at the most": (0, 1)}
_BOUND_AFTER = re.compile(rf"\s+({'|'.join(_BOUNDS_AFTER)})\b(?! \d)", re.I)
_BOUND = "|".join(f"(?P<b{n}>{words})" for n, words in enumerate(_BOUNDS.values()))

_WORD_NUMBER = "|".join([*_ONES, *_TENS])
_NUM = rf"(?:\d+|{_WORD_NUMBER})"
MONTH = (r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ch|il|ust|"
         r"ember|ober)?\b\.?")
_NOT_COUNTS = re.compile("|".join((
    rf"\b\d\d?(?:(?: and | to | or |[-–])\d\d?)? {MONTH}(?:,? \d{{4}})?",
    rf"\b{MONTH} \d\d?(?:(?: and | to |[-–])\d\d?)?\b(?:,? \d{{4}})?",
    r"\b(?i:in|since|by|until|the|from|of|before|after|early|late) (?:19|20)\d\d\b",
    r"(?<![\d,.$€£])(?:19|20)\d\d\b(?! (?:[a-z]+s|people|[a-z]+men|children)\b)(?!,\d)",
    r"\b\d\d?(?:[:.]\d\d)? ?[ap]\.?m\b\.?", r"\b\d\d?:\d\d\b", r"\b\d+/\d+\b",
    rf"\bat (?:about |around )?{_NUM}(?= in the (?:mo|af|ev)| th(?:is|at) (?:mo|af|ev|ni))",
    r"\bat \d\d?\.\d\d\b(?! ?(?:%|per|[mb]illion|[a-z]+s\b))", rf"\b{_NUM} past [a-z]+",
    rf"\b(?:half|quarter|minutes) (?:past|to) {_NUM}\b", rf"\b{_NUM} o.clock",
    rf"(?i:\b(?:aged?|ages? of|(?:boy|girl|child|children|man|woman|son|daughter|niece|nephew)"
    rf"(?= of| between))(?: of| between)? {_NUM}\b(?:(?: and | to |[-–]){_NUM})?)",
    r"\b(?:under|over|below|above) (?:eighteen|18|sixteen|16)\b(?! [a-z]+s\b)",
    rf"\b{_NUM} years old", r"(?<=[a-z]), \d\d, ",
    rf"(?i:\b(?:one (?:\w+ )?in|{_NUM} (?:\w+ )?in every|{_NUM} out of) {_NUM})\b",
    rf"(?i:\b{_NUM} in {_NUM}\b(?! (?:second|minute|hour|day|week|month|year|[a-z]*place|town|"
    r"village|attack|strike|raid|incident)))",
    r"\bwith no (?!casual|injur|death|fatal)\w+", r"(?i:\bfamily of )\w+",
    r"(?i:\b(?:no|not one|not a single|none|nobody|no[- ]one|anybody) (?:else|more(?! than)|"
    r"others?|further)\b)",
    r"(?i:\bnone of (?:them|these|those|whom|which|(?:the|his|her|its|their) (?:\w+ )?(?:deaths|"
    r"dead|bodies|victims|killings|wounded|arrests)))\b",
    r"(?i:\b(?:article|highway|route|resolution|room|gate|section|flight|boeing|airbus|line|block|"
    r"chapter|page|channel|sector|district|ward|zone|platform|terminal|unit|brigade|no\.|camp|bed|"
    r"clause|paragraph|grade|level|phase|pier|bus|train|road|type|magnitude|category|number|tower|"
    rf"cell|shed|factor of) {_NUM}\b)",
    r"\b\d[\d.]*[ -]?mm (?=\w*(?:mortar|shell|round|gun|cannon|rocket|tank|calib))",
    r"\b(?i:one) (?:of|another|by one)\b|\b(?:the|this|that|each|every|another|any) one\b",
    rf"(?i:\b(?:[\d,]+|{_WORD_NUMBER}) (?:more|fewer) (?:\w+ ){{1,6}}than\b)",
    rf"\b[A-Z]\w+ (?:{_WORD_NUMBER.title()})\b",
)))

_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(list(_ONES)[1:10])}))?|{'|'.join(_ONES)})"
_UPTO999 = rf"(?:(?:{_SMALL}|an?) hundred(?:(?: and)? {_SMALL}(?! (?:hundred|thousand)))?|{_SMALL})"
_BIG = r"(?:thousand|million|billion|trillion|dozen)"
_SPELT = (rf"(?:half an? {_BIG}|(?:{_UPTO999}|an?)(?: and a half)? {_BIG}(?:(?: and)? {_UPTO999}"
          rf"(?: {_BIG})?(?:(?: and)? {_UPTO999})?)?|{_UPTO999})")
_DIGITS = (rf"(?:(?:\d{{1,3}}(?:[, \u00a0\u202f]\d{{3}})+|\d+)(?!\d)(?:\.\d+)?"
           rf"(?: ?(?:hundred|bn|{_BIG})\b|(?<=\d)m\b)?)")
_LOOSE = (rf"(?:(?:several|a few|a handful of|a couple of)(?: (?:hundred|{_BIG}))?|(?:tens|dozens|"
          r"scores|hundreds|thousands|millions)(?: of (?:thousands|millions))?)")
_ZERO = r"(?:nobody|no[- ]one|none|not (?:one|a single)|without(?: any)?|no)"
_PERSON = "|".join(word for word, unit in UNITS.items() if unit in PEOPLE and word not in
                   ("dead", "death", "fatality", "casualty", "injury", "victim"))
_ARTICLE = rf"(?:an?(?= (?:[a-z]+ |\d+-year-old )?(?:{_PERSON})\b))"
_VALUE = (rf"(?:{_ZERO}|{_LOOSE}|{_SPELT}|{_DIGITS})"
          r"(?:(?=(?:km|kg|mm|ha)\b)|(?![-\w]*[a-zA-Z])(?![,.]?\d))")
COUNT = re.compile(
    r"(?<![\w.-])(?P<denied>(?:not (?!one\b|a single|only|just)|rather than |instead of ))?"
    rf"(?:(?:{_BOUND}) (?:the |some |about )?)?(?P<from>from )?(?P<between>between )?"
    rf"(?P<money>(?:US|A|C)?[$€£¥₹] ?)?(?P<a>{_VALUE}|both\b|{_ARTICLE})"
    r"(?:(?: ?[-–—] ?|(?(from)(?!)| to )| or |(?(between) and |(?!)))"
    rf"[$€£]?(?P<b>{_VALUE}))?", re.I)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
FRACTION = re.compile(
    rf"(?<![\w.-])(?:(?:{_BOUND}) )?(?:(?P<half>half)|(?P<times>an?|one|two|three|four)[- ]"
    r"(?P<part>third|quarter|fifth|tenth)s?)(?= of (?!an?\b|(?-i:[A-Z]))| the \w)", re.I)
# fmt: on


def blank(text: str) -> str:
    """Put ``#`` for dates, ages, roads, calibres… that are no counts; offsets stay as they are."""
    return _NOT_COUNTS.sub(lambda match: "#" * len(match[0]), text)


def read_interval(match: re.Match[str]) -> Interval:
    """What a match of ``COUNT`` leaves open, with the bound before it."""
    low, high = read_value(match["a"].lower())
    if match["b"]:
        second, high = read_value(match["b"].lower())
        scale = _SCALES.get(match["b"].lower().split()[-1], 1)
        low = low * scale if low < scale <= second and low * scale < second else low
    return _bounded(low, high, _bound_before(match))


def read_fraction(match: re.Match[str]) -> Interval:
    """What a match of ``FRACTION`` leaves open, in per cent."""
    part = 1 / 2 if match["half"] else read_value(match["times"])[0] / _PARTS[match["part"].lower()]
    return _bounded(100 * part, 100 * part, _bound_before(match))


def widen(interval: Interval, text: str, *ends: int) -> Interval:
    """Apply a bound that follows a number ("25 or more", "25 people at most") at one of `ends`."""
    after = next(filter(None, (_BOUND_AFTER.match(text, end) for end in ends)), None)
    return _bounded(*interval, _BOUNDS_AFTER[after[1].lower()]) if after else interval


def is_zero(words: str) -> bool:
    """Whether `words` say that there are none."""
    return bool(re.fullmatch(_ZERO, words, re.I))


def read_value(words: str) -> tuple[float, float]:
    """Lowest and highest number that lower-case `words` can mean."""
    if is_zero(words):
        return 0, 0
    if not re.fullmatch(_LOOSE, words):
        return (number := _number(words)), number
    parts = words.split()
    low, high = next(_VAGUE[part] for part in parts if part in _VAGUE)
    scale = _SCALES.get(parts[-1].removesuffix("s") if len(parts) > 1 else "", 1)
    return low * scale, (high + 1) * scale - 1


def _bound_before(match: re.Match[str]) -> Interval:
    return next((factors for n, factors in enumerate(_BOUNDS) if match[f"b{n}"]), (1, 1))


def _bounded(low: float, high: float | None, factors: Interval) -> Interval:
    down, up = factors
    return round(low * down, 2), None if up is None or high is None else round(high * up, 2)


def _number(words: str) -> float:
    total = current = 0.0
    for word in re.findall(r"\d[\d,. \u00a0\u202f]*|[a-z]+", words):
        if word[0].isdigit():
            current = float(re.sub(r"[^\d.]", "", word))
        elif word in ("a", "an"):
            current = current or 1
        elif word == "both":
            current = 2
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _SCALES:
            total, current = total + current * _SCALES[word], 0.0
        else:
            current += 0.5 if word == "half" else (_ONES | _TENS).get(word, 0)
    return total + current
