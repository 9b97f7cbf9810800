"""Terms: content words as stems, words for one thing under one name, each with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrib.terms import find_terms, terms_of


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("shelling", "bombardment", True),
        ("killed", "deaths", True),
        ("the flooding", "it floods", True),
        ("said that it was", "had been there", True),
        ("12 boats", "14 boats", False),
        ("killed", "injured", False),
    ],
)
def test_terms_are_stems_without_the_commonest_words(a: str, b: str, same: bool) -> None:
    assert (terms_of(a) == terms_of(b)) is same


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The lock at Dorrin was open", ["lock", "Dorrin", "open"]),
        ("  1,200 boats,\nold ones", ["1,200", "boats", "old", "ones"]),
        ("Öland’s rivers‑board", ["Öland", "rivers", "board"]),
        ("he did not say so", []),
        ("", []),
    ],
)
def test_each_term_has_the_place_of_its_word(text: str, words: list[str]) -> None:
    assert [span.of(text) for _, span in find_terms(text)] == words


def test_words_for_one_thing_keep_their_own_places() -> None:
    text = "Shelling killed two pupils; the bombardment left girls dead"
    found = [(term, span.of(text)) for term, span in find_terms(text)]
    assert [found[n] for n in (0, 3)] == [("attack", "Shelling"), ("attack", "bombardment")]
    assert [found[n] for n in (1, 6)] == [("killed", "killed"), ("killed", "dead")]
    assert [found[n] for n in (2, 5)] == [("civilian", "pupils"), ("civilian", "girls")]


def test_terms_are_counted() -> None:
    assert terms_of("The lock, the locks and Dorrin") == {"lock": 2, "dorrin": 1}


@given(st.text(max_size=60))
def test_terms_are_found_in_order_and_do_not_overlap(text: str) -> None:
    found = list(find_terms(text))
    for (_, before), (_, after) in zip(found, found[1:], strict=False):
        assert before.end <= after.start
    assert all(term and span.of(text).strip() == span.of(text) for term, span in found)
    assert terms_of(text).total() == len(found)
