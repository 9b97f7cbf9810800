"""Cues that never report and contents that put nothing forward make no attribution."""

from __future__ import annotations

import pytest
from conftest import FakeTagger

from attrib.article import make_article
from attrib.attributions import find_attributions


def is_stated(text: str, cue: str) -> bool:
    article = make_article(f"Rain fell in Fenn. {text}", id="test")
    return bool(find_attributions(article, tagger=FakeTagger({cue: 1.0})))


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The mill keeps two cats in the loft.", "keeps"),
        ("The barrier let the van out at ten.", "let"),
        ("Her recall came five days late.", "came"),
        ("The council gave a very different account.", "gave"),
        ("Survivors told different stories.", "told"),
        ("State radio went further than the army.", "went"),
        ("The army struck again, adding another layer of doubt to the affair.", "adding"),
        ("The storm moved on, adding to the misery of the valley.", "adding"),
        ("Dana Wirrel discussing the dam with her northern counterpart.", "discussing"),
    ],
)
def test_what_states_nothing_is_left_out(text: str, cue: str) -> None:
    assert not is_stated(text, cue)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The mayor spoke of a leak, adding that it was small.", "adding"),
        ("The mayor spoke of a leak, adding it was small.", "adding"),
        ("The mayor spoke of a leak, adding the guard closed the valve.", "adding"),
        ("The mayor spoke of a leak, adding: “Another day of this and we drown.”", "adding"),
        ("The magazine has her saying that the novel was borrowed.", "has"),
        ("The council gave a toll of 31 dead.", "gave"),
        ("The two were discussing the dam.", "discussing"),
        ("Dana Wirrel discussing how the dam broke.", "discussing"),
        ("Survivors told different stories of how the dam broke.", "told"),
    ],
)
def test_what_states_something_stays(text: str, cue: str) -> None:
    assert is_stated(text, cue)
