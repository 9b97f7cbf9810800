"""Gold in place of stages: joint sources are one attribution, and nothing else is made up."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import ENTAILS, FakeJudge, FakeTagger, marked

from attrib.corpora import AnnotatedArticle
from attrib.corpora.articles import annotated_by
from attrib.errors import CorpusError
from attrib.evaluation.claims import measure_claims
from attrib.evaluation.claims.oracles import Oracle, claims_of, given_by
from attrib.pipeline import Given, Pipeline
from attrib.records import Article, Attribution, SourceKind, Stance
from attrib.verdicts import Combiner

LINES = (
    "[Valdoria and Ostrel] {said} <that the sluice was open>.",
    "[The board] {denied} <opening the sluice>.",
    "[Valdoria] {declined to comment} <on the board>.",
)


def annotated(
    attributions: tuple[Attribution, ...], speakers: str = "", stances: str = ""
) -> AnnotatedArticle:
    """Make gold from comma-separated speakers and stances, in the order of the attributions."""
    ids = [one.id for one in attributions]
    names = dict(zip(ids, speakers.split(", "), strict=True)) if speakers else {}
    stands = dict(zip(ids, map(Stance, stances.split(", ")), strict=True)) if stances else {}
    return AnnotatedArticle(ARTICLE, attributions, names, stands, ())


ARTICLE, (JOINT, DENIAL, SILENCE) = marked(*LINES)
TWIN = replace(JOINT, id="A9", via="A1")
GOLD = annotated(
    (JOINT, TWIN, DENIAL, SILENCE),
    "Valdoria, Ostrel, river board, Valdoria",
    "asserts, asserts, denies, asserts",
)


def test_without_an_oracle_nothing_is_given() -> None:
    assert given_by(GOLD, None) == Given()


def test_an_oracle_gives_its_stage_and_those_before() -> None:
    known = {
        oracle: [part is not None for part in (given.attributions, given.sources, given.claims)]
        for oracle in Oracle
        for given in [given_by(GOLD, oracle)]
    }
    assert known == {
        Oracle.ATTRIBUTIONS: [True, False, False],
        Oracle.SPEAKERS: [True, True, False],
        Oracle.STANCES: [True, True, True],
    }


def test_twins_are_one_attribution_with_the_first_id() -> None:
    given = given_by(annotated((JOINT, TWIN, DENIAL)), Oracle.ATTRIBUTIONS)
    assert given.attributions == (JOINT, DENIAL)


def test_via_follows_a_twin_to_the_first() -> None:
    inner = replace(DENIAL, via="A9")
    given = given_by(annotated((JOINT, TWIN, inner)), Oracle.ATTRIBUTIONS)
    assert given.attributions == (JOINT, replace(DENIAL, via="A1"))


def test_attributions_stand_in_the_order_of_their_cues() -> None:
    bare = replace(SILENCE, cue=())
    given = given_by(annotated((bare, DENIAL, JOINT)), Oracle.ATTRIBUTIONS)
    assert given.attributions == (JOINT, DENIAL, bare)


def test_speakers_become_sources_by_their_gold_names() -> None:
    given = given_by(GOLD, Oracle.SPEAKERS)
    assert given.sources is not None
    rows = [(one.id, one.name, one.attributions, one.mentions) for one in given.sources]
    assert rows == [
        ("S1", "Valdoria", ("A1", "A3"), (*JOINT.source, *SILENCE.source)),
        ("S2", "Ostrel", ("A1",), JOINT.source),
        ("S3", "river board", ("A2",), DENIAL.source),
    ]


@pytest.mark.parametrize(
    ("speaker", "kind"),
    [
        ("Dana Wirrel", SourceKind.PERSON),
        ("Dorrin Hospital", SourceKind.MEDIC),
        ("army of Valdoria", SourceKind.PARTY),
        ("two anglers", SourceKind.UNNAMED),
        ("France", SourceKind.PARTY),
        ("unknown", SourceKind.UNKNOWN),
        ("unspecified", SourceKind.UNKNOWN),
    ],
)
def test_kinds_are_read_from_the_name(speaker: str, kind: SourceKind) -> None:
    given = given_by(annotated((DENIAL,), speaker), Oracle.SPEAKERS)
    assert [source.kind for source in given.sources or ()] == [kind]


def test_claims_have_the_golds_stance_and_our_proposition() -> None:
    given = given_by(GOLD, Oracle.STANCES)
    assert given.sources is not None and given.claims is not None
    names = {source.id: source.name for source in given.sources}
    assert [(names[one.source], one.stance, one.proposition) for one in given.claims] == [
        ("Valdoria", Stance.ASSERTS, "the sluice was open"),
        ("Ostrel", Stance.ASSERTS, "the sluice was open"),
        ("river board", Stance.DENIES, "opening the sluice"),
        ("Valdoria", Stance.ASSERTS, "on the board"),  # the words alone would be uncommitted
    ]


def test_twins_may_take_different_stances() -> None:
    gold = annotated((JOINT, TWIN), "Valdoria, Ostrel", "asserts, uncommitted")
    given = given_by(gold, Oracle.STANCES)
    stances = [claim.stance for claim in given.claims or ()]
    assert stances == [Stance.ASSERTS, Stance.UNCOMMITTED]


@pytest.mark.parametrize("oracle", [Oracle.SPEAKERS, Oracle.STANCES])
def test_gold_without_speakers_has_none_to_give(oracle: Oracle) -> None:
    message = f"'marked': 2 of 2 attributions have no speaker, the first is A1; .* {oracle} expects"
    with pytest.raises(CorpusError, match=message):
        given_by(annotated((JOINT, DENIAL)), oracle)


def test_gold_with_a_stance_too_few_is_refused() -> None:
    gold = annotated((JOINT, DENIAL), "Valdoria, river board", "asserts, denies")
    lacking = replace(gold, stances={"A1": Stance.ASSERTS})
    with pytest.raises(CorpusError, match="1 of 2 attributions have no stance, the first is A2"):
        given_by(lacking, Oracle.STANCES)
    assert given_by(lacking, Oracle.SPEAKERS).sources


def test_an_article_where_nobody_speaks_is_known_to_be_silent() -> None:
    silent = AnnotatedArticle(Article("silent", "It rained.", ()), (), {}, {}, ())
    assert given_by(silent, Oracle.STANCES) == Given((), (), ())


def test_what_is_given_is_scored_without_fault(combiner: Combiner) -> None:
    pipeline = Pipeline(FakeTagger({}), FakeJudge({("sluice", "sluice"): ENTAILS}), combiner)
    report = pipeline.score(ARTICLE, given=given_by(GOLD, Oracle.STANCES))
    scores = measure_claims([GOLD], {ARTICLE.id: annotated_by(report)}).whole.values()
    for name in ("attributions_f1", "speaker_accuracy", "speaker_b3_f1", "stance_accuracy"):
        assert scores[name] == 1
    # Valdoria and Ostrel each against the board; the gold of this test has no pairs.
    assert scores["contradicts_precision"] == 0
    assert [v.relation for v in report.verdicts] == ["corroborates", "contradicts", "contradicts"]


# The claims of gold attributions


def test_each_gold_attribution_has_its_claim_and_twins_have_one_each() -> None:
    gold = claims_of(GOLD)
    names = {source.id: source.name for source in gold.sources}
    told = {id: (names[c.source], c.stance, c.proposition) for id, c in gold.claims.items()}
    assert told == {
        "A1": ("Valdoria", Stance.ASSERTS, "the sluice was open"),
        "A9": ("Ostrel", Stance.ASSERTS, "the sluice was open"),
        "A2": ("river board", Stance.DENIES, "opening the sluice"),
        "A3": ("Valdoria", Stance.ASSERTS, "on the board"),
    }
    assert len({claim.id for claim in gold.claims.values()}) == 4
    assert gold.claims["A1"].attribution == gold.claims["A9"].attribution


def test_the_claims_of_gold_stand_alone() -> None:
    gold = claims_of(GOLD)
    assert all(claim.standalone for claim in gold.claims.values())
    assert gold.claims["A2"].standalone == ("the river board opened the sluice",)


def test_each_claim_has_the_stance_of_its_own_twin() -> None:
    gold = claims_of(annotated((JOINT, TWIN), "Valdoria, Ostrel", "denies, uncommitted"))
    stances = {id: claim.stance for id, claim in gold.claims.items()}
    assert stances == {"A1": Stance.DENIES, "A9": Stance.UNCOMMITTED}


def test_speakers_that_the_gold_lacks_are_one_unknown_voice() -> None:
    gold = claims_of(annotated((JOINT, DENIAL), stances="asserts, denies"))
    [unknown] = gold.sources
    assert (unknown.name, unknown.kind) == ("unknown", SourceKind.UNKNOWN)
    assert {claim.source for claim in gold.claims.values()} == {unknown.id}
    assert [gold.claims[id].stance for id in ("A1", "A2")] == [Stance.ASSERTS, Stance.DENIES]


def test_twins_without_speakers_are_one_claim() -> None:
    gold = claims_of(annotated((JOINT, TWIN), stances="asserts, asserts"))
    assert list(gold.claims) == ["A1", "A9"]
    assert gold.claims["A1"] == gold.claims["A9"]


def test_attributions_without_a_stance_give_no_claim() -> None:
    gold = claims_of(replace(GOLD, stances={"A2": Stance.DENIES}))
    assert list(gold.claims) == ["A2"]
    assert [source.name for source in gold.sources] == ["river board"]
    silent = claims_of(annotated((JOINT, DENIAL)))
    assert (dict(silent.claims), silent.sources) == ({}, ())
