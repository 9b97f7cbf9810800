"""Accuracy, F1 and the confusion matrix of answers, and the best that one answer can score."""

from __future__ import annotations

import numpy as np

from attrib.evaluation.nli.answers import Answers
from attrib.evaluation.results import Confusion
from attrib.evaluation.scores import (
    RATIOS,
    Floats,
    Reading,
    Statistic,
    Table,
    count_labels,
    macro_f1,
    ratio,
)


def measure_labels(answers: Answers) -> Table:
    """Count the confusion cells of each pair, gold label first: shape (pairs, choices²).

    Scores: ``accuracy``, ``macro_f1`` over the labels present, and ``f1_<label>`` each.
    """
    size = len(answers.choices)
    pairs = np.arange(len(answers.gold))
    counts = np.zeros((len(pairs), size**2))
    counts[pairs, answers.gold * size + answers.predicted] = 1
    by_label = {
        f"f1_{name}": RATIOS["f1"].at(_label(column)) for column, name in enumerate(answers.names)
    }
    return Table(
        counts,
        {
            "accuracy": Reading(_accuracy, _pairs, is_share=True),
            "macro_f1": Reading(lambda sums: macro_f1(_by_label(sums)), _pairs),
            **by_label,
        },
    )


def best_constant(answers: Answers) -> dict[str, float]:
    """Score the best judge that answers every pair alike, by the names of the scores.

    That is the majority label for accuracy and macro F1, also at every coverage, since all its
    answers are equally sure; the label itself for its F1; and the shares of the labels, as
    probabilities, for the Brier score. Where labels alone were given, so are this judge's.
    """
    if not len(answers.gold):
        return {}
    share = np.bincount(answers.gold, minlength=len(answers.choices)) / len(answers.gold)
    alone = 2 * share / (1 + share)  # F1 of a label for the judge that knows no other
    most = float(share.max())
    labels = {
        "accuracy": most,
        "macro_f1": float(alone.max() / np.count_nonzero(share)),
        **{f"f1_{name}": float(f) for name, f in zip(answers.names, alone, strict=True) if f},
    }
    if answers.labels_alone:
        return labels
    at_coverage = dict.fromkeys(("accuracy_at_80", "accuracy_at_50", "area_under_coverage"), most)
    return {**labels, **at_coverage, "brier_score": float(1 - (share**2).sum())}


def count_confusion(answers: Answers) -> Confusion:
    """Count how often each gold label (rows) was answered with each label (columns)."""
    names = answers.names
    counts = np.zeros((len(names), len(names)), dtype=int)
    np.add.at(counts, (answers.gold, answers.predicted), 1)
    shown = [column for column, choice in enumerate(answers.choices) if choice.possible]
    labels = tuple(names[column] for column in shown)
    cells = tuple(tuple(int(counts[row, column]) for column in shown) for row in shown)
    return Confusion("Gold labels (rows) and answers (columns)", labels, labels, cells)


def _cells(sums: Floats) -> Floats:
    """Shape (…, gold label, predicted label)."""
    size = round(sums.shape[-1] ** 0.5)
    return sums.reshape(*sums.shape[:-1], size, size)


def _pairs(sums: Floats) -> Floats:
    pairs: Floats = sums.sum(axis=-1)
    return pairs


def _accuracy(sums: Floats) -> Floats:
    return ratio(np.trace(_cells(sums), axis1=-2, axis2=-1), _pairs(sums))


def _by_label(sums: Floats) -> Floats:
    """Shape (…, labels, 3), ordered tp, fp, fn."""
    return count_labels(_cells(sums))


def _label(column: int) -> Statistic:
    return lambda sums: _by_label(sums)[..., column, :]
