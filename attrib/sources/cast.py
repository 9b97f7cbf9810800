"""Whom an article names, anywhere in it: full names, roles, and what bodies are called."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from attrib.records import Article
from attrib.sources.lexicon import (
    ACRONYMS,
    COMPANY_ENDINGS,
    COMPANY_NOUNS,
    GENERIC,
    GOVERNING,
    NOT_NAMES,
    OFFICES,
    SYNONYMS,
    WORKS,
    gender_in,
    gender_of,
)
from attrib.sources.mentions import Voice, read_mention
from attrib.sources.names import Name, find_acronyms, find_names, initials, is_country
from attrib.sources.patterns import BODY_WORD, SPOKES, bare, head_of, is_proper
from attrib.sources.persons import is_role

PARTIES = ("Republican", "Democrat", "Conservative", "Liberal", "Official")
# ", a retired neurosurgeon," and ", the group's director" after a name.
AFTER = re.compile(
    r"^(?:\s\([^()]*\))?, "
    r"(?P<what>(?:(?:the|an?|its|his|her|their|one of)\s|[a-z])[^,.;:()\n—]{2,90}?)"
    r"(?:,|\.|;|—| who | which |\n)"
)
BEFORE = re.compile(
    r"\b(?P<what>(?:the|its|his|her|their|one|an?) [^,.;:\n—]{3,80}), $", re.IGNORECASE
)
VERBAL = re.compile(
    r"^(?:who|which|whose|and|or|but|said|says|told|has|had|was|is|in|on|at|for|as|with)\b"
)


@dataclass(slots=True)
class Figure:
    """A person or a body that the article names: how often, from where, and as what."""

    name: str
    is_person: bool
    count: int = 0
    places: list[int] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    gender: str | None = None


class Cast:
    """The figures of one article, looked up by surname, acronym, short form or role."""

    def __init__(self, article: Article) -> None:
        self.text = article.text
        self.names = _trusted(find_names(article.text), article.text)
        self.acronyms = ACRONYMS | find_acronyms(article.text)
        self.figures: dict[str, Figure] = {}
        self.by_last: dict[str, list[Figure]] = defaultdict(list)
        self.by_first: dict[str, list[Figure]] = defaultdict(list)
        self.by_initials: dict[str, Counter[str]] = defaultdict(Counter)
        for name in self.names:
            self._enter(name)
        for name in self.names:
            if " " not in name.text:
                self._recall(name)

    def full_person(self, name: str, *, gender: str | None = None) -> str | None:
        """Return the full name of a surname or first name, None where it is nobody's here.

        Of several people of that name, it is whoever is introduced first.
        """
        known = self.by_last.get(name) or [
            one for one in self.by_first.get(name, []) if gender or one.gender or one.roles
        ]
        if " " in name:  # a surname of two words: "Vargas Llosa", "De Blasio"
            ending = " " + name.casefold()
            known = [
                one
                for one in self.by_last.get(name.split()[-1], [])
                if one.name.casefold().endswith(ending)
            ]
        if gender:
            known = [one for one in known if one.gender in (None, gender)]
            known = [one for one in known if one.gender == gender] or known
        if not known:
            return None
        return min(known, key=lambda one: one.places[0]).name

    def full_body(self, name: str) -> str | None:
        """Return the full form of an acronym or of a body's short name."""
        plain = name.replace(".", "")
        if long := self.acronyms.get(name) or self.acronyms.get(plain):
            return long
        if plain.isupper() and 2 <= len(plain) <= 6 and not is_country(name):
            found = self.by_initials.get(plain)
            if found:
                return found.most_common(1)[0][0]
        if " " in name or is_country(name):
            return None
        forms = Counter(
            {one.name: one.count for one in self.figures.values() if _is_short_for(name, one)}
        )
        if not forms:
            return None
        (best, count), *rest = forms.most_common(2)
        return best if not rest or count > rest[0][1] else None

    def in_role(self, description: str, *, at: int) -> str | None:
        """Return whom "the minister" or "the insurer" is, where the article gives one that role."""
        wanted = _tokens(description)
        head = head_of(description)
        if not head or head in WORKS:  # "the film blames Corr": no office of hers
            return None
        heads = SYNONYMS.get(head, frozenset({head}))
        fits = [
            one
            for one in self.figures.values()
            if one.is_person == is_role(head)
            and any(_plays(role, wanted, head, heads) for role in one.roles)
        ]
        if not fits:  # "the Florida senator" of whom the text says only that he is one
            fits = [
                one
                for one in self.figures.values()
                if one.is_person
                and is_role(head)
                and any(_plays(role, _lower(description), head, heads) for role in one.roles)
            ]
        if len(fits) > 1:
            before = [one for one in fits if any(p < at for p in one.places)]
            fits = before if len(before) == 1 else []
        return fits[0].name if len(fits) == 1 else None

    def whole_body(self, description: str, *, at: int) -> str | None:
        """Return the body named in full that "the commission" or "the company" stands for."""
        wanted, head = _tokens(description), head_of(description)
        bodies = [one for one in self.figures.values() if not one.is_person and " " in one.name]
        fits = [one for one in bodies if head_of(one.name) == head and wanted <= _tokens(one.name)]
        if not fits and head in COMPANY_NOUNS and len(wanted) == 1:
            fits = [one for one in bodies if one.name.split()[-1] in COMPANY_ENDINGS]
            return fits[0].name if len(fits) == 1 else None
        if not fits:
            return self._compound(description, head)
        before = [one for one in fits if one.places[0] < at] or fits[:1]
        return max(before, key=lambda one: one.places[-1]).name

    def _compound(self, description: str, head: str) -> str | None:
        """Return "Corr administration", "Dorrin ballot commission" for the bare noun."""
        if head not in GENERIC | GOVERNING:
            return None
        pattern = rf"((?:[A-Z][\w-]+ ){{1,5}}(?:(?!the |an? )[a-z-]+ )?{re.escape(description)})\b"
        found = (_without_opening(match) for match in re.findall(pattern, self.text))
        forms = Counter(name for name in found if name != description)
        return next(iter(forms)) if len(forms) == 1 else None

    def in_office(self, description: str) -> str | None:
        """Return the one person of whom a headline's "judge" or "a London mayor" may speak."""
        head = head_of(description)
        if head not in OFFICES:
            return None
        heads = SYNONYMS.get(head, frozenset({head}))
        fits = [
            one
            for one in self.figures.values()
            if one.is_person and any(heads & _tokens(role) for role in one.roles)
        ]
        return fits[0].name if len(fits) == 1 else None

    def behind_handle(self, handle: str) -> str | None:
        """Return the one person whose name a Twitter handle spells: "@theAdaCorr"."""
        written = re.sub(r"\W|_", "", handle).casefold()
        people = [one.name for one in self.figures.values() if one.is_person]
        fits = [name for name in people if re.sub(r"\W", "", name).casefold() in written]
        return fits[0] if len(fits) == 1 else None

    def is_person(self, name: str) -> bool:
        """Whether a full name is a person's."""
        figure = self.figures.get(name)
        return figure is not None and figure.is_person

    def gender(self, name: str) -> str | None:
        """Return what is known of a person's gender: from titles, roles and the first name."""
        figure = self.figures.get(name)
        if figure and figure.gender:
            return figure.gender
        return gender_of(name.split()[0]) if " " in name else None

    def owner_name(self, owner: str, *, at: int) -> str | None:
        """Return the full name of whose lawyer or office it is: "Corr's", "the mayor's"."""
        voices = read_mention(owner)
        if not voices or voices[0].owner or voices[0].pronoun:
            return None
        voice = voices[0]
        if not voice.is_named:
            return self.in_role(voice.name, at=at) or voice.name
        if " " not in voice.name or voice.is_person:
            return self.full_person(voice.name) or voice.name
        return voice.name

    def with_owner(self, voice: Voice, name: str | None) -> Voice:
        """Name a voice by its owner: "Ada Corr's lawyer", in short "Corr's aides", "Corr campaign".

        A spokesman of a body is the body itself.
        """
        rest = voice.name.strip(" ,")
        if not name:
            return replace(voice, name=bare(rest), owner=None)
        if re.fullmatch(SPOKES, rest, re.IGNORECASE) and not self.is_somebody(name):
            return replace(voice, name=name, owner=None, is_named=is_proper(name), is_plural=False)
        if voice.is_person:  # "his wife, Jane"
            surname = name.split()[-1] if self.is_somebody(name) else ""
            full = self.by_first.get(rest)
            name = full[0].name if full and len(full) == 1 else f"{rest} {surname}".strip()
            return replace(voice, name=name, owner=None)
        if rest.split()[-1].casefold() == "campaign":
            return replace(voice, name=f"{name.split()[-1]} campaign", owner=None, is_named=True)
        if rest.endswith("s") or head_of(rest) in ("family", "staff", "team"):
            name = self._in_short(name, voice.owner) if self.is_person(name) else name
        mark = "’" if "’" in self.text else "'"
        return replace(voice, name=f"{name}{mark}s {rest}", owner=None, is_named=is_proper(name))

    def _in_short(self, name: str, owner: str | None) -> str:
        """Return a person's surname; the name in full where the text gives it to tell two apart."""
        last = name.split()[-1]
        return name if owner == name and len(self.by_last.get(last, ())) > 1 else last

    def is_somebody(self, name: str) -> bool:
        """Whether a name is a person's, or a description is of one: "prime minister"."""
        return self.is_person(name) or (not is_proper(name) and is_role(head_of(name)))

    def _enter(self, name: Name) -> None:
        if " " not in name.text:
            return
        figure = self.figures.get(name.text)
        if figure is None:
            figure = self.figures[name.text] = Figure(name.text, name.is_person)
            if name.is_person:
                self.by_last[name.text.split()[-1]].append(figure)
                figure.gender = gender_of(name.text.split()[0])
                self.by_first[name.text.split()[0]].append(figure)
            else:
                self.by_initials[initials(name.text)][name.text] += 1
        elif not name.is_person:
            self.by_initials[initials(name.text)][name.text] += 1
        self._note(figure, name)

    def _recall(self, name: Name) -> None:
        """Learn roles from a surname with a title: "Minister Ruiz"."""
        full = self.full_person(name.text)
        figure = self.figures.get(full or "") or self.figures.get(name.text)
        if figure is None:
            if not (name.title or is_country(name.text)):
                figure = self.figures.setdefault(name.text, Figure(name.text, False))
                self._note(figure, name)
            return
        if name.is_person or name.title:
            self._note(figure, name, counts=False)

    def _note(self, figure: Figure, name: Name, *, counts: bool = True) -> None:
        figure.count += counts
        figure.places.append(name.span.start)
        if name.title:
            figure.roles.add(bare(name.title))
        after = AFTER.match(self.text[name.span.end : name.span.end + 140])
        if after and not VERBAL.match(after["what"]):
            what = bare(re.split(r"\b(?:who|which|that)\b", after["what"])[0])
            if figure.is_person == is_role(head_of(what)) or not figure.is_person:
                figure.roles.add(what)
        before = BEFORE.search(self.text, max(0, name.span.start - 90), name.span.start)
        if before and figure.is_person and is_role(head_of(bare(before["what"]))):
            figure.roles.add(bare(before["what"]))
        if figure.is_person:
            figure.gender = figure.gender or gender_in(sorted(figure.roles))


def _is_headline(line: str) -> bool:
    """Whether all words of a line but the smallest begin with a capital."""
    words = [word.strip("‘“'\"()") for word in line.split()]
    long = [word for word in words if len(word) > 4]
    return 3 < len(words) < 25 and len(long) > 2 and not any(word[0].islower() for word in long)


def _trusted(names: tuple[Name, ...], text: str) -> tuple[Name, ...]:
    """Leave out longer names that stand in headlines alone, where every word has a capital."""
    lines = re.finditer(r"[^\n]+", text)
    headlines = [line.span() for line in lines if _is_headline(line.group())]
    inside = {n for n in names if any(s <= n.span.start < e for s, e in headlines)}
    outside = {name.text for name in names if name not in inside}
    return tuple(n for n in names if n not in inside or " " not in n.text or n.text in outside)


def _plays(role: str, wanted: frozenset[str], head: str, heads: frozenset[str]) -> bool:
    """Whether a role is the one meant: its head noun, and no word that it lacks (but capitals)."""
    words = _tokens(role)
    if not heads & words:
        return False
    return wanted - {head} <= words


def _tokens(description: str) -> frozenset[str]:
    skip = {"former", "then", "ex", "the", "a", "an", "current", "own"}
    return frozenset(token.strip(".,“”\"'’").casefold() for token in description.split()) - skip


def _without_opening(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if first in NOT_NAMES else name


def _lower(description: str) -> frozenset[str]:
    return _tokens(" ".join(word for word in description.split() if word[0].islower()))


def _is_short_for(name: str, figure: Figure) -> bool:
    tokens = figure.name.split()
    if figure.is_person or len(tokens) < 2:
        return False
    if name.endswith("s") and name[:-1] in PARTIES:
        return False
    if tokens[-1] == name and BODY_WORD.search(name):
        return True
    return tokens[0] == name and tokens[-1] in COMPANY_ENDINGS
