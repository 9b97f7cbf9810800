"""All that was found in many articles, and what a user gave beforehand."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from attrib.records import (
    Assessment,
    Cell,
    Claim,
    Collection,
    Credibility,
    Fact,
    Moment,
    Outlet,
    Prior,
    Proposition,
    Source,
    Standing,
)


@dataclass(frozen=True, slots=True)
class Given:
    """What the user knows and asks for; `meanings` explain the grades of the `scheme`.

    `priors` are by source id.
    """

    facts: Sequence[Fact] = ()
    priors: Mapping[str, Prior] = field(default_factory=dict)
    discount_interested: bool = False
    scheme: str | None = None
    meanings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Findings:
    """A collection with its assessment, and what the report looks up: by id.

    `days` are those of the articles, by article id; an undated one has none.
    """

    collection: Collection
    assessment: Assessment
    outlets: Sequence[Outlet] = ()
    moments: Sequence[Moment] = ()
    days: Mapping[str, datetime.date] = field(default_factory=dict)
    given: Given = field(default_factory=Given)

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources, by id."""
        return {source.id: source for source in self.collection.sources}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """The claims, by id."""
        return {claim.id: claim for claim in self.collection.claims}

    @cached_property
    def propositions(self) -> dict[str, Proposition]:
        """The propositions, by id."""
        return {one.id: one for one in self.assessment.propositions}

    @cached_property
    def standings(self) -> dict[str, Standing]:
        """The standings, by claim id; a claim that takes no stand has none."""
        return {one.claim: one for one in self.assessment.standings}

    @cached_property
    def credibility(self) -> dict[str, Credibility]:
        """The sources' credibility, by source id."""
        return {one.source: one for one in self.assessment.credibility}

    @cached_property
    def grades(self) -> dict[str, str | None]:
        """The sources' grades, by source id; empty without a scheme."""
        return dict(zip(self.sources, self.assessment.grades, strict=False))

    @cached_property
    def cells(self) -> dict[tuple[str, str], Cell]:
        """The cells of the matrix, by the ids of either source first."""
        cells = self.assessment.cells
        return {pair: cell for cell in cells for pair in ((cell.a, cell.b), (cell.b, cell.a))}

    @cached_property
    def relations(self) -> dict[str, int]:
        """How often each source (id) contradicts or corroborates another."""
        counts: dict[str, int] = defaultdict(int)
        for (a, b), cell in self.cells.items():
            if a != b:
                counts[a] += cell.contradicts + cell.corroborates
        return counts

    def spread(self, source: str) -> int:
        """Return in how many articles a source (id) speaks."""
        return len(self.collection.mentioned_in.get(source, ()))
