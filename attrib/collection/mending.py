"""Verdicts on a composite → verdicts on two articles: what one article's signs say too much of.

The combiner learnt on claims of one article, which mostly are of one event and of one hour. Across
articles a contradiction takes more, numbers of another day may be the same count gone on, and
numbers that clash corroborate nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace

from attrib.quantities import Comparison, compare
from attrib.records import Claim, Kind, Pair, Quantity, Relation, Stance, Verdict
from attrib.verdicts import NEGATED

REPEATED = 0.8  # affinity of claims that say the same in the same words
# Chosen by reading what real news gives: from here most of it is right.
SURE = 0.45  # probability, of a contradiction or corroboration …
APART = 0.3  # … and affinity, of a contradiction, which accuses somebody …
JUDGED = 0.6  # … and inference, unless numbers make it
GROWTH = 10  # times: a count that grew more is another event's

DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def mend(verdict: Verdict, pair: Pair, *, later: bool) -> Verdict:
    """Return what a verdict on a pair's claims comes to; `later`: `b` is of a later day than `a`.

    Counts that grew from day to day are an update; what does not hold across is *undetermined*.
    """
    if later and _is_outgrown(verdict, pair):
        return replace(verdict, relation=Relation.UPDATES)
    if not _is_tenable(verdict, pair, later=later):
        return replace(verdict, relation=Relation.UNDETERMINED, kind=None)
    return verdict


def words_of(claim: Claim) -> str:
    """Return the claim's words, and those that stand for them alone."""
    return " ".join((claim.proposition, *claim.standalone[:1]))


def find_days(claim: Claim) -> set[str]:
    """Return the days of the week that a claim names; within a few days they tell events apart."""
    return set(DAY.findall(words_of(claim)))


def find_clashes(pair: Pair) -> list[tuple[Quantity, Quantity]]:
    """Return counts that cannot both hold, neither of them told by the other side as well."""
    return [
        (a, b)
        for a in pair.a.quantities
        for b in pair.b.quantities
        if compare(a, b) is Comparison.INCOMPATIBLE
        and not _has_partner(a, pair.b)
        and not _has_partner(b, pair.a)
    ]


def _has_partner(quantity: Quantity, claim: Claim) -> bool:
    return any(
        one.unit == quantity.unit and compare(one, quantity) is Comparison.COMPATIBLE
        for one in claim.quantities
    )


def _is_outgrown(verdict: Verdict, pair: Pair) -> bool:
    """Whether numbers contradict each other only as those of a count do that goes on."""
    clashes = find_clashes(pair)
    told = verdict.relation is Relation.CONTRADICTS and verdict.kind is Kind.NUMBER
    return told and bool(clashes) and all(a.low < b.low <= GROWTH * a.low for a, b in clashes)


def _is_tenable(verdict: Verdict, pair: Pair, *, later: bool) -> bool:
    match verdict.relation:
        case Relation.CORROBORATES:
            numbers = verdict.kind is Kind.NUMBER or find_clashes(pair)
            return verdict.probability >= SURE and not numbers
        case Relation.CONTRADICTS if verdict.kind is Kind.NUMBER:
            return not later or bool(find_days(pair.a) & find_days(pair.b))
        case Relation.CONTRADICTS:
            return verdict.probability >= SURE and _is_contradiction(verdict, pair)
    return True


def _is_contradiction(verdict: Verdict, pair: Pair) -> bool:
    """Whether claims are close enough for one to accuse the other, and not of one mind."""
    inference = verdict.evidence.inference if verdict.evidence else None
    judged = inference is not None and inference >= JUDGED
    repeated = verdict.kind is Kind.FACT and pair.affinity >= REPEATED
    return judged and pair.affinity >= APART and not repeated and not _do_both_say_no(pair)


def _do_both_say_no(pair: Pair) -> bool:
    """Whether one side denies something and the other asserts that it is not so."""
    return any(
        one.stance is Stance.DENIES
        and other.stance is Stance.ASSERTS
        and bool(NEGATED.search(other.proposition))
        for one, other in ((pair.a, pair.b), (pair.b, pair.a))
    )
