"""What is done rather than said: "rejected | the offer" → "the club rejected the offer".

An answer or a ruling says of itself no more than a noun phrase; told with its doer it is
a sentence that another can bear out or contradict.
"""

from __future__ import annotations

import re

from attrib.propositions.gerunds import was
from attrib.propositions.speakers import Speaker

NEGATED = re.compile(r"\b(?:not|never|neither|nor)\b|n['’]t\b", re.IGNORECASE)
SAYS = re.compile(r"[:\"“]|\b(?:that|whether|if)\b", re.IGNORECASE)
CLAUSE = re.compile(r"^(?:he|she|they|it|we|i|you|there|that|whether|[\"“])(?!\w)", re.IGNORECASE)
PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b", re.IGNORECASE)
# verb of a cue → how the deed is told
DEEDS = tuple(
    (re.compile(rf"\b(?:{cue})(?P<on> (?:by|of|against))?$", re.IGNORECASE), past)
    for cue, past in (
        (r"reject(?:s|ed|ing|ions?)?", "rejected"),
        (r"den(?:y|ied|ies|ying|ials?)", "denied"),
        (r"dismiss(?:es|ed|ing|als?)?", "dismissed"),
        (r"spurn\w*", "spurned"),
        (r"rebuff\w*", "rebuffed"),
        (r"turn\w* down", "turned down"),
        (r"brush\w* aside", "brushed aside"),
        (r"(?:struck|str(?:ike|ikes|iking)) down", "struck down"),
        (r"overturn\w*", "overturned"),
        (r"overrul\w*", "overruled"),
        (r"veto\w*", "vetoed"),
        (r"block(?:s|ed|ing)?", "blocked"),
    )
)


def tell_deed(words: str, *, cue: str, speaker: Speaker | None, between: str = "") -> str | None:
    """Return the sentence of what a cue does to its content, None where the cue does nothing.

    Of an unknown doer only the passive can be told: "the bill was vetoed".
    """
    if NEGATED.search(f"{cue} {between}") or SAYS.search(between) or CLAUSE.match(words):
        return None
    past = next((past for verb, past in DEEDS if verb.search(cue)), None)
    if past is None:
        return None
    if speaker:
        return " ".join((speaker.name, past, *re.findall(r"[\w’'-]+", between), words))
    return f"{words} {was(words)} {past}" if PASSIVE.search(cue) and not between else None
