"""Which word says what happened to what is counted: the nearest cue that can govern it."""

from __future__ import annotations

import re

from attrib.quantities.tables import (
    ANIMALS,
    HUMAN_ROLES,
    MEASURES,
    MONEY,
    PEOPLE,
    ROLES,
    STOP,
    THING_ROLES,
    THINGS,
    UNITS,
)

# fmt: off
_CUE = re.compile(
    r"\b(?P<noun>(?:number|count|tally|list) of (?:\w+ ){0,3}?|the )?(?:"
    + "|".join(f"(?P<{role.replace(' ', '_')}>{words})" for role, words in ROLES.items())
    + r")\b", re.I)
_NOUN_CUE = re.compile(
    r"toll|killings|deaths?\b|fatalit|bodies|corpses|losses|casualt|injur(?:y|ies)|arrests", re.I)
_INTRANSITIVE = re.compile(  # what follows a number without a passive: "41 dead", "nine drowned"
    r"(?:the )?(?:die|dying|dead|perish|drown|suffoc|succumb|lost|losing|lives|missing|unacc|fled|"
    r"flee|homeless|in custody|in hospital|taken|sank|(?:burned|froz|starved).* death)", re.I)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are|got|get|those|the|who|left)\W+"
                      r"(?:\w+ly |confirmed |reported |also )?$", re.I)
_NO_OBJECT = re.compile(
    r"\s*(?:$|[^\w\s$€£]|(?:in|by|when|and|or|since|at|on|during|near|there|after|before|as|for|"
    r"while|with|within|from|so|last|this|outside|inside|over|across|but|under|because|are|were|"
    r"was|had|to|if|without|that|of|between|into|through|along|alone|among|elsewhere|earlier|"
    r"yesterday|today|overnight|\w+day)\b)", re.I)
_BARRIER = re.compile(r"[;.!?/]|\b(?:said|says?|that|when|while|after|because|where|told|saw|heard|"
                      r"but|before|until|whose|reports|counted|than|no)\b", re.I)
_PREPOSITION = re.compile(r"\b(?:by|in|from|with|on|for|near|as|at|to|of|against|into)\b", re.I)
_REACHING = re.compile(r"\b(?:at|to|of|as|by|was|is|reached|passed|exceed\w*|topped)\W*$", re.I)
_INCLUDING = re.compile(r"\b(?:includ(?:ing|ed|es)|among (?:them|the dead)|were|of whom)\W*$", re.I)
_OWN_VERB = re.compile(r" (?:had|has|have|were|was|are|is)\b")
_OF_THEM = re.compile(r"\bof (?:them|whom|those|the dead)\b", re.I)

# Any other deed: "740 people had been vaccinated", "he examined 27 pupils".
_AUXILIARY = r"(?:had|have|has|would|will|could|may|might|must|can)"
_ADVERB = r"(?:\w+ly|also|still|already|now|since|not|never|then|all)"
_DONE_AFTER = re.compile(
    rf"(?: (?:who|that|which))?(?: {_AUXILIARY})?(?: {_ADVERB})*(?:(?: (?:was|were|been|be|being|"
    rf"are|is|got|stood|lay))+(?: {_ADVERB})* (?P<state>[a-z]{{3,}})|"
    r" (?P<deed>[a-z]{2,}ed|left|came|went|fell|took|lost|won|ran|held))\b")
_DONE_BEFORE = re.compile(
    r"\b(?P<deed>[a-z]{2,}ed|sold|sent|taken|left|lost|given|seen|held|found|built|bought|brought|"
    r"caught|cut|won|handed|drove)(?: (?:in|up|out|off|away|with|the|its|their|his|her|over|"
    r"another))* $")
_SUBJECT = re.compile(  # what a measure is of: "turnout stood at 58 per cent"
    r"\b(?P<subject>[a-z]{4,})(?: (?:of|in|on|for|across) (?:the |a )?[\w-]+)?"
    r"(?: (?:had|has|have|would|will|be|been|not|now|also|stood|stopped|rose|risen|fell|fallen|"
    r"dropped|reached|passed|exceeded|was|were|is|are|at|of|to|by|put|just|up|down)){1,4} $")
_TELLING = set("counted recorded reported listed numbered estimated reached totalled registered "
               "raised lowered revised confirmed claimed added announced exceeded passed based "
               "need hundred indeed feed seed breed speed armed dead wed red bed".split())
# fmt: on

Cues = tuple[re.Match[str], ...]


def find_cues(text: str) -> Cues:
    """Return every word of `text` that names a known role."""
    return tuple(_CUE.finditer(text))


def find_governor(
    text: str, span: tuple[int, int], cues: Cues, *, unit: str | None
) -> tuple[str | None, int]:
    """Role of what is counted at `span`, and where the word stands that says so.

    Where no known role is near, any participle beside it is the role ("vaccinated").
    """
    of_them = _OF_THEM.search(text, span[0], span[1] + 9)
    best, nearest, position = None, 12.0 if unit or of_them else 7.0, span[1]
    for cue in cues:
        role = (cue.lastgroup or "").replace("_", " ")
        cost = None if unit in _wrong_units(role) else _distance(text, span, cue)
        if cost is not None and cost < nearest:
            best, nearest, position = role, cost, cue.start()
    return (best, position) if best else (_other_deed(text, span, unit), span[1])


def _wrong_units(role: str) -> set[str]:
    if role in HUMAN_ROLES:
        return THINGS
    return PEOPLE | ANIMALS | MEASURES if role in THING_ROLES else set()


def _other_deed(text: str, span: tuple[int, int], unit: str | None) -> str | None:
    if unit is None:
        return None
    subject = (
        _SUBJECT.search(text, max(0, span[0] - 60), span[0]) if unit in MEASURES - MONEY else None
    )
    after = _DONE_AFTER.match(text, span[1])
    before = _DONE_BEFORE.search(text, max(0, span[0] - 60), span[0])
    words = [subject["subject"]] if subject else []
    words += [after["state"] or after["deed"]] if after else []
    words += [before["deed"]] if before else []
    return next(filter(_is_deed, words), None)


def _is_deed(word: str) -> bool:
    return word not in STOP | _TELLING and word not in UNITS and not _CUE.fullmatch(word)


def _distance(text: str, span: tuple[int, int], cue: re.Match[str]) -> float | None:
    """Words (a comma is two more) between a number's phrase and a cue that can govern it."""
    start, end = span
    if start <= cue.start() < end:
        return 0
    after = cue.start() >= end
    gap = text[end : cue.start()] if after else text[cue.end() : start]
    if len(gap) > 90 or _BARRIER.search(gap):
        return None
    if after:
        governs = _governs_backwards(text, gap, cue)
    else:
        governs = bool(_OF_THEM.search(text, start, end + 9)) or _governs_forwards(gap, cue)
        governs = governs and not (gap == " and " and _OWN_VERB.match(text, end))
    return len(gap.split()) + 2 * gap.count(",") if governs else None


def _governs_backwards(text: str, gap: str, cue: re.Match[str]) -> bool:
    """Whether a cue after the number is about it: "25 were killed", not "25 jets killed ten"."""
    if _INTRANSITIVE.match(cue[0]):
        return " of whom " not in gap
    if _NOUN_CUE.search(cue[0]) or cue[0].endswith("ing"):
        return False
    return bool(_PASSIVE.search(gap) or _NO_OBJECT.match(text, cue.end()))


def _governs_forwards(gap: str, cue: re.Match[str]) -> bool:
    """Whether a cue before the number is about it: "killing 25", "toll at 25", not "died in 25"."""
    if _INCLUDING.search(gap):
        return True
    if cue["noun"] or _NOUN_CUE.search(cue[0]):
        beside = _PREPOSITION.search(gap) or gap.startswith((" and ", " or "))
        return bool(_REACHING.search(gap)) or not beside
    return not _INTRANSITIVE.match(cue[0]) and not _PREPOSITION.search(gap)
