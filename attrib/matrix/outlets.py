"""What outlets carry → how they stand to each other, as if they were the sources of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from attrib.matrix.estimates import estimate
from attrib.records import (
    Article,
    Assessment,
    Outlet,
    Position,
    Proposition,
    Source,
    SourceKind,
    Stance,
    Standing,
    Status,
)


def compare_outlets(
    assessment: Assessment, article_of: Mapping[str, Article]
) -> tuple[Outlet, ...]:
    """Return the outlets of the articles, by claim id, in the order of their names.

    An outlet takes the stance of the claims that it carries, whoever makes them. Where it carries
    both sides of a proposition it takes none. That it carries a claim does not say that it
    believes it: this compares what its readers are told. Articles without an outlet are left out.
    """
    articles = {article.id: article for article in article_of.values()}
    counts = Counter(article.outlet for article in articles.values() if article.outlet)
    names = sorted(counts)
    carried = [_carried(one, article_of) for one in assessment.propositions]
    sources = [Source(name, name, SourceKind.MEDIA, (), ()) for name in names]
    superseded = {s.proposition for s in assessment.standings if s.status is Status.SUPERSEDED}
    found = estimate(carried, sources, superseded=superseded)
    standings = _by_outlet(assessment.standings, article_of)
    return tuple(
        Outlet(
            name=name,
            articles=counts[name],
            claims=len(standings[name]),
            corroborated=standings[name].count(Status.CORROBORATED),
            contested=standings[name].count(Status.CONTESTED),
            credibility=credibility,
        )
        for name, credibility in zip(names, found.credibility, strict=True)
    )


def _by_outlet(
    standings: Sequence[Standing], article_of: Mapping[str, Article]
) -> dict[str, list[Status]]:
    found: dict[str, list[Status]] = defaultdict(list)
    for standing in standings:
        if outlet := article_of[standing.claim].outlet:
            found[outlet].append(standing.status)
    return found


def _carried(proposition: Proposition, article_of: Mapping[str, Article]) -> Proposition:
    return replace(proposition, positions=tuple(_positions(proposition, article_of)))


def _positions(proposition: Proposition, article_of: Mapping[str, Article]) -> Iterator[Position]:
    sides: dict[str, dict[Stance, list[Position]]] = defaultdict(lambda: defaultdict(list))
    for position in proposition.positions:
        for claim in position.claims:
            outlet = article_of[claim].outlet
            if outlet and position.stance is not Stance.UNCOMMITTED:
                sides[outlet][position.stance].append(replace(position, claims=(claim,)))
    for outlet, stances in sides.items():
        if len(stances) == 1:
            [(stance, positions)] = stances.items()
            claims = tuple(claim for position in positions for claim in position.claims)
            weight = max(position.weight for position in positions)
            yield Position(outlet, stance, claims, weight, origin=outlet)
