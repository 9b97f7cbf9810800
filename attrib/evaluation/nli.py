"""Scores of a judge on labelled premise–hypothesis pairs.

Slices are read from the texts alone, since an example carries no genre.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from attrib.corpora import NLIExample
from attrib.errors import CorpusError
from attrib.evaluation.scores import (
    Evaluation,
    Floats,
    Score,
    Statistic,
    add_up,
    f1,
    known,
    ratio,
    versions,
)
from attrib.records import Entailment, Judgement

# Ties go to the first of these, so that a judge that knows nothing scores as always-neutral.
LABELS = (Entailment.NEUTRAL, Entailment.CONTRADICTION, Entailment.ENTAILMENT)
BINS = 15
# Somebody else's predictions may be rounded to two digits.
ROUNDING = 0.02
NEGATION = re.compile(
    r"\b(?:no|not|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|"
    r"den(?:y|ies|ied|ying|ials?))\b|n['’]t\b",
    re.IGNORECASE,
)
NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|"
    r"seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|dozens?|hundreds?|"
    r"thousands?|[mb]illions?)\b",
    re.IGNORECASE,
)
CELLS = len(LABELS) ** 2

Ints = NDArray[np.intp]


def score_nli(
    examples: Sequence[NLIExample],
    judgements: Sequence[Judgement],
    *,
    model: str,
    attrib_version: str | None = None,
    seed: int = 0,
) -> Evaluation:
    """Score one judgement an example, in the order of the examples, by resampling pairs.

    Scores: ``accuracy``; ``macro_f1`` over the labels present; ``f1_<label>`` each; and
    ``calibration_error``, the expected calibration error of the top label in 15 bins of equal
    width (Guo et al. 2017). Where the data hold exactly two labels, the third is never
    predicted and the two are scaled to sum to 1; ``versions["labels"]`` says so.

    A baseline is the best judge that gives every pair the same label: the majority label for
    accuracy and macro F1, the label itself for its F1. The calibration error has none, since a
    judge that always states the base rate errs by 0 and is of no use.

    Raises CorpusError where judgements are missing or are not probabilities, and where a label is
    two-way: not entailment may be either of two.
    """
    if unclear := sum(example.other is not None for example in examples):
        raise CorpusError(
            f"found {unclear} of {len(examples)} labels that may be either of two; expected "
            f"one of {', '.join(Entailment)} each"
        )
    gold = np.array([LABELS.index(example.label) for example in examples], dtype=np.intp)
    present = np.isin(np.arange(len(LABELS)), gold)
    if present.sum() != 2:
        present[:] = True
    table = _table(gold, _probabilities(examples, judgements, present))
    slices = {
        name: _scores(table[chosen], gold[chosen], seed=seed)
        for name, chosen in _slices(examples).items()
    }
    labels = ", ".join(label for label in Entailment if present[LABELS.index(label)])
    return Evaluation(
        task="nli",
        model=model,
        n=len(examples),
        scores=_scores(table, gold, seed=seed),
        slices=slices,
        versions=versions(attrib_version) | {"labels": labels},
    )


def _probabilities(
    examples: Sequence[NLIExample], judgements: Sequence[Judgement], present: NDArray[np.bool_]
) -> Floats:
    """Shape (pairs, 3), columns in `LABELS` order, rows sum to 1, 0 for labels not present."""
    if len(examples) != len(judgements):
        raise CorpusError(
            f"found {len(judgements)} judgements for {len(examples)} pairs; "
            "expected one a pair, in the order of the pairs"
        )
    rows = [[getattr(judgement, label) for label in LABELS] for judgement in judgements]
    table = np.array(rows, dtype=np.float64).reshape(-1, len(LABELS))
    good = (table >= 0).all(axis=1) & (np.abs(table.sum(axis=1) - 1) <= ROUNDING)
    if not good.all():
        number = int(np.argmin(good))
        raise CorpusError(
            f"judgement {number + 1} is {judgements[number]}; "
            "expected three probabilities that sum to 1"
        )
    table = np.where(present, table, 0.0)
    sums = table.sum(axis=1, keepdims=True)
    # All the weight on the label that cannot be right leaves the other two alike.
    return np.where(sums > 0, table / np.where(sums > 0, sums, 1.0), present / present.sum())


def _table(gold: Ints, probabilities: Floats) -> Floats:
    """One pair's counts a row: the confusion cells, then its calibration gap in its bin."""
    pairs = np.arange(len(gold))
    predicted = probabilities.argmax(axis=1)
    confidence = probabilities[pairs, predicted]
    # Bins are open below and closed above, as in Guo et al.; a confidence is never 0.
    bins = np.searchsorted(np.linspace(0, 1, BINS + 1), confidence, side="left") - 1
    table = np.zeros((len(gold), CELLS + BINS))
    table[pairs, gold * len(LABELS) + predicted] = 1
    table[pairs, CELLS + np.minimum(bins, BINS - 1)] = (predicted == gold) - confidence
    return table


def _scores(table: Floats, gold: Ints, *, seed: int) -> dict[str, Score]:
    sums = add_up(table, seed=seed)
    n = len(gold)
    share = ratio(
        np.bincount(gold, minlength=len(LABELS)).astype(float), np.full(len(LABELS), float(n))
    )
    always = 2 * share / (1 + share)  # F1 of a label for the judge that knows no other
    labels_present = max(1, np.count_nonzero(share))
    scores = {
        "accuracy": sums.score(_accuracy, n=n, baseline=known(share.max())),
        "macro_f1": sums.score(_macro_f1, n=n, baseline=known(always.max() / labels_present)),
    }
    for label in Entailment:
        column = LABELS.index(label)
        scores[f"f1_{label}"] = sums.score(
            _f1_of(column),
            n=int(np.sum(gold == column)),
            baseline=known(always[column]) if share[column] > 0 else None,
        )
    scores["calibration_error"] = sums.score(_calibration_error, n=n, baseline=None)
    return scores


def _confusion(sums: Floats) -> Floats:
    """Shape (…, gold label, predicted label)."""
    return sums[..., :CELLS].reshape(*sums.shape[:-1], len(LABELS), len(LABELS))


def _accuracy(sums: Floats) -> Floats:
    cells = _confusion(sums)
    return ratio(np.trace(cells, axis1=-2, axis2=-1), cells.sum(axis=(-2, -1)))


def _label_f1(sums: Floats) -> Floats:
    """Shape (…, labels), NaN for a label that the gold lacks."""
    cells = _confusion(sums)
    right = np.diagonal(cells, axis1=-2, axis2=-1)
    wrongly_found, missed = cells.sum(axis=-2) - right, cells.sum(axis=-1) - right
    return f1(np.stack([right, wrongly_found, missed], axis=-1))


def _f1_of(column: int) -> Statistic:
    return lambda sums: _label_f1(sums)[..., column]


def _macro_f1(sums: Floats) -> Floats:
    by_label = _label_f1(sums)
    defined = ~np.isnan(by_label)
    return ratio(np.where(defined, by_label, 0.0).sum(axis=-1), defined.sum(axis=-1))


def _calibration_error(sums: Floats) -> Floats:
    gaps = np.abs(sums[..., CELLS:]).sum(axis=-1)
    return ratio(gaps, sums[..., :CELLS].sum(axis=-1))


def _slices(examples: Sequence[NLIExample]) -> dict[str, NDArray[np.bool_]]:
    """Which pairs are in each slice; numerals count, and number words from two upwards."""
    negated = [NEGATION.search(example.pair.hypothesis) is not None for example in examples]
    numbered = [
        any(NUMBER.search(text) for text in (example.pair.premise, example.pair.hypothesis))
        for example in examples
    ]
    negation, number = np.array(negated, dtype=bool), np.array(numbered, dtype=bool)
    return {
        "negation": negation,
        "no negation": ~negation,
        "number": number,
        "no number": ~number,
    }
