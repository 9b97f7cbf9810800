"""Results on disk, and the documents whose figures they are."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from attrib.errors import CorpusError
from attrib.evaluation import Evaluation, Score
from attrib.evaluation.pages import HeadlineRow, render_table
from attrib.harness.request import Request
from attrib.harness.results import Results, read_results, write_headline
from attrib.harness.run import model_name
from attrib.harness.suite import Headline, Suite, SuiteResult, read_suite
from attrib.training.card import write_card

ROOT = Path(__file__).parents[1]
SCORE = Score(0.5, 0.25, 0.75, 12, 0.4)
EVALUATION = Evaluation("nli", "m", 12, {"accuracy": SCORE}, {"numbers": {}}, {"attrib": "0.1"})


def written(path: Path, row: object) -> Path:
    path.write_text(json.dumps(row), encoding="utf-8")
    return path


def test_a_suite_s_result_is_read_as_it_was(tmp_path: Path) -> None:
    suite = Suite("s", {"a": Request("nli", Path("a"))}, (Headline("label", "a", "accuracy"),))
    result = SuiteResult(suite, {"a": EVALUATION}, {})
    read = read_results(written(tmp_path / "all.json", result.to_dict()))
    assert read == Results({"a": EVALUATION}, result.headline())


def test_one_evaluation_is_called_by_its_file(tmp_path: Path) -> None:
    read = read_results(written(tmp_path / "pairs.json", EVALUATION.to_dict()))
    assert read == Results({"pairs": EVALUATION})


@pytest.mark.parametrize("row", [[], {}, {"runs": {"a": {}}}, {"runs": 3}, "text"])
def test_what_is_no_result_is_one_line(row: object, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="x.json: not the result of an evaluation"):
        read_results(written(tmp_path / "x.json", row))


def test_the_headline_stands_between_its_marks(tmp_path: Path) -> None:
    document = tmp_path / "README.md"
    document.write_text("Before.\n<!-- scores -->\nold\n<!-- /scores -->\nAfter.\n", "utf-8")
    rows = (HeadlineRow("A | b", "run", "accuracy", SCORE),)
    for _ in range(2):  # it can be written again
        write_headline(Results({}, rows), document)
    text = document.read_text(encoding="utf-8")
    assert text == (f"Before.\n<!-- scores -->\n\n{render_table(rows)}\n<!-- /scores -->\nAfter.\n")


def test_a_document_without_marks_is_left_alone(tmp_path: Path) -> None:
    document = tmp_path / "README.md"
    document.write_text("Nothing here.\n", "utf-8")
    with pytest.raises(CorpusError, match="found no <!-- scores -->"):
        write_headline(Results({}), document)
    assert document.read_text(encoding="utf-8") == "Nothing here.\n"


# What this repository prints


@pytest.fixture(scope="module")
def results() -> Results:
    return read_results(ROOT / "suites" / "all.json")


def test_the_results_are_those_of_the_suite(results: Results) -> None:
    suite = read_suite(ROOT / "suites" / "all.toml")
    assert list(results.evaluations) == list(suite.runs)
    assert [row.label for row in results.headline] == [line.label for line in suite.headlines]


def test_the_results_are_those_of_the_networks_that_ship(results: Results) -> None:

    models = {one.task: one.model for one in results.evaluations.values()}
    for task in ("nli", "attribution", "claims"):
        assert models[task] == model_name(Request(task, ROOT))


def test_the_readme_shows_the_headline(results: Results) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [shown] = re.findall(r"<!-- scores -->\n(.*?)<!-- /scores -->", readme, re.DOTALL)
    assert shown.strip() == render_table(results.headline).strip()


@pytest.mark.parametrize("task", ["nli", "attribution"])
def test_a_card_shows_the_scores_of_its_network(
    task: str, results: Results, tmp_path: Path
) -> None:
    folder = tmp_path / task
    folder.mkdir()
    for file in (ROOT / "models" / task).iterdir():
        if file.name != "README.md":
            (folder / file.name).symlink_to(file)
    own = {name: one for name, one in results.evaluations.items() if one.task == task}
    card = write_card(folder, own).read_text(encoding="utf-8")
    assert card == (ROOT / "models" / task / "README.md").read_text(encoding="utf-8")
