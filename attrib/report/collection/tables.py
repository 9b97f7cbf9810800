"""Many articles as CSV tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from attrib.records import Credibility
from attrib.report.collection.findings import Findings
from attrib.report.tables import Cell, offsets, open_tables
from attrib.report.wording import quantity, words

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """A CSV file: its columns, and its rows."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[Findings], Iterator[Row]]


def write_collection_csv(findings: Findings, folder: Path) -> list[Path]:
    """Write the tables of a collection and of what was found in it; return their paths.

    Several ids in a cell are parted by blanks. Words, guards against formulas, undefined values
    and the replacing of older files are as in `attrib.report.write_csv`.
    """
    with open_tables({table.name: table.columns for table in _TABLES}, folder) as write:
        for table in _TABLES:
            for row in table.rows(findings):
                write[table.name](row)
    return [folder / table.name for table in _TABLES]


def _sources(findings: Findings) -> Iterator[Row]:
    for id, source in findings.sources.items():
        articles = findings.collection.mentioned_in.get(id, ())
        aliases = "; ".join(source.aliases)
        yield id, source.name, source.kind, aliases, len(articles), " ".join(articles)


def _claims(findings: Findings) -> Iterator[Row]:
    for id, claim in findings.claims.items():
        article = findings.collection.article_of[id]
        roles = claim.attribution.source, claim.attribution.cue, claim.attribution.content
        yield (
            article.id,
            id,
            claim.source,
            findings.sources[claim.source].name,
            claim.stance,
            claim.proposition,
            *(words(article, spans) for spans in roles),
            *(offsets(spans) for spans in roles),
            "; ".join(map(quantity, claim.quantities)),
            claim.via,
            claim.confidence,
            *_standing(findings, id),
        )


def _standing(findings: Findings, claim: str) -> Row:
    one = findings.standings.get(claim)
    if one is None:
        return (None,) * len(_STANDING)
    sides = (" ".join(one.supported_by), " ".join(one.contested_by))
    return one.proposition, one.status, *sides, one.superseded_by, one.grade


def _propositions(findings: Findings) -> Iterator[Row]:
    for id, one in findings.propositions.items():
        for position in one.positions:
            yield (
                *(id, one.issue, one.text, one.kind, one.support),
                position.source,
                findings.sources[position.source].name,
                position.stance,
                " ".join(position.claims),
                position.weight,
                position.origin,
                _answer(position.interested),
            )


def _cells(findings: Findings) -> Iterator[Row]:
    names = findings.sources
    for cell in findings.assessment.cells:
        counts = cell.contradicts, cell.corroborates
        yield cell.a, names[cell.a].name, cell.b, names[cell.b].name, *counts


def _credibility(findings: Findings) -> Iterator[Row]:
    for id, one in findings.credibility.items():
        name = findings.sources[id].name
        yield id, name, *_estimate(one), findings.spread(id), findings.grades.get(id)


def _by_kind(findings: Findings) -> Iterator[Row]:
    for one in findings.assessment.by_kind:
        name = findings.sources[one.source].name
        yield one.source, name, one.kind, one.mean, one.low, one.high, one.n


def _influences(findings: Findings) -> Iterator[Row]:
    for one in findings.assessment.influences:
        text = findings.propositions[one.proposition].text
        yield one.source, findings.sources[one.source].name, one.proposition, text, one.effect


def _outlets(findings: Findings) -> Iterator[Row]:
    for one in findings.outlets:
        counts = one.articles, one.claims, one.corroborated, one.contested
        yield one.name, *counts, *_estimate(one.credibility)


def _series(findings: Findings) -> Iterator[Row]:
    for moment in findings.moments:
        for one in moment.credibility:
            yield moment.date, one.source, findings.sources[one.source].name, *_estimate(one)


def _estimate(one: Credibility) -> Row:
    return one.mean, one.low, one.high, one.n, one.majority


def _answer(value: bool) -> str:
    return "yes" if value else "no"


_STANDING = ("proposition_id", "standing", "supporters", "opponents", "superseded_by", "grade")
_ESTIMATE = ("mean", "low", "high", "n", "majority")
_TABLES = (
    _Table(
        "sources.csv",
        ("source", "name", "kind", "aliases", "articles", "article_ids"),
        _sources,
    ),
    _Table(
        "claims.csv",
        (
            *("article", "claim", "source", "name", "stance", "proposition"),
            *("source_words", "cue_words", "content_words"),
            *("source_spans", "cue_spans", "content_spans"),
            *("quantities", "via", "confidence"),
            *_STANDING,
        ),
        _claims,
    ),
    _Table(
        "propositions.csv",
        (
            *("proposition", "issue", "text", "kind", "support"),
            *("source", "name", "stance", "claims", "weight", "origin", "interested"),
        ),
        _propositions,
    ),
    _Table(
        "cells.csv",
        ("source_a", "name_a", "source_b", "name_b", "contradicts", "corroborates"),
        _cells,
    ),
    _Table("credibility.csv", ("source", "name", *_ESTIMATE, "articles", "grade"), _credibility),
    _Table("by_kind.csv", ("source", "name", "kind", "mean", "low", "high", "n"), _by_kind),
    _Table("influences.csv", ("source", "name", "proposition", "text", "effect"), _influences),
    _Table(
        "outlets.csv",
        ("outlet", "articles", "claims", "corroborated", "contested", *_ESTIMATE),
        _outlets,
    ),
    _Table("series.csv", ("date", "source", "name", *_ESTIMATE), _series),
)
