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
    Floats,
    Measured,
    Reading,
    Statistic,
    Table,
    f1,
    found_items,
    gold_items,
    precision,
    ratio,
    recall,
)
from attrib.records import Kind, Relation, Stance

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
RATIOS: tuple[tuple[str, Statistic, Statistic], ...] = (
    ("precision", precision, found_items),
    ("recall", recall, gold_items),
    ("f1", f1, gold_items),
)
# Behind them: right and wrong contradictions at each probability, as many as there are.
LEVELS = slice(EDGES[-1], None)


def measure_claims(
    gold: Sequence[AnnotatedArticle], found: Mapping[str, AnnotatedArticle]
) -> Measured:
    """Count what is found in each article (by its id), a row an article.

    The scores are those of `score_claims`; an article that `found` lacks has nothing found.
    Raises CorpusError where `found` has another text of an article or a pair names no attribution.
    """
    alignments = align_all(gold, found)
    contradictions = [match_pairs(one, Relation.CONTRADICTS) for one in alignments]
    counts = np.zeros((len(gold), EDGES[-1]))
    for row, alignment, matched in zip(counts, alignments, contradictions, strict=True):
        for name, values in _count(alignment, matched).items():
            row[COLUMNS[name]] = values
    levels = count_levels(contradictions)
    return Measured(
        Table(np.hstack([counts, levels.reshape(len(gold), 2 * levels.shape[1])]), READINGS),
        {BETWEEN: Table(_count_between(alignments), BETWEEN_READINGS)}
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


def _count(alignment: Alignment, contradictions: MatchedPairs) -> dict[str, ArrayLike]:
    """Count an article by the names of `COLUMNS`."""
    others = {str(other): match_pairs(alignment, other) for other in RELATIONS[1:]}
    pairs = {str(Relation.CONTRADICTS): contradictions} | others
    return {
        "attributions": _count_attributions(alignment),
        **_count_speakers(alignment),
        "stances": _count_stances(alignment).ravel(),
        **{name: _count_pairs(matched) for name, matched in pairs.items()},
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


def _count_between(alignments: Sequence[Alignment]) -> Floats:
    """Shape (articles, 3 · relations), in the order of `RELATIONS`."""
    rows = [
        [
            count
            for relation in RELATIONS
            for count in _count_pairs(between_speakers(one, match_pairs(one, relation)))
        ]
        for one in alignments
    ]
    return np.array(rows, dtype=np.float64).reshape(-1, 3 * len(RELATIONS))


def _stance_counts(sums: Floats) -> Floats:
    """Shape (…, stances, 3), ordered tp, fp, fn."""
    cells = stance_table(sums)
    right = np.diagonal(cells, axis1=-2, axis2=-1)
    said = cells[..., : len(STANCES)].sum(axis=-2)
    return np.stack([right, said - right, cells.sum(axis=-1) - right], axis=-1)


def _macro_f1(sums: Floats) -> Floats:
    """Mean F1 of the stances that the gold has."""
    by_stance = f1(_stance_counts(sums))
    defined = ~np.isnan(by_stance)
    return ratio(np.where(defined, by_stance, 0.0).sum(axis=-1), defined.sum(axis=-1))


def _stance_accuracy(sums: Floats) -> Floats:
    counts = _stance_counts(sums)
    return ratio(counts[..., 0].sum(axis=-1), gold_items(counts).sum(axis=-1))


def _average_precision(sums: Floats) -> Floats:
    missed = sums[..., COLUMNS[Relation.CONTRADICTS]][..., 2]
    return average_precision(level_table(sums), missed, sums[..., COLUMNS["candidates"]][..., 0])


def _of(column: str, statistic: Statistic) -> Statistic:
    return lambda sums: statistic(sums[..., COLUMNS[column]])


def _share(counts: Floats) -> Floats:
    """The share of (right, all), of counts of shape (…, 2)."""
    return ratio(counts[..., 0], counts[..., 1])


def _last(counts: Floats) -> Floats:
    """How many items a share or B³ rests on."""
    return counts[..., -1]


def _third(number: int, statistic: Statistic) -> Statistic:
    """Read tp, fp, fn of the relation with this number in `RELATIONS`."""
    return lambda sums: statistic(sums[..., 3 * number : 3 * number + 3])


def _ratios(prefix: str, column: str) -> dict[str, Reading]:
    return {
        f"{prefix}_{name}": Reading(_of(column, statistic), _of(column, items))
        for name, statistic, items in RATIOS
    }


def _stance_reading(number: int) -> Reading:
    return Reading(
        value=lambda sums: f1(_stance_counts(sums)[..., number, :]),
        items=lambda sums: gold_items(_stance_counts(sums)[..., number, :]),
    )


def _all_stances(sums: Floats) -> Floats:
    items: Floats = sums[..., COLUMNS["stances"]].sum(axis=-1)
    return items


SPEAKER_READINGS = {
    "speaker_accuracy": Reading(_of("speakers", _share), _of("speakers", _last)),
    "speaker_b3_precision": Reading(_of("b_cubed", b_cubed_precision), _of("b_cubed", _last)),
    "speaker_b3_recall": Reading(_of("b_cubed", b_cubed_recall), _of("b_cubed", _last)),
    "speaker_b3_f1": Reading(_of("b_cubed", b_cubed_f1), _of("b_cubed", _last)),
}
STANCE_READINGS = {
    "stance_macro_f1": Reading(_macro_f1, _all_stances),
    **{f"stance_f1_{one}": _stance_reading(number) for number, one in enumerate(STANCES)},
    "stance_accuracy": Reading(_stance_accuracy, _all_stances),
}
# What a baseline of its own reads, whatever the pairs.
READ_PLAINLY = (*SPEAKER_READINGS, *STANCE_READINGS)
READINGS = {
    "attributions_f1": Reading(_of("attributions", f1), _of("attributions", gold_items)),
    **SPEAKER_READINGS,
    **STANCE_READINGS,
    **{name: one for each in RELATIONS for name, one in _ratios(each, each).items()},
    "average_precision_contradicts": Reading(
        _average_precision, _of(Relation.CONTRADICTS, gold_items)
    ),
    "kind_accuracy": Reading(_of("kinds", _share), _of("kinds", _last)),
    **_ratios("matrix", "matrix"),
}
BETWEEN_READINGS = {
    f"{relation}_{name}": Reading(_third(number, statistic), _third(number, items))
    for number, relation in enumerate(RELATIONS)
    for name, statistic, items in RATIOS
}
KIND_READINGS = {
    f"{Relation.CONTRADICTS}_{name}": Reading(statistic, items) for name, statistic, items in RATIOS
}
