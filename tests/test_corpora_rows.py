"""Rows of tables, zipped files and data sets by name; a broken line is named."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import datasets
import huggingface_hub.constants
import pytest
from datasets import ClassLabel, Dataset, DatasetDict, Features, Value

from attrib.corpora.nli import nli_examples, read_nli
from attrib.corpora.rows import load_named_rows, numbered_rows, read_rows
from attrib.errors import CorpusError, MissingExtraError
from attrib.records import Entailment

ROWS = [
    {"premise": "The gate, it said, was shut.", "hypothesis": "It opened.", "label": "refutes"},
    {"premise": 'The "Ada" sank.', "hypothesis": "Ein Boot fuhr über.", "label": "neutral"},
]


def as_table(rows: Sequence[dict[str, Any]], delimiter: str) -> str:
    quoted = {"quoting": csv.QUOTE_NONE, "quotechar": None} if delimiter == "\t" else {}
    file = io.StringIO()
    table = csv.DictWriter(file, list(rows[0]), delimiter=delimiter, **quoted)
    table.writeheader()
    table.writerows(rows)
    return file.getvalue()


def as_lines(rows: Sequence[dict[str, Any]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def write_rows(path: Path, rows: Sequence[dict[str, Any]]) -> Path:
    """Write rows as the suffixes of `path` say."""
    name = path.name.removesuffix(".gz")
    kinds = {".csv": ",", ".tsv": "\t"}
    delimiter = kinds.get(Path(name).suffix)
    text = as_table(rows, delimiter) if delimiter else as_lines(rows)
    data = text.encode()
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def write(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


# Files


@pytest.mark.parametrize("zipped", ["", ".gz"])
@pytest.mark.parametrize("kind", [".jsonl", ".json", ".csv", ".tsv", ".txt", ".CSV", ""])
def test_rows_come_back_as_written(tmp_path: Path, kind: str, zipped: str) -> None:
    path = write_rows(tmp_path / f"pairs{kind.lower()}{zipped}", ROWS)
    assert read_rows(path.rename(tmp_path / f"again{kind}{zipped}")) == ROWS


def test_a_row_has_the_line_on_which_it_begins(tmp_path: Path) -> None:
    text = 'a,b\r\n1,"two\r\nlines"\r\n\r\n  \r\n,\r\n3,4'
    rows = numbered_rows(write(tmp_path / "rows.csv", text))
    assert list(rows) == [(2, {"a": "1", "b": "two\r\nlines"}), (7, {"a": "3", "b": "4"})]


@pytest.mark.parametrize("name", ["rows.csv", "rows.tsv", "rows.jsonl"])
def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path, name: str) -> None:
    path = write_rows(tmp_path / name, ROWS)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_rows(path) == ROWS


def test_blanks_around_the_names_of_columns_are_no_part_of_them(tmp_path: Path) -> None:
    assert read_rows(write(tmp_path / "rows.csv", "a, b \n1, 2\n")) == [{"a": "1", "b": " 2"}]


def test_a_quotation_mark_in_tsv_is_text(tmp_path: Path) -> None:
    path = write(tmp_path / "rows.tsv", 'a\tb\n"Ada\tsank"\n')
    assert read_rows(path) == [{"a": '"Ada', "b": 'sank"'}]


def test_a_header_alone_has_no_rows(tmp_path: Path) -> None:
    assert read_rows(write(tmp_path / "rows.csv", "a,b\n")) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ":1: found no header row"),
        ("\n \n", ":1: found no header row"),
        ("a,b,a\n1,2,3\n", ":1: the header has 'a' twice"),
        ("\n\na,b, a\n", ":3: the header has 'a' twice"),
        (",a\n0,1\n", ":1: column 1 has no name in the header"),
        ("a,b, \n", ":1: column 3 has no name in the header"),
        ("a,b\n1,2\n3\n", ":3: found 1 values, expected 2 as in the header (a, b)"),
        ('a,b\n"1\n",2\n3,4,5\n', ":4: found 3 values, expected 2"),
        ('a,b\n1,2\n3,"four\nfive\n', ":3: not CSV (unexpected end of data)"),
        ('a,b\n"1"2,3\n', ":2: not CSV (',' expected after '\"')"),
    ],
)
def test_a_broken_table_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    path = write(tmp_path / "rows.csv", text)
    with pytest.raises(CorpusError, match=re.escape(f"{path}{said}")):
        read_rows(path)


def test_a_broken_tsv_is_named_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path / "rows.tsv", "a\tb\n1\t2\n3\t4\t5\n")
    with pytest.raises(CorpusError, match=re.escape(f"{path}:3: found 3 values, expected 2")):
        read_rows(path)


@pytest.mark.parametrize("name", ["rows.csv", "rows.csv.gz", "rows.tsv", "rows.jsonl.gz"])
def test_bytes_that_are_not_utf8_are_an_error(tmp_path: Path, name: str) -> None:
    data = b'{"a": "caf\xe9"}\n'
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    with pytest.raises(CorpusError, match=rf"{re.escape(name)}: cannot be read as UTF-8"):
        read_rows(path)


@pytest.mark.parametrize("name", ["rows.csv", "rows.tsv.gz", "rows.json.gz"])
def test_a_missing_file_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(CorpusError, match=re.escape(name)):
        read_rows(tmp_path / name)


def cut_short(data: bytes) -> bytes:
    return data[:-12]


def spoilt(data: bytes) -> bytes:
    return data[:12] + bytes(b ^ 0xFF for b in data[12:20]) + data[20:]


def unzipped(data: bytes) -> bytes:
    return gzip.decompress(data)


@pytest.mark.parametrize("broken", [cut_short, spoilt, unzipped])
def test_a_zipped_file_that_is_none_is_an_error(
    tmp_path: Path, broken: Callable[[bytes], bytes]
) -> None:
    path = write_rows(tmp_path / "rows.csv.gz", ROWS)
    path.write_bytes(broken(path.read_bytes()))
    with pytest.raises(CorpusError, match=r"rows\.csv\.gz: cannot be read"):
        read_rows(path)


@pytest.mark.parametrize("name", ["pairs.csv", "pairs.tsv.gz", "pairs.jsonl.gz"])
def test_pairs_of_any_file_have_labels_by_name(tmp_path: Path, name: str) -> None:
    examples = read_nli(write_rows(tmp_path / name, ROWS))
    assert [example.label for example in examples] == [
        Entailment.CONTRADICTION,
        Entailment.NEUTRAL,
    ]
    assert examples[0].pair.premise == "The gate, it said, was shut."


# Data sets by name

FEATURES = Features(
    {
        "premise": Value("string"),
        "hypothesis": Value("string"),
        "label": ClassLabel(names=["entails", "not-entailment"]),
        "marks": [ClassLabel(names=["O", "B", "I"])],
        "of": {"kind": ClassLabel(names=["news", "talk"]), "year": Value("int64")},
    }
)
TYPED = [
    {"premise": "A boat sank.", "hypothesis": "It sank.", "label": 0,
     "marks": [0, 1, 2], "of": {"kind": 1, "year": 2031}},
    {"premise": "A boat sank.", "hypothesis": "It swam.", "label": 1,
     "marks": [], "of": {"kind": 0, "year": 0}},
    {"premise": "A boat sank.", "hypothesis": "It was red.", "label": -1,
     "marks": [-1], "of": None},
    {"premise": "A boat sank.", "hypothesis": "It was old.", "label": None,
     "marks": None, "of": {"kind": None, "year": 1}},
]  # fmt: skip
NAMED = [
    {
        **TYPED[0],
        "label": "entails",
        "marks": ["O", "B", "I"],
        "of": {"kind": "talk", "year": 2031},
    },
    {**TYPED[1], "label": "not-entailment", "of": {"kind": "news", "year": 0}},
    {**TYPED[2], "label": None, "marks": [None]},
    {**TYPED[3]},
]


@pytest.fixture(autouse=True)
def offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No network and no cache outside of the test, though the libraries are imported already."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_DATASETS_OFFLINE", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(datasets.config, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(datasets.config, "HF_DATASETS_CACHE", tmp_path / "home" / "datasets")
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)


def typed() -> Dataset:
    return Dataset.from_list(TYPED, features=FEATURES)


def load(name: Path | str, *, config: str | None = None, split: str = "train") -> list[Any]:
    return load_named_rows(str(name), config=config, split=split)


@pytest.mark.parametrize("name", ["train.csv", "train.jsonl", "train.jsonl.gz"])
def test_a_folder_of_files_is_loaded(tmp_path: Path, name: str) -> None:
    write_rows(tmp_path / "set" / name, ROWS)
    assert load(tmp_path / "set") == ROWS


def test_each_split_has_its_file(tmp_path: Path) -> None:
    write_rows(tmp_path / "set" / "train.csv", ROWS[:1])
    write_rows(tmp_path / "set" / "test.csv", ROWS[1:])
    assert load(tmp_path / "set", split="train") == ROWS[:1]
    assert load(tmp_path / "set", split="test") == ROWS[1:]


def test_class_labels_come_by_name_however_deep(tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    typed().to_parquet(tmp_path / "set" / "train.parquet")
    assert load(tmp_path / "set") == NAMED


def test_saved_splits_are_loaded(tmp_path: Path) -> None:
    DatasetDict(dev=typed(), train=typed().select([1])).save_to_disk(tmp_path / "set")
    assert load(tmp_path / "set", split="dev") == NAMED
    assert load(tmp_path / "set", split="train") == NAMED[1:2]


def test_a_saved_set_without_splits_is_loaded_under_any(tmp_path: Path) -> None:
    typed().save_to_disk(tmp_path / "set")
    assert load(tmp_path / "set", split="whatever") == NAMED


def test_a_saved_split_is_not_taken_for_another(tmp_path: Path) -> None:
    Dataset.from_list(TYPED, features=FEATURES, split="train").save_to_disk(tmp_path / "set")
    assert load(tmp_path / "set", split="train") == NAMED
    with pytest.raises(CorpusError, match="split 'test': saved .* with the splits train;"):
        load(tmp_path / "set", split="test")


def test_pairs_of_a_named_set_have_labels_by_name(tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    typed().to_parquet(tmp_path / "set" / "train.parquet")
    rows = enumerate(load(tmp_path / "set"), start=1)
    assert [example.possible for example in nli_examples(rows, where="set")] == [
        (Entailment.ENTAILMENT,),
        (Entailment.NEUTRAL, Entailment.CONTRADICTION),
    ]


@pytest.mark.parametrize(
    ("config", "split", "said"),
    [
        (None, "test", "config None, split 'test': Unknown split"),
        ("plain", "train", "config 'plain', split 'train': BuilderConfig 'plain' not found"),
    ],
)
def test_an_unknown_config_or_split_is_an_error(
    tmp_path: Path, config: str | None, split: str, said: str
) -> None:
    write_rows(tmp_path / "set" / "train.csv", ROWS)
    with pytest.raises(CorpusError, match=rf"set', {re.escape(said)}.*; expected a file, a folder"):
        load(tmp_path / "set", config=config, split=split)


@pytest.mark.parametrize(("config", "split"), [("plain", "train"), (None, "test")])
def test_saved_splits_have_no_configs_and_no_other_splits(
    tmp_path: Path, config: str | None, split: str
) -> None:
    DatasetDict(train=typed(), dev=typed()).save_to_disk(tmp_path / "set")
    with pytest.raises(CorpusError, match="saved without configs, with the splits train, dev;"):
        load(tmp_path / "set", config=config, split=split)


@pytest.mark.parametrize(
    "name", ["tarnholt-claims", "orla/tarnholt-claims", "", "a//b", "no/such/set"]
)
def test_a_name_that_cannot_be_loaded_is_an_error(name: str) -> None:
    said = rf"^data set {re.escape(repr(name))}, config None, split 'train': .+; expected a file, "
    with pytest.raises(CorpusError, match=said):
        load(name)


def test_the_cause_of_a_failed_build_is_said(tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    write(tmp_path / "set" / "train.jsonl", "{bad\n")
    with pytest.raises(CorpusError, match="split 'train': JSON parse error"):
        load(tmp_path / "set")


def test_code_beside_the_data_is_not_run(tmp_path: Path) -> None:
    (tmp_path / "set").mkdir()
    trace = tmp_path / "trace"
    write(tmp_path / "set" / "set.py", f"open({str(trace)!r}, 'w').close()\n")
    with pytest.raises(CorpusError, match="expected a file, a folder"):
        load(tmp_path / "set")
    assert not trace.exists()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ConnectionError("no way\nsecond line"), ": no way; expected"),
        (RuntimeError("x" * 300), f": {'x' * 199}…; expected"),
        (OSError("y" * 200), f": {'y' * 200}; expected"),
        (IndexError(), ": IndexError; expected"),
    ],
)
def test_only_the_first_line_of_an_error_is_said(
    monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fail(*args: Any, **options: Any) -> None:
        raise error

    monkeypatch.setattr(datasets, "load_dataset", fail)
    with pytest.raises(CorpusError, match=re.escape(said)):
        load("tarnholt")


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "datasets", None)
    with pytest.raises(MissingExtraError, match=r"'datasets'.*attrib\[train\]"):
        load("tarnholt")


def test_without_pyarrow_the_extra_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(MissingExtraError, match=r"'pyarrow'.*attrib\[train\]"):
        read_rows(tmp_path / "rows.parquet")
