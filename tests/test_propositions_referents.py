"""Pronouns, definite nouns and bare numbers: filled where one thing can be meant, else left."""

from __future__ import annotations

import pytest
from test_propositions import last

from attrib.propositions.clauses import make_clause
from attrib.propositions.speakers import Speaker
from attrib.records import Stance

FRONT = Speaker("the Hill Front", frozenset({"it"}))


@pytest.mark.parametrize(
    ("before", "line", "whole"),
    [
        ("Mira Solt had gone to the mill.",
         "[The miller, Toma Brenn], {said} <he had locked the door>.",
         "Toma Brenn had locked the door"),
        ("Mira Solt had gone to the mill.",
         "[The miller, Toma Brenn], {told} reporters on Friday <that his sacks were dry>.",
         "Toma Brenn's sacks were dry"),
        ("The depot was searched.", "[A nurse at Kell] {said} <she had counted nine beds>.",
         "the nurse at Kell had counted nine beds"),
        ("The Hill Rangers came late.", "<Its divers found the hull>, [the Ellow Coast Service] "
         "{said}.", "the Ellow Coast Service's divers found the hull"),
        ("Lena Orr gave a reading.", "<She'd sold the boat>, [she] {said}.",
         "Lena Orr had sold the boat"),
    ],
)  # fmt: skip
def test_the_speaker_is_meant(before: str, line: str, whole: str) -> None:
    assert last(before, line) == whole


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["[Otto Ferrin] {said} <he abstained>.", "According to [the minutes] {} <he voted>."],
         "Otto Ferrin voted"),
        (["“<I was calm>,” {said} [Otto Ferrin], a miller.",
          "Ferrin went home.", "[Police] {said} <he had been drunk>."],
         "Otto Ferrin had been drunk"),
        (["“<I quit>,” {said} [Otto Ferrin].", "Ferrin is 60.",
          "“<He took his hat>,” {said} [Lena Orr]."], "Otto Ferrin took his hat"),
    ],
)  # fmt: skip
def test_the_only_other_person_is_meant(lines: list[str], whole: str) -> None:
    lines = [line.replace("According to [the minutes] {}", "{According to} [the minutes]")
             for line in lines]  # fmt: skip
    assert last(*lines) == whole


@pytest.mark.parametrize(
    ("lines", "whole", "reason"),
    [
        (["Toma Brenn met Otto Ferrin.", "[Police] {said} <he had been drunk>."],
         "he had been drunk", "two fit"),
        (["A driver was beside Otto Ferrin.", "[Police] {said} <he had been drunk>."],
         "he had been drunk", "the driver fits too"),
        (["[Lena Orr] {told} Mira Solt <that she was late>."], "she was late", "either woman"),
        (["Toma Brenn met Orla Fenn.", "[Orla Fenn] {said} <he had hurt her dog>."],
         "he had hurt her dog", "two persons"),
        (["[The Ferro shipyard] {said} <he still owed for the hull>."],
         "he still owed for the hull", "no person"),
        (["[Marta Fenn] {told} the court <he had left>."], "he had left", "a woman's name"),
        (["[His agent, Lena Orr], {said} <she would sue>."], "she would sue", "kin"),
        (["Lena Orr left, and [Mira Solt, a clerk], {said} <she had not come back>."],
         "she had not come back", "the other is named in the sentence"),
    ],
)  # fmt: skip
def test_an_open_pronoun_is_left(lines: list[str], whole: str, reason: str) -> None:
    assert last(*lines) == whole, reason


def test_the_two_are_the_only_two_who_are_named() -> None:
    lines = (
        "“<I dined alone>,” {said} [Otto Ferrin].",
        "“<So did I>,” {said} [Lena Orr].",
        "Ferrin had met Orr once.",
        "[The innkeeper] {said} <the two had shared a table>.",
    )
    assert last(*lines) == "Otto Ferrin and Lena Orr had shared a table"
    assert last("Three men came.", lines[-1]) == "the two had shared a table"


def test_a_definite_noun_is_the_source_that_alone_is_called_so() -> None:
    judge = ("[Otto Ferrin] {said} <it rained>.", "[The judge, Otto Ferrin], {said} <it hailed>.")
    line = "[Lena Orr] {wrote} <that the judge had slept>."
    assert last(*judge, line) == "Otto Ferrin had slept"
    assert (
        last("[The judge, Mira Solt], {said} <it snowed>.", *judge, line) == "the judge had slept"
    )


@pytest.mark.parametrize(
    ("before", "line", "whole"),
    [
        ("The army said 14 men were gone.", "[The mayor] {said} <it was 31>.", "31 men were gone"),
        ("Forty soldiers had been killed, the army said.", "[The mayor] {said} <at least 52>.",
         "at least 52 soldiers had been killed"),
        ("The corps brought out nine bodies by noon.", "By night [it] {counted} <sixteen>.",
         "sixteen bodies"),
        ("The tower was to have no more than eight storeys.", "[The plans] {show} <fourteen>.",
         "fourteen storeys"),
        ("The mayor gave the number of dead as high.", "[A doctor] {said} <it was 23>.", "23 dead"),
        ("How many children were affected is in dispute.", "[Parents] {put} <the figure at 14>.",
         "14 children were affected"),
    ],
)  # fmt: skip
def test_a_bare_number_takes_what_was_counted_last(before: str, line: str, whole: str) -> None:
    assert last(before, line) == whole


@pytest.mark.parametrize(
    ("before", "line", "whole"),
    [
        ("It had rained for nine days.", "[The mayor] {said} <forty>.", "forty"),
        ("The ore may hold 28 per cent.", "[The mill] {measured} <33>.", "33"),
        ("Nine men came. They ate. They slept. They rose.", "[The mayor] {said} <forty>.", "forty"),
        ("Nobody came.", "[Lena Orr, whose two sons are below], {said} <forty>.", "forty"),
        ("Nine seats burnt.", "“<Forty, and I know their names>,” {said} [Lena Orr].",
         "Forty, and Lena Orr knows their names"),
    ],
)  # fmt: skip
def test_a_bare_number_without_a_count_is_left(before: str, line: str, whole: str) -> None:
    assert last(before, line) == whole


@pytest.mark.parametrize(
    ("words", "cue", "whole"),
    [
        ("the raid on Kell", "claimed responsibility for",
         "the Hill Front was responsible for the raid on Kell"),
        ("burning the mill", "took credit for", "the Hill Front burned the mill"),
        ("not to burn mills", "vowed", "the Hill Front will not burn mills"),
        ("residents of being cowards", "accused", "residents were cowards"),
    ],
)  # fmt: skip
def test_a_left_out_subject_is_put_back(words: str, cue: str, whole: str) -> None:
    assert make_clause(words, cue=cue, stance=Stance.ASSERTS, speaker=FRONT) == whole


@pytest.mark.parametrize("cue", ["demanded", "urged", "called for"])
def test_what_is_demanded_is_left(cue: str) -> None:
    words = "to lift the siege"
    assert make_clause(words, cue=cue, stance=Stance.ASSERTS, speaker=FRONT) == words
