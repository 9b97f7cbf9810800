"""Apart: claims of two events, such as attacks on different days or in different towns.

"Shelling killed two people on Tuesday" and "nothing was fired on Wednesday" look to a small
network like a claim and its denial. Only what both sides say in so many words sets them apart, and
only of attacks, as they recur: of a resignation, a letter or an alibi the day or the town may be
the very point at issue, and so it may be of one attack that is told twice in the same words.
Apart are also two speakers' own deeds of one kind, each with a count of its own ("it has moved 40
tanks", "it has moved 12 guns"), and a count so far from one that leaves room for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from attrib.quantities import name_times
from attrib.records import Article, Pair, Stance
from attrib.terms import terms_of
from attrib.verdicts.numbers import do_numbers_agree

OWN_DEED = re.compile(r"^(?:it|we|they|he|she|I) (?:(?:has|have|had) )?(?P<deed>[a-z]+)\b")
SO_FAR = re.compile(r"\b(?:so far|to date|until now|as yet)\b", re.IGNORECASE)
RETOLD = 0.6  # share of the terms of both claims that they have in common, days aside

# fmt: off
_ATTACK = (
    r"attack(?:s|ed|ing)?|(?:air ?)?(?:strikes?|raid(?:s|ed|ing)?)|struck|bomb(?:ed|ings?)|"
    r"bombard(?:ed|ing|ments?)|shell(?:s|ed|ing)|clash(?:es|ed)|fighting|fired?|shootings?|"
    r"explosions?|blasts?|ambush(?:es|ed)?|storm(?:ed|ing)|hit|kill(?:s|ed|ings?)?")
_FOUGHT = (
    r"died|deaths?|wounded|injured|targeted|took|taken?|(?:re)?captured?|retook|seized?|h[eo]ld|"
    r"controls?|controlled|liberated?|withdr(?:aw|ew|awn)|lost")
ATTACK = re.compile(rf"\b(?:{_ATTACK})\b", re.IGNORECASE)
WAR = re.compile(rf"\b(?:{_ATTACK}|{_FOUGHT})\b", re.IGNORECASE)

WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LEVELS = {
    "year": re.compile(r"\b(?:19|20)\d\d\b"),
    "month": re.compile(r"\b(?:January|February|March|April|May|June|July|August|September|"
                        r"October|November|December)\b"),
    "date": re.compile(r"\b\d\d? [A-Z][a-z]+"),
    "weekday": re.compile("|".join(WEEK)),
}
SPAN = re.compile(r"(?:since|by|until|till|from|before|after|over|next)\b")
LASTING = re.compile(
    rf"\b(?:since|between|never|ever|any day|at any time)\b|(?:{'|'.join(WEEK)}) (?:to|through) |"
    r"\d(?: to |[-–])\d", re.IGNORECASE)
NIGHT = re.compile(r"\b(?:night|overnight|midnight|dawn|early)\b", re.IGNORECASE)

_KIND, _KINDS = r"(?:village|town|city|hamlet)", r"(?:villages|towns|cities|hamlets)"
_REGION = r"(?i:province|governorate|region|county|countryside|district|suburbs?|outskirts|airport)"
_SIDE = r"(?:(?:north|south)(?:east|west)?|east|west)"
_NAME = r"[A-Z][\w'’-]*(?: (?:al-|el-)?[A-Z][\w'’-]*){0,2}"
TOWN = re.compile(
    rf"\b(?:{_KIND} of ({_NAME})|{_KINDS} of ({_NAME}) and ({_NAME})|"
    rf"(?i:in|at|on|of) ({_NAME}) (?:city|town)\b(?! of)|"
    rf"({_NAME}), an? (?:[\w-]+ ){{0,3}}{_KIND}(?=[,.;]|"
    r" (?:in|near|on|of|at|that|which|where|with|about|\d)))")
BEYOND = re.compile(
    rf"\b(?:near|outside|around|towards?|between|beyond|from|(?:{_SIDE}|km|miles|kilomet(?:re|er)s|"
    rf"{_REGION}) of)(?: [\w'’-]+){{0,5}} $|\b(?:rural|{_SIDE}ern) $")
REGION = re.compile(rf"(?:['’]s)? {_REGION}\b")
_BESIDE = (
    rf"an?|the|in|at|on|of|from|near|outside|inside|around|beside|just|some|about|also|its|edge|"
    rf"{_SIDE}(?:ern)?|kilomet(?:re|er)s?|km|miles?|\d+|side|suburb|{_REGION}|small|nearby|"
    rf"neighbou?ring|{_KIND}|\w+-held|which|that|lies|is")
# fmt: on


def are_apart(article: Article, pair: Pair) -> bool:
    """Whether two claims tell of two events: days, towns, or two speakers' own deeds.

    Days are the weekdays, dates, months and years that both name, unless either tells of a span of
    time ("since Monday", "never"). Towns are those that the article calls a town, city or village
    and nowhere puts in or beside each other.
    """
    a, b = pair.a.proposition, pair.b.proposition
    terms = [terms_of(text).keys() for text in (a, b)]
    if len(terms[0] & terms[1]) >= RETOLD * len(terms[0] | terms[1]):
        return False
    elsewhere = _are_on_other_days(a, b) or _are_in_other_towns(article, a, b)
    return elsewhere or _are_own_deeds(pair) or _is_counted_so_far(pair)


def _are_own_deeds(pair: Pair) -> bool:
    """Whether both claims say what their speakers have done, the same with different things."""
    deeds = [OWN_DEED.match(claim.proposition) for claim in (pair.a, pair.b)]
    units = [{q.unit for q in claim.quantities if q.unit} for claim in (pair.a, pair.b)]
    same = deeds[0] and deeds[1] and deeds[0]["deed"] == deeds[1]["deed"]
    asserted = pair.a.stance is pair.b.stance is Stance.ASSERTS
    told = all(units) and not units[0] & units[1]
    return asserted and bool(same) and told and pair.a.source != pair.b.source


def _is_counted_so_far(pair: Pair) -> bool:
    """Whether one claim gives a count that has got so far, and the other one that may follow."""
    told = any(SO_FAR.search(claim.proposition) for claim in (pair.a, pair.b))
    return told and do_numbers_agree(pair)


def _are_on_other_days(a: str, b: str) -> bool:
    if not ATTACK.search(a) or not ATTACK.search(b):
        return False
    mine, theirs = _days(a), _days(b)
    common = {level: (mine[level], theirs[level]) for level in mine.keys() & theirs.keys()}
    if any(common[level][0] & common[level][1] for level in common.keys() & {"date", "weekday"}):
        return False
    if NIGHT.search(f"{a} {b}"):  # one night is of two days
        common = {level: both for level, both in common.items() if not _is_one_night(level, *both)}
    return any(not first & second for first, second in common.values())


def _days(text: str) -> Mapping[str, frozenset[str]]:
    """Return the days that a claim names on each level, or nothing where any is a span."""
    times = name_times(text)
    days = {
        level: frozenset(match[0] for time in times for match in pattern.finditer(time))
        for level, pattern in LEVELS.items()
    }
    spans = any(SPAN.match(t) and any(p.search(t) for p in LEVELS.values()) for t in times)
    return {} if spans or LASTING.search(text) else {level: d for level, d in days.items() if d}


def _is_one_night(level: str, first: frozenset[str], second: frozenset[str]) -> bool:
    if level != "weekday":
        return level == "date"
    gaps = {(WEEK.index(a) - WEEK.index(b)) % 7 for a in first for b in second}
    return bool(gaps & {1, 6})


def _are_in_other_towns(article: Article, a: str, b: str) -> bool:
    if not WAR.search(a) or not WAR.search(b):
        return False
    towns = _find_towns(article.text)
    mine, theirs = ({town for town in towns if _is_in(town, text)} for text in (a, b))
    if any(_names(town, b) for town in mine) or any(_names(town, a) for town in theirs):
        return False
    tied = any(_are_tied(article.text, x, y) for x in mine for y in theirs)
    return bool(mine and theirs) and not tied


@lru_cache(maxsize=8)  # asked of every likely pair of an article; two articles make one of a pair
def _find_towns(text: str) -> frozenset[str]:
    """Return what a text calls a town, a city or a village, unless a region has the same name."""
    found = (name for match in TOWN.finditer(text) for name in match.groups() if name)
    towns = {re.sub(r"['’]s?$", "", name) for name in found}
    region = r"{region} of {town}\b|\b{town} {region}\b"
    return frozenset(
        town
        for town in towns
        if not re.search(region.format(region=_REGION, town=re.escape(town)), text)
    )


def _is_in(town: str, text: str) -> bool:
    """Whether a text puts something into a town, not merely near it or into what is around it."""
    found = list(re.finditer(rf"\b{re.escape(town)}\b", text))
    return bool(found) and not any(
        BEYOND.search(text[: match.start()]) or REGION.match(text, match.end()) for match in found
    )


def _names(town: str, text: str) -> bool:
    """Whether a text has any word of a town's name."""
    return any(re.search(rf"\b{re.escape(word)}\b", text) for word in town.split())


def _are_tied(text: str, a: str, b: str) -> bool:
    """Whether a text puts one town into or beside the other: "Orm, a suburb of Sedge"."""
    orders = ((re.escape(x), re.escape(y)) for x, y in ((a, b), (b, a)))
    return any(re.search(rf"\b{x}(?:['’]s|,|,? (?:{_BESIDE})\b)+ ?{y}\b", text) for x, y in orders)
