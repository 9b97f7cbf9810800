"""Estimates: how far propositions are borne out, what it says of the sources, by hand."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from conftest import make_source
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import beta

from attrib.credibility import Bayes
from attrib.matrix import testimony
from attrib.matrix.estimates import DECIDED, Estimates, estimate
from attrib.matrix.testimony import hear, issues_of
from attrib.matrix.voices import find_sides, majority
from attrib.records import (
    Credibility,
    Kind,
    Position,
    Prior,
    Proposition,
    Source,
    SourceKind,
    Stance,
)

CLOSE = pytest.approx
AT_REST = 2e-4  # how far from its fixed point the model may stop, and four digits
YES, NO, UNSURE = Stance.ASSERTS, Stance.DENIES, Stance.UNCOMMITTED
STANCES = {"+": YES, "-": NO, "?": UNSURE}


def position(told: str, *, weight: float = 1.0) -> Position:
    """Read "+a" (a asserts), "-a" (denies) or "?a"; "+a<o" is of the origin o, "-a!" interested."""
    source, _, origin = told[1:].removesuffix("!").partition("<")
    return Position(
        source, STANCES[told[0]], (f"C-{told}",), weight, origin or source, told.endswith("!")
    )


def proposition(id: str, told: str, *, issue: str = "", kind: Kind = Kind.FACT) -> Proposition:
    """Make a proposition with a position a word; it is an issue of its own unless one is named."""
    positions = tuple(position(one) for one in told.split())
    return Proposition(id, issue or f"I{id}", f"the text of {id}", kind, positions)


def sources_of(names: str, **kinds: SourceKind) -> list[Source]:
    return [make_source(n, kind=kinds.get(n, SourceKind.ORGANISATION)) for n in names]


def supports(found: Estimates) -> dict[str, float | None]:
    return {one.id: one.support for one in found.propositions}


def judged(found: Estimates, source: str) -> Credibility:
    (credibility,) = (one for one in found.credibility if one.source == source)
    return credibility


def mean(found: Estimates, source: str) -> float:
    credibility = judged(found, source)
    assert credibility.mean is not None
    return credibility.mean


def effects(found: Estimates, source: str) -> dict[str, float]:
    return {i.proposition: i.effect for i in found.influences if i.source == source}


def usual_of(sources: int, shares: float) -> float:
    """Return the mean of sources of one kind with a claim each, from the sum of weighed shares."""
    everyone = (shares + 3.5) / (sources / 6 + 5)
    return (shares + 5 * everyone) / (sources / 6 + 5)


# What is undetermined


def test_nothing_gives_nothing() -> None:
    assert estimate((), ()) == Estimates((), ())


def test_sources_of_nothing_are_undetermined() -> None:
    found = estimate((), sources_of("ab"))
    assert found.credibility == tuple(
        Credibility(source, None, None, None, 0, None) for source in "ab"
    )


def test_who_takes_no_stand_says_nothing() -> None:
    p = proposition("P1", "?a ?b")
    assert estimate([p], sources_of("ab")).propositions == (p,)
    found = estimate([proposition("P1", "+a ?b +c +d")], sources_of("abcd"))
    assert [one.n for one in found.credibility] == [2, 0, 2, 2]
    assert not effects(found, "b")


def test_word_against_word_decides_nothing() -> None:
    found = estimate([proposition("P1", "+a -b")], sources_of("ab"))
    assert supports(found) == {"P1": None}
    assert found.credibility == tuple(
        Credibility(source, None, None, None, 1, None) for source in "ab"
    )
    assert (found.by_kind, found.influences) == ((), ())


@pytest.mark.parametrize("propositions", [10, 30])
def test_word_against_word_decides_nothing_however_often(propositions: int) -> None:
    told = [proposition(f"P{n}", "+a -b") for n in range(propositions)]
    assert set(supports(estimate(told, sources_of("ab"))).values()) == {None}


@pytest.mark.parametrize("propositions", [5, 30])
def test_what_all_deny_is_not_borne_out_however_often(propositions: int) -> None:
    told = [proposition(f"P{n}", "-a -b -c") for n in range(propositions)]
    found = supports(estimate(told, sources_of("abc")))
    assert all(support is not None and support < 0.25 for support in found.values())


def test_two_voices_to_one_decide_nothing_of_one_issue() -> None:
    found = estimate([proposition("P1", "+a +b -c")], sources_of("abc"))
    assert supports(found) == {"P1": None}
    assert mean(found, "a") == mean(found, "b") > mean(found, "c")


@pytest.mark.parametrize(
    ("told", "support"), [("+a +b +c -d", 0.8358), ("-a -b -c +d", 0.1642), ("+a +b", 0.8692)]
)
def test_what_is_decided(told: str, support: float) -> None:
    # By hand: the log-odds of belief are 2 ln(μ / (1 − μ)) with the mean μ that it gives, …
    found = estimate([proposition("P1", told)], sources_of("abcd"))
    assert supports(found)["P1"] == CLOSE(support, abs=AT_REST)


def test_the_mean_counts_beliefs_into_the_prior() -> None:
    # Belief 0.8358: the shares are thrice that and once the rest, each of weight 1/6.
    belief = 0.8358
    usual = usual_of(4, (3 * belief + 1 - belief) / 6)
    found = estimate([proposition("P1", "+a +b +c -d")], sources_of("abcd"))
    assert mean(found, "a") == CLOSE((5 * usual + belief) / 6, abs=AT_REST)
    assert mean(found, "d") == CLOSE((5 * usual + 1 - belief) / 6, abs=AT_REST)
    assert math.log(belief / (1 - belief)) == CLOSE(2 * math.log(usual / (1 - usual)), abs=1e-3)


@pytest.mark.parametrize("told", ["+a", "-a", "+a<o +b<o +c<o", "+a ?b"])
def test_one_voice_alone_bears_nothing_out(told: str) -> None:
    sure = {"a": Prior(0.99, 100)}
    found = estimate([proposition("P1", told)], sources_of("abco"), priors=sure)
    assert supports(found) == {"P1": None}


def test_who_meets_nobody_is_undetermined() -> None:
    found = estimate([proposition("P1", "+a"), proposition("P2", "-b")], sources_of("ab"))
    assert supports(found) == {"P1": None, "P2": None}
    assert [(one.mean, one.n) for one in found.credibility] == [(None, 0), (None, 0)]


def test_where_all_agree_all_are_alike() -> None:
    found = estimate([proposition("P1", "+a +b +c")], sources_of("abc"))
    assert len({(c.mean, c.low, c.high, c.n, c.majority) for c in found.credibility}) == 1
    assert judged(found, "a").majority == 1
    assert mean(found, "a") > 0.7


def test_the_unknown_are_a_voice_but_get_no_estimate() -> None:
    told = [proposition("P1", "+u +a -b -c")]
    found = estimate(
        told,
        sources_of("uabc", u=SourceKind.UNKNOWN),
        facts={"P1": True},
        priors={"u": Prior(0.9, 9)},
    )
    assert judged(found, "u") == Credibility("u", None, None, None, 3, None)
    assert judged(found, "a").n == 3
    assert not effects(found, "u")
    assert {one.source for one in found.by_kind} == {"a", "b", "c"}


def test_support_is_decided_or_missing() -> None:
    # By a prior for one of two, belief comes close to either side of the bound.
    told = [proposition("P1", "+a -b")]
    at = {m: estimate(told, sources_of("ab"), priors={"a": Prior(m, 50)}) for m in (0.86, 0.89)}
    low, high = (supports(found)["P1"] for found in at.values())
    assert low is None
    assert high is not None and DECIDED <= high < 0.8


# Voices


def test_positions_of_one_origin_are_one_voice() -> None:
    found = estimate([proposition("P1", "+a<o +b<o +c<o -d")], sources_of("abcd"))
    assert supports(found) == {"P1": None}
    assert [one.n for one in found.credibility] == [1, 1, 1, 1]
    assert judged(found, "d").mean is None
    apart = estimate([proposition("P1", "+a +b +c -d")], sources_of("abcd"))
    assert supports(apart)["P1"] is not None


def test_an_origin_is_a_voice_of_one_proposition_only() -> None:
    told = [proposition("P1", "+a<a +b<a -c"), proposition("P2", "+a +b -c")]
    found = estimate(told, sources_of("abc"))
    assert [one.n for one in found.credibility] == [2, 2, 2]


def test_sides_count_each_voice_once() -> None:
    told = [
        proposition("P1", "+a +b -c"),
        proposition("P2", "+a -b -c"),
        proposition("P3", "+a -c"),
    ]
    issues = issues_of(told, ())
    sides = find_sides(issues, hear(told))
    assert sides["a"] == {"b": 0.5, "c": 0}
    assert sides["b"] == {"a": 0.5, "c": 0.5}
    assert sides["c"] == {"a": 0, "b": 0.5}
    assert [majority(sides[s]) for s in "abc"] == [0.25, 0.5, 0.25]


def test_a_source_is_no_voice_beside_itself_even_for_another() -> None:
    told = [proposition("P1", "+a<o -a +b")]
    assert find_sides(issues_of(told, ()), hear(told)) == {"a": {"b": 0.5}, "b": {"o": 1, "a": 0}}


def test_a_voice_that_mostly_agrees_agrees() -> None:
    assert majority({"b": 2 / 3, "c": 1 / 3, "d": 0.5, "e": 1}) == 2.5 / 4


def test_who_asserts_a_rival_does_not_agree_and_who_denies_it_takes_no_side() -> None:
    told = [
        proposition("P1", "+a", issue="I1"),
        proposition("P2", "+b -c", issue="I1"),
    ]
    sides = find_sides(issues_of(told, ()), hear(told))
    assert sides == {"a": {"b": 0}, "b": {"a": 0, "c": 0}, "c": {"b": 0}}


def test_figures_stand_beside_the_plain_count() -> None:
    told = [proposition("P1", "+a +b -c"), proposition("P2", "+a -b")]
    found = estimate(told, sources_of("abc"))
    assert judged(found, "a").majority == 0.25
    assert judged(found, "b").majority == 0.25
    assert judged(found, "c").majority == 0


def test_parties_that_speak_of_their_own_act_are_no_voice_but_are_judged() -> None:
    told = [proposition("P1", "+a +b +c -d!")]
    party, none = (
        estimate(told, sources_of("abcd"), discount_interested=on) for on in (False, True)
    )
    # d still counts into the mean of its kind, of shares that weigh 1/6 each, but has no odds.
    belief = 0.9302
    usual = usual_of(4, (3 * belief + 1 - belief) / 6)
    assert 3 * math.log(usual / (1 - usual)) == CLOSE(math.log(belief / (1 - belief)), abs=2e-3)
    assert supports(party)["P1"] == CLOSE(0.8358, abs=AT_REST)
    assert supports(none)["P1"] == CLOSE(belief, abs=AT_REST)
    assert mean(none, "d") < 0.65 < mean(none, "a")
    assert judged(none, "d").n == 3


def test_a_denial_of_one_rival_does_not_speak_for_another() -> None:
    told = [
        proposition("P1", "+a +b +c", issue="I1"),
        proposition("P2", "-d -e -f", issue="I1"),
        proposition("P3", "-d -e -f", issue="I3"),
    ]
    found = supports(estimate(told, sources_of("abcdef")))
    alone = supports(estimate(told[:1], sources_of("abcdef")))
    assert found["P2"] is not None and found["P2"] < 0.05
    assert found["P1"] is not None and alone["P1"] is not None
    assert found["P1"] == CLOSE(alone["P1"], abs=0.06)


# Updates


def test_an_update_excludes_nothing() -> None:
    told = [
        proposition("P1", "+a +b", issue="I1"),
        proposition("P2", "+c +d", issue="I1"),
    ]
    assert issues_of(told, ()) == {"I1": ["P1", "P2"]}
    assert issues_of(told, ["P1"]) == {"I1/P1": ["P1"], "I1": ["P2"]}
    rivals = estimate(told, sources_of("abcd"))
    assert supports(rivals) == {"P1": None, "P2": None}
    found = estimate(told, sources_of("abcd"), superseded=["P1"])
    belief = 0.8928
    usual = usual_of(4, 4 * belief / 6)
    assert 2 * math.log(usual / (1 - usual)) == CLOSE(math.log(belief / (1 - belief)), abs=2e-3)
    assert supports(found)["P1"] == supports(found)["P2"] == CLOSE(belief, abs=AT_REST)
    assert [one.n for one in found.credibility] == [1, 1, 1, 1]


def test_an_update_is_not_held_against_the_earlier_source() -> None:
    told = [
        proposition("P1", "+a +b", issue="I1"),
        proposition("P2", "+c +d +e", issue="I1"),
    ]
    rivals, updated = (estimate(told, sources_of("abcde"), superseded=s) for s in ((), ("P1",)))
    before, after = (judged(one, "a") for one in (rivals, updated))
    assert (before.n, before.majority) == (4, 0.25)
    assert before.mean is not None and before.mean < 0.7
    assert (after.n, after.mean) == (1, None)  # nobody but b speaks to what a says


# Kinds


def test_an_estimate_for_each_kind_has_that_for_all_as_its_prior() -> None:
    told = [
        proposition("P1", "+a +b +c +d", kind=Kind.NUMBER),
        proposition("P2", "+a -b -c -d", kind=Kind.DENIAL),
        proposition("P3", "+a +b -d", kind=Kind.NUMBER),
        proposition("P4", "+a"),
    ]
    found = estimate(told, sources_of("abcd"))
    mine = [one for one in found.by_kind if one.source == "a"]
    assert [(one.kind, one.n) for one in mine] == [(Kind.DENIAL, 1), (Kind.NUMBER, 2)]
    _, believed = fit(told, sources_of("abcd"))
    for one, right, made in (
        (mine[0], believed["P2"], 1),
        (mine[1], believed["P1"] + believed["P3"], 2),
    ):
        a = 5 * mean(found, "a") + right
        b = 5 * (1 - mean(found, "a")) + made - right
        assert one.mean == CLOSE(a / (a + b), abs=AT_REST)
        assert (one.low, one.high) == CLOSE(tuple(beta.ppf([0.05, 0.95], a, b)), abs=2e-3)
    assert mine[0].mean < mean(found, "a") < mine[1].mean


def test_kinds_are_given_for_those_only_who_are_judged() -> None:
    found = estimate(
        [proposition("P1", "+a +b +c"), proposition("P2", "+d -e")], sources_of("abcde")
    )
    assert [one.source for one in found.by_kind] == ["a", "b", "c"]
    assert {one.source for one in found.influences} == {"a", "b", "c"}


# Influences


def fit(told: Sequence[Proposition], sources: Sequence[Source]) -> tuple[Bayes, dict[str, float]]:
    """Fit the model as `estimate` does; return it with the beliefs, of which none is rounded."""
    votes, candidates = testimony.testify(
        issues_of(told, ()), hear(told), sources, discount_interested=False
    )
    model = Bayes().fit(votes, group_of=testimony.stand(sources, {}).group_of)
    return model, {id: float(model.belief_[place]) for id, place in candidates.items()}


def test_an_influence_is_what_the_mean_would_be_without() -> None:
    told = [
        proposition("P1", "+a +b +c +d"),
        proposition("P2", "+a -b -c -d"),
        proposition("P3", "+a +b"),
        proposition("P4", "+a"),  # nobody else speaks of it
    ]
    found = estimate(told, sources_of("abcd"))
    model, believed = fit(told, sources_of("abcd"))
    right, wrong = float(model.right_[0]), float(model.wrong_[0])
    expected = {
        id: right / (right + wrong) - (right - believed[id]) / (right + wrong - 1)
        for id in ("P1", "P2", "P3")
    }
    assert effects(found, "a") == CLOSE(expected, abs=6e-5)
    assert effects(found, "a")["P2"] < 0 < effects(found, "a")["P3"]


def test_influences_go_from_the_strongest_source_by_source() -> None:
    told = [
        proposition("P1", "+a +b"),
        proposition("P2", "+a -b -c -d"),
        proposition("P3", "+a +b +c +d"),
    ]
    found = estimate(told, sources_of("badc"))
    assert [one.source for one in found.influences] == [*"bbb", *"aaa", *"dd", *"cc"]
    for source in "abcd":
        sizes = [abs(effect) for effect in effects(found, source).values()]
        assert sizes == sorted(sizes, reverse=True)
    assert next(iter(effects(found, "a"))) == "P2"


def test_a_single_position_moves_the_mean_from_the_prior() -> None:
    told = [proposition("P1", "+a +b +c -d")]
    found = estimate(told, sources_of("abcd"), priors={"a": Prior(0.6, 10)})
    assert effects(found, "a")["P1"] == CLOSE(mean(found, "a") - 0.6, abs=1e-4)
    assert effects(found, "a")["P1"] > 0 > effects(found, "d")["P1"]


def test_positions_of_one_source_on_one_proposition_are_one_influence() -> None:
    told = [proposition("P1", "+a -a +b +c")]
    found = estimate(told, sources_of("abc"))
    assert len(effects(found, "a")) == 1


def test_who_gives_several_answers_is_not_judged_by_them() -> None:
    told = [
        proposition("P1", "+a +b +c", issue="I1"),
        proposition("P2", "+a +d", issue="I1"),
    ]
    found = estimate(told, sources_of("abcd"))
    assert (found.credibility[0].mean, found.credibility[0].n) == (None, 3)
    assert "a" not in {one.source for one in (*found.by_kind, *found.influences)}
    verified = estimate(told, sources_of("abcd"), facts={"P1": True})
    assert verified.credibility[0].mean is not None


# Facts and priors


TOLD = (
    proposition("P1", "+a +b -c"),
    proposition("P2", "+a -d -f"),
    proposition("P3", "+d +e +f"),
    proposition("P4", "+x +y"),
    proposition("P5", "+x -y +z"),
)


@pytest.mark.parametrize("holds", [True, False])
def test_a_fact_moves_what_is_connected_and_nothing_else(holds: bool) -> None:
    names = "abcdefxyz"
    before, after = (
        estimate(TOLD, sources_of(names), facts=facts) for facts in ({}, {"P1": holds})
    )
    sign = 1 if holds else -1
    assert supports(after)["P1"] == (1.0 if holds else 0.0)
    assert (mean(after, "a") - mean(before, "a")) * sign > 0.02
    change = {
        s: mean(after, s) - mean(before, s) for s in "adf" if judged(before, s).mean is not None
    }
    assert change["d"] * sign < 0 and change["f"] * sign < 0  # they are against a in P2
    assert mean(after, "b") > mean(after, "c") if holds else mean(after, "b") < mean(after, "c")
    for source in "xyz":
        old, new = judged(before, source), judged(after, source)
        assert old.mean is None or new.mean == CLOSE(old.mean, abs=1e-4)
    for id in ("P4", "P5"):
        old_support, new_support = supports(before)[id], supports(after)[id]
        assert (old_support is None) is (new_support is None)
        assert old_support is None or new_support == CLOSE(old_support, abs=1e-4)


@pytest.mark.parametrize(("prior", "sign"), [(Prior(0.95, 40), 1), (Prior(0.3, 40), -1)])
def test_a_prior_moves_what_is_connected_and_nothing_else(prior: Prior, sign: int) -> None:
    names = "abcdefxyz"
    before, after = (
        estimate(TOLD, sources_of(names), priors=priors) for priors in ({}, {"a": prior})
    )
    assert mean(after, "a") == CLOSE(prior.mean, abs=0.03)
    assert (mean(after, "d") - mean(before, "d")) * sign < -0.001
    assert mean(after, "y") == CLOSE(mean(before, "y"), abs=1e-4)
    assert supports(after)["P4"] == CLOSE(supports(before)["P4"], abs=1e-4)


def test_the_trusted_are_believed_against_another() -> None:
    told = [proposition("P1", "+a -b")]
    for trusted, support in (("a", 0.95), ("b", 0.05)):
        found = estimate(told, sources_of("ab"), priors={trusted: Prior(0.98, 50)})
        assert supports(found)["P1"] == CLOSE(support, abs=0.04)
        assert judged(found, trusted).n == 1
        assert mean(found, trusted) == CLOSE(0.98, abs=0.01)


def test_what_is_known_of_a_source_is_enough_to_judge_it() -> None:
    told = [proposition("P1", "+a -b")]
    found = estimate(told, sources_of("ab"), priors={"a": Prior(0.8, 10)})
    assert judged(found, "a").mean is not None
    assert judged(found, "b").mean is None
    checked = estimate(told, sources_of("ab"), facts={"P1": True})
    assert mean(checked, "a") > 0.7 > mean(checked, "b")


def test_a_rival_of_a_fact_does_not_hold() -> None:
    told = [
        proposition("P1", "+a", issue="I1"),
        proposition("P2", "+b +c +d", issue="I1"),
    ]
    found = estimate(told, sources_of("abcd"), facts={"P1": True})
    assert supports(found) == {"P1": 1.0, "P2": 0.0}
    assert mean(found, "a") > 0.7 > mean(found, "b")


def test_a_fact_against_all_leaves_none_of_the_issue() -> None:
    found = estimate([proposition("P1", "+a +b +c")], sources_of("abc"), facts={"P1": False})
    assert supports(found) == {"P1": 0.0}
    assert all(one.mean is not None and one.mean < 0.7 for one in found.credibility)


@pytest.mark.parametrize("holds", [True, False])
def test_a_fact_about_what_one_source_alone_says_moves_it(holds: bool) -> None:
    told = [proposition(f"P{n}", "+a") for n in range(4)]
    found = estimate(told, sources_of("a"), facts={one.id: holds for one in told})
    expected = (3.5 + 4 * holds) / 9
    assert mean(found, "a") == CLOSE(expected, abs=0.02)


def test_what_nobody_else_speaks_of_leaves_the_interval_as_it_is() -> None:
    told = [proposition("P1", "+a +b +c"), *(proposition(f"Q{n}", "+a") for n in range(40))]
    before, after = estimate(told[:1], sources_of("abc")), estimate(told, sources_of("abc"))
    assert judged(after, "a") == judged(before, "a")


def test_sources_are_likened_to_their_kind() -> None:
    # Two monitors agree with all, two parties with nobody; m and p have said one thing each.
    told = [proposition(f"P{n}", "+v +w +x +y +z -q -r") for n in range(6)]
    told.append(proposition("P9", "+m -p"))
    kinds = dict.fromkeys("vwm", SourceKind.MONITOR) | dict.fromkeys("qrp", SourceKind.PARTY)
    apart, alike = sources_of("vwxyzqrmp", **kinds), sources_of("vwxyzqrmp")
    assert fit(told, alike)[1]["P9"] == CLOSE(0.5, abs=1e-4)
    assert fit(told, apart)[1]["P9"] > 0.6
    assert mean(estimate(told, apart), "v") > mean(estimate(told, alike), "v")
    assert mean(estimate(told, apart), "q") < mean(estimate(told, alike), "q")


# All of them


TOLDS = st.lists(
    st.tuples(
        st.sampled_from(["I1", "I2", "I3"]),
        st.lists(
            st.tuples(st.sampled_from("+-"), st.sampled_from("abcde")),
            min_size=1,
            max_size=5,
            unique_by=lambda one: one[1],
        ),
    ),
    min_size=1,
    max_size=6,
)
Told = Sequence[tuple[str, Sequence[tuple[str, str]]]]


def make(told: Told) -> list[Proposition]:
    return [
        proposition(f"P{n}", " ".join(sign + source for sign, source in positions), issue=issue)
        for n, (issue, positions) in enumerate(told)
    ]


@settings(max_examples=60, deadline=None)
@given(told=TOLDS)
def test_estimates_are_whole_or_missing(told: Told) -> None:
    found = estimate(make(told), sources_of("abcde"))
    for one in found.credibility:
        figures = (one.mean, one.low, one.high, one.majority)
        if one.n < 2 or one.mean is None:
            assert figures == (None,) * 4
            assert one.source not in {influence.source for influence in found.influences}
        else:
            assert one.low is not None and one.high is not None and one.majority is not None
            assert 0 <= one.low < one.mean < one.high <= 1
            assert 0 <= one.majority <= 1
    for support in supports(found).values():
        assert support is None or not 0.25 < support < 0.75
    for figure in (*supports(found).values(), *(one.mean for one in found.credibility)):
        assert figure is None or figure == round(figure, 4)


@settings(max_examples=60, deadline=None)
@given(told=TOLDS, names=st.permutations("abcde"), order=st.permutations("abcde"))
def test_names_and_order_change_nothing(told: Told, names: list[str], order: list[str]) -> None:
    new_name = dict(zip("abcde", names, strict=True))
    renamed = [(issue, [(sign, new_name[s]) for sign, s in row]) for issue, row in told]
    before = estimate(make(told), sources_of("abcde"))
    after = estimate(make(renamed), sources_of("".join(order)))
    for id, support in supports(before).items():
        assert support is None or supports(after)[id] == CLOSE(support, abs=AT_REST)
    for source in "abcde":
        old, new = judged(before, source), judged(after, new_name[source])
        assert (old.n, old.majority) == (new.n, new.majority)
        assert old.mean is None or new.mean == CLOSE(old.mean, abs=AT_REST)
