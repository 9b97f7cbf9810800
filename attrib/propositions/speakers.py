"""Who makes a claim: as a clause calls them, and by which pronouns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from attrib.propositions.words import FUNCTION_WORDS, lowered
from attrib.records import Article, Source, SourceKind

FORMS = {
    "he": "he", "his": "he", "him": "he", "himself": "he", "she": "she", "her": "she",
    "herself": "she", "it": "it", "its": "it", "they": "they", "their": "they", "them": "they",
}  # fmt: skip
BODY = re.compile(
    r"\b(?:ministry|department|government|army|police|council|commission|committee|board|agency|"
    r"office|court|union|league|party|front|brigade|command|force|service|institute|university|"
    r"company|bank|group|association|federation|network|movement|mission|embassy|authority|"
    r"bureau|corps|foundation|society|centre|center|hospital|post|times|star|herald|tribune|"
    r"campaign|house|staff|academy|club|guild|works|lines)\b",
    re.IGNORECASE,
)
HE = re.compile(r"^(?:Mr|Sir|Lord|King|Prince|Father|Brother|Imam)\b|\b(?:spokesman|chairman)\b")
SHE = re.compile(r"^(?:Mrs|Ms|Miss|Dame|Lady|Queen|Princess|Sister)\b|\b(?:spokes|chair)woman\b")
# Nouns of one person, whom "he" or "she" may mean; "the register" is none.
PERSON = (
    r"(?:man|woman|boy|girl|officer|nurse|doctor|surgeon|teacher|driver|guard|soldier|farmer|"
    r"clerk|witness|pilot|priest|judge|magistrate|mayor|minister|governor|director|manager|"
    r"spokes(?:man|woman|person)|official|worker|resident|student|lawyer|packer|foreman|"
    r"fisherman|shepherd|engineer|captain|sergeant|lieutenant|major|colonel|general|inspector|"
    r"constable|patient|survivor|prisoner|inmate|neighbou?r|secretary|president|senator|"
    r"councillor|chairman|chairwoman|caretaker|gardener|waiter|porter|miner|sailor|medic|"
    r"paramedic|professor|headmaster|head|commander|employee|dispatcher)"
)
# "a packer who asked that her name be left out".
WHOSE = re.compile(
    r"^(?!(?:his|her)\b).*\b(?:who|that) .*?\b(?P<form>his|her|himself|herself)\b", re.I
)
ROLE = re.compile(rf"^(?:an? |the |unnamed )?(?:[\w’'-]+ ){{0,5}}?{PERSON}$", re.IGNORECASE)
DOCUMENT = re.compile(
    r"\b(?:minutes|report|statement|letter|headline|transcript|film|poll|log|record|survey|"
    r"article|editorial|recording|message|sheet|register|certificate)\b"
)
NO_NAME = FUNCTION_WORDS | {"said", "says"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who makes a claim, as a clause calls it: "the army"; `pronouns` are those that fit."""

    name: str
    pronouns: frozenset[str]

    @property
    def is_plural(self) -> bool:
        """Whether "they" alone fits."""
        return self.pronouns == {"they"}

    @property
    def is_body(self) -> bool:
        """Whether it may be called "it"."""
        return "it" in self.pronouns


def speaker_of(article: Article, source: Source) -> Speaker | None:
    """Return who speaks, None where that is not known."""
    first = lowered(source.name).partition(" ")[0]
    if source.kind is SourceKind.UNKNOWN or not first or first in NO_NAME:
        return None
    mentions = [" ".join(span.of(article.text).split()) for span in source.mentions]
    return Speaker(_with_article(source.name, mentions), pronouns_of(source, mentions))


def possessive(name: str) -> str:
    """Return "the army's" for "the army", "residents'" for "residents"."""
    return f"{name}'" if is_plural(name) and name.endswith("s") else f"{name}'s"


def _with_article(name: str, mentions: Sequence[str]) -> str:
    called = {mention.lower() for mention in mentions}
    last = name.split()[-1].lower()
    short = f"the {last}" in called and BODY.search(last) and not re.search(r"['’]s? ", name)
    if short or any(said.startswith(f"the {name.lower()}") for said in called):
        return f"the {name}"
    return f"the {name}" if name[0].islower() and not is_plural(name) else name


def is_plural(name: str) -> bool:
    """Whether the head is a plural noun: "residents of Brask", "Inspectors of the Board"."""
    head, *rest = re.split(r" (?:of|for|in|at|from|on|who|with)\b", name)
    common = head.split()[-1][0].islower() or (rest and " " not in head)
    return bool(common and re.search(r"(?:[^s]s|people|men|women|children)$", head))


def pronouns_of(source: Source, mentions: Sequence[str]) -> frozenset[str]:
    """Return which of "he", "she", "it", "they" fit; none where nothing tells."""
    said = {FORMS[word] for mention in mentions if (word := mention.lower()) in FORMS}
    head = _head(source.name)
    if BODY.search(head.split()[-1]) and not ROLE.match(head):
        said -= {"he", "she"}  # whoever took the police for a person
    if said:
        return frozenset(said)
    if any(HE.search(mention) for mention in mentions):
        return frozenset({"he"})
    if any(SHE.search(mention) for mention in mentions):
        return frozenset({"she"})
    if is_plural(source.name):
        return frozenset({"they"})
    whose = {FORMS[match["form"].lower()] for said in mentions if (match := WHOSE.match(said))}
    if len(whose) == 1:
        return frozenset(whose)
    return _guess(source, mentions)


def _head(name: str) -> str:
    """Return "head nurse" for "head nurse of the clinic"."""
    return re.split(r" (?:of|in|at|from|for|who|on|with)\b", name)[0]


def _is_thing(name: str, mentions: Sequence[str]) -> bool:
    """Whether the name ends in a common noun of no person: "the Ferro shipyard"."""
    called = {re.sub(r"^[Tt]he ", "", mention) for mention in mentions}
    return any(said.lower() == name.lower() and said.split()[-1].islower() for said in called)


def _guess(source: Source, mentions: Sequence[str]) -> frozenset[str]:
    """A body by its words; a person by two names of which the last comes alone or by its kind."""
    tokens = source.name.split()
    if ROLE.match(_head(source.name)):
        return frozenset({"he", "she"})
    if BODY.search(source.name) or _is_thing(source.name, mentions):
        return frozenset({"it"})
    names = 2 <= len(tokens) <= 4 and all(t[0].isupper() or t[:3] == "al-" for t in tokens)
    person = source.kind in (SourceKind.PERSON, SourceKind.WITNESS, SourceKind.MEDIC)
    if names and (person or tokens[-1] in mentions or source.kind is SourceKind.OFFICIAL):
        return frozenset({"he", "she"})
    bodies = (SourceKind.PARTY, SourceKind.MEDIA, SourceKind.ORGANISATION, SourceKind.MONITOR)
    names = names or bool(re.search(r"[A-Z][\w’-]+ [A-Z][\w’-]+$", source.name))
    return frozenset({"it"}) if source.kind in bodies and not names else frozenset()
