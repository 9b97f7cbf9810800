"""The words of one source mention → the voices it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from attrib.sources.coordination import split_joint
from attrib.sources.lexicon import (
    COMPANY_NOUNS,
    GENERIC,
    KIN,
    MEDIA_NOUNS,
    STAFF,
    UTTERANCES,
)
from attrib.sources.patterns import (
    A_GROUP,
    BELONGING,
    BODY_SPOKESMAN,
    BODY_WORD,
    CAMPAIGN,
    CONTRACTED,
    COORDINATION,
    DASH,
    DOCUMENT_OF,
    HOME,
    ITS,
    KIN_OF,
    LEADING,
    NAMED_AS,
    NO_BODY,
    NUMBERED,
    ONE_OF,
    PARTY_AND_PLACE,
    POSSESSED_DOCUMENT,
    POSSESSOR,
    PUBLISHED_BY,
    REDUCED,
    RELATIVE,
    SELF,
    SPEAKING_FOR,
    SPOKES,
    SURNAME,
    WORKING_AT,
    bare,
    head_of,
    is_joint,
    is_plural,
    is_pronoun,
    is_proper,
)
from attrib.sources.persons import canonical, find_person, is_role, split_title

CALLED_AFTER = MEDIA_NOUNS | COMPANY_NOUNS | GENERIC  # "the insurer Curanta" is Curanta


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice as a mention gives it.

    `name` has neither determiner nor title; `words` are all the ways the mention puts it
    (appositions too). `is_named` tells a proper name from a description, `pronoun` is set where
    the mention is one, `owner` where the voice is somebody's: "his lawyer", "the mayor's office".
    """

    name: str
    words: tuple[str, ...]
    is_named: bool = False
    is_person: bool = False
    is_plural: bool = False
    pronoun: str | None = None
    owner: str | None = None


def read_mention(text: str) -> tuple[Voice, ...]:
    """Return the voices of a mention: two for "Russia and Syria", one as a rule.

    A mention that names nobody (a stray mark, "the") has none.
    """
    words = re.sub(r"\s*\([^()]*\)", "", " ".join(text.split())).strip(' ,;:."“”—–-')
    words = CONTRACTED.sub(r"\1", words)
    if not is_pronoun(words):
        words = PARTY_AND_PLACE.sub(",", SELF.sub("", words)).strip(" ,")
        while (shorter := LEADING.sub("", words)) != words:
            words = shorter
    voices = (_read_voice(part) for part in split_joint(words) if bare(part))
    return tuple(voice for voice in voices if _names_somebody(voice))


def _names_somebody(voice: Voice) -> bool:
    if voice.pronoun:
        return True
    return len(voice.name) > 1 and bool(voice.words) and voice.name.lower() not in ("the", "an")


def _read_voice(words: str) -> Voice:
    if is_joint(words):
        name = NUMBERED.sub("", bare(words))
        return Voice(name, (words,), is_plural=True, pronoun="both")
    if is_pronoun(words):
        return Voice(words, (words,), pronoun=words.lower())
    if voice := _renamed(words) or _published(words):
        return voice
    short = RELATIVE.sub("", DASH.sub(", ", words)).strip(" ,") or words
    parts = [part for part in short.split(", ") if part] or [words]
    if kin := _kin(parts):
        return kin
    if len(parts) > 1 and ONE_OF.match(parts[0]):
        parts = parts[1:]  # "one of them, a feed merchant"
    if named := _apposed_name(parts):
        return _named_voice(named, (named, *parts))
    spoken = _speaking_for(parts[0], words) if len(parts) == 1 else _of_pronoun(parts[0], words)
    return spoken or _named_voice(parts[0], tuple(parts))


def _renamed(words: str) -> Voice | None:
    """Read "a group calling itself Nightheron", "a man known only as Idris" as that name."""
    match = NAMED_AS.search(words)
    if not match:
        return None
    name = bare(match["name"])
    return _voice(name, (words, name), is_person=not A_GROUP.search(words))


def _published(words: str) -> Voice | None:
    """Read "a log released by the council", "analysts at Brightwall" as the body."""
    if (match := PUBLISHED_BY.search(words)) and not COORDINATION.search(match["body"]):
        return _named_voice(match["body"], (words,))
    if match := WORKING_AT.match(words.split(", ")[0]):
        return _named_voice(match["body"], (words,))
    return None


def _kin(parts: list[str]) -> Voice | None:
    """Read "his wife, Jane" as Jane of his name, and "Ada Corr's son Tom" as Tom of hers."""
    match = KIN_OF.match(", ".join(parts))
    if not match or match["kin"].casefold() not in KIN:
        return None
    owner = re.sub(r"['’]s?$", "", match["owner"])
    return _voice(match["name"], (", ".join(parts), match["name"]), is_person=True, owner=owner)


def _of_pronoun(words: str, whole: str) -> Voice | None:
    """Read "its press office": the body that "its" stands for."""
    for pattern in (SPEAKING_FOR, DOCUMENT_OF, POSSESSED_DOCUMENT, BODY_SPOKESMAN):
        match = pattern.match(words)
        if match and match["body"].lower() in ITS:
            return Voice(words, (whole,), pronoun=match["body"].lower())
    return None


def _speaking_for(words: str, whole: str) -> Voice | None:
    """Read "a ministry spokesman" and "a report by the board" as the body."""
    if voice := _of_pronoun(words, whole):
        return voice
    for pattern in (SPEAKING_FOR, DOCUMENT_OF, POSSESSED_DOCUMENT, BODY_SPOKESMAN):
        match = pattern.match(words)
        if not match or not set(bare(match["body"]).lower().split()) - NO_BODY:
            continue
        body = match["body"]
        if pattern is BODY_SPOKESMAN:
            body = re.sub(r"^an? ", "the ", body, flags=re.IGNORECASE)
        spokes = re.search(SPOKES, words, re.IGNORECASE)
        if pattern in (SPEAKING_FOR, BODY_SPOKESMAN) and _may_be_somebody(body):
            return _voice(spokes[0] if spokes else "representatives", (whole,), owner=body)
        return _named_voice(body, (whole,))
    return None


def _may_be_somebody(body: str) -> bool:
    """Whether who has a spokesman may be a person: "Ada Corr", "Corr", "the mayor"."""
    if find_person(body):
        return True
    is_somebody = SURNAME.fullmatch(body) or is_role(head_of(bare(body)))
    return bool(is_somebody) and not BODY_WORD.search(body)


def _apposed_name(parts: list[str]) -> str | None:
    """The proper name of "its director, Dr Levan Bercu" or "the rulers, the Defence Council"."""
    for part in parts[:3]:
        if find_person(part):
            return part
    is_described = len(parts) > 1 and not is_proper(bare(parts[0]))
    if is_described and is_proper(bare(parts[1])) and not COORDINATION.search(parts[1]):
        return parts[1]
    return None


def _named_voice(words: str, called: tuple[str, ...]) -> Voice:
    called = (words, *called)
    if person := find_person(words):
        return _voice(canonical(person), called, is_person=True)
    if owned := _owned(words, called):
        return owned
    words = HOME.sub("the ", words)
    name = words if ONE_OF.match(words) else bare(words)
    name = REDUCED.sub("", NUMBERED.sub("", name)) or bare(words)
    return _voice(_without_noun(name), called)


def _without_noun(name: str) -> str:
    """Leave of "health insurer Curanta" and "Bookmaker Oddsway" the name alone."""
    first, _, rest = name.partition(" ")
    if first.casefold() in MEDIA_NOUNS | COMPANY_NOUNS and is_proper(rest) and " " not in rest:
        return rest
    title, proper = split_title(name)
    is_called = bool(title) and title.split()[-1].casefold() in CALLED_AFTER
    return proper if proper and is_called and not BODY_WORD.search(title) else name


def _owned(words: str, called: tuple[str, ...]) -> Voice | None:
    """Read "Ada Corr's lawyer", "his wife", "the league's Integrity Unit"."""
    if campaign := CAMPAIGN.match(words):
        return _voice("campaign", called, owner=campaign["owner"])
    match = BELONGING.match(words)
    if match and match["what"] in STAFF and find_person(match["owner"]):
        return _voice(match["what"], called, owner=match["owner"])
    if match := re.match(r"^(?P<owner>his|her|their|its)\s+(?P<rest>.+)$", words, re.IGNORECASE):
        is_staff = head_of(match["rest"]) in STAFF and not BODY_WORD.search(match["rest"])
        return _voice(match["rest"], called, owner=match["owner"]) if is_staff else None
    match = POSSESSOR.match(words)
    return _possessed(bare(match["owner"]), match["rest"], called) if match else None


def _possessed(owner: str, rest: str, called: tuple[str, ...]) -> Voice | None:
    head = head_of(rest)
    if head in STAFF and not BODY_WORD.search(rest):
        return _voice(rest, called, owner=owner)
    if head in UTTERANCES:
        return _named_voice(owner, called)
    tail = split_title(rest)[1]
    if rest[0].islower() and tail and BODY_WORD.search(tail):
        return _voice(tail, called)
    if not is_proper(owner) and not is_role(head_of(owner)) and is_proper(rest):
        return _voice(rest, called)
    if (person := find_person(owner)) and person != owner:
        return _voice(f"{person}'s {rest}", called)  # "President Ada Corr's government"
    return None


def _voice(
    name: str, called: tuple[str, ...], *, is_person: bool = False, owner: str | None = None
) -> Voice:
    return Voice(
        name=name,
        words=tuple(dict.fromkeys(part for part in called if part)),
        is_named=is_proper(name),
        is_person=is_person,
        is_plural=is_plural(name),
        owner=owner,
    )
