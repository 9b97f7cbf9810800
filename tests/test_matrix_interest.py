"""Interest: who is said to have done something and denies it, and nobody else."""

from __future__ import annotations

import pytest
from conftest import make_claim, make_source

from attrib.matrix.interest import mark_interest
from attrib.records import Claim, Kind, Position, Proposition, Source, SourceKind, Stance

NAVY = "navy of Orrava"
SHOT = "a patrol boat fired on the ferry"


def source(name: str, kind: SourceKind = SourceKind.PARTY, aliases: tuple[str, ...] = ()) -> Source:
    return Source("S1", name, kind, (), (), aliases)


def denies(words: str, *standalone: str) -> Claim:
    return make_claim("C1", words, stance=Stance.DENIES, standalone=standalone)


def asserts(words: str) -> Claim:
    return make_claim("C1", words)


def is_interested(own: Claim, by: Source, *, against: str = SHOT, kind: Kind = Kind.DENIAL) -> bool:
    """Whether `by`, who makes the claim `own`, is marked where another asserts `against`.

    Against a denial that is the same proposition, against an assertion another of the issue.
    """
    other = make_claim("C2", against, source="S2")
    first, second = (Position(c.source, c.stance, (c.id,), 1.0, c.source) for c in (own, other))
    denial = own.stance is Stance.DENIES
    propositions = [
        Proposition("P1", "I1", "it", kind, (first, second) if denial else (first,)),
        *([] if denial else [Proposition("P2", "I1", "it", kind, (second,))]),
    ]
    marked = mark_interest(propositions, [own, other], [by, make_source("S2", "Ilka Moreno")])
    assert not any(p.interested for one in marked for p in one.positions if p.source == "S2")
    return marked[0].positions[0].interested


@pytest.mark.parametrize(
    "own",
    [
        denies("any of its vessels had fired on the ferry"),
        denies("firing on the ferry", "the navy of Orrava fired on the ferry"),
        denies("any role in the sinking"),
        denies("responsibility"),
        denies("reports that its boats had fired"),
        denies("accusations it had fired on the ferry"),
        denies("the ferry was hit by the navy"),
        denies("the ferry sank after Orravan naval vessels opened fire"),
        denies("the navy's boats had left the port"),
    ],
)
def test_who_denies_an_act_of_its_own_is_interested(own: Claim) -> None:
    assert is_interested(own, source(NAVY))


@pytest.mark.parametrize(
    "own",
    [
        denies("the ferry was overloaded"),
        denies("rebels had fired on the navy"),
        denies("the navy was attacked that night"),
        denies("the navy's report was wrong"),
        denies("boats of the Tesk navy fired on the ferry"),
        denies("the claim that the ferry had been licensed"),
    ],
)
def test_who_denies_what_others_did_is_not(own: Claim) -> None:
    assert not is_interested(own, source(NAVY), against="the ferry sank")


@pytest.mark.parametrize(
    ("called", "kind", "against"),
    [
        (NAVY, SourceKind.PARTY, "the navy fired on the ferry"),
        ("Orrava Coastal Rangers", SourceKind.PARTY, "two boats were rammed by the OCR"),
        ("Orravan government", SourceKind.PARTY, "regime warplanes bombed the quay"),
        ("Orrava", SourceKind.PARTY, "Orravan jets bombed the quay"),
        ("military source", SourceKind.UNNAMED, "the army shelled the quay"),
        ("Yann Brezic", SourceKind.PERSON, "Brezic gave the order"),
        ("Ralkem", SourceKind.ORGANISATION, "sixty tonnes ran off because Ralkem ignored alarms"),
    ],
)
def test_who_denies_what_another_says_it_did_is_interested(
    called: str, kind: SourceKind, against: str
) -> None:
    assert is_interested(denies("the report"), source(called, kind), against=against)


def test_an_alias_names_a_source_too() -> None:
    by = source("General Command", aliases=("the Second Fleet",))
    assert is_interested(denies("that"), by, against="the Second Fleet shelled the quay")


@pytest.mark.parametrize(
    "words",
    [
        "Our crews did not fire a single shot",
        "the navy had not fired on the ferry",
        "none of its boats had been near",
    ],
)
@pytest.mark.parametrize(
    ("kind", "expected"),
    [(Kind.DENIAL, True), (Kind.RESPONSIBILITY, True), (Kind.NUMBER, False), (Kind.FACT, False)],
)
def test_who_says_it_did_not_is_interested_in_disputes_about_acts(
    words: str, kind: Kind, expected: bool
) -> None:
    assert is_interested(asserts(words), source(NAVY), kind=kind) is expected


def test_an_opinion_is_no_act() -> None:
    assert not is_interested(asserts("we do not think the ferry was hit"), source(NAVY))


@pytest.mark.parametrize(
    ("own", "kind", "expected"),
    [
        ("rebels fired on the ferry", Kind.RESPONSIBILITY, True),
        ("the navy fired at a smuggler", Kind.RESPONSIBILITY, False),
        ("nine people were on the ferry", Kind.NUMBER, False),
    ],
)
def test_who_blames_another_for_what_is_said_of_it_is_interested(
    own: str, kind: Kind, expected: bool
) -> None:
    against = "the navy fired on the ferry"
    assert is_interested(asserts(own), source(NAVY), against=against, kind=kind) is expected


@pytest.mark.parametrize(
    ("called", "kind", "words"),
    [
        ("Kessary General Hospital", SourceKind.MEDIC, "it had received 14 bodies"),
        ("Lomar Sea Rescue", SourceKind.RESCUER, "its divers had recovered 19 bodies"),
    ],
)
def test_who_counts_is_not_interested(called: str, kind: SourceKind, words: str) -> None:
    own = asserts(words)
    for disputed in Kind:
        assert not is_interested(own, source(called, kind), against="six died", kind=disputed)


def test_an_unknown_voice_and_who_takes_no_stand_have_no_interest() -> None:
    own = denies("any of its vessels had fired")
    assert not is_interested(own, source("unknown", SourceKind.UNKNOWN))
    silent = make_claim("C1", "any role in the sinking", stance=Stance.UNCOMMITTED)
    assert not is_interested(silent, source(NAVY))


def test_nothing_gives_nothing() -> None:
    assert mark_interest((), (), ()) == ()
