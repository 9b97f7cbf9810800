"""Who speaks to whose positions, and on which side: the plain count beside every estimate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from attrib.matrix.testimony import Heard
from attrib.records import Stance

Sides = Mapping[str, float]  # by origin: 1 where it agrees, 0 where it does not, between where both


def find_sides(issues: Mapping[str, Sequence[str]], heard: Sequence[Heard]) -> dict[str, Sides]:
    """Map each source to the other voices that speak to its positions, and how far they agree.

    On one proposition a voice agrees that takes the same stance; of one issue, two that assert
    different propositions do not agree. A voice counts once, however often it speaks.
    """
    by_issue: dict[str, list[Heard]] = defaultdict(list)
    issue_of = {id: issue for issue, ids in issues.items() for id in ids}
    for proposition, position in heard:
        by_issue[issue_of[proposition.id]].append((proposition, position))
    counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for positions in by_issue.values():
        for source, origin, agrees in _meetings(positions):
            counts[source][origin][agrees] += 1
    return {
        source: {origin: agree / (agree + against) for origin, (against, agree) in met.items()}
        for source, met in counts.items()
    }


def majority(sides: Sides) -> float:
    """Return the share of voices that mostly agree; one that is split counts half."""
    return sum(0.5 if side == 0.5 else float(side > 0.5) for side in sides.values()) / len(sides)


def _meetings(positions: Sequence[Heard]) -> Iterator[tuple[str, str, bool]]:
    """Yield (source, another voice, whether it agrees) within an issue."""
    for proposition, mine in positions:
        for other, theirs in positions:
            if theirs.source == mine.source or theirs.origin == mine.origin:
                continue
            if other.id == proposition.id:
                yield mine.source, theirs.origin, theirs.stance is mine.stance
            elif mine.stance is theirs.stance is Stance.ASSERTS:
                yield mine.source, theirs.origin, False
