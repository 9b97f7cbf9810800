"""The model card, written from what happened: settings, data, held-back and dev scores."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

RECORD = "training.json"
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


def write_card(folder: Path, evaluations: Sequence[Mapping[str, Any]] = ()) -> Path:
    """Write README.md from ``training.json`` and the JSON of ``attrib evaluate``."""
    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
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


def _scores(evaluations: Sequence[Mapping[str, Any]]) -> list[str]:
    if not evaluations:
        return []
    lines = ["## Scores", "", "Of the int8 file as shipped, with 95 % bootstrap intervals.", ""]
    lines += ["| data | score | value | interval | n | baseline |", "|---|---|---|---|---|---|"]
    for evaluation in evaluations:
        for name, score in evaluation["scores"].items():
            cells = [_figure(score[key]) for key in ("value", "low", "high")]
            lines.append(
                f"| {evaluation['data']} | {name} | {cells[0]} | {cells[1]}–{cells[2]} | "
                f"{score['n']} | {_figure(score['baseline'])} |"
            )
    return lines


def _figure(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.3f}"
