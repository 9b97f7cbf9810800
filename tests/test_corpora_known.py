"""Facts and priors: what answers and grades mean, and what is refused with file and line."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attrib.corpora.known import read_facts, read_priors
from attrib.errors import CorpusError
from attrib.records import Fact, Prior

FACTS = "claim,holds\nferry:C3,yes\nferry:C5,no\n"
PRIORS = "source,grade\nOrlen Harbour Watch,B2\nVale Post,72\n"
NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=8)


def laid(folder: Path, text: str, name: str = "known.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def graded(folder: Path, grade: str) -> Prior | None:
    return read_priors(laid(folder, f"source,grade\nVale Post,{grade}\n")).get("Vale Post")


def test_facts_are_read_in_their_order(tmp_path: Path) -> None:
    facts = read_facts(laid(tmp_path, FACTS))
    assert facts == (Fact("ferry:C3", True), Fact("ferry:C5", False))


@pytest.mark.parametrize(
    ("holds", "expected"),
    [
        ("yes", True), ("YES", True), ("true", True), ("True", True), ("1", True), (" yes ", True),
        ("no", False), ("No", False), ("FALSE", False), ("false", False), ("0", False),
    ],
)  # fmt: skip
def test_answers_may_be_written_in_several_ways(holds: str, expected: bool, tmp_path: Path) -> None:
    assert read_facts(laid(tmp_path, f"claim,holds\nC1,{holds}\n")) == (Fact("C1", expected),)


def test_other_columns_and_their_order_do_not_matter(tmp_path: Path) -> None:
    text = 'note,holds,claim\n"the log, page 4",yes,ferry:C3\n,no,ferry:C5\n'
    assert read_facts(laid(tmp_path, text)) == read_facts(laid(tmp_path, FACTS))


def test_json_lines_do_as_well(tmp_path: Path) -> None:
    text = '{"claim": "ferry:C3", "holds": true}\n{"claim": "ferry:C5", "holds": 0}\n'
    facts = read_facts(laid(tmp_path, text, "facts.jsonl"))
    assert facts == (Fact("ferry:C3", True), Fact("ferry:C5", False))


def test_the_same_answer_twice_is_one_fact(tmp_path: Path) -> None:
    assert len(read_facts(laid(tmp_path, FACTS + "ferry:C3,true\n"))) == 2


@given(st.dictionaries(NAMES, st.booleans(), min_size=1, max_size=6))
def test_facts_come_back_as_they_were_written(answers: dict[str, bool]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "facts.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("claim", "holds"), *answers.items()])
        assert read_facts(path) == tuple(Fact(*pair) for pair in answers.items())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FACTS + "ferry:C5,yes\n", r"known\.csv:4: claim 'ferry:C5' has another answer above"),
        (FACTS + "ferry:C6,maybe\n", r"known\.csv:4: found the answer 'maybe'.*expected yes or no"),
        (FACTS + "ferry:C6,\n", r"known\.csv:4: no value in the column holds"),
        (FACTS + ",yes\n", r"known\.csv:4: no value in the column claim"),
        ("claim,note\nC1,x\n", r"known\.csv:2: found the columns claim, note; expected claim, hol"),
        ("claim,holds\n", r"known\.csv: found a header and no rows"),
        ("", r"known\.csv:1: found no header row"),
    ],
)
def test_facts_that_do_not_fit_are_told(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=said):
        read_facts(laid(tmp_path, text))


def test_priors_are_read_by_the_names_of_their_sources(tmp_path: Path) -> None:
    assert read_priors(laid(tmp_path, PRIORS)) == {
        "Orlen Harbour Watch": Prior(0.85, 20),
        "Vale Post": Prior(0.72, 20),
    }


@pytest.mark.parametrize(
    ("grade", "mean"),
    [
        ("A", 0.95), ("B", 0.85), ("C", 0.7), ("D", 0.5), ("E", 0.3), ("b", 0.85), ("A1", 0.95),
        ("E6", 0.3), ("D5", 0.5),
        ("100", 0.99), ("87", 0.87), ("87.5", 0.875), ("1.5", 0.015), ("1", 0.01), ("0", 0.01),
        ("100.0", 0.99), ("1.0", 0.99), ("0.5", 0.5), ("0.0", 0.01), ("0.995", 0.99),
    ],
)  # fmt: skip
def test_grades_are_letters_shares_or_numbers_of_a_hundred(
    grade: str, mean: float, tmp_path: Path
) -> None:
    assert graded(tmp_path, grade) == Prior(pytest.approx(mean), 20)


@pytest.mark.parametrize("grade", ["F", "f", "F6"])
def test_a_source_that_cannot_be_judged_has_no_prior(grade: str, tmp_path: Path) -> None:
    path = laid(tmp_path, PRIORS + f"Sund Radio,{grade}\n")
    assert read_priors(path) == read_priors(laid(tmp_path, PRIORS, "others.csv"))


@given(st.integers(0, 100))
def test_a_whole_number_is_that_share_of_a_hundred(number: int) -> None:
    with TemporaryDirectory() as folder:
        of_hundred = graded(Path(folder), str(number))
        share = graded(Path(folder), f"{number / 100:.2f}")
    assert of_hundred == share
    assert share is not None
    assert share.mean == pytest.approx(number / 100, abs=0.0101)
    assert 0 < share.mean < 1


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_better_grade_is_no_lower_prior(one: float, other: float) -> None:
    worse, better = sorted((one, other))
    with TemporaryDirectory() as folder:
        low, high = (graded(Path(folder), f"{share:.6f}") for share in (worse, better))
    assert low is not None and high is not None
    assert low.mean <= high.mean


def test_a_prior_is_worth_as_many_claims_as_the_file_says(tmp_path: Path) -> None:
    text = "source,grade,strength,note\nVale Post,C,2.5,\nSund Radio,C,,new\nThe Lark,C, 300 ,\n"
    assert read_priors(laid(tmp_path, text)) == {
        "Vale Post": Prior(0.7, 2.5),
        "Sund Radio": Prior(0.7, 20),
        "The Lark": Prior(0.7, 300),
    }


@pytest.mark.parametrize(
    "grade",
    ["G", "A7", "B0", "AB", "B22", "101", "100.1", "-5", "nan", "inf", "85%", '"0,85"', "1.", "٣"],
)
def test_any_other_grade_is_refused(grade: str, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"known\.csv:2: found the grade .*from A to F.*0 to 100"):
        graded(tmp_path, grade)


@pytest.mark.parametrize("grade", ["B", "F"])
@pytest.mark.parametrize("strength", ["0", "-3", "nan", "inf", "many"])
def test_a_strength_is_above_nought(strength: str, grade: str, tmp_path: Path) -> None:
    text = f"source,grade,strength\nVale Post,{grade},{strength}\n"
    with pytest.raises(CorpusError, match=rf"known\.csv:2: found the strength '{strength}'.*abov"):
        read_priors(laid(tmp_path, text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (PRIORS + "Vale Post,80\n", r"known\.csv:4: source 'Vale Post' a second time"),
        (PRIORS + "Sund Radio,F\nSund Radio,B\n", r"known\.csv:5: source 'Sund Radio' a second"),
        (PRIORS + "Sund Radio,\n", r"known\.csv:4: no value in the column grade"),
        ("name,grade\nVale Post,B\n", r"known\.csv:2: .*expected source, grade at least"),
        ("source,grade\n", r"known\.csv: found a header and no rows"),
        ("", r"known\.csv:1: found no header row"),
    ],
)
def test_priors_that_do_not_fit_are_told(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=said):
        read_priors(laid(tmp_path, text))


@pytest.mark.parametrize(
    ("read", "columns"), [(read_facts, "claim, holds"), (read_priors, "source, grade")]
)
def test_a_file_that_lacks_is_named(
    read: Callable[[Path], object], columns: str, tmp_path: Path
) -> None:
    said = rf"gone\.csv: no such file; expected the columns {columns}"
    with pytest.raises(CorpusError, match=said):
        read(tmp_path / "gone.csv")
