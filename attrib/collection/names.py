"""What a name stands for, however it is put: one key for one source, none for a generic name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from attrib.collection.lexicon import (
    APPOSED,
    BELONGING,
    COMMON_FIRST,
    ENDING,
    HOME,
    INSTITUTIONS,
    JOINING,
    KUNYA,
    NAMELESS,
    NATIONS,
    NO_NAMES,
    ONE_THING,
    ONE_WORD_PAPERS,
    PEOPLE,
    PEOPLES,
    QUALITIES,
    TELLING,
    WITHIN,
)
from attrib.sources.lexicon import GENERIC, NOT_NAMES, PARTICLES, PREPOSITIONS
from attrib.sources.names import is_country
from attrib.sources.patterns import BODY_OF_TWO, BODY_WORD, bare, head_of
from attrib.sources.persons import canonical, find_person, is_capital, is_role

BRACKETED = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
MODIFIER = re.compile(r"^(?P<who>\w[\w.]*)-(?P<how>run|held|[a-z]+ed)$")
MOHAMMED = re.compile(r"^m[ou]ham+[ae]d$")
SERVANT = re.compile(r"^abd[aeu][lr]?(?:-?(?P<of>\w{4,}))?$")
ARTICLE = re.compile(r"^(?:al|el|as|an|ar|ad|ash|at|az)-(?=\w{3})")
_TWO_NAMES = re.compile(rf"(?<!\S)(?:{'|'.join(ONE_THING)})(?!\S)")
# "Syrias" for "Syria's", as texts have it that have lost their apostrophes.
_POSSESSED = frozenset(f"{nation[0]}s" for nation in NATIONS if len(nation) > 1) | {"uns"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A name as read: names of one source have one `key`, which is None where nobody is named.

    `core` is the name without what only describes it. `is_bare` is a single word, which may be
    somebody's surname.
    """

    key: str | None
    core: str
    is_person: bool = False
    is_bare: bool = False


def read_name(name: str, *, common: Collection[str] = frozenset()) -> Reading:
    """Read a source's name; `common` words, in small letters, name nobody though capitalised."""
    tokens = _tokens(name)
    for read in (_person, _described, _called, _institution, _proper):
        if reading := read(tokens, common):
            return reading
    return Reading(None, " ".join(tokens) or name)


def fold(name: str) -> str:
    """Return the key of a name: without accents, small words and ways of spelling it."""
    kept = (HOME.get(word, word) for word in _unified(name).split() if word not in JOINING)
    return " ".join(dict.fromkeys(folded for word in kept if (folded := _spelt(word))))


def short_forms(name: str, core: str) -> tuple[str, ...]:
    """Return how a body may be called by its head alone and whose it is, or where it sits.

    "The Fenn-based Ellow Observatory for Tides" may be "the Ellow Observatory", if Ellow is a
    country, and "the Fenn-based Observatory"; what is already so short has itself alone.
    """
    words = [word for word in core.split() if not MODIFIER.match(word)]
    long = [at for at, word in enumerate(words) if at and word.casefold() in PREPOSITIONS]
    before = words[: long[0]] if long else words
    head = before[-1] if before else ""
    seats = [by["who"] for word in name.split() if (by := MODIFIER.match(word)) and "based" in word]
    owners = [word for word in words[:1] if is_land(word)]
    if not BODY_WORD.fullmatch(head) or len(before) > 1 + len(owners):
        return ()
    whose = dict.fromkeys(fold(word) for word in (*seats, *owners))
    return tuple(f"{one} {fold(head)}" for one in whose if one)


@lru_cache(maxsize=50_000)
def is_land(word: str) -> bool:
    """Whether a word is a country or union, or says that something is of one: "Syria's"."""
    return _plain(word) in HOME or fold(word) in HOME or is_country(word)


def _tokens(name: str) -> list[str]:
    """Return the words of a name, without what opens a sentence and what another name follows."""
    tokens = bare(BRACKETED.sub("", name.replace("\u00a0", " "))).replace("“", "").split()
    while len(tokens) > 1 and (tokens[0] in NOT_NAMES or not tokens[0][0].isalnum()):
        tokens = tokens[1:]
    for at in range(len(tokens) - 2, 0, -1):
        after = tokens[at + 1 :]
        is_apart = tokens[at] == "the" and tokens[at - 1].casefold() not in WITHIN
        if is_apart and len(_run(after)) > 1 and not is_role(_head(after)):
            return tokens if all(map(is_land, tokens[:at])) else after
    return tokens


def _person(tokens: Sequence[str], common: Collection[str]) -> Reading | None:
    name = " ".join(tokens)
    run = _run(tokens, joining=PARTICLES)
    rest = tokens[len(run) :]
    if rest and (rest[0] in TELLING or rest[0] == "the" or is_role(rest[0])):
        name = " ".join(run)
    person = find_person(name)
    if person is None or any(is_land(t) or t.isupper() for t in person.split()):
        return None
    person = canonical(person)
    if _plain(tokens[0]) in KUNYA:  # a name that many take: "Abu Omar"
        return Reading(fold(name) if len(run) > 2 else None, name)
    is_bare = len(_surname_first(fold(person).split())) == 1
    return Reading(fold(person) or None, person, is_person=True, is_bare=is_bare)


def _described(tokens: list[str], common: Collection[str]) -> Reading | None:
    """Read "the rebel Fenn Front" and "Fenn, a news agency" as the name alone."""
    start = next((at for at, token in enumerate(tokens) if _is_proper(token)), 0)
    before = [token.casefold() for token in tokens[:start]]
    run = _run(tokens[start:])
    rest = [token.casefold() for token in tokens[start + len(run) :]]
    if run and not (_is_place_word(run) or WITHIN.intersection(before)):
        is_led = not rest and len(run) > 1 and _may_lead(before)
        is_followed = rest and (rest[0] in TELLING or _is_noun_phrase(rest))
        if is_led or is_followed:
            return _institution(run, common) or _proper(run, common)
    return None


def _called(tokens: list[str], common: Collection[str]) -> Reading | None:
    """Read "Fenn's official news agency Ellow" as the name that the nouns lead up to."""
    last = _last_run(tokens)
    before = [token.casefold() for token in tokens[: len(tokens) - len(last)]]
    if not last or not before or before[-1] not in APPOSED or WITHIN.intersection(before):
        return None
    if _unified(" ".join(last)) in INSTITUTIONS:  # "state TV"
        return None
    return _institution(last, common) or _proper(last, common)


def _is_noun_phrase(rest: Sequence[str]) -> bool:
    return rest[-1] in ENDING and APPOSED.issuperset(rest)


def _may_lead(before: Sequence[str]) -> bool:
    """Whether words may stand before a name to describe it: "the opposition", "the ally"."""
    return 0 < len(before) < 3 or bool(before and (before[-1] in APPOSED or _is_people(before[-1])))


def _institution(tokens: Sequence[str], common: Collection[str]) -> Reading | None:
    name = " ".join(tokens)
    head, plain = head_of(_unified(name)), fold(name).split()
    if head not in INSTITUTIONS:
        return None
    if not _is_named(tokens, plain, common) or _has_people(tokens) or _is_phrase(tokens):
        return Reading(None, name)
    return Reading(_institution_key(plain, _spelt(head)), name)


def _is_named(tokens: Sequence[str], plain: Collection[str], common: Collection[str]) -> bool:
    """Whether an institution's name says whose it is, or is too long to be that of another."""
    if _FOLDED_HOMES.intersection(plain) or len(_run(tokens)) == len(tokens) and len(plain) > 3:
        return True
    return any(
        _qualifies(token) and (at or _plain(token) not in common) for at, token in enumerate(tokens)
    )


def _is_phrase(tokens: Sequence[str]) -> bool:
    """Whether words say more than a name: "the Fenn army in the south", "the army and Corr"."""
    small = {token.casefold() for token in tokens} & PREPOSITIONS
    if "The" in tokens:  # another sentence
        return True
    if "and" in small and not BODY_OF_TWO.search(" ".join(tokens)):
        return True
    return bool(small - {"of", "for", "and"}) and len(_run(tokens)) < len(tokens)


def _institution_key(plain: list[str], head: str) -> str:
    """Order "defence ministry of Russia" and "Russian Ministry of Defence" alike."""
    lands = sorted(word for word in plain if word in _FOLDED_HOMES)
    rest = sorted(set(plain) - set(lands) - {head, "international"})
    if head == "armi" and lands and not rest:
        head = "militari"
    if head == "agenci" and not lands:  # "Fenn Agency" is Fenn
        return " ".join(word for word in rest if word not in ("news", "state", "oficial"))
    return " ".join((*lands, *rest, head))


def _proper(tokens: Sequence[str], common: Collection[str]) -> Reading | None:
    """Read a name that is proper in all its words, after words that only describe it."""
    run = _last_run(tokens)
    before = tokens[: len(tokens) - len(run)]
    if not run or WITHIN.intersection(token.casefold() for token in before):
        return None
    if before and (_head(run) in INSTITUTIONS or not _may_lead(before)):
        return None
    name = " ".join(run)
    if len(run) == 1:
        is_apart = not before or before[-1] in APPOSED or _is_people(before[-1])
        return _one_word(name, common) if is_apart else None
    folded = fold(name).split()
    is_joint = len(folded) > 1 and _FOLDED_HOMES.issuperset(folded)
    if is_joint or all(is_land(t) or _is_people(t) for t in run) or _plain(run[-1]) in PEOPLES:
        return Reading(None, name)
    return Reading(fold(name) or None, name)


def _one_word(name: str, common: Collection[str]) -> Reading:
    plain = _plain(name)
    names_nobody = (
        len(plain) < 2
        or plain in common
        or plain in NAMELESS
        or name in COMMON_FIRST
        or _is_people(name)
        or (BODY_WORD.fullmatch(name) and name not in ONE_WORD_PAPERS)
    )
    if names_nobody and (plain in NO_NAMES or not name.isupper()):
        return Reading(None, name)
    is_bare = not (name.isupper() or is_land(name))
    return Reading(fold(name) or None, name, is_bare=is_bare)


def _qualifies(token: str) -> bool:
    """Whether a word says whose an institution is: a country, a place, a proper name."""
    if by := MODIFIER.match(token):
        return by["how"] == "led" and by["who"][0].isupper()
    if is_land(token):
        return True
    plain = _plain(token)
    is_plain = plain in _OF_MANY or is_role(plain)
    return is_capital(token) and not (is_plain or BODY_WORD.fullmatch(token))


def _has_people(tokens: Sequence[str]) -> bool:
    return any(_is_people(token) for token in tokens if token[0].islower())


def _is_people(token: str) -> bool:
    """Whether a word is of persons without a name: "officials", "Syrians", "source"."""
    plain = _plain(token)
    single = plain.removesuffix("s")
    if single in BELONGING and plain != single:
        return True
    return is_role(single) or plain in PEOPLE or single in PEOPLE


def _is_place_word(run: Sequence[str]) -> bool:
    return all(is_land(token) or _plain(token) in PEOPLES for token in run)


def _is_proper(token: str) -> bool:
    return is_capital(token) and not MODIFIER.match(token)


def _run(tokens: Sequence[str], *, joining: Collection[str] = JOINING | PARTICLES) -> list[str]:
    """Return the proper name that words begin with, small words inside it included."""
    end = 0
    for at, token in enumerate(tokens):
        if _is_proper(token):
            end = at + 1
        elif not at or token.casefold() not in joining:
            break
    return list(tokens[:end])


def _last_run(tokens: Sequence[str]) -> list[str]:
    """Return the proper name that words end with; none where the last word is no part of one."""
    for at, token in enumerate(tokens):
        if _is_proper(token):
            run = _run(tokens[at:])
            if at + len(run) == len(tokens):
                return run
    return []


def _head(tokens: Sequence[str]) -> str:
    return _plain(head_of(" ".join(tokens))) if tokens else ""


def _surname_first(folded: list[str]) -> list[str]:
    """Return a folded name without the particles at its head: "de Mistura" is one word."""
    return folded[1:] if len(folded) == 2 and folded[0] in PARTICLES | {"abd"} else folded


@lru_cache(maxsize=50_000)
def _unified(name: str) -> str:
    """Return a name's plain words, what has two names under one: "the United Nations" is "un"."""
    plain = " ".join(_plain(token) for token in name.split())
    return _TWO_NAMES.sub(lambda match: ONE_THING[match.group()], plain)


@lru_cache(maxsize=50_000)
def _plain(token: str) -> str:
    """Return a word in small letters, without accents, dots, possessive and "al-"."""
    token = unicodedata.normalize("NFKD", token.replace("ı", "i").replace("ø", "o"))
    token = "".join(c for c in token if not unicodedata.combining(c)).casefold()
    token = re.sub(r"['’]s?$|[.,;:\"“”‘’'!?]", "", token)
    token = ARTICLE.sub("", token)
    return token if token not in _POSSESSED else token[:-1]


@lru_cache(maxsize=50_000)
def _spelt(word: str) -> str:
    """Fold ways of spelling: Defense, Organization, Mohamad, Abdul Rahman, Sergey."""
    if word in ("al", "el"):
        return ""
    if MOHAMMED.match(word):
        return "mohamed"
    if match := SERVANT.match(word):
        return f"abd {match['of']}" if match["of"] else "abd"
    word = re.sub(r"iz(?=ation|e|ing)", "is", word).replace("defense", "defence")
    word = re.sub(r"center$", "centre", word).replace("-", " ") if "-led" not in word else word
    return re.sub(r"(\w)\1", r"\1", re.sub(r"y$", "i", word))


_OF_MANY = INSTITUTIONS | GENERIC | PEOPLES | APPOSED | QUALITIES
_FOLDED_HOMES = frozenset(_spelt(home) for home in HOME.values())
