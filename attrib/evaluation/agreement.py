"""How far people agree with each other: the ceiling of what a tagger can score on their work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from itertools import permutations

import numpy as np

from attrib.corpora import AnnotatedArticle
from attrib.errors import CorpusError
from attrib.evaluation.attribution import ALL, MEASURES, SCORES, count_attributions
from attrib.evaluation.scores import Evaluation, Floats, Sums, add_up, f1, versions

# Each pair is counted both ways round, so that precision and recall of the whole are its F1.
FIGURES = {
    name: (measure, statistic)
    for name, (measure, statistic) in SCORES.items()
    if statistic is f1 or measure == "denial_cue"
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
    `n` counts the gold items of all these comparisons. Articles with one version are passed over,
    and there is no baseline.

    Raises CorpusError where no article has two versions, where an annotator has two versions of
    one article, or where the texts of one article differ.
    """
    articles = [versions for versions in _by_article(annotated).values() if len(versions) > 1]
    if not articles:
        raise CorpusError(
            f"found {len(annotated)} articles, none by two annotators; expected rows that share "
            "an id and name different annotators"
        )
    sums = add_up(np.array([_counts(versions) for versions in articles]), seed=seed)
    annotators = {annotator for versions in articles for annotator in versions}
    return Evaluation(
        task="agreement",
        model=f"{len(annotators)} annotators",
        n=len(articles),
        scores={
            name: Sums(sums.total[column], sums.resampled[:, column]).score(
                statistic, n=int(sums.total[column, 0] + sums.total[column, 2]), baseline=None
            )
            for name, (measure, statistic) in FIGURES.items()
            for column in [MEASURES.index(measure)]
        },
        slices={},
        versions=versions(attrib_version),
    )


def _by_article(annotated: Sequence[tuple[str, AnnotatedArticle]]) -> dict[str, Versions]:
    articles: defaultdict[str, dict[str, AnnotatedArticle]] = defaultdict(dict)
    for annotator, version in annotated:
        id, text = version.article.id, version.article.text
        others = articles[id]
        if annotator in others:
            raise CorpusError(f"article {id!r}: two versions by {annotator}; expected one by each")
        if any(other.article.text != text for other in others.values()):
            raise CorpusError(
                f"article {id!r}: the text of {annotator}'s version differs from the one before; "
                "expected one text"
            )
        others[annotator] = version
    return dict(articles)


def _counts(versions: Versions) -> Floats:
    """Count every pair both ways round: shape (measures, 3)."""
    counts = np.zeros((len(MEASURES), 3))
    for gold, found in permutations(versions.values(), 2):
        counted = count_attributions(gold.article, gold.attributions, found.attributions)[ALL]
        counts += [astuple(counted[measure]) for measure in MEASURES]
    return counts
