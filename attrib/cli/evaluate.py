"""``attrib evaluate``: how good a checkpoint is on data with known answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.table import Table

from attrib import __version__
from attrib.attributions import find_attributions
from attrib.cli.edge import CHECKPOINT, DATA, note, one_line_errors, with_progress
from attrib.corpora import fingerprint, read_annotated, read_nli
from attrib.evaluation import Evaluation, Score, score_attributions, score_nli
from attrib.networks import AttributionNetwork, NLINetwork, shipped_checkpoint

T = TypeVar("T")
JUDGED_AT_ONCE = 512


@click.command()
@click.argument("task", type=click.Choice(["nli", "attribution"]))
@click.option("--data", type=DATA, required=True, help="Gold file, or a folder of brat files.")
@click.option(
    "--model", type=CHECKPOINT, metavar="DIR", help="Checkpoint; default: the shipped one."
)
@click.option("--limit", type=click.IntRange(min=1), help="Use the first N rows only.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@one_line_errors
def evaluate(task: str, data: Path, model: Path | None, limit: int | None, as_json: bool) -> None:
    """Score a checkpoint on TASK, with n, a 95 % interval and a baseline beside each figure.

    \b
    Examples:
      attrib evaluate nli --data pairs.parquet
      attrib evaluate attribution --data articles.jsonl --model models/mine --json
    """
    folder = model or shipped_checkpoint(task)
    evaluation = TASKS[task](data, folder, limit)
    if limit:
        note(f"Partial: only the first {limit} rows of {data.name} were used")
    if as_json:
        click.echo(json.dumps(evaluation.to_dict(), ensure_ascii=False))
    else:
        _print_table(evaluation, data)


def _evaluate_nli(data: Path, folder: Path, limit: int | None) -> Evaluation:
    examples = read_nli(data)[:limit]
    network = NLINetwork(folder)
    chunks = [examples[i : i + JUDGED_AT_ONCE] for i in range(0, len(examples), JUDGED_AT_ONCE)]
    judgements = [
        judgement
        for chunk in with_progress(chunks, label="Judging", total=len(chunks))
        for judgement in network.judge([example.pair for example in chunk])
    ]
    return score_nli(
        examples, judgements, model=_name(folder, network.fingerprint), attrib_version=__version__
    )


def _evaluate_attribution(data: Path, folder: Path, limit: int | None) -> Evaluation:
    gold = read_annotated(data)[:limit]
    network = AttributionNetwork(folder)
    found = {
        annotated.article.id: find_attributions(annotated.article, tagger=network)
        for annotated in with_progress(gold, label="Tagging", total=len(gold))
    }
    return score_attributions(
        gold, found, model=_name(folder, network.fingerprint), attrib_version=__version__
    )


TASKS: dict[str, Callable[[Path, Path, int | None], Evaluation]] = {
    "nli": _evaluate_nli,
    "attribution": _evaluate_attribution,
}


def _name(folder: Path, digest: str) -> str:
    return f"{folder.name}@{digest}"


def _print_table(evaluation: Evaluation, data: Path) -> None:
    table = Table(
        "score", "value", "95 % interval", "n", "baseline",
        title=f"{evaluation.task}: {evaluation.model} on {data.name} ({fingerprint(data)})",
        title_justify="left",
    )  # fmt: skip
    rows = [("", evaluation.scores), *evaluation.slices.items()]
    for slice_name, scores in rows:
        for name, score in scores.items():
            table.add_row(f"{slice_name}: {name}" if slice_name else name, *_cells(score))
    Console(highlight=False).print(table)


def _cells(score: Score) -> Sequence[str]:
    interval = f"{_figure(score.low)}–{_figure(score.high)}"
    return (_figure(score.value), interval, str(score.n), _figure(score.baseline))


def _figure(value: float | None) -> str:
    return "undefined" if value is None else f"{value:.3f}"
