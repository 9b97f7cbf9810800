"""Verdicts → the source-credibility matrix.

What other sources say of a source's claims, counted per pair of sources; from the counts a
Beta posterior of how far the others side with it. The prior is Beta(1, 1): before anybody else
has spoken every degree of agreement is equally likely. Each other voice counts once, however
often it speaks, and sources that speak jointly are one voice. The figure is agreement within one
article and no measure of truth.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from attrib.credibility.intervals import INTERVAL, beta_interval
from attrib.records import (
    Claim,
    Credibility,
    CredibilityMatrix,
    Relation,
    Source,
    SourceKind,
    Verdict,
)

MIN_VOICES = 2  # against one other voice it is word against word, and nothing can be estimated

Counts = dict[tuple[str, str], int]


def fill_matrix(
    sources: Sequence[Source], claims: Sequence[Claim], verdicts: Sequence[Verdict]
) -> CredibilityMatrix:
    """Count contradictions and corroborations between sources and estimate their standing.

    Rows and columns are in the order of `sources`. A joint statement counts once for each who
    made it, but its makers do not corroborate each other by it. A source's contradictions of
    itself are on the diagonal. Unknown voices get no estimate: they may be anybody.
    """
    speakers = {claim.id: claim for claim in claims}
    contradicts, corroborates = (
        _count(verdicts, speakers, relation)
        for relation in (Relation.CONTRADICTS, Relation.CORROBORATES)
    )
    ids = tuple(source.id for source in sources)
    voices = _voices(claims)
    return CredibilityMatrix(
        sources=ids,
        contradicts=_square(ids, contradicts),
        corroborates=_square(ids, corroborates),
        credibility=tuple(_credibility(s, voices, contradicts, corroborates) for s in sources),
    )


def _count(verdicts: Sequence[Verdict], claims: Mapping[str, Claim], relation: Relation) -> Counts:
    counts: Counts = defaultdict(int)
    for verdict in verdicts:
        a, b = claims[verdict.a], claims[verdict.b]
        if verdict.relation is relation and a.attribution != b.attribution:
            counts[a.source, b.source] += 1
            if a.source != b.source:
                counts[b.source, a.source] += 1
    return counts


def _square(ids: Sequence[str], counts: Counts) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(counts.get((a, b), 0) for b in ids) for a in ids)


def _voices(claims: Sequence[Claim]) -> dict[str, str]:
    """Map each source to the voice it belongs to, named by its first member."""
    voices: dict[str, str] = {}
    first: dict[str, str] = {}
    for claim in claims:
        mine = voices.setdefault(claim.source, claim.source)
        other = voices[first.setdefault(claim.attribution.id, claim.source)]
        if other != mine:
            voices = {s: other if voice == mine else voice for s, voice in voices.items()}
    return voices


def _credibility(
    source: Source, voices: Mapping[str, str], contradicts: Counts, corroborates: Counts
) -> Credibility:
    sides: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for counts, side in ((contradicts, 0), (corroborates, 1)):
        for (mine, other), count in counts.items():
            if mine == source.id and voices[other] != voices[mine]:
                sides[voices[other]][side] += count
    votes = [agree / (agree + against) for against, agree in sides.values()]
    n = len(votes)
    if n < MIN_VOICES or source.kind is SourceKind.UNKNOWN:
        return Credibility(source.id, None, None, None, n, None)
    agreed = sum(votes)
    low, high = beta_interval(1 + agreed, 1 + n - agreed, coverage=INTERVAL)
    return Credibility(
        source=source.id,
        mean=round((1 + agreed) / (2 + n), 4),
        low=round(low, 4),
        high=round(high, 4),
        n=n,
        majority=round(sum(map(_side, votes)) / n, 4),
    )


def _side(vote: float) -> float:
    """Return 1 for a voice that mostly agrees, 0 for one that does not, ½ for a tie."""
    return 0.5 if vote == 0.5 else float(vote > 0.5)
