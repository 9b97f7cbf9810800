"""Which sources speak with one voice, read from the claims alone.

Two sources that agree on everything they both speak of are either both right all the time or one
has it from the other. The more they share the less likely the former is. A pair's agreement is
weighed by the odds of two Beta-binomials: what independent sources agree on is `APART`, what
copies agree on is `ALIKE`; one pair in a hundred is expected to copy.

After Dong, Berti-Equille and Srivastava 2009 ("Integrating Conflicting Data: The Role of Source
Dependence"), with one difference: they ask whether sources share what is believed to be wrong.
Enough copies make their common value look right, and then nothing that they share looks wrong.
Nothing here rests on what is believed.
"""

from __future__ import annotations

import math

import numpy as np

from attrib.credibility.votes import Bools, Floats, Ints, Votes

APART = (8.0, 2.0)  # independent sources agree on four items of five, rarely on all
ALIKE = (25.0, 0.5)  # copies agree on nearly all
COPYING = 0.01  # share of pairs that copy, before their claims are seen
LEAST_SHARED = 3
# In an item of more claims the pairs would be too many; copies betray themselves elsewhere.
MOST_CLAIMS = 100


def count_voices(votes: Votes) -> Floats:
    """Return how much of a voice of its own each claim is, in 0–1; shape (claims,).

    A claim that no copy repeats counts 1; where m sources that copy each other say one thing of an
    item, each counts 1/m.
    """
    a, b = _pairs(votes)
    counts = np.ones(len(votes.source_of))
    if not len(a):
        return 1 / counts
    agree = votes.said[a] == votes.said[b]
    copying = _copying(votes.source_of[a], votes.source_of[b], agree, len(votes.sources))
    for side in (a, b):
        counts += np.bincount(side[agree], weights=copying[agree], minlength=len(counts))
    voices: Floats = 1 / counts
    return voices


def _pairs(votes: Votes) -> tuple[Ints, Ints]:
    """Return all pairs of claims by two sources on one item, as positions of claims."""
    item = votes.item_of[votes.candidate_of]
    order = np.argsort(item, kind="stable")
    starts = np.flatnonzero(np.diff(item[order], prepend=-1))
    sizes = np.diff(starts, append=len(order))
    left, right = [np.empty(0, np.intp)], [np.empty(0, np.intp)]
    for size in np.unique(sizes[(sizes > 1) & (sizes <= MOST_CLAIMS)]):
        i, j = np.triu_indices(size, 1)
        begin = starts[sizes == size][:, None]
        left.append((begin + i).ravel())
        right.append((begin + j).ravel())
    a, b = order[np.concatenate(left)], order[np.concatenate(right)]
    apart = votes.source_of[a] != votes.source_of[b]
    return a[apart], b[apart]


def _copying(a: Ints, b: Ints, agree: Bools, sources: int) -> Floats:
    """Return for each pair of claims how likely their sources copy, in 0–1."""
    key = np.minimum(a, b) * sources + np.maximum(a, b)
    _, pair = np.unique(key, return_inverse=True)
    shared = np.bincount(pair)
    agreed = np.bincount(pair, weights=agree)
    # Most pairs share few items, so that few of the odds differ.
    cells, which = np.unique([shared, agreed], axis=1, return_inverse=True)
    odds = np.array([_odds(int(n), k) for n, k in cells.T])
    return odds[which.ravel()][pair]


def _odds(shared: int, agreed: float) -> float:
    if shared < LEAST_SHARED:
        return 0.0
    log = _likelihood(shared, agreed, ALIKE) - _likelihood(shared, agreed, APART)
    log += math.log(COPYING) - math.log1p(-COPYING)
    return 1 / (1 + math.exp(-min(max(log, -50), 50)))


def _likelihood(shared: int, agreed: float, prior: tuple[float, float]) -> float:
    """Log-probability of one order of agreements under a Beta prior of their rate."""
    a, b = prior
    return _log_beta(a + agreed, b + shared - agreed) - _log_beta(a, b)


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
