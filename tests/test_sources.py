"""Sources: one for each real voice, whatever it is called, and none folded into another."""

from __future__ import annotations

import pytest
from conftest import marked

from attrib.article import make_article
from attrib.records import Attribution, Source, SourceKind, Span
from attrib.sources import resolve_sources


def sources_of(*lines: str) -> tuple[Source, ...]:
    return resolve_sources(*marked(*lines))


def made_by(*lines: str) -> dict[str, str]:
    """Each source's name with the numbers of its attributions: {"Dana Wirrel": "13"}."""
    return {
        source.name: "".join(id.removeprefix("A") for id in source.attributions)
        for source in sources_of(*lines)
    }


SAID = "{said} <the lock was shut>."


@pytest.mark.parametrize(
    ("first", "later", "name"),
    [
        ("Dana Wirrel, a river inspector,", ["Wirrel", "She"], "Dana Wirrel"),
        ("The river inspector, Dana Wirrel,", ["The inspector", "Dana Wirrel"], "Dana Wirrel"),
        ("Its director, Dr Levan Bercu,", ["Bercu", "Dr Bercu"], "Levan Bercu"),
        ("Mayor Otto Ferrin", ["Mr Ferrin", "The mayor", "He"], "Otto Ferrin"),
        ("The mayor", ["The mayor", "the mayor"], "mayor"),
        ("The Brackmoor Water Trust", ["It", "The Trust"], "Brackmoor Water Trust"),
        ("The Brackmoor Water Group", ["The group", "It"], "Brackmoor Water Group"),
        ("The Ellow Rivers Board", ["The body", "The agency"], "Ellow Rivers Board"),
        ("The Ellow Observatory for Tides", ["The Observatory"], "Ellow Observatory for Tides"),
        ("The Ellow Rivers Board (ERB)", ["ERB", "The ERB"], "Ellow Rivers Board"),
        ("The ERB (Ellow Rivers Board)", ["The Ellow Rivers Board", "ERB"], "Ellow Rivers Board"),
        ("The Valdorian army", ["The Valdorian military", "The army"], "Valdorian army"),
        ("A spokesman for the Weavers' Union", ["The spokesman", "The union"], "Weavers' Union"),
        ("The rulers, the Dorrin Council,", ["The Council", "The rulers"], "Dorrin Council"),
        ("A spokesman for the health ministry", ["The health ministry"], "health ministry"),
        ("The health ministry", ["A ministry spokeswoman", "The ministry"], "health ministry"),
        ("The ministry's spokeswoman", ["The ministry"], "ministry"),
        ("The Brackmoor Water Company", ["Its spokesman", "The company"],
         "Brackmoor Water Company"),
        ("A report by the Ellow Rivers Board", ["The Ellow Rivers Board"], "Ellow Rivers Board"),
        ("The commission’s report", ["The commission"], "commission"),
        ("Anglers", ["They", "The anglers"], "Anglers"),
        ("The mayor, who was ill,", ["The mayor"], "mayor"),
    ],
)  # fmt: skip
def test_one_source_whatever_it_is_called(first: str, later: list[str], name: str) -> None:
    lines = [f"[{mention}] {SAID}" for mention in (first, *later)]
    assert made_by(*lines) == {name: "1234"[: len(lines)]}


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("A spokesman", "spokesman"),
        ("The spokeswoman", "spokeswoman"),
        ("A senior spokesman", "senior spokesman"),
        ("The press office", "press office"),
        ("One spokesman", "spokesman"),
        ("An army spokesman", "army"),
    ],
)
def test_a_spokesman_of_nobody_is_called_a_spokesman(mention: str, name: str) -> None:
    assert made_by(f"[{mention}] {SAID}") == {name: "1"}


def test_an_acronym_introduced_outside_any_mention_is_known() -> None:
    lines = "The Ellow Rivers Board (ERB) met on Monday.", f"[The ERB] {SAID}"
    assert made_by(*lines) == {"Ellow Rivers Board": "1"}


def test_a_surname_is_put_in_full_from_anywhere_in_the_article() -> None:
    lines = f"[Wirrel] {SAID}", "The county sent Dana Wirrel on Monday."
    assert made_by(*lines) == {"Dana Wirrel": "1"}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Otto Ferrin", "Lena Ferrin"),
        ("The Ellow Trust", "The Dorrin Trust"),
        ("The Valdorian army", "The Ostrel army"),
        ("The Valdorian army", "The Valdorian police"),
        ("Some villagers", "Other villagers"),
        ("The mayor", "Lena Orr"),
        ("An unnamed official", "Otto Ferrin"),
        ("Residents", "The mayor"),
        ("Dr Ana Prell", "Her colleague"),
        ("Valdoria’s government", "Valdoria"),
    ],
)
def test_two_voices_stay_two(a: str, b: str) -> None:
    assert list(made_by(f"[{a}] {SAID}", f"[{b}] {SAID}").values()) == ["1", "2"]


@pytest.mark.parametrize(
    ("mention", "names"),
    [
        ("Valdoria and Ostrel", ["Valdoria", "Ostrel"]),
        ("both Valdoria and Ostrel", ["Valdoria", "Ostrel"]),
        ("Valdoria, Ostrel and Fenn", ["Valdoria", "Ostrel", "Fenn"]),
        ("The police and the fire service", ["police", "fire service"]),
        ("Dana Wirrel and Otto Ferrin", ["Dana Wirrel", "Otto Ferrin"]),
        ("The mayor of Dorrin and Lena Orr", ["mayor of Dorrin", "Lena Orr"]),
        ("The Ministry of Health and Education", ["Ministry of Health and Education"]),
        ("The Department for Roads and Rail", ["Department for Roads and Rail"]),
    ],
)
def test_a_joint_source_is_each_of_its_members(mention: str, names: list[str]) -> None:
    found = sources_of(f"[{mention}] {SAID}")
    assert [source.name for source in found] == names
    assert all(source.attributions == ("A1",) for source in found)


def test_a_member_of_a_joint_source_is_known_when_it_speaks_alone() -> None:
    lines = f"[Valdoria and Ostrel] {SAID}", f"[Ostrel] {SAID}"
    assert made_by(*lines) == {"Valdoria": "1", "Ostrel": "12"}


@pytest.mark.parametrize("pronoun", ["They", "Both"])
def test_a_plural_pronoun_is_the_joint_source(pronoun: str) -> None:
    lines = f"[Dana Wirrel and Otto Ferrin] {SAID}", f"[{pronoun}] {SAID}"
    assert made_by(*lines) == {"Dana Wirrel": "12", "Otto Ferrin": "12"}


@pytest.mark.parametrize(
    "mention",
    ["Two officials", "A source close to the board", "Some people", "A senior official", "Critics"],
)
def test_unnamed_stays_unnamed(mention: str) -> None:
    first, second = sources_of(f"[{mention}] {SAID}", f"[The mayor] {SAID}")
    assert (first.kind, second.kind) == (SourceKind.UNNAMED, SourceKind.OFFICIAL)


def test_no_source_is_unknown_and_folded_into_nobody() -> None:
    lines = f"[The mayor] {SAID}", f"It was {SAID}", f"[The mayor] {SAID}", f"It was {SAID}"
    mayor, unknown = sources_of(*lines)
    assert (unknown.kind, unknown.attributions) == (SourceKind.UNKNOWN, ("A2", "A4"))
    assert (mayor.attributions, unknown.mentions) == (("A1", "A3"), ())


@pytest.mark.parametrize(
    "lines",
    [
        (f"[He] {SAID}", f"[The mayor] {SAID}"),
        (f"[Its spokesman] {SAID}", f"[The mayor] {SAID}"),
        (f"[It] {SAID}", f"[Lena Orr] {SAID}"),
        (f"[I] {SAID}", f"[Lena Orr] {SAID}"),
    ],
)
def test_a_pronoun_without_antecedent_is_unknown(lines: tuple[str, ...]) -> None:
    first, second = sources_of(*lines)
    assert (first.kind, first.attributions) == (SourceKind.UNKNOWN, ("A1",))
    assert second.attributions == ("A2",)


@pytest.mark.parametrize(
    ("speaker", "pronoun"),
    [
        ("Ms Dana Wirrel", "He"),
        ("Mr Otto Ferrin", "She"),
        ("Dana Wirrel", "It"),
        ("Dana Wirrel", "They"),
        ("The Ellow Rivers Board", "She"),
        ("The Ellow Rivers Board", "They"),
    ],
)
def test_a_pronoun_that_does_not_fit_is_unknown(speaker: str, pronoun: str) -> None:
    assert list(made_by(f"[{speaker}] {SAID}", f"[{pronoun}] {SAID}").items())[1] == (
        "unknown",
        "2",
    )


def test_a_person_who_was_he_is_not_she_afterwards() -> None:
    lines = f"[Robin Vell] {SAID}", f"[He] {SAID}", f"[She] {SAID}"
    assert made_by(*lines) == {"Robin Vell": "12", "unknown": "3"}


def test_a_pronoun_does_not_look_back_for_ever() -> None:
    between = "The lock was dry.", "Two boats lay there.", "It was cold."
    assert made_by(f"[Lena Orr] {SAID}", *between, f"[She] {SAID}")["unknown"] == "2"


def test_it_passes_over_a_person_to_the_body_before() -> None:
    lines = f"[The Dorrin Board] {SAID}", f"[Lena Orr] {SAID}", f"[It] {SAID}"
    assert made_by(*lines) == {"Dorrin Board": "13", "Lena Orr": "2"}


def test_a_pronoun_finds_who_was_named_but_had_not_spoken() -> None:
    assert made_by("Otto Ferrin left the hall.", f"[He] {SAID}") == {"Otto Ferrin": "1"}


def test_the_first_person_is_who_is_quoted_around_it() -> None:
    article, (outer, inner) = marked(f"[Lena Orr] {SAID}", f"[I] {SAID}")
    inner = type(inner)("A2", inner.source, inner.cue, inner.content, via="A1")
    assert [s.attributions for s in resolve_sources(article, (outer, inner))] == [("A1", "A2")]


@pytest.mark.parametrize(
    ("mention", "kind"),
    [
        ("The Valdorian army", SourceKind.PARTY),
        ("The government", SourceKind.PARTY),
        ("France", SourceKind.PARTY),
        ("The health ministry", SourceKind.OFFICIAL),
        ("Mayor Otto Ferrin", SourceKind.OFFICIAL),
        ("The police", SourceKind.OFFICIAL),
        ("The fire brigade", SourceKind.RESCUER),
        ("Rescue workers", SourceKind.RESCUER),
        ("A nurse at Dorrin hospital", SourceKind.MEDIC),
        ("Ana Prell, a surgeon,", SourceKind.MEDIC),
        ("The Ellow Observatory for Tides", SourceKind.MONITOR),
        ("Villagers", SourceKind.WITNESS),
        ("Two residents", SourceKind.WITNESS),
        ("The Dorrin Gazette", SourceKind.MEDIA),
        ("The Weavers' Union", SourceKind.ORGANISATION),
        ("the Aurelians", SourceKind.ORGANISATION),
        ("Lena Orr", SourceKind.PERSON),
        ("Her colleague", SourceKind.UNNAMED),
        ("An official", SourceKind.UNNAMED),
    ],
)
def test_the_kind_is_read_from_the_words(mention: str, kind: SourceKind) -> None:
    (source,) = sources_of(f"Later [{mention}] {SAID}")
    assert source.kind is kind


def test_an_apposition_later_on_still_tells_the_kind() -> None:
    (source,) = sources_of(f"[Ana Prell] {SAID}", f"[Prell, a surgeon,] {SAID}")
    assert source.kind is SourceKind.MEDIC


def test_mentions_slice_to_the_words_and_come_in_order() -> None:
    article, attributions = marked(f"[Mayor Otto Ferrin] {SAID}", f"[He] {SAID}")
    (source,) = resolve_sources(article, attributions)
    assert [m.of(article.text) for m in source.mentions] == ["Mayor Otto Ferrin", "He"]


def test_ids_follow_the_order_of_speaking() -> None:
    found = sources_of(f"[The mayor] {SAID}", f"[Residents] {SAID}", f"[The mayor] {SAID}")
    assert [(source.id, source.attributions) for source in found] == [
        ("S1", ("A1", "A3")),
        ("S2", ("A2",)),
    ]


def test_no_attributions_no_sources() -> None:
    assert sources_of("Nobody spoke.") == ()


@pytest.mark.parametrize("mention", [",", "”", "()", "the", "’s"])
def test_a_mention_that_names_nobody_is_unknown(mention: str) -> None:
    text = f"{mention} said the dam was safe."
    start = len(mention) + 1
    attribution = Attribution(
        "A1",
        source=(Span(0, len(mention)),),
        cue=(Span(start, start + 4),),
        content=(Span(start + 5, len(text) - 1),),
    )
    [source] = resolve_sources(make_article(text, id="x"), (attribution,))
    assert source.kind is SourceKind.UNKNOWN
