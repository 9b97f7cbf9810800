"""Mentions → sources: names, short forms, acronyms, descriptions and pronouns are joined.

One pass in the order of the text, as a reader goes. No guessing into a wrong name: a pronoun
without a clear antecedent stays unknown, and unknown is never folded into somebody.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from attrib.records import Article, Attribution, Source, SourceKind, Span
from attrib.sources.kinds import kind_of
from attrib.sources.mentions import Voice, bare, is_proper, read_mention
from attrib.sources.names import Name, find_acronyms, find_names, is_country

UNKNOWN = "unknown"
NAMES_BACK = 50  # more names than any two sentences hold
REACH = 2  # sentences back in which a pronoun looks for whom it stands for
ARMED = {"army", "military", "forces", "troops", "soldiers"}
GENERIC = {
    "group", "organisation", "organization", "agency", "body", "service", "movement", "network",
    "statement", "charity", "company", "firm", "institution", "outlet", "corps", "volunteers",
}  # fmt: skip
OWNED_AFTER = re.compile(r"^['’]s? (?:[a-z][\w-]* ?){1,3},?\s*$")
FEMALE, MALE = "female", "male"
GENDER = {"she": FEMALE, "her": FEMALE, "herself": FEMALE, "he": MALE, "his": MALE, "him": MALE,
          "himself": MALE, "mr": MALE, "sir": MALE, "lord": MALE, "king": MALE, "father": MALE,
          "mrs": FEMALE, "ms": FEMALE, "miss": FEMALE, "lady": FEMALE, "queen": FEMALE,
          "spokesman": MALE, "spokeswoman": FEMALE}  # fmt: skip


@dataclass(eq=False)
class _Draft:
    """A source while the article is being read."""

    name: str
    is_named: bool
    is_person: bool = False
    is_plural: bool = False
    words: list[str] = field(default_factory=list)
    mentions: list[Span] = field(default_factory=list)
    attributions: list[str] = field(default_factory=list)
    gender: str | None = None

    def take(self, voice: Voice) -> None:
        """Learn another way to put the source; the fullest proper name becomes its name."""
        self.words.extend(w for w in voice.words if w not in self.words)
        self.is_person |= voice.is_person
        for word in (w.lower().strip(".") for words in voice.words for w in words.split()):
            self.gender = self.gender or (GENDER.get(word) if self.is_person else None)
        fuller = len(voice.name.split()) > len(self.name.split())
        if voice.is_named and (not self.is_named or fuller):
            self.name, self.is_named = voice.name, True


@dataclass(frozen=True)
class _Said:
    """Where an attribution stands and who made it: what pronouns look back at."""

    sentence: int
    drafts: tuple[_Draft, ...]


def resolve_sources(article: Article, attributions: Sequence[Attribution]) -> tuple[Source, ...]:
    """Return the sources of an article in the order of their first attribution.

    Every attribution belongs to one source, or to each member of a joint one. Ids are S1, S2, …
    """
    linker = _Linker(article)
    for attribution in attributions:
        linker.link(attribution)
    return tuple(_source(f"S{n}", draft) for n, draft in enumerate(linker.drafts, start=1))


class _Linker:
    """Reads mentions one after another and remembers who has spoken."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.names = find_names(article.text)
        self.name_ends = [name.span.end for name in self.names]
        self.sentence_ends = [sentence.end for sentence in article.sentences]
        self.acronyms = find_acronyms(article.text)
        self.full_forms: dict[str, Counter[str]] = _full_forms(self.names)
        self.drafts: list[_Draft] = []
        self.said: list[_Said] = []
        self.makers: dict[str, tuple[_Draft, ...]] = {}

    def link(self, attribution: Attribution) -> None:
        """Find or make the sources of one attribution."""
        span = _hull(attribution.source)
        drafts = self._drafts_of(attribution, span) if span else (self._unknown(),)
        for draft in drafts:
            draft.attributions.append(attribution.id)
            if span:
                draft.mentions.append(span)
        self.makers[attribution.id] = drafts
        at = (span or _hull(attribution.cue) or attribution.content[0]).start
        self.said.append(_Said(self._sentence_at(at), drafts))

    def _drafts_of(self, attribution: Attribution, span: Span) -> tuple[_Draft, ...]:
        text = " ".join(s.of(self.article.text) for s in attribution.source)
        found: list[_Draft] = []
        for voice in read_mention(text):
            drafts = (
                self._antecedents(voice, attribution, span)
                if voice.pronoun
                else (self._draft_of(self._expanded(voice), span),)
            )
            found.extend(d for d in drafts or (self._unknown(),) if d not in found)
        return tuple(found) or (self._unknown(),)

    def _draft_of(self, voice: Voice, span: Span) -> _Draft:
        rules = (_same_name, _short_form, _same_force, _described)
        for rule in rules:
            for draft in self._recent():
                if rule(voice, draft):
                    draft.take(voice)
                    return draft
        if generic := self._generic(voice, span):
            generic.take(voice)
            return generic
        draft = _Draft(voice.name, voice.is_named, voice.is_person, voice.is_plural)
        draft.take(voice)
        self.drafts.append(draft)
        return draft

    def _recent(self) -> Iterator[_Draft]:
        """Yield the known drafts, whoever spoke last first."""
        seen = [d for said in reversed(self.said) for d in said.drafts if d.name != UNKNOWN]
        yield from dict.fromkeys([*seen, *(d for d in self.drafts if d.name != UNKNOWN)])

    def _expanded(self, voice: Voice) -> Voice:
        """Put an acronym or a short form in full where the article gives one full form only."""
        long = self.acronyms.get(voice.name) or self._only_full_form(voice)
        if not long:
            return voice
        return Voice(long, (*voice.words, long), True, voice.is_person, voice.is_plural)

    def _only_full_form(self, voice: Voice) -> str | None:
        if len(voice.name.split()) != 1 or is_country(voice.name):
            return None
        full = self.full_forms.get(voice.name.casefold())
        if not full:
            return None
        (best, count), *rest = full.most_common(2)
        return best if not rest or count > rest[0][1] else None

    def _generic(self, voice: Voice, span: Span) -> _Draft | None:
        """Take "the group" for whichever body spoke last, if shortly before."""
        definite = voice.words[0].lower().startswith(("the ", "that ", "this "))
        if voice.is_named or not definite or _head(voice.name) not in GENERIC:
            return None
        here = self._sentence_at(span.start)
        for said in reversed(self.said):
            if here - said.sentence > 2 * REACH:
                return None
            for draft in said.drafts:
                if not draft.is_person and draft.is_named and not is_country(draft.name):
                    return draft
        return None

    def _antecedents(
        self, voice: Voice, attribution: Attribution, span: Span
    ) -> tuple[_Draft, ...]:
        match voice.pronoun:
            case "who" | "which" | "that":
                return self._just_before(span)
            case "i" | "we" | "my" | "our" | "me" | "us" | "you":
                return self.makers.get(attribution.via or "", ())
            case "they" | "them" | "their" | "both" | "one":
                return self._last_speakers(span, lambda ds: len(ds) > 1 or ds[0].is_plural)
            case "it" | "its":
                return self._last_speakers(span, lambda ds: len(ds) == 1 and not ds[0].is_person)
            case pronoun:
                return self._person_before(span, GENDER.get(pronoun or ""))

    def _last_speakers(
        self, span: Span, fits: Callable[[tuple[_Draft, ...]], bool]
    ) -> tuple[_Draft, ...]:
        here = self._sentence_at(span.start)
        for said in reversed(self.said):
            if here - said.sentence > REACH:
                break
            known = tuple(d for d in said.drafts if d.name != UNKNOWN)
            if known and fits(known):
                return known
        return ()

    def _person_before(self, span: Span, gender: str | None) -> tuple[_Draft, ...]:
        """The last person to be named or to speak, unless known to be of another gender."""
        here = self._sentence_at(span.start)
        for said in reversed(self.said):
            if here - said.sentence > REACH:
                break
            for draft in said.drafts:
                if draft.is_person and draft.gender in (None, gender):
                    draft.gender = gender
                    return (draft,)
        named = [
            name
            for name in self._names_before(span.start)
            if name.is_person and here - self._sentence_at(name.span.start) <= 1
        ]
        if not named:
            return ()
        draft = self._draft_of(_voice_of(named[-1]), span)
        if draft.gender not in (None, gender):
            return ()
        draft.gender = gender
        return (draft,)

    def _just_before(self, span: Span) -> tuple[_Draft, ...]:
        """Return whom "who" or "which" belongs to: the name, or what a name owns, before it."""
        before = self._names_before(span.start)
        if not before:
            return ()
        name = before[-1]
        gap = self.article.text[name.span.end : span.start]
        if OWNED_AFTER.match(gap):
            owned = read_mention(self.article.text[name.span.start : span.start])
            return tuple(self._draft_of(voice, span) for voice in owned[:1])
        if len(gap) < 3 or (len(gap) < 60 and gap[0] == ","):
            return (self._draft_of(_voice_of(name), span),)
        return ()

    def _unknown(self) -> _Draft:
        for draft in self.drafts:
            if draft.name == UNKNOWN:
                return draft
        self.drafts.append(_Draft(UNKNOWN, is_named=False))
        return self.drafts[-1]

    def _sentence_at(self, at: int) -> int:
        return bisect.bisect_right(self.sentence_ends, at)

    def _names_before(self, at: int) -> Sequence[Name]:
        """Return the names that end before a place, the last ones where there are many."""
        end = bisect.bisect_right(self.name_ends, at)
        return self.names[max(0, end - NAMES_BACK) : end]


def _full_forms(names: Sequence[Name]) -> dict[str, Counter[str]]:
    """Map the last word of each longer name, and a person's first, to the names it is short for."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for name in names:
        tokens = name.text.casefold().split()
        if len(tokens) > 1:
            forms[tokens[-1]][name.text] += 1
            if name.is_person:
                forms[tokens[0]][name.text] += 1
    return forms


def _same_name(voice: Voice, draft: _Draft) -> bool:
    names = {bare(words).casefold() for words in (draft.name, *draft.words)}
    return voice.name.casefold() in names


def _short_form(voice: Voice, draft: _Draft) -> bool:
    """Match "Kolt" with "Adnan Kolt", "the Observatory" with "Observatory for Human Rights"."""
    if not (voice.is_named and draft.is_named):
        return False
    if is_country(voice.name) or is_country(draft.name):
        return False
    short, long = sorted((voice.name, draft.name), key=lambda name: len(name.split()))
    tokens, of = [name.casefold().split() for name in (short, long)]
    return set(tokens) <= set(of) and (tokens[-1] == of[-1] or tokens[-1] == _head(long))


def _same_force(voice: Voice, draft: _Draft) -> bool:
    """Match "the Syrian army" with "the Syrian military"."""
    ours, theirs = voice.name.casefold().split(), draft.name.casefold().split()
    return len(ours) > 1 and ours[:-1] == theirs[:-1] and ours[-1] in ARMED and theirs[-1] in ARMED


def _described(voice: Voice, draft: _Draft) -> bool:
    """Match "the command" with "general command", "the minister" with "Ana Ruiz, the minister"."""
    definite = voice.words[0].lower().startswith(("the ", "that ", "this ", "its ", "his ", "her "))
    if voice.is_named or not definite or is_country(draft.name):
        return False
    tokens = set(voice.name.casefold().split())
    return any(
        tokens <= set(bare(words).casefold().replace("’", "'").split())
        for words in (draft.name, *draft.words)
    )


def _head(name: str) -> str:
    """The noun that a name is about: what stands before "of" or "for", or its last word."""
    tokens = name.casefold().split()
    for at, token in enumerate(tokens):
        if at and token in ("of", "for", "in", "on", "at", "from"):
            return tokens[at - 1]
    return tokens[-1] if tokens else ""


def _voice_of(name: Name) -> Voice:
    return Voice(name.text, (name.text,), True, name.is_person)


def _hull(spans: Sequence[Span]) -> Span | None:
    return Span(spans[0].start, spans[-1].end) if spans else None


def _source(id: str, draft: _Draft) -> Source:
    if draft.name == UNKNOWN:
        kind = SourceKind.UNKNOWN
    else:
        kind = kind_of(draft.words, is_person=draft.is_person, is_country=is_country(draft.name))
    name = draft.name if is_proper(draft.name) else draft.name[:1].lower() + draft.name[1:]
    return Source(
        id=id,
        name=name,
        kind=kind,
        mentions=tuple(sorted(set(draft.mentions))),
        attributions=tuple(draft.attributions),
        aliases=tuple(w for w in draft.words if bare(w) != name),
    )
