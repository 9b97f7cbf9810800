"""Who says what: attributions, sources, claims."""

from __future__ import annotations

from dataclasses import dataclass

from attrib.records.labels import SourceKind, Stance
from attrib.records.texts import Span


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
    whose words it takes up ("that is a lie", "backed her account"). `empty` is what puts nothing
    forward by itself ("her", "denied it", a question) and takes up nothing that is known.
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
    empty: bool = False

    @property
    def confidence(self) -> float:
        """How sure the attribution is, in 0–1."""
        return self.attribution.confidence
