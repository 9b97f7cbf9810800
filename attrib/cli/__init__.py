"""The command line: the only part of attrib that prints.

Data goes to stdout, progress and notes to stderr. Exit codes: 0 done, 1 an input could not be
processed (one line says what was found, what was expected, what to do), 2 wrong usage.
"""

from __future__ import annotations

import click

from attrib import __version__
from attrib.cli.lazy import LazyGroup


class _Commands(LazyGroup):
    lazy = {
        name: f"attrib.cli.{name}" for name in ("score", "matrix", "serve", "evaluate", "train")
    }


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="attrib")
def main() -> None:
    """Who says what in a news article, and which statements contradict which.

    \b
    Examples:
      attrib score article.txt
      attrib matrix articles.jsonl
      attrib serve
    """
