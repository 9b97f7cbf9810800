"""The start page, the page of a refusal, and the report as answers; each page has its policy."""

from __future__ import annotations

import functools
import html
import json
import re
from http import HTTPStatus
from importlib import resources

from jinja2 import Environment
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from attrib import __version__
from attrib.markup import digest, make_environment
from attrib.matrix import assess
from attrib.records import Report
from attrib.report.page import render_page
from attrib.web.limits import Limits

JSON_PATHS = ("/score", "/health")
POLICY = "Content-Security-Policy"
_META = re.compile(rf'<meta http-equiv="{POLICY}" content="([^"]*)"')


def render_report(report: Report) -> str:
    """Return the page that `attrib score --html` writes."""
    assessment = assess(report.sources, report.claims, report.verdicts)
    return render_page(report, assessment, version=__version__)


def report_response(page: str) -> Response:
    """Return a page whose policy, which it has in its head, is also a header."""
    found = _META.search(page)
    policy = html.unescape(found[1]) if found else "default-src 'none'"
    return HTMLResponse(page, headers={POLICY: f"{policy}; frame-ancestors 'none'"})


def start_response(limits: Limits) -> Response:
    """Return the page with the form."""
    return _page("start.html", form_action="'self'", limits=limits)


def json_line(value: object) -> str:
    """Return JSON in one line, as the command line prints it."""
    return json.dumps(value, ensure_ascii=False) + "\n"


def json_response(line: str, *, status: int = 200) -> Response:
    """Return JSON as an answer."""
    return Response(line, status, media_type="application/json")


def refuse(request: Request, error: Exception) -> Response:
    """Return what an HTTPException says, as JSON where JSON was asked for."""
    assert isinstance(error, HTTPException)
    if request.scope["path"] in JSON_PATHS:
        response = json_response(json_line({"error": error.detail}), status=error.status_code)
    else:
        phrase = HTTPStatus(error.status_code).phrase
        response = _page("refusal.html", phrase=phrase, detail=error.detail)
        response.status_code = error.status_code
    response.headers.update(error.headers or {})
    return response


def _page(template: str, *, form_action: str = "'none'", **values: object) -> HTMLResponse:
    style = _style()
    policy = (
        f"default-src 'none'; style-src '{digest(style)}'; base-uri 'none'; "
        f"form-action {form_action}"
    )
    values |= {"policy": policy, "style": Markup(style)}
    page = _environment().get_template(template).render(values)
    return HTMLResponse(page, headers={POLICY: f"{policy}; frame-ancestors 'none'"})


@functools.cache
def _style() -> str:
    path = resources.files("attrib.web") / "templates" / "style.css"
    return path.read_text(encoding="utf-8")


@functools.cache
def _environment() -> Environment:
    return make_environment("attrib.web")
