"""Evidence: which signal decided a verdict, and the words of either claim that it rests on."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from conftest import (
    CONTRADICTS,
    ENTAILS,
    NEUTRAL,
    FakeJudge,
    FakeTagger,
    make_source,
    marked,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.article import make_article
from attrib.claims import claims_from
from attrib.pipeline import Pipeline
from attrib.records import (
    Article,
    Claim,
    Evidence,
    Judgement,
    Pair,
    Relation,
    Signal,
    Span,
    Stance,
    Verdict,
)
from attrib.verdicts import Combiner, Reading, Signals, find_evidence, judge_pairs

CONTRADICTION, CORROBORATION = Relation.CONTRADICTS, Relation.CORROBORATES
UPDATES, UNDETERMINED = Relation.UPDATES, Relation.UNDETERMINED
OPEN = "[Lena Orr] {said} <the sluice at Dorrin stood open>."
SHUT = "[The board] {denied} <that the Dorrin sluice stood open>."


def read(*lines: str) -> tuple[Article, Pair]:
    """Pair the claims of two marked lines, each of a source of its own."""
    article, attributions = marked(*lines)
    sources = [make_source(f"S{n}", made=(one.id,)) for n, one in enumerate(attributions, start=1)]
    first, second = claims_from(article, attributions, sources)
    return article, Pair(first, second, 0.81234)


def signals_of(
    *,
    contradiction: float = 0.0,
    entailment: float = 0.0,
    denial: bool = False,
    clash: bool = False,
) -> Signals:
    reading = Reading(contradiction, 0.0, entailment, 0.0)
    return Signals(
        standalone=reading,
        verbatim=reading,
        affinity=0.8,
        crowd=2,
        denial=denial,
        both_deny=False,
        numbers_clash=clash,
        numbers_agree=False,
        same_source=False,
        unknown=False,
    )


def words(article: Article, spans: tuple[Span, ...]) -> list[str]:
    return [span.of(article.text) for span in spans]


def words_of(
    *lines: str, relation: Relation = CONTRADICTION, **known: Any
) -> tuple[list[str], list[str]]:
    article, pair = read(*lines)
    evidence = find_evidence(article, pair, relation, signals_of(**known))
    return words(article, evidence.a), words(article, evidence.b)


# The signal


@pytest.mark.parametrize(
    ("relation", "known", "signal", "inference"),
    [
        (CONTRADICTION, {"denial": True, "contradiction": 0.9}, Signal.DENIAL, 0.9),
        (CONTRADICTION, {"denial": True, "clash": True}, Signal.DENIAL, 0.0),
        (CONTRADICTION, {"clash": True, "contradiction": 0.9}, Signal.NUMBER, 0.9),
        (UPDATES, {"clash": True, "contradiction": 0.2}, Signal.NUMBER, 0.2),
        (CONTRADICTION, {"contradiction": 0.5}, Signal.INFERENCE, 0.5),
        (CONTRADICTION, {"contradiction": 0.49, "entailment": 0.9}, Signal.GATE, 0.49),
        # who agrees does not do so by a denial, nor by numbers that clash
        (CORROBORATION, {"denial": True, "entailment": 0.9}, Signal.INFERENCE, 0.9),
        (CORROBORATION, {"clash": True, "entailment": 0.9}, Signal.INFERENCE, 0.9),
        (CORROBORATION, {"entailment": 0.4, "contradiction": 0.9}, Signal.GATE, 0.4),
        # of the undetermined the stronger word is shown
        (UNDETERMINED, {"denial": True, "contradiction": 0.4}, Signal.DENIAL, 0.4),
        (UNDETERMINED, {"entailment": 0.6, "contradiction": 0.3}, Signal.INFERENCE, 0.6),
        (UNDETERMINED, {"clash": True, "contradiction": 0.4}, Signal.GATE, 0.4),
    ],
)
def test_the_signal_is_what_decided(
    relation: Relation, known: dict[str, Any], signal: Signal, inference: float
) -> None:
    article, pair = read(OPEN, SHUT)
    evidence = find_evidence(article, pair, relation, signals_of(**known))
    assert (evidence.signal, evidence.inference) == (signal, inference)


def test_numbers_of_the_evidence_are_rounded() -> None:
    article, pair = read(OPEN, SHUT)
    evidence = find_evidence(article, pair, CONTRADICTION, signals_of(contradiction=0.123456))
    assert (evidence.inference, evidence.affinity) == (0.1235, 0.8123)


# The words


def test_a_joint_statement_is_its_own_evidence() -> None:
    article, attributions = marked("[Valdoria and Ostrel] {said} <the border> at noon <was open>.")
    sources = [make_source(id, made=("A1",)) for id in ("S1", "S2")]
    first, second = claims_from(article, attributions, sources)
    evidence = find_evidence(article, Pair(first, second, 1.0), CORROBORATION, None)
    assert evidence == Evidence(
        Signal.JOINT, attributions[0].content, attributions[0].content, None, 1.0
    )
    assert words(article, evidence.a) == ["the border", "was open"]


def test_a_denial_is_shown_by_its_cue_and_the_words_in_common() -> None:
    assert words_of(OPEN, SHUT, denial=True) == (
        ["sluice", "Dorrin stood open"],
        ["denied", "Dorrin sluice stood open"],
    )


def test_the_cue_comes_where_the_text_has_it() -> None:
    after = "<That the sluice stood open> was {denied} by [the board]."
    assert words_of(after, OPEN, denial=True)[0] == ["sluice stood open", "denied"]


def test_an_asserting_cue_is_no_reason() -> None:
    first, second = words_of(OPEN, "[Orr] {insisted} <the sluice stood open>.", contradiction=0.9)
    assert "said" not in " ".join(first)
    assert "insisted" not in " ".join(second)


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("the sluice was not open", ["sluice", "not open"]),
        ("the sluice wasn't open", ["sluice", "n't open"]),
        ("the sluice wasn’t open", ["sluice", "n’t open"]),
        ("nobody saw the sluice open", ["nobody", "sluice open"]),
        ("no sluice was open", ["no sluice", "open"]),
        ("the knot held", []),
        ("the sluice tale was a lie", ["sluice", "lie"]),
        (
            "stories of an open sluice are groundless, baseless",
            ["open sluice", "groundless, baseless"],
        ),
    ],
)
def test_what_negates_or_dismisses_is_shown_with_the_words_in_common(
    content: str, shown: list[str]
) -> None:
    negated = f"[The board] {{said}} <{content}>."
    assert words_of(OPEN, negated, contradiction=0.9)[1] == shown


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("seven guests were injured", ["seven guests", "injured"]),
        ("1,200 guests were injured", ["1,200 guests", "injured"]),
        ("2.5 million guests were injured", ["2.5 million guests", "injured"]),
        ("dozens of guests were injured", ["dozens", "guests", "injured"]),
        ("injured guests filled twelve beds", ["injured guests", "twelve"]),
    ],
)
def test_numbers_that_clash_are_shown(content: str, shown: list[str]) -> None:
    first = "[Lena Orr] {said} <25 guests were injured>."
    second = f"[The board] {{said}} <{content}>."
    assert words_of(first, second, clash=True) == (["25 guests", "injured"], shown)


def test_numbers_are_shown_only_where_they_decide() -> None:
    first = "[Lena Orr] {said} <25 boats sank>."
    second = "[The board] {said} <seven boats sank>."
    assert words_of(first, second, contradiction=0.9) == (["boats sank"], ["boats sank"])


def test_where_the_gate_alone_speaks_only_words_in_common_are_shown() -> None:
    negated = "[The board] {said} <the sluice was not open>."
    assert words_of(OPEN, negated, contradiction=0.2) == (["sluice", "open"], ["sluice", "open"])


def test_one_thing_by_two_names_is_in_common() -> None:
    first = "[Lena Orr] {said} <two pupils were hurt>."
    second = "[The mayor] {said} <children had been injured>."
    assert words_of(first, second, entailment=0.9, relation=CORROBORATION) == (
        ["pupils", "hurt"],
        ["children", "injured"],
    )


def test_what_the_other_claim_says_when_it_stands_alone_is_in_common() -> None:
    article, pair = read(OPEN, "[The board] {said} <it was shut>.")
    alone = replace(pair.b, standalone=("The sluice was shut", "Dorrin is far away"))
    known = signals_of(contradiction=0.9)
    bare = find_evidence(article, pair, CONTRADICTION, known)
    full = find_evidence(article, replace(pair, b=alone), CONTRADICTION, known)
    assert (words(article, bare.a), words(article, full.a)) == ([], ["sluice"])
    assert bare.b == full.b == ()


def test_neighbours_are_one_span_and_words_between_part_them() -> None:
    first = "[Lena Orr] {said} <the rusty, old sluice\n  gate and the weir broke>."
    second = "[The board] {said} <old rusty sluice gate, weir, all broke>."
    assert words_of(first, second, entailment=0.9, relation=CORROBORATION) == (
        ["rusty, old sluice\n  gate", "weir broke"],
        ["old rusty sluice gate, weir", "broke"],
    )


def test_each_side_has_its_own_words_whichever_is_first() -> None:
    article, pair = read(OPEN, SHUT)
    known = signals_of(contradiction=0.9, denial=True)
    there = find_evidence(article, pair, CONTRADICTION, known)
    back = find_evidence(article, Pair(pair.b, pair.a, pair.affinity), CONTRADICTION, known)
    assert back == replace(there, a=there.b, b=there.a)


def test_evidence_is_printed_as_lists_of_offsets(combiner: Combiner) -> None:
    text = "Lena Orr said the sluice was open. The board denied that the sluice was open."
    judge = FakeJudge({("sluice", "sluice"): ENTAILS})
    report = Pipeline(FakeTagger(), judge, combiner).score(make_article(text, id="two"))
    [printed] = json.loads(json.dumps(report.to_dict(version="1")))["verdicts"]
    evidence = printed["evidence"]
    assert (evidence["signal"], evidence["inference"]) == ("denial", 0.96)
    assert [text[start:end] for start, end in evidence["a"]] == ["sluice", "open"]
    assert [text[start:end] for start, end in evidence["b"]] == ["denied", "sluice", "open"]


# Of every verdict


def places(claim: Claim, article: Article) -> set[int]:
    """Return where the claim's cue and content have a letter or a digit."""
    spans = (*claim.attribution.cue, *claim.attribution.content)
    return {n for span in spans for n in range(span.start, span.end) if article.text[n].isalnum()}


def check_sides(article: Article, claims: dict[str, Claim], verdict: Verdict) -> None:
    assert verdict.evidence is not None
    for id, spans in ((verdict.a, verdict.evidence.a), (verdict.b, verdict.evidence.b)):
        shown = {n for s in spans for n in range(s.start, s.end) if article.text[n].isalnum()}
        assert shown <= places(claims[id], article)
        assert list(spans) == sorted(spans)
        for before, after in zip(spans, spans[1:], strict=False):
            assert article.text[before.end : after.start].strip(" \n,")
        assert all(span.of(article.text) == span.of(article.text).strip() for span in spans)


SENTENCES = (
    "Lena Orr said the sluice was not open.",
    "The board denied that the sluice was open, and that nobody slept.",
    "Valdoria and Ostrel said nine cellars were flooded.",
    "Villagers said 40 cellars were flooded, but not the hall.",
    "According to the brigade, no cellar – not one – was flooded.",
    "The mayor declined to comment on the sluice.",
    "She said that the board denied the cellars\nwere flooded.",
    "“No cellar is dry,” said Orr.",
    "Ünal Kóvacs confirmed the sluice was “open”.",
)
ANSWERS = st.sampled_from([ENTAILS, CONTRADICTS, NEUTRAL, Judgement(0.5, 0.0, 0.5)])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), max_size=6), ANSWERS, ANSWERS)
def test_every_verdict_rests_on_words_of_its_claims(
    combiner: Combiner, sentences: list[str], floods: Judgement, rest: Judgement
) -> None:
    judge = FakeJudge({("cellar", "cellar"): floods, ("", ""): rest})
    pipeline = Pipeline(FakeTagger(), judge, combiner)
    report = pipeline.score(make_article(" ".join(sentences), id="any"))
    claims = {claim.id: claim for claim in report.claims}
    for verdict in report.verdicts:
        check_sides(report.article, claims, verdict)
        evidence = verdict.evidence
        assert evidence is not None
        joint = claims[verdict.a].attribution == claims[verdict.b].attribution
        assert (evidence.signal is Signal.JOINT) == (evidence.inference is None) == joint
        assert 0 <= evidence.affinity <= 1
        if evidence.signal is Signal.DENIAL:
            stances = [claims[id].stance for id in (verdict.a, verdict.b)]
            assert stances.count(Stance.DENIES) == 1


def test_all_signals_but_the_joint_one_come_from_the_judged(combiner: Combiner) -> None:
    article, attributions = marked(OPEN, SHUT, "[Valdoria and Ostrel] {said} <the sluice is old>.")
    made = (("A1",), ("A2",), ("A3",), ("A3",))
    sources = [make_source(f"S{n}", made=ids) for n, ids in enumerate(made, start=1)]
    claims = claims_from(article, attributions, sources)
    pairs = [Pair(claims[0], claims[1], 0.9), Pair(claims[2], claims[3], 1.0)]
    judge = FakeJudge({("sluice", "sluice"): ENTAILS})
    verdicts = judge_pairs(article, pairs, sources, judge=judge, combiner=combiner)
    signals = [verdict.evidence.signal for verdict in verdicts if verdict.evidence]
    assert signals == [Signal.DENIAL, Signal.JOINT]
