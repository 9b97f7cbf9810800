"""Premise–hypothesis pairs with a label by name."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attrib.corpora.rows import numbered_rows
from attrib.errors import CorpusError
from attrib.records import Entailment, TextPair


@dataclass(frozen=True, slots=True)
class NLIExample:
    """A premise–hypothesis pair with its label; `group` keeps one premise in one split."""

    pair: TextPair
    label: Entailment
    group: str


def read_nli(
    path: Path,
    *,
    without: Mapping[str, Sequence[str]] | None = None,
    keep: Mapping[str, float] | None = None,
    share: float = 1.0,
    seed: int = 0,
) -> list[NLIExample]:
    """Read premise, hypothesis and label columns (labels by name).

    `without` maps a column to the values to leave out; `keep` maps a value of the column
    ``dataset`` to the share of its rows to keep; `share` thins all rows. Both are drawn
    with `seed`.
    """
    rng = random.Random(seed)
    without = without or {}
    keep = keep or {}
    examples = []
    for number, row in numbered_rows(path):
        if any(row.get(column) in values for column, values in without.items()):
            continue
        if rng.random() >= share * keep.get(str(row.get("dataset")), 1.0):
            continue
        examples.append(_nli_example(path, number, row))
    return examples


def _nli_example(path: Path, number: int, row: dict[str, Any]) -> NLIExample:
    missing = {"premise", "hypothesis", "label"} - row.keys()
    if missing:
        raise CorpusError(
            f"{path}:{number}: no column {', '.join(sorted(missing))}; found {', '.join(row)}"
        )
    try:
        label = Entailment(row["label"])
    except ValueError as error:
        raise CorpusError(
            f"{path}:{number}: label {row['label']!r}; expected one of {', '.join(Entailment)}"
        ) from error
    pair = TextPair(str(row["premise"]), str(row["hypothesis"]))
    return NLIExample(pair, label, group=pair.premise)
