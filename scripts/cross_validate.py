"""How well cues are found in articles that no network has seen, by cross-validation.

python scripts/cross_validate.py articles.jsonl --config recipe.toml --base DIR --output DIR

Each fold's articles are read by a network that was trained on the others (and on the recipe's
further data sets); what was found in all folds is scored together.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from attrib.attributions import find_cues
from attrib.cli.edge import note, one_line_errors
from attrib.corpora import AnnotatedArticle, read_annotated
from attrib.evaluation import score_attributions
from attrib.networks import AttributionNetwork
from attrib.records import Attribution
from attrib.training.card import RECORD
from attrib.training.data import plain
from attrib.training.run import train
from attrib.training.settings import DataSet, Settings, resolve_settings


@click.command(help=__doc__)
@click.argument("articles", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--config", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--base", required=True, help="An encoder that has not seen the articles.")
@click.option("--folds", type=click.IntRange(min=2), default=3, show_default=True)
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), required=True)
@click.option("--epochs", type=float, default=None)
@one_line_errors
def main(
    articles: Path, config: Path, base: str, folds: int, output: Path, epochs: float | None
) -> None:
    """Print the scores as ``attrib evaluate attribution --json`` does, for cues alone."""
    flags = {"base": base, "output": "unused", "part": "cues"}
    settings = resolve_settings(config, {**flags, **({"epochs": epochs} if epochs else {})})
    others = tuple(data for data in settings.data if Path(data.path).name != articles.name)
    gold: list[AnnotatedArticle] = []
    found: dict[str, list[Attribution]] = {}
    for fold in range(folds):
        folder = output / f"fold-{fold + 1}"
        train_on, held = _write_fold(articles, folder, fold=fold, folds=folds)
        _train(replace(settings, data=(train_on, *others), dev=(held,), output=str(folder)))
        network = AttributionNetwork(folder)
        for annotated in read_annotated(Path(held.path)):
            gold.append(annotated)
            found[annotated.article.id] = list(_cues(annotated, network))
    evaluation = score_attributions(gold, found, model=f"{folds} folds of {config.name}")
    scores = evaluation.to_dict()["scores"]
    kept = {name: scores[name] for name in ("cue_f1", "cue_character_f1", "denial_cue_recall")}
    click.echo(json.dumps({**evaluation.to_dict(), "scores": kept, "slices": {}}))


def _write_fold(articles: Path, folder: Path, *, fold: int, folds: int) -> tuple[DataSet, DataSet]:
    """Store the articles outside and inside a fold; those with the same words share one."""
    folder.mkdir(parents=True, exist_ok=True)
    sides: dict[str, list[str]] = {"train": [], "held": []}
    for line in articles.read_text(encoding="utf-8").splitlines(keepends=True):
        words = plain(json.loads(line)["text"])
        number = int(hashlib.sha256(words.encode()).hexdigest(), 16)
        sides["held" if number % folds == fold else "train"].append(line)
    for side, kept in sides.items():
        (folder / f"{side}.jsonl").write_text("".join(kept), encoding="utf-8")
    return DataSet(str(folder / "train.jsonl")), DataSet(str(folder / "held.jsonl"))


def _train(settings: Settings) -> None:
    if not (Path(settings.output) / RECORD).is_file():
        train(settings, note=note)


def _cues(annotated: AnnotatedArticle, network: AttributionNetwork) -> Iterator[Attribution]:
    for number, cue in enumerate(find_cues(annotated.article, tagger=network), start=1):
        yield Attribution(f"C{number}", (), (cue.span,), ())


if __name__ == "__main__":
    main()
