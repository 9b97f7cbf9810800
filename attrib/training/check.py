"""``--check``: what a run's data hold and what it would cost, without training."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch

from attrib.corpora import AnnotatedArticle, NLIExample
from attrib.training.base import base_of, load_base, read_tokenizer
from attrib.training.data import Examples, Split, leaks, read_split, texts_of
from attrib.training.examples import Features, encode_drawn, encode_examples
from attrib.training.settings import Settings
from attrib.training.trainer import (
    NLI_TARGETS,
    collate,
    has_bf16,
    pair_loss,
    quiet_libraries,
    steps_of,
    takes_types,
    use_all_cores,
)

TIMED = 4  # steps that the estimate rests on
UNCUT = 100_000  # tokens


@dataclass(frozen=True, slots=True)
class SetReport:
    """One data set on one side; `labels` counts answers (of pairs, or of tokens)."""

    name: str
    side: str
    examples: int
    weight: float
    labels: dict[str, int]
    told: tuple[str, ...]
    duplicates: int
    clashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataReport:
    """What `check_data` found; lengths are in tokens, `seconds` is the estimate for the run.

    `cut` is the share of rows (0–1) longer than the limit, `lost` the share of tokens that this
    costs. `limit` is the most that the encoder could read.
    """

    sets: tuple[SetReport, ...]
    rows: int
    held_back: int
    median: float
    longest: int
    cut: float
    lost: float
    max_tokens: int
    limit: int
    leaks: dict[str, int]
    steps: int
    seconds: float


def check_data(settings: Settings) -> DataReport:
    """Read and encode all data, take a few steps to time them, and change nothing."""
    use_all_cores()
    quiet_libraries()
    split = read_split(settings)
    tokenizer = read_tokenizer(base_of(settings))
    uncut = replace(settings, max_tokens=UNCUT)
    rows = encode_drawn(split.train, tokenizer, uncut)
    held_back = encode_examples(split.held_back, tokenizer, uncut)
    lengths = np.array([row["length"] for row in (*rows, *held_back)])
    model = load_base(settings)
    steps = steps_of(settings, rows)
    return DataReport(
        sets=tuple(_reports(split)),
        rows=len(rows),
        held_back=len(held_back),
        median=float(np.median(lengths)),
        longest=int(lengths.max()),
        cut=float((lengths > settings.max_tokens).mean()),
        lost=float((lengths - settings.max_tokens).clip(0).sum() / lengths.sum()),
        max_tokens=settings.max_tokens,
        limit=int(getattr(model.config, "max_position_embeddings", UNCUT)),
        leaks=dict(leaks(split)),
        steps=steps,
        seconds=steps * _seconds_a_step(model, rows, settings),
    )


def _reports(split: Split) -> Iterator[SetReport]:
    for side, sets in (("train", split.train), ("held back", split.held_back)):
        for one in sets:
            if one.items or side == "train":
                yield _report(one, side)


def _report(one: Examples, side: str) -> SetReport:
    keys = Counter(map(texts_of, one.items))
    return SetReport(
        name=one.data.title,
        side=side,
        examples=len(one.items),
        weight=one.data.weight,
        labels=dict(Counter(label for item in one.items for label in _labels(item))),
        told=tuple(map(str, one.told)),
        duplicates=sum(keys.values()) - len(keys),
        clashes=tuple(_clashes(one.items)),
    )


def _labels(item: NLIExample | AnnotatedArticle) -> Iterator[str]:
    """Name what an example teaches: the label of a pair, the attributions of an article."""
    if isinstance(item, NLIExample):
        yield " or ".join(item.possible)
        return
    for attribution in item.attributions:
        yield "attribution" if attribution.source else "attribution without source"


def _clashes(items: Sequence[NLIExample | AnnotatedArticle]) -> Iterator[str]:
    """Yield the pairs that have labels which cannot both be right."""
    found: dict[tuple[str, ...], set[str]] = {}
    for item in items:
        if isinstance(item, NLIExample):
            possible = set(map(str, item.possible))
            before = found.get(texts_of(item), possible)
            found[texts_of(item)] = before & possible
    yield from (" / ".join(key)[:80] for key, labels in found.items() if not labels)


def _seconds_a_step(model: Any, rows: Sequence[Features], settings: Settings) -> float:
    """Time forward and backward passes over rows drawn evenly by length."""
    ordered = sorted(rows, key=lambda row: int(row["length"]))
    model.train()
    taken = []
    for n in range(TIMED + 1):
        at = min(n, TIMED - 1) * len(ordered) // TIMED + len(ordered) // (2 * TIMED)
        start = max(0, min(at, len(ordered) - settings.batch_size))
        batch = [_cut(row, settings) for row in ordered[start : start + settings.batch_size]]
        began = time.perf_counter()
        _step(model, collate(batch, pad=0))
        taken.append(time.perf_counter() - began)
    return float(np.mean(taken[1:]))  # the first one warms up


def _step(model: Any, batch: dict[str, torch.Tensor]) -> None:
    if not takes_types(model):
        batch.pop("token_type_ids")
    targets = [batch.pop(name) for name in NLI_TARGETS if name in batch]
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=has_bf16()):
        output = model(**batch)
    loss = pair_loss(output.logits, *targets) if targets else output.loss
    loss.backward()
    model.zero_grad()


def _cut(row: Features, settings: Settings) -> Features:
    kept = settings.max_tokens
    whole = {name: row[name] for name in NLI_TARGETS if name in row}
    return {k: v[:kept] for k, v in row.items() if isinstance(v, list) and k not in whole} | whole
