"""Pointers: what only names another claim is filled from the claim that it means, or left."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import marked

from attrib.claims import claims_from
from attrib.propositions import stand_alone
from attrib.records import Claim, Stance
from attrib.sources import resolve_sources

CHARGE = "[Lena Orr] {said} <the clerk had taken bribes>."
BRIBES = "the clerk had taken bribes"


def claims_in(*lines: str) -> tuple[Claim, ...]:
    article, attributions = marked(*lines)
    sources = resolve_sources(article, attributions)
    return stand_alone(article, claims_from(article, attributions, sources), sources)


def taken(stance: Stance, *lines: str) -> Claim:
    """Return the last claim, read with a given stance."""
    article, attributions = marked(*lines)
    sources = resolve_sources(article, attributions)
    *earlier, claim = claims_from(article, attributions, sources)
    return stand_alone(article, (*earlier, replace(claim, stance=stance)), sources)[-1]


def last(*lines: str) -> str:
    """Return the whole of the last claim."""
    return claims_in(*lines)[-1].standalone[0]


@pytest.mark.parametrize(
    "words",
    [
        "Not so", "Far from it", "That is not what happened", "The opposite is the case",
        "None of it happened", "Not one of these things happened", "That cannot be true",
        "Orr's account is a fairy tale", "The charge is laughable", "This story was “pure fantasy”",
        "Ms Orr's account had been “invented for a film”", "A drunkard's fable",
        "The bank had done nothing of the kind", "There is not a word of truth in it",
    ],
)  # fmt: skip
def test_rejections_negate_what_they_reject(words: str) -> None:
    assert last(CHARGE, f"[The Ellow bank] {{said}} <{words}>.") == f"It is not true that {BRIBES}"


@pytest.mark.parametrize(
    "words",
    ["It is not so easy to find a clerk", "The opposite bank is flooded", "Nothing was found",
     "The charge is two crowns a head", "A clerk's wages are a joke to live on"],
)  # fmt: skip
def test_what_says_something_of_its_own_is_no_rejection(words: str) -> None:
    assert last(CHARGE, f"[The Ellow bank] {{said}} <{words}>.") == words


@pytest.mark.parametrize(
    ("cue", "words"),
    [
        ("denied", "that accusation"), ("dismissed", "what Orr had said"),
        ("disputed", "everything that Orr said"), ("dismissed", "the tale"),
        ("disputed", "Ms Orr's version"), ("denied", "the claim of Orr"),
        ("denied", "the accusation about the clerk"), ("rejected", "the porter's main finding"),
    ],
)  # fmt: skip
def test_nouns_for_claims_take_what_was_claimed(cue: str, words: str) -> None:
    assert last(CHARGE, f"[The Ellow bank] {{{cue}}} <{words}>.") == BRIBES


def test_a_charge_is_that_of_its_own_sentence() -> None:
    rejected = "<a charge> [the Ellow bank] {rejected}."
    assert last("[Lena Orr] {said} <the clerk had taken bribes>,", rejected) == BRIBES
    assert last(CHARGE, f"It was {rejected}") == "a charge"


@pytest.mark.parametrize(
    ("cue", "words"),
    [
        ("backed", "her account"), ("agreed with", "Orr's story"), ("echoed", "those comments"),
        ("said", "Orr's account was correct"), ("said", "Orr had it right"),
        ("said", "she shared Orr's assessment"),
    ],
)  # fmt: skip
def test_who_agrees_says_the_same(cue: str, words: str) -> None:
    assert last(CHARGE, f"[The porter] {{{cue}}} <{words}>.") == BRIBES


def test_who_stands_by_its_own_says_it_again() -> None:
    assert last(CHARGE, "[The Tribune] {stood by} <its story>.") == "the Tribune's story"


def test_a_document_is_what_it_says() -> None:
    lines = ("[A letter from the pit] {says} <the beam was rotten>.",
             "[Lena Orr] {said} <the pit was dry>.", "It rained.", "It snowed.")  # fmt: skip
    assert last(*lines, "[The company] {dismissed} <the letter>.") == "the beam was rotten"
    assert last(*lines, "[The company] {dismissed} <the film>.") == "the pit was dry"


def test_a_broadcast_is_what_a_station_says() -> None:
    lines = ("[State television] {said} <the pit was flooded>.",
             "[Lena Orr] {said} <the pit was dry>.")  # fmt: skip
    assert last(*lines, "[Aldo Venn] {rejected} <the broadcast>.") == "the pit was flooded"


def test_a_figure_has_no_need_of_a_verb() -> None:
    lines = ("[The auditors] {counted} <61,000 sacks>.", "[Lena Orr] {said} <the pit was dry>.")
    assert last(*lines, "[The company] {disputed} <the count>.") == "61,000 sacks"


def test_a_named_owner_may_stand_far_back() -> None:
    between = ["It rained."] * 6
    denial = "[The Ellow bank] {rejected} <Orr's account>."
    assert last(CHARGE, *between, denial) == BRIBES
    assert last(CHARGE, *between, *between, denial) == "Orr's account"


def test_an_account_begins_with_the_main_thing() -> None:
    lines = (CHARGE, "[Lena Orr] {said} <the safe had been open>.")
    assert last(*lines, "[The Ellow bank] {rejected} <the account>.") == BRIBES
    assert last(*lines, "[The Ellow bank] {denied} <it>.") == "the safe had been open"


def test_what_is_asserted_is_meant_before_a_denial() -> None:
    lines = (CHARGE, "[The clerk] {denied} <that the safe had been open>.")
    assert last(*lines, "[The Ellow bank] {rejected} <the charge>.") == BRIBES
    whole = last(*lines, "[The Ellow bank] {rejected} <the denial>.")
    assert whole == "It is not true that the safe had been open"


def test_who_denies_both_denies_either() -> None:
    lines = (CHARGE, "[The porter] {said} <the safe had been open>.")
    whole = last(*lines, "[The Ellow bank] {rejected} <both claims>.")
    assert whole == f"the safe had been open, or {BRIBES}"


def test_to_deny_an_invention_is_to_insist() -> None:
    lines = (CHARGE, "[The Ellow bank] {said} <the story was invented>.")
    assert last(*lines, "[Lena Orr] {denied} <it was made up>.") == f"It is not true that {BRIBES}"


def test_a_known_thing_does_not_exist_by_being_told_of() -> None:
    assert last("[The Ellow bank] {denied} <the story of the fire>.") == "the story of the fire"


@pytest.mark.parametrize(
    ("line", "rejects", "confirms"),
    [
        ("[The Ellow bank] {denied} <that accusation>.", ("C1",), ()),
        ("[The Ellow bank] {said} <it was a lie>.", ("C1",), ()),
        ("[Her clerk] {backed} <her account>.", (), ("C1",)),
        ("[The Ellow bank] {said} <the vault was empty>.", (), ()),
    ],
)
def test_who_takes_up_a_claim_rejects_or_confirms_it(
    line: str, rejects: tuple[str, ...], confirms: tuple[str, ...]
) -> None:
    claim = claims_in(CHARGE, line)[-1]
    assert (claim.rejects, claim.confirms) == (rejects, confirms)


def test_a_denial_rejects_the_claim_that_it_quotes() -> None:
    article, attributions = marked(
        "[The Ellow bank] {denied} <the union's report that the vault was empty>.",
        "[The union] {reported} <the vault was empty>.",
    )
    sources = resolve_sources(article, attributions)
    outer, inner = claims_from(article, attributions, sources)
    nested = replace(inner, via=outer.id)
    assert stand_alone(article, (outer, nested), sources)[0].rejects == (inner.id,)
    assert stand_alone(article, (outer, inner), sources)[0].rejects == ()


@pytest.mark.parametrize(
    ("stance", "cue", "words", "negated", "side"),
    [
        (Stance.ASSERTS, "said", "it was a lie", True, "rejects"),
        (Stance.ASSERTS, "said", "it never happened", True, "rejects"),
        (Stance.ASSERTS, "confirmed", "it", False, "confirms"),
        (Stance.DENIES, "said", "pure fantasy", False, "rejects"),
        (Stance.DENIES, "said", "it never happened", False, "rejects"),
        (Stance.DENIES, "has denied", "it happened", False, "rejects"),
        (Stance.DENIES, "has denied", "it was a lie", True, "confirms"),
        (Stance.DENIES, "denied", "it", False, "rejects"),
        (Stance.UNCOMMITTED, "would not say if", "it was a lie", False, ""),
        (Stance.UNCOMMITTED, "could not confirm", "it", False, ""),
    ],
)
def test_words_are_negated_once(
    stance: Stance, cue: str, words: str, negated: bool, side: str
) -> None:
    claim = taken(stance, CHARGE, f"[The Ellow bank] {{{cue}}} <{words}>.")
    assert claim.standalone[0] == (f"It is not true that {BRIBES}" if negated else BRIBES)
    taken_up = {"rejects": claim.rejects, "confirms": claim.confirms}
    assert taken_up == {"rejects": (), "confirms": ()} | ({side: ("C1",)} if side else {})


def test_that_something_happened_rejects_nothing() -> None:
    claim = claims_in(CHARGE, "[The Ellow bank] {said} <it happened>.")[-1]
    assert not (claim.rejects or claim.standalone[0].startswith("It is not true"))


def test_a_charge_in_apposition_is_that_of_its_own_sentence() -> None:
    before = "[The porter] {said} <the vault was empty>."
    denied = "a charge <that> [the Ellow bank] has always {denied}."
    claim = claims_in(before, CHARGE.replace(".", ","), denied)[-1]
    assert (claim.standalone[0], claim.rejects) == (BRIBES, ("C2",))
    claim = claims_in(before, f"The papers told of bribes, {denied}")[-1]
    assert (claim.standalone[0], claim.rejects) == ("that", ())


@pytest.mark.parametrize(
    "line",
    [
        "[The Ellow bank] {denied} <it>.",
        "[The Ellow bank] {rejected} <those claims>.",
        "[The Ellow bank] {pushed back against} <Venn's comments>.",
        "[The porter] {praised} <her>.",
        "[The porter] {repeated} <a claim that>.",
        "[The porter] {answered} <such questions>.",
        "“<Who would pay for that?>” the porter {asked}.",
    ],
)
def test_what_points_at_nothing_says_nothing(line: str) -> None:
    assert claims_in(line)[-1].empty


@pytest.mark.parametrize(
    "line",
    [
        "[The Ellow bank] {denied} <the charge of theft>.",
        "[The Ellow bank] {denied} <any theft>.",
        "[The Ellow bank] {said} <that is a lie>.",
        "[The porter] {backed} <her account>.",
        "[The porter] {said} <no>.",
        "[The porter] {counted} <two>.",
        "“<Who would pay for that? Nobody would>,” [the porter] {said}.",
    ],
)
def test_what_says_a_little_is_kept(line: str) -> None:
    assert not claims_in(line)[-1].empty


def test_what_takes_up_a_claim_says_what_that_says() -> None:
    assert not claims_in(CHARGE, "[The Ellow bank] {denied} <it>.")[-1].empty


ORR_SAYS = (
    "[Lena Orr] {said} <the vault was empty>.", "[Lena Orr] {said} <the clerk took bribes>.",
    "[Aldo Venn] {said} <the roof had leaked>.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("cue", "words", "rejects"),
    [
        ("said", "Orr's suit is meritless", ("C1", "C2")),
        ("said", "all of the claims in Orr's suit are false, and that it would win", ("C1", "C2")),
        ("said", "Orr's allegations about the vault had no substance", ("C1",)),
        ("said", "Orr's criticism does not hold up", ("C2",)),
        ("said", "Orr's attack was simply without merit", ("C2",)),
        ("said", "the allegations by Venn are unsupported", ("C3",)),
        ("told Lena Orr", "your allegations are unsupported", ("C1", "C2")),
        ("said", "your allegations are unsupported", ()),
        ("said", "Karr's suit is meritless", ()),
        ("said", "Orr's suit is before the court", ()),
        ("dismissed", "criticism from Orr and Venn", ("C2", "C3")),
        ("dismissed", "Orr's lawsuit", ("C1", "C2")),
        ("described", "Orr's suit", ()),
    ],
)
def test_dismissals_reject_what_their_owner_claims(
    cue: str, words: str, rejects: tuple[str, ...]
) -> None:
    stance = Stance.DENIES if cue == "dismissed" else Stance.ASSERTS
    claim = taken(stance, *ORR_SAYS, f"[The Ellow bank] {{{cue}}} <{words}>.")
    assert tuple(sorted(claim.rejects)) == rejects


def test_three_claims_at_most_are_dismissed_at_once() -> None:
    says = [f"[Lena Orr] {{said}} <the {room} was empty>." for room in ("vault", "safe", "hall")]
    claim = claims_in(CHARGE, *says, "[The Ellow bank] {said} <Orr's suit is baseless>.")[-1]
    assert claim.rejects == ("C2", "C3", "C4")


@pytest.mark.parametrize(("noun", "rejects"), [("articles", ("C1",)), ("films", ())])
def test_a_label_in_the_cue_is_of_a_document_that_speaks(
    noun: str, rejects: tuple[str, ...]
) -> None:
    paper = "[Two articles in the Tribune] {said} <the vault was empty>."
    line = f"[The Ellow bank] {{was calling false}} <the two long investigative {noun}>."
    assert taken(Stance.DENIES, paper, line).rejects == rejects
