"""Parts of a set of premise–hypothesis pairs that are scored apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from attrib.corpora import NLIExample
from attrib.evaluation.scores import Floats

NEGATION = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|"
    r"den(?:y|ies|ied|ying|ials?))\b|n['’]t\b",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|"
    r"seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|dozens?|hundreds?|"
    r"thousands?|[mb]illions?)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"\w+(?:['’]\w+)*")
# Thirds of MultiNLI's development set, matched (Williams et al. 2018).
SHORT, LONG = 21, 34
LOW, HIGH = 0.4, 0.6
MOST_VALUES = 30

Bools = NDArray[np.bool_]


def slice_pairs(examples: Sequence[NLIExample]) -> dict[str, Bools]:
    """Return which pairs are in each slice, by its name: shape (pairs,).

    ``negation``: the hypothesis holds a negation. ``number``: either text holds a numeral, or a
    number word from two upwards. ``short``, ``medium``, ``long``: premise and hypothesis together
    have at most 21 words, at most 34, or more. ``low overlap``, ``medium overlap``, ``high
    overlap``: at most 40 % of the hypothesis' different words stand in the premise, at most 60 %,
    or more. ``genre: travel``: the column of that name has that value; of a column with many
    values the 30 most frequent are slices, and a pair without a value is in none.
    """
    return {
        **_with_and_without("negation", [_is_negated(example) for example in examples]),
        **_with_and_without("number", [_has_number(example) for example in examples]),
        **_lengths(np.array([_length(example) for example in examples])),
        **_overlaps(np.array([_overlap(example) for example in examples])),
        **{
            f"{column}: {value}": np.array([e.columns.get(column) == value for e in examples])
            for column, values in _values(examples)
            for value in values[:MOST_VALUES]
        },
    }


def describe_slices(examples: Sequence[NLIExample]) -> tuple[str, ...]:
    """Return a sentence for each column with more values than are slices."""
    return tuple(
        f"{column} has {len(values)} values; the {MOST_VALUES} most frequent are slices"
        for column, values in _values(examples)
        if len(values) > MOST_VALUES
    )


def _with_and_without(name: str, holds: list[bool]) -> dict[str, Bools]:
    mask = np.array(holds, dtype=bool)
    return {name: mask, f"no {name}": ~mask}


def _is_negated(example: NLIExample) -> bool:
    return NEGATION.search(example.pair.hypothesis) is not None


def _has_number(example: NLIExample) -> bool:
    pair = example.pair
    return any(NUMBER.search(text) for text in (pair.premise, pair.hypothesis))


def _length(example: NLIExample) -> int:
    return len(_words(example.pair.premise)) + len(_words(example.pair.hypothesis))


def _lengths(words: Floats) -> dict[str, Bools]:
    short, long = words <= SHORT, words > LONG
    return {"short": short, "medium": ~short & ~long, "long": long}


def _overlap(example: NLIExample) -> float:
    """The share of the hypothesis' different words that stand in the premise; 0 without words."""
    premise, hypothesis = set(_words(example.pair.premise)), set(_words(example.pair.hypothesis))
    return len(hypothesis & premise) / max(1, len(hypothesis))


def _overlaps(share: Floats) -> dict[str, Bools]:
    low, high = share <= LOW, share > HIGH
    return {"low overlap": low, "medium overlap": ~low & ~high, "high overlap": high}


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _values(examples: Sequence[NLIExample]) -> Iterator[tuple[str, list[str]]]:
    """Yield each column with its values, the most frequent first, then by name."""
    for column in dict.fromkeys(column for example in examples for column in example.columns):
        counts = Counter(e.columns[column] for e in examples if e.columns.get(column))
        yield column, sorted(counts, key=lambda value: (-counts[value], value))
