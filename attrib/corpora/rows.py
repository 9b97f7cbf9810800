"""Files → rows, fingerprints and splits: what every corpus reader needs."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from attrib.errors import CorpusError, MissingExtraError

if TYPE_CHECKING:
    from datasets import Dataset


class Grouped(Protocol):
    """Anything that belongs to a group which splits must not cut."""

    @property
    def group(self) -> str:
        """The group's name."""
        ...


G = TypeVar("G", bound=Grouped)


def fingerprint(path: Path) -> str:
    """Return the first 16 hex digits of the file's SHA-256; a folder's is that of its files'."""
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file())
        whole = "".join(f"{file.relative_to(path)} {fingerprint(file)}\n" for file in files)
        return hashlib.sha256(whole.encode()).hexdigest()[:16]
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read a JSONL, CSV, TSV or Parquet file as rows.

    Raises CorpusError with the file and the line where a row is not a JSON object, or does not
    have the header's columns.
    """
    return [row for _, row in numbered_rows(path)]


def first_row(path: Path) -> dict[str, Any]:
    """Return the first row, an empty one where there is none; errors as in `read_rows`."""
    return next((row for _, row in numbered_rows(path)), {})


def numbered_rows(path: Path) -> Iterable[tuple[int, dict[str, Any]]]:
    """Return (number from 1, row): the line of a text file, the row of a Parquet file.

    The suffix tells the format: .csv, .tsv, .parquet, and JSON lines for any other; a text file
    may be gzipped (.csv.gz). The values of CSV and TSV are text.
    """
    kind = (path.with_suffix("") if _gzipped(path) else path).suffix.lower()
    if kind == ".parquet":
        return enumerate(_read_parquet(path), start=1)
    if kind in (".csv", ".tsv"):
        return _table_lines(path, tabs=kind == ".tsv")
    return json_lines(path)


def load_named_rows(name: str, *, config: str | None, split: str) -> list[dict[str, Any]]:
    """Load the rows of a data set that the library `datasets` knows, class labels by name.

    `name` is the data set's name, a folder of data files, or one that ``save_to_disk`` wrote.
    A class label without a name (-1) is None. No code of the data set is run, and no network is
    asked where HF_HUB_OFFLINE is set. Raises CorpusError for whatever the library raises.
    """
    try:
        import datasets
    except ImportError as error:
        raise MissingExtraError("datasets", "train") from error
    try:
        data = _load_split(name, config, split)
        features = {c: f for c, f in data.features.items() if not isinstance(f, datasets.Value)}
        rows: list[dict[str, Any]] = data.to_list()
    except Exception as error:  # the library raises many kinds, its dependencies still more
        raise CorpusError(
            f"data set {name!r}, config {config!r}, split {split!r}: {_first_line(error)}; "
            "expected a file, a folder, or a data set that the library `datasets` can load; check "
            "the name, the config and the split"
        ) from error
    return [
        row | {column: _by_name(row[column], feature) for column, feature in features.items()}
        for row in rows
    ]


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
    for number, line in text_lines(path):
        yield number, parse_row(line, at=f"{path}:{number}")


def text_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield (line number from 1, line) of a text file, which may be gzipped; no empty lines."""
    for number, line in enumerate(io.StringIO(_read_text(path), newline=None), start=1):
        if line.strip():
            yield number, line


def parse_row(line: str, *, at: str) -> dict[str, Any]:
    """Return the JSON object that a line holds; `at` is its place in messages."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:  # numbers too long, objects too deep
        raise CorpusError(f"{at}: not JSON ({getattr(error, 'msg', error)})") from error
    if not isinstance(row, dict):
        raise CorpusError(f"{at}: found {type(row).__name__}, expected a JSON object")
    return row


def _table_lines(path: Path, *, tabs: bool) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (number of the line it begins on, row); lines without a value are passed over."""
    header: list[str] = []
    for number, fields in _fields(path, tabs=tabs):
        if not header:
            header = _checked_header(fields, at=f"{path}:{number}")
        elif len(fields) != len(header):
            raise CorpusError(
                f"{path}:{number}: found {len(fields)} values, expected {len(header)} as in the "
                f"header ({', '.join(header)}); mend the line"
            )
        else:
            yield number, dict(zip(header, fields, strict=True))
    if not header:
        raise CorpusError(f"{path}:1: found no header row, expected the names of the columns")


def _fields(path: Path, *, tabs: bool) -> Iterator[tuple[int, list[str]]]:
    # Published TSV files have no quoting: a quotation mark there is part of the text.
    how: dict[str, Any] = {"delimiter": "\t", "quoting": csv.QUOTE_NONE} if tabs else {}
    lines = csv.reader(io.StringIO(_read_text(path), newline=""), strict=True, **how)
    number = 1
    try:
        for fields in lines:
            if any(field.strip() for field in fields):
                yield number, fields
            number = lines.line_num + 1
    except csv.Error as error:
        raise CorpusError(
            f"{path}:{number}: not {'TSV' if tabs else 'CSV'} ({error}); expected one row a line; "
            "quote a value that contains a comma or a line break"
        ) from error


def _checked_header(fields: list[str], *, at: str) -> list[str]:
    header = [field.strip() for field in fields]
    if "" in header:
        raise CorpusError(
            f"{at}: column {header.index('') + 1} has no name in the header; expected one a "
            "column; name it or take it out"
        )
    if twice := [name for i, name in enumerate(header) if name in header[:i]]:
        raise CorpusError(
            f"{at}: the header has {twice[0]!r} twice; expected every column once; rename one"
        )
    return header


def _gzipped(path: Path) -> bool:
    return path.suffix.lower() == ".gz"


def _read_text(path: Path) -> str:
    try:
        data = path.read_bytes()
        return (gzip.decompress(data) if _gzipped(path) else data).decode("utf-8-sig")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise CorpusError(
            f"{path}: cannot be read as UTF-8 text ({error}); expected JSON lines, CSV or TSV"
        ) from error


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


def _load_split(name: str, config: str | None, split: str) -> Dataset:
    import datasets

    folder = Path(name)
    if (folder / "dataset_dict.json").is_file():
        splits = datasets.load_from_disk(name)
    elif (folder / "state.json").is_file():
        data = datasets.load_from_disk(name)
        splits = {str(data.split or split): data}
    else:
        return datasets.load_dataset(name, config, split=split)
    if config is not None or split not in splits:
        raise ValueError(f"saved without configs, with the splits {', '.join(splits)}")
    return splits[split]


def _by_name(value: object, feature: object) -> object:
    """Return `value` with its class labels, however deep they are, by name."""
    from datasets import ClassLabel

    if isinstance(feature, ClassLabel):
        return feature.names[value] if isinstance(value, int) and value >= 0 else None
    if isinstance(feature, dict) and isinstance(value, dict):
        return {key: _by_name(item, feature[key]) for key, item in value.items()}
    inner = feature[0] if isinstance(feature, list) else getattr(feature, "feature", None)
    if inner is not None and isinstance(value, list):
        return [_by_name(item, inner) for item in value]
    return value


def _first_line(error: BaseException) -> str:
    """Return what a library said in at most 200 characters, or the kind of error if nothing.

    An error while a data set is built says no more than that; its cause says what it was.
    """
    if type(error).__name__ == "DatasetGenerationError" and error.__cause__:
        error = error.__cause__
    [line, *_] = str(error).strip().splitlines() or [type(error).__name__]
    return line if len(line) <= 200 else f"{line[:199]}…"
