"""Pronouns → names: the first person of a quotation, and who is meant by the third.

What an article leaves open stays open: a pronoun is filled only where one antecedent fits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrib.propositions.antecedents import Setting, fill_opening, fill_possessives
from attrib.propositions.referents import fill_definite, fill_pair
from attrib.propositions.speakers import DOCUMENT, Speaker, possessive
from attrib.propositions.words import AUXILIARIES, FUNCTION_WORDS, first_finite, lowered
from attrib.records import Article, Attribution, Source

AGREEMENT = {"am": "is", "have": "has", "'m": "is", "'ve": "has", "do": "does", "are": "is",
             "were": "was", "don't": "does not", "don’t": "does not", "haven't": "has not",
             "haven’t": "has not", "aren't": "is not", "aren’t": "is not"}  # fmt: skip
VERB_S = frozenset(
    "think know believe want need like love mean say feel see hope support condemn deny reject "
    "regret remember understand expect agree stand take make accept call speak write work live ask "
    "go come get give keep leave tell find bring buy sell pay run sleep eat drink carry wish "
    "fear doubt trust owe own use try start stop refuse intend insist admit suppose "
    "apologise apologize welcome oppose favour favor respect swear promise".split()
)
CONTRACTED = re.compile(r"\b(I|[Ww]e)['’](m|ve|d|ll|re)\b")
LONG = {"m": "am", "ve": "have", "d": "would", "ll": "will", "re": "are"}
FIRST = re.compile(
    r"\b(I|[Ww]e|[Mm]y|[Oo]ur)\b(?!['’.]\w)"
    r"((?: (?:also|still|really|always|never|certainly|simply))? [a-z]+?(?:n['’]t)?(?![\w'’]))?"
)
# Somebody else's words within the content: "a man saying, “we are …".
WITHIN = re.compile(
    r"(?:^| )[‘']|\b(?:say\w*|said|told|wrote|shout\w*|ask\w*)\b[^\"“]*[\"“][^\"”]*$"
)


def fill_persons(
    words: str,
    *,
    article: Article,
    attribution: Attribution,
    speaker: Speaker | None,
    sources: Sequence[Source],
) -> str:
    """Put names in the place of pronouns that can only mean one."""
    if speaker is not None and not DOCUMENT.search(speaker.name):
        words = _fill_first(words, speaker)
    setting = Setting(article, attribution, speaker, sources, is_quoted(article, attribution))
    words = fill_definite(fill_pair(fill_opening(words, setting), setting), setting)
    return words if setting.quoted else fill_possessives(words, setting)


def is_quoted(article: Article, attribution: Attribution) -> bool:
    """Whether the content opens within quotation marks, so that "he" is not the speaker."""
    start = attribution.content[0].start
    around = article.text[max(0, start - 2) : start + 1]
    return any(mark in '"“„«‘' for mark in around[-2:]) or "''" in around


def _fill_first(words: str, speaker: Speaker) -> str:
    words = CONTRACTED.sub(lambda m: f"{m[1]} {LONG[m[2]]}", words)

    def fill(match: re.Match[str]) -> str:
        pronoun, follows = match[1].lower(), match[2] or ""
        if pronoun in ("we", "our") and not (speaker.is_body or speaker.is_plural):
            return match[0]
        if pronoun == "i" and (speaker.is_plural or _is_numeral(words[: match.start()])):
            return match[0]
        if WITHIN.search(words[: match.start()].replace("''", "")):
            return match[0]
        if pronoun in ("my", "our"):
            return possessive(speaker.name) + follows
        agrees = not _is_joined(words[: match.start()])
        return speaker.name + (_agree(follows, speaker) if agrees else follows)

    return FIRST.sub(fill, words)


def _is_joined(before: str) -> bool:
    """Whether the verb after "I" is not its own: "Orr and I were", "would I wish"."""
    tokens = re.split(r"[.,;:!?—]\s*", before)[-1].split()
    if not tokens:
        return False
    beside = lowered(tokens[-1]) == "and" and 2 <= len(tokens) <= 4
    return lowered(tokens[-1]) in AUXILIARIES or (beside and first_finite(tokens) is None)


def _is_numeral(before: str) -> bool:
    """Whether "I" counts: "World War I"."""
    last = before.split()[-1:]
    return (
        bool(last)
        and last[0][-1].isalpha()
        and last[0][0].isupper()
        and (len(before.split()) > 1 and last[0].lower() not in FUNCTION_WORDS)
    )


def _agree(follows: str, speaker: Speaker) -> str:
    adverb, _, word = follows.rpartition(" ")
    if not word or speaker.is_plural:
        return follows
    if word in AGREEMENT:
        return f"{adverb} {AGREEMENT[word]}"
    return f"{adverb} {_third_person(word)}" if word in VERB_S else follows


def _third_person(verb: str) -> str:
    """Return "goes" for "go", "tries" for "try"."""
    if re.search(r"(?:o|s|sh|ch|x)$", verb):
        return f"{verb}es"
    return f"{re.sub(r'(?<=[^aeiou])y$', 'ie', verb)}s"
