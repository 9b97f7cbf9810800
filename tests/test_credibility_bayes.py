"""The Bayesian model against fixed points worked in plain Python, and exact posteriors."""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta

from attrib.corpora.truth import SourceClaim
from attrib.credibility import NEITHER, Bayes, Standpoint, Votes, testimony
from attrib.credibility.habits import pool, totals

CLOSE = pytest.approx
AT_REST = 1e-4  # how far from its fixed point the model may stop
NEAR = 0.12  # how far the collapsed beliefs of a few claims are from the exact ones
STRENGTH, USUAL, PULL = 5, 0.7, 5

Beliefs = Mapping[tuple[str, str], float]  # by item and value


@dataclass(frozen=True, slots=True)
class Said:
    """A claim as the tests write it."""

    source: str
    item: str
    value: str
    denies: bool = False
    weight: float = 1.0
    kind: str = "fact"


def said(*lines: str) -> list[Said]:
    """Read "source item value"; the value of a denial begins with "-"."""
    words = [line.split() for line in lines]
    return [Said(s, i, value.removeprefix("-"), value.startswith("-")) for s, i, value in words]


def votes_of(*lines: str) -> Votes:
    return Votes.of(SourceClaim(*line.split()) for line in lines)


def signed(claims: Sequence[Said]) -> testimony.Testimony:
    """Number sources, issues and propositions by name; each issue may have no answer."""
    sources, items, kinds = (
        sorted({getattr(claim, name) for claim in claims}) for name in ("source", "item", "kind")
    )
    pairs = [(item, value) for item in items for value in options_of(claims, neither=True)[item]]
    values = sorted({value for _, value in pairs})
    source_of = np.array([sources.index(c.source) for c in claims])
    return testimony.Testimony(
        sources=tuple(sources),
        items=tuple(items),
        values=tuple(values),
        source_of=source_of,
        candidate_of=np.array([pairs.index((c.item, c.value)) for c in claims]),
        item_of=np.array([items.index(item) for item, _ in pairs]),
        value_of=np.array([values.index(value) for _, value in pairs]),
        shared=False,
        denies=np.array([c.denies for c in claims]),
        weight=np.array([c.weight for c in claims]),
        origin_of=source_of,
        silent=np.zeros(len(claims), dtype=np.bool_),
        kind_of=np.array([kinds.index(c.kind) for c in claims]),
        kinds=tuple(kinds),
    )


def options_of(claims: Iterable[Said], *, neither: bool) -> dict[str, list[str]]:
    """List the values of each item; with `neither` it may have none of them."""
    found: dict[str, set[str]] = defaultdict(lambda: {NEITHER} if neither else set())
    for claim in claims:
        found[claim.item].add(claim.value)
    return {item: sorted(values) for item, values in found.items()}


def candidates(votes: Votes) -> list[tuple[str, str]]:
    """Name the candidates: (item, value)."""
    places = zip(votes.item_of, votes.value_of, strict=True)
    return [(votes.items[item], votes.values[value]) for item, value in places]


def place(votes: Votes, item: str, value: str) -> int:
    return candidates(votes).index((item, value))


def beliefs(votes: Votes, model: Bayes) -> Beliefs:
    return dict(zip(candidates(votes), model.belief_.tolist(), strict=True))


def accuracy(votes: Votes, model: Bayes, source: str) -> float:
    assert model.accuracy_ is not None
    return float(model.accuracy_[votes.sources.index(source)])


def work_out(claims: Sequence[Said], *, neither: bool) -> Beliefs:
    """Iterate the model of one group of sources, each a voice of its own, in plain Python."""
    options = options_of(claims, neither=neither)
    speakers = {item: len({c.source for c in claims if c.item == item}) for item in options}
    answers = [count_answers(c, claims) if neither else 1 for c in claims]
    heard = [
        c.weight * (speakers[c.item] > 1 and several == 1)
        for c, several in zip(claims, answers, strict=True)
    ]
    belief = {(i, v): 1 / len(values) for i, values in options.items() for v in values}
    for _ in range(600):
        own = [
            h * (1 - belief[c.item, c.value] if c.denies else belief[c.item, c.value])
            for c, h in zip(claims, heard, strict=True)
        ]
        right, made = tally(claims, own), tally(claims, heard)
        usual = mean_of_group(right, made)
        kinds = [replace(c, source=f"{c.source}/{c.kind}") for c in claims]
        of_kind, made_of_kind = tally(kinds, own), tally(kinds, heard)
        log: dict[tuple[str, str], float] = dict.fromkeys(belief, 0.0)
        for c, k, h, mine, several in zip(claims, kinds, heard, own, answers, strict=True):
            good = STRENGTH * usual + right[c.source] - mine
            bad = STRENGTH * (1 - usual) + made[c.source] - right[c.source] - (h - mine)
            if len({one.kind for one in claims}) > 1:
                share = good / (good + bad)
                wrong = made_of_kind[k.source] - of_kind[k.source]
                good = STRENGTH * share + of_kind[k.source] - mine
                bad = STRENGTH * (1 - share) + wrong - (h - mine)
            odds = math.log(good / bad)
            odds = max(odds, 0.0) if neither else odds
            others = math.log(max(len(options[c.item]) - 1, 1))
            voice = c.weight / several
            log[c.item, c.value] += voice * (-odds if c.denies else odds + others)
        for item, values in options.items():
            total = sum(math.exp(log[item, v]) for v in values)
            for v in values:
                belief[item, v] = (belief[item, v] + math.exp(log[item, v]) / total) / 2
    return belief


def count_answers(claim: Said, claims: Iterable[Said]) -> int:
    """Count what its source asserts of its item."""
    same = {
        c.value for c in claims if (c.source, c.item, c.denies) == (claim.source, claim.item, False)
    }
    return 1 if claim.denies else len(same)


def tally(claims: Iterable[Said], numbers: Iterable[float]) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for claim, number in zip(claims, numbers, strict=True):
        sums[claim.source] += number
    return sums


def mean_of_group(right: Mapping[str, float], made: Mapping[str, float]) -> float:
    """Draw the group to the mean of all, which is here its own, drawn to what is usual."""
    weight = {s: n / (n + STRENGTH) for s, n in made.items()}
    shares = sum(weight[s] * right[s] / n for s, n in made.items() if n)
    everyone = (shares + PULL * USUAL) / (sum(weight.values()) + PULL)
    return max((shares + PULL * everyone) / (sum(weight.values()) + PULL), 0.5)


# One item by hand


def count_out(pro: int, contra: int) -> float:
    """Return the belief in what `pro` sources say and `contra` deny, who say nothing else.

    No source has other claims, so that each has the odds of the group's mean, and the belief is
    where it meets what the mean makes of it.
    """

    def excess(belief: float) -> float:
        right = {n: belief if n < pro else 1 - belief for n in range(pro + contra)}
        names = {str(n): share for n, share in right.items()}
        usual = mean_of_group(names, dict.fromkeys(names, 1.0))
        return (pro - contra) * math.log(usual / (1 - usual)) - math.log(belief / (1 - belief))

    low, high = (0.5, 1 - 1e-9) if pro > contra else (1e-9, 0.5)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return low


def test_word_against_word_is_even() -> None:
    votes = signed(said("ann x p", "bo x -p"))
    assert Bayes().fit(votes).belief_.tolist() == [0.5, 0.5]
    assert Bayes().fit(votes_of("ann x p", "bo x q")).belief_.tolist() == [0.5, 0.5]


@pytest.mark.parametrize(
    ("pro", "contra", "belief"),
    [(2, 1, 0.6754), (3, 2, 0.6552), (3, 1, 0.8358), (2, 0, 0.8692), (4, 1, 0.9424)],
)
def test_one_proposition_by_hand(pro: int, contra: int, belief: float) -> None:
    assert count_out(pro, contra) == CLOSE(belief, abs=6e-5)
    lines = [f"a{n} x p" for n in range(pro)] + [f"b{n} x -p" for n in range(contra)]
    votes = signed(said(*lines))
    model = Bayes().fit(votes)
    assert beliefs(votes, model)["x", "p"] == CLOSE(belief, abs=AT_REST)
    if contra:
        plain = Bayes().fit(votes_of(*(line.replace("-p", "q") for line in lines)))
        assert plain.belief_ == CLOSE(np.array([belief, 1 - belief]), abs=AT_REST)


def test_three_values_make_a_coincidence_less_likely() -> None:
    # Two of four say p; with ln 2 for the third value, p is believed as if there were more of them.
    votes = votes_of("a x p", "b x p", "c x q", "d x r")
    found = beliefs(votes, Bayes().fit(votes))
    claims = said("a x p", "b x p", "c x q", "d x r")
    assert found == CLOSE(work_out(claims, neither=False), abs=AT_REST)
    odds = math.log(found["x", "p"] / found["x", "q"])
    right = {"a": found["x", "p"], "b": found["x", "p"], "c": found["x", "q"], "d": found["x", "r"]}
    usual = mean_of_group(right, dict.fromkeys("abcd", 1.0))
    assert odds == CLOSE(math.log(2 * usual / (1 - usual)), abs=1e-3)


@pytest.mark.parametrize("neither", [False, True])
@pytest.mark.parametrize(
    "lines",
    [
        ["a x p", "b x p", "c x q", "a y r", "c y s"],
        ["a x p", "b x q", "c x p", "c y r", "d y r", "d z t", "a z u", "b y s"],
        ["a x p", "b y r", "c z t"],  # nobody meets
        ["a x p", "b x p", "c x p", "a y r", "b y r"],  # all agree
        ["a x p"],
    ],
)
def test_several_items_come_to_the_fixed_point(lines: Sequence[str], neither: bool) -> None:
    votes: Votes = signed(said(*lines)) if neither else votes_of(*lines)
    model = Bayes().fit(votes)
    assert model.converged_
    assert beliefs(votes, model) == CLOSE(work_out(said(*lines), neither=neither), abs=AT_REST)


@pytest.mark.parametrize(
    "lines",
    [
        ["a x p", "b x -p", "c x p", "c y -r", "d y r", "a y r"],
        ["a x p", "b x q", "c x -p", "d x -q", "a y r", "c y r"],
        ["a x p", "a x -q", "b x q", "c x q", "c y r", "b y -r"],
        ["a x p", "a x q", "b x q", "c x r", "c y s", "a y s", "d y -s"],
    ],
)
def test_denials_come_to_the_fixed_point(lines: Sequence[str]) -> None:
    votes = signed(said(*lines))
    expected = work_out(said(*lines), neither=True)
    assert beliefs(votes, Bayes().fit(votes)) == CLOSE(expected, abs=AT_REST)


def test_an_unsure_claim_weighs_less() -> None:
    claims = [Said("a", "x", "p"), Said("b", "x", "p", weight=0.5), Said("c", "x", "p", True, 0.8)]
    claims += [Said("a", "y", "r", weight=0.6), Said("c", "y", "r")]
    votes = signed(claims)
    expected = work_out(claims, neither=True)
    assert beliefs(votes, Bayes().fit(votes)) == CLOSE(expected, abs=AT_REST)


def test_the_posterior_counts_into_the_prior() -> None:
    votes = votes_of("a x p", "b x p", "c x q", "a y r", "c y s", "a z t")
    model = Bayes().fit(votes)
    found = beliefs(votes, model)
    right = {
        "a": found["x", "p"] + found["y", "r"],  # nobody else speaks of z
        "b": found["x", "p"],
        "c": found["x", "q"] + found["y", "s"],
    }
    made = {"a": 2.0, "b": 1.0, "c": 2.0}
    usual = mean_of_group(right, made)
    prior = np.array([STRENGTH * usual, STRENGTH * (1 - usual)])[:, None]
    told = np.array([[right[s], made[s] - right[s]] for s in "abc"]).T
    assert np.array([model.right_, model.wrong_]) == CLOSE(prior + told, abs=AT_REST)
    assert model.accuracy_ == CLOSE(model.right_ / (model.right_ + model.wrong_))
    assert (model.trust_ == model.accuracy_).all()


def test_one_source_alone_is_an_ordinary_one() -> None:
    model = Bayes().fit(votes_of("ann x p", "ann y r"))
    assert model.belief_.tolist() == [1, 1]  # no value rivals what is claimed
    assert (model.right_.tolist(), model.wrong_.tolist()) == ([CLOSE(3.5)], [CLOSE(1.5)])
    votes = signed(said("ann x p", "ann y -r"))
    found = beliefs(votes, Bayes().fit(votes))
    assert (found["x", "p"], found["y", "r"]) == (CLOSE(0.7), CLOSE(0.3))


def test_a_lone_source_that_differs_with_itself_decides_nothing() -> None:
    model = Bayes().fit(votes_of("ann x p", "ann x q"))
    assert model.belief_.tolist() == [0.5, 0.5]


def test_one_candidate_is_the_answer() -> None:
    model = Bayes().fit(votes_of("ann x p", "bo x p", "cy x p"))
    assert model.belief_.tolist() == [1]
    assert model.converged_
    # Weight 1/6 each; everyone (3/6 + 3.5) / 5.5, the group (3/6 + 5 · that) / 5.5.
    usual = (0.5 + PULL * (0.5 + 3.5) / 5.5) / 5.5
    assert model.right_ == CLOSE(np.full(3, STRENGTH * usual + 1))


def test_ties_stay_ties() -> None:
    lines = [f"{s} i{n} v{n}{'pq'[s in 'cd']}" for s in "abcd" for n in range(12)]
    votes = votes_of(*lines)
    assert (Bayes().fit(votes).belief_ == 0.5).all()
    assert (votes.winners(Bayes().fit(votes).belief_) == 0.5).all()


# Signs


def test_a_denial_lowers_its_candidate_and_raises_the_others_alike() -> None:
    lines = ["a x p", "b x q", "c x r", "a y t", "b y t", "c y t"]
    votes, more = signed(said(*lines)), signed(said(*lines, "d x -p"))
    before, after = (beliefs(v, Bayes().fit(v)) for v in (votes, more))
    assert before["x", "q"] == CLOSE(before["x", "r"])
    assert after["x", "p"] < before["x", "p"]
    assert after["x", "q"] == CLOSE(after["x", "r"])
    assert after["x", "q"] > before["x", "q"]
    assert after["x", NEITHER] > before["x", NEITHER]


@pytest.mark.parametrize("deniers", [1, 2, 3, 6])
def test_who_denies_one_proposition_does_not_speak_for_another(deniers: int) -> None:
    claims = said(*(f"d{n} x -p" for n in range(deniers)), "z y q")
    votes = signed([*claims, Said("z", "x", "q", weight=0.0)])
    found = beliefs(votes, Bayes().fit(votes))
    assert found["x", "q"] == found["x", NEITHER]
    assert found["x", "p"] < found["x", "q"]


def test_a_denial_is_right_where_anything_else_is_the_answer() -> None:
    votes = signed(said("a x q", "b x q", "c x q", "d x -p", "e x p"))
    model = Bayes().fit(votes)
    found = beliefs(votes, model)
    d, e = (votes.sources.index(s) for s in "de")
    assert model.right_[d] - model.right_[e] == CLOSE(1 - 2 * found["x", "p"])
    assert accuracy(votes, model, "d") > accuracy(votes, model, "a") > accuracy(votes, model, "e")


def mirror(claims: Iterable[Said]) -> list[Said]:
    return [replace(claim, denies=not claim.denies) for claim in claims]


@pytest.mark.parametrize(("pro", "items"), [("abc", 1), ("abc", 20), ("ab", 1), ("ab", 4)])
def test_denials_are_the_mirror_of_assertions(pro: str, items: int) -> None:
    claims = [Said(s, f"x{n}", "p", s not in pro) for s in "abc" for n in range(items)]
    asserted, denied = (Bayes().fit(signed(told)) for told in (claims, mirror(claims)))
    assert denied.belief_ == CLOSE(1 - asserted.belief_, abs=1e-3)
    assert denied.accuracy_ == CLOSE(asserted.accuracy_, abs=1e-3)


@pytest.mark.parametrize("items", [8, 30])
def test_two_that_deny_often_are_believed_as_if_they_asserted(items: int) -> None:
    claims = [Said(s, f"x{n}", "p", s == "c") for s in "abc" for n in range(items)]
    asserted, denied = (Bayes().fit(signed(told)) for told in (claims, mirror(claims)))
    assert denied.belief_ == CLOSE(1 - asserted.belief_, abs=1e-3)
    assert denied.accuracy_ == CLOSE(asserted.accuracy_, abs=1e-3)


@pytest.mark.parametrize("items", [8, 30])
def test_two_that_deny_each_other_all_the_time_are_even(items: int) -> None:
    claims = [Said(s, f"x{n}", "p", s == "b") for s in "ab" for n in range(items)]
    model = Bayes().fit(signed(claims))
    assert model.belief_ == CLOSE(0.5, abs=1e-3)
    assert model.accuracy_ is not None
    assert model.accuracy_[0] == CLOSE(model.accuracy_[1], abs=1e-3)


def test_nobody_s_word_speaks_against_itself() -> None:
    # z is wrong eight times, and alone against d in y: its word counts for nothing, not for q.
    lines = [f"{s} x{n} {'pq'[s == 'z']}" for s in "abcz" for n in range(8)]
    with_z, without = signed(said(*lines, "z y p", "d y q")), signed(said(*lines, "d y q"))
    found, alone = (beliefs(votes, Bayes().fit(votes)) for votes in (with_z, without))
    assert found["y", "q"] > found["y", "p"]
    # ln 2 for three candidates is left of what z says: of two, nothing at all.
    assert found["y", "p"] == CLOSE(2 * found["y", NEITHER])
    assert alone["y", "q"] == CLOSE(1 - alone["y", NEITHER])


def test_who_gives_several_answers_shares_its_voice_among_them() -> None:
    votes = signed(said("a x p", "a x q", "b x p", "c x -q"))
    assert votes.answers.tolist() == [2, 2, 1, 1]
    assert votes.voices.tolist() == [0.5, 0.5, 1, 1]
    model = Bayes().fit(votes)
    a, b, c = range(3)
    assert model.right_[a] + model.wrong_[a] == CLOSE(5)  # is not judged by it
    assert model.right_[b] + model.wrong_[b] == CLOSE(6)
    assert model.right_[c] + model.wrong_[c] == CLOSE(6)


def test_an_answer_and_the_denial_of_another_are_one_answer() -> None:
    votes = signed(said("a x p", "a x -q", "a x -p", "b x q"))
    assert votes.answers.tolist() == [1, 1, 1, 1]


# Kinds, groups, priors


def test_a_source_may_be_good_at_one_kind() -> None:
    # Three others bear a's facts out and none of its numbers; e is against it once in each.
    claims = [Said(s, f"f{n}", "p", kind="fact") for s in "abcd" for n in range(4)]
    claims += [Said("a", f"n{n}", "p", kind="number") for n in range(4)]
    claims += [Said(s, f"n{n}", "q", kind="number") for s in "bcd" for n in range(4)]
    for item, kind in (("g", "fact"), ("m", "number")):
        claims += [Said("a", item, "p", kind=kind), Said("e", item, "q", kind=kind)]
    found = beliefs(votes := signed(claims), Bayes().fit(votes))
    assert found["g", "p"] > found["m", "p"] + 0.2
    alike = [replace(claim, kind="fact") for claim in claims]
    even = beliefs(votes := signed(alike), Bayes().fit(votes))
    assert even["g", "p"] == CLOSE(even["m", "p"], abs=AT_REST)


def test_kinds_come_to_the_fixed_point() -> None:
    claims = [Said(s, "x", "p", kind="fact") for s in "abc"] + [Said("d", "x", "q", kind="fact")]
    claims += [Said(s, "y", "p", s == "b", kind="number") for s in "abd"]
    claims += [Said(s, "z", "p", s == "c", 0.7, kind="number") for s in "ac"]
    votes = signed(claims)
    expected = work_out(claims, neither=True)
    assert beliefs(votes, Bayes().fit(votes)) == CLOSE(expected, abs=AT_REST)
    alike = work_out([replace(claim, kind="fact") for claim in claims], neither=True)
    assert expected["y", "p"] != CLOSE(alike["y", "p"], abs=1e-3)


def test_no_group_is_worse_than_a_coin() -> None:
    # Five never agree: the mean would be (0.55 + 5 · 0.52) / 7.73 of shares of a fifth.
    votes = votes_of(*(f"{s} i{n} v{n}{s}" for s in "abcde" for n in range(6)))
    model = Bayes().fit(votes)
    assert model.right_ == CLOSE(np.full(5, 2.5 + 6 / 5))
    assert model.wrong_ == CLOSE(np.full(5, 2.5 + 6 * 4 / 5))


def test_counts_are_pooled_by_group() -> None:
    # Weights 5/10, 5/10 and 10/15; the shares of the first outcome are 0.8, 0.2 and 0.5.
    counts = np.array([[4.0, 1.0], [1.0, 4.0], [5.0, 5.0], [0.0, 0.0]])
    found = pool(counts, np.array([0.7, 0.3]), np.array([0, 1, 1, 2]))
    everyone = (0.4 + 0.1 + 1 / 3 + 3.5) / (0.5 + 0.5 + 2 / 3 + 5)
    first = (0.4 + 5 * everyone) / 5.5
    second = (0.1 + 1 / 3 + 5 * everyone) / (0.5 + 2 / 3 + 5)
    assert found[:, 0] == CLOSE(np.array([first, second, second, everyone]))
    assert found.sum(axis=1) == CLOSE(1)


def test_rows_of_any_shape_are_summed() -> None:
    rows = np.arange(12.0).reshape(3, 2, 2)
    sums = totals(rows, np.array([1, 0, 1]), 3)
    assert sums.tolist() == [rows[1].tolist(), (rows[0] + rows[2]).tolist(), [[0, 0], [0, 0]]]


def test_nothing_is_known_of_a_source_at_first() -> None:
    view = Standpoint.of(votes_of("a x p", "b x q"))
    assert view.group_of.tolist() == [0, 0]
    assert np.isnan(view.mean).all()
    assert view.strength.tolist() == [5, 5]


def test_a_source_that_says_little_is_likened_to_its_group() -> None:
    # "near" agrees with three others, "far" is against them; two say nothing but in w.
    lines = [f"{s} i{n} v{n}{'pq'[s == 'far']}" for s in ("a", "b", "far", "near") for n in "0123"]
    votes = votes_of(*lines, "quiet w t", "mute w u")
    groups = np.array(
        [{"near": 1, "quiet": 1, "far": 2, "mute": 2}.get(s, 0) for s in votes.sources]
    )
    model = Bayes().fit(votes, group_of=groups)
    assert accuracy(votes, model, "quiet") > accuracy(votes, model, "mute")
    found = beliefs(votes, model)
    assert found["w", "t"] > 0.5 > found["w", "u"]
    even = beliefs(votes, Bayes().fit(votes))
    assert even["w", "t"] == CLOSE(0.5, abs=1e-6)


def known(votes: Votes, source: str, mean: float, strength: float) -> Standpoint:
    view = Standpoint.of(votes)
    view.mean[votes.sources.index(source)] = mean
    view.strength[votes.sources.index(source)] = strength
    return view


def test_a_prior_is_so_many_claims() -> None:
    votes = signed(said("a x p", "b x -p"))
    model = Bayes().fit(votes, standpoint=known(votes, "a", 0.9, 20))
    # The group's mean stays as it was learned of an even belief: weight 1/6, shares 1/2.
    usual = (1 / 6 + PULL * (1 / 6 + 3.5) / (1 / 3 + 5)) / (1 / 3 + 5)
    odds = math.log(0.9 / 0.1) - math.log(usual / (1 - usual))
    p = 1 / (1 + math.exp(-odds))
    assert beliefs(votes, model)["x", "p"] == CLOSE(p, abs=AT_REST)
    assert model.right_ == CLOSE(np.array([18 + p, 5 * usual + 1 - p]), abs=1e-3)
    assert model.wrong_ == CLOSE(np.array([2 + 1 - p, 5 * (1 - usual) + p]), abs=1e-3)


# Sources with habits: confusion, lists


def answers_of(
    options: Mapping[str, Sequence[str]],
    likelihood: Callable[[Mapping[str, str]], float],
) -> Beliefs:
    """Sum the likelihood over all answers to all items."""
    found: dict[tuple[str, str], float] = defaultdict(float)
    for answer in itertools.product(*options.values()):
        answers = dict(zip(options, answer, strict=True))
        weight = math.exp(likelihood(answers))
        for item, value in answers.items():
            found[item, value] += weight
    return {
        key: weight / sum(v for k, v in found.items() if k[0] == key[0])
        for key, weight in found.items()
    }


def log_beta(*parameters: float) -> float:
    """Log of the multivariate beta function."""
    return sum(map(math.lgamma, parameters)) - math.lgamma(sum(parameters))


def with_coins(claims: Sequence[SourceClaim]) -> Beliefs:
    """Work the posterior out exactly, each source's accuracy Beta(3.5, 1.5)."""
    options = options_of([Said(c.source, c.item, c.value) for c in claims], neither=False)

    def likelihood(answers: Mapping[str, str]) -> float:
        log = 0.0
        for source in {c.source for c in claims}:
            own = [c for c in claims if c.source == source]
            wrong = [c for c in own if c.value != answers[c.item]]
            log += log_beta(3.5 + len(own) - len(wrong), 1.5 + len(wrong))
            log -= sum(math.log(len(options[c.item]) - 1) for c in wrong)
        return log

    return answers_of(options, likelihood)


def with_matrices(claims: Sequence[SourceClaim]) -> Beliefs:
    """Work the posterior out exactly for labels 0 and 1, each row Dirichlet(3.5, 1.5)."""
    options = {item: "01" for item in sorted({c.item for c in claims})}

    def likelihood(answers: Mapping[str, str]) -> float:
        times = Counter((c.source, answers[c.item], c.value) for c in claims)
        return sum(
            log_beta(
                *((3.5 if said == answer else 1.5) + times[source, answer, said] for said in "01")
            )
            for source in sorted({c.source for c in claims})
            for answer in "01"
        )

    return answers_of(options, likelihood)


def top(found: Beliefs, item: str) -> tuple[str, float]:
    """Return an item's best value and by how much it is the best."""
    ranked = sorted(((b, v) for (i, v), b in found.items() if i == item), reverse=True)
    return ranked[0][1], ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0)


@pytest.mark.parametrize("seed", range(12))
def test_beliefs_are_near_the_exact_posterior(seed: int) -> None:
    rng = np.random.default_rng(seed)
    claims = [
        SourceClaim(f"s{s}", f"i{i}", f"i{i}v{0 if rng.random() < 0.7 else rng.integers(1, 3)}")
        for s in range(4)
        for i in range(3)
    ]
    votes, exact = Votes.of(claims), with_coins(claims)
    assert not votes.shared
    found = beliefs(votes, Bayes().fit(votes))
    assert found == CLOSE(exact, abs=NEAR)
    for item in votes.items:
        value, lead = top(exact, item)
        assert lead < NEAR or top(found, item)[0] == value


@pytest.mark.parametrize("seed", range(12))
def test_beliefs_in_shared_labels_are_near_the_exact_posterior(seed: int) -> None:
    # Each item has a mirror, so that the labels are equally common whatever is believed.
    rng = np.random.default_rng(seed)
    given = [(f"s{s}", i, int(rng.random() < 0.72)) for s in range(3) for i in range(3)]
    claims = [SourceClaim(s, f"i{i}", str(label)) for s, i, label in given]
    claims += [SourceClaim(s, f"j{i}", str(1 - label)) for s, i, label in given]
    votes, exact = Votes.of(claims), with_matrices(claims)
    assert votes.shared
    found = beliefs(votes, Bayes().fit(votes))
    assert found == CLOSE(exact, abs=NEAR)
    for item in votes.items:
        value, lead = top(exact, item)
        assert lead < NEAR or top(found, item)[0] == value


def test_labels_have_a_prior() -> None:
    # Of the last item two sources say one thing each; 1 is the commoner label elsewhere.
    lines = [f"{s} i{n} {int(n > 0)}" for s in "abcd" for n in range(9)]
    votes = votes_of(*lines, "e j 0", "f j 1")
    assert votes.shared
    found = beliefs(votes, Bayes().fit(votes))
    assert found["j", "1"] > 0.7


def test_a_source_with_its_labels_swapped_still_tells() -> None:
    # z says the contrary of four others everywhere, and speaks of the last item with one new one.
    lines = [f"{s} i{n} {n % 2}" for s in "abcd" for n in range(10)]
    votes = votes_of(*lines, *(f"z i{n} {1 - n % 2}" for n in range(10)), "z j 0", "y j 1")
    assert beliefs(votes, Bayes().fit(votes))["j", "1"] > 0.8


def test_who_leaves_a_member_out_is_not_as_wrong_as_who_makes_one_up() -> None:
    # b lists both, c leaves q out. If both are right, b lists two, c lists one and leaves one out;
    # if p alone is, b lists one and makes one up, c lists one and keeps one out.
    votes = votes_of("b x p|q", "c x p")

    def excess(belief: float) -> float:
        b_lists = math.log((50 + 1 + belief) / (100 + 1 + belief))
        c_lists = math.log((50 + 1) / (100 + 1 + belief))
        c_leaves = math.log((50 + belief) / (100 + 1 + belief))
        b_invents = math.log((10 + 1 - belief) / (1010 + 1 - belief))
        c_keeps = math.log((1000 + 1 - belief) / (1010 + 1 - belief))
        both = 2 * b_lists + c_lists + c_leaves
        one = b_lists + b_invents + c_lists + c_keeps
        return both - one - math.log(belief / (1 - belief))

    low, high = 0.5, 1 - 1e-9
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    assert low == CLOSE(0.9628, abs=6e-5)
    assert beliefs(votes, Bayes().fit(votes))["x", "p|q"] == CLOSE(low, abs=AT_REST)


def test_a_shorter_list_is_believed_where_most_give_it() -> None:
    votes = votes_of("a x p|q", *(f"c{n} x p" for n in range(2)))
    assert beliefs(votes, Bayes().fit(votes))["x", "p|q"] > 0.75
    votes = votes_of("a x p|q", *(f"c{n} x p" for n in range(9)))
    assert beliefs(votes, Bayes().fit(votes))["x", "p"] > 0.75


def test_who_makes_members_up_is_not_believed() -> None:
    # What is left out is as likely as not, ln 2, what is made up one in 101: seven to one.
    lines = [f"{s} i{n} p{n}|q{n}" for s in "abcdefghij" for n in range(6)]
    lines += [f"z i{n} p{n}|q{n}|r{n}" for n in range(6)]
    votes = votes_of(*lines)
    model = Bayes().fit(votes)
    assert all(beliefs(votes, model)[f"i{n}", f"p{n}|q{n}"] > 0.9 for n in range(6))
    assert accuracy(votes, model, "z") < 0.5 < accuracy(votes, model, "a")


# The order of things


NAMES = "abcde"
CLAIMS = st.lists(
    st.builds(
        SourceClaim, st.sampled_from(NAMES), st.sampled_from("wxyz"), st.sampled_from("pqrst")
    ),
    min_size=1,
    max_size=24,
)


@settings(max_examples=60, deadline=None)
@given(
    claims=CLAIMS,
    sources=st.permutations(NAMES),
    items=st.permutations("wxyz"),
    seed=st.integers(0, 99),
)
def test_names_and_order_change_nothing(
    claims: list[SourceClaim], sources: Sequence[str], items: Sequence[str], seed: int
) -> None:
    new_source, new_item = (
        dict(zip(NAMES, sources, strict=True)),
        dict(zip("wxyz", items, strict=True)),
    )
    renamed = [SourceClaim(new_source[c.source], new_item[c.item], c.value) for c in claims]
    order = np.random.default_rng(seed).permutation(len(claims))
    votes, again = Votes.of(claims), Votes.of([renamed[n] for n in order])
    before, after = Bayes().fit(votes), Bayes().fit(again)
    found = beliefs(again, after)
    for (item, value), belief in beliefs(votes, before).items():
        assert found[new_item[item], value] == CLOSE(belief, abs=1e-9)
    for source in votes.sources:
        expected = accuracy(votes, before, source)
        assert accuracy(again, after, new_source[source]) == CLOSE(expected, abs=1e-9)


# Coming to rest


def test_it_says_whether_it_came_to_rest() -> None:
    votes = votes_of("a x p", "b x p", "c x q", "a y r", "c y s")
    rested = Bayes().fit(votes)
    assert rested.converged_ and 1 < rested.n_iter_ < 300
    stopped = Bayes(max_iter=1).fit(votes)
    assert not stopped.converged_ and stopped.n_iter_ == 1


def test_the_rounds_with_facts_are_counted_too() -> None:
    votes = votes_of("a x p", "b x p", "c x q", "a y r", "c y s")
    plain = Bayes(max_iter=3).fit(votes)
    verified = Bayes(max_iter=3).fit(votes, facts={place(votes, "x", "q"): True})
    assert (plain.n_iter_, verified.n_iter_) == (3, 6)
    assert not verified.converged_


def test_a_closer_rest_takes_longer() -> None:
    votes = votes_of("a x p", "b x p", "c x q", "a y r", "c y s")
    rough, fine = Bayes(tol=1e-2).fit(votes), Bayes(tol=1e-10).fit(votes)
    assert rough.n_iter_ < fine.n_iter_
    exact = work_out(said("a x p", "b x p", "c x q", "a y r", "c y s"), neither=False)
    assert beliefs(votes, fine) == CLOSE(exact, abs=1e-8)


# Facts and priors


def two_islands(seed: int) -> Votes:
    """Let x0–x4 speak of one set of items and y0–y4 of another; they share a group."""
    rng = np.random.default_rng(seed)
    return Votes.of(
        SourceClaim(f"{island}{s}", f"{island}{item}", f"{island}{item}v{rng.integers(3)}")
        for island in "xy"
        for item in range(rng.integers(2, 9))
        for s in range(5)
        if rng.random() < 0.6 or (s, item) == (0, 0)
    )


def moved(votes: Votes, before: Bayes, after: Bayes, island: str) -> float:
    """Return by how much the numbers of an island have moved at most."""
    assert before.accuracy_ is not None and after.accuracy_ is not None
    here = np.array([votes.items[i][0] == island for i in votes.item_of])
    theirs = votes.to_sources(here.astype(float)) > 0
    return max(
        float(np.abs(before.belief_ - after.belief_)[here].max()),
        float(np.abs(before.accuracy_ - after.accuracy_)[theirs].max()),
    )


@pytest.mark.parametrize("holds", [True, False])
@pytest.mark.parametrize("seed", range(12))
def test_a_fact_moves_nothing_on_another_island(seed: int, holds: bool) -> None:
    votes = two_islands(seed)
    assert not votes.shared
    fact = int(np.flatnonzero(np.char.startswith(np.array(votes.items)[votes.item_of], "x"))[0])
    before, after = Bayes().fit(votes), Bayes().fit(votes, facts={fact: holds})
    assert moved(votes, before, after, "y") <= 1e-4


@pytest.mark.parametrize("mean", [0.05, 0.95])
@pytest.mark.parametrize("seed", range(12))
def test_a_prior_moves_nothing_on_another_island(seed: int, mean: float) -> None:
    votes = two_islands(seed)
    before = Bayes().fit(votes)
    after = Bayes().fit(votes, standpoint=known(votes, "x0", mean, 40))
    assert moved(votes, before, after, "y") <= 1e-4
    assert moved(votes, before, after, "x") > 1e-3


# a and b say p, c says q; a and c differ in y, c and d in z; e and f speak of w alone.
CHAIN = votes_of(
    "a x p", "b x p", "c x q", "a y r", "c y s", "c z t", "d z u", "e w h", "f w h"
)  # fmt: skip


@pytest.mark.parametrize(("fact", "holds"), [("q", True), ("p", False)])
def test_a_fact_goes_along_the_claims(fact: str, holds: bool) -> None:
    before = Bayes().fit(CHAIN)
    after = Bayes().fit(CHAIN, facts={place(CHAIN, "x", fact): holds})
    was, now = beliefs(CHAIN, before), beliefs(CHAIN, after)
    assert now["x", "q"] > 0.999 > 0.001 > now["x", "p"]
    for item, value in (("y", "s"), ("z", "t")):  # what c says elsewhere
        assert now[item, value] > was[item, value] + 0.05
    change = {s: accuracy(CHAIN, after, s) - accuracy(CHAIN, before, s) for s in CHAIN.sources}
    assert change["c"] > 0.05 > -0.05 > max(change["a"], change["b"])
    assert change["d"] < -0.005  # is against c
    assert max(abs(change["e"]), abs(change["f"])) <= 1e-4


def test_a_fact_that_all_believe_changes_little() -> None:
    votes = votes_of("a x p", "b x p", "c x p", "d x p", "e x q")
    before = Bayes().fit(votes)
    after = Bayes().fit(votes, facts={place(votes, "x", "p"): True})
    assert accuracy(votes, before, "a") < accuracy(votes, after, "a")
    assert accuracy(votes, after, "a") - accuracy(votes, before, "a") < 0.02


def test_a_fact_may_hold_against_everybody() -> None:
    votes = signed(said("a x p", "b x p", "c x p"))
    after = Bayes().fit(votes, facts={place(votes, "x", "p"): False})
    assert beliefs(votes, after)["x", NEITHER] > 0.999
    before = Bayes().fit(votes)
    assert all(accuracy(votes, after, s) < accuracy(votes, before, s) - 0.05 for s in "abc")


@pytest.mark.parametrize("mean", [0.02, 0.98])
def test_a_prior_goes_along_the_claims(mean: float) -> None:
    before, after = Bayes().fit(CHAIN), Bayes().fit(CHAIN, standpoint=known(CHAIN, "c", mean, 50))
    was, now = beliefs(CHAIN, before), beliefs(CHAIN, after)
    for item, value in (("x", "q"), ("y", "s"), ("z", "t")):
        assert (now[item, value] - was[item, value]) * (mean - 0.5) > 0.01
    change = {s: accuracy(CHAIN, after, s) - accuracy(CHAIN, before, s) for s in CHAIN.sources}
    assert all(change[s] * (mean - 0.5) < 0 for s in "abd")
    assert accuracy(CHAIN, after, "c") == CLOSE(mean, abs=0.07)


def shared_islands() -> Votes:
    """Let a, b, c answer with labels to some items, and d, e, f to others."""
    lines = [f"{s} x{n} {n % 2 if s != 'c' else 1 - n % 2}" for s in "abc" for n in range(6)]
    lines += [f"{s} y{n} {(n + (s == 'f' and n < 3)) % 2}" for s in "def" for n in range(6)]
    return votes_of(*lines)


def test_a_fact_about_labels_moves_nothing_on_another_island() -> None:
    votes = shared_islands()
    assert votes.shared
    facts = {place(votes, f"x{n}", "1"): True for n in range(6)}
    before, after = Bayes().fit(votes), Bayes().fit(votes, facts=facts)
    assert moved(votes, before, after, "y") <= 1e-4


def test_a_fact_about_labels_leaves_the_groups_as_they_were() -> None:
    # Each item has a mirror, so that the labels stay equally common, whatever is verified.
    lines = [f"{s} x{n} {n % 2 if s != 'c' else 1 - n % 2}" for s in "abc" for n in range(6)]
    lines += [f"{s} y{n} {(n + (s == 'f' and n < 2)) % 2}" for s in "def" for n in range(6)]
    votes = votes_of(*lines)
    facts = {place(votes, f"x{n}", str(1 - n % 2)): True for n in range(6)}
    before, after = Bayes().fit(votes), Bayes().fit(votes, facts=facts)
    assert moved(votes, before, after, "y") <= 1e-4
    assert accuracy(votes, before, "a") - accuracy(votes, after, "a") > 0.1


@pytest.mark.parametrize(
    "votes",
    [shared_islands(), votes_of("d x p|q", "e x p", "f x p|r")],
    ids=["labels", "lists"],
)
def test_a_prior_tells_with_any_habit(votes: Votes) -> None:
    before = Bayes().fit(votes)
    after = Bayes().fit(votes, standpoint=known(votes, "d", 0.1, 50))
    assert accuracy(votes, after, "d") < accuracy(votes, before, "d") - 0.2


# Intervals


def test_the_interval_is_a_beta_where_the_answers_are_certain() -> None:
    lines = [f"{s} i{n} v{n}{'pq'[s == 'c' and n < 3]}" for s in "abc" for n in range(8)]
    votes = votes_of(*lines)
    facts = {place(votes, f"i{n}", f"v{n}p"): True for n in range(8)}
    model = Bayes().fit(votes, facts=facts)
    ends = beta.ppf([[0.05], [0.95]], model.right_, model.wrong_)
    assert np.array([model.low_, model.high_]) == CLOSE(ends, abs=1e-3)
    assert model.right_ + model.wrong_ == CLOSE(np.full(3, 13.0))


def test_the_interval_widens_with_the_doubt() -> None:
    # The variance is that of the Beta and that of the share of right claims, by hand.
    votes = votes_of("a x p", "b x q", "a y r", "b y s")
    model = Bayes().fit(votes)
    a, b = model.right_, model.wrong_
    mean = a / (a + b)
    variance = mean * (1 - mean) / (a + b + 1) + 2 * 0.25 / (a + b) ** 2
    worth = mean * (1 - mean) / variance - 1
    ends = beta.ppf([[0.05], [0.95]], mean * worth, (1 - mean) * worth)
    assert np.array([model.low_, model.high_]) == CLOSE(ends, abs=1e-3)
    narrow = beta.ppf([[0.05], [0.95]], a, b)
    assert (model.low_ < narrow[0]).all() and (model.high_ > narrow[1]).all()


def test_what_nobody_else_speaks_of_leaves_the_interval_as_it_is() -> None:
    lines = ["a x p", "b x p", "c x p"]
    votes, more = signed(said(*lines)), signed(said(*lines, *(f"a y{n} p" for n in range(40))))
    before, after = Bayes().fit(votes), Bayes().fit(more)
    assert before.low_ is not None and before.high_ is not None
    assert after.low_ is not None and after.high_ is not None
    assert (after.low_[0], after.high_[0]) == (
        CLOSE(before.low_[0], abs=1e-3),
        CLOSE(before.high_[0], abs=1e-3),
    )


def test_intervals_hold_as_many_sources_as_they_say() -> None:
    # Drawn from the model: 40 sources of Beta(3.5, 1.5) name one of three values of 25 items each.
    held = []
    for seed in range(6):
        rng = np.random.default_rng(seed)
        skill = {f"s{n}": rng.beta(3.5, 1.5) for n in range(40)}
        claims = [
            SourceClaim(s, f"i{i}", f"i{i}v{0 if rng.random() < skill[s] else rng.integers(1, 3)}")
            for s in skill
            for i in rng.choice(150, 25, replace=False)
        ]
        votes = Votes.of(claims)
        model = Bayes().fit(votes)
        truth = np.array([skill[s] for s in votes.sources])
        held += ((model.low_ <= truth) & (truth <= model.high_)).tolist()
    assert 0.85 <= np.mean(held) <= 0.95
