"""Write the scores of ``attrib evaluate --json`` into a checkpoint's card.

python scripts/write_card.py models/nli multinli_dev_matched=scores.json
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from attrib.training.card import write_card


@click.command(help=__doc__)
@click.argument("checkpoint", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("scores", nargs=-1, metavar="NAME=FILE...")
def main(checkpoint: Path, scores: tuple[str, ...]) -> None:
    """Each NAME is the data's name on the card, each FILE the JSON that was measured on it."""
    evaluations = []
    for score in scores:
        name, _, path = score.partition("=")
        evaluations.append({"data": name, **json.loads(Path(path).read_text(encoding="utf-8"))})
    click.echo(f"wrote {write_card(checkpoint, evaluations)}", err=True)


if __name__ == "__main__":
    main()
