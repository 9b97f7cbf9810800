"""What may be answered on labelled premise–hypothesis pairs, and what a judge answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from attrib.corpora import NLIExample
from attrib.errors import CorpusError
from attrib.evaluation.scores import Floats
from attrib.records import Entailment, Judgement

# Ties go to the first of these, so that a judge that knows nothing scores as always-neutral.
TIES = (Entailment.NEUTRAL, Entailment.CONTRADICTION, Entailment.ENTAILMENT)
# Somebody else's predictions may be rounded to two digits.
ROUNDING = 0.02

Bools = NDArray[np.bool_]
Ints = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers that a data set tells apart.

    It stands for one label, or for the two that two-way data do not tell apart: `labels`.
    A choice that is not `possible` is never predicted.
    """

    name: str
    labels: tuple[Entailment, ...]
    possible: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Gold labels and a judge's answers on the same pairs.

    `gold` and `predicted` have shape (pairs,) and hold columns; `probabilities` has shape (pairs,
    choices), columns in the order of `choices`, rows sum to 1. `labels_alone` says that the judge
    gave labels and no probabilities.
    """

    choices: tuple[Choice, ...]
    gold: Ints
    predicted: Ints
    probabilities: Floats
    labels_alone: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(choice.name for choice in self.choices)

    @property
    def right(self) -> Bools:
        """Which pairs were answered with their gold label: shape (pairs,)."""
        return np.equal(self.predicted, self.gold)

    @property
    def confidence(self) -> Floats:
        """The probability of what was answered: shape (pairs,)."""
        return np.take_along_axis(self.probabilities, self.predicted[:, None], axis=1)[:, 0]

    def where(self, chosen: Bools) -> Answers:
        """Return the answers to the pairs that are chosen."""
        return replace(
            self,
            gold=self.gold[chosen],
            predicted=self.predicted[chosen],
            probabilities=self.probabilities[chosen],
        )


def find_choices(examples: Sequence[NLIExample]) -> tuple[Choice, ...]:
    """Return what may be answered on these pairs, in the order of the labels.

    Where a label may be either of two, those two are one choice for all pairs: not entailment is
    neutral or contradiction. Where the data hold exactly two labels, the third is not possible.
    Raises CorpusError where different labels are not told apart from pair to pair.
    """
    merged = Counter(frozenset(example.possible) for example in examples if example.other)
    if len(merged) > 1:
        raise _clash(merged)
    if merged:
        return _two_way(next(iter(merged)))
    gold = {example.label for example in examples}
    return tuple(
        Choice(str(label), (label,), possible=len(gold) != 2 or label in gold)
        for label in Entailment
    )


def read_answers(examples: Sequence[NLIExample], judgements: Sequence[Judgement]) -> Answers:
    """Read one judgement an example, in the order of the examples.

    The probabilities of labels that are one choice are added. Raises CorpusError where
    judgements are missing or are no probabilities, and as `find_choices` does.
    """
    if len(examples) != len(judgements):
        raise CorpusError(
            f"found {len(judgements)} judgements for {len(examples)} pairs; "
            "expected one a pair, in the order of the pairs"
        )
    choices = find_choices(examples)
    stated = _stated(judgements)
    probabilities = _by_choice(stated, choices)
    column = {label: n for n, choice in enumerate(choices) for label in choice.labels}
    return Answers(
        choices=choices,
        gold=np.array([column[example.label] for example in examples], dtype=np.intp),
        predicted=_likeliest(probabilities, choices),
        probabilities=probabilities,
        # A label that may be either of two is given as a half each.
        labels_alone=bool(len(stated) and np.isin(stated, (0, 0.5, 1)).all()),
    )


def answers_by_name(gold: Answers, said: Sequence[str]) -> Answers:
    """Return what `said` answers, by the names of the choices, to the same pairs as `gold`."""
    predicted = np.array([gold.names.index(name) for name in said], dtype=np.intp)
    sure = np.eye(len(gold.choices))[predicted]
    return Answers(gold.choices, gold.gold, predicted, sure, labels_alone=True)


def describe_answers(answers: Answers) -> tuple[str, ...]:
    """Return what a reader must know of how the answers were read, a sentence each."""
    notes = []
    for choice in answers.choices:
        if len(choice.labels) > 1:
            told = " from ".join(choice.labels)
            notes.append(f"the data do not tell {told}, so both count as {choice.name}")
    possible = [choice.name for choice in answers.choices if choice.possible]
    if len(possible) < len(answers.choices):
        told = " and ".join(possible)
        notes.append(f"the data hold the labels {told} alone, so no other is predicted")
    if answers.labels_alone:
        notes.append("labels without probabilities: calibration and coverage are undefined")
    return tuple(notes)


def are_probabilities(table: Floats) -> Bools:
    """Which rows hold no number below 0 and sum to 1, give or take rounding."""
    good: Bools = (table >= 0).all(axis=-1) & (np.abs(table.sum(axis=-1) - 1) <= ROUNDING)
    return good


def _clash(merged: Counter[frozenset[Entailment]]) -> CorpusError:
    found = " and ".join(f"{count} {_two_way(two)[-1].name}" for two, count in merged.items())
    return CorpusError(
        f"found labels that leave different things open: {found}; expected one of them "
        "throughout; score the parts of the data apart, or map one of them to a plain label"
    )


def _two_way(merged: frozenset[Entailment]) -> tuple[Choice, ...]:
    [alone] = set(Entailment) - merged
    together = tuple(label for label in Entailment if label in merged)
    return (Choice(str(alone), (alone,)), Choice(f"not_{alone}", together))


def _stated(judgements: Sequence[Judgement]) -> Floats:
    """Shape (pairs, 3), columns in the order of the labels."""
    rows = [[getattr(judgement, label) for label in Entailment] for judgement in judgements]
    table = np.array(rows, dtype=np.float64).reshape(-1, len(Entailment))
    good = are_probabilities(table)
    if not good.all():
        number = int(np.argmin(good))
        raise CorpusError(
            f"judgement {number + 1} is {judgements[number]}; "
            "expected three probabilities that sum to 1"
        )
    return table


def _by_choice(stated: Floats, choices: tuple[Choice, ...]) -> Floats:
    """Add up the labels of each choice and scale what is possible to sum to 1."""
    labels = list(Entailment)
    held = [[label in c.labels and c.possible for c in choices] for label in labels]
    table = stated @ np.array(held, dtype=np.float64)
    sums = table.sum(axis=1, keepdims=True)
    possible = np.array([choice.possible for choice in choices])
    # All the weight on the label that cannot be right leaves the other two alike.
    return np.where(sums > 0, table / np.where(sums > 0, sums, 1.0), possible / possible.sum())


def _likeliest(probabilities: Floats, choices: tuple[Choice, ...]) -> Ints:
    """The column of the highest probability, ties in the order of `TIES`: shape (pairs,)."""
    rank = [min(TIES.index(label) for label in choice.labels) for choice in choices]
    order = np.argsort(rank)
    likeliest: Ints = order[probabilities[:, order].argmax(axis=1)]
    return likeliest
