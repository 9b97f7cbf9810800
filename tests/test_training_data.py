"""Data sets before a run: formats, splits, leaks, and what ``--check`` says of them."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tiny import ARTICLE_ROWS, NLI_ROWS, article_row, write_checkpoint, write_lines

from attrib.cli import main
from attrib.corpora import AnnotatedArticle, Dossier, NLIExample
from attrib.errors import CorpusError
from attrib.records import Entailment
from attrib.training.data import Split, held_back_items, leaks, read_split
from attrib.training.settings import DataSet, Settings

SIGNS = ({"p": "+"}, {"p": "-"}, {"p": "+"})


def dossier_row(n: int) -> dict[str, Any]:
    statements = [
        {"id": f"s{m}", "speaker": f"Speaker {m}", "sentence": f"Speaker {m} said {n} sheds fell.",
         "source": f"Speaker {m}", "cue": "said", "content": [f"{n} sheds fell"],
         "stance": "asserts", "props": signs}
        for m, signs in enumerate(SIGNS)
    ]  # fmt: skip
    return {
        "id": f"event {n}",
        "background": "A storm hit Tarnholt.",
        "propositions": {"p": f"{n} sheds fell."},
        "statements": statements,
    }


def settings_of(*data: DataSet, task: str = "nli", **changes: Any) -> Settings:
    return Settings(task, "mine", data, **{"held_back": 0.3, **changes})


def data_of(folder: Path, name: str, rows: list[Any], **options: Any) -> DataSet:
    return DataSet(str(write_lines(folder / name, rows)), **options)


def texts_of(split: Split) -> tuple[set[str], set[str]]:
    train, held = (
        {f"{item.pair.premise} / {item.pair.hypothesis}" for one in side for item in one.items}
        for side in (split.train, split.held_back)
    )
    return train, held


def test_a_format_is_told_by_the_first_row(tmp_path: Path) -> None:
    gold = {**ARTICLE_ROWS[0], "pairs": []}
    split = read_split(
        settings_of(
            data_of(tmp_path, "pairs.jsonl", NLI_ROWS),
            data_of(tmp_path, "dossiers.jsonl", [dossier_row(n) for n in range(20)]),
            data_of(tmp_path, "gold.jsonl", [gold]),
        )
    )
    pairs, dossiers, articles = (len(one.items) for one in split.train)
    assert 0 < pairs < len(NLI_ROWS)
    assert dossiers > 20
    assert articles == 0


def test_numbers_are_made_of_the_counts_in_pairs(tmp_path: Path) -> None:
    rows = [
        {"premise": f"Brask saw {n} dogs.", "hypothesis": "So.", "label": "neutral"}
        for n in range(5, 45)
    ]
    split = read_split(settings_of(data_of(tmp_path, "a.jsonl", rows, format="numbers")))
    labels = {item.label for one in split.train for item in one.items}
    assert labels == set(Entailment)


@pytest.mark.parametrize("task", ["nli", "attribution"])
def test_one_event_stays_on_one_side(tmp_path: Path, task: str) -> None:
    data = data_of(tmp_path, "dossiers.jsonl", [dossier_row(n) for n in range(100, 160)])
    split = read_split(settings_of(data, task=task))
    train, held = (
        {
            re.findall(r"\d{3}", text)[0]
            for one in side
            for item in one.items
            for text in words(item)
        }
        for side in (split.train, split.held_back)
    )
    assert train and held
    assert not train & held


def words(item: Any) -> list[str]:
    if isinstance(item, AnnotatedArticle):
        return [item.article.text]
    return [item.pair.premise, item.pair.hypothesis]


def test_dossiers_teach_attribution(tmp_path: Path) -> None:
    data = data_of(tmp_path, "dossiers.jsonl", [dossier_row(n) for n in range(30)])
    split = read_split(settings_of(data, task="attribution"))
    annotated = split.train[0].items[0]
    assert [span.of(annotated.article.text) for span in annotated.attributions[0].cue] == ["said"]


# The share that is trained on


def groups_of(split: Split) -> tuple[set[str], set[str]]:
    train, held = (
        {item.group for one in side for item in one.items}
        for side in (split.train, split.held_back)
    )
    return train, held


@pytest.mark.parametrize("task", ["nli", "attribution"])
def test_a_bigger_share_holds_every_smaller_one(tmp_path: Path, task: str) -> None:
    data = data_of(tmp_path, "dossiers.jsonl", [dossier_row(n) for n in range(100, 160)])
    shares = (0.25, 0.5, 1.0)
    splits = [read_split(settings_of(data, task=task, share=share)) for share in shares]
    quarter, half, whole = (groups_of(split)[0] for split in splits)
    assert quarter < half < whole


def test_the_held_back_side_is_the_same_for_every_share(tmp_path: Path) -> None:
    data = data_of(tmp_path, "dossiers.jsonl", [dossier_row(n) for n in range(100, 160)])
    part, whole = (read_split(settings_of(data, share=share)) for share in (0.25, 1.0))
    assert part.held_back == whole.held_back


def test_a_share_cuts_no_group(tmp_path: Path) -> None:
    rows = [
        {"premise": f"Shed {n % 40} fell.", "hypothesis": f"{n}", "label": "neutral"}
        for n in range(120)
    ]
    split = read_split(settings_of(data_of(tmp_path, "a.jsonl", rows), share=0.5))
    sizes = Counter(item.group for item in split.train[0].items)
    assert set(sizes.values()) == {3}


def test_the_share_is_not_drawn_as_the_held_back_side_is(tmp_path: Path) -> None:
    """Were it one draw, a share above 1 - held_back would leave out nothing."""
    rows = [{"premise": f"{n}", "hypothesis": "So.", "label": "neutral"} for n in range(1000)]
    data = data_of(tmp_path, "a.jsonl", rows)
    whole, part = (
        len(read_split(settings_of(data, share=share)).train[0].items) for share in (1.0, 0.75)
    )
    # About 700 groups: a share of 0.75 has a standard deviation of sqrt(.75 * .25 / 700) = 0.016.
    assert part / whole == pytest.approx(0.75, abs=0.06)


def test_a_share_of_a_dev_set_s_rest_is_taken_too(tmp_path: Path) -> None:
    data = data_of(tmp_path, "pairs.jsonl", NLI_ROWS)
    dev = data_of(tmp_path, "dev.jsonl", [{**NLI_ROWS[0], "premise": "It rained."}])
    part, whole = (read_split(settings_of(data, dev=(dev,), share=s)) for s in (0.5, 1.0))
    assert groups_of(part)[0] < groups_of(whole)[0]
    assert part.held_back == whole.held_back


def test_a_share_without_a_group_says_how_many_there_are(tmp_path: Path) -> None:
    data = data_of(tmp_path, "pairs.jsonl", NLI_ROWS)
    groups = len(groups_of(read_split(settings_of(data)))[0])
    said = f"share 0.001: holds none of the {groups} groups to train on"
    with pytest.raises(CorpusError, match=said):
        read_split(settings_of(data, share=0.001))


def test_a_share_that_lacks_a_label_still_tells_all_apart(tmp_path: Path) -> None:
    """One group of neutral pairs among many of the others, and a share without it."""
    rows = [
        {"premise": f"Shed {n}", "hypothesis": "It fell.", "label": label}
        for n in range(60)
        for label in (("neutral",) if n == 0 else ("entailment", "contradiction"))
    ]
    data = data_of(tmp_path, "a.jsonl", rows)
    dev = data_of(tmp_path, "dev.jsonl", NLI_ROWS)
    splits = [read_split(settings_of(data, dev=(dev,), share=0.25, seed=seed)) for seed in range(4)]
    without = [one for one in splits if "Shed 0" not in groups_of(one)[0]]
    assert without
    assert {one.train[0].told for one in without} == {tuple(Entailment)}


# A set's own share that is held back


def two_sets(folder: Path, **options: Any) -> tuple[DataSet, DataSet]:
    """Write dossiers 100–159 and 200–259; the second set has options of its own."""
    return (
        data_of(folder, "first.jsonl", [dossier_row(n) for n in range(100, 160)]),
        data_of(folder, "second.jsonl", [dossier_row(n) for n in range(200, 260)], **options),
    )


def groups_by_set(split: Split) -> list[tuple[set[str], set[str]]]:
    return [
        ({item.group for item in train.items}, {item.group for item in held.items})
        for train, held in zip(split.train, split.held_back, strict=True)
    ]


@pytest.mark.parametrize("own", [0.0, 0.6])
def test_a_set_s_own_share_is_held_back_beside_the_run_s(tmp_path: Path, own: float) -> None:
    plain = groups_by_set(read_split(settings_of(*two_sets(tmp_path))))
    split = groups_by_set(read_split(settings_of(*two_sets(tmp_path, held_back=own))))
    assert split[0] == plain[0]
    train, held = split[1]
    assert (len(train), len(held)) == (60 - len(held), len(held))
    assert len(held) == 0 if own == 0 else len(held) > len(plain[1][1])
    assert not train & held


def test_a_set_s_share_as_big_as_the_run_s_changes_nothing(tmp_path: Path) -> None:
    plain = read_split(settings_of(*two_sets(tmp_path)))
    same = read_split(settings_of(*two_sets(tmp_path, held_back=0.3)))
    assert groups_by_set(plain) == groups_by_set(same)


def test_a_bigger_share_holds_back_what_a_smaller_one_does(tmp_path: Path) -> None:
    held = [
        groups_by_set(read_split(settings_of(*two_sets(tmp_path, held_back=share))))[1][1]
        for share in (0.1, 0.3, 0.8)
    ]
    assert held[0] < held[1] < held[2]


def test_a_dev_set_leaves_nothing_to_hold_back(tmp_path: Path) -> None:
    dev = data_of(tmp_path, "dev.jsonl", NLI_ROWS)
    settings = settings_of(*two_sets(tmp_path, held_back=0.6), dev=(dev,))
    assert [len({item.group for item in one.items}) for one in read_split(settings).train] == [
        60, 60,
    ]  # fmt: skip
    assert [len(items) for _, items in held_back_items(settings)] == [0, 0]


def test_what_is_held_back_can_be_had_whole(tmp_path: Path) -> None:
    pairs = data_of(tmp_path, "pairs.jsonl", NLI_ROWS)
    articles = data_of(tmp_path, "gold.jsonl", [{**row, "pairs": []} for row in ARTICLE_ROWS])
    settings = settings_of(*two_sets(tmp_path, held_back=0.6), pairs, articles)
    found = held_back_items(settings)
    assert [data for data, _ in found] == list(settings.data)
    assert [{type(item) for item in items} for _, items in found] == [
        {Dossier}, {Dossier}, {NLIExample}, {AnnotatedArticle},
    ]  # fmt: skip
    split = read_split(settings)
    for (_, items), train, held in zip(found, split.train, split.held_back, strict=True):
        groups = {item.group for item in items}
        assert {item.group for item in held.items} <= groups
        assert not {item.group for item in train.items} & groups
    assert [len({item.group for item in one.items}) for one in split.held_back[:2]] == [
        len(items) for _, items in found[:2]
    ]


# Annotations that stand apart from their texts


def annotations_of(folder: Path, **options: Any) -> DataSet:
    """Write dossiers as texts, and who speaks in them with what stance beside."""
    rows = [annotated_row(n) for n in range(30)]
    texts = write_lines(folder / "texts.jsonl", rows)
    notes = [
        {
            "id": row["id"],
            "sha256": hashlib.sha256(row["text"].encode()).hexdigest(),
            "attributions": [
                {"id": one["id"], "speakers": [f"Speaker {m}"], "stance": "asserts"}
                for m, one in enumerate(row["attributions"])
            ],
            "pairs": [{"a": row["attributions"][0]["id"], "b": row["attributions"][1]["id"],
                       "relation": "contradicts", "kind": "fact"}],
        }
        for row in rows
    ]  # fmt: skip
    return data_of(folder, "notes.jsonl", notes, texts=str(texts), **options)


def annotated_row(n: int) -> dict[str, Any]:
    return article_row(
        f"Ilo Brask said {n + 10} sheds fell. Una Tamm said the {n + 10} sheds stood.",
        f"storm {n}",
        (["Ilo Brask"], "said", [f"{n + 10} sheds fell"]),
        (["Una Tamm"], "said", [f"the {n + 10} sheds stood"]),
    )


@pytest.mark.parametrize("options", [{}, {"format": "annotations"}])
def test_annotations_teach_with_the_texts_they_are_about(
    tmp_path: Path, options: dict[str, Any]
) -> None:
    split = read_split(settings_of(annotations_of(tmp_path, **options)))
    train, held = groups_of(split)
    assert train | held == {f"storm {n}" for n in range(30)}
    assert not train & held
    items = split.train[0].items
    assert {item.label for item in items} == {Entailment.CONTRADICTION}
    assert all(item.pair.premise.startswith("Speaker ") for item in items)
    assert len(items) == 2 * len(train)


@pytest.mark.parametrize("texts", ["", "gone.jsonl"])
def test_annotations_without_their_texts_are_refused(tmp_path: Path, texts: str) -> None:
    with pytest.raises(CorpusError, match=texts or "no texts; expected the file of the articles"):
        read_split(settings_of(replace(annotations_of(tmp_path), format="annotations",
                                       texts=texts and str(tmp_path / texts))))  # fmt: skip


# Dev sets and leaks


def test_a_dev_set_is_held_back_whole(tmp_path: Path) -> None:
    data = data_of(tmp_path, "pairs.jsonl", NLI_ROWS)
    other = [{**row, "premise": "It rained."} for row in NLI_ROWS]
    split = read_split(settings_of(data, dev=(data_of(tmp_path, "dev.jsonl", other),)))
    assert [len(one.items) for one in split.train] == [len(NLI_ROWS)]
    assert [len(one.items) for one in split.held_back] == [len(NLI_ROWS)]
    assert not leaks(split)


def test_a_leak_is_refused_unless_allowed(tmp_path: Path) -> None:
    data = data_of(tmp_path, "pairs.jsonl", NLI_ROWS)
    shouted = {**NLI_ROWS[0], "premise": NLI_ROWS[0]["premise"].upper() + " "}
    dev = data_of(tmp_path, "dev.jsonl", [shouted, {**NLI_ROWS[1], "premise": "It rained."}])
    said = "1 of 2 dev examples are in the training data too, such as 'the bridge was closed / "
    with pytest.raises(CorpusError, match=re.escape(said)):
        read_split(settings_of(data, dev=(dev,)))
    split = read_split(settings_of(data, dev=(dev,), allow_leaks=True))
    assert sum(leaks(split).values()) == 1


def test_an_article_in_both_is_a_leak(tmp_path: Path) -> None:
    data = data_of(tmp_path, "articles.jsonl", ARTICLE_ROWS)
    dev = data_of(tmp_path, "dev.jsonl", [{**ARTICLE_ROWS[0], "id": "renamed"}])
    with pytest.raises(CorpusError, match="1 of 1 dev examples are in the training data"):
        read_split(settings_of(data, task="attribution", dev=(dev,)))


def test_columns_and_labels_are_mapped_and_split_by_a_group(tmp_path: Path) -> None:
    rows = [
        {"body": f"{n}", "claim": f"claim {n % 10}", "stance": "deny"} for n in range(100)
    ]  # fmt: skip
    data = data_of(
        tmp_path,
        "stance.jsonl",
        rows,
        columns={"premise": "body", "hypothesis": "claim", "label": "stance", "group": "claim"},
        labels={"deny": "contradiction"},
    )
    split = read_split(settings_of(data))
    train, held = ({item.pair.hypothesis for item in side[0].items} for side in
                   (split.train, split.held_back))  # fmt: skip
    assert train and held
    assert not train & held


def test_two_way_sets_tell_two_labels_apart(tmp_path: Path) -> None:
    two = [row for row in NLI_ROWS if row["label"] != "neutral"]
    split = read_split(settings_of(data_of(tmp_path, "two.jsonl", two)))
    assert split.train[0].told == (Entailment.ENTAILMENT, Entailment.CONTRADICTION)


def test_not_entailment_is_either_of_two_and_all_three_are_told_apart(tmp_path: Path) -> None:
    rte = [{**row, "label": "not_entailment" if n % 2 else "entailment"}
           for n, row in enumerate(NLI_ROWS)]  # fmt: skip
    split = read_split(settings_of(data_of(tmp_path, "rte.jsonl", rte)))
    assert split.train[0].told == tuple(Entailment)
    possible = {item.possible for item in split.train[0].items}
    assert possible == {
        (Entailment.ENTAILMENT,),
        (Entailment.NEUTRAL, Entailment.CONTRADICTION),
    }


def test_a_named_set_that_cannot_be_had_is_one_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setenv("HF_DATASETS_OFFLINE", "1")
    with pytest.raises(CorpusError, match="nobody/nothing"):
        read_split(settings_of(DataSet("nobody/nothing")))


def test_token_tags_may_come_from_a_named_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = {"words": ["Brask", "said", "it", "rained", "."],
           "labels": ["B-source", "B-cue", "B-content", "I-content", "O"]}  # fmt: skip
    monkeypatch.setattr("attrib.training.data.load_named_rows", lambda *_, **__: [row] * 9)
    data = DataSet("somebody/tags", columns={"tokens": "words"})
    split = read_split(settings_of(data, task="attribution"))
    annotated = (split.train[0].items or split.held_back[0].items)[0]
    [attribution] = annotated.attributions
    assert [span.of(annotated.article.text) for span in attribution.content] == ["it rained"]


# --check


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_checkpoint(tmp_path_factory.mktemp("base"), "nli")


def check(folder: Path, base: Path, rows: list[Any], *more: str) -> str:
    path = write_lines(folder / "pairs.jsonl", rows)
    result = CliRunner(env={"COLUMNS": "200"}).invoke(
        main,
        ["train", "nli", "--data", str(path), "--output", str(folder / "mine"), "--base", str(base),
         "--held-back", "0.3", "--batch-size", "4", "--check", *more],
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert not (folder / "mine").exists()
    return result.stdout


def test_check_counts_and_estimates(tmp_path: Path, base: Path) -> None:
    said = check(tmp_path, base, NLI_ROWS)
    train = re.search(r"pairs.jsonl │ train +│ (\d+) ", said)
    held = re.search(r"pairs.jsonl │ held back │ (\d+) ", said)
    assert train and held
    assert int(train[1]) + int(held[1]) == len(NLI_ROWS)
    assert re.search(r"contradiction \d+, entailment \d+, neutral \d+", said)
    assert re.search(rf"{-(-int(train[1]) // 4)} steps, about a minute", said)


def test_check_finds_doubles_and_clashes(tmp_path: Path, base: Path) -> None:
    row = {"premise": "the dam held", "hypothesis": "the dam broke", "label": "contradiction"}
    clash = {**row, "label": "entailment"}
    said = check(tmp_path, base, [*NLI_ROWS, row, row, clash])
    assert "clashing labels, such as 'the dam held / the dam broke'" in said
    assert re.search(r"│ 2 +│ 1 +│", said)


def test_check_says_what_the_limit_cuts(tmp_path: Path, base: Path) -> None:
    long = {**NLI_ROWS[0], "premise": "the gate " * 100}
    said = check(tmp_path, base, [*NLI_ROWS, long], "--max-tokens", "16")
    assert re.search(r"the limit of 16 \(the encoder reads 320\) cuts 4\.0% of rows", said)


def test_check_says_that_a_set_is_two_way(tmp_path: Path, base: Path) -> None:
    two = [row for row in NLI_ROWS if row["label"] != "neutral"]
    assert "tells apart entailment and contradiction only" in check(tmp_path, base, two)


def test_check_counts_attributions(tmp_path: Path) -> None:
    base = write_checkpoint(tmp_path / "base", "attribution")
    path = write_lines(tmp_path / "articles.jsonl", ARTICLE_ROWS)
    result = CliRunner(env={"COLUMNS": "200"}).invoke(
        main,
        ["train", "attribution", "--data", str(path), "--output", str(tmp_path / "mine"),
         "--base", str(base), "--held-back", "0.3", "--check"],
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert re.search(r"articles.jsonl │ train +│ \d +│ 1 +│ attribution \d", result.stdout)


# Errors


def invoke(*arguments: str) -> Any:
    return CliRunner().invoke(main, ["train", *arguments])


def one_line(result: Any, code: int = 1) -> str:
    assert result.exit_code == code
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    return str(result.stderr.splitlines()[-1])


@pytest.mark.parametrize(
    "arguments", [(), ("nli",), ("nli", "--data", "a"), ("nli", "--output", "b")]
)
def test_what_is_missing_on_the_command_line_is_wrong_usage(arguments: tuple[str, ...]) -> None:
    assert "expected TASK, --data and --output, or --config" in one_line(invoke(*arguments), 2)


def test_unknown_labels_list_what_was_found(tmp_path: Path, base: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", [{**NLI_ROWS[0], "label": "maybe"}])
    said = one_line(
        invoke("nli", "--data", str(path), "--output", str(tmp_path / "o"), "--base", str(base))
    )
    assert "'maybe'" in said
    assert "entailment" in said


def test_a_mapping_without_a_sign_is_named(tmp_path: Path) -> None:
    said = one_line(invoke("nli", "--data", "a", "--output", "b", "--columns", "premise"))
    assert said == "Error: --columns premise: no '='; expected NAME=NAME"


@pytest.mark.parametrize("name", ["config.json", "model.safetensors"])
def test_an_incomplete_base_is_an_error(base: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "base"
    folder.mkdir()
    for file in base.iterdir():
        if file.name != name:
            (folder / file.name).write_bytes(file.read_bytes())
    path = write_lines(tmp_path / "a.jsonl", NLI_ROWS)
    output = tmp_path / "o"
    said = one_line(
        invoke("nli", "--data", str(path), "--output", str(output), "--base", str(folder))
    )
    assert said.startswith(f"Error: {folder}: no {name}; expected a checkpoint")
    assert not output.exists()


def test_a_base_that_is_broken_is_an_error(base: Path, tmp_path: Path) -> None:
    folder = tmp_path / "base"
    folder.mkdir()
    for file in base.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / "config.json").write_text(json.dumps({"model_type": "no such"}), encoding="utf-8")
    path = write_lines(tmp_path / "a.jsonl", NLI_ROWS)
    said = one_line(invoke("nli", "--data", str(path), "--output", "o", "--base", str(folder)))
    assert "cannot be loaded as a base" in said


@pytest.mark.parametrize("share", ["0", "1"])
def test_an_empty_side_of_the_split_is_an_error(base: Path, tmp_path: Path, share: str) -> None:
    path = write_lines(tmp_path / "a.jsonl", NLI_ROWS)
    said = one_line(invoke("nli", "--data", str(path), "--output", str(tmp_path / "o"),
                           "--base", str(base), "--held-back", share))  # fmt: skip
    assert "expected some of both" in said


def test_missing_data_are_an_error(base: Path, tmp_path: Path) -> None:
    said = one_line(invoke("attribution", "--data", str(tmp_path / "gone.jsonl"), "--output",
                           str(tmp_path / "o")))  # fmt: skip
    assert "gone.jsonl" in said
