"""Sentences → attributions: who says what, as source, cue and content spans.

Attributions share sources, nest and overlap, so one flat tag sequence is not enough. A tagger
first finds the cues ("said", "denied", "according to"); then, for one marked cue at a time,
the source and the content that belong to it (spans after PolNeAR, Newell et al. 2018). Rules over
words add what a tagger often misses and set right where a content begins and ends.
"""

from attrib.attributions.cues import find_cues
from attrib.attributions.find import find_attributions
from attrib.attributions.passages import (
    CUE_PASSAGE,
    ROLE_PASSAGE,
    Tagger,
    cue_passages,
    passage_around,
)

__all__ = [
    "CUE_PASSAGE",
    "ROLE_PASSAGE",
    "Tagger",
    "cue_passages",
    "find_attributions",
    "find_cues",
    "passage_around",
]
