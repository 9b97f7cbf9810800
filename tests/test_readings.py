"""Readings: what the judge is asked of a pair, and what stances make of its answers."""

from __future__ import annotations

import itertools

import pytest
from conftest import CONTRADICTS, ENTAILS, NEUTRAL, FakeJudge, make_claim, make_source
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.records import Judgement, Pair, SourceKind, Stance, TextPair
from attrib.verdicts import Form, Reading, put, read_pairs, said_by

A, D = Stance.ASSERTS, Stance.DENIES
SOURCES = (make_source("S1", "Fenn Port"), make_source("S2", "The union"))
P, Q = "it was open", "that stood wide"  # in the article's own words
ALONE_P, ALONE_Q = "The lock was open", "The gate stood wide"
FORWARD, BACKWARD = (ALONE_P, ALONE_Q), (ALONE_Q, ALONE_P)
UNSURE = Judgement(0.2, 0.5, 0.3)


def pair_of(a: Stance = A, b: Stance = A) -> Pair:
    """Pair p with q; each has a standalone form, of which only the whole is to be read."""
    first = make_claim("C1", P, stance=a, standalone=(ALONE_P, "A part of it"))
    second = make_claim("C2", Q, source="S2", stance=b, standalone=(ALONE_Q, "Another part"))
    return Pair(first, second, 0.5)


def bare_pair(p: str, q: str) -> Pair:
    """Pair two claims that have no standalone form."""
    return Pair(make_claim("C1", p), make_claim("C2", q, source="S2"), 0.5)


def both_ways(p: str, q: str) -> list[TextPair]:
    first, second = f"Fenn Port: {p}", f"The union: {q}"
    return [TextPair(first, second), TextPair(second, first)]


def read(pair: Pair, judge: FakeJudge) -> tuple[Reading, Reading]:
    [both] = read_pairs((pair,), SOURCES, judge=judge)
    return both


# What is asked


def test_a_claim_is_put_as_its_whole_standalone_sentence_or_in_its_own_words() -> None:
    claim = pair_of().a
    assert [put(claim, form) for form in Form] == [ALONE_P, P]
    assert {put(make_claim("C1", P), form) for form in Form} == {P}


@pytest.mark.parametrize(("speaker", "said"), [("Fenn Port", f"Fenn Port: {P}"), ("", P)])
def test_a_content_is_read_as_the_speaker_s(speaker: str, said: str) -> None:
    assert said_by(speaker, P) == said


def test_both_directions_are_asked_of_sentences_that_stand_alone() -> None:
    judge = FakeJudge()
    read(pair_of(), judge)
    assert judge.asked == both_ways(ALONE_P, ALONE_Q)


@pytest.mark.parametrize("table", [{FORWARD: UNSURE}, {BACKWARD: CONTRADICTS}, {FORWARD: ENTAILS}])
def test_what_is_not_neutral_is_read_again_in_the_article_s_own_words(
    table: dict[tuple[str, str], Judgement],
) -> None:
    judge = FakeJudge(table)
    read(pair_of(), judge)
    assert judge.asked == both_ways(ALONE_P, ALONE_Q) + both_ways(P, Q)


@pytest.mark.parametrize("name", ["contradiction", "entailment"])
@pytest.mark.parametrize(("share", "again"), [(0.0, 0), (0.09, 0), (0.11, 2), (1.0, 2)])
def test_neutral_beyond_dispute_is_settled(name: str, share: float, again: int) -> None:
    rest = {"entailment": 0.0, "neutral": 1 - share, "contradiction": 0.0}
    judge = FakeJudge({FORWARD: Judgement(**(rest | {name: share}))})
    read(pair_of(), judge)
    assert len(judge.asked) == 2 + again


def test_only_disputed_pairs_are_read_again_and_in_their_order() -> None:
    def numbered(n: int) -> Pair:
        first = make_claim(f"C{2 * n + 1}", f"own {n}", standalone=(f"Alone {n}",))
        second = make_claim(f"C{2 * n + 2}", f"mine {n}", source="S2", standalone=(f"Single {n}",))
        return Pair(first, second, 0.5)

    judge = FakeJudge({(f"Alone {n}", f"Single {n}"): UNSURE for n in (1, 3)})
    readings = read_pairs([numbered(n) for n in range(4)], SOURCES, judge=judge)
    assert judge.asked == [
        *(text for n in range(4) for text in both_ways(f"Alone {n}", f"Single {n}")),
        *(text for n in (1, 3) for text in both_ways(f"own {n}", f"mine {n}")),
    ]
    assert [one.contradiction for one, _ in readings] == [0, 0.3, 0, 0.3]


def test_the_same_question_is_asked_once() -> None:
    judge = FakeJudge()
    first, second = read_pairs((pair_of(), pair_of()), SOURCES, judge=judge)
    assert first == second
    assert len(judge.asked) == 2


def test_no_pairs_no_questions() -> None:
    judge = FakeJudge()
    assert read_pairs((), SOURCES, judge=judge) == []
    assert judge.asked == []


@pytest.mark.parametrize("stances", [(A, D), (D, A), (D, D)])
def test_the_judge_never_sees_a_stance(stances: tuple[Stance, Stance]) -> None:
    table = {FORWARD: UNSURE, BACKWARD: UNSURE}
    plain, stanced = FakeJudge(table), FakeJudge(table)
    read(pair_of(), plain)
    read(pair_of(*stances), stanced)
    first = both_ways(ALONE_P, ALONE_Q)
    assert stanced.asked[:2] == plain.asked[:2] == first
    assert len(plain.asked) == 4


@pytest.mark.parametrize(
    ("a", "b", "bare"),
    [
        (A, D, TextPair(f"Fenn Port: {ALONE_P}", ALONE_Q)),
        (D, A, TextPair(f"The union: {ALONE_Q}", ALONE_P)),
    ],
)
def test_what_one_side_denies_is_read_without_its_name_too(
    a: Stance, b: Stance, bare: TextPair
) -> None:
    judge = FakeJudge({(bare.premise, bare.hypothesis): ENTAILS})
    standalone, _ = read(pair_of(a, b), judge)
    assert judge.asked[2] == bare
    assert standalone.contradiction_back == ENTAILS.entailment


@pytest.mark.parametrize("stances", [(A, A), (D, D)])
def test_nothing_is_read_bare_where_both_sides_stand_alike(stances: tuple[Stance, Stance]) -> None:
    judge = FakeJudge()
    read(pair_of(*stances), judge)
    assert judge.asked == both_ways(ALONE_P, ALONE_Q)


def test_an_unknown_voice_is_not_named_to_the_judge() -> None:
    judge = FakeJudge({FORWARD: UNSURE})
    sources = (SOURCES[0], make_source("S2", "unknown", SourceKind.UNKNOWN))
    read_pairs((pair_of(),), sources, judge=judge)
    assert judge.asked[0] == TextPair(f"Fenn Port: {ALONE_P}", ALONE_Q)
    assert judge.asked[2] == TextPair(f"Fenn Port: {P}", Q)


# What the answers say


@pytest.mark.parametrize(
    ("a", "b", "reading"),
    [
        # the stronger direction counts first …
        (A, A, Reading(0.7, 0.4, 0.3, 0.1)),
        # … but what is asserted has to entail what is denied, however strong the way back is
        (A, D, Reading(0.1, 0.1, 0.7, 0.4)),
        (D, A, Reading(0.3, 0.3, 0.7, 0.4)),
        # two denials never contradict each other
        (D, D, Reading(0.0, 0.0, 0.3, 0.1)),
    ],
)
def test_stances_turn_the_answers_round(a: Stance, b: Stance, reading: Reading) -> None:
    judge = FakeJudge({FORWARD: Judgement(0.1, 0.2, 0.7), BACKWARD: Judgement(0.3, 0.3, 0.4)})
    standalone, _ = read(pair_of(a, b), judge)
    assert standalone == reading


def test_each_form_has_a_reading_of_its_own() -> None:
    judge = FakeJudge({FORWARD: UNSURE, (P, Q): CONTRADICTS, (Q, P): ENTAILS})
    standalone, verbatim = read(pair_of(), judge)
    assert standalone == Reading(0.3, 0.0, 0.2, 0.0)
    assert verbatim == Reading(0.96, 0.01, 0.96, 0.01)


def test_a_settled_pair_s_second_reading_is_its_first() -> None:
    standalone, verbatim = read(pair_of(), FakeJudge({(P, Q): CONTRADICTS}))
    assert standalone == verbatim == Reading(0.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize("judgement", [NEUTRAL, UNSURE, ENTAILS])
def test_without_a_standalone_form_both_readings_are_of_the_words(judgement: Judgement) -> None:
    judge = FakeJudge({(P, Q): judgement})
    standalone, verbatim = read(bare_pair(P, Q), judge)
    assert standalone == verbatim
    assert set(judge.asked) == set(both_ways(P, Q))


SHARES = st.tuples(*[st.floats(0, 1)] * 3).filter(any)
JUDGEMENTS = SHARES.map(lambda shares: Judgement(*(share / sum(shares) for share in shares)))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([A, D]), st.sampled_from([A, D]), st.lists(JUDGEMENTS, min_size=4))
def test_the_order_of_two_claims_changes_no_reading(
    a: Stance, b: Stance, answers: list[Judgement]
) -> None:
    table = dict(zip((FORWARD, BACKWARD, (P, Q), (Q, P)), answers, strict=False))
    pair = pair_of(a, b)
    there = read(pair, FakeJudge(table))
    back = read(Pair(pair.b, pair.a, pair.affinity), FakeJudge(table))
    assert there == back


@settings(max_examples=60, deadline=None)
@given(JUDGEMENTS, JUDGEMENTS)
def test_a_reading_holds_nothing_but_the_judge_s_own_numbers(
    forward: Judgement, backward: Judgement
) -> None:
    said = {p for one in (forward, backward) for p in (one.entailment, one.contradiction)} | {0.0}
    for a, b in itertools.product((A, D), repeat=2):
        one, _ = read(pair_of(a, b), FakeJudge({FORWARD: forward, BACKWARD: backward}))
        assert {one.contradiction, one.contradiction_back} <= said
        assert {one.entailment, one.entailment_back} <= said
        assert one.entailment >= one.entailment_back
