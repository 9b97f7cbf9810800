"""Propositions → the arrays that the model of sources reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from attrib.credibility import NEITHER, STRENGTH, Standpoint, Testimony
from attrib.records import Position, Prior, Proposition, Source, SourceKind, Stance

Heard = tuple[Proposition, Position]


def hear(propositions: Sequence[Proposition]) -> list[Heard]:
    """Return the positions that take a stand, each with its proposition."""
    return [
        (proposition, position)
        for proposition in propositions
        for position in proposition.positions
        if position.stance is not Stance.UNCOMMITTED
    ]


def issues_of(
    propositions: Sequence[Proposition], superseded: Collection[str]
) -> dict[str, list[str]]:
    """Map issues to the ids of their propositions; a superseded one has an issue of its own."""
    issues: dict[str, list[str]] = defaultdict(list)
    for one in propositions:
        issues[f"{one.issue}/{one.id}" if one.id in superseded else one.issue].append(one.id)
    return dict(issues)


def testify(
    issues: Mapping[str, Sequence[str]],
    heard: Sequence[Heard],
    sources: Sequence[Source],
    *,
    discount_interested: bool,
) -> tuple[Testimony, dict[str, int]]:
    """Return the positions as votes, in their order, and the candidate of each proposition.

    The votes' sources are in the order of `sources`.
    """
    options = list(_options(issues))
    candidates = {id: place for place, (_, id) in enumerate(options) if id != NEITHER}
    values = {value: place for place, value in enumerate((NEITHER, *candidates))}
    items = {issue: place for place, issue in enumerate(issues)}
    places = {source.id: place for place, source in enumerate(sources)}
    origins = {origin: n for n, origin in enumerate(sorted({p.origin for _, p in heard}))}
    kinds = {kind: n for n, kind in enumerate(sorted({one.kind for one, _ in heard}))}
    votes = Testimony(
        sources=tuple(places),
        items=tuple(items),
        values=tuple(values),
        source_of=np.array([places[position.source] for _, position in heard]),
        candidate_of=np.array([candidates[one.id] for one, _ in heard]),
        item_of=np.array([items[issue] for issue, _ in options]),
        value_of=np.array([values[value] for _, value in options]),
        shared=False,
        denies=np.array([position.stance is Stance.DENIES for _, position in heard]),
        weight=np.array([position.weight for _, position in heard]),
        origin_of=np.array([origins[position.origin] for _, position in heard]),
        silent=np.array([discount_interested and p.interested for _, p in heard]),
        kind_of=np.array([kinds[one.kind] for one, _ in heard]),
        kinds=tuple(kinds),
    )
    return votes, candidates


def stand(sources: Sequence[Source], priors: Mapping[str, Prior]) -> Standpoint:
    """Return what is known of the sources beforehand: their kinds, and priors by source id."""
    kinds = list(SourceKind)
    known = [priors.get(source.id) for source in sources]
    return Standpoint(
        group_of=np.array([kinds.index(source.kind) for source in sources], dtype=np.intp),
        mean=np.array([prior.mean if prior else np.nan for prior in known]),
        strength=np.array([prior.strength if prior else STRENGTH for prior in known]),
    )


def _options(issues: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    for issue, ids in issues.items():
        yield from ((issue, id) for id in (*ids, NEITHER))
