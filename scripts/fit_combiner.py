"""Fit the combiner of an NLI checkpoint on dossiers it was not trained on.

python scripts/fit_combiner.py models/nli data/dossiers/*.jsonl
"""

from __future__ import annotations

from pathlib import Path

import click

from attrib.corpora import read_dossiers, split_groups
from attrib.networks import NLINetwork
from attrib.training.combiner import fit_combiner, write_combiner
from attrib.training.settings import RECORDED, resolve_settings


@click.command(help=__doc__)
@click.argument("checkpoint", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("dossiers", nargs=-1, type=click.Path(exists=True, path_type=Path))
def main(checkpoint: Path, dossiers: tuple[Path, ...]) -> None:
    """Use the events that the checkpoint's own run held back."""
    settings = resolve_settings(checkpoint / RECORDED, {})
    read = [dossier for path in dossiers for dossier in read_dossiers(path)]
    _, held_back = split_groups(read, share=settings.held_back, seed=settings.seed)
    combiner = fit_combiner(held_back, judge=NLINetwork(checkpoint))
    write_combiner(combiner, checkpoint / "combiner.json")
    click.echo(f"fitted on {len(held_back)} events; wrote {checkpoint / 'combiner.json'}", err=True)


if __name__ == "__main__":
    main()
