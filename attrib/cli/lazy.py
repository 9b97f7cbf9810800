"""Commands that are imported only when they are asked for, so that scoring starts at once."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

import click


class LazyGroup(click.Group):
    """A group whose commands are named by module: {command: "package.module"}.

    The command is the module's attribute of the same name.
    """

    lazy: Mapping[str, str] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command, or return None for an unknown name."""
        if cmd_name not in self.lazy:
            return None
        command: click.Command = getattr(importlib.import_module(self.lazy[cmd_name]), cmd_name)
        return command
