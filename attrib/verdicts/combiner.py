"""A small calibrated model that turns the signals of a pair into probabilities."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from attrib.errors import CheckpointError
from attrib.records import Relation
from attrib.verdicts.signals import FEATURES, Signals

OUTCOMES = (Relation.CONTRADICTS, Relation.CORROBORATES, Relation.UNRELATED)


@dataclass(frozen=True, slots=True)
class Combiner:
    """A multinomial logistic regression: one row of weights an outcome, in ``FEATURES`` order."""

    weights: Mapping[Relation, Sequence[float]]

    def probabilities(self, signals: Signals) -> dict[Relation, float]:
        """Return the probability of each of ``OUTCOMES``; they sum to 1."""
        features = signals.features()
        scores = [
            sum(w * x for w, x in zip(self.weights[outcome], features, strict=True))
            for outcome in OUTCOMES
        ]
        powers = [math.exp(score - max(scores)) for score in scores]
        return {o: power / sum(powers) for o, power in zip(OUTCOMES, powers, strict=True)}


def read_combiner(path: Path) -> Combiner:
    """Read a combiner's weights from JSON: {"features": [...], outcome: [weights]}."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        if tuple(stored["features"]) != FEATURES:
            raise ValueError(f"features {stored['features']}, expected {list(FEATURES)}")
        weights = {outcome: tuple(map(float, stored[outcome])) for outcome in OUTCOMES}
        for outcome, row in weights.items():
            if len(row) != len(FEATURES):
                raise ValueError(f"{len(row)} weights for {outcome}, expected {len(FEATURES)}")
        return Combiner(weights)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise CheckpointError(
            f"{path}: not the weights of a combiner ({error}); fit one with scripts/fit_combiner.py"
        ) from error
