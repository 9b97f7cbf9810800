"""``attrib evaluate``: how good a checkpoint, the whole flow or somebody else's output is."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from attrib.cli.edge import DATA_FILE, FOLDER, note, one_line_errors, with_progress
from attrib.cli.evaluate.output import Output, output_options, show_suite
from attrib.cli.lazy import LazyGroup
from attrib.harness.suite import cache_folder, read_suite, run_suite


class _Evaluations(LazyGroup):
    lazy = {
        "nli": "attrib.cli.evaluate.tasks",
        "attribution": "attrib.cli.evaluate.tasks",
        "claims": "attrib.cli.evaluate.tasks",
        "credibility": "attrib.cli.evaluate.tasks",
        "compare": "attrib.cli.evaluate.compare",
        "curve": "attrib.cli.evaluate.curve",
    }


@click.group(cls=_Evaluations, invoke_without_command=True, no_args_is_help=True)
@click.option("--suite", type=DATA_FILE, metavar="FILE", help="TOML file of many evaluations.")
@click.option(
    "--data",
    type=FOLDER,
    metavar="DIR",
    help="Where the suite's data are.  [default: beside the suite]",
)
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where finished evaluations are kept.  [default: the user's cache]",
)
@click.option("--fresh", is_flag=True, help="Run what is in the cache too.")
@output_options
@click.pass_context
@one_line_errors
def evaluate(
    context: click.Context,
    suite: Path | None,
    data: Path | None,
    cache: Path | None,
    fresh: bool,
    output: Output,
) -> None:
    """Score answers on data whose right answers are known.

    Every figure comes with n, a 95 % interval and a baseline. Answers are those of the shipped
    networks, of other checkpoints, or of somebody else's system (--predictions).

    \b
    Examples:
      attrib evaluate nli --data pairs.parquet
      attrib evaluate claims --data gold.jsonl --errors errors.jsonl
      attrib evaluate compare before.jsonl after.jsonl
      attrib evaluate --suite suites/all.toml --data corpora --html scores.html
    """
    if context.invoked_subcommand is not None:
        if suite is not None:
            raise click.UsageError("expected --suite or a task, not both")
        return
    if suite is None:
        raise click.UsageError("expected a task or --suite")
    result = run_suite(
        read_suite(suite),
        data=data or suite.parent,
        cache=cache or cache_folder(),
        fresh=fresh,
        progress=with_progress,
        note=note,
    )
    show_suite(result, output)
    if result.failures:
        sys.exit(1)
