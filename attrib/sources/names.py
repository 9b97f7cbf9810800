"""The names an article uses, anywhere in it, and the acronyms it introduces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from attrib.records import Span
from attrib.sources.lexicon import NOT_NAMES
from attrib.sources.patterns import BODY_WORD, bare
from attrib.sources.persons import canonical, is_person_name, is_role, split_title

WORD = (
    r"(?:(?:[A-Z]\.){1,3}(?![a-z])|(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Brig|Sen|Rep|Gov|Prof|St|Jr|Adm"
    r"|Capt|Sgt)\.|[A-Z][\w-]*(?:[’'](?!s\b)\w[\w-]*)?|al-[A-Z]\w+)"
)
NAME = re.compile(
    rf"{WORD}(?:[ \u00a0](?:(?:of|for|de|del|al|bin|ibn|van|von|der|el|la|ag) (?:the )?)?{WORD})*"
)
ROLE_BEFORE = re.compile(r"(?:^|[^\w])((?:[\w’'“”\"-]+ ){1,6})$")
BOUNDARY = frozenset(
    "the a an his her its their our my of in at for from to by with on and or but that as while "
    "when said says told than into was were is are has had".split()
)
BY_FIRST_NAME = ("Pope", "King", "Queen", "Prince", "Princess")
COUNTRY = re.compile(
    r"^(?:Russia|Syria|Iran|Iraq|Israel|Turkey|Türkiye|Ukraine|China|India|Pakistan|Afghanistan|"
    r"Egypt|Jordan|Lebanon|Libya|Yemen|Sudan|South Sudan|Ethiopia|Eritrea|Somalia|Kenya|Nigeria|"
    r"Mali|Niger|Chad|Cameroon|Congo|Rwanda|Uganda|Tunisia|Algeria|Morocco|Saudi Arabia|Qatar|"
    r"Kuwait|Bahrain|Oman|France|Germany|Britain|United Kingdom|UK|Italy|Spain|Poland|Hungary|"
    r"Romania|Bulgaria|Greece|Serbia|Kosovo|Georgia|Armenia|Azerbaijan|Belarus|Moldova|Estonia|"
    r"Latvia|Lithuania|Finland|Sweden|Norway|Denmark|Netherlands|Belgium|Austria|Switzerland|"
    r"Portugal|Ireland|Canada|Mexico|United States|US|U\.S\.?|USA|Cuba|Venezuela|Colombia|Brazil|"
    r"Argentina|Chile|Peru|Bolivia|Ecuador|Japan|South Korea|North Korea|Taiwan|Vietnam|Thailand|"
    r"Myanmar|Malaysia|Indonesia|Philippines|Australia|New Zealand|Moscow|Damascus|Tehran|"
    r"Washington|Ankara|Kyiv|Beijing|Jerusalem|Riyadh|Cairo|Baghdad|London|Paris|Berlin)$"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name at a place in the text, without title; `title` is what stands before it."""

    text: str
    span: Span
    is_person: bool
    title: str = ""


def find_names(text: str) -> tuple[Name, ...]:
    """Find the proper names of a text in order; sentence-initial common words are left out."""
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
    inside = {m.group() for m in re.finditer(r"(?<=[a-z,] )[A-Z][\w-]+", text)}
    common = set(re.findall(r"(?<![\w’'-])[a-z]{2,}", text))
    for start, words in _runs(text, common):
        words = _without_place(words)
        title, name = split_title(words)
        if not name:
            title, name = "", words
        if " " not in words and _begins_sentence(text, start):
            if words.casefold() in common or (words not in inside and not words.isupper()):
                continue
        if " " not in name and title.endswith(BY_FIRST_NAME):
            title, name = "", words  # "Pope Francis"
        if BODY_WORD.search(name) and title:
            title, name = "", words
        start += words.rindex(name)
        title = title or _lower_role(text, start)
        is_person = is_person_name(title, name)
        text_name = canonical(name) if is_person else name
        yield Name(text_name, Span(start, start + len(name)), is_person, title)


def _without_place(words: str) -> str:
    """Cut "of Fenn" from "Ada Corr of Fenn", since a person's name holds no "of"."""
    head = re.split(r" (?:of|for) (?=[A-Z]|the )|(?: of| for)$", words)[0]
    title, name = split_title(head)
    is_person = " " in name and is_person_name(title, name)
    return head if is_person and not is_role(head.split()[-1]) else words


def _runs(text: str, common: set[str]) -> Iterator[tuple[int, str]]:
    """Yield runs of capitalised words, cut where a word is one that begins sentences."""
    for match in NAME.finditer(text):
        start, kept = match.start(), list[str]()
        for word in [*match.group().replace("\u00a0", " ").split(" "), ""]:
            cuts = word in NOT_NAMES or (
                not kept and word.endswith("ly") and word.casefold() in common
            )
            if cuts or not word:
                words = re.sub(r"(?: of| for)?[.’']*$", "", " ".join(kept))
                if words and words[0].isalpha() and words[-1].isalnum():
                    yield start, words
                start += len(" ".join(kept)) + len(word) + (2 if kept else 1)
                kept = []
            else:
                kept.append(word)


def _lower_role(text: str, at: int) -> str:
    """The role words in small letters right before a name: "opposition leader" Mieke Aalders."""
    before = ROLE_BEFORE.search(text[max(0, at - 90) : at])
    if not before or not before[1].split():
        return ""
    tokens = before[1].split()
    if not is_role(tokens[-1]) and tokens[-1] in BOUNDARY:
        return ""
    for place in range(len(tokens) - 1, -1, -1):
        if tokens[place].casefold() in BOUNDARY:
            return " ".join(tokens[place + 1 :])
    return " ".join(tokens) if is_role(tokens[-1]) else ""


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
