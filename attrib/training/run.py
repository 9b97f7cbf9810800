"""One training run, by `transformers.Trainer`, from settings to a checkpoint folder."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import torch
from datasets import Dataset
from tokenizers import Tokenizer
from transformers import (
    AutoConfig,
    AutoModelForSequenceClassification,
    AutoModelForTokenClassification,
    AutoTokenizer,
    DataCollatorForTokenClassification,
    DataCollatorWithPadding,
    PreTrainedModel,
    Trainer,
    TrainingArguments,
    set_seed,
)
from transformers.trainer_utils import EvalPrediction, get_last_checkpoint

from attrib.errors import CheckpointError
from attrib.networks import LABELS
from attrib.training.card import write_card, write_record
from attrib.training.describe import compare_precision, describe, describe_run
from attrib.training.examples import IGNORED, SplitFeatures, read_features
from attrib.training.export import export_int8
from attrib.training.settings import Settings

MODEL_CLASSES = {
    "nli": AutoModelForSequenceClassification,
    "attribution": AutoModelForTokenClassification,
}
BASE_FILES = ("config.json", "model.safetensors", "tokenizer.json")


def train(settings: Settings, *, workdir: Path | None = None) -> Path:
    """Train by `settings`, export for scoring, write the card; return the checkpoint's folder.

    Checkpoints go to `workdir` (default: ``<output>/checkpoints``); a run that finds one there
    goes on from it. Raises CorpusError and CheckpointError for bad data or a bad base.
    """
    set_seed(settings.seed)
    torch.set_num_threads(len(os.sched_getaffinity(0)))
    output = Path(settings.output)
    workdir = workdir or output / "checkpoints"
    features = read_features(settings, Tokenizer.from_file(str(_tokenizer_file(settings))))
    trainer = _trainer(settings, features, workdir)
    last = get_last_checkpoint(str(workdir)) if workdir.is_dir() else None
    trainer.train(resume_from_checkpoint=last)
    accuracy = trainer.evaluate()["eval_accuracy"]
    model = _save(trainer.model, settings, output)
    run = describe_run(settings, features, accuracy=accuracy)
    export = compare_precision(output, model, features.held_back)
    write_record(output, describe(settings, run, export))
    write_card(output)
    return output


def _trainer(settings: Settings, features: SplitFeatures, workdir: Path) -> Trainer:
    tokenizer = AutoTokenizer.from_pretrained(settings.base)
    collators = {
        "nli": DataCollatorWithPadding(tokenizer),
        "attribution": DataCollatorForTokenClassification(tokenizer, label_pad_token_id=IGNORED),
    }
    return Trainer(
        model=load_base(settings),
        args=_arguments(settings, workdir),
        data_collator=collators[settings.task],
        train_dataset=Dataset.from_list(features.train),
        eval_dataset=Dataset.from_list(features.held_back),
        compute_metrics=_accuracy,
    )


def _save(model: PreTrainedModel, settings: Settings, output: Path) -> PreTrainedModel:
    """Write 16-bit weights for further training and the int8 graph for scoring.

    Returns the model read back: what was trained still computes in mixed precision.
    """
    model.to(torch.float16).save_pretrained(output)
    shutil.copy(_tokenizer_file(settings), output / "tokenizer.json")
    AutoTokenizer.from_pretrained(settings.base).save_pretrained(output)
    saved: PreTrainedModel = MODEL_CLASSES[settings.task].from_pretrained(
        output, attn_implementation="eager", dtype=torch.float32
    )
    export_int8(saved, output)
    return saved.eval()


def load_base(settings: Settings) -> PreTrainedModel:
    """Load the base with a head for the task; eager attention is the fastest on a CPU."""
    labels = LABELS[settings.task]
    config = AutoConfig.from_pretrained(
        settings.base,
        id2label=dict(enumerate(labels)),
        label2id={label: i for i, label in enumerate(labels)},
        hidden_dropout_prob=settings.dropout,
        attention_probs_dropout_prob=0.0,
    )
    model: PreTrainedModel = MODEL_CLASSES[settings.task].from_pretrained(
        settings.base, config=config, attn_implementation="eager", dtype=torch.float32
    )
    return model


def _tokenizer_file(settings: Settings) -> Path:
    base = Path(settings.base)
    if missing := [name for name in BASE_FILES if not (base / name).is_file()]:
        raise CheckpointError(
            f"{base}: no {', '.join(missing)}; expected a checkpoint with a fast tokenizer"
        )
    return base / "tokenizer.json"


def _arguments(settings: Settings, workdir: Path) -> TrainingArguments:
    return TrainingArguments(
        output_dir=str(workdir),
        num_train_epochs=settings.epochs,
        per_device_train_batch_size=settings.batch_size,
        per_device_eval_batch_size=4 * settings.batch_size,
        learning_rate=settings.learning_rate,
        warmup_steps=0.06,
        weight_decay=0.01,
        optim="adamw_torch_fused",
        train_sampling_strategy="group_by_length",
        length_column_name="length",
        use_cpu=not torch.cuda.is_available(),
        bf16=_has_bf16(),
        seed=settings.seed,
        logging_steps=50,
        save_steps=500,
        save_total_limit=2,
        eval_strategy="no",
        report_to=[],
        dataloader_pin_memory=torch.cuda.is_available(),
    )


def _has_bf16() -> bool:
    if torch.cuda.is_available():
        return bool(torch.cuda.is_bf16_supported())
    return bool(torch.backends.cpu.get_cpu_capability().startswith("AVX512"))


def _accuracy(prediction: EvalPrediction) -> dict[str, float]:
    logits, labels = np.asarray(prediction.predictions), np.asarray(prediction.label_ids)
    counted = labels != IGNORED
    return {"accuracy": float((logits.argmax(-1) == labels)[counted].mean())}
