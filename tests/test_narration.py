"""Narration: what the writer states without naming anyone, and nothing that somebody said."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from conftest import ENTAILS, SPILL, FakeJudge, FakeTagger, make_source, marked
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.article import make_article
from attrib.attributions import find_attributions
from attrib.narration import NO_OUTLET, find_narration, with_outlet
from attrib.pipeline import Given, Pipeline
from attrib.records import Article, Attribution, Kind, Relation, Report, SourceKind, Span, Stance
from attrib.verdicts import Combiner

STATEMENTS = (
    "A shell struck the market of Tarn on Tuesday.",
    "The bridge was closed at noon.",
    "Twelve pupils were wounded in the blast.",
    "Vell has cut the water of two villages.",
    "The road links Tarn to the port.",
    "The mill burned down before dawn.",
    "Orla Venn took money from the builders.",
    "It fell into the Ellow with nine passengers.",
    "Ilo Brask is accused of taking bribes from the dockers.",
    "What began as a quarrel ended in a fire.",
    'The guard was sacked for "gross misconduct" in May.',
    "By Wednesday the banks were white with fish.",
    "The dam wasn’t checked for eight years.",
)


def article_of(text: str, **known: str) -> Article:
    return make_article(text, id="test", **known)  # type: ignore[arg-type]


def narrated(article: Article, attributions: tuple[Attribution, ...] = ()) -> list[str]:
    found = find_narration(article, attributions)
    return [span.of(article.text) for one in found for span in one.content]


@pytest.mark.parametrize("sentence", STATEMENTS)
def test_a_declarative_sentence_is_narration(sentence: str) -> None:
    assert narrated(article_of(sentence)) == [sentence.removesuffix(".")]


@pytest.mark.parametrize(
    "text",
    [
        "Who opened the gate?",
        "What a night it was for the town of Tarn!",
        "Bridge bombed in Tarn",
        "Nine Dead In Harbour Fire Of Tarn.",
        "A bridge of iron, a town of stone.",
        "Also, a box of paper dolls.",
        "By Orla Venn and Ilo Brask.",
        "Photo: the bridge was closed on Monday.",
        "Rescuers search the mill (AP Photo/Ilo Brask).",
        "Additional reporting was done by Ilo Brask in Tarn.",
        "Orla Venn contributed to this report.",
        "All rights reserved by the owners.",
        "Read more about the bridge that was closed.",
        "Sign up for our letter, which was founded in May.",
        "It was a cold Monday morning in Tarn.",
        "It rained.",
        "It was not clear who had opened the gate.",
        "There was no immediate claim of responsibility for the raid.",
        "The number of the dead could not be verified.",
        "If the dam breaks, the mill will be flooded.",
        "We saw the gate fall into the river.",
        "You should boil the water of the well.",
        "The ministry said the gate was shut.",
        "The army has always denied the raid on the school.",
        "Orla Venn was accused by the dockers of taking bribes.",
        "The gate was reportedly opened at night.",
        "The gate was shut at night, she added.",
    ],
)  # fmt: skip
def test_what_is_no_statement_of_the_writer(text: str) -> None:
    assert narrated(article_of(text)) == []


@pytest.mark.parametrize("text", ["", " \n", "?", "…", ".", "—", "a" * 3000])
def test_odd_texts_have_no_narration(text: str) -> None:
    assert narrated(article_of(text)) == []


@pytest.mark.parametrize(
    ("dateline", "sentence"),
    [
        ("TARN, April 2 (Vell Wire) - ", "The bridge was closed at noon."),
        ("TARN — ", "The bridge was closed at noon."),
        ("(Vell Wire) – ", "The bridge was closed at noon."),
        ("But ", "the bridge was closed at noon."),
    ],
)
def test_what_stands_before_the_statement_is_left_out(dateline: str, sentence: str) -> None:
    assert narrated(article_of(dateline + sentence)) == [sentence.removesuffix(".")]


def test_the_title_in_the_text_is_a_heading() -> None:
    title = "Shell hits the market of Tarn and the school"
    text = f"Wed 05 Apr {title}. A shell struck the market of Tarn on Tuesday."
    assert narrated(article_of(text, title=title)) == [
        "A shell struck the market of Tarn on Tuesday"
    ]


def test_what_is_stated_twice_counts_once() -> None:
    text = "The bridge was closed at noon. A boat sank. The bridge was closed at noon."
    (first, second) = find_narration(article_of(text), ())
    assert first.content == (Span(0, 29),)
    assert second.content[0].of(text) == "A boat sank"


@pytest.mark.parametrize(
    "text",
    [
        "“The boats were sunk.”",
        "“The bridge was closed at noon. The boats were sunk.”",
        '"The bridge was closed at noon. The boats were sunk."',
        "‘The bridge was closed at noon. The town’s boats were sunk.’",
        "“The bridge was closed at noon.\n“The boats were sunk.”",
        '"The bridge was closed at noon. "The boats were sunk." The guards were drunk.',
        "The chronicle ends with “the bridge was closed at noon and the boats were sunk”.",
    ],
)
def test_quotations_are_left_alone(text: str) -> None:
    assert narrated(article_of(text)) in ([], ["The guards were drunk"])


def test_after_a_quotation_the_writer_goes_on() -> None:
    text = "“The boats were sunk at noon.” The guards were drunk."
    assert narrated(article_of(text)) == ["The guards were drunk"]


@pytest.mark.parametrize(
    ("line", "clauses"),
    [
        ("[Orla Venn] {said} <the bridge was closed>.", []),
        ("<The bridge was closed>, [Orla Venn] {said}.", []),
        ("On Monday [Orla Venn] {said} <the bridge was closed>.", []),
        ("In a letter published in May, [Orla Venn] {said} <the bridge was closed>.", []),
        ("When asked about the gate, [Orla Venn] {said} <it was shut>.", []),
        ("[Orla Venn], who lost an election in May, {said} <the bridge was closed>.", []),
        ("[Vell] {denied} <the raid>, which killed 12 pupils on Tuesday.", []),
        ("[Vell] {said} <the mill was empty> and nobody was hurt in the raid.", []),
        (
            "The bridge was closed at noon, and [Orla Venn] {said} <it was unsafe>.",
            ["The bridge was closed at noon"],
        ),
        (
            "The bridge was closed at noon; [Orla Venn] {said} <it was unsafe>.",
            ["The bridge was closed at noon"],
        ),
        (
            "After a shell struck the school, [Vell] {denied} <the raid>.",
            ["a shell struck the school"],
        ),
        (
            "While the roof was still on fire; [Vell] {denied} <the raid>.",
            ["the roof was still on fire"],
        ),
        (
            "After the raid, the school was closed, and [Vell] {denied} <the raid>.",
            ["After the raid, the school was closed"],
        ),
        (
            "[Vell] {denied} <the raid> after a shell struck the school on Tuesday.",
            ["a shell struck the school on Tuesday"],
        ),
        (
            "[Vell] {said} <the mill was empty>, but nine millers were killed in it.",
            ["nine millers were killed in it"],
        ),
        (
            "Nine millers were killed, but [Vell] {said} <the mill was empty>, while the roof "
            "was still on fire.",
            ["Nine millers were killed", "the roof was still on fire"],
        ),
        (
            "[Vell] {said} <the mill was empty>, but nine millers were killed, and [Orla Venn] "
            "{blamed} <Vell>.",
            ["nine millers were killed"],
        ),
    ],
)
def test_beside_an_attribution_only_a_clause_of_its_own_counts(
    line: str, clauses: list[str]
) -> None:
    text = line.translate(str.maketrans("", "", "[]{}<>"))
    if line.count("{") == 1:
        article, attributions = marked(line)
    else:
        article = article_of(text)
        attributions = find_attributions(article, tagger=FakeTagger({"said": 1.0, "blamed": 1.0}))
        whole = Span(text.index("Orla Venn"), len(text) - 1)
        attributions = (
            replace(attributions[0], content=(span_of(text, "the mill was empty"),)),
            replace(attributions[1], source=(whole,), content=(span_of(text, "Vell."),)),
        )
    assert narrated(article, attributions) == clauses


def span_of(text: str, words: str) -> Span:
    return Span(start := text.rindex(words), start + len(words))


def test_ids_are_their_own_and_source_and_cue_are_empty() -> None:
    article, attributions = marked(
        "A shell struck the school.", "[Vell] {denied} <the raid>.", "The roof was on fire."
    )
    found = find_narration(article, attributions)
    assert [(one.id, one.source, one.cue, one.narrated) for one in found] == [
        ("N1", (), (), True),
        ("N2", (), (), True),
    ]
    assert not any(one.narrated for one in attributions)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            (*STATEMENTS, "Vell denied a raid.", "“It fell.", "It fell,” Orr said.", "\n\n", "Oh?")
        ),
        max_size=8,
    ).map(" ".join)
)
def test_no_word_is_both_narrated_and_attributed(text: str) -> None:
    article = article_of(text)
    attributions = find_attributions(article, tagger=FakeTagger())
    taken = [s for one in attributions for s in (*one.source, *one.cue, *one.content)]
    for one in find_narration(article, attributions):
        (clause,) = one.content
        assert clause.of(text) == clause.of(text).strip(" ,;\n.") != ""
        assert not any(span.overlaps(clause) for span in taken)


NARRATED = (Attribution("N1", (), (), (Span(0, 5),), narrated=True),)


def test_the_outlet_comes_last_among_the_sources() -> None:
    sources = with_outlet(article_of("x", outlet="Vell Wire"), [make_source("S1")], NARRATED)
    assert [(s.id, s.kind, s.attributions) for s in sources[1:]] == [
        ("S2", SourceKind.MEDIA, ("N1",))
    ]
    assert sources[1].name == "Vell Wire"


def test_an_article_without_an_outlet_speaks_for_itself() -> None:
    (source,) = with_outlet(article_of("x"), [], NARRATED)
    assert (source.id, source.name, source.kind) == ("S1", NO_OUTLET, SourceKind.MEDIA)


def test_a_source_with_the_name_of_the_outlet_is_the_outlet() -> None:
    sources = [make_source("S1", "The Vell Wire", made=["A1"]), make_source("S2")]
    found = with_outlet(article_of("x", outlet="vell wire"), sources, NARRATED)
    assert found[1:] == tuple(sources[1:])
    assert found[0] == replace(sources[0], kind=SourceKind.MEDIA, attributions=("A1", "N1"))


def test_an_alias_of_a_source_may_be_the_outlet() -> None:
    agency = replace(make_source("S1", "Vell News Agency", made=["A1"]), aliases=("VNA",))
    (found,) = with_outlet(article_of("x", outlet="vna"), [agency], NARRATED)
    assert found.attributions == ("A1", "N1")


def test_unknown_voices_are_never_the_outlet() -> None:
    unknown = make_source("S1", "unknown", SourceKind.UNKNOWN)
    assert len(with_outlet(article_of("x", outlet="unknown"), [unknown], NARRATED)) == 2


def test_a_new_id_is_taken_by_nobody() -> None:
    sources = with_outlet(article_of("x"), [make_source("S2")], NARRATED)
    assert [source.id for source in sources] == ["S2", "S3"]


def test_without_narration_no_outlet_is_added() -> None:
    sources = (make_source("S1"),)
    assert with_outlet(article_of("x", outlet="Vell Wire"), sources, ()) == sources


RAID = (
    "A shell struck the school of Tarn on Tuesday. The army of Vell denied that a shell struck the "
    "school of Tarn. The roof of the school was still on fire at noon."
)


@pytest.fixture(scope="module")
def pipeline(combiner: Combiner) -> Pipeline:
    judge = FakeJudge(
        {("a shell struck", "A shell struck"): ENTAILS, ("A shell", "a shell"): ENTAILS}
    )
    return Pipeline(FakeTagger(), judge, combiner)


@pytest.fixture(scope="module")
def report(pipeline: Pipeline) -> Report:
    return pipeline.score(article_of(RAID, outlet="Vell Wire"), narration=True)


def test_a_denial_finds_the_charge_that_only_the_writer_makes(
    report: Report, pipeline: Pipeline
) -> None:
    (verdict,) = report.verdicts
    assert (verdict.relation, verdict.kind) == (Relation.CONTRADICTS, Kind.DENIAL)
    claims = {claim.id: claim for claim in report.claims}
    denial, charge = claims[verdict.a], claims[verdict.b]
    assert (denial.stance, charge.stance) == (Stance.DENIES, Stance.ASSERTS)
    assert charge.proposition == "A shell struck the school of Tarn on Tuesday"
    assert pipeline.score(report.article).verdicts == ()


def test_the_outlet_is_a_source_like_any_other(report: Report) -> None:
    outlet = report.sources[-1]
    assert (outlet.name, outlet.kind) == ("Vell Wire", SourceKind.MEDIA)
    assert report.matrix.contradicts == ((0, 1), (1, 0))
    assert [row.n for row in report.matrix.credibility] == [1, 1]


def test_narrated_claims_are_marked_and_come_last(report: Report) -> None:
    claims = json.loads(json.dumps(report.to_dict(version="1")))["claims"]
    assert [claim.get("narrated") for claim in claims] == [None, True, True]
    assert all(c["spans"]["source"] == c["spans"]["cue"] == [] for c in claims[1:])
    assert [RAID[s:e] for c in claims[1:] for s, e in c["spans"]["content"]] == [
        "A shell struck the school of Tarn on Tuesday",
        "The roof of the school was still on fire at noon",
    ]


def test_what_the_writer_says_is_not_compared_with_itself(combiner: Combiner) -> None:
    judge = FakeJudge({("", ""): ENTAILS})
    report = Pipeline(FakeTagger(), judge, combiner).score(article_of(RAID), narration=True)
    claims = {claim.id: claim for claim in report.claims}
    sides = [(claims[v.a].attribution, claims[v.b].attribution) for v in report.verdicts]
    assert sides
    assert all(not (a.narrated and b.narrated) for a, b in sides)


def test_the_claims_of_others_stay_as_they_are(pipeline: Pipeline) -> None:
    article = article_of(SPILL)
    plain, more = pipeline.score(article), pipeline.score(article, narration=True)
    assert more.claims[: len(plain.claims)] == plain.claims
    assert more.sources[: len(plain.sources)] == plain.sources
    assert [c.proposition for c in more.claims[len(plain.claims) :]] == [
        "The Brackmoor plant spilled solvent into the Ellow this week"
    ]


def test_an_article_of_speech_alone_gives_the_same_report(pipeline: Pipeline) -> None:
    article = article_of("Lena Orr said it rained. The army of Vell denied a raid.")
    assert pipeline.score(article, narration=True) == pipeline.score(article)


def test_claims_that_are_given_are_left_as_they_are(pipeline: Pipeline, report: Report) -> None:
    plain = pipeline.score(report.article)
    known = Given(tuple(c.attribution for c in plain.claims), plain.sources, plain.claims)
    assert pipeline.score(report.article, given=known, narration=True) == plain
