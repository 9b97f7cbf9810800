"""Who was struck: fighters on one side, and a denial or a target that leaves room for it."""

from __future__ import annotations

import pytest
from conftest import make_claim

from attrib.records import Pair, Stance
from attrib.verdicts.victims import are_other_victims

ON_REBELS = "jets struck rebel positions near Orm, killing at least 25"
ON_HOMES = "jets struck homes beside a rebel base, killing at least 25"


def are_other(a: str, b: str, stance: Stance = Stance.ASSERTS) -> bool:
    """Ask in both orders, the second one's stance told."""
    first, second = make_claim("C1", a), make_claim("C2", b, stance=stance)
    asked = [are_other_victims(Pair(*pair, 0.5)) for pair in ((first, second), (second, first))]
    assert asked[0] is asked[1]
    return asked[0]


@pytest.mark.parametrize("denied", ["any attack on civilians", "its jets had killed civilians"])
def test_a_denial_about_civilians_leaves_fighters(denied: str) -> None:
    assert are_other(ON_REBELS, denied, Stance.DENIES)
    assert not are_other(ON_HOMES, denied, Stance.DENIES)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (ON_REBELS, "its targets were militant hideouts"),
        (ON_REBELS, "we do not attack civilians"),
        ("the shelling killed nine militants", "no civilian was hit"),
        ("a drone hit a convoy of militants", "the army targets terrorists and nobody else"),
    ],
)
def test_both_can_hold(a: str, b: str) -> None:
    assert are_other(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (ON_HOMES, "its targets were militant hideouts"),
        (ON_HOMES, "we do not attack civilians"),
        ("jets struck a market", "its targets were militant hideouts"),
        ("jets struck Orm, killing at least 25", "its targets were militant hideouts"),
        # nobody's target, or no harm done to anybody
        (ON_REBELS, "no rebel position was struck"),
        (ON_REBELS, "the militants fired first"),
        ("the rebels run the town", "we do not attack civilians"),
        (ON_REBELS, "civilians were killed"),
    ],
)
def test_they_may_contradict(a: str, b: str) -> None:
    assert not are_other(a, b)


def test_a_denial_of_the_strike_itself_leaves_nothing() -> None:
    assert not are_other(ON_REBELS, "striking rebel positions", Stance.DENIES)
