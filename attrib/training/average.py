"""Several checkpoints of one network → one, their weights averaged.

Checkpoints that come from one base often lie in one basin, and their mean is better than each
(Wortsman et al. 2022, "Model soups"). The mean is calibrated, exported and described anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file

from attrib.errors import CheckpointError
from attrib.training.card import RECORD
from attrib.training.run import finish
from attrib.training.settings import RECORDED, resolve_settings
from attrib.training.trainer import Note

WEIGHTS = "model.safetensors"


def average_checkpoints(
    shares: Mapping[Path, float], output: Path, *, note: Note = lambda _: None
) -> Path:
    """Write the weighted mean of checkpoints' weights to `output` as a whole checkpoint.

    `shares` maps folders to parts that add up to 1. The first folder is a finished run's: its
    settings say which examples were held back, on which the mean is calibrated. Raises
    CheckpointError where the weights do not fit together.
    """
    if abs(sum(shares.values()) - 1) > 1e-6:
        raise CheckpointError(f"shares add up to {sum(shares.values()):g}; expected 1")
    first = next(iter(shares))
    settings = resolve_settings(first / RECORDED, {"output": str(output)})
    record = json.loads((first / RECORD).read_text(encoding="utf-8"))
    said = ", ".join(f"{share:g} of {folder.name}" for folder, share in shares.items())
    return finish(
        settings,
        mean_weights(shares),
        steps={name: record["runs"][-1][name] for name in ("steps", "best_step")},
        measured={"averaged": said},
        note=note,
    )


def mean_weights(shares: Mapping[Path, float]) -> dict[str, torch.Tensor]:
    """Return the weighted mean of each tensor, in single precision."""
    mean: dict[str, torch.Tensor] = {}
    for folder, share in shares.items():
        weights = load_file(folder / WEIGHTS)
        if mean and _shapes(weights) != _shapes(mean):
            raise CheckpointError(
                f"{folder}: other tensors than the first checkpoint's; expected the same network"
            )
        for name, tensor in weights.items():
            mean[name] = share * tensor.float() + mean.get(name, torch.zeros(()))
    return mean


def _shapes(weights: Mapping[str, torch.Tensor]) -> dict[str, torch.Size]:
    return {name: tensor.shape for name, tensor in weights.items()}
