"""A source while its article is being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from attrib.records import Span
from attrib.sources.lexicon import gender_in, gender_of
from attrib.sources.mentions import Voice
from attrib.sources.patterns import BODY_WORD, head_of
from attrib.sources.persons import is_role

UNKNOWN = "unknown"


@dataclass(eq=False)
class Draft:
    """What is known of a source so far: its name, all its words, whom a pronoun may take it for."""

    name: str
    is_named: bool
    is_person: bool = False
    is_plural: bool = False
    words: list[str] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    attributions: list[str] = field(default_factory=list)
    gender: str | None = None

    @property
    def is_human(self) -> bool:
        """Whether "he" or "she" may be the source: a name, or "the mayor", "a woman"."""
        if self.is_person:
            return True
        head = head_of(self.name)
        return not self.is_plural and (
            is_role(head) or gender_of(head) is not None or head in HUMANS
        )

    def take(self, voice: Voice, *, gender: str | None = None) -> None:
        """Learn another way to put the source; the fullest proper name becomes its name."""
        self.words.extend(w for w in voice.words if w not in self.words)
        self.is_person |= voice.is_person
        self.gender = self.gender or gender
        if self.is_human:
            self.gender = self.gender or gender_in(voice.words)
        fuller = len(voice.name.split()) > len(self.name.split()) and not self.is_person
        fuller = fuller and bool(BODY_WORD.search(voice.name.title()))
        if voice.is_named and (not self.is_named or fuller):
            self.name, self.is_named = voice.name, True


HUMANS = frozenset("source person expert man woman official supporter user insider caller".split())
