"""A checkpoint folder: weights, label order, tokenizer and reference answers, checked at load."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Encoding, Tokenizer

from attrib.errors import CheckpointError, MissingExtraError
from attrib.networks.encoding import Floats, padded
from attrib.networks.runtimes import OnnxRuntime, Runtime, read_config, torch_runtime

ONNX_FILES = ("model_int8.onnx", "model.onnx")
REFERENCE = "reference.json"  # answers of the machine that exported, to compare one's own with
FARTHEST = 0.05  # logits; sums in another order differ by a thousandth of this
TEMPERATURE = "attrib_temperature"  # in config.json; logits are divided by it
BATCH_TOKENS = 2048


class Checkpoint:
    """A checkpoint folder: tokenizer, label order and weights, checked at load."""

    def __init__(self, folder: Path, *, labels: Sequence[str]) -> None:
        self.folder = folder
        self.config = read_config(folder)
        self._columns = _label_columns(folder, self.config, labels)
        self.tokenizer = _read_tokenizer(folder)
        self._temperature = float(self.config.get(TEMPERATURE, 1.0))

    @cached_property
    def fingerprint(self) -> str:
        """The first 16 hex digits of the weights' SHA-256."""
        with weights_of(self.folder).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:16]

    def logits(
        self, encodings: Sequence[Encoding], types: Sequence[Sequence[int]] | None = None
    ) -> list[Floats]:
        """Return calibrated logits an encoding, last axis in the order of the labels asked for.

        Encodings of like length share a batch, so that little padding is computed.
        """
        types = types or [encoding.type_ids for encoding in encodings]
        results: list[Floats] = [np.empty(0, np.float32)] * len(encodings)
        for batch in _batches([len(encoding.ids) for encoding in encodings]):
            ids, mask, kinds = padded([encodings[i].ids for i in batch], [types[i] for i in batch])
            output = self._runtime(ids, mask, kinds)[..., self._columns] / self._temperature
            for row, i in enumerate(batch):
                results[i] = (
                    output[row, : len(encodings[i].ids)] if output.ndim == 3 else output[row]
                )
        return results

    def deviation(self) -> str | None:
        """Compare with the stored reference, where there is one for the weights in use."""
        stored = _read_reference(self.folder)
        if stored.get("graph") != weights_of(self.folder).name:
            return None
        rows = stored["answers"]
        arrays = padded([r["input_ids"] for r in rows], [r["token_type_ids"] for r in rows])
        output = self._runtime(*arrays)
        farthest = differing = 0.0
        for row, answer in zip(rows, output, strict=True):
            expected = np.array(row["logits"], np.float32)
            own = answer[: len(expected)] if answer.ndim == 2 else answer
            farthest = max(farthest, float(np.abs(own - expected).max()))
            differing += int((own.argmax(-1) != expected.argmax(-1)).any())
        if farthest <= FARTHEST:
            return None
        return (
            f"{self.folder.name}: on this processor the network's answers differ by up to "
            f"{farthest:.2f} from those of the machine that exported it ({differing:.0f} of "
            f"{len(rows)} examples get another label); expected at most {FARTHEST}; figures on "
            "its card may not hold here"
        )

    @cached_property
    def _runtime(self) -> Runtime:
        weights = weights_of(self.folder)
        try:
            return OnnxRuntime(weights) if weights.suffix == ".onnx" else torch_runtime(self.folder)
        except MissingExtraError:
            raise
        except Exception as error:  # neither runtime raises anything narrower for a broken file
            raise CheckpointError(f"{weights}: cannot be loaded ({error})") from error


def shipped_checkpoint(name: str) -> Path:
    """Return the folder of a checkpoint that came with attrib ("nli", "attribution")."""
    package = Path(__file__).parents[1]
    for folder in (package / "models" / name, package.parent / "models" / name):
        if folder.is_dir():
            return folder
    raise CheckpointError(
        f"no checkpoint {name!r} came with this installation; expected the folder "
        f"{package / 'models' / name}; install attrib again, or name a folder"
    )


def _read_reference(folder: Path) -> dict[str, Any]:
    path = folder / REFERENCE
    if not path.is_file():
        return {}
    try:
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return {"graph": stored["graph"], "answers": list(stored["answers"])}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CheckpointError(f"{path}: not readable reference answers ({error!r})") from error


def _read_tokenizer(folder: Path) -> Tokenizer:
    path = folder / "tokenizer.json"
    if not path.is_file():
        raise CheckpointError(f"{folder}: no tokenizer.json; expected a Hugging Face checkpoint")
    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises nothing narrower
        raise CheckpointError(f"{path}: not a readable tokenizer ({error})") from error


def _label_columns(folder: Path, config: dict[str, Any], labels: Sequence[str]) -> list[int]:
    names = {str(name).lower(): int(i) for i, name in (config.get("id2label") or {}).items()}
    if missing := [label for label in labels if label.lower() not in names]:
        raise CheckpointError(
            f"{folder}: id2label has {', '.join(names) or 'no labels'}; expected also "
            f"{', '.join(missing)}; rename the labels in config.json"
        )
    return [names[label.lower()] for label in labels]


def weights_of(folder: Path) -> Path:
    """Return the file that is run: int8 before full precision before safetensors."""
    for name in (*ONNX_FILES, "model.safetensors"):
        if (folder / name).is_file():
            return folder / name
    raise CheckpointError(
        f"{folder}: no weights; expected one of {', '.join(ONNX_FILES)}, model.safetensors"
    )


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        if batch and lengths[i] * (len(batch) + 1) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch
