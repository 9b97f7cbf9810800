"""What a truth-discovery method answers, ours or somebody else's, as records and as rows."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attrib.corpora.truth import TruthSet
from attrib.credibility import METHODS, Method, Votes
from attrib.errors import AttribError, CorpusError

VALUE_COLUMNS = ("method", "item", "value", "weight")
SOURCE_COLUMNS = ("method", "source", "mean", "low", "high")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class SourceEstimate:
    """How far a source is believed; `mean` is on the method's own scale.

    `low` and `high` are the ends of an interval for its share of right claims, in 0–1, or None
    where the method gives none.
    """

    mean: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class TruthEstimate:
    """A method's answers: item → value → weight, at least 0, and what it says of each source.

    The values of an item with the greatest weight are its answer, which they share. Either
    mapping may be empty: a method may judge items alone, or sources alone.
    """

    method: str
    values: Mapping[str, Mapping[str, float]]
    sources: Mapping[str, SourceEstimate]

    def answers(self, item: str) -> tuple[str, ...]:
        """Return the value with the greatest weight, several where they tie, or none."""
        weights = self.values.get(item, {})
        top = max(weights.values(), default=0.0)
        return tuple(value for value, weight in weights.items() if weight == top)


def applicable_methods(truth_set: TruthSet) -> tuple[str, ...]:
    """Name the methods of `attrib.credibility` that these claims allow."""
    shared = Votes.of(truth_set.claims).shared
    return tuple(name for name, make in METHODS.items() if shared or not make().needs_shared_labels)


def estimate_truths(truth_set: TruthSet, method_name: str) -> TruthEstimate:
    """Run a method of `attrib.credibility`, which sees the claims alone.

    A source's `mean` is its `accuracy_` where the method gives one, else its `trust_`. Raises
    AttribError for a name that is none, and CorpusError where the claims do not suit the method.
    """
    return estimate_votes(Votes.of(truth_set.claims), method_name)


def estimate_votes(votes: Votes, method_name: str) -> TruthEstimate:
    """Run a method as `estimate_truths` does, on claims that are counted already."""
    if method_name not in METHODS:
        raise AttribError(f"found no method {method_name!r}; expected one of {', '.join(METHODS)}")
    method = METHODS[method_name]().fit(votes)
    values: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for item, value, weight in zip(votes.item_of, votes.value_of, method.belief_, strict=True):
        if weight > 0:
            values[votes.items[item]][votes.values[value]] = float(weight)
    return TruthEstimate(method_name, dict(values), _source_estimates(votes, method))


def estimate_rows(estimate: TruthEstimate) -> list[dict[str, Any]]:
    """Return an estimate as rows: its values, then its sources, each with the method's name."""
    values = [
        {"method": estimate.method, "item": item, "value": value, "weight": weight}
        for item, weights in estimate.values.items()
        for value, weight in weights.items()
    ]
    sources = [
        {
            "method": estimate.method,
            "source": source,
            "mean": one.mean,
            "low": one.low,
            "high": one.high,
        }
        for source, one in estimate.sources.items()
    ]
    return [*values, *sources]


def estimates_from_rows(
    rows: Iterable[tuple[int, Row]],
    *,
    where: str,
    truth_set: TruthSet,
    method: str | None = None,
) -> list[TruthEstimate]:
    """Read (number, row) as `estimate_rows` makes them; a method each, in order of appearance.

    A row has an item and a value, with a weight (1 if none is given), or a source and a mean,
    with low and high or without; other columns are empty or lacking. A row that names no method
    belongs to `method`, or else to the stem of the file `where`. A value need not be claimed.
    Raises CorpusError, with file and line, for whatever does not fit or stands there twice, and
    for items and sources that the truth set lacks.
    """
    default = method or Path(where).name.partition(".")[0]
    items = {claim.item for claim in truth_set.claims} | truth_set.truth.keys()
    sources = {claim.source for claim in truth_set.claims}
    values: defaultdict[str, dict[str, dict[str, float]]] = defaultdict(dict)
    judged: defaultdict[str, dict[str, SourceEstimate]] = defaultdict(dict)
    names: dict[str, None] = {}
    for number, row in rows:
        at = f"{where}:{number}"
        cells = _cells(row, at=at)
        name = cells.get("method", default)
        names[name] = None
        if "item" in cells:
            item = _known_name(cells, "item", items, at=at)
            _add(values[name].setdefault(item, {}), cells["value"], _weight(cells, at=at), at=at)
        else:
            source = _known_name(cells, "source", sources, at=at)
            _add(judged[name], source, _source_estimate(cells, at=at), at=at)
    if not names:
        raise CorpusError(f"{where}: found no rows; expected an item and a value in each")
    return [TruthEstimate(name, values[name], judged[name]) for name in names]


def _source_estimates(votes: Votes, method: Method) -> dict[str, SourceEstimate]:
    means = method.trust_ if method.accuracy_ is None else method.accuracy_
    if method.low_ is None or method.high_ is None:
        return {
            source: SourceEstimate(float(mean))
            for source, mean in zip(votes.sources, means, strict=True)
        }
    rows = zip(votes.sources, means, method.low_, method.high_, strict=True)
    return {source: SourceEstimate(*map(float, numbers)) for source, *numbers in rows}


def _cells(row: Row, *, at: str) -> dict[str, str]:
    """Return the filled cells of a row as text, which are those of one of the two kinds."""
    expected = (
        f"expected {', '.join(VALUE_COLUMNS)} or {', '.join(SOURCE_COLUMNS)}, where method, "
        "weight, low and high may lack"
    )
    if strange := row.keys() - {*VALUE_COLUMNS, *SOURCE_COLUMNS}:
        raise CorpusError(f"{at}: found the column {min(strange)!r}; {expected}")
    cells = {name: _text(value, at=at) for name, value in row.items() if value not in (None, "")}
    of_value = {"item", "value"} <= cells.keys() <= set(VALUE_COLUMNS)
    of_source = {"source", "mean"} <= cells.keys() <= set(SOURCE_COLUMNS)
    if not of_value and not of_source:
        raise CorpusError(f"{at}: found {', '.join(cells) or 'nothing'} in a row; {expected}")
    return cells


def _text(value: object, *, at: str) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise CorpusError(f"{at}: found {value!r}; expected text or a number")
    return str(value).strip()


def _known_name(cells: Mapping[str, str], column: str, known: set[str], *, at: str) -> str:
    name = cells[column]
    if name not in known:
        raise CorpusError(
            f"{at}: {column} {name!r} is not in the truth set; expected one of its {len(known)} "
            f"{column}s, spelled alike"
        )
    return name


def _weight(cells: Mapping[str, str], *, at: str) -> float:
    weight = _number(cells, "weight", at=at)
    if weight is not None and weight < 0:
        raise CorpusError(f"{at}: the weight is {weight:g}; expected 0 or more")
    return 1.0 if weight is None else weight


def _source_estimate(cells: Mapping[str, str], *, at: str) -> SourceEstimate:
    mean, low, high = (_number(cells, column, at=at) for column in ("mean", "low", "high"))
    if (low is None) != (high is None) or (low is not None and high is not None and low > high):
        raise CorpusError(
            f"{at}: the interval goes from {low} to {high}; expected low and high, low first, or "
            "neither"
        )
    assert mean is not None  # no row of a source lacks it
    return SourceEstimate(mean, low, high)


def _number(cells: Mapping[str, str], column: str, *, at: str) -> float | None:
    if column not in cells:
        return None
    try:
        number = float(cells[column])
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise CorpusError(f"{at}: the {column} is {cells[column]!r}; expected a number")
    return number


def _add(into: dict[str, Any], name: str, what: object, *, at: str) -> None:
    if name in into:
        raise CorpusError(f"{at}: {name!r} a second time; expected it once; take one row out")
    into[name] = what
