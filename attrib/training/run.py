"""One training run, from settings to a checkpoint that is calibrated, exported and described."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from transformers import PreTrainedModel, set_seed

from attrib.errors import CorpusError, TrainingError
from attrib.networks import TEMPERATURE
from attrib.training.base import MODEL_CLASSES, base_of, load_base, read_tokenizer, save_tokenizer
from attrib.training.calibration import answers_of, fit_temperature
from attrib.training.card import write_card, write_record
from attrib.training.data import Split, read_split
from attrib.training.describe import data_fingerprint, describe, describe_run, write_reference
from attrib.training.examples import Features, encode_drawn, encode_examples
from attrib.training.export import (
    INT8,
    MOST_DIFFERING,
    compare_precision,
    export_full,
    export_int8,
)
from attrib.training.settings import Settings, write_settings
from attrib.training.trainer import (
    NetworkTrainer,
    Note,
    last_checkpoint,
    quiet_libraries,
    steps_of,
    training_arguments,
    use_all_cores,
)

THIS_RUN = "run.json"  # in the work folder: what the checkpoints there belong to
CALIBRATED = 5_000  # held-back examples that the temperature is fitted on, at most


def train(settings: Settings, *, workdir: Path | None = None, note: Note = lambda _: None) -> Path:
    """Train by `settings`, export for scoring, write the card; return the checkpoint's folder.

    Checkpoints go to `workdir` (default: ``<output>/checkpoints``); a run that finds its own
    there goes on from the last whole one. `note` is told how it goes. Raises CorpusError and
    CheckpointError for bad data or a bad base, TrainingError where the run has to stop.
    """
    set_seed(settings.seed)
    use_all_cores()
    quiet_libraries()
    output = Path(settings.output)
    workdir = workdir or output / "checkpoints"
    base = base_of(settings)
    split = read_split(settings)
    tokenizer = read_tokenizer(base)
    held_back = _held_back(split, settings, tokenizer)
    rows = encode_drawn(split.train, tokenizer, settings)
    trainer = _trainer(settings, rows, held_back, workdir=workdir, note=note)
    _claim_workdir(workdir, settings)
    _fit(trainer, workdir, note)
    measured = _calibrate(trainer, held_back)  # by all processes of a run, as they share the work
    if trainer.is_world_process_zero():
        run = describe_run(settings, split, steps=_steps(trainer), measured=measured)
        _finish(trainer.model, settings, run, held_back, base=base, note=note)
    return output


def finish(
    settings: Settings,
    weights: Mapping[str, torch.Tensor],
    *,
    steps: Mapping[str, int],
    measured: Mapping[str, str],
    note: Note = lambda _: None,
) -> Path:
    """Calibrate, export and describe weights that another way than a run's last step gave.

    `steps` and `measured` are what the record says of them; returns the checkpoint's folder.
    """
    use_all_cores()
    quiet_libraries()
    base = base_of(settings)
    split = read_split(settings)
    held_back = _held_back(split, settings, read_tokenizer(base))
    output = Path(settings.output)
    trainer = _trainer(settings, [], held_back, workdir=output / "checkpoints", note=note)
    trainer.model.load_state_dict(weights)
    measured = {**measured, **_calibrate(trainer, held_back)}
    run = describe_run(settings, split, steps=steps, measured=measured)
    _finish(trainer.model, settings, run, held_back, base=base, note=note)
    return output


def _held_back(split: Split, settings: Settings, tokenizer: Tokenizer) -> list[Features]:
    rows = encode_examples(split.held_back, tokenizer, settings)
    random.Random(settings.seed).shuffle(rows)
    return rows


def _trainer(
    settings: Settings,
    rows: list[Features],
    held_back: Sequence[Features],
    *,
    workdir: Path,
    note: Note,
) -> NetworkTrainer:
    model = load_base(settings)
    return NetworkTrainer(
        settings,
        pad=getattr(model.config, "pad_token_id", 0) or 0,
        note=note,
        model=model,
        args=training_arguments(settings, workdir, steps=steps_of(settings, rows)),
        train_dataset=rows,
        eval_dataset=list(held_back[: settings.checked]),
    )


def _claim_workdir(workdir: Path, settings: Settings) -> None:
    """Refuse to go on from the checkpoints of other settings or other data."""
    own = {
        "settings": settings.to_dict(),
        "data": [data_fingerprint(data) for data in (*settings.data, *settings.dev)],
    }
    path = workdir / THIS_RUN
    if path.is_file() and last_checkpoint(workdir):
        found = json.loads(path.read_text(encoding="utf-8"))
        if found != json.loads(json.dumps(own)):
            raise CorpusError(
                f"{workdir}: holds checkpoints of a run with other settings or data; expected an "
                "empty folder or this run's; remove it, or name another by --workdir or --output"
            )
    workdir.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(own, indent=1) + "\n", encoding="utf-8")


def _fit(trainer: NetworkTrainer, workdir: Path, note: Note) -> None:
    last = last_checkpoint(workdir)
    if last:
        note(f"going on from {last}")
    try:
        trainer.train(resume_from_checkpoint=str(last) if last else None)
    except KeyboardInterrupt as error:
        last = last_checkpoint(workdir)
        kept = f"{last} is whole" if last else "no checkpoint was kept yet"
        raise TrainingError(
            f"stopped at step {trainer.state.global_step} of {trainer.state.max_steps}; {kept}; "
            "give the same command again to go on"
        ) from error


def _finish(
    model: PreTrainedModel,
    settings: Settings,
    run: dict[str, Any],
    held_back: Sequence[Features],
    *,
    base: str,
    note: Note,
) -> None:
    """Store, export and describe a calibrated network."""
    output = Path(settings.output)
    output.mkdir(parents=True, exist_ok=True)
    model = _save(model, settings, base)
    note("exporting to ONNX")
    graph = export_full(model, output)
    small = export_int8(output)
    compared = compare_precision(output, held_back)
    if compared["differing"] <= MOST_DIFFERING:
        graph = small
    else:
        small.unlink()
    run["measured"]["int8"] = _int8_words(compared)
    note(f"int8: {run['measured']['int8']}")
    write_reference(graph, held_back)
    write_record(output, describe(base, settings, run))
    write_settings(settings, output)
    write_card(output)
    note(f"wrote {output}")


def _calibrate(trainer: NetworkTrainer, held_back: Sequence[Features]) -> dict[str, str]:
    # By length, so that little padding is computed.
    rows = sorted(held_back[:CALIBRATED], key=lambda row: int(row["length"]))
    predicted = trainer.predict(rows)
    logits, possible, among = answers_of(predicted.predictions, predicted.label_ids)
    temperature = fit_temperature(logits, possible, among)
    setattr(trainer.model.config, TEMPERATURE, temperature)
    return {
        "held back": f"accuracy {predicted.metrics['test_accuracy']:.3f} on {len(rows):,} examples",
        "temperature": f"{temperature:g}, fitted on {len(logits):,} answers",
    }


def _save(model: PreTrainedModel, settings: Settings, base: str) -> PreTrainedModel:
    """Write 16-bit weights for further training; return the model read back from them."""
    output = Path(settings.output)
    model.to(torch.float16).save_pretrained(output)
    save_tokenizer(base, output)
    saved: PreTrainedModel = MODEL_CLASSES[settings.task].from_pretrained(
        output, attn_implementation="eager", dtype=torch.float32
    )
    return saved.eval()


def _int8_words(compared: dict[str, Any]) -> str:
    said = (
        f"another label than full precision on {compared['differing']:.2%} of "
        f"{compared['compared']:,} held-back items"
    )
    if compared["differing"] <= MOST_DIFFERING:
        return said
    return f"{said}, so {INT8} was left out"


def _steps(trainer: NetworkTrainer) -> dict[str, Any]:
    state = trainer.state
    return {"steps": state.global_step, "best_step": state.best_global_step or state.global_step}
