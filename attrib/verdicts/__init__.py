"""Pairs → verdicts: how two claims stand to each other, how sure that is, and why.

Stance is logic, content is inference (`readings`), numbers are intervals; these `signals` are
weighed by a small calibrated `combiner`, once alone and once with the pairs around (`neighbours`);
where nothing is likely, or the claims are of two attacks (`apart`), the verdict is *undetermined*
(`decisions`). Each verdict names the words that it rests on (`evidence`).
"""

from attrib.verdicts.combiner import OUTCOMES, Combiner, Weights, read_combiner
from attrib.verdicts.decisions import ACTS, DOUBTFUL, PRINTED, TAKEN_UP, decide, judge_pairs
from attrib.verdicts.evidence import find_evidence
from attrib.verdicts.neighbours import AROUND
from attrib.verdicts.readings import Form, Judge, Reading, put, read_pairs, said_by
from attrib.verdicts.signals import FEATURES, NEGATED, Signals, read_signals

__all__ = [
    "ACTS", "AROUND", "DOUBTFUL", "FEATURES", "NEGATED", "OUTCOMES", "PRINTED", "TAKEN_UP",
    "Combiner", "Form", "Judge", "Reading", "Signals", "Weights", "decide", "find_evidence",
    "judge_pairs", "put", "read_combiner", "read_pairs", "read_signals", "said_by",
]  # fmt: skip
