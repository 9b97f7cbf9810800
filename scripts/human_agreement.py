"""How far annotators agree with each other, which is the ceiling for ``attrib evaluate``.

python scripts/human_agreement.py data/articles.multi.jsonl
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from attrib import __version__
from attrib.cli.edge import DATA_FILE, one_line_errors
from attrib.cli.evaluate import _print_table
from attrib.corpora import read_versions
from attrib.evaluation import score_agreement


@click.command(help=__doc__)
@click.argument("files", nargs=-1, required=True, type=DATA_FILE)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object a file, not a table.")
@one_line_errors
def main(files: tuple[Path, ...], as_json: bool) -> None:
    """Each FILE holds articles, one a line, several times each with another annotator."""
    for path in files:
        evaluation = score_agreement(read_versions(path), attrib_version=__version__)
        if as_json:
            row = {"data": path.name, **evaluation.to_dict()}
            click.echo(json.dumps(row, ensure_ascii=False))
        else:
            _print_table(evaluation, path)


if __name__ == "__main__":
    main()
