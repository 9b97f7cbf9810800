"""Dossiers: many voices on one event, with the propositions that each holds or rejects.

From the signs the pairs follow: opposite signs on one proposition, or two held propositions
that exclude each other, contradict; a shared sign corroborates; nothing shared is unrelated.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from attrib.article import make_article
from attrib.corpora.articles import AnnotatedArticle, GoldPair
from attrib.corpora.rows import json_lines
from attrib.errors import CorpusError
from attrib.records import Attribution, Relation, Span, Stance


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed sentence; `signs` maps proposition ids to "+" (holds) or "-" (rejects).

    `source`, `cue` and `content` are substrings of `sentence`; the first two may be empty.
    """

    id: str
    speaker: str
    sentence: str
    source: str
    cue: str
    content: tuple[str, ...]
    stance: Stance
    signs: dict[str, str]


@dataclass(frozen=True, slots=True)
class Dossier:
    """One event: background, propositions by id, and what each voice says of them.

    `lines` are the article that the statements stand in, a paragraph each, narration and all;
    without them each statement's sentence is a paragraph. A sentence may hold several statements.
    """

    id: str
    background: str
    propositions: dict[str, str]
    excludes: frozenset[frozenset[str]]
    statements: tuple[Statement, ...]
    updates: frozenset[frozenset[str]]
    lines: tuple[str, ...] = ()

    @property
    def group(self) -> str:
        """The dossier's id: one event stays in one split."""
        return self.id

    def relation(self, a: Statement, b: Statement) -> Relation:
        """Return how two statements stand to each other, by their signs."""
        if frozenset((a.id, b.id)) in self.updates:
            return Relation.UPDATES
        if any(b.signs.get(p, sign) != sign for p, sign in a.signs.items()) or self._exclude(a, b):
            return Relation.CONTRADICTS
        if any(b.signs.get(p) == sign for p, sign in a.signs.items()):
            return Relation.CORROBORATES
        return Relation.UNRELATED

    def to_article(self) -> AnnotatedArticle:
        """Return the background and the article or the statements as one annotated text.

        Its pairs follow from the signs, without what a speaker says twice; their kinds are unknown.
        """
        annotated = _annotate((self,), {s.id: (self, s) for s in self.statements})
        return replace(annotated, pairs=tuple(self._pairs()))

    def _pairs(self) -> Iterator[GoldPair]:
        for a, b in itertools.combinations(self.statements, 2):
            relation = self.relation(a, b)
            again = a.speaker == b.speaker and relation is not Relation.CONTRADICTS
            if relation is not Relation.UNRELATED and not again:
                yield GoldPair(a.id, b.id, relation, kind=None)

    def _exclude(self, a: Statement, b: Statement) -> bool:
        return any(
            frozenset((p, q)) in self.excludes
            for p, sign in a.signs.items()
            if sign == "+"
            for q, other in b.signs.items()
            if other == "+"
        )


def join_dossiers(dossiers: Sequence[Dossier]) -> AnnotatedArticle:
    """Return several events as one annotated text; ids become "dossier/statement"."""
    return _annotate(dossiers, {f"{d.id}/{s.id}": (d, s) for d in dossiers for s in d.statements})


def read_dossiers(path: Path) -> list[Dossier]:
    """Read dossiers, one JSON object a line; a broken one is an error with its line."""
    return [_dossier(path, number, row) for number, row in json_lines(path)]


def _annotate(
    dossiers: Sequence[Dossier], statements: Mapping[str, tuple[Dossier, Statement]]
) -> AnnotatedArticle:
    text = ""
    starts: dict[str, int] = {}
    for dossier in dossiers:
        starts[dossier.id] = len(text)
        text += "".join(f"{line}\n" for line in _lines(dossier))
    attributions = [
        replace(_placed(statement, _start(statement, text, starts[dossier.id])), id=id)
        for id, (dossier, statement) in statements.items()
    ]
    return AnnotatedArticle(
        article=make_article(text.rstrip("\n"), id="+".join(d.id for d in dossiers)),
        attributions=tuple(attributions),
        speakers={id: statement.speaker for id, (_, statement) in statements.items()},
        stances={id: statement.stance for id, (_, statement) in statements.items()},
        pairs=(),
    )


def _lines(dossier: Dossier) -> Iterator[str]:
    if dossier.background:
        yield dossier.background
    yield from dossier.lines or (statement.sentence for statement in dossier.statements)


def _start(statement: Statement, text: str, opening: int) -> int:
    """Return where the statement's sentence begins, at or after its dossier's opening."""
    return text.index(statement.sentence, opening)


def _dossier(path: Path, number: int, row: dict[str, Any]) -> Dossier:
    try:
        dossier = Dossier(
            id=row["id"],
            background=row["background"],
            propositions=row["propositions"],
            excludes=frozenset(map(frozenset, row.get("excludes", ()))),
            statements=tuple(_statement(s) for s in row["statements"]),
            updates=frozenset(map(frozenset, row.get("updates", ()))),
            lines=tuple(row.get("lines", ())),
        )
        _check(dossier)
        return dossier
    except (KeyError, TypeError, ValueError) as error:
        raise CorpusError(
            f"{path}:{number}: {error!r}; expected a dossier with id, background, propositions and "
            "statements whose source, cue and content stand in their sentence, and the sentence in "
            "one of the lines where there are any"
        ) from error


def _check(dossier: Dossier) -> None:
    for statement in dossier.statements:
        if dossier.lines and not any(statement.sentence in line for line in dossier.lines):
            raise ValueError(f"{statement.id}: {statement.sentence!r} is in none of the lines")
        if strange := statement.signs.keys() - dossier.propositions.keys():
            raise ValueError(f"{statement.id}: {min(strange)!r} is none of the propositions")


def _statement(row: dict[str, Any]) -> Statement:
    for words in (row["source"], row["cue"], *row["content"]):
        if words not in row["sentence"]:
            raise ValueError(f"{row['id']}: {words!r} is not in its sentence")
    return Statement(
        id=row["id"],
        speaker=row["speaker"],
        sentence=row["sentence"],
        source=row["source"],
        cue=row["cue"],
        content=tuple(row["content"]),
        stance=Stance(row["stance"]),
        signs=row["props"],
    )


def _placed(statement: Statement, start: int) -> Attribution:
    content = tuple(_find(statement, words, start) for words in statement.content)
    return Attribution(
        statement.id,
        source=tuple(_outside(statement, statement.source, content, start)),
        cue=tuple(_outside(statement, statement.cue, content, start)),
        content=content,
    )


def _outside(
    statement: Statement, words: str, content: tuple[Span, ...], start: int
) -> Iterator[Span]:
    """Place a source or cue at its first occurrence outside the content ("it", "said")."""
    places = [_span(at, words, start) for at in _places(statement.sentence, words)]
    clear = (span for span in places if not any(span.overlaps(c) for c in content))
    if words:
        yield next(clear, None) or _find(statement, words, start)


def _find(statement: Statement, words: str, start: int) -> Span:
    """Place words at their first occurrence as whole words, or else at their first."""
    places = _places(statement.sentence, words)
    return _span(next(places, statement.sentence.index(words)), words, start)


def _places(sentence: str, words: str) -> Iterator[int]:
    """Yield where the words stand as whole words."""
    if words:
        edge = r"(?<!\w){}(?!\w)" if words[0].isalnum() else r"{}(?!\w)"
        pattern = edge.format(re.escape(words))
        yield from (found.start() for found in re.finditer(pattern, sentence))


def _span(at: int, words: str, start: int) -> Span:
    return Span(start + at, start + at + len(words))
