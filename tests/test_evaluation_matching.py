"""Overlaps counted character by character, and the best one-to-one match."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.evaluation import Counts
from attrib.evaluation.attribution.matching import compare, match, overlap
from attrib.records import Attribution, Span

CLOSE = pytest.approx


def spans(*bounds: tuple[int, int]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in bounds)


def test_overlap_counts_characters_of_discontinuous_spans() -> None:
    found = overlap([spans((0, 10), (20, 30))], [spans((5, 25)), spans((10, 20))])
    assert found.shared.tolist() == [[10, 0]]
    assert found.union.tolist() == [[30, 30]]
    assert found.iou.tolist() == [[CLOSE(1 / 3), 0]]
    assert found.coverage == Counts(tp=10, fp=10, fn=10)


def test_overlapping_spans_of_one_row_count_once() -> None:
    assert overlap([spans((0, 10), (5, 12))], [spans((0, 12))]).iou.tolist() == [[1]]


@settings(deadline=None)
@given(
    st.lists(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=3), max_size=4),
    st.lists(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=3), max_size=4),
)
def test_overlap_equals_sets_of_characters(
    gold: list[list[tuple[int, int]]], found: list[list[tuple[int, int]]]
) -> None:
    def sets(rows: list[list[tuple[int, int]]]) -> list[set[int]]:
        return [{i for start, length in row for i in range(start, start + length)} for row in rows]

    def rows(rows: list[list[tuple[int, int]]]) -> list[tuple[Span, ...]]:
        return [tuple(Span(start, start + length) for start, length in row) for row in rows]

    result = overlap(rows(gold), rows(found))
    assert result.shared.tolist() == [[len(a & b) for b in sets(found)] for a in sets(gold)]
    assert result.union.tolist() == [[len(a | b) for b in sets(found)] for a in sets(gold)]
    ours, theirs = set().union(*sets(gold)), set().union(*sets(found))
    assert result.coverage == Counts(len(ours & theirs), len(theirs - ours), len(ours - theirs))


def test_matching_finds_as_many_pairs_as_can_be() -> None:
    # Greedy takes the 0.9 and leaves nothing for the second row.
    preference = np.array([[0.9, 0.5], [0.4, 0.0]])
    assert sorted(match(preference > 0.3, preference)) == [(0, 1), (1, 0)]


def test_matching_prefers_the_greater_overlap_among_equal_counts() -> None:
    preference = np.array([[0.6, 0.9], [0.9, 0.6]])
    assert sorted(match(preference > 0, preference)) == [(0, 1), (1, 0)]
    assert match(preference > 1, preference) == []


def test_equal_is_of_characters_and_of_two_absent_rows() -> None:
    gold = [spans((0, 4), (6, 9)), spans(), spans((0, 9))]
    found = [spans((6, 9), (0, 4)), spans(), spans((0, 5), (4, 9))]
    assert overlap(gold, found).equal.tolist() == np.eye(3, dtype=bool).tolist()


def test_inside_is_of_characters_and_needs_more_of_them() -> None:
    # The first lies in the gap of the second; the third has no characters.
    rows = [spans((10, 20)), spans((0, 10), (20, 30)), spans(), spans((0, 30))]
    inside = overlap(rows, rows).inside
    assert inside.tolist() == [
        [False, False, False, True],
        [False, False, False, True],
        [False, False, False, False],
        [False, False, False, False],
    ]


def test_no_rows_overlap_nothing() -> None:
    nothing = overlap([], [])
    assert nothing.shared.shape == nothing.equal.shape == nothing.inside.shape == (0, 0)
    assert overlap([spans((0, 3))], []).coverage == Counts(fn=3)


def test_three_ways_to_match_two_attributions() -> None:
    gold = Attribution("g", spans((0, 4)), spans((5, 9)), spans((10, 20)))
    cases = {
        (0, 4, 5, 9, 10, 20): (1, 1, 1),
        (0, 4, 5, 8, 10, 20): (1, 1, 0),  # another cue matters to exact alone
        (0, 4, 5, 9, 10, 18): (1, 1, 0),  # contents 8 of 10
        (0, 4, 5, 9, 10, 17): (1, 0, 0),  # 7 of 10
        (0, 1, 5, 9, 10, 20): (1, 0, 0),  # sources 1 of 4
        (0, 4, 5, 9, 10, 12): (0, 0, 0),  # contents 2 of 10
    }
    for (a, b, c, d, e, f), expected in cases.items():
        found = Attribution("f", spans((a, b)), spans((c, d)), spans((e, f)))
        roles = compare([gold], [found])
        pairs = roles.lenient(), roles.strict(), roles.exact()
        assert tuple(map(len, pairs)) == expected


def test_an_attribution_without_content_matches_none() -> None:
    bare = Attribution("g", spans((0, 4)), spans((5, 9)), ())
    roles = compare([bare], [bare])
    assert roles.lenient() == roles.strict() == roles.exact() == []
