"""The baseline that never reads a premise: how much of the labels the hypotheses alone give away.

Poliak et al. 2018, "Hypothesis Only Baselines in Natural Language Inference"; Gururangan et al.
2018, "Annotation Artifacts in Natural Language Inference Data".
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from attrib.errors import MissingExtraError

FOLDS = 5
FEWEST = 50
FEATURES = 20_000
TOKEN = r"\w+|[^\w\s]"  # a word or a mark, so that no text is without any


def label_hypotheses(
    hypotheses: Sequence[str], labels: Sequence[str], groups: Sequence[str]
) -> list[str] | None:
    """Label each hypothesis by a model that learnt from those of the other folds.

    Words and pairs of words, weighted by TF–IDF, in a logistic regression; five folds, or as many
    as there are groups, cut no group. The answer depends on the data alone. It is worse than
    chance where every hypothesis stands in the data once with each label. None where there are
    fewer than 50 pairs, a single group, or a fold whose rest has a single label. Raises
    MissingExtraError without scikit-learn.
    """
    folds = min(FOLDS, len(set(groups)))
    if folds < 2 or len(labels) < FEWEST:
        return None
    try:
        from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer
        from sklearn.linear_model import LogisticRegression
        from sklearn.model_selection import GroupKFold, cross_val_predict
        from sklearn.pipeline import make_pipeline
    except ImportError as error:
        raise MissingExtraError("scikit-learn", "train") from error
    gold = np.array(labels)
    splits = list(GroupKFold(folds).split(gold, gold, groups))
    if any(len(set(gold[rest])) < 2 for rest, _ in splits):
        return None
    # Counted once: what words there are says nothing of their labels.
    words = CountVectorizer(ngram_range=(1, 2), token_pattern=TOKEN, max_features=FEATURES)
    counts = words.fit_transform(hypotheses)
    model = make_pipeline(
        TfidfTransformer(sublinear_tf=True), LogisticRegression(solver="newton-cg", max_iter=1000)
    )
    return [str(label) for label in cross_val_predict(model, counts, gold, cv=splits)]
