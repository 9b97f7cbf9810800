"""What a run did, as plain values: for the record beside the weights and for the card."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
import torch
import transformers
from transformers import PreTrainedModel

from attrib.corpora import fingerprint
from attrib.training.card import RECORD
from attrib.training.examples import IGNORED, Features, SplitFeatures
from attrib.training.export import INT8
from attrib.training.settings import Settings

COMPARED = 1000  # held-back examples on which int8 is compared with full precision


def describe_run(settings: Settings, features: SplitFeatures, *, accuracy: float) -> dict[str, Any]:
    """Return one run's figures and data sets with their fingerprints."""
    return {
        "command": f"attrib train {Path(settings.output).name}.toml",
        "epochs": settings.epochs,
        "batch_size": settings.batch_size,
        "learning_rate": settings.learning_rate,
        "seed": settings.seed,
        "examples": len(features.train),
        "held_back": len(features.held_back),
        "held_back_accuracy": accuracy,
        "data": [
            {
                "name": Path(data.path).name,
                "items": items,
                "licence": data.licence,
                "fingerprint": fingerprint(Path(data.path)),
            }
            for data, items in zip(settings.data, features.items, strict=True)
        ],
    }


def describe(
    settings: Settings, run: Mapping[str, Any], export: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the whole record; runs that the base came from stand before this one."""
    before = _record_of(Path(settings.base))
    return {
        "settings": settings.to_dict(),
        "base": before["base"]
        if before
        else settings.base_name or Path(settings.base).resolve().name,
        "runs": [*(before["runs"] if before else ()), run],
        "export": export,
        "versions": f"torch {torch.__version__}, transformers {transformers.__version__}, "
        f"onnxruntime {onnxruntime.__version__}",
    }


def compare_precision(
    folder: Path, model: PreTrainedModel, held_back: Sequence[Features]
) -> dict[str, Any]:
    """Count where the int8 graph gives another label than `model` (a token counts as one item)."""
    session = onnxruntime.InferenceSession(str(folder / INT8), providers=["CPUExecutionProvider"])
    wanted = {node.name for node in session.get_inputs()}
    compared = differing = 0
    for row in held_back[:COMPARED]:
        feed = {name: np.array([row[name]], np.int64) for name in wanted}
        with torch.inference_mode():
            full = model(**{k: torch.from_numpy(v) for k, v in feed.items()}).logits.numpy()
        small = session.run(None, feed)[0]
        counted = np.atleast_1d(np.array(row["labels"])) != IGNORED
        differs = (full.argmax(-1) != small.argmax(-1)).reshape(-1)[counted]
        compared, differing = compared + differs.size, differing + int(differs.sum())
    return {"compared": compared, "differing": differing / max(compared, 1)}


def _record_of(folder: Path) -> dict[str, Any] | None:
    path = folder / RECORD
    if not path.is_file():
        return None
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return record
