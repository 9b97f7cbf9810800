"""The model card, written from what happened: settings, data, held-back and dev scores."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from attrib.evaluation import Evaluation
from attrib.evaluation.pages import HeadlineRow, render_table

RECORD = "training.json"
NO_SCORES: Mapping[str, Evaluation] = MappingProxyType({})
ABOUT = {
    "nli": (
        "Judges how a premise bears on a hypothesis (entailment, neutral, contradiction). Made "
        "to read the contents of attributed statements, with the speaker's name in front; stances "
        "are left to logic.",
        "text-classification",
    ),
    "attribution": (
        "Finds cues in a passage; with one cue marked by token type 1, finds the source and the "
        "content that belong to it.",
        "token-classification",
    ),
}


def write_record(folder: Path, record: Mapping[str, Any]) -> None:
    """Store what a run did beside its weights."""
    text = json.dumps(record, indent=1, ensure_ascii=False, sort_keys=True)
    (folder / RECORD).write_text(text + "\n", encoding="utf-8")


def read_record(folder: Path) -> dict[str, Any]:
    """Return what the runs stored that made the weights."""
    record: dict[str, Any] = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    return record


def write_card(folder: Path, evaluations: Mapping[str, Evaluation] = NO_SCORES) -> Path:
    """Write README.md from ``training.json`` and evaluations by the name of their data."""
    record = read_record(folder)
    lines = [*_head(folder, record), *_data(record), *_training(record), *_scores(evaluations)]
    path = folder / "README.md"
    path.write_text("\n".join(lines).rstrip() + "\n", encoding="utf-8")
    return path


def _head(folder: Path, record: Mapping[str, Any]) -> list[str]:
    about, pipeline_tag = ABOUT[record["task"]]
    sizes = ", ".join(
        f"`{file.name}` {file.stat().st_size / 1e6:.1f} MB"
        for file in sorted(folder.iterdir())
        if file.suffix in (".onnx", ".safetensors")
    )
    return [
        "---", "language: en", "license: apache-2.0", f"pipeline_tag: {pipeline_tag}", "---",
        f"# attrib {folder.name}", "", about, "",
        f"Base: {record['base']}. Files: {sizes}.", "",
        "`attrib train --config training.toml` repeats the last run.", "",
    ]  # fmt: skip


def _data(record: Mapping[str, Any]) -> list[str]:
    rows = [
        f"| {number} | {data['name']} | {data['items']:,} | {data['weight']:g} | "
        f"{data['licence']} | `{data['fingerprint']}` |"
        for number, run in enumerate(record["runs"], start=1)
        for data in run["data"]
    ]
    return [
        "## Training data", "",
        "| run | set | examples | weight | licence | sha256 |", "|---|---|---|---|---|---|", *rows,
        "",
    ]  # fmt: skip


def _training(record: Mapping[str, Any]) -> list[str]:
    runs = [line for n, run in enumerate(record["runs"], start=1) for line in _run(n, run)]
    return ["## Training", "", *runs, "", record["versions"] + ".", ""]


def _run(number: int, run: Mapping[str, Any]) -> list[str]:
    settings = run["settings"]
    said = ", ".join(
        f"{key.replace('_', ' ')} {value:g}"
        for key, value in settings.items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    )
    lines = [
        f"{number}. {said or 'default settings'}; {run['examples']:,} examples, "
        f"{run['steps']:,} steps, step {run['best_step']:,} kept; {run['held_back']:,} held back."
    ]
    return lines + [f"   - {name}: {text}" for name, text in run["measured"].items()]


def _scores(evaluations: Mapping[str, Evaluation]) -> list[str]:
    if not evaluations:
        return []
    rows = [
        HeadlineRow(one.provenance.get("data", ""), data, name, score)
        for data, one in evaluations.items()
        for name, score in one.scores.items()
    ]
    return [
        "## Scores", "",
        "Of the int8 file as shipped, with 95 % bootstrap intervals.", "",
        render_table(rows),
    ]  # fmt: skip
