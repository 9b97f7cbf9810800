"""How far contradictions can be trusted by the probability that they were found with."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from attrib.evaluation.claims.alignment import MatchedPairs
from attrib.evaluation.results import Curve, Point
from attrib.evaluation.scores import Floats, Reading, Table, ratio

POINTS = 20  # of the curve, at most


def count_levels(matched: Sequence[MatchedPairs]) -> Floats:
    """Count right and wrong pairs at each probability, the surest first: (articles, levels, 2).

    A level is a probability that a pair was found with. There is none where a pair has no
    probability, since then nothing says which pairs come first.
    """
    right = [[one.found.probability for one in pairs.right] for pairs in matched]
    wrong = [[one.probability for one in pairs.spurious] for pairs in matched]
    every = {probability for found in (*right, *wrong) for probability in found}
    levels = [] if None in every else sorted((p for p in every if p is not None), reverse=True)
    table = np.zeros((len(matched), len(levels), 2))
    for side, found in enumerate((right, wrong)):
        for row, probabilities in zip(table, found, strict=True):
            for level, probability in enumerate(levels):
                row[level, side] = probabilities.count(probability)
    return table


def average_precision(levels: Floats, missed: Floats, candidates: Floats) -> Floats:
    """The mean of the precisions at each step of recall, as scikit-learn computes it.

    `levels` has shape (…, levels, 2), the other two (…). The `missed` gold pairs come last, all at
    once, among all `candidates`. NaN where there is no level or no gold pair.
    """
    right = levels[..., 0]
    total = right.sum(axis=-1) + missed
    precisions = ratio(right.cumsum(axis=-1), levels.sum(axis=-1).cumsum(axis=-1))
    steps = np.where(right > 0, right * precisions, 0.0).sum(axis=-1)
    value = ratio(steps + missed * np.nan_to_num(ratio(total, candidates)), total)
    return value if levels.shape[-2] else np.full_like(value, np.nan)


def coverage_curve(levels: Floats, *, model: str, seed: int) -> tuple[Curve, ...]:
    """Draw the precision of the surest pairs over their share of all pairs found.

    `levels` is what `count_levels` gives; there is no curve where it has none. Intervals come from
    resampling articles, each point keeping its probability.
    """
    found = levels.sum(axis=(0, 2)).cumsum()
    if not found.size:
        return ()
    shares = found / found[-1]
    chosen = sorted({int(np.argmax(shares >= n / POINTS - 1e-9)) for n in range(1, POINTS + 1)})
    # Each point reads the sums of all levels down to its own.
    readings = {str(level): _down_to(level) for level in chosen}
    scores = Table(levels.cumsum(axis=1), readings).scores(seed=seed)
    points = tuple(
        Point(float(shares[int(level)]), score.value, score.low, score.high, score.n)
        for level, score in scores.items()
        if score.value is not None
    )
    return (
        Curve(
            title="Precision of contradictions by how sure they are",
            x_label="share of the contradictions found, the surest first",
            y_label="precision",
            lines={model: points},
        ),
    )


def _down_to(level: int) -> Reading:
    return Reading(
        value=lambda sums: ratio(sums[..., level, 0], sums[..., level, :].sum(axis=-1)),
        items=lambda sums: sums[..., level, :].sum(axis=-1),
    )
