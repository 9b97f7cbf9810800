"""Whom "both", "the two" or "the two leaders" stand for: the two whom a sentence puts together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrib.sources.drafts import Draft
from attrib.sources.mentions import Voice, read_mention
from attrib.sources.patterns import head_of
from attrib.sources.persons import is_role
from attrib.sources.view import Event, View

Member = Draft | Voice
BODIES = re.compile(
    r"\b(?:armies|companies|countr(?:y|ies)|delegations?|firms?|governments?|ministry|ministries|"
    r"nations?|part(?:y|ies)|states?|unions?)$"
)
EITHER = re.compile(r"\bsides?$")  # sides are persons or bodies
WORD = (
    r"(?!(?:and|or|in|on|at|to|of|by|for|from|over|about|after|before|during|with|who)\b)[\w’'-]+"
)
PARTNER = re.compile(  # "discussing it with his Turkish counterpart", "met the mayor"
    rf"\b(?:with|met|hosted|received|phoned|called)\s+((?:his|her|its|their|the|an?)"
    rf"(?:\s+{WORD}){{1,5}})"
)
PARTNERS = frozenset("challenger colleague counterpart guest host opponent partner rival".split())
BODY = (
    r"(?:(?:[Tt]he )?[A-Z][\w-]*(?: [A-Z][\w-]*){0,4}|[Tt]he (?:[\w-]+ )?(?:army|company|council|"
    r"government|guerrillas|military|ministry|navy|opposition|police|rebels|union))"
)
JOINED = re.compile(rf"(?P<a>{BODY}) and (?P<b>{BODY})(?![\w’'-])")
BETWEEN = re.compile(rf"\bbetween {JOINED.pattern}")
OWNS = re.compile(r"['’]")


def find_pair(view: View, at: int, words: str) -> tuple[Member, ...]:
    """Return the two whom `words` at a place mean, or none where that is not plain.

    They stand earlier in the same sentence, or in the one before.
    """
    end = at
    for sentence, events in view.back(at, 1):
        start = view.start_of(sentence)
        pairs = list(_pairs(view, view.text[start:end].strip(), events, words))
        if pairs:
            return pairs[0] if len({_names(pair) for pair in pairs}) == 1 else ()
        end = start
    return ()


def _pairs(
    view: View, sentence: str, events: Sequence[Event], words: str
) -> Iterator[tuple[Member, ...]]:
    """Yield the pairs of a sentence: who speak in it, its only two persons, two joined bodies."""
    spoke = _distinct(event for event in events if event.speaks)
    people = (event for event in events if event.is_named_person and not _owns(view, event))
    persons = _distinct(people)
    bodies = BODIES.search(words) is not None
    if len(spoke) == 2 and not bodies:
        yield spoke
    elif len(persons) == 2 and not bodies:
        yield persons
    elif len(persons) == 1 and not bodies and (partner := _partner(sentence)):
        yield (*persons, partner)
    if bodies or EITHER.search(words) or not persons:
        yield from _joined(sentence)


def _partner(sentence: str) -> Voice | None:
    """Return whom a sentence says somebody was together with, where it gives no name."""
    found = PARTNER.findall(sentence)
    voices = read_mention(found[0]) if len(found) == 1 else ()
    if len(voices) != 1 or voices[0].owner or voices[0].pronoun:
        return None
    head = head_of(voices[0].name)
    return voices[0] if head in PARTNERS or is_role(head) else None


def _joined(sentence: str) -> Iterator[tuple[Member, ...]]:
    """Yield the two bodies of "Russia and Turkey have …" and of "between the army and Russia"."""
    for found in (JOINED.match(sentence), *BETWEEN.finditer(sentence)):
        pair = tuple(v for name in "ab" for v in read_mention(found[name])) if found else ()
        if len(pair) == 2 and not any(v.is_person or v.pronoun or v.owner for v in pair):
            yield pair


def _distinct(events: Iterable[Event]) -> tuple[Member, ...]:
    """Return who is in some events, each once by name, in the order of the text."""
    members: dict[str, Member] = {}
    for event in events:
        for one in event.who if isinstance(event.who, tuple) else (event.who,):
            if not isinstance(members.get(one.name), Draft):
                members[one.name] = one
    return tuple(members.values())


def _owns(view: View, event: Event) -> bool:
    return OWNS.match(view.text, event.span.end) is not None


def _names(pair: Sequence[Member]) -> frozenset[str]:
    return frozenset(one.name for one in pair)
