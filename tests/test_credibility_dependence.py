"""Sources that speak with one voice: what the claims alone betray."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import betaln

from attrib.corpora.truth import SourceClaim
from attrib.credibility import Bayes, MajorityVote, Method, TruthFinder, Votes, testimony
from attrib.credibility.dependence import count_voices
from attrib.credibility.votes import Floats

CLOSE = pytest.approx


def votes_of(*lines: str) -> Votes:
    """Read "source item value", one claim a line."""
    return Votes.of(SourceClaim(*line.split()) for line in lines)


def voices_of(votes: Votes, source: str) -> Floats:
    voices: Floats = count_voices(votes)[votes.source_of == votes.sources.index(source)]
    return voices


def odds_of_copying(shared: int, agreed: int) -> float:
    """Work out by scipy how likely two sources copy: one pair in a hundred does beforehand."""
    alike = betaln(25 + agreed, 0.5 + shared - agreed) - betaln(25, 0.5)
    apart = betaln(8 + agreed, 2 + shared - agreed) - betaln(8, 2)
    odds = np.exp(alike - apart) * 0.01 / 0.99
    return float(odds / (1 + odds))


def pair(shared: int, agreed: int) -> Votes:
    """Let a and b speak of some items, and agree on some of them."""
    lines = [f"a i{n} v{n}p" for n in range(shared)]
    return votes_of(*lines, *(f"b i{n} v{n}{'pq'[n >= agreed]}" for n in range(shared)))


# Pairs by hand


@pytest.mark.parametrize(
    ("shared", "agreed"), [(3, 3), (10, 10), (10, 9), (60, 60), (60, 58), (200, 200), (200, 150)]
)
def test_agreement_is_weighed_by_the_odds_of_copying(shared: int, agreed: int) -> None:
    votes = pair(shared, agreed)
    copying = odds_of_copying(shared, agreed)
    # Where they agree, each is one of 1 + copying voices; where not, a voice.
    assert sorted(voices_of(votes, "a")) == CLOSE(
        sorted([1 / (1 + copying)] * agreed + [1.0] * (shared - agreed))
    )
    assert sorted(voices_of(votes, "b")) == CLOSE(sorted(voices_of(votes, "a")))


def test_two_shared_items_say_nothing() -> None:
    assert (count_voices(pair(2, 2)) == 1).all()
    assert (count_voices(pair(3, 3)) < 1).all()


@pytest.mark.parametrize("lines", [["a x p"], ["a x p", "b y r"], ["a x p", "a x q", "a y r"]])
def test_who_meets_nobody_is_a_voice(lines: Sequence[str]) -> None:
    assert (count_voices(votes_of(*lines)) == 1).all()


def test_who_always_differs_is_a_voice() -> None:
    assert (count_voices(pair(50, 0)) == 1).all()


@pytest.mark.parametrize(("shared", "differ"), [(20, 2), (50, 2), (100, 3), (300, 10)])
def test_accurate_sources_that_differ_at_times_keep_their_voice(shared: int, differ: int) -> None:
    assert count_voices(pair(shared, shared - differ)).min() > 0.95


@pytest.mark.parametrize("seed", range(5))
def test_independent_sources_keep_nine_tenths_of_a_voice(seed: int) -> None:
    rng = np.random.default_rng(seed)
    votes = Votes.of(
        SourceClaim(s, f"i{i}", f"i{i}v{0 if rng.random() < 0.95 else rng.integers(1, 4)}")
        for s in ("ann", "bo")
        for i in range(100)
    )
    assert count_voices(votes).min() > 0.9


@pytest.mark.parametrize("copies", [1, 3, 9])
def test_copies_share_a_voice(copies: int) -> None:
    lines = [f"c{c} i{n} v{n}" for c in range(copies + 1) for n in range(1000)]
    voices = count_voices(votes_of(*lines))
    assert voices == CLOSE(np.full(len(voices), 1 / (copies + 1)), rel=0.06)


def test_a_voice_is_shared_only_where_it_is_repeated() -> None:
    # b copies a but for two items; c speaks for itself.
    lines = [f"a i{n} v{n}p" for n in range(400)]
    lines += [f"b i{n} v{n}{'pq'[n < 2]}" for n in range(400)] + [f"c i{n} v{n}r" for n in range(9)]
    votes = votes_of(*lines)
    differs = [votes.values[votes.value_of[c]] in ("v0q", "v1q") for c in votes.candidate_of]
    voices = count_voices(votes)
    assert (voices[differs] == 1).all()
    assert (voices_of(votes, "c") == 1).all()
    assert voices_of(votes, "a").min() == CLOSE(1 / (1 + odds_of_copying(400, 398)))


def test_an_item_of_very_many_claims_is_not_looked_at() -> None:
    crowd = [f"s{s} i{n} v" for s in range(101) for n in range(3)]
    assert (count_voices(votes_of(*crowd)) == 1).all()
    assert (count_voices(votes_of(*crowd[3:])) < 1).all()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            SourceClaim, st.sampled_from("abcde"), st.sampled_from("uvwxyz"), st.sampled_from("pq")
        ),
        min_size=1,
        max_size=40,
    )
)
def test_voices_are_shares_and_claims_that_stand_alone_are_whole(claims: list[SourceClaim]) -> None:
    votes = Votes.of(claims)
    voices = count_voices(votes)
    assert ((voices > 0) & (voices <= 1)).all()
    alone = votes.claimants[votes.candidate_of] == 1
    assert (voices[alone] == 1).all()


# Copies among honest sources


def share_right(method: Callable[[], Method], claims: Iterable[SourceClaim]) -> float:
    """Return the share of items that have the value …v0 as their answer; a tie counts in part."""
    votes = Votes.of(claims)
    won = votes.winners(method().fit(votes).belief_)
    right = sum(w for w, v in zip(won, votes.value_of, strict=True) if votes.values[v][-1] == "0")
    return float(right) / len(votes.items)


def honest(rng: np.random.Generator) -> list[SourceClaim]:
    """Let six sources speak of most of 100 items, four times of five rightly."""
    return [
        SourceClaim(f"h{s}", f"i{i}", f"i{i}v{0 if rng.random() < 0.8 else rng.integers(1, 4)}")
        for s in range(6)
        for i in range(100)
        if rng.random() < 0.8
    ]


@pytest.mark.parametrize("seed", range(5))
def test_ten_copies_of_a_bad_source_leave_the_answers_alone(seed: int) -> None:
    rng = np.random.default_rng(seed)
    claims = honest(rng)
    told = [f"i{i}v{0 if rng.random() < 0.4 else rng.integers(1, 4)}" for i in range(100)]
    bad, *copies = ([SourceClaim(f"z{c}", f"i{i}", told[i]) for i in range(100)] for c in range(11))
    copied = [claim for copy in copies for claim in copy]
    for method in (TruthFinder, MajorityVote):
        assert share_right(method, claims + bad) > 0.85
        assert share_right(method, claims + bad + copied) < 0.6
    before = share_right(Bayes, claims + bad)
    assert before > 0.9
    assert share_right(Bayes, claims + bad + copied) > before - 0.1


def test_copies_do_not_look_reliable() -> None:
    rng = np.random.default_rng(1)
    told = [f"i{i}v{0 if rng.random() < 0.4 else rng.integers(1, 4)}" for i in range(100)]
    claims = honest(rng)
    claims += [SourceClaim(f"z{c}", f"i{i}", told[i]) for c in range(11) for i in range(100)]
    votes = Votes.of(claims)
    model = Bayes().fit(votes)
    assert model.accuracy_ is not None
    by_source = dict(zip(votes.sources, model.accuracy_, strict=True))
    assert max(by_source[f"z{c}"] for c in range(11)) < min(by_source[f"h{s}"] for s in range(6))


# Voices that are told


def one_proposition(*rows: tuple[str, str, str]) -> testimony.Testimony:
    """Read (source, origin, sign) rows of one proposition: "+" asserts, "-" denies, "." is silent.

    A silent row asserts.
    """
    sources, origins = (sorted({row[n] for row in rows}) for n in (0, 1))
    return testimony.Testimony(
        sources=tuple(sources),
        items=("x",),
        values=("", "p"),
        source_of=np.array([sources.index(s) for s, _, _ in rows]),
        candidate_of=np.ones(len(rows), dtype=np.intp),
        item_of=np.zeros(2, dtype=np.intp),
        value_of=np.arange(2),
        shared=False,
        denies=np.array([sign == "-" for _, _, sign in rows]),
        weight=np.ones(len(rows)),
        origin_of=np.array([origins.index(o) for _, o, _ in rows]),
        silent=np.array([sign == "." for _, _, sign in rows]),
        kind_of=np.zeros(len(rows), dtype=np.intp),
        kinds=("fact",),
    )


def belief(votes: Votes) -> float:
    """Return how far the proposition is believed."""
    return float(Bayes().fit(votes).belief_[1])


def test_claims_of_one_origin_share_a_voice_on_either_side() -> None:
    votes = one_proposition(("a", "o", "+"), ("b", "o", "+"), ("c", "o", "-"), ("d", "d", "+"))
    assert votes.voices.tolist() == [0.5, 0.5, 1, 1]
    assert votes.speakers.tolist() == [2, 2]
    assert Bayes().fit(votes).voices_.tolist() == [0.5, 0.5, 1, 1]


def test_an_origin_counts_once_against_another() -> None:
    apart = one_proposition(("a", "a", "+"), ("b", "b", "+"), ("c", "c", "-"))
    joint = one_proposition(("a", "a", "+"), ("b", "a", "+"), ("c", "c", "-"))
    assert belief(apart) > 0.6
    assert belief(joint) == CLOSE(0.5, abs=1e-9)


def test_one_origin_alone_says_nothing_of_its_sources() -> None:
    model = Bayes().fit(one_proposition(("a", "a", "+"), ("b", "a", "+")))
    assert model.accuracy_ == CLOSE(np.array([0.7, 0.7]))


def test_silent_claims_move_nothing_but_are_judged() -> None:
    spoken = one_proposition(("a", "a", "+"), ("b", "b", "+"), ("c", "c", "-"), ("d", "d", "+"))
    hushed = replace(spoken, silent=np.array([False, False, False, True]))
    without = one_proposition(("a", "a", "+"), ("b", "b", "+"), ("c", "c", "-"))
    assert Bayes().fit(hushed).voices_.tolist() == [1, 1, 1, 0]
    # The group's mean hears of the fourth source, and through it the others do a little.
    assert belief(hushed) == CLOSE(belief(without), abs=0.02)
    assert belief(spoken) > belief(hushed) + 0.1
    found = Bayes().fit(hushed)
    assert found.accuracy_ is not None
    assert found.right_[3] - found.right_[2] == CLOSE(2 * belief(hushed) - 1)
    assert found.accuracy_[3] == CLOSE(found.accuracy_[0])


def test_a_silent_claim_takes_no_part_of_a_voice() -> None:
    votes = one_proposition(("a", "o", "."), ("b", "o", "+"), ("c", "c", "-"))
    assert votes.voices.tolist() == [0, 1, 1]


def repeated(votes: testimony.Testimony, times: int) -> testimony.Testimony:
    """Let the same be said of so many propositions."""
    claims = len(votes.source_of)
    return replace(
        votes,
        items=tuple(f"x{n}" for n in range(times)),
        values=("", *(f"p{n}" for n in range(times))),
        source_of=np.tile(votes.source_of, times),
        candidate_of=np.repeat(2 * np.arange(times) + 1, claims),
        item_of=np.repeat(np.arange(times), 2),
        value_of=np.array([value for n in range(times) for value in (0, n + 1)]),
        denies=np.tile(votes.denies, times),
        weight=np.tile(votes.weight, times),
        origin_of=np.tile(votes.origin_of, times),
        silent=np.tile(votes.silent, times),
        kind_of=np.tile(votes.kind_of, times),
    )


def test_who_copies_and_has_one_origin_shares_a_voice_once() -> None:
    apart = repeated(one_proposition(("a", "a", "+"), ("b", "b", "+")), 300)
    joint = repeated(one_proposition(("a", "a", "+"), ("b", "a", "+")), 300)
    copied = 1 / (1 + odds_of_copying(300, 300))
    assert copied < 0.6
    assert Bayes(max_iter=2).fit(apart).voices_ == CLOSE(np.full(600, copied))
    assert (Bayes(max_iter=2).fit(joint).voices_ == 0.5).all()


def test_who_denies_a_source_does_not_copy_it() -> None:
    many = repeated(one_proposition(("a", "a", "+"), ("b", "b", "-")), 40)
    assert (count_voices(many) == 1).all()
