"""The matrix: hand-worked counts and estimates, and nothing where nothing can be known."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from conftest import make_claim, make_source
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta

from attrib.credibility.intervals import beta_interval
from attrib.errors import AttribError
from attrib.matrix import NOTHING, Known, assess, fill_matrix
from attrib.matrix.estimates import estimate
from attrib.records import (
    Assessment,
    Attribution,
    Claim,
    Credibility,
    CredibilityMatrix,
    Fact,
    Kind,
    Prior,
    Relation,
    Source,
    SourceKind,
    Span,
    Stance,
    Verdict,
)

AGAINST, WITH = Relation.CONTRADICTS, Relation.CORROBORATES
AT_REST = 3e-4  # how far from its fixed point the model may stop, and four digits


def verdict(a: int, b: int, relation: Relation) -> Verdict:
    committed = relation in (AGAINST, WITH, Relation.UPDATES)
    return Verdict(f"C{a}", f"C{b}", relation, Kind.FACT if committed else None, 0.9)


def matrix_of(speakers: str, *verdicts: tuple[int, int, Relation]) -> CredibilityMatrix:
    """Fill a matrix where claim C1 is by the first letter of `speakers`, C2 by the second, …"""
    claims = [make_claim(f"C{n}", source=s) for n, s in enumerate(speakers, start=1)]
    sources = [make_source(letter) for letter in sorted(set(speakers))]
    return fill_matrix(sources, claims, [verdict(*v) for v in verdicts])


def assessment_of(
    speakers: str, *verdicts: tuple[int, int, Relation], known: Known = NOTHING
) -> Assessment:
    """Assess the claims of which `matrix_of` fills a matrix."""
    claims = [make_claim(f"C{n}", source=s) for n, s in enumerate(speakers, start=1)]
    sources = [make_source(letter) for letter in sorted(set(speakers))]
    return assess(sources, claims, [verdict(*v) for v in verdicts], known=known)


def standing(matrix: CredibilityMatrix, source: str) -> Credibility:
    return matrix.credibility[matrix.sources.index(source)]


def test_counts_are_squares_in_the_order_of_the_sources() -> None:
    matrix = matrix_of("abc", (1, 2, AGAINST), (1, 3, WITH), (2, 3, WITH))
    assert matrix.sources == ("a", "b", "c")
    assert matrix.contradicts == ((0, 1, 0), (1, 0, 0), (0, 0, 0))
    assert matrix.corroborates == ((0, 0, 1), (0, 0, 1), (1, 1, 0))


def test_every_verdict_counts() -> None:
    matrix = matrix_of("abab", (1, 2, AGAINST), (3, 4, AGAINST), (1, 4, AGAINST), (2, 3, WITH))
    assert (matrix.contradicts[0][1], matrix.corroborates[1][0]) == (3, 1)


def test_a_source_that_contradicts_itself_is_on_the_diagonal_once() -> None:
    matrix = matrix_of("aab", (1, 2, AGAINST))
    assert matrix.contradicts == ((1, 0), (0, 0))


def test_a_source_is_no_other_voice_on_itself() -> None:
    assert standing(matrix_of("aab", (1, 2, AGAINST), (1, 3, WITH)), "a").n == 1


@pytest.mark.parametrize("relation", [Relation.UPDATES, Relation.UNRELATED, Relation.UNDETERMINED])
def test_only_contradiction_and_corroboration_count(relation: Relation) -> None:
    matrix = matrix_of("ab", (1, 2, relation))
    assert matrix.contradicts == matrix.corroborates == ((0, 0), (0, 0))
    assert standing(matrix, "a").n == 0


# a and c say the same, b is against both: as hand-made propositions, P1 against P2.
SPLIT = [(1, 2, AGAINST), (1, 3, WITH), (2, 3, AGAINST)]


@pytest.mark.parametrize(
    ("speakers", "verdicts", "voices", "majority"),
    [
        # two for, one against
        ("abcd", [(1, 2, AGAINST), (1, 3, WITH), (1, 4, WITH)], 3, 0.6667),
        # all three against
        ("abcd", [(1, 2, AGAINST), (1, 3, AGAINST), (1, 4, AGAINST)], 3, 0.0),
        # two for
        ("abcd", [(1, 2, WITH), (1, 3, WITH)], 2, 1.0),
        # one for, one for once and once against, which counts half
        ("abcac", [(1, 2, WITH), (1, 3, WITH), (2, 3, WITH), (4, 5, AGAINST)], 2, 0.75),
    ],
)
def test_voices_are_counted_beside_the_estimate(
    speakers: str, verdicts: list[tuple[int, int, Relation]], voices: int, majority: float
) -> None:
    found = standing(matrix_of(speakers, *verdicts), "a")
    assert (found.n, found.majority) == (voices, majority)
    assert found.mean is not None and found.low is not None and found.high is not None
    assert found.low < found.mean < found.high


def test_the_estimate_is_that_of_the_propositions() -> None:
    assessed = assessment_of("abc", *SPLIT)
    assert [
        [(position.source, position.stance) for position in one.positions]
        for one in assessed.propositions
    ] == [[("a", Stance.ASSERTS), ("c", Stance.ASSERTS)], [("b", Stance.ASSERTS)]]
    sources = [make_source(letter) for letter in "abc"]
    expected = estimate(assessed.propositions, sources)
    assert matrix_of("abc", *SPLIT).credibility == expected.credibility == assessed.credibility
    assert expected.propositions == assessed.propositions


def test_who_sides_with_more_is_borne_out_more() -> None:
    means = [
        standing(matrix_of("abcd", *((1, n, r) for n, r in zip((2, 3, 4), row, strict=True))), "a")
        for row in ([WITH] * 3, [AGAINST, WITH, WITH], [AGAINST] * 3)
    ]
    three, two, none = (one.mean for one in means)
    assert three is not None and two is not None and none is not None
    assert three > two > 0.7 > none


def test_a_voice_counts_once_however_often_it_speaks() -> None:
    once = matrix_of("abc", *SPLIT)
    again = [(4, n, r) for n, r in ((1, AGAINST), (2, WITH), (3, AGAINST))]
    again += [(5, n, r) for n, r in ((1, AGAINST), (2, WITH), (3, AGAINST), (4, WITH))]
    often = matrix_of("abcbb", *SPLIT, *((min(v[:2]), max(v[:2]), v[2]) for v in again))
    assert often.credibility == once.credibility
    assert often.contradicts[0] == (0, 3, 0)


def test_two_parties_that_deny_each_other_get_no_estimate() -> None:
    matrix = matrix_of("ab", (1, 2, AGAINST))
    for source in "ab":
        assert standing(matrix, source) == Credibility(source, None, None, None, 1, None)


def test_a_source_nobody_speaks_of_gets_no_estimate() -> None:
    matrix = matrix_of("abcd", (1, 2, AGAINST), (1, 3, WITH))
    assert standing(matrix, "d") == Credibility("d", None, None, None, 0, None)


def test_the_unknown_get_no_estimate_but_are_counted() -> None:
    claims = [make_claim(f"C{n}", source=s) for n, s in enumerate("uab", start=1)]
    sources = [make_source("u", "unknown", SourceKind.UNKNOWN), make_source("a"), make_source("b")]
    verdicts = [verdict(1, 2, AGAINST), verdict(1, 3, WITH)]
    matrix = fill_matrix(sources, claims, verdicts)
    assert standing(matrix, "u") == Credibility("u", None, None, None, 2, None)
    assert matrix.contradicts[0] == (0, 1, 0)


JOINT = Attribution("A1", (), (Span(0, 4),), (Span(5, 9),))


def joint_claims() -> list[Claim]:
    """C1 and C2 are one statement by a and b; c and d speak for themselves."""
    together = [make_claim(f"C{n}", source=s, attribution=JOINT) for n, s in ((1, "a"), (2, "b"))]
    return [*together, make_claim("C3", source="c"), make_claim("C4", source="d")]


def test_joint_speakers_do_not_corroborate_each_other() -> None:
    sources = [make_source(letter) for letter in "ab"]
    matrix = fill_matrix(sources, joint_claims()[:2], [verdict(1, 2, WITH)])
    assert matrix.corroborates == ((0, 0), (0, 0))


def test_a_joint_statement_counts_for_each_maker() -> None:
    sources = [make_source(letter) for letter in "abcd"]
    verdicts = [verdict(1, 3, AGAINST), verdict(2, 3, AGAINST)]
    matrix = fill_matrix(sources, joint_claims(), verdicts)
    assert matrix.contradicts[2] == (1, 1, 0, 0)


def test_joint_speakers_are_one_voice() -> None:
    sources = [make_source(letter) for letter in "abcd"]
    verdicts = [verdict(1, 3, AGAINST), verdict(2, 3, AGAINST), verdict(3, 4, WITH)]
    matrix = fill_matrix(sources, joint_claims(), verdicts)
    assert [(one.n, one.majority) for one in matrix.credibility] == [
        (2, 0),
        (2, 0),
        (2, 0.5),
        (2, 0.5),
    ]
    assert (found := standing(matrix, "c").mean) is not None
    assert found > (standing(matrix, "a").mean or 1)  # though there are two and two of them


def test_joint_speakers_are_one_voice_on_what_they_say_jointly_only() -> None:
    # b is the voice of a in the first statement, c that of b in the second.
    second = Attribution("A9", (), (Span(90, 94),), (Span(95, 99),))
    claims = [
        make_claim("C1", source="a", attribution=JOINT),
        make_claim("C2", source="b", attribution=JOINT),
        make_claim("C3", source="b", attribution=second),
        make_claim("C4", source="c", attribution=second),
        make_claim("C5", source="d"),
    ]
    verdicts = [verdict(n, 5, AGAINST) for n in (1, 2, 4)]
    matrix = fill_matrix([make_source(letter) for letter in "abcd"], claims, verdicts)
    assert standing(matrix, "d").n == 2


def know(*facts: Fact) -> Assessment:
    return assessment_of("abc", *SPLIT, known=Known(facts=facts))


def test_a_fact_about_no_claim_is_an_error() -> None:
    with pytest.raises(
        AttribError, match="found a fact about the claim 'C9'; .* one of the 3 claims"
    ):
        know(Fact("C9", True))


def test_facts_that_exclude_each_other_are_an_error() -> None:
    with pytest.raises(AttribError, match="C1 and C3 say the same, and that it holds and does not"):
        know(Fact("C1", True), Fact("C3", False))


def test_facts_about_rivals_that_exclude_each_other_are_an_error() -> None:
    with pytest.raises(AttribError):
        know(Fact("C1", True), Fact("C2", True))


@pytest.mark.parametrize(
    "facts",
    [
        [Fact("C1", True), Fact("C3", True)],  # the same twice
        [Fact("C1", False), Fact("C2", False)],  # neither of two rivals
        [Fact("C1", True), Fact("C2", False)],
    ],
)
def test_facts_that_agree_are_taken(facts: Sequence[Fact]) -> None:
    borne_out = {one.id: one.support for one in know(*facts).propositions}
    assert borne_out == {"P1": float(facts[0].holds), "P2": 0.0}


def test_a_fact_is_about_what_is_said_whoever_denies_it() -> None:
    claims = [make_claim("C1", source="a"), make_claim("C2", source="b", stance=Stance.DENIES)]
    sources = [make_source(letter) for letter in "ab"]
    for claim in ("C1", "C2"):
        known = Known(facts=[Fact(claim, True)])
        assessed = assess(sources, claims, [verdict(1, 2, AGAINST)], known=known)
        (one,) = assessed.propositions
        assert one.support == 1.0
        means = [row.mean for row in assessed.credibility]
        assert means[0] is not None and means[1] is not None and means[0] > 0.7 > means[1]


def test_what_is_known_reaches_the_estimates() -> None:
    plain = assessment_of("abc", *SPLIT)
    trusted = assessment_of("abc", *SPLIT, known=Known(priors={"b": Prior(0.99, 50)}))
    before, after = (
        {one.id: one.support for one in found.propositions} for found in (plain, trusted)
    )
    assert before["P1"] is None
    assert after["P2"] is not None and after["P2"] > 0.75
    assert plain.grades == (None, None, None)


def test_an_article_without_sources_has_an_empty_matrix() -> None:
    assert fill_matrix((), (), ()) == CredibilityMatrix((), (), (), ())


@pytest.mark.parametrize("coverage", [0.5, 0.9, 0.95])
@pytest.mark.parametrize(
    ("a", "b"),
    [
        (1, 1),
        (1, 2),
        (2, 1),
        (3, 2),
        (2.5, 1.5),
        (1, 8),
        (7, 7),
        (21, 1),
        (1, 31),
        (40, 12),
        (5000, 5000),
    ],
)
def test_the_interval_is_that_of_a_beta_distribution(a: float, b: float, coverage: float) -> None:
    tail = (1 - coverage) / 2
    expected = tuple(beta.ppf([tail, 1 - tail], a, b))
    assert beta_interval(a, b, coverage=coverage) == pytest.approx(expected, abs=5e-4)


VERDICTS = st.lists(
    st.tuples(st.integers(1, 8), st.integers(1, 8), st.sampled_from([AGAINST, WITH])).filter(
        lambda row: row[0] < row[1]
    ),
    max_size=12,
    unique_by=lambda row: row[:2],
)
SPEAKERS = st.text("abcde", min_size=8, max_size=8)


def filled(
    speakers: str, rows: Sequence[tuple[int, int, Relation]], order: Sequence[str]
) -> tuple[CredibilityMatrix, tuple[Source, ...]]:
    sources = tuple(make_source(letter) for letter in order)
    claims = [make_claim(f"C{n}", source=s) for n, s in enumerate(speakers, start=1)]
    return fill_matrix(sources, claims, [verdict(*row) for row in rows]), sources


@settings(max_examples=40, deadline=None)
@given(SPEAKERS, VERDICTS)
def test_the_matrix_is_symmetric(speakers: str, rows: list[tuple[int, int, Relation]]) -> None:
    matrix, _ = filled(speakers, rows, "abcde")
    for square in (matrix.contradicts, matrix.corroborates):
        assert [len(row) for row in square] == [5] * 5
        assert square == tuple(zip(*square, strict=True))


@settings(max_examples=40, deadline=None)
@given(SPEAKERS, VERDICTS, st.permutations("abcde"))
def test_renaming_the_sources_permutes_the_matrix(
    speakers: str, rows: list[tuple[int, int, Relation]], names: list[str]
) -> None:
    new_name = dict(zip("abcde", names, strict=True))
    before, _ = filled(speakers, rows, "abcde")
    after, _ = filled("".join(new_name[s] for s in speakers), rows, "abcde")
    where = [after.sources.index(new_name[s]) for s in before.sources]
    for old, new in (
        (before.contradicts, after.contradicts),
        (before.corroborates, after.corroborates),
    ):
        assert old == tuple(tuple(new[i][j] for j in where) for i in where)
    for old_row, i in zip(before.credibility, where, strict=True):
        new_row = after.credibility[i]
        assert (old_row.mean, old_row.low, old_row.high, old_row.n, old_row.majority) == (
            new_row.mean, new_row.low, new_row.high, new_row.n, new_row.majority,
        )  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(SPEAKERS, VERDICTS)
def test_an_unrelated_source_changes_nothing_for_the_others(
    speakers: str, rows: list[tuple[int, int, Relation]]
) -> None:
    before, _ = filled(speakers, rows, "abcde")
    after, _ = filled(speakers + "z", rows, "abcdez")
    for old, new in zip(before.credibility, after.credibility, strict=False):
        assert (new.source, new.n, new.majority) == (old.source, old.n, old.majority)
        for figure, other in ((old.mean, new.mean), (old.low, new.low), (old.high, new.high)):
            assert other is figure or other == pytest.approx(figure, abs=AT_REST)
    assert tuple(row[:5] for row in after.contradicts[:5]) == before.contradicts
    assert tuple(row[:5] for row in after.corroborates[:5]) == before.corroborates


@settings(max_examples=40, deadline=None)
@given(SPEAKERS, VERDICTS)
def test_estimates_are_whole_or_missing(
    speakers: str, rows: list[tuple[int, int, Relation]]
) -> None:
    for row in filled(speakers, rows, "abcde")[0].credibility:
        numbers = (row.mean, row.low, row.high, row.majority)
        if row.n < 2 or row.mean is None:
            assert numbers == (None, None, None, None)
        else:
            assert row.low is not None and row.high is not None
            assert 0 <= row.low < row.mean < row.high <= 1
