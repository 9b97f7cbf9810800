"""Fit the temperature of an NLI checkpoint on pairs that none of its runs has seen.

python scripts/calibrate.py models/nli pairs.parquet
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from attrib.cli.edge import DATA, note, one_line_errors
from attrib.corpora import fingerprint, read_nli
from attrib.training.calibration import recalibrate
from attrib.training.card import RECORD, write_card, write_record


@click.command(help=__doc__)
@click.argument("checkpoint", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("data", type=DATA)
@one_line_errors
def main(checkpoint: Path, data: Path) -> None:
    """The record and the card then say what it was fitted on."""
    examples = read_nli(data)
    temperature = recalibrate(checkpoint, examples)
    record = json.loads((checkpoint / RECORD).read_text(encoding="utf-8"))
    said = f"{temperature:g}, fitted on {len(examples):,} pairs of {data.name}"
    record["runs"][-1]["measured"]["temperature"] = f"{said} (`{fingerprint(data)}`)"
    write_record(checkpoint, record)
    note(f"temperature {said}; wrote {write_card(checkpoint)}")


if __name__ == "__main__":
    main()
