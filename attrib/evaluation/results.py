"""What an evaluation says: scores, and the curves and tables that are looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Score:
    """A number with its 95 % interval, the `n` items it rests on and a baseline.

    `value`, `low`, `high` and `baseline` are None where they are undefined, never 0.
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    baseline: float | None


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a line, with a 95 % interval of `y` where there is one."""

    x: float
    y: float
    low: float | None = None
    high: float | None = None
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Curve:
    """Lines over one pair of axes; `y` is in 0–1.

    `diagonal` asks for the line y = x, where a calibrated system would lie.
    """

    title: str
    x_label: str
    y_label: str
    lines: Mapping[str, tuple[Point, ...]]
    diagonal: bool = False


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often each gold label (rows) was answered with each label (columns)."""

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All scores of one system on one data set; `n` counts the groups that were resampled.

    `beside` holds the scores of others on the same data by their names, such as human annotators.
    `notes` are what a reader of the scores has to know (a partial run, labels that lack).
    `provenance` says how they were made: data, fingerprints, seed, command.
    """

    task: str
    model: str
    n: int
    scores: dict[str, Score]
    slices: dict[str, dict[str, Score]]
    versions: dict[str, str]
    beside: dict[str, dict[str, Score]] = field(default_factory=dict)
    curves: tuple[Curve, ...] = ()
    confusions: tuple[Confusion, ...] = ()
    notes: tuple[str, ...] = ()
    provenance: dict[str, str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Return what `attrib evaluate --json` prints."""
        row: dict[str, Any] = _as_lists(asdict(self))
        return row

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Evaluation:
        """Read what `to_dict` returned; raises KeyError and TypeError for anything else."""
        return cls(
            task=row["task"],
            model=row["model"],
            n=row["n"],
            scores=_scores(row["scores"]),
            slices={name: _scores(scores) for name, scores in row["slices"].items()},
            versions=dict(row["versions"]),
            beside={name: _scores(scores) for name, scores in row["beside"].items()},
            curves=tuple(_curve(curve) for curve in row["curves"]),
            confusions=tuple(_confusion(confusion) for confusion in row["confusions"]),
            notes=tuple(row["notes"]),
            provenance=dict(row["provenance"]),
        )


def _as_lists(value: Any) -> Any:  # noqa: ANN401 - whatever a record holds
    """Return plain values as JSON would give them back."""
    if isinstance(value, dict):
        return {key: _as_lists(inner) for key, inner in value.items()}
    return [_as_lists(inner) for inner in value] if isinstance(value, list | tuple) else value


def _scores(rows: Mapping[str, Any]) -> dict[str, Score]:
    return {name: Score(**row) for name, row in rows.items()}


def _curve(row: Mapping[str, Any]) -> Curve:
    lines = {name: tuple(Point(**p) for p in points) for name, points in row["lines"].items()}
    return Curve(**{**row, "lines": lines})


def _confusion(row: Mapping[str, Any]) -> Confusion:
    return Confusion(
        row["title"],
        tuple(row["rows"]),
        tuple(row["columns"]),
        tuple(tuple(counts) for counts in row["counts"]),
    )
