"""Pairs → verdicts: how two claims stand to each other, and how sure that is.

Stance is logic, content is inference. The judge reads two contents and never a stance: an
assertion of p contradicts a denial of q where p entails q, and an assertion of q where p
contradicts q. Both directions are read. Numbers are compared as intervals. A small calibrated
combiner turns these signals into probabilities; where none is large the verdict is *undetermined*.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from attrib.errors import CheckpointError
from attrib.quantities import Comparison, compare
from attrib.records import (
    Claim,
    Judgement,
    Kind,
    Pair,
    Relation,
    Source,
    SourceKind,
    Stance,
    TextPair,
    Verdict,
)

PRINTED = 0.6  # from here a relation is reported
DOUBTFUL = 0.4  # from here to PRINTED a pair is undetermined; below, unrelated
JUDGED = 0.5  # what the judge must say of one reading: shared words alone decide nothing
FEATURES = (
    "one", "contradiction", "contradiction_weaker", "entailment", "entailment_weaker",
    "affinity", "denial", "numbers_clash", "numbers_agree", "same_source",
)  # fmt: skip
OUTCOMES = (Relation.CONTRADICTS, Relation.CORROBORATES, Relation.UNRELATED)

LATER = re.compile(
    r"\b(?:ris(?:es|en|ing)|rose|climb\w*|reached|now|so far|since|by (?:night|evening|morning|"
    r"noon|"
    r"midday|the end|then)|updated|revised|later|had grown|up from|latest)\b",
    re.IGNORECASE,
)
NEGATED = re.compile(
    r"\b(?:not|never|no|none|nobody|neither|nor|without|nothing)\b|n['’]t\b", re.IGNORECASE
)
ACTS = re.compile(
    r"\b(?:by|behind|responsib\w+|blam\w+|carried out|fired|launched|shelled|bombed|struck|"
    r"attacked|"
    r"shot|accus\w+|caused|perpetrat\w+|hacked|poisoned|planted|ordered|orchestrat\w+)\b",
    re.IGNORECASE,
)


class Judge(Protocol):
    """Says how premises bear on hypotheses."""

    def judge(self, pairs: Sequence[TextPair]) -> list[Judgement]:
        """Return one judgement a pair, in the order of the pairs."""
        ...


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of a pair before it is decided, each in 0–1.

    `contradiction` and `entailment` are those of the claims as they stand, stances counted in:
    the stronger reading, and the weaker one beside it.
    """

    contradiction: float
    contradiction_weaker: float
    entailment: float
    entailment_weaker: float
    affinity: float
    denial: bool
    numbers_clash: bool
    numbers_agree: bool
    same_source: bool

    def features(self) -> list[float]:
        """Return the numbers a combiner weighs, in the order of ``FEATURES``."""
        scores = (
            self.contradiction, self.contradiction_weaker, self.entailment, self.entailment_weaker,
        )  # fmt: skip
        flags = (self.denial, self.numbers_clash, self.numbers_agree, self.same_source)
        return [1.0, *map(_logit, scores), self.affinity, *map(float, flags)]


@dataclass(frozen=True, slots=True)
class Combiner:
    """A multinomial logistic regression: one row of weights an outcome, in ``FEATURES`` order."""

    weights: Mapping[Relation, Sequence[float]]

    def probabilities(self, signals: Signals) -> dict[Relation, float]:
        """Return the probability of each of ``OUTCOMES``; they sum to 1."""
        features = signals.features()
        scores = {
            outcome: math.exp(
                sum(w * x for w, x in zip(self.weights[outcome], features, strict=True))
            )
            for outcome in OUTCOMES
        }
        total = sum(scores.values())
        return {outcome: score / total for outcome, score in scores.items()}


def judge_pairs(
    pairs: Sequence[Pair], sources: Sequence[Source], *, judge: Judge, combiner: Combiner
) -> tuple[Verdict, ...]:
    """Return a verdict for each pair that is related or may be, in the order of the pairs.

    Pairs found *unrelated* are left out: whatever is not listed is unrelated.
    """
    signals = read_signals(pairs, sources, judge=judge)
    verdicts = (decide(p, s, combiner=combiner) for p, s in zip(pairs, signals, strict=True))
    return tuple(v for v in verdicts if v.relation is not Relation.UNRELATED)


def read_signals(
    pairs: Sequence[Pair], sources: Sequence[Source], *, judge: Judge
) -> list[Signals]:
    """Judge the contents of pairs in both directions and join stances and numbers to it.

    What is denied is read with the denier's name in front and without it: "its attacks" needs
    the name, "any attacks" is narrowed by it.
    """
    names = {s.id: "" if s.kind is SourceKind.UNKNOWN else s.name for s in sources}
    texts = [_texts(pair, names) for pair in pairs]
    asked = list(dict.fromkeys(text for readings in texts for text in readings))
    answers = dict(zip(asked, judge.judge(asked), strict=True))
    return [
        _signals(pair, *(answers[text] for text in readings))
        for pair, readings in zip(pairs, texts, strict=True)
    ]


def decide(pair: Pair, signals: Signals, *, combiner: Combiner) -> Verdict:
    """Turn the signals of a pair into a verdict."""
    a, b = pair.a, pair.b
    if a.attribution == b.attribution:  # a joint source: one statement, two voices
        return Verdict(a.id, b.id, Relation.CORROBORATES, _kind(pair, signals), 1.0)
    probabilities = combiner.probabilities(signals)
    relation = max(OUTCOMES[:2], key=probabilities.__getitem__)
    probability = round(probabilities[relation], 4)
    agrees_with_itself = relation is Relation.CORROBORATES and signals.same_source
    if agrees_with_itself or probability < DOUBTFUL:
        return Verdict(a.id, b.id, Relation.UNRELATED, None, round(1 - probability, 4))
    if probability < PRINTED or not _is_judged(relation, signals):
        return Verdict(a.id, b.id, Relation.UNDETERMINED, None, probability)
    kind = _kind(pair, signals)
    if relation is Relation.CONTRADICTS and kind is Kind.NUMBER and _is_update(a, b):
        relation = Relation.UPDATES
    return Verdict(a.id, b.id, relation, kind, probability)


def _is_judged(relation: Relation, signals: Signals) -> bool:
    if relation is Relation.CORROBORATES:
        return signals.entailment >= JUDGED
    return signals.contradiction >= JUDGED or signals.numbers_clash


def said_by(speaker: str, proposition: str) -> str:
    """Return a content as the judge reads it: whose "its aircraft" are is part of the meaning."""
    return f"{speaker}: {proposition}" if speaker else proposition


def read_combiner(path: Path) -> Combiner:
    """Read a combiner's weights from JSON: {"features": [...], outcome: [weights]}."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if tuple(stored["features"]) != FEATURES:
            raise ValueError(f"features {stored['features']}, expected {list(FEATURES)}")
        weights = {outcome: tuple(map(float, stored[outcome])) for outcome in OUTCOMES}
        for outcome, row in weights.items():
            if len(row) != len(FEATURES):
                raise ValueError(f"{len(row)} weights for {outcome}, expected {len(FEATURES)}")
        return Combiner(weights)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise CheckpointError(
            f"{path}: not the weights of a combiner ({error}); fit one with scripts/fit_combiner.py"
        ) from error


def _texts(pair: Pair, names: Mapping[str, str]) -> tuple[TextPair, TextPair, TextPair]:
    """Return what is read: a on b, b on a, and what is asserted on the bare words denied."""
    a, b = (said_by(names[claim.source], claim.proposition) for claim in (pair.a, pair.b))
    forward, backward = TextPair(a, b), TextPair(b, a)
    match (pair.a.stance, pair.b.stance):
        case (Stance.ASSERTS, Stance.DENIES):
            return forward, backward, TextPair(a, pair.b.proposition)
        case (Stance.DENIES, Stance.ASSERTS):
            return forward, backward, TextPair(b, pair.a.proposition)
        case _:
            return forward, backward, forward


def _signals(pair: Pair, forward: Judgement, backward: Judgement, bare: Judgement) -> Signals:
    contradiction, entailment = _with_stances(pair, forward, backward, bare)
    comparisons = set(_compared(pair)) if pair.a.stance is pair.b.stance else set()
    return Signals(
        contradiction=max(contradiction),
        contradiction_weaker=min(contradiction),
        entailment=max(entailment),
        entailment_weaker=min(entailment),
        affinity=pair.affinity,
        denial=Stance.DENIES in (pair.a.stance, pair.b.stance),
        numbers_clash=Comparison.INCOMPATIBLE in comparisons,
        numbers_agree=comparisons == {Comparison.COMPATIBLE},
        same_source=pair.a.source == pair.b.source,
    )


def _with_stances(
    pair: Pair, forward: Judgement, backward: Judgement, bare: Judgement
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return (contradiction, entailment) of the claims, not the contents; two readings each."""
    contradiction = (forward.contradiction, backward.contradiction)
    entailment = (forward.entailment, backward.entailment)
    match (pair.a.stance, pair.b.stance):
        case (Stance.ASSERTS, Stance.ASSERTS):
            return contradiction, entailment
        case (Stance.DENIES, Stance.DENIES):
            return (0.0, 0.0), entailment
        case (Stance.ASSERTS, Stance.DENIES):
            return (forward.entailment, bare.entailment), contradiction
        case _:
            return (backward.entailment, bare.entailment), contradiction


def _compared(pair: Pair) -> Iterator[Comparison]:
    for mine in pair.a.quantities:
        for theirs in pair.b.quantities:
            comparison = compare(mine, theirs)
            if comparison is not Comparison.INCOMPARABLE:
                yield comparison


def _kind(pair: Pair, signals: Signals) -> Kind:
    a, b = pair.a.proposition, pair.b.proposition
    if signals.denial:
        return Kind.DENIAL
    if signals.numbers_clash:
        return Kind.NUMBER
    if bool(NEGATED.search(a)) != bool(NEGATED.search(b)):
        return Kind.DENIAL
    if ACTS.search(a) and ACTS.search(b):
        return Kind.RESPONSIBILITY
    return Kind.FACT


def _is_update(a: Claim, b: Claim) -> bool:
    """Whether the later claim gives the higher number and says that time has passed."""
    first, second = sorted((a, b), key=lambda claim: claim.attribution.content)
    rises = any(
        theirs.low > mine.low
        for mine in first.quantities
        for theirs in second.quantities
        if compare(mine, theirs) is Comparison.INCOMPATIBLE
    )
    return rises and bool(LATER.search(second.proposition))


def _logit(probability: float) -> float:
    bounded = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(bounded / (1 - bounded))
