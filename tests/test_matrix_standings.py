"""Standings: who sides with a claim and who stands against it, worked by hand."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from conftest import make_claim
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.matrix.standings import find_standings
from attrib.records import Kind, Position, Proposition, Relation, Stance, Standing, Status, Verdict

YES, NO, UNSURE = Stance.ASSERTS, Stance.DENIES, Stance.UNCOMMITTED
UPDATES, CONTRADICTS = Relation.UPDATES, Relation.CONTRADICTS


def position(source: str, stance: Stance, *claims: int, origin: str | None = None) -> Position:
    return Position(source, stance, tuple(f"C{n}" for n in claims), 0.9, origin or source)


def proposition(id: str, *positions: Position, issue: str = "I1") -> Proposition:
    return Proposition(id, issue, f"the text of {id}", Kind.FACT, positions)


def verdict(a: int, b: int, relation: Relation) -> Verdict:
    return Verdict(f"C{a}", f"C{b}", relation, Kind.NUMBER, 0.9)


def standings_of(
    *propositions: Proposition, verdicts: Sequence[Verdict] = (), claims: Sequence[int] = ()
) -> tuple[Standing, ...]:
    """Give each claim of the positions its standing, in the order of `claims` or their numbers."""
    found = {c: p for one in propositions for p in one.positions for c in p.claims}
    order = [f"C{n}" for n in claims] or sorted(found, key=lambda id: int(id[1:]))
    made = [make_claim(id, source=found[id].source, stance=found[id].stance) for id in order]
    return find_standings(propositions, made, verdicts)


def seen(standings: Sequence[Standing]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(one.status.value, one.supported_by, one.contested_by) for one in standings]


def test_what_one_source_says_is_single_source() -> None:
    (found,) = standings_of(proposition("P1", position("a", YES, 1)))
    assert found == Standing("C1", "P1", Status.SINGLE_SOURCE)


def test_a_source_that_repeats_itself_stays_single() -> None:
    found = standings_of(proposition("P1", position("a", YES, 1, 2)))
    assert seen(found) == [("single source", (), ())] * 2


def test_sources_without_overlap_are_single_each() -> None:
    found = standings_of(
        proposition("P1", position("a", YES, 1)),
        proposition("P2", position("b", YES, 2), issue="I2"),
    )
    assert seen(found) == [("single source", (), ())] * 2
    assert [one.proposition for one in found] == ["P1", "P2"]


@pytest.mark.parametrize("stance", [YES, NO])
def test_where_all_agree_each_is_supported_by_the_others(stance: Stance) -> None:
    found = standings_of(
        proposition("P1", *(position(s, stance, n) for n, s in ((1, "a"), (2, "b"), (3, "c"))))
    )
    assert seen(found) == [
        ("corroborated", ("b", "c"), ()),
        ("corroborated", ("a", "c"), ()),
        ("corroborated", ("a", "b"), ()),
    ]


def test_a_claim_and_its_denial_contest_each_other() -> None:
    found = standings_of(proposition("P1", position("a", YES, 1), position("b", NO, 2)))
    assert seen(found) == [("contested", (), ("b",)), ("contested", (), ("a",))]


def test_support_does_not_end_a_contest() -> None:
    found = standings_of(
        proposition("P1", position("a", YES, 1), position("b", NO, 2), position("c", YES, 3))
    )
    assert seen(found) == [
        ("contested", ("c",), ("b",)),
        ("contested", (), ("a", "c")),
        ("contested", ("a",), ("b",)),
    ]


def test_the_uncommitted_have_no_standing_and_give_none() -> None:
    found = standings_of(proposition("P1", position("a", YES, 1), position("b", UNSURE, 2)))
    assert found == (Standing("C1", "P1", Status.SINGLE_SOURCE),)


def test_a_claim_without_a_proposition_has_no_standing() -> None:
    claims = [make_claim("C1", source="a"), make_claim("C2", source="b")]
    found = find_standings([proposition("P1", position("b", YES, 2))], claims, ())
    assert [one.claim for one in found] == ["C2"]


def test_standings_and_names_are_in_the_order_of_the_claims() -> None:
    one = proposition("P1", position("a", YES, 1), position("b", YES, 2), position("c", YES, 3))
    found = standings_of(one, claims=(3, 1, 2))
    assert [(s.claim, s.supported_by) for s in found] == [
        ("C3", ("a", "b")), ("C1", ("c", "b")), ("C2", ("c", "a")),
    ]  # fmt: skip


def test_joint_sources_are_one_voice_and_no_support_of_each_other() -> None:
    found = standings_of(
        proposition(
            "P1",
            position("a", YES, 1),
            position("b", YES, 2, origin="a"),
            position("c", NO, 3),
        )
    )
    assert seen(found) == [
        ("contested", (), ("c",)),
        ("contested", (), ("c",)),
        ("contested", (), ("a",)),
    ]


def test_whoever_relays_a_statement_does_not_support_it() -> None:
    found = standings_of(
        proposition(
            "P1", position("ministry", YES, 1), position("paper", YES, 2, origin="ministry")
        )
    )
    assert seen(found) == [("single source", (), ())] * 2


def test_what_several_relay_counts_once_and_bears_the_name_of_the_first() -> None:
    one = proposition(
        "P1",
        position("x", YES, 4, origin="ministry"),
        position("y", YES, 2, origin="ministry"),
        position("z", YES, 3),
    )
    assert seen(standings_of(one)) == [
        ("corroborated", ("z",), ()),
        ("corroborated", ("y",), ()),
        ("corroborated", ("z",), ()),
    ]


def test_an_origin_is_named_itself_where_it_speaks_too() -> None:
    one = proposition(
        "P1",
        position("x", YES, 1, origin="ministry"),
        position("ministry", YES, 2),
        position("z", YES, 3),
    )
    assert standings_of(one)[2].supported_by == ("ministry",)


def test_a_voice_comes_where_its_first_claim_does() -> None:
    """Of C4 and C1, by which a takes its position, C4 stands first in the text, C2 next."""
    one = proposition("P1", position("b", YES, 2), position("a", YES, 1, 4), position("c", YES, 3))
    assert standings_of(one, claims=(4, 2, 1, 3))[3].supported_by == ("a", "b")


def test_an_origin_is_named_itself_only_for_the_side_that_it_takes() -> None:
    one = proposition(
        "P1",
        position("x", YES, 1, origin="ministry"),
        position("ministry", NO, 2),
        position("z", YES, 3),
    )
    assert seen(standings_of(one)) == [
        ("contested", ("z",), ("ministry",)),
        ("contested", (), ("x", "z")),
        ("contested", ("x",), ("ministry",)),
    ]


def test_whoever_relays_the_relayer_is_no_support() -> None:
    one = proposition("P1", position("x", YES, 1, origin="m"), position("y", YES, 2, origin="x"))
    assert seen(standings_of(one)) == [("single source", (), ())] * 2


def test_nobody_is_named_twice() -> None:
    one = proposition(
        "P1",
        position("x", YES, 1),
        position("x", YES, 2, origin="ministry"),
        position("z", NO, 3),
    )
    assert seen(standings_of(one)) == [
        ("contested", (), ("z",)),
        ("contested", (), ("z",)),
        ("contested", (), ("x",)),
    ]


def test_a_source_that_contradicts_itself_contests_itself() -> None:
    found = standings_of(proposition("P1", position("a", YES, 1), position("a", NO, 2)))
    assert seen(found) == [("contested", (), ("a",))] * 2


def test_rivals_contest_each_other() -> None:
    found = standings_of(
        proposition("P1", position("a", YES, 1), position("b", YES, 2)),
        proposition("P2", position("c", YES, 3)),
    )
    assert seen(found) == [
        ("contested", ("b",), ("c",)),
        ("contested", ("a",), ("c",)),
        ("contested", (), ("a", "b")),
    ]


def test_a_source_with_two_rival_accounts_contests_itself() -> None:
    found = standings_of(
        proposition("P1", position("a", YES, 1)), proposition("P2", position("a", YES, 2))
    )
    assert seen(found) == [("contested", (), ("a",))] * 2


def test_whoever_denies_a_rival_takes_no_side() -> None:
    """C1 asserts P1, and c, who denies P1, neither helps nor hinders b, who asserts P2."""
    found = standings_of(
        proposition("P1", position("a", YES, 1), position("c", NO, 3)),
        proposition("P2", position("b", YES, 2)),
    )
    assert seen(found) == [
        ("contested", (), ("b", "c")),
        ("contested", (), ("a",)),
        ("contested", (), ("a",)),
    ]


TOLLS = (
    proposition("P5", position("a", YES, 1)),
    proposition("P9", position("b", YES, 2)),
    proposition("P14", position("c", YES, 3)),
)


def test_a_rising_toll_is_superseded_and_not_contested() -> None:
    """5 → 9 → 14, where nobody compared 5 with 14."""
    found = standings_of(*TOLLS, verdicts=[verdict(1, 2, UPDATES), verdict(2, 3, UPDATES)])
    assert found == (
        Standing("C1", "P5", Status.SUPERSEDED, superseded_by="C2"),
        Standing("C2", "P9", Status.SUPERSEDED, superseded_by="C3"),
        Standing("C3", "P14", Status.SINGLE_SOURCE),
    )


def test_the_first_update_is_named_whatever_the_order_of_the_verdicts() -> None:
    verdicts = [verdict(1, 3, UPDATES), verdict(2, 3, UPDATES), verdict(1, 2, UPDATES)]
    found = standings_of(*TOLLS, verdicts=verdicts)
    assert [one.superseded_by for one in found] == ["C2", "C3", None]


def test_two_updates_of_one_toll_still_contest_each_other() -> None:
    found = standings_of(*TOLLS, verdicts=[verdict(1, 2, UPDATES), verdict(1, 3, UPDATES)])
    assert seen(found) == [
        ("superseded", (), ()),
        ("contested", (), ("c",)),
        ("contested", (), ("b",)),
    ]


def test_updates_in_a_circle_come_to_an_end() -> None:
    verdicts = [verdict(1, 2, UPDATES), verdict(2, 3, UPDATES), verdict(3, 1, UPDATES)]
    found = standings_of(*TOLLS, verdicts=verdicts)
    assert [(one.superseded_by, one.contested_by) for one in found] == [
        ("C2", ()), ("C3", ()), ("C1", ()),
    ]  # fmt: skip


def test_a_superseded_claim_keeps_its_supporters_and_opponents() -> None:
    found = standings_of(
        proposition("P5", position("a", YES, 1), position("b", YES, 2), position("c", NO, 3)),
        proposition("P9", position("d", YES, 4)),
        verdicts=[verdict(1, 4, UPDATES)],
    )
    assert found[0] == Standing("C1", "P5", Status.SUPERSEDED, ("b",), ("c",), "C4")


def test_the_update_spares_others_of_the_same_toll_from_a_contest() -> None:
    found = standings_of(
        proposition("P5", position("a", YES, 1), position("b", YES, 2)),
        proposition("P9", position("d", YES, 3)),
        verdicts=[verdict(1, 3, UPDATES)],
    )
    assert seen(found)[1:] == [("corroborated", ("a",), ()), ("single source", (), ())]


def test_who_keeps_to_the_old_toll_against_the_new_one_contests_it() -> None:
    found = standings_of(
        proposition("P5", position("a", YES, 1), position("b", YES, 3)),
        proposition("P9", position("d", YES, 2)),
        verdicts=[verdict(1, 2, UPDATES), verdict(2, 3, CONTRADICTS)],
    )
    assert seen(found) == [
        ("superseded", ("b",), ()),
        ("contested", (), ("b",)),
        ("contested", ("a",), ("d",)),
    ]


@pytest.mark.parametrize("relation", [r for r in Relation if r is not UPDATES])
def test_no_other_verdict_spares_a_rival(relation: Relation) -> None:
    found = standings_of(*TOLLS[:2], verdicts=[verdict(1, 2, relation)])
    assert seen(found) == [("contested", (), ("b",)), ("contested", (), ("a",))]


def test_nothing_gives_nothing() -> None:
    assert find_standings((), (), ()) == ()


CELLS = st.lists(
    st.tuples(
        st.sampled_from("abcd"), st.sampled_from([YES, NO, UNSURE]), st.sampled_from("abcd"),
        st.integers(0, 3),
    ),
    min_size=1,
    max_size=10,
    unique=True,
)  # fmt: skip
LINKS = st.lists(
    st.tuples(st.integers(1, 10), st.integers(1, 10), st.sampled_from([UPDATES, CONTRADICTS])),
    max_size=6,
)


def scene(
    cells: Sequence[tuple[str, Stance, str, int]], links: Sequence[tuple[int, int, Relation]]
) -> tuple[list[Proposition], list[Verdict]]:
    """Put claim n into the n-th cell's proposition; two propositions are on each issue."""
    propositions = [
        proposition(
            f"P{number}",
            *(
                position(source, stance, n, origin=origin)
                for n, (source, stance, origin, where) in enumerate(cells, start=1)
                if where == number
            ),
            issue=f"I{number % 2}",
        )
        for number in range(4)
    ]
    last = len(cells)
    return propositions, [verdict(a, b, r) for a, b, r in links if max(a, b) <= last and a != b]


@settings(max_examples=60, deadline=None)
@given(CELLS, LINKS, st.randoms(use_true_random=False))
def test_the_order_of_propositions_positions_and_verdicts_changes_nothing(
    cells: list[tuple[str, Stance, str, int]],
    links: list[tuple[int, int, Relation]],
    dice: random.Random,
) -> None:
    propositions, verdicts = scene(cells, links)
    shuffled = [
        proposition(p.id, *dice.sample(p.positions, len(p.positions)), issue=p.issue)
        for p in dice.sample(propositions, len(propositions))
    ]
    again = standings_of(*shuffled, verdicts=dice.sample(verdicts, len(verdicts)))
    assert again == standings_of(*propositions, verdicts=verdicts)


@settings(max_examples=60, deadline=None)
@given(CELLS, LINKS)
def test_a_standing_is_what_its_voices_make_it(
    cells: list[tuple[str, Stance, str, int]], links: list[tuple[int, int, Relation]]
) -> None:
    propositions, verdicts = scene(cells, links)
    for one in standings_of(*propositions, verdicts=verdicts):
        source, _, origin, _ = cells[int(one.claim[1:]) - 1]
        assert not {source, origin} & set(one.supported_by)
        for names in (one.supported_by, one.contested_by):
            assert len(set(names)) == len(names)
        expected = (
            Status.SUPERSEDED if one.superseded_by
            else Status.CONTESTED if one.contested_by
            else Status.CORROBORATED if one.supported_by
            else Status.SINGLE_SOURCE
        )  # fmt: skip
        assert one.status is expected
