"""Mentions → sources: names, short forms, acronyms, descriptions and pronouns are joined.

Twice through the article: first the mentions that name or describe somebody, then those that
only point (pronouns, relatives, nothing at all), which need to know whom the others are. No
guessing into a wrong name: what points at nobody clear stays unknown, and unknown is never
folded into somebody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from attrib.records import Article, Attribution, Source, SourceKind, Span
from attrib.sources.cast import Cast
from attrib.sources.documents import are_one, author_of
from attrib.sources.drafts import UNKNOWN, Draft
from attrib.sources.focus import Focus, hull, place_of
from attrib.sources.kinds import kind_of
from attrib.sources.lexicon import (
    COMPANY_NOUNS,
    GENERIC,
    MEDIA_NOUNS,
    PREPOSITIONS,
    SECOND_WORDS,
    gender_of,
)
from attrib.sources.mentions import Voice, read_mention
from attrib.sources.names import is_country
from attrib.sources.patterns import PRONOUNS, bare, head_of, is_proper
from attrib.sources.persons import canonical, split_title
from attrib.sources.view import View

__all__ = ["UNKNOWN", "resolve_sources"]

REACH = 4  # sentences back in which "the group" looks for the body it stands for
OPENING = 3  # sentences at the head of an article whose "judge" is named further on
ARMED = {"army", "military", "forces", "troops", "soldiers"}
DEFINITE = ("the ", "that ", "this ", "its ", "his ", "her ", "their ", "both ")


def resolve_sources(article: Article, attributions: Sequence[Attribution]) -> tuple[Source, ...]:
    """Return the sources of an article in the order of their first attribution.

    Every attribution belongs to one source, or to each member of a joint one. Ids are S1, S2, …
    """
    linker = _Linker(article, attributions)
    made = linker.link()
    drafts = dict.fromkeys(d for a in attributions for d in made[a.id])
    for attribution in attributions:
        for draft in made[attribution.id]:
            draft.attributions.append(attribution.id)
            if span := hull(attribution.source):
                draft.mentions.append(span)
    return tuple(_source(f"S{n}", draft) for n, draft in enumerate(drafts, start=1))


class _Linker:
    """Reads mentions one after another and remembers who has spoken."""

    def __init__(self, article: Article, attributions: Sequence[Attribution]) -> None:
        self.article = article
        self.cast = Cast(article)
        self.view = View(article, self.cast)
        self.attributions = sorted(attributions, key=place_of)
        self.spoke: list[tuple[int, Draft]] = []  # sentence and draft, in the order of the text

    def link(self) -> dict[str, tuple[Draft, ...]]:
        """Map each attribution to the drafts that make it, to the unknown one where none does."""
        made = {
            one.id: tuple(self._made(voice, place_of(one)) for voice in self._voices(one))
            for one in self.attributions
        }
        makers = Focus(self.view, self.attributions, self._draft_of).resolve(made)
        unknown = Draft(UNKNOWN, is_named=False)
        return {id: drafts or (unknown,) for id, drafts in makers.items()}

    def _made(self, voice: Voice, at: int) -> Draft | Voice:
        """Return whom a voice is, or the voice itself where it only points."""
        if voice.owner and voice.owner.casefold() not in PRONOUNS:
            voice = self.cast.with_owner(voice, self.cast.owner_name(voice.owner, at=at))
        if voice.pronoun or voice.owner:
            return voice
        if self._is_second_word(voice, at):
            return replace(voice, pronoun="the one")
        return self._draft_of(voice, at)

    def _is_second_word(self, voice: Voice, at: int) -> bool:
        """Whether "the Vermont senator" has no holder in the article and none that spoke."""
        is_second = head_of(voice.name) in SECOND_WORDS
        if not is_second or not voice.words[0].lower().startswith("the ") or voice.is_plural:
            return False
        return self._full_name(voice, at) is None and self._known(voice) is None

    def _voices(self, attribution: Attribution) -> tuple[Voice, ...]:
        words = (self._whole_words(span) for span in attribution.source)
        return read_mention(" ".join(words))

    def _whole_words(self, span: Span) -> str:
        """Return the words of a span, whole ones where it cuts into one."""
        text, start, end = self.article.text, span.start, span.end
        while start and text[start - 1].isalnum() and text[start].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
            end += 1
        return text[start:end]

    def _draft_of(self, voice: Voice, at: int) -> Draft:
        """Find or make the draft of a voice that names or describes somebody."""
        voice = self._in_full(voice, at)
        sentence = self.view.sentence(at)
        draft = self._known(voice) or self._generic(voice, sentence)
        if draft is None:
            draft = Draft(voice.name, voice.is_named, voice.is_person, voice.is_plural)
        draft.take(voice, gender=self.cast.gender(voice.name) if voice.is_person else None)
        self.spoke.append((sentence, draft))
        return draft

    def _known(self, voice: Voice) -> Draft | None:
        for rule in (_same_name, _short_form, _same_force, _described):
            for draft in self._recent():
                if rule(voice, draft):
                    return draft
        return None

    def _recent(self) -> Iterator[Draft]:
        """Yield the known drafts, whoever spoke last first."""
        yield from dict.fromkeys(draft for _, draft in reversed(self.spoke))

    def _in_full(self, voice: Voice, at: int) -> Voice:
        """Put a surname, an acronym, a short form or a role in full where the article does."""
        full = self._full_name(voice, at)
        if not full or full == voice.name:
            return voice
        is_person = voice.is_person or self.cast.is_person(full)
        return replace(
            voice, name=full, words=(*voice.words, full), is_named=True, is_person=is_person,
            is_plural=False if is_person else voice.is_plural,
        )  # fmt: skip

    def _full_name(self, voice: Voice, at: int) -> str | None:
        if is_country(voice.name):
            return self.cast.full_person(voice.name) or self.cast.acronyms.get(voice.name)
        if voice.name.startswith("@"):
            return self.cast.behind_handle(voice.name)
        if not voice.is_person and (holder := self._holder(voice, at)):
            return holder
        if person := self._person(voice):
            return person
        return self.cast.full_body(voice.name) if voice.is_named else None

    def _holder(self, voice: Voice, at: int) -> str | None:
        """Return who or what "the minister", "the board" or a headline's "judge" is by name."""
        if self.view.sentence(at) < OPENING and (one := self.cast.in_office(voice.name)):
            return one
        if _is_definite(voice) and voice.name.split()[-1][0].islower():
            if author := author_of(voice.name, self.cast):
                return author
            return self.cast.in_role(voice.name, at=at) or self.cast.whole_body(voice.name, at=at)
        return None

    def _person(self, voice: Voice) -> str | None:
        """Return the full name of a surname, alone or after words ("a defensive Corr")."""
        *before, last = voice.name.split()
        if before and last[0].isupper() and before[-1][0].islower():
            return None if PREPOSITIONS & set(before) else self.cast.full_person(last)
        if not (voice.is_person or (voice.is_named and not before)):
            return None
        title = next((split_title(words)[0] for words in voice.words), "")
        gender = gender_of(title.split()[-1]) if title else None
        full = self.cast.full_person(voice.name, gender=gender)
        return full or (canonical(voice.name) if before else None)

    def _generic(self, voice: Voice, sentence: int) -> Draft | None:
        """Take "the group" for whichever body spoke last, if shortly before."""
        head = head_of(voice.name)
        if voice.is_named or not _is_definite(voice) or head not in GENERIC | COMPANY_NOUNS:
            return None
        if " " in voice.name and head not in COMPANY_NOUNS | MEDIA_NOUNS:
            return None
        for spoke, draft in reversed(self.spoke):
            if sentence - spoke > REACH:
                return None
            if not draft.is_person and draft.is_named and _may_be(head, draft):
                return draft
        return None


def _is_definite(voice: Voice) -> bool:
    return voice.words[0].lower().startswith(DEFINITE)


def _may_be(head: str, draft: Draft) -> bool:
    """Whether "the company" may be a body, judged by the nouns that the body is called by."""
    if is_country(draft.name):
        return False
    own = head_of(draft.name)
    if own in GENERIC - {"group", "service", "network"} and own != head:
        return head in {
            "body",
            "agency",
            "organisation",
            "organization",
            "statement",
            "institution",
        }
    return True


def _same_name(voice: Voice, draft: Draft) -> bool:
    names = {bare(words).casefold() for words in (draft.name, *draft.words)}
    return voice.name.casefold() in names or are_one(voice.name, draft.name)


def _short_form(voice: Voice, draft: Draft) -> bool:
    """Match "Kolt" with "Adnan Kolt", "the Observatory" with "Observatory for Human Rights"."""
    if not (voice.is_named and draft.is_named) or voice.is_person != draft.is_person:
        return False
    if is_country(voice.name) or is_country(draft.name):
        return False
    short, long = sorted((voice.name, draft.name), key=lambda name: len(name.split()))
    if voice.is_plural and len(short.split()) == 1 and not voice.is_person:
        return False
    tokens, of = [name.casefold().split() for name in (short, long)]
    if voice.is_person and len(tokens) > 1:
        return (tokens[0], tokens[-1]) == (of[0], of[-1])
    return set(tokens) <= set(of) and (tokens[-1] == of[-1] or tokens[-1] == head_of(long))


def _same_force(voice: Voice, draft: Draft) -> bool:
    """Match "the Syrian army" with "the Syrian military"."""
    ours, theirs = voice.name.casefold().split(), draft.name.casefold().split()
    return len(ours) > 1 and ours[:-1] == theirs[:-1] and ours[-1] in ARMED and theirs[-1] in ARMED


def _described(voice: Voice, draft: Draft) -> bool:
    """Match "the command" with "general command", "the minister" with "Ana Ruiz, the minister"."""
    if voice.is_named or not _is_definite(voice) or is_country(draft.name):
        return False
    tokens, head = set(voice.name.casefold().split()), head_of(voice.name)
    return any(
        tokens <= set(bare(words).casefold().replace("’", "'").split())
        and head in (head_of(bare(words)), *_title_words(words))
        for words in (draft.name, *draft.words)
    )


def _title_words(words: str) -> list[str]:
    title, name = split_title(bare(words))
    return title.casefold().split() if name else []


def _source(id: str, draft: Draft) -> Source:
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
