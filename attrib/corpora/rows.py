"""Files → rows, fingerprints and splits: what every corpus reader needs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol, TypeVar

from attrib.errors import CorpusError, MissingExtraError


class Grouped(Protocol):
    """Anything that belongs to a group which splits must not cut."""

    @property
    def group(self) -> str:
        """The group's name."""
        ...


G = TypeVar("G", bound=Grouped)


def fingerprint(path: Path) -> str:
    """Return the first 16 hex digits of the file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read a JSONL or Parquet file as rows.

    Raises CorpusError with the file and the line where a row is not a JSON object.
    """
    return [row for _, row in numbered_rows(path)]


def numbered_rows(path: Path) -> Iterable[tuple[int, dict[str, Any]]]:
    """Return (number from 1, row): the line of a JSONL file, the row of a Parquet file."""
    if path.suffix == ".parquet":
        return enumerate(_read_parquet(path), start=1)
    return json_lines(path)


def split_groups(items: Iterable[G], *, share: float, seed: int) -> tuple[list[G], list[G]]:
    """Split into (rest, held back) so that no group is on both sides.

    `share` in 0–1 is the part of the groups held back. A group's side depends on its name and
    the seed alone, so it does not move when data are added.
    """
    rest: list[G] = []
    held: list[G] = []
    for item in items:
        digest = hashlib.sha256(f"{seed}:{item.group}".encode()).digest()
        (held if int.from_bytes(digest[:8], "big") / 2**64 < share else rest).append(item)
    return rest, held


def json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (line number from 1, row); empty lines are passed over."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: cannot be read as UTF-8 text ({error})") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise CorpusError(f"{path}:{number}: not JSON ({error.msg})") from error
        if not isinstance(row, dict):
            raise CorpusError(
                f"{path}:{number}: found {type(row).__name__}, expected a JSON object"
            )
        yield number, row


def _read_parquet(path: Path) -> list[dict[str, Any]]:
    try:
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise MissingExtraError("pyarrow", "train") from error
    try:
        rows: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path}: not a readable Parquet file ({error})") from error
    return rows
