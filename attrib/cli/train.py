"""``attrib train``: a corpus in, a checkpoint that can score out."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table

from attrib.cli.edge import DATA_FILE, note, one_line_errors
from attrib.cli.options import columns_option, labels_option, mapping
from attrib.errors import MissingExtraError
from attrib.training.settings import (
    FORMATS,
    TASKS,
    DataSet,
    Settings,
    parse_data,
    resolve_settings,
)

if TYPE_CHECKING:
    from attrib.training.check import DataReport

SHOWN = 3  # examples of each kind of fault


@click.command()
@click.argument("task", type=click.Choice(TASKS), required=False)
@click.option(
    "--data",
    multiple=True,
    metavar="DATA[:WEIGHT]",
    help="A file, a folder, or the name of a data set; several with weights: "
    '"mnli:1.0 pool:0.5". May be repeated.',
)
@click.option("--dev", multiple=True, metavar="DATA", help="Held back whole, instead of a share.")
@click.option("--output", metavar="DIR", help="Where the checkpoint goes.")
@click.option(
    "--config",
    type=DATA_FILE,
    metavar="FILE",
    help="TOML file of a run, such as the training.toml beside a checkpoint; flags win.",
)
@click.option("--base", metavar="DIR|NAME", help="Encoder to start from; default: the shipped one.")
@click.option(
    "--format",
    type=click.Choice(FORMATS),
    help="Of --data; default: told by its first row.",
)
@click.option("--split", metavar="NAME", help="Of a named data set.  [default: train]")
@columns_option
@labels_option
@click.option("--licence", metavar="TEXT", help="Of --data, for the card.")
@click.option("--epochs", type=float, help="Times the data are seen.  [default: 1]")
@click.option("--batch-size", type=int, help="Examples a step.  [default: 64]")
@click.option("--learning-rate", type=float, help="At its highest.  [default: 5e-5]")
@click.option("--dropout", type=float, help="0-1.  [default: 0.1]")
@click.option("--label-smoothing", type=float, help="0-1.  [default: 0]")
@click.option("--max-tokens", type=int, help="Longer examples are cut.  [default: 128]")
@click.option(
    "--freeze-embeddings",
    is_flag=True,
    default=None,
    help="Keep the base's word embeddings: quicker on a processor.",
)
@click.option("--part", help="Teach one step of attribution alone: cues or roles.")
@click.option("--held-back", type=float, help="Share of groups held back.  [default: 0.05]")
@click.option("--share", type=float, help="Of the other groups, trained on.  [default: 1]")
@click.option("--check-every", type=int, help="Steps between checkpoints.  [default: 500]")
@click.option(
    "--patience",
    type=int,
    help="Checkpoints without a gain before the run ends early.  [default: 0, never]",
)
@click.option("--seed", type=int, help="Of the order, the split and the draws.  [default: 1]")
@click.option(
    "--allow-leaks",
    is_flag=True,
    default=None,
    help="Train even where dev examples are in the training data.",
)
@click.option(
    "--workdir",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where checkpoints are kept; a run that finds its own there goes on.",
)
@click.option("--check", is_flag=True, help="Say what the data hold and what it costs; stop.")
@one_line_errors
def train(
    task: str | None,
    config: Path | None,
    workdir: Path | None,
    check: bool,
    **flags: Any,  # noqa: ANN401 - the fields of Settings, by name
) -> None:
    """Train the TASK network on your data, and calibrate and export it for scoring.

    For nli, data are pairs with a label, dossiers or gold articles; for attribution, articles with
    spans, brat folders or token tags. A run that was stopped goes on when the same command is
    given again.

    \b
    Examples:
      attrib train nli --data pairs.jsonl --output models/mine --check
      attrib train nli --data pairs.jsonl --output models/mine
      attrib train attribution --data articles.jsonl --output models/mine --epochs 3
      attrib train --config models/mine/training.toml
    """
    settings = read_flags(task, config, flags)
    run, check_data = _training()
    with contextlib.redirect_stdout(sys.stderr):  # transformers prints its progress
        if not check:
            run(settings, workdir=workdir, note=note)
            return
        report = check_data(settings)
    _print_report(report, settings)


def read_flags(task: str | None, config: Path | None, flags: dict[str, Any]) -> Settings:
    """Return the settings that the options of `train`, by name, come to."""
    if not (config or (task and flags["data"] and flags["output"])):
        raise click.UsageError("expected TASK, --data and --output, or --config")
    own = ("format", "split", "licence")
    how = {key: value for key in own if (value := flags.pop(key)) is not None}
    how |= {key: mapping(flags.pop(key), key) for key in ("columns", "labels")}
    sets = {key: _sets(flags.pop(key), how) for key in ("data", "dev")}
    given = {key: value for key, value in flags.items() if value is not None}
    return resolve_settings(config, {**given, **sets, **({"task": task} if task else {})})


def _sets(texts: tuple[str, ...], how: dict[str, Any]) -> tuple[DataSet, ...]:
    parsed = [data for text in texts for data in parse_data(text)]
    return tuple(DataSet(data.path, weight=data.weight, **how) for data in parsed)


def _training() -> tuple[Callable[..., Path], Callable[[Settings], DataReport]]:
    try:
        from attrib.training.check import check_data
        from attrib.training.run import train as run
    except ImportError as error:
        raise MissingExtraError(error.name or "torch", "train") from error
    return run, check_data


def _print_report(report: DataReport, settings: Settings) -> None:
    console = Console(highlight=False)
    table = Table("set", "side", "examples", "weight", "labels", "twice", "clashing",
                  title=f"Data for {settings.task}", title_justify="left")  # fmt: skip
    for one in report.sets:
        labels = ", ".join(f"{label} {count:,}" for label, count in sorted(one.labels.items()))
        table.add_row(one.name, one.side, f"{one.examples:,}", f"{one.weight:g}", labels,
                      f"{one.duplicates:,}", f"{len(one.clashes):,}")  # fmt: skip
    console.print(table)
    for line in _findings(report):
        console.print(line, soft_wrap=True)


def _findings(report: DataReport) -> list[str]:
    lines = [
        f"{one.name}: tells apart {' and '.join(one.told)} only, and trains no more"
        for one in report.sets
        if len(one.told) == 2 and one.side == "train"
    ]
    lines += [
        f"{one.name}: clashing labels, such as {text!r}"
        for one in report.sets
        for text in one.clashes[:SHOWN]
    ]
    lines += [f"on both sides: {text!r} ({count})" for text, count in
              list(report.leaks.items())[:SHOWN]]  # fmt: skip
    return [
        *lines,
        f"{report.rows:,} rows an epoch, {report.held_back:,} held back; "
        f"{sum(report.leaks.values()):,} held-back examples are in the training data too",
        f"tokens a row: {report.median:.0f} in the middle, {report.longest:,} at most; the limit "
        f"of {report.max_tokens} (the encoder reads {report.limit:,}) cuts {report.cut:.1%} of "
        f"rows and {report.lost:.1%} of tokens",
        f"{report.steps:,} steps, about {_time(report.seconds)} on this machine",
    ]


def _time(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return "a minute"
    return f"{minutes} min" if minutes < 90 else f"{minutes / 60:.1f} hours"
