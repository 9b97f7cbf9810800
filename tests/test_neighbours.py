"""Neighbours: what other pairs of an article say of a pair, by hand on four claims."""

from __future__ import annotations

import math

import pytest
from conftest import make_claim

from attrib.records import Claim, Pair, Relation
from attrib.verdicts import AROUND
from attrib.verdicts.neighbours import look_around

A, B, C = (make_claim(f"C{n}", source=f"S{n}") for n in (1, 2, 3))
AGAIN = make_claim("C4", source="S1")


def likely(contradicts: float, corroborates: float) -> dict[Relation, float]:
    rest = 1 - contradicts - corroborates
    return {
        Relation.CONTRADICTS: contradicts,
        Relation.CORROBORATES: corroborates,
        Relation.UNRELATED: rest,
    }


def around(*known: tuple[Claim, Claim, float, float]) -> list[dict[str, float]]:
    pairs = [Pair(a, b, 0.5) for a, b, *_ in known]
    probabilities = [likely(against, along) for _, _, against, along in known]
    rows = look_around(pairs, probabilities, probabilities)
    return [dict(zip(AROUND, row, strict=True)) for row in rows]


def test_a_pair_has_what_the_first_weighing_made_of_it() -> None:
    (row,) = around((A, B, 0.8, 0.1))
    assert row["contradicts"] == pytest.approx(math.log(0.8 / 0.2))
    assert row["corroborates"] == pytest.approx(math.log(0.1 / 0.9))
    others = ("enemy_of_friend", "shared_enemy", "shared_friend", "same_speakers")
    assert [row[name] for name in others] == [0.0] * 4


def test_nothing_is_surer_than_a_thousand_to_one() -> None:
    (row,) = around((A, B, 1.0, 0.0))
    assert row["contradicts"] == pytest.approx(math.log(999))
    assert row["corroborates"] == pytest.approx(-math.log(999))


def test_a_third_claim_ties_two_by_its_weaker_link() -> None:
    *_, last = around((A, C, 0.7, 0.1), (B, C, 0.2, 0.6), (A, B, 0.0, 0.0))
    # through C: A against C and C with B, min(0.7, 0.6); A with C and C against B, min(0.1, 0.2)
    assert last["enemy_of_friend"] == 0.6
    assert last["shared_enemy"] == 0.2
    assert last["shared_friend"] == 0.1


def test_another_pair_of_the_same_speakers_counts_and_the_pair_itself_does_not() -> None:
    first, second = around((A, B, 0.9, 0.0), (AGAIN, B, 0.3, 0.0))
    assert (first["same_speakers"], second["same_speakers"]) == (0.3, 0.9)


def test_one_speaker_s_claims_tie_others_as_any_two_do() -> None:
    pairs = [Pair(A, AGAIN, 0.5), Pair(A, B, 0.5), Pair(AGAIN, B, 0.5)]
    own = [likely(0.0, 0.0), likely(0.8, 0.0), likely(0.1, 0.0)]
    apart = [likely(0.0, 0.7), *own[1:]]
    rows = [dict(zip(AROUND, row, strict=True)) for row in look_around(pairs, own, apart)]
    assert rows[2]["enemy_of_friend"] == 0.7
    assert rows[0]["same_speakers"] == 0.0
    assert rows[0]["corroborates"] == pytest.approx(-math.log(999))


def test_no_pairs_no_rows() -> None:
    assert look_around((), (), ()) == []
