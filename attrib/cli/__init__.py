"""The command line: the only part of attrib that prints.

Data goes to stdout, progress and notes to stderr. Exit codes: 0 done, 1 an input could not be
processed (one line says what was found, what was expected, what to do), 2 wrong usage.
"""

from __future__ import annotations

import importlib

import click

from attrib import __version__

COMMANDS = ("score", "evaluate", "train")


class _Commands(click.Group):
    """Imports a command's module only when it is asked for, so that scoring starts at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(
            importlib.import_module(f"attrib.cli.{cmd_name}"), cmd_name
        )
        return command


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="attrib")
def main() -> None:
    """Who says what in a news article, and which statements contradict which.

    \b
    Example:
      attrib score article.txt
    """
