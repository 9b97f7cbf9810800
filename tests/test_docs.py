"""The documents: every command in the README runs, every file it names exists."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pyarrow
import pytest
from click.testing import CliRunner
from pyarrow import parquet
from tiny import NLI_ROWS, THINGS, article_row, write_lines

from attrib import __version__
from attrib.cli import main
from attrib.harness.suite import read_suite

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def shell_lines(text: str) -> list[str]:
    """The command lines of the shell blocks."""
    blocks = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    return [line.split(" #")[0].strip() for block in blocks for line in block.splitlines() if line]


ATTRIB_LINES = [line for line in shell_lines(README) if line.startswith("attrib ")]
MAKE_LINES = [line for line in shell_lines(README) if line.startswith("make ")]


def test_the_readme_has_its_two_commands() -> None:
    assert {"make score", "make test"} <= set(MAKE_LINES)


@pytest.mark.parametrize("line", MAKE_LINES)
def test_make_targets_exist(line: str) -> None:
    target = shlex.split(line)[1]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the README's words are said in their order, with small corpora."""
    folder = tmp_path_factory.mktemp("readme")
    for name in ("examples", "scripts", "suites"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "examples" / "ferry.txt", folder / "article.txt")
    write_lines(folder / "pairs.jsonl", [
        {"premise": f"The {thing} of {place} was shut.", "hypothesis": said, "label": label,
         "genre": place}
        for thing in THINGS
        for place in ("Tarnholt", "Quillmere", "Kessary")
        for said, label in (
            (f"The {thing} was closed.", "entailment"),
            (f"The {thing} stayed open.", "contradiction"),
            ("It was a Monday.", "neutral"),
        )
    ])  # fmt: skip
    write_lines(folder / "articles.jsonl", [
        article_row(
            f"Ilo Brask of {place} denied that the {thing} was closed. It was Monday.",
            f"{thing} of {place}",
            ([f"Ilo Brask of {place}"], "denied", [f"that the {thing} was closed"]),
        )
        for thing in THINGS
        for place in ("Tarnholt", "Quillmere", "Kessary")
    ])  # fmt: skip
    write_gold(folder / "gold.jsonl")
    write_gold(folder / "theirs.jsonl")
    write_values(folder / "values")
    (folder / "facts.csv").write_text("claim,holds\ngulf-wire-1:C2,yes", "utf-8")
    (folder / "priors.csv").write_text("source,grade\nnavy of Orrava,D", "utf-8")
    for request in read_suite(ROOT / "suites" / "all.toml").runs.values():
        write_corpus(folder / "corpora" / request.data, request.task)
    return folder


def write_gold(path: Path) -> None:
    """Two articles in which a flood is reported and denied."""
    rows = []
    for thing in THINGS[:2]:
        said, denied = f"the {thing} was closed", f"the {thing} was ever closed"
        row = article_row(
            f"Ilo Brask said {said}. Mayor Orla Venn denied that {denied}.",
            thing,
            (["Ilo Brask"], "said", [said]),
            (["Mayor Orla Venn"], "denied", [denied]),
        )
        for one, speaker, stance in zip(
            row["attributions"], ("Ilo Brask", "Orla Venn"), ("asserts", "denies"), strict=True
        ):
            one |= {"speaker": speaker, "stance": stance}
        ends = {"a": f"{thing}-0", "b": f"{thing}-1"}
        rows.append({**row, "pairs": [{**ends, "relation": "contradicts", "kind": "denial"}]})
    write_lines(path, rows)


def write_values(folder: Path) -> None:
    """Three sources on two items."""
    folder.mkdir(parents=True)
    claims = ["a,x,1", "b,x,1", "c,x,2", "a,y,2", "b,y,1", "c,y,2"]
    (folder / "claims.csv").write_text("\n".join(["source,item,value", *claims]), "utf-8")
    (folder / "truth.csv").write_text("item,value\nx,1\ny,2", "utf-8")


def write_corpus(path: Path, task: str) -> None:
    """A small corpus where the suite has a large one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if task == "credibility":
        write_values(path)
    elif task == "nli":
        rows = [row | {"genre": "port"} for row in NLI_ROWS]
        parquet.write_table(pyarrow.Table.from_pylist(rows), path)
    else:
        write_gold(path)


@pytest.mark.shipped
@pytest.mark.parametrize("line", ATTRIB_LINES)
def test_the_readme_s_words_run_in_their_order(
    line: str, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words that train start from the shipped networks, and the next line scores with them."""
    monkeypatch.chdir(workplace)
    monkeypatch.setenv("XDG_CACHE_HOME", str(workplace / "cache"))
    result = CliRunner().invoke(main, shlex.split(line)[1:])
    assert result.exit_code == 0, result.output
    trained = re.search(r"train .*--output (\S+)", line)
    if trained and "--check" not in line and "curve" not in line:
        assert (workplace / trained[1] / "model.onnx").is_file()


def test_the_readme_trains_both_networks_and_scores_with_them() -> None:
    words = " ".join(ATTRIB_LINES)
    assert all(
        part in words
        for part in ("train nli", "train attribution", "--check", "--nli ", "--attribution ")
    )


def commands(group: click.Group, *names: str) -> Iterator[list[str]]:
    """The words of every command, whatever group it is in."""
    context = click.Context(group)
    yield list(names)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, *names, name)
        else:
            yield [*names, name]


COMMANDS = list(commands(main))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: " ".join(c) or "attrib")
def test_every_help_page_is_shown(command: list[str]) -> None:
    result = CliRunner().invoke(main, [*command, "--help"])
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")
    assert f"attrib {' '.join(command)}".strip() in result.stdout.split("Example", 1)[1]


SHOWN = re.findall(r"```text\n(.*?)```", README, re.DOTALL)


@pytest.mark.shipped
@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (SHOWN[0], ["score", "examples/ferry.txt"]),
        (SHOWN[1], ["matrix", "examples/ferry-week.jsonl"]),
    ],
    ids=("score", "matrix"),
)
def test_the_readme_shows_the_real_output(
    shown: str, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    result = CliRunner(env={"COLUMNS": "100"}).invoke(main, words)
    printed = {line.rstrip() for line in result.stdout.splitlines()}
    missing = [
        line
        for line in shown.splitlines()
        if line.strip() and line.strip() != "…" and line.rstrip() not in printed
    ]
    assert not missing


@pytest.mark.parametrize("path", re.findall(r"\| `(attrib/[\w/.]+)`", README))
def test_the_table_of_files_names_files(path: str) -> None:
    assert (ROOT / path).exists()


def test_the_changelog_knows_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {__version__}" in changelog


SCRIPTS = sorted([*(ROOT / "scripts").glob("*.py"), *(ROOT / "benchmarks").glob("*.py")])


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: p.name)
def test_scripts_explain_themselves(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import runpy

    monkeypatch.setattr("sys.argv", [path.name, "--help"])
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(path), run_name="__main__")
    assert end.value.code == 0
