"""Scores of source, cue and content spans.

`matching` says which found attribution stands for which gold one, `counts` counts them in an
article, `scores` puts an evaluation together; `agreement` is people's with each other, `baseline` a
list of cue verbs, `quotations` tells direct from indirect, `mistakes` lists what is wrong.
"""

from attrib.evaluation.attribution.agreement import score_agreement
from attrib.evaluation.attribution.baseline import find_attributions_by_rules
from attrib.evaluation.attribution.mistakes import AttributionMistake, mistakes_attributions
from attrib.evaluation.attribution.scores import (
    measure_attributions,
    measure_versions,
    score_attributions,
    score_versions,
)

__all__ = [
    "AttributionMistake",
    "find_attributions_by_rules",
    "measure_attributions",
    "measure_versions",
    "mistakes_attributions",
    "score_agreement",
    "score_attributions",
    "score_versions",
]
