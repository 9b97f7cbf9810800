"""Training: settings, examples by the logic of stances, features, and whole tiny runs."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tiny import tiny_tokenizer, write_checkpoint, write_lines

from attrib.cli import main
from attrib.corpora import AnnotatedArticle, Dossier, NLIExample, Statement, fingerprint
from attrib.corpora.articles import read_annotated
from attrib.errors import CheckpointError, CorpusError
from attrib.networks import LABELS, AttributionNetwork, NLINetwork
from attrib.records import Entailment, Passage, Span, Stance, TextPair
from attrib.training.card import write_card, write_record
from attrib.training.dossiers import dossier_examples
from attrib.training.examples import (
    IGNORED,
    Features,
    attribution_features,
    nli_features,
    read_features,
)
from attrib.training.settings import DataSet, Settings, read_settings

ENTAILS, NEUTRAL, CONTRADICTS = Entailment

# Settings


def settings_of(folder: Path, task: str = "nli", **changes: Any) -> Settings:
    values: dict[str, Any] = {
        "base": str(folder / "base"),
        "output": str(folder / "mine"),
        "data": (DataSet("data.jsonl"),),
        "batch_size": 8,
        "max_tokens": 48,
        "held_back": 0.25,
        "learning_rate": 1e-3,
    }
    return Settings(task=task, **{**values, **changes})


def write_toml(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_settings_are_read_from_toml(tmp_path: Path) -> None:
    path = write_toml(
        tmp_path / "run.toml",
        """
        task = "nli"
        base = "models/nli"
        output = "models/mine"
        epochs = 2
        seed = 9
        [[data]]
        path = "pairs.parquet"
        without = { dataset = ["ledger"] }
        keep = { gazette = 0.5 }
        [[data]]
        path = "dossiers.jsonl"
        format = "dossiers"
        licence = "ours"
        share = 0.25
        """,
    )
    assert read_settings(path) == Settings(
        task="nli",
        base="models/nli",
        output="models/mine",
        data=(
            DataSet("pairs.parquet", without={"dataset": ["ledger"]}, keep={"gazette": 0.5}),
            DataSet("dossiers.jsonl", "dossiers", "ours", 0.25),
        ),
        epochs=2,
        seed=9,
    )


def test_settings_come_back_from_plain_values(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    values = json.loads(json.dumps(settings.to_dict()))
    assert Settings(**{**values, "data": tuple(DataSet(**d) for d in values["data"])}) == settings


HEAD = 'task = "nli"\nbase = "b"\noutput = "o"\n'
DATA = '[[data]]\npath = "pairs.jsonl"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"{HEAD}epoch = 3\nlr = 1\n{DATA}", "unknown epoch, lr; expected base, "),
        (f"{HEAD}{DATA}licens = 'x'\n", "[[data]]: unknown licens; expected format, keep, licence"),
        (f"{HEAD.replace('nli', 'quotes')}{DATA}", "task 'quotes'; expected one of"),
        (f"{HEAD}{DATA}format = 'csv'\n", "pairs.jsonl: format 'csv'; expected one of"),
        (f"{HEAD}{DATA}share = 0.0\n", "share 0.0; expected more than 0"),
        (f"{HEAD}{DATA}share = 1.5\n", "share 1.5; expected more than 0"),
        (f"{HEAD}{DATA}share = 'half'\n", "[[data]]:"),
        (HEAD, "no training data; expected at least one [[data]] table"),
        (f"task = 'nli'\nbase = 'b'\n{DATA}", "'output'"),
        (f"{HEAD}[[data]]\nformat = 'nli'\n", "'path'"),
        (f"{HEAD}{DATA}share = \n", "not a readable TOML file"),
    ],
)
def test_bad_settings_are_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CorpusError, match=re.escape(said)):
        read_settings(write_toml(tmp_path / "run.toml", text))


def test_missing_settings_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"gone\.toml: not a readable TOML file"):
        read_settings(tmp_path / "gone.toml")


# Dossiers as NLI examples

A, B = "Orla Venn: the gate was opened", "the board: somebody touched the gate"
P = "The gate was opened by hand."


def dossier_of(
    *stands: tuple[Stance, dict[str, str]], updates: bool = False, id: str = "quillmere"
) -> Dossier:
    texts = [("s1", *A.split(": ")), ("s2", *B.split(": "))][: len(stands)]
    return Dossier(
        id=id,
        background="The dam at Quillmere overflowed.",
        propositions={"p": P},
        excludes=frozenset(),
        statements=tuple(
            Statement(id, speaker, f"{content}.", "", "", (content,), stance, signs)
            for (id, speaker, content), (stance, signs) in zip(texts, stands, strict=True)
        ),
        updates=frozenset({frozenset(("s1", "s2"))} if updates else ()),
    )


def triples(examples: Sequence[NLIExample]) -> set[tuple[str, str, Entailment]]:
    return {(e.pair.premise, e.pair.hypothesis, e.label) for e in examples}


def examples_of(*dossiers: Dossier, share: float = 1.0, seed: int = 1) -> list[NLIExample]:
    return dossier_examples(dossiers, DataSet("d", format="dossiers", share=share), seed=seed)


ASSERTS, DENIES, UNCOMMITTED = Stance
HOLDS, REJECTS = {"p": "+"}, {"p": "-"}


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        # Both assert: contents bear on each other as the statements do.
        ((ASSERTS, HOLDS), (ASSERTS, REJECTS), {(A, B, CONTRADICTS), (B, A, CONTRADICTS)}),
        ((ASSERTS, HOLDS), (ASSERTS, HOLDS), {(A, B, ENTAILS), (B, A, ENTAILS)}),
        # One denies: what contradicts the denial entails what is denied, in this order only.
        ((ASSERTS, HOLDS), (DENIES, REJECTS), {(A, B, ENTAILS)}),
        ((DENIES, REJECTS), (ASSERTS, HOLDS), {(B, A, ENTAILS)}),
        ((ASSERTS, REJECTS), (DENIES, REJECTS), {(A, B, CONTRADICTS), (B, A, CONTRADICTS)}),
        # Both deny: the same thing denied; from two that clash nothing follows.
        ((DENIES, REJECTS), (DENIES, REJECTS), {(A, B, ENTAILS), (B, A, ENTAILS)}),
        ((DENIES, HOLDS), (DENIES, REJECTS), set()),
    ],
)
def test_the_label_of_two_contents_follows_from_signs_and_stances(
    a: tuple[Stance, dict[str, str]], b: tuple[Stance, dict[str, str]], expected: set[Any]
) -> None:
    found = {t for t in triples(examples_of(dossier_of(a, b))) if P not in t}
    assert found == expected


@pytest.mark.parametrize("stance", [ASSERTS, DENIES])
def test_a_later_toll_is_neutral(stance: Stance) -> None:
    dossier = dossier_of((ASSERTS, HOLDS), (stance, REJECTS), updates=True)
    found = {t for t in triples(examples_of(dossier)) if P not in t}
    assert found == {(A, B, NEUTRAL), (B, A, NEUTRAL)}


@pytest.mark.parametrize("other", [(ASSERTS, HOLDS), (DENIES, REJECTS), (UNCOMMITTED, {})])
def test_the_uncommitted_bear_on_nobody(other: tuple[Stance, dict[str, str]]) -> None:
    dossier = dossier_of((UNCOMMITTED, {}), other)
    found = {t for seed in range(20) for t in triples(examples_of(dossier, seed=seed))}
    assert {label for *texts, label in found if A in texts} == {NEUTRAL}
    assert (A, B, NEUTRAL) in found


@pytest.mark.parametrize(
    ("stance", "signs", "expected"),
    [
        (ASSERTS, HOLDS, (A, P, ENTAILS)),
        (ASSERTS, REJECTS, (A, P, CONTRADICTS)),
        (DENIES, REJECTS, (P, A, ENTAILS)),
        (DENIES, HOLDS, (P, A, CONTRADICTS)),
    ],
)
def test_a_statement_beside_the_proposition_it_takes_a_side_on(
    stance: Stance, signs: dict[str, str], expected: tuple[str, str, Entailment]
) -> None:
    assert triples(examples_of(dossier_of((stance, signs)))) == {expected}


def test_strangers_are_neutral_and_stay_with_their_dossier() -> None:
    here, there = (dossier_of((ASSERTS, HOLDS), (ASSERTS, HOLDS), id=id) for id in ("a", "b"))
    there = dataclasses.replace(
        there,
        statements=tuple(dataclasses.replace(s, speaker="Ilo Brask") for s in there.statements),
    )
    found = [e for seed in range(8) for e in examples_of(here, there, seed=seed)]
    mixed = [
        e
        for e in found
        if P not in (e.pair.premise, e.pair.hypothesis)
        and ("Ilo Brask" in e.pair.premise) != ("Ilo Brask" in e.pair.hypothesis)
    ]
    assert mixed
    assert {e.label for e in mixed} == {NEUTRAL}
    assert all((e.group == "b") == ("Ilo Brask" in e.pair.premise) for e in mixed)


def test_a_dossier_of_one_statement_has_strangers_too() -> None:
    small, large = dossier_of((ASSERTS, HOLDS), id="a"), dossier_of(*[(ASSERTS, {})] * 2, id="b")
    found = {e.group for seed in range(8) for e in examples_of(small, large, seed=seed)}
    assert found == {"a", "b"}


def test_examples_are_the_seed_s_and_share_thins_them() -> None:
    dossiers = [dossier_of((ASSERTS, HOLDS), (DENIES, REJECTS), id=f"event {n}") for n in range(60)]
    assert examples_of(*dossiers, seed=3) == examples_of(*dossiers, seed=3)
    assert examples_of(*dossiers, seed=3) != examples_of(*dossiers, seed=4)
    whole, half = len(examples_of(*dossiers)), len(examples_of(*dossiers, share=0.5))
    assert 0.4 < half / whole < 0.6


def test_quotation_marks_and_that_are_no_part_of_what_is_judged() -> None:
    dossier = dossier_of((ASSERTS, HOLDS))
    [said] = dossier.statements
    said = dataclasses.replace(said, content=('"that the gate', 'was opened,"'))
    quoted = dataclasses.replace(dossier, statements=(said,))
    assert triples(examples_of(quoted)) == {(A, P, ENTAILS)}


# Features

ARTICLE = (
    "Mayor Orla Venn said the bridge was closed. "
    "According to the ferry crew, two boats sank at night. "
    "The gate broke."
)


def spans_of(text: str, *words: str) -> list[list[int]]:
    return [[text.index(w), text.index(w) + len(w)] for w in words]


def article_row(text: str, id: str, *attributions: tuple[Sequence[str], str, Sequence[str]]) -> Any:
    return {
        "id": id,
        "text": text,
        "attributions": [
            {"id": f"{id}-{n}", "source": spans_of(text, *source), "cue": spans_of(text, cue),
             "content": spans_of(text, *content)}
            for n, (source, cue, content) in enumerate(attributions)
        ],
    }  # fmt: skip


@pytest.fixture
def annotated(tmp_path: Path) -> AnnotatedArticle:
    row = article_row(
        ARTICLE,
        "tarnholt",
        (["Mayor Orla Venn"], "said", ["the bridge was closed"]),
        (["the ferry crew"], "According to", ["two boats", "at night"]),
    )
    [article] = read_annotated(write_lines(tmp_path / "articles.jsonl", [row]))
    return article


@pytest.fixture
def passes(annotated: AnnotatedArticle, tmp_path: Path) -> list[Features]:
    """The cue pass over the article, then the roles of each of its two cues."""
    return attribution_features([annotated], tiny_tokenizer(), settings_of(tmp_path, "attribution"))


def words_labelled(row: Features, role: str) -> list[str]:
    """Decode the runs of B- and I- tokens of one role, lower case, without spaces."""
    tokenizer = tiny_tokenizer()
    runs: list[list[int]] = []
    for token, target in zip(row["input_ids"], row["labels"], strict=True):
        label = "O" if target == IGNORED else LABELS["attribution"][target]
        if label == f"B-{role}":
            runs.append([token])
        elif label == f"I-{role}":
            runs[-1].append(token)
    return [tokenizer.decode(run).replace(" ", "") for run in runs]


def words_marked(row: Features) -> str:
    marked = [t for t, k in zip(row["input_ids"], row["token_type_ids"], strict=True) if k]
    return str(tiny_tokenizer().decode(marked))


def test_the_cue_pass_marks_nothing_and_asks_for_cues_alone(passes: list[Features]) -> None:
    row = passes[0]
    assert words_marked(row) == ""
    assert words_labelled(row, "cue") == ["said", "accordingto"]
    assert words_labelled(row, "source") == words_labelled(row, "content") == []


def test_the_role_pass_marks_one_cue_and_asks_for_its_roles(passes: list[Features]) -> None:
    assert len(passes) == 3
    _, first, second = passes
    assert [words_marked(row) for row in (first, second)] == ["said", "according to"]
    assert words_labelled(first, "source") == ["mayororlavenn"]
    assert words_labelled(first, "content") == ["thebridgewasclosed"]
    assert words_labelled(second, "source") == ["theferrycrew"]
    assert words_labelled(second, "content") == ["twoboats", "atnight"]
    assert [words_labelled(row, "cue") for row in (first, second)] == [["said"], ["accordingto"]]


def test_special_tokens_are_ignored_and_no_others(passes: list[Features]) -> None:
    specials = {tiny_tokenizer().token_to_id(name) for name in ("[CLS]", "[SEP]")}
    for row in passes:
        lengths = {len(row[name]) for name in ("input_ids", "token_type_ids", "labels")}
        assert lengths == {row["length"]}
        ignored = [target == IGNORED for target in row["labels"]]
        assert ignored == [token in specials for token in row["input_ids"]]


def test_what_is_cut_off_is_not_asked_for(annotated: AnnotatedArticle, tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "attribution", max_tokens=7)
    rows = attribution_features([annotated], tiny_tokenizer(), settings)
    assert [row["length"] for row in rows] == [7, 7, 7]
    assert words_labelled(rows[1], "content") == ["the"]


def test_nli_features_are_the_pair_and_its_label_s_column(tmp_path: Path) -> None:
    examples = [
        NLIExample(TextPair("the gate sank", "the gate"), label, "g") for label in Entailment
    ]
    rows = nli_features(examples, tiny_tokenizer(), settings_of(tmp_path))
    assert [LABELS["nli"][row["labels"]] for row in rows] == list(Entailment)
    decoded = tiny_tokenizer().decode(rows[0]["input_ids"], skip_special_tokens=False)
    assert decoded == "[CLS] the gate sank [SEP] the gate [SEP]"
    assert rows[0]["token_type_ids"] == [0, 0, 0, 0, 0, 1, 1, 1]


# Whole runs

THINGS = ("bridge", "gate", "mill", "ferry", "dam", "harbour", "flood", "fire")
NLI_ROWS = [
    {"premise": f"the {a} was {x}", "hypothesis": f"the {b} was {y}", "label": label}
    for a, b in zip(THINGS, THINGS[1:] + THINGS[:1], strict=True)
    for x, y, label in (
        ("closed", "closed", "entailment"),
        ("closed", "opened", "contradiction"),
        ("lost", "closed", "neutral"),
    )
]
ARTICLE_ROWS = [
    article_row(
        f"Ilo Brask said the {thing} was closed. It was Monday.",
        f"article {n}",
        (["Ilo Brask"], "said", [f"the {thing} was closed"]),
    )
    for n, thing in enumerate(THINGS)
]
WEIGHTS = "model.safetensors"
FILES = {
    WEIGHTS, "model_int8.onnx", "config.json", "tokenizer.json", "tokenizer_config.json",
    "training.json", "README.md",
}  # fmt: skip


def weights_of(folder: Path) -> dict[str, Any]:
    from safetensors.numpy import load_file

    return dict(load_file(folder / WEIGHTS))


def as_toml(settings: Settings) -> str:
    values = settings.to_dict()
    [data] = values.pop("data")
    lines = [f"{key} = {json.dumps(value)}" for key, value in values.items()]
    kept = {key: data[key] for key in ("path", "format", "licence")}
    lines += ["[[data]]", *(f"{key} = {json.dumps(value)}" for key, value in kept.items())]
    return "\n".join(lines)


@pytest.fixture(scope="session")
def nli_run(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a judge that has been trained by them."""
    from attrib.training.run import train

    folder = tmp_path_factory.mktemp("nli run")
    write_checkpoint(folder / "base", "nli")
    data = write_lines(folder / "pairs.jsonl", NLI_ROWS)
    settings = settings_of(folder, data=(DataSet(str(data), licence="CC0, invented"),), seed=5)
    assert train(settings) == folder / "mine"
    return settings


@pytest.fixture(scope="session")
def attribution_run(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a tagger that has been trained by them."""
    from attrib.training.run import train

    folder = tmp_path_factory.mktemp("attribution run")
    write_checkpoint(folder / "base", "attribution")
    data = write_lines(folder / "articles.jsonl", ARTICLE_ROWS)
    settings = settings_of(
        folder, "attribution", data=(DataSet(str(data), "articles", "CC0, invented"),), epochs=2
    )
    train(settings)
    return settings


@pytest.fixture(params=["nli_run", "attribution_run"])
def run(request: pytest.FixtureRequest) -> Settings:
    settings: Settings = request.getfixturevalue(request.param)
    return settings


def test_a_run_leaves_a_whole_checkpoint(run: Settings) -> None:
    output = Path(run.output)
    assert {path.name for path in output.iterdir()} >= FILES
    config = json.loads((output / "config.json").read_text(encoding="utf-8"))
    names = config["id2label"]
    assert tuple(names[str(i)] for i in range(len(names))) == LABELS[run.task]
    assert {value.dtype.name for value in weights_of(output).values()} == {"float16"}
    assert not list(output.rglob("*.pkl"))


def test_a_run_changes_the_weights(run: Settings) -> None:
    before, after = weights_of(Path(run.base)), weights_of(Path(run.output))
    assert before.keys() == after.keys()
    name = "classifier.weight"
    assert abs(before[name] - after[name].astype("float32")).max() > 1e-3


def test_the_record_says_what_was_done(run: Settings) -> None:
    record = json.loads((Path(run.output) / "training.json").read_text(encoding="utf-8"))
    assert record["settings"] == json.loads(json.dumps(run.to_dict()))
    assert record["base"] == "base"
    [done] = record["runs"]
    [data] = done["data"]
    assert data["fingerprint"] == fingerprint(Path(run.data[0].path))
    assert data["items"] == {"nli": len(NLI_ROWS), "attribution": len(ARTICLE_ROWS)}[run.task]
    assert done["seed"] == run.seed
    assert done["examples"] > 0 < done["held_back"]
    assert 0 <= done["held_back_accuracy"] <= 1
    assert record["export"]["compared"] >= done["held_back"]
    assert 0 <= record["export"]["differing"] <= 1


def test_the_card_names_data_licence_and_seed(run: Settings) -> None:
    card = (Path(run.output) / "README.md").read_text(encoding="utf-8")
    data = Path(run.data[0].path)
    assert f"| {data.name} | " in card
    assert f"| CC0, invented | `{fingerprint(data)}` |" in card
    assert f"seed {run.seed}," in card
    assert "`attrib train mine.toml`" in card
    assert "Base: base." in card
    assert "`model_int8.onnx`" in card
    tag = {"nli": "text-classification", "attribution": "token-classification"}[run.task]
    assert card.startswith("---\n")
    assert f"pipeline_tag: {tag}\n---\n" in card


def test_the_trained_judge_judges(nli_run: Settings) -> None:
    [judgement] = NLINetwork(Path(nli_run.output)).judge([TextPair("the gate", "it was shut")])
    assert sum(dataclasses.astuple(judgement)) == pytest.approx(1, abs=1e-5)


def test_the_trained_tagger_tags(attribution_run: Settings) -> None:
    text = "Ilo Brask said the mill was closed."
    passage = Passage(text, Span(0, len(text)), Span(10, 14))
    [found] = AttributionNetwork(Path(attribution_run.output)).tag([passage])
    assert all(passage.span.contains(tagged.span) for tagged in found)


def test_no_article_or_premise_is_on_both_sides(run: Settings) -> None:
    features = read_features(run, tiny_tokenizer())
    groups = {"nli": "[SEP]", "attribution": "closed"}  # the text up to here names the group
    sides = []
    for rows in (features.train, features.held_back):
        texts = [tiny_tokenizer().decode(r["input_ids"], skip_special_tokens=False) for r in rows]
        sides.append({text.split(groups[run.task])[0] for text in texts})
    assert sides[0]
    assert sides[1]
    assert not sides[0] & sides[1]


def test_the_command_trains_and_one_seed_gives_one_result(
    nli_run: Settings, tmp_path: Path
) -> None:
    again = dataclasses.replace(nli_run, output=str(tmp_path / "again"))
    path = write_toml(tmp_path / "again.toml", as_toml(again))
    result = CliRunner().invoke(main, ["train", str(path), "--workdir", str(tmp_path / "work")])
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    assert result.stderr.splitlines()[-1] == f"wrote {again.output}"
    assert list((tmp_path / "work").glob("checkpoint-*"))
    first, second = weights_of(Path(nli_run.output)), weights_of(Path(again.output))
    assert first.keys() == second.keys()
    assert all((first[name] == second[name]).all() for name in first)


def test_a_run_goes_on_from_its_last_checkpoint(nli_run: Settings, tmp_path: Path) -> None:
    from safetensors.numpy import load_file, save_file

    from attrib.training.run import train

    workdir = shutil.copytree(Path(nli_run.output) / "checkpoints", tmp_path / "work")
    [checkpoint] = workdir.glob("checkpoint-*")
    stored = load_file(checkpoint / WEIGHTS)
    stored["classifier.bias"][:] = (8, 0, -8)  # as no run from the base would have it
    save_file(stored, checkpoint / WEIGHTS, metadata={"format": "pt"})
    longer = dataclasses.replace(nli_run, output=str(tmp_path / "longer"), epochs=2)
    output = train(longer, workdir=workdir)
    assert weights_of(output)["classifier.bias"] == pytest.approx([8, 0, -8], abs=0.5)
    steps = [int(path.name.split("-")[1]) for path in workdir.glob("checkpoint-*")]
    assert max(steps) == 2 * int(checkpoint.name.split("-")[1])


# Errors


@pytest.mark.parametrize("task", ["nli", "attribution"])
def test_a_missing_base_is_one_line(tmp_path: Path, task: str) -> None:
    data = write_lines(tmp_path / "data.jsonl", NLI_ROWS)
    settings = settings_of(tmp_path, task, data=(DataSet(str(data)),))
    path = write_toml(tmp_path / "run.toml", as_toml(settings))
    result = CliRunner().invoke(main, ["train", str(path)])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    [line] = result.stderr.splitlines()
    assert line.startswith("Error: ")
    assert f"{settings.base}: no config.json, model.safetensors, tokenizer.json; expected" in line
    assert result.stdout == ""
    assert not Path(settings.output).exists()


def test_wrong_settings_are_one_line(tmp_path: Path) -> None:
    path = write_toml(tmp_path / "run.toml", f"{HEAD}epoch = 3\n{DATA}")
    result = CliRunner().invoke(main, ["train", str(path)])
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "unknown epoch" in result.stderr


def test_settings_that_are_not_there_are_wrong_usage(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["train", str(tmp_path / "gone.toml")]).exit_code == 2


def test_missing_data_are_an_error(nli_run: Settings, tmp_path: Path) -> None:
    from attrib.training.run import train

    settings = dataclasses.replace(nli_run, data=(DataSet(str(tmp_path / "gone.jsonl")),))
    with pytest.raises(CorpusError, match=r"gone\.jsonl"):
        train(settings)


@pytest.mark.parametrize("name", ["config.json", WEIGHTS, "tokenizer.json"])
def test_an_incomplete_base_is_an_error(nli_run: Settings, tmp_path: Path, name: str) -> None:
    from attrib.training.run import train

    base = shutil.copytree(nli_run.base, tmp_path / "base")
    (base / name).unlink()
    settings = dataclasses.replace(nli_run, base=str(base), output=str(tmp_path / "mine"))
    with pytest.raises(CheckpointError, match=re.escape(f"{base}: no {name};")):
        train(settings)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_an_empty_side_of_the_split_is_an_error(
    nli_run: Settings, tmp_path: Path, share: float
) -> None:
    from attrib.training.run import train

    settings = dataclasses.replace(nli_run, held_back=share, output=str(tmp_path / "mine"))
    with pytest.raises(CorpusError, match="held_back"):
        train(settings)


# The card


def test_runs_before_stand_first_and_scores_are_printed_with_their_interval(tmp_path: Path) -> None:
    run = {
        "command": "attrib train first.toml", "epochs": 1.0, "batch_size": 8, "learning_rate": 1e-4,
        "seed": 1, "examples": 1200, "held_back": 30, "held_back_accuracy": 0.5,
        "data": [{"name": "a.jsonl", "items": 1230, "licence": "CC0", "fingerprint": "00ff"}],
    }  # fmt: skip
    record = {
        "settings": {"task": "nli"},
        "base": "somebody/base",
        "runs": [run, {**run, "command": "attrib train second.toml", "seed": 2}],
        "export": {"compared": 1000, "differing": 0.0123},
        "versions": "torch 0",
    }
    score = {"value": 0.5, "low": 0.25, "high": 0.75, "n": 12, "baseline": None}
    write_record(tmp_path, record)
    path = write_card(tmp_path, [{"data": "gold.jsonl", "scores": {"accuracy": score}}])
    card = path.read_text(encoding="utf-8")
    assert card.index("first.toml") < card.index("second.toml")
    assert "| a.jsonl | 1,230 | CC0 | `00ff` |" in card
    assert "another label than full precision on 1.23% of 1,000 held-back items" in card
    assert "| gold.jsonl | accuracy | 0.500 | 0.250–0.750 | 12 | undefined |" in card
