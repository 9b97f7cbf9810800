"""Articles with human attributions: our gold format and PolNeAR's records."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attrib.article import make_article
from attrib.corpora.rows import json_lines
from attrib.errors import CorpusError
from attrib.records import Article, Attribution, Kind, Relation, Span, Stance


@dataclass(frozen=True, slots=True)
class GoldPair:
    """Two attributions (ids) of a gold article that stand in a relation."""

    a: str
    b: str
    relation: Relation
    kind: Kind


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article with human attributions; speakers, stances and pairs where they are given.

    `speakers` and `stances` map attribution ids; both are empty for PolNeAR. `origin` names the
    text that this one is a part or an annotator's version of, where it is not the whole.
    """

    article: Article
    attributions: tuple[Attribution, ...]
    speakers: dict[str, str]
    stances: dict[str, Stance]
    pairs: tuple[GoldPair, ...]
    origin: str | None = None

    @property
    def group(self) -> str:
        """The article's origin, or else its id: no split cuts a text."""
        return self.origin or self.article.id


def read_gold(path: Path) -> list[AnnotatedArticle]:
    """Read gold articles or PolNeAR articles (JSONL, one article a line)."""
    return [_annotated(path, number, row) for number, row in json_lines(path)]


def read_versions(path: Path) -> list[tuple[str, AnnotatedArticle]]:
    """Read several annotators' versions of articles, as (annotator, article); one id, one text.

    The rows are gold rows (JSONL) with an ``annotator``; a row without one is a CorpusError.
    """
    return [
        (_annotator(path, number, row), _annotated(path, number, row))
        for number, row in json_lines(path)
    ]


def _annotator(path: Path, number: int, row: dict[str, Any]) -> str:
    if not row.get("annotator"):
        raise CorpusError(
            f"{path}:{number}: no annotator; found {', '.join(row)}; expected who annotated it"
        )
    return str(row["annotator"])


def _annotated(path: Path, number: int, row: dict[str, Any]) -> AnnotatedArticle:
    try:
        article = make_article(
            row["text"], id=row["id"], title=row.get("title"), date=row.get("date")
        )
        return AnnotatedArticle(
            article=article,
            attributions=tuple(_attribution(a) for a in row["attributions"]),
            speakers={a["id"]: a["speaker"] for a in row["attributions"] if "speaker" in a},
            stances={a["id"]: Stance(a["stance"]) for a in row["attributions"] if "stance" in a},
            pairs=tuple(
                GoldPair(p["a"], p["b"], Relation(p["relation"]), Kind(p["kind"]))
                for p in row.get("pairs", ())
            ),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CorpusError(
            f"{path}:{number}: {error!r}; expected an article with id, text and attributions, "
            "each with id, source, cue and content spans"
        ) from error


def _attribution(row: dict[str, Any]) -> Attribution:
    source, cue, content = (
        tuple(Span(start, end) for start, end in row[role]) for role in ("source", "cue", "content")
    )
    return Attribution(row["id"], source, cue, content, via=row.get("via"))
