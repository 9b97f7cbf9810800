"""Articles with human attributions: our gold format and PolNeAR's records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from attrib.article import make_article
from attrib.corpora.faults import PAIRED, REQUIRED, CheckedRow, Row, check_rows
from attrib.corpora.rows import json_lines
from attrib.errors import CorpusError
from attrib.records import Article, Attribution, Kind, Relation, Report, Role, Span, Stance


@dataclass(frozen=True, slots=True)
class GoldPair:
    """Two attributions (ids) of an article that stand in a relation.

    `kind` is None and `probability` (0–1) is given only where a system found the pair.
    """

    a: str
    b: str
    relation: Relation
    kind: Kind | None
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with attributions, human or a system's; speakers, stances, pairs where given.

    `speakers`, `stances` and `propositions` (a system's) map attribution ids; PolNeAR has none.
    `origin` names the text that this one is a part or an annotator's version of, where it is not
    the whole.
    """

    article: Article
    attributions: tuple[Attribution, ...]
    speakers: dict[str, str]
    stances: dict[str, Stance]
    pairs: tuple[GoldPair, ...]
    origin: str | None = None
    propositions: dict[str, str] = field(default_factory=dict)

    @property
    def group(self) -> str:
        """The article's origin, or else its id: no split cuts a text."""
        return self.origin or self.article.id


def read_gold(path: Path) -> list[AnnotatedArticle]:
    """Read gold articles or PolNeAR articles (JSONL, one article a line).

    Raises CorpusError with the line of the first fault; `check_gold` names them all.
    """
    return [to_annotated(row) for row in _sound(check_rows(path, json_lines(path)))]


def read_versions(path: Path) -> list[tuple[str, AnnotatedArticle]]:
    """Read several annotators' versions of articles, as (annotator, article); one id, one text.

    The rows are gold rows (JSONL) with an ``annotator``; a row without one is a CorpusError.
    """
    rows = check_rows(path, json_lines(path), required=REQUIRED | {"annotator"})
    return [(row["annotator"], to_annotated(row)) for row in _sound(rows)]


def to_annotated(row: Row, *, article: Article | None = None) -> AnnotatedArticle:
    """Return a row without faults as a record; `article` takes the place of the row's own text."""
    attributions = row["attributions"]
    return AnnotatedArticle(
        article=article or _article(row),
        attributions=tuple(_attribution(one) for one in attributions),
        speakers={a["id"]: a["speaker"] for a in attributions if _has(a, "speaker")},
        stances={a["id"]: Stance(a["stance"]) for a in attributions if _has(a, "stance")},
        pairs=tuple(_pair(pair) for pair in row.get("pairs") or ()),
        propositions={a["id"]: a["proposition"] for a in attributions if _has(a, "proposition")},
    )


def annotated_by(report: Report) -> AnnotatedArticle:
    """Return what a report found, a claim an attribution (C1, C2, …) and a verdict a pair.

    Verdicts that say *undetermined* or *unrelated* are no pairs.
    """
    names = {source.id: source.name for source in report.sources}
    return AnnotatedArticle(
        article=report.article,
        attributions=tuple(replace(c.attribution, id=c.id, via=c.via) for c in report.claims),
        speakers={claim.id: names[claim.source] for claim in report.claims},
        stances={claim.id: claim.stance for claim in report.claims},
        propositions={claim.id: claim.proposition for claim in report.claims},
        pairs=tuple(
            GoldPair(verdict.a, verdict.b, verdict.relation, verdict.kind, verdict.probability)
            for verdict in report.verdicts
            if verdict.relation in PAIRED
        ),
    )


def to_gold_row(annotated: AnnotatedArticle) -> dict[str, Any]:
    """Return an annotated article as a row of the gold format, its text left out."""
    return {
        "id": annotated.article.id,
        "attributions": [
            {
                "id": one.id,
                **{role: [[s.start, s.end] for s in getattr(one, role)] for role in Role},
                **_known("speaker", annotated.speakers.get(one.id)),
                **_known("stance", annotated.stances.get(one.id)),
                **_known("proposition", annotated.propositions.get(one.id)),
                "via": one.via,
                "confidence": one.confidence,
            }
            for one in annotated.attributions
        ],
        "pairs": [asdict(pair) for pair in annotated.pairs],
    }


def _known(name: str, value: str | None) -> dict[str, str]:
    return {} if value is None else {name: value}


def _sound(rows: Iterable[CheckedRow]) -> Iterator[Row]:
    for checked in rows:
        if checked.faults:
            raise CorpusError(checked.faults[0])
        yield checked.row


def _article(row: Row) -> Article:
    return make_article(row["text"], id=row["id"], title=row.get("title"), date=row.get("date"))


def _has(row: Row, key: str) -> bool:
    return row.get(key) is not None


def _attribution(row: Row) -> Attribution:
    source, cue, content = (tuple(Span(*bounds) for bounds in row.get(role) or ()) for role in Role)
    confidence = float(row["confidence"]) if _has(row, "confidence") else 1.0
    return Attribution(row["id"], source, cue, content, row.get("via"), confidence)


def _pair(row: Row) -> GoldPair:
    return GoldPair(
        row["a"],
        row["b"],
        Relation(row["relation"]),
        Kind(row["kind"]) if _has(row, "kind") else None,
        float(row["probability"]) if _has(row, "probability") else None,
    )
