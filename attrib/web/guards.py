"""What stands before every answer: who may ask, what a browser may do with it, what is logged."""

from __future__ import annotations

import asyncio
import logging
import time

from anyio import move_on_after
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from attrib.web.pages import refuse

LOG = logging.getLogger("attrib.web")
NAMES = ("127.0.0.1", "localhost", "[::1]")
LINGER = 5.0  # seconds
SHOWN = 60  # characters of a path in the log
SAFE = ("GET", "HEAD", "OPTIONS")
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class _Layer:
    """One layer around the application; it sees requests only."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request; pass on what is none."""
        layer = self.answer if scope["type"] == "http" else self.app
        await layer(scope, receive, send)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await self.app(scope, receive, send)


class Edge(_Layer):
    """Lets every request end in an answer and a line in the log, which has no query and no text.

    A client that left gets no answer, one that is cut off because the server stops gets a 503.
    """

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and log method, path, status and seconds."""
        began, status = time.perf_counter(), 0

        async def say(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        try:
            await self.app(scope, receive, say)
        except ClientDisconnect:
            pass
        except asyncio.CancelledError:
            if not status:
                stopping = HTTPException(503, "attrib serve is stopping; start it again")
                await refuse(Request(scope), stopping)(scope, receive, say)
        path = ascii(scope["path"][:SHOWN])[1:-1]
        took = time.perf_counter() - began
        LOG.info("%s %s %s %.2f s", scope["method"], path, status or "left", took)


class SafeHeaders(_Layer):
    """Adds `HEADERS` where an answer has none of that name."""

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers."""

        async def say(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, say)


class Linger(_Layer):
    """Lets a client that is refused early finish, for it may not read an answer before.

    The answer is sent at once; what still comes is thrown away unread, for `LINGER` at most.
    """

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and hear the client out."""
        given = Headers(scope=scope)
        heard = not ("transfer-encoding" in given or given.get("content-length", "0") != "0")

        async def hear() -> Message:
            nonlocal heard
            message = await receive()
            heard = not message.get("more_body", False)
            return message

        async def say(message: Message) -> None:
            if heard or message.get("more_body", False):
                await send(message)
            elif message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Connection"] = "close"
                await send(message)
            else:
                await send({**message, "more_body": True})
                with move_on_after(LINGER):
                    while not heard:
                        await hear()
                await send({"type": "http.response.body"})

        await self.app(scope, hear, say)


class Guard(_Layer):
    """Refuses what another site makes a browser send: a foreign name, a foreign page's form."""

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what comes from here, answer the rest with 421 or 403."""
        request = Request(scope)
        try:
            check_host(request)
            check_origin(request)
        except HTTPException as error:
            await refuse(request, error)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def check_host(request: Request) -> None:
    """Raise a 421 where the Host is not this computer at the server's port (DNS rebinding)."""
    port = request.scope["server"][1]
    expected = [f"{name}:{port}" for name in NAMES] + [*(NAMES if port == 80 else ())]
    if request.headers.get("host", "").lower() not in expected:
        raise HTTPException(
            421, f"found another host's name; expected {expected[0]}; open http://{expected[0]}/"
        )


def check_origin(request: Request) -> None:
    """Raise a 403 where a browser says that the page of another site sends this.

    A page without referrer, as ours are, has the origin "null", so `Sec-Fetch-Site` is asked
    first; what says neither is no browser.
    """
    origin, site = (request.headers.get(name) for name in ("origin", "sec-fetch-site"))
    own = origin in (None, "http://" + request.headers["host"].lower())
    ours = site in ("same-origin", "none") and origin == "null"
    if request.method in SAFE or (own and site in (None, "same-origin", "none")) or ours:
        return
    raise HTTPException(
        403, "found a request from another site's page; expected one from here; open the start page"
    )
