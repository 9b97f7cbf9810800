"""Fit the combiner of an NLI checkpoint on events and articles that its run held back.

The run's data sets are read from where its training.toml names them, relative to --root. Says by
cross-validation over articles what the combiner gains over the judge's word alone.

python scripts/fit_combiner.py models/nli --root build --only stories
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click
import numpy as np
from sklearn.metrics import average_precision_score

from attrib.corpora import AnnotatedArticle, Dossier
from attrib.harness.judges import load_judge
from attrib.records import Relation
from attrib.training.combiner import (
    LabelledSignals,
    cross_validate,
    fit_combiner,
    label_signals,
    write_combiner,
)
from attrib.training.data import held_back_items
from attrib.training.settings import RECORDED, Settings, resolve_settings
from attrib.verdicts import OUTCOMES


@click.command(help=__doc__)
@click.argument("checkpoint", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--root", type=click.Path(exists=True, path_type=Path), default=Path())
@click.option(
    "--only",
    multiple=True,
    metavar="NAME[:WEIGHT]",
    help="Sets by the start of their name, and what a pair of theirs counts; default: all, 1.",
)
def main(checkpoint: Path, root: Path, only: tuple[str, ...]) -> None:
    """Read, label, cross-validate, fit and write."""
    weights = {name: float(weight or 1) for one in only for name, _, weight in [one.partition(":")]}
    settings = _below(root, resolve_settings(checkpoint / RECORDED, {}), tuple(weights))
    judge = load_judge(checkpoint)
    articles = list(_held_back(settings, weights))
    with click.progressbar(articles, label="Judging") as bar:
        examples = [
            one
            for article, weight in bar
            for one in label_signals(article, judge=judge, weight=weight)
        ]
    for relation, place in zip(OUTCOMES[:2], range(2), strict=True):
        click.echo(_compare(examples, relation, place), err=True)
    write_combiner(fit_combiner(examples), checkpoint / "combiner.json")
    click.echo(
        f"fitted on {len(examples)} pairs of {len(articles)} articles; wrote "
        f"{checkpoint / 'combiner.json'}",
        err=True,
    )


def _below(root: Path, settings: Settings, only: Sequence[str]) -> Settings:
    """Find the run's data sets below a folder, those of pairs left out."""
    kept = [
        data for data in settings.data if data.format != "pairs" and _is_named(data.title, only)
    ]
    return replace(
        settings,
        data=tuple(
            replace(
                data,
                path=str(root / data.path),
                texts=str(root / data.texts) if data.texts else "",
            )
            for data in kept
        ),
    )


def _is_named(title: str, only: Sequence[str]) -> bool:
    return not only or title.startswith(tuple(only))


def _held_back(
    settings: Settings, weights: Mapping[str, float]
) -> Iterator[tuple[AnnotatedArticle, float]]:
    """Yield what each set held back as articles, with the weight of the set's pairs."""
    for data, items in held_back_items(settings):
        weight = next((w for name, w in weights.items() if data.title.startswith(name)), 1.0)
        for item in items:
            if isinstance(item, Dossier):
                yield item.to_article(), weight
            elif isinstance(item, AnnotatedArticle):
                yield item, weight


def _compare(examples: Sequence[LabelledSignals], relation: Relation, place: int) -> str:
    """Return average precisions of the judge's word alone and of the combiner."""
    is_so = np.array([one.relation is relation for one in examples])
    attribute = "contradiction" if relation is Relation.CONTRADICTS else "entailment"
    alone = np.array([getattr(one.signals, attribute) for one in examples])
    combined = cross_validate(examples)[:, place]
    before, after = (average_precision_score(is_so, scores) for scores in (alone, combined))
    return (
        f"{relation}: n {is_so.sum()}, average precision {before:.3f} alone, {after:.3f} combined"
    )


if __name__ == "__main__":
    main()
