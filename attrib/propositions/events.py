"""Definite events → the fuller phrase: "the strike" → "the strike on the clinic in Marun"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.propositions.words import (
    AUXILIARIES,
    DETERMINERS,
    FUNCTION_WORDS,
    is_gerund,
    is_past,
    lowered,
)
from attrib.records import Article, Attribution

# Nouns of one line may stand for each other.
GROUPS = (
    "attack strike raid airstrike bombing shelling bombardment assault",
    "explosion blast", "shooting", "killing murder", "crash accident collision",
    "protest march demonstration rally", "vote ballot referendum", "arrest", "seizure", "theft",
    "search", "expulsion", "massacre", "ambush", "riot",
)  # fmt: skip
HEADS = {noun: group.split()[0] for group in GROUPS for noun in group.split()}
HEAD_WORDS = "|".join(sorted(HEADS, key=len, reverse=True))
BARE = re.compile(
    rf"\b(?P<the>the|this|that)(?: same)? (?P<noun>{HEAD_WORDS})\b"
    r"(?! (?:of|on|in|at|against|near|by|that|which|from|to|for|between|over|with)\b)"
    r"(?![-’'])(?! [a-z]+ (?:of|on|against)\b)(?! (?!was |is |has |does )[a-z]+s\b)",
    re.IGNORECASE,
)
NOUN = re.compile(rf"\b(?:{HEAD_WORDS})\b(?= (?:on|of|in|at|against|near) )", re.IGNORECASE)
LINKS = frozenset("on of in at against near".split())
ON = frozenset("attack strike raid airstrike assault".split())
OF = frozenset("bombing shelling bombardment killing murder".split())
LABOUR = re.compile(r"\b(?:unions?|workers|walkouts?|pickets?)\b", re.IGNORECASE)
POSSESSIVES = frozenset("his her its their my our your".split())
BEFORE_NOUN = DETERMINERS | frozenset("of in after before during by from".split())
NO_TARGET = re.compile(
    r"\b(?:deal|agreement|line|record|note|ball|chord|bargain|back|year|day|week|time|century)\b"
)
DEEDS = {"struck": "attack", "attacked": "attack", "bombed": "attack", "shelled": "attack",
         "raided": "attack", "bombarded": "attack", "murdered": "killing"}  # fmt: skip
DEED = re.compile(r"\b(?P<verb>" + "|".join(DEEDS) + r") (?=(?:an?|the|its|two|three)\b|[A-Z])")


MARKS = ',;:.!?)”"'


def fill_events(words: str, *, article: Article, attribution: Attribution) -> str:
    """Put the fullest phrase that the article used before in the place of "the attack"."""

    def fill(match: re.Match[str]) -> str:
        if re.search(r"\bof $|['’]s $", words[: match.start()]):
            return match[0]
        phrase = _fuller(match["noun"].lower(), article, attribution)
        return f"{match['the'][0]}he {match['noun']} {phrase}" if phrase else match[0]

    return BARE.sub(fill, words, count=1)


def _fuller(noun: str, article: Article, attribution: Attribution) -> str | None:
    """Return what the nearest earlier phrase of the group adds, if no other event rivals it."""
    if noun == "strike" and LABOUR.search(article.text):
        return None
    found = [
        rest
        for passage in _passages(article, attribution)
        for group, rest in _phrases(passage)
        if group == HEADS[noun]
    ]
    if not found or len({_place(rest) for rest in found}) > 1:
        return None
    link, _, target = found[0].partition(" ")
    if link in ("on", "of"):
        link = "on" if noun in ON else "of" if noun in OF else link
    return f"{link} {target}"


def _place(phrase: str) -> str:
    return lowered(phrase.split()[-1])


def _passages(article: Article, attribution: Attribution) -> Iterator[str]:
    """Yield the sentences before, the nearest first, without headlines."""
    start = attribution.content[0].start
    for sentence in reversed(article.sentences):
        words = sentence.of(article.text).rstrip()
        if sentence.end <= start and words[-1:] in '.!?”"’':
            yield words


def _phrases(passage: str) -> Iterator[tuple[str, str]]:
    """Yield (first noun of the group, what follows the noun) of the events of a sentence."""
    for match in NOUN.finditer(passage):
        before = lowered((passage[: match.start()].split() or ["the"])[-1])
        if before in FUNCTION_WORDS - BEFORE_NOUN:
            continue  # "would never fire on a camp"
        rest = _prepositional(passage[match.end() :].split())
        if rest and not NO_TARGET.search(rest):
            yield HEADS[match.group().lower()], rest
    for match in DEED.finditer(passage):
        if thing := _noun_phrase(passage[match.end() :].split()):
            target = " ".join(thing).strip(MARKS)
            if not NO_TARGET.search(target):
                yield DEEDS[match["verb"]], f"on {target}"


def _prepositional(tokens: list[str]) -> str:
    """Return the run of "on the clinic in Marun" that opens the tokens."""
    taken: list[str] = []
    while tokens and tokens[0] in LINKS:
        thing = _noun_phrase(tokens[1:])
        if not thing:
            break
        taken += [tokens[0], *thing]
        tokens = tokens[1 + len(thing) :] if taken[-1][-1] not in MARKS else []
    return " ".join(taken).strip(MARKS)


def _noun_phrase(tokens: list[str]) -> list[str]:
    """Return the noun phrase that opens the tokens: determiner, up to three words, one name."""
    taken: list[str] = []
    for token in tokens[:5]:
        word = lowered(token)
        opens = not taken and word in DETERMINERS - POSSESSIVES
        if not opens and (word in FUNCTION_WORDS or word in HEADS or _is_verb(token, taken)):
            break
        taken.append(token)
        if token[-1] in MARKS:
            break
    ends = bool(taken) and lowered(taken[-1]) not in DETERMINERS
    return taken if ends else []


def _is_verb(token: str, before: list[str]) -> bool:
    """Whether a word that is no name may be a verb; at the head of the phrase a gerund is one."""
    word = lowered(token)
    if token != token.lower():
        return False
    if not before:
        return is_gerund(word)
    return word in AUXILIARIES or is_past(word) or word.endswith("ly")
