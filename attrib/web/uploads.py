"""What was sent → one article, in memory and within limits; a path is never opened."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import PurePath

import python_multipart  # noqa: F401 - starlette leaves it unsaid where it is missing
from anyio import fail_after
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from attrib.article import MAX_TITLE, read_data
from attrib.errors import ArticleError
from attrib.records import Article
from attrib.web.limits import Limits

FORM = "multipart/form-data"
KINDS = {"application/json": "json", "text/html": "html", "text/plain": "text"}
MAX_NAME = 100  # characters of a file's name


@dataclass(frozen=True, slots=True)
class Upload:
    """The bytes of a file, `name` in messages; `kind` where it was said, `title` where given."""

    data: bytes
    name: str
    kind: str = ""
    title: str = ""


def check_form(request: Request, *, limits: Limits) -> None:
    """Raise HTTPException 413 or 415 where the head of a form's request is enough to refuse it."""
    _check_media(request, FORM)
    _check_length(request, limits=limits)


def check_record(request: Request, *, limits: Limits) -> None:
    """Raise HTTPException 413 or 415 where the head of a record's request is enough."""
    _check_media(request, *KINDS)
    _check_length(request, limits=limits)


async def read_form(request: Request, *, limits: Limits) -> Upload:
    """Return what the form of the start page holds: a file, or else a pasted text.

    Raises HTTPException 400, 408 and 413.
    """
    body = await _read_body(request, limits=limits)
    parser = MultiPartParser(
        request.headers, _once(body), max_files=1, max_fields=8, max_part_size=limits.max_bytes
    )
    parser.spool_max_size = 0  # without a limit: nothing goes to disk
    try:
        form = await parser.parse()
    except MultiPartException as error:
        found = f"a broken form ({error.message.rstrip('.')})"
        raise _refusal(400, found, "that of the start page", "use it") from error
    try:
        return await _choose(form)
    finally:
        await form.close()


async def read_record(request: Request, *, limits: Limits) -> Upload:
    """Return a body of JSON, HTML or plain text; raises HTTPException 408 and 413."""
    data = await _read_body(request, limits=limits)
    return Upload(data, "article", KINDS[_media(request)])


def read_article(upload: Upload, *, limits: Limits) -> Article:
    """Return the one article that was sent.

    Raises ArticleError where there is none or more than one, HTTPException 413 where it is long.
    """
    found = list(islice(read_data(upload.data, name=upload.name, kind=upload.kind), 2))
    if len(found) != 1:
        raise ArticleError(
            f"{upload.name}: found {'more than one' if found else 'no'} article; expected one; "
            "send them one by one, or compare many by attrib matrix"
        )
    (article,) = found
    if isinstance(article, ArticleError):
        raise article
    if len(article.text) > limits.max_characters:
        found_characters = f"an article of {len(article.text):,} characters"
        expected = f"at most {limits.max_characters:,}"
        raise _refusal(413, found_characters, expected, "use attrib score for one this long")
    return replace(article, title=upload.title) if upload.title else article


def _media(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _check_media(request: Request, *expected: str) -> None:
    media, packed = _media(request), request.headers.get("content-encoding", "identity")
    if media not in expected or packed != "identity":
        found = media or "no media type" if packed == "identity" else f"{packed} compression"
        remedy = "send it so, not compressed"
        raise _refusal(415, found[:MAX_NAME], " or ".join(expected), remedy)


def _check_length(request: Request, *, limits: Limits) -> None:
    said = request.headers.get("content-length", "0")
    if said.isdecimal() and int(said) > limits.max_bytes:
        raise _too_long(limits)


async def _read_body(request: Request, *, limits: Limits) -> bytes:
    """Return the body; refuse it as soon as it is seen to be too long or too slow."""
    body = bytearray()
    try:
        with fail_after(limits.upload_seconds):
            async for chunk in request.stream():
                body += chunk
                if len(body) > limits.max_bytes:
                    raise _too_long(limits)
    except TimeoutError as error:
        found = f"no end of the request within {limits.upload_seconds:g} seconds"
        raise _refusal(408, found, "one", "send it again") from error
    return bytes(body)


def _too_long(limits: Limits) -> HTTPException:
    found = f"a request of more than {limits.max_bytes:,} bytes"
    remedy = "send the text alone, or start attrib serve with a larger --max-bytes"
    return _refusal(413, found, "at most that", remedy)


async def _once(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body


async def _choose(form: FormData) -> Upload:
    """Return the file where one was chosen, else the text."""
    text, title, file = (form.get(name, "") for name in ("text", "title", "file"))
    title = _line(title) if isinstance(title, str) else ""
    pasted = isinstance(text, str) and text.strip() != ""
    # A browser sends an empty file without a name where none was chosen.
    chosen = isinstance(file, UploadFile) and bool(file.filename or file.size)
    if pasted == chosen:
        found = "both a text and a file" if pasted else "neither a text nor a file"
        raise _refusal(400, found, "one of them", "paste an article, or choose a file")
    if isinstance(file, UploadFile) and chosen:
        return Upload(await file.read(), _file_name(file.filename or ""), title=title)
    return Upload(str(text).encode(), "pasted text", title=title)


def _file_name(given: str) -> str:
    """Return the last part of a name, in one line."""
    return _line(PurePath(given.replace("\\", "/")).name)[-MAX_NAME:] or "file"


def _line(words: str) -> str:
    """Return words in one line, without what cannot be printed."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())[:MAX_TITLE]


def _refusal(status: int, found: str, expected: str, remedy: str) -> HTTPException:
    return HTTPException(status, f"found {found}; expected {expected}; {remedy}")
