"""Positions that are one voice: spoken jointly, heard through another, or copied from one text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from attrib.records import Claim, Position, Proposition, Source, SourceKind
from attrib.terms import WORD

COPIED = 0.8  # share of the words of both claims that they have in common
MIN_WORDS = 8  # different ones; in fewer words two writers agree by chance


def collapse_origins(
    propositions: Sequence[Proposition], claims: Sequence[Claim], sources: Sequence[Source]
) -> tuple[Proposition, ...]:
    """Return the propositions with the origin of each position: whose voice is heard in it.

    Positions of one stance on one proposition are one voice

    - where they are taken by one joint statement;
    - where the one is taken only by relaying the other's statement (`via`); whoever relays
      without a word of his own is heard as the one who is relayed;
    - where two claims have nearly the same words, and at least `MIN_WORDS` of them.

    A medium that only relays is heard as the one whom it relays, even if that statement counts
    to another proposition. All this goes on from voice to voice. The origin is the earliest, in the
    order of `claims`, of those who do not relay; an unknown voice, which may be anybody's, is none
    where there is another.
    """
    by_id = {claim.id: claim for claim in claims}
    order = {claim.id: n for n, claim in enumerate(claims)}
    inside: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.via in by_id and by_id[claim.via].source != claim.source:
            inside[claim.via].append(claim)
    kinds = {source.id: source.kind for source in sources}
    known = _Known(by_id, order, inside, kinds)
    return tuple(_with_origins(proposition, known) for proposition in propositions)


@dataclass(frozen=True, slots=True)
class _Known:
    """Claims by id, their order, the claims of others inside each, and the kinds of sources."""

    claims: Mapping[str, Claim]
    order: Mapping[str, int]
    inside: Mapping[str, Sequence[Claim]]
    kinds: Mapping[str, SourceKind]


def _with_origins(proposition: Proposition, known: _Known) -> Proposition:
    sides = defaultdict(list)
    for position in proposition.positions:
        sides[position.stance].append(position)
    origins = {stance: _find_origins(side, known) for stance, side in sides.items()}
    positions = (
        replace(position, origin=origins[position.stance][position.source])
        for position in proposition.positions
    )
    return replace(proposition, positions=tuple(positions))


def _find_origins(side: Sequence[Position], known: _Known) -> dict[str, str]:
    """Map each source on one side of a proposition to the source that is heard through it."""
    beside = {id for position in side for id in position.claims}
    relayed = {p.source: told for p in side if (told := _relayed(p, beside, known))}
    first = {p.source: known.order[p.claims[0]] for p in side}
    for claim in relayed.values():
        first.setdefault(claim.source, known.order[claim.id])

    def rank(source: str) -> tuple[bool, bool, int]:
        return known.kinds[source] is SourceKind.UNKNOWN, source in relayed, first[source]

    spoken = [known.claims[id] for position in side for id in position.claims]
    heard = ((source, claim.source) for source, claim in relayed.items())
    voice = {source: source for source in first}
    for a, b in (*heard, *_joint(spoken), *_copied(spoken)):
        mine, other = voice[a], voice[b]
        origin = min(mine, other, key=rank)
        if mine != other:
            voice = {s: origin if v in (mine, other) else v for s, v in voice.items()}
    return voice


def _relayed(position: Position, beside: Collection[str], known: _Known) -> Claim | None:
    """Return what a position relays, or None where one of its claims is its own."""
    is_medium = known.kinds[position.source] is SourceKind.MEDIA
    told = [
        [
            claim
            for claim in known.inside.get(id, ())
            if claim.id in beside
            or is_medium
            and known.kinds[claim.source] is not SourceKind.UNKNOWN
        ]
        for id in position.claims
    ]
    return told[0][0] if all(told) else None


def _joint(claims: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    """Yield the sources that make one statement, each with the first of them."""
    first: dict[str, str] = {}
    for claim in claims:
        maker = first.setdefault(claim.attribution.id, claim.source)
        if maker != claim.source:
            yield maker, claim.source


def _copied(claims: Sequence[Claim]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of sources that put a claim in nearly the same words."""
    if len({claim.source for claim in claims}) == 1:
        return
    worded = [(claim.source, _words(claim.proposition)) for claim in claims]
    worded = sorted((one for one in worded if len(one[1]) >= MIN_WORDS), key=lambda w: len(w[1]))
    for n, (source, words) in enumerate(worded):
        for other, others in worded[n + 1 :]:
            if len(words) < COPIED * len(others):
                break  # from here on they are too long to be alike
            shared = len(words & others)
            if source != other and shared >= COPIED * (len(words) + len(others) - shared):
                yield source, other


def _words(text: str) -> frozenset[str]:
    return frozenset(match.group().casefold() for match in WORD.finditer(text))
