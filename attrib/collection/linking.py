"""The sources of many articles → one for each real source, whatever each article calls it."""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from attrib.collection.dates import read_date
from attrib.collection.names import Reading, fold, is_land, read_name, short_forms
from attrib.records import Report, Source, SourceKind
from attrib.sources.lexicon import FEMALE, FIRST_NAMES, MALE, PREPOSITIONS
from attrib.sources.names import find_acronyms, initials
from attrib.sources.patterns import bare
from attrib.sources.persons import is_role, split_title

NEAR = 3  # days in which a surname that several people have may still be one's alone
CLEAR = 0.75  # of the articles that spell an acronym out: so many must agree on what it stands for
USUAL = 3  # a name is common among the articles if the commonest is at most so many times as common
SPELLED_OUT = 4  # letters from which an acronym is known by initials alone
# What an article with only a single word for these says of them is too little to know them again.
PRIVATE = {SourceKind.PERSON, SourceKind.WITNESS, SourceKind.MEDIC}
NOBODY = {SourceKind.UNKNOWN, SourceKind.UNNAMED}
VAGUE = {SourceKind.UNKNOWN, SourceKind.PERSON, SourceKind.ORGANISATION}
WORD = re.compile(r"[^\W\d_]+")
IN_BRACKETS = re.compile(r"\([^()\n]{2,80}\)")
OWNED = re.compile(r"['’]s? ")
INTRODUCED = 90  # characters before a bracket in which the long name stands
PLACED = re.compile(
    r"\b(?:in|near|around|outside) "
    r"((?:al-)?[A-Z][\w’'-]*(?: (?:al-)?[A-Z][\w’'-]*)*)"
)


@dataclass(frozen=True, slots=True)
class _Voice:
    """One article's source, and how its name reads."""

    article: str
    day: datetime.date | None
    source: Source
    reading: Reading

    @property
    def is_titled(self) -> bool:
        """Whether the article says what this person is, or gives a common first name."""
        if self.reading.core.split()[0] in FIRST_NAMES[FEMALE] | FIRST_NAMES[MALE]:
            return True
        titles = (split_title(bare(alias))[0] for alias in self.source.aliases)
        return any(title and is_role(title.split()[-1]) for title in titles)


def link_sources(
    reports: Sequence[Report],
) -> tuple[tuple[Source, ...], Mapping[tuple[str, str], str]]:
    """Return one source for each real one, and the id of it by (article id, id in that article).

    Ids are S1, S2, … in the order of first appearance. A name meets the same name however it is
    put, its acronym where the collection spells that out, and a surname the one person it can be.
    Whoever has no name of their own ("residents", "the ministry", the unknown) stays with the
    article. Which sources are linked does not depend on the order of the articles, whose ids must
    differ. A linked source has neither mentions nor attributions.
    """
    voices = _read(reports)
    known = _Known(reports, voices)
    groups: dict[tuple[str, ...], list[_Voice]] = defaultdict(list)
    for voice in voices:
        key = known.key_of(voice)
        groups[(key,) if key else (voice.article, voice.source.id)].append(voice)
    sources, links = [], {}
    for n, group in enumerate(groups.values(), start=1):
        sources.append(_merged(f"S{n}", group))
        links.update({(voice.article, voice.source.id): f"S{n}" for voice in group})
    return tuple(sources), links


def _read(reports: Sequence[Report]) -> list[_Voice]:
    common = _common_words(report.article.text for report in reports)
    readings: dict[str, Reading] = {}
    voices = []
    days = {date: read_date(date) for date in {report.article.date for report in reports}}
    for report in reports:
        for source in report.sources:
            if source.name not in readings:
                readings[source.name] = read_name(source.name, common=common)
            voices.append(
                _Voice(report.article.id, days[report.article.date], source, readings[source.name])
            )
    return voices


def _common_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words, in small letters, that the texts write small more often than not."""
    counts = Counter(word for text in texts for word in WORD.findall(text))
    return frozenset(
        word for word, n in counts.items() if word.islower() and n > counts[word.capitalize()]
    )


class _Known:
    """What all articles together tell of names: towns, acronyms, and whose a surname is."""

    def __init__(self, reports: Sequence[Report], voices: Sequence[_Voice]) -> None:
        self.texts = [report.article.text for report in reports]
        self.voices = voices

    def key_of(self, voice: _Voice) -> str | None:
        """Return what is equal for the voices of one source; None for who stays alone."""
        reading = voice.reading
        if voice.source.kind in NOBODY:
            return None
        if short := self._in_full(voice):
            return short
        if reading.key is None:
            return None
        if reading.is_bare and (reading.key in self.surnames or reading.key in self.first_names):
            return self._holder(voice)
        if reading.is_bare and (reading.is_person or voice.source.kind in PRIVATE):
            return None
        if reading.key in self.places:
            return None
        return self.acronyms.get(reading.key, reading.key)

    def _in_full(self, voice: _Voice) -> str | None:
        """Return the one body that a short form stands for: "the Fenn Observatory"."""
        if _is_long(voice):
            return None
        forms = short_forms(voice.source.name, voice.reading.core)
        return next((self.bodies[form] for form in forms if form in self.bodies), None)

    def _holder(self, voice: _Voice) -> str | None:
        """Return the only person of a surname, in all articles or in those of about that day."""
        name = voice.reading.key or ""
        if name in self.first_names or voice.source.kind is SourceKind.WITNESS:
            return None
        people = self.people[name]
        if len(people) > 1 and voice.day:
            people = {one for one in people if self._is_near(one, voice.day)}
        return next(iter(people)) if len(people) == 1 else None

    def _is_near(self, person: str, day: datetime.date) -> bool:
        return any(abs((day - other).days) <= NEAR for other in self.days[person])

    @cached_property
    def full_names(self) -> list[_Voice]:
        """The voices of people with more than a surname."""
        return [v for v in self.voices if v.reading.is_person and not v.reading.is_bare]

    @cached_property
    def people(self) -> Mapping[str, set[str]]:
        """The keys of people by what their names end with."""
        people: dict[str, set[str]] = defaultdict(set)
        for key in {voice.reading.key for voice in self.full_names} - {None}:
            for ending in _endings(key or ""):
                people[ending].add(key or "")
        return people

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The endings of names that are surely people's."""
        keys = {voice.reading.key or "" for voice in self.full_names if voice.is_titled}
        return frozenset(ending for key in keys for ending in _endings(key))

    @cached_property
    def first_names(self) -> frozenset[str]:
        """The first names of people who are surely that."""
        titled = (voice for voice in self.full_names if voice.is_titled)
        return frozenset((voice.reading.key or "").partition(" ")[0] for voice in titled)

    @cached_property
    def days(self) -> Mapping[str, set[datetime.date]]:
        days: dict[str, set[datetime.date]] = defaultdict(set)
        for voice in self.full_names:
            if voice.day:
                days[voice.reading.key or ""].add(voice.day)
        return days

    @cached_property
    def places(self) -> frozenset[str]:
        """The keys that stand after "in" more often than they speak: towns, no voices."""
        placed: Counter[str] = Counter()
        for run, n in Counter(r for text in self.texts for r in PLACED.findall(text)).items():
            placed[fold(run)] += n
        spoken = Counter(
            voice.reading.key
            for voice in self.voices
            if voice.reading.key in placed and not (is_land(voice.reading.core) or voice.is_titled)
        )
        return frozenset(key for key, n in spoken.items() if key and placed[key] > n)

    @cached_property
    def acronyms(self) -> Mapping[str, str]:
        """The key of the long name for that of each acronym on which the articles agree."""
        wanted = {v.reading.core for v in self.voices if v.reading.core.isupper()}
        meant: dict[str, Counter[str]] = defaultdict(Counter)
        for text in self.texts:
            for acronym, key in set(_spelled_out(text, wanted)):
                meant[fold(acronym)][key] += 1
        for voice in self.voices:
            for acronym in wanted.intersection(_initials(voice)):
                meant[fold(acronym)][voice.reading.key or ""] += 1
        return _clear(meant)

    @cached_property
    def bodies(self) -> Mapping[str, str]:
        """The key of the body that each short form stands for."""
        meant: dict[str, Counter[str]] = defaultdict(Counter)
        for voice in filter(_is_long, self.voices):
            for form in short_forms(voice.source.name, voice.reading.core):
                meant[form][voice.reading.key or ""] += 1
        return _clear(meant)


def _is_long(voice: _Voice) -> bool:
    small = {word for word in voice.reading.core.split() if word.islower()}
    return voice.reading.key is not None and bool(small & PREPOSITIONS)


def _clear(meant: Mapping[str, Counter[str]]) -> dict[str, str]:
    """Return what each short name stands for, where nearly all articles agree."""
    best = {short: keys.most_common(1)[0] for short, keys in meant.items()}
    return {short: key for short, (key, n) in best.items() if n >= CLEAR * meant[short].total()}


def _endings(key: str) -> Iterator[str]:
    words = key.split()
    return (" ".join(words[at:]) for at in range(1, len(words)))


def _spelled_out(text: str, wanted: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the acronyms that a text puts in brackets, with the keys of what they are short for."""
    text = text.replace("[", "(").replace("]", ")")
    for bracket in IN_BRACKETS.finditer(text):
        words = text[max(0, bracket.start() - INTRODUCED) : bracket.end()]
        for acronym, name in find_acronyms(words).items():
            if acronym in wanted and initials(name).endswith(acronym):
                key = read_name(name).key
                if key and " " in key:
                    yield acronym, key


def _initials(voice: _Voice) -> set[str]:
    """Return the acronyms of a name that its article uses, or that are too long for chance."""
    name, key = voice.reading.core, voice.reading.key
    if key is None or " " not in key or voice.reading.is_person:
        return set()
    acronym = initials(name)
    used = {bare(alias) for alias in voice.source.aliases}
    return {acronym} if acronym in used or len(acronym) >= SPELLED_OUT else set()


def _merged(id: str, voices: Sequence[_Voice]) -> Source:
    if len(voices) == 1:
        one = voices[0].source
        return Source(id, one.name, one.kind, (), (), one.aliases)
    name = _best_name(voices)
    kind = _best_kind(voice.source.kind for voice in voices)
    return Source(id, name, kind, (), (), tuple(_aliases(voices, name)))


def _best_name(voices: Sequence[_Voice]) -> str:
    """Return the longest name that is common; acronyms and surnames only where nothing else is."""
    names = Counter(voice.reading.core for voice in voices)
    bare_ones = {voice.reading.core for voice in voices if voice.reading.is_bare}
    full = {name: n for name, n in names.items() if not (name.isupper() or name in bare_ones)}
    counts = full or names
    usual = [name for name, n in counts.items() if USUAL * n >= max(counts.values())]
    return max(
        usual, key=lambda name: (not OWNED.search(name), len(name.split()), names[name], name)
    )


def _best_kind(kinds: Iterable[SourceKind]) -> SourceKind:
    counts = Counter(kinds)
    return max(counts, key=lambda kind: (counts[kind], kind not in VAGUE, kind))


def _aliases(voices: Sequence[_Voice], name: str) -> Iterator[str]:
    """Yield each other name once, spelled as it mostly is, the commonest first."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for voice in voices:
        for words in dict.fromkeys((voice.reading.core, voice.source.name, *voice.source.aliases)):
            spellings[bare(words).casefold()][words] += 1
    spellings.pop(bare(name).casefold(), None)
    for counts in sorted(spellings.values(), key=lambda counts: (-counts.total(), min(counts))):
        yield min(counts, key=lambda words: (-counts[words], words))
