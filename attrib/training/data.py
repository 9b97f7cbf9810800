"""Data sets → examples to train on and examples held back; no group is on both sides."""

from __future__ import annotations

import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from attrib.corpora import (
    AnnotatedArticle,
    Dossier,
    NLIExample,
    first_row,
    load_named_rows,
    nli_examples,
    numbered_rows,
    read_annotated,
    read_annotations,
    read_dossiers,
    split_groups,
)
from attrib.errors import CorpusError
from attrib.records import Entailment
from attrib.training.numbers import number_examples
from attrib.training.settings import DataSet, Settings
from attrib.training.statements import article_examples, dossier_examples

Item = NLIExample | AnnotatedArticle | Dossier
Labels = tuple[Entailment, ...]


@dataclass(frozen=True, slots=True)
class Examples:
    """What one data set gives one side of the split.

    `items` are `NLIExample`s for ``nli`` and `AnnotatedArticle`s for ``attribution``. `told` are
    the labels that the set tells apart: all three, or the two of a set that knows no third.
    """

    data: DataSet
    items: tuple[Any, ...]
    told: Labels = tuple(Entailment)


@dataclass(frozen=True, slots=True)
class Split:
    """The sets to train on and the sets held back, each in the order of the settings."""

    train: tuple[Examples, ...]
    held_back: tuple[Examples, ...]


def read_split(settings: Settings) -> Split:
    """Read all data sets and split them by group, or take ``dev`` whole where it is given.

    Of the groups that are left to train on, the share that the settings name is taken. Examples
    are made of each side's own events alone. Raises CorpusError where a side is empty, or where
    texts of one side are on the other and leaks are not allowed.
    """
    pairs = [(data, _read(data, settings)) for data in settings.data]
    sides = [(data, *_sides(data, items, settings)) for data, items in pairs]
    dev = [(data, _read(data, settings)) for data in settings.dev]
    held_back = dev or [(data, held) for data, _, held in sides]
    split = Split(
        _train_side([(data, rest) for data, rest, _ in sides], settings),
        tuple(_examples(data, held, settings) for data, held in held_back),
    )
    _check_sides(split, settings)
    return split


def held_back_items(settings: Settings) -> list[tuple[DataSet, Sequence[Item]]]:
    """Return what each set keeps from the run, whole: pairs, articles or dossiers."""
    return [(data, _sides(data, _read(data, settings), settings)[1]) for data in settings.data]


def drawn(examples: Examples, *, seed: int) -> list[Any]:
    """Return the items as often as their weight says; the rest of a weight is drawn by chance."""
    rng = random.Random(seed)
    whole, rest = divmod(examples.data.weight, 1)
    return [
        item
        for item in examples.items
        for _ in range(int(whole) + (rest > 0 and rng.random() < rest))
    ]


def leaks(split: Split) -> Counter[str]:
    """Return the texts of the held-back side that stand on the other, with their counts.

    A text is a pair's premise and hypothesis, or an article's first words, white space and case
    set aside.
    """
    seen = {_key(item) for examples in split.train for item in examples.items}
    return Counter(
        " / ".join(key)[:80]
        for examples in split.held_back
        for item in examples.items
        if (key := _key(item)) in seen
    )


def _sides(
    data: DataSet, items: Sequence[Item], settings: Settings
) -> tuple[Sequence[Item], Sequence[Item]]:
    """Split a set into what is trained on and what is held back, by its own share or the run's."""
    share = settings.held_back if data.held_back < 0 else data.held_back
    return split_groups(items, share=0.0 if settings.dev else share, seed=settings.seed)


def _train_side(
    sets: Sequence[tuple[DataSet, Sequence[Item]]], settings: Settings
) -> tuple[Examples, ...]:
    """Make examples of the groups that are in the settings' share."""
    whole = tuple(_examples(data, items, settings) for data, items in sets)
    if settings.share == 1:
        return whole
    # By another seed than the held-back side's, or the two would be one draw.
    left_out, seed = 1 - settings.share, ~settings.seed
    kept = [split_groups(items, share=left_out, seed=seed)[0] for _, items in sets]
    groups = sum(len({item.group for item in items}) for _, items in sets)
    if groups and not any(kept):
        raise CorpusError(
            f"share {settings.share:g}: holds none of the {groups} groups to train on; expected "
            "one at least; take a bigger share or add data"
        )
    # A small share may lack a label by chance, so what a set tells apart is asked of the whole.
    return tuple(
        replace(_examples(one.data, items, settings), told=one.told)
        for one, items in zip(whole, kept, strict=True)
    )


def _check_sides(split: Split, settings: Settings) -> None:
    train, held = (sum(len(e.items) for e in side) for side in (split.train, split.held_back))
    if not train or not held:
        raise CorpusError(
            f"held_back {settings.held_back}: {train} examples to train on and {held} held back; "
            "expected some of both; change held_back, name a dev set or add data"
        )
    found = leaks(split)
    if settings.dev and found and not settings.allow_leaks:
        raise CorpusError(
            f"{sum(found.values())} of {held} dev examples are in the training data too, such as "
            f"{next(iter(found))!r}; expected none; take them out, or allow it by --allow-leaks"
        )


def texts_of(item: NLIExample | AnnotatedArticle) -> tuple[str, ...]:
    """Return what an example is read from: premise and hypothesis, or an article's text."""
    if isinstance(item, NLIExample):
        return (item.pair.premise, item.pair.hypothesis)
    return (item.article.text,)


def _key(item: NLIExample | AnnotatedArticle) -> tuple[str, ...]:
    return tuple(map(plain, texts_of(item)))


def plain(text: str) -> str:
    """Return a text as leaks are looked for: white space and case set aside."""
    return " ".join(text.lower().split())


def _read(data: DataSet, settings: Settings) -> Sequence[Item]:
    """Read what belongs together whole: pairs, articles or dossiers."""
    path = Path(data.path)
    if settings.task == "attribution":
        return read_annotated(path) if path.exists() else _named_articles(data)
    if not path.is_file():
        rows = load_named_rows(data.path, config=data.config or None, split=data.split)
        return _pairs(enumerate(rows, start=1), data, settings)
    kind = _kind(path) if data.format == "auto" else data.format
    if kind == "annotations":
        if not data.texts:
            raise CorpusError(f"{path}: found annotations; expected the file of their `texts` too")
        return read_annotations(path, texts=Path(data.texts))
    if kind == "dossiers":
        return read_dossiers(path)
    if kind == "articles":
        return read_annotated(path)
    return _pairs(numbered_rows(path), data, settings)


def _named_articles(data: DataSet) -> list[AnnotatedArticle]:
    """Read a set loaded by name as if its rows stood in a file."""
    theirs = {name: ours for ours, name in data.columns.items()}
    rows = load_named_rows(data.path, config=data.config or None, split=data.split)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{Path(data.path).name}.jsonl"
        lines = [{theirs.get(key, key): value for key, value in row.items()} for row in rows]
        file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        return read_annotated(file)


def _pairs(
    rows: Iterable[tuple[int, dict[str, Any]]], data: DataSet, settings: Settings
) -> list[NLIExample]:
    return nli_examples(
        rows,
        where=data.path,
        without=data.without,
        keep=data.keep,
        columns=data.columns,
        labels=data.labels,
        seed=settings.seed,
    )


def _kind(path: Path) -> str:
    """Tell a file's format by the keys of its first row."""
    first = first_row(path)
    if "propositions" in first:
        return "dossiers"
    if "sha256" in first:
        return "annotations"
    return "articles" if "attributions" in first else "pairs"


def _examples(data: DataSet, items: Sequence[Any], settings: Settings) -> Examples:
    if settings.task == "attribution":
        return Examples(data, tuple(items))
    pairs = _nli_examples(data, items, seed=settings.seed)
    return Examples(data, tuple(pairs), _told(pairs))


def _nli_examples(data: DataSet, items: Sequence[Any], *, seed: int) -> list[NLIExample]:
    if items and isinstance(items[0], Dossier):
        return dossier_examples(items, seed=seed)
    if items and isinstance(items[0], AnnotatedArticle):
        return article_examples(items, seed=seed)
    return number_examples(items, seed=seed) if data.format == "numbers" else list(items)


def _told(examples: Sequence[NLIExample]) -> Labels:
    """Return the labels a set tells apart: where it has but two, it says nothing of the third."""
    present = {label for example in examples for label in example.possible}
    return tuple(label for label in Entailment if len(present) != 2 or label in present)
