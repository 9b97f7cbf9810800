"""Definite nouns → who is meant: "the two", and "the judge" where the article has one judge."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from attrib.propositions.antecedents import SOMEBODY, Setting, named_in
from attrib.propositions.speakers import PERSON

TWO = re.compile(
    r"\b(?:the two(?: of them| men| women)?|both(?: of them| men| women)?)\b"
    r"(?= (?:had|have|were|was|did|would|could|never|met|knew|spoke|sat|went|[a-z]+ed)\b)",
    re.IGNORECASE,
)
# "the judge"; "The dealer, Maurice Delacroix"; but "the state" is what a place is called.
NOUN = (
    rf"(?:{PERSON}|company|firm|magazine|newspaper|airline|bank|club|charity|union|party|university|"
    r"hospital|agency|regulator|manufacturer|maker|operator|brewery|contractor|candidate|chief)"
)
CALLED = re.compile(rf"^(?P<the>[Tt]he {NOUN})(?:$|,? [A-Z])")
ENDS = r"(?=['’]s\b|[,;.]|$| (?:had|has|was|were|is|did|would|could|will|never|[a-z]+ed)\b)"


def fill_pair(words: str, at: Setting) -> str:
    """Put the names of the only two persons nearby in the place of "the two"."""
    match = TWO.search(words)
    if not match or " and " in words[: match.start()]:
        return words
    first = at.article.sentences_at(at.attribution.content[0])[0]
    begin = at.article.sentences[max(0, first - 1)].start
    passage = at.article.text[begin : max(begin, at.attribution.content[0].start)]
    named = [name for name in named_in(passage, at, mine=True) if name]
    if len(named) != 2 or SOMEBODY.search(passage):
        return words
    return f"{words[: match.start()]}{named[0]} and {named[1]}{words[match.end() :]}"


def fill_definite(words: str, at: Setting) -> str:
    """Put a source's name in the place of "the judge" where the article calls one alone so."""
    for called, name in _names(at).items():
        if name in words:  # "the officer, Toma Brenn"
            continue
        pattern = re.compile(rf"(?<!\bof )\b{called}\b{ENDS}", re.IGNORECASE)
        words = pattern.sub(name, words)
    return words


def _names(at: Setting) -> Mapping[str, str]:
    """Return what one source alone is called → its name; not where the name says it already."""
    named: dict[str, set[str]] = defaultdict(set)
    for source in at.sources:
        for span in source.mentions:
            if match := CALLED.match(" ".join(span.of(at.article.text).split())):
                named[match["the"].lower()].add(source.name)
    return {
        called: name
        for called, (name, *others) in named.items()
        if not others and name[0].isupper() and called.split()[1] not in name.lower()
    }
