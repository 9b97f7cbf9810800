"""Grades: each one reached by a small case, up to the boundaries between them."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pytest
from conftest import make_claim, make_source
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.errors import AttribError
from attrib.matrix.schemes import LETTERS, SCHEMES, grade_claims, grade_sources
from attrib.matrix.standings import find_standings
from attrib.records import (
    Credibility,
    Kind,
    Position,
    Proposition,
    Source,
    SourceKind,
    Stance,
    Standing,
)

YES, NO = Stance.ASSERTS, Stance.DENIES
# By the first letter of a source's id.
KINDS = {
    "r": SourceKind.RESCUER, "m": SourceKind.MEDIC, "w": SourceKind.WITNESS,
    "a": SourceKind.PARTY, "o": SourceKind.OFFICIAL, "n": SourceKind.UNNAMED,
    "u": SourceKind.UNKNOWN,
}  # fmt: skip


def side(source: str, stance: Stance = YES, *, own: bool = False, origin: str = "") -> Position:
    """Take a side; the claim is numbered by `about`."""
    return Position(source, stance, (), 0.9, origin or source, own)


def about(
    *propositions: Sequence[Position], support: float | None = None
) -> tuple[list[Proposition], list[Standing]]:
    """Make rivals of one issue, with the claims C1, C2, … in the order of the positions."""
    made, claims = [], []
    for number, positions in enumerate(propositions, start=1):
        placed = []
        for one in positions:
            claims.append(make_claim(f"C{len(claims) + 1}", source=one.source, stance=one.stance))
            placed.append(
                Position(one.source, one.stance, (claims[-1].id,), 0.9, one.origin, one.interested)
            )
        made.append(Proposition(f"P{number}", "I1", "it", Kind.FACT, tuple(placed), support))
    return made, list(find_standings(made, claims, ()))


def source(id: str) -> Source:
    return make_source(id, kind=KINDS[id[0]])


def known(id: str, mean: float | None, low: float | None, high: float | None) -> Credibility:
    return Credibility(id, mean, low, high, 5, mean)


def grades(
    *propositions: Sequence[Position],
    scheme: str = "airwars",
    support: float | None = None,
    credibility: Sequence[Credibility] = (),
) -> list[str | None]:
    made, standings = about(*propositions, support=support)
    sources = [source(id) for id in sorted({p.source for one in made for p in one.positions})]
    return [s.grade for s in grade_claims(standings, made, sources, credibility, scheme=scheme)]


def test_airwars_one_source_is_weak() -> None:
    assert grades([side("r1")]) == ["weak"]


def test_airwars_two_credible_sources_are_fair() -> None:
    assert grades([side("r1"), side("m1")]) == ["fair", "fair"]


@pytest.mark.parametrize("other", ["a1", "n1", "u1"])
def test_airwars_parties_and_the_nameless_do_not_make_a_claim_fair(other: str) -> None:
    assert grades([side("r1"), side(other)]) == ["weak", "weak"]


def test_airwars_two_credible_supporters_make_anybodys_claim_fair() -> None:
    assert grades([side("n1"), side("r1"), side("m1")]) == ["fair"] * 3


def test_airwars_joint_and_relayed_statements_stay_weak() -> None:
    assert grades([side("r1"), side("m1", origin="r1")]) == ["weak", "weak"]


@pytest.mark.parametrize(("high", "grade"), [(0.49, "weak"), (0.5, "fair")])
def test_airwars_heeds_an_interval_below_one_half(high: float, grade: str) -> None:
    credibility = [known("m1", 0.2, 0.1, high)]
    assert grades([side("r1"), side("m1")], credibility=credibility) == [grade, grade]


def test_airwars_the_undetermined_may_be_credible() -> None:
    credibility = [known("m1", None, None, None)]
    assert grades([side("r1"), side("m1")], credibility=credibility) == ["fair", "fair"]


def test_airwars_what_the_accused_accepts_is_confirmed() -> None:
    assert grades([side("r1"), side("a1", own=True)]) == ["confirmed", "confirmed"]


def test_airwars_an_earlier_denial_does_not_undo_what_the_accused_accepts() -> None:
    sides = [side("r1"), side("a1", NO, own=True), side("a1", own=True)]
    assert grades(sides) == ["confirmed", None, "confirmed"]


def test_airwars_what_a_side_alone_reports_of_itself_is_weak() -> None:
    assert grades([side("a1", own=True)]) == ["weak"]


def test_airwars_the_denial_of_the_accused_is_no_competing_claim() -> None:
    assert grades([side("r1"), side("a1", NO, own=True)]) == ["weak", None]
    assert grades([side("r1"), side("m1"), side("a1", NO, own=True)]) == ["fair", "fair", None]


def test_airwars_an_accused_that_names_another_contests() -> None:
    found = grades([side("r1"), side("m1"), side("a1", NO, own=True)], [side("a1")])
    assert found == ["contested", "contested", None, "contested"]


@pytest.mark.parametrize("other", ["o1", "a1"])
def test_airwars_a_denial_by_anybody_else_contests(other: str) -> None:
    assert grades([side("r1"), side("m1"), side(other, NO)]) == ["contested", "contested", None]


def test_airwars_competing_accounts_are_contested_even_where_one_is_accepted() -> None:
    found = grades([side("r1"), side("a1", own=True)], [side("m1")])
    assert found == ["contested"] * 3


def test_airwars_who_contradicts_itself_contests_itself() -> None:
    assert grades([side("r1"), side("r1", NO), side("m1")]) == ["contested", None, "contested"]


def test_airwars_has_no_grades_for_sources() -> None:
    credibility = [known("r1", 0.95, 0.92, 0.97)]
    assert grade_sources([source("r1")], credibility, scheme="airwars") == (None,)


def number(*positions: Position, support: float | None) -> list[str]:
    found = grades(positions, scheme="admiralty", support=support)
    assert all(grade is not None and grade[0] == "F" for grade in found)
    return [grade[1:] for grade in found if grade]


@pytest.mark.parametrize(
    ("support", "expected"),
    [(1.0, "1"), (0.875, "1"), (0.874, "2"), (0.625, "2"), (0.624, "3"), (0.375, "3"),
     (0.374, "4"), (0.125, "4"), (0.124, "4"), (None, "6")],
)  # fmt: skip
def test_admiralty_number_where_three_agree(support: float | None, expected: str) -> None:
    assert number(side("r1"), side("m1"), side("w1"), support=support) == [expected] * 3


@pytest.mark.parametrize(("support", "expected"), [(1.0, "2"), (0.7, "2"), (0.5, "3")])
def test_admiralty_one_supporter_does_not_confirm(support: float, expected: str) -> None:
    assert number(side("r1"), side("m1"), support=support) == [expected] * 2


@pytest.mark.parametrize(
    ("support", "claim", "denial"),
    [(1.0, "2", "5"), (0.876, "2", "5"), (0.875, "2", "4"), (0.7, "2", "4"), (0.5, "3", "3"),
     (0.2, "4", "3"), (0.1, "5", "3"), (0.0, "5", "3")],
)  # fmt: skip
def test_admiralty_number_of_two_against_one(support: float, claim: str, denial: str) -> None:
    """A contested claim is never a 1, and one without a supporter never above 3."""
    found = number(side("r1"), side("m1"), side("a1", NO), support=support)
    assert found == [claim, claim, denial]


def test_admiralty_nothing_contested_is_confirmed() -> None:
    sides = [side("r1"), side("m1"), side("w1"), side("a1", NO)]
    assert number(*sides, support=0.95) == ["2", "2", "2", "5"]


def test_admiralty_denials_can_be_confirmed() -> None:
    found = number(side("r1", NO), side("m1", NO), side("w1", NO), support=0.1)
    assert found == ["1", "1", "1"]


def test_admiralty_cannot_judge_word_against_word_nor_a_single_voice() -> None:
    assert number(side("r1"), side("a1", NO), support=None) == ["6", "6"]
    assert number(side("r1"), support=0.9) == ["6"]
    assert number(side("r1"), side("m1", origin="r1"), support=0.9) == ["6", "6"]


@pytest.mark.parametrize(
    ("mean", "low", "high", "letter"),
    [
        (0.95, 0.9, 0.98, "A"), (0.95, 0.899, 0.98, "B"),
        (0.775, 0.6, 0.9, "B"), (0.774, 0.6, 0.9, "C"),
        (0.6, 0.4, 0.8, "C"), (0.599, 0.4, 0.8, "D"),
        (0.4, 0.2, 0.6, "D"), (0.399, 0.2, 0.6, "E"), (0.0, 0.0, 0.1, "E"),
        (0.7, 0.4, 0.9, "C"), (0.7, 0.3999, 0.9, "F"), (None, None, None, "F"),
    ],
)  # fmt: skip
def test_admiralty_letter(
    mean: float | None, low: float | None, high: float | None, letter: str
) -> None:
    credibility = [known("r1", mean, low, high)]
    assert grade_sources([source("r1")], credibility, scheme="admiralty") == (letter,)
    assert grades([side("r1")], scheme="admiralty", credibility=credibility) == [f"{letter}6"]


@pytest.mark.parametrize("letter", "ABCDE")
def test_a_source_known_by_its_letter_is_graded_so(letter: str) -> None:
    mean = LETTERS[letter]
    assert mean is not None
    sure = [known("r1", mean, mean - 0.04, mean + 0.04)]
    assert grade_sources([source("r1")], sure, scheme="admiralty") == (letter,)


def test_admiralty_cannot_judge_the_unknown_nor_those_without_an_estimate() -> None:
    sources = [source("u1"), source("r1"), source("m1")]
    credibility = [known("m1", 0.7, 0.6, 0.8), known("u1", 0.7, 0.6, 0.8)]
    assert grade_sources(sources, credibility, scheme="admiralty") == ("F", "F", "C")
    assert LETTERS["F"] is None


def test_admiralty_grades_a_claim_by_source_and_number() -> None:
    credibility = [known("r1", 0.85, 0.7, 0.95), known("m1", 0.5, 0.3, 0.7)]
    found = grades(
        [side("r1"), side("m1")], scheme="admiralty", support=0.7, credibility=credibility
    )
    assert found == ["B2", "D2"]


def test_only_the_grade_of_a_standing_changes() -> None:
    made, standings = about([side("r1"), side("m1"), side("o1", NO)])
    sources = [source(id) for id in ("r1", "m1", "o1")]
    graded = grade_claims(standings, made, sources, (), scheme="airwars")
    assert [s.grade for s in graded] == ["contested", "contested", None]
    assert grade_claims(graded, made, sources, (), scheme="admiralty") == grade_claims(
        standings, made, sources, (), scheme="admiralty"
    )
    assert [(s.claim, s.supported_by, s.contested_by) for s in graded] == [
        (s.claim, s.supported_by, s.contested_by) for s in standings
    ]


def test_an_unknown_scheme_names_those_there_are() -> None:
    expected = "found the grading scheme 'stars'; expected one of airwars, admiralty"
    with pytest.raises(AttribError, match=expected):
        grade_claims((), (), (), (), scheme="stars")
    with pytest.raises(AttribError, match=expected):
        grade_sources((), (), scheme="stars")


SIDES = st.lists(
    st.builds(
        side,
        st.sampled_from(["r1", "m1", "w1", "a1", "o1", "n1", "u1"]),
        st.sampled_from([YES, NO]),
        own=st.booleans(),
    ),
    max_size=5,
)
MEANS = st.dictionaries(st.sampled_from(["r1", "m1", "a1"]), st.floats(0.1, 0.9))


@pytest.mark.parametrize("scheme", SCHEMES)
@settings(max_examples=60, deadline=None)
@given(
    rivals=st.lists(SIDES, min_size=1, max_size=3),
    support=st.none() | st.floats(0, 1),
    means=MEANS,
    dice=st.randoms(use_true_random=False),
)
def test_order_changes_no_grade_and_every_grade_is_explained(
    scheme: str,
    rivals: list[list[Position]],
    support: float | None,
    means: Mapping[str, float],
    dice: random.Random,
) -> None:
    made, standings = about(*rivals, support=support)
    sources = [source(id) for id in ("r1", "m1", "w1", "a1", "o1", "n1", "u1")]
    credibility = [known(id, mean, mean - 0.1, mean + 0.1) for id, mean in means.items()]
    graded = grade_claims(standings, made, sources, credibility, scheme=scheme)
    shuffled = [
        Proposition(
            p.id,
            p.issue,
            p.text,
            p.kind,
            tuple(dice.sample(p.positions, len(p.positions))),
            p.support,
        )
        for p in dice.sample(made, len(made))
    ]
    again = grade_claims(
        standings, shuffled, dice.sample(sources, len(sources)), credibility[::-1], scheme=scheme
    )
    assert again == graded
    given_grades = [s.grade for s in graded] + list(
        grade_sources(sources, credibility, scheme=scheme)
    )
    for grade in filter(None, given_grades):
        parts = grade if scheme == "admiralty" else [grade]
        assert set(parts) <= SCHEMES[scheme].meanings.keys()
        assert grade != "discounted"
