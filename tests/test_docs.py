"""The documents: every command in the README runs, every file it names exists."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from tiny import THINGS, article_row, write_lines

from attrib import __version__
from attrib.cli import COMMANDS as NAMES
from attrib.cli import main

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
    for name in ("examples", "scripts"):
        (folder / name).symlink_to(ROOT / name)
    shutil.copy(ROOT / "examples" / "ferry.txt", folder / "article.txt")
    write_lines(folder / "pairs.jsonl", [
        {"premise": f"The {thing} of {place} was shut.", "hypothesis": said, "label": label}
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
    return folder


@pytest.mark.shipped
@pytest.mark.parametrize("line", ATTRIB_LINES)
def test_the_readme_s_words_run_in_their_order(
    line: str, workplace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words that train start from the shipped networks, and the next line scores with them."""
    monkeypatch.chdir(workplace)
    result = CliRunner().invoke(main, shlex.split(line)[1:])
    assert result.exit_code == 0, result.output
    trained = re.search(r"train .*--output (\S+)", line)
    if trained and "--check" not in line:
        assert (workplace / trained[1] / "model.onnx").is_file()


def test_the_readme_trains_both_networks_and_scores_with_them() -> None:
    words = " ".join(ATTRIB_LINES)
    assert all(
        part in words
        for part in ("train nli", "train attribution", "--check", "--nli ", "--attribution ")
    )


COMMANDS = [[], *([name] for name in NAMES)]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: " ".join(c) or "attrib")
def test_every_help_page_is_shown(command: list[str]) -> None:
    result = CliRunner().invoke(main, [*command, "--help"])
    assert result.exit_code == 0
    assert result.stdout.startswith("Usage: ")


@pytest.mark.shipped
def test_the_readme_shows_the_real_output() -> None:
    shown = re.search(r"```text\n(.*?)```", README, re.DOTALL)
    assert shown
    result = CliRunner(env={"COLUMNS": "100"}).invoke(
        main, ["score", str(ROOT / "examples" / "ferry.txt")]
    )
    printed = {line.rstrip() for line in result.stdout.splitlines()}
    missing = [
        line
        for line in shown[1].splitlines()
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
