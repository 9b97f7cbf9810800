"""Sources: bodies, groups, outlets and documents, whatever an article calls them."""

from __future__ import annotations

import pytest
from conftest import marked

from attrib.sources import resolve_sources

SAID = "{said} <the lock was shut>."


def names(*lines: str) -> list[str]:
    """The names of the sources, in the order of speaking."""
    return [source.name for source in resolve_sources(*marked(*lines))]


@pytest.mark.parametrize(
    ("told", "mention", "name"),
    [
        ("The Dorrin Water Company came.", "the company", "Dorrin Water Company"),
        ("Nordal Chemicals came.", "the company", "Nordal Chemicals"),
        ("Nordal Chemicals came.", "Nordal", "Nordal Chemicals"),
        ("Then Curanta, an insurer, came.", "the insurer", "Curanta"),
        ("The Ellow Rivers Board came.", "ERB", "Ellow Rivers Board"),
        ("The Ellow Rivers Board came.", "the board", "Ellow Rivers Board"),
        ("Then the Dorrin ballot commission came.", "the commission", "Dorrin ballot commission"),
        ("Then the Corr administration came.", "the administration", "Corr administration"),
    ],
)
def test_a_short_form_is_put_in_full(told: str, mention: str, name: str) -> None:
    assert names(told, f"Now [{mention}] {SAID}") == [name]


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("the health insurer Curanta", "Curanta"),
        ("Bookmaker Oddsway", "Oddsway"),
        ("The Valdorian newspaper Kompas", "Kompas"),
        ("A group calling itself Nightheron", "Nightheron"),
        ("Analysts at Brightwall, a firm hired by the town", "Brightwall"),
        ("the city's chamber of commerce", "chamber of commerce"),
        ("The league's Integrity Unit", "Integrity Unit"),
        ("an incident log released by Dorrin Council", "Dorrin Council"),
        ("Dorrin Fire and Rescue", "Dorrin Fire and Rescue"),
        ("The Fenn and Dorrin Coalition", "Fenn and Dorrin Coalition"),
        ("A spokeswoman for the Dorrin Board", "Dorrin Board"),
        ("President Ada Corr's government", "Ada Corr's government"),
        ("the prime minister's spokeswoman", "prime minister's spokeswoman"),
        ("many editors", "many editors"),
        ("721 delegates", "721 delegates"),
        ("The September poll", "September poll"),
    ],
)
def test_a_body_is_called_by_its_name(mention: str, name: str) -> None:
    assert names(f"Later [{mention}] {SAID}") == [name]


def test_the_governments_of_two_countries_are_two() -> None:
    found = names(f"[The governments of Beldan and Issia] {SAID}")
    assert found == ["government of Beldan", "government of Issia"]


def test_several_people_with_an_apposition_are_each_their_own() -> None:
    assert names(f"[Lena Orr and Otto Ferrin, the owners of the mill,] {SAID}") == [
        "Lena Orr",
        "Otto Ferrin",
    ]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("The Dorrin Trust paid. In a note", "[it] " + SAID), "Dorrin Trust"),
        (("[The Dorrin Trust] " + SAID, "Lena Orr came.", "[It] " + SAID), "Dorrin Trust"),
        (("Lena Orr came.", "[It] " + SAID), "unknown"),
    ],
)
def test_it_is_the_body_in_view(lines: tuple[str, ...], name: str) -> None:
    assert names(*lines)[-1] == name


def test_us_is_a_country_and_no_pronoun() -> None:
    assert names(f"[The US] {SAID}") == ["United States"]


def test_a_person_may_be_called_like_a_country() -> None:
    assert names("Rep. Ada Jordan came.", f"[Jordan] {SAID}") == ["Ada Jordan"]


def test_a_name_in_a_headline_of_capitals_alone_is_none() -> None:
    lines = "Watchdog Fires Schilling Over Emails\n\n", f"[Schilling] {SAID}"
    assert names(*lines) == ["Schilling"]


def test_parties_are_not_their_committee_members() -> None:
    assert names("The Oversight Republicans met.", f"Now [Republicans] {SAID}") == ["Republicans"]
