"""Answers on disk: JSON lines, the first of which says whose they are and to what.

Somebody else's file needs no such line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from attrib.corpora import first_row, numbered_rows
from attrib.errors import CorpusError
from attrib.files import write_whole

HEADER = "predictions"  # the key that only a header has; its value is the task


@dataclass(frozen=True, slots=True)
class Header:
    """Which system's answers a file holds, and which data (with their fingerprint) they are to."""

    predictions: str
    model: str
    data: str
    sha256: str
    limit: int
    attrib: str


def write_predictions(rows: Iterable[Mapping[str, Any]], path: Path, *, header: Header) -> None:
    """Write a header and the rows."""
    write_lines([asdict(header), *rows], path)


def prediction_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (line number, row) without the header."""
    return ((number, row) for number, row in numbered_rows(path) if HEADER not in row)


def read_header(path: Path) -> Header | None:
    """Return the header, or None where a file has none.

    Raises CorpusError where it lacks something.
    """
    row = first_row(path)
    if HEADER not in row:
        return None
    try:
        return Header(**row)
    except TypeError as error:
        raise CorpusError(
            f"{path}:1: found a header with {', '.join(row)}; expected "
            f"{', '.join(Header.__slots__)}; take the line out, or save the answers again"
        ) from error


def write_lines(rows: Iterable[Mapping[str, Any]], path: Path) -> None:
    """Write rows as JSON lines."""
    write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), path)


def write_text(text: str, path: Path) -> None:
    """Write a file whole or not at all; raises CorpusError where it cannot be written."""
    try:
        write_whole(text.encode(), path)
    except OSError as error:
        raise CorpusError(
            f"{path}: cannot be written ({error.strerror}); expected a place of your own"
        ) from error
