"""Who is in view at a place of the text: what has been named or has spoken before it."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from attrib.records import Article, Span
from attrib.sources.cast import Cast
from attrib.sources.drafts import Draft
from attrib.sources.mentions import Voice
from attrib.sources.names import Name, is_country

QUOTED = re.compile(r"“[^”\n]*(?:”|\n|$)|\"[^\"\n]*(?:\"|\n|$)|‘[^’\n]{15,}’(?!\w)|''[^\n]*?''")
OBLIQUE = re.compile(
    r"\b(?:of|to|with|by|for|from|against|about|on|than|like|at|in|over|under|behind|towards?|"
    r"between|among)(?: the| an?| his| her| their| [a-z]+)?(?: [A-Z][\w.]*(?: and)?){0,3} ?$"
)


@dataclass(frozen=True, slots=True)
class Event:
    """Somebody in view at a place: drafts, or a name that has not spoken yet."""

    span: Span
    who: tuple[Draft, ...] | Voice
    speaks: bool

    @property
    def name(self) -> str:
        """The name of who is in view, the first of several."""
        return self.who.name if isinstance(self.who, Voice) else self.who[0].name

    @property
    def is_named_person(self) -> bool:
        """Whether it is one person of whom the article gives a name."""
        if isinstance(self.who, Voice):
            return self.who.is_person
        return len(self.who) == 1 and self.who[0].is_person

    @property
    def is_people(self) -> bool:
        """Whether "who" may follow: persons, named or not, one or many."""
        if isinstance(self.who, Voice):
            return self.who.is_person
        return self.who[0].is_plural or self.who[0].is_human

    @property
    def is_body(self) -> bool:
        """Whether "it" may be meant: neither a person nor many."""
        if isinstance(self.who, Voice):
            return not self.who.is_person
        return len(self.who) == 1 and not (self.who[0].is_human or self.who[0].is_plural)


class View:
    """The events of an article in the order of its text, looked up from a place backwards."""

    def __init__(self, article: Article, cast: Cast) -> None:
        self.text = article.text
        self.cast = cast
        self.ends = [sentence.end for sentence in article.sentences]
        self.quotes = [Span(*match.span()) for match in QUOTED.finditer(article.text)]
        self.events: list[Event] = []
        self.weight: Counter[str] = Counter()

    def add_names(self, sources: Sequence[Span]) -> None:
        """Take in the names of the narration, that is outside quotations and source mentions."""
        starts = [span.start for span in sources]
        for name in self.cast.names:
            at = bisect.bisect_right(starts, name.span.start)
            inside = any(span.contains(name.span) for span in sources[max(0, at - 4) : at])
            if not inside and not self.is_quoted(name.span.start):
                self.add(Event(name.span, self._voice_of(name), speaks=False))

    def add(self, event: Event) -> None:
        """Take in an event, at its place."""
        bisect.insort(self.events, event, key=lambda e: (e.span.start, e.span.end))
        self.weight[event.name] += 1

    def back(self, at: int, reach: int) -> Iterator[tuple[int, list[Event]]]:
        """Yield a sentence and its events, then those before it, as many as `reach`.

        A sentence inside a quotation is not counted.
        """
        here = self.sentence(at)
        until = bisect.bisect_left(self.events, at, key=lambda e: e.span.start)
        steps = 0
        for sentence in range(here, -1, -1):
            start = self.start_of(sentence)
            since = bisect.bisect_left(self.events, start, key=lambda e: e.span.start)
            yield sentence, self.events[since:until]
            until = since
            steps += sentence == here or not self.is_quoted((start + self.ends[sentence]) // 2)
            if steps > reach:
                return

    def is_person(self, event: Event, gender: str | None = None) -> bool:
        """Whether "he" or "she" may be meant, as far as the gender is known."""
        if isinstance(event.who, Voice):
            known = self.cast.gender(event.name)
            return event.who.is_person and gender in (None, known or gender)
        if len(event.who) != 1 or not event.who[0].is_human:
            return False
        known = event.who[0].gender or self.cast.gender(event.name)
        return gender in (None, known or gender)

    def is_oblique(self, event: Event) -> bool:
        """Whether it leads no clause: "a letter to Ada Corr", "Ada Corr's letter"."""
        before = self.text[max(0, event.span.start - 40) : event.span.start]
        owns = self.text[event.span.end : event.span.end + 2] in ("'s", "’s")
        return (owns and not event.speaks) or bool(OBLIQUE.search(before))

    def is_quoted(self, at: int) -> bool:
        """Whether a place is inside a quotation."""
        place = bisect.bisect_right(self.quotes, at, key=lambda quote: quote.start) - 1
        return place >= 0 and at < self.quotes[place].end

    def sentence(self, at: int) -> int:
        """Return the number of the sentence at a place."""
        return bisect.bisect_right(self.ends, at)

    def start_of(self, sentence: int) -> int:
        """Return where the sentence before ended."""
        return self.ends[sentence - 1] if sentence else 0

    def _voice_of(self, name: Name) -> Voice:
        full, is_person = name.text, name.is_person
        if " " not in full and not is_country(full) and (known := self.cast.full_person(full)):
            full, is_person = known, True
        elif not is_person:
            full = self.cast.full_body(full) or full
        return Voice(full, (full,), True, is_person)
