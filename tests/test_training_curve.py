"""Learning curves: tiny networks trained on shares of the data, and the figures put together."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result
from tiny import ARTICLE_ROWS, NLI_ROWS, article_row, write_checkpoint, write_lines

from attrib.cli import main
from attrib.corpora import NLIExample
from attrib.errors import CorpusError, TrainingError
from attrib.evaluation.attribution.baseline import find_attributions_by_rules
from attrib.evaluation.nli.scores import measure_nli, score_nli
from attrib.evaluation.results import Evaluation, Score
from attrib.records import Article, Attribution, Entailment, Judgement, TextPair
from attrib.training import curve, run
from attrib.training.card import write_record
from attrib.training.curve import Step, join_steps, learning_curve
from attrib.training.data import read_split
from attrib.training.describe import describe, describe_run
from attrib.training.settings import DataSet, Settings, resolve_settings, write_settings

SHARES = (0.5, 1.0)
ROWS = {"nli": NLI_ROWS, "attribution": ARTICLE_ROWS}
LINES = {"nli": ["accuracy", "macro_f1"], "attribution": ["lenient_f1", "strict_f1", "cue_f1"]}
RIGHT, WRONG = Judgement(0.9, 0.05, 0.05), Judgement(0.1, 0.8, 0.1)


def settings_of(folder: Path, task: str, **changes: Any) -> Settings:
    data = write_lines(folder / "data.jsonl", ROWS[task])
    values: dict[str, Any] = {
        "base": str(folder / "base"),
        "output": str(folder / "curve"),
        "data": (DataSet(str(data)),),
        "batch_size": 4,
        "max_tokens": 48,
        "held_back": 0.4,
        "seed": 5,
    }
    return Settings(task=task, **{**values, **changes})


def quick_train(run: Settings, **_: Any) -> Path:
    """Stand for a training: random weights, drawn by the share, with the record of a true run."""
    folder = write_checkpoint(Path(run.output), run.task, seed=round(100 * run.share))
    done = describe_run(run, read_split(run), steps={"steps": 1, "best_step": 1}, measured={})
    write_record(folder, describe(run.base, run, done))
    write_settings(run, folder)
    return folder


@pytest.fixture(scope="module", params=["nli", "attribution"])
def done(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Settings, Evaluation]:
    """A curve of two shares for each task, with its settings."""
    settings = settings_of(tmp_path_factory.mktemp(request.param), request.param)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(curve, "train", quick_train)
        return settings, learning_curve(settings, SHARES)


@pytest.fixture
def trainings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the folders that are trained into."""
    begun: list[str] = []

    def train(run: Settings, **_: Any) -> Path:
        begun.append(Path(run.output).name)
        return quick_train(run)

    monkeypatch.setattr(curve, "train", train)
    return begun


# Whole curves


def test_every_share_has_its_checkpoint_and_settings(done: tuple[Settings, Evaluation]) -> None:
    settings, _ = done
    for share in SHARES:
        folder = Path(settings.output) / f"share-{share:g}"
        expected = replace(settings, share=share, output=str(folder))
        assert resolve_settings(folder / "training.toml", {}) == expected


def test_a_point_has_the_share_the_score_and_the_examples(
    done: tuple[Settings, Evaluation],
) -> None:
    settings, evaluation = done
    [drawn] = evaluation.curves
    assert list(drawn.lines) == LINES[settings.task]
    sizes = [
        sum(len(one.items) for one in read_split(replace(settings, share=share)).train)
        for share in SHARES
    ]
    for name, points in drawn.lines.items():
        named = (f"{name}_at_0.5", name)
        assert [(point.x, point.n) for point in points] == list(zip(SHARES, sizes, strict=True))
        for point, score in zip(points, map(evaluation.scores.__getitem__, named), strict=True):
            assert (point.y, point.low, point.high) == (score.value, score.low, score.high)


def test_the_scores_are_those_of_the_networks_on_the_held_back_side(
    done: tuple[Settings, Evaluation],
) -> None:
    settings, evaluation = done
    if settings.task == "nli":
        [held_back] = read_split(settings).held_back
        for name, share in (("accuracy_at_0.5", 0.5), ("accuracy", 1.0)):
            folder = Path(settings.output) / f"share-{share:g}"
            judgements = curve.NLINetwork(folder).judge([item.pair for item in held_back.items])
            expected = score_nli(held_back.items, judgements, model="m").scores["accuracy"]
            assert evaluation.scores[name] == expected
    assert evaluation.task == settings.task
    assert evaluation.model == "base"
    assert evaluation.n == sum(len(one.items) for one in read_split(settings).held_back)


def test_notes_say_what_was_trained_on(done: tuple[Settings, Evaluation]) -> None:
    settings, evaluation = done
    [drawn] = evaluation.curves
    half, whole = drawn.lines[LINES[settings.task][0]]
    assert f"examples trained on: {half.n} at 0.5, {whole.n} at 1" in evaluation.notes
    assert json.loads(evaluation.provenance["settings"])["seed"] == 5


# Going on


def test_what_is_done_is_not_done_again(
    done: tuple[Settings, Evaluation], trainings: list[str]
) -> None:
    settings, evaluation = done
    told: list[str] = []
    assert learning_curve(settings, SHARES[::-1], note=told.append) == evaluation
    assert trainings == []
    assert [line.partition(": ")[2] for line in told] == ["trained before"] * 2


@pytest.fixture
def begun(done: tuple[Settings, Evaluation], tmp_path: Path) -> Settings:
    """A finished curve in a folder of its own, whose records say that it was made there."""
    settings, _ = done
    folder = shutil.copytree(settings.output, tmp_path / "curve")
    for path in folder.glob("*/training.json"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(settings.output, str(folder)), encoding="utf-8")
    data = shutil.copy(settings.data[0].path, tmp_path)
    for path in folder.glob("*/training.json"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(settings.data[0].path, str(data)), encoding="utf-8")
    return replace(settings, output=str(folder), data=(DataSet(str(data)),))


def test_a_share_more_is_trained_alone(begun: Settings, trainings: list[str]) -> None:
    evaluation = learning_curve(begun, [*SHARES, 0.75])
    assert trainings == ["share-0.75"]
    assert f"{LINES[begun.task][0]}_at_0.75" in evaluation.scores


@pytest.mark.parametrize("change", [{"epochs": 3.0}, {"seed": 6}])
def test_other_settings_are_trained_anew(
    begun: Settings, trainings: list[str], change: dict[str, Any]
) -> None:
    learning_curve(replace(begun, **change), SHARES)
    assert trainings == ["share-0.5", "share-1"]


def test_other_data_are_trained_anew(begun: Settings, trainings: list[str]) -> None:
    with Path(begun.data[0].path).open("a", encoding="utf-8") as file:
        file.write("\n")
    learning_curve(begun, SHARES)
    assert trainings == ["share-0.5", "share-1"]


def test_a_run_that_was_stopped_goes_on(
    begun: Settings, trainings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first share is finished when the second stops."""
    shutil.rmtree(Path(begun.output) / "share-1")
    with monkeypatch.context() as patch:
        patch.setattr(curve, "train", stopped)
        with pytest.raises(TrainingError):
            learning_curve(begun, SHARES)
    assert trainings == []
    learning_curve(begun, SHARES)
    assert trainings == ["share-1"]


def stopped(run: Settings, **_: Any) -> Path:
    raise TrainingError("stopped at step 3 of 9")


def test_stored_scores_belong_to_their_weights(begun: Settings, trainings: list[str]) -> None:
    folder = Path(begun.output) / "share-1"
    write_checkpoint(folder, begun.task, seed=3)
    told: list[str] = []
    learning_curve(begun, SHARES, note=told.append)
    assert trainings == []
    assert scored(told) == ["share-1"]


def scored(told: Sequence[str]) -> list[str]:
    """Name the folders whose networks were scored, by the notes."""
    return [Path(where).name for line in told if "scoring" in line
            for where in [line.partition(":")[0]]]  # fmt: skip


def test_scores_that_were_cut_short_are_measured_again(
    done: tuple[Settings, Evaluation], begun: Settings
) -> None:
    path = Path(begun.output) / "share-0.5" / "measured.json"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[:50], encoding="utf-8")
    assert learning_curve(begun, SHARES).scores == done[1].scores
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(whole)


def test_a_true_run_is_known_as_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trainings: list[str]
) -> None:
    write_checkpoint(tmp_path / "base", "nli")
    settings = settings_of(tmp_path, "nli", base_name="tiny")
    with monkeypatch.context() as patch:
        patch.setattr(curve, "train", run.train)
        first = learning_curve(settings, [0.5])
    assert first.model == "tiny"
    assert learning_curve(settings, [0.5]) == first
    assert trainings == []


# Figures by hand


def step(share: float, right: Sequence[bool]) -> Step:
    """Make what a share gives where these answers are right; every pair entails."""
    gold = [
        NLIExample(TextPair(f"p{n}", "h"), Entailment.ENTAILMENT, f"p{n}")
        for n in range(len(right))
    ]
    judgements = [RIGHT if one else WRONG for one in right]
    return Step(
        share=share,
        examples=round(100 * share),
        evaluation=score_nli(gold, judgements, model=f"share-{share:g}"),
        table=measure_nli(gold, judgements).whole,
    )


def joined(*steps: Step) -> Evaluation:
    return join_steps(steps, Settings("nli", "o", (DataSet("d"),), base_name="tiny"))


BEFORE = [True] * 4 + [False] * 6
AFTER = [True] * 7 + [False] * 3


def test_the_gain_of_the_last_doubling_is_paired() -> None:
    """4 of 10 are right at 0.5, and the same 4 and 3 more at 1: the gain is 0.3.

    Each pair gains 0 or 1, so on any resample the gain is the share of the 3 pairs drawn.
    """
    gain = joined(step(0.25, BEFORE), step(0.5, BEFORE), step(1.0, AFTER)).scores[
        "accuracy_gain_of_last_doubling"
    ]
    rng = np.random.default_rng(0)
    gained = np.array(AFTER, dtype=float) - np.array(BEFORE, dtype=float)
    drawn = gained[rng.integers(10, size=(1000, 10))].mean(axis=1)
    low, high = np.percentile(drawn, [2.5, 97.5])
    assert gain == Score(pytest.approx(0.3), pytest.approx(low), pytest.approx(high), 10, None)
    assert low >= 0


def test_two_networks_that_answer_alike_gain_nothing() -> None:
    gain = joined(step(0.5, BEFORE), step(1.0, BEFORE)).scores["accuracy_gain_of_last_doubling"]
    assert (gain.value, gain.low, gain.high) == (0, 0, 0)


def test_a_loss_is_a_negative_gain() -> None:
    gain = joined(step(0.5, AFTER), step(1.0, BEFORE)).scores["accuracy_gain_of_last_doubling"]
    assert gain.value == pytest.approx(-0.3)


def test_the_doubling_ends_at_the_largest_share() -> None:
    scores = joined(step(0.3, BEFORE), step(0.6, AFTER)).scores
    assert scores["accuracy_gain_of_last_doubling"].value == pytest.approx(0.3)


def test_without_half_of_the_largest_share_there_is_no_gain() -> None:
    evaluation = joined(step(0.25, BEFORE), step(1.0, AFTER))
    assert not [name for name in evaluation.scores if "gain" in name]
    assert "the gain of the last doubling is not known, as no share is 0.5" in evaluation.notes


def test_one_share_makes_a_curve_of_one_point() -> None:
    evaluation = joined(step(1.0, AFTER))
    assert set(evaluation.scores) == {"accuracy", "macro_f1"}
    assert [len(points) for points in evaluation.curves[0].lines.values()] == [1, 1]


def test_the_largest_share_has_the_usual_names_and_others_theirs() -> None:
    scores = joined(step(0.125, BEFORE), step(1.0, AFTER)).scores
    assert scores["accuracy"].value == pytest.approx(0.7)
    assert scores["accuracy_at_0.125"].value == pytest.approx(0.4)
    assert scores["accuracy"].baseline == 1  # every pair entails, so does the majority


def test_an_undefined_score_is_no_point() -> None:
    none = step(0.5, BEFORE)
    scores = none.evaluation.scores | {"macro_f1": Score(None, None, None, 0, None)}
    none = replace(none, evaluation=replace(none.evaluation, scores=scores))
    lines = joined(none, step(1.0, AFTER)).curves[0].lines
    assert [len(lines[name]) for name in ("accuracy", "macro_f1")] == [2, 1]


def test_a_note_of_the_scorer_is_kept_but_not_of_slices() -> None:
    last = step(1.0, AFTER)
    told = replace(last, evaluation=replace(last.evaluation, notes=("of data", "of a slice")))
    assert joined(told).notes[-1] == "of data"


# What cannot be used is found before the first training


@pytest.mark.parametrize("share", [0.0, -0.5, 1.01, float("nan")])
def test_a_share_must_lie_between_0_and_1(
    tmp_path: Path, trainings: list[str], share: float
) -> None:
    with pytest.raises(CorpusError, match=r"share \S+; expected more than 0 and at most 1"):
        learning_curve(settings_of(tmp_path, "nli"), [0.5, share])
    assert trainings == []


def test_no_shares_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="found no shares; expected one at least"):
        learning_curve(settings_of(tmp_path, "nli"), [])


def test_a_share_without_a_group_is_found_at_once(tmp_path: Path, trainings: list[str]) -> None:
    with pytest.raises(CorpusError, match=r"share 0\.001: holds none of the \d+ groups"):
        learning_curve(settings_of(tmp_path, "nli"), [1.0, 0.001])
    assert trainings == []


def test_dev_labels_that_cannot_be_scored_are_found_at_once(
    tmp_path: Path, trainings: list[str]
) -> None:
    rows = [
        {"premise": "It rained.", "hypothesis": label, "label": label}
        for label in ("not_entailment", "not_contradiction")
    ]
    dev = DataSet(str(write_lines(tmp_path / "dev.jsonl", rows)))
    with pytest.raises(CorpusError, match="found labels that leave different things open"):
        learning_curve(settings_of(tmp_path, "nli", dev=(dev,)), SHARES)
    assert trainings == []


def test_one_step_of_attribution_alone_has_no_curve(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="part 'cues': teaches one step"):
        learning_curve(settings_of(tmp_path, "attribution", part="cues"), SHARES)


def test_shares_are_sorted_and_doubles_taken_once(tmp_path: Path) -> None:
    runs = curve._plan(settings_of(tmp_path, "nli"), [1, 0.25, 0.5, 0.25])
    assert [run.share for run in runs] == [0.25, 0.5, 1]
    assert [Path(run.output).name for run in runs] == ["share-0.25", "share-0.5", "share-1"]


def test_articles_of_two_sets_may_share_an_id(
    tmp_path: Path, trainings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rules find the one cue of each article, which stands elsewhere in the other set."""
    monkeypatch.setattr(curve, "find_attributions", find_by_rules)
    short = article_row(
        "Ilo Brask said it was late.", "a", (["Ilo Brask"], "said", ["it was late"])
    )
    long = article_row(
        "The mill was closed. Orla Venn said it burned.",
        "a",
        (["Orla Venn"], "said", ["it burned"]),
    )
    dev = tuple(
        DataSet(str(write_lines(tmp_path / f"{name}.jsonl", [row])))
        for name, row in (("short", short), ("long", long))
    )
    cue_f1 = learning_curve(settings_of(tmp_path, "attribution", dev=dev), [1]).scores["cue_f1"]
    assert (cue_f1.value, cue_f1.n) == (1, 2)


def find_by_rules(article: Article, *, tagger: Any) -> tuple[Attribution, ...]:
    return tuple(find_attributions_by_rules(article))


# The command


def invoke(settings: Settings, *more: str) -> Result:
    """Give the settings of `begun` to the command."""
    [data] = settings.data
    return CliRunner().invoke(
        main,
        ["evaluate", "curve", settings.task, "--data", data.path, "--output", settings.output,
         "--base", settings.base, "--batch-size", "4", "--max-tokens", "48", "--held-back", "0.4",
         "--seed", "5", *more],
    )  # fmt: skip


def test_the_command_shows_the_curve(
    done: tuple[Settings, Evaluation], begun: Settings, trainings: list[str]
) -> None:
    result = invoke(begun, "--shares", "0.5,1", "--json")
    assert result.exit_code == 0, result.output
    assert Evaluation.from_dict(json.loads(result.stdout)).scores == done[1].scores
    assert "share-1: trained before" in result.stderr
    assert trainings == []


@pytest.mark.parametrize(
    ("shares", "code", "said"),
    [("half", 2, "'half'; expected numbers such as 0.25,0.5,1"), ("0.5,2", 1, "share 2; expected")],
)
def test_bad_shares_are_one_error(begun: Settings, shares: str, code: int, said: str) -> None:
    result = invoke(begun, "--shares", shares)
    assert result.exit_code == code
    assert said in result.stderr


def test_a_curve_decides_the_share_itself(begun: Settings) -> None:
    result = invoke(begun, "--share", "0.5")
    assert result.exit_code == 2
    assert "'--share'" in result.stderr
