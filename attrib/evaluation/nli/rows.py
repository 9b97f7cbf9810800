"""Judgements as rows of a file, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from attrib.corpora import NLIExample
from attrib.corpora.labels import Possible, label_table, unknown_label, what_is_meant
from attrib.errors import CorpusError
from attrib.evaluation.nli.answers import are_probabilities
from attrib.records import Entailment, Judgement, TextPair

LABEL = "label"
TEXTS = ("premise", "hypothesis")
DIGITS = 6


def judgement_rows(
    examples: Sequence[NLIExample], judgements: Sequence[Judgement]
) -> list[dict[str, str | float]]:
    """Return a row a pair: premise, hypothesis and the three probabilities, to six digits."""
    return [
        {
            "premise": example.pair.premise,
            "hypothesis": example.pair.hypothesis,
            **{str(label): round(getattr(judgement, label), DIGITS) for label in Entailment},
        }
        for example, judgement in zip(examples, judgements, strict=True)
    ]


def judgements_from_rows(
    rows: Iterable[tuple[int, Mapping[str, Any]]],
    examples: Sequence[NLIExample],
    *,
    where: str,
    labels: Mapping[str, str] | None = None,
) -> list[Judgement]:
    """Read numbered rows, one an example in their order; `where` is what errors call the file.

    A row holds the probabilities in the columns entailment, neutral and contradiction, or else a
    ``label`` by name, which gets probability 1; one that may be either of two gives each a half.
    `labels` maps other names to ours. Values may be text. A premise or hypothesis in the row has
    to be the example's, white space aside. Raises CorpusError with the line for whatever differs.
    """
    numbered = list(rows)
    table = label_table(labels)
    judgements = []
    # The first row that stands beside another pair says more than the number of rows.
    for (number, row), example in zip(numbered, examples, strict=False):
        at = f"{where}:{number}"
        _check_texts(row, example.pair, at=at)
        judgements.append(_judgement(row, table, at=at))
    if len(numbered) != len(examples):
        last = numbered[-1][0] if numbered else 0
        raise CorpusError(
            f"{where}:{last}: found {len(numbered)} rows up to here; expected {len(examples)}, "
            "one for each pair with a gold label, in their order"
        )
    return judgements


def _check_texts(row: Mapping[str, Any], pair: TextPair, *, at: str) -> None:
    for column in TEXTS:
        expected = getattr(pair, column)
        if _is_given(row, column) and str(row[column]).split() != expected.split():
            raise CorpusError(
                f"{at}: found the {column} {_cut(str(row[column]))!r}; expected "
                f"{_cut(expected)!r}; the rows have to stand in the order of the data"
            )


def _judgement(row: Mapping[str, Any], table: Mapping[str, Possible], *, at: str) -> Judgement:
    given = [label for label in Entailment if _is_given(row, label)]
    if len(given) == len(Entailment):
        return _from_probabilities(row, at=at)
    if given or not _is_given(row, LABEL):
        raise CorpusError(
            f"{at}: found {', '.join(c for c in row if _is_given(row, c)) or 'nothing'}; expected "
            f"the probabilities {', '.join(Entailment)}, or a label"
        )
    possible = what_is_meant(row[LABEL], table)
    if possible is None:
        raise unknown_label(row[LABEL], [row[LABEL]], at=at)
    return _from_label(possible)


def _from_probabilities(row: Mapping[str, Any], *, at: str) -> Judgement:
    stated = {str(label): row[label] for label in Entailment}
    try:
        numbers = {label: float(value) for label, value in stated.items()}
    except (TypeError, ValueError):
        numbers = {}
    if not numbers or not are_probabilities(np.array(list(numbers.values()))):
        found = ", ".join(f"{label} {value!r}" for label, value in stated.items())
        raise CorpusError(f"{at}: found {found}; expected three probabilities that sum to 1")
    return Judgement(**numbers)


def _from_label(possible: Possible) -> Judgement:
    meant = {label for label in possible if label is not None}
    return Judgement(**{str(label): (label in meant) / len(meant) for label in Entailment})


def _is_given(row: Mapping[str, Any], column: str) -> bool:
    """Whether the row has a value there; an empty cell of a table is none."""
    return row.get(column) is not None and str(row[column]).strip() != ""


def _cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
