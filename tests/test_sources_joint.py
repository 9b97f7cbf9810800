"""Whom "both" and "the two ministers" stand for: two whom a sentence puts together, or nobody."""

from __future__ import annotations

import pytest
from conftest import marked

from attrib.sources import resolve_sources

SAID = "{said} <the lock was shut>."
TALKS = "Foreign Minister Dana Wirrel discussed the lock with"


def names(*lines: str) -> list[str]:
    """The names of the sources of the last attribution, in the order of the sources."""
    article, attributions = marked(*lines)
    made = resolve_sources(article, attributions)
    return [source.name for source in made if attributions[-1].id in source.attributions]


@pytest.mark.parametrize(
    ("before", "mention", "expected"),
    [
        (f"{TALKS} her Valdorian counterpart.", "Both", ["Dana Wirrel", "Valdorian counterpart"]),
        (f"{TALKS} Kai Orr.", "The two", ["Dana Wirrel", "Kai Orr"]),
        ("Dana Wirrel met Kai Orr in Fenn.", "They both", ["Dana Wirrel", "Kai Orr"]),
        ("Dana Wirrel met the mayor in Fenn.", "Both", ["Dana Wirrel", "mayor"]),
        ("Dana Wirrel and Kai Orr came late.", "Neither", ["Dana Wirrel", "Kai Orr"]),
        ("Dana Wirrel and Kai Orr came late.", "Neither woman", ["Dana Wirrel", "Kai Orr"]),
        ("Gov. Dana Wirrel met Gov. Kai Orr.", "The two leaders", ["Dana Wirrel", "Kai Orr"]),
        ("Gov. Dana Wirrel met Gov. Kai Orr.", "The leaders", ["Dana Wirrel", "Kai Orr"]),
        ("Valdoria and Corvia signed the pact.", "Both sides", ["Valdoria", "Corvia"]),
        ("A pact between Valdoria and Corvia is due.", "Both", ["Valdoria", "Corvia"]),
        ("The army and the rebels have a truce.", "The two sides", ["army", "rebels"]),
        ("Valdoria and Corvia sent Dana Wirrel.", "Both countries", ["Valdoria", "Corvia"]),
    ],
)
def test_a_joint_pronoun_is_the_two_of_the_sentence_before(
    before: str, mention: str, expected: list[str]
) -> None:
    assert names(before, f"[{mention}] {SAID}") == expected


@pytest.mark.parametrize(
    ("before", "mention"),
    [
        ("The storm hit Valdoria and Corvia.", "Both"),
        ("Dana Wirrel met Kai Orr and Mira Stoy.", "Both"),
        ("Dana Wirrel came late.", "The two"),
        ("Valdoria and Corvia sent Dana Wirrel and Kai Orr.", "Both sides"),
        ("Dana Wirrel met Kai Orr. It rained all day. The lock was old.", "Both men"),
        ("It rained in Fenn.", "Neither"),
    ],
)
def test_a_joint_pronoun_without_a_plain_pair_is_unknown(before: str, mention: str) -> None:
    assert names(before, f"[{mention}] {SAID}") == ["unknown"]


def test_two_who_spoke_in_the_sentence_before_are_both() -> None:
    union = "[The harbour union] {said} <it was shut>"
    assert names(union, "and [the keepers] {said} <it was open>.", f"[Both] {SAID}") == [
        "harbour union",
        "keepers",
    ]


def test_a_noun_describes_two_of_whom_nothing_is_known() -> None:
    assert names("It rained in Fenn.", f"[The two divers] {SAID}") == ["divers"]
