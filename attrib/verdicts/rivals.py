"""Rival accounts: two sentences that tell one deed of two doers.

"The rebels shelled the bakery" and "the army shelled the bakery" share all but a word, so that a
small network reads them as one; of a deed done once they exclude each other.
"""

from __future__ import annotations

import re

from attrib.terms import terms_of

DEED = (
    r"(?:shelled|bombed|struck|hit|attacked|raided|shot|fired (?:on|at|upon)|opened fire on|killed|"
    r"murdered|poisoned|hacked|torched|burned down|blew up|sank|downed|shot down|destroyed|"
    r"ambushed|kidnapped|abducted|looted|mined|planted|started|broke|leaked|ordered)"
)
ACTIVE = re.compile(
    rf"^(?P<doer>[^,;]{{2,60}}?)(?<! was)(?<! were)(?<! been)(?: (?:had|has|have))? "
    rf"(?P<deed>{DEED}) (?P<what>.+)$",
    re.IGNORECASE,
)
PASSIVE = re.compile(
    rf"^(?P<what>.+?) (?:was|were|had been|has been|have been) (?P<deed>{DEED}) "
    r"by (?P<doer>[^,;]+)$",
    re.IGNORECASE,
)
ALIKE = 0.75  # share of the terms of both sentences, doers aside, that they have in common


def are_rivals(a: str, b: str) -> bool:
    """Whether two sentences tell the same deed of different doers, both of them named."""
    mine, theirs = (PASSIVE.match(words) or ACTIVE.match(words) for words in (a, b))
    if not mine or not theirs or mine["deed"].lower() != theirs["deed"].lower():
        return False
    doers = [terms_of(told["doer"]).keys() for told in (mine, theirs)]
    deeds = [terms_of(told["what"]).keys() for told in (mine, theirs)]
    if not all(doers) or doers[0] & doers[1] or not all(deeds):
        return False
    return len(deeds[0] & deeds[1]) >= ALIKE * len(deeds[0] | deeds[1])
