"""The application on this computer's own addresses, and on no other."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Sequence

import uvicorn
from starlette.applications import Starlette

HOSTS = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
BACKLOG = 128  # connections
HEAD_BYTES = 16_384  # of a request's line and headers
GRACE = 3  # seconds for what is being answered when the server is stopped
# Where there is no IPv6, 127.0.0.1 is enough.
ABSENT = (errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL)


def open_sockets(port: int) -> list[socket.socket]:
    """Listen at a port of the loopback addresses, at any free one where it is 0.

    Raises OSError where the port is taken or not allowed.
    """
    opened: list[socket.socket] = []
    try:
        for family, host in HOSTS:
            try:
                opened.append(_listen(family, host, port_of(opened) if opened else port))
            except OSError as error:
                if not opened or error.errno not in ABSENT:
                    raise
    except OSError:
        for one in opened:
            one.close()
        raise
    return opened


def port_of(sockets: Sequence[socket.socket]) -> int:
    """Return the port that the sockets share."""
    port: int = sockets[0].getsockname()[1]
    return port


def address(sockets: Sequence[socket.socket]) -> str:
    """Return the start page's address."""
    return f"http://127.0.0.1:{port_of(sockets)}/"


def run(app: Starlette, sockets: Sequence[socket.socket]) -> None:
    """Answer until the process is interrupted; then raise KeyboardInterrupt."""
    config = uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        limit_concurrency=BACKLOG,
        backlog=BACKLOG,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=GRACE,
        h11_max_incomplete_event_size=HEAD_BYTES,
    )
    uvicorn.Server(config).run(list(sockets))


def _listen(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    opened = socket.socket(family)
    try:
        if os.name == "posix":  # elsewhere it would let two programs share a port
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family is socket.AF_INET6:
            opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        opened.bind((host, port))
        opened.listen(BACKLOG)
    except OSError:
        opened.close()
        raise
    return opened
