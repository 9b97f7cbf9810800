"""Answers and gold in, scores out, each with n, an interval and a baseline.

Pure functions from records to `Evaluation`, `Measured` and `Comparison`; nothing here loads a
network, reads a file or prints. For each task, ``score_…`` says how good answers are, ``measure_…``
counts them for a comparison with others, and ``mistakes_…`` lists what is wrong, with its words.
"""

from attrib.evaluation.attribution import (
    AttributionMistake,
    find_attributions_by_rules,
    measure_attributions,
    measure_versions,
    mistakes_attributions,
    score_agreement,
    score_attributions,
    score_versions,
)
from attrib.evaluation.claims import (
    ClaimMistake,
    GoldClaims,
    Oracle,
    claims_of,
    given_by,
    measure_claims,
    mistakes_claims,
    plain_claims,
    score_claims,
)
from attrib.evaluation.comparison import Comparison, Difference, compare_measured, compare_tables
from attrib.evaluation.credibility import (
    CredibilityMistake,
    SourceEstimate,
    TruthEstimate,
    applicable_methods,
    estimate_rows,
    estimate_truths,
    estimate_votes,
    estimates_from_rows,
    measure_credibility,
    mistakes_credibility,
    score_credibility,
    stress_test,
)
from attrib.evaluation.nli import (
    NLIMistake,
    judgement_rows,
    judgements_from_rows,
    measure_nli,
    mistakes_nli,
    score_nli,
)
from attrib.evaluation.results import Confusion, Curve, Evaluation, Point, Score
from attrib.evaluation.scores import Counts, Measured, Reading, Table, versions

__all__ = [
    "AttributionMistake",
    "ClaimMistake",
    "Comparison",
    "Confusion",
    "Counts",
    "CredibilityMistake",
    "Curve",
    "Difference",
    "Evaluation",
    "GoldClaims",
    "Measured",
    "NLIMistake",
    "Oracle",
    "Point",
    "Reading",
    "Score",
    "SourceEstimate",
    "Table",
    "TruthEstimate",
    "applicable_methods",
    "claims_of",
    "compare_measured",
    "compare_tables",
    "estimate_rows",
    "estimate_truths",
    "estimate_votes",
    "estimates_from_rows",
    "find_attributions_by_rules",
    "given_by",
    "judgement_rows",
    "judgements_from_rows",
    "measure_attributions",
    "measure_claims",
    "measure_credibility",
    "measure_nli",
    "measure_versions",
    "mistakes_attributions",
    "mistakes_claims",
    "mistakes_credibility",
    "mistakes_nli",
    "plain_claims",
    "score_agreement",
    "score_attributions",
    "score_claims",
    "score_credibility",
    "score_nli",
    "score_versions",
    "stress_test",
    "versions",
]
