"""Average checkpoints of one network, then calibrate, export and describe the mean.

python scripts/average.py build/last:0.7 build/early:0.3 --output models/mine
"""

from __future__ import annotations

from pathlib import Path

import click

from attrib.cli.edge import note, one_line_errors
from attrib.errors import CheckpointError
from attrib.training.average import average_checkpoints


@click.command(help=__doc__)
@click.argument("checkpoints", nargs=-1, required=True, metavar="DIR:SHARE...")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), required=True)
@one_line_errors
def main(checkpoints: tuple[str, ...], output: Path) -> None:
    """The first DIR is a finished run's; its held-back examples calibrate the mean."""
    average_checkpoints(dict(map(_parse, checkpoints)), output, note=note)


def _parse(text: str) -> tuple[Path, float]:
    folder, _, share = text.rpartition(":")
    try:
        return Path(folder), float(share)
    except ValueError as error:
        raise CheckpointError(f"{text}: no share; expected DIR:SHARE, such as mine:0.5") from error


if __name__ == "__main__":
    main()
