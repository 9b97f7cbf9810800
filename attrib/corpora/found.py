"""What somebody's system found in gold articles: its attributions and pairs, as it saved them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from os.path import commonprefix
from pathlib import Path

from attrib.corpora.articles import AnnotatedArticle, to_annotated
from attrib.corpora.faults import PAIRED, REQUIRED, Row, row_faults
from attrib.corpora.fields import (
    LIST,
    NAME,
    OBJECT,
    list_faults,
    name_of,
    object_faults,
    one_of,
    shown,
    wrong,
)
from attrib.corpora.rows import json_lines
from attrib.errors import CorpusError
from attrib.records import Article, Relation

REQUIRED_OF_SYSTEMS = REQUIRED - {"text", "cue", "kind"}
REPORT = {"article": OBJECT, "sources": LIST, "claims": LIST, "verdicts": LIST}
REPORTED = {"id": NAME, "sha256": NAME}
SOURCE = {"id": NAME, "name": NAME}
CLAIM = {"id": NAME, "source": NAME, "spans": OBJECT}
VERDICT = {"relation": one_of(Relation)}


def read_found(path: Path, gold: Sequence[AnnotatedArticle]) -> dict[str, AnnotatedArticle]:
    """Read what a system found in the articles of `gold` (JSONL), by article id.

    A row is what `to_gold_row` writes or a line of ``attrib score --json``. In the gold format
    these may be left out: the text, cues, confidences, speakers, stances, pairs and their kinds,
    and the attributions' ids, which are then A1, A2, … in their order. Of a report, claims are
    attributions and verdicts pairs, except where they are undetermined. A first row that has
    "predictions" and no "attributions" says where the others come from and is passed over. Not
    every article need be there, and attributions may be nested in a circle.

    Raises CorpusError with the line where a row breaks the rules of the gold format, is for an
    article that `gold` lacks or that an earlier line has, or was made from another text.
    """
    articles = {one.article.id: one.article for one in gold}
    found: dict[str, AnnotatedArticle] = {}
    lines: dict[str, int] = {}
    for number, row in _without_header(json_lines(path)):
        at = f"{path}:{number}"
        plain = _plain(at, row)
        _refuse(at, _faults(plain, articles, lines))
        id = plain["id"]
        lines[id] = number
        found[id] = to_annotated(plain, article=articles[id])
    return found


def _without_header(rows: Iterable[tuple[int, Row]]) -> Iterator[tuple[int, Row]]:
    for place, (number, row) in enumerate(rows):
        if place or "predictions" not in row or "attributions" in row:
            yield number, row


def _plain(at: str, row: Row) -> Row:
    """Return a row of either form in the gold format, all attributions with ids."""
    if row.keys() >= REPORT.keys():
        _refuse(at, _report_faults(row))
        return _from_report(row)
    return {**row, "attributions": _numbered(row.get("attributions"))}


def _refuse(at: str, faults: Iterable[str]) -> None:
    for fault in faults:
        raise CorpusError(f"{at}: {fault}")


def _report_faults(row: Row) -> Iterator[str]:
    """Yield where a report cannot be read as a gold row; each step needs those before it."""
    yield from object_faults(row, REPORT, required=REPORT)
    yield from object_faults(row["article"], REPORTED, required=REPORTED, where="article")
    yield from list_faults("source", row["sources"], SOURCE, required=SOURCE)
    yield from list_faults("claim", row["claims"], CLAIM, required=CLAIM)
    yield from list_faults("verdict", row["verdicts"], VERDICT, required=VERDICT)
    ids = {source["id"] for source in row["sources"]}
    for number, claim in enumerate(row["claims"], start=1):
        if claim["source"] not in ids:
            found, expected = f"source {shown(claim['source'])}", 'the id of one in "sources"'
            yield wrong(name_of("claim", number, claim), found, expected, "mend it")


def _from_report(row: Row) -> Row:
    names = {source["id"]: source["name"] for source in row["sources"]}
    return {
        **row["article"],
        "attributions": [
            {**claim, **claim["spans"], "speaker": names[claim["source"]]}
            for claim in row["claims"]
        ],
        "pairs": [verdict for verdict in row["verdicts"] if verdict["relation"] in PAIRED],
    }


def _numbered(attributions: object) -> object:
    """Give those without an id the names A1, A2, … that no other one has."""
    if not isinstance(attributions, list):
        return attributions
    ids = [one.get("id") if isinstance(one, dict) else "" for one in attributions]
    free = (name for number in count(1) if (name := f"A{number}") not in ids)
    return [
        {**one, "id": next(free)} if id is None else one
        for id, one in zip(ids, attributions, strict=True)
    ]


def _faults(row: Row, articles: Mapping[str, Article], lines: Mapping[str, int]) -> Iterator[str]:
    id = row.get("id")
    article = articles.get(id) if isinstance(id, str) else None
    if isinstance(id, str) and article is None:
        expected = f"one of the {len(articles)} articles of the gold data"
        yield wrong("", f"article {shown(id)}", expected, "remove the row, or give its gold data")
    if article:
        if article.id in lines:
            found = f"article {shown(id)} again, which line {lines[article.id]} has already"
            yield wrong("", found, "a row for each article", "remove one")
        yield from _text_faults(row, article)
    text = article.text if article else None
    yield from row_faults(row, text=text, required=REQUIRED_OF_SYSTEMS)


def _text_faults(row: Row, article: Article) -> Iterator[str]:
    """Yield where the row says that it was made from another text than the article's."""
    text, digest = row.get("text"), row.get("sha256")
    expected, remedy = "that of the gold data", "run the system on the gold data"
    if isinstance(text, str) and text != article.text:
        same = len(commonprefix([text, article.text]))
        yield wrong("", f"a text that differs from character {same} on", expected, remedy)
    own = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()
    if digest is not None and digest != own:
        yield wrong("", f"sha256 {shown(digest)} of another text", f"{expected}, {own}", remedy)
