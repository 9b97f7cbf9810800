"""Names of people: what is title, what is name, and whether a name is a person's at all."""

from __future__ import annotations

import re

from attrib.sources.lexicon import (
    COMPANY_NOUNS,
    FEMALE,
    FIRST_NAMES,
    GENERIC,
    KIN,
    MALE,
    MEDIA_NOUNS,
    NOT_NAMES,
    PARTICLES,
    PLACE_FIRST,
    PREPOSITIONS,
    ROLES,
)
from attrib.sources.patterns import BODY_WORD, DETERMINER, OWNED, POSSESSOR, bare, is_proper

COMMON_FIRST = FIRST_NAMES[FEMALE] | FIRST_NAMES[MALE]
INITIAL = re.compile(r"^(?:[A-Z]\.?){1,2}$")
SUFFIX = re.compile(r"^(?:Jr|Sr|II|III|IV)\.?$")


def canonical(name: str) -> str:
    """Drop middle initials and suffixes: "Ada T. Corr Jr." is "Ada Corr"."""
    tokens = [token.strip(",") for token in name.split()]
    while len(tokens) > 1 and SUFFIX.match(tokens[-1]):
        tokens.pop()
    kept = [
        token
        for at, token in enumerate(tokens)
        if not (0 < at < len(tokens) - 1 and INITIAL.match(token))
    ]
    return " ".join(kept)


def is_role(token: str) -> bool:
    """Whether a word says what somebody is: "minister", "Sen.", "ex-chairman"."""
    word = token.casefold().strip(".,“”\"'’")
    return word in ROLES or word in KIN or word.rpartition("-")[2] in ROLES


def is_capital(token: str) -> bool:
    """Whether a word is written like a name: "Ferrin", "al-Assad", "iPhone" is not."""
    return token[:1].isupper() or (token.startswith(("al-", "el-", "d’", "d'")) and len(token) > 3)


def split_title(words: str) -> tuple[str, str]:
    """Split "House Speaker Ada Corr" and "the cook Mira Stoy" into what they are and the name.

    The second part is empty where no proper name ends the words.
    """
    tokens = words.split()
    start = len(tokens)
    while start and (is_capital(tokens[start - 1]) or _is_particle(tokens, start - 1)):
        start -= 1
    while start < len(tokens) and not is_capital(tokens[start]):
        start += 1
    for at in range(len(tokens) - 2, -1, -1):
        after = _after_office(tokens, at)
        if is_role(tokens[at]) and after >= start:
            start = after
            break
    start = _first_name(tokens, start)
    if start == len(tokens) or (start and tokens[start - 1].casefold() in PREPOSITIONS):
        return words, ""
    return " ".join(tokens[:start]), " ".join(tokens[start:])


def is_person_name(title: str, name: str) -> bool:
    """Whether a name after a title (may be empty) is a person's: two to four words, no body."""
    tokens = name.split()
    if not tokens or len(tokens) > 5 or BODY_WORD.search(name) or name.isupper():
        return False
    before = title.split()[-1].casefold().strip(".,") if title else tokens[0].casefold()
    if before in MEDIA_NOUNS | COMPANY_NOUNS | GENERIC:
        return False
    if any(is_role(token) for token in title.split()[-3:]):
        return tokens[0] not in PLACE_FIRST
    good = all(is_capital(t) or t.casefold() in PARTICLES for t in tokens)
    return 2 <= len(tokens) <= 4 and good and not {tokens[0]} & (PLACE_FIRST | NOT_NAMES)


def find_person(words: str) -> str | None:
    """The name alone of "council leader Imran Sethi", "ABC's Ada Corr", "Ada Corr of Fenn"."""
    name = bare(words)
    if OWNED.search(name) or re.search(r"[A-Z]\S* and [A-Z]\w+$", name):
        return None
    if match := POSSESSOR.match(name):
        rest = re.sub(r"^[“\"].*[”\"] ", "", match["rest"])
        return find_person(rest) if is_proper(rest) or split_title(rest)[1] else None
    name = re.sub(r"[“”\"]", "", name)
    tokens = name.split()
    ends = (at for at, token in enumerate(tokens) if at and _ends_name(token, tokens[at - 1]))
    head = " ".join(tokens[: next(ends, len(tokens))])
    return _person_alone(head, words) or _person_alone(name, words)


def _is_particle(tokens: list[str], at: int) -> bool:
    """A particle inside a name: "Ludwig van Beek", "Speaker of the House Ada Corr"."""
    return tokens[at].casefold() in PARTICLES and 0 < at < len(tokens) - 1


def _first_name(tokens: list[str], start: int) -> int:
    """Step over capitals before a common first name: "Fox News editor-at-large Ada Corr"."""
    for at in range(start + 1, len(tokens) - 1):
        is_first = tokens[at] in COMMON_FIRST and tokens[at - 1] not in COMMON_FIRST
        if is_first and len(tokens) - at <= 4:
            return at
    return start


def _after_office(tokens: list[str], at: int) -> int:
    """Return where a name may begin after a role: behind "of State" in "Secretary of State"."""
    if tokens[at][0].isupper() and tokens[at + 1] == "of":
        step = at + 3 + (at + 2 < len(tokens) and tokens[at + 2] == "the")
        return step if step + 1 < len(tokens) else 0
    return at + 1


def _ends_name(token: str, before: str) -> bool:
    """Whether a preposition follows a name, not an office ("Secretary of State Ada Corr")."""
    return token in PREPOSITIONS and not (token == "of" and is_role(before))


def _person_alone(name: str, words: str) -> str | None:
    if DETERMINER.match(words) and is_proper(name) and not any(is_role(t) for t in name.split()):
        return None
    title, proper = split_title(name)
    return proper if proper and is_person_name(title, proper) else None
