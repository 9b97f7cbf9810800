"""Scores of methods that choose among the values which many sources claim.

`estimates` are what a method says of items and sources, `scores` compares them with known values
and adds liars, `mistakes` lists the items that are answered wrong.
"""

from attrib.evaluation.credibility.estimates import (
    SourceEstimate,
    TruthEstimate,
    applicable_methods,
    estimate_rows,
    estimate_truths,
    estimate_votes,
    estimates_from_rows,
)
from attrib.evaluation.credibility.mistakes import CredibilityMistake, mistakes_credibility
from attrib.evaluation.credibility.scores import (
    measure_credibility,
    score_credibility,
    stress_test,
)

__all__ = [
    "CredibilityMistake",
    "SourceEstimate",
    "TruthEstimate",
    "applicable_methods",
    "estimate_rows",
    "estimate_truths",
    "estimate_votes",
    "estimates_from_rows",
    "measure_credibility",
    "mistakes_credibility",
    "score_credibility",
    "stress_test",
]
