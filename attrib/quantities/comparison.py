"""Two quantities → whether they leave room for each other."""

from __future__ import annotations

from enum import StrEnum

from attrib.quantities.circumstances import are_apart
from attrib.quantities.tables import (
    ANIMALS,
    CIVILIANS,
    HUMAN_ROLES,
    MEASURES,
    MONEY,
    PEOPLE,
    THINGS,
)
from attrib.records import Quantity

CLOSE = 0.9  # two counts whose ratio is at least this differ as two counters of one thing do …
COUNTED = 20  # … from this number on; below it every one matters


class Comparison(StrEnum):
    """Whether two quantities leave room for each other."""

    COMPATIBLE = "compatible"
    INCOMPATIBLE = "incompatible"
    INCOMPARABLE = "incomparable"


def compare(a: Quantity, b: Quantity) -> Comparison:
    """Whether `a` and `b`, said of one event, can both hold; symmetric.

    1. Two places or two times that cannot be the same: incomparable.
    2. Same unit and same role: compatible where the intervals overlap or nearly meet. Counts of
       20 or more that are within ten per cent are one thing counted twice; measures are not.
    3. Same unit and only one role known: compatible where they overlap, else incomparable, as
       are two sums of money or two shares of nobody knows what.
    4. One counts a part of the other: compatible unless the part's `low` exceeds the whole's
       `high`. Children, women, workers… are civilians; civilians, soldiers, fighters… are
       persons, as is whoever else was killed, injured, arrested…; killed and injured are parts
       of casualties. The roles must be the same, or part and whole in this sense. What is told
       of one place "alone" is part of what is told of none.
    5. Anything else is incomparable: killed and injured, civilians and fighters, two numbers of
       which neither unit nor role is known.
    """
    if are_apart(a, b):
        return Comparison.INCOMPARABLE
    if _is_alike(a, b):
        return _compare_alike(a, b)
    for part, whole in ((a, b), (b, a)):
        if _is_part(part, whole):
            fits = whole.high is None or part.low <= whole.high or _is_close(part, whole)
            return Comparison.COMPATIBLE if fits else Comparison.INCOMPATIBLE
    return Comparison.INCOMPARABLE


def _is_alike(a: Quantity, b: Quantity) -> bool:
    same = a.unit == b.unit and (a.role == b.role if a.role and b.role else a.unit)
    return bool(same) and _is_local(a) == _is_local(b)


def _is_local(quantity: Quantity) -> bool:
    return quantity.place is not None and quantity.place.endswith(" alone")


def _compare_alike(a: Quantity, b: Quantity) -> Comparison:
    if a.overlaps(b) or _is_close(a, b):
        return Comparison.COMPATIBLE
    unsure = a.role != b.role or a.unit == "other" or a.role is None and a.unit in MONEY | {"%"}
    return Comparison.INCOMPARABLE if unsure else Comparison.INCOMPATIBLE


def _is_close(a: Quantity, b: Quantity) -> bool:
    """Whether two counts that do not overlap are as near as two counters of one thing get."""
    highest = min(q.high for q in (a, b) if q.high is not None)
    lowest = max(a.low, b.low)
    return a.unit not in MEASURES and lowest >= COUNTED and highest >= CLOSE * lowest


def _is_part(part: Quantity, whole: Quantity) -> bool:
    unit = part.unit
    if (unit, part.role) == (whole.unit, whole.role):
        return _is_local(part) and not _is_local(whole)
    human = unit in PEOPLE or part.role in HUMAN_ROLES and unit not in THINGS | ANIMALS
    units = {
        unit,
        *(["person"] if human else []),
        *(["civilian"] if unit in CIVILIANS else []),
    }
    casualties = whole.role == "casualty" and part.role in ("killed", "injured")
    return unit is not None and whole.unit in units and (part.role == whole.role or casualties)
