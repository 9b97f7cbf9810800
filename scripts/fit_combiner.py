"""Fit the combiner of an NLI checkpoint on events and articles that its run held back.

The run's data sets are read from where its training.toml names them, relative to --root. Says by
cross-validation over articles what the combiner gains over the judge's word alone.

python scripts/fit_combiner.py models/nli --root build --only stories
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import click
import numpy as np
import numpy.typing as npt
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

THRESHOLDS = (0.3, 0.35, 0.4, 0.5, 0.6)


@click.command(help=__doc__)
@click.argument("checkpoint", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--root", type=click.Path(exists=True, path_type=Path), default=Path())
@click.option("--only", multiple=True, help="Sets by the start of their name; default: all.")
def main(checkpoint: Path, root: Path, only: tuple[str, ...]) -> None:
    """Read, label, cross-validate, fit and write."""
    settings = _below(root, resolve_settings(checkpoint / RECORDED, {}), only)
    judge = load_judge(checkpoint)
    articles = list(_held_back(settings))
    with click.progressbar(articles, label="Judging") as bar:
        examples = [one for article in bar for one in label_signals(article, judge=judge)]
    for relation, combined in zip(OUTCOMES[:2], cross_validate(examples).T, strict=False):
        click.echo(_compare(examples, relation, combined), err=True)
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


def _held_back(settings: Settings) -> Iterator[AnnotatedArticle]:
    """Yield what each set held back as articles."""
    for _, items in held_back_items(settings):
        for item in items:
            if isinstance(item, Dossier):
                yield item.to_article()
            elif isinstance(item, AnnotatedArticle):
                yield item


def _compare(
    examples: Sequence[LabelledSignals], relation: Relation, combined: npt.NDArray[np.float64]
) -> str:
    """Return average precisions of the judge's word alone and of the combiner."""
    is_so = np.array([one.relation is relation for one in examples])
    attribute = "contradiction" if relation is Relation.CONTRADICTS else "entailment"
    alone = np.array([getattr(one.signals, attribute) for one in examples])
    before, after = (average_precision_score(is_so, scores) for scores in (alone, combined))
    kept = ", ".join(_at(threshold, is_so, combined) for threshold in THRESHOLDS)
    return (
        f"{relation}: n {is_so.sum()}, average precision {before:.3f} alone, {after:.3f} combined; "
        f"precision / recall of those that pass {kept}"
    )


def _at(threshold: float, is_so: npt.NDArray[np.bool_], scores: npt.NDArray[np.float64]) -> str:
    found = scores >= threshold
    right = (found & is_so).sum()
    return f"{threshold}: {right / max(found.sum(), 1):.2f} / {right / is_so.sum():.2f}"


if __name__ == "__main__":
    main()
