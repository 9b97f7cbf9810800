"""Which claims are compared at all, and no more pairs than can be judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from attrib.pairs.gate import MIN_AFFINITY, find_affinities
from attrib.records import Article, Claim, Pair, Source, SourceKind, Stance

MAX_PAIRS_PER_CLAIM = 15  # on average, so that work grows with an article and not with its square
SELF_AFFINITY = 0.1  # from here a source's own claims are compared: it seldom contradicts itself
MAX_PAIRS = 4000  # of an article as long as a book; what is judged is what is most alike


def find_pairs(
    article: Article, claims: Sequence[Claim], sources: Sequence[Source]
) -> tuple[Pair, ...]:
    """Return the pairs of claims that may speak of one event, in the order of the article.

    Left out are pairs of one source's own claims that merely repeat each other's words, two voices
    of which neither is known, and claims that take no stand: uncommitted contradicts nobody. So are
    claims that put nothing forward, and those without any words of their own.
    """
    committed = [
        claim
        for claim in claims
        if claim.stance is not Stance.UNCOMMITTED and claim.attribution.content and not claim.empty
    ]
    voices = _voices(committed)
    unknown = {source.id for source in sources if source.kind is SourceKind.UNKNOWN}
    candidates = [
        Pair(committed[i], committed[j], affinity)
        for (i, j), affinity in find_affinities(article, committed, sources).items()
        if affinity >= _least(committed[i], committed[j])
        and _comparable(committed[i], committed[j], voices, unknown)
    ]
    candidates.sort(key=lambda pair: -pair.affinity)
    kept = candidates[: min(MAX_PAIRS, MAX_PAIRS_PER_CLAIM * len(committed))]
    order = {claim.id: n for n, claim in enumerate(claims)}
    return tuple(sorted(kept, key=lambda pair: (order[pair.a.id], order[pair.b.id])))


def _least(a: Claim, b: Claim) -> float:
    return SELF_AFFINITY if a.source == b.source else MIN_AFFINITY


def _voices(claims: Sequence[Claim]) -> dict[str, frozenset[str]]:
    """Map each attribution to the sources that make it, jointly where there are several."""
    makers: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        makers[claim.attribution.id].add(claim.source)
    return {attribution: frozenset(ids) for attribution, ids in makers.items()}


def _comparable(
    a: Claim, b: Claim, voices: Mapping[str, frozenset[str]], unknown: Collection[str]
) -> bool:
    if a.attribution == b.attribution:
        return True
    if a.attribution.narrated and b.attribution.narrated:
        return False
    if a.source == b.source:
        return a.source not in unknown and a.attribution.content != b.attribution.content
    if voices[a.attribution.id] == voices[b.attribution.id]:
        return False  # who speaks jointly is one voice; its members' own claims are compared
    # Whoever relays a statement says only that it was made. Whoever denies it takes a side, unless
    # nobody is known to have made it: "denied rumours that …".
    return not any(
        inner.via == outer.id and (outer.stance is not Stance.DENIES or inner.source in unknown)
        for outer, inner in ((a, b), (b, a))
    )
