"""Who claims what, as index arrays: what every truth-discovery method reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from attrib.errors import CorpusError

MAX_LABELS = 20
# Beliefs closer than this, as a share of the greater one, differ by the order of summing alone.
TIE = 1e-9

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]
Bools = NDArray[np.bool_]


class Claimed(Protocol):
    """A value that a source gives an item."""

    @property
    def source(self) -> str:
        """Who claims it."""
        ...

    @property
    def item(self) -> str:
        """What it is claimed of."""
        ...

    @property
    def value(self) -> str:
        """What is claimed."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """Claims as indices into sorted names; the order in which they came plays no part.

    A *candidate* is a value that an item may have, and candidates are grouped by item:
    `item_of` and `value_of`, of shape (candidates,), point into `items` and `values`. `source_of`
    and `candidate_of`, of shape (claims,), point into `sources` and the candidates.

    Where the items share a small set of labels (`shared`: 2 to 20 different values, each claimed
    of two items on average), each label is a candidate of each item, claimed or not, so that a
    method may answer against all who spoke; `value_of` then runs through all values item by item.
    Otherwise the candidates of an item are the values claimed of it.
    """

    sources: tuple[str, ...]
    items: tuple[str, ...]
    values: tuple[str, ...]
    source_of: Ints
    candidate_of: Ints
    item_of: Ints
    value_of: Ints
    shared: bool

    @classmethod
    def of(cls, claims: Iterable[Claimed]) -> Votes:
        """Count the claims, each of them once; raises CorpusError where there is none."""
        names = [(claim.item, claim.value, claim.source) for claim in claims]
        if not names:
            raise CorpusError("found no claims; expected one source, item and value at least")
        (items, item), (values, value), (sources, source) = (
            _numbered(column) for column in zip(*names, strict=True)
        )
        # As one number each, claims are sorted and counted once far faster than as names.
        claimed, source_of = np.divmod(
            np.unique((item * len(values) + value) * len(sources) + source), len(sources)
        )
        pairs = np.unique(claimed)
        if shared := 2 <= len(values) <= MAX_LABELS and 2 * len(values) <= len(pairs):
            pairs = np.arange(len(items) * len(values))
        item_of, value_of = np.divmod(pairs, len(values))
        return cls(
            sources=sources,
            items=items,
            values=values,
            source_of=source_of,
            candidate_of=np.searchsorted(pairs, claimed),
            item_of=item_of,
            value_of=value_of,
            shared=shared,
        )

    @property
    def claims_made(self) -> Floats:
        """How many claims each source makes; never 0."""
        return np.bincount(self.source_of).astype(np.float64)

    @property
    def claimants(self) -> Floats:
        """How many sources claim each candidate; 0 for a label that nobody claims of the item."""
        return self.to_candidates(np.ones(len(self.sources)))

    @property
    def said(self) -> Ints:
        """What each claim says, as a number that is the same for the same."""
        return self.candidate_of

    @property
    def speakers(self) -> Floats:
        """How many sources claim any value of each candidate's item."""
        met = np.unique([self.source_of, self.item_of[self.candidate_of]], axis=1)
        return np.bincount(met[1]).astype(np.float64)[self.item_of]

    def to_candidates(self, of_sources: Floats) -> Floats:
        """Sum over the sources that claim each candidate."""
        return self.sum_claims(of_sources[self.source_of])

    def sum_claims(self, of_claims: Floats) -> Floats:
        """Sum over the claims of each candidate."""
        return self._sum(of_claims, self.candidate_of, len(self.item_of))

    def to_sources(self, of_candidates: Floats) -> Floats:
        """Sum over the candidates that each source claims."""
        return self._sum(of_candidates[self.candidate_of], self.source_of, len(self.sources))

    def item_sums(self, of_candidates: Floats) -> Floats:
        """Give each candidate the sum over all candidates of its item."""
        return self._sum(of_candidates, self.item_of, len(self.items))[self.item_of]

    def item_tops(self, of_candidates: Floats) -> Floats:
        """Give each candidate the greatest number of a candidate of its item."""
        starts = np.flatnonzero(np.diff(self.item_of, prepend=-1))
        return np.maximum.reduceat(of_candidates, starts)[self.item_of]

    def shares(self, of_candidates: Floats) -> Floats:
        """Scale numbers of at least 0 to sum to 1 in each item; ties are made equal.

        An item without any weight has its candidates alike.
        """
        sums = self.item_sums(of_candidates)
        alike = 1 / self.item_sums(np.ones(len(self.item_of)))
        shares = np.divide(of_candidates, sums, out=alike, where=sums > 0)
        tops = self.item_tops(shares)
        return np.where(shares >= tops * (1 - TIE), tops, shares)

    def softmax(self, evidence: Floats) -> Floats:
        """Turn log weights into probabilities that sum to 1 in each item."""
        weights = np.exp(evidence - self.item_tops(evidence))
        return weights / self.item_sums(weights)

    def winners(self, of_candidates: Floats) -> Floats:
        """Share 1 among the best candidates of each item; the others have 0."""
        shares = self.shares(of_candidates)
        return self.shares(np.equal(shares, self.item_tops(shares)).astype(np.float64))

    @staticmethod
    def _sum(weights: Floats, into: Ints, size: int) -> Floats:
        return np.bincount(into, weights=weights, minlength=size).astype(np.float64, copy=False)


def _numbered(names: Sequence[str]) -> tuple[tuple[str, ...], Ints]:
    """Return the different names in order, and each name's place among them."""
    different = sorted(set(names))
    place = {name: number for number, name in enumerate(different)}
    return tuple(different), np.fromiter((place[name] for name in names), np.intp, len(names))
