"""Sources: people, whatever an article calls them, and whom its pronouns stand for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import marked

from attrib.records import Attribution
from attrib.sources import resolve_sources

SAID = "{said} <the lock was shut>."


def names(*lines: str) -> list[str]:
    """The name of each attribution's source, in the order of the lines that have one."""
    article, attributions = marked(*lines)
    return _names(article, attributions)


def _names(article: object, attributions: tuple[Attribution, ...]) -> list[str]:
    made = resolve_sources(article, attributions)  # type: ignore[arg-type]
    return [next(s.name for s in made if one.id in s.attributions) for one in attributions]


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("House Speaker Dana Wirrel", "Dana Wirrel"),
        ("Valdorian Secretary of State Dana Wirrel", "Dana Wirrel"),
        ("the cook Dana Wirrel, who watched from her van", "Dana Wirrel"),
        ("her friend Dana Wirrel", "Dana Wirrel"),
        ("Captain Dana Wirrel of the lake police", "Dana Wirrel"),
        ("Dana T. Wirrel Jr.", "Dana Wirrel"),
        ("Sen. Dana Wirrel, R-Dor.,", "Dana Wirrel"),
        ("Sen. Dana Wirrel (D-Dor.)", "Dana Wirrel"),
        ("Fenn Radio's Dana Wirrel", "Dana Wirrel"),
        ("Dana Wirrel — like Orr, a river inspector —", "Dana Wirrel"),
        ("One analyst, Dana Wirrel of Corrigan", "Dana Wirrel"),
        ("a man who gave his name only as Moses", "Moses"),
        ("Dana Wirrel herself", "Dana Wirrel"),
    ],
)
def test_the_name_of_a_person_is_the_name_alone(mention: str, name: str) -> None:
    assert names(f"Later [{mention}] {SAID}") == [name]


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("As Dana Wirrel", "Dana Wirrel"),
        ("Meanwhile Dana Wirrel", "Dana Wirrel"),
        ("According to the Dorrin Gazette", "Dorrin Gazette"),
        ("As the Dorrin Gazette", "Dorrin Gazette"),
    ],
)
def test_a_word_that_leads_in_is_no_part_of_a_name(mention: str, name: str) -> None:
    assert names(f"[{mention}] {SAID}") == [name]


@pytest.mark.parametrize(
    ("told", "mention"),
    [
        ("Foreign Minister Dana Wirrel came.", "the minister"),
        ("Foreign Minister Dana Wirrel came.", "the foreign minister"),
        ("Dana Wirrel, a retired surgeon, came.", "the surgeon"),
        ("The party's leader, Dana Wirrel, came.", "the leader"),
        ("Sen. Dana Wirrel came.", "the senator"),
        ("Sen. Dana Wirrel came.", "the Dorrin senator"),
        ("Opposition leader Dana Wirrel came.", "the opposition leader"),
        ("Dana Wirrel came.", "Mr. Wirrel"),
        ("Dana Wirrel came.", "a defensive Wirrel"),
        ("Dana Wirrel came.", "@theDanaWirrel"),
        ("Wirrel Dana came with a plan. The chairman, Dana Wirrel, came.", "Dana Wirrel"),
    ],
)
def test_a_role_or_a_surname_is_the_person_the_article_gave_it(told: str, mention: str) -> None:
    assert names(told, f"Then [{mention}] {SAID}") == ["Dana Wirrel"]


def test_a_role_of_two_people_is_nobodys() -> None:
    told = "Judge Dana Wirrel came. Judge Otto Ferrin came."
    assert names(told, f"[the judge] {SAID}") == ["judge"]


def test_the_judge_of_a_headline_is_the_one_named_below() -> None:
    line = f"[A Dorrin judge] {SAID}"
    assert names(line, "It rained.", "Judge Dana Wirrel spoke for an hour.") == ["Dana Wirrel"]


@pytest.mark.parametrize("mention", ["the Dorrin senator", "the nominee", "The candidate"])
def test_second_words_are_for_the_person_in_view(mention: str) -> None:
    assert names(f"[Dana Wirrel] {SAID}", f"[{mention}] {SAID}") == ["Dana Wirrel"] * 2


def test_second_words_with_nobody_in_view_stay_a_description() -> None:
    assert names(f"[the candidate] {SAID}") == ["candidate"]


def test_of_two_people_of_one_surname_the_first_introduced_has_it_alone() -> None:
    told = "Otto Ferrin came with his daughter Lena Ferrin."
    assert names(told, f"[Ferrin] {SAID}", f"[Ms Ferrin] {SAID}") == ["Otto Ferrin", "Lena Ferrin"]


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("His lawyer", "Otto Ferrin's lawyer"),
        ("Ferrin's lawyer", "Otto Ferrin's lawyer"),
        ("a lawyer for Otto Ferrin", "Otto Ferrin's lawyer"),
        ("Ferrin's spokesman", "Otto Ferrin's spokesman"),
        ("His office", "Otto Ferrin's office"),
        ("His aides", "Ferrin's aides"),
        ("The Ferrin campaign", "Ferrin campaign"),
        ("His campaign", "Ferrin campaign"),
        ("His wife, Lena,", "Lena Ferrin"),
        ("Ferrin's remarks", "Otto Ferrin"),
        ("Ferrin's", "Otto Ferrin"),
    ],
)
def test_who_belongs_to_a_person_is_called_by_him(mention: str, name: str) -> None:
    assert names(f"[Otto Ferrin] {SAID}", f"[{mention}] {SAID}") == ["Otto Ferrin", name]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("[Otto Ferrin] " + SAID, "Ferrin saw Lena Orr.", "[He] " + SAID), "Otto Ferrin"),
        (("A letter to Otto Ferrin came from Karl Vell.", "[He] " + SAID), "Karl Vell"),
        (("[Lena Orr] " + SAID, "Ferrin, Otto Ferrin, rose.", "[She] " + SAID), "Lena Orr"),
        (("[Otto Ferrin] " + SAID, "Lena Orr's dog slept.", "[She] " + SAID), "Lena Orr"),
        (("[The mayor] " + SAID, "[He] " + SAID), "mayor"),
    ],
)
def test_he_is_who_leads_the_text(lines: tuple[str, ...], name: str) -> None:
    assert names(*lines)[-1] == name


def test_he_is_nobody_inside_what_he_says() -> None:
    lines = f"[Otto Ferrin] {SAID}", "<Karl Vell shut the lock>, [he] {added}."
    assert names(*lines) == ["Otto Ferrin"] * 2


def test_a_pronoun_of_the_narration_keeps_a_person_in_view() -> None:
    between = "He rose.", "It was cold.", "He sat.", "It was late.", "He coughed."
    assert names(f"[Otto Ferrin] {SAID}", *between, f"[He] {SAID}") == ["Otto Ferrin"] * 2


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Then came Otto Ferrin, [who] " + SAID, "Otto Ferrin"),
        ("Then came Otto Ferrin of Fenn, [who] " + SAID, "Otto Ferrin"),
        ("Then came Otto Ferrin, an aide at the Dorrin Trust [who] " + SAID, "Otto Ferrin"),
        ("They asked the Dorrin Trust, [which] " + SAID, "Dorrin Trust"),
        ("There were the anglers, [who] " + SAID, "anglers"),
    ],
)
def test_a_relative_takes_what_stands_before_it(line: str, name: str) -> None:
    assert names(line) == [name]


@pytest.mark.parametrize("pronoun", ["I", "we"])
def test_the_first_person_is_whose_quotation_it_stands_in(pronoun: str) -> None:
    article, (outer,) = marked(f"[Lena Orr] {{said}} <{pronoun} know the lock was shut>.")
    start = outer.content[0].start
    span = replace(outer.content[0], end=start + len(pronoun))
    cue = replace(span, start=start + len(pronoun) + 1, end=start + len(pronoun) + 5)
    content = replace(outer.content[0], start=cue.end + 1)
    inner = Attribution("A2", (span,), (cue,), (content,))
    assert _names(article, (outer, inner)) == ["Lena Orr"] * 2


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("[Lena Orr] {came}, <smiling>, {adding} <that it rained>.", "Lena Orr"),
        ("It {was announced} <that it rained>.", "unknown"),
    ],
)
def test_a_participle_goes_on_for_the_speaker_and_a_passive_for_nobody(
    line: str, name: str
) -> None:
    article, (one,) = marked(line)
    if len(one.cue) == 1:
        assert _names(article, (one,)) == [name]
        return
    first = replace(one, cue=one.cue[:1], content=one.content[:1])
    second = Attribution("A2", (), one.cue[1:], one.content[1:])
    assert _names(article, (first, second)) == [name] * 2


@pytest.mark.parametrize(("between", "name"), [((), "Lena Orr"), (("Rain fell.",) * 4, "unknown")])
def test_a_quotation_alone_is_the_last_speakers(between: tuple[str, ...], name: str) -> None:
    article, (first, last) = marked(f"[Lena Orr] {SAID}", *between, "{“}<It was shut.>”")
    alone = Attribution("A2", (), (), last.content)
    assert _names(article, (first, alone)) == ["Lena Orr", name]


def test_a_span_that_cuts_a_word_is_read_as_the_word() -> None:
    assert names("Dana Wirrel came.", f"Then Wir[rel] {SAID}") == ["Dana Wirrel"]
