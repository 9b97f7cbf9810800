"""``attrib evaluate``: what it prints where, what it keeps, and one line for a user's mistake."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tiny import ARTICLE_ROWS, NLI_ROWS, write_checkpoint, write_lines

from attrib.cli import main

TEXT = "The mayor said the dam was safe. The crew denied that the dam was safe."
GOLD: dict[str, Any] = {
    "id": "dam",
    "text": TEXT,
    "attributions": [
        {"id": "A1", "source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 31]],
         "speaker": "the mayor", "stance": "asserts"},
        {"id": "A2", "source": [[33, 41]], "cue": [[42, 48]], "content": [[54, 70]],
         "speaker": "the crew", "stance": "denies"},
    ],
    "pairs": [{"a": "A1", "b": "A2", "relation": "contradicts", "kind": "denial"}],
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Corpora, networks, and a suite beside them."""
    folder = tmp_path_factory.mktemp("evaluate")
    for task in ("nli", "attribution"):
        write_checkpoint(folder / task, task)
    write_lines(folder / "pairs.jsonl", [row | {"genre": "port"} for row in NLI_ROWS])
    write_lines(folder / "articles.jsonl", ARTICLE_ROWS)
    write_lines(folder / "gold.jsonl", [GOLD])
    truth = folder / "truth"
    truth.mkdir()
    (truth / "claims.csv").write_text("source,item,value\na,x,1\nb,x,1\nc,x,2\n", "utf-8")
    (truth / "truth.csv").write_text("item,value\nx,1\n", "utf-8")
    (folder / "suite.toml").write_text(
        'title = "Small"\n[[run]]\ntask = "credibility"\ndata = "truth"\n[[headline]]\n'
        'label = "vote"\nrun = "truth"\nscore = "accuracy_majority_vote"\n',
        "utf-8",
    )
    return folder


@pytest.fixture(autouse=True)
def _there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))


def evaluate(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["evaluate", *map(str, arguments)])


def one_line(result: Result) -> str:
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.stderr
    [line] = result.stderr.strip().splitlines()
    return line


NLI = ("nli", "--data", "pairs.jsonl", "--model", "nli")


def test_the_contract_of_json() -> None:
    result = evaluate(*NLI, "--json")
    evaluation = json.loads(result.stdout)
    assert {"task", "model", "n", "scores", "slices", "versions"} <= set(evaluation)
    assert evaluation["n"] == len(NLI_ROWS)
    assert {"value", "low", "high", "n", "baseline"} == set(evaluation["scores"]["accuracy"])
    assert evaluation["provenance"]["command"] == "attrib evaluate " + " ".join(NLI)


def test_the_same_command_gives_the_same_bytes() -> None:
    assert evaluate(*NLI, "--json").stdout == evaluate(*NLI, "--json").stdout


def test_a_table_by_default() -> None:
    result = evaluate("attribution", "--data", "articles.jsonl", "--model", "attribution")
    assert result.exit_code == 0
    assert "lenient_f1" in result.stdout


def test_a_limited_run_says_so() -> None:
    result = evaluate(*NLI, "--limit", "3")
    assert "partial: only the first 3 items of pairs.jsonl" in " ".join(result.stdout.split())


def test_markdown_is_a_table() -> None:
    lines = evaluate(*NLI, "--markdown").stdout.splitlines()
    assert any(line.startswith("| accuracy | ") for line in lines)


def test_a_page_is_written_beside(tmp_path: Path) -> None:
    result = evaluate(*NLI, "--json", "--html", tmp_path / "page.html")
    json.loads(result.stdout)
    assert f"wrote {tmp_path / 'page.html'}" in result.stderr
    assert (tmp_path / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_slices_by_a_column() -> None:
    evaluation = json.loads(evaluate(*NLI, "--slice", "genre", "--json").stdout)
    assert "genre: port" in evaluation["slices"]
    assert "premise" in one_line(evaluate(*NLI, "--slice", "place"))


def test_answers_are_kept_scored_and_compared(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.jsonl", tmp_path / "theirs.csv"
    first = evaluate(*NLI, "--save-predictions", ours, "--json")
    again = evaluate("nli", "--data", "pairs.jsonl", "--predictions", ours, "--json")
    accuracies = [json.loads(r.stdout)["scores"]["accuracy"] for r in (first, again)]
    assert accuracies[0] == accuracies[1]
    theirs.write_text("\n".join(["label", *(row["label"] for row in NLI_ROWS)]), encoding="utf-8")
    compared = json.loads(evaluate("compare", ours, theirs, "--json").stdout)
    accuracy = next(one for one in compared["differences"] if one["score"] == "accuracy")
    assert (accuracy["b"], accuracy["shown"], accuracy["test"]) == (1, True, "McNemar")


def test_what_does_not_differ_is_said_to_be_so(tmp_path: Path) -> None:
    ours = tmp_path / "ours.jsonl"
    evaluate(*NLI, "--save-predictions", ours)
    result = evaluate("compare", ours, ours)
    assert "no difference shown" in " ".join(result.stdout.split())


def test_files_that_do_not_say_what_they_answer_need_help(tmp_path: Path) -> None:
    theirs = write_lines(tmp_path / "theirs.jsonl", [{"label": row["label"]} for row in NLI_ROWS])
    assert "expected --task and --data" in one_line(evaluate("compare", theirs, theirs))
    arguments = ("--task", "nli", "--data", "pairs.jsonl", "--json")
    assert evaluate("compare", theirs, theirs, *arguments).exit_code == 0


def test_another_system_s_spans_are_scored(tmp_path: Path) -> None:
    rows = [{"id": row["id"], "attributions": row["attributions"][:1]} for row in ARTICLE_ROWS]
    theirs = write_lines(tmp_path / "theirs.jsonl", rows)
    result = evaluate("attribution", "--data", "articles.jsonl", "--predictions", theirs, "--json")
    assert json.loads(result.stdout)["scores"]["exact_f1"]["value"] == 1


def test_what_score_prints_is_scored(tmp_path: Path) -> None:
    """The seam between the two commands: reports of articles with gold ids are predictions."""
    networks = ("--attribution", "attribution", "--nli", "nli")
    printed = CliRunner().invoke(main, ["score", "gold.jsonl", *networks, "--json"])
    (tmp_path / "reports.jsonl").write_text(printed.stdout, encoding="utf-8")
    ours = evaluate("claims", "--data", "gold.jsonl", *networks, "--json")
    theirs = evaluate(
        "claims", "--data", "gold.jsonl", "--predictions", tmp_path / "reports.jsonl", "--json"
    )
    values = [
        {name: score["value"] for name, score in json.loads(r.stdout)["scores"].items()}
        for r in (ours, theirs)
    ]
    assert values[0] == values[1]


def test_an_oracle_and_every_mistake(tmp_path: Path) -> None:
    result = evaluate(
        "claims", "--data", "gold.jsonl", "--attribution", "attribution", "--nli", "nli",
        "--oracle", "stances", "--errors", tmp_path / "errors.jsonl", "--json",
    )  # fmt: skip
    evaluation = json.loads(result.stdout)
    assert evaluation["scores"]["stance_accuracy"]["value"] == 1
    text = (tmp_path / "errors.jsonl").read_text(encoding="utf-8")
    mistakes = [json.loads(line) for line in text.splitlines()]
    assert f"wrote {len(mistakes)} mistakes" in result.stderr
    assert {mistake["stage"] for mistake in mistakes} <= {"contradicts", "corroborates", "updates"}


def test_a_gold_file_is_checked(tmp_path: Path) -> None:
    good = evaluate("claims", "--data", "gold.jsonl", "--check")
    assert good.exit_code == 0 and good.stdout == ""
    assert "1 articles, 2 attributions" in good.stderr
    broken = {**GOLD, "attributions": [{**GOLD["attributions"][0], "content": [[15, 999]]}] * 2}
    bad = evaluate("claims", "--data", write_lines(tmp_path / "g.jsonl", [GOLD, broken]), "--check")
    assert bad.exit_code == 1
    assert all(f"g.jsonl:{line}: " in bad.stdout for line in (2,))
    assert len(bad.stdout.splitlines()) >= 2  # a span outside the text, and an id twice


def test_a_suite_prints_what_is_read_first() -> None:
    result = evaluate("--suite", "suite.toml")
    assert result.exit_code == 0, result.output
    assert "Small" in result.stdout and "vote" in result.stdout
    assert "1 of 1: truth: done" in result.stderr
    again = evaluate("--suite", "suite.toml", "--json")
    assert "not changed since it was run" in again.stderr
    assert json.loads(again.stdout)["headline"][0]["figures"]["value"] == 1
    assert "1 of 1: truth: done" in evaluate("--suite", "suite.toml", "--fresh").stderr


def test_a_run_of_a_suite_that_fails_is_told_and_the_rest_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "half.toml"
    path.write_text(
        '[[run]]\ntask = "nli"\ndata = "gone.jsonl"\n[[run]]\ntask = "credibility"\n'
        'data = "truth"\n',
        encoding="utf-8",
    )
    result = evaluate("--suite", path, "--data", ".", "--json")
    assert result.exit_code == 1
    assert list(json.loads(result.stdout)["runs"]) == ["truth"]
    assert "gone.jsonl: Error: " in result.stderr and "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "found no pairs with a label"),
        ([{"premise": "a", "hypothesis": "b", "label": 1}], "pairs.jsonl:1: label 1"),
        ([{"premise": "a", "label": "neutral"}], "pairs.jsonl:1: no column hypothesis"),
    ],
)
def test_bad_pairs_are_one_line(rows: list[Any], said: str, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "pairs.jsonl", rows)
    assert said in one_line(evaluate("nli", "--data", path))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"attributions": [{**GOLD["attributions"][0], "content": [[15, 999]]}]}, "999"),
        ({"attributions": [GOLD["attributions"][0]] * 2, "pairs": []}, "A1"),
        ({"pairs": [{**GOLD["pairs"][0], "b": "A9"}]}, "A9"),
        ({"pairs": [{**GOLD["pairs"][0], "relation": "agrees"}]}, "agrees"),
    ],
    ids=["span outside the text", "id twice", "unknown end", "unknown relation"],
)
def test_bad_gold_is_one_line(change: dict[str, Any], said: str, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "gold.jsonl", [{**GOLD, **change}])
    line = one_line(evaluate("claims", "--data", path))
    assert "gold.jsonl:1: " in line and said in line and "expected" in line


@pytest.mark.parametrize(
    "arguments",
    [
        ["poetry"],
        ["nli"],
        ["--suite", "suite.toml", "nli", "--data", "pairs.jsonl"],
        ["--json"],
        [*NLI, "--json", "--markdown"],
        [*NLI, "--predictions", "pairs.jsonl"],
        ["claims", "--data", "gold.jsonl", "--oracle", "everything"],
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    result = evaluate(*arguments)
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
