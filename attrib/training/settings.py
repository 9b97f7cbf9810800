"""What a training run is made of: flags, a TOML file, or both, the flags winning.

The file's top level holds the fields of `Settings`; each ``[[data]]`` table is a `DataSet`, each
``[[dev]]`` table too:

    task = "nli"
    output = "models/mine"
    [[data]]
    path = "pairs.parquet"
    weight = 0.5
    without = { dataset = ["sick", "anli"] }
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from attrib.errors import CorpusError, MissingExtraError

TASKS = ("nli", "attribution")
PARTS = ("", "cues", "roles")
FORMATS = ("auto", "pairs", "numbers", "dossiers", "articles", "annotations")
WEIGHT = re.compile(r"^(?P<name>.+):(?P<weight>\d+(?:\.\d*)?|\.\d+)$")
RECORDED = "training.toml"

if TYPE_CHECKING:
    from _typeshed import DataclassInstance
R = TypeVar("R", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class DataSet:
    """One data set: where it is, how to read it, and how much of it.

    `path` is a file, a folder, or the name of a set that the library `datasets` loads (with
    `config` and `split`). `weight` is how often an epoch sees each example: 0.5 takes every other
    one, 2 takes each twice. `columns` maps our names (premise, hypothesis, label, group) to the
    set's, `labels` the set's labels to ours. `without` maps a column to values left out; `keep`
    maps a value of the column ``dataset`` to the share (0–1) kept. `licence` is printed on the
    card. Format ``numbers`` makes examples about the counts in a set of pairs; ``annotations``
    takes the articles from the file `texts`. `held_back` (0–1) is this set's own share of groups
    held back; less than 0 leaves it to the run.
    """

    path: str
    format: str = "auto"
    name: str = ""
    config: str = ""
    split: str = "train"
    licence: str = "unknown"
    weight: float = 1.0
    columns: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    without: dict[str, list[str]] = field(default_factory=dict)
    keep: dict[str, float] = field(default_factory=dict)
    texts: str = ""
    held_back: float = -1.0

    def __post_init__(self) -> None:
        if self.format not in FORMATS:
            raise CorpusError(
                f"{self.path}: format {self.format!r}; expected one of {', '.join(FORMATS)}"
            )
        if self.format == "annotations" and not self.texts:
            raise CorpusError(f"{self.path}: no texts; expected the file of the articles annotated")
        if not self.held_back < 1:
            raise CorpusError(f"{self.path}: held_back {self.held_back}; expected less than 1")
        if not self.weight > 0:
            raise CorpusError(f"{self.path}: weight {self.weight}; expected more than 0")

    @property
    def title(self) -> str:
        """What reports call it: its name, else the last part of its path."""
        return self.name or Path(self.path).name


@dataclass(frozen=True, slots=True)
class Settings:
    """One run.

    `base` is a checkpoint's folder or name, by default the shipped one. `dev` is held back
    whole; without it, `held_back` (0–1) is the share of groups (articles, events, premises) that
    is. `share` is the part of the other groups that is trained on, more than 0 and at most 1; a
    bigger share holds every smaller one. Every `check_every` steps a checkpoint is kept and up to
    `checked` held-back examples are measured; the run ends early after `patience` measurements
    without a gain (0: never), and the best step is the result. `freeze_embeddings` keeps the
    base's word embeddings: quicker on a processor, and half of the weights' file stays as it is.
    `part` trains one step of attribution alone: finding ``cues``, or the ``roles`` of a marked cue.
    `base_name` is what the card calls the base.
    """

    task: str
    output: str
    data: tuple[DataSet, ...]
    dev: tuple[DataSet, ...] = ()
    base: str = ""
    base_name: str = ""
    epochs: float = 1.0
    batch_size: int = 64
    learning_rate: float = 5e-5
    dropout: float = 0.1
    label_smoothing: float = 0.0
    max_tokens: int = 128
    freeze_embeddings: bool = False
    part: str = ""
    held_back: float = 0.05
    share: float = 1.0
    check_every: int = 500
    checked: int = 2000
    patience: int = 0
    seed: int = 1
    allow_leaks: bool = False

    def __post_init__(self) -> None:
        if self.task not in TASKS:
            raise CorpusError(f"task {self.task!r}; expected one of {', '.join(TASKS)}")
        if not self.data:
            raise CorpusError("no training data; expected --data or at least one [[data]] table")
        if self.part not in PARTS or (self.part and self.task != "attribution"):
            raise CorpusError(
                f"part {self.part!r} of {self.task}; expected cues or roles, of attribution alone"
            )
        if not 0 < self.share <= 1:
            raise CorpusError(f"share {self.share:g}; expected more than 0 and at most 1")
        for name, least in (("epochs", 0), ("batch_size", 1), ("check_every", 1), ("checked", 1)):
            if not getattr(self, name) >= least:
                raise CorpusError(f"{name} {getattr(self, name)}; expected at least {least}")

    def to_dict(self) -> dict[str, Any]:
        """Return plain values, defaults left out, as they are stored beside the checkpoint."""
        values = _set_values(self)
        return values | {
            key: [_set_values(data) for data in getattr(self, key)]
            for key in ("data", "dev")
            if getattr(self, key)
        }


def resolve_settings(config: Path | None, flags: Mapping[str, Any]) -> Settings:
    """Join a TOML file with flags (field names of `Settings`); the flags win.

    ``data`` and ``dev`` of `flags` are `DataSet`s; one whose path is the name of a set in the file
    stands for that set, at its own weight. Raises CorpusError for unknown or missing keys.
    """
    table = _read_toml(config) if config else {}
    where = str(config) if config else "train"
    if (task := flags.get("task")) and table.get("task", task) != task:
        raise CorpusError(f"{where}: is for {table['task']!r}, and {task!r} was asked for")
    for key in ("data", "dev"):
        known = _data_sets(table.pop(key, []), where=f"{where} [[{key}]]")
        table[key] = _chosen(known, flags.get(key) or ())
    given = {key: value for key, value in flags.items() if key not in ("data", "dev")}
    return _build(Settings, {**table, **given}, where=where)


def parse_data(text: str) -> list[DataSet]:
    """Read ``"mnli:1.0 pool:0.5"``: names or paths, each with a weight if it is not 1."""
    words = [text] if Path(text).exists() else text.split()
    sets = []
    for word in words:
        found = None if Path(word).exists() else WEIGHT.match(word)
        sets.append(DataSet(found["name"], weight=float(found["weight"])) if found else
                    DataSet(word))  # fmt: skip
    return sets


def write_settings(settings: Settings, folder: Path) -> Path:
    """Store the settings as ``training.toml``, so that ``attrib train --config`` repeats them."""
    try:
        import tomli_w
    except ImportError as error:
        raise MissingExtraError("tomli-w", "train") from error
    path = folder / RECORDED
    path.write_text(tomli_w.dumps(settings.to_dict()), encoding="utf-8")
    return path


def _set_values(record: DataclassInstance) -> dict[str, Any]:
    """Return the fields that are not at their default; nested records are left out."""
    return {
        f.name: value
        for f in fields(record)
        for value in [getattr(record, f.name)]
        if f.name not in ("data", "dev") and value != _default(f)
    }


def _default(f: Any) -> Any:
    return f.default_factory() if f.default_factory is not MISSING else f.default


def _chosen(known: tuple[DataSet, ...], given: Sequence[DataSet]) -> tuple[DataSet, ...]:
    by_name = {key: data for data in known for key in (data.title, Path(data.title).stem)}
    return (
        tuple(
            replace(by_name[data.path], weight=data.weight) if data.path in by_name else data
            for data in given
        )
        or known
    )


def _data_sets(rows: Any, *, where: str) -> tuple[DataSet, ...]:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CorpusError(f"{where}: found {type(rows).__name__}, expected one or more tables")
    return tuple(_build(DataSet, row, where=where) for row in rows)


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(f"{path}: not a readable TOML file ({error})") from error


def _build(record: type[R], values: dict[str, Any], *, where: str) -> R:
    known = {f.name for f in fields(record)}
    if unknown := values.keys() - known:
        raise CorpusError(
            f"{where}: unknown {', '.join(sorted(unknown))}; expected {', '.join(sorted(known))}"
        )
    needed = {
        f.name for f in fields(record) if f.default is MISSING and f.default_factory is MISSING
    }
    if missing := needed - values.keys():
        raise CorpusError(f"{where}: no {', '.join(sorted(missing))}; it has to be given")
    for f in fields(record):
        if f.name in values and f.name not in ("data", "dev") and not _fits(values[f.name], f):
            raise CorpusError(
                f"{where}: {f.name} is {values[f.name]!r}; expected {f.type.split('[')[0]}"
            )
    return record(**values)


def _fits(value: Any, f: Any) -> bool:
    """Whether a plain value has the type of the field's default; a whole number is a float too."""
    default = "" if f.default is MISSING and f.default_factory is MISSING else _default(f)
    wanted = (int, float) if isinstance(default, float) else type(default)
    return isinstance(value, wanted) and isinstance(value, bool) == isinstance(default, bool)
