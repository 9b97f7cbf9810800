"""Scores of judgements on premise–hypothesis pairs.

`answers` reads judgements as answers to the labels that the data tell apart; `classification`,
`calibration` and `coverage` are measures; `slices` parts the pairs, `hypothesis_only` is a
baseline, `scores` puts an evaluation together. `rows` stores answers, `mistakes` lists what is
wrong.
"""

from attrib.evaluation.nli.mistakes import NLIMistake, mistakes_nli
from attrib.evaluation.nli.rows import judgement_rows, judgements_from_rows
from attrib.evaluation.nli.scores import measure_nli, score_nli

__all__ = [
    "NLIMistake",
    "judgement_rows",
    "judgements_from_rows",
    "measure_nli",
    "mistakes_nli",
    "score_nli",
]
