"""Verdicts → how often any two sources contradict and corroborate each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from attrib.records import Cell, Claim, Relation, Source, Verdict

Counts = Mapping[tuple[str, str], int]


def count_cells(
    sources: Sequence[Source], claims: Sequence[Claim], verdicts: Sequence[Verdict]
) -> tuple[Cell, ...]:
    """Return the pairs of sources with any count, each once, in the order of `sources`.

    A joint statement counts once for each who made it, but its makers do not corroborate each
    other by it. A source's contradictions of itself are a cell with itself.
    """
    order = {source.id: place for place, source in enumerate(sources)}
    speakers = {claim.id: claim for claim in claims}
    against, along = (
        _count(verdicts, speakers, order, relation)
        for relation in (Relation.CONTRADICTS, Relation.CORROBORATES)
    )
    pairs = sorted({*against, *along}, key=lambda pair: (order[pair[0]], order[pair[1]]))
    return tuple(Cell(*pair, against[pair], along[pair]) for pair in pairs)


def square(
    sources: Sequence[Source], counts: Mapping[tuple[str, str], int]
) -> tuple[tuple[int, ...], ...]:
    """Lay counts of pairs out as a symmetric square in the order of `sources`."""
    both = {**counts, **{(b, a): count for (a, b), count in counts.items()}}
    return tuple(tuple(both.get((a.id, b.id), 0) for b in sources) for a in sources)


def _count(
    verdicts: Sequence[Verdict],
    claims: Mapping[str, Claim],
    order: Mapping[str, int],
    relation: Relation,
) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for verdict in verdicts:
        a, b = claims[verdict.a], claims[verdict.b]
        if verdict.relation is relation and a.attribution != b.attribution:
            first, second = sorted((a.source, b.source), key=order.__getitem__)
            counts[first, second] += 1
    return counts
