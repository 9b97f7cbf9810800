"""The gate: how likely two claims are about one thing, from words, places and names."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from conftest import make_source, marked
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.claims import claims_from
from attrib.pairs import FEATURES, MAX_PAIRS_PER_CLAIM, find_affinities, find_pairs, gate_features
from attrib.pairs.blocking import MAX_PAIRS
from attrib.pairs.gate import CROWD, FEW_CLAIMS, NEAR, WEIGHTS
from attrib.records import Article, Claim, Source

OPEN = "[Lena Orr] {said} <the sluice at Dorrin was open>."
NOISE = "It rained."
Known = tuple[Article, tuple[Claim, ...], tuple[Source, ...]]


def read(*lines: str) -> Known:
    """Read marked lines, each attribution of a source named by its words."""
    article, attributions = marked(*lines)
    sources = tuple(
        make_source(f"S{n}", one.source[0].of(article.text), made=(one.id,))
        for n, one in enumerate(attributions, start=1)
    )
    return article, claims_from(article, attributions, sources), sources


def features_of(known: Known, i: int = 0, j: int = 1) -> dict[str, float]:
    return dict(zip(FEATURES, dict(gate_features(*known))[i, j], strict=True))


def affinity_of(*lines: str, i: int = 0, j: int = 1) -> float:
    return find_affinities(*read(*lines))[i, j]


# Features


def test_every_feature_has_a_weight() -> None:
    assert tuple(WEIGHTS) == FEATURES
    assert len(set(FEATURES)) == len(FEATURES)


def test_features_stand_in_the_order_of_their_names() -> None:
    shut = "[The board] {denied} <the sluice at Dorrin was not shut by Lena Orr>."
    features = features_of(read(NOISE, OPEN, NOISE, NOISE, shut))
    cosine, rarest = features.pop("cosine"), features.pop("rarest")
    assert 0 < cosine < 1
    assert rarest == pytest.approx(math.log(1 + 3 / 2.5))  # two claims, both with the word
    assert features == pytest.approx(
        {
            "one": 1,
            "shared": math.log1p(2),  # sluice, Dorrin
            "around": math.log1p(4),  # and the two names
            "near": math.exp(-1),
            "far": math.exp(-3 / 12),
            "answers": 0,
            "denials": 1,
            "negations": 1,
            "named": 1,  # who makes the first claim stands in the second
            "short": math.log(6),
            "apart": 0,
            "title": 0,
            "crowd": math.log(2),
        }
    )


def test_claims_without_a_word_in_common_have_only_their_places() -> None:
    features = features_of(read(OPEN, NOISE, "[A tailor] {said} <wool was dear>."))
    assert [features[name] for name in ("cosine", "shared", "rarest", "around")] == [0, 0, 0, 0]
    assert features["apart"] == features["near"] == pytest.approx(math.exp(-2 / 3))


def test_a_word_around_a_claim_counts_apart_from_its_own() -> None:
    features = features_of(
        read(OPEN, NOISE, "The sluice was old.", "[A tailor] {said} <it was dear>.")
    )
    assert (features["shared"], features["around"]) == (0, pytest.approx(math.log(2)))
    assert features["cosine"] > 0


@pytest.mark.parametrize(("inner", "outer"), [(0, 1), (1, 0)])
def test_a_claim_inside_another_is_answered_by_it(inner: int, outer: int) -> None:
    article, claims, sources = read(OPEN, "[The board] {denied} <that she said so>.")
    nested = list(claims)
    nested[inner] = replace(claims[inner], via=claims[outer].id)
    assert features_of((article, tuple(nested), sources))["answers"] == 1
    assert features_of((article, claims, sources))["answers"] == 0


@pytest.mark.parametrize(("title", "titled"), [("The sluice of Dorrin", 1), ("Wool is dear", 0)])
def test_claims_on_what_the_title_names_are_marked(title: str, titled: float) -> None:
    article, claims, sources = read(NOISE, OPEN, "[The board] {said} <Dorrin had a sluice>.")
    assert features_of((replace(article, title=title), claims, sources))["title"] == titled


def test_an_article_without_a_title_is_titled_by_its_first_sentence() -> None:
    shut = "[The board] {said} <the sluice at Dorrin was shut>."
    assert features_of(read("The sluice broke.", OPEN, shut))["title"] == 1


@pytest.mark.parametrize(
    ("content", "negations"),
    [
        ("it was not open", 1), ("it wasn't open", 1), ("that was a lie", 1), ("it was open", 0),
    ],
)  # fmt: skip
def test_negated_contents_are_counted(content: str, negations: float) -> None:
    features = features_of(read(OPEN, f"[The board] {{said}} <{content}>."))
    assert features["negations"] == negations


@pytest.mark.parametrize(("n", "counted"), [(2, 2), (CROWD, CROWD), (CROWD + 20, CROWD)])
def test_the_crowd_is_counted_up_to_a_limit(n: int, counted: int) -> None:
    lines = [f"[Guard {k}] {{said}} <the weir was dry>." for k in range(n)]
    assert features_of(read(*lines))["crowd"] == pytest.approx(math.log(counted))


# Affinities


CONTENTS = (
    "wool from Fenn grew dear",
    "wool from Fenn grew open",
    "wool at Dorrin grew open",
    "the sluice at Dorrin grew open",
)


def test_the_more_words_in_common_the_higher_the_affinity() -> None:
    found = [affinity_of(OPEN, NOISE, f"[A tailor] {{said}} <{content}>.") for content in CONTENTS]
    assert found == sorted(found)
    assert len(set(found)) == len(CONTENTS)


def test_the_nearer_in_the_text_the_higher_the_affinity() -> None:
    shut = "[The board] {said} <the sluice at Dorrin was shut>."
    found = [affinity_of(OPEN, *[NOISE] * n, shut) for n in (12, 8, 4, 2)]
    assert found == sorted(found)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("content", ["the sluice was open", "wool was dear"])
def test_a_denial_raises_the_affinity(content: str) -> None:
    said, denied = (
        affinity_of(OPEN, NOISE, NOISE, f"[The board] {{{cue}}} <that {content}>.")
        for cue in ("said", "denied")
    )
    assert denied > said


def test_a_crowd_lowers_the_affinity() -> None:
    shut = "[The board] {said} <the sluice at Dorrin was shut>."
    others = [f"[Guard {n}] {{said}} <wool was dear>." for n in range(60)]
    found = [affinity_of(OPEN, shut, *[NOISE] * 6, *others[:n]) for n in (60, 20, 5, 0)]
    assert found == sorted(found)
    assert len(set(found)) == len(found)


CUE = st.sampled_from(["said", "denied"])
WHAT = st.sampled_from(
    ["the sluice was open", "no sluice was open", "it was 25", "wool", "", "so", "Ünal’s lie"]
)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(CUE, WHAT), max_size=7), st.sampled_from([None, "", "Sluice!"]))
def test_an_affinity_is_a_share_whatever_is_said(
    rows: list[tuple[str, str]], title: str | None
) -> None:
    lines = [f"[Guard {n}] {{{c}}} <{w or '…'}>." for n, (c, w) in enumerate(rows)]
    article, claims, sources = read(*lines)
    found = find_affinities(replace(article, title=title), claims, sources)
    assert len(found) == len(rows) * (len(rows) - 1) / 2
    assert all(0 <= affinity <= 1 and i < j for (i, j), affinity in found.items())


def test_one_claim_has_nobody_to_be_compared_with() -> None:
    assert find_affinities(*read(OPEN)) == {}
    article, _, sources = read(OPEN)
    assert find_affinities(article, (), sources) == {}


# Long articles


def test_in_a_short_article_all_claims_are_looked_at() -> None:
    lines = [OPEN, *[NOISE] * 30, "[A tailor] {said} <wool was dear>."]
    assert set(find_affinities(*read(*lines))) == {(0, 1)}


def test_in_a_long_article_strangers_are_looked_at_only_nearby() -> None:
    n = FEW_CLAIMS + 100
    vowels = "aeiou"
    names = [f"b{vowels[k % 5]}d{vowels[k // 5 % 5]}g{vowels[k // 25 % 5]}k{vowels[k // 125]}x"
             for k in range(n)]  # fmt: skip
    lines = [f"[{name.title()}y] {{said}} <the {name} sank>." for name in names]
    lines[-1] = f"[A tailor] {{said}} <the {names[0]} swam>."
    found = find_affinities(*read(*lines))
    assert (0, NEAR) in found
    assert (0, n - 1) in found  # far apart, with a rare word in common
    assert (5, n - 20) not in found  # "sank" is everywhere
    assert len(found) <= (NEAR + 1) * n


@pytest.mark.parametrize("n", [FEW_CLAIMS + 100, 1200])
def test_a_long_article_of_one_topic_stays_small(n: int) -> None:
    known = read(*(f"[Guard {k}] {{said}} <the sluice at Dorrin was open>." for k in range(n)))
    assert len(find_affinities(*known)) <= NEAR * n
    assert n - 1 <= len(find_pairs(*known)) <= min(MAX_PAIRS, MAX_PAIRS_PER_CLAIM * n)
