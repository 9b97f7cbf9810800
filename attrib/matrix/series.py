"""Dated claims → how each source's credibility moved as they came."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from attrib.matrix.assessment import NOTHING, Known
from attrib.matrix.estimates import estimate
from attrib.records import Assessment, Moment, Position, Proposition, Source

MOMENTS = 12  # the most that a series shows


def follow(
    assessment: Assessment,
    sources: Sequence[Source],
    dates: Mapping[str, datetime.date],
    *,
    known: Known = NOTHING,
) -> tuple[Moment, ...]:
    """Estimate the sources' credibility on several days, from the claims up to each.

    `dates` are by claim id; a claim without one takes no part. What is one proposition, and who
    is heard through whom, is taken from the assessment of all claims. An update supersedes from
    its own day on, a fact is known from the first day on which somebody speaks of it. The days are
    those of the claims, or twelve with evenly many claims between them, the last one among them;
    () where the claims have fewer than two days.
    """
    days = _choose(sorted(dates.values()))
    newer = {one.claim: one.superseded_by for one in assessment.standings}
    home = {c: one.id for one in assessment.propositions for p in one.positions for c in p.claims}
    facts = {home[fact.claim]: fact.holds for fact in known.facts}
    moments = []
    for day in days:
        told = {claim for claim, date in dates.items() if date <= day}
        propositions = list(_told(assessment.propositions, told))
        ids = {one.id for one in propositions}
        found = estimate(
            propositions,
            sources,
            priors=known.priors,
            facts={id: holds for id, holds in facts.items() if id in ids},
            superseded={home[c] for c, by in newer.items() if c in told and by in told},
            discount_interested=known.discount_interested,
        )
        moments.append(Moment(day.isoformat(), found.credibility))
    return tuple(moments)


def _choose(dates: Sequence[datetime.date]) -> list[datetime.date]:
    days = sorted(set(dates))
    if len(days) < 2:
        return []
    if len(days) <= MOMENTS:
        return days
    steps = (dates[(n * len(dates)) // MOMENTS - 1] for n in range(1, MOMENTS + 1))
    return sorted(set(steps))


def _told(propositions: Sequence[Proposition], told: set[str]) -> Iterator[Proposition]:
    """Yield the propositions with the claims of which it was told, as far as there are any."""
    for one in propositions:
        positions = tuple(_narrowed(one.positions, told))
        if positions:
            yield replace(one, positions=positions)


def _narrowed(positions: Sequence[Position], told: set[str]) -> Iterator[Position]:
    for position in positions:
        claims = tuple(claim for claim in position.claims if claim in told)
        if claims:
            yield replace(position, claims=claims)
