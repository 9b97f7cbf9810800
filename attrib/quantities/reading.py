"""A sentence → its quantities.

What only looks like a count (dates, ages, roads, missile types) is blanked first; one regular
expression reads the rest. The unit is the head noun after a number, the role its nearest cue.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from attrib.quantities.circumstances import situate
from attrib.quantities.governors import Cues, find_cues, find_governor
from attrib.quantities.numbers import (
    COUNT,
    FRACTION,
    blank,
    is_zero,
    read_fraction,
    read_interval,
    read_value,
    widen,
)
from attrib.quantities.tables import (
    CURRENCIES,
    HUMAN_ROLES,
    PEOPLE,
    PLURAL_ENDINGS,
    ROLES,
    STOP,
    UNCHANGED,
    UNITS,
)
from attrib.records import Quantity

# fmt: off
_CASUALTY_NOUN = re.compile(r"deaths?|casualt|injur|fatalit|bodies|corpses|victims?|dead|wounded")
_IN_PLACE = re.compile(  # what may follow "no soldiers": "no soldiers fired" counts nobody
    r"\W*(?:$|[^\w\s]|(?:in|on|at|and|or|to|with|from|among|there|inside|near|over|left)\b)")
_NOT_COUNTED = {"report", "plan", "comment", "sign", "reason", "ground", "doubt", "detail", "time"}
_SKIP = re.compile(
    r"(?:\s+\d+-year-old)?"
    r"(?:\s+(?:or (?:more|so|fewer|less)|more|other|further|additional)\b)*(?:\s+of\b(?:\s+(?:the|"
    r"their|its|his|her|our|those|these|all|(?:them|whom)(?: were)?)\b)*(?:\s+[\d,]*\d)?)?", re.I)
_WORD = re.compile(r"\s*[\"“‘]?(per ?cent\b|percentage points?\b|%|km/h|"
                   r"[^\W\d_](?:[\w-]|['’](?!s\b))*)", re.I)
_SUBSET = re.compile(
    r"\s+of (?:(?P<some>them|these|those|which)|whom|(?:the|its|his|her|their) (?:\w+ )?"
    r"(?:dead|bodies|victims|wounded|injured|killed|missing)|the \w+['’]s)\b"
    r"(?: killed| injured| wounded| arrested)?(?: were (?P<kind>[a-z]+)\b)?")
_NOTHING = re.compile(  # what may follow "no" in the singular: "no dead", "no death"
    r" (?:\w+ )?(?:dead|wounded|injured|missing|death|injury|casualty|fatality)\b", re.I)
_AND = re.compile(r" (?:and|or) ")
_DEAD = re.compile(r"\W*(?:dead|killed|died)\b")
_QUALIFIED = re.compile(
    r"[\w ]{0,25}?\W(?:by|of|from|until|till|before|among|except|but|besides|who|whose|with)\b")
_FURTHER = re.compile(r"\s+(?:more|further|additional)\b(?! than)")
_BODIES = re.compile(r"\b(?:bodies|corpses)\b", re.I)
_RECEIVED = re.compile(  # whoever handles the dead has those whom he has, and others may be others
    r"\b(?:received?|recovered|pulled|brought|dug out|taken out|found|seen|saw|collected|buried|"
    r"wrapped|shrouded|signed in|certified|carried|lifted|washed)(?: (?:in|out|up|down|the|bodies "
    r"of|about|at least|some))*\s*$", re.I)
# Who has verified so many so far leaves open how many there are; a toll "so far" is a toll.
_VERIFIED = re.compile(
    r"\b(?:verified|confirmed|documented|identified|recorded|traced|located|inspected)\b.*"
    r"\b(?:so far|to date|until now|as yet)\b", re.I | re.S)
_IN_ALL = re.compile(
    r"\b(?:in all|in total|altogether|all told|no others?|no more(?! than)|the only|everyone|"
    r"neither more)\b", re.I)
# fmt: on


@dataclass(frozen=True, slots=True)
class _Found:
    """A quantity with the characters of its number and unit."""

    quantity: Quantity
    start: int
    end: int


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Quantities of one sentence or clause, in order of appearance, bounds inclusive.

    Vague words take their plain minimum reading: "dozens" is 24–99, "scores" 40–199, "hundreds"
    200–999, "several" and "a few" 3–9. ACLED codes the lowest number a vague word could hide (12
    for "dozens", 10 for "tens", 100 for "hundreds"); that suits a conservative count, but would
    let "15 dead" pass for "dozens dead" here. "At least" and "more than" leave `high` None, "up
    to" and "fewer than" put `low` at 0; "about" opens 15 % to both sides, "nearly" downwards.
    "No", "none" and "nobody" are 0–0; "a third of" is 33.33 %; "nine of the dead" is at least nine,
    and so are "nine more", "has verified nine so far" and, as others may have found others, "she
    received nine bodies".
    Units and roles are in dictionary form; place and time are the phrases nearest in the clause.
    """
    clean = blank(text)
    cues = find_cues(clean)
    counts: list[_Found | None] = [_read(clean, match, cues) for match in COUNT.finditer(clean)]
    counts += [_read_fraction(match) for match in FRACTION.finditer(clean)]
    found = sorted(filter(None, counts), key=lambda each: each.start)
    situations = situate(text, [(each.start, each.end) for each in found])
    return tuple(
        replace(each.quantity, place=place, time=time)
        for each, (place, time) in zip(found, situations, strict=True)
    )


def _read(text: str, match: re.Match[str], cues: Cues) -> _Found | None:
    low, high = read_interval(match)
    # "Not 25", "rather than 25": nobody puts that number forward; "3-2" is a score.
    if match["denied"] or (high is not None and low > high):
        return None
    unit, end = _unit(text, match.end(), singular=read_value(match["a"].lower())[1] <= 1)
    if match["money"]:
        unit, end = CURRENCIES[match["money"].strip()[-1]], match.end()
    role, governor = find_governor(text, (match.start(), end), cues, unit=unit)
    if role in HUMAN_ROLES:
        unit = unit or "person"
    if not _counts(text, match, unit, role, end):
        return None
    if is_zero(match["a"]) and _is_qualified(text, match.end(), governor):
        return None
    low, high = widen((low, high), text, match.end(), end)
    unit, high = _of_a_whole(text, match.end(), unit, high, governor=governor)
    if low == high and _is_a_share(text, match, end, role):
        high = None
    return _Found(Quantity(low, high, unit, role), match.start(), end)


def _read_fraction(match: re.Match[str]) -> _Found:
    return _Found(Quantity(*read_fraction(match), "%"), match.start(), match.end())


def _of_a_whole(
    text: str, start: int, unit: str | None, high: float | None, *, governor: int
) -> tuple[str | None, float | None]:
    """Unit and `high` of "eight of the dead": bakers where they "were bakers", else at least 8."""
    subset = _SUBSET.match(text, start)
    if not subset or unit != "person":
        return unit, high
    kind = _noun(subset["kind"], singular=False) if subset["kind"] else None
    if kind:
        return kind, high
    told = governor >= subset.end() and (not subset["some"] or _DEAD.match(text, subset.end()))
    return unit, high if told else None


def _is_qualified(text: str, start: int, governor: int) -> bool:
    """Whether "nobody" stands for part only: "nobody died of it", "none of those who died"."""
    between = text[start:governor]
    return bool(_QUALIFIED.match(text, governor)) or bool(COUNT.search(between))


def _is_a_share(text: str, match: re.Match[str], end: int, role: str | None) -> bool:
    """Whether there may be more: "two more", "her ward received 23 bodies", "has verified nine"."""
    if not match["a"][0].isalnum() or is_zero(match["a"]) or _IN_ALL.search(text):
        return False
    if _FURTHER.match(text, match.end()) or _VERIFIED.search(text):
        return True
    got = _RECEIVED.search(text[max(0, match.start() - 40) : match.start()])
    return role == "killed" and bool(got or _BODIES.search(text[match.end() : end]))


def _counts(text: str, match: re.Match[str], unit: str | None, role: str | None, end: int) -> bool:
    """Whether a number word counts something here: "one", "no", "both" and "a" need not."""
    word = match["a"].lower()
    if word == "both":
        return role in HUMAN_ROLES and unit != "side"
    if word in ("a", "an"):
        joined = _AND.match(text, end)
        return unit in PEOPLE and bool(
            role in HUMAN_ROLES or joined and COUNT.match(text, joined.end())
        )
    if end == match.end() and (word == "no" or word.startswith("without")):
        return bool(_NOTHING.match(text, end))  # "no roof": a noun that is not counted
    if unit and role and (role in ROLES or not is_zero(word)):
        return True
    if not is_zero(word):
        return word != "one" or unit is not None or match["b"] is not None
    # "No officer fired" says what was not done, not how many officers there were.
    return bool(unit and unit not in _NOT_COUNTED and _IN_PLACE.match(text, end))


def _unit(text: str, start: int, *, singular: bool) -> tuple[str | None, int]:
    """Find the head noun after a number, and its end: the last of the first run of plurals."""
    unit, modifier, end = None, None, start
    skip = _SKIP.match(text, start)
    position = skip.end() if skip else start
    for _ in range(6):
        word = _WORD.match(text, position)
        if not word or word[1].lower() in STOP:
            break
        noun = _noun(word[1], singular=singular)
        if noun is None and unit:
            break
        if noun == "person" and _CASUALTY_NOUN.match(word[1].lower()):
            noun = unit if unit in PEOPLE else modifier or noun
        if noun is None and UNITS.get(word[1].lower()) in PEOPLE:
            modifier = UNITS[word[1].lower()]  # "25 civilian deaths"
        unit, end, position = noun, (word.end() if noun else end), word.end()
    return unit, end


def _noun(word: str, *, singular: bool) -> str | None:
    known = UNITS.get(word.lower())
    if known and (singular or known != word.lower() or known in UNCHANGED):
        return known
    for ending, instead in PLURAL_ENDINGS.items():
        if word.endswith(ending) and len(word) > 3:
            return word.removesuffix(ending) + instead if instead is not None else None
    return None
