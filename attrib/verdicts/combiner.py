"""A small calibrated model that turns the signals of an article's pairs into probabilities."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from attrib.errors import CheckpointError
from attrib.records import Pair, Relation
from attrib.verdicts.neighbours import AROUND, Probabilities, look_around
from attrib.verdicts.signals import FEATURES, Signals

OUTCOMES = (Relation.CONTRADICTS, Relation.CORROBORATES, Relation.UNRELATED)

Weights = Mapping[Relation, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Combiner:
    """Two multinomial logistic regressions: of a pair alone, then with the pairs around it.

    One row of weights an outcome, in the order of ``FEATURES`` and of ``AROUND``. Without weights
    for what is around the first is all, as it is for two claims of one speaker.
    """

    weights: Weights
    around: Weights | None = None

    def weigh(self, pairs: Sequence[Pair], signals: Sequence[Signals]) -> list[Probabilities]:
        """Return the probability of each of ``OUTCOMES`` for all pairs of an article."""
        alone = [self.weigh_alone(one) for one in signals]
        if self.around is None:
            return alone
        rows = self.see_around(pairs, signals, alone=alone)
        return [
            first if one.same_source else _softmax(self.around, row)
            for first, one, row in zip(alone, signals, rows, strict=True)
        ]

    def see_around(
        self, pairs: Sequence[Pair], signals: Sequence[Signals], *, alone: Sequence[Probabilities]
    ) -> list[list[float]]:
        """Return what the first weighing says of each pair of an article and of those around it."""
        apart = [
            self.weigh_alone(replace(one, same_source=False)) if one.same_source else known
            for one, known in zip(signals, alone, strict=True)
        ]
        return look_around(pairs, alone, apart)

    def weigh_alone(self, signals: Signals) -> Probabilities:
        """Return the probability of each of ``OUTCOMES`` by a pair's own signals; they sum to 1."""
        return _softmax(self.weights, signals.features())


def read_combiner(path: Path) -> Combiner:
    """Read a combiner from JSON: {"features": […], outcome: [weights], "around": {the same}}."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        around = _weights(stored["around"], AROUND) if "around" in stored else None
        return Combiner(_weights(stored, FEATURES), around)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise CheckpointError(
            f"{path}: not the weights of a combiner ({error}); fit one with scripts/fit_combiner.py"
        ) from error


def _weights(stored: Mapping[str, Any], features: Sequence[str]) -> Weights:
    if list(stored["features"]) != list(features):
        raise ValueError(f"features {stored['features']}, expected {list(features)}")
    weights = {outcome: tuple(map(float, stored[outcome])) for outcome in OUTCOMES}
    for outcome, row in weights.items():
        if len(row) != len(features):
            raise ValueError(f"{len(row)} weights for {outcome}, expected {len(features)}")
    return weights


def _softmax(weights: Weights, features: Sequence[float]) -> Probabilities:
    scores = [
        sum(w * x for w, x in zip(weights[outcome], features, strict=True)) for outcome in OUTCOMES
    ]
    powers = [math.exp(score - max(scores)) for score in scores]
    return {o: power / sum(powers) for o, power in zip(OUTCOMES, powers, strict=True)}
