"""The harness: requests, kept answers, suites and their cache, on tiny networks."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from tiny import (
    ARTICLE_ROWS,
    NLI_ROWS,
    article_row,
    edit_config,
    write_checkpoint,
    write_lines,
)

import attrib.harness.suite
from attrib.errors import CorpusError
from attrib.fingerprints import network_fingerprint
from attrib.harness.request import Request
from attrib.harness.run import Outcome, compare, model_name, run
from attrib.harness.suite import Suite, SuiteResult, cache_key, read_suite, run_suite
from attrib.records import Entailment

CLAIMS = (
    ("rivers", "a", "1"), ("harbour", "a", "1"), ("mayor", "a", "2"),
    ("rivers", "b", "3"), ("harbour", "b", "3"), ("mayor", "b", "3"),
)  # fmt: skip
TRUTH = (("a", "1"), ("b", "3"))


@pytest.fixture(scope="module")
def networks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("networks")
    return {task: write_checkpoint(folder / task, task) for task in ("nli", "attribution")}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of small corpora, one a task."""
    folder = tmp_path_factory.mktemp("corpora")
    write_lines(folder / "pairs.jsonl", [row | {"genre": "port"} for row in NLI_ROWS])
    write_lines(folder / "articles.jsonl", ARTICLE_ROWS)
    write_lines(folder / "gold.jsonl", [gold_row(name) for name in ("one", "two", "three")])
    (folder / "truth").mkdir()
    for name, header, rows in (
        ("claims", ("source", "item", "value"), CLAIMS),
        ("truth", ("item", "value"), TRUTH),
    ):
        with (folder / "truth" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
    return folder


def gold_row(id: str) -> dict[str, object]:
    """Residents say it, the water board denies it."""
    text = (
        "Residents said the dam gate was opened at night. "
        "The Quillmere water board denied that the gate was opened."
    )
    row: dict[str, object] = article_row(
        text,
        id,
        (["Residents"], "said", ["the dam gate was opened at night"]),
        (["The Quillmere water board"], "denied", ["the gate was opened"]),
    )
    attributions: list[dict[str, object]] = row["attributions"]  # type: ignore[assignment]
    attributions[0] |= {"speaker": "Residents", "stance": "asserts"}
    attributions[1] |= {"speaker": "Quillmere water board", "stance": "denies"}
    pair = {"a": f"{id}-0", "b": f"{id}-1", "relation": "contradicts", "kind": "denial"}
    return row | {"pairs": [pair]}


def request_for(task: str, data: Path, networks: dict[str, Path]) -> Request:
    file = {"nli": "pairs.jsonl", "attribution": "articles.jsonl", "claims": "gold.jsonl",
            "credibility": "truth"}[task]  # fmt: skip
    used = {"nli": ("nli",), "attribution": ("attribution",), "credibility": ()}
    names = used.get(task, ("attribution", "nli"))
    return Request(task, data / file, {name: networks[name] for name in names})


TASKS = ("nli", "attribution", "claims", "credibility")


@pytest.fixture(scope="module")
def outcomes(data: Path, networks: dict[str, Path]) -> dict[str, Outcome]:
    return {task: run(request_for(task, data, networks)) for task in TASKS}


# One evaluation


@pytest.mark.parametrize("task", TASKS)
def test_an_evaluation_says_how_it_was_made(task: str, outcomes: dict[str, Outcome]) -> None:
    evaluation = outcomes[task].evaluation
    assert evaluation.task == task
    assert evaluation.scores and evaluation.n
    made = evaluation.provenance
    assert {"data", "data sha256", "code sha256", "seed", "command"} <= set(made)
    assert made["command"].startswith(f"attrib evaluate {task} --data ")
    assert {"attrib", "python", "numpy", "onnxruntime"} <= set(evaluation.versions)
    assert len(made["data sha256"]) == 16


def test_networks_are_named_by_fingerprint(
    outcomes: dict[str, Outcome], networks: dict[str, Path]
) -> None:
    made = outcomes["claims"].evaluation.provenance
    assert made["nli sha256"] == network_fingerprint(networks["nli"])
    assert outcomes["claims"].evaluation.model.startswith("attribution@")
    assert " + nli@" in outcomes["claims"].evaluation.model


@pytest.mark.parametrize("task", TASKS)
def test_the_same_request_gives_the_same_scores(
    task: str, outcomes: dict[str, Outcome], data: Path, networks: dict[str, Path]
) -> None:
    again = run(request_for(task, data, networks)).evaluation
    assert again.to_dict() == outcomes[task].evaluation.to_dict()


def test_a_limited_run_says_so(data: Path, networks: dict[str, Path]) -> None:
    limited = run(replace(request_for("nli", data, networks), limit=6)).evaluation
    assert limited.n == 6
    assert "partial: only the first 6 items of pairs.jsonl" in limited.notes
    assert "--limit 6" in limited.provenance["command"]


def test_columns_of_the_data_make_slices(data: Path, networks: dict[str, Path]) -> None:
    sliced = run(replace(request_for("nli", data, networks), slices=("genre",))).evaluation
    assert sliced.slices["genre: port"]["accuracy"] == sliced.scores["accuracy"]


def test_an_oracle_takes_stages_from_gold(data: Path, networks: dict[str, Path]) -> None:
    request = request_for("claims", data, networks)
    known = run(replace(request, oracle="stances")).evaluation
    assert known.scores["attributions_f1"].value == 1
    assert known.scores["speaker_accuracy"].value == 1
    assert known.scores["stance_accuracy"].value == 1
    assert any(note.startswith("oracle: stances") for note in known.notes)


def test_an_empty_file_is_an_error(tmp_path: Path, networks: dict[str, Path]) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("", encoding="utf-8")
    for task in ("nli", "attribution", "claims"):
        with pytest.raises(CorpusError, match="empty.jsonl.*found no .*expected at least one"):
            run(Request(task, empty, networks))


def test_articles_without_speakers_are_no_data_for_claims(
    data: Path, networks: dict[str, Path]
) -> None:
    with pytest.raises(CorpusError, match="without speakers.*task attribution"):
        run(Request("claims", data / "articles.jsonl", networks))


def test_data_that_are_not_there_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no such file"):
        run(Request("nli", tmp_path / "nothing.jsonl"))


def test_a_network_with_its_labels_permuted_gets_the_score_it_deserves(
    outcomes: dict[str, Outcome], data: Path, networks: dict[str, Path], tmp_path: Path
) -> None:
    """Each label is called by the next one's name, and judged by that name."""
    broken = tmp_path / "broken"
    shutil.copytree(networks["nli"], broken)
    names = [*Entailment]
    labels = json.loads((broken / "config.json").read_text(encoding="utf-8"))["id2label"]
    called = {name: names[(names.index(name) + 1) % 3] for name in names}
    edit_config(broken, id2label={id: called[Entailment(name)] for id, name in labels.items()})
    honest = [
        max(names, key=lambda label: getattr(judgement, label))
        for judgement in outcomes["nli"].found
    ]
    right = [called[one] == row["label"] for one, row in zip(honest, NLI_ROWS, strict=True)]
    score = run(Request("nli", data / "pairs.jsonl", {"nli": broken})).evaluation
    assert score.scores["accuracy"].value == pytest.approx(sum(right) / len(right))
    assert len(set(honest)) > 1


# Answers on disk


@pytest.mark.parametrize("task", TASKS)
def test_kept_answers_score_as_the_answers_did(
    task: str, outcomes: dict[str, Outcome], tmp_path: Path
) -> None:
    outcome = outcomes[task]
    outcome.save_predictions(tmp_path / "kept.jsonl")
    again = run(
        Request(task, outcome.request.data, outcome.request.networks if task == "claims" else {},
                predictions=tmp_path / "kept.jsonl")
    ).evaluation  # fmt: skip
    values = {name: score.value for name, score in outcome.evaluation.scores.items()}
    kept = {name: score.value for name, score in again.scores.items()}
    assert kept.keys() <= values.keys()  # a stress test needs the methods themselves
    assert kept == {name: pytest.approx(values[name], abs=1e-5) for name in kept}
    assert again.model == outcome.evaluation.model


def test_kept_answers_know_their_limit(
    data: Path, networks: dict[str, Path], tmp_path: Path
) -> None:
    run(replace(request_for("nli", data, networks), limit=6)).save_predictions(tmp_path / "k.jsonl")
    again = run(Request("nli", data / "pairs.jsonl", predictions=tmp_path / "k.jsonl")).evaluation
    assert again.n == 6 and "partial" in again.notes[0]


def test_answers_to_other_data_are_refused(
    outcomes: dict[str, Outcome], data: Path, tmp_path: Path
) -> None:
    outcomes["nli"].save_predictions(tmp_path / "kept.jsonl")
    other = write_lines(tmp_path / "other.jsonl", NLI_ROWS[:-1])
    with pytest.raises(CorpusError, match="the data have changed or are others"):
        run(Request("nli", other, predictions=tmp_path / "kept.jsonl"))
    with pytest.raises(CorpusError, match="predictions for nli; expected attribution"):
        run(Request("attribution", data / "articles.jsonl", predictions=tmp_path / "kept.jsonl"))


def test_a_broken_header_is_one_line(data: Path, tmp_path: Path) -> None:
    kept = write_lines(tmp_path / "kept.jsonl", [{"predictions": "nli", "who": "me"}])
    with pytest.raises(CorpusError, match="kept.jsonl:1: found a header with predictions, who"):
        run(Request("nli", data / "pairs.jsonl", predictions=kept))


def test_labels_alone_are_answers(data: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.csv"
    labels = [row["label"] for row in NLI_ROWS]
    theirs.write_text("label\n" + "\n".join(labels) + "\n", encoding="utf-8")
    evaluation = run(Request("nli", data / "pairs.jsonl", predictions=theirs)).evaluation
    assert evaluation.scores["accuracy"].value == 1
    assert evaluation.scores["calibration_error"].value is None
    assert evaluation.model.startswith("theirs.csv@")


def test_another_system_s_spans_are_scored(data: Path, tmp_path: Path) -> None:
    """Half of the articles right, the others passed over."""
    rows = [{"id": row["id"], "attributions": row["attributions"]} for row in ARTICLE_ROWS[::2]]
    theirs = write_lines(tmp_path / "theirs.jsonl", rows)
    scores = run(Request("attribution", data / "articles.jsonl", predictions=theirs)).evaluation
    assert scores.scores["strict_precision"].value == 1
    assert scores.scores["strict_recall"].value == 0.5
    assert scores.notes == ("no predictions for 4 of 8 articles",)


def test_annotators_stand_beside_where_there_are_several(
    networks: dict[str, Path], tmp_path: Path
) -> None:
    """Two agree on the first article; on the second one of them finds nothing."""
    first, second = ARTICLE_ROWS[:2]
    rows = [
        {**first, "annotator": "ana"},
        {**first, "annotator": "bo"},
        {**second, "annotator": "ana"},
        {**second, "annotator": "bo", "attributions": []},
    ]
    path = write_lines(tmp_path / "versions.jsonl", rows)
    evaluation = run(Request("attribution", path, networks)).evaluation
    # Both ways round: 2 hits of the first article, one item missed and one found too much.
    assert evaluation.beside["annotators"]["lenient_f1"].value == pytest.approx(4 / 6)
    assert evaluation.n == 2


def test_one_annotator_an_article_is_no_agreement(
    networks: dict[str, Path], tmp_path: Path
) -> None:
    rows = [{**row, "annotator": "ana"} for row in ARTICLE_ROWS]
    path = write_lines(tmp_path / "articles.jsonl", rows)
    assert run(Request("attribution", path, networks)).evaluation.beside == {}


def test_mistakes_are_written_with_their_words(
    data: Path, networks: dict[str, Path], tmp_path: Path
) -> None:
    request = Request("claims", data / "gold.jsonl", networks, oracle="attributions")
    count = run(request).save_mistakes(tmp_path / "errors.jsonl")
    text = (tmp_path / "errors.jsonl").read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    assert len(rows) == count
    assert all(row["stage"] and row["article"] for row in rows)


def test_a_file_that_cannot_be_written_is_one_line(
    outcomes: dict[str, Outcome], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CorpusError, match="cannot be written"):
        outcomes["nli"].save_predictions(tmp_path / "file" / "kept.jsonl")


# Two systems


@pytest.fixture
def kept(outcomes: dict[str, Outcome], tmp_path: Path) -> Path:
    outcomes["nli"].save_predictions(tmp_path / "ours.jsonl")
    return tmp_path / "ours.jsonl"


def test_a_system_is_compared_with_a_better_one(kept: Path, data: Path, tmp_path: Path) -> None:
    right = write_lines(tmp_path / "right.jsonl", [{"label": row["label"]} for row in NLI_ROWS])
    found = compare(*(Request("nli", data / "pairs.jsonl", predictions=f) for f in (kept, right)))
    accuracy = next(one for one in found.differences if one.score == "accuracy")
    assert accuracy.b == 1
    assert accuracy.shown
    assert found.a.startswith("nli@") and found.b.startswith("right.jsonl@")


def test_a_system_does_not_differ_from_itself(kept: Path, data: Path) -> None:
    request = Request("nli", data / "pairs.jsonl", predictions=kept)
    found = compare(request, request)
    assert not any(one.shown for one in found.differences)
    assert {one.difference for one in found.differences if one.a is not None} == {0}


def test_partial_answers_are_not_compared_with_whole_ones(
    kept: Path, data: Path, networks: dict[str, Path], tmp_path: Path
) -> None:
    some = tmp_path / "some.jsonl"
    run(replace(request_for("nli", data, networks), limit=6)).save_predictions(some)
    request = Request("nli", data / "pairs.jsonl", predictions=kept)
    with pytest.raises(CorpusError, match="answers to all items and to the first 6 items"):
        compare(request, replace(request, predictions=some))


# Suites


SUITE = """
title = "Small corpora"

[[run]]
name = "pairs"
task = "nli"
data = "pairs.jsonl"
nli = "{nli}"

[[run]]
name = "values"
task = "credibility"
data = "truth"

[[headline]]
label = "inference"
run = "pairs"
score = "accuracy"
"""


@pytest.fixture
def suite(networks: dict[str, Path], tmp_path: Path) -> Path:
    path = tmp_path / "small.toml"
    path.write_text(SUITE.format(nli=networks["nli"]), encoding="utf-8")
    return path


def test_a_suite_runs_its_tasks(suite: Path, data: Path) -> None:
    told: list[str] = []
    result = run_suite(read_suite(suite), data=data, note=told.append)
    assert list(result.evaluations) == ["pairs", "values"]
    assert told == ["1 of 2: pairs: done", "2 of 2: values: done"]
    [row] = result.headline()
    assert (row.label, row.run) == ("inference", "pairs")
    assert row.figures == result.evaluations["pairs"].scores["accuracy"]


def test_a_result_speaks_of_the_data_as_the_suite_does(suite: Path, data: Path) -> None:
    made = run_suite(read_suite(suite), data=data).evaluations["values"].provenance
    assert made["data"] == "truth"
    assert made["command"] == "attrib evaluate credibility --data truth"


def test_what_has_not_changed_is_not_run_again(
    suite: Path, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    first = run_suite(read_suite(suite), data=data, cache=cache)
    monkeypatch.setattr(attrib.harness.suite, "run", _never)
    told: list[str] = []
    second = run_suite(read_suite(suite), data=data, cache=cache, note=told.append)
    assert second.to_dict() == first.to_dict()
    assert told == [f"{n} of 2: {name}: not changed since it was run"
                    for n, name in ((1, "pairs"), (2, "values"))]  # fmt: skip


def test_fresh_runs_again(
    suite: Path, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    run_suite(read_suite(suite), data=data, cache=cache)
    monkeypatch.setattr(attrib.harness.suite, "run", _never)
    with pytest.raises(AssertionError):
        run_suite(read_suite(suite), data=data, cache=cache, fresh=True)


def test_a_broken_entry_of_the_cache_is_made_again(suite: Path, data: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first = run_suite(read_suite(suite), data=data, cache=cache)
    for path in cache.iterdir():
        path.write_text('{"task": ', encoding="utf-8")
    assert run_suite(read_suite(suite), data=data, cache=cache).to_dict() == first.to_dict()
    assert all(json.loads(path.read_text(encoding="utf-8")) for path in cache.iterdir())


def _never(*_: object, **__: object) -> Outcome:
    raise AssertionError("it was run")


def test_the_key_knows_data_network_settings_and_code(
    data: Path, networks: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = request_for("nli", data, networks)
    keys = [cache_key(request), cache_key(replace(request, seed=1))]
    keys.append(cache_key(replace(request, data=write_lines(tmp_path / "d.jsonl", NLI_ROWS[1:]))))
    other = write_checkpoint(tmp_path / "other", "nli", seed=1)
    keys.append(cache_key(replace(request, networks={"nli": other})))
    monkeypatch.setattr(attrib.harness.suite, "code_fingerprint", lambda: "changed")
    keys.append(cache_key(request))
    assert len(set(keys)) == 5


def test_the_key_does_not_know_where_things_are(
    data: Path, networks: dict[str, Path], tmp_path: Path
) -> None:
    moved = tmp_path / "moved.jsonl"
    moved.write_bytes((data / "pairs.jsonl").read_bytes())
    request = request_for("nli", data, networks)
    assert cache_key(replace(request, data=moved)) == cache_key(request)


def test_a_card_does_not_change_a_network(networks: dict[str, Path]) -> None:
    before = network_fingerprint(networks["nli"])
    (networks["nli"] / "README.md").write_text("A card.", encoding="utf-8")
    assert network_fingerprint(networks["nli"]) == before


def test_a_run_that_fails_is_reported_and_the_rest_goes_on(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "suite.toml"
    path.write_text(
        '[[run]]\ntask = "nli"\ndata = "gone.jsonl"\n[[run]]\ntask = "credibility"\ndata = "truth"',
        encoding="utf-8",
    )
    result: SuiteResult = run_suite(read_suite(path), data=data, cache=tmp_path / "cache")
    assert list(result.evaluations) == ["truth"]
    assert "no such file" in result.failures["gone.jsonl"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no \\[\\[run\\]\\]"),
        ("[[run", "not a TOML file"),
        ('[[run]]\ndata = "x"', "run 1: no task"),
        ('[[run]]\ntask = "poetry"\ndata = "x"', "task 'poetry'; expected one of nli"),
        ('[[run]]\ntask = "nli"\ndata = "x"\nmodel = "y"', "found the key 'model'; expected"),
        ('[[run]]\ntask = "claims"\ndata = "x"\noracle = "z"', "oracle 'z'; expected one of attr"),
        ('[run]\ntask = "nli"', "run is no table; expected \\[\\[run\\]\\]"),
        ('[[run]]\ntask = "nli"\ndata = "x"\n' * 2, "two runs are called 'x'"),
        (
            '[[run]]\ntask = "nli"\ndata = "x"\n[[headline]]\nlabel = "l"\nrun = "r"\nscore = "s"',
            "headline 'l' is of the run 'r'; expected one of x",
        ),
        ('[[run]]\ntask = "nli"\ndata = "x"\n[[headline]]\nlabel = "l"', "expected label, run"),
        ('[[run]]\ntask = "nli"\ndata = "x"\nlimit = "ten"', "limit 'ten'; expected"),
    ],
)
def test_a_suite_that_is_none_is_one_line(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=said):
        read_suite(path)


def test_a_headline_needs_a_score_of_its_run(suite: Path, data: Path) -> None:
    made = read_suite(suite)
    wrong = Suite(made.title, made.runs, (replace(made.headlines[0], score="elegance"),))
    with pytest.raises(CorpusError, match="has no score 'elegance'; expected one of accuracy"):
        run_suite(wrong, data=data).headline()


def test_the_command_line_says_the_whole_request(networks: dict[str, Path]) -> None:
    request = Request(
        "nli", Path("my pairs.csv"), {"nli": Path("mine")}, limit=5, slices=("genre",),
        columns={"premise": "text"}, seed=3,
    )  # fmt: skip
    assert request.command() == (
        "attrib evaluate nli --data 'my pairs.csv' --model mine --slice genre "
        "--columns premise=text --limit 5 --seed 3"
    )


def test_somebody_s_predictions_are_named_by_their_file(data: Path, tmp_path: Path) -> None:
    theirs = write_lines(tmp_path / "theirs.jsonl", [{"label": "neutral"}])
    name = model_name(Request("nli", data / "pairs.jsonl", predictions=theirs))
    assert name.startswith("theirs.jsonl@")
