"""Which found attribution stands for which gold one, and which found pair for which gold pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from attrib.corpora import AnnotatedArticle, GoldPair
from attrib.errors import CorpusError
from attrib.evaluation.attribution.matching import compare, match
from attrib.evaluation.claims.speakers import speaker_of
from attrib.evaluation.scores import Floats
from attrib.records import Relation

# What an equal name counts beside the overlap: it settles ties (twins) and nothing else.
TIE = 1e-6

Ends = frozenset[str]


@dataclass(frozen=True, slots=True)
class Alignment:
    """An article's gold and found attributions, aligned one to one.

    `found_ids` maps the ids of aligned gold attributions, in gold order, to those of the found
    ones; `gold_ids` is its inverse.
    """

    gold: AnnotatedArticle
    found: AnnotatedArticle
    found_ids: Mapping[str, str]
    gold_ids: Mapping[str, str]

    def in_gold(self, pair: GoldPair) -> Ends | None:
        """Return the gold ids of a found pair's ends, or None where an end is not aligned."""
        if pair.a in self.gold_ids and pair.b in self.gold_ids:
            return Ends((self.gold_ids[pair.a], self.gold_ids[pair.b]))
        return None


@dataclass(frozen=True, slots=True)
class RightPair:
    """A gold pair and the found one that stands for it."""

    gold: GoldPair
    found: GoldPair


@dataclass(frozen=True, slots=True)
class MatchedPairs:
    """The pairs of one relation: found rightly, found wrongly, and not found."""

    right: tuple[RightPair, ...]
    spurious: tuple[GoldPair, ...]
    missed: tuple[GoldPair, ...]


def align(gold: AnnotatedArticle, found: AnnotatedArticle) -> Alignment:
    """Align attributions as `score_attributions` does leniently, twins by equal speakers.

    As many as can be; among the ways to have so many, the one with the greatest overlap; among
    those, the one with the most equal names. Where the gold has attributions alone (PolNeAR), pairs
    found can be neither right nor wrong and are left out. Raises CorpusError where the texts differ
    or a pair names no attribution.
    """
    if gold.article.text != found.article.text:
        raise CorpusError(
            f"article {gold.article.id!r}: found {len(found.article.text)} characters of another "
            f"text; expected the {len(gold.article.text)} of the gold file, since spans count them"
        )
    _expect_ends(gold)
    _expect_ends(found)
    compared = compare(gold.attributions, found.attributions)
    preference = (1 - TIE) * compared.content.iou + TIE * _same_names(gold, found)
    found_ids = {
        gold.attributions[row].id: found.attributions[column].id
        for row, column in sorted(match(compared.fits_leniently, preference))
    }
    return Alignment(
        gold=gold,
        found=found if has_claims(gold) else replace(found, pairs=()),
        found_ids=found_ids,
        gold_ids={theirs: ours for ours, theirs in found_ids.items()},
    )


def has_claims(gold: AnnotatedArticle) -> bool:
    """Whether the gold says more than where attributions are."""
    return bool(gold.speakers) or not gold.attributions


def match_pairs(alignment: Alignment, relation: Relation) -> MatchedPairs:
    """Match the pairs of a relation: right where both ends are aligned to those of a gold pair.

    A pair has no direction, and one that is listed twice counts once.
    """
    missed = _by_ends(alignment.gold, relation)
    right: list[RightPair] = []
    spurious: list[GoldPair] = []
    for found in _by_ends(alignment.found, relation).values():
        ends = alignment.in_gold(found)
        if ends in missed:
            right.append(RightPair(missed.pop(ends), found))
        else:
            spurious.append(found)
    return MatchedPairs(tuple(right), tuple(spurious), tuple(missed.values()))


def between_speakers(alignment: Alignment, matched: MatchedPairs) -> MatchedPairs:
    """Leave out the pairs within one speaker, and those of a joint source's one statement.

    Right and missed pairs are read in the gold, spurious ones in what was found.
    """
    gold, found = alignment.gold, alignment.found
    return MatchedPairs(
        right=tuple(pair for pair in matched.right if _is_between(gold, pair.gold)),
        spurious=tuple(pair for pair in matched.spurious if _is_between(found, pair)),
        missed=tuple(pair for pair in matched.missed if _is_between(gold, pair)),
    )


def relations(annotated: AnnotatedArticle) -> dict[Ends, Relation]:
    """Map the ends of each pair to its relation; a pair that is not in it is unrelated."""
    return {
        Ends((pair.a, pair.b)): pair.relation
        for pair in annotated.pairs
        if pair.relation is not Relation.UNDETERMINED
    }


def _is_between(annotated: AnnotatedArticle, pair: GoldPair) -> bool:
    a, b = (one for one in annotated.attributions if one.id in (pair.a, pair.b))
    same_words = (a.source, a.cue, a.content) == (b.source, b.cue, b.content)
    return not same_words and speaker_of(annotated, a.id) != speaker_of(annotated, b.id)


def _expect_ends(annotated: AnnotatedArticle) -> None:
    ids = {one.id for one in annotated.attributions}
    for pair in annotated.pairs:
        if strange := {pair.a, pair.b} - ids:
            raise CorpusError(
                f"article {annotated.article.id!r}: found a pair of {pair.a} and {pair.b}; "
                f"expected ids of its attributions, and {min(strange)} is none"
            )


def _by_ends(annotated: AnnotatedArticle, relation: Relation) -> dict[Ends, GoldPair]:
    return {Ends((p.a, p.b)): p for p in annotated.pairs if p.relation is relation}


def _same_names(gold: AnnotatedArticle, found: AnnotatedArticle) -> Floats:
    """Shape (gold, found): 1 where the speakers' names are equal, else 0."""
    ours, theirs = (
        np.array([speaker_of(each, one.id) for one in each.attributions], dtype=object)
        for each in (gold, found)
    )
    same: Floats = np.equal.outer(ours, theirs).astype(np.float64)
    return same
