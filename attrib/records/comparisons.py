"""Two claims side by side: pairs, judgements, verdicts."""

from __future__ import annotations

from dataclasses import dataclass

from attrib.records.labels import Kind, Relation, Signal
from attrib.records.statements import Claim
from attrib.records.texts import Span


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims worth comparing; `affinity` in 0–1 says how likely about one event."""

    a: Claim
    b: Claim
    affinity: float


@dataclass(frozen=True, slots=True)
class TextPair:
    """What a judge reads."""

    premise: str
    hypothesis: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judge's three probabilities; they sum to 1."""

    entailment: float
    neutral: float
    contradiction: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a verdict was given: the signal that decided it, and its words in either claim.

    `a` and `b` are words of the verdict's claims `a` and `b`, in the order of the text.
    `inference` is what the judge makes of the relation found, `affinity` how likely both are about
    one event, each in 0–1; `inference` is None where the judge was not asked.
    """

    signal: Signal
    a: tuple[Span, ...]
    b: tuple[Span, ...]
    inference: float | None
    affinity: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """How claims `a` and `b` (ids) stand to each other; `probability` in 0–1.

    `kind` is None for *unrelated* and *undetermined*, `evidence` where nobody gave any.
    """

    a: str
    b: str
    relation: Relation
    kind: Kind | None
    probability: float
    evidence: Evidence | None = None
