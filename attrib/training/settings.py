"""What a training run is made of, read from one TOML file.

The file's top level holds the fields of `Settings`; each ``[[data]]`` table is a `DataSet`:

    task = "nli"
    base = "models/nli"
    output = "models/mine"
    [[data]]
    path = "pairs.parquet"
    without = { dataset = ["sick", "anli"] }
"""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from attrib.errors import CorpusError

TASKS = ("nli", "attribution")
FORMATS = ("nli", "articles", "dossiers")

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
R = TypeVar("R", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class DataSet:
    """One training set: a file, how to read it, and how much of it.

    `without` maps a column to values left out; `keep` maps a value of the column ``dataset`` to
    the share (0–1) kept; `share` (0–1) thins the whole set. `licence` is printed on the card.
    """

    path: str
    format: str = "nli"
    licence: str = "unknown"
    share: float = 1.0
    without: dict[str, list[str]] = field(default_factory=dict)
    keep: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.format not in FORMATS:
            raise CorpusError(f"{self.path}: format {self.format!r}; expected one of {FORMATS}")
        if not 0 < self.share <= 1:
            raise CorpusError(f"{self.path}: share {self.share}; expected more than 0, at most 1")


@dataclass(frozen=True, slots=True)
class Settings:
    """One run.

    `held_back` is the share of groups kept for choosing and calibrating; `base_name` is what the
    card calls the base, by default its folder's name.
    """

    task: str
    base: str
    output: str
    data: tuple[DataSet, ...]
    epochs: float = 1.0
    batch_size: int = 64
    learning_rate: float = 1e-4
    dropout: float = 0.0
    max_tokens: int = 128
    held_back: float = 0.02
    seed: int = 1
    base_name: str = ""

    def __post_init__(self) -> None:
        if self.task not in TASKS:
            raise CorpusError(f"task {self.task!r}; expected one of {TASKS}")
        if not self.data:
            raise CorpusError("no training data; expected at least one [[data]] table")

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, as they are stored beside the checkpoint."""
        return asdict(self)


def read_settings(path: Path) -> Settings:
    """Read a TOML file; an unknown key is an error that names it."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(f"{path}: not a readable TOML file ({error})") from error
    if not isinstance(table.get("data", []), list):
        raise CorpusError(f"{path}: found [data], expected one or more [[data]] tables")
    data = tuple(_build(DataSet, row, where=f"{path} [[data]]") for row in table.pop("data", []))
    return _build(Settings, {**table, "data": data}, where=str(path))


def _build(record: type[R], values: dict[str, Any], *, where: str) -> R:
    known = {f.name for f in fields(record)}
    if unknown := values.keys() - known:
        raise CorpusError(
            f"{where}: unknown {', '.join(sorted(unknown))}; expected {', '.join(sorted(known))}"
        )
    try:
        return record(**values)
    except TypeError as error:
        raise CorpusError(f"{where}: {error}") from error
