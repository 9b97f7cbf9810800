"""The whole flow with fakes: a denial contradicts the claim it answers, with exact words."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from conftest import CONTRADICTS, SPILL, FakeJudge, FakeTagger
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.article import make_article
from attrib.pipeline import Given, Pipeline
from attrib.records import (
    Article,
    Kind,
    Relation,
    Report,
    Signal,
    SourceKind,
    Span,
    Stance,
    Verdict,
)
from attrib.verdicts import Combiner

DENIAL = Verdict("C1", "C2", Relation.CONTRADICTS, Kind.DENIAL, 0.96)
SENTENCES = (
    "Lena Orr said the sluice was open.",
    "The board denied that the sluice was open.",
    "Valdoria and Ostrel said nine cellars were flooded.",
    "Villagers said 40 cellars were flooded.",
    "The mayor declined to comment on the sluice.",
    "She said that the board denied a leak.",
    "Said one of them: it rained.",
    "“No cellar is dry,” said Orr.",
    "It rained – all day; nobody said anything.",
    "Ünal Kóvacs confirmed\nthe toll of “twelve”.",
)


@pytest.fixture(scope="session")
def pipeline(spill_judge: FakeJudge, combiner: Combiner) -> Pipeline:
    models = {"attribution": "fake", "nli": "fake"}
    return Pipeline(FakeTagger(), spill_judge, combiner, models)


@pytest.fixture(scope="session")
def indifferent(combiner: Combiner) -> Pipeline:
    return Pipeline(FakeTagger(), FakeJudge(), combiner)


@pytest.fixture(scope="session")
def report(pipeline: Pipeline, spill: Article) -> Report:
    return pipeline.score(spill)


def words(report: Report, spans: tuple[Span, ...]) -> list[str]:
    return [span.of(report.article.text) for span in spans]


def test_the_denial_contradicts_the_claim(report: Report) -> None:
    rounded = [replace(v, probability=round(v.probability, 2)) for v in report.verdicts]
    assert [replace(verdict, evidence=None) for verdict in rounded] == [DENIAL]


def test_the_verdict_leads_to_the_exact_words(report: Report) -> None:
    claims = {claim.id: claim for claim in report.claims}
    claim, denial = (claims[id] for id in (report.verdicts[0].a, report.verdicts[0].b))
    assert words(report, claim.attribution.content) == [
        "the plant had poured solvent into the Ellow on Tuesday night"
    ]
    assert words(report, denial.attribution.source) == ["Nordal Chemicals"]
    assert words(report, denial.attribution.cue) == ["denied"]
    assert words(report, denial.attribution.content) == [
        "that the plant had poured solvent into the Ellow"
    ]
    assert denial.proposition == "the plant had poured solvent into the Ellow"


def test_the_evidence_leads_to_the_exact_words(report: Report) -> None:
    evidence = report.verdicts[0].evidence
    assert evidence is not None
    assert (evidence.signal, evidence.inference) == (Signal.DENIAL, 0.96)
    assert words(report, evidence.a) == ["plant", "poured solvent", "Ellow"]
    assert words(report, evidence.b) == ["denied", "plant", "poured solvent", "Ellow"]


def test_propositions_stand_alone_before_they_are_judged(
    spill: Article, combiner: Combiner
) -> None:
    judge = FakeJudge()
    report = Pipeline(FakeTagger(), judge, combiner).score(spill)
    assert all(claim.standalone for claim in report.claims)
    names = {source.id: source.name for source in report.sources}
    premises = [f"{names[claim.source]}: {claim.standalone[0]}" for claim in report.claims[:2]]
    assert [judge.asked[0].premise, judge.asked[0].hypothesis] == premises


def test_each_source_says_what_the_article_says(report: Report) -> None:
    names = {source.id: source.name for source in report.sources}
    assert [(names[claim.source], claim.stance) for claim in report.claims] == [
        ("Dana Wirrel", Stance.ASSERTS),
        ("Nordal Chemicals", Stance.DENIES),
        ("Anglers", Stance.ASSERTS),
        ("Otto Ferrin", Stance.UNCOMMITTED),
        ("choir of Dorrin", Stance.ASSERTS),
    ]


def test_the_matrix_holds_the_one_contradiction(report: Report) -> None:
    contradicts = report.matrix.contradicts
    assert (contradicts[0][1], contradicts[1][0]) == (1, 1)
    assert sum(map(sum, contradicts)) == 2
    assert sum(map(sum, report.matrix.corroborates)) == 0


def test_word_against_word_gives_no_estimate(report: Report) -> None:
    assert [(row.n, row.mean) for row in report.matrix.credibility[:2]] == [(1, None), (1, None)]


def test_a_second_voice_gives_estimates(combiner: Combiner, spill_judge: FakeJudge) -> None:
    text = SPILL + " Una Tamm confirmed that the plant had poured solvent into the Ellow."
    pipeline = Pipeline(FakeTagger(), spill_judge, combiner)
    report = pipeline.score(make_article(text, id="more"))
    estimates = {row.source: row.mean for row in report.matrix.credibility}
    names = {source.name: source.id for source in report.sources}
    dana, una, plant = (
        estimates[names[n]] for n in ("Dana Wirrel", "Una Tamm", "Nordal Chemicals")
    )
    assert dana is not None and una is not None and plant is not None
    assert dana == pytest.approx(una, abs=0.02)
    assert plant < una


def test_the_report_names_its_models_and_article(report: Report, spill: Article) -> None:
    assert report.article is spill
    assert report.models == {"attribution": "fake", "nli": "fake"}


def test_ids_of_a_report_refer_to_each_other(report: Report) -> None:
    sources = [source.id for source in report.sources]
    claims = [claim.id for claim in report.claims]
    assert list(report.matrix.sources) == sources
    assert {claim.source for claim in report.claims} <= set(sources)
    assert {id for verdict in report.verdicts for id in (verdict.a, verdict.b)} <= set(claims)


def test_the_same_article_gives_the_same_bytes(pipeline: Pipeline, spill: Article) -> None:
    first, second = (json.dumps(pipeline.score(spill).to_dict(version="1")) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("text", ["", "  \n ", "Nobody spoke here.", "?!", "\ufeff"])
def test_an_article_without_speakers_gives_an_empty_report(text: str, pipeline: Pipeline) -> None:
    report = pipeline.score(make_article(text, id="empty"))
    assert (report.sources, report.claims, report.verdicts) == ((), (), ())
    assert report.to_dict(version="1")["matrix"]["contradicts"] == []


def test_a_joint_statement_fills_no_cell(indifferent: Pipeline) -> None:
    report = indifferent.score(
        make_article("Valdoria and Ostrel said the border was open.", id="joint")
    )
    assert [verdict.relation for verdict in report.verdicts] == [Relation.CORROBORATES]
    assert report.matrix.corroborates == ((0, 0), (0, 0))


ARTICLES = st.lists(st.sampled_from(SENTENCES), max_size=8).map(" ".join)


@settings(max_examples=30, deadline=None)
@given(ARTICLES)
def test_every_span_slices_to_its_words(indifferent: Pipeline, text: str) -> None:
    report = indifferent.score(make_article(text, id="any"))
    for claim in report.claims:
        attribution = claim.attribution
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            assert span.end <= len(text)
            assert span.of(text) == span.of(text).strip() != ""
        content = " ".join(" ".join(span.of(text).split()) for span in attribution.content)
        assert claim.proposition in content
    for source in report.sources:
        assert all(mention.of(text).strip() for mention in source.mentions)
        assert bool(source.mentions) or source.kind is SourceKind.UNKNOWN


@settings(max_examples=30, deadline=None)
@given(ARTICLES)
def test_a_neutral_judge_contradicts_nobody(indifferent: Pipeline, text: str) -> None:
    report = indifferent.score(make_article(text, id="any"))
    assert {v.relation for v in report.verdicts} <= {Relation.CORROBORATES}
    assert not any(map(any, report.matrix.contradicts))
    assert all(row.mean is None for row in report.matrix.credibility)


@settings(max_examples=30, deadline=None)
@given(ARTICLES)
def test_every_attribution_has_a_source(indifferent: Pipeline, text: str) -> None:
    report = indifferent.score(make_article(text, id="any"))
    made = [id for source in report.sources for id in source.attributions]
    assert {claim.attribution.id for claim in report.claims} == set(made)
    assert len(report.claims) == len(made)


def but_for_affinity(verdict: Verdict) -> Verdict:
    """Take out the one number that depends on how many claims the article has."""
    assert verdict.evidence is not None
    return replace(verdict, evidence=replace(verdict.evidence, affinity=0.0))


NAMES = st.sampled_from(["Fenn Choir", "Aster Museum", "Harbour Club", "Weavers Guild"])
TRIFLES = st.sampled_from(
    ["tickets cost more", "a violin was found", "supper came late", "its parrot won a prize"]
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(NAMES, TRIFLES), min_size=1, max_size=3))
def test_unrelated_claims_change_nothing_for_the_others(
    pipeline: Pipeline, report: Report, trifles: list[tuple[str, str]]
) -> None:
    text = SPILL + "".join(f" The {name} said {trifle}." for name, trifle in trifles)
    longer = pipeline.score(make_article(text, id="longer"))
    n = len(report.sources)
    assert longer.claims[: len(report.claims)] == report.claims
    assert longer.sources[:n] == report.sources
    assert list(map(but_for_affinity, longer.verdicts)) == [
        but_for_affinity(verdict) for verdict in report.verdicts
    ]
    assert longer.matrix.credibility[:n] == report.matrix.credibility
    assert tuple(row[:n] for row in longer.matrix.contradicts[:n]) == report.matrix.contradicts


def test_a_judge_that_sees_contradiction_everywhere_still_meets_the_gate(
    combiner: Combiner, spill: Article
) -> None:
    judge = FakeJudge({("", ""): CONTRADICTS})
    report = Pipeline(FakeTagger(), judge, combiner).score(spill)
    silent = {c.id for c in report.claims if c.stance is Stance.UNCOMMITTED}
    assert report.verdicts
    assert not silent & {id for v in report.verdicts for id in (v.a, v.b)}


@pytest.mark.parametrize("stages", [1, 2, 3])
def test_what_is_given_replaces_the_stages(
    stages: int, report: Report, spill_judge: FakeJudge, combiner: Combiner, spill: Article
) -> None:
    attributions = tuple(claim.attribution for claim in report.claims)
    given = Given(*(attributions, report.sources, report.claims)[:stages])
    tagger = FakeTagger()
    again = Pipeline(tagger, spill_judge, combiner, report.models).score(spill, given=given)
    assert again == report
    assert not tagger.seen


def test_nothing_given_is_not_the_same_as_given_nothing(
    pipeline: Pipeline, report: Report, spill: Article
) -> None:
    silent = pipeline.score(spill, given=Given(attributions=()))
    assert (silent.sources, silent.claims, silent.verdicts) == ((), (), ())
    attributions = tuple(claim.attribution for claim in report.claims)
    assert pipeline.score(spill, given=Given(attributions, ())).sources == ()
    assert pipeline.score(spill, given=Given()).claims


def test_what_is_given_is_taken_as_it_is(pipeline: Pipeline, report: Report) -> None:
    claims = tuple(replace(claim, stance=Stance.UNCOMMITTED) for claim in report.claims)
    attributions = tuple(claim.attribution for claim in report.claims)
    given = Given(attributions, report.sources, claims)
    assert pipeline.score(report.article, given=given).verdicts == ()
