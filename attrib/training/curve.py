"""Learning curves: what more training data would bring, read from what less of them gives.

Networks are trained on growing shares of the training groups and scored on one dev side.
"""

from __future__ import annotations

import hashlib
import json
import math
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from attrib import __version__
from attrib.attributions import Tagger, find_attributions
from attrib.corpora import AnnotatedArticle, NLIExample
from attrib.errors import CorpusError
from attrib.evaluation.attribution.scores import measure_attributions, score_attributions
from attrib.evaluation.comparison import compare_tables
from attrib.evaluation.nli.scores import measure_nli, score_nli
from attrib.evaluation.results import Curve, Evaluation, Point, Score
from attrib.evaluation.scores import Measured, Table, versions
from attrib.fingerprints import code_fingerprint, network_fingerprint
from attrib.networks import AttributionNetwork, NLINetwork
from attrib.records import Attribution, Judgement, Passage, TaggedSpan, TextPair
from attrib.training.card import RECORD
from attrib.training.data import read_split
from attrib.training.describe import data_fingerprint
from attrib.training.run import train
from attrib.training.settings import Settings
from attrib.training.trainer import Note
from attrib.verdicts import Judge

MEASURED = "measured.json"  # in a share's folder: its scores, and the counts behind them


@dataclass(frozen=True, slots=True)
class Step:
    """What one share (0–1) of the training groups gave.

    `examples` counts what it holds; `evaluation` is that of the dev side, and `table` has the
    counts behind it.
    """

    share: float
    examples: int
    evaluation: Evaluation
    table: Table


@dataclass(frozen=True, slots=True)
class _Scoring:
    """How the networks of one task are scored; `scores` are those that get a line."""

    scores: tuple[str, ...]
    network: Callable[[Path], Any]
    answer: Callable[[Any, Sequence[Any]], Any]
    score: Callable[..., Evaluation]
    measure: Callable[[Sequence[Any], Any], Measured]


def learning_curve(
    settings: Settings, shares: Sequence[float], *, note: Note = lambda _: None
) -> Evaluation:
    """Train on each share of the training groups, and score each network on one dev side.

    A share is trained into ``<output>/share-<share>`` by `settings`, all but its own share the
    same: as many epochs too, which is fewer steps the smaller the share. A bigger share holds
    every smaller one. The dev side is `settings.dev`, or else what is held back.

    `shares` may come in any order. What is done is not done again: a finished share is neither
    trained nor scored a second time, and one that was stopped goes on. Raises what
    `attrib.training.run.train` raises; data and shares that cannot be used are found at once.
    """
    runs = _plan(settings, shares)
    dev = _read_dev(runs)
    blank = _measure_blank(dev, _SCORING[settings.task])
    steps = []
    for run in runs:
        _train(run, note)
        steps.append(_measure(run, dev, blank, note))
    return join_steps(steps, settings)


def join_steps(steps: Sequence[Step], settings: Settings) -> Evaluation:
    """Put steps, the smallest share first, into one evaluation.

    ``<score>`` is what the largest share gave, ``<score>_at_<share>`` what a smaller one did.
    Where a share is half of the largest, ``<score>_gain_of_last_doubling`` is the difference of
    the two on the same resamples. On the curve, x is the share and n the examples trained on.
    """
    names, last = _SCORING[settings.task].scores, steps[-1]
    half = next((step for step in steps if math.isclose(2 * step.share, last.share)), None)
    scores = {name: last.evaluation.scores[name] for name in names}
    for step in reversed(steps[:-1]):
        scores |= {f"{name}_at_{step.share:g}": step.evaluation.scores[name] for name in names}
    if half:
        gains = _gains(half, last)
        scores |= {f"{name}_gain_of_last_doubling": gains[name] for name in names}
    return Evaluation(
        task=settings.task,
        model=settings.base_name or Path(settings.base or settings.task).name,
        n=last.evaluation.n,
        scores=scores,
        slices={},
        versions=versions(__version__),
        curves=(_curve(steps, names),),
        notes=tuple(_notes(steps, settings, half=half)),
        provenance=_provenance(settings),
    )


def _plan(settings: Settings, shares: Sequence[float]) -> list[Settings]:
    """Return the settings of each run: each share once, the smallest first."""
    if not shares:
        raise CorpusError("found no shares; expected one at least, such as 0.25, 0.5 and 1")
    if settings.part:
        raise CorpusError(
            f"part {settings.part!r}: teaches one step of attribution alone; expected no part, as "
            "a curve scores both steps together"
        )
    return [
        replace(settings, share=share, output=str(Path(settings.output) / f"share-{share:g}"))
        for share in sorted({float(f"{share:g}") for share in shares})
    ]


def _read_dev(runs: Sequence[Settings]) -> list[Any]:
    """Read the dev side, which all shares have in common; raise for a share without a group."""
    read_split(runs[0])
    held_back = read_split(runs[-1]).held_back
    return _numbered([item for examples in held_back for item in examples.items])


def _numbered(dev: Sequence[Any]) -> list[Any]:
    """Give articles ids of their own, as two sets may use the same."""
    return [
        replace(item, article=replace(item.article, id=str(number)))
        if isinstance(item, AnnotatedArticle)
        else item
        for number, item in enumerate(dev, start=1)
    ]


def _measure_blank(dev: Sequence[Any], scoring: _Scoring) -> Table:
    """Score a network that knows nothing: what cannot be scored is found before any training."""
    table = scoring.measure(dev, scoring.answer(_Blank(), dev)).whole
    return replace(table, readings={name: table.readings[name] for name in scoring.scores})


class _Blank:
    """Stands for a network of either task, and knows nothing."""

    def judge(self, pairs: Sequence[TextPair]) -> list[Judgement]:
        return [Judgement(1 / 3, 1 / 3, 1 / 3) for _ in pairs]

    def tag(self, passages: Sequence[Passage]) -> list[list[TaggedSpan]]:
        return [[] for _ in passages]


def _train(run: Settings, note: Note) -> None:
    if _is_finished(run):
        note(f"{run.output}: trained before")
        return
    note(f"{run.output}: training on a share of {run.share:g}")
    workdir = Path(run.output) / "checkpoints"
    train(run, workdir=workdir, note=note)
    shutil.rmtree(workdir, ignore_errors=True)  # a share needs them no more, and they are large


def _is_finished(run: Settings) -> bool:
    """Whether the network in the run's folder came of these very settings and data."""
    try:
        done = _last_run(Path(run.output))
        trained_on = [data["fingerprint"] for data in (*done["data"], *done["dev"])]
    except (KeyError, IndexError, TypeError):
        return False
    same_data = trained_on == [data_fingerprint(data) for data in (*run.data, *run.dev)]
    return same_data and done["settings"] == json.loads(json.dumps(run.to_dict()))


def _last_run(folder: Path) -> dict[str, Any]:
    done: dict[str, Any] = _read_json(folder / RECORD)["runs"][-1]
    return done


def _read_json(path: Path) -> dict[str, Any]:
    """Return an object, or an empty one where the file is missing or was cut short."""
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return row if isinstance(row, dict) else {}


def _measure(run: Settings, dev: Sequence[Any], blank: Table, note: Note) -> Step:
    """Score a share's network, or take the scores that are stored beside it."""
    folder = Path(run.output)
    made_by = {
        "network": network_fingerprint(folder),
        "code": code_fingerprint(),
        "dev": hashlib.sha256(repr(dev).encode()).hexdigest(),
    }
    stored = _read_json(folder / MEASURED)
    if stored.get("made_by") != made_by:
        note(f"{folder}: scoring on {len(dev):,} held-back examples")
        stored = {"made_by": made_by, **_score(folder, dev, _SCORING[run.task])}
        (folder / MEASURED).write_text(json.dumps(stored) + "\n", encoding="utf-8")
    return Step(
        share=run.share,
        examples=_last_run(folder)["examples"],
        evaluation=Evaluation.from_dict(stored["evaluation"]),
        table=replace(blank, counts=np.array(stored["counts"])),
    )


def _score(folder: Path, dev: Sequence[Any], scoring: _Scoring) -> dict[str, Any]:
    """Return the evaluation and the counts behind it as plain values."""
    network = scoring.network(folder)
    answers = scoring.answer(network, dev)
    evaluation = scoring.score(dev, answers, model=f"{folder.name}@{network.fingerprint}")
    counts = scoring.measure(dev, answers).whole.counts
    return {"evaluation": evaluation.to_dict(), "counts": counts.tolist()}


def _gains(half: Step, last: Step) -> dict[str, Score]:
    """Score what the last doubling brought, by name."""
    return {
        one.score: Score(
            one.difference, one.low, one.high, n=last.evaluation.scores[one.score].n, baseline=None
        )
        for one in compare_tables(half.table, last.table)
    }


def _curve(steps: Sequence[Step], names: Sequence[str]) -> Curve:
    return Curve(
        title="Learning curve",
        x_label="share of the training groups",
        y_label="score",
        lines={
            name: tuple(
                Point(step.share, score.value, score.low, score.high, step.examples)
                for step in steps
                for score in [step.evaluation.scores[name]]
                if score.value is not None
            )
            for name in names
        },
    )


def _notes(steps: Sequence[Step], settings: Settings, *, half: Step | None) -> list[str]:
    sizes = ", ".join(f"{step.examples:,} at {step.share:g}" for step in steps)
    notes = [
        f"examples trained on: {sizes}",
        f"every share was trained once (epochs {settings.epochs:g}, seed {settings.seed}), so that "
        "the intervals show how a score varies with the held-back examples, not with the training",
        "the held-back examples also chose each network's best step, which flatters it a little",
    ]
    if half is None:
        notes.append(
            f"the gain of the last doubling is not known, as no share is {steps[-1].share / 2:g}"
        )
    # A curve has no slices, so what the scorer says of them would puzzle.
    return notes + [one for one in steps[-1].evaluation.notes if "slice" not in one]


def _provenance(settings: Settings) -> dict[str, str]:
    """Say what was scored on, and what all runs have in common."""
    scored_on = settings.dev or settings.data
    return {
        "data": ", ".join(data.path for data in scored_on),
        "data sha256": ", ".join(data_fingerprint(data) or "not a file" for data in scored_on),
        "settings": json.dumps(settings.to_dict(), ensure_ascii=False),
    }


def _judge(judge: Judge, dev: Sequence[NLIExample]) -> list[Judgement]:
    return judge.judge([example.pair for example in dev])


def _find(tagger: Tagger, dev: Sequence[AnnotatedArticle]) -> dict[str, tuple[Attribution, ...]]:
    return {one.article.id: find_attributions(one.article, tagger=tagger) for one in dev}


_SCORING: Mapping[str, _Scoring] = {
    "nli": _Scoring(
        ("accuracy", "macro_f1"),
        NLINetwork,
        _judge,
        partial(score_nli, hypothesis_only=False),
        measure_nli,
    ),
    "attribution": _Scoring(
        ("lenient_f1", "strict_f1", "cue_f1"),
        AttributionNetwork,
        _find,
        score_attributions,
        measure_attributions,
    ),
}
