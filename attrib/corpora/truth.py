"""Truth sets: who claims which value of which item, and the values found out by other means.

A set is a folder with ``claims.csv`` (source, item, value) and ``truth.csv`` (item, value), the
form in which the data of the truth-discovery and crowdsourcing literature can be laid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from attrib.corpora.rows import numbered_rows
from attrib.errors import CorpusError

CLAIM_COLUMNS = ("source", "item", "value")
TRUTH_COLUMNS = ("item", "value")


@dataclass(frozen=True, slots=True)
class SourceClaim:
    """A source's value for an item; values are compared letter by letter."""

    source: str
    item: str
    value: str


@dataclass(frozen=True, slots=True)
class TruthSet:
    """Claims, none of them twice, and the known value of some items.

    A source may give an item several values; each is a claim of its own. `truth` may name items
    that nobody claims anything of: no method can answer them from the claims, so they are not
    scored.
    """

    name: str
    claims: tuple[SourceClaim, ...]
    truth: Mapping[str, str]


def read_truth(folder: Path) -> TruthSet:
    """Read a folder with ``claims.csv`` and ``truth.csv``; the set is named after it.

    Blanks around a value are taken off. A claim that stands there twice counts once. Raises
    CorpusError, with file and line where there is one, for a file that lacks or holds no rows,
    other columns, an empty value, an item with two known values, and where no item with a known
    value is claimed.
    """
    claims_file, truth_file = folder / "claims.csv", folder / "truth.csv"
    rows = _rows(claims_file, CLAIM_COLUMNS)
    claims = tuple(dict.fromkeys(SourceClaim(*values) for _, values in rows))
    truth = _read_values(truth_file)
    if truth.keys().isdisjoint(claim.item for claim in claims):
        raise CorpusError(
            f"{truth_file}: none of its {len(truth)} items is in {claims_file.name}; expected "
            "items by the same names in both"
        )
    return TruthSet(folder.resolve().name, claims, truth)


def _read_values(path: Path) -> dict[str, str]:
    values: dict[str, str] = {}
    for number, (item, value) in _rows(path, TRUTH_COLUMNS):
        if item in values:
            raise CorpusError(
                f"{path}:{number}: item {item!r} a second time; expected one known value an item; "
                "take one of the two out"
            )
        values[item] = value
    return values


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, values in the order of `columns`), at least once."""
    if not path.is_file():
        raise CorpusError(f"{path}: no such file; expected the columns {', '.join(columns)}")
    number = 0
    for number, row in numbered_rows(path):
        if row.keys() != set(columns):
            raise CorpusError(
                f"{path}:{number}: found the columns {', '.join(row)}; expected "
                f"{', '.join(columns)}"
            )
        values = [row[column].strip() for column in columns]
        if "" in values:
            raise CorpusError(
                f"{path}:{number}: the {columns[values.index('')]} is empty; expected a value in "
                "every column; fill it in or take the line out"
            )
        yield number, values
    if not number:
        raise CorpusError(f"{path}: found a header and no rows; expected one row at least")
