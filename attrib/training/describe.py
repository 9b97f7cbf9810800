"""What a run did, as plain values: for the record beside the weights and for the card."""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import onnxruntime
import torch
import transformers

from attrib.corpora import fingerprint
from attrib.networks import REFERENCE, open_session
from attrib.training.card import RECORD
from attrib.training.data import Examples, Split
from attrib.training.examples import Features
from attrib.training.export import run_one
from attrib.training.settings import DataSet, Settings

OF_A_RUN = {"settings", "steps", "best_step", "examples", "held_back", "measured", "data"}
REFERENCES = 4  # held-back examples whose answers are stored


def describe_run(
    settings: Settings, split: Split, *, steps: Mapping[str, Any], measured: Mapping[str, Any]
) -> dict[str, Any]:
    """Return one run's figures and data sets with their fingerprints."""
    return {
        "settings": settings.to_dict(),
        **steps,
        "examples": _count(split.train),
        "held_back": _count(split.held_back),
        "measured": dict(measured),
        "data": [_describe_set(examples) for examples in split.train],
        "dev": [_describe_set(examples) for examples in split.held_back if settings.dev],
    }


def describe(base: str, settings: Settings, run: Mapping[str, Any]) -> dict[str, Any]:
    """Return the whole record; runs that the base came from stand before this one."""
    before = _record_of(Path(base))
    own = settings.base_name or Path(base).name
    return {
        "task": settings.task,
        "base": before["base"] if before else own,
        "runs": [*(before["runs"] if before else ()), dict(run)],
        "versions": f"torch {torch.__version__}, transformers {transformers.__version__}, "
        f"onnxruntime {onnxruntime.__version__}",
    }


def write_reference(graph: Path, held_back: Sequence[Features]) -> Path:
    """Store what `graph` answers here to a few held-back examples of middling length.

    Scoring compares its own answers with these: another processor may compute otherwise.
    """
    middle = statistics.median(row["length"] for row in held_back)
    rows = sorted(held_back, key=lambda row: abs(row["length"] - middle))[:REFERENCES]
    session = open_session(graph)
    stored = [
        {
            "input_ids": row["input_ids"],
            "token_type_ids": row["token_type_ids"],
            "logits": run_one(session, row).round(4).tolist(),
        }
        for row in rows
    ]
    path = graph.parent / REFERENCE
    path.write_text(json.dumps({"graph": graph.name, "answers": stored}) + "\n", encoding="utf-8")
    return path


def data_fingerprint(data: DataSet) -> str | None:
    """Return the fingerprint of a file or folder, None for a set loaded by name."""
    path = Path(data.path)
    return fingerprint(path) if path.exists() else None


def _describe_set(examples: Examples) -> dict[str, Any]:
    data = examples.data
    return {
        "name": data.title,
        "items": len(examples.items),
        "weight": data.weight,
        "told": list(map(str, examples.told)),
        "licence": data.licence,
        "fingerprint": data_fingerprint(data),
    }


def _count(sets: Sequence[Examples]) -> int:
    return sum(len(examples.items) for examples in sets)


def _record_of(folder: Path) -> dict[str, Any] | None:
    """Return the record beside a base's weights; None for a file of that name that is not ours."""
    path = folder / RECORD
    try:
        record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        known = all(OF_A_RUN <= run.keys() for run in record["runs"]) and "base" in record
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return record if known else None
