"""What each network learns from: statements by the logic of stances, counts, features."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tiny import article_row, tiny_tokenizer, write_lines

from attrib.corpora import AnnotatedArticle, Dossier, NLIExample, Statement, read_annotated
from attrib.corpora.articles import GoldPair
from attrib.evaluation import claims_of
from attrib.networks import LABELS
from attrib.records import Entailment, Kind, Relation, Stance, TextPair
from attrib.training.data import Examples, drawn
from attrib.training.examples import (
    IGNORED,
    Features,
    attribution_features,
    encode_drawn,
    encode_examples,
    nli_features,
)
from attrib.training.numbers import Told, find_count, number_examples, relation
from attrib.training.settings import DataSet, Settings
from attrib.training.statements import article_examples, dossier_examples
from attrib.verdicts import Form, put

ENTAILS, NEUTRAL, CONTRADICTS = Entailment
NLI = Settings("nli", "mine", (DataSet("d"),), max_tokens=9)

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


def examples_of(*dossiers: Dossier, seed: int = 1) -> list[NLIExample]:
    return dossier_examples(dossiers, seed=seed)


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


def test_examples_are_the_seed_s() -> None:
    dossiers = [dossier_of((ASSERTS, HOLDS), (DENIES, REJECTS), id=f"event {n}") for n in range(60)]
    assert examples_of(*dossiers, seed=3) == examples_of(*dossiers, seed=3)
    assert examples_of(*dossiers, seed=3) != examples_of(*dossiers, seed=4)


def test_quotation_marks_and_that_are_no_part_of_what_is_judged() -> None:
    dossier = dossier_of((ASSERTS, HOLDS))
    [said] = dossier.statements
    said = dataclasses.replace(
        said,
        sentence='The mayor said "that the gate" – and she knew – "was opened," at last.',
        content=('"that the gate', 'was opened,"'),
    )
    quoted = dataclasses.replace(dossier, statements=(said,))
    assert triples(examples_of(quoted)) == {(A, P, ENTAILS)}


# Features

ARTICLE = (
    "Mayor Orla Venn said the bridge was closed. "
    "According to the ferry crew, two boats sank at night. "
    "The gate broke."
)


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
def passes(annotated: AnnotatedArticle) -> list[Features]:
    """The cue pass over the article, then the roles of each of its two cues."""
    return attribution_features([annotated], tiny_tokenizer(), max_tokens=48)


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


@pytest.mark.parametrize(("part", "rows"), [("", 3), ("cues", 1), ("roles", 2)])
def test_one_step_can_be_taught_alone(annotated: AnnotatedArticle, part: str, rows: int) -> None:
    taught = attribution_features([annotated], tiny_tokenizer(), max_tokens=48, part=part)
    assert len(taught) == rows
    assert {words_marked(row) == "" for row in taught} == {
        "": {True, False}, "cues": {True}, "roles": {False},
    }[part]  # fmt: skip


def test_special_tokens_are_ignored_and_no_others(passes: list[Features]) -> None:
    specials = {tiny_tokenizer().token_to_id(name) for name in ("[CLS]", "[SEP]")}
    for row in passes:
        lengths = {len(row[name]) for name in ("input_ids", "token_type_ids", "labels")}
        assert lengths == {row["length"]}
        ignored = [target == IGNORED for target in row["labels"]]
        assert ignored == [token in specials for token in row["input_ids"]]


def test_what_is_cut_off_is_not_asked_for(annotated: AnnotatedArticle) -> None:
    rows = attribution_features([annotated], tiny_tokenizer(), max_tokens=7)
    assert [row["length"] for row in rows] == [7, 7, 7]
    assert words_labelled(rows[1], "content") == ["the"]


def test_nli_features_are_the_pair_and_its_label() -> None:
    examples = [
        NLIExample(TextPair("the gate sank", "the gate"), label, "g") for label in Entailment
    ]
    rows = nli_features(examples, tiny_tokenizer(), max_tokens=48)
    assert [LABELS["nli"][row["possible"].index(True)] for row in rows] == list(Entailment)
    assert all(sum(row["possible"]) == 1 and all(row["among"]) for row in rows)
    decoded = tiny_tokenizer().decode(rows[0]["input_ids"], skip_special_tokens=False)
    assert decoded == "[CLS] the gate sank [SEP] the gate [SEP]"
    assert rows[0]["token_type_ids"] == [0, 0, 0, 0, 0, 1, 1, 1]


def test_a_two_way_label_is_any_of_its_two() -> None:
    example = NLIExample(TextPair("a", "b"), NEUTRAL, "g", other=CONTRADICTS)
    [row] = nli_features([example], tiny_tokenizer(), max_tokens=9)
    assert {LABELS["nli"][i] for i in range(3) if row["possible"][i]} == {NEUTRAL, CONTRADICTS}
    assert row["among"] == [True, True, True]


def test_a_set_that_knows_two_labels_says_nothing_of_the_third() -> None:
    pairs = tuple(NLIExample(TextPair("a", "b"), label, "g") for label in (ENTAILS, CONTRADICTS))
    examples = Examples(DataSet("d"), pairs, told=(ENTAILS, CONTRADICTS))
    rows = encode_examples([examples], tiny_tokenizer(), NLI)
    among = [{LABELS["nli"][i] for i in range(3) if row["among"][i]} for row in rows]
    assert among == [{ENTAILS, CONTRADICTS}] * 2


# Weights


@pytest.mark.parametrize(
    ("weight", "least", "most"),
    [(1, 400, 400), (2, 800, 800), (0.5, 160, 240), (1.25, 460, 540)],
)
def test_an_epoch_takes_a_set_as_often_as_its_weight_says(
    weight: float, least: int, most: int
) -> None:
    pairs = tuple(NLIExample(TextPair(f"the gate {n}", "b"), NEUTRAL, "g") for n in range(400))
    examples = Examples(DataSet("d", weight=weight), pairs)
    assert least <= len(drawn(examples, seed=1)) <= most
    assert drawn(examples, seed=1) == drawn(examples, seed=1)
    rows = encode_drawn([examples], tiny_tokenizer(), NLI)
    assert len(rows) == len(drawn(examples, seed=1))


# Gold articles as NLI examples


def test_gold_pairs_follow_the_same_logic(annotated: AnnotatedArticle) -> None:
    first, second = annotated.attributions
    gold = dataclasses.replace(
        annotated,
        stances={first.id: ASSERTS, second.id: DENIES},
        speakers={first.id: "Orla Venn"},
        pairs=(GoldPair(first.id, second.id, Relation.CONTRADICTS, Kind.DENIAL),),
    )
    said, denied = "Orla Venn: the bridge was closed", "two boats at night"
    assert triples(article_examples([gold], seed=1)) == {(said, denied, ENTAILS)}
    assert {e.group for e in article_examples([gold], seed=1)} == {"tarnholt"}


def test_gold_without_stances_gives_no_examples(annotated: AnnotatedArticle) -> None:
    first, second = annotated.attributions
    pair = GoldPair(first.id, second.id, Relation.CONTRADICTS, Kind.DENIAL)
    assert article_examples([dataclasses.replace(annotated, pairs=(pair,))], seed=1) == []


CANAL = (
    "Orla Venn said the board had opened the gate. "
    "The board denied opening the gate. "
    "Farmers said the mill burned down. "
)


def canal(
    folder: Path, *pairs: GoldPair, speakers: Sequence[str] = ("Orla Venn", "board", "farmers")
) -> AnnotatedArticle:
    """Annotate three claims: the first is asserted, the second denied, the third elsewhere."""
    row = article_row(
        CANAL,
        "canal",
        (["Orla Venn"], "said", ["the board had opened the gate"]),
        (["The board"], "denied", ["opening the gate"]),
        (["Farmers"], "said", ["the mill burned down"]),
    )
    [article] = read_annotated(write_lines(folder / "canal.jsonl", [row]))
    ids = [one.id for one in article.attributions]
    return dataclasses.replace(
        article,
        speakers=dict(zip(ids, speakers, strict=True)),
        stances=dict(zip(ids, (ASSERTS, DENIES, ASSERTS), strict=True)),
        pairs=pairs,
    )


DENIAL = GoldPair("canal-0", "canal-1", Relation.CONTRADICTS, Kind.DENIAL)


def found_in(*articles: AnnotatedArticle, seeds: int = 20) -> set[tuple[str, str, Entailment]]:
    made = (article_examples(articles, seed=seed) for seed in range(seeds))
    return {triple for examples in made for triple in triples(examples)}


def test_contents_are_taught_in_both_forms_and_the_forms_are_not_mixed(tmp_path: Path) -> None:
    gold = canal(tmp_path, DENIAL)
    first, second = (claims_of(gold).claims[id] for id in ("canal-0", "canal-1"))
    assert put(second, Form.STANDALONE) != put(second, Form.VERBATIM) == "opening the gate"
    expected = {
        (f"Orla Venn: {put(first, form)}", f"board: {put(second, form)}", ENTAILS) for form in Form
    }
    assert len(expected) == 2
    assert {one for one in found_in(gold) if "mill" not in "".join(one)} == expected


def test_forms_that_are_equal_are_taught_once() -> None:
    made = examples_of(dossier_of((ASSERTS, HOLDS), (DENIES, REJECTS)))
    assert len(made) == len(triples(made))


def test_the_unlisted_is_neutral_both_ways_and_mostly_left_out(tmp_path: Path) -> None:
    gold = canal(tmp_path, DENIAL)
    others = {one for one in found_in(gold) if "mill" in "".join(one)}
    assert {label for *_, label in others} == {NEUTRAL}
    assert {"mill" in premise for premise, _, _ in others} == {True, False}
    kept = [
        any("mill" in e.pair.premise for e in article_examples([gold], seed=seed))
        for seed in range(60)
    ]
    assert 0 < sum(kept) < len(kept)


def test_a_listed_update_is_neutral(tmp_path: Path) -> None:
    gold = canal(tmp_path, dataclasses.replace(DENIAL, relation=Relation.UPDATES))
    pairs = {one for one in found_in(gold) if "mill" not in "".join(one)}
    assert {label for *_, label in pairs} == {NEUTRAL}


def test_what_is_left_undetermined_teaches_nothing(tmp_path: Path) -> None:
    gold = canal(tmp_path, dataclasses.replace(DENIAL, relation=Relation.UNDETERMINED))
    assert not {one for one in found_in(gold) if "mill" not in "".join(one)}


@pytest.mark.parametrize("listed", [True, False])
def test_what_one_speaker_says_twice_is_taught_only_where_it_is_listed(
    tmp_path: Path, listed: bool
) -> None:
    pairs = (DENIAL,) if listed else ()
    gold = canal(tmp_path, *pairs, speakers=("the board", "Board", "farmers"))
    labels = {label for *texts, label in found_in(gold) if "mill" not in "".join(texts)}
    assert labels == ({ENTAILS} if listed else set())


@pytest.mark.parametrize("unknown", ["unknown", "unspecified", None])
def test_an_unknown_voice_is_not_named(tmp_path: Path, unknown: str | None) -> None:
    gold = canal(tmp_path, DENIAL)
    named = {id: name for id, name in gold.speakers.items() if id != "canal-0"}
    speakers = {"canal-0": unknown, **named} if unknown else named
    gold = dataclasses.replace(gold, speakers=speakers)
    premises = {premise for premise, _, label in found_in(gold) if label is ENTAILS}
    assert premises == {"the board had opened the gate"}


def test_articles_are_the_seed_s(tmp_path: Path) -> None:
    articles = [canal(tmp_path, DENIAL)] * 40
    assert article_examples(articles, seed=3) == article_examples(articles, seed=3)
    assert article_examples(articles, seed=3) != article_examples(articles, seed=4)


def test_the_group_is_the_article_s(tmp_path: Path) -> None:
    part = dataclasses.replace(canal(tmp_path, DENIAL), origin="the whole")
    assert {e.group for e in article_examples([part], seed=1)} == {"the whole"}


# Counts

COUNTS = (
    "Nine sheds were lost at Quillmere.",
    "The board bought 1,200 old boats in May.",
    "Brask saw four dogs.",
    "Some 40 people left.",
    "In 1931 visitors came.",
    "It rained.",
)


@pytest.mark.parametrize(
    ("text", "count"),
    list(zip(COUNTS, ("Nine", "1,200", "four", None, None, None), strict=True)),
)
def test_a_plain_count_of_things_is_found(text: str, count: str | None) -> None:
    found = find_count(text)
    assert (found["count"] if found else None) == count


EXACT, AT_LEAST_3, BELOW_9 = Told("5", 5, 5), Told("at least 3", 3, 1e9), Told("fewer than 9", 0, 8)


@pytest.mark.parametrize(
    ("premise", "hypothesis", "expected"),
    [
        (EXACT, AT_LEAST_3, ENTAILS),
        (EXACT, Told("6", 6, 6), CONTRADICTS),
        (AT_LEAST_3, EXACT, NEUTRAL),
        (AT_LEAST_3, BELOW_9, NEUTRAL),
        (BELOW_9, Told("more than 8", 9, 1e9), CONTRADICTS),
        (Told("between 3 and 5", 3, 5), BELOW_9, ENTAILS),
    ],
)
def test_intervals_decide_what_follows(
    premise: Told, hypothesis: Told, expected: Entailment
) -> None:
    assert relation(premise, hypothesis) is expected


def number_pairs(texts: Sequence[str], seed: int = 1) -> list[NLIExample]:
    pairs = [NLIExample(TextPair(text, "It rained."), NEUTRAL, f"{text} group") for text in texts]
    return number_examples(pairs, seed=seed)


def test_count_examples_change_nothing_but_the_count_and_keep_their_group() -> None:
    made = [e for seed in range(30) for e in number_pairs(COUNTS, seed)]
    assert {e.group for e in made} == {f"{text} group" for text in COUNTS[:3]}
    for example in made:
        assert example.pair.premise != example.pair.hypothesis
        rests = ("sheds were lost at Quillmere.", "old boats in May.", "dogs.")
        assert any(
            example.pair.premise.endswith(rest) and example.pair.hypothesis.endswith(rest)
            for rest in rests
        )


def test_count_labels_are_even_and_right() -> None:
    made = [e for seed in range(200) for e in number_pairs(["Brask saw 40 dogs."], seed)]
    share = {label: sum(e.label is label for e in made) / len(made) for label in Entailment}
    assert all(0.2 < part < 0.5 for part in share.values())
    exact = [e for e in made if e.pair.premise == "Brask saw 40 dogs."]
    bounds = {"more than": 1, "over": 1, "fewer than": -1, "less than": -1, "under": -1}
    checked = 0
    for e in exact:
        words, _, number = e.pair.hypothesis[len("Brask saw ") : -len(" dogs.")].rpartition(" ")
        if words in bounds:
            holds = bounds[words] * (40 - int(number.replace(",", ""))) > 0
            assert (e.label is ENTAILS) == holds
            checked += 1
    assert checked > 20
