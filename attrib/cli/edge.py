"""The edge between the library and a terminal: errors to one line, work to a progress bar."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
from rich.console import Console
from rich.progress import Progress

from attrib.errors import AttribError

P = ParamSpec("P")
T = TypeVar("T")

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
CHECKPOINT = FOLDER
DATA = click.Path(exists=True, path_type=Path)
DATA_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def one_line_errors(command: Callable[P, T]) -> Callable[P, T]:
    """Let a command end on an AttribError with one line on stderr and exit code 1."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return command(*args, **kwargs)
        except AttribError as error:
            raise click.ClickException(" ".join(str(error).split())) from error

    return wrapped


def note(message: str) -> None:
    """Say something on stderr, in one line."""
    click.echo(" ".join(message.split()), err=True)


def with_progress(items: Iterable[T], *, label: str, total: int | None = None) -> Iterator[T]:
    """Yield the items and show how far it is on stderr; silent where stderr is no terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    with Progress(console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(items, total=total, description=label)
