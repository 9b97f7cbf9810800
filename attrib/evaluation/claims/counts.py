"""What is counted in one article, and the scores that are read from the sums."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from itertools import accumulate, pairwise

import numpy as np
from numpy.typing import ArrayLike

from attrib.corpora import AnnotatedArticle
from attrib.evaluation.claims.alignment import (
    Alignment,
    MatchedPairs,
    RightPair,
    align,
    between_speakers,
    match_pairs,
)
from attrib.evaluation.claims.certainty import average_precision, count_levels
from attrib.evaluation.claims.matrix import count_cells
from attrib.evaluation.claims.speakers import (
    b_cubed_f1,
    b_cubed_precision,
    b_cubed_recall,
    b_cubed_sums,
    speaker_of,
)
from attrib.evaluation.scores import (
    RATIOS,
    Floats,
    Measured,
    Reading,
    Statistic,
    Table,
    count_labels,
    gold_items,
    macro_f1,
    ratio,
)
from attrib.records import Kind, Relation, Stance

ByRelation = Mapping[Relation, MatchedPairs]
RELATIONS = (Relation.CONTRADICTS, Relation.CORROBORATES, Relation.UPDATES)
STANCES = tuple(Stance)
BETWEEN = "between speakers"  # the slice without self-contradictions and joint statements
NO_STANCE = "none"  # the last column of stances: what a system did not say
WIDTHS = {
    "attributions": 3,
    "speakers": 2,  # right, all
    "b_cubed": 3,
    "stances": len(STANCES) * (len(STANCES) + 1),
    **{str(relation): 3 for relation in RELATIONS},
    "kinds": 2,  # right, all
    "matrix": 3,
    "candidates": 1,
}
EDGES = (0, *accumulate(WIDTHS.values()))
COLUMNS = {name: slice(*edges) for name, edges in zip(WIDTHS, pairwise(EDGES), strict=True)}
# Behind them: right and wrong contradictions at each probability, as many as there are.
LEVELS = slice(EDGES[-1], None)


def measure_claims(
    gold: Sequence[AnnotatedArticle], found: Mapping[str, AnnotatedArticle]
) -> Measured:
    """Count what is found in each article (by its id), a row an article.

    The scores are those of `score_claims`; an article that `found` lacks has nothing found.
    Raises CorpusError where `found` has another text of an article or a pair names no attribution.
    """
    return measure_alignments(align_all(gold, found))


def measure_alignments(alignments: Sequence[Alignment]) -> Measured:
    """Count aligned articles, a row an article, as `measure_claims` does."""
    matched = [{one: match_pairs(aligned, one) for one in RELATIONS} for aligned in alignments]
    contradictions = [pairs[Relation.CONTRADICTS] for pairs in matched]
    counts = np.zeros((len(alignments), EDGES[-1]))
    for row, alignment, pairs in zip(counts, alignments, matched, strict=True):
        for name, values in _count(alignment, pairs).items():
            row[COLUMNS[name]] = values
    levels = count_levels(contradictions)
    return Measured(
        Table(np.hstack([counts, levels.reshape(len(counts), 2 * levels.shape[1])]), READINGS),
        {BETWEEN: Table(_count_between(alignments, matched), BETWEEN_READINGS)}
        | {str(kind): Table(_count_kind(contradictions, kind), KIND_READINGS) for kind in Kind},
    )


def align_all(
    gold: Sequence[AnnotatedArticle], found: Mapping[str, AnnotatedArticle]
) -> list[Alignment]:
    """Align every article; one that `found` lacks with one where nothing was found."""
    return [
        align(one, found.get(one.article.id) or AnnotatedArticle(one.article, (), {}, {}, ()))
        for one in gold
    ]


def has_wrong_kind(pair: RightPair) -> bool:
    """Whether a pair was found for another reason than the one that the gold gives."""
    return pair.gold.kind not in (None, pair.found.kind)


def stance_table(sums: Floats) -> Floats:
    """Return counts of shape (…, gold stance, found stance or none)."""
    cells = sums[..., COLUMNS["stances"]]
    return cells.reshape(*cells.shape[:-1], len(STANCES), len(STANCES) + 1)


def level_table(sums: Floats) -> Floats:
    """Return counts of shape (…, levels, 2) of contradictions, as `count_levels` gives them."""
    cells = sums[..., LEVELS]
    return cells.reshape(*cells.shape[:-1], cells.shape[-1] // 2, 2)


def _count(alignment: Alignment, pairs: ByRelation) -> dict[str, ArrayLike]:
    """Count an article by the names of `COLUMNS`."""
    contradictions = pairs[Relation.CONTRADICTS]
    return {
        "attributions": _count_attributions(alignment),
        **_count_speakers(alignment),
        "stances": _count_stances(alignment).ravel(),
        **{str(relation): _count_pairs(matched) for relation, matched in pairs.items()},
        "kinds": _count_kinds(contradictions),
        "matrix": astuple(count_cells(alignment)),
        "candidates": _count_candidates(alignment, contradictions),
    }


def _count_attributions(alignment: Alignment) -> ArrayLike:
    hits = len(alignment.found_ids)
    return hits, len(alignment.found.attributions) - hits, len(alignment.gold.attributions) - hits


def _count_speakers(alignment: Alignment) -> dict[str, ArrayLike]:
    names = [
        (speaker_of(alignment.gold, ours), speaker_of(alignment.found, theirs))
        for ours, theirs in alignment.found_ids.items()
        if ours in alignment.gold.speakers
    ]
    gold, found = ([pair[side] for pair in names] for side in (0, 1))
    right = sum(ours == theirs for ours, theirs in names)
    return {"speakers": (right, len(names)), "b_cubed": b_cubed_sums(gold, found)}


def _count_stances(alignment: Alignment) -> Floats:
    """Shape (gold stance, found stance or none)."""
    table = np.zeros((len(STANCES), len(STANCES) + 1))
    for ours, theirs in alignment.found_ids.items():
        if ours in alignment.gold.stances:
            said = alignment.found.stances.get(theirs)
            column = len(STANCES) if said is None else STANCES.index(said)
            table[STANCES.index(alignment.gold.stances[ours]), column] += 1
    return table


def _count_pairs(matched: MatchedPairs) -> tuple[int, int, int]:
    return len(matched.right), len(matched.spurious), len(matched.missed)


def _count_candidates(alignment: Alignment, contradictions: MatchedPairs) -> int:
    """How many pairs could be said to contradict: all of the gold's, and those found elsewhere."""
    in_gold = math.comb(len(alignment.gold.speakers), 2)
    return in_gold + sum(alignment.in_gold(pair) is None for pair in contradictions.spurious)


def _count_kind(contradictions: Sequence[MatchedPairs], kind: Kind) -> Floats:
    """Shape (articles, 3); a right pair counts where the gold puts it, the rest by themselves."""
    rows = [
        (
            sum(pair.gold.kind is kind for pair in matched.right),
            sum(pair.kind is kind for pair in matched.spurious),
            sum(pair.kind is kind for pair in matched.missed),
        )
        for matched in contradictions
    ]
    return np.array(rows, dtype=np.float64).reshape(-1, 3)


def _count_kinds(matched: MatchedPairs) -> tuple[int, int]:
    """Count what has the right kind, and all whose kind the gold gives."""
    told = [pair for pair in matched.right if pair.gold.kind is not None]
    return len(told) - sum(map(has_wrong_kind, told)), len(told)


def _count_between(alignments: Sequence[Alignment], matched: Sequence[ByRelation]) -> Floats:
    """Shape (articles, 3 · relations), in the order of `RELATIONS`."""
    rows = [
        [_count_pairs(between_speakers(one, pairs[relation])) for relation in RELATIONS]
        for one, pairs in zip(alignments, matched, strict=True)
    ]
    return np.array(rows, dtype=np.float64).reshape(-1, 3 * len(RELATIONS))


def _stance_counts(sums: Floats) -> Floats:
    """Shape (…, stances, 3), ordered tp, fp, fn."""
    return count_labels(stance_table(sums))


def _stance_accuracy(sums: Floats) -> Floats:
    counts = _stance_counts(sums)
    return ratio(counts[..., 0].sum(axis=-1), gold_items(counts).sum(axis=-1))


def _average_precision(sums: Floats) -> Floats:
    missed = sums[..., COLUMNS[Relation.CONTRADICTS]][..., 2]
    return average_precision(level_table(sums), missed, sums[..., COLUMNS["candidates"]][..., 0])


def _of(column: str) -> Statistic:
    return lambda sums: sums[..., COLUMNS[column]]


def _third(number: int) -> Statistic:
    """Take the relation with this number from what `_count_between` counts."""
    return lambda sums: sums[..., 3 * number : 3 * number + 3]


def _share(counts: Floats) -> Floats:
    """The share of (right, all), of counts of shape (…, 2)."""
    return ratio(counts[..., 0], counts[..., 1])


def _last(counts: Floats) -> Floats:
    """How many items a share or B³ rests on."""
    return counts[..., -1]


def _ratios(prefix: str, place: Statistic) -> dict[str, Reading]:
    """Name the three ratios of the tp, fp and fn that stand at a place of the counts."""
    return {f"{prefix}_{name}": one.at(place) for name, one in RATIOS.items()}


def _stance_reading(number: int) -> Reading:
    return RATIOS["f1"].at(lambda sums: _stance_counts(sums)[..., number, :])


def _all_stances(sums: Floats) -> Floats:
    items: Floats = sums[..., COLUMNS["stances"]].sum(axis=-1)
    return items


SHARE = Reading(_share, _last)
SPEAKER_READINGS = {
    "speaker_accuracy": SHARE.at(_of("speakers")),
    "speaker_b3_precision": Reading(b_cubed_precision, _last).at(_of("b_cubed")),
    "speaker_b3_recall": Reading(b_cubed_recall, _last).at(_of("b_cubed")),
    "speaker_b3_f1": Reading(b_cubed_f1, _last).at(_of("b_cubed")),
}
STANCE_READINGS = {
    "stance_macro_f1": Reading(lambda sums: macro_f1(_stance_counts(sums)), _all_stances),
    **{f"stance_f1_{one}": _stance_reading(number) for number, one in enumerate(STANCES)},
    "stance_accuracy": Reading(_stance_accuracy, _all_stances),
}
# What a baseline of its own reads, whatever the pairs.
READ_PLAINLY = (*SPEAKER_READINGS, *STANCE_READINGS)
READINGS = {
    "attributions_f1": RATIOS["f1"].at(_of("attributions")),
    **SPEAKER_READINGS,
    **STANCE_READINGS,
    **{name: one for each in RELATIONS for name, one in _ratios(each, _of(each)).items()},
    "average_precision_contradicts": Reading(
        _average_precision, RATIOS["recall"].at(_of(Relation.CONTRADICTS)).items
    ),
    "kind_accuracy": SHARE.at(_of("kinds")),
    **_ratios("matrix", _of("matrix")),
}
BETWEEN_READINGS = {
    name: one
    for number, relation in enumerate(RELATIONS)
    for name, one in _ratios(relation, _third(number)).items()
}
KIND_READINGS = {f"{Relation.CONTRADICTS}_{name}": one for name, one in RATIOS.items()}
