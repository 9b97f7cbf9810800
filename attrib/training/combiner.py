"""Annotated articles → the combiner that turns a pair's signals into calibrated probabilities."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from attrib.corpora import AnnotatedArticle
from attrib.errors import CorpusError
from attrib.evaluation import claims_of
from attrib.pairs import find_pairs
from attrib.records import Pair, Relation
from attrib.verdicts import (
    AROUND,
    FEATURES,
    OUTCOMES,
    Combiner,
    Judge,
    Signals,
    Weights,
    read_signals,
)

SHRINKAGE = 0.1  # inverse strength of the prior that pulls the weights to 0 …
LESS_SHRINKAGE = 1.0  # … and those of the second regression, which has few features
FOLDS = 5

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LabelledSignals:
    """The signals of a pair that passed the gate, and what it is by annotation.

    `group` is the article or event, `article` the article. Updates count as unrelated: that a
    number is later is decided by rule.
    """

    pair: Pair
    signals: Signals
    relation: Relation
    article: str
    group: str


def label_signals(article: AnnotatedArticle, *, judge: Judge) -> Iterator[LabelledSignals]:
    """Yield the signals of an article's pairs, with attributions, speakers and stances given.

    Pairs that the annotation leaves undetermined are left out.
    """
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
        if relation is Relation.UNDETERMINED:
            continue
        known = relation if relation in OUTCOMES else Relation.UNRELATED
        yield LabelledSignals(pair, signal, known, article.article.id, article.group)


def fit_combiner(examples: Sequence[LabelledSignals]) -> Combiner:
    """Fit both regressions on pairs of articles that the judge never saw.

    The second one learns from what the first says of articles that it was not fitted on. Raises
    CorpusError where an outcome has no example, or where there are fewer than two groups.
    """
    around = np.zeros((len(examples), len(AROUND)))
    for known, unseen in _folds(examples):
        first = _fit_alone([examples[n] for n in known])
        for places in _by_article(examples, unseen):
            pairs, signals = _columns(examples, places)
            alone = [first.weigh_alone(one) for one in signals]
            around[places] = first.see_around(pairs, signals, alone=alone)
    between = [n for n, one in enumerate(examples) if not one.signals.same_source]
    voices = [examples[n] for n in between]
    second = _fit(around[between], voices, shrinkage=LESS_SHRINKAGE)
    return replace(_fit_alone(examples), around=second)


def cross_validate(examples: Sequence[LabelledSignals]) -> Array:
    """Return the probabilities of each example, fitted without its group.

    Shape (examples, outcomes), columns in the order of ``OUTCOMES``.
    """
    found = np.zeros((len(examples), len(OUTCOMES)))
    for known, unseen in _folds(examples):
        combiner = fit_combiner([examples[n] for n in known])
        for places in _by_article(examples, unseen):
            weighed = combiner.weigh(*_columns(examples, places))
            found[places] = [[one[outcome] for outcome in OUTCOMES] for one in weighed]
    return found


def write_combiner(combiner: Combiner, path: Path) -> None:
    """Store the weights as plain numbers, for ``attrib.verdicts.read_combiner``."""
    stored: dict[str, Any] = _stored(FEATURES, combiner.weights)
    if combiner.around is not None:
        stored["around"] = _stored(AROUND, combiner.around)
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def _stored(features: Sequence[str], weights: Weights) -> dict[str, Any]:
    return {"features": list(features)} | {str(o): list(row) for o, row in weights.items()}


def _fit_alone(examples: Sequence[LabelledSignals]) -> Combiner:
    features = np.array([one.signals.features() for one in examples])
    return Combiner(_fit(features, examples, shrinkage=SHRINKAGE))


def _fit(
    features: Array, examples: Sequence[LabelledSignals], *, shrinkage: float
) -> dict[Relation, tuple[float, ...]]:
    labels = [str(one.relation) for one in examples]
    if missing := set(map(str, OUTCOMES)) - set(labels):
        raise CorpusError(
            f"{len(examples)} pairs, none of which {min(missing)}; expected some of each outcome; "
            "give more annotated articles"
        )
    regression = LogisticRegression(C=shrinkage, max_iter=5000, fit_intercept=False)
    regression.fit(features, labels)
    rows = dict(zip(regression.classes_, regression.coef_, strict=True))
    return {o: tuple(round(float(w), 4) for w in rows[o]) for o in OUTCOMES}


def _folds(examples: Sequence[LabelledSignals]) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the places to fit on and the others, no group in both."""
    groups = [one.group for one in examples]
    if (n := len(set(groups))) < 2:
        raise CorpusError(
            f"pairs of {n} articles or events; expected two or more, so that the second weighing "
            "is fitted on what the first has not seen; give more annotated articles"
        )
    for known, unseen in GroupKFold(min(FOLDS, n)).split(groups, groups=groups):
        yield list(known), list(unseen)


def _by_article(examples: Sequence[LabelledSignals], places: Sequence[int]) -> list[list[int]]:
    articles: dict[str, list[int]] = defaultdict(list)
    for n in places:
        articles[examples[n].article].append(n)
    return list(articles.values())


def _columns(
    examples: Sequence[LabelledSignals], places: Sequence[int]
) -> tuple[list[Pair], list[Signals]]:
    return [examples[n].pair for n in places], [examples[n].signals for n in places]
