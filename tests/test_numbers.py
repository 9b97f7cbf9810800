"""Numbers of a pair of claims: which clash, which agree, and which are of two events."""

from __future__ import annotations

import pytest

from attrib.quantities import find_quantities
from attrib.records import Attribution, Claim, Pair, Span, Stance
from attrib.verdicts.numbers import do_numbers_agree, do_numbers_clash

CLASHES: list[tuple[str, str, float, bool]] = [
    ("nine herders were killed", "nobody was killed", 0.5, True),
    ("nine herders were killed", "four herders were killed", 0.2, True),
    ("nine herders were killed", "four herders were killed", 0.1, False),
    # one of the two names a place, or neither says what happened: more has to tie them
    ("nine were killed in Marun", "four people were killed", 0.5, True),
    ("nine were killed in Marun", "four people were killed", 0.3, False),
    ("the convoy of 60 lorries", "a convoy of 12 lorries", 0.5, True),
    ("the convoy of 60 lorries", "a depot with 12 lorries", 0.3, False),
    # the losses of one side are not the toll
    ("40 soldiers were killed", "four people were killed", 0.3, False),
    # both numbers stand on one side
    ("three of the eleven tanks burned", "three tanks burned", 0.5, False),
    # a bare number in place of another
    ("41", "three herders were killed", 0.2, True),
    ("the figure as 96", "212 bakers had stayed away", 0.2, True),
    ("41", "41 herders were killed", 0.2, False),
    ("92,400", "90,000 tonnes", 0.2, False),
    ("41", "two people were killed and 40 000 displaced", 0.2, False),
    ("41", "three herders were killed", 0.0, False),
]


@pytest.mark.parametrize(("a", "b", "affinity", "expected"), CLASHES)
def test_numbers_clash(a: str, b: str, affinity: float, expected: bool) -> None:
    """The less a count says of itself, the more alike the claims must be."""
    assert do_numbers_clash(_pair(a, b, affinity)) is expected


def test_numbers_far_apart_need_more_in_common() -> None:
    """Two tolls in distant sentences may be of two events."""
    words = ("nine herders were killed", "four herders were killed")
    assert not do_numbers_clash(_pair(*words, 0.2, apart=2000))
    assert do_numbers_clash(_pair(*words, 0.4, apart=2000))


def test_a_denied_number_clashes_with_itself() -> None:
    """To deny that 40 had died is against "40 had died", not against "nine had died"."""
    denied = Stance.DENIES
    assert do_numbers_clash(_pair("40 had died", "40 people died", 0.6, stance=denied))
    assert not do_numbers_clash(_pair("40 had died", "nine people died", 0.6, stance=denied))
    assert not do_numbers_agree(_pair("40 had died", "40 people died", 0.6, stance=denied))


def test_numbers_agree_where_the_claims_are_alike() -> None:
    """Equal counts of two events are no agreement."""
    words = ("nine herders were killed", "nine herders died")
    assert do_numbers_agree(_pair(*words, 0.5))
    assert not do_numbers_agree(_pair(*words, 0.1))


def _pair(
    a: str, b: str, affinity: float, *, apart: int = 100, stance: Stance = Stance.ASSERTS
) -> Pair:
    first = _claim("C1", a, start=0, stance=stance)
    return Pair(first, _claim("C2", b, start=apart, stance=Stance.ASSERTS), affinity)


def _claim(id: str, words: str, *, start: int, stance: Stance) -> Claim:
    content = (Span(start, start + len(words)),)
    attribution = Attribution(f"A{id}", source=(), cue=(), content=content)
    return Claim(id, id, stance, words, attribution, find_quantities(words))
