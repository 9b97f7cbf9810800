"""The items that a truth-discovery method got wrong, to be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from attrib.corpora.truth import TruthSet
from attrib.evaluation.credibility.estimates import TruthEstimate
from attrib.evaluation.credibility.scores import scored_items


@dataclass(frozen=True, slots=True)
class CredibilityMistake:
    """An item with its known value and the values answered instead, several where they tie.

    The known value may be among them. `for_known` counts the sources that claim it, `for_found`
    those that claim an answer.
    """

    method: str
    item: str
    known: str
    found: tuple[str, ...]
    for_known: int
    for_found: int

    def to_dict(self) -> dict[str, Any]:
        """Return the mistake as a row of JSON."""
        return {**asdict(self), "found": list(self.found)}


def mistakes_credibility(
    truth_set: TruthSet, estimates: Sequence[TruthEstimate]
) -> list[CredibilityMistake]:
    """Return the scored items that a method does not answer with the known value alone.

    They are in the order of the estimates, then of the known values.
    """
    claimed = Counter((claim.item, claim.value) for claim in truth_set.claims)
    items = scored_items(truth_set)
    return [
        CredibilityMistake(
            estimate.method,
            item,
            known=truth_set.truth[item],
            found=found,
            for_known=claimed[item, truth_set.truth[item]],
            for_found=sum(claimed[item, value] for value in found),
        )
        for estimate in estimates
        if estimate.values
        for item in items
        if (found := estimate.answers(item)) != (truth_set.truth[item],)
    ]
