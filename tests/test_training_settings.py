"""Settings of a run: from flags, from TOML, from both, and back again."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from attrib.errors import CorpusError
from attrib.training.settings import (
    DataSet,
    Settings,
    parse_data,
    resolve_settings,
    write_settings,
)

HEAD = 'task = "nli"\noutput = "o"\n'
DATA = '[[data]]\npath = "pairs.jsonl"\n'


def write_toml(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return write_toml(
        tmp_path / "run.toml",
        """
        task = "nli"
        base = "models/nli"
        output = "models/mine"
        epochs = 2
        seed = 9
        [[data]]
        path = "pairs.parquet"
        name = "pool"
        without = { dataset = ["ledger"] }
        keep = { gazette = 0.5 }
        [[data]]
        path = "events/dossiers.jsonl"
        format = "dossiers"
        licence = "ours"
        weight = 0.25
        [[data]]
        path = "notes.jsonl"
        format = "annotations"
        texts = "corpus/articles.jsonl"
        held_back = 0.25
        [[dev]]
        path = "dev.csv"
        columns = { premise = "body" }
        labels = { deny = "contradiction" }
        """,
    )


FIRST = DataSet(
    "pairs.parquet", name="pool", without={"dataset": ["ledger"]}, keep={"gazette": 0.5}
)
SECOND = DataSet("events/dossiers.jsonl", "dossiers", licence="ours", weight=0.25)
THIRD = DataSet("notes.jsonl", "annotations", texts="corpus/articles.jsonl", held_back=0.25)
DEV = DataSet("dev.csv", columns={"premise": "body"}, labels={"deny": "contradiction"})


def test_settings_are_read_from_toml(config: Path) -> None:
    assert resolve_settings(config, {}) == Settings(
        task="nli",
        base="models/nli",
        output="models/mine",
        data=(FIRST, SECOND, THIRD),
        dev=(DEV,),
        epochs=2,
        seed=9,
    )


def test_flags_win(config: Path) -> None:
    flags = {"epochs": 0.5, "output": "there", "data": (DataSet("other.jsonl"),)}
    settings = resolve_settings(config, flags)
    assert (settings.epochs, settings.output, settings.seed) == (0.5, "there", 9)
    assert settings.data == (DataSet("other.jsonl"),)
    assert settings.dev == (DEV,)


def test_flags_alone_are_enough() -> None:
    flags = {"task": "attribution", "output": "mine", "data": (DataSet("a"),)}
    assert resolve_settings(None, flags) == Settings("attribution", "mine", (DataSet("a"),))


@pytest.mark.parametrize("name", ["dossiers", "dossiers.jsonl"])
def test_a_flag_may_name_a_set_of_the_file(config: Path, name: str) -> None:
    flags = {"data": (DataSet(name, weight=3.0), DataSet("pool"))}
    first, second = resolve_settings(config, flags).data
    assert (first.path, first.format, first.weight) == (SECOND.path, "dossiers", 3.0)
    assert second == FIRST


def test_a_file_for_the_other_task_is_refused(config: Path) -> None:
    with pytest.raises(CorpusError, match="is for 'nli', and 'attribution' was asked for"):
        resolve_settings(config, {"task": "attribution"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mnli:1.0 pool:0.5", [DataSet("mnli", weight=1.0), DataSet("pool", weight=0.5)]),
        ("pairs.jsonl", [DataSet("pairs.jsonl")]),
        ("pairs.jsonl:2", [DataSet("pairs.jsonl", weight=2.0)]),
        ("somebody/news:.25", [DataSet("somebody/news", weight=0.25)]),
        ("a:b", [DataSet("a:b")]),
    ],
)
def test_data_are_named_with_weights(text: str, expected: list[DataSet]) -> None:
    assert parse_data(text) == expected


def test_a_path_that_is_there_is_taken_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my pairs:2").touch()
    assert parse_data("my pairs:2") == [DataSet("my pairs:2")]


def test_settings_come_back_from_the_file_beside_the_weights(config: Path, tmp_path: Path) -> None:
    settings = resolve_settings(
        config, {"freeze_embeddings": True, "label_smoothing": 0.1, "share": 0.5}
    )
    assert resolve_settings(write_settings(settings, tmp_path), {}) == settings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}epoch = 3\nlr = 1\n{DATA}", "unknown epoch, lr; expected allow_leaks, base, "),
        (f"{HEAD}{DATA}licens = 'x'\n", "[[data]]: unknown licens; expected columns, config"),
        (f"{HEAD.replace('nli', 'quotes')}{DATA}", "task 'quotes'; expected one of nli, attr"),
        (f"{HEAD}{DATA}format = 'csv'\n", "pairs.jsonl: format 'csv'; expected one of auto, pairs"),
        (f"{HEAD}{DATA}weight = 0.0\n", "weight 0.0; expected more than 0"),
        (f"{HEAD}{DATA}held_back = 1\n", "pairs.jsonl: held_back 1; expected less than 1"),
        (f"{HEAD}{DATA}held_back = nan\n", "pairs.jsonl: held_back nan; expected less than 1"),
        (f"{HEAD}{DATA}held_back = 'all'\n", "[[data]]: held_back is 'all'; expected float"),
        (f"{HEAD}{DATA}format = 'annotations'\n", "pairs.jsonl: no texts; expected the file of"),
        (f"{HEAD}{DATA}texts = 1\n", "[[data]]: texts is 1; expected str"),
        (f"{HEAD}{DATA}weight = 'half'\n", "[[data]]: weight is 'half'; expected float"),
        (f"{HEAD}seed = 1.5\n{DATA}", "seed is 1.5; expected int"),
        (f"{HEAD}allow_leaks = 1\n{DATA}", "allow_leaks is 1; expected bool"),
        (f"{HEAD}batch_size = 0\n{DATA}", "batch_size 0; expected at least 1"),
        (f"{HEAD}share = 0.0\n{DATA}", "share 0; expected more than 0 and at most 1"),
        (f"{HEAD}share = 1.5\n{DATA}", "share 1.5; expected more than 0 and at most 1"),
        (f"{HEAD}share = nan\n{DATA}", "share nan; expected more than 0 and at most 1"),
        (HEAD, "no training data; expected --data or at least one [[data]] table"),
        (f"{HEAD}data = 'x'\n", "[[data]]: found str, expected one or more tables"),
        (f"task = 'nli'\n{DATA}", "no output; it has to be given"),
        (f"{HEAD}[[data]]\nformat = 'pairs'\n", "no path; it has to be given"),
        (f"{HEAD}{DATA}weight = \n", "not a readable TOML file"),
    ],
)
def test_bad_settings_are_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CorpusError, match=re.escape(said)):
        resolve_settings(write_toml(tmp_path / "run.toml", text), {})


@pytest.mark.parametrize("share", [0, 0.0, 0.5, 0.99])
def test_a_set_may_hold_back_a_share_of_its_own(tmp_path: Path, share: float) -> None:
    text = f"{HEAD}held_back = 0.1\n{DATA}held_back = {share}\n"
    settings = resolve_settings(write_toml(tmp_path / "run.toml", text), {})
    assert (settings.held_back, settings.data[0].held_back) == (0.1, share)
    (tmp_path / "stored").mkdir()
    assert resolve_settings(write_settings(settings, tmp_path / "stored"), {}) == settings


def test_a_set_without_a_share_of_its_own_leaves_it_to_the_run() -> None:
    assert DataSet("pairs.jsonl").held_back < 0


@pytest.mark.parametrize("values", [{"task": "nli"}, {"task": "nli", "output": "o"}])
def test_missing_flags_are_named(values: dict[str, Any]) -> None:
    with pytest.raises(CorpusError, match=r"no output|no training data"):
        resolve_settings(None, values)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"gone\.toml: not a readable TOML file"):
        resolve_settings(tmp_path / "gone.toml", {})
