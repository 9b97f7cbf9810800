"""The documents: every command in the README runs, every file it names exists."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from attrib import __version__
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


@pytest.mark.shipped
@pytest.mark.parametrize("line", ATTRIB_LINES)
def test_attrib_commands_run(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the placeholders filled by small files of our own."""
    monkeypatch.chdir(tmp_path)
    for name in ("examples", "scripts", "models"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "pairs.jsonl").write_text(
        '{"premise": "It rained.", "hypothesis": "It was wet.", "label": "entailment"}\n'
        '{"premise": "It rained.", "hypothesis": "It was dry.", "label": "contradiction"}\n'
        '{"premise": "It rained.", "hypothesis": "A boy sang.", "label": "neutral"}\n',
        encoding="utf-8",
    )
    (tmp_path / "articles.jsonl").write_text(
        '{"id": "a", "text": "The mayor said the dam was safe.", "attributions": [{"id": "A1", '
        '"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 31]]}]}\n',
        encoding="utf-8",
    )
    arguments = shlex.split(line)[1:]
    if arguments[0] == "train":
        arguments.append("--help")  # a run takes an hour; tests/test_training.py makes tiny ones
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output


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


@pytest.mark.parametrize("path", sorted((ROOT / "scripts").glob("*.py")), ids=lambda p: p.name)
def test_scripts_explain_themselves(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import runpy

    monkeypatch.setattr("sys.argv", [path.name, "--help"])
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(path), run_name="__main__")
    assert end.value.code == 0
