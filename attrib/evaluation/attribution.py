"""Scores of a tagger on articles with human attributions.

The roles are PolNeAR's (Newell, Margolin and Ruths 2018, "An Attribution Relations Corpus for
Political News"). Its *discard* spans (boilerplate) play no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple

import numpy as np

from attrib.corpora import AnnotatedArticle
from attrib.errors import CorpusError
from attrib.evaluation.baseline import find_attributions_by_rules
from attrib.evaluation.matching import Overlap, match, overlap
from attrib.evaluation.quotations import Form, quotation_form
from attrib.evaluation.scores import (
    Counts,
    Evaluation,
    Floats,
    Score,
    Statistic,
    Sums,
    add_up,
    f1,
    known,
    precision,
    recall,
    versions,
)
from attrib.records import Article, Attribution, Role
from attrib.vocabulary import DENIAL

LENIENT_CONTENT = 0.3
STRICT_CONTENT = 0.8
STRICT_SOURCE = 0.5
MATCHED = ("lenient", "strict")
RATIOS: dict[str, Statistic] = {"precision": precision, "recall": recall, "f1": f1}
SCORES: dict[str, tuple[str, Statistic]] = {
    **{
        f"{measure}_{name}": (measure, statistic)
        for measure in MATCHED
        for name, statistic in RATIOS.items()
    },
    "cue_f1": ("cue", f1),
    **{f"{role}_character_f1": (f"{role}_character", f1) for role in Role},
    "denial_cue_recall": ("denial_cue", recall),
}
MEASURES = tuple(dict.fromkeys(measure for measure, _ in SCORES.values()))
ALL, WITH_SOURCE, WITHOUT_SOURCE = "all", "with source", "without source"
SLICES = (*(str(form) for form in Form), WITH_SOURCE, WITHOUT_SOURCE)

Pairs = list[tuple[int, int]]


def score_attributions(
    gold: Sequence[AnnotatedArticle],
    found: Mapping[str, Sequence[Attribution]],
    *,
    model: str,
    attrib_version: str | None = None,
    seed: int = 0,
) -> Evaluation:
    """Score the attributions found in each article (by its id), by resampling articles.

    Attributions are matched one to one. *Lenient*: the contents' characters have an
    intersection over union of at least 0.3, and the sources overlap or both are absent.
    *Strict*: contents at least 0.8, and sources at least 0.5 or both absent. *Cue*: they share
    a character. *Character*: what any attribution covers in a role, micro-averaged.
    ``denial_cue_recall`` is the share of gold denials whose cue any found cue overlaps.

    A baseline is what `find_attributions_by_rules` scores. A slice holds the gold attributions
    of its kind and, as false positives, the unmatched ones found of its kind, so that the forms
    add up to the whole, and so do those with and without a source. An article that `found`
    lacks counts as one where nothing was found; ``versions["missing"]`` says how many.

    Raises CorpusError where `found` names an article that `gold` lacks.
    """
    partial = _missing({article.article.id for article in gold}, found)
    predicted = [found.get(article.article.id, ()) for article in gold]
    rules = [find_attributions_by_rules(article.article) for article in gold]
    scores, *slices = _scores(_table(gold, predicted), _table(gold, rules), seed=seed)
    return Evaluation(
        task="attribution",
        model=model,
        n=len(gold),
        scores=scores,
        slices=dict(zip(SLICES, slices, strict=True)),
        versions=versions(attrib_version) | partial,
    )


def count_attributions(
    article: Article, gold: Sequence[Attribution], found: Sequence[Attribution]
) -> dict[str, dict[str, Counts]]:
    """Count one article: by slice (`ALL` and `SLICES`), then by measure.

    Slices hold the measures ``lenient`` and ``strict`` alone.
    """
    source, cue, content = (
        overlap([getattr(one, role) for one in gold], [getattr(one, role) for one in found])
        for role in Role
    )
    lenient, strict = _matches(source, content)
    cues = len(match(cue.shared > 0, cue.iou))
    gold_kinds, found_kinds = _kinds(article.text, gold), _kinds(article.text, found)
    counts = {
        kind: {
            "lenient": _count_kind(kind, gold_kinds, found_kinds, lenient),
            "strict": _count_kind(kind, gold_kinds, found_kinds, strict),
        }
        for kind in (ALL, *SLICES)
    }
    counts[ALL] |= {
        "cue": Counts(cues, _with_cue(found) - cues, _with_cue(gold) - cues),
        "source_character": source.coverage,
        "cue_character": cue.coverage,
        "content_character": content.coverage,
        "denial_cue": _denials(article.text, gold, cue),
    }
    return counts


def _missing(ids: set[str], found: Mapping[str, Sequence[Attribution]]) -> dict[str, str]:
    if strange := found.keys() - ids:
        raise CorpusError(
            f"found predictions for article {min(strange)!r}; expected only the "
            f"{len(ids)} articles of the gold file"
        )
    missing = len(ids - found.keys())
    return {"missing": f"{missing} of {len(ids)} articles"} if missing else {}


def _matches(source: Overlap, content: Overlap) -> tuple[Pairs, Pairs]:
    absent = source.both_absent
    lenient = (content.iou >= LENIENT_CONTENT) & ((source.shared > 0) | absent)
    strict = (content.iou >= STRICT_CONTENT) & ((source.iou >= STRICT_SOURCE) | absent)
    return match(lenient, content.iou), match(strict, content.iou)


def _with_cue(attributions: Iterable[Attribution]) -> int:
    return sum(1 for attribution in attributions if attribution.cue)


def _denials(text: str, gold: Sequence[Attribution], cue: Overlap) -> Counts:
    denials = [
        number
        for number, attribution in enumerate(gold)
        if DENIAL.search(" ".join(span.of(text) for span in attribution.cue))
    ]
    met = int((cue.shared[denials] > 0).any(axis=1).sum())
    return Counts(tp=met, fn=len(denials) - met)


def _kinds(text: str, attributions: Iterable[Attribution]) -> list[set[str]]:
    """Name the slices that each attribution belongs to."""
    return [
        {
            ALL,
            str(quotation_form(text, attribution.content)),
            WITH_SOURCE if attribution.source else WITHOUT_SOURCE,
        }
        for attribution in attributions
    ]


def _count_kind(
    kind: str, gold_kinds: list[set[str]], found_kinds: list[set[str]], pairs: Pairs
) -> Counts:
    """Count a matched pair where its gold side belongs, the rest where they belong themselves."""
    hits = {row for row, _ in pairs}
    taken = {column for _, column in pairs}
    in_gold = {number for number, kinds in enumerate(gold_kinds) if kind in kinds}
    in_found = {number for number, kinds in enumerate(found_kinds) if kind in kinds}
    return Counts(len(in_gold & hits), len(in_found - taken), len(in_gold - hits))


def _table(gold: Sequence[AnnotatedArticle], found: Sequence[Sequence[Attribution]]) -> Floats:
    """Shape (articles, 1 + slices, measures, 3)."""
    table = np.zeros((len(gold), 1 + len(SLICES), len(MEASURES), 3))
    for row, article, attributions in zip(table, gold, found, strict=True):
        counts = count_attributions(article.article, article.attributions, attributions)
        for part, kind in zip(row, (ALL, *SLICES), strict=True):
            for measure, count in counts[kind].items():
                part[MEASURES.index(measure)] = astuple(count)
    return table


def _scores(table: Floats, rules: Floats, *, seed: int) -> list[dict[str, Score]]:
    """One set of scores for the whole, then one for each of `SLICES`."""
    sums, plain = add_up(table, seed=seed), rules.sum(axis=0)
    return [
        {
            name: Sums(sums.total[part, column], sums.resampled[:, part, column]).score(
                statistic,
                n=_items(sums.total[part, column], statistic),
                baseline=known(statistic(plain[part, column])),
            )
            for name, (measure, statistic) in SCORES.items()
            if part == 0 or measure in MATCHED
            for column in [MEASURES.index(measure)]
        }
        for part in range(1 + len(SLICES))
    ]


def _items(counts: Floats, statistic: Statistic) -> int:
    """How many items a score rests on: found ones for precision, gold ones for the rest."""
    tp, fp, fn = counts
    return int(tp + fp if statistic is precision else tp + fn)
