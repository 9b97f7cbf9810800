"""``attrib train``: a corpus in, a checkpoint that can score out."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import click

from attrib.cli.edge import DATA_FILE, note, one_line_errors
from attrib.errors import MissingExtraError


@click.command()
@click.argument("settings", type=DATA_FILE, metavar="SETTINGS.toml")
@click.option(
    "--workdir",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where checkpoints are kept; a run that finds one goes on from it.",
)
@one_line_errors
def train(settings: Path, workdir: Path | None) -> None:
    """Train a network by SETTINGS.toml and export it for scoring.

    The file names the task (nli or attribution), the base checkpoint, the output folder and the
    data; scripts/recipes/ holds those that the shipped networks were trained by.

    \b
    Example:
      attrib train scripts/recipes/attribution.toml
    """
    from attrib.training.settings import read_settings

    resolved = read_settings(settings)
    try:
        from attrib.training.run import train as run
    except ImportError as error:
        raise MissingExtraError(error.name or "torch", "train") from error
    with contextlib.redirect_stdout(sys.stderr):  # transformers prints its progress
        folder = run(resolved, workdir=workdir)
    note(f"wrote {folder}")
