"""How many speak in a mention: "Russia and Syria" are two, "the mayor and former coach" is one."""

from __future__ import annotations

import re

from attrib.sources.lexicon import PREPOSITIONS, STAFF, WORKS, gender_of
from attrib.sources.patterns import (
    BODY_OF_TWO,
    BODY_WORD,
    COORDINATION,
    DASH,
    DETERMINED,
    DETERMINER,
    OF_TWO,
    bare,
    head_of,
    is_plural,
    is_pronoun,
    is_proper,
)
from attrib.sources.persons import COMMON_FIRST, find_person, is_role, split_title

CLAUSE = re.compile(r",? \b(?:who|which|whose)\b")
EXAMPLES = re.compile(r"\W+(?:including|especially|particularly|in particular|such as)\b")
TAIL = re.compile(r"^[^,]+, (?:the|an?|both|all|two|three) ")  # "A and B, the owners of the plant"
ADDRESS = frozenset("mr mrs ms miss dr".split())  # is no office: "Mayor Corr and Mrs. Corr"
# "some divers and keepers", "six mayors and governors": one crowd, counted once.
COUNTED = re.compile(
    r"^(?:some|many|several|most|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\s",
    re.IGNORECASE,
)
OF_PLACES = re.compile(
    r"^(?P<what>[^,]*?)\s(?:in|of|from|across|for) (?:the )?[A-Z]\w*(?: [A-Z]\w*)*$"
)
FOR_BOTH = re.compile(
    r"^(?:the )?(?P<what>[A-Za-z]+) (?:for|of) both (?P<a>[A-Z][^,]*?) and (?P<b>[A-Z][^,]*)$"
)
THEIRS = re.compile(r"^(?:his|her|its|their)\s|.+['’]s?\s", re.IGNORECASE)
ONE = re.compile(r"an? ")
COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4}


def split_joint(words: str) -> list[str]:
    """Return the noun phrases of those who speak together, or the one of who speaks alone."""
    head = EXAMPLES.split(CLAUSE.split(words)[0])[0]
    if several := _introduced(words) or _of_both(head):
        return several
    parts = [bit for part in COORDINATION.split(head) if (bit := part.strip(" ,"))] or [words]
    if TAIL.match(parts[-1]):
        parts[-1] = parts[-1].split(",")[0]
    parts[0] = re.sub(r"^(?:neither|either)\s", "", parts[0], flags=re.IGNORECASE)
    if len(parts) < 2 or BODY_OF_TWO.search(head) or _is_one_body(parts):
        return [words]
    if one := _one_person(parts):
        return [one]
    return _works(parts) or _members(parts) or [words]


def _of_both(head: str) -> list[str]:
    """Split "the governments of Russia and Syria" and "lawyers for both Dana and Kai Orr"."""
    if two := OF_TWO.match(head):
        return [f"the {two['head'].casefold()} {two['of']} {two[name]}" for name in "ab"]
    if (two := FOR_BOTH.match(head)) and two["what"].casefold() in STAFF:
        return [f"{name}'s {two['what'].casefold()}" for name in _full_names([two["a"], two["b"]])]
    return []


def _members(parts: list[str]) -> list[str]:
    """Return all that "A, B" and "C" list, or none where they are no noun phrases of their own."""
    named = _after_dash(parts)
    if not DETERMINED.match(named[0]) and not find_person(named[0]) and _is_described(named[-1]):
        return []  # "Fenn News and former anchor Ada Corr" may be one
    if _is_one_crowd(parts) or not all(map(_can_speak, named)):
        return []
    listed = [piece.strip() for part in named[:-1] for piece in part.split(", ")]
    if not all(map(_can_speak, listed)):
        listed = named[:-1]
    members = [*(piece.removeprefix("both ") for piece in listed), named[-1]]
    return _full_names(_without_noun(members))


def _introduced(words: str) -> list[str]:
    """Split "Ada Corr, mayor of Fenn, and Kai Orr, its sheriff": two persons, each described."""
    for comma in re.finditer(r", and ", words):
        first, second = words[: comma.start()], words[comma.end() :]
        name, *described = first.split(", ")
        if not (described and find_person(name) and find_person(second.split(", ")[0])):
            continue
        if not any(map(find_person, described)) and not COORDINATION.search(first):
            return [first, second] if described[0][0].islower() else []
    return []


def _one_person(parts: list[str]) -> str | None:
    """Return whom two offices belong to: "the ex-mayor and senator", "Ada Corr, cook and poet"."""
    first, last = parts[0], parts[-1]
    name, _, office = first.partition(", ")
    if len(parts) == 2 and office and ", " not in office and find_person(name):
        return first if _goes_on(office, last) else None
    if len(parts) > 2 or not _is_office(first):
        return None
    title, proper = split_title(last)
    if DETERMINER.match(first) and not DETERMINED.match(last):
        if title and proper:  # "the former aide and current anchor Ada Corr"
            return last if _is_described(last) else None
        return first if _is_office(last) and not find_person(last) else None
    is_titled = bool(title and proper) and title.split()[-1].casefold().strip(".") not in ADDRESS
    return last if is_titled and _is_office(title) and _is_bare_office(first) else None


def _goes_on(office: str, last: str) -> bool:
    """Whether an office after a name goes on with "and": "chief and member", "aide to Orr and Roe".

    What follows is an office too, or a name like the one that the office ends on.
    """
    if find_person(last):
        office_of_two = re.search(r"\b(?:to|of|for|under|with) (?:[A-Z]\S* ?)+$", office)
        return _is_office(office) and office_of_two is not None
    if not (_is_office(office) or ONE.match(office)):
        return False
    is_noun = ONE.match(last) or (last.split()[-1].islower() and not DETERMINER.match(last))
    return _is_office(last) or (bool(is_noun) and not is_plural(last))


def _is_office(words: str) -> bool:
    head = head_of(bare(words).strip(" ,"))
    return (is_role(head) or gender_of(head) is not None) and not is_plural(head)


def _is_bare_office(words: str) -> bool:
    """Whether words are a capitalised office of nobody: "Vice President", not "President Corr"."""
    return is_role(words.split()[-1]) and is_proper(words) and not DETERMINER.match(words)


def _works(parts: list[str]) -> list[str]:
    """Split "the book and film": two works under one article."""
    names = [bare(part) for part in parts]
    if len(parts) == 2 and all(name.casefold() in WORKS for name in names):
        return [f"the {name}" for name in names]
    return []


def _is_one_crowd(parts: list[str]) -> bool:
    """Whether nouns share what counts, describes or places them, or the last is "others"."""
    first, last = parts[0], parts[-1]
    if last == "others" and all(part.split()[-1].islower() for part in parts[:-1]):
        return True
    if DETERMINED.match(last):
        return False
    is_counted = COUNTED.match(first) and ", " not in first
    if is_counted and last.split()[-1][0].islower() and is_plural(last):
        return True
    return _are_places([piece for part in parts for piece in part.split(", ")])


def _are_places(listed: list[str]) -> bool:
    """Whether a list goes on with where they are: "some polls in Fenn" and "Valdoria"."""
    lead = OF_PLACES.match(listed[0])
    if not lead or not is_plural(lead["what"]) or is_proper(bare(lead["what"])):
        return False
    return all(is_proper(place) and not BODY_WORD.search(place) for place in listed[1:])


def _after_dash(parts: list[str]) -> list[str]:
    """Leave of "objectors — Ada Corr" and "Kai Orr" the names: who they are goes before."""
    before, *after = DASH.split(parts[0], maxsplit=1)
    if after and is_plural(before) and is_proper(after[0]):
        last = DASH.split(parts[-1])[0].strip(" -")
        return [after[0], *parts[1:-1], last or parts[-1]]
    return parts


def _without_noun(members: list[str]) -> list[str]:
    """Leave of "two objectors", "Ada Corr" and "Kai Orr" the names alone."""
    what, *names = members
    if len(names) < 2 or find_person(what) or not all(map(find_person, names)):
        return members
    if count := COUNTS.get(what.split()[0].casefold()):
        return names if count == len(names) else members
    head = head_of(what)
    is_theirs = THEIRS.match(what) and is_plural(head) and is_role(head.removesuffix("s"))
    return names if is_theirs else members


def _full_names(members: list[str]) -> list[str]:
    """Give "Dana" of "Dana and Kai Orr" the surname that both share."""
    first, last = members[0], members[-1]
    person = find_person(last)
    if len(members) == 2 and first in COMMON_FIRST and person and len(person.split()) == 2:
        return [f"{first} {person.split()[-1]}", last]
    return members


def _is_one_body(parts: list[str]) -> bool:
    """Whether "and" stands inside a name: "Dorrin Fire and Rescue"."""
    first, last = parts[0], parts[-1]
    if len(parts) != 2 or DETERMINER.match(last) or last.endswith("s"):
        return False
    if not (last[0].isupper() and first.split()[-1][0].isupper()):
        return False
    if first[0].islower() and BODY_WORD.search(bare(first)) and " " in last:
        return False
    is_body = bool(BODY_WORD.search(last.split()[-1]))
    return is_body and (" " not in last or find_person(first) is None)


def _can_speak(part: str) -> bool:
    """A noun phrase of its own: determined, wholly proper or a plain plural, no tail of "of …"."""
    if is_pronoun(part) or DETERMINED.match(part):
        return True
    tokens = part.split()
    if tokens and find_person(part) and (tokens[0][0].isupper() or _is_titled(part)):
        return True
    if not tokens or re.search(r"\b(?:of|for|on|in)\b", part):
        return False
    return tokens[0][0].isupper() or (len(tokens) < 3 and tokens[-1].endswith("s"))


def _is_described(part: str) -> bool:
    return part[0].islower() and _is_titled(part)


def _is_titled(part: str) -> bool:
    """Whether a name follows an office in small letters: "former Fenn governor Ada Corr"."""
    title, name = split_title(part)
    plain = not PREPOSITIONS & set(title.split())
    return bool(title and name) and plain and is_role(title.split()[-1])
