"""Pairs: what may speak of one event is compared, and nothing else."""

from __future__ import annotations

import pytest
from conftest import make_source, marked
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.article import make_article
from attrib.claims import claims_from
from attrib.pairs import MAX_PAIRS_PER_CLAIM, find_pairs
from attrib.propositions import stand_alone
from attrib.records import (
    Article,
    Attribution,
    Claim,
    Pair,
    Source,
    SourceKind,
    Span,
    Stance,
)
from attrib.sources import resolve_sources

FLOOD = (
    "The weir at Dorrin burst on Sunday.",
    "[Lena Orr] {said} <the weir keeper had left the sluice open>.",
    "[The Ellow Rivers Board] {denied} <that the sluice was open>.",
    "[The board] {said} <the keeper was at his post all night>.",
    "[Villagers] {said} <40 cellars were flooded>.",
    "[The fire brigade] {said} <nine cellars were flooded>.",
    "[Mayor Otto Ferrin] {declined to comment} <on the sluice>.",
    "The orchestra of Fenn was on tour that week.",
    "Its players were in high spirits.",
    "The train was on time.",
    "Supper was served late.",
    "[The conductor] {praised} <a young violinist>.",
)


def read(*lines: str) -> tuple[Article, tuple[Claim, ...], tuple[Source, ...]]:
    article, attributions = marked(*lines)
    sources = resolve_sources(article, attributions)
    return article, claims_from(article, attributions, sources), sources


def ids(pairs: tuple[Pair, ...]) -> list[tuple[str, str]]:
    return [(pair.a.id, pair.b.id) for pair in pairs]


def test_no_pair_that_matters_in_a_small_article_is_lost() -> None:
    found = set(ids(find_pairs(*read(*FLOOD))))
    assert {("C1", "C2"), ("C1", "C3"), ("C4", "C5")} <= found


def test_unrelated_claims_are_the_first_to_be_turned_away() -> None:
    affinity = {(p.a.id, p.b.id): p.affinity for p in find_pairs(*read(*FLOOD))}
    related = min(affinity[pair] for pair in (("C1", "C2"), ("C1", "C3"), ("C4", "C5")))
    assert all(value < related for pair, value in affinity.items() if "C7" in pair)


def test_uncommitted_claims_are_never_paired() -> None:
    article, claims, sources = read(*FLOOD)
    assert claims[5].stance is Stance.UNCOMMITTED
    assert all("C6" not in pair for pair in ids(find_pairs(article, claims, sources)))


def test_claims_that_say_nothing_are_never_paired() -> None:
    article, claims, sources = read(
        "[Mayor Otto Ferrin] {denied} <Venn's account>.",
        "[Lena Orr] {said} <the sluice was open>.",
        "[The fire brigade] {said} <the sluice was shut>.",
    )
    found = find_pairs(article, stand_alone(article, claims, sources), sources)
    assert ids(found) == [("C2", "C3")]


def test_two_unknown_voices_are_never_compared() -> None:
    article, claims, sources = read(
        "It was {said} <that the sluice was open>.",
        "It was {said} <that the sluice was shut>.",
        "[Lena Orr] {said} <the sluice was open>.",
    )
    assert ids(find_pairs(article, claims, sources)) == [("C1", "C3"), ("C2", "C3")]


def test_one_source_is_compared_with_itself() -> None:
    article, claims, sources = read(
        "[Lena Orr] {said} <the sluice was open>.", "[Orr] {said} <the sluice was shut>."
    )
    assert ids(find_pairs(article, claims, sources)) == [("C1", "C2")]


def test_a_joint_statement_is_one_pair() -> None:
    article, claims, sources = read("[Valdoria and Ostrel] {said} <the border was open>.")
    assert ids(find_pairs(article, claims, sources)) == [("C1", "C2")]


@pytest.mark.parametrize(("stance", "paired"), [(Stance.ASSERTS, False), (Stance.DENIES, True)])
def test_whoever_relays_a_claim_takes_a_side_only_by_denying_it(
    stance: Stance, paired: bool
) -> None:
    text = "Lena Orr said the board said the sluice was open."
    article = make_article(text, id="relay")

    def claim(
        id: str, source: str, cue: Span, content: str, stance: Stance, via: str | None
    ) -> Claim:
        start = text.index(content)
        span = Span(start, start + len(content))
        attribution = Attribution(f"A{id[1:]}", (), (cue,), (span,))
        return Claim(id, source, stance, content, attribution, via=via)

    outer = claim("C1", "S1", Span(9, 13), "the board said the sluice was open", stance, None)
    inner = claim("C2", "S2", Span(24, 28), "the sluice was open", Stance.ASSERTS, "C1")
    known, rumour = make_source("S2"), make_source("S2", kind=SourceKind.UNKNOWN)
    assert bool(find_pairs(article, (outer, inner), (make_source("S1"), known))) is paired
    assert not find_pairs(article, (outer, inner), (make_source("S1"), rumour))


def test_pairs_come_in_the_order_of_the_article() -> None:
    article, claims, sources = read(*FLOOD)
    found = [(int(a[1:]), int(b[1:])) for a, b in ids(find_pairs(article, claims, sources))]
    assert found == sorted(found)
    assert all(a < b for a, b in found)


def test_words_for_one_thing_meet() -> None:
    far = ("Nothing happened.",) * 12
    article, claims, sources = read(
        "[Lena Orr] {said} <two pupils were hurt>.",
        *far,
        "[The mayor] {said} <children were injured>.",
    )
    assert ids(find_pairs(article, claims, sources)) == [("C1", "C2")]


def test_far_apart_without_a_word_in_common_is_no_pair() -> None:
    others = [f"[Guard number {n}] {{said}} <the weir was dry>." for n in range(40)]
    article, claims, sources = read(
        "[Lena Orr] {said} <the sluice was open>.",
        *others,
        "[A tailor] {praised} <wool from Fenn>.",
    )
    assert (claims[0].id, claims[-1].id) not in ids(find_pairs(article, claims, sources))


def test_the_nearer_in_words_the_higher_the_affinity() -> None:
    article, claims, sources = read(
        "[Lena Orr] {said} <the sluice at Dorrin was open>.",
        "[The mayor] {said} <the sluice at Dorrin was shut>.",
        "[A tailor] {said} <wool from Fenn was dear>.",
    )
    affinity = {(p.a.id, p.b.id): p.affinity for p in find_pairs(article, claims, sources)}
    assert affinity["C1", "C2"] > affinity.get(("C1", "C3"), 0.0)
    assert all(0 <= value <= 1 for value in affinity.values())


@pytest.mark.parametrize("n", [60, 300])
def test_work_grows_with_the_claims_and_not_with_their_square(n: int) -> None:
    lines = [f"[Guard number {i}] {{said}} <the sluice at Dorrin was open>." for i in range(n)]
    article, attributions = marked(*lines)
    sources = tuple(make_source(f"S{i}", made=(f"A{i}",)) for i in range(1, n + 1))
    claims = claims_from(article, attributions, sources)
    assert len(claims) == n
    assert n - 1 <= len(find_pairs(article, claims, sources)) <= MAX_PAIRS_PER_CLAIM * n


def test_no_claims_no_pairs() -> None:
    assert find_pairs(make_article("Nobody spoke.", id="none"), (), ()) == ()


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Lena Orr", "The mayor", "It"]),
            st.sampled_from(["said", "denied", "declined to comment"]),
            st.sampled_from(["the sluice was open", "the sluice was shut", "wool was dear"]),
        ),
        max_size=8,
    )
)
def test_every_pair_is_of_two_claims_that_take_a_stand(rows: list[tuple[str, str, str]]) -> None:
    article, claims, sources = read(*(f"[{who}] {{{cue}}} <{what}>." for who, cue, what in rows))
    unknown = {s.id for s in sources if s.kind is SourceKind.UNKNOWN}
    found = find_pairs(article, claims, sources)
    assert len(set(ids(found))) == len(found)
    for pair in found:
        assert pair.a.id != pair.b.id
        assert Stance.UNCOMMITTED not in (pair.a.stance, pair.b.stance)
        assert not {pair.a.source, pair.b.source} <= unknown
