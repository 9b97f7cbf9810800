"""Verdicts → what they say of claims and of sources.

Claims are grouped to propositions (`clusters`), sources that have one origin count once
(`origins`), who speaks of his own act is marked (`interest`). `standings` says who sides with each
claim, `estimates` how far each proposition is borne out and how credible that makes each source,
by the arrays of `testimony` and beside the plain count of `voices`; `schemes` grades both. `counts`
is the matrix of sources, `series` repeats the estimates day by day, `outlets` for outlets.
`assessment` knows the order.
"""

from attrib.matrix.assessment import NOTHING, Known, assess, fill_matrix
from attrib.matrix.estimates import DECIDED, MIN_VOICES
from attrib.matrix.outlets import compare_outlets
from attrib.matrix.schemes import LETTERS, SCHEMES
from attrib.matrix.series import follow

__all__ = [
    "DECIDED",
    "LETTERS",
    "MIN_VOICES",
    "NOTHING",
    "SCHEMES",
    "Known",
    "assess",
    "compare_outlets",
    "fill_matrix",
    "follow",
]
