"""Claims → the pairs worth comparing: a gate that asks "the same event?" before any network.

Two texts contradict each other only about one event (de Marneffe et al. 2008). `similarity` weighs
the words that two claims share, `gate` joins them with where the claims stand and whom they name to
an affinity, and `blocking` keeps the pairs above a threshold. It is meant to lose next to nothing:
the judge decides the rest.
"""

from attrib.pairs.blocking import MAX_PAIRS_PER_CLAIM, find_pairs
from attrib.pairs.gate import FEATURES, MIN_AFFINITY, find_affinities, gate_features

__all__ = [
    "FEATURES", "MAX_PAIRS_PER_CLAIM", "MIN_AFFINITY", "find_affinities", "find_pairs",
    "gate_features",
]  # fmt: skip
