"""``attrib evaluate compare``: is B better than A?"""

from __future__ import annotations

from pathlib import Path

import click

from attrib.cli.edge import DATA, DATA_FILE, one_line_errors
from attrib.cli.evaluate.output import Output, output_options, show_comparison
from attrib.errors import CorpusError
from attrib.harness.files import read_header
from attrib.harness.request import Request
from attrib.harness.run import compare as compare_predictions
from attrib.harness.tasks import TASKS


@click.command()
@click.argument("a", type=DATA_FILE)
@click.argument("b", type=DATA_FILE)
@click.option("--task", type=click.Choice([*TASKS]), help="Of files that do not say so.")
@click.option("--data", type=DATA, help="The gold.  [default: where A's answers were made]")
@click.option("--seed", type=int, default=0, help="Of the resamples.  [default: 0]")
@output_options
@one_line_errors
def compare(
    a: Path, b: Path, task: str | None, data: Path | None, seed: int, output: Output
) -> None:
    """Compare the answers in B with those in A, each score by a paired test.

    A and B are files that --save-predictions wrote, or somebody else's answers.

    \b
    Examples:
      attrib evaluate compare before.jsonl after.jsonl
      attrib evaluate compare ours.jsonl theirs.csv --task nli --data pairs.parquet
    """
    header = read_header(a) or read_header(b)
    task = task or (header.predictions if header else None)
    data = data or (Path(header.data) if header else None)
    if task is None or data is None:
        raise CorpusError(
            f"{a}: found no header that says the task and the data; expected --task and --data"
        )
    requests = (Request(task, data, predictions=file, seed=seed) for file in (a, b))
    show_comparison(compare_predictions(*requests), output)
