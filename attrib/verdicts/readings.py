"""What the judge is asked of a pair, and what its answers say once the stances are counted in.

Stance is logic, content is inference. The judge reads two contents and never a stance: an
assertion of p contradicts a denial of q where p entails q, and an assertion of q where p
contradicts q. Each pair is read in both directions and in two forms: as sentences that stand
alone, and in the article's own words.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from enum import StrEnum
from typing import Protocol

from attrib.records import Claim, Judgement, Pair, Source, SourceKind, Stance, TextPair
from attrib.verdicts.rivals import are_rivals

UNDISPUTED = 0.9  # neutral both ways by so much in the first form, a pair is not read again


class Judge(Protocol):
    """Says how premises bear on hypotheses."""

    def judge(self, pairs: Sequence[TextPair]) -> list[Judgement]:
        """Return one judgement a pair, in the order of the pairs."""
        ...


class Form(StrEnum):
    """How a claim is put to the judge."""

    STANDALONE = "standalone"
    VERBATIM = "verbatim"


@dataclass(frozen=True, slots=True)
class Reading:
    """A pair's claims as they bear on each other, stances counted in; each in 0–1.

    Two readings each: of `contradiction` and `entailment` the one that counts first, of
    `contradiction_back` and `entailment_back` the other; of a denial the one without its name.
    """

    contradiction: float
    contradiction_back: float
    entailment: float
    entailment_back: float


def read_pairs(
    pairs: Sequence[Pair], sources: Sequence[Source], *, judge: Judge
) -> list[tuple[Reading, Reading]]:
    """Return each pair's reading as standalone sentences and as verbatim words.

    A pair that the first form finds neutral beyond dispute is not read again, nor is one whose two
    forms are the same words: the second reading is the first.
    """
    names = {s.id: "" if s.kind is SourceKind.UNKNOWN else s.name for s in sources}
    first = _read(pairs, names, Form.STANDALONE, judge)
    again = [
        not _is_settled(reading) and not _is_one_form(pair)
        for pair, reading in zip(pairs, first, strict=True)
    ]
    second = iter(_read(list(itertools.compress(pairs, again)), names, Form.VERBATIM, judge))
    return [(one, next(second) if anew else one) for one, anew in zip(first, again, strict=True)]


def said_by(speaker: str, proposition: str) -> str:
    """Return a content as the judge reads it: whose "its aircraft" are is part of the meaning."""
    return f"{speaker}: {proposition}" if speaker else proposition


def put(claim: Claim, form: Form) -> str:
    """Return the claim's content in a form; without standalone sentences, its own words."""
    if form is Form.STANDALONE and claim.standalone:
        return claim.standalone[0]
    return claim.proposition


def _read(
    pairs: Sequence[Pair], names: Mapping[str, str], form: Form, judge: Judge
) -> list[Reading]:
    texts = [_texts(pair, names, form) for pair in pairs]
    unique = list(dict.fromkeys(text for asked in texts for text in asked))
    answers = dict(zip(unique, judge.judge(unique), strict=True))
    return [
        _with_stances(pair, *_corrected(pair, form, [answers[text] for text in asked]))
        for pair, asked in zip(pairs, texts, strict=True)
    ]


def _corrected(pair: Pair, form: Form, judged: Sequence[Judgement]) -> Sequence[Judgement]:
    """Turn agreement round where one deed is told of two doers, which the judge overlooks."""
    if not are_rivals(put(pair.a, form), put(pair.b, form)):
        return judged
    return [
        Judgement(one.contradiction, one.neutral, one.entailment)
        if one.entailment > one.contradiction
        else one
        for one in judged
    ]


def _texts(pair: Pair, names: Mapping[str, str], form: Form) -> tuple[TextPair, TextPair, TextPair]:
    """Return what is asked: a on b, b on a, and what is asserted on the bare words denied."""
    a, b = (said_by(names[claim.source], put(claim, form)) for claim in (pair.a, pair.b))
    forward, backward = TextPair(a, b), TextPair(b, a)
    match (pair.a.stance, pair.b.stance):
        case (Stance.ASSERTS, Stance.DENIES):
            return forward, backward, TextPair(a, put(pair.b, form))
        case (Stance.DENIES, Stance.ASSERTS):
            return forward, backward, TextPair(b, put(pair.a, form))
        case _:
            return forward, backward, forward


def _is_one_form(pair: Pair) -> bool:
    return all(len({put(claim, form) for form in Form}) == 1 for claim in (pair.a, pair.b))


def _is_settled(reading: Reading) -> bool:
    return bool(max(astuple(reading)) < 1 - UNDISPUTED)


def _with_stances(pair: Pair, forward: Judgement, backward: Judgement, bare: Judgement) -> Reading:
    """Return what the claims say of each other, not the contents.

    Where one side denies, what the other asserts has to entail what is denied, with the denier's
    name in front or without it: "its attacks" needs the name, "any attacks" is narrowed by it.
    """
    against = forward.contradiction, backward.contradiction
    along = forward.entailment, backward.entailment
    match (pair.a.stance, pair.b.stance):
        case (Stance.ASSERTS, Stance.DENIES):
            return Reading(along[0], bare.entailment, max(against), min(against))
        case (Stance.DENIES, Stance.ASSERTS):
            return Reading(along[1], bare.entailment, max(against), min(against))
        case (Stance.DENIES, Stance.DENIES):
            return Reading(0.0, 0.0, max(along), min(along))
        case _:
            return Reading(max(against), min(against), max(along), min(along))
