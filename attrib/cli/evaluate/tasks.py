"""The four tasks as commands; what they share is said once."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from attrib.cli.edge import (
    CHECKPOINT,
    DATA,
    DATA_FILE,
    FOLDER,
    note,
    one_line_errors,
    with_progress,
)
from attrib.cli.evaluate.output import OUT_FILE, Output, output_options, show
from attrib.cli.options import columns_option, labels_option, mapping
from attrib.corpora import GoldReport, check_gold
from attrib.evaluation import Oracle
from attrib.harness.request import Request
from attrib.harness.run import run

C = TypeVar("C", bound=Callable[..., Any])


def _answers(command: C) -> C:
    """Options of every task: whose answers, how many, and what is kept of them."""
    options = (
        click.option(
            "--predictions", type=DATA_FILE, metavar="FILE", help="Score these answers instead."
        ),
        click.option("--limit", type=click.IntRange(min=1), help="Use the first N items only."),
        click.option("--seed", type=int, default=0, help="Of the resamples.  [default: 0]"),
        click.option(
            "--save-predictions", "save", type=OUT_FILE, metavar="FILE", help="Keep the answers."
        ),
        click.option(
            "--errors", type=OUT_FILE, metavar="FILE", help="Write every mistake with its words."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


_model = click.option(
    "--model", type=CHECKPOINT, metavar="DIR", help="Checkpoint.  [default: the shipped one]"
)
_check = click.option("--check", is_flag=True, help="Say what is wrong with the data; stop.")


@click.command()
@click.option("--data", type=DATA_FILE, required=True, help="Pairs with a label.")
@_model
@click.option("--slice", "slices", multiple=True, metavar="COLUMN", help="Score by its values too.")
@columns_option
@labels_option
@_answers
@output_options
@one_line_errors
def nli(
    model: Path | None,
    columns: tuple[str, ...],
    labels: tuple[str, ...],
    **options: Any,  # noqa: ANN401 - see _evaluate
) -> None:
    """Score judgements on premise-hypothesis pairs.

    \b
    Examples:
      attrib evaluate nli --data pairs.parquet
      attrib evaluate nli --data pairs.csv --columns premise=text --slice genre --html scores.html
      attrib evaluate nli --data pairs.jsonl --predictions theirs.csv
    """
    _evaluate(
        "nli",
        networks={"nli": model},
        columns=mapping(columns, "columns"),
        labels=mapping(labels, "labels"),
        **options,
    )


@click.command()
@click.option("--data", type=DATA, required=True, help="Annotated articles, or a folder of brat.")
@_model
@_answers
@_check
@output_options
@one_line_errors
def attribution(model: Path | None, **options: Any) -> None:  # noqa: ANN401 - see _evaluate
    """Score source, cue and content spans on annotated articles.

    Where the data hold several annotators' versions, their agreement stands beside.

    \b
    Examples:
      attrib evaluate attribution --data articles.jsonl
      attrib evaluate attribution --data articles.jsonl --predictions theirs.jsonl
    """
    _evaluate("attribution", networks={"attribution": model}, **options)


@click.command()
@click.option("--data", type=DATA_FILE, required=True, help="Gold articles.")
@click.option("--attribution", type=CHECKPOINT, metavar="DIR", help="Attribution checkpoint.")
@click.option("--nli", type=CHECKPOINT, metavar="DIR", help="NLI checkpoint.")
@click.option(
    "--oracle",
    type=click.Choice([stage.value for stage in Oracle]),
    help="Take everything up to this stage from gold, so that an error has an address.",
)
@_answers
@_check
@output_options
@one_line_errors
def claims(
    attribution: Path | None,
    nli: Path | None,
    **options: Any,  # noqa: ANN401 - see _evaluate
) -> None:
    """Score speakers, stances, pairs and the matrix on whole articles.

    Predictions are rows of the gold format, or what attrib score --json prints.

    \b
    Examples:
      attrib evaluate claims --data gold.jsonl
      attrib evaluate claims --data gold.jsonl --oracle stances --errors errors.jsonl
    """
    _evaluate("claims", networks={"attribution": attribution, "nli": nli}, **options)


@click.command()
@click.option(
    "--data",
    type=FOLDER,
    required=True,
    help="Folder with claims.csv (source,item,value) and truth.csv (item,value).",
)
@_answers
@output_options
@one_line_errors
def credibility(**options: Any) -> None:  # noqa: ANN401 - see _evaluate
    """Score methods that choose among the values which many sources claim.

    \b
    Examples:
      attrib evaluate credibility --data books
      attrib evaluate credibility --data books --predictions theirs.csv
    """
    _evaluate("credibility", networks={}, **options)


def _evaluate(
    task: str,
    *,
    data: Path,
    networks: dict[str, Path | None],
    predictions: Path | None,
    limit: int | None,
    save: Path | None,
    errors: Path | None,
    output: Output,
    check: bool = False,
    oracle: str | None = None,
    **how: Any,  # noqa: ANN401 - fields of Request
) -> None:
    """Check the data, or evaluate as the request says and keep what is asked for."""
    if check:
        _show_check(check_gold(data), data)
        return
    if predictions and (limit or oracle or any(networks.values())):
        raise click.UsageError("--predictions are scored as they are; expected no network, limit "
                               "or oracle beside them")  # fmt: skip
    request = Request(
        task=task,
        data=data,
        networks={name: folder for name, folder in networks.items() if folder},
        predictions=predictions,
        limit=limit or 0,
        oracle=oracle or "",
        **how,
    )
    outcome = run(request, progress=with_progress)
    if save is not None:
        outcome.save_predictions(save)
    if errors is not None:
        note(f"wrote {outcome.save_mistakes(errors):,} mistakes to {errors}")
    show(outcome.evaluation, output)


def _show_check(report: GoldReport, data: Path) -> None:
    for line in (*report.faults, *report.warnings):
        click.echo(line)
    counts = ", ".join(f"{count:,} {name}" for name, count in report.counts.items())
    note(f"{data}: {counts}; {len(report.faults)} faults, {len(report.warnings)} warnings")
    if report.faults:
        sys.exit(1)
