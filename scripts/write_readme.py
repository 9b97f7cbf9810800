"""Put the headline of a suite's result into a document, between its marks for scores.

python scripts/write_readme.py suites/all.json README.md
"""

from __future__ import annotations

from pathlib import Path

import click

from attrib.cli.edge import DATA_FILE, note, one_line_errors
from attrib.harness.results import read_results, write_headline


@click.command(help=__doc__)
@click.argument("result", type=DATA_FILE)
@click.argument("document", type=DATA_FILE)
@one_line_errors
def main(result: Path, document: Path) -> None:
    """RESULT is what `attrib evaluate --suite --json` printed."""
    write_headline(read_results(result), document)
    note(f"wrote {document}")


if __name__ == "__main__":
    main()
