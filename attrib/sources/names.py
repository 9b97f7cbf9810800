"""The names an article uses, anywhere in it, and the acronyms it introduces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from attrib.records import Span
from attrib.sources.mentions import BODY_WORD, TITLES, bare, role_and_name

WORD = (
    r"(?:(?:[A-Z]\.){1,3}|(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Brig|Sen|Rep|Gov|Prof|St)\."
    r"|[A-Z][\w’'-]*|al-[A-Z]\w+)"
)
NAME = re.compile(
    rf"{WORD}(?: (?:(?:of|for|de|del|al|bin|van|von|der|el|la|du|ag) (?:the )?)?{WORD})*"
)
ACRONYM = re.compile(r"\b([A-Z][A-Za-z.&-]*[A-Z])\b")
TITLE_PREFIX = re.compile(rf"^(?:{TITLES}[ -]?)+(?=[A-Z])")
COUNTRY = re.compile(
    r"^(?:Russia|Syria|Iran|Iraq|Israel|Turkey|Türkiye|Ukraine|China|India|Pakistan|Afghanistan|"
    r"Egypt|"
    r"Jordan|Lebanon|Libya|Yemen|Sudan|South Sudan|Ethiopia|Eritrea|Somalia|Kenya|Nigeria|Mali|"
    r"Niger|"
    r"Chad|Cameroon|Congo|Rwanda|Uganda|Tunisia|Algeria|Morocco|Saudi Arabia|Qatar|Kuwait|"
    r"Bahrain|Oman|"
    r"France|Germany|Britain|United Kingdom|UK|Italy|Spain|Poland|Hungary|Romania|Bulgaria|"
    r"Greece|Serbia|"
    r"Kosovo|Georgia|Armenia|Azerbaijan|Belarus|Moldova|Estonia|Latvia|Lithuania|Finland|Sweden|"
    r"Norway|"
    r"Denmark|Netherlands|Belgium|Austria|Switzerland|Portugal|Ireland|Canada|Mexico|United "
    r"States|US|U\.S\.?|"
    r"USA|Cuba|Venezuela|Colombia|Brazil|Argentina|Chile|Peru|Bolivia|Ecuador|Japan|South Korea|"
    r"North Korea|Taiwan|Vietnam|Thailand|Myanmar|Malaysia|Indonesia|Philippines|Australia|New "
    r"Zealand|"
    r"Moscow|Damascus|Tehran|Washington|Ankara|Kyiv|Beijing|Jerusalem|Riyadh|Cairo|Baghdad|"
    r"London|Paris|Berlin)$"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name at a place in the text, without title."""

    text: str
    span: Span
    is_person: bool


def find_names(text: str) -> tuple[Name, ...]:
    """Find the proper names of a text in order; sentence-initial single words are left out."""
    return tuple(_names(text))


def find_acronyms(text: str) -> dict[str, str]:
    """Map each acronym to the long name it was introduced with, in brackets on either side."""
    found: dict[str, str] = {}
    for match in re.finditer(r"([^()\n]{4,90})\s\(([A-Z][\w.&-]{1,9})\)", text):
        long = _long_name(match[1], match[2])
        if long:
            found[match[2]] = long
    for match in re.finditer(r"\b([A-Z]{2,8}) \(([^()\n]{6,80})\)", text):
        if initials(match[2]).endswith(match[1]):
            found[match[1]] = bare(match[2])
    return found


def initials(name: str) -> str:
    """Return the capitals that begin the words of a name: SOHR of "Syrian Observatory for …"."""
    return "".join(token[0] for token in re.split(r"[\s-]+", name) if token[:1].isupper())


def is_country(name: str) -> bool:
    """Whether a name is a country, or a capital that often stands for one."""
    return bool(COUNTRY.match(name))


def _names(text: str) -> Iterator[Name]:
    for match in NAME.finditer(text):
        words = re.sub(r"['’]s?$", "", match.group()).rstrip(".")
        start = match.start()
        if title := TITLE_PREFIX.match(words):
            words, start = words[title.end() :], start + title.end()
            yield Name(words, Span(start, start + len(words)), is_person=True)
            continue
        if role := role_and_name(words):
            start, words = start + role.start("name"), role["name"]
            yield Name(words, Span(start, start + len(words)), is_person=True)
            continue
        tokens = words.split()
        if len(tokens) == 1 and _begins_sentence(text, start) and not is_country(words):
            continue
        if len(tokens) > 1 and tokens[0] in (
            "The",
            "A",
            "An",
            "In",
            "On",
            "At",
            "But",
            "And",
            "While",
        ):
            start, words = start + len(tokens[0]) + 1, " ".join(tokens[1:])
        is_person = 2 <= len(words.split()) <= 3 and not BODY_WORD.search(words)
        yield Name(words, Span(start, start + len(words)), is_person)


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(" \"“‘'(")
    return not before or before[-1] in ".!?\n"


def _long_name(before: str, acronym: str) -> str | None:
    tokens = before.split()
    for length in range(len(tokens), 1, -1):
        candidate = " ".join(tokens[-length:])
        if candidate[0].isupper() and initials(candidate) == acronym.replace(".", ""):
            return bare(candidate)
    names = list(NAME.finditer(before))
    if names and names[-1].end() == len(before) and names[-1].group()[0] == acronym[0]:
        return bare(names[-1].group())
    return None
