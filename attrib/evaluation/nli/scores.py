"""Scores of a judge on labelled premise–hypothesis pairs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from attrib.corpora import NLIExample
from attrib.evaluation.nli.answers import Answers, answers_by_name, describe_answers, read_answers
from attrib.evaluation.nli.calibration import draw_reliability, measure_brier, measure_calibration
from attrib.evaluation.nli.classification import best_constant, count_confusion, measure_labels
from attrib.evaluation.nli.coverage import draw_coverage, measure_coverage
from attrib.evaluation.nli.hypothesis_only import label_hypotheses
from attrib.evaluation.nli.slices import describe_slices, slice_pairs
from attrib.evaluation.results import Curve, Evaluation, Score
from attrib.evaluation.scores import Measured, Statistic, Table, versions
from attrib.records import Judgement

HYPOTHESIS_ONLY = "hypothesis only"


def score_nli(
    examples: Sequence[NLIExample],
    judgements: Sequence[Judgement],
    *,
    model: str,
    attrib_version: str | None = None,
    seed: int = 0,
    hypothesis_only: bool = True,
) -> Evaluation:
    """Score one judgement an example, in the order of the examples, by resampling pairs.

    Scores: ``accuracy``; ``macro_f1`` over the labels present; ``f1_<label>`` each; and, where the
    judge gives probabilities and not labels alone, those of `measure_calibration`,
    `measure_brier` and `measure_coverage`. Slices are those of `slice_pairs`, each with the first
    three and the calibration error.

    Where the data hold exactly two labels, the third is never predicted and the two are scaled to
    sum to 1. Where a label may be either of two, these two are one label, ``not_entailment`` say,
    whose probabilities are added. A note says so.

    A baseline is the best judge that answers every pair alike, as in `best_constant`. The
    calibration error has none, since a judge that always states the base rate errs by 0 and is of
    no use. Beside them stands what `label_hypotheses` scores, where it can be done and
    `hypothesis_only` asks for it.

    Raises CorpusError where judgements are missing or are not probabilities, and where pairs leave
    different labels open; MissingExtraError without scipy or scikit-learn.
    """
    answers = read_answers(examples, judgements)
    return Evaluation(
        task="nli",
        model=model,
        n=len(examples),
        scores=_measure_whole(answers).scores(seed=seed, baselines=best_constant(answers)),
        slices={
            name: _measure_part(part).scores(seed=seed, baselines=best_constant(part))
            for name, part in _parts(examples, answers).items()
        },
        versions=versions(attrib_version),
        beside=_beside(examples, answers, seed=seed) if hypothesis_only else {},
        curves=_curves(answers, seed=seed, line=model),
        confusions=(count_confusion(answers),),
        notes=(*describe_answers(answers), *describe_slices(examples)),
    )


def measure_nli(examples: Sequence[NLIExample], judgements: Sequence[Judgement]) -> Measured:
    """Count one judgement an example, a row a pair; errors as in `score_nli`."""
    answers = read_answers(examples, judgements)
    parts = _parts(examples, answers)
    return Measured(
        _measure_whole(answers), {name: _measure_part(part) for name, part in parts.items()}
    )


def _parts(examples: Sequence[NLIExample], answers: Answers) -> dict[str, Answers]:
    return {name: answers.where(chosen) for name, chosen in slice_pairs(examples).items()}


def _measure_whole(answers: Answers) -> Table:
    tables = [
        measure_calibration(answers.confidence, answers.right),
        measure_brier(answers.probabilities, answers.gold),
        measure_coverage(answers.confidence, answers.right),
    ]
    return _with_labels(answers, tables)


def _measure_part(answers: Answers) -> Table:
    return _with_labels(answers, [measure_calibration(answers.confidence, answers.right)])


def _with_labels(answers: Answers, by_probability: Sequence[Table]) -> Table:
    """Join tables to that of the labels; they are undefined where labels alone were given."""
    if answers.labels_alone:
        by_probability = [
            replace(table, counts=np.full_like(table.counts, np.nan)) for table in by_probability
        ]
    return _side_by_side([measure_labels(answers), *by_probability])


def _side_by_side(tables: Sequence[Table]) -> Table:
    """Join the columns of tables on the same groups; each score keeps to its own columns."""
    ends = np.cumsum([table.counts.shape[1] for table in tables])
    readings = {
        name: reading.at(_columns(slice(end - table.counts.shape[1], end)))
        for table, end in zip(tables, ends, strict=True)
        for name, reading in table.readings.items()
    }
    return Table(np.concatenate([table.counts for table in tables], axis=1), readings)


def _columns(columns: slice) -> Statistic:
    return lambda sums: sums[..., columns]


def _beside(
    examples: Sequence[NLIExample], answers: Answers, *, seed: int
) -> dict[str, dict[str, Score]]:
    said = label_hypotheses(
        [example.pair.hypothesis for example in examples],
        [answers.names[column] for column in answers.gold],
        [example.group for example in examples],
    )
    if said is None:
        return {}
    table = measure_labels(answers_by_name(answers, said))
    return {HYPOTHESIS_ONLY: table.scores(seed=seed, baselines=best_constant(answers))}


def _curves(answers: Answers, *, seed: int, line: str) -> tuple[Curve, ...]:
    confidence, right = answers.confidence, answers.right
    if answers.labels_alone or not len(right):
        return ()
    return (
        draw_reliability(confidence, right, line=line),
        draw_coverage(measure_coverage(confidence, right), seed=seed, line=line),
    )
