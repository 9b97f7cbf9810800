"""Which sources contradict which, as a matrix of names: what a reader of the report looks at."""

from __future__ import annotations

from collections import Counter, defaultdict

from attrib.corpora import AnnotatedArticle
from attrib.evaluation.claims.alignment import Alignment
from attrib.evaluation.claims.speakers import speaker_of
from attrib.evaluation.scores import Counts
from attrib.records import Relation

Cell = frozenset[str]


def count_cells(alignment: Alignment) -> Counts:
    """Count the unordered pairs of sources with at least one contradiction.

    A source that contradicts itself is a pair of its own. A found source stands for the gold
    speaker that most of its aligned attributions have (ties go to the first by name); one without
    an aligned attribution counts as itself.
    """
    names = _gold_names(alignment)
    gold = _cells(alignment.gold)
    found = {Cell(names.get(name, name) for name in cell) for cell in _cells(alignment.found)}
    return Counts(len(gold & found), len(found - gold), len(gold - found))


def _cells(annotated: AnnotatedArticle) -> set[Cell]:
    return {
        Cell((speaker_of(annotated, pair.a), speaker_of(annotated, pair.b)))
        for pair in annotated.pairs
        if pair.relation is Relation.CONTRADICTS
    }


def _gold_names(alignment: Alignment) -> dict[str, str]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for gold, found in alignment.found_ids.items():
        votes[speaker_of(alignment.found, found)][speaker_of(alignment.gold, gold)] += 1
    return {
        name: min(counted, key=lambda speaker: (-counted[speaker], speaker))
        for name, counted in votes.items()
    }
