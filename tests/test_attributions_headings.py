"""Headings, captions and pointers state nothing; lines of wrapped text are none of them."""

from __future__ import annotations

import textwrap

import pytest
from conftest import FakeTagger

from attrib.article import make_article
from attrib.attributions import find_attributions
from attrib.attributions.headings import find_headings

BEFORE = "Rain shuts three passes in the Dorrin hills\nThe pass road is shut, the mayor said."
AFTER = "Two lorries slid off the road at Fenn on Monday. Nobody was hurt, a guard said."


def headings_of(text: str) -> list[str]:
    return [span.of(text) for span in find_headings(make_article(text, id="test"))]


@pytest.mark.parametrize(
    "line",
    [
        "Storm claims a dozen sheep, blocks main road",
        "Concerns grow over the state of the bridge",
        "Mayor Says Bridge Will Hold",
        "WHAT THE MAYOR SAYS",
        "25 sheep lost in Fenn",
        "“We saw it coming”",
        "Photo: Mira Stoy says goodbye to her flock.",
        "Mira Stoy says the bridge must go. (Orr/Reuters)",
        "Read more: Mayor says the bridge will hold.",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_line_that_is_no_sentence_between_paragraphs_is_a_heading(line: str, gap: str) -> None:
    assert headings_of(gap.join([BEFORE, line, AFTER])) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "The mayor says the bridge will hold.",
        "Who says that the bridge will hold?",
        "The guard gave three reasons:",
        "He said nobody had slept since",
        "The mayor said the bridge would hold",
        "- Fenn Radio says the bridge will hold",
        "and the bridge will hold",
        "Rain",
        "The mayor " + "and the guard " * 8 + "say so",
    ],
)
def test_a_statement_is_no_heading(line: str) -> None:
    assert headings_of(f"{BEFORE}\n{line}\n{AFTER}") == []


def test_the_headline_and_the_last_line_are_no_headings() -> None:
    assert headings_of(f"Mayor says bridge will hold\n{AFTER}\nOrr reports from Fenn") == []


def test_headings_that_follow_each_other_are_all_headings() -> None:
    lines = ["Bridge closed", "Mayor says it will hold"]
    assert headings_of("\n".join([BEFORE, *lines, AFTER])) == lines


@pytest.mark.parametrize("width", [28, 44, 60, 72, 90])
@pytest.mark.parametrize("parting", ["\n", "\n\n", "\n  "])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_lines_of_wrapped_text_are_no_headings(width: int, parting: str, gap: str) -> None:
    paragraphs = [*BEFORE.split("\n"), AFTER, "Kai Orr says the Fenn Council and Mira Stoy agree."]
    wrapped = (gap.join(textwrap.wrap(paragraph, width)) for paragraph in paragraphs)
    assert headings_of(parting.join(wrapped)) == []


def test_a_heading_stands_between_wrapped_paragraphs_too() -> None:
    first, second = ("\n".join(textwrap.wrap(part, 40)) for part in (BEFORE, AFTER))
    assert headings_of(f"{first}\n\nStorm claims a dozen sheep\n\n{second}") == [
        "Storm claims a dozen sheep"
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "One line", "One\nTwo"])
def test_a_text_without_paragraphs_has_no_headings(text: str) -> None:
    assert headings_of(text) == []


def test_nothing_is_attributed_in_a_heading() -> None:
    text = f"{BEFORE} Guards said nobody was hurt.\nStorm claims a dozen sheep\n{AFTER}"
    cues = {"said nobody": 1.0, "claims": 1.0}
    (found,) = find_attributions(make_article(text, id="test"), tagger=FakeTagger(cues))
    assert found.cue[0].of(text) == "said nobody"
