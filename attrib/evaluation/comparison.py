"""Is one system better than the other? Both on the same groups, drawn alike.

The interval of a difference is a paired bootstrap over the groups (Efron and Tibshirani 1993);
where a score is a share of right answers, McNemar's exact test (1947) gives the p value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from attrib.errors import CorpusError, MissingExtraError
from attrib.evaluation.scores import Floats, Measured, Sums, Table, add_up, known

BOOTSTRAP, MCNEMAR = "paired bootstrap", "McNemar"
LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Difference:
    """How much higher B scores than A, with a 95 % interval and a two-sided p value.

    `n` counts the groups drawn. All but the score, the test and `n` are None where undefined.
    """

    score: str
    a: float | None
    b: float | None
    difference: float | None
    low: float | None
    high: float | None
    p: float | None
    test: str
    n: int

    @property
    def shown(self) -> bool:
        """Whether the data show a difference: the interval is off 0 and p is below 0.05."""
        if self.low is None or self.high is None or self.p is None:
            return False
        return not self.low <= 0 <= self.high and self.p < LEVEL


@dataclass(frozen=True, slots=True)
class Comparison:
    """Systems A and B on one data set: each score's difference, over all of it and by slice."""

    task: str
    a: str
    b: str
    differences: tuple[Difference, ...]
    slices: Mapping[str, tuple[Difference, ...]]
    versions: Mapping[str, str]
    provenance: Mapping[str, str]

    def to_dict(self) -> dict[str, Any]:
        """Return what `attrib evaluate compare --json` prints."""
        return {
            "task": self.task,
            "a": self.a,
            "b": self.b,
            "differences": [_row(one) for one in self.differences],
            "slices": {name: [_row(one) for one in many] for name, many in self.slices.items()},
            "versions": dict(self.versions),
            "provenance": dict(self.provenance),
        }


def compare_tables(a: Table, b: Table, *, seed: int = 0) -> tuple[Difference, ...]:
    """Compare two systems' counts, score by score, in the order of A's scores.

    Raises CorpusError where the two do not have the same groups.
    """
    if len(a.counts) != len(b.counts):
        raise CorpusError(
            f"found {len(a.counts)} groups of A and {len(b.counts)} of B; expected answers to the "
            "same data"
        )
    sums_a, sums_b = add_up(a.counts, seed=seed), add_up(b.counts, seed=seed)
    return tuple(
        _difference(name, _Read.of(a, sums_a, name), _Read.of(b, sums_b, name), n=len(a.counts))
        for name in a.readings
        if name in b.readings
    )


def compare_measured(
    a: Measured, b: Measured, *, seed: int = 0
) -> tuple[tuple[Difference, ...], dict[str, tuple[Difference, ...]]]:
    """Compare two systems over all of the data, and over each slice that has the same groups.

    A slice made of what a system found has as many groups as articles, so it is compared too.
    """
    slices = {
        name: compare_tables(a.slices[name], b.slices[name], seed=seed)
        for name in a.slices
        if name in b.slices and len(a.slices[name].counts) == len(b.slices[name].counts)
    }
    return compare_tables(a.whole, b.whole, seed=seed), slices


def _row(difference: Difference) -> dict[str, Any]:
    return asdict(difference) | {"shown": difference.shown}


@dataclass(frozen=True, slots=True)
class _Read:
    """One system's score: over everything, on each resample, and of each group alone."""

    value: float | None
    drawn: Floats
    by_group: Floats
    is_share: bool

    @classmethod
    def of(cls, table: Table, sums: Sums, name: str) -> _Read:
        reading = table.readings[name]
        drawn = reading.value(sums.resampled) if len(sums.resampled) else np.empty(0)
        by_group = reading.value(table.counts) if reading.is_share else np.empty(0)
        return cls(known(reading.value(sums.total)), drawn, by_group, reading.is_share)


def _difference(name: str, a: _Read, b: _Read, *, n: int) -> Difference:
    test = MCNEMAR if a.is_share and b.is_share else BOOTSTRAP
    drawn = b.drawn - a.drawn
    drawn = drawn[~np.isnan(drawn)]
    if a.value is None or b.value is None or not drawn.size:
        return Difference(name, a.value, b.value, None, None, None, None, test, n)
    low, high = np.percentile(drawn, [2.5, 97.5])
    p = mcnemar(a.by_group, b.by_group) if test is MCNEMAR else _two_sided(drawn)
    difference = b.value - a.value
    return Difference(name, a.value, b.value, difference, float(low), float(high), p, test, n)


def mcnemar(a: Floats, b: Floats) -> float:
    """Return the exact two-sided p value of two systems' answers, each 1 (right) or 0 a group.

    It is 1 where no answer is right by one system alone.
    """
    try:
        from scipy.stats import binomtest
    except ImportError as error:
        raise MissingExtraError("scipy", "train") from error
    only_a, only_b = int(np.sum((a == 1) & (b == 0))), int(np.sum((a == 0) & (b == 1)))
    if only_a + only_b == 0:
        return 1.0
    return float(binomtest(only_a, only_a + only_b).pvalue)


def _two_sided(drawn: Floats) -> float:
    """Return twice the share of draws on the rarer side of 0; never 0, as draws are finite."""
    rarer = min(np.sum(drawn <= 0), np.sum(drawn >= 0))
    return float(min(1.0, 2 * (1 + rarer) / (1 + len(drawn))))
