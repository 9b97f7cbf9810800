"""How far people agree with each other: the ceiling of what a tagger can score on their work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import permutations

import numpy as np

from attrib.corpora import AnnotatedArticle
from attrib.errors import CorpusError
from attrib.evaluation.attribution.counts import F1, READINGS, SCORES, count_attributions
from attrib.evaluation.results import Evaluation
from attrib.evaluation.scores import Floats, Table, versions

# Each pair is counted both ways round, so that precision and recall of the whole are its F1; not
# so for denials, as a cue that denies may be met by one that does not.
FIGURES = {
    name: READINGS[name]
    for name, (measure, one) in SCORES.items()
    if one is F1 or measure == "denial_cue"
}
Versions = Mapping[str, AnnotatedArticle]


def score_agreement(
    annotated: Sequence[tuple[str, AnnotatedArticle]],
    *,
    attrib_version: str | None = None,
    seed: int = 0,
) -> Evaluation:
    """Score (annotator, article) versions of the same articles against each other.

    Every version of an article is gold once for every other one; the measures are those of
    `score_attributions`, pooled over all pairs, with intervals from resampling articles. A score's
    `n` counts the gold items of all these comparisons. There is no baseline.

    Articles with one version are passed over; errors are those of `versions_by_article`.
    """
    articles = versions_by_article(annotated)
    counts = np.array([_counts(of_article) for of_article in articles])
    annotators = {annotator for of_article in articles for annotator in of_article}
    return Evaluation(
        task="agreement",
        model=f"{len(annotators)} annotators",
        n=len(articles),
        scores=Table(counts, FIGURES).scores(seed=seed),
        slices={},
        versions=versions(attrib_version),
    )


def versions_by_article(annotated: Sequence[tuple[str, AnnotatedArticle]]) -> list[Versions]:
    """Group (annotator, article) versions: for each article of several its versions by annotator.

    Raises CorpusError where no article has two versions, where an annotator has two versions of
    one article, or where the texts of one article differ.
    """
    articles: defaultdict[str, dict[str, AnnotatedArticle]] = defaultdict(dict)
    for annotator, version in annotated:
        others = articles[version.article.id]
        _check(annotator, version, others)
        others[annotator] = version
    several: list[Versions] = [
        of_article for of_article in articles.values() if len(of_article) > 1
    ]
    if not several:
        raise CorpusError(
            f"found {len(annotated)} articles, none by two annotators; expected rows that share "
            "an id and name different annotators"
        )
    return several


def _check(annotator: str, version: AnnotatedArticle, others: Versions) -> None:
    id, text = version.article.id, version.article.text
    if annotator in others:
        raise CorpusError(f"article {id!r}: two versions by {annotator}; expected one by each")
    if any(other.article.text != text for other in others.values()):
        raise CorpusError(
            f"article {id!r}: the text of {annotator}'s version differs from the one before; "
            "expected one text"
        )


def _counts(of_article: Versions) -> Floats:
    """Count every pair both ways round: shape (measures, 3)."""
    counts: Floats = sum(
        count_attributions(gold.article, gold.attributions, found.attributions)[0]
        for gold, found in permutations(of_article.values(), 2)
    )
    return counts
