"""One door to every form that human attributions come in."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from attrib.corpora.articles import AnnotatedArticle, read_gold
from attrib.corpora.dossiers import read_dossiers
from attrib.corpora.frames import read_frames
from attrib.corpora.rows import json_lines
from attrib.corpora.standoff import read_standoff
from attrib.corpora.tags import read_tags
from attrib.errors import CorpusError

Reader = Callable[[Path], list[AnnotatedArticle]]


def read_annotated(path: Path) -> list[AnnotatedArticle]:
    """Read annotated articles in the form that the path is found to have.

    A folder holds standoff files; in a JSON Lines file the keys of the first row decide (`FORMS`).
    A file without rows has no articles. Raises CorpusError where no form fits.
    """
    if path.is_dir():
        return read_standoff(path)
    first = _first_row(path)
    return [] if first is None else _reader(path, *first)(path)


def _first_row(path: Path) -> tuple[int, dict[str, Any]] | None:
    """Return (line number, row) without reading on, since the form's own reader does that."""
    opened = gzip.open if path.suffix.lower() == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8-sig") as file:
            number, line = next((n, line) for n, line in enumerate(file, start=1) if line.strip())
        row = json.loads(line)
        if isinstance(row, dict):
            return number, row
    except (OSError, EOFError, StopIteration, ValueError, zlib.error):
        pass
    return next(json_lines(path), None)  # says what is wrong; an empty file has no row


def _reader(path: Path, number: int, row: dict[str, Any]) -> Reader:
    for keys, read in FORMS:
        if row.keys() >= keys:
            return read
    known = "; ".join(", ".join(sorted(keys)) for keys, _ in FORMS)
    raise CorpusError(
        f"{path}:{number}: found the keys {', '.join(row)}; expected those of a known form "
        f"({known}), or a folder of .txt and .ann files"
    )


def _read_statements(path: Path) -> list[AnnotatedArticle]:
    return [dossier.to_article() for dossier in read_dossiers(path)]


FORMS: tuple[tuple[frozenset[str], Reader], ...] = (
    (frozenset({"attributions"}), read_gold),
    (frozenset({"tokens", "labels"}), read_tags),
    (frozenset({"tokens", "tags"}), read_tags),
    (frozenset({"tokens", "ds"}), read_frames),
    (frozenset({"propositions", "statements"}), _read_statements),
)
