"""Checkpoint → ONNX for scoring: full precision for reference, int8 to ship."""

from __future__ import annotations

import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from transformers import PreTrainedModel

INT8 = "model_int8.onnx"
OPSET = 18


def export_int8(model: PreTrainedModel, folder: Path) -> Path:
    """Write `model` as ``model_int8.onnx`` into `folder` and return its path.

    Weights are 8-bit per channel in a reduced range (7 bits): with the full range, processors
    without VNNI saturate and answer differently.
    """
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        full, prepared = work / "full.onnx", work / "prepared.onnx"
        _export(model, full)
        quant_pre_process(str(full), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(
            str(prepared),
            str(folder / INT8),
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )
    onnx.checker.check_model(str(folder / INT8))
    return folder / INT8


def _export(model: PreTrainedModel, path: Path) -> None:
    """Trace the model with a batch of two; batch and length stay open."""
    model = model.float().eval().cpu()
    names = ["input_ids", "attention_mask"]
    if getattr(model.config, "type_vocab_size", 0) > 1:
        names.append("token_type_ids")
    example = {name: torch.ones((2, 8), dtype=torch.long) for name in names}
    axes = {0: torch.export.Dim("batch"), 1: torch.export.Dim("length")}
    torch.onnx.export(
        model,
        kwargs=example,
        f=str(path),
        input_names=names,
        output_names=["logits"],
        dynamic_shapes={name: axes for name in names},
        opset_version=OPSET,
        dynamo=True,
        external_data=False,
        verbose=False,
    )
