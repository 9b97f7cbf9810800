"""Propositions and verdicts → how each claim stands among the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from attrib.records import (
    Claim,
    Position,
    Proposition,
    Relation,
    Stance,
    Standing,
    Status,
    Verdict,
)

OPPOSITE = {Stance.ASSERTS: Stance.DENIES, Stance.DENIES: Stance.ASSERTS}


def find_standings(
    propositions: Sequence[Proposition], claims: Sequence[Claim], verdicts: Sequence[Verdict]
) -> tuple[Standing, ...]:
    """Say who sides with each claim, who stands against it, and what updates it.

    In the order of the claims, each of which is in one proposition at most. A claim that takes no
    stand ("could not verify") or is in no proposition reports nothing that could be corroborated
    or contested, and is left out: not even *single source* would be right.

    A claim is supported by those of the same stance on its proposition, unless they are or relay
    its own source or origin. It is contested by those of the opposite stance and, where it
    asserts, by those who assert another proposition of the issue; its own source may be among
    them. Whoever denies such a rival takes no side. Each origin counts once, and is named itself
    if it takes that side there, else by whoever spoke for it first; names are in the order of
    their first claims.

    Of two propositions one may update the other, directly or over others between them. Then they
    do not contest each other, except for claims that a verdict finds to contradict each other.
    `superseded_by` is the first claim that updates this one directly, and makes it *superseded*
    even where it is contested.
    """
    order = {claim.id: n for n, claim in enumerate(claims)}
    ordered = [_in_order(proposition, order) for proposition in propositions]
    stands = _stands(ordered)
    scene = _make_scene(ordered, order, verdicts, stands)
    return tuple(_standing(stands[claim.id], scene) for claim in claims if claim.id in stands)


@dataclass(frozen=True, slots=True)
class _Stand:
    """A claim with its proposition, and the position there that it belongs to."""

    claim: str
    proposition: Proposition
    position: Position


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a claim is seen against.

    `order` gives each claim its place, `newer` the claim that updates it, `against` those that a
    verdict sets against it; `later` gives a proposition all that update it.
    """

    issues: Mapping[str, Sequence[Proposition]]
    order: Mapping[str, int]
    newer: Mapping[str, str]
    against: Mapping[str, Collection[str]]
    later: Mapping[str, Collection[str]]

    def updates(self, a: str, b: str) -> bool:
        """Whether one of two propositions updates the other."""
        return b in self.later.get(a, ()) or a in self.later.get(b, ())

    def contradicts(self, claim: str, position: Position) -> bool:
        """Whether a verdict sets the claim against one of the position's."""
        return not set(self.against.get(claim, ())).isdisjoint(position.claims)


def _in_order(proposition: Proposition, order: Mapping[str, int]) -> Proposition:
    """Sort the claims of each position, so that its first is what it is ordered by."""
    positions = (
        replace(position, claims=tuple(sorted(position.claims, key=order.__getitem__)))
        for position in proposition.positions
    )
    return replace(proposition, positions=tuple(positions))


def _stands(propositions: Iterable[Proposition]) -> dict[str, _Stand]:
    return {
        claim: _Stand(claim, proposition, position)
        for proposition in propositions
        for position in proposition.positions
        if position.stance is not Stance.UNCOMMITTED
        for claim in position.claims
    }


def _make_scene(
    propositions: Iterable[Proposition],
    order: Mapping[str, int],
    verdicts: Iterable[Verdict],
    stands: Mapping[str, _Stand],
) -> _Scene:
    issues: dict[str, list[Proposition]] = defaultdict(list)
    for proposition in propositions:
        issues[proposition.issue].append(proposition)
    found = [verdict for verdict in verdicts if verdict.a in stands and verdict.b in stands]
    against: dict[str, set[str]] = defaultdict(set)
    for verdict in found:
        if verdict.relation is Relation.CONTRADICTS:
            against[verdict.a].add(verdict.b)
            against[verdict.b].add(verdict.a)
    newer: dict[str, str] = {}
    next_of: dict[str, set[str]] = defaultdict(set)
    for verdict in sorted(found, key=lambda verdict: order[verdict.b]):
        if verdict.relation is Relation.UPDATES:
            newer.setdefault(verdict.a, verdict.b)
            next_of[stands[verdict.a].proposition.id].add(stands[verdict.b].proposition.id)
    later = {proposition: _reached(proposition, next_of) for proposition in next_of}
    return _Scene(issues, order, newer, against, later)


def _reached(start: str, next_of: Mapping[str, Collection[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = [start]
    while ahead:
        new = set(next_of.get(ahead.pop(), ())) - reached
        reached |= new
        ahead.extend(new)
    return reached


def _standing(stand: _Stand, scene: _Scene) -> Standing:
    supporters = _name_voices(_supporters(stand), scene)
    opponents = _name_voices(_opponents(stand, scene), scene)
    newer = scene.newer.get(stand.claim)
    if newer:
        status = Status.SUPERSEDED
    elif opponents:
        status = Status.CONTESTED
    else:
        status = Status.CORROBORATED if supporters else Status.SINGLE_SOURCE
    return Standing(stand.claim, stand.proposition.id, status, supporters, opponents, newer)


def _supporters(stand: _Stand) -> list[Position]:
    own = stand.position
    return [
        position
        for position in stand.proposition.positions
        if position.stance is own.stance
        and {position.source, position.origin}.isdisjoint((own.source, own.origin))
    ]


def _opponents(stand: _Stand, scene: _Scene) -> list[Position]:
    mine, stance = stand.proposition, stand.position.stance
    against = [p for p in mine.positions if p.stance is OPPOSITE[stance]]
    if stance is Stance.DENIES:
        return against  # a rival of what is denied may hold as well as the denial
    return against + [
        position
        for rival in scene.issues[mine.issue]
        if rival.id != mine.id
        for position in rival.positions
        if position.stance is Stance.ASSERTS
        and (not scene.updates(mine.id, rival.id) or scene.contradicts(stand.claim, position))
    ]


def _name_voices(positions: Iterable[Position], scene: _Scene) -> tuple[str, ...]:
    """Name one source for each origin; nobody is named for two."""

    def first(position: Position) -> tuple[int, str]:
        return scene.order[position.claims[0]], position.source

    voices: dict[str, list[str]] = defaultdict(list)
    for position in sorted(positions, key=first):
        voices[position.origin].append(position.source)
    names = (origin if origin in heard else heard[0] for origin, heard in voices.items())
    return tuple(dict.fromkeys(names))
