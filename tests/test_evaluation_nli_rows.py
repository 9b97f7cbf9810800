"""Judgements written as rows, and somebody else's rows read."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrib.corpora import NLIExample
from attrib.errors import CorpusError
from attrib.evaluation.nli.rows import judgement_rows, judgements_from_rows
from attrib.records import Entailment, Judgement, TextPair

EXAMPLES = [
    NLIExample(TextPair("The gate was shut.", "It opened."), Entailment.CONTRADICTION, "g"),
    NLIExample(TextPair("Two boats sank.", "Boats sank."), Entailment.ENTAILMENT, "g"),
]
ONE = {"entailment": 0.2, "neutral": 0.3, "contradiction": 0.5}


def read(*rows: dict[str, Any], labels: dict[str, str] | None = None) -> list[Judgement]:
    """Read rows that start on line 2, for as many examples."""
    numbered = enumerate(rows, start=2)
    return judgements_from_rows(numbered, EXAMPLES[: len(rows)], where="them.csv", labels=labels)


def test_rows_hold_the_texts_and_rounded_probabilities() -> None:
    rows = judgement_rows(EXAMPLES[:1], [Judgement(1 / 3, 1 / 6, 1 / 2)])
    assert rows == [
        {
            "premise": "The gate was shut.",
            "hypothesis": "It opened.",
            "entailment": 0.333333,
            "neutral": 0.166667,
            "contradiction": 0.5,
        }
    ]


@given(st.lists(st.floats(0, 1), min_size=2, max_size=2).map(sorted))
def test_what_was_written_is_read(cuts: list[float]) -> None:
    judgement = Judgement(cuts[0], cuts[1] - cuts[0], 1 - cuts[1])
    [read_back] = read(*judgement_rows(EXAMPLES[:1], [judgement]))
    for label in Entailment:
        assert getattr(read_back, label) == pytest.approx(getattr(judgement, label), abs=1e-6)


def test_values_may_be_text() -> None:
    assert read({name: f" {value} " for name, value in ONE.items()}) == [Judgement(0.2, 0.3, 0.5)]


@pytest.mark.parametrize(
    ("label", "judgement"),
    [
        ("entailment", Judgement(1, 0, 0)),
        ("REFUTES", Judgement(0, 0, 1)),
        ("Not Enough Info", Judgement(0, 1, 0)),
        ("not_entailment", Judgement(0, 0.5, 0.5)),
        ("non-contradiction", Judgement(0.5, 0.5, 0)),
    ],
)
def test_a_label_by_name_has_all_the_weight(label: str, judgement: Judgement) -> None:
    assert read({"label": label}) == [judgement]


def test_probabilities_win_over_a_label() -> None:
    assert read({**ONE, "label": "neutral"}) == [Judgement(0.2, 0.3, 0.5)]


def test_empty_cells_are_no_probabilities() -> None:
    empty = dict.fromkeys(ONE, "")
    assert read({**empty, "label": "neutral"}, {**ONE, "label": None}) == [
        Judgement(0, 1, 0),
        Judgement(0.2, 0.3, 0.5),
    ]


def test_other_names_of_labels_are_told() -> None:
    assert read({"label": 2}, labels={"2": "contradiction"}) == [Judgement(0, 0, 1)]
    with pytest.raises(CorpusError, match=r"them\.csv:2: label 2; expected one of entailment"):
        read({"label": 2})


@pytest.mark.parametrize(
    "values",
    [("0.2", "0.3", "0.1"), ("-0.1", "0.6", "0.5"), ("nan", "0.5", "0.5"), ("a", "1", "0")],
)
def test_what_is_no_probability_is_refused_with_its_line(values: tuple[str, ...]) -> None:
    row = dict(zip(ONE, values, strict=True))
    said = f"them.csv:3: found entailment {values[0]!r}, neutral {values[1]!r}"
    with pytest.raises(CorpusError, match=re.escape(said)):
        read(ONE, row)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"entailment": 0.4, "label": "neutral"}, "found entailment, label; expected"),
        ({"score": 1}, "found score; expected the probabilities entailment, neutral"),
        ({"label": ""}, "found nothing; expected"),
    ],
)
def test_a_row_without_an_answer_is_refused(row: dict[str, Any], found: str) -> None:
    with pytest.raises(CorpusError, match=f"them.csv:2: {found}"):
        read(row)


def test_white_space_does_not_tell_texts_apart() -> None:
    assert read({**ONE, "premise": " The gate\nwas  shut.", "hypothesis": "It opened. "})


@pytest.mark.parametrize("column", ["premise", "hypothesis"])
def test_rows_in_another_order_are_refused_at_the_first(column: str) -> None:
    rows = [{**ONE, column: getattr(example.pair, column)} for example in reversed(EXAMPLES)]
    expected = getattr(EXAMPLES[0].pair, column)
    said = f"them.csv:2: found the {column} {rows[0][column]!r}; expected {expected!r}"
    with pytest.raises(CorpusError, match=re.escape(said)):
        read(*rows)


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_wrong_number_of_rows_is_refused(count: int) -> None:
    with pytest.raises(CorpusError, match=rf"{count} rows up to here; expected 2, one for each"):
        judgements_from_rows(enumerate([ONE] * count, start=1), EXAMPLES, where="them.csv")


def test_a_row_that_lacks_is_found_by_the_texts_after_it() -> None:
    rows = [judgement_rows(EXAMPLES, [Judgement(0.2, 0.3, 0.5)] * 2)[1]]
    with pytest.raises(CorpusError, match=r"them\.csv:1: found the premise 'Two boats sank\.'"):
        judgements_from_rows(enumerate(rows, start=1), EXAMPLES, where="them.csv")
