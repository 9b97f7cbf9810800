"""Which attributions a system got wrong, and in what words, for a reader to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from attrib.corpora import AnnotatedArticle
from attrib.evaluation.attribution.matching import RoleOverlaps, compare
from attrib.records import Article, Attribution, Role, Span

GAP = " … "  # stands for the text between two spans of a role, or between two sentences


class MistakeKind(StrEnum):
    """What is wrong: a whole attribution, or one role of an attribution that was matched."""

    MISSED = "missed"
    SPURIOUS = "spurious"
    SOURCE = "source"
    CUE = "cue"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class AttributionWords:
    """An attribution (by its id) as the words of its roles, each None where it has none."""

    id: str
    source: str | None
    cue: str | None
    content: str | None


@dataclass(frozen=True, slots=True)
class AttributionMistake:
    """A gold attribution that was missed, one found that is none, or two that differ.

    `what` is either ``missed`` (`found` is None), or ``spurious`` (`gold` is None), or every role
    in which a lenient match has other characters than the gold. `start` is the place of the
    first character of either in the article (0 where there is none), and `sentences` are the
    words of the sentences in which they stand.
    """

    article: str
    what: tuple[MistakeKind, ...]
    gold: AttributionWords | None
    found: AttributionWords | None
    start: int
    sentences: str

    def to_dict(self) -> dict[str, Any]:
        """Return the mistake as a row of JSON."""
        return {**asdict(self), "what": list(self.what)}


def mistakes_attributions(
    gold: Sequence[AnnotatedArticle], found: Mapping[str, Sequence[Attribution]]
) -> list[AttributionMistake]:
    """Return what is wrong with the attributions found (by article id), in text order.

    The articles are in the order of `gold`. As many are ``missed`` and ``spurious`` as
    `score_attributions` counts misses and false positives in its lenient match.
    """
    return [
        mistake
        for annotated in gold
        for mistake in sorted(
            _mistakes(annotated, found.get(annotated.article.id, ())),
            key=lambda mistake: (mistake.start, mistake.what),
        )
    ]


def _mistakes(
    annotated: AnnotatedArticle, found: Sequence[Attribution]
) -> Iterator[AttributionMistake]:
    article, gold = annotated.article, annotated.attributions
    roles = compare(gold, found)
    pairs = roles.lenient()
    for row, column in pairs:
        if what := _differences(roles, row, column):
            yield _mistake(article, what, gold[row], found[column])
    for row in set(range(len(gold))) - {row for row, _ in pairs}:
        yield _mistake(article, (MistakeKind.MISSED,), gold[row], None)
    for column in set(range(len(found))) - {column for _, column in pairs}:
        yield _mistake(article, (MistakeKind.SPURIOUS,), None, found[column])


def _differences(roles: RoleOverlaps, row: int, column: int) -> tuple[MistakeKind, ...]:
    return tuple(MistakeKind(role) for role in Role if not getattr(roles, role).equal[row, column])


def _mistake(
    article: Article,
    what: tuple[MistakeKind, ...],
    gold: Attribution | None,
    found: Attribution | None,
) -> AttributionMistake:
    spans = [span for one in (gold, found) if one for span in (*one.source, *one.cue, *one.content)]
    return AttributionMistake(
        article.id,
        what,
        _words(article, gold) if gold else None,
        _words(article, found) if found else None,
        start=min((span.start for span in spans), default=0),
        sentences=_sentences(article, spans),
    )


def _words(article: Article, one: Attribution) -> AttributionWords:
    source, cue, content = (
        GAP.join(span.of(article.text) for span in getattr(one, role)) or None for role in Role
    )
    return AttributionWords(one.id, source, cue, content)


def _sentences(article: Article, spans: Sequence[Span]) -> str:
    """Return the sentences that `spans` stand in, neighbours as they stand in the text."""
    touched = sorted({number for span in spans for number in article.sentences_at(span)})
    # Numbers that follow each other are as far ahead of their place in the list.
    runs = groupby(enumerate(touched), key=lambda placed: placed[1] - placed[0])
    pieces = []
    for _, run in runs:
        numbers = [number for _, number in run]
        first, last = article.sentences[numbers[0]], article.sentences[numbers[-1]]
        pieces.append(article.text[first.start : last.end])
    return GAP.join(pieces)
