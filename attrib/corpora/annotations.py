"""Annotations that stand apart from the articles they are about: no text, only what was added.

A corpus that may not be passed on can still be annotated: a row names an article by id and by the
SHA-256 of its text, and says of each attribution who speaks and with what stance, and which pairs
are related. The articles are read from the corpus itself.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from attrib.corpora.articles import AnnotatedArticle, GoldPair, read_gold
from attrib.corpora.faults import Row
from attrib.corpora.rows import json_lines
from attrib.errors import CorpusError
from attrib.records import Attribution, Kind, Relation, Stance


def read_annotations(path: Path, *, texts: Path) -> list[AnnotatedArticle]:
    """Join annotations (JSONL, a row an article) with the articles of a corpus, in their order.

    A row is {"id", "sha256", "attributions": [{"id", "speakers": [name, …], "stance"}],
    "pairs": [{"a", "b", "relation", "kind"}]}. A joint statement becomes one attribution a speaker,
    as in gold files: each has the pairs of the other, and they corroborate each other. Raises
    CorpusError where the corpus lacks an article, has another text of it or other attributions.
    """
    articles = {annotated.article.id: annotated for annotated in read_gold(texts)}
    return [_joined(row, articles, f"{path}:{number}", texts) for number, row in json_lines(path)]


def _joined(
    row: Row, articles: Mapping[str, AnnotatedArticle], at: str, texts: Path
) -> AnnotatedArticle:
    try:
        if row["id"] not in articles:
            raise ValueError(f"{texts} has no article {row['id']!r}")
        annotated = articles[row["id"]]
        if hashlib.sha256(annotated.article.text.encode()).hexdigest() != row["sha256"]:
            raise ValueError(f"{texts} has another text of {row['id']!r}")
        return _with_annotations(annotated, row)
    except (KeyError, TypeError, ValueError) as error:
        raise CorpusError(
            f"{at}: {error}; expected annotations of an article in {texts}, with its id, the "
            "sha256 of its text, and speakers and a stance for each of its attributions"
        ) from error


def _with_annotations(annotated: AnnotatedArticle, row: Row) -> AnnotatedArticle:
    said = {one["id"]: one for one in row["attributions"]}
    if said.keys() != (known := {a.id for a in annotated.attributions}):
        raise ValueError(f"attributions {sorted(said.keys() ^ known)} on one side alone")
    twins = {id: _twins(id, one["speakers"]) for id, one in said.items()}
    return replace(
        annotated,
        attributions=tuple(_each(annotated.attributions, twins)),
        speakers={id: name for names in twins.values() for id, name in names.items()},
        stances={id: Stance(said[one]["stance"]) for one, names in twins.items() for id in names},
        pairs=(*_pairs(row, twins), *_joint(twins)),
    )


def _twins(id: str, speakers: Sequence[str]) -> dict[str, str]:
    """Name each speaker's share of a statement: E4, E4+2, …"""
    if not speakers or isinstance(speakers, str):
        raise ValueError(f"the speakers of {id} are {speakers!r}, not a list of names")
    return {f"{id}+{n}" if n > 1 else id: name for n, name in enumerate(speakers, start=1)}


def _each(
    attributions: Sequence[Attribution], twins: Mapping[str, Mapping[str, str]]
) -> Iterator[Attribution]:
    for attribution in attributions:
        yield from (replace(attribution, id=id) for id in twins[attribution.id])


def _pairs(row: Row, twins: Mapping[str, Mapping[str, str]]) -> Iterator[GoldPair]:
    for pair in row["pairs"]:
        relation, kind = Relation(pair["relation"]), Kind(pair["kind"])
        for a, b in itertools.product(twins[pair["a"]], twins[pair["b"]]):
            yield GoldPair(a, b, relation, kind)


def _joint(twins: Mapping[str, Mapping[str, str]]) -> Iterator[GoldPair]:
    for ids in twins.values():
        for a, b in itertools.combinations(ids, 2):
            yield GoldPair(a, b, Relation.CORROBORATES, Kind.FACT)
