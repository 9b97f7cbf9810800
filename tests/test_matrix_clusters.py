"""Propositions from verdicts: stance decides what is one, and one mistake joins no two groups."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from conftest import make_claim, make_source
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.matrix.clusters import MAX_ISSUE, are_one, cluster_claims
from attrib.records import (
    Claim,
    Kind,
    Proposition,
    Relation,
    Source,
    SourceKind,
    Stance,
    Verdict,
)

AGAINST, WITH, UPDATES = Relation.CONTRADICTS, Relation.CORROBORATES, Relation.UPDATES
ASSERTS, DENIES, UNCOMMITTED = Stance.ASSERTS, Stance.DENIES, Stance.UNCOMMITTED
STANCES = {"+": ASSERTS, "-": DENIES, "?": UNCOMMITTED}

Row = tuple[int, int, Relation, float]


def claims_of(said: str) -> list[Claim]:
    """Make claims C1, C2, … of "a+ b-": who speaks, and with what stance."""
    return [
        make_claim(f"C{n}", source=who, stance=STANCES[stance])
        for n, (who, stance) in enumerate(said.split(), start=1)
    ]


def sources_of(claims: Sequence[Claim]) -> list[Source]:
    return [make_source(id) for id in sorted({claim.source for claim in claims})]


def verdict(a: int, b: int, relation: Relation, probability: float) -> Verdict:
    kind = Kind.FACT if relation in (AGAINST, WITH, UPDATES) else None
    return Verdict(f"C{a}", f"C{b}", relation, kind, probability)


def clustered(said: str, *rows: Row) -> tuple[Proposition, ...]:
    claims = claims_of(said)
    return cluster_claims(claims, [verdict(*row) for row in rows], sources_of(claims))


def groups(propositions: Sequence[Proposition]) -> list[str]:
    """Return the numbers of each proposition's claims, "12" for C1 and C2."""
    made = (sorted(id[1:] for p in one.positions for id in p.claims) for one in propositions)
    return ["".join(group) for group in made]


def issues(propositions: Sequence[Proposition]) -> list[str]:
    return [one.issue for one in propositions]


def test_no_claims_give_no_propositions() -> None:
    assert cluster_claims((), (), ()) == ()


@pytest.mark.parametrize(
    ("relation", "said", "one"),
    [
        (AGAINST, "a+ b-", True),
        (WITH, "a+ b+", True),
        (WITH, "a- b-", True),
        (AGAINST, "a+ b+", False),
        (WITH, "a+ b-", False),
        (AGAINST, "a- b-", False),
    ],
)
def test_stance_decides_whether_two_claims_are_of_one_proposition(
    relation: Relation, said: str, one: bool
) -> None:
    assert are_one(relation, *claims_of(said)) is one
    found = clustered(said, (1, 2, relation, 0.8))
    assert groups(found) == (["12"] if one else ["1", "2"])
    assert set(issues(found)) == {"I1"}


@pytest.mark.parametrize("relation", [Relation.UNDETERMINED, Relation.UNRELATED])
def test_what_is_unrelated_or_undetermined_ties_nothing(relation: Relation) -> None:
    found = clustered("a+ b+", (1, 2, relation, 0.9))
    assert groups(found) == ["1", "2"]
    assert issues(found) == ["I1", "I2"]


def test_a_count_and_its_update_are_two_propositions_of_one_issue() -> None:
    found = clustered("a+ a+", (1, 2, UPDATES, 0.7))
    assert groups(found) == ["1", "2"]
    assert issues(found) == ["I1", "I1"]


def test_a_surer_difference_keeps_apart_what_a_weaker_tie_would_join() -> None:
    rows = [(1, 2, WITH, 0.9), (2, 3, WITH, 0.5), (1, 3, AGAINST, 0.7)]
    found = clustered("a+ b+ c+", *rows)
    assert groups(found) == ["12", "3"]
    assert issues(found) == ["I1", "I1"]


def test_a_surer_tie_overrules_a_weaker_difference() -> None:
    rows = [(1, 2, WITH, 0.9), (2, 3, WITH, 0.9), (1, 3, AGAINST, 0.4)]
    assert groups(clustered("a+ b+ c+", *rows)) == ["123"]


def test_one_tie_joins_no_two_groups() -> None:
    """Of the four pairs between C1, C2 and C3, C4 one is tied by 0.6: 0.15 on average."""
    rows = [(1, 2, WITH, 0.9), (3, 4, WITH, 0.9), (2, 3, WITH, 0.6)]
    assert groups(clustered("a+ b+ c+ d+", *rows)) == ["12", "34"]
    assert groups(clustered("a+ b+ c+ d+", *rows, (1, 4, WITH, 0.6))) == ["1234"]


def test_no_source_is_put_on_both_sides_by_the_way() -> None:
    rows = [(1, 2, WITH, 0.9), (2, 3, AGAINST, 0.8)]
    assert groups(clustered("a+ b+ a-", *rows)) == ["12", "3"]


def test_a_source_that_contradicts_itself_has_two_positions() -> None:
    (found,) = clustered("a+ b+ a-", (1, 2, WITH, 0.9), (2, 3, AGAINST, 0.8), (1, 3, AGAINST, 0.6))
    assert [(p.source, p.stance, p.claims) for p in found.positions] == [
        ("a", ASSERTS, ("C1",)),
        ("b", ASSERTS, ("C2",)),
        ("a", DENIES, ("C3",)),
    ]


def test_an_unknown_voice_may_be_on_both_sides() -> None:
    claims = claims_of("a+ b+ a-")
    sources = [make_source("a", kind=SourceKind.UNKNOWN), make_source("b")]
    verdicts = [verdict(1, 2, WITH, 0.9), verdict(2, 3, AGAINST, 0.8)]
    assert groups(cluster_claims(claims, verdicts, sources)) == ["123"]


def test_who_takes_no_stand_has_a_proposition_of_its_own() -> None:
    found = clustered("a+ b?", (1, 2, WITH, 0.9))
    assert groups(found) == ["1", "2"]
    assert [(p.stance, p.weight) for p in found[1].positions] == [(UNCOMMITTED, 1.0)]


def test_a_joint_statement_is_one_proposition_without_any_verdict() -> None:
    first = make_claim("C1", source="a", stance=UNCOMMITTED)
    claims = [
        first,
        make_claim("C2", source="b", stance=UNCOMMITTED, attribution=first.attribution),
    ]
    (found,) = cluster_claims(claims, (), sources_of(claims))
    assert [(p.source, p.weight) for p in found.positions] == [("a", 1.0), ("b", 1.0)]


def test_a_position_is_as_sure_as_the_best_tie_of_its_claims() -> None:
    rows = [(1, 2, WITH, 0.9), (1, 3, WITH, 0.6), (2, 3, WITH, 0.7), (2, 4, WITH, 0.8)]
    (found,) = clustered("a+ b+ c+ c+", *rows)
    assert [(p.source, p.claims, p.weight) for p in found.positions] == [
        ("a", ("C1",), 0.9),
        ("b", ("C2",), 0.9),
        ("c", ("C3", "C4"), 0.8),
    ]


def test_a_joint_statement_is_as_sure_as_what_ties_either_of_its_claims() -> None:
    first, second = make_claim("C1", source="a"), make_claim("C2", source="b")
    third = make_claim("C3", source="c", attribution=second.attribution)
    verdicts = [verdict(1, 2, WITH, 0.6), verdict(2, 3, WITH, 1.0)]
    claims = [first, second, third]
    (found,) = cluster_claims(claims, verdicts, sources_of(claims))
    assert [p.weight for p in found.positions] == [0.6, 0.6, 0.6]


def test_a_proposition_is_put_as_it_is_asserted_first() -> None:
    denial = make_claim("C1", "poisoning the well", source="a", stance=DENIES)
    sentence = "The mill poisoned the well."
    claims = [denial, make_claim("C2", "it did poison it", source="b", standalone=[sentence])]
    sources = sources_of(claims)
    assert [one.text for one in cluster_claims(claims, (), sources)] == [
        denial.proposition,
        sentence,
    ]
    (found,) = cluster_claims(claims, [verdict(1, 2, AGAINST, 0.9)], sources)
    assert found.text == sentence


def test_the_kind_is_the_commonest_among_the_verdicts_of_the_issue() -> None:
    claims = claims_of("a+ b- c- d+")
    verdicts = [
        Verdict("C1", "C2", AGAINST, Kind.DENIAL, 0.9),
        Verdict("C1", "C3", AGAINST, Kind.DENIAL, 0.9),
        Verdict("C1", "C4", AGAINST, Kind.RESPONSIBILITY, 0.9),
    ]
    found = cluster_claims(claims, verdicts, sources_of(claims))
    assert groups(found) == ["123", "4"]
    assert [one.kind for one in found] == [Kind.DENIAL, Kind.RESPONSIBILITY]


def test_without_verdicts_a_number_makes_the_kind() -> None:
    claims = [make_claim("C1", "nine goats died"), make_claim("C2", "the goats were sold")]
    kinds = [one.kind for one in cluster_claims(claims, (), [make_source("S1")])]
    assert kinds == [Kind.NUMBER, Kind.FACT]


def test_a_chain_of_contradictions_is_no_single_issue() -> None:
    """Two and two are joined; one tie among four pairs is then 0.2 on average."""
    chain = [(n, n + 1, AGAINST, 0.8) for n in range(1, 8)]
    found = clustered("a+ b+ c+ d+ e+ f+ g+ h+", *chain)
    assert issues(found) == ["I1", "I1", "I2", "I2", "I3", "I3", "I4", "I4"]


def test_an_issue_has_a_dozen_propositions_at_most() -> None:
    said = " ".join(f"{letter}+" for letter in "abcdefghijklmno")
    everyone = [(a, b, AGAINST, 0.9) for a in range(1, 16) for b in range(a + 1, 16)]
    sizes = [issues(clustered(said, *everyone)).count(f"I{n}") for n in (1, 2)]
    assert max(sizes) <= MAX_ISSUE
    assert sum(sizes) == 15


def test_ids_are_in_the_order_of_the_first_claims() -> None:
    found = clustered("a+ b+ c+ d+", (1, 4, AGAINST, 0.9), (2, 3, WITH, 0.9))
    assert [(one.id, one.issue) for one in found] == [("P1", "I1"), ("P2", "I2"), ("P3", "I1")]
    assert groups(found) == ["1", "23", "4"]


@st.composite
def stories(draw: st.DrawFn) -> tuple[list[Claim], list[Verdict]]:
    """Nine claims, and verdicts on some of their pairs with probabilities that all differ."""
    letters, signs = draw(st.text("abcd", min_size=9, max_size=9)), st.sampled_from("++-?")
    claims = claims_of(" ".join(letter + draw(signs) for letter in letters))
    pairs = st.tuples(st.integers(1, 9), st.integers(1, 9)).filter(lambda pair: pair[0] < pair[1])
    chosen = draw(st.lists(pairs, max_size=14, unique=True))
    sure = draw(st.permutations([0.35 + n / 23 for n in range(14)]))
    relation = st.sampled_from([AGAINST, WITH, UPDATES])
    verdicts = [verdict(a, b, draw(relation), p) for (a, b), p in zip(chosen, sure, strict=False)]
    return claims, verdicts


@settings(max_examples=60, deadline=None)
@given(stories(), st.data())
def test_the_order_of_claims_and_verdicts_decides_no_partition(
    story: tuple[list[Claim], list[Verdict]], data: st.DataObject
) -> None:
    claims, verdicts = story
    sources = sources_of(claims)
    shuffled = data.draw(st.permutations(claims)), data.draw(st.permutations(verdicts))
    before, after = cluster_claims(claims, verdicts, sources), cluster_claims(*shuffled, sources)
    for parts in (groups, _by_issue):
        assert sorted(parts(before)) == sorted(parts(after))


def _by_issue(propositions: Sequence[Proposition]) -> list[str]:
    found: dict[str, list[str]] = {}
    for one, group in zip(propositions, groups(propositions), strict=True):
        found.setdefault(one.issue, []).extend(group)
    return ["".join(sorted(group)) for group in found.values()]


@settings(max_examples=60, deadline=None)
@given(stories())
def test_every_claim_is_in_one_position_with_its_source_and_stance(
    story: tuple[list[Claim], list[Verdict]],
) -> None:
    claims, verdicts = story
    positions = [
        p for one in cluster_claims(claims, verdicts, sources_of(claims)) for p in one.positions
    ]
    held = {id: (p.source, p.stance) for p in positions for id in p.claims}
    assert sum(len(position.claims) for position in positions) == len(claims)
    assert held == {claim.id: (claim.source, claim.stance) for claim in claims}
    assert all(0.35 <= position.weight <= 1 for position in positions)
