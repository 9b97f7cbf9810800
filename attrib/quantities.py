"""Quantities in a sentence: how many of what, and what happened to them.

What only looks like a count (dates, ages, roads, missile types) is blanked first; one regular
expression reads the rest. The unit is the head noun after a number, the role its nearest cue.
"""

from __future__ import annotations

import re
from enum import StrEnum

from attrib.records import Quantity


class Comparison(StrEnum):
    """Whether two quantities leave room for each other."""

    COMPATIBLE = "compatible"
    INCOMPATIBLE = "incompatible"
    INCOMPARABLE = "incomparable"


# fmt: off
_Interval = tuple[float, float | None]
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
_BOUNDS: dict[_Interval, str] = {
    (1, None): r"at (?:the )?(?:very )?least|(?:well |far )?(?:more|greater|higher) than|(?:well )?"
    r"(?:over|above)|(?:no|not) (?:fewer|less) than|an? minimum(?: of)?|upwards? of|in excess of",
    (0, 1): r"up to|(?:fewer|less|lower) than|at (?:the )?(?:very )?most|(?:no|not) more than|under"
    r"|below|an? maximum(?: of)?|as (?:many|much) as",
    (1, 1.15): r"just (?:over|above)|(?:slightly|a little) (?:more than|over)",
    (0.85, 1): r"nearly|almost|just (?:under|below|short of)|(?:slightly|a little) (?:less|fewer) "
    r"than",
    (0.85, 1.15): r"about|around|roughly|some|approximately|close to|perhaps|maybe|circa|an "
    r"estimated|more or less|in the region of",
    (1, 1): r"only|just|exactly|precisely|a total of|all|another|a further",
}
_BOUNDS_AFTER: dict[str, _Interval] = {
    "or more": (1, None), "at least": (1, None), "or so": (0.85, 1.15), "or fewer": (0, 1),
    "or less": (0, 1), "at most": (0, 1), "at the most": (0, 1)}
_BOUND_AFTER = re.compile(rf"\s+({'|'.join(_BOUNDS_AFTER)})\b(?! \d)", re.I)

_REGULAR = (
    "civilian woman man pensioner student patient miner passenger driver farmer hostage house "
    "building hospital school tank helicopter drone missile rocket bomb shell raid sortie second "
    "minute hour day week month year night kilometre metre centimetre mile tonne litre hectare "
    "degree goat horse")
_SYNONYMS = """person people persons dead victim victims bodies corpses death deaths fatality
    fatalities casualty casualties injury injuries arrests killings souls lives martyrs others
    wounded inhabitants individuals; civilian noncombatants bystanders; woman women; man men;
    resident residents villagers; child children boy boys girl girls minor minors baby babies
    infants toddlers kids; soldier soldiers troops serviceman servicemen personnel conscript
    conscripts; fighter fighters militant militants insurgent insurgents rebel rebels gunman gunmen
    terrorist terrorists militiaman militiamen jihadists combatants; officer officers policeman
    policemen policewomen police patrolmen; medic medics paramedic paramedics nurse nurses doctor
    doctors; worker workers employee employees labourer labourers staff; student pupil pupils
    schoolchildren; journalist journalists reporters; protester protesters protestors demonstrator
    demonstrators; prisoner prisoners inmate inmates detainees; house home homes dwellings; bus
    buses; vehicle vehicles car cars lorry lorries truck trucks; plane planes aircraft jet jets
    warplane warplanes; shot shots bullets; strike strikes airstrike airstrikes; time times; %
    percent; kilometre km kilometer kilometers; metre m meter meters; millimetre mm; kilogram kg
    kilograms kilos; hectare ha; tonne ton tons; litre liter liters; km/h; real reais; cow cows
    cattle; sheep"""
_UNITS = {word: entry.split()[0] for entry in _SYNONYMS.split(";") for word in entry.split()}
_UNITS |= {noun + s: noun for noun in _REGULAR.split() for s in ("", "s")} | {"per cent": "%"}
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₹": "rupee"}
_CIVILIANS = set("child woman resident pensioner medic worker student patient journalist miner "
                 "passenger driver farmer protester".split())
_PEOPLE = _CIVILIANS | set("person civilian man soldier fighter officer hostage prisoner".split())
_ANIMALS = {"cow", "sheep", "goat", "horse"}
_MEASURES = set(_CURRENCIES.values()) | set(
    "second minute hour day week month year night time % kilometre metre centimetre mile kilogram "
    "litre degree millimetre km/h real".split())
_THINGS = set(_UNITS.values()) - _PEOPLE - _ANIMALS | _MEASURES
_PLURAL_ENDINGS = {"men": "man", "ss": None, "us": None, "is": None, "ies": "y", "sses": "ss",
                   "shes": "sh", "ches": "ch", "xes": "x", "s": ""}

_HUMAN_ROLES = {
    "killed": r"kill(?:ed|ings?|s)?|murder(?:ed|ing)|massacred|execut(?:ed|ing)|slain|shot dead|"
    r"buried|died?|dying|dead|perished|drowned|suffocated|succumbed|(?:lost|losing) (?:his|her|"
    r"their) li(?:fe|ves)|(?:burned|frozen?|crushed|starved|beaten|shot|trampled) to death|claimed "
    r"the lives of|lives (?:were |had been )?lost|(?:death )?toll|deaths?|fatalit(?:y|ies)|bodies|"
    r"corpses|martyrs",
    "injured": r"wound(?:ed|ing)|injur(?:ed|ing|y|ies)|hurt|harmed|maimed",
    "missing": r"missing|unaccounted for", "casualty": r"casualt(?:y|ies)",
    "arrested": r"arrest(?:ed|ing|s)|detain(?:ed|ing)|rounded up|in custody|jailed|imprisoned",
    "displaced": r"displac(?:ed|ing)|fled|fleeing|evacuat(?:ed|ing)|homeless|lost their homes|"
    r"uprooted|deported|expelled",
    "abducted": r"abduct(?:ed|ing)|kidnapp(?:ed|ing)|(?:taken|held) hostage",
    "rescued": r"rescu(?:ed|ing)|saved|pulled alive",
    "treated": r"treat(?:ed|ing)|hospitali[sz]ed|admitted",
}
_THING_ROLES = {
    "destroyed": r"destroy(?:ed|ing)|flatten(?:ed|ing)|burned(?: down)?|burnt|razed|levelled",
    "damaged": r"damag(?:ed|ing)", "stolen": r"stolen|looted|looting",
    "shot down": r"(?:shot|shooting|brought) down|down(?:ed|ing)|intercept(?:ed|ing)",
    "hit": r"hit|hitting|struck|striking", "fired": r"fired|firing|launch(?:ed|ing)",
}
_ROLES = _HUMAN_ROLES | _THING_ROLES
_CUE = re.compile(
    r"\b(?P<noun>(?:number|count|tally|list) of (?:\w+ ){0,3}?|the )?(?:"
    + "|".join(f"(?P<{role.replace(' ', '_')}>{words})" for role, words in _ROLES.items())
    + r")\b", re.I)
_NOUN_CUE = re.compile(
    r"toll|killings|deaths?\b|fatalit|bodies|corpses|casualt|injur(?:y|ies)|arrests", re.I)
_CASUALTY_NOUN = re.compile(r"deaths?|casualt|injur|fatalit|bodies|corpses|victims?|dead|wounded")
_INTRANSITIVE = re.compile(  # what follows a number without a passive: "41 dead", "nine drowned"
    r"(?:the )?(?:die|dying|dead|perish|drown|suffoc|succumb|lost|losing|lives|missing|unacc|fled|"
    r"flee|homeless|in custody|taken|(?:burned|froz|starved).* death)", re.I)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are|got|get|those|the|who|left)\W+"
                      r"(?:\w+ly |confirmed |reported |also )?$", re.I)
_NO_OBJECT = re.compile(
    r"\s*(?:$|[^\w\s$€£]|(?:in|by|when|and|or|since|at|on|during|near|there|after|before|as|for|"
    r"while|with|within|from|so|last|this|outside|inside|over|across|but|under|because|are|were|"
    r"was|had|to|if|without|that|of|between|into|through|along|alone|among|elsewhere|earlier|"
    r"yesterday|today|overnight|\w+day)\b)", re.I)
_BARRIER = re.compile(r"[;.!?/]|\b(?:said|says?|that|when|while|after|because|where|told|saw|heard|"
                      r"but|before|until|whose|reports|counted|than)\b", re.I)
_PREPOSITION = re.compile(r"\b(?:by|in|from|with|on|for|near|as|at|to|of|against|into)\b", re.I)
_REACHING = re.compile(r"\b(?:at|to|of|as|by|was|is|reached|passed|exceed\w*|topped)\W*$", re.I)
_INCLUDING = re.compile(r"\b(?:includ(?:ing|ed|es)|among (?:them|the dead)|were|of whom)\W*$", re.I)
_OF_THEM = re.compile(r"\bof (?:them|whom|those|the dead)\b", re.I)
_IN_PLACE = re.compile(  # what may follow "no soldiers": "no soldiers fired" counts nobody
    r"\W*(?:$|[^\w\s]|(?:in|on|at|and|or|to|with|from|among|there|inside|near|over|left)\b)")

_WORD_NUMBER = "|".join([*_ONES, *_TENS])
_NUM = rf"(?:\d+|{_WORD_NUMBER})"
_MONTH = (r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ch|il|ust|"
          r"ember|ober)?\b\.?")
_NOT_COUNTS = re.compile("|".join((
    rf"\b\d\d?(?:(?: and | to | or |[-–])\d\d?)? {_MONTH}(?:,? \d{{4}})?",
    rf"\b{_MONTH} \d\d?(?:(?: and | to |[-–])\d\d?)?\b(?:,? \d{{4}})?",
    r"\b(?i:in|since|by|until|the|from|of|before|after|early|late) (?:19|20)\d\d\b",
    r"(?<![\d,.$€£])(?:19|20)\d\d\b(?! (?:[a-z]+s|people|[a-z]+men|children)\b)(?!,\d)",
    r"\b\d\d?(?:[:.]\d\d)? ?[ap]\.?m\b\.?", r"\b\d\d?:\d\d\b", r"\b\d+/\d+\b",
    rf"\bat (?:about |around )?{_NUM}(?= in the (?:mo|af|ev)| th(?:is|at) (?:mo|af|ev|ni))",
    r"\bat \d\d?\.\d\d\b(?! ?(?:%|per|[mb]illion|[a-z]+s\b))", rf"\b{_NUM} past [a-z]+",
    rf"\b(?:half|quarter|minutes) (?:past|to) {_NUM}\b", rf"\b{_NUM} o.clock",
    rf"(?i:\b(?:aged?|ages? of|(?:boy|girl|child|children|man|woman|son|daughter|niece|nephew)"
    rf"(?= of| between))(?: of| between)? {_NUM}\b(?:(?: and | to |[-–]){_NUM})?)",
    rf"\b{_NUM} years old", r"(?<=[a-z]), \d\d, ", rf"(?i:\bone (?:\w+ )?in {_NUM})",
    r"\bwith no (?!casual|injur|death|fatal)\w+",
    r"(?i:\b(?:article|highway|route|resolution|room|gate|section|flight|boeing|airbus|line|block|"
    r"chapter|page|channel|sector|district|ward|zone|platform|terminal|unit|brigade|no\.|camp|bed|"
    r"clause|paragraph|grade|level|phase|pier|bus|train|road|type|magnitude|category|number) "
    rf"{_NUM}\b)", r"\b\d[\d.]*[ -]?mm (?=\w*(?:mortar|shell|round|gun|cannon|rocket|tank|calib))",
    r"\b(?i:one) (?:of|another|by one)\b|\b(?:the|this|that|each|every|another|any) one\b",
    r"\b(?:two|three)[- ](?:thirds|quarters|fifths)", rf"\b[A-Z]\w+ (?:{_WORD_NUMBER.title()})\b",
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
_VALUE = (rf"(?:{_ZERO}|{_LOOSE}|{_SPELT}|{_DIGITS})"
          r"(?:(?=(?:km|kg|mm|ha)\b)|(?![-\w]*[a-zA-Z])(?![,.]?\d))")
_COUNT = re.compile(
    r"(?<![\w.-])(?P<denied>(?:not (?!one\b|a single|only|just)|rather than |instead of ))?(?:(?:"
    + "|".join(f"(?P<b{n}>{words})" for n, words in enumerate(_BOUNDS.values()))
    + r") (?:the |some |about )?)?(?P<from>from )?(?P<between>between )?(?P<money>(?:US|A|C)?"
    rf"[$€£¥₹] ?)?(?P<a>{_VALUE})(?:(?: ?[-–—] ?|(?(from)(?!)| to )| or |(?(between) and |(?!)))"
    rf"[$€£]?(?P<b>{_VALUE}))?", re.I)

_STOP = set(
    "a an the and or but nor of in on at by to for from with without within into onto near as that "
    "than which who whom whose when where while after before since because if so though per is are "
    "was were be been being am has have had having do does did will would could can may might must "
    "should shall not no this these those his her its their our my your he she it they we you i us "
    "them him there here says said say told took came went got made gave during through across "
    "over under between against about around among outside inside out up down off again ago each "
    "yet still only also both always perhaps including".split())
_NOT_COUNTED = {"report", "plan", "comment", "sign", "reason", "ground", "doubt", "detail", "time"}
_SKIP = re.compile(
    r"(?:\s+(?:or (?:more|so|fewer|less)|more|other|further|additional)\b)*(?:\s+of\b(?:\s+(?:the|"
    r"their|its|his|her|our|those|these|all|(?:them|whom)(?: were)?)\b)*(?:\s+[\d,]*\d)?)?", re.I)
_WORD = re.compile(r"\s*[\"“‘]?(per ?cent\b|%|km/h|[^\W\d_](?:[\w-]|['’](?!s\b))*)", re.I)
# fmt: on


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Quantities of one sentence or clause, in order of appearance, bounds inclusive.

    Vague words take their plain minimum reading: "dozens" is 24–99, "scores" 40–199, "hundreds"
    200–999, "several" and "a few" 3–9. ACLED codes the lowest number a vague word could hide (12
    for "dozens", 10 for "tens", 100 for "hundreds"); that suits a conservative count, but would
    let "15 dead" pass for "dozens dead" here. "At least" and "more than" leave `high` None, "up
    to" and "fewer than" put `low` at 0; "about" opens 15 % to both sides, "nearly" downwards.
    "No", "none" and "nobody" are 0–0. Units and roles are in dictionary form.
    """
    clean = _NOT_COUNTS.sub(lambda match: "#" * len(match[0]), text)
    cues = tuple(_CUE.finditer(clean))
    read = (_read(clean, match, cues) for match in _COUNT.finditer(clean))
    return tuple(quantity for quantity in read if quantity)


def compare(a: Quantity, b: Quantity) -> Comparison:
    """Whether `a` and `b`, said of one event at one time, can both hold; symmetric.

    1. Same unit, and same role or one role unknown: compatible where the intervals overlap.
    2. One counts a part of the other: compatible unless the part's `low` exceeds the whole's
       `high`. Children, women, workers… are civilians; civilians, soldiers, fighters… are
       persons, as is whoever else was killed, injured, arrested…; killed and injured are parts
       of casualties. The roles must be the same, or part and whole in this sense.
    3. Anything else is incomparable: killed and injured, civilians and fighters, two numbers of
       which neither unit nor role is known.
    """
    if a.unit == b.unit and (a.role == b.role if a.role and b.role else a.unit):
        return Comparison.COMPATIBLE if a.overlaps(b) else Comparison.INCOMPATIBLE
    for part, whole in ((a, b), (b, a)):
        if _is_part(part, whole):
            fits = whole.high is None or part.low <= whole.high
            return Comparison.COMPATIBLE if fits else Comparison.INCOMPATIBLE
    return Comparison.INCOMPARABLE


def _is_part(part: Quantity, whole: Quantity) -> bool:
    unit = part.unit
    human = unit in _PEOPLE or part.role in _HUMAN_ROLES and unit not in _THINGS | _ANIMALS
    units = {unit, *(["person"] if human else []), *(["civilian"] if unit in _CIVILIANS else [])}
    casualties = whole.role == "casualty" and part.role in ("killed", "injured")
    return unit is not None and whole.unit in units and (part.role == whole.role or casualties)


def _read(text: str, match: re.Match[str], cues: tuple[re.Match[str], ...]) -> Quantity | None:
    low, high = _interval(match)
    # "Not 25", "rather than 25": nobody puts that number forward; "3-2" is a score.
    if match["denied"] or (high is not None and low > high):
        return None
    unit, end = _unit(text, match.end(), singular=_value(match["a"].lower())[1] <= 1)
    if match["money"]:
        unit, end = _CURRENCIES[match["money"].strip()[-1]], match.end()
    role = _role(text, (match.start(), end), cues, unit)
    if role in _HUMAN_ROLES:
        unit = unit or "person"
    if not (role and unit) and not _stands_alone(text, match, unit, end):
        return None
    if after := _BOUND_AFTER.match(text, match.end()) or _BOUND_AFTER.match(text, end):
        low, high = _bounded(low, high, _BOUNDS_AFTER[after[1].lower()])
    return Quantity(low, high, unit, role)


def _stands_alone(text: str, match: re.Match[str], unit: str | None, end: int) -> bool:
    """Whether a bare number counts something: the pronoun "one" and "no" of a deed do not."""
    word = match["a"].lower()
    if not re.fullmatch(_ZERO, word, re.I):
        return word != "one" or unit is not None or match["b"] is not None
    # "No officer fired" says what was not done, not how many officers there were.
    return bool(unit and unit not in _NOT_COUNTED and _IN_PLACE.match(text, end))


def _interval(match: re.Match[str]) -> _Interval:
    low, high = _value(match["a"].lower())
    if match["b"]:
        second, high = _value(match["b"].lower())
        scale = _SCALES.get(match["b"].lower().split()[-1], 1)
        low = low * scale if low < scale <= second and low * scale < second else low
    bound = next((factors for n, factors in enumerate(_BOUNDS) if match[f"b{n}"]), (1, 1))
    return _bounded(low, high, bound)


def _bounded(low: float, high: float | None, factors: _Interval) -> _Interval:
    down, up = factors
    return round(low * down, 2), None if up is None or high is None else round(high * up, 2)


def _value(words: str) -> tuple[float, float]:
    if re.fullmatch(_ZERO, words):
        return 0, 0
    if not re.fullmatch(_LOOSE, words):
        return (number := _number(words)), number
    parts = words.split()
    low, high = next(_VAGUE[part] for part in parts if part in _VAGUE)
    scale = _SCALES.get(parts[-1].removesuffix("s") if len(parts) > 1 else "", 1)
    return low * scale, (high + 1) * scale - 1


def _number(words: str) -> float:
    total = current = 0.0
    for word in re.findall(r"\d[\d,. \u00a0\u202f]*|[a-z]+", words):
        if word[0].isdigit():
            current = float(re.sub(r"[^\d.]", "", word))
        elif word in ("a", "an"):
            current = current or 1
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _SCALES:
            total, current = total + current * _SCALES[word], 0.0
        else:
            current += 0.5 if word == "half" else (_ONES | _TENS).get(word, 0)
    return total + current


def _unit(text: str, start: int, *, singular: bool) -> tuple[str | None, int]:
    """Find the head noun after a number, and its end: the last of the first run of plurals."""
    unit, modifier, end = None, None, start
    skip = _SKIP.match(text, start)
    position = skip.end() if skip else start
    for _ in range(6):
        word = _WORD.match(text, position)
        if not word or word[1].lower() in _STOP:
            break
        noun = _noun(word[1], singular=singular)
        if noun is None and unit:
            break
        if noun == "person" and _CASUALTY_NOUN.match(word[1].lower()):
            noun = unit if unit in _PEOPLE else modifier or noun
        if noun is None and _UNITS.get(word[1].lower()) in _PEOPLE:
            modifier = _UNITS[word[1].lower()]  # "25 civilian deaths"
        unit, end, position = noun, (word.end() if noun else end), word.end()
    return unit, end


def _noun(word: str, *, singular: bool) -> str | None:
    known = _UNITS.get(word.lower())
    if known and (singular or known != word.lower() or known in ("%", "sheep", "km/h")):
        return known
    for ending, instead in _PLURAL_ENDINGS.items():
        if word.endswith(ending) and len(word) > 3:
            return word.removesuffix(ending) + instead if instead is not None else None
    return None


def _role(
    text: str, span: tuple[int, int], cues: tuple[re.Match[str], ...], unit: str | None
) -> str | None:
    of_them = _OF_THEM.search(text, span[0], span[1] + 9)
    best, nearest = None, 12.0 if unit or of_them else 7.0
    for cue in cues:
        role = (cue.lastgroup or "").replace("_", " ")
        wrong = _THINGS if role in _HUMAN_ROLES else _PEOPLE | _ANIMALS | _MEASURES
        cost = None if unit in wrong else _distance(text, span, cue)
        if cost is not None and cost < nearest:
            best, nearest = role, cost
    return best


def _distance(text: str, span: tuple[int, int], cue: re.Match[str]) -> float | None:
    """Words (a comma is two more) between a number's phrase and a cue that can govern it."""
    start, end = span
    if start <= cue.start() < end:
        return 0
    after = cue.start() >= end
    gap = text[end : cue.start()] if after else text[cue.end() : start]
    if len(gap) > 90 or _BARRIER.search(gap):
        return None
    if after:
        governs = _governs_backwards(text, gap, cue)
    else:
        governs = bool(_OF_THEM.search(text, start, end + 9)) or _governs_forwards(gap, cue)
    return len(gap.split()) + 2 * gap.count(",") if governs else None


def _governs_backwards(text: str, gap: str, cue: re.Match[str]) -> bool:
    """Whether a cue after the number is about it: "25 were killed", not "25 jets killed ten"."""
    if _INTRANSITIVE.match(cue[0]):
        return " of whom " not in gap
    if _NOUN_CUE.search(cue[0]) or cue[0].endswith("ing"):
        return False
    return bool(_PASSIVE.search(gap) or _NO_OBJECT.match(text, cue.end()))


def _governs_forwards(gap: str, cue: re.Match[str]) -> bool:
    """Whether a cue before the number is about it: "killing 25", "toll at 25", not "died in 25"."""
    if _INCLUDING.search(gap):
        return True
    if cue["noun"] or _NOUN_CUE.search(cue[0]):
        beside = _PREPOSITION.search(gap) or gap.startswith((" and ", " or "))
        return bool(_REACHING.search(gap)) or not beside
    return not _INTRANSITIVE.match(cue[0]) and not _PREPOSITION.search(gap)
