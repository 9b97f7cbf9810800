"""How many speak in a mention with "and": each of a joint source, or one under two descriptions."""

from __future__ import annotations

import pytest
from conftest import marked

from attrib.sources import resolve_sources

SAID = "{said} <the lock was shut>."


def names(*lines: str) -> list[str]:
    """The names of the sources of the last attribution, in the order of the sources."""
    article, attributions = marked(*lines)
    made = resolve_sources(article, attributions)
    return [source.name for source in made if attributions[-1].id in source.attributions]


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("Ada Corr, the union's chief counsel and a member of its board", ["Ada Corr"]),
        ("Ada Corr, its president and CEO", ["Ada Corr"]),
        ("Ada Corr, a former Fenn governor and harbour administrator", ["Ada Corr"]),
        ("Ada Corr, a skipper at the harbour and a Fenn superdelegate", ["Ada Corr"]),
        ("Ada Corr, an adviser to Mayor Lena Orr and Mayor Kai Wirrel", ["Ada Corr"]),
        ("Vice President and Managing Editor Ada Corr", ["Ada Corr"]),
        ("the former aide and current Fenn anchor Ada Corr", ["Ada Corr"]),
    ],
)
def test_two_offices_of_one_person_are_one_source(mention: str, expected: list[str]) -> None:
    assert names(f"[{mention}] {SAID}") == expected


def test_two_descriptions_after_one_determiner_are_one_source() -> None:
    assert len(names(f"[The former first lady and U.S. senator] {SAID}")) == 1


def test_a_second_word_with_two_offices_is_whom_the_article_has_in_view() -> None:
    before = "Ada Corr came late. Ada Corr stayed on."
    assert names(before, f"[The Valdorian senator and party candidate] {SAID}") == ["Ada Corr"]


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("some divers and keepers", ["some divers and keepers"]),
        ("Eleven coastal and inland unions", ["Eleven coastal and inland unions"]),
        ("Harbour pilots and others", ["Harbour pilots and others"]),
        (
            "some polls in the Low Coast and Corvia",
            ["some polls in the Low Coast and Corvia"],
        ),
        ("Several skippers, including Ada Corr and Kai Orr", ["Several skippers"]),
        ("the Center for Tidal and Harbour Research", ["Center for Tidal and Harbour Research"]),
    ],
)
def test_a_crowd_or_a_body_is_one_source(mention: str, expected: list[str]) -> None:
    assert names(f"[{mention}] {SAID}") == expected


@pytest.mark.parametrize(
    ("mention", "expected"),
    [
        ("senator Ada Corr, R-Tenn., and Kai Orr, R-S.C.", ["Ada Corr", "Kai Orr"]),
        ("Mayor Ada Corr and former Fenn governor Kai Orr", ["Ada Corr", "Kai Orr"]),
        ("Ada Corr, mayor of Fenn, and Kai Orr, its sheriff", ["Ada Corr", "Kai Orr"]),
        ("Sen. Ada Corr (R), who is leaving, and Kai Orr (D)", ["Ada Corr", "Kai Orr"]),
        ("Ada Corr and Kai Orr, two of the keepers", ["Ada Corr", "Kai Orr"]),
        ("Two objectors, Ada Corr and Kai Orr", ["Ada Corr", "Kai Orr"]),
        ("objectors — Ada Corr and Kai Orr", ["Ada Corr", "Kai Orr"]),
        ("the union's leaders, Ada Corr and Kai Orr", ["Ada Corr", "Kai Orr"]),
        ("The book and film", ["book", "film"]),
        ("Mary and Kai Orr", ["Mary Orr", "Kai Orr"]),
        ("the mayor and the company", ["mayor", "company"]),
        ("Ada Corr, Kai Orr and Lena Wirrel", ["Ada Corr", "Kai Orr", "Lena Wirrel"]),
    ],
)
def test_those_who_speak_together_are_each_a_source(mention: str, expected: list[str]) -> None:
    assert names(f"[{mention}] {SAID}") == expected


def test_lawyers_for_both_of_one_surname_are_kept_apart() -> None:
    before = "Mark Corr and Mary Corr parted."
    lawyers = f"[Lawyers for both Mark and Mary Corr] {SAID}"
    assert names(before, lawyers) == ["Mark Corr's lawyers", "Mary Corr's lawyers"]


@pytest.mark.parametrize(
    ("before", "mention", "expected"),
    [
        ("Ada Corr's lawsuit went to Fenn.", "The suit", ["Ada Corr"]),
        ("A letter by Ada Corr came late.", "The letter", ["Ada Corr"]),
        ("Ada Corr got a letter.", "The letter", ["letter"]),
        ("Ada Corr's letter crossed Kai Orr's letter.", "The letter", ["letter"]),
    ],
)
def test_a_paper_is_whose_the_article_says_it_is(
    before: str, mention: str, expected: list[str]
) -> None:
    assert names(before, f"[{mention}] {SAID}") == expected


def test_reports_in_general_are_one_source() -> None:
    first = f"[Reports] {SAID}"
    assert names(first, f"[multiple news reports] {SAID}") == ["Reports"]


def test_a_film_is_not_the_person_it_blames() -> None:
    assert names("The film blames Corr for the flood.", f"[The film] {SAID}") == ["film"]


def test_a_film_is_the_movie_and_not_the_book() -> None:
    assert names(f"[The book and film] {SAID}", f"[The movie] {SAID}") == ["film"]
