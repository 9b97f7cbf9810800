"""The nouns of attrib: frozen records that cross the borders between stages.

An *article* has *attributions*, which give *claims*, which form *pairs*, which get
*verdicts*, which fill a *matrix*, which becomes a *report*. This module imports nothing
of ours, so every stage can import it and no stage needs another.
"""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Role(StrEnum):
    """Part of an attribution (PolNeAR: source, cue, content)."""

    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"


class Stance(StrEnum):
    """A source's stand towards the proposition it is quoted on."""

    ASSERTS = "asserts"
    DENIES = "denies"
    UNCOMMITTED = "uncommitted"


class SourceKind(StrEnum):
    """What sort of voice a source is; *unknown* is a class of its own."""

    PARTY = "party"
    OFFICIAL = "official"
    RESCUER = "rescuer"
    MEDIC = "medic"
    MONITOR = "monitor"
    WITNESS = "witness"
    MEDIA = "media"
    ORGANISATION = "organisation"
    PERSON = "person"
    UNNAMED = "unnamed"
    UNKNOWN = "unknown"


class Entailment(StrEnum):
    """The three labels of natural language inference."""

    ENTAILMENT = "entailment"
    NEUTRAL = "neutral"
    CONTRADICTION = "contradiction"


class Relation(StrEnum):
    """How two claims stand to each other."""

    CONTRADICTS = "contradicts"
    CORROBORATES = "corroborates"
    UPDATES = "updates"
    UNRELATED = "unrelated"
    UNDETERMINED = "undetermined"


class Kind(StrEnum):
    """Why two claims contradict or corroborate each other."""

    DENIAL = "denial"
    NUMBER = "number"
    RESPONSIBILITY = "responsibility"
    FACT = "fact"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters into ``article.text``, end exclusive; never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span {self.start}:{self.end} is not a non-empty range of characters")

    def of(self, text: str) -> str:
        """Return exactly the words meant."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether every character of `other` lies inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Article:
    """A text with what is known of it; `sentences` cover its words in order."""

    id: str
    text: str
    sentences: tuple[Span, ...]
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    warnings: tuple[str, ...] = ()

    def sentences_at(self, span: Span) -> range:
        """Return the indices of the sentences that share a character with `span`."""
        first = bisect.bisect_right(self.sentences, span.start, key=lambda s: s.end)
        return range(first, bisect.bisect_left(self.sentences, span.end, key=lambda s: s.start))


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of article for a tagger: characters `span`, with `cue` marked or none.

    Without a marked cue a tagger finds the cues of the passage; with one it finds the
    source and the content that belong to it. All offsets are into the article.
    """

    text: str
    span: Span
    cue: Span | None = None


@dataclass(frozen=True, slots=True)
class TaggedSpan:
    """What a tagger found: offsets into the article, `confidence` in 0–1."""

    role: Role
    span: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: each role a tuple of spans, since content may be discontinuous.

    An empty `source` means that the text names none. `via` is the id of the attribution
    inside whose content this one stands. `confidence` is in 0–1. `narrated` is what the writer
    states without naming anyone: it has content only, and its source is the outlet.
    """

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    via: str | None = None
    confidence: float = 1.0
    narrated: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One real source with every mention of it; `attributions` are the ids it makes."""

    id: str
    name: str
    kind: SourceKind
    mentions: tuple[Span, ...]
    attributions: tuple[str, ...]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as the interval it leaves open: ``low <= value <= high``.

    `high` is None where nothing bounds it ("at least 25"). `unit` is what is counted
    ("person", "child", "%"), `role` what happened to it ("killed", "injured"), both in
    dictionary form. `place` ("in Marun") and `time` ("on Tuesday", "since 27 November") are the
    phrases that the clause names, so that counts of two days are told apart. Any may be None.
    """

    low: float
    high: float | None
    unit: str | None = None
    role: str | None = None
    place: str | None = None
    time: str | None = None

    def overlaps(self, other: Quantity) -> bool:
        """Whether one value could satisfy both."""
        return (other.high is None or self.low <= other.high) and (
            self.high is None or other.low <= self.high
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """A source's stance towards a proposition, with the words it was read from.

    `standalone` is the proposition in sentences that can be read without the article: the whole
    first, then the parts of it that can be true apart. `rejects` and `confirms` are ids of claims
    whose words it takes up ("that is a lie", "backed her account").
    """

    id: str
    source: str
    stance: Stance
    proposition: str
    attribution: Attribution
    quantities: tuple[Quantity, ...] = ()
    via: str | None = None
    standalone: tuple[str, ...] = ()
    rejects: tuple[str, ...] = ()
    confirms: tuple[str, ...] = ()

    @property
    def confidence(self) -> float:
        """How sure the attribution is, in 0–1."""
        return self.attribution.confidence


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


class Signal(StrEnum):
    """What a verdict rests on most."""

    JOINT = "joint"
    REFERENCE = "reference"
    DENIAL = "denial"
    NUMBER = "number"
    INFERENCE = "inference"
    GATE = "gate"


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


@dataclass(frozen=True, slots=True)
class Credibility:
    """What the verdicts say of one source.

    `n` counts the other sources it was compared with; `mean`, `low`, `high` (a 90 % interval) and
    `majority` (the share of those that side with it) are in 0–1, or None where too little is known.
    """

    source: str
    mean: float | None
    low: float | None
    high: float | None
    n: int
    majority: float | None


@dataclass(frozen=True, slots=True)
class CredibilityMatrix:
    """Counts of verdicts between sources: square, symmetric, in the order of `sources`."""

    sources: tuple[str, ...]
    contradicts: tuple[tuple[int, ...], ...]
    corroborates: tuple[tuple[int, ...], ...]
    credibility: tuple[Credibility, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything attrib found in one article, each number with the words behind it."""

    article: Article
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    verdicts: tuple[Verdict, ...]
    matrix: CredibilityMatrix
    models: Mapping[str, str] = field(default_factory=dict)

    def to_dict(self, *, version: str) -> dict[str, Any]:
        """Return the contract of ``attrib score --json`` as plain values."""
        return {
            "attrib": version,
            "models": dict(self.models),
            "article": _article_to_dict(self.article),
            "sources": [_source_to_dict(source) for source in self.sources],
            "claims": [_claim_to_dict(claim) for claim in self.claims],
            "verdicts": [_verdict_to_dict(verdict) for verdict in self.verdicts],
            "matrix": {
                "sources": list(self.matrix.sources),
                "contradicts": [list(row) for row in self.matrix.contradicts],
                "corroborates": [list(row) for row in self.matrix.corroborates],
                "credibility": [asdict(row) for row in self.matrix.credibility],
            },
        }


def _article_to_dict(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "date": article.date,
        "sha256": hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "characters": len(article.text),
        "warnings": list(article.warnings),
    }


def _source_to_dict(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "mentions": _spans_to_lists(source.mentions),
    }


def _claim_to_dict(claim: Claim) -> dict[str, Any]:
    """Only a narrated claim has the key "narrated", always true."""
    fields = {
        "id": claim.id,
        "source": claim.source,
        "via": claim.via,
        "stance": claim.stance,
        "proposition": claim.proposition,
        "standalone": list(claim.standalone),
        "rejects": list(claim.rejects),
        "confirms": list(claim.confirms),
        "spans": {role: _spans_to_lists(getattr(claim.attribution, role)) for role in Role},
        "quantities": [asdict(quantity) for quantity in claim.quantities],
        "confidence": claim.confidence,
    }
    return fields | {"narrated": True} if claim.attribution.narrated else fields


def _verdict_to_dict(verdict: Verdict) -> dict[str, Any]:
    evidence = verdict.evidence
    return asdict(verdict) | {
        "evidence": evidence
        and asdict(evidence) | {"a": _spans_to_lists(evidence.a), "b": _spans_to_lists(evidence.b)}
    }


def _spans_to_lists(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
