"""Data sets are read as they are written, and a broken one is named with its line."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as parquet  # type: ignore[import-untyped]
import pytest
from tiny import write_lines

import attrib.corpora
from attrib.corpora import (
    Dossier,
    NLIExample,
    Statement,
    fingerprint,
    read_annotated,
    read_dossiers,
    read_nli,
    read_rows,
    split_groups,
)
from attrib.corpora.articles import GoldPair
from attrib.errors import CorpusError
from attrib.records import Entailment, Kind, Relation, Span, Stance, TextPair

PAIRS = [
    {"premise": "The gate was shut.", "hypothesis": "The gate opened.", "label": "contradiction"},
    {"premise": "Two boats sank.", "hypothesis": "Boats sank.", "label": "entailment"},
    {"premise": "The mill burned.", "hypothesis": "It rained.", "label": "neutral"},
]


@dataclass(frozen=True)
class Item:
    group: str


def write_pairs(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    if path.suffix == ".parquet":
        parquet.write_table(pa.Table.from_pylist(list(rows)), path)
        return path
    return write_lines(path, rows)


def test_all_names_what_can_be_imported() -> None:
    assert attrib.corpora.__all__ == sorted(attrib.corpora.__all__)
    assert all(hasattr(attrib.corpora, name) for name in attrib.corpora.__all__)


# Rows


@pytest.mark.parametrize("name", ["pairs.jsonl", "pairs.parquet"])
def test_rows_come_back_as_written(tmp_path: Path, name: str) -> None:
    assert read_rows(write_pairs(tmp_path / name, PAIRS)) == PAIRS


def test_empty_lines_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('{"a": 1}\n\n   \r\n{"a": 2}', encoding="utf-8")
    assert read_rows(path) == [{"a": 1}, {"a": 2}]


def test_empty_file_has_no_rows(tmp_path: Path) -> None:
    assert read_rows(write_lines(tmp_path / "rows.jsonl", [])) == []


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\x0b", "\x1c"])
def test_a_separator_inside_a_string_does_not_break_the_line(
    tmp_path: Path, separator: str
) -> None:
    # json.dumps would escape the control characters, so raw text where JSON allows it.
    words = f"Ilo Brask{separator}said so"
    raw = separator in "\u2028\u2029\x85"
    line = f'{{"text": "{words}"}}' if raw else json.dumps({"text": words})
    path = tmp_path / "rows.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    assert read_rows(path) == [{"text": words}]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('{"a": 1}\n{"a": 2\n', ":2: not JSON"),
        ('{"a": 1}\n\n[1, 2]\n', ":3: found list, expected a JSON object"),
        ('"word"\n', ":1: found str"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, lines: str, said: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(CorpusError, match=re.escape(f"{path}{said}")):
        read_rows(path)


def test_bytes_that_are_not_utf8_are_an_error(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(b'{"a": "caf\xe9"}\n')
    with pytest.raises(CorpusError, match=r"rows\.jsonl: cannot be read as UTF-8"):
        read_rows(path)


@pytest.mark.parametrize("name", ["gone.jsonl", "gone.parquet"])
def test_a_missing_file_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(CorpusError, match=re.escape(name)):
        read_rows(tmp_path / name)


def test_a_parquet_file_that_is_none_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "pairs.parquet"
    path.write_bytes(b"not columns at all")
    with pytest.raises(CorpusError, match="not a readable Parquet file"):
        read_rows(path)


# Fingerprints and splits


def test_fingerprint_is_the_start_of_sha256(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.write_bytes(b"")
    assert fingerprint(path) == "e3b0c44298fc1c14"


def test_fingerprint_changes_with_one_byte(tmp_path: Path) -> None:
    a, b, c = (tmp_path / name for name in "abc")
    a.write_bytes(b"Tarnholt 1")
    b.write_bytes(b"Tarnholt 2")
    c.write_bytes(b"Tarnholt 1")
    assert fingerprint(a) == fingerprint(c) != fingerprint(b)


def groups_of(items: Sequence[Item]) -> set[str]:
    return {item.group for item in items}


ITEMS = [Item(f"event {number % 500}") for number in range(2000)]


def test_split_never_shares_a_group_and_loses_nothing() -> None:
    rest, held = split_groups(ITEMS, share=0.3, seed=4)
    assert not groups_of(rest) & groups_of(held)
    assert len(rest) + len(held) == len(ITEMS)
    assert groups_of(rest) | groups_of(held) == groups_of(ITEMS)


@pytest.mark.parametrize("share", [0.02, 0.2, 0.5, 0.9])
def test_split_holds_back_about_the_share(share: float) -> None:
    _, held = split_groups(ITEMS, share=share, seed=7)
    assert len(groups_of(held)) / 500 == pytest.approx(share, abs=0.07)


@pytest.mark.parametrize(("share", "held"), [(0.0, 0), (1.0, 2000)])
def test_split_of_nothing_and_of_all(share: float, held: int) -> None:
    assert len(split_groups(ITEMS, share=share, seed=1)[1]) == held


def test_split_depends_on_the_seed_alone() -> None:
    split = split_groups(ITEMS, share=0.3, seed=4)
    assert split == split_groups(ITEMS, share=0.3, seed=4)
    assert split != split_groups(ITEMS, share=0.3, seed=5)


def test_a_group_keeps_its_side_when_data_are_added() -> None:
    _, before = split_groups(ITEMS[:100], share=0.3, seed=4)
    _, after = split_groups([Item("new"), *ITEMS], share=0.3, seed=4)
    assert groups_of(before) == groups_of(after) & groups_of(ITEMS[:100])


# NLI pairs


@pytest.mark.parametrize("name", ["pairs.jsonl", "pairs.parquet"])
def test_pairs_have_labels_by_name_and_group_by_premise(tmp_path: Path, name: str) -> None:
    assert read_nli(write_pairs(tmp_path / name, PAIRS)) == [
        NLIExample(
            TextPair("The gate was shut.", "The gate opened."),
            Entailment.CONTRADICTION,
            "The gate was shut.",
        ),
        NLIExample(
            TextPair("Two boats sank.", "Boats sank."), Entailment.ENTAILMENT, "Two boats sank."
        ),
        NLIExample(
            TextPair("The mill burned.", "It rained."), Entailment.NEUTRAL, "The mill burned."
        ),
    ]


@pytest.mark.parametrize("name", ["pairs.jsonl", "pairs.parquet"])
@pytest.mark.parametrize("label", ["contradicts", "Neutral", ""])
def test_unknown_label_names_line_and_labels(tmp_path: Path, name: str, label: str) -> None:
    path = write_pairs(tmp_path / name, [*PAIRS, {**PAIRS[0], "label": label}])
    said = f"{path}:4: label {label!r}; expected one of entailment, neutral, contradiction"
    with pytest.raises(CorpusError, match=re.escape(said)):
        read_nli(path)


@pytest.mark.parametrize("label", [1, None, ["neutral"]])
def test_a_label_that_is_no_name_is_an_error(tmp_path: Path, label: object) -> None:
    path = write_lines(tmp_path / "pairs.jsonl", [{**PAIRS[0], "label": label}])
    with pytest.raises(CorpusError, match=r"pairs\.jsonl:1: label .*expected one of entailment"):
        read_nli(path)


def test_the_line_counts_empty_lines(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(
        f"{json.dumps(PAIRS[0])}\n\n\n{json.dumps({**PAIRS[0], 'label': 'no'})}\n", encoding="utf-8"
    )
    with pytest.raises(CorpusError, match=re.escape(f"{path}:4: label 'no'")):
        read_nli(path)


def test_missing_columns_are_named_with_those_found(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "pairs.jsonl", [PAIRS[0], {"premise": "So.", "text": "No."}])
    said = f"{path}:2: no column hypothesis, label; found premise, text"
    with pytest.raises(CorpusError, match=re.escape(said)):
        read_nli(path)


def tagged(dataset: str, genre: str, count: int) -> list[dict[str, Any]]:
    return [
        {"premise": f"{dataset} {n}", "hypothesis": "So.", "label": "neutral",
         "dataset": dataset, "genre": genre}
        for n in range(count)
    ]  # fmt: skip


MIXED = [*tagged("ledger", "news", 300), *tagged("gazette", "talk", 300)]


def datasets_of(examples: Sequence[NLIExample]) -> list[str]:
    return [example.pair.premise.split()[0] for example in examples]


@pytest.mark.parametrize(
    ("without", "left"),
    [
        ({"dataset": ["ledger"]}, {"gazette"}),
        ({"genre": ["talk"]}, {"ledger"}),
        ({"genre": ["talk"], "dataset": ["ledger"]}, set()),
        ({"dataset": ["chronicle"]}, {"ledger", "gazette"}),
        ({"missing column": ["ledger"]}, {"ledger", "gazette"}),
    ],
)
def test_without_leaves_values_out(
    tmp_path: Path, without: dict[str, list[str]], left: set[str]
) -> None:
    path = write_lines(tmp_path / "pairs.jsonl", MIXED)
    assert set(datasets_of(read_nli(path, without=without))) == left


def test_what_is_left_out_need_not_be_readable(tmp_path: Path) -> None:
    odd = {**PAIRS[0], "label": "odd", "dataset": "ledger"}
    path = write_lines(tmp_path / "pairs.jsonl", [odd, *PAIRS])
    assert len(read_nli(path, without={"dataset": ["ledger"]})) == 3


def test_keep_thins_one_data_set(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "pairs.jsonl", MIXED)
    names = datasets_of(read_nli(path, keep={"ledger": 0.5}))
    assert names.count("gazette") == 300
    assert 110 < names.count("ledger") < 190


def test_share_thins_all_and_multiplies_with_keep(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "pairs.jsonl", MIXED)
    names = datasets_of(read_nli(path, share=0.5, keep={"ledger": 0.5}))
    assert 110 < names.count("gazette") < 190
    assert 45 < names.count("ledger") < 105


def test_the_draw_is_the_seed_s(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "pairs.jsonl", MIXED)
    assert read_nli(path, share=0.5, seed=3) == read_nli(path, share=0.5, seed=3)
    assert read_nli(path, share=0.5, seed=3) != read_nli(path, share=0.5, seed=4)


# Annotated articles

TEXT = "Orla Venn said the bridge was closed. The ferry crew denied that it was closed."


def span_of(words: str, *, start: int = 0) -> list[list[int]]:
    at = TEXT.index(words, start)
    return [[at, at + len(words)]]


def gold_row() -> dict[str, Any]:
    return {
        "id": "tarnholt",
        "title": "A bridge",
        "date": "2031-05-02",
        "text": TEXT,
        "attributions": [
            {"id": "a1", "source": span_of("Orla Venn"), "cue": span_of("said"),
             "content": span_of("the bridge was closed"), "via": None,
             "speaker": "Orla Venn", "stance": "asserts"},
            {"id": "a2", "source": span_of("The ferry crew"), "cue": span_of("denied"),
             "content": span_of("it was closed"), "via": "a1",
             "speaker": "the crew", "stance": "denies"},
        ],
        "pairs": [{"a": "a1", "b": "a2", "relation": "contradicts", "kind": "denial"}],
    }  # fmt: skip


def test_a_gold_article_is_read_whole(tmp_path: Path) -> None:
    [annotated] = read_annotated(write_lines(tmp_path / "gold.jsonl", [gold_row()]))
    first, second = annotated.attributions
    assert (annotated.article.id, annotated.group) == ("tarnholt", "tarnholt")
    assert (annotated.article.title, annotated.article.date) == ("A bridge", "2031-05-02")
    assert annotated.article.text == TEXT
    assert len(annotated.article.sentences) == 2
    assert [span.of(TEXT) for span in first.content] == ["the bridge was closed"]
    assert [span.of(TEXT) for span in second.cue] == ["denied"]
    assert (first.via, second.via) == (None, "a1")
    assert annotated.speakers == {"a1": "Orla Venn", "a2": "the crew"}
    assert annotated.stances == {"a1": Stance.ASSERTS, "a2": Stance.DENIES}
    assert annotated.pairs == (GoldPair("a1", "a2", Relation.CONTRADICTS, Kind.DENIAL),)


def test_rows_without_speakers_stances_and_pairs(tmp_path: Path) -> None:
    row = {
        "id": "tarnholt-2",
        "text": TEXT,
        "attributions": [
            {"id": "7", "source": [], "cue": span_of("said"),
             "content": [*span_of("the bridge"), *span_of("closed")]},
        ],
    }  # fmt: skip
    [annotated] = read_annotated(write_lines(tmp_path / "polnear.jsonl", [row]))
    [attribution] = annotated.attributions
    assert (attribution.source, attribution.via) == ((), None)
    assert [span.of(TEXT) for span in attribution.content] == ["the bridge", "closed"]
    assert (annotated.speakers, annotated.stances, annotated.pairs) == ({}, {}, ())
    assert annotated.article.title is None


def broken_gold(**changes: Any) -> dict[str, Any]:
    row = gold_row()
    row["attributions"][1].update(changes)
    return row


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({k: v for k, v in gold_row().items() if k != "text"}, "'text'"),
        ({k: v for k, v in gold_row().items() if k != "attributions"}, "'attributions'"),
        (broken_gold(stance="doubts"), "'doubts' is not a valid Stance"),
        (broken_gold(content=[[5, 5]]), "5:5 is not a non-empty range"),
        (broken_gold(content=[[5]]), "not enough values"),
        (broken_gold(source=None), "NoneType"),
        (
            {**gold_row(), "pairs": [{"a": "a1", "b": "a2", "relation": "so", "kind": "fact"}]},
            "'so' is not a valid Relation",
        ),
    ],
)
def test_a_broken_article_is_named_with_its_line(
    tmp_path: Path, row: dict[str, Any], said: str
) -> None:
    path = write_lines(tmp_path / "gold.jsonl", [gold_row(), row])
    message = f"{re.escape(f'{path}:2: ')}.*{re.escape(said)}.*expected"
    with pytest.raises(CorpusError, match=message):
        read_annotated(path)


# Dossiers


def statement(id: str, signs: dict[str, str], *, stance: Stance = Stance.ASSERTS) -> Statement:
    return Statement(id, "Orla Venn", "It is so.", "", "", ("It is so",), stance, signs)


def dossier_of(
    a: Statement, b: Statement, *, excludes: Sequence[str] = (), updates: Sequence[str] = ()
) -> Dossier:
    return Dossier(
        id="quillmere",
        background="The dam at Quillmere overflowed.",
        propositions={"p": "the gate was opened", "q": "the gate broke", "r": "nobody was hurt"},
        excludes=frozenset(map(frozenset, excludes)),
        statements=(a, b),
        updates=frozenset({frozenset(updates)} if updates else ()),
    )


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ({"p": "+"}, {"p": "-"}, Relation.CONTRADICTS),
        ({"p": "+"}, {"q": "+"}, Relation.CONTRADICTS),
        ({"p": "+", "r": "+"}, {"p": "-", "r": "+"}, Relation.CONTRADICTS),
        ({"p": "+", "r": "+"}, {"q": "+", "r": "+"}, Relation.CONTRADICTS),
        ({"p": "+"}, {"p": "+"}, Relation.CORROBORATES),
        ({"p": "-"}, {"p": "-"}, Relation.CORROBORATES),
        ({"p": "+", "r": "+"}, {"r": "+"}, Relation.CORROBORATES),
        ({"p": "+"}, {"r": "+"}, Relation.UNRELATED),
        ({"p": "-"}, {"q": "-"}, Relation.UNRELATED),
        ({"p": "+"}, {"q": "-"}, Relation.UNRELATED),
        ({"p": "+"}, {}, Relation.UNRELATED),
        ({}, {}, Relation.UNRELATED),
    ],
)
def test_relation_follows_from_the_signs(
    a: dict[str, str], b: dict[str, str], relation: Relation
) -> None:
    one, other = statement("s1", a), statement("s2", b)
    dossier = dossier_of(one, other, excludes=["pq"])
    assert dossier.relation(one, other) is relation
    assert dossier.relation(other, one) is relation


def test_without_an_exclusion_two_held_propositions_are_unrelated() -> None:
    one, other = statement("s1", {"p": "+"}), statement("s2", {"q": "+"})
    assert dossier_of(one, other).relation(one, other) is Relation.UNRELATED


@pytest.mark.parametrize("sign", ["+", "-"])
def test_an_update_is_no_contradiction(sign: str) -> None:
    one, other = statement("s1", {"p": "+"}), statement("s2", {"p": sign})
    dossier = dossier_of(one, other, updates=["s1", "s2"])
    assert dossier.relation(one, other) is Relation.UPDATES
    assert dossier.relation(other, one) is Relation.UPDATES


def dossier_row() -> dict[str, Any]:
    return {
        "id": "quillmere",
        "background": "The dam at Quillmere overflowed on Sunday.",
        "propositions": {"p": "the gate was opened", "q": "the gate broke"},
        "excludes": [["p", "q"]],
        "updates": [["s2", "s3"]],
        "statements": [
            {"id": "s1", "speaker": "Ilo Brask", "stance": "asserts", "props": {"p": "+"},
             "sentence": '"The gate," Ilo Brask said, "was opened."',
             "source": "Ilo Brask", "cue": "said", "content": ["The gate", "was opened"]},
            {"id": "s2", "speaker": "the board", "stance": "denies", "props": {"p": "-"},
             "sentence": "It said it had opened nothing, it said it was sure.",
             "source": "it", "cue": "said", "content": ["it had opened nothing"]},
            {"id": "s3", "speaker": "", "stance": "uncommitted", "props": {},
             "sentence": "The gate may have broken.",
             "source": "", "cue": "", "content": ["The gate may have broken"]},
        ],
    }  # fmt: skip


def read_one(tmp_path: Path, row: dict[str, Any]) -> Dossier:
    [dossier] = read_dossiers(write_lines(tmp_path / "dossiers.jsonl", [row]))
    return dossier


def test_a_dossier_is_read_whole(tmp_path: Path) -> None:
    dossier = read_one(tmp_path, dossier_row())
    one, two, three = dossier.statements
    assert (dossier.id, dossier.group) == ("quillmere", "quillmere")
    assert dossier.propositions == {"p": "the gate was opened", "q": "the gate broke"}
    assert (one.content, one.stance) == (("The gate", "was opened"), Stance.ASSERTS)
    assert dossier.relation(one, two) is Relation.CONTRADICTS
    assert dossier.relation(two, three) is Relation.UPDATES


def test_as_an_article_every_span_is_exactly_the_words_meant(tmp_path: Path) -> None:
    dossier = read_one(tmp_path, dossier_row())
    annotated = dossier.to_article()
    text = annotated.article.text
    assert text.split("\n") == [dossier.background, *(s.sentence for s in dossier.statements)]
    for statement_, attribution in zip(dossier.statements, annotated.attributions, strict=True):
        assert attribution.id == statement_.id
        assert tuple(span.of(text) for span in attribution.content) == statement_.content
        assert "".join(span.of(text) for span in attribution.source) == statement_.source
        assert "".join(span.of(text) for span in attribution.cue) == statement_.cue
    assert annotated.speakers == {"s1": "Ilo Brask", "s2": "the board", "s3": ""}
    assert annotated.stances["s2"] is Stance.DENIES
    assert annotated.group == dossier.group


def test_statements_are_apart_by_sentence(tmp_path: Path) -> None:
    article = read_one(tmp_path, dossier_row()).to_article().article
    assert [s.of(article.text) for s in article.sentences] == article.text.split("\n")


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content", "at"),
    [
        ("That it failed, it confirmed.", "it", "confirmed", "That it failed", (16, 18)),
        ("Units split, it said.", "it", "said", "Units split", (13, 15)),
        ("It said it split.", "it", "said", "split", (8, 10)),
        ("He, he said, left.", "he", "said", "left", (4, 6)),
    ],
)
def test_the_source_stands_outside_the_content_as_a_whole_word(
    tmp_path: Path, sentence: str, source: str, cue: str, content: str, at: tuple[int, int]
) -> None:
    row = dossier_row()
    row["statements"] = [
        {**row["statements"][0], "sentence": sentence, "source": source, "cue": cue,
         "content": [content]}
    ]  # fmt: skip
    dossier = read_one(tmp_path, row)
    start = len(dossier.background) + 1
    assert dossier.to_article().attributions[0].source == (Span(start + at[0], start + at[1]),)


def broken_dossier(**changes: Any) -> dict[str, Any]:
    row = dossier_row()
    row["statements"][1].update(changes)
    return row


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (broken_dossier(cue="claimed"), "s2: 'claimed' is not in its sentence"),
        (broken_dossier(content=["it had", "opened all"]), "'opened all' is not in its sentence"),
        (broken_dossier(stance="maybe"), "'maybe' is not a valid Stance"),
        ({k: v for k, v in dossier_row().items() if k != "background"}, "'background'"),
        ({**dossier_row(), "statements": [{"id": "s1"}]}, "'source'"),
    ],
)
def test_a_broken_dossier_is_named_with_its_line(
    tmp_path: Path, row: dict[str, Any], said: str
) -> None:
    path = write_lines(tmp_path / "dossiers.jsonl", [dossier_row(), row])
    message = f"{re.escape(f'{path}:2: ')}.*{re.escape(said)}.*expected"
    with pytest.raises(CorpusError, match=message):
        read_dossiers(path)
