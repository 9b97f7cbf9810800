"""The command line: what it prints where, its exit codes, and that no input loses the rest."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from attrib.cli import main

pytestmark = pytest.mark.shipped
CLAIM = "The rescue corps of Tarn said 12 people were killed when a bridge in Tarn was bombed."
DENIAL = "The army of Vell denied bombing the bridge in Tarn."
TEXT = f"{CLAIM} {DENIAL}\n"


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=stdin)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_report_shows_both_sides(article: Path) -> None:
    result = run("score", article)
    assert result.exit_code == 0
    assert "bombing the bridge in Tarn" in result.stdout
    assert "denies" in result.stdout


def test_json_is_one_object_a_line_and_article(article: Path) -> None:
    result = run("score", article, article, "--json")
    reports = [json.loads(line) for line in result.stdout.splitlines()]
    assert [report["article"]["id"] for report in reports] == ["bridge", "bridge"]
    assert {"attrib", "models", "article", "sources", "claims", "verdicts", "matrix"} == set(
        reports[0]
    )


def test_the_same_input_gives_the_same_bytes(article: Path) -> None:
    assert run("score", article, "--json").stdout == run("score", article, "--json").stdout


def test_spans_slice_to_the_words(article: Path) -> None:
    report = json.loads(run("score", article, "--json").stdout)
    words = [
        TEXT[start:end]
        for claim in report["claims"]
        for spans in claim["spans"].values()
        for start, end in spans
    ]
    assert "denied" in words
    assert all(word == word.strip() and word for word in words)


def test_csv_writes_five_tables(article: Path, tmp_path: Path) -> None:
    result = run("score", article, "--csv", tmp_path / "tables")
    assert result.exit_code == 0 and result.stdout == ""
    names = {path.name for path in (tmp_path / "tables").iterdir()}
    assert names == {f"{n}.csv" for n in ("sources", "claims", "verdicts", "matrix", "credibility")}
    with (tmp_path / "tables" / "claims.csv").open(encoding="utf-8", newline="") as file:
        assert any(row["stance"] == "denies" for row in csv.DictReader(file))


CHARGE = "The army of Vell bombed the bridge in Tarn on Sunday."


@pytest.fixture
def charge(tmp_path: Path) -> Path:
    """An article in which nobody is quoted on what is denied."""
    path = tmp_path / "charge.json"
    path.write_text(json.dumps({"text": f"{CHARGE} {DENIAL}", "outlet": "Vell Wire"}), "utf-8")
    return path


def test_narration_gives_the_outlet_a_claim_that_the_denial_answers(charge: Path) -> None:
    report = json.loads(run("score", charge, "--narration", "--json").stdout)
    outlet = next(source for source in report["sources"] if source["name"] == "Vell Wire")
    (claim,) = (claim for claim in report["claims"] if claim.get("narrated"))
    assert (outlet["kind"], claim["source"]) == ("media", outlet["id"])
    assert claim["proposition"] == CHARGE.removesuffix(".")
    verdicts = [v for v in report["verdicts"] if claim["id"] in (v["a"], v["b"])]
    assert [verdict["relation"] for verdict in verdicts] == ["contradicts"]


def test_the_report_says_that_nobody_is_named(
    charge: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert "stated by the writer" in run("score", charge, "--narration").stdout


def test_without_the_flag_the_writer_makes_no_claim(charge: Path) -> None:
    printed = run("score", charge, "--json").stdout
    assert "narrated" not in printed and "Vell Wire" not in printed
    assert json.loads(printed)["verdicts"] == []


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_an_article_without_narration_gives_the_same_bytes(article: Path, form: list[str]) -> None:
    assert run("score", article, "--narration", *form).stdout == run("score", article, *form).stdout


def test_narration_is_explained(article: Path) -> None:
    assert "--narration" in run("score", "--help").stdout


def test_standard_input(article: Path) -> None:
    assert run("score", "-", "--json", stdin=TEXT.encode()).exit_code == 0


def test_a_compressed_corpus(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl.gz"
    rows = [json.dumps({"text": TEXT, "id": name}) for name in ("one", "two")]
    path.write_bytes(gzip.compress("\n".join(rows).encode()))
    result = run("score", path, "--json")
    assert [json.loads(line)["article"]["id"] for line in result.stdout.splitlines()] == [
        "one",
        "two",
    ]


BROKEN = {
    "missing": None,
    "empty.txt": b"",
    "blank.txt": b" \n\n ",
    "binary.txt": bytes(range(256)) * 40,
    "page.html": b"<html><head><title>x</title></head></html>",
    "broken.json": b'{"text": ',
    "list.json": b"[1, 2]",
}


@pytest.mark.parametrize("name", [*BROKEN, "folder"])
def test_what_cannot_be_read_is_one_line_and_the_rest_goes_on(
    name: str, tmp_path: Path, article: Path
) -> None:
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    elif BROKEN[name] is not None:
        path.write_bytes(BROKEN[name] or b"")
    result = run("score", path, article, "--json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert name in result.stderr and "Traceback" not in result.stderr
    assert len(result.stderr.strip().splitlines()) <= 2


def test_a_broken_line_in_the_middle_loses_one_record(tmp_path: Path) -> None:
    path = tmp_path / "three.jsonl"
    good = json.dumps({"text": TEXT})
    path.write_text(f"{good}\n{{broken\n{good}\n", encoding="utf-8")
    result = run("score", path, "--json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert "three.jsonl:2" in result.stderr


@pytest.mark.parametrize(
    "text",
    [
        "It rained on Monday. The shops were shut.",
        'The mayor of Tarn said the dam was safe. "It was never in danger.',
        "Der Bürgermeister sagte nichts.",
        "a" * 4000,
        "?",
    ],
    ids=["no attribution", "stray quotation mark", "another language", "one long word", "one mark"],
)
def test_odd_texts_are_reported_on(text: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.txt"
    path.write_text(text, encoding="utf-8")
    result = run("score", path)
    assert result.exit_code == 0, result.stderr


def test_windows_encoding_is_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("The café owner said it was closed.".encode("cp1252"))
    result = run("score", path)
    assert result.exit_code == 0
    assert "Windows-1252" in result.stderr


@pytest.mark.parametrize("arguments", [["score"], ["score", "--nope", "x"], ["unknown"]])
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_folder_that_is_no_checkpoint_is_one_line(article: Path, tmp_path: Path) -> None:
    result = run("score", article, "--nli", tmp_path)
    assert result.exit_code == 1
    assert "config.json" in result.stderr and "Traceback" not in result.stderr
