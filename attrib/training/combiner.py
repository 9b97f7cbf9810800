"""Annotated articles → the combiner that turns a pair's signals into calibrated probabilities."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from attrib.corpora import AnnotatedArticle
from attrib.errors import CorpusError
from attrib.evaluation import claims_of
from attrib.pairs import find_pairs
from attrib.records import Relation
from attrib.verdicts import FEATURES, OUTCOMES, Combiner, Judge, Signals, read_signals

SHRINKAGE = 0.1  # inverse strength of the prior that pulls the weights to 0
FOLDS = 5


@dataclass(frozen=True, slots=True)
class LabelledSignals:
    """The signals of a pair that passed the gate, and what it is by annotation.

    `group` is the article or event. Updates count as unrelated: that a number is later is decided
    by rule.
    """

    signals: Signals
    relation: Relation
    group: str


def label_signals(article: AnnotatedArticle, *, judge: Judge) -> Iterator[LabelledSignals]:
    """Yield the signals of an article's pairs, with attributions, speakers and stances given."""
    gold = claims_of(article)
    ids = {claim.id: id for id, claim in gold.claims.items()}
    listed = {frozenset((pair.a, pair.b)): pair.relation for pair in article.pairs}
    pairs = [
        pair
        for pair in find_pairs(article.article, tuple(gold.claims.values()), gold.sources)
        if pair.a.attribution != pair.b.attribution
    ]
    signals = read_signals(pairs, gold.sources, judge=judge)
    for pair, signal in zip(pairs, signals, strict=True):
        relation = listed.get(frozenset((ids[pair.a.id], ids[pair.b.id])))
        known = relation if relation in OUTCOMES else Relation.UNRELATED
        yield LabelledSignals(signal, known, article.group)


def fit_combiner(examples: Sequence[LabelledSignals]) -> Combiner:
    """Fit a multinomial logistic regression on pairs of articles that the judge never saw."""
    features, labels, _ = _arrays(examples)
    regression = _regression().fit(features, labels)
    rows = dict(zip(regression.classes_, regression.coef_, strict=True))
    return Combiner({o: tuple(round(float(w), 4) for w in rows[o]) for o in OUTCOMES})


def cross_validate(examples: Sequence[LabelledSignals]) -> npt.NDArray[np.float64]:
    """Return the probabilities of each example, fitted without its article.

    Shape (examples, outcomes), columns in the order of ``OUTCOMES``.
    """
    features, labels, groups = _arrays(examples)
    found = cross_val_predict(
        _regression(), features, labels, groups=groups, cv=GroupKFold(FOLDS), method="predict_proba"
    )
    order = [sorted(set(labels)).index(outcome) for outcome in OUTCOMES]
    return np.asarray(found)[:, order]


def write_combiner(combiner: Combiner, path: Path) -> None:
    """Store the weights as plain numbers, for ``attrib.verdicts.read_combiner``."""
    stored = {"features": list(FEATURES)} | {str(o): list(w) for o, w in combiner.weights.items()}
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def _regression() -> LogisticRegression:
    return LogisticRegression(C=SHRINKAGE, max_iter=5000, fit_intercept=False)


def _arrays(
    examples: Sequence[LabelledSignals],
) -> tuple[npt.NDArray[np.float64], list[str], list[str]]:
    features = np.array([one.signals.features() for one in examples])
    labels = [str(one.relation) for one in examples]
    if missing := set(map(str, OUTCOMES)) - set(labels):
        raise CorpusError(
            f"{len(examples)} pairs, none of which {min(missing)}; expected some of each outcome; "
            "give more annotated articles"
        )
    return features, labels, [one.group for one in examples]
