"""Write the scores of a suite, or of one evaluation, into a checkpoint's card.

python scripts/write_card.py models/nli suites/all.json
"""

from __future__ import annotations

from pathlib import Path

import click

from attrib.cli.edge import CHECKPOINT, DATA_FILE, note, one_line_errors
from attrib.harness.results import read_results
from attrib.training.card import read_record, write_card


@click.command(help=__doc__)
@click.argument("checkpoint", type=CHECKPOINT)
@click.argument("result", type=DATA_FILE)
@one_line_errors
def main(checkpoint: Path, result: Path) -> None:
    """Only what was measured on the checkpoint's own task goes into the card."""
    task = read_record(checkpoint)["task"]
    evaluations = read_results(result).evaluations
    own = {name: one for name, one in evaluations.items() if one.task == task}
    note(f"wrote {write_card(checkpoint, own)}")


if __name__ == "__main__":
    main()
