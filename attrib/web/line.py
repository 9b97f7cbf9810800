"""The line before the networks: one article is scored, a few wait, more are sent away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from anyio import CancelScope, CapacityLimiter, to_thread
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from attrib.web.limits import Limits

T = TypeVar("T")


class Line:
    """Who is being served and who waits, first come first served.

    A place is held from before the first byte is read, so that what is held in memory is bounded.
    Work is done in threads, one that reads and one that scores, while other requests are answered.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._reader = CapacityLimiter(1)
        self._scorer = CapacityLimiter(1)
        self.busy = 0

    @contextmanager
    def place(self) -> Iterator[None]:
        """Hold a place; raise a 503 where all are taken."""
        limits = self._limits
        if self.busy >= limits.capacity:
            raise HTTPException(
                503,
                f"found all {limits.capacity} places taken; expected a free one; "
                f"try again in {limits.retry_seconds} seconds",
                headers={"Retry-After": str(limits.retry_seconds)},
            )
        self.busy += 1
        try:
            yield
        finally:
            self.busy -= 1

    async def read(self, work: Callable[[], T]) -> T:
        """Do work that reads an article, beside what is scored."""
        return await to_thread.run_sync(work, limiter=self._reader)

    async def score(self, work: Callable[[], T], *, request: Request) -> T:
        """Do work in its turn, unless the client leaves before (`ClientDisconnect`)."""
        with CancelScope() as scope:
            watcher = asyncio.create_task(_leave(request, scope))
            try:
                return await to_thread.run_sync(work, limiter=self._scorer)
            finally:
                watcher.cancel()
        raise ClientDisconnect


async def _leave(request: Request, scope: CancelScope) -> None:
    """Cancel once the client has gone; to be called when its whole request was read."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    scope.cancel()
