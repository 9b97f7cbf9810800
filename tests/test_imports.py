"""The architecture, held by imports: who may know whom, and what stays out of scoring."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "attrib"
STAGES = (
    "article", "sentences", "attributions", "sources", "narration", "claims", "propositions",
    "pairs", "verdicts", "matrix", "report",
)  # fmt: skip
MAY_KNOW = {("article", "sentences")}  # an article is made with its sentences
HEAVY = ("torch", "transformers", "datasets", "sklearn", "scipy", "pyarrow", "trafilatura")


def imported(path: Path) -> set[str]:
    modules = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            modules.add(node.module)
        elif isinstance(node, ast.Import):
            modules.update(alias.name for alias in node.names)
    return modules


def files_of(module: str) -> list[Path]:
    folder = PACKAGE / module
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{module}.py"]


def test_the_pipeline_knows_no_stage_that_is_not_listed() -> None:
    """What it imports are stages, or shared by several: nouns, networks and their names."""
    known = {n.split(".")[1] for n in imported(PACKAGE / "pipeline.py") if n.startswith("attrib.")}
    assert known - set(STAGES) == {"records", "networks", "fingerprints"}


@pytest.mark.parametrize("stage", STAGES)
def test_stages_do_not_import_each_other(stage: str) -> None:
    known = {
        name.split(".")[1]
        for path in files_of(stage)
        for name in imported(path)
        if name.startswith("attrib.")
    }
    allowed = {stage} | {b for a, b in MAY_KNOW if a == stage}
    assert known & set(STAGES) <= allowed


def test_records_import_nothing_of_ours() -> None:
    known = {name for path in files_of("records") for name in imported(path)}
    assert not {n for n in known if n.startswith("attrib") and not n.startswith("attrib.records")}


def test_only_the_command_line_prints() -> None:
    printing = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if imported(path) & {"click", "rich.console"}
        and not {"cli", "report", "pages"} & set(path.relative_to(PACKAGE).parts)
    }
    assert not printing


@pytest.mark.parametrize(
    "module",
    ["attrib.cli.score", "attrib.cli.matrix", "attrib.cli", "attrib.pipeline", "attrib.evaluation"],
)
def test_scoring_imports_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sorted(set({HEAVY!r}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent
    )
    assert done.stdout.split() == []


def test_modules_stay_readable() -> None:
    long = {
        path.name: lines
        for path in PACKAGE.rglob("*.py")
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 400
    }
    assert not long
