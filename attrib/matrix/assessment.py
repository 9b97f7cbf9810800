"""Claims and verdicts → the assessment: this stage's own steps, in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from attrib.errors import AttribError
from attrib.matrix.clusters import cluster_claims
from attrib.matrix.counts import count_cells, square
from attrib.matrix.estimates import estimate
from attrib.matrix.interest import mark_interest
from attrib.matrix.origins import collapse_origins
from attrib.matrix.schemes import grade_claims, grade_sources
from attrib.matrix.standings import find_standings
from attrib.records import (
    Assessment,
    Claim,
    CredibilityMatrix,
    Fact,
    Prior,
    Proposition,
    Source,
    Standing,
    Status,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Known:
    """What a user knows, and how it is to be taken.

    `priors` are by source id. With `discount_interested` a source that speaks of its own act is
    no voice about it. `scheme` names one of `SCHEMES`, to grade claims and sources on.
    """

    facts: Sequence[Fact] = ()
    priors: Mapping[str, Prior] = field(default_factory=dict)
    discount_interested: bool = False
    scheme: str | None = None


NOTHING = Known()


def assess(
    sources: Sequence[Source],
    claims: Sequence[Claim],
    verdicts: Sequence[Verdict],
    *,
    known: Known = NOTHING,
) -> Assessment:
    """Say what the claims assert, how each stands, and how credible that makes each source.

    Raises AttribError for a fact about no claim, and two facts that exclude each other.
    """
    propositions = cluster_claims(claims, verdicts, sources)
    propositions = collapse_origins(propositions, claims, sources)
    propositions = mark_interest(propositions, claims, sources)
    standings = find_standings(propositions, claims, verdicts)
    estimates = estimate(
        propositions,
        sources,
        priors=known.priors,
        facts=_facts(propositions, known.facts),
        superseded=_superseded(standings),
        discount_interested=known.discount_interested,
    )
    credibility = estimates.credibility
    grades: tuple[str | None, ...] = (None,) * len(sources)
    if known.scheme:
        standings = grade_claims(
            standings, estimates.propositions, sources, credibility, scheme=known.scheme
        )
        grades = grade_sources(sources, credibility, scheme=known.scheme)
    return Assessment(
        propositions=estimates.propositions,
        standings=standings,
        cells=count_cells(sources, claims, verdicts),
        credibility=credibility,
        by_kind=estimates.by_kind,
        influences=estimates.influences,
        grades=grades,
    )


def fill_matrix(
    sources: Sequence[Source], claims: Sequence[Claim], verdicts: Sequence[Verdict]
) -> CredibilityMatrix:
    """Return the counts between all sources as squares, in their order, and their credibility."""
    assessment = assess(sources, claims, verdicts)
    return CredibilityMatrix(
        sources=tuple(source.id for source in sources),
        contradicts=square(sources, {(c.a, c.b): c.contradicts for c in assessment.cells}),
        corroborates=square(sources, {(c.a, c.b): c.corroborates for c in assessment.cells}),
        credibility=assessment.credibility,
    )


def _facts(propositions: Sequence[Proposition], facts: Sequence[Fact]) -> dict[str, bool]:
    """Map the ids of propositions to whether they hold."""
    home = {claim: one for one in propositions for p in one.positions for claim in p.claims}
    held: dict[str, Fact] = {}
    holding: dict[str, Fact] = {}
    for fact in facts:
        if fact.claim not in home:
            raise AttribError(
                f"found a fact about the claim {fact.claim!r}; expected the id of one of the "
                f"{len(home)} claims, as they are printed with --json"
            )
        one = home[fact.claim]
        other = held.setdefault(one.id, fact)
        if other.holds is not fact.holds:
            raise AttribError(
                f"found that {other.claim} and {fact.claim} say the same, and that it holds and "
                "does not; expected one answer; take one of the two out"
            )
        rival = holding.setdefault(one.issue, fact) if fact.holds else fact
        if home[rival.claim].id != one.id:
            raise AttribError(
                f"found that {rival.claim} and {fact.claim} both hold, which exclude each other "
                "here; expected one at most of an issue; take one of the two out"
            )
    return {id: fact.holds for id, fact in held.items()}


def _superseded(standings: Sequence[Standing]) -> frozenset[str]:
    return frozenset(one.proposition for one in standings if one.status is Status.SUPERSEDED)
