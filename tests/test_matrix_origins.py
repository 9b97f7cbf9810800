"""Origins: who is heard through whom, and who speaks for himself."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from conftest import make_claim, make_source
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.matrix.origins import collapse_origins
from attrib.records import Claim, Kind, Position, Proposition, SourceKind, Stance

KINDS = {"m": SourceKind.MEDIA, "n": SourceKind.MEDIA, "u": SourceKind.UNKNOWN}
FLOOD = "the river rose over its banks at Lower Temmer before dawn on Friday"
COPY = "the river rose over its banks at Lower Temmer before dawn on Saturday"
OTHER = "water stood in every cellar along the quay and the school was shut"


def taken_by(claims: Sequence[Claim], id: str = "P1") -> Proposition:
    """Make a proposition that all the claims are about."""
    taken: dict[tuple[str, Stance], list[str]] = {}
    for claim in claims:
        taken.setdefault((claim.source, claim.stance), []).append(claim.id)
    positions = (Position(s, stance, tuple(ids), 1.0, s) for (s, stance), ids in taken.items())
    return Proposition(id, "I1", "a flood", Kind.FACT, tuple(positions))


def origins_of(
    claims: Sequence[Claim], *, elsewhere: Sequence[Claim] = ()
) -> list[tuple[str, str]]:
    """Return (source, origin) of each position on the one proposition of `claims`."""
    everything = [*claims, *elsewhere]
    everything.sort(key=lambda claim: int(claim.id[1:]))
    sources = [
        make_source(id, kind=KINDS.get(id, SourceKind.ORGANISATION))
        for id in sorted({claim.source for claim in everything})
    ]
    (found,) = collapse_origins([taken_by(claims)], everything, sources)
    return [(position.source, position.origin) for position in found.positions]


def said(
    n: int,
    source: str,
    words: str = "",
    *,
    via: str | None = None,
    stance: Stance = Stance.ASSERTS,
    beside: Claim | None = None,
) -> Claim:
    """Make claim Cn; `beside` is one that it makes a joint statement with."""
    return make_claim(
        f"C{n}",
        words or f"words number {n}",
        source=source,
        stance=stance,
        via=via,
        attribution=beside.attribution if beside else None,
    )


def test_whoever_speaks_alone_is_the_origin() -> None:
    assert origins_of([said(1, "a"), said(2, "b")]) == [("a", "a"), ("b", "b")]


def test_a_joint_statement_is_one_voice() -> None:
    first = said(1, "a")
    claims = [first, said(2, "b", beside=first), said(3, "c")]
    assert origins_of(claims) == [("a", "a"), ("b", "a"), ("c", "c")]


def test_who_relays_is_heard_as_the_one_who_is_relayed() -> None:
    assert origins_of([said(1, "a"), said(2, "b", via="C1")]) == [("a", "b"), ("b", "b")]


def test_who_also_speaks_for_himself_is_a_voice_of_his_own() -> None:
    claims = [said(1, "a"), said(2, "b", via="C1"), said(3, "a")]
    assert origins_of(claims) == [("a", "a"), ("b", "b")]


def test_who_takes_the_other_side_is_no_relay() -> None:
    claims = [said(1, "a", stance=Stance.DENIES), said(2, "b", via="C1")]
    assert origins_of(claims) == [("a", "a"), ("b", "b")]


def test_relays_go_on_from_voice_to_voice() -> None:
    claims = [said(1, "a"), said(2, "b", via="C1"), said(3, "c", via="C2")]
    assert origins_of(claims) == [("a", "c"), ("b", "c"), ("c", "c")]


@pytest.mark.parametrize(("relayer", "origin"), [("m", "b"), ("a", "a")])
def test_only_a_medium_is_heard_as_whom_it_relays_on_another_proposition(
    relayer: str, origin: str
) -> None:
    elsewhere = [said(2, "b", via="C1")]
    assert origins_of([said(1, relayer), said(3, "c")], elsewhere=elsewhere) == [
        (relayer, origin),
        ("c", "c"),
    ]


def test_two_media_that_relay_one_voice_are_one() -> None:
    elsewhere = [said(3, "b", via="C1"), said(4, "b", via="C2")]
    assert origins_of([said(1, "m"), said(2, "n")], elsewhere=elsewhere) == [
        ("m", "b"),
        ("n", "b"),
    ]


def test_an_unknown_voice_is_heard_through_who_relays_it() -> None:
    assert origins_of([said(1, "a"), said(2, "u", via="C1")]) == [("a", "a"), ("u", "a")]


def test_media_that_relay_unknown_voices_are_no_single_one() -> None:
    elsewhere = [said(3, "u", via="C1"), said(4, "u", via="C2")]
    assert origins_of([said(1, "m"), said(2, "n")], elsewhere=elsewhere) == [
        ("m", "m"),
        ("n", "n"),
    ]


def test_nobody_relays_himself() -> None:
    assert origins_of([said(1, "m"), said(2, "m", via="C1")]) == [("m", "m")]


def test_nearly_the_same_words_are_those_of_the_first() -> None:
    claims = [said(1, "a", FLOOD), said(2, "b", OTHER), said(3, "c", COPY)]
    assert origins_of(claims) == [("a", "a"), ("b", "b"), ("c", "a")]


def test_few_words_may_agree_by_chance() -> None:
    claims = [said(1, "a", "the river rose"), said(2, "b", "the river rose")]
    assert origins_of(claims) == [("a", "a"), ("b", "b")]


def test_a_copy_of_a_relay_has_the_origin_of_the_relay() -> None:
    claims = [said(1, "a", FLOOD), said(2, "b", via="C1"), said(3, "c", COPY)]
    assert origins_of(claims) == [("a", "b"), ("b", "b"), ("c", "b")]


def test_all_else_stays_as_it_is() -> None:
    claims = [said(1, "a"), said(2, "b", via="C1")]
    before = taken_by(claims)
    (after,) = collapse_origins([before], claims, [make_source("a"), make_source("b")])
    assert (after.id, after.text, after.kind) == (before.id, before.text, before.kind)
    assert [p.claims for p in after.positions] == [("C1",), ("C2",)]


WORDS = st.lists(st.sampled_from([FLOOD, COPY, OTHER, "short"]), min_size=6, max_size=6)
VIAS = st.lists(st.sampled_from([None, "C1", "C2", "C3", "C5"]), min_size=6, max_size=6)


@settings(max_examples=60, deadline=None)
@given(st.text("abmu", min_size=6, max_size=6), WORDS, VIAS)
def test_an_origin_is_its_own_origin(
    speakers: str, words: list[str], vias: list[str | None]
) -> None:
    claims = [
        said(n, *spoken, via=via)
        for n, (*spoken, via) in enumerate(zip(speakers, words, vias, strict=True), start=1)
    ]
    origins = dict(origins_of(claims))
    assert origins.keys() == set(speakers)
    assert all(origins[origin] == origin for origin in origins.values())
