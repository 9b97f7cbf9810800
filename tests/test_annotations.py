"""Stand-off annotations: speakers, stances and pairs joined with texts of another file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tiny import article_row, write_lines

from attrib.corpora import GoldPair, read_annotations
from attrib.corpora.articles import AnnotatedArticle, read_gold
from attrib.errors import CorpusError
from attrib.records import Kind, Relation, Stance

SLUICE = (
    "Valdoria and Ostrel said the sluice was open. "
    "The river board denied opening it. "
    "Anglers said the gate fell."
)
CHOIR = "The choir sang on – nobody minded, Una Tamm said."
TEXTS = [
    article_row(
        SLUICE,
        "sluice",
        (["Valdoria and Ostrel"], "said", ["the sluice was open"]),
        (["The river board"], "denied", ["opening it"]),
        (["Anglers"], "said", ["the gate fell"]),
    ),
    article_row(CHOIR, "choir", (["Una Tamm"], "said", ["The choir sang on"])),
]


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def said(id: str, stance: str, *speakers: str) -> dict[str, Any]:
    return {"id": id, "speakers": list(speakers), "stance": stance}


def sluice_row() -> dict[str, Any]:
    return {
        "id": "sluice",
        "sha256": hash_of(SLUICE),
        "attributions": [
            said("sluice-0", "asserts", "Valdoria", "Ostrel"),
            said("sluice-1", "denies", "river board"),
            said("sluice-2", "uncommitted", "unknown"),
        ],
        "pairs": [
            {"a": "sluice-0", "b": "sluice-1", "relation": "contradicts", "kind": "denial"},
            {"a": "sluice-2", "b": "sluice-1", "relation": "corroborates", "kind": "fact"},
        ],
    }


def choir_row() -> dict[str, Any]:
    return {
        "id": "choir",
        "sha256": hash_of(CHOIR),
        "attributions": [said("choir-0", "asserts", "Una Tamm")],
        "pairs": [],
    }


def read(folder: Path, *rows: dict[str, Any]) -> list[AnnotatedArticle]:
    texts = write_lines(folder / "texts.jsonl", TEXTS)
    return read_annotations(write_lines(folder / "notes.jsonl", rows), texts=texts)


# What is read


def test_articles_come_in_the_order_of_the_annotations(tmp_path: Path) -> None:
    found = read(tmp_path, choir_row(), sluice_row())
    assert [(one.article.id, one.article.text) for one in found] == [
        ("choir", CHOIR),
        ("sluice", SLUICE),
    ]
    assert [one.article.id for one in read(tmp_path, sluice_row())] == ["sluice"]
    assert read(tmp_path) == []


def test_a_single_speaker_s_attribution_is_the_corpus_s(tmp_path: Path) -> None:
    [found] = read(tmp_path, choir_row())
    bare = {one.article.id: one for one in read_gold(tmp_path / "texts.jsonl")}["choir"]
    assert (found.article, found.attributions) == (bare.article, bare.attributions)
    assert (found.speakers, found.stances) == ({"choir-0": "Una Tamm"}, {"choir-0": Stance.ASSERTS})
    assert found.pairs == ()


def test_joint_speakers_become_twins_of_the_same_words(tmp_path: Path) -> None:
    [found] = read(tmp_path, sluice_row())
    assert [one.id for one in found.attributions] == [
        "sluice-0", "sluice-0+2", "sluice-1", "sluice-2",
    ]  # fmt: skip
    first, second = found.attributions[:2]
    assert (first.source, first.cue, first.content) == (second.source, second.cue, second.content)
    assert found.speakers == {
        "sluice-0": "Valdoria",
        "sluice-0+2": "Ostrel",
        "sluice-1": "river board",
        "sluice-2": "unknown",
    }
    assert list(found.stances.values()) == [
        Stance.ASSERTS, Stance.ASSERTS, Stance.DENIES, Stance.UNCOMMITTED,
    ]  # fmt: skip
    assert list(found.stances) == list(found.speakers)


def test_twins_have_each_other_s_pairs_and_corroborate_each_other(tmp_path: Path) -> None:
    [found] = read(tmp_path, sluice_row())
    assert found.pairs == (
        GoldPair("sluice-0", "sluice-1", Relation.CONTRADICTS, Kind.DENIAL),
        GoldPair("sluice-0+2", "sluice-1", Relation.CONTRADICTS, Kind.DENIAL),
        GoldPair("sluice-2", "sluice-1", Relation.CORROBORATES, Kind.FACT),
        GoldPair("sluice-0", "sluice-0+2", Relation.CORROBORATES, Kind.FACT),
    )


def test_three_against_two_are_six_pairs(tmp_path: Path) -> None:
    row = sluice_row()
    row["attributions"][0]["speakers"] = ["Valdoria", "Ostrel", "Dorrin"]
    row["attributions"][1]["speakers"] = ["river board", "lock board"]
    [found] = read(tmp_path, row)
    relations = [(pair.relation, pair.kind) for pair in found.pairs]
    assert relations.count((Relation.CONTRADICTS, Kind.DENIAL)) == 6
    # Two with the anglers; among themselves three of the one statement, one of the other.
    assert relations.count((Relation.CORROBORATES, Kind.FACT)) == 2 + 3 + 1
    ids = {one.id for one in found.attributions}
    assert {id for pair in found.pairs for id in (pair.a, pair.b)} == ids


# Faults


def other_id(row: dict[str, Any]) -> None:
    row["id"] = "weir"


def other_text(row: dict[str, Any]) -> None:
    row["sha256"] = hash_of(SLUICE + " ")


def one_missing(row: dict[str, Any]) -> None:
    row["attributions"] = row["attributions"][:2]
    row["pairs"] = []


def one_too_many(row: dict[str, Any]) -> None:
    row["attributions"].append(said("sluice-7", "asserts", "Una Tamm"))


def no_speaker(row: dict[str, Any]) -> None:
    row["attributions"][1]["speakers"] = []


def bad_stance(row: dict[str, Any]) -> None:
    row["attributions"][1]["stance"] = "doubts"


def bad_relation(row: dict[str, Any]) -> None:
    row["pairs"][0]["relation"] = "quarrels"


def bad_kind(row: dict[str, Any]) -> None:
    row["pairs"][0]["kind"] = "mood"


def unknown_end(row: dict[str, Any]) -> None:
    row["pairs"][0]["b"] = "sluice-9"


def lacking(*keys: str) -> Callable[[dict[str, Any]], None]:
    def take_out(row: dict[str, Any]) -> None:
        *outer, last = keys
        del (row[outer[0]][0] if outer else row)[last]

    return take_out


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (other_id, "no article 'weir'"),
        (other_text, "another text of 'sluice'"),
        (one_missing, "['sluice-2'] on one side alone"),
        (one_too_many, "['sluice-7'] on one side alone"),
        (no_speaker, "the speakers of sluice-1 are []"),
        (bad_stance, "'doubts'"),
        (bad_relation, "'quarrels'"),
        (bad_kind, "'mood'"),
        (unknown_end, "'sluice-9'"),
        (lacking("id"), "'id'"),
        (lacking("sha256"), "'sha256'"),
        (lacking("attributions"), "'attributions'"),
        (lacking("pairs"), "'pairs'"),
        (lacking("attributions", "id"), "'id'"),
        (lacking("attributions", "speakers"), "'speakers'"),
        (lacking("attributions", "stance"), "'stance'"),
        (lacking("pairs", "relation"), "'relation'"),
    ],
)
def test_a_fault_is_one_error_that_names_file_and_line(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], None], said: str
) -> None:
    row = sluice_row()
    spoil(row)
    with pytest.raises(CorpusError) as caught:
        read(tmp_path, choir_row(), row)
    message = str(caught.value)
    assert message.startswith(f"{tmp_path / 'notes.jsonl'}:2: ")
    assert said in message
    assert "expected annotations of an article" in message
    assert "\n" not in message


@pytest.mark.parametrize("line", ["not json", "3", "[]"])
def test_a_line_that_is_no_row_is_named(tmp_path: Path, line: str) -> None:
    texts = write_lines(tmp_path / "texts.jsonl", TEXTS)
    notes = tmp_path / "notes.jsonl"
    notes.write_text(f"{json.dumps(choir_row())}\n{line}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"notes\.jsonl:2"):
        read_annotations(notes, texts=texts)


@pytest.mark.parametrize("gone", ["notes.jsonl", "texts.jsonl"])
def test_a_missing_file_is_named(tmp_path: Path, gone: str) -> None:
    read(tmp_path, choir_row())
    (tmp_path / gone).unlink()
    with pytest.raises(CorpusError, match=gone):
        read_annotations(tmp_path / "notes.jsonl", texts=tmp_path / "texts.jsonl")
