"""Outlets: what they carry, counted and compared as if they said it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from conftest import make_claim, make_source

from attrib.matrix import assess, compare_outlets
from attrib.matrix.estimates import estimate
from attrib.records import (
    Article,
    Credibility,
    Kind,
    Outlet,
    Position,
    Proposition,
    Relation,
    Source,
    SourceKind,
    Stance,
    Verdict,
)

AGAINST, WITH, UPDATES = Relation.CONTRADICTS, Relation.CORROBORATES, Relation.UPDATES
STANCES = {"+": Stance.ASSERTS, "-": Stance.DENIES, "?": Stance.UNCOMMITTED}
NOTHING = (None, None, None)


def compared(told: str, *verdicts: tuple[int, int, Relation]) -> tuple[Outlet, ...]:
    """Compare the outlets of claims, one a word: "a+North1" is a, asserting, in North's article 1.

    An article of no outlet has a number alone: "a+1".
    """
    rows = [(word[0], word[1], word[2:]) for word in told.split()]
    claims = [
        make_claim(f"C{n}", source=source, stance=STANCES[sign])
        for n, (source, sign, _) in enumerate(rows, start=1)
    ]
    articles = {place: Article(place, "", (), outlet=place[:-1] or None) for _, _, place in rows}
    article_of = {f"C{n}": articles[place] for n, (_, _, place) in enumerate(rows, start=1)}
    sources = [make_source(letter) for letter in sorted({source for source, _, _ in rows})]
    found = [Verdict(f"C{a}", f"C{b}", relation, Kind.FACT, 0.9) for a, b, relation in verdicts]
    return compare_outlets(assess(sources, claims, found), article_of)


def counted(outlets: Sequence[Outlet]) -> Mapping[str, tuple[int, int, int, int]]:
    return {
        one.name: (one.articles, one.claims, one.corroborated, one.contested) for one in outlets
    }


def outlet(outlets: Sequence[Outlet], name: str) -> Outlet:
    (found,) = (one for one in outlets if one.name == name)
    return found


def voices(outlets: Sequence[Outlet]) -> Mapping[str, int]:
    """Return how many other outlets each is compared with."""
    return {one.name: one.credibility.n for one in outlets}


def test_no_articles_have_no_outlets() -> None:
    assert compare_outlets(assess((), (), ()), {}) == ()


def test_outlets_are_in_the_order_of_their_names() -> None:
    found = compared("a+West1 b+East1 c+North1")
    assert [one.name for one in found] == ["East", "North", "West"]
    assert [one.credibility.source for one in found] == ["East", "North", "West"]


def test_articles_and_claims_are_counted_by_their_standing() -> None:
    # a and b agree, c is against both; d stands alone, e takes no stand.
    found = compared(
        "a+North1 b+North2 c-South1 d+South1 e?South2 a+South2",
        (1, 2, WITH), (1, 3, AGAINST), (2, 3, AGAINST), (1, 6, WITH), (2, 6, WITH), (3, 6, AGAINST),
    )  # fmt: skip
    assert counted(found) == {"North": (2, 2, 0, 2), "South": (2, 3, 0, 2)}
    calm = compared("a+North1 b+North1 c+South1 d+South1", (1, 2, WITH), (1, 3, WITH), (2, 3, WITH))
    assert counted(calm) == {"North": (1, 2, 2, 0), "South": (1, 2, 1, 0)}


def test_articles_without_an_outlet_are_left_out() -> None:
    found = compared("a+North1 b-2 c-3", (1, 2, AGAINST), (1, 3, AGAINST), (2, 3, WITH))
    assert counted(found) == {"North": (1, 1, 0, 1)}
    assert voices(found) == {"North": 0}


def test_an_outlet_takes_the_stance_of_whom_it_carries() -> None:
    # North, East and South carry assertions of different sources, West the denial.
    found = compared(
        "a+North1 b+East1 c+South1 d-West1",
        (1, 2, WITH), (1, 3, WITH), (2, 3, WITH), (1, 4, AGAINST), (2, 4, AGAINST), (3, 4, AGAINST),
    )  # fmt: skip
    assert voices(found) == {"East": 3, "North": 3, "South": 3, "West": 3}
    majorities = [one.credibility.majority for one in found]
    assert majorities == [0.6667, 0.6667, 0.6667, 0]
    means = [one.credibility.mean for one in found]
    assert means[0] == means[1] == means[2]
    assert means[0] is not None and means[3] is not None and means[0] > 0.7 > means[3]


def test_outlets_are_estimated_as_sources_of_one_kind() -> None:
    found = compared(
        "a+North1 b+East1 c+South1 d-West1",
        (1, 2, WITH), (1, 3, WITH), (2, 3, WITH), (1, 4, AGAINST), (2, 4, AGAINST), (3, 4, AGAINST),
    )  # fmt: skip
    names = ["East", "North", "South", "West"]
    positions = tuple(
        Position(name, STANCES["+-"[name == "West"]], (f"C{n}",), 1.0, name)
        for n, name in enumerate(names)
    )
    as_told = Proposition("P1", "I1", "the bridge was closed", Kind.FACT, positions)
    sources = [Source(name, name, SourceKind.MEDIA, (), ()) for name in names]
    expected = estimate([as_told], sources).credibility
    # Verdicts are sure to 0.9, so that three of the positions weigh less than here.
    for one, other in zip(found, expected, strict=True):
        assert (one.credibility.n, one.credibility.majority) == (other.n, other.majority)
        assert one.credibility.mean is not None and other.mean is not None
        assert abs(one.credibility.mean - other.mean) < 0.02


def test_who_carries_both_sides_takes_none() -> None:
    # North carries the claim and its denial, so only South and East remain, one on each side.
    found = compared(
        "a+North1 b-North2 a+South1 b-East1",
        (1, 2, AGAINST), (1, 3, WITH), (1, 4, AGAINST), (2, 3, AGAINST), (2, 4, WITH),
        (3, 4, AGAINST),
    )  # fmt: skip
    assert voices(found) == {"East": 1, "North": 0, "South": 1}
    assert outlet(found, "North").credibility == Credibility("North", *NOTHING, 0, None)
    assert outlet(found, "North").claims == 2
    assert outlet(found, "North").contested == 2


def test_both_sides_of_one_proposition_leave_the_others() -> None:
    found = compared(
        "a+North1 b-North1 c+South1 a+North1 c+South1 d+East1",
        (1, 2, AGAINST), (1, 3, WITH), (2, 3, AGAINST), (4, 5, WITH), (4, 6, WITH), (5, 6, WITH),
    )  # fmt: skip
    assert voices(found) == {"East": 2, "North": 2, "South": 2}


def test_no_stand_of_a_source_is_no_side() -> None:
    found = compared("a+North1 b?North1 c+South1 d+East1", (1, 3, WITH), (1, 4, WITH), (3, 4, WITH))
    assert voices(found) == {"East": 2, "North": 2, "South": 2}


def test_one_source_in_three_outlets_is_three_voices() -> None:
    # What is compared is what readers are told, whoever is behind it.
    found = compared("a+North1 a+South1 a+East1", (1, 2, WITH), (1, 3, WITH), (2, 3, WITH))
    assert voices(found) == {"East": 2, "North": 2, "South": 2}
    assert counted(found) == dict.fromkeys(("East", "North", "South"), (1, 1, 0, 0))


def test_an_outlet_is_one_voice_however_many_it_quotes() -> None:
    found = compared(
        "a+North1 b+North1 c+North2 d-South1 e-East1",
        (1, 2, WITH), (1, 3, WITH), (2, 3, WITH),
        *((n, m, AGAINST) for n in (1, 2, 3) for m in (4, 5)), (4, 5, WITH),
    )  # fmt: skip
    assert voices(found) == {"East": 2, "North": 2, "South": 2}
    assert outlet(found, "North").credibility.majority == 0


def test_an_update_is_not_held_against_who_carried_the_earlier_claim() -> None:
    # North and West carry an earlier toll, South and East the later one.
    verdicts = [(1, 2, WITH), (3, 4, WITH)]
    pairs = [(n, m) for n in (1, 2) for m in (3, 4)]
    told = "a+North1 b+West1 c+South1 d+East1"
    rivals = compared(told, *verdicts, *((n, m, AGAINST) for n, m in pairs))
    assert voices(rivals) == {"East": 3, "North": 3, "South": 3, "West": 3}
    updated = compared(told, *verdicts, *((n, m, UPDATES) for n, m in pairs))
    assert voices(updated) == {"East": 1, "North": 1, "South": 1, "West": 1}
    assert counted(updated)["North"] == (1, 1, 0, 0)
