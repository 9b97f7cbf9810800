"""What says nothing by itself: "her", "a claim that", a question, "those reports" of nobody."""

from __future__ import annotations

import re

from attrib.propositions.dismissals import read_dismissal
from attrib.propositions.pointers import read_pointer
from attrib.records import Claim, Stance

POINTING = (
    r"(?:him|her|them|me|us|you|(?:him|her|it|my|your)self|(?:them|our)selves|it|that|this|these|"
    r"those|such|some|so|one|an?|the|any|all|both|others?|another|none|neither|either|each|many|"
    r"several|which|who|whom|whose|what|he|she|they|here|there|and|or|but|to|of|for|as|with)"
)
BARE = re.compile(rf"^{POINTING}(?: {POINTING})?$", re.IGNORECASE)
BROKEN = re.compile(
    r"^(?:an?|the|any|some|such|this|these|those|his|her|their|its) (?:[\w’'-]+ ){1,3}"
    r"(?:that|of|to|the|an?|and|or|which|whether|for|as|by)$",
    re.IGNORECASE,
)
ASKED = re.compile(
    r"^(?:(?:such|these|those|the|any|some|several|more|many|further) )?(?:[a-z]+ )?questions$",
    re.IGNORECASE,
)
# One that is asked and not answered; among sentences it may be a way of saying, and at the end of
# one it may be what somebody else is told to have asked.
QUESTION = re.compile(
    r"^[\"“‘']?(?:(?:and|but|so|well),? )?(?:who|whom|whose|what|which|when|where|why|how|is|are|"
    r"was|were|am|do|does|did|has|have|had|can|could|will|would|shall|should|may|might|must|really|"
    r"\w+n['’]t)\b[^.!?]*\?[\"”’']*$",
    re.IGNORECASE,
)
SHORT = 4  # words of a denial that are no more than a name for what is denied


def says_nothing(claim: Claim, cue: str) -> bool:
    """Whether a claim, of which nothing is known that it takes up, puts forward nothing itself.

    A short denial of "the charge" is one; of "the charge of theft" it is told what is denied.
    """
    words = re.sub(r"[\"“”]", "", claim.proposition).strip(" .,;:!")
    if any(pattern.match(words) for pattern in (BARE, BROKEN, ASKED, QUESTION)):
        return True
    if claim.stance is not Stance.DENIES or len(words.split()) > SHORT:
        return False
    if pointer := read_pointer(claim, cue):
        return not (pointer.rejects or pointer.about)
    dismissal = read_dismissal(claim, cue)
    return dismissal is not None and not dismissal.topic
