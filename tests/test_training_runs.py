"""Whole runs on tiny networks: train, calibrate, export, score; killed and gone on."""

from __future__ import annotations

import dataclasses
import json
import re
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from tiny import ARTICLE_ROWS, NLI_ROWS, SHAPES, edit_config, write_checkpoint, write_lines

from attrib.cli import main
from attrib.corpora import fingerprint
from attrib.errors import CheckpointError, CorpusError
from attrib.evaluation import Evaluation, Score
from attrib.fingerprints import network_fingerprint
from attrib.networks import LABELS, AttributionNetwork, NLINetwork
from attrib.records import Passage, Span, TextPair
from attrib.training.card import write_card, write_record
from attrib.training.settings import DataSet, Settings, resolve_settings

WEIGHTS = "model.safetensors"
FILES = {
    WEIGHTS, "model.onnx", "config.json", "tokenizer.json", "tokenizer_config.json",
    "training.json", "training.toml", "reference.json", "README.md",
}  # fmt: skip
ROWS = {"nli": NLI_ROWS, "attribution": ARTICLE_ROWS}
TEXT = "Ilo Brask said the mill was closed."
CUE = Passage(TEXT, Span(0, len(TEXT)), Span(10, 14))
PAIR = TextPair("the gate", "it was shut")


def settings_of(folder: Path, task: str, **changes: Any) -> Settings:
    data = write_lines(folder / "data.jsonl", ROWS[task])
    values: dict[str, Any] = {
        "base": str(folder / "base"),
        "output": str(folder / "mine"),
        "data": (DataSet(str(data), licence="CC0, invented"),),
        "batch_size": 4,
        "max_tokens": 48,
        "held_back": 0.25,
        "learning_rate": 1e-3,
        "epochs": 2.0,
        "seed": 5,
    }
    return Settings(task=task, **{**values, **changes})


def weights_of(folder: Path) -> dict[str, Any]:
    from safetensors.torch import load_file

    return dict(load_file(folder / WEIGHTS))


def same(a: Path, b: Path) -> bool:
    import torch

    first, second = weights_of(a), weights_of(b)
    return first.keys() == second.keys() and all(torch.equal(first[k], second[k]) for k in first)


def same_to_the_end(a: Path, b: Path) -> bool:
    """Whether two runs came to the same last step, and kept the same best one."""
    from attrib.training.trainer import last_checkpoint

    ends = [last_checkpoint(folder / "checkpoints") for folder in (a, b)]
    first, second = (end for end in ends if end)
    return first.name == second.name and same(first, second) and same(a, b)


def trained(folder: Path, task: str, shape: str) -> Settings:
    from attrib.training.run import train

    write_checkpoint(folder / "base", task, shape=shape)
    settings = settings_of(folder, task)
    assert train(settings) == folder / "mine"
    return settings


@pytest.fixture(scope="session", params=[(t, s) for t in LABELS for s in SHAPES], ids=" ".join)
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a network of each task and shape that has been trained by them."""
    task, shape = request.param
    return trained(tmp_path_factory.mktemp(f"{task} {shape}"), task, shape)


@pytest.fixture(scope="session")
def nli_run(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return trained(tmp_path_factory.mktemp("judge"), "nli", "bert")


def test_a_run_leaves_a_whole_checkpoint(run: Settings) -> None:
    output = Path(run.output)
    assert {path.name for path in output.iterdir()} >= FILES
    config = json.loads((output / "config.json").read_text(encoding="utf-8"))
    names = config["id2label"]
    assert tuple(names[str(i)] for i in range(len(names))) == LABELS[run.task]
    assert {str(value.dtype) for value in weights_of(output).values()} == {"torch.float16"}
    assert not list(output.rglob("*.pkl"))


def test_a_run_changes_the_weights(run: Settings) -> None:
    before, after = weights_of(Path(run.base)), weights_of(Path(run.output))
    moved = [(before[k] - after[k].float()).abs().max() for k in before if before[k].ndim == 2]
    assert max(moved) > 2e-3


def test_the_export_answers_as_the_weights_do(run: Settings) -> None:
    """By torch from the safetensors, and by ONNX Runtime; both with the marked cue in sight."""
    import torch
    from transformers import AutoModelForSequenceClassification, AutoModelForTokenClassification

    kinds = {
        "nli": AutoModelForSequenceClassification,
        "attribution": AutoModelForTokenClassification,
    }
    output = Path(run.output)
    model = kinds[run.task].from_pretrained(output, dtype=torch.float32).eval()
    from attrib.networks import open_session

    session = open_session(output / "model.onnx")
    rng = np.random.default_rng(1)
    feed = {
        node.name: (
            np.ones((3, 11), np.int64)
            if node.name == "attention_mask"
            else rng.integers(0, 2 if node.name == "token_type_ids" else 40, (3, 11))
        )
        for node in session.get_inputs()
    }
    with torch.inference_mode():
        expected = model(**{k: torch.from_numpy(v) for k, v in feed.items()}).logits.numpy()
    assert session.run(None, feed)[0] == pytest.approx(expected, abs=1e-3)
    assert run.task == "nli" or "token_type_ids" in feed


def test_the_trained_network_scores(run: Settings) -> None:
    output = Path(run.output)
    if run.task == "nli":
        [judgement] = NLINetwork(output).judge([PAIR])
        assert sum(dataclasses.astuple(judgement)) == pytest.approx(1, abs=1e-5)
    else:
        [found] = AttributionNetwork(output).tag([CUE])
        assert all(CUE.span.contains(tagged.span) for tagged in found)


@pytest.mark.shipped
def test_attrib_score_takes_the_trained_network_at_once(run: Settings, tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(
        main, ["score", str(article), "--json", f"--{run.task}", run.output]
    )
    assert result.exit_code == 0, result.output
    models = json.loads(result.stdout)["models"]
    assert models[run.task] == network_fingerprint(Path(run.output))
    assert ("combiner" in models) is (run.task == "nli")  # a new judge has none of its own
    assert "Warning" not in result.stderr


def test_the_record_says_what_was_done(run: Settings) -> None:
    record = json.loads((Path(run.output) / "training.json").read_text(encoding="utf-8"))
    assert (record["task"], record["base"]) == (run.task, "base")
    [done] = record["runs"]
    [data] = done["data"]
    assert done["settings"] == json.loads(json.dumps(run.to_dict()))
    assert data["fingerprint"] == fingerprint(Path(run.data[0].path))
    assert done["examples"] + done["held_back"] == len(ROWS[run.task])
    assert done["steps"] == 2 * -(-rows_of(run) // run.batch_size)
    assert 0 < done["best_step"] <= done["steps"]


def rows_of(run: Settings) -> int:
    """How many rows an epoch has: a pair is one, an article of ours two (its cues, its roles)."""
    record = json.loads((Path(run.output) / "training.json").read_text(encoding="utf-8"))
    return int(record["runs"][0]["examples"]) * {"nli": 1, "attribution": 2}[run.task]


def test_the_settings_beside_the_weights_repeat_the_run(run: Settings) -> None:
    assert resolve_settings(Path(run.output) / "training.toml", {}) == run


def test_the_card_names_data_licence_and_figures(run: Settings) -> None:
    card = (Path(run.output) / "README.md").read_text(encoding="utf-8")
    assert "| 1 | data.jsonl | " in card
    assert f"| CC0, invented | `{fingerprint(Path(run.data[0].path))}` |" in card
    assert "seed 5" in card
    assert "Base: base." in card
    assert "`model.onnx`" in card
    assert re.search(r"held back: accuracy \d\.\d{3} on \d+ examples", card)
    assert re.search(r"int8: another label than full precision on \d+\.\d\d% of \d+", card)
    assert "temperature: " in card
    tag = {"nli": "text-classification", "attribution": "token-classification"}[run.task]
    assert card.startswith("---\n")
    assert f"pipeline_tag: {tag}\n---\n" in card


def test_a_further_run_stands_after_the_first_on_the_card(
    nli_run: Settings, tmp_path: Path
) -> None:
    from attrib.training.run import train

    further = dataclasses.replace(
        nli_run, base=nli_run.output, output=str(tmp_path / "further"), epochs=1.0
    )
    record = json.loads((train(further) / "training.json").read_text(encoding="utf-8"))
    assert record["base"] == "base"
    assert [done["settings"].get("epochs") for done in record["runs"]] == [2.0, None]


@pytest.mark.parametrize("foreign", ["[1]", '{"runs": 3}', '{"runs": [{"loss": 1}]}', "{"])
def test_a_base_s_record_that_is_not_ours_is_passed_over(
    nli_run: Settings, tmp_path: Path, foreign: str
) -> None:
    from attrib.training.describe import describe

    (tmp_path / "training.json").write_text(foreign, encoding="utf-8")
    record = describe(str(tmp_path), nli_run, {"steps": 1})
    assert record["base"] == tmp_path.name
    assert record["runs"] == [{"steps": 1}]


def test_frozen_embeddings_stay(nli_run: Settings, tmp_path: Path) -> None:
    import torch

    from attrib.training.run import train

    frozen = dataclasses.replace(nli_run, freeze_embeddings=True, output=str(tmp_path / "mine"))
    after, before = weights_of(train(frozen)), weights_of(Path(nli_run.base))
    name = "bert.embeddings.word_embeddings.weight"
    assert torch.equal(after[name], before[name].half())
    assert not torch.equal(weights_of(Path(nli_run.output))[name], before[name].half())


def test_a_run_without_gain_ends_early(nli_run: Settings, tmp_path: Path) -> None:
    from attrib.training.run import train

    hasty = dataclasses.replace(
        nli_run, output=str(tmp_path / "m"), learning_rate=1.0, epochs=20.0, check_every=2,
        patience=2,
    )  # fmt: skip
    record = json.loads((train(hasty) / "training.json").read_text(encoding="utf-8"))
    [done] = record["runs"]
    assert done["steps"] < 20 * -(-done["examples"] // 4)
    assert done["best_step"] < done["steps"]


def test_the_mean_of_two_runs_is_a_whole_checkpoint(nli_run: Settings, tmp_path: Path) -> None:
    from attrib.training.average import average_checkpoints
    from attrib.training.run import train

    first = Path(nli_run.output)
    second = train(dataclasses.replace(nli_run, output=str(tmp_path / "b"), learning_rate=3e-3))
    mean = average_checkpoints({first: 0.75, second: 0.25}, tmp_path / "mean")
    a, b, c = map(weights_of, (first, second, mean))
    for name in a:
        expected = 0.75 * a[name].float() + 0.25 * b[name].float()
        assert c[name].float().numpy() == pytest.approx(expected.numpy(), abs=2e-3)
    assert {path.name for path in mean.iterdir()} >= FILES
    card = (mean / "README.md").read_text(encoding="utf-8")
    assert "averaged: 0.75 of mine, 0.25 of b" in card
    assert "temperature: " in card


def test_shares_must_add_up_and_weights_fit(nli_run: Settings, tmp_path: Path) -> None:
    from attrib.training.average import average_checkpoints

    first = Path(nli_run.output)
    with pytest.raises(CheckpointError, match=r"shares add up to 0\.9; expected 1"):
        average_checkpoints({first: 0.9}, tmp_path / "mean")
    other = write_checkpoint(tmp_path / "other", "attribution")
    with pytest.raises(CheckpointError, match="other: other tensors than the first"):
        average_checkpoints({first: 0.5, other: 0.5}, tmp_path / "mean")


# The reference answers


def test_another_processor_s_answers_are_noticed(nli_run: Settings, tmp_path: Path) -> None:
    folder = shutil.copytree(
        nli_run.output, tmp_path / "mine", ignore=shutil.ignore_patterns("checkpoints")
    )
    assert NLINetwork(folder).deviation() is None
    path = folder / "reference.json"
    stored = json.loads(path.read_text(encoding="utf-8"))
    stored["answers"][0]["logits"] = [9.0, -9.0, -9.0]
    path.write_text(json.dumps(stored), encoding="utf-8")
    said = NLINetwork(folder).deviation()
    assert said is not None
    assert re.search(r"differ by up to \d+\.\d\d .*\(. of \d+ examples get another label\)", said)
    article = tmp_path / "article.txt"
    article.write_text(TEXT, encoding="utf-8")
    result = CliRunner().invoke(main, ["score", str(article), "--json", "--nli", str(folder)])
    assert "Warning: mine: on this processor" in result.stderr


def test_reference_answers_of_other_weights_are_passed_over(
    nli_run: Settings, tmp_path: Path
) -> None:
    folder = shutil.copytree(
        nli_run.output, tmp_path / "mine", ignore=shutil.ignore_patterns("checkpoints", "*.onnx")
    )
    assert NLINetwork(folder).deviation() is None


# Stopped, and gone on

LONG = ["--epochs", "9", "--check-every", "10", "--dropout", "0.2"]


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stopped")
    write_checkpoint(folder / "base", "nli")
    edit_config(folder / "base", classifier_dropout=0.2)
    write_lines(folder / "data.jsonl", NLI_ROWS)
    return folder


def command(stage: Path, output: str) -> list[str]:
    return [
        sys.executable, "-m", "attrib", "train", "nli", "--data", "data.jsonl", "--base", "base",
        "--output", output, "--batch-size", "4", "--held-back", "0.25", "--learning-rate", "1e-3",
        *LONG,
    ]  # fmt: skip


@pytest.fixture(scope="session")
def unbroken(stage: Path) -> Path:
    subprocess.run(command(stage, "unbroken"), cwd=stage, check=True, capture_output=True)
    return stage / "unbroken"


def stop_after(stage: Path, output: str, step: int, by: signal.Signals) -> str:
    """Start a run and send a signal once the measurement at `step` is told; return stderr."""
    told = []
    with subprocess.Popen(
        command(stage, output), cwd=stage, stderr=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        assert process.stderr
        for line in process.stderr:
            told.append(line)
            if line.startswith(f"step {step} of "):
                process.send_signal(by)
                break
        told.append(process.stderr.read())
    assert process.returncode != 0
    return "".join(told)


def go_on(stage: Path, output: str, **kwargs: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(stage, output), cwd=stage, capture_output=True, text=True, **kwargs
    )


@pytest.mark.parametrize("step", [20, 30])
def test_a_killed_run_goes_on_to_the_same_weights(stage: Path, unbroken: Path, step: int) -> None:
    """Five steps make an epoch: whole epochs are behind both stops, a best step before them."""
    output = f"killed at {step}"
    stop_after(stage, output, step, signal.SIGKILL)
    assert not (stage / output / WEIGHTS).exists()
    done = go_on(stage, output)
    assert done.returncode == 0, done.stderr
    assert f"going on from {output}/checkpoints/checkpoint-" in done.stderr
    assert same_to_the_end(stage / output, unbroken)


def test_ctrl_c_says_how_to_go_on_and_the_run_does(stage: Path, unbroken: Path) -> None:
    said = stop_after(stage, "stopped", 30, signal.SIGINT)
    assert re.search(r"Error: stopped at step \d+ of \d+; .*checkpoint-\d+ is whole; give", said)
    assert "Traceback" not in said
    assert go_on(stage, "stopped").returncode == 0
    assert same_to_the_end(stage / "stopped", unbroken)


def limit_files() -> None:
    """Stand for a full disk: no file may pass the size that a checkpoint's optimizer needs."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, resource.RLIM_INFINITY))


def test_a_full_disk_leaves_the_last_whole_checkpoint(stage: Path, unbroken: Path) -> None:
    stop_after(stage, "full", 20, signal.SIGKILL)
    kept = sorted(path.name for path in (stage / "full" / "checkpoints").glob("checkpoint-*"))
    done = go_on(stage, "full", preexec_fn=limit_files)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    last = done.stderr.splitlines()[-1]
    assert re.match(r"Error: .*checkpoint-\d+: the checkpoint could not be written", last)
    assert re.search(r"checkpoint-\d+ is whole; make room", last)
    assert (
        sorted(p.name for p in (stage / "full" / "checkpoints").glob("checkpoint-*"))[:1]
        == kept[:1]
    )
    assert go_on(stage, "full").returncode == 0
    assert same_to_the_end(stage / "full", unbroken)


def test_a_half_written_checkpoint_is_not_gone_on_from(stage: Path, tmp_path: Path) -> None:
    from attrib.training.trainer import last_checkpoint

    for step, state in ((10, "{}"), (20, '{"glob'), (30, None)):
        folder = tmp_path / f"checkpoint-{step}"
        folder.mkdir()
        if state is not None:
            (folder / "trainer_state.json").write_text(state, encoding="utf-8")
    assert last_checkpoint(tmp_path) == tmp_path / "checkpoint-10"


def test_checkpoints_of_another_run_are_refused(nli_run: Settings) -> None:
    from attrib.training.run import train

    with pytest.raises(CorpusError, match="checkpoints of a run with other settings or data"):
        train(dataclasses.replace(nli_run, learning_rate=2e-3))


def test_a_finished_run_is_not_trained_again(nli_run: Settings) -> None:
    from attrib.training.run import train

    before = weights_of(Path(nli_run.output))
    told: list[str] = []
    after = weights_of(train(nli_run, note=told.append))
    assert all((before[name] == after[name]).all() for name in before)
    assert any(line.startswith("going on from") for line in told)


def test_one_seed_gives_one_result_and_another_another(nli_run: Settings, tmp_path: Path) -> None:
    from attrib.training.run import train

    again, other = (
        train(dataclasses.replace(nli_run, output=str(tmp_path / f"{seed}"), seed=seed))
        for seed in (5, 6)
    )
    assert same(again, Path(nli_run.output))
    assert not same(other, Path(nli_run.output))


def test_the_command_says_where_it_wrote(stage: Path, unbroken: Path) -> None:
    done = go_on(stage, "unbroken")
    assert done.returncode == 0
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1] == "wrote unbroken"


# Parts


def test_length_buckets_are_the_seed_s_and_the_epoch_s() -> None:
    from attrib.training.trainer import LengthBuckets

    lengths = np.random.default_rng(0).integers(5, 100, 1003)
    sampler = LengthBuckets(lengths, batch_size=8, seed=1)
    first = list(sampler)
    assert sorted(first) == list(range(1003))
    assert first == list(sampler)
    spread = [np.ptp(lengths[first[i : i + 8]]) for i in range(0, 1000, 8)]
    assert np.mean(spread) < 10
    sampler.epoch = 1
    assert list(sampler) != first
    assert list(LengthBuckets(lengths, batch_size=8, seed=2)) != first


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_pair_loss_is_cross_entropy_where_one_label_is_possible(smoothing: float) -> None:
    import torch

    from attrib.training.trainer import pair_loss

    logits = torch.randn(6, 3, generator=torch.Generator().manual_seed(1))
    labels = torch.tensor([0, 1, 2, 0, 1, 2])
    possible = torch.nn.functional.one_hot(labels, 3).bool()
    own = pair_loss(logits, possible, torch.ones(6, 3).bool(), smoothing=smoothing)
    expected = torch.nn.functional.cross_entropy(logits, labels, label_smoothing=smoothing)
    assert float(own) == pytest.approx(float(expected), abs=1e-6)


def test_pair_loss_of_two_way_labels() -> None:
    import torch

    from attrib.training.trainer import pair_loss

    logits = torch.tensor([[0.0, 1.0, 2.0]])
    all_three = torch.ones(1, 3).bool()
    either = pair_loss(logits, torch.tensor([[False, True, True]]), all_three)
    p = torch.softmax(logits[0], 0)
    assert float(either) == pytest.approx(-float(torch.log(p[1] + p[2])), abs=1e-6)
    two = pair_loss(
        logits, torch.tensor([[True, False, False]]), torch.tensor([[True, False, True]])
    )
    assert float(two) == pytest.approx(-float(torch.log(p[0] / (p[0] + p[2]))), abs=1e-6)


@pytest.mark.parametrize("true", [0.5, 1.0, 2.0])
def test_the_temperature_is_found(true: float) -> None:
    from attrib.training.calibration import fit_temperature

    rng = np.random.default_rng(3)
    logits = rng.normal(0, 2, (4000, 3))
    p = np.exp(logits / true)
    p /= p.sum(-1, keepdims=True)
    labels = (p.cumsum(-1) > rng.random((4000, 1))).argmax(-1)
    possible = np.arange(3) == labels[:, None]
    found = fit_temperature(logits, possible, np.ones_like(possible))
    assert found == pytest.approx(true, rel=0.1)
    assert fit_temperature(logits[:10], possible[:10], np.ones((10, 3), bool)) == 1.0


def test_the_temperature_is_stored_and_read(nli_run: Settings) -> None:
    config = json.loads((Path(nli_run.output) / "config.json").read_text(encoding="utf-8"))
    assert config["attrib_temperature"] > 0


def test_a_judge_is_calibrated_anew_on_data_it_has_not_seen(
    nli_run: Settings, tmp_path: Path
) -> None:
    from attrib.corpora import NLIExample
    from attrib.records import Entailment
    from attrib.training.calibration import recalibrate

    folder = shutil.copytree(
        nli_run.output, tmp_path / "mine", ignore=shutil.ignore_patterns("checkpoints")
    )
    rng = np.random.default_rng(1)
    pairs = [TextPair(f"the gate {n} was shut", f"{n} boats sank") for n in range(300)]
    told = [dataclasses.astuple(j) for j in NLINetwork(folder).judge(pairs)]
    labels = [rng.choice(list(Entailment), p=np.array(p) / sum(p)) for p in told]
    examples = [NLIExample(p, Entailment(k), "g") for p, k in zip(pairs, labels, strict=True)]
    first = recalibrate(folder, examples)
    edit_config(folder, attrib_temperature=3.0)
    assert recalibrate(folder, examples) == pytest.approx(first, rel=0.01)
    config = json.loads((Path(nli_run.output) / "config.json").read_text(encoding="utf-8"))
    assert first == pytest.approx(config["attrib_temperature"], rel=0.35)


def test_int8_is_close_and_stores_its_weights_in_8_bits(tmp_path: Path) -> None:
    from tiny import tiny_model

    from attrib.networks import open_session
    from attrib.training.export import export_full, export_int8

    model = tiny_model("nli")
    full, small = export_full(model, tmp_path), export_int8(tmp_path)
    feed = {name: np.ones((2, 9), np.int64) for name in
            ("input_ids", "attention_mask", "token_type_ids")}  # fmt: skip
    a, b = (open_session(path).run(None, feed)[0] for path in (full, small))
    assert 0 < np.abs(a - b).max() < 0.2
    import onnx

    stored = {w.name: w.data_type for w in onnx.load(str(small)).graph.initializer
              if np.prod(w.dims) >= 1024 and w.name.split(".")[-1] == "int8"}  # fmt: skip
    assert set(stored.values()) == {onnx.TensorProto.INT8}
    assert len(stored) >= 13


def test_int8_that_answers_otherwise_is_left_out(
    nli_run: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from attrib.training import run as module

    def otherwise(differing: float) -> Callable[..., dict[str, Any]]:
        return lambda folder, rows: {"compared": 50, "differing": differing}

    for differing, kept in ((0.5, False), (0.0, True)):
        output = tmp_path / str(differing)
        monkeypatch.setattr(module, "compare_precision", otherwise(differing))
        module.train(dataclasses.replace(nli_run, output=str(output), epochs=1.0))
        assert (output / "model_int8.onnx").exists() == kept
        card = (output / "README.md").read_text(encoding="utf-8")
        assert ("so model_int8.onnx was left out" in card) != kept


def test_scores_are_printed_on_the_card_with_their_interval(tmp_path: Path) -> None:
    data = {"name": "a.jsonl", "items": 1230, "weight": 0.5, "licence": "CC0",
            "fingerprint": "00ff"}  # fmt: skip
    run = {"settings": {"seed": 1, "epochs": 1.5, "task": "nli"}, "steps": 1200, "best_step": 900,
           "examples": 1230, "held_back": 30, "measured": {}, "data": [data]}  # fmt: skip
    second = {**run, "settings": {"seed": 2}}
    write_record(tmp_path, {"task": "nli", "base": "b", "runs": [run, second], "versions": "v"})
    scores = {"accuracy": Score(0.5, 0.25, 0.75, 12, None)}
    made = {"data": "gold.jsonl"}
    evaluation = Evaluation("nli", "m", 12, scores, {}, {}, provenance=made)
    path = write_card(tmp_path, {"gold": evaluation})
    card = path.read_text(encoding="utf-8")
    assert card.index(
        "1. epochs 1.5, seed 1; 1,230 examples, 1,200 steps, step 900 kept"
    ) < card.index("2. seed 2; 1,230")
    assert "| 2 | a.jsonl | 1,230 | 0.5 | CC0 | `00ff` |" in card
    assert "| gold.jsonl | gold | accuracy | 0.500 | 0.250–0.750 | 12 | – |" in card
