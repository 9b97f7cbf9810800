"""Scores of whole articles: who speaks, with what stance, and which statements contradict which.

`alignment` finds the gold attribution that a found one stands for; `speakers`, `matrix` and
`certainty` are measures; `counts` counts them in an article, `scores` puts an evaluation together.
`plain` has the baselines, `mistakes` the words behind the figures, `oracles` give stages from gold.
"""

from attrib.evaluation.claims.counts import measure_claims
from attrib.evaluation.claims.mistakes import ClaimMistake, mistakes_claims
from attrib.evaluation.claims.oracles import GoldClaims, Oracle, claims_of, given_by
from attrib.evaluation.claims.plain import plain_claims
from attrib.evaluation.claims.scores import score_claims

__all__ = [
    "ClaimMistake",
    "GoldClaims",
    "Oracle",
    "claims_of",
    "given_by",
    "measure_claims",
    "mistakes_claims",
    "plain_claims",
    "score_claims",
]
