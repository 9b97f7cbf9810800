"""What an article's other pairs say of a pair: whose enemy's friend is whose enemy.

In annotated articles, where A contradicts B and B corroborates C, A contradicts C five times in
six; two claims that contradict the same third one corroborate each other more often than not. So
each pair is weighed a second time, with what the first weighing makes of the pairs around it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from attrib.records import Pair, Relation
from attrib.verdicts.signals import logit

AROUND = (
    "one", "contradicts", "corroborates", "enemy_of_friend", "shared_enemy", "shared_friend",
    "same_speakers",
)  # fmt: skip
OPEN = 1e-3  # no first weighing is surer than this leaves open

Probabilities = Mapping[Relation, float]


def look_around(
    pairs: Sequence[Pair], own: Sequence[Probabilities], apart: Sequence[Probabilities]
) -> list[list[float]]:
    """Return what is known of each pair after a first weighing, in the order of ``AROUND``.

    `own` are the pairs' probabilities; `apart` what they would be if no two claims were one
    speaker's, for two statements of one speaker tie others together as any two do.
    """
    around = _Around.of(pairs, apart)
    return [
        [
            1.0,
            logit(probabilities[Relation.CONTRADICTS], open_share=OPEN),
            logit(probabilities[Relation.CORROBORATES], open_share=OPEN),
            *around.through_third_claims(pair),
            around.between_the_speakers(pair),
        ]
        for pair, probabilities in zip(pairs, own, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Around:
    """Probabilities by claim, and by the two speakers, each in 0–1."""

    against: Mapping[str, Mapping[str, float]]
    along: Mapping[str, Mapping[str, float]]
    disputes: Mapping[frozenset[str], Mapping[tuple[str, str], float]]

    @classmethod
    def of(cls, pairs: Sequence[Pair], known: Sequence[Probabilities]) -> _Around:
        against: dict[str, dict[str, float]] = defaultdict(dict)
        along: dict[str, dict[str, float]] = defaultdict(dict)
        disputes: dict[frozenset[str], dict[tuple[str, str], float]] = defaultdict(dict)
        for pair, probabilities in zip(pairs, known, strict=True):
            a, b = pair.a.id, pair.b.id
            against[a][b] = against[b][a] = probabilities[Relation.CONTRADICTS]
            along[a][b] = along[b][a] = probabilities[Relation.CORROBORATES]
            disputes[_speakers(pair)][a, b] = probabilities[Relation.CONTRADICTS]
        return cls(against, along, disputes)

    def through_third_claims(self, pair: Pair) -> tuple[float, float, float]:
        """Return how surely a third claim is friend and enemy, enemy of both, friend of both."""
        (a_against, a_along), (b_against, b_along) = (
            (self.against[claim.id], self.along[claim.id]) for claim in (pair.a, pair.b)
        )
        mixed = max(_surest(a_against, b_along), _surest(a_along, b_against))
        return mixed, _surest(a_against, b_against), _surest(a_along, b_along)

    def between_the_speakers(self, pair: Pair) -> float:
        """Return the surest contradiction of two speakers beside the pair; of one speaker's, 0."""
        if pair.a.source == pair.b.source:
            return 0.0
        disputes = self.disputes[_speakers(pair)]
        return max((p for ids, p in disputes.items() if ids != (pair.a.id, pair.b.id)), default=0.0)


def _speakers(pair: Pair) -> frozenset[str]:
    return frozenset((pair.a.source, pair.b.source))


def _surest(mine: Mapping[str, float], theirs: Mapping[str, float]) -> float:
    """Return the most that two claims have in common with one third."""
    return max((min(mine[third], theirs[third]) for third in mine.keys() & theirs), default=0.0)
