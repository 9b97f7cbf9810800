"""Many evaluations at once, from a TOML file; what has not changed is not run again.

    title = "Development data"
    [[run]]
    name = "MultiNLI matched"
    task = "nli"
    data = "multinli_matched.parquet"   # beside the suite, or in the folder given for its data
    [[headline]]
    label = "inference accuracy"
    run = "MultiNLI matched"
    score = "accuracy"

A run's other keys are the fields of `Request`, and ``nli`` and ``attribution`` for checkpoints.
"""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from attrib import __version__
from attrib.corpora import fingerprint
from attrib.errors import AttribError, CorpusError
from attrib.evaluation import Evaluation, Oracle, Score
from attrib.evaluation.pages import HeadlineRow
from attrib.fingerprints import code_fingerprint, network_fingerprint
from attrib.harness.files import write_text
from attrib.harness.request import Request
from attrib.harness.run import run
from attrib.harness.tasks import TASKS
from attrib.progress import Progress, silent

PATHS = ("data", "predictions")
SETTINGS = {field.name for field in fields(Request)} - {"networks"}
NETWORKS = ("attribution", "nli")
TYPES: Mapping[str, type] = {
    "limit": int, "seed": int, "slices": list, "columns": dict, "labels": dict
}  # fmt: skip
WORDS: Mapping[type, str] = {str: "text", int: "a whole number", list: "a list", dict: "a table"}
Note = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Headline:
    """A score that the table on top of the page shows, under a label of its own."""

    label: str
    run: str
    score: str


@dataclass(frozen=True, slots=True)
class Suite:
    """Named requests, their paths relative to the data folder, and what is shown on top."""

    title: str
    runs: Mapping[str, Request]
    headlines: tuple[Headline, ...]


@dataclass(frozen=True, slots=True)
class SuiteResult:
    """The evaluations by name, and the message of each run that failed."""

    suite: Suite
    evaluations: Mapping[str, Evaluation]
    failures: Mapping[str, str]

    def headline(self) -> tuple[HeadlineRow, ...]:
        """Return the scores shown on top; raises CorpusError where a run has no such score."""
        return tuple(
            HeadlineRow(line.label, line.run, line.score, _score(self.evaluations[line.run], line))
            for line in self.suite.headlines
            if line.run in self.evaluations
        )

    def to_dict(self) -> dict[str, Any]:
        """Return what `attrib evaluate --suite --json` prints."""
        return {
            "attrib": __version__,
            "title": self.suite.title,
            "headline": [asdict(row) for row in self.headline()],
            "runs": {name: one.to_dict() for name, one in self.evaluations.items()},
            "failures": dict(self.failures),
        }


def read_suite(path: Path) -> Suite:
    """Read a suite; raises CorpusError for anything it does not know."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CorpusError(f"{path}: not a TOML file ({error})") from error
    _check_keys(table, {"title", "run", "headline"}, at=str(path))
    runs: dict[str, Request] = {}
    for number, row in enumerate(_tables(table, "run", path), start=1):
        name = str(row.get("name") or row.get("data"))
        if name in runs:
            raise CorpusError(f"{path}: two runs are called {name!r}; expected names of their own")
        runs[name] = _request(row, at=f"{path}: run {number}")
    if not runs:
        raise CorpusError(f"{path}: no [[run]]; expected at least one")
    headlines = tuple(_headline(row, runs, path) for row in _tables(table, "headline", path))
    return Suite(str(table.get("title", path.stem)), runs, headlines)


def run_suite(
    suite: Suite,
    *,
    data: Path,
    cache: Path | None = None,
    fresh: bool = False,
    progress: Progress = silent,
    note: Note = lambda _: None,
) -> SuiteResult:
    """Run what is not in the cache; a run that fails is reported, and the rest goes on.

    `data` is the folder that the suite's paths start from; `fresh` runs everything again, and keeps
    it. `note` is told how it goes.
    """
    evaluations: dict[str, Evaluation] = {}
    failures: dict[str, str] = {}
    for number, (name, request) in enumerate(suite.runs.items(), start=1):
        at = f"{number} of {len(suite.runs)}: {name}"
        try:
            here = _within(request, data)
            entry = _entry(here, cache)
            kept = None if fresh else _kept(entry)
            evaluation = kept or run(here, progress=progress).evaluation
            evaluations[name] = _as_named(evaluation, request)
            if kept is None and entry is not None:
                write_text(json.dumps(evaluation.to_dict(), ensure_ascii=False), entry)
            note(f"{at}: {'not changed since it was run' if kept else 'done'}")
        except AttribError as error:
            failures[name] = " ".join(str(error).split())
            note(f"{at}: Error: {failures[name]}")
    return SuiteResult(suite, evaluations, failures)


def cache_key(request: Request) -> str:
    """Return the name of an evaluation that would come out the same again."""
    made = asdict(request) | {
        "networks": {n: network_fingerprint(request.network(n)) for n in _asked(request)},
        **{path: _known(getattr(request, path)) for path in PATHS},
        "attrib": __version__,
        "code": code_fingerprint(),
    }
    return hashlib.sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()[:32]


def _asked(request: Request) -> Sequence[str]:
    task = TASKS[request.task]
    return task.judges if request.predictions else task.networks


def _known(path: Path | None) -> str | None:
    return None if path is None else fingerprint(path)


def _entry(request: Request, cache: Path | None) -> Path | None:
    """Return the request's place in the cache; none where its files cannot be read."""
    try:
        return None if cache is None else cache / f"{cache_key(request)}.json"
    except OSError:
        return None  # the run says what is wrong


def _kept(entry: Path | None) -> Evaluation | None:
    """Return the evaluation that is in the cache, if it is there and whole."""
    if entry is None:
        return None
    try:
        return Evaluation.from_dict(json.loads(entry.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _within(request: Request, folder: Path) -> Request:
    """Return the request with its paths inside a folder; an absolute path stays."""
    paths = {key: path and folder / path for key in PATHS for path in [getattr(request, key)]}
    return replace(request, **paths)


def _as_named(evaluation: Evaluation, request: Request) -> Evaluation:
    """Speak of the data as the suite does, so that a result is the same in any folder."""
    made = {"data": str(request.data), "command": request.command()}
    return replace(evaluation, provenance=evaluation.provenance | made)


def _tables(table: Mapping[str, Any], key: str, path: Path) -> list[dict[str, Any]]:
    rows = table.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CorpusError(f"{path}: {key} is no table; expected [[{key}]]")
    return rows


def _request(row: Mapping[str, Any], *, at: str) -> Request:
    _check_keys(row, {"name", *SETTINGS, *NETWORKS}, at=at)
    if missing := [key for key in ("task", "data") if key not in row]:
        raise CorpusError(f"{at}: no {missing[0]}; found {', '.join(row)}; expected task and data")
    if row["task"] not in TASKS:
        raise CorpusError(f"{at}: task {row['task']!r}; expected one of {', '.join(TASKS)}")
    if row.get("oracle") and row["oracle"] not in [*Oracle]:
        raise CorpusError(f"{at}: oracle {row['oracle']!r}; expected one of {', '.join(Oracle)}")
    values = {key: _typed(row[key], key, at=at) for key in SETTINGS & row.keys()}
    values |= {key: Path(row[key]) for key in PATHS if key in row}
    values |= {"slices": tuple(row.get("slices", ()))}
    networks = {name: Path(row[name]) for name in NETWORKS if name in row}
    return Request(**values, networks=networks)


def _typed(value: Any, key: str, *, at: str) -> Any:  # noqa: ANN401 - whatever TOML holds
    """Return the value; raises CorpusError where it is of another type than the setting."""
    expected = TYPES.get(key, str)
    if not isinstance(value, expected) or isinstance(value, bool):
        raise CorpusError(f"{at}: {key} {value!r}; expected {WORDS[expected]}")
    return value


def _headline(row: Mapping[str, Any], runs: Mapping[str, Request], path: Path) -> Headline:
    _check_keys(row, {"label", "run", "score"}, at=f"{path}: headline")
    try:
        line = Headline(**row)
    except TypeError as error:
        raise CorpusError(
            f"{path}: a headline has {', '.join(row)}; expected label, run and score"
        ) from error
    if line.run not in runs:
        raise CorpusError(
            f"{path}: headline {line.label!r} is of the run {line.run!r}; expected one of "
            f"{', '.join(runs)}"
        )
    return line


def _score(evaluation: Evaluation, line: Headline) -> Score:
    if line.score not in evaluation.scores:
        raise CorpusError(
            f"headline {line.label!r}: {line.run} has no score {line.score!r}; expected one of "
            f"{', '.join(evaluation.scores)}"
        )
    return evaluation.scores[line.score]


def _check_keys(table: Mapping[str, Any], known: set[str], *, at: str) -> None:
    if strange := sorted(table.keys() - known):
        raise CorpusError(
            f"{at}: found the key {strange[0]!r}; expected {', '.join(sorted(known))}"
        )


def cache_folder() -> Path:
    """Return where evaluations are kept unless told otherwise: the user's cache."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "attrib"
