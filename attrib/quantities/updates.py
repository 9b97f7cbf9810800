"""Whether a later number continues an earlier one or contradicts it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrib.quantities.circumstances import name_times
from attrib.quantities.comparison import Comparison, compare
from attrib.records import Quantity

# fmt: off
_MOVED = re.compile(
    r"\b(?:ris(?:es|en|ing)|rose|climb\w*|grow[ns]?|grew|mount(?:ed|ing)|jump(?:ed|s)|increas\w+|"
    r"reach(?:ed|es)|raised|went up|gone up|up from|stands at|stood at|brought the (?:number|toll|"
    r"total))\b", re.I)
_PASSED = re.compile(
    r"\b(?:now|so far|later|latest|since then|has since|had since|(?:by|that|in the|on the) "
    r"(?:\w+ )?(?:noon|midday|afternoon|evening|night|nightfall|midnight|dawn|morning|end|then)|"
    r"(?:hours|days?) on|new (?:count|toll|figures?)|updated?)\b", re.I)
# Told as what had been said before: "had said that three were dead", "first put the toll at 7".
_EARLIER = re.compile(
    r"\bhad (?:\w+ly |earlier |first |at first )?(?:said|put|reported|given|counted|spoken|"
    r"estimated|announced)\b|\b(?:initial(?:ly)?|at first|first (?:said|put|reported|gave)|"
    r"preliminary|earlier (?:said|put|reported|given))\b", re.I)
_LAST = re.compile(r"\b(?:final(?:ly)?|in all|second (?:statement|count)|last bulletin)\b", re.I)
_REVISED = re.compile(
    r"\b(?:revis(?:ed|es|ing)|correct(?:ed|s|ing)|lower(?:ed|s|ing)|down from|scaled? (?:back|"
    r"down)|brought down|cut (?:the|its) (?:toll|count|number|figure)|reduced (?:the|its)|"
    r"settled (?:at|on))\b", re.I)
_OWN = re.compile(r"\b(?:its|their|his|her) (?:own|earlier|previous|first)\b", re.I)
_FALLING = re.compile(r"\b(?:fell|fall(?:en|s)|dropp(?:ed|s)|down|shrank|declin\w+)\b", re.I)
# fmt: on


def is_update(
    earlier: Sequence[Quantity],
    later: Sequence[Quantity],
    *,
    words: str,
    before: str = "",
    same_source: bool = True,
    told_before: bool = False,
) -> bool:
    """Whether the numbers of a later statement take the place of those of an earlier one.

    `words` are the later sentence, `before` the earlier one if it is at hand. Where numbers clash,
    a higher one is an update if the words say that it moved ("rose to") or that time has passed
    ("by evening"; from the same source also another day than in `before`); a lower one only if
    they say that it was revised, or that those missing are fewer. What is said of one and the same
    moment is no update. `told_before` is that the text tells the earlier one as what had been said.
    """
    clashes = _clashes(earlier, later)
    if not clashes:
        return False
    if _REVISED.search(words) and (same_source or not _OWN.search(words)):
        return True
    if all(new.low > old.low for old, new in clashes):
        moved = told_before or bool(_MOVED.search(words))
        return moved or _has_time_passed(before, words, told=same_source)
    fewer_missing = all(new.role == "missing" for _, new in clashes)
    return fewer_missing and bool(_FALLING.search(words))


def looks_back(telling: str) -> bool:
    """Whether the words around a statement tell it as what had been said before."""
    return bool(_EARLIER.search(telling))


def _clashes(
    earlier: Sequence[Quantity], later: Sequence[Quantity]
) -> list[tuple[Quantity, Quantity]]:
    """Return the pairs that cannot both hold: those of one unit, if there are any."""
    pairs = [
        (old, new)
        for old in earlier
        for new in later
        if compare(old, new) is Comparison.INCOMPATIBLE
    ]
    alike = [(old, new) for old, new in pairs if old.unit == new.unit]
    return alike or pairs


def _has_time_passed(before: str, words: str, *, told: bool) -> bool:
    """Whether the later words look back, or (`told` by one source) name another time or an end."""
    earlier, later = name_times(before), name_times(words)
    if earlier & later:
        return False
    if _PASSED.search(words):
        return True
    return told and bool(earlier and later or _LAST.search(words))
