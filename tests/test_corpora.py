"""Data sets are read as they are written, and a broken one is named with its line."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    join_dossiers,
    read_annotated,
    read_dossiers,
    read_nli,
    read_rows,
    split_groups,
)
from attrib.corpora.articles import GoldPair
from attrib.corpora.labels import OURS, SYNONYMS, plain_name
from attrib.corpora.nli import nli_examples
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


def test_a_folder_s_fingerprint_is_that_of_its_files_and_their_names(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in "abc"]
    for folder, name, words in zip(folders, "xxy", ("Tarnholt",) * 3, strict=True):
        (folder / "in").mkdir(parents=True)
        (folder / "in" / name).write_text(words, encoding="utf-8")
    first, second, renamed = map(fingerprint, folders)
    assert first == second != renamed
    (folders[1] / "in" / "x").write_text("Quillmere", encoding="utf-8")
    assert fingerprint(folders[1]) != first


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
@pytest.mark.parametrize("label", ["partly", "Neutral?", ""])
def test_unknown_label_names_line_and_labels(tmp_path: Path, name: str, label: str) -> None:
    path = write_pairs(tmp_path / name, [*PAIRS, {**PAIRS[0], "label": label}])
    said = f"{path}:4: label {label!r}; expected one of entailment, neutral, contradiction"
    with pytest.raises(CorpusError, match=re.escape(said)):
        read_nli(path)


@pytest.mark.parametrize("label", [1, True, ["neutral"]])
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


def test_further_columns_are_kept_as_text(tmp_path: Path) -> None:
    rows = [{**PAIRS[0], "genre": " hill ", "year": 1924}, {**PAIRS[1], "genre": None, "year": 7}]
    path = write_lines(tmp_path / "pairs.jsonl", rows)
    one, two = read_nli(path, slices=("genre", "year"))
    assert one.columns == {"genre": "hill", "year": "1924"}
    assert two.columns == {"genre": "", "year": "7"}
    assert read_nli(path)[0].columns == {}


def test_a_missing_column_to_slice_by_is_named_with_those_found(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "pairs.jsonl", [{**PAIRS[0], "genre": "hill"}, PAIRS[1]])
    said = f"{path}:2: no column genre to slice by; found premise, hypothesis, label"
    with pytest.raises(CorpusError, match=re.escape(said)):
        read_nli(path, slices=("genre",))


def test_an_example_with_further_columns_can_be_hashed() -> None:
    pair = TextPair("Two boats sank.", "Boats sank.")
    one, same, other = (
        NLIExample(pair, Entailment.NEUTRAL, "g", columns={"genre": genre})
        for genre in ("sea", "sea", "hill")
    )
    assert {one, same, other} == {one, other}


def labelled(*values: object, **more: Any) -> list[tuple[int, dict[str, Any]]]:
    """Numbered rows with one premise each and these labels."""
    return [
        (n, {"premise": f"Boat {n} sank.", "hypothesis": "It sank.", "label": value, **more})
        for n, value in enumerate(values, start=1)
    ]


def examples_of(
    rows: Sequence[dict[str, Any]], *, columns: dict[str, str] | None = None
) -> list[NLIExample]:
    return nli_examples(enumerate(rows, start=1), where="set", columns=columns)


def pair_of(row: dict[str, Any], **columns: str) -> TextPair:
    [example] = examples_of([row], columns=columns)
    return example.pair


def test_an_example_without_another_label_has_one_possible_label() -> None:
    pair = TextPair("Two boats sank.", "Boats sank.")
    one = NLIExample(pair, Entailment.NEUTRAL, "g")
    two = NLIExample(pair, Entailment.NEUTRAL, "g", Entailment.CONTRADICTION)
    assert (one.other, one.possible) == (None, (Entailment.NEUTRAL,))
    assert two.possible == (Entailment.NEUTRAL, Entailment.CONTRADICTION)


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("entailment", "entailment"),
        (" Neutral ", "neutral"),
        ("CONTRADICTION", "contradiction"),
        ("SUPPORTS", "entailment"),
        ("Supported", "entailment"),
        ("REFUTES", "contradiction"),
        ("NOT ENOUGH INFO", "neutral"),
        ("not_enough_info", "neutral"),
        ("entails", "entailment"),
        ("contradicts", "contradiction"),
        ("for", "entailment"),
        ("against", "contradiction"),
        ("observing", "neutral"),
        ("agree", "entailment"),
        ("disagree", "contradiction"),
        ("e", "entailment"),
        ("n", "neutral"),
        ("c", "contradiction"),
    ],
)
def test_labels_of_common_sets_are_known(label: str, meant: str) -> None:
    [example] = nli_examples(labelled(label), where="set")
    assert example.possible == (Entailment(meant),)


@pytest.mark.parametrize("label", ["not_entailment", "non-entailment", "Not Entailment"])
def test_what_does_not_follow_may_be_neutral_or_a_contradiction(label: str) -> None:
    [example] = nli_examples(labelled(label), where="set")
    assert example.label is Entailment.NEUTRAL
    assert example.other is Entailment.CONTRADICTION


def test_what_does_not_contradict_may_be_neutral_or_follow() -> None:
    [example] = nli_examples(labelled("not_contradiction"), where="set")
    assert example.possible == (Entailment.NEUTRAL, Entailment.ENTAILMENT)


def test_every_synonym_is_one_of_ours_under_a_plain_name() -> None:
    assert set(SYNONYMS.values()) <= OURS.keys()
    assert not SYNONYMS.keys() & OURS.keys()
    assert [name for name in SYNONYMS if plain_name(name) != name] == []


@pytest.mark.parametrize("label", ["-", None, -1, "-1"])
def test_a_row_without_a_gold_label_is_passed_over(label: object) -> None:
    rows = labelled("neutral", label, "entailment")
    assert [e.group for e in nli_examples(rows, where="set")] == ["Boat 1 sank.", "Boat 3 sank."]


@pytest.mark.parametrize(
    ("value", "labels", "possible"),
    [
        ("partly", {"partly": "neutral"}, ("neutral",)),
        ("Partly TRUE", {"partly true": "neutral"}, ("neutral",)),
        (0, {"0": "entailment"}, ("entailment",)),
        ("for", {"for": "contradiction"}, ("contradiction",)),
        ("entailment", {"entailment": "Not_Entailment"}, ("neutral", "contradiction")),
        ("-", {"-": "neutral"}, ("neutral",)),
    ],
)
def test_own_labels_win_over_the_table(
    value: object, labels: dict[str, str], possible: tuple[str, ...]
) -> None:
    [example] = nli_examples(labelled(value), where="set", labels=labels)
    assert example.possible == tuple(map(Entailment, possible))


def test_minus_one_is_not_taken_for_one() -> None:
    rows = labelled(1, -1)
    [example] = nli_examples(rows, where="set", labels={"1": "neutral"})
    assert example.group == "Boat 1 sank."


def test_own_labels_must_map_to_ours() -> None:
    said = (
        "labels: 'partly' is mapped to 'maybe'; expected one of entailment, neutral, "
        "contradiction, not_entailment, not_contradiction"
    )
    with pytest.raises(CorpusError, match=re.escape(said)):
        nli_examples([], where="set", labels={"Partly": "maybe"})


def test_an_unknown_label_lists_all_labels_and_says_how_to_map_them() -> None:
    rows = labelled("neutral", "half true", 1, 1, "1", "half true", "half true", None)
    said = (
        "set:2: label 'half true'; expected one of entailment, neutral, contradiction, "
        "not_entailment, not_contradiction; found in all: 'half true' (3), 1 (2), 'neutral' (1), "
        "'1' (1), None (1); say what each means: "
        'labels = { "half true" = "contradiction" } in TOML or '
        "--labels 'half true=contradiction'"
    )
    with pytest.raises(CorpusError) as caught:
        nli_examples(rows, where="set")
    assert str(caught.value) == said


def test_an_unknown_label_lists_the_twelve_most_common() -> None:
    rows = labelled("r0", *(f"r{n}" for n in range(14)), "r13")
    with pytest.raises(CorpusError) as caught:
        nli_examples(rows, where="set")
    [listed] = re.findall(r"found in all: (.*?);", str(caught.value))
    assert listed.startswith("'r0' (2), 'r13' (2), 'r1' (1), ")
    assert listed.endswith("'r10' (1) and 2 more")


def test_a_long_unknown_label_is_cut() -> None:
    with pytest.raises(CorpusError) as caught:
        nli_examples(labelled("word " * 50), where="set")
    assert "label 'word word word word word word word wor…; " in str(caught.value)
    assert "word " * 8 not in str(caught.value)


@pytest.mark.parametrize(
    ("premise", "hypothesis"),
    [
        ("premise", "hypothesis"),
        ("sentence1", "sentence2"),
        ("text1", "text2"),
        ("text", "hypothesis"),
        ("context", "statement"),
        ("evidence", "claim"),
    ],
)
@pytest.mark.parametrize("label", ["label", "gold_label", "labels"])
def test_usual_columns_are_found(premise: str, hypothesis: str, label: str) -> None:
    row = {"id": 7, hypothesis: "It sank.", label: "neutral", premise: "A boat sank."}
    assert pair_of(row) == TextPair("A boat sank.", "It sank.")


def test_of_two_usual_pairs_the_first_of_the_table_counts() -> None:
    row = {"sentence1": "x", "sentence2": "y", "premise": "A boat sank.", "hypothesis": "It sank."}
    assert pair_of({**row, "label": "neutral"}) == TextPair("A boat sank.", "It sank.")


FILED = {"body": "A boat sank.", "claim": "It sank.", "stance": "for", "id": 4, "premise": "x"}


def test_own_columns_win_over_the_usual_ones() -> None:
    columns = {"premise": "body", "hypothesis": "claim", "label": "stance"}
    assert pair_of({**FILED, "label": "?"}, **columns) == TextPair("A boat sank.", "It sank.")


def test_a_column_left_out_is_found_beside_own_ones() -> None:
    assert pair_of(FILED, premise="body", label="stance") == TextPair("A boat sank.", "It sank.")


def test_one_column_is_never_both_texts() -> None:
    row = {"claim": "It sank.", "label": "neutral"}
    with pytest.raises(CorpusError, match=re.escape("set:1: no column hypothesis; found claim")):
        pair_of(row, premise="claim")


def test_a_column_that_is_not_there_is_named_with_those_found() -> None:
    said = (
        "set:1: no column text, verdict; found body, claim, stance, id, premise; expected premise, "
        "hypothesis and label; say what yours are called: columns = "
    )
    with pytest.raises(CorpusError, match=re.escape(said)):
        pair_of(FILED, premise="text", label="verdict")


def test_the_closest_usual_pair_says_what_is_missing() -> None:
    said = "set:1: no column label, sentence2; found sentence1"
    with pytest.raises(CorpusError, match=re.escape(said)):
        pair_of({"sentence1": "A boat sank."})


def test_a_part_that_we_do_not_know_is_an_error() -> None:
    said = (
        "set: columns has the key 'text'; expected premise, hypothesis, label, group to be mapped "
        "to columns of the file; found body, claim, stance, id, premise"
    )
    with pytest.raises(CorpusError, match=re.escape(said)):
        pair_of(FILED, text="body")


@pytest.mark.parametrize(
    ("value", "group"),
    [("gate", "gate"), (12, "12"), (0, "0"), (None, "Boat 1 sank."), (" ", "Boat 1 sank.")],
)
def test_the_group_may_have_a_column(value: object, group: str) -> None:
    rows = labelled("neutral", event=value)
    [example] = nli_examples(rows, where="set", columns={"group": "event"})
    assert example.group == group


def test_a_group_column_that_is_not_there_is_an_error() -> None:
    with pytest.raises(CorpusError, match="set:1: no column event; found premise"):
        nli_examples(labelled("neutral"), where="set", columns={"group": "event"})


@pytest.mark.parametrize("column", ["premise", "hypothesis"])
@pytest.mark.parametrize("value", [None, "", " \n", 7, ["It sank."]])
def test_a_text_that_is_none_is_an_error(column: str, value: object) -> None:
    rows = [*labelled("neutral"), (2, {**PAIRS[0], column: value})]
    said = f"set:2: found {value!r} in the column {column}; expected a text"
    with pytest.raises(CorpusError, match=re.escape(said)):
        nli_examples(rows, where="set")


def test_a_file_is_read_with_own_columns_and_labels(tmp_path: Path) -> None:
    path = tmp_path / "claims.tsv"
    path.write_text(
        "body\tclaim\tverdict\nA boat sank.\tIt sank.\tso\nA boat sank.\tIt swam.\tso not\n",
        encoding="utf-8",
    )
    examples = read_nli(
        path,
        columns={"premise": "body", "label": "verdict", "group": "claim"},
        labels={"so": "entailment", "so not": "not_entailment"},
    )
    assert examples == [
        NLIExample(TextPair("A boat sank.", "It sank."), Entailment.ENTAILMENT, "It sank."),
        NLIExample(
            TextPair("A boat sank.", "It swam."),
            Entailment.NEUTRAL,
            "It swam.",
            Entailment.CONTRADICTION,
        ),
    ]


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


def test_one_number_is_drawn_for_each_row_that_is_not_left_out() -> None:
    rng = random.Random(5)
    rows = labelled(*["neutral", None, "entailment", "contradiction"] * 20)
    for number, row in rows:
        row["dataset"] = ("ledger", "gazette", "chronicle")[number % 3]
    kept = [row for _, row in rows if row["dataset"] != "gazette"]
    shares = {"ledger": 0.8 * 0.5, "chronicle": 0.8}
    drawn = [row["premise"] for row in kept if rng.random() < shares[row["dataset"]]]
    gold = {row["premise"] for row in kept if row["label"]}
    examples = nli_examples(
        rows, where="set", without={"dataset": ["gazette"]}, keep={"ledger": 0.5}, share=0.8, seed=5
    )
    assert [e.group for e in examples] == [premise for premise in drawn if premise in gold]


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


def test_as_an_article_a_dossier_has_the_pairs_of_its_signs(tmp_path: Path) -> None:
    annotated = read_one(tmp_path, dossier_row()).to_article()
    assert annotated.pairs == (
        GoldPair("s1", "s2", Relation.CONTRADICTS, None),
        GoldPair("s2", "s3", Relation.UPDATES, None),
    )


def test_what_a_speaker_says_twice_is_no_pair(tmp_path: Path) -> None:
    row = dossier_row()
    for one in row["statements"]:
        one["speaker"] = "the board"
    assert read_one(tmp_path, row).to_article().pairs == (
        GoldPair("s1", "s2", Relation.CONTRADICTS, None),
    )


def story_row() -> dict[str, Any]:
    """The dossier's statements in an article, the first two in one sentence."""
    row = dossier_row()
    both = f"{row['statements'][0]['sentence']} {row['statements'][1]['sentence']}"
    row["statements"][1]["sentence"] = row["statements"][0]["sentence"] = both
    lines = ["Flood at Quillmere", f"It rained all week. {both}", "The gate may have broken."]
    return {**row, "background": "", "lines": lines}


def test_a_story_s_statements_stand_in_its_lines(tmp_path: Path) -> None:
    dossier = read_one(tmp_path, story_row())
    annotated = dossier.to_article()
    text = annotated.article.text
    assert text == "\n".join(dossier.lines)
    for statement_, attribution in zip(dossier.statements, annotated.attributions, strict=True):
        assert tuple(span.of(text) for span in attribution.content) == statement_.content
    first, second, _ = annotated.attributions
    assert first.content[0].start < second.content[0].start


def test_two_stories_are_one_text(tmp_path: Path) -> None:
    first = read_one(tmp_path, story_row())
    joined = join_dossiers([first, replace(first, id="again")])
    text = joined.article.text
    assert text == "\n".join([*first.lines, *first.lines])
    ids = [attribution.id for attribution in joined.attributions]
    assert ids == [f"{name}/{s}" for name in ("quillmere", "again") for s in ("s1", "s2", "s3")]
    half = len(text) // 2
    assert all(span.start > half for a in joined.attributions[3:] for span in a.content)


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


def test_content_stands_as_whole_words_where_it_can(tmp_path: Path) -> None:
    row = dossier_row()
    row["statements"] = [
        {**row["statements"][0], "sentence": "With the item it was said: it.", "source": "",
         "cue": "said", "content": ["it"]}
    ]  # fmt: skip
    dossier = read_one(tmp_path, row)
    start = len(dossier.background) + 1 + len("With the item ")
    assert dossier.to_article().attributions[0].content == (Span(start, start + 2),)


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
        ({**dossier_row(), "lines": ["A headline"]}, "is in none of the lines"),
        (broken_dossier(props={"p9": "+"}), "s2: 'p9' is none of the propositions"),
    ],
)
def test_a_broken_dossier_is_named_with_its_line(
    tmp_path: Path, row: dict[str, Any], said: str
) -> None:
    path = write_lines(tmp_path / "dossiers.jsonl", [dossier_row(), row])
    message = f"{re.escape(f'{path}:2: ')}.*{re.escape(said)}.*expected"
    with pytest.raises(CorpusError, match=message):
        read_dossiers(path)
