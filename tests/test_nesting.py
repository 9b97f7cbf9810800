"""Nesting: which statement stands inside which, by their places alone."""

from __future__ import annotations

import pytest
from conftest import marked

from attrib.nesting import nest
from attrib.records import Attribution, Span


def attribution(
    id: str, cue: tuple[int, int] | None, content: tuple[int, int] | None
) -> Attribution:
    spans = [() if place is None else (Span(*place),) for place in (cue, content)]
    return Attribution(id=id, source=(), cue=spans[0], content=spans[1], confidence=1.0)


def vias(*attributions: Attribution) -> list[str | None]:
    return [one.via for one in nest(attributions)]


def test_a_cue_inside_another_content_is_nested_in_the_innermost() -> None:
    outer, middle, inner = (
        attribution("A1", (4, 8), (10, 90)),
        attribution("A2", (15, 20), (30, 80)),
        attribution("A3", (35, 40), (45, 70)),
    )
    assert vias(outer, middle, inner) == [None, "A1", "A2"]
    assert vias(inner, outer, middle) == ["A2", None, "A1"]


def test_a_noun_between_a_denial_and_what_it_denies_is_nested_in_the_denial() -> None:
    """As in "denied the union's report that …": the report's content is the denial's."""
    assert vias(attribution("A1", (0, 6), (30, 60)), attribution("A2", (20, 26), (30, 60))) == [
        None,
        "A1",
    ]


@pytest.mark.parametrize("lacking", ["cue", "content"])
def test_what_lacks_a_cue_or_a_content_nests_nothing(lacking: str) -> None:
    cue, content = (None, (10, 90)) if lacking == "cue" else ((4, 8), None)
    assert vias(attribution("A1", cue, content), attribution("A2", (95, 99), (100, 120))) == [
        None,
        None,
    ]


def test_statements_side_by_side_are_not_nested() -> None:
    _, attributions = marked("[Lena Orr] {said} <it rained>.", "[The board] {said} <it did not>.")
    assert vias(*attributions) == [None, None]
