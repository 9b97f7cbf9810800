"""The combiner: labelled from annotations, fitted, cross-validated, stored and read again."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import CONTRADICTS, ENTAILS, FakeJudge, make_claim, marked

from attrib.corpora import AnnotatedArticle, GoldPair
from attrib.errors import CorpusError
from attrib.records import Kind, Pair, Relation, Stance
from attrib.training.combiner import (
    LabelledSignals,
    cross_validate,
    fit_combiner,
    label_signals,
    write_combiner,
)
from attrib.verdicts import (
    AROUND,
    FEATURES,
    OUTCOMES,
    Combiner,
    Reading,
    Signals,
    read_combiner,
)

LINES = (
    "[Lena Orr] {said} <the sluice at Dorrin was open>.",
    "[The board] {denied} <that the sluice at Dorrin was open>.",
    "[Valdoria and Ostrel] {said} <12 cellars at Dorrin were flooded>.",
    "[Villagers] {said} <40 cellars at Dorrin were flooded by evening>.",
    "[The mayor] {declined to comment} <on the sluice>.",
)
ARTICLE, ATTRIBUTIONS = marked(*LINES)
A1, A2, A3, A4, A5 = ATTRIBUTIONS
TWIN = replace(A3, id="A3+2")
SPEAKERS = {
    "A1": "Lena Orr", "A2": "board", "A3": "Valdoria", "A3+2": "Ostrel", "A4": "villagers",
    "A5": "mayor",
}  # fmt: skip
STANCES = {
    **dict.fromkeys(("A1", "A3", "A3+2", "A4"), Stance.ASSERTS),
    "A2": Stance.DENIES,
    "A5": Stance.UNCOMMITTED,
}
GOLD = AnnotatedArticle(
    ARTICLE,
    (A1, A2, A3, TWIN, A4, A5),
    SPEAKERS,
    STANCES,
    (
        GoldPair("A2", "A1", Relation.CONTRADICTS, Kind.DENIAL),
        GoldPair("A3", "A3+2", Relation.CORROBORATES, Kind.FACT),
        GoldPair("A3", "A4", Relation.UPDATES, Kind.NUMBER),
        GoldPair("A3+2", "A4", Relation.CORROBORATES, Kind.FACT),
    ),
)

# Labels


def labelled(annotated: AnnotatedArticle, judge: FakeJudge | None = None) -> list[LabelledSignals]:
    return list(label_signals(annotated, judge=judge or FakeJudge()))


def test_every_pair_that_passes_the_gate_is_labelled() -> None:
    """Of five committed claims ten pairs, less the joint statement's own."""
    found = labelled(GOLD)
    assert Counter(one.relation for one in found) == {
        Relation.CONTRADICTS: 1,
        Relation.CORROBORATES: 1,
        Relation.UNRELATED: 7,
    }
    assert {one.signals.crowd for one in found} == {5}


def test_a_label_belongs_to_the_signals_of_its_pair() -> None:
    judge = FakeJudge({("sluice", "sluice"): ENTAILS, ("40 cellars", "12 cellars"): CONTRADICTS})
    by_relation = {one.relation: one.signals for one in labelled(GOLD, judge)}
    denied = by_relation[Relation.CONTRADICTS]
    assert (denied.denial, denied.contradiction) == (True, 0.96)
    toll = by_relation[Relation.CORROBORATES]
    assert (toll.denial, toll.numbers_clash, toll.contradiction) == (False, True, 0.96)


def test_updates_count_as_unrelated() -> None:
    clashing = [one.relation for one in labelled(GOLD) if one.signals.numbers_clash]
    assert sorted(clashing) == [Relation.CORROBORATES, Relation.UNRELATED]


def test_what_is_left_undetermined_is_no_example() -> None:
    first, *rest = GOLD.pairs
    unsure = replace(GOLD, pairs=(replace(first, relation=Relation.UNDETERMINED), *rest))
    assert len(labelled(unsure)) == len(labelled(GOLD)) - 1
    assert Relation.CONTRADICTS not in {one.relation for one in labelled(unsure)}


def test_the_uncommitted_are_no_examples() -> None:
    bold = replace(GOLD, stances=STANCES | {"A5": Stance.ASSERTS})
    assert len(labelled(bold)) == len(labelled(GOLD)) + 5


@pytest.mark.parametrize(("origin", "group"), [(None, "marked"), ("the whole", "the whole")])
def test_the_group_is_the_article_s(origin: str | None, group: str) -> None:
    assert {one.group for one in labelled(replace(GOLD, origin=origin))} == {group}


def test_an_article_without_stances_gives_none() -> None:
    assert labelled(replace(GOLD, stances={}, pairs=())) == []


# Fitting


def drawn(n: int, *, seed: int = 1, groups: int = 10) -> list[LabelledSignals]:
    """Draw pairs whose standalone reading tells the relation, beside features that tell nothing."""
    rng = random.Random(seed)
    return [_pair(rng, OUTCOMES[k % 3], f"article {k % groups}") for k in range(n)]


def _pair(rng: random.Random, relation: Relation, group: str) -> LabelledSignals:
    strong, weak = rng.uniform(0.7, 0.99), rng.uniform(0.01, 0.3)
    against = strong if relation is Relation.CONTRADICTS else weak
    along = strong if relation is Relation.CORROBORATES else weak
    reading = Reading(against, rng.random(), along, rng.random())
    noise = Reading(*(rng.random() for _ in range(4)))
    flags = [rng.random() < 0.5 for _ in range(9)]
    signals = Signals(reading, noise, rng.random(), rng.randint(2, 40), rng.random() < 0.3, *flags)
    a, b = (make_claim(f"C{n}", source=f"S{n}") for n in rng.sample(range(1000), 2))
    return LabelledSignals(Pair(a, b, 0.5), signals, relation, group, group)


def chosen(probabilities: Sequence[float]) -> Relation:
    return OUTCOMES[int(np.argmax(probabilities))]


def test_a_fit_recovers_the_side_of_pairs_it_never_saw() -> None:
    combiner = fit_combiner(drawn(300))
    unseen = drawn(90, seed=2)
    right = [
        chosen(list(combiner.weigh_alone(one.signals).values())) is one.relation for one in unseen
    ]
    assert sum(right) / len(right) > 0.95


def test_a_fit_weighs_what_tells_and_little_else() -> None:
    weights = fit_combiner(drawn(600)).weights
    for outcome, name in (
        (Relation.CONTRADICTS, "contradiction"),
        (Relation.CORROBORATES, "entailment"),
    ):
        row = dict(zip(FEATURES, weights[outcome], strict=True))
        assert row[name] > 0.3 and row[f"denied_{name}"] > 0.3
        noise = [n for n in FEATURES if n.startswith(("verbatim_", "denied_verbatim_"))]
        assert all(abs(row[n]) < 0.5 * row[name] for n in noise)


def test_a_fit_has_a_weight_each_and_is_always_the_same() -> None:
    combiner = fit_combiner(drawn(120))
    assert list(combiner.weights) == list(OUTCOMES)
    assert {len(row) for row in combiner.weights.values()} == {len(FEATURES)}
    assert combiner.around is not None
    assert {len(row) for row in combiner.around.values()} == {len(AROUND)}
    assert combiner == fit_combiner(drawn(120))


def test_a_fit_does_not_lean_on_the_order_of_its_examples() -> None:
    there, back = (fit_combiner(rows).weights for rows in (drawn(120), drawn(120)[::-1]))
    for outcome in OUTCOMES:
        assert there[outcome] == pytest.approx(back[outcome], abs=2e-3)


def test_a_fit_learns_that_an_enemys_friend_is_an_enemy() -> None:
    """In each article two claims agree; the third contradicts one plainly, the other unseen."""
    combiner = fit_combiner([one for n in range(40) for one in _triangle(f"article {n}")])
    hidden = _triangle("unseen")
    weighed = combiner.weigh([one.pair for one in hidden], [one.signals for one in hidden])
    alone = [combiner.weigh_alone(one.signals) for one in hidden]
    last = hidden[-1].relation
    assert last is Relation.CONTRADICTS
    assert weighed[-1][last] > 0.5 > alone[-1][last]


def _triangle(article: str) -> list[LabelledSignals]:
    """Return pairs of A, B, C and, unrelated, D: the last pair's own signals tell nothing."""
    a, b, c, d = (make_claim(f"C{n}", source=f"S{n}") for n in range(1, 5))
    yes, no, open_ = Reading(0.9, 0.9, 0.0, 0.0), Reading(0.0, 0.0, 0.0, 0.0), Reading(*[0.3] * 4)
    along = Reading(0.0, 0.0, 0.9, 0.9)
    rows = [
        (a, b, along, Relation.CORROBORATES), (a, c, yes, Relation.CONTRADICTS),
        (a, d, no, Relation.UNRELATED), (c, d, no, Relation.UNRELATED),
        (b, d, open_, Relation.UNRELATED), (b, c, open_, Relation.CONTRADICTS),
    ]  # fmt: skip
    return [
        LabelledSignals(Pair(x, y, 0.5), _signals(reading), relation, article, article)
        for x, y, reading, relation in rows
    ]


def _signals(reading: Reading) -> Signals:
    return Signals(reading, reading, 0.5, 4, False, False, False, False, False, False)


def test_a_single_article_is_too_few() -> None:
    with pytest.raises(CorpusError, match="two or more"):
        fit_combiner(drawn(60, groups=1))


# Cross-validation


def test_cross_validation_gives_each_example_its_outcomes_in_their_order() -> None:
    examples = drawn(150)
    found = cross_validate(examples)
    assert found.shape == (150, len(OUTCOMES))
    assert found.sum(axis=1) == pytest.approx(1)
    assert np.all((found >= 0) & (found <= 1))
    right = [chosen(row) is one.relation for row, one in zip(found, examples, strict=True)]
    assert sum(right) / len(right) > 0.9


def test_an_example_is_not_judged_by_its_own_article() -> None:
    """One article holds most pairs, all labels turned round: it would outvote the others."""
    turned = {OUTCOMES[0]: OUTCOMES[1], OUTCOMES[1]: OUTCOMES[0], OUTCOMES[2]: OUTCOMES[2]}
    odd = [replace(one, group="odd") for one in drawn(150, seed=2)]
    examples = [*(replace(one, relation=turned[one.relation]) for one in odd), *drawn(60, groups=4)]
    found = cross_validate(examples)[: len(odd)]
    # What the others teach is what the odd article said before it was turned round.
    right = [chosen(row) is one.relation for row, one in zip(found, odd, strict=True)]
    assert sum(right) / len(right) > 0.8


# On disk


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "combiner.json"
    combiner = fit_combiner(drawn(120))
    write_combiner(combiner, path)
    assert read_combiner(path) == combiner
    first = path.read_bytes()
    write_combiner(read_combiner(path), path)
    assert path.read_bytes() == first
    assert first.endswith(b"}\n")


def test_what_is_read_again_gives_the_same_probabilities(tmp_path: Path) -> None:
    rows = {
        outcome: tuple(k / 10 + n for n in range(len(FEATURES)))
        for k, outcome in enumerate(OUTCOMES)
    }
    path = tmp_path / "combiner.json"
    write_combiner(Combiner(rows), path)
    [example] = drawn(1)
    before, after = Combiner(rows), read_combiner(path)
    assert before.weigh_alone(example.signals) == after.weigh_alone(example.signals)
