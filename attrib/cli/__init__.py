"""The command line: the only part of attrib that prints.

Data goes to stdout, progress and notes to stderr. Exit codes: 0 done, 1 an input could not be
processed (one line says what was found, what was expected, what to do), 2 wrong usage.
"""

from __future__ import annotations

import click

from attrib import __version__
from attrib.cli.evaluate import evaluate
from attrib.cli.score import score
from attrib.cli.train import train


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="attrib")
def main() -> None:
    """Who says what in a news article, and which statements contradict which.

    \b
    Example:
      attrib score article.txt
    """


main.add_command(score)
main.add_command(evaluate)
main.add_command(train)
