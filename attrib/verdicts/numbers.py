"""A pair's numbers → whether they cannot both hold, or are the same.

Two counts of one unit still count two things where nothing else ties the claims together, so that
a clash is believed only of claims about one event: the less a count says of itself, the more alike
or the closer the claims must be.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrib.quantities import Comparison, compare
from attrib.records import Claim, Pair, Quantity, Stance

ALIKE = 0.3  # affinity from which two counts with a role are of one event …
MORE_ALIKE = 0.4  # … those without a role, or only one of them with a place
SAME = 0.5  # … and from which a number that one side denies is the other's
RELATED = 0.15  # affinity that is enough of claims …
NEAR = 300  # … that begin at most so many characters apart
SHORT = 6  # words of a claim that is hardly more than its number: "41", "the figure as 96"
LIKE = 20  # how many times one number may be the other and still be put in its place
COMBATANTS = {"soldier", "fighter", "officer"}


def do_numbers_clash(pair: Pair) -> bool:
    """Whether counts of one thing leave no room for each other, or one side denies the other's."""
    denials = [claim.stance is Stance.DENIES for claim in (pair.a, pair.b)]
    if any(denials):
        return not all(denials) and pair.affinity >= SAME and _is_number_denied(pair)
    return any(_is_sure(pair, *both) for both in _clashes(pair)) or _is_answered(pair)


def do_numbers_agree(pair: Pair) -> bool:
    """Whether counts of one event can be compared, and all leave room for each other.

    Never where one side denies.
    """
    if pair.affinity < ALIKE or Stance.DENIES in (pair.a.stance, pair.b.stance):
        return False
    compared = {compare(a, b) for a in pair.a.quantities for b in pair.b.quantities}
    return compared - {Comparison.INCOMPARABLE} == {Comparison.COMPATIBLE}


def are_part_and_whole(pair: Pair) -> bool:
    """Whether all counts that can be compared are of other things: ten children, seven dead.

    Such counts leave room for each other, and neither bears the other out.
    """
    units = {
        (a.unit, b.unit)
        for a in pair.a.quantities
        for b in pair.b.quantities
        if compare(a, b) is not Comparison.INCOMPARABLE
    }
    return bool(units) and all(one != other for one, other in units)


def _clashes(pair: Pair) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield counts that clash, unless either side gives the other's number as well."""
    for a in pair.a.quantities:
        for b in pair.b.quantities:
            told = _has_partner(a, pair.b) or _has_partner(b, pair.a)
            if compare(a, b) is Comparison.INCOMPATIBLE and not told:
                yield a, b


def _has_partner(quantity: Quantity, claim: Claim) -> bool:
    return any(
        one.unit == quantity.unit and compare(one, quantity) is Comparison.COMPATIBLE
        for one in claim.quantities
    )


def _is_sure(pair: Pair, a: Quantity, b: Quantity) -> bool:
    """Whether two counts that clash are of one event."""
    side = a.unit != b.unit and bool({a.unit, b.unit} & COMBATANTS)  # the losses of one side
    vague = a.role is None or side or (a.place is None) is not (b.place is None)
    if pair.affinity >= (MORE_ALIKE if vague else ALIKE):
        return True
    return not vague and pair.affinity >= RELATED and _are_near(pair)


def _are_near(pair: Pair) -> bool:
    starts = [claim.attribution.content[0].start for claim in (pair.a, pair.b)]
    return abs(starts[0] - starts[1]) <= NEAR


def _is_answered(pair: Pair) -> bool:
    """Whether one claim is a bare number in place of those of a claim beside it."""
    if pair.affinity < RELATED or not _are_near(pair):
        return False
    return any(
        _is_bare(mine) and _replaces(mine.quantities[0], other)
        for mine, other in ((pair.a, pair.b), (pair.b, pair.a))
    )


def _is_bare(claim: Claim) -> bool:
    alone = len(claim.quantities) == 1 and len(claim.proposition.split()) <= SHORT
    return alone and claim.quantities[0].unit is None and claim.quantities[0].role is None


def _replaces(number: Quantity, claim: Claim) -> bool:
    """Whether a claim gives numbers of a like size, but not this one or one close to it."""
    counts = [Quantity(one.low, one.high, "thing", "counted") for one in claim.quantities]
    mine = Quantity(number.low, number.high, "thing", "counted")
    given = any(compare(mine, one) is Comparison.COMPATIBLE for one in counts)
    return not given and any(_is_like(mine.low, one.low) for one in counts)


def _is_like(a: float, b: float) -> bool:
    return 0 < max(a, b) <= LIKE * min(a, b)


def _is_number_denied(pair: Pair) -> bool:
    """Whether the claims give one number above two, small ones being no sign of a subject."""
    return any(
        (a.low, a.high) == (b.low, b.high) and a.low > 2
        for a in pair.a.quantities
        for b in pair.b.quantities
    )
