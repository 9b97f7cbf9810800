"""Checkpoint → ONNX for scoring: full precision, and int8 where it answers the same.

The int8 file stores weights in 8 bits and computes in single precision. Arithmetic in 8 bits is
faster, but it changed several labels in a hundred, and processors differ in how they do it (with
VNNI or without: ONNX Runtime's notes on quantization).
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import helper, numpy_helper
from onnxruntime.quantization.shape_inference import quant_pre_process
from transformers import PreTrainedModel

from attrib.networks import ONNX_FILES, open_session
from attrib.training.examples import IGNORED, Features

INT8, FULL = ONNX_FILES
OPSET = 18
LEVELS = 127  # of an 8-bit weight, each side of zero
SMALLEST = 1024  # weights; smaller tensors stay as they are
COMPARED = 1000  # held-back examples on which int8 is compared with full precision
MOST_DIFFERING = 0.02

Floats = NDArray[np.float32]


def export_full(model: PreTrainedModel, folder: Path) -> Path:
    """Write `model` as ``model.onnx`` into `folder`; batch and length stay open."""
    model = model.float().eval().cpu()
    names = ["input_ids", "attention_mask"]
    if getattr(model.config, "type_vocab_size", 0) > 1:
        names.append("token_type_ids")
    example = {name: torch.ones((2, 8), dtype=torch.long) for name in names}
    axes = {0: torch.export.Dim("batch"), 1: torch.export.Dim("length")}
    raw, path = folder / "raw.onnx", folder / FULL
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch warns of its own parts
        logging.getLogger("torch.onnx").setLevel(logging.ERROR)
        torch.onnx.export(
            model,
            kwargs=example,
            f=str(raw),
            input_names=names,
            output_names=["logits"],
            dynamic_shapes={name: axes for name in names},
            opset_version=OPSET,
            dynamo=True,
            external_data=False,
            verbose=False,
        )
    quant_pre_process(str(raw), str(path), skip_symbolic_shape=True)
    raw.unlink()
    return path


def export_int8(folder: Path) -> Path:
    """Write ``model_int8.onnx`` beside ``model.onnx``: the same graph, its weights in 8 bits.

    Each output column of a matrix, and each row of an embedding, has a scale of its own.
    """
    model = onnx.load(str(folder / FULL))
    nodes = [new for node in model.graph.node for new in _with_small_weights(node, model.graph)]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    _drop_unused(model.graph)
    onnx.checker.check_model(model)
    onnx.save(model, str(folder / INT8))
    return folder / INT8


def compare_precision(folder: Path, held_back: Sequence[Features]) -> dict[str, Any]:
    """Count where the int8 graph gives another label than the full one (a token is an item)."""
    full, small = (open_session(folder / name) for name in (FULL, INT8))
    compared = differing = 0
    for row in held_back[:COMPARED]:
        answers = [run_one(session, row).argmax(-1) for session in (full, small)]
        labels = np.array(row.get("labels", 0))
        differs = np.atleast_1d(answers[0] != answers[1])[np.atleast_1d(labels) != IGNORED]
        compared, differing = compared + differs.size, differing + int(differs.sum())
    return {"compared": compared, "differing": differing / max(compared, 1)}


def run_one(session: Any, row: Features) -> Floats:
    """Return the logits of one example: shape (labels,), or (tokens, labels)."""
    feed = {node.name: np.array([row[node.name]], np.int64) for node in session.get_inputs()}
    logits: Floats = session.run(None, feed)[0][0]
    return logits


def _with_small_weights(node: Any, graph: Any) -> Iterator[Any]:
    """Yield a node, and before it the nodes that make its weights out of 8 bits."""
    place = {"MatMul": 1, "Gemm": 1, "Gather": 0}.get(node.op_type)
    weights = next((w for w in graph.initializer if place is not None and len(node.input) > place
                    and w.name == node.input[place]), None)  # fmt: skip
    if weights is None or not _is_matrix(weights):
        yield node
        return
    values = numpy_helper.to_array(weights).astype(np.float32)
    by_row = node.op_type == "Gather" or _is_transposed(node)
    small, scale = _rounded(values, axis=1 if by_row else 0)
    name = weights.name
    _store(graph, f"{name}.int8", small)
    if node.op_type == "Gather":
        _store(graph, f"{name}.scale", scale)
        yield from _gathered(node, name)
        return
    _store(graph, f"{name}.scale", scale.reshape(-1))
    yield helper.make_node(
        "DequantizeLinear",
        [f"{name}.int8", f"{name}.scale"],
        [f"{name}.{node.name}"],
        axis=0 if by_row else 1,
    )
    node.input[1] = f"{name}.{node.name}"
    yield node


def _gathered(node: Any, name: str) -> Iterator[Any]:
    """Look up rows and their scales; no whole table is ever made of single numbers."""
    index, out = node.input[1], node.output[0]
    yield helper.make_node("Gather", [f"{name}.int8", index], [f"{out}.int8"], axis=0)
    yield helper.make_node("Gather", [f"{name}.scale", index], [f"{out}.scale"], axis=0)
    yield helper.make_node("Cast", [f"{out}.int8"], [f"{out}.float"], to=onnx.TensorProto.FLOAT)
    yield helper.make_node("Mul", [f"{out}.float", f"{out}.scale"], [out])


def _rounded(values: Floats, *, axis: int) -> tuple[NDArray[np.int8], Floats]:
    scale = np.abs(values).max(axis=axis, keepdims=True) / LEVELS
    scale[scale == 0] = 1.0
    small = np.rint(values / scale).clip(-LEVELS, LEVELS).astype(np.int8)
    return small, scale.astype(np.float32)


def _is_matrix(weights: Any) -> bool:
    return (
        len(weights.dims) == 2
        and weights.data_type == onnx.TensorProto.FLOAT
        and int(np.prod(weights.dims)) >= SMALLEST
    )


def _is_transposed(node: Any) -> bool:
    return any(a.name == "transB" and a.i for a in node.attribute)


def _store(graph: Any, name: str, values: Any) -> None:
    if not any(w.name == name for w in graph.initializer):
        graph.initializer.append(numpy_helper.from_array(values, name))


def _drop_unused(graph: Any) -> None:
    used = {name for node in graph.node for name in node.input}
    kept = [weights for weights in graph.initializer if weights.name in used]
    del graph.initializer[:]
    graph.initializer.extend(kept)
