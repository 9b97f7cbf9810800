"""What points without naming, read against whom the text has in view: he, it, they, who, we, ∅."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from attrib.records import Attribution, Span
from attrib.sources.drafts import Draft
from attrib.sources.joint import find_pair
from attrib.sources.lexicon import FEMALE, MALE, gender_of
from attrib.sources.mentions import Voice, read_mention
from attrib.sources.patterns import NO_NOUN, PRONOUNS, head_of
from attrib.sources.view import Event, View

REACH = 3  # sentences of narration back in which a pronoun looks for whom it stands for
GENDERED = re.compile(r"(?<![\w’'])(?:he|she|his|her|him|himself|herself)(?!\w)", re.IGNORECASE)
GOES_ON = re.compile(
    r"^(?:[a-z]+ )?(?:and |but |while |by |also |then )?[a-z]+ing\b", re.IGNORECASE
)
AND_SAID = re.compile(r"(?:\band|\bbut|, then)(?: also| later| then)? $")
FROM_PLACE = re.compile(r"^(?: (?:of|from|at) (?:the )?[A-Z][\w .]*|, [RDI]-[\w.]+)$")
APPOSED = re.compile(r", | (?:is|was) (?:an?|the) ")
STILL_APPOSED = re.compile(
    r"^ (?:is|was) (?:an?|the) [^,]*$|^, (?:an?|the|who|one|his|her|its|[a-z])[^,;]*$|^.[^,]*$"
)
BEGINS = frozenset("the a an his her their its some many two three several".split())
ENDS = frozenset(
    "of in at for from to by with on and or but that as while when said says told than into was "
    "were is are has had among between including like against about over not be been being have "
    "do does did will would can could".split()
)
Made = Mapping[str, tuple[Draft | Voice, ...]]
Makers = dict[str, tuple[Draft, ...]]


class Focus:
    """Finds whom what points stands for, in the order of the text."""

    def __init__(
        self,
        view: View,
        attributions: Sequence[Attribution],
        draft_of: Callable[[Voice, int], Draft],
    ) -> None:
        self.view = view
        self.text = view.text
        self.attributions = attributions
        self.draft_of = draft_of
        self.makers: Makers = {}

    def resolve(self, made: Made) -> Makers:
        """Return who makes each attribution: nobody where what points stands for nobody clear."""
        sources = [span for one in self.attributions if (span := hull(one.source))]
        self.view.add_names(sorted(sources))
        pointing: dict[int, list[Attribution]] = defaultdict(list)
        for one in self.attributions:
            if _points(made[one.id]):
                pointing[place_of(one)].append(one)
            else:
                drafts = (d for d in made[one.id] if isinstance(d, Draft))
                self._speaks(one, tuple(dict.fromkeys(drafts)))
        pronouns = {match.start() for match in GENDERED.finditer(self.text)}
        for at in sorted(pointing.keys() | pronouns):
            for one in pointing.get(at, ()):
                self._speaks(one, self._all(made[one.id], one) or self._implied(one))
            if at not in pointing and not self.view.is_quoted(at):
                self._follow(at)
        return self.makers

    def _all(self, voices: tuple[Draft | Voice, ...], one: Attribution) -> tuple[Draft, ...]:
        return tuple(dict.fromkeys(draft for v in voices for draft in self._whom(v, one)))

    def _speaks(self, one: Attribution, drafts: tuple[Draft, ...]) -> None:
        self.makers[one.id] = drafts
        span = hull(one.source) or Span(place_of(one), place_of(one) + 1)
        if drafts:
            self.view.add(Event(span, drafts, speaks=True))

    def _follow(self, at: int) -> None:
        """Keep in view whom a pronoun of the narration stands for."""
        word = GENDERED.match(self.text, at)
        if word and (event := self._person(at, _gender(word[0]))):
            self.view.add(Event(Span(*word.span()), event.who, speaks=False))

    def _whom(self, voice: Draft | Voice, one: Attribution) -> tuple[Draft, ...]:
        if isinstance(voice, Draft):
            return (voice,)
        at = place_of(one)
        if voice.owner:
            return self._owned(voice, at)
        match PRONOUNS[voice.pronoun or ""]:
            case "person":
                return self._drafts(self._he_or_she(voice, one), voice)
            case "described":
                return self._described(voice, at)
            case "body":
                return self._drafts(self._body(at), voice)
            case "many":
                return self._several(voice, at)
            case "relative":
                return self._just_before(voice, at)
            case "speaker":
                return self._quoted_speaker(one)
        return ()

    def _drafts(self, event: Event | None, voice: Voice) -> tuple[Draft, ...]:
        """Return the drafts in view, of whom a pronoun may now tell the gender."""
        if event is None:
            return ()
        who = event.who
        drafts = (self.draft_of(who, event.span.start),) if isinstance(who, Voice) else who
        for draft in drafts:
            draft.gender = draft.gender or _gender(voice.pronoun or "")
        return drafts

    def _he_or_she(self, voice: Voice, one: Attribution) -> Event | None:
        """Whom "he" is: after a quotation who spoke last, and nobody named inside its content."""
        at, gender = place_of(one), _gender(voice.pronoun or "")
        content = one.content[0].start
        if content < at and self.view.is_quoted(content + 1):
            for _, events in self.view.back(at, REACH):
                fits = [event for event in events if self.view.is_person(event, gender)]
                if spoke := [event for event in fits if event.speaks]:
                    return spoke[-1]
                if any(not self.view.is_oblique(event) for event in fits):
                    break
        return self._person(at, gender, outside=one.content)

    def _person(self, at: int, gender: str | None, *, outside: Sequence[Span] = ()) -> Event | None:
        """Whom "he" stands for: who leads the sentence, or spoke last, or leads one before."""
        for sentence, events in self.view.back(at, REACH):
            fits = [
                event
                for event in events
                if self.view.is_person(event, gender)
                and not any(part.contains(event.span) for part in outside)
            ]
            if sentence != self.view.sentence(at) and (spoke := [e for e in fits if e.speaks]):
                return spoke[0]
            if fits:
                return next((e for e in fits if not self.view.is_oblique(e)), fits[-1])
        return None

    def _described(self, voice: Voice, at: int) -> tuple[Draft, ...]:
        """Take "the Vermont senator" for whom in view the article is most about, or for itself."""
        gender = gender_of(head_of(voice.name))
        seen = [
            event
            for _, events in self.view.back(at, REACH)
            for event in events
            if event.is_named_person and self.view.is_person(event, gender)
        ]
        voice = replace(voice, pronoun=None)
        if not seen:
            return (self.draft_of(voice, at),)
        return self._drafts(max(seen, key=lambda event: self.view.weight[event.name]), voice)

    def _body(self, at: int) -> Event | None:
        for sentence, events in self.view.back(at, REACH - 1):
            fits = [event for event in events if event.is_body]
            straight = [event for event in fits if not self.view.is_oblique(event)]
            if sentence == self.view.sentence(at):
                fits = straight
            if fits:
                return next((e for e in fits if e.speaks), (straight or fits[-1:])[0])
        return None

    def _several(self, voice: Voice, at: int) -> tuple[Draft, ...]:
        """Whom "they" stands for, or the two of "both"."""
        if voice.pronoun == "both":
            return self._both(voice, at)
        may_be_one = voice.pronoun in ("they", "them", "their", "one")
        for _, events in self.view.back(at, REACH - 1):
            for event in reversed(events):
                if event.speaks and isinstance(event.who, tuple):
                    if len(event.who) > 1 or (may_be_one and event.who[0].is_plural):
                        return event.who
        return ()

    def _both(self, voice: Voice, at: int) -> tuple[Draft, ...]:
        """Return who spoke jointly or stands together before "both"; else who a noun describes."""
        words = voice.words[0].lower()
        near = self._spoke_jointly(at, 1) or find_pair(self.view, at, words)
        if pair := near or self._spoke_jointly(at, REACH - 1):
            return tuple(self.draft_of(m, at) if isinstance(m, Voice) else m for m in pair)
        if NO_NOUN.match(words):
            return ()
        return (self.draft_of(replace(voice, pronoun=None), at),)

    def _spoke_jointly(self, at: int, reach: int) -> tuple[Draft, ...]:
        for _, events in self.view.back(at, reach):
            for event in reversed(events):
                if event.speaks and isinstance(event.who, tuple) and len(event.who) > 1:
                    return event.who
        return ()

    def _quoted_speaker(self, one: Attribution) -> tuple[Draft, ...]:
        """Return who is quoted around "I" or "we"."""
        if found := self.makers.get(one.via or ""):
            return found
        at = place_of(one)
        around = [
            (part.end - part.start, other.id)
            for other in self.attributions
            for part in other.content
            if other.id != one.id and part.start <= at < part.end and self.makers.get(other.id)
        ]
        return self.makers[min(around)[1]] if around else ()

    def _owned(self, voice: Voice, at: int) -> tuple[Draft, ...]:
        """Return "his lawyer" by the name of whose lawyer it is, plainly where that is unclear."""
        pronoun = (voice.owner or "").casefold()
        event = None if pronoun == "its" else self._person(at, _gender(pronoun))
        if event is None and pronoun in ("its", "their"):
            event = self._body(at)
        return (self.draft_of(self.view.cast.with_owner(voice, event.name if event else None), at),)

    def _just_before(self, voice: Voice, at: int) -> tuple[Draft, ...]:
        """Return whom "who" or "which" belongs to: the name or the noun phrase right before it."""
        before = self.text[max(0, at - 200) : at].rstrip(" ,—–-(\n")
        end = max(0, at - 200) + len(before)
        if event := self._named_before(voice, at, end):
            return self._drafts(event, voice)
        voices = read_mention(_noun_phrase(before))
        return tuple(self.draft_of(v, at) for v in voices if not v.pronoun and not v.owner)

    def _named_before(self, voice: Voice, at: int, end: int) -> Event | None:
        start = self.view.start_of(self.view.sentence(at))
        events = [e for e in self.view.events if start <= e.span.start and e.span.end <= end + 2]
        near = [event for event in events if event.span.end >= end - 3]
        wants_person = voice.pronoun not in ("which", "that")
        if near and (near[-1].is_people or not wants_person):
            return near[-1]
        persons = [event for event in events if wants_person and event.is_named_person]
        for event in reversed(persons):
            gap = self.text[event.span.end : end]
            if FROM_PLACE.match(gap):
                return event  # "Ada Corr of Fenn, who"
            if APPOSED.match(gap):  # "Ada Corr, an aide at the ministry who"
                return event if STILL_APPOSED.match(gap) else None
        return None

    def _implied(self, one: Attribution) -> tuple[Draft, ...]:
        """Whose words they are where the text names no source: the last speaker's, or nobody's."""
        at = place_of(one)
        if one.source:
            return ()
        if not one.cue:
            return self._last_speaker(at, REACH - 1) if self.view.is_quoted(at) else ()
        cue = " ".join(span.of(self.text) for span in one.cue)
        if GOES_ON.match(cue) or AND_SAID.search(self.text[max(0, at - 12) : at]):
            return self._last_speaker(at, 0)
        return ()

    def _last_speaker(self, at: int, reach: int) -> tuple[Draft, ...]:
        for _, events in self.view.back(at, reach):
            for event in reversed(events):
                if event.speaks and isinstance(event.who, tuple):
                    return event.who
        return ()


def hull(spans: Sequence[Span]) -> Span | None:
    """Return the span from the first of some spans to the last."""
    return Span(spans[0].start, spans[-1].end) if spans else None


def place_of(one: Attribution) -> int:
    """Return where an attribution is made: its source, or else its cue or content."""
    return (one.source or one.cue or one.content)[0].start


def _points(voices: tuple[Draft | Voice, ...]) -> bool:
    return not voices or any(isinstance(voice, Voice) for voice in voices)


def _gender(pronoun: str) -> str | None:
    others = {"him": MALE, "his": MALE, "her": FEMALE}
    return others.get(pronoun.casefold()) or gender_of(pronoun.casefold())


def _noun_phrase(before: str) -> str:
    """The noun phrase that ends here: from its determiner on, or its last few words."""
    tokens = re.split(r"\s+", re.split(r"[,;:.!?\n()—]\s", before)[-1])[-6:]
    for place in range(len(tokens) - 1, -1, -1):
        if tokens[place].casefold() in BEGINS:
            return " ".join(tokens[place:])
        if tokens[place].casefold() in ENDS:
            return " ".join(tokens[place + 1 :][-3:])
    return "" if tokens[-1].endswith("ed") else tokens[-1]
