"""Rivals: one deed told of two doers, and what only looks like it."""

from __future__ import annotations

import pytest
from conftest import ENTAILS, FakeJudge, make_claim

from attrib.records import Pair, Source, SourceKind
from attrib.verdicts import read_pairs
from attrib.verdicts.rivals import are_rivals

REBELS = "the rebels shelled the bakery in Ovel"


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (REBELS, "the army shelled the bakery in Ovel"),
        (REBELS, "the army had shelled the bakery in Ovel"),
        (REBELS, "the bakery in Ovel was shelled by the army"),
        ("gunmen from Tarn attacked the convoy", "soldiers attacked the convoy"),
        ("the clerk leaked the memo", "the memo had been leaked by the mayor"),
    ],
)
def test_one_deed_of_two_doers(a: str, b: str) -> None:
    assert are_rivals(a, b) and are_rivals(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (REBELS, "the rebels had shelled the bakery in Ovel"),
        (REBELS, "rebels of the Tarn front shelled the bakery in Ovel"),
        (REBELS, "the army shelled the harbour at Sill"),
        (REBELS, "the army bombed the bakery in Ovel"),
        (REBELS, "the bakery in Ovel was shelled"),
        (REBELS, "it shelled the bakery in Ovel"),
        ("the bakery was closed", "the mill was closed"),
    ],
)
def test_what_is_no_rival_account(a: str, b: str) -> None:
    assert not are_rivals(a, b) and not are_rivals(b, a)


def test_rival_accounts_that_a_judge_takes_for_one_contradict() -> None:
    a, b = make_claim("C1", REBELS), make_claim("C2", "the army shelled the bakery in Ovel")
    sources = (Source("S1", "army", SourceKind.UNKNOWN, (), ()),)
    judge = FakeJudge({(a.proposition, b.proposition): ENTAILS})
    [(reading, _)] = read_pairs((Pair(a, b, 0.5),), sources, judge=judge)
    assert reading.contradiction == ENTAILS.entailment
    assert reading.entailment < 0.5
