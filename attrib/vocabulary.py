"""Words that several stages know."""

from __future__ import annotations

import re

# Verbs and nouns that say no to a claim. General corpora hold few of them as cues (0.8 % of
# PolNeAR's), and the lists of published extractors hardly any.
DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|(?:reject|refut|dismiss|disput|rebut|disavow|repudiat|"
    r"contest|disagree|debunk)\w*)\b",
    re.IGNORECASE,
)
