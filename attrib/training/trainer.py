"""`transformers.Trainer` with what our data need: length buckets, two-way labels, whole saves."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.utils.data import Sampler
from transformers import (
    EarlyStoppingCallback,
    PrinterCallback,
    Trainer,
    TrainerCallback,
    TrainerControl,
    TrainerState,
    TrainingArguments,
)
from transformers.trainer_utils import EvalPrediction
from transformers.utils import logging

from attrib.errors import TrainingError
from attrib.training.examples import IGNORED, Features
from attrib.training.settings import Settings

POOL = 64  # batches that are sorted by length together
PER_TOKEN = ("input_ids", "token_type_ids", "attention_mask", "labels")
NLI_TARGETS = ("possible", "among")
STATE = "trainer_state.json"  # what the Trainer writes last into a checkpoint
Note = Callable[[str], None]


class NetworkTrainer(Trainer):  # type: ignore[misc]
    """Trains one of the two networks; a checkpoint that cannot be written whole is removed."""

    def __init__(self, settings: Settings, *, pad: int, note: Note, **kwargs: Any) -> None:
        callbacks = [_Steps(note)]
        if settings.patience:
            callbacks.append(EarlyStoppingCallback(settings.patience))
        super().__init__(
            data_collator=lambda rows: collate(rows, pad=pad),
            compute_metrics=_accuracy,
            preprocess_logits_for_metrics=lambda logits, _: logits.float(),
            callbacks=callbacks,
            **kwargs,
        )
        self.remove_callback(PrinterCallback)
        self._settings = settings
        self._unused = () if takes_types(self.model) else ("token_type_ids",)

    def _get_train_sampler(self, train_dataset: Any = None) -> LengthBuckets:
        rows = train_dataset or self.train_dataset
        lengths = [row["length"] for row in rows]
        sampler = LengthBuckets(
            lengths, batch_size=self._settings.batch_size, seed=self._settings.seed
        )
        self.add_callback(_Epochs(sampler))
        return sampler

    def compute_loss(
        self, model: Any, inputs: dict[str, Any], return_outputs: bool = False, **kwargs: Any
    ) -> Any:
        """Return the loss: of tokens by the model itself, of pairs by `pair_loss`."""
        inputs = {name: value for name, value in inputs.items() if name not in self._unused}
        if "possible" not in inputs:
            return super().compute_loss(model, inputs, return_outputs, **kwargs)
        possible, among = (inputs.pop(name) for name in NLI_TARGETS)
        outputs = model(**inputs)
        loss = pair_loss(outputs.logits, possible, among, smoothing=self._settings.label_smoothing)
        return (loss, outputs) if return_outputs else loss

    def _save_checkpoint(self, model: Any, trial: Any) -> None:
        folder = Path(self.args.output_dir) / f"checkpoint-{self.state.global_step}"
        try:
            super()._save_checkpoint(model, trial)
        except Exception as error:  # each writer below raises its own
            shutil.rmtree(folder, ignore_errors=True)
            last = last_checkpoint(folder.parent)
            kept = f"{last} is whole" if last else "no earlier one was kept"
            raise TrainingError(
                f"{folder}: the checkpoint could not be written ({error}); {kept}; make room and "
                "give the same command again to go on"
            ) from error


class LengthBuckets(Sampler[int]):
    """Draws indices so that a batch holds examples of like length.

    The order is that of the seed and the epoch alone, so that a run that goes on from a checkpoint
    sees what the unbroken one would have seen.
    """

    def __init__(self, lengths: Sequence[int], *, batch_size: int, seed: int) -> None:
        self._lengths = np.asarray(lengths)
        self._batch_size = batch_size
        self._seed = seed
        self.epoch = 0

    def __len__(self) -> int:
        """How many examples an epoch has."""
        return len(self._lengths)

    def __iter__(self) -> Iterator[int]:
        """Yield the indices of `epoch`; a last, smaller batch comes last."""
        rng = np.random.default_rng((self._seed, self.epoch))
        order = rng.permutation(len(self))
        pool = POOL * self._batch_size
        sorted_pools = [
            part[np.argsort(self._lengths[part], kind="stable")]
            for part in (order[i : i + pool] for i in range(0, len(order), pool))
        ]
        order = np.concatenate(sorted_pools) if sorted_pools else order
        full = len(order) // self._batch_size * self._batch_size
        batches = rng.permutation(order[:full].reshape(-1, self._batch_size))
        yield from map(int, [*batches.reshape(-1), *order[full:]])


def pair_loss(
    logits: torch.Tensor, possible: torch.Tensor, among: torch.Tensor, *, smoothing: float = 0.0
) -> torch.Tensor:
    """Return the mean negative log likelihood of the possible labels among those told apart.

    All three have shape (pairs, 3). A set that does not tell two labels apart is content with
    either; one that knows two labels says nothing of the third. `smoothing` in 0–1 is spread
    evenly over the labels told apart.
    """
    logits = logits.float().masked_fill(~among, -torch.inf)
    log_p = logits.log_softmax(-1)
    right = log_p.masked_fill(~possible, -torch.inf).logsumexp(-1)
    if not smoothing:
        return -right.mean()
    even = log_p.masked_fill(~among, 0.0).sum(-1) / among.sum(-1)
    return -((1 - smoothing) * right + smoothing * even).mean()


def collate(rows: Sequence[Features], *, pad: int) -> dict[str, torch.Tensor]:
    """Return a batch: shape (rows, longest) for what stands at tokens, (rows, 3) for targets."""
    longest = max(len(row["input_ids"]) for row in rows)
    filler = {"input_ids": pad, "labels": IGNORED}
    batch = {
        name: torch.tensor(
            [row[name] + [filler.get(name, 0)] * (longest - len(row[name])) for row in rows]
        )
        for name in PER_TOKEN
        if name in rows[0]
    }
    return batch | {
        name: torch.tensor([row[name] for row in rows]) for name in NLI_TARGETS if name in rows[0]
    }


def training_arguments(settings: Settings, workdir: Path, *, steps: int) -> TrainingArguments:
    """Return the Trainer's settings for a run of `steps` steps."""
    every = min(settings.check_every, max(steps, 1))
    return TrainingArguments(
        output_dir=str(workdir),
        num_train_epochs=settings.epochs,
        per_device_train_batch_size=settings.batch_size,
        per_device_eval_batch_size=2 * settings.batch_size,
        learning_rate=settings.learning_rate,
        warmup_steps=0.06,
        weight_decay=0.01,
        label_smoothing_factor=settings.label_smoothing if settings.task != "nli" else 0.0,
        label_names=list(NLI_TARGETS) if settings.task == "nli" else ["labels"],
        remove_unused_columns=False,
        optim="adamw_torch_fused",
        use_cpu=not torch.cuda.is_available(),
        bf16=has_bf16(),
        seed=settings.seed,
        logging_steps=50,
        eval_strategy="steps",
        eval_steps=every,
        save_steps=every,
        save_total_limit=2,
        load_best_model_at_end=True,
        # Not the loss: a network too sure of itself is mended by its temperature afterwards.
        metric_for_best_model="accuracy",
        greater_is_better=True,
        report_to=[],
        disable_tqdm=not sys.stderr.isatty(),
        dataloader_pin_memory=torch.cuda.is_available(),
    )


def steps_of(settings: Settings, rows: Sequence[Features]) -> int:
    """Return how many steps a run over the rows of an epoch takes, in one process."""
    return int(settings.epochs * -(-len(rows) // settings.batch_size))


def takes_types(model: Any) -> bool:
    """Whether a network tells token types apart; one that does not is not given any."""
    return int(getattr(model.config, "type_vocab_size", 0)) > 1


def last_checkpoint(workdir: Path) -> Path | None:
    """Return the last checkpoint that was written to its end, or None."""
    whole = [folder for folder in workdir.glob("checkpoint-*") if _is_whole(folder)]
    return max(whole, key=lambda folder: int(folder.name.rpartition("-")[2]), default=None)


def _is_whole(folder: Path) -> bool:
    try:
        json.loads((folder / STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return folder.name.rpartition("-")[2].isdigit()


def has_bf16() -> bool:
    """Whether the processor or GPU computes in bfloat16 by itself; elsewhere it is slower."""
    if torch.cuda.is_available():
        return bool(torch.cuda.is_bf16_supported())
    return bool(torch.cpu._is_avx512_bf16_supported())


def quiet_libraries() -> None:
    """Keep transformers from drawing progress bars where stderr is no terminal."""
    if not sys.stderr.isatty():
        logging.disable_progress_bar()
    logging.set_verbosity_error()


def use_all_cores() -> None:
    """Let torch use the cores of this process, shared out where several processes train."""
    world = int(os.environ.get("WORLD_SIZE", "1"))
    torch.set_num_threads(max(1, len(os.sched_getaffinity(0)) // world))


class _Epochs(TrainerCallback):  # type: ignore[misc]
    """Tells the sampler its epoch before the epoch begins."""

    def __init__(self, sampler: LengthBuckets) -> None:
        self._sampler = sampler

    def on_epoch_begin(
        self, args: Any, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> None:
        self._sampler.epoch = int(state.epoch or 0)


class _Steps(TrainerCallback):  # type: ignore[misc]
    """Has the last step measured, and says what each measurement gave."""

    def __init__(self, note: Note) -> None:
        self._note = note

    def on_step_end(
        self, args: Any, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> None:
        if state.global_step >= state.max_steps:
            control.should_evaluate = True

    def on_evaluate(
        self,
        args: Any,
        state: TrainerState,
        control: TrainerControl,
        metrics: dict[str, float],
        **kwargs: Any,
    ) -> None:
        if state.is_world_process_zero:
            self._note(
                f"step {state.global_step} of {state.max_steps}: held-back loss "
                f"{metrics['eval_loss']:.4f}, accuracy {metrics['eval_accuracy']:.4f}"
            )


def _accuracy(prediction: EvalPrediction) -> dict[str, float]:
    """Share of right answers: of pairs, or of tokens that count."""
    logits = np.asarray(prediction.predictions)
    if isinstance(prediction.label_ids, tuple):
        possible, among = (np.asarray(array, dtype=bool) for array in prediction.label_ids)
        answers = np.where(among, logits, -np.inf).argmax(-1)
        return {"accuracy": float(possible[np.arange(len(answers)), answers].mean())}
    labels = np.asarray(prediction.label_ids)
    counted = labels != IGNORED
    return {"accuracy": float((logits.argmax(-1) == labels)[counted].mean())}
