"""Verdicts: stance is logic, content is inference, numbers are intervals."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import astuple, replace
from itertools import combinations
from pathlib import Path

import pytest
from conftest import (
    CONTRADICTS,
    ENTAILS,
    NEUTRAL,
    FakeJudge,
    article_of,
    make_claim,
    make_source,
    marked,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.errors import CheckpointError
from attrib.records import (
    Judgement,
    Kind,
    Pair,
    Relation,
    Signal,
    SourceKind,
    Stance,
    Verdict,
)
from attrib.verdicts import (
    FEATURES,
    OUTCOMES,
    PRINTED,
    TAKEN_UP,
    Combiner,
    Reading,
    Signals,
    decide,
    judge_pairs,
    read_combiner,
    read_signals,
)
from attrib.verdicts.decisions import OWN_PRINTED

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
    article = article_of(pair.a, pair.b)
    found = judge_pairs(article, (pair,), SOURCES, judge=FakeJudge(table), combiner=combiner)
    return found[0] if found else None


def relation_of(
    pair: Pair, combiner: Combiner, table: dict[tuple[str, str], Judgement]
) -> Relation:
    verdict = judged(pair, combiner, table)
    return verdict.relation if verdict else Relation.UNRELATED


def certain(outcome: Relation) -> Combiner:
    """Make a combiner that is sure of one outcome, whatever the signals."""
    return Combiner(
        {one: [5.0 * (one is outcome and name == "one") for name in FEATURES] for one in OUTCOMES}
    )


SURE = {o: {one: float(one is o) for one in OUTCOMES} for o in OUTCOMES}
FORWARD, BACKWARD = (P, Q), (Q, P)
NOTHING = Signals(
    standalone=Reading(0.0, 0.0, 0.0, 0.0),
    verbatim=Reading(0.0, 0.0, 0.0, 0.0),
    affinity=0.5,
    crowd=2,
    denial=False,
    both_deny=False,
    numbers_clash=False,
    numbers_agree=False,
    same_source=False,
    unknown=False,
    negation=False,
    dismissal=False,
    named=False,
    opposed=False,
)


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


def test_no_pairs_no_questions(combiner: Combiner) -> None:
    judge = FakeJudge()
    assert judge_pairs(article_of(), (), SOURCES, judge=judge, combiner=combiner) == ()
    assert judge.asked == []


def test_a_joint_statement_corroborates_itself_for_certain(combiner: Combiner) -> None:
    first = make_claim("C1", P)
    second = make_claim("C2", P, source="S2", attribution=first.attribution)
    judge, pair = FakeJudge({(P, P): CONTRADICTS}), Pair(first, second, 1.0)
    [verdict] = judge_pairs(article_of(first), (pair,), SOURCES, judge=judge, combiner=combiner)
    assert replace(verdict, evidence=None) == Verdict(
        "C1", "C2", Relation.CORROBORATES, Kind.FACT, 1.0
    )
    assert judge.asked == []


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
        (0.55, Relation.CONTRADICTS),
        (0.45, Relation.UNDETERMINED),
        (0.29, Relation.UNDETERMINED),
        (0.21, Relation.UNDETERMINED),
        (0.19, Relation.UNRELATED),
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
    table = {FORWARD: Judgement(0.0, 0.85, 0.15)}
    assert relation_of(pair_of(), Combiner(weights), table) is Relation.UNDETERMINED


@pytest.mark.parametrize("share", [0.19, 0.21])
@pytest.mark.parametrize("outcome", OUTCOMES[:2])
@pytest.mark.parametrize("form", ["standalone", "verbatim"])
def test_a_relation_needs_the_judge_s_word_in_either_form(
    outcome: Relation, share: float, form: str
) -> None:
    nothing = Reading(0.0, 0.0, 0.0, 0.0)
    name = {Relation.CONTRADICTS: "contradiction", Relation.CORROBORATES: "entailment"}[outcome]
    signals = replace(NOTHING, **{form: replace(nothing, **{name: share})})
    pair = pair_of()
    verdict = decide(article_of(pair.a, pair.b), pair, signals, probabilities=SURE[outcome])
    assert verdict.relation is (outcome if share > 0.2 else Relation.UNDETERMINED)


@pytest.mark.parametrize(
    ("outcome", "relation"),
    [
        (Relation.CONTRADICTS, Relation.CONTRADICTS),
        (Relation.CORROBORATES, Relation.UNDETERMINED),
    ],
)
def test_numbers_that_clash_may_contradict_without_the_judge(
    outcome: Relation, relation: Relation
) -> None:
    pair = pair_of("25 guests were injured", "seven guests were injured")
    signals = replace(NOTHING, numbers_clash=True)
    verdict = decide(article_of(pair.a, pair.b), pair, signals, probabilities=SURE[outcome])
    assert verdict.relation is relation


@pytest.mark.parametrize("found", [CONTRADICTS, ENTAILS])
def test_claims_of_two_attacks_are_undetermined(found: Judgement, combiner: Combiner) -> None:
    p, q = "shells hit the quay on Monday", "no shell hit the mill on Thursday"
    assert relation_of(pair_of(p, q), combiner, {(p, q): found}) is Relation.UNDETERMINED


def test_a_rejection_is_one_whatever_days_are_named(combiner: Combiner) -> None:
    p, q = "shells hit the quay on Monday", "on Thursday it hit back at those who lied"
    pair = pair_of(p, q)
    pair = replace(pair, b=replace(pair.b, rejects=(pair.a.id,)))
    assert relation_of(pair, combiner, {}) is Relation.CONTRADICTS


def test_a_verdict_is_decided_without_its_evidence_and_given_with_it(combiner: Combiner) -> None:
    pair = pair_of(b=D)
    article, judge = article_of(pair.a, pair.b), FakeJudge({FORWARD: ENTAILS})
    [signals] = read_signals((pair,), SOURCES, judge=judge)
    [probabilities] = combiner.weigh((pair,), (signals,))
    decided = decide(article, pair, signals, probabilities=probabilities)
    [verdict] = judge_pairs(article, (pair,), SOURCES, judge=judge, combiner=combiner)
    assert decided.evidence is None
    assert verdict.evidence is not None
    assert replace(verdict, evidence=None) == decided


def test_the_undetermined_has_evidence_too(combiner: Combiner) -> None:
    verdict = judged(pair_of(affinity=0.3), combiner, {FORWARD: Judgement(0.3, 0.7, 0.0)})
    assert verdict is not None
    assert verdict.relation is Relation.UNDETERMINED
    assert verdict.evidence is not None
    assert verdict.evidence.signal is Signal.GATE
    assert (verdict.evidence.inference, verdict.evidence.affinity) == (0.3, 0.3)


def test_the_undetermined_has_a_probability_and_no_kind(combiner: Combiner) -> None:
    verdict = judged(pair_of(), combiner, {FORWARD: Judgement(0.3, 0.7, 0.0)})
    assert verdict is not None
    assert (verdict.relation, verdict.kind) == (Relation.UNDETERMINED, None)
    assert verdict.probability == pytest.approx(0.3, abs=1e-3)


def test_unrelated_pairs_are_left_out_and_the_rest_keep_their_order(combiner: Combiner) -> None:
    pairs = [
        Pair(make_claim("C1", "red"), make_claim("C2", "blue", source="S2"), 0.5),
        Pair(make_claim("C1", "red"), make_claim("C3", "noise", source="S2"), 0.5),
        Pair(make_claim("C1", "red"), make_claim("C4", "green", source="S2"), 0.5),
    ]
    judge = FakeJudge({("red", "blue"): CONTRADICTS, ("red", "green"): ENTAILS})
    article = article_of(pairs[0].a, *(pair.b for pair in pairs))
    found = judge_pairs(article, pairs, SOURCES, judge=judge, combiner=combiner)
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
    ("opening", "relation"),
    [("By evening the mayor", Relation.UPDATES), ("The mayor", Relation.CONTRADICTS)],
)
def test_the_time_may_be_named_beside_the_claim(
    opening: str, relation: Relation, combiner: Combiner
) -> None:
    article, attributions = marked(
        "[The port] {said} <12 guests were injured>.",
        f"{opening} {{said}} <20 guests were injured>.",
    )
    early, late = (
        make_claim(f"C{n}", one.content[0].of(article.text), source=f"S{n}", attribution=one)
        for n, one in enumerate(attributions, start=1)
    )
    judge = FakeJudge({("12", "20"): CONTRADICTS})
    [verdict] = judge_pairs(
        article, (Pair(early, late, 0.5),), SOURCES, judge=judge, combiner=combiner
    )
    assert (verdict.relation, verdict.kind) == (relation, Kind.NUMBER)


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


def test_signals_hold_both_readings_and_what_is_known_beside_them() -> None:
    judge = FakeJudge({FORWARD: Judgement(0.1, 0.2, 0.7), BACKWARD: Judgement(0.3, 0.3, 0.4)})
    (signals,) = read_signals((pair_of(affinity=0.6),), SOURCES, judge=judge)
    reading = Reading(0.7, 0.4, 0.3, 0.1)
    assert signals == replace(NOTHING, standalone=reading, verbatim=reading, affinity=0.6, crowd=2)


def test_the_surer_form_s_word_counts() -> None:
    signals = replace(
        NOTHING, standalone=Reading(0.3, 0.2, 0.1, 0.9), verbatim=Reading(0.1, 0.9, 0.4, 0.0)
    )
    assert (signals.contradiction, signals.entailment) == (0.3, 0.4)


@pytest.mark.parametrize(
    ("a", "b", "denial", "both"),
    [(A, A, False, False), (A, D, True, False), (D, A, True, False), (D, D, False, True)],
)
def test_denials_are_counted(a: Stance, b: Stance, denial: bool, both: bool) -> None:
    (signals,) = read_signals((pair_of(a=a, b=b),), SOURCES, judge=FakeJudge())
    assert (signals.denial, signals.both_deny) == (denial, both)


@pytest.mark.parametrize(
    ("taker", "how", "relation"),
    [
        (0, "rejects", Relation.CONTRADICTS),
        (1, "rejects", Relation.CONTRADICTS),
        (0, "confirms", Relation.CORROBORATES),
        (1, "confirms", Relation.CORROBORATES),
    ],
)
def test_what_takes_up_the_other_is_sure_whatever_the_judge_says(
    taker: int, how: str, relation: Relation
) -> None:
    pair = pair_of()
    claims = [pair.a, pair.b]
    claims[taker] = replace(claims[taker], **{how: (claims[1 - taker].id,)})
    (signals,) = read_signals((Pair(claims[0], claims[1], 0.5),), SOURCES, judge=FakeJudge())
    assert (signals.rejects, signals.confirms) == (how == "rejects", how == "confirms")
    taken = Pair(claims[0], claims[1], 0.5)
    verdict = decide(article_of(*claims), taken, signals, probabilities=SURE[Relation.UNRELATED])
    assert (verdict.relation, verdict.probability) == (relation, TAKEN_UP)


def test_what_takes_up_a_third_claim_is_not_sure() -> None:
    pair = pair_of()
    taken = replace(pair.a, rejects=("C9",), confirms=("C8",))
    (signals,) = read_signals((Pair(taken, pair.b, 0.5),), SOURCES, judge=FakeJudge())
    assert not signals.rejects and not signals.confirms


@pytest.mark.parametrize(
    ("sources", "same", "unknown"),
    [("12", False, False), ("11", True, False), ("13", False, True), ("31", False, True)],
)
def test_signals_tell_who_speaks(sources: str, same: bool, unknown: bool) -> None:
    voices = (*SOURCES, make_source("S3", "unknown", SourceKind.UNKNOWN))
    (signals,) = read_signals((pair_of(sources=sources),), voices, judge=FakeJudge())
    assert (signals.same_source, signals.unknown) == (same, unknown)


@pytest.mark.parametrize(
    ("p", "q", "negation", "dismissal"),
    [
        ("the lock was open", "the lock was not open", True, False),
        ("nobody saw it", "somebody saw it", True, False),
        ("the lock wasn’t open", "no lock was open", False, False),
        ("the lock was open", "that is a lie", False, True),
        ("the tale is untrue", "the lock was open", False, True),
        ("the tale is untrue", "that is nonsense", False, False),
        ("the lock was open", "the knot held; the lies were many", False, True),
        ("the lock was open", "the knot held", False, False),
        ("it is not so", "a hoax", True, True),
    ],
)
def test_words_that_one_side_alone_has_are_flags(
    p: str, q: str, negation: bool, dismissal: bool
) -> None:
    for pair in (pair_of(p, q), pair_of(q, p)):
        (signals,) = read_signals((pair,), SOURCES, judge=FakeJudge())
        assert (signals.negation, signals.dismissal) == (negation, dismissal)


@pytest.mark.parametrize(
    ("p", "q", "named"),
    [
        ("the union was late", "the gate stood wide", True),
        ("the lock was open", "Fenn is dry", True),
        ("Fenn Port was open", "the union was late", False),  # each its own
        ("Fenn Port was open", "the gate stood wide", False),
        ("the lock was open", "the gate stood wide", False),
    ],
)
def test_a_claim_may_name_whoever_makes_the_other(p: str, q: str, named: bool) -> None:
    (signals,) = read_signals((pair_of(p, q),), SOURCES, judge=FakeJudge())
    assert signals.named is named


def test_the_crowd_is_every_claim_of_the_pairs_once() -> None:
    claims = [make_claim(f"C{n}", f"boat {n} sank", source=f"S{n % 2 + 1}") for n in range(1, 5)]
    pairs = [Pair(a, b, 0.5) for a, b in combinations(claims, 2)]
    assert {one.crowd for one in read_signals(pairs, SOURCES, judge=FakeJudge())} == {4}
    assert [one.crowd for one in read_signals(pairs[:1], SOURCES, judge=FakeJudge())] == [2]


FORMS = (
    "contradiction", "contradiction_back", "entailment", "entailment_back",
    "verbatim_contradiction", "verbatim_contradiction_back", "verbatim_entailment",
    "verbatim_entailment_back",
)  # fmt: skip


@pytest.mark.parametrize("denial", [False, True])
def test_features_stand_in_the_order_of_their_names(denial: bool) -> None:
    standalone, verbatim = Reading(0.1, 0.2, 0.3, 0.4), Reading(0.5, 0.6, 0.7, 0.8)
    flags = dict.fromkeys(("both_deny", "numbers_clash", "same_source", "named"), True)
    signals = replace(
        NOTHING, standalone=standalone, verbatim=verbatim, affinity=0.25, crowd=7, denial=denial,
        **flags,
    )  # fmt: skip
    shares = dict(zip(FORMS, (*astuple(standalone), *astuple(verbatim)), strict=True))
    logits = {name: math.log(p / (1 - p)) for name, p in shares.items()}
    expected = {
        "one": 1.0,
        **{name: 0.0 if denial else logit for name, logit in logits.items()},
        **{f"denied_{name}": logit if denial else 0.0 for name, logit in logits.items()},
        "affinity": 0.25,
        "crowd": math.log(7),
        "denial": float(denial),
        "both_deny": 1.0,
        "numbers_clash": 1.0,
        "numbers_agree": 0.0,
        "same_source": 1.0,
        "unknown": 0.0,
        "negation": 0.0,
        "dismissal": 0.0,
        "named": 1.0,
        "opposed": 0.0,
    }
    assert dict(zip(FEATURES, signals.features(), strict=True)) == pytest.approx(expected)
    assert len(set(FEATURES)) == len(FEATURES)


@pytest.mark.parametrize(
    "name", ["denial", "both_deny", "numbers_clash", "numbers_agree", "same_source",
             "unknown", "negation", "dismissal", "named", "opposed"],
)  # fmt: skip
def test_each_flag_is_the_feature_of_its_name(name: str) -> None:
    told = dict(zip(FEATURES, replace(NOTHING, **{name: True}).features(), strict=True))
    silent = dict(zip(FEATURES, NOTHING.features(), strict=True))
    assert (silent[name], told[name]) == (0.0, 1.0)


@pytest.mark.parametrize("probability", [0.0, 1.0])
@pytest.mark.parametrize("crowd", [0, 1, 1000])
def test_certainty_stays_a_finite_number(probability: float, crowd: int) -> None:
    reading = Reading(*[probability] * 4)
    signals = replace(NOTHING, standalone=reading, verbatim=reading, crowd=crowd)
    assert all(abs(feature) < 10 for feature in signals.features())


@pytest.mark.parametrize(
    ("stances", "opposed"),
    [((A, A, D), True), ((A, A, A), False), ((D, A, D), False), ((A, D, D), False)],
)
@pytest.mark.parametrize("denier", ["S1", "S2"])
def test_whoever_denies_elsewhere_opposes_those_who_never_do(
    stances: tuple[Stance, Stance, Stance], opposed: bool, denier: str
) -> None:
    pair = pair_of(a=stances[0], b=stances[1])
    elsewhere = make_claim("C3", "the key was lost", source=denier, stance=stances[2])
    witness = pair.b if denier == "S1" else pair.a
    pairs = [pair, Pair(witness, elsewhere, 0.5)]
    assert read_signals(pairs, SOURCES, judge=FakeJudge())[0].opposed is opposed


def test_two_who_both_deny_elsewhere_are_not_opposed() -> None:
    first, second = (make_claim(f"C{n}", "no", source=f"S{n - 2}", stance=D) for n in (3, 4))
    pairs = [pair_of(), Pair(first, second, 0.5)]
    assert not read_signals(pairs, SOURCES, judge=FakeJudge())[0].opposed


SHARE = st.floats(0, 1)
WEIGHTS = st.lists(st.floats(-3, 3), min_size=len(FEATURES), max_size=len(FEATURES))


READINGS = st.builds(Reading, SHARE, SHARE, SHARE, SHARE)
SIGNALS = st.builds(
    Signals, READINGS, READINGS, SHARE, st.integers(1, 500), *[st.booleans()] * 10
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(SIGNALS, st.tuples(WEIGHTS, WEIGHTS, WEIGHTS))
def test_a_combiners_probabilities_sum_to_one(
    signals: Signals, rows: Sequence[Sequence[float]]
) -> None:
    combiner = Combiner(dict(zip(OUTCOMES, rows, strict=True)))
    probabilities = combiner.weigh_alone(signals)
    assert set(probabilities) == set(OUTCOMES)
    assert sum(probabilities.values()) == pytest.approx(1)
    assert all(0 <= p <= 1 for p in probabilities.values())


@settings(max_examples=60, deadline=None)
@given(SIGNALS, st.tuples(WEIGHTS, WEIGHTS, WEIGHTS))
def test_whatever_the_signals_a_verdict_is_in_order(
    signals: Signals, rows: Sequence[Sequence[float]]
) -> None:
    pair = pair_of()
    probabilities = Combiner(dict(zip(OUTCOMES, rows, strict=True))).weigh_alone(signals)
    verdict = decide(article_of(pair.a, pair.b), pair, signals, probabilities=probabilities)
    decided = verdict.relation in (Relation.CONTRADICTS, Relation.CORROBORATES)
    assert (verdict.a, verdict.b, verdict.evidence) == ("C1", "C2", None)
    assert (verdict.kind is not None) == decided
    least = OWN_PRINTED if signals.same_source else PRINTED.get(verdict.relation, 0)
    assert not decided or least <= verdict.probability <= 1
    assert 0 <= verdict.probability <= 1
    if signals.same_source:
        assert verdict.relation is not Relation.CORROBORATES


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
        assert one.evidence and other.evidence
        swapped = replace(other.evidence, a=other.evidence.b, b=other.evidence.a)
        assert one.evidence == swapped


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
    path.write_text(json.dumps({"features": list(FEATURES), "contradicts": [0.0] * len(FEATURES)}))
    with pytest.raises(CheckpointError, match="corroborates"):
        read_combiner(path)


def test_too_few_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="2 weights for unrelated"):
        read_combiner(stored(tmp_path / "combiner.json", unrelated=[0.0, 1.0]))
