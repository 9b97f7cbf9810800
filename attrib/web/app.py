"""The application: a start page, a report, the same as JSON, and a word on how it is doing."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from attrib import __version__
from attrib.errors import ArticleError
from attrib.pipeline import Pipeline
from attrib.records import Report
from attrib.web.guards import Edge, Guard, Linger, SafeHeaders
from attrib.web.limits import Limits
from attrib.web.line import Line
from attrib.web.pages import (
    json_line,
    json_response,
    refuse,
    render_report,
    report_response,
    start_response,
)
from attrib.web.uploads import (
    Upload,
    check_form,
    check_record,
    read_article,
    read_form,
    read_record,
)

LOG = logging.getLogger("attrib.web")
T = TypeVar("T")


def make_app(
    pipeline: Pipeline,
    *,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    narration: bool = False,
    render: Callable[[Report], str] = render_report,
) -> Starlette:
    """Return an application that scores with `pipeline`, one article at a time.

    GET / has a form, POST / gives the page that `render` writes, POST /score the JSON of ``attrib
    score --json`` and GET /health how many places of how many are taken. It answers only requests
    whose Host is this computer, keeps nothing and writes nothing to disk.
    """
    desk = _Desk(pipeline, limits, narration, render, Line(limits))
    routes = [
        Route("/", desk.start),
        Route("/", desk.show, methods=["POST"]),
        Route("/score", desk.tell, methods=["POST"]),
        Route("/health", desk.health),
    ]
    middleware = [Middleware(layer) for layer in (SafeHeaders, Edge, Linger, Guard)]
    return Starlette(
        routes=routes, middleware=middleware, exception_handlers={HTTPException: refuse}
    )


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the answers need."""

    pipeline: Pipeline
    limits: Limits
    narration: bool
    render: Callable[[Report], str]
    line: Line

    async def start(self, request: Request) -> Response:
        return start_response(self.limits)

    async def health(self, request: Request) -> Response:
        taken = {"busy": self.line.busy, "capacity": self.limits.capacity}
        return json_response(json_line({"status": "ok", **taken}))

    async def show(self, request: Request) -> Response:
        check_form(request, limits=self.limits)
        with self.line.place():
            upload = await read_form(request, limits=self.limits)
            page = await self._score(request, upload, self.render)
        return report_response(page)

    async def tell(self, request: Request) -> Response:
        check_record(request, limits=self.limits)
        with self.line.place():
            upload = await read_record(request, limits=self.limits)
            line = await self._score(request, upload, _contract)
        return json_response(line)

    async def _score(self, request: Request, upload: Upload, form: Callable[[Report], T]) -> T:
        """Read and score what was sent, and bring the report in a form, all in threads."""
        try:
            article = await self.line.read(lambda: read_article(upload, limits=self.limits))
            return await self.line.score(
                lambda: form(self.pipeline.score(article, narration=self.narration)),
                request=request,
            )
        except (HTTPException, ClientDisconnect):
            raise
        except ArticleError as error:
            raise HTTPException(400, str(error)) from error
        except Exception as error:
            _log_fault(error)
            raise HTTPException(
                500, f"attrib failed on this article ({type(error).__name__}); please report it"
            ) from error


def _contract(report: Report) -> str:
    return json_line(report.to_dict(version=__version__))


def _log_fault(error: Exception) -> None:
    """Log what failed and where; its message may quote the article."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(frame.filename).name}:{frame.lineno}"
    LOG.error("%s at %s in %s", type(error).__name__, where, frame.name)
