"""The open corpus in ``data/dossiers``: every row is sound, and no two are one."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from attrib.corpora import Dossier, read_dossiers
from attrib.records import Relation, Stance

FILES = sorted((Path(__file__).parents[1] / "data" / "dossiers").glob("*.jsonl"))
DOSSIERS = [dossier for path in FILES for dossier in read_dossiers(path)]


def test_there_is_a_corpus() -> None:
    assert FILES


def test_no_id_and_no_sentence_stands_twice() -> None:
    ids = [dossier.id for dossier in DOSSIERS]
    assert len(set(ids)) == len(ids)
    sentences = [s for d in DOSSIERS for s in {one.sentence for one in d.statements}]
    assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize("dossier", DOSSIERS, ids=lambda dossier: dossier.id)
def test_a_dossier_is_sound(dossier: Dossier) -> None:
    ids = [statement.id for statement in dossier.statements]
    assert len(set(ids)) == len(ids)
    assert {id for pair in dossier.updates for id in pair} <= set(ids)
    assert {p for pair in dossier.excludes for p in pair} <= dossier.propositions.keys()
    text = "\n".join(dossier.lines)
    places = [text.index(statement.sentence) for statement in dossier.statements]
    assert places == sorted(places)
    for statement in dossier.statements:
        assert text.count(statement.sentence) == 1
        assert statement.content and all(words == words.strip() for words in statement.content)
        assert set(statement.signs.values()) <= {"+", "-"}
        assert not (statement.stance is Stance.UNCOMMITTED and statement.signs)
        held = [p for p, sign in statement.signs.items() if sign == "+"]
        assert not any(
            frozenset(two) in dossier.excludes for two in itertools.combinations(held, 2)
        )


def test_the_corpus_has_every_relation_and_stories_without_a_contradiction() -> None:
    found = [
        {dossier.relation(a, b) for a, b in itertools.combinations(dossier.statements, 2)}
        for dossier in DOSSIERS
    ]
    assert set.union(*found) >= {*Relation} - {Relation.UNDETERMINED}
    assert any(Relation.CONTRADICTS not in relations for relations in found)
