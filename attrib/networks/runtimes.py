"""Weights → logits: by ONNX Runtime, or by torch where a checkpoint has no ONNX file."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Protocol

from attrib.errors import CheckpointError, MissingExtraError
from attrib.networks.encoding import Floats, Ints


class Runtime(Protocol):
    """Computes logits from ids, mask and types, each of shape (batch, longest)."""

    def __call__(self, ids: Ints, mask: Ints, types: Ints) -> Floats:
        """Return logits, shape (batch, labels) or (batch, longest, labels)."""
        ...


def open_session(path: Path) -> Any:  # noqa: ANN401 - onnxruntime is imported late
    """Open an ONNX file for the processor: an ``onnxruntime.InferenceSession``."""
    import onnxruntime as ort

    options = ort.SessionOptions()
    # ONNX Runtime counts the host's cores and not those this process may use.
    options.intra_op_num_threads = len(os.sched_getaffinity(0))
    # A thread that waits in a loop starves whatever else the machine does.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Else weights stored in 8 bits are also multiplied in 8 bits, by what instructions the
    # processor has; so it computes in single precision, everywhere alike.
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    options.log_severity_level = 3
    return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class OnnxRuntime:
    """Runs an ONNX file; what the graph does not take is not fed."""

    def __init__(self, path: Path) -> None:
        self._session = open_session(path)
        self._inputs = {node.name for node in self._session.get_inputs()}

    def __call__(self, ids: Ints, mask: Ints, types: Ints) -> Floats:
        """Return the graph's first output."""
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
        used = {name: array for name, array in feed.items() if name in self._inputs}
        output: Floats = self._session.run(None, used)[0]
        return output


def torch_runtime(folder: Path) -> Runtime:
    """Run the safetensors weights by torch and transformers, imported only here."""
    try:
        import torch
        from transformers import (
            AutoModelForSequenceClassification,
            AutoModelForTokenClassification,
        )
    except ImportError as error:
        raise MissingExtraError("torch", "train") from error
    config = read_config(folder)
    token_level = any("TokenClassification" in name for name in config.get("architectures", ()))
    kind = AutoModelForTokenClassification if token_level else AutoModelForSequenceClassification
    model = kind.from_pretrained(folder, local_files_only=True, dtype=torch.float32).eval()
    takes_types = config.get("type_vocab_size", 0) > 1

    def run(ids: Ints, mask: Ints, types: Ints) -> Floats:
        feed = {"input_ids": ids, "attention_mask": mask}
        if takes_types:
            feed["token_type_ids"] = types
        with torch.inference_mode():
            output = model(**{name: torch.from_numpy(array) for name, array in feed.items()})
        logits: Floats = output.logits.numpy()
        return logits

    return run


def read_config(folder: Path) -> dict[str, Any]:
    """Read ``config.json``."""
    path = folder / "config.json"
    try:
        config: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CheckpointError(f"{path}: not a readable config ({error})") from error
    if not isinstance(config, dict):
        raise CheckpointError(f"{path}: found {type(config).__name__}, expected a JSON object")
    return config
