"""``attrib evaluate curve``: what more training data would bring."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from attrib.cli.edge import note, one_line_errors
from attrib.cli.evaluate.output import Output, output_options, show
from attrib.cli.train import read_flags, train
from attrib.errors import MissingExtraError
from attrib.evaluation import Evaluation

# Of train's options, those that a curve decides itself; --output has a second meaning here.
DECIDED = ("share", "part", "workdir", "check", "output")


def _numbers(context: click.Context, option: click.Parameter, text: str) -> tuple[float, ...]:
    try:
        return tuple(map(float, text.split(",")))
    except ValueError as error:
        raise click.BadParameter(f"{text!r}; expected numbers such as 0.25,0.5,1") from error


@click.command(params=[option for option in train.params if option.name not in DECIDED])
@click.option(
    "--shares",
    callback=_numbers,
    default="0.25,0.5,1",
    metavar="LIST",
    help="Of the training groups, each more than 0 and at most 1.  [default: 0.25,0.5,1]",
)
@click.option("--output", "folder", metavar="DIR", help="Where a checkpoint a share goes.")
@output_options
@one_line_errors
def curve(
    task: str | None,
    config: Path | None,
    shares: tuple[float, ...],
    folder: str | None,
    output: Output,
    **flags: Any,  # noqa: ANN401 - the fields of Settings, by name
) -> None:
    """Train the TASK network on growing shares of your data, and score each on the same dev side.

    The shares hold each other, and no article or event is cut. A curve that still rises at its end
    says that annotating more is worth it. What was stopped goes on when the same command is given
    again.

    \b
    Examples:
      attrib evaluate curve nli --data pairs.jsonl --output curves/mine
      attrib evaluate curve attribution --data articles.jsonl --dev dev.jsonl --output curves/mine
        --shares 0.125,0.25,0.5,1 --epochs 3 --html curve.html
    """
    settings = read_flags(task, config, {**flags, "output": folder})
    learning_curve = _learning_curve()
    with contextlib.redirect_stdout(sys.stderr):  # transformers prints its progress
        evaluation = learning_curve(settings, shares, note=note)
    show(evaluation, output)


def _learning_curve() -> Callable[..., Evaluation]:
    try:
        from attrib.training.curve import learning_curve
    except ImportError as error:
        raise MissingExtraError(error.name or "torch", "train") from error
    return learning_curve
