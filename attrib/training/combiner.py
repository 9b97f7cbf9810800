"""Dossiers → the combiner that turns a pair's signals into calibrated probabilities."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from attrib.claims import clean_proposition, join_words
from attrib.corpora import AnnotatedArticle, Dossier, join_dossiers
from attrib.pairs import find_pairs
from attrib.quantities import find_quantities
from attrib.records import Attribution, Claim, Relation, Source, SourceKind
from attrib.verdicts import FEATURES, OUTCOMES, Combiner, Judge, Signals, read_signals


def fit_combiner(dossiers: Sequence[Dossier], *, judge: Judge) -> Combiner:
    """Fit a multinomial logistic regression on pairs of events that the judge never saw.

    Every two events that follow each other make one text, so that most of its pairs are of two
    events, as in an article. Only pairs that pass the gate count, as only they will be judged.
    """
    rows = [
        row
        for first, second in zip(dossiers[::2], dossiers[1::2], strict=False)
        for row in labelled_signals(first, second, judge=judge)
    ]
    features = np.array([signals.features() for signals, _ in rows])
    labels = [str(relation) for _, relation in rows]
    regression = LogisticRegression(C=0.5, max_iter=2000, fit_intercept=False)
    regression.fit(features, labels)
    weights = dict(zip(regression.classes_, regression.coef_, strict=True))
    return Combiner(
        {outcome: tuple(round(float(w), 4) for w in weights[outcome]) for outcome in OUTCOMES}
    )


def labelled_signals(*dossiers: Dossier, judge: Judge) -> Iterator[tuple[Signals, Relation]]:
    """Yield the signals of the pairs of one text made of dossiers, with their true relation.

    Updates count as unrelated: that a number is later is decided by rule.
    """
    annotated = join_dossiers(dossiers)
    sources = _speakers(annotated)
    claims = [_claim(annotated, attribution, sources) for attribution in annotated.attributions]
    pairs = find_pairs(annotated.article, claims, sources)
    signals = read_signals(pairs, sources, judge=judge)
    for pair, signal in zip(pairs, signals, strict=True):
        relation = _relation(dossiers, pair.a.id, pair.b.id)
        yield signal, relation if relation in OUTCOMES else Relation.UNRELATED


def write_combiner(combiner: Combiner, path: Path) -> None:
    """Store the weights as plain numbers, for ``attrib.verdicts.read_combiner``."""
    stored = {"features": list(FEATURES)} | {str(o): list(w) for o, w in combiner.weights.items()}
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


def _speakers(annotated: AnnotatedArticle) -> list[Source]:
    names = dict.fromkeys(annotated.speakers.values())
    return [Source(f"S{n}", name, SourceKind.PERSON, (), ()) for n, name in enumerate(names, 1)]


def _relation(dossiers: Sequence[Dossier], a: str, b: str) -> Relation:
    for dossier in dossiers:
        own = {f"{dossier.id}/{statement.id}": statement for statement in dossier.statements}
        if a in own and b in own:
            return dossier.relation(own[a], own[b])
    return Relation.UNRELATED


def _claim(
    annotated: AnnotatedArticle, attribution: Attribution, sources: Sequence[Source]
) -> Claim:
    speaker = annotated.speakers[attribution.id]
    proposition = clean_proposition(join_words(annotated.article, attribution.content))
    return Claim(
        id=attribution.id,
        source=next(source.id for source in sources if source.name == speaker),
        stance=annotated.stances[attribution.id],
        proposition=proposition,
        attribution=attribution,
        quantities=find_quantities(proposition),
    )
