"""Verdicts: stance is logic, content is inference, numbers are intervals."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import CONTRADICTS, ENTAILS, NEUTRAL, FakeJudge, make_claim, make_source
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.errors import CheckpointError
from attrib.records import (
    Judgement,
    Kind,
    Pair,
    Relation,
    SourceKind,
    Stance,
    TextPair,
    Verdict,
)
from attrib.verdicts import (
    FEATURES,
    OUTCOMES,
    Combiner,
    Signals,
    judge_pairs,
    read_combiner,
    read_signals,
)

A, D = Stance.ASSERTS, Stance.DENIES
SOURCES = (make_source("S1", "Fenn Port"), make_source("S2", "The union"))
P, Q = "the lock was open", "the gate stood wide"


def pair_of(
    p: str = P,
    q: str = Q,
    *,
    a: Stance = A,
    b: Stance = A,
    sources: str = "12",
    affinity: float = 0.5,
) -> Pair:
    first = make_claim("C1", p, source=f"S{sources[0]}", stance=a)
    return Pair(first, make_claim("C2", q, source=f"S{sources[1]}", stance=b), affinity)


def judged(
    pair: Pair, combiner: Combiner, table: dict[tuple[str, str], Judgement]
) -> Verdict | None:
    found = judge_pairs((pair,), SOURCES, judge=FakeJudge(table), combiner=combiner)
    return found[0] if found else None


def relation_of(
    pair: Pair, combiner: Combiner, table: dict[tuple[str, str], Judgement]
) -> Relation:
    verdict = judged(pair, combiner, table)
    return verdict.relation if verdict else Relation.UNRELATED


FORWARD, BACKWARD = (P, Q), (Q, P)


@pytest.mark.parametrize(
    ("a", "b", "table", "relation"),
    [
        # asserts p, asserts q: either direction tells
        (A, A, {FORWARD: CONTRADICTS}, Relation.CONTRADICTS),
        (A, A, {BACKWARD: CONTRADICTS}, Relation.CONTRADICTS),
        (A, A, {FORWARD: ENTAILS}, Relation.CORROBORATES),
        (A, A, {BACKWARD: ENTAILS}, Relation.CORROBORATES),
        # asserts p, denies q: they contradict where p entails q, and only that way round
        (A, D, {FORWARD: ENTAILS}, Relation.CONTRADICTS),
        (A, D, {BACKWARD: ENTAILS}, Relation.UNRELATED),
        (A, D, {FORWARD: CONTRADICTS}, Relation.CORROBORATES),
        (A, D, {BACKWARD: CONTRADICTS}, Relation.CORROBORATES),
        # denies p, asserts q: they contradict where q entails p
        (D, A, {BACKWARD: ENTAILS}, Relation.CONTRADICTS),
        (D, A, {FORWARD: ENTAILS}, Relation.UNRELATED),
        (D, A, {FORWARD: CONTRADICTS}, Relation.CORROBORATES),
        # two denials agree or have nothing to do with each other
        (D, D, {FORWARD: ENTAILS}, Relation.CORROBORATES),
        (D, D, {BACKWARD: ENTAILS}, Relation.CORROBORATES),
        (D, D, {FORWARD: CONTRADICTS, BACKWARD: CONTRADICTS}, Relation.UNRELATED),
        # a neutral judge relates nothing
        (A, A, {}, Relation.UNRELATED),
        (A, D, {}, Relation.UNRELATED),
        (D, A, {}, Relation.UNRELATED),
        (D, D, {}, Relation.UNRELATED),
    ],
)
def test_stance_is_logic(
    a: Stance,
    b: Stance,
    table: dict[tuple[str, str], Judgement],
    relation: Relation,
    combiner: Combiner,
) -> None:
    assert relation_of(pair_of(a=a, b=b), combiner, table) is relation


def test_both_directions_are_asked() -> None:
    judge = FakeJudge()
    read_signals((pair_of(),), SOURCES, judge=judge)
    assert judge.asked == [
        TextPair(f"Fenn Port: {P}", f"The union: {Q}"),
        TextPair(f"The union: {Q}", f"Fenn Port: {P}"),
    ]


def test_the_same_question_is_asked_once() -> None:
    judge = FakeJudge()
    assert len(read_signals((pair_of(), pair_of()), SOURCES, judge=judge)) == 2
    assert len(judge.asked) == 2


def test_no_pairs_no_questions(combiner: Combiner) -> None:
    judge = FakeJudge()
    assert judge_pairs((), SOURCES, judge=judge, combiner=combiner) == ()
    assert judge.asked == []


@pytest.mark.parametrize("stances", [(A, D), (D, A), (D, D)])
def test_the_judge_never_sees_a_stance(stances: tuple[Stance, Stance]) -> None:
    plain, stanced = FakeJudge(), FakeJudge()
    read_signals((pair_of(),), SOURCES, judge=plain)
    read_signals((pair_of(a=stances[0], b=stances[1]),), SOURCES, judge=stanced)
    assert stanced.asked[:2] == plain.asked


@pytest.mark.parametrize(
    ("stances", "bare"),
    [
        ((A, D), [TextPair(f"Fenn Port: {P}", Q)]),
        ((D, A), [TextPair(f"The union: {Q}", P)]),
        ((D, D), []),
        ((A, A), []),
    ],
)
def test_what_one_side_denies_is_read_bare_too(
    stances: tuple[Stance, Stance], bare: list[TextPair]
) -> None:
    judge = FakeJudge()
    read_signals((pair_of(a=stances[0], b=stances[1]),), SOURCES, judge=judge)
    assert judge.asked[2:] == bare


def test_an_unknown_voice_is_not_named_to_the_judge() -> None:
    judge = FakeJudge()
    sources = (SOURCES[0], make_source("S2", "unknown", SourceKind.UNKNOWN))
    read_signals((pair_of(),), sources, judge=judge)
    assert judge.asked[0] == TextPair(f"Fenn Port: {P}", Q)


def test_a_joint_statement_corroborates_itself_for_certain(combiner: Combiner) -> None:
    first = make_claim("C1", P)
    second = make_claim("C2", P, source="S2", attribution=first.attribution)
    verdict = judged(Pair(first, second, 1.0), combiner, {(P, P): CONTRADICTS})
    assert verdict == Verdict("C1", "C2", Relation.CORROBORATES, Kind.FACT, 1.0)


@pytest.mark.parametrize(
    ("judgement", "relation"),
    [(ENTAILS, Relation.UNRELATED), (CONTRADICTS, Relation.CONTRADICTS)],
)
def test_a_source_may_contradict_but_never_corroborate_itself(
    judgement: Judgement, relation: Relation, combiner: Combiner
) -> None:
    assert relation_of(pair_of(sources="11"), combiner, {FORWARD: judgement}) is relation


@pytest.mark.parametrize(
    ("contradiction", "relation"),
    [
        (0.95, Relation.CONTRADICTS),
        (0.61, Relation.CONTRADICTS),
        (0.59, Relation.UNDETERMINED),
        (0.41, Relation.UNDETERMINED),
        (0.39, Relation.UNRELATED),
        (0.0, Relation.UNRELATED),
    ],
)
def test_between_sure_and_doubtful_lies_the_undetermined(
    contradiction: float, relation: Relation, combiner: Combiner
) -> None:
    table = {FORWARD: Judgement(0.0, 1 - contradiction, contradiction)}
    assert relation_of(pair_of(), combiner, table) is relation


def test_shared_words_alone_decide_nothing(combiner: Combiner) -> None:
    weights = {outcome: list(row) for outcome, row in combiner.weights.items()}
    weights[Relation.CONTRADICTS][FEATURES.index("affinity")] = 50.0
    table = {FORWARD: Judgement(0.0, 0.6, 0.4)}
    assert relation_of(pair_of(), Combiner(weights), table) is Relation.UNDETERMINED


def test_the_undetermined_has_a_probability_and_no_kind(combiner: Combiner) -> None:
    verdict = judged(pair_of(), combiner, {FORWARD: Judgement(0.4, 0.6, 0.0)})
    assert verdict is not None
    assert (verdict.relation, verdict.kind) == (Relation.UNDETERMINED, None)
    assert verdict.probability == pytest.approx(0.4, abs=1e-3)


def test_unrelated_pairs_are_left_out_and_the_rest_keep_their_order(combiner: Combiner) -> None:
    pairs = [
        Pair(make_claim("C1", "red"), make_claim("C2", "blue", source="S2"), 0.5),
        Pair(make_claim("C1", "red"), make_claim("C3", "noise", source="S2"), 0.5),
        Pair(make_claim("C1", "red"), make_claim("C4", "green", source="S2"), 0.5),
    ]
    judge = FakeJudge({("red", "blue"): CONTRADICTS, ("red", "green"): ENTAILS})
    found = judge_pairs(pairs, SOURCES, judge=judge, combiner=combiner)
    assert [(v.a, v.b) for v in found] == [("C1", "C2"), ("C1", "C4")]


@pytest.mark.parametrize(
    ("p", "q", "a", "b", "kind"),
    [
        ("25 guests were injured", "seven guests were injured", A, A, Kind.NUMBER),
        ("the lock was open", "the lock was not open", A, A, Kind.DENIAL),
        ("the lock was open", "the lock had been opened", A, D, Kind.DENIAL),
        ("25 guests were injured", "seven guests were injured", A, D, Kind.DENIAL),
        ("vandals fired the barn", "the owner was behind the fire", A, A, Kind.RESPONSIBILITY),
        ("the lock was open", "the lock was shut", A, A, Kind.FACT),
        ("25 guests were injured", "25 guests were burned and injured", A, A, Kind.FACT),
    ],
)
def test_the_kind_says_why(
    p: str, q: str, a: Stance, b: Stance, kind: Kind, combiner: Combiner
) -> None:
    table = {(p, q): CONTRADICTS, (q, p): CONTRADICTS}
    if D in (a, b):
        table = {(p, q): ENTAILS}
    verdict = judged(pair_of(p, q, a=a, b=b), combiner, table)
    assert verdict is not None
    assert (verdict.relation, verdict.kind) == (Relation.CONTRADICTS, kind)


@pytest.mark.parametrize(
    ("p", "q", "relation"),
    [
        ("12 guests were injured", "by evening 20 guests were injured", Relation.UPDATES),
        ("12 guests were injured", "20 guests were injured so far", Relation.UPDATES),
        ("12 guests were injured", "20 guests were injured", Relation.CONTRADICTS),
        ("20 guests were injured", "by evening 12 guests were injured", Relation.CONTRADICTS),
        ("by evening 12 guests were injured", "20 guests were injured", Relation.CONTRADICTS),
    ],
)
def test_a_later_higher_number_is_an_update(
    p: str, q: str, relation: Relation, combiner: Combiner
) -> None:
    verdict = judged(pair_of(p, q), combiner, {(p, q): CONTRADICTS})
    assert verdict is not None
    assert (verdict.relation, verdict.kind) == (relation, Kind.NUMBER)


def test_which_number_is_later_is_read_from_the_text(combiner: Combiner) -> None:
    late = make_claim("C9", "by evening 20 guests were injured")
    early = make_claim("C2", "12 guests were injured", source="S2")
    verdict = judged(Pair(late, early, 0.5), combiner, {("20", "12"): CONTRADICTS})
    assert verdict is not None
    assert (verdict.a, verdict.b, verdict.relation) == ("C9", "C2", Relation.UPDATES)


@pytest.mark.parametrize(
    ("p", "q", "clash", "agree"),
    [
        ("25 guests were injured", "seven guests were injured", True, False),
        ("at least 25 guests were injured", "56 guests were injured", False, True),
        ("25 guests were injured", "seven guests were killed", False, False),
        ("25 guests were injured", "nobody came", False, False),
    ],
)
def test_numbers_are_compared_as_intervals(p: str, q: str, clash: bool, agree: bool) -> None:
    (signals,) = read_signals((pair_of(p, q),), SOURCES, judge=FakeJudge())
    assert (signals.numbers_clash, signals.numbers_agree) == (clash, agree)


def test_numbers_under_a_denial_do_not_clash() -> None:
    pair = pair_of("25 guests were injured", "seven guests were injured", b=D)
    (signals,) = read_signals((pair,), SOURCES, judge=FakeJudge())
    assert (signals.numbers_clash, signals.numbers_agree) == (False, False)


def test_signals_hold_the_stronger_and_the_weaker_direction() -> None:
    judge = FakeJudge({FORWARD: Judgement(0.1, 0.2, 0.7), BACKWARD: Judgement(0.3, 0.4, 0.3)})
    (signals,) = read_signals((pair_of(affinity=0.6),), SOURCES, judge=judge)
    assert signals == Signals(0.7, 0.3, 0.3, 0.1, 0.6, False, False, False, False)


def test_features_stand_in_the_order_of_their_names() -> None:
    signals = Signals(0.5, 0.5, 0.5, 0.5, 0.25, True, False, True, False)
    assert dict(zip(FEATURES, signals.features(), strict=True)) == {
        "one": 1.0,
        "contradiction": 0.0,
        "contradiction_weaker": 0.0,
        "entailment": 0.0,
        "entailment_weaker": 0.0,
        "affinity": 0.25,
        "denial": 1.0,
        "numbers_clash": 0.0,
        "numbers_agree": 1.0,
        "same_source": 0.0,
    }


@pytest.mark.parametrize("probability", [0.0, 1.0])
def test_certainty_stays_a_finite_number(probability: float) -> None:
    signals = Signals(*[probability] * 5, False, False, False, False)
    assert all(abs(feature) < 10 for feature in signals.features())


SHARE = st.floats(0, 1)
WEIGHTS = st.lists(st.floats(-3, 3), min_size=len(FEATURES), max_size=len(FEATURES))


@settings(max_examples=40, deadline=None)
@given(
    st.tuples(SHARE, SHARE, SHARE, SHARE, SHARE),
    st.tuples(*[st.booleans()] * 4),
    st.tuples(WEIGHTS, WEIGHTS, WEIGHTS),
)
def test_a_combiners_probabilities_sum_to_one(
    shares: Sequence[float], flags: Sequence[bool], rows: Sequence[Sequence[float]]
) -> None:
    combiner = Combiner(dict(zip(OUTCOMES, rows, strict=True)))
    probabilities = combiner.probabilities(Signals(*shares, *flags))
    assert set(probabilities) == set(OUTCOMES)
    assert sum(probabilities.values()) == pytest.approx(1)
    assert all(0 <= p <= 1 for p in probabilities.values())


JUDGEMENTS = st.sampled_from([ENTAILS, CONTRADICTS, NEUTRAL, Judgement(0.4, 0.3, 0.3)])


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([A, D]), st.sampled_from([A, D]), JUDGEMENTS, JUDGEMENTS)
def test_the_order_of_two_claims_does_not_matter(
    combiner: Combiner, a: Stance, b: Stance, forward: Judgement, backward: Judgement
) -> None:
    pair = pair_of(a=a, b=b)
    table = {FORWARD: forward, BACKWARD: backward}
    one = judged(pair, combiner, table)
    other = judged(Pair(pair.b, pair.a, pair.affinity), combiner, table)
    assert (one is None) == (other is None)
    if one and other:
        assert (one.relation, one.kind, one.probability) == (
            other.relation, other.kind, other.probability,
        )  # fmt: skip


def stored(path: Path, **changes: object) -> Path:
    weights = {str(outcome): [0.0] * len(FEATURES) for outcome in OUTCOMES}
    path.write_text(json.dumps({"features": list(FEATURES), **weights, **changes}))
    return path


def test_a_stored_combiner_is_read(tmp_path: Path) -> None:
    row = [float(n) for n in range(len(FEATURES))]
    combiner = read_combiner(stored(tmp_path / "combiner.json", contradicts=row))
    assert list(combiner.weights[Relation.CONTRADICTS]) == row
    assert set(combiner.weights) == set(OUTCOMES)


def test_a_combiner_of_other_features_is_refused_and_named(tmp_path: Path) -> None:
    path = stored(tmp_path / "combiner.json", features=["one", "mood"])
    with pytest.raises(CheckpointError, match="combiner.json.*mood.*expected.*affinity"):
        read_combiner(path)


def test_features_in_another_order_are_refused(tmp_path: Path) -> None:
    path = stored(tmp_path / "combiner.json", features=list(reversed(FEATURES)))
    with pytest.raises(CheckpointError, match="expected"):
        read_combiner(path)


@pytest.mark.parametrize(
    "text", ["", "not json", "[]", "3", "{}", '{"features": null}', "{", "null"]
)
def test_a_broken_combiner_is_one_clear_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "combiner.json"
    path.write_text(text)
    with pytest.raises(CheckpointError, match="combiner.json"):
        read_combiner(path)


def test_a_missing_combiner_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="combiner.json"):
        read_combiner(tmp_path / "combiner.json")


def test_a_combiner_without_an_outcome_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "combiner.json"
    path.write_text(json.dumps({"features": list(FEATURES), "contradicts": [0.0] * 10}))
    with pytest.raises(CheckpointError, match="corroborates"):
        read_combiner(path)


def test_too_few_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="2 weights for unrelated"):
        read_combiner(stored(tmp_path / "combiner.json", unrelated=[0.0, 1.0]))
