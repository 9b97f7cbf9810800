"""Fit the weights of the gate (attrib/pairs/gate.py) on annotated articles, and print them.

Says by cross-validation over articles how many related pairs of two speakers pass at each
threshold, and how many of the others. Dossiers, gold articles, or annotations with their texts:

python scripts/fit_gate.py data/dossiers/*.jsonl data/annotations/polnear_train.jsonl=TEXTS
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.preprocessing import StandardScaler

from attrib.corpora import AnnotatedArticle, read_annotated, read_annotations
from attrib.evaluation import claims_of
from attrib.pairs import FEATURES, gate_features
from attrib.records import Stance

FOLDS = 5
RECALLS = (0.9, 0.95, 0.97, 0.98)
Row = tuple[list[float], bool, str]


@click.command(help=__doc__)
@click.argument("articles", nargs=-1, required=True)
def main(articles: tuple[str, ...]) -> None:
    """Read, cross-validate, fit, print."""
    rows = [row for path in articles for one in _read(path) for row in _rows(one)]
    features, related = np.array([row[0] for row in rows]), np.array([row[1] for row in rows])
    regression = LogisticRegression(C=1.0, max_iter=3000)
    scaled = StandardScaler().fit(features[:, 1:])
    found = cross_val_predict(
        regression,
        scaled.transform(features[:, 1:]),
        related,
        groups=[row[2] for row in rows],
        cv=GroupKFold(FOLDS),
        method="predict_proba",
    )[:, 1]
    click.echo(f"{len(rows)} pairs, {related.sum()} related", err=True)
    for recall in RECALLS:
        least = np.quantile(found[related], 1 - recall)
        passing = np.mean(found[~related] >= least)
        click.echo(f"recall {recall}: {passing:.2f} of the others pass {least:.4f}", err=True)
    regression.fit(scaled.transform(features[:, 1:]), related)
    for name, weight in zip(FEATURES, _unscaled(regression, scaled), strict=True):
        click.echo(f'    "{name}": {weight:.4f},')


def _unscaled(regression: LogisticRegression, scaled: StandardScaler) -> list[float]:
    weights = regression.coef_[0] / scaled.scale_
    return [float(regression.intercept_[0] - weights @ scaled.mean_), *map(float, weights)]


def _read(path: str) -> Sequence[AnnotatedArticle]:
    annotations, _, texts = path.partition("=")
    if texts:
        return read_annotations(Path(annotations), texts=Path(texts))
    return read_annotated(Path(path))


def _rows(annotated: AnnotatedArticle) -> Iterator[Row]:
    """Yield the features of each two committed claims of two speakers, and if they are related."""
    gold = claims_of(annotated)
    ids = {claim.id: id for id, claim in gold.claims.items()}
    claims = [c for c in gold.claims.values() if c.stance is not Stance.UNCOMMITTED]
    listed = {frozenset((pair.a, pair.b)) for pair in annotated.pairs}
    for (i, j), features in gate_features(annotated.article, claims, gold.sources):
        a, b = claims[i], claims[j]
        if a.source != b.source and a.attribution != b.attribution:
            yield features, frozenset((ids[a.id], ids[b.id])) in listed, annotated.group


if __name__ == "__main__":
    main()
