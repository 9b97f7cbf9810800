"""Counts that add up, and scores with their interval, their n and a baseline."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping
from dataclasses import astuple, dataclass, replace

import numpy as np
from numpy.typing import NDArray

from attrib.evaluation.results import Score

RESAMPLES = 1000
# Draws held in memory at once; bounds the memory and leaves the result as it is.
DRAWS_AT_ONCE = 2_000_000

Floats = NDArray[np.float64]
Statistic = Callable[[Floats], Floats]


@dataclass(frozen=True, slots=True)
class Counts:
    """True positives, false positives and false negatives; they add up over articles.

    The three ratios are in 0–1, or None where there is nothing to divide by.
    """

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Counts) -> Counts:
        """Count two sets as one."""
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; None where nothing was found."""
        return known(precision(self._array()))

    @property
    def recall(self) -> float | None:
        """The share of the gold that was found; None where there is no gold."""
        return known(recall(self._array()))

    @property
    def f1(self) -> float | None:
        """The harmonic mean of the two; None where there is no gold."""
        return known(f1(self._array()))

    def _array(self) -> Floats:
        return np.array(astuple(self), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Sums:
    """Counts summed over the groups: once as they are, and once for each resample.

    `total` has the shape of one group's counts; `resampled` has one more axis in front, of
    length `RESAMPLES`, or 0 where fewer than two groups leave nothing to resample.
    """

    total: Floats
    resampled: Floats

    def score(self, statistic: Statistic, *, n: int, baseline: float | None) -> Score:
        """Score the total, with a percentile interval from the resamples.

        `statistic` maps counts of shape (…, counts) to numbers, NaN where undefined; resamples
        where it is undefined are left out. The interval shows the spread over the groups only:
        it has no width where every group scores the same. The value may lie outside it where the
        statistic is biased under resampling, as the calibration error is (upwards).
        """
        value = known(statistic(self.total))
        samples = statistic(self.resampled) if len(self.resampled) else np.empty(0)
        samples = samples[~np.isnan(samples)]
        if value is None or not samples.size:
            return Score(value, None, None, n, baseline)
        low, high = np.percentile(samples, [2.5, 97.5])
        return Score(value, float(low), float(high), n, baseline)


@dataclass(frozen=True, slots=True)
class Reading:
    """How one score is read from summed counts.

    `value` gives the score and `items` the number of items it rests on. `is_share` says that the
    score is the share of groups that are right, each of them 0 or 1 (as McNemar's test needs).
    """

    value: Statistic
    items: Statistic
    is_share: bool = False

    def at(self, place: Statistic) -> Reading:
        """Return the same score, read from the part of the counts that `place` takes."""
        return replace(
            self,
            value=lambda sums: self.value(place(sums)),
            items=lambda sums: self.items(place(sums)),
        )


@dataclass(frozen=True, slots=True)
class Table:
    """A system's counts on a data set: one row a group, and the scores read from their sums.

    `counts` has shape (groups, …). Two systems on the same groups have rows in the same order.
    """

    counts: Floats
    readings: Mapping[str, Reading]

    def scores(
        self, *, seed: int, baselines: Mapping[str, float | None] | None = None
    ) -> dict[str, Score]:
        """Return every score with its interval and, by its name, a baseline."""
        sums = add_up(self.counts, seed=seed)
        return {
            name: sums.score(
                reading.value,
                n=int(known(reading.items(sums.total)) or 0),
                baseline=(baselines or {}).get(name),
            )
            for name, reading in self.readings.items()
        }

    def values(self) -> dict[str, float | None]:
        """Return every score alone, as a baseline needs it."""
        total = self.counts.sum(axis=0)
        return {name: known(reading.value(total)) for name, reading in self.readings.items()}


@dataclass(frozen=True, slots=True)
class Measured:
    """A system's counts over the whole data set and over each slice of it."""

    whole: Table
    slices: Mapping[str, Table]


def add_up(table: Floats, *, seed: int) -> Sums:
    """Sum counts over groups, and over groups drawn with replacement (the bootstrap).

    `table` has shape (groups, …), one group's counts a row. The draws depend on `seed` and the
    number of groups alone, so that two models on one data set are resampled alike.
    """
    groups, shape = len(table), table.shape[1:]
    if groups < 2:
        return Sums(table.sum(axis=0), np.empty((0, *shape)))
    rng = np.random.default_rng(seed)
    flat = table.reshape(groups, -1)
    at_once = max(1, DRAWS_AT_ONCE // groups)
    sums = [
        _weights(rng, groups, min(at_once, RESAMPLES - start)) @ flat
        for start in range(0, RESAMPLES, at_once)
    ]
    return Sums(table.sum(axis=0), np.concatenate(sums).reshape(RESAMPLES, *shape))


def precision(counts: Floats) -> Floats:
    """Precision of counts of shape (…, 3), ordered tp, fp, fn; NaN where nothing was found."""
    return ratio(counts[..., 0], counts[..., 0] + counts[..., 1])


def recall(counts: Floats) -> Floats:
    """Recall of counts of shape (…, 3), ordered tp, fp, fn; NaN where there is no gold."""
    return ratio(counts[..., 0], counts[..., 0] + counts[..., 2])


def f1(counts: Floats) -> Floats:
    """F1 of counts of shape (…, 3), ordered tp, fp, fn; NaN where there is no gold.

    Without gold no answer could score above 0, so the number would say nothing of the model.
    """
    tp, fp, fn = counts[..., 0], counts[..., 1], counts[..., 2]
    return ratio(np.where(tp + fn > 0, 2 * tp, np.nan), 2 * tp + fp + fn)


def found_items(counts: Floats) -> Floats:
    """How many items were found, of counts of shape (…, 3): what precision rests on."""
    return counts[..., 0] + counts[..., 1]


def gold_items(counts: Floats) -> Floats:
    """How many items there are to find, of counts of shape (…, 3): what recall rests on."""
    return counts[..., 0] + counts[..., 2]


def count_labels(cells: Floats) -> Floats:
    """Count each label: from confusion cells (…, gold, found) to (…, gold, 3): tp, fp, fn.

    Answers that are no gold label stand in the columns after those of the labels.
    """
    right = np.diagonal(cells, axis1=-2, axis2=-1)
    found = cells[..., : cells.shape[-2]].sum(axis=-2)
    return np.stack([right, found - right, cells.sum(axis=-1) - right], axis=-1)


def macro_f1(counts: Floats) -> Floats:
    """Mean F1 of the labels that the gold has, of counts of shape (…, labels, 3)."""
    by_label = f1(counts)
    defined = ~np.isnan(by_label)
    return ratio(np.where(defined, by_label, 0.0).sum(axis=-1), defined.sum(axis=-1))


def ratio(part: Floats, whole: Floats) -> Floats:
    """Divide element by element; NaN where `whole` is 0."""
    undefined: Floats = np.full(np.shape(whole), np.nan)
    return np.divide(part, whole, out=undefined, where=whole > 0)


def known(number: Floats | float) -> float | None:
    """Return the number as a float, or None for NaN."""
    return None if np.isnan(number) else float(number)


def versions(attrib_version: str | None) -> dict[str, str]:
    """Return the versions that made a score, by name."""
    own = {} if attrib_version is None else {"attrib": attrib_version}
    return own | {"python": platform.python_version(), "numpy": np.__version__}


# Of counts of shape (…, 3), ordered tp, fp, fn; precision rests on what was found.
RATIOS: Mapping[str, Reading] = {
    "precision": Reading(precision, found_items),
    "recall": Reading(recall, gold_items),
    "f1": Reading(f1, gold_items),
}


def _weights(rng: np.random.Generator, groups: int, size: int) -> Floats:
    """How often each group is drawn: shape (size, groups), rows sum to `groups`."""
    drawn = rng.integers(groups, size=(size, groups)) + groups * np.arange(size)[:, None]
    counted = np.bincount(drawn.ravel(), minlength=size * groups)
    return counted.reshape(size, groups).astype(np.float64)
