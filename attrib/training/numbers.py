"""Sentences with a count → NLI examples about the count, labelled by interval logic.

Small networks hardly learn quantities from general pairs (EQUATE: Ravichander et al. 2019). So
the count of a sentence is told in another way ("more than 20", "between 5 and 9"), and what was
told of one text follows for the other from the intervals alone.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attrib.corpora import NLIExample
from attrib.records import Entailment, TextPair

WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
).split()
COUNT = re.compile(
    r"(?<![\w$£€.,:/-])(?P<count>\d{1,3}(?:,\d{3})+|\d{1,6}|"
    + "|".join(WORDS[2:])
    + r")(?=\s+(?:[a-z]+\s+)?[a-z]{2,}(?:s|en|ple)\b)",
    re.IGNORECASE,
)
# What makes a count something else than the plain number that it looks like.
BOUND = re.compile(
    r"\b(?:than|least|most|about|over|under|nearly|almost|to|around|roughly|approximately|some|"
    r"another|first|last|next|every|each|in|since|of|and|or|other|between|only|just|age|aged|a|an|"
    r"the|these|those|all|his|her|its|their|our|my)\s*$",
    re.IGNORECASE,
)
YEARS = range(1500, 2101)
LONGEST = 240  # characters
SMALL = 4  # counts up to here are mostly replaced by others
INFINITE = float("inf")

ENTAILS, NEUTRAL, CONTRADICTS = Entailment


@dataclass(frozen=True, slots=True)
class Told:
    """A count as it is told: the words, and the whole numbers from `low` to `high` they allow."""

    words: str
    low: float
    high: float


def number_examples(examples: Sequence[NLIExample], *, seed: int) -> list[NLIExample]:
    """Return one example for each sentence with a count among the texts of `examples`.

    The labels are drawn evenly. An example keeps the group of the pair its sentence comes from.
    """
    rng = random.Random(seed)
    sentences = {
        text: example.group
        for example in examples
        for text in (example.pair.premise, example.pair.hypothesis)
        if len(text) <= LONGEST
    }
    return [
        made
        for text, group in sentences.items()
        if (found := find_count(text)) and (made := _example(text, group, found, rng))
    ]


def find_count(text: str) -> re.Match[str] | None:
    """Return the first plain count of things in `text` ("four dogs", "1,200 people")."""
    for found in COUNT.finditer(text):
        value = _value(found["count"])
        if not BOUND.search(text, 0, found.start()) and value > 1 and value not in YEARS:
            return found
    return None


def relation(premise: Told, hypothesis: Told) -> Entailment:
    """Return what a count told one way says of the same count told another way."""
    if premise.high < hypothesis.low or premise.low > hypothesis.high:
        return CONTRADICTS
    if hypothesis.low <= premise.low and premise.high <= hypothesis.high:
        return ENTAILS
    return NEUTRAL


def _example(text: str, group: str, found: re.Match[str], rng: random.Random) -> NLIExample | None:
    wanted = rng.choice(list(Entailment))
    value = _varied(_value(found["count"]), rng)
    as_words = found["count"].isalpha() and value < len(WORDS)
    for _ in range(12):
        plain = wanted is not NEUTRAL and rng.random() < 0.6
        premise = _exactly(value, as_words) if plain else _told(value, as_words, rng)
        hypothesis = _told(_near(value, rng), as_words, rng)
        if premise.words != hypothesis.words and relation(premise, hypothesis) is wanted:
            pair = TextPair(_retold(text, found, premise), _retold(text, found, hypothesis))
            return NLIExample(pair, wanted, group=group)
    return None


def _told(value: int, as_words: bool, rng: random.Random) -> Told:
    number = _written(value, as_words)
    return rng.choice(list(_ways(value, number, as_words, rng)))


def _ways(value: int, number: str, as_words: bool, rng: random.Random) -> Iterator[Told]:
    yield _exactly(value, as_words)
    yield Told(f"{rng.choice(('more than', 'over'))} {number}", value + 1, INFINITE)
    yield Told(f"at least {number}", value, INFINITE)
    yield Told(f"{rng.choice(('fewer than', 'less than', 'under'))} {number}", 0, value - 1)
    yield Told(f"{rng.choice(('at most', 'no more than', 'up to'))} {number}", 0, value)
    higher = value + max(1, round(value * rng.uniform(0.1, 0.6)))
    yield Told(f"between {number} and {_written(higher, as_words)}", value, higher)


def _exactly(value: int, as_words: bool) -> Told:
    return Told(_written(value, as_words), value, value)


def _varied(value: int, rng: random.Random) -> int:
    """Replace most small counts: half of all captions are about two of something."""
    if value > SMALL or rng.random() < 0.3:
        return value
    return round(2 ** rng.uniform(1, 11))


def _near(value: int, rng: random.Random) -> int:
    if rng.random() < 0.3:
        return value
    spread = max(2, round(value * rng.uniform(0.1, 1.0)))
    return max(2, value + rng.randint(-spread, spread))


def _written(value: int, as_words: bool) -> str:
    return WORDS[value] if as_words and value < len(WORDS) else f"{value:,}"


def _value(count: str) -> int:
    return WORDS.index(count.lower()) if count.isalpha() else int(count.replace(",", ""))


def _retold(text: str, found: re.Match[str], told: Told) -> str:
    words = told.words if found.start() else told.words[:1].upper() + told.words[1:]
    return text[: found.start()] + words + text[found.end() :]
