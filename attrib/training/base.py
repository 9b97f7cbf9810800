"""The encoder a run starts from: a folder or a name, with a head for the task."""

from __future__ import annotations

import shutil
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import (
    AutoConfig,
    AutoModelForSequenceClassification,
    AutoModelForTokenClassification,
    AutoTokenizer,
    PreTrainedModel,
)

from attrib.errors import CheckpointError
from attrib.networks import LABELS, shipped_checkpoint
from attrib.training.settings import Settings

MODEL_CLASSES = {
    "nli": AutoModelForSequenceClassification,
    "attribution": AutoModelForTokenClassification,
}
BASE_FILES = ("config.json", "model.safetensors")
TOKENIZER = "tokenizer.json"
MARKS = 2  # token types: a cue's tokens have the second


def base_of(settings: Settings) -> str:
    """Return the base's folder or name; raise CheckpointError for a folder that is none."""
    base = settings.base or str(shipped_checkpoint(settings.task))
    folder = Path(base)
    is_path = folder.exists() or base.startswith((".", "/", "~")) or base.count("/") > 1
    missing = [name for name in BASE_FILES if not (folder / name).is_file()]
    if is_path and missing:
        raise CheckpointError(
            f"{base}: no {', '.join(missing)}; expected a checkpoint in Hugging Face layout with "
            "safetensors weights"
        )
    return base


def read_tokenizer(base: str) -> Tokenizer:
    """Read the base's fast tokenizer; a slow one is converted by transformers."""
    try:
        if (Path(base) / TOKENIZER).is_file():
            return Tokenizer.from_file(str(Path(base) / TOKENIZER))
        tokenizer: Tokenizer = AutoTokenizer.from_pretrained(base).backend_tokenizer
    except Exception as error:  # tokenizers and transformers raise nothing narrower
        raise _unreadable(base, error) from error
    return tokenizer


def save_tokenizer(base: str, folder: Path) -> None:
    """Write the base's tokenizer into `folder`, to the byte where the base is a folder."""
    AutoTokenizer.from_pretrained(base).save_pretrained(folder)
    if (Path(base) / TOKENIZER).is_file():
        shutil.copy(Path(base) / TOKENIZER, folder / TOKENIZER)


def load_base(settings: Settings) -> PreTrainedModel:
    """Load the base with a head for the task, in single precision.

    Eager attention is the fastest on a processor. For attribution, a base that has no second
    token type gets one.
    """
    base, labels = base_of(settings), LABELS[settings.task]
    try:
        config = AutoConfig.from_pretrained(
            base,
            id2label=dict(enumerate(labels)),
            label2id={label: i for i, label in enumerate(labels)},
            hidden_dropout_prob=settings.dropout,
            attention_probs_dropout_prob=0.0,
        )
        known = config.type_vocab_size
        if settings.task == "attribution":
            config.type_vocab_size = max(known, MARKS)
        model: PreTrainedModel = MODEL_CLASSES[settings.task].from_pretrained(
            base,
            config=config,
            attn_implementation="eager",
            dtype=torch.float32,
            use_safetensors=True,
            ignore_mismatched_sizes=True,
        )
    except Exception as error:  # transformers raises nothing narrower for what it cannot load
        raise _unreadable(base, error) from error
    if config.type_vocab_size != known:
        _add_token_types(model, base, known)
    if settings.freeze_embeddings:
        model.get_input_embeddings().requires_grad_(False)
    return model


def _add_token_types(model: PreTrainedModel, base: str, known: int) -> None:
    """Keep the token types that the base has; start further ones near nothing."""
    before = model.base_model.__class__.from_pretrained(base, use_safetensors=True)
    table = model.base_model.embeddings.token_type_embeddings.weight
    with torch.no_grad():
        table.normal_(std=0.02)
        table[0] = 0.0
        if known:
            table[:known] = before.embeddings.token_type_embeddings.weight


def _unreadable(base: str, error: Exception) -> CheckpointError:
    said = str(error).strip().splitlines() or [type(error).__name__]
    return CheckpointError(
        f"{base}: cannot be loaded as a base ({said[0][:200]}); expected a checkpoint's folder, or "
        "a name that transformers can load"
    )
