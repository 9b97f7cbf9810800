"""One evaluation from request to scores, and two systems compared."""

from __future__ import annotations

import importlib.metadata
import shlex
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from attrib import __version__
from attrib.corpora import fingerprint
from attrib.errors import CorpusError
from attrib.evaluation import Comparison, Evaluation, compare_measured, versions
from attrib.fingerprints import code_fingerprint, network_fingerprint
from attrib.harness.files import Header, read_header, write_lines, write_predictions
from attrib.harness.request import Request
from attrib.harness.tasks import TASKS
from attrib.networks import weights_of
from attrib.progress import Progress, silent

MEASURED_WITH = ("onnxruntime", "scikit-learn", "scipy")


@dataclass(frozen=True, slots=True)
class Outcome:
    """An evaluation with what it was made from; gold and answers are of the task's types."""

    request: Request
    gold: Any
    found: Any
    evaluation: Evaluation

    def save_predictions(self, path: Path) -> None:
        """Keep the answers, so that they can be scored or compared again."""
        request = self.request
        header = Header(
            predictions=request.task,
            model=self.evaluation.model,
            data=str(request.data),
            sha256=fingerprint(request.data),
            limit=request.limit,
            attrib=__version__,
        )
        write_predictions(TASKS[request.task].rows(self.gold, self.found), path, header=header)

    def save_mistakes(self, path: Path) -> int:
        """Write every mistake with its words, one a line; return how many there are."""
        mistakes = TASKS[self.request.task].mistakes(self.gold, self.found)
        write_lines(mistakes, path)
        return len(mistakes)


def run(request: Request, *, progress: Progress = silent) -> Outcome:
    """Read the data, find the answers or read those kept, and score them.

    Raises CorpusError for data or predictions that do not fit, CheckpointError for a network.
    """
    request = _as_kept(request)
    task = TASKS[request.task]
    gold = task.read(request)
    found = _answers(request, gold, progress=progress)
    model = model_name(request)
    evaluation = task.score(gold, found, request, model=model, progress=progress)
    return Outcome(request, gold, found, described(evaluation, request))


def compare(a: Request, b: Request) -> Comparison:
    """Compare two requests' predictions to the same data.

    Raises CorpusError where one of them is to another part of the data.
    """
    a, b = _as_kept(a), _as_kept(b)
    if a.limit != b.limit:
        raise CorpusError(
            f"found answers to {_extent(a)} and to {_extent(b)} of {a.data}; expected both to "
            "the same; make them again with one --limit"
        )
    task = TASKS[a.task]
    gold = task.read(a)
    measured = [task.measure(gold, _answers(one, gold, progress=silent)) for one in (a, b)]
    whole, slices = compare_measured(measured[0], measured[1], seed=a.seed)
    return Comparison(
        task=a.task,
        a=model_name(a),
        b=model_name(b),
        differences=whole,
        slices=slices,
        versions=versions(__version__) | _versions(),
        provenance=_data_of(a)
        | {"predictions of B sha256": _data_of(b)["predictions sha256"], "command": _command(a, b)},
    )


def _command(a: Request, b: Request) -> str:
    files = [str(one.predictions) for one in (a, b)]
    return shlex.join(
        ["attrib", "evaluate", "compare", *files, "--task", a.task, "--data", str(a.data)]
    )


def _answers(request: Request, gold: Any, *, progress: Progress) -> Any:  # noqa: ANN401 - a task's
    task = TASKS[request.task]
    if request.predictions is not None:
        return task.load(gold, request, request.predictions)
    return task.find(gold, request, progress=progress)


def _extent(request: Request) -> str:
    return f"the first {request.limit} items" if request.limit else "all items"


def described(evaluation: Evaluation, request: Request) -> Evaluation:
    """Add to an evaluation how it was made, and what a reader must know of it."""
    notes = []
    if request.limit:
        notes.append(f"partial: only the first {request.limit} items of {request.data.name}")
    if request.oracle:
        notes.append(f"oracle: {request.oracle}, and what comes before, are taken from gold")
    return replace(
        evaluation,
        notes=(*notes, *evaluation.notes),
        versions=evaluation.versions | _versions(),
        provenance=_data_of(request) | {"command": request.command()},
    )


def model_name(request: Request) -> str:
    """Name what is scored: networks by fingerprint, or whose predictions they are."""
    if request.predictions is not None:
        header = read_header(request.predictions)
        own = f"{request.predictions.name}@{fingerprint(request.predictions)}"
        return header.model if header else own
    names = TASKS[request.task].networks
    folders = [request.network(name) for name in names]
    named = [f"{folder.name}@{fingerprint(weights_of(folder))}" for folder in folders]
    return " + ".join(named) or f"attrib {__version__}"


def _check_exists(request: Request) -> None:
    for path in (request.data, request.predictions):
        if path is not None and not path.exists():
            raise CorpusError(f"{path}: no such file; expected data or predictions there")


def _as_kept(request: Request) -> Request:
    """Take over the limit of kept predictions; raises CorpusError where they are to other data."""
    _check_exists(request)
    header = read_header(request.predictions) if request.predictions else None
    if header is None:
        return request
    if header.predictions != request.task:
        raise CorpusError(
            f"{request.predictions}:1: found predictions for {header.predictions}; expected "
            f"{request.task}"
        )
    if header.sha256 != fingerprint(request.data):
        raise CorpusError(
            f"{request.predictions}:1: found predictions to {header.data} ({header.sha256}); "
            f"expected {request.data} ({fingerprint(request.data)}); the data have changed or "
            "are others"
        )
    return replace(request, limit=header.limit)


def _data_of(request: Request) -> dict[str, str]:
    made = {
        "data": str(request.data),
        "data sha256": fingerprint(request.data),
        "code sha256": code_fingerprint(),
        "seed": str(request.seed),
    }
    if request.predictions is not None:
        made["predictions sha256"] = fingerprint(request.predictions)
        return made
    return made | {
        f"{name} sha256": network_fingerprint(request.network(name))
        for name in TASKS[request.task].networks
    }


def _versions() -> dict[str, str]:
    """Return the versions of the packages that scores depend on, where they are installed."""
    installed = {found.name for found in importlib.metadata.distributions()}
    return {name: importlib.metadata.version(name) for name in MEASURED_WITH if name in installed}
