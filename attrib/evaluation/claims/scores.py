"""Scores of whole articles: speakers, stances, pairs, and who contradicts whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from attrib.corpora import AnnotatedArticle
from attrib.evaluation.articles import describe_missing
from attrib.evaluation.attribution.baseline import find_attributions_by_rules
from attrib.evaluation.claims.alignment import Alignment, Ends, has_claims, relations
from attrib.evaluation.claims.certainty import coverage_curve
from attrib.evaluation.claims.counts import (
    NO_STANCE,
    READ_PLAINLY,
    RELATIONS,
    STANCES,
    align_all,
    level_table,
    measure_alignments,
    measure_claims,
    stance_table,
)
from attrib.evaluation.claims.plain import plain_reading
from attrib.evaluation.results import Confusion, Evaluation
from attrib.evaluation.scores import Floats, Measured, versions
from attrib.records import Relation

Found = Mapping[str, AnnotatedArticle]
Values = dict[str, float | None]


def score_claims(
    gold: Sequence[AnnotatedArticle],
    found: Found,
    *,
    model: str,
    baseline: Found | None = None,
    attrib_version: str | None = None,
    seed: int = 0,
) -> Evaluation:
    """Score what was found in each article (by its id), by resampling articles.

    Found attributions are aligned one to one to gold ones by the lenient criterion of
    `score_attributions`, twins (one statement of a joint source, once for each speaker) by equal
    names. ``attributions_f1`` says how many are; a joint source read as one leaves a twin over.
    Speakers and stances are scored on the aligned attributions alone, so that no stage is charged
    with the mistakes of the one before.

    - ``speaker_accuracy``: the name is the gold's but for case, "the", possessive and punctuation.
      ``speaker_b3_*``: whether the same attributions are by one speaker, whatever the name (B³,
      Bagga and Baldwin 1998), within an article. An attribution without speaker is "unknown".
    - ``stance_*``: macro F1 over the stances that the gold has, F1 each, accuracy. An attribution
      without a stance is wrong.
    - ``<relation>_precision``, ``_recall``, ``_f1``: a found pair is right where its ends are
      aligned to those of a gold pair of the relation, in either order. Twins count as they stand:
      each has its own pairs, and they corroborate each other. A source's contradictions of itself
      count. *Undetermined* is no answer.
    - ``average_precision_contradicts``: over all pairs of gold attributions and those found
      elsewhere, by probability, with all that were not found last; undefined where a contradiction
      has no probability.
    - ``kind_accuracy``: the share of right contradictions found for the gold's reason, where it
      gives one. A slice of a kind holds the gold contradictions of the kind and, as false
      positives, the wrong ones found of it; a right one of another kind counts as right in the
      gold's slice, so that the slices add up to the whole.
    - The slice *between speakers* leaves out what a source says against itself, and that the
      members of a joint source corroborate each other by their one statement.
    - ``matrix_*``: unordered pairs of sources with at least one contradiction; a found source
      stands for the speaker of most of its aligned attributions, or else for itself.

    Baselines: `find_attributions_by_rules` for the attributions; for speakers and stances
    `plain_reading` of what was found; for pairs `baseline` (by article id), such as `plain_claims`
    of what was found. An article that `found` lacks counts as one where nothing was found. Gold
    without speakers (PolNeAR) is scored by its attributions alone. Notes say how many there are.

    Raises CorpusError where `found` names an article that `gold` lacks or has another text of it,
    and where a pair names no attribution.
    """
    missing = describe_missing(gold, found)
    alignments = align_all(gold, found)
    measured = measure_alignments(alignments)
    other = measure_claims(gold, baseline) if baseline is not None else None
    values = _baselines(gold, found, other)
    return Evaluation(
        task="claims",
        model=model,
        n=len(gold),
        scores=measured.whole.scores(seed=seed, baselines=values),
        slices={
            name: table.scores(seed=seed, baselines=other.slices[name].values() if other else None)
            for name, table in measured.slices.items()
        },
        versions=versions(attrib_version),
        curves=coverage_curve(level_table(measured.whole.counts), model=model, seed=seed),
        confusions=(_stances(measured.whole.counts), _relations(alignments)),
        notes=missing + _notes(gold, alignments),
    )


def _baselines(gold: Sequence[AnnotatedArticle], found: Found, other: Measured | None) -> Values:
    rules = {
        id: AnnotatedArticle(
            one.article, tuple(find_attributions_by_rules(one.article)), {}, {}, ()
        )
        for one in gold
        for id in [one.article.id]
    }
    plain = {id: plain_reading(one) for id, one in found.items()}
    by_rules, by_words = (measure_claims(gold, each).whole.values() for each in (rules, plain))
    return {
        **(other.whole.values() if other else {}),
        **{name: by_words[name] for name in READ_PLAINLY},
        "attributions_f1": by_rules["attributions_f1"],
    }


def _stances(counts: Floats) -> Confusion:
    table = stance_table(counts.sum(axis=0)).astype(int).tolist()
    return Confusion(
        "Stances of aligned attributions, gold (rows) and found (columns)",
        tuple(map(str, STANCES)),
        (*map(str, STANCES), NO_STANCE),
        tuple(tuple(row) for row in table),
    )


def _relations(alignments: Sequence[Alignment]) -> Confusion:
    labels = (*RELATIONS, Relation.UNRELATED)
    table = np.zeros((len(labels), len(labels)), dtype=int)
    for alignment in alignments:
        gold, found = relations(alignment.gold), relations(alignment.found)
        known = [id for id in alignment.found_ids if id in alignment.gold.speakers]
        for a, b in combinations(known, 2):
            theirs = Ends((alignment.found_ids[a], alignment.found_ids[b]))
            row = gold.get(Ends((a, b)), Relation.UNRELATED)
            column = found.get(theirs, Relation.UNRELATED)
            table[labels.index(row), labels.index(column)] += 1
    names = tuple(map(str, labels))
    return Confusion(
        "Relations of pairs of aligned attributions, gold (rows) and found (columns)",
        names,
        names,
        tuple(tuple(row) for row in table.tolist()),
    )


def _notes(gold: Sequence[AnnotatedArticle], alignments: Sequence[Alignment]) -> tuple[str, ...]:
    bare = sum(not has_claims(one) for one in gold)
    total = sum(len(one.attributions) for one in gold)
    lost = total - sum(len(alignment.found_ids) for alignment in alignments)
    said = {
        f"{bare} of {len(gold)} articles have no speakers, stances and pairs in the gold, "
        "so that their attributions alone are scored": bare,
        f"{lost} of {total} gold attributions are aligned to none that was found": lost,
    }
    return tuple(note for note, number in said.items() if number)
