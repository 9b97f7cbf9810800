"""Predictions and gold in, scores out, each with n, an interval and a baseline.

Pure functions from records to `Evaluation`; nothing here loads a network, reads a file or
prints.
"""

from attrib.evaluation.agreement import score_agreement
from attrib.evaluation.attribution import score_attributions
from attrib.evaluation.baseline import find_attributions_by_rules
from attrib.evaluation.nli import score_nli
from attrib.evaluation.scores import Counts, Evaluation, Score

__all__ = [
    "Counts",
    "Evaluation",
    "Score",
    "find_attributions_by_rules",
    "score_agreement",
    "score_attributions",
    "score_nli",
]
