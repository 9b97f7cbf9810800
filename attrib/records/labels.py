"""The labels: names everywhere, integers nowhere."""

from __future__ import annotations

from enum import StrEnum


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


class Signal(StrEnum):
    """What a verdict rests on most."""

    JOINT = "joint"
    REFERENCE = "reference"
    DENIAL = "denial"
    NUMBER = "number"
    INFERENCE = "inference"
    GATE = "gate"


class Status(StrEnum):
    """How a claim stands among the others."""

    CORROBORATED = "corroborated"
    CONTESTED = "contested"
    SINGLE_SOURCE = "single source"
    SUPERSEDED = "superseded"
