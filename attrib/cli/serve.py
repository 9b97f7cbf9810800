"""``attrib serve``: a page on this computer where an article goes in and its report comes out."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from socket import socket
from types import ModuleType

import click

from attrib.cli.articles import load, scoring_options
from attrib.cli.edge import note, one_line_errors
from attrib.errors import MissingExtraError

HIGHEST_PORT = 65_535
PATIENCE = 0.2  # seconds a thread gets to end by itself


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, HIGHEST_PORT),
    default=8000,
    show_default=True,
    help="Where to listen; 0 is any free one.",
)
@click.option(
    "--max-bytes",
    type=click.IntRange(min=1),
    default=4_000_000,
    show_default=True,
    help="Of one request; more is refused.",
)
@click.option(
    "--queue",
    type=click.IntRange(min=0),
    default=8,
    show_default=True,
    help="Articles that may wait while one is scored; more are refused.",
)
@scoring_options
@one_line_errors
def serve(
    port: int,
    max_bytes: int,
    queue: int,
    narration: bool,
    attribution: Path | None,
    nli: Path | None,
) -> None:
    """Show a page where you paste an article or drop a file, and get its report.

    It listens on this computer's own addresses only (127.0.0.1, ::1) and keeps nothing. POST /score
    takes JSON with "text" (and "title", "date", "outlet", "id"), HTML or plain text, and gives the
    JSON of attrib score; GET /health says how many places are taken. Ctrl-C ends it.

    \b
    Examples:
      attrib serve
      attrib serve --port 0 --queue 2
      curl --data-binary @page.html -H "Content-Type: text/html" http://127.0.0.1:8000/score
    """
    web = _web()
    sockets = _open(web.open_sockets, port)
    note("Loading the networks …")
    pipeline = load(attribution=attribution, nli=nli)
    limits = web.Limits(max_bytes=max_bytes, waiting=queue)
    app = web.make_app(pipeline, limits=limits, narration=narration)
    _log_to_stderr()
    note("Ready; Ctrl-C ends it. An article's text is neither kept nor logged.")
    click.echo(web.address(sockets))
    with contextlib.suppress(KeyboardInterrupt):
        web.run(app, sockets)
    note("Stopped.")
    _leave()


def _web() -> ModuleType:
    try:
        import attrib.web
    except ImportError as error:
        package = (error.name or "starlette").partition(".")[0]
        raise MissingExtraError(package, "web") from error
    return attrib.web


def _open(listen: Callable[[int], Sequence[socket]], port: int) -> Sequence[socket]:
    try:
        return listen(port)
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise click.ClickException(
            f"port {port}: found it unusable ({reason}); expected a free port; "
            "choose another by --port, or any by --port 0"
        ) from error


def _log_to_stderr() -> None:
    """Log what was asked and what failed; other libraries' words may quote an article."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
    for name, level in (("attrib.web", logging.INFO), ("uvicorn.error", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.setLevel(level)
        logger.addHandler(handler)
        logger.propagate = False
    logging.getLogger().addHandler(logging.NullHandler())


def _leave() -> None:
    """End the process though an article is still being scored; there is nothing to save."""
    others = [t for t in threading.enumerate() if t is not threading.main_thread()]
    for thread in others:
        thread.join(PATIENCE)
    if any(thread.is_alive() and not thread.daemon for thread in others):
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
