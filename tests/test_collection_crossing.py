"""Crossing: articles on one event meet, their claims are judged, and words stay where they are."""

from __future__ import annotations

import datetime
import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from conftest import CONTRADICTS, ENTAILS, FakeJudge, make_claim, marked
from hypothesis import given
from hypothesis import strategies as st

from attrib.article import make_article
from attrib.claims import claims_from
from attrib.collection.composite import compose
from attrib.collection.crossing import MAX_PAIRS_PER_CLAIM, compare_across
from attrib.collection.dates import read_date
from attrib.collection.events import MAX_NEIGHBOURS, WINDOW, find_neighbours
from attrib.collection.mending import REPEATED, mend
from attrib.records import (
    Article,
    CredibilityMatrix,
    Evidence,
    Judgement,
    Kind,
    Pair,
    Relation,
    Report,
    Signal,
    Source,
    SourceKind,
    Stance,
    Verdict,
)
from attrib.sources import resolve_sources
from attrib.verdicts import Combiner
from attrib.verdicts.numbers import NEAR

SILO = "A grain silo at Tarvin collapsed. Rescuers from Orlow dug through the night for millers."
CHOIR = "The choir of Dorrin opened its new hall. Singers came from Fenn with a brass band."
FERRY = "A ferry sank off Kessary. Divers from Orlow searched the harbour for the passengers."
Table = Mapping[tuple[str, str], Judgement]


def article(id: str, text: str, date: str | None = "2031-04-02", title: str = "") -> Article:
    return make_article(text, id=id, date=date, title=title)


def report(id: str, date: str | None, *lines: str) -> Report:
    text, attributions = marked(*lines)
    text = replace(text, id=id, date=date)
    sources = resolve_sources(text, attributions)
    claims = claims_from(text, attributions, sources)
    return Report(text, sources, claims, (), CredibilityMatrix((), (), (), ()))


def shared(reports: Sequence[Report]) -> dict[tuple[str, str], Source]:
    """Sources of one name are one."""
    names = sorted({source.name for report in reports for source in report.sources})
    return {
        (report.article.id, source.id): replace(source, id=f"X{names.index(source.name)}")
        for report in reports
        for source in report.sources
    }


def cross(
    combiner: Combiner, *reports: Report, table: Table | None = None
) -> tuple[tuple[Verdict, ...], FakeJudge]:
    judge = FakeJudge(table)
    return compare_across(reports, shared(reports), judge=judge, combiner=combiner), judge


STRIKE = report(
    "strike",
    "4/2/2031",
    "The Lomar valley woke to gunfire.",
    "[Rescuers] {said} <army gunners shelled the bakery at Tarvin and killed 12 people>.",
)
DENIAL = report(
    "denial",
    "3 April 2031",
    "Both sides blamed each other for Tarvin.",
    "[The army] {denied} <that its gunners shelled the bakery at Tarvin>.",
    "[The mayor] {said} <the bakery at Tarvin was closed on holidays>.",
)
DENIED: Table = {("shelled the bakery", "shelled the bakery"): ENTAILS}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("4/5/2017", (2017, 4, 5)),
        ("13/5/2017", (2017, 5, 13)),
        ("4.5.2017", (2017, 5, 4)),
        ("2017-04-05", (2017, 4, 5)),
        ("2017-04-05T23:30:00+03:00", (2017, 4, 5)),
        ("Wed 05 Apr 2017", (2017, 4, 5)),
        ("April 5, 2017, 3:15 p.m. EDT", (2017, 4, 5)),
    ],
)
def test_dates_are_read_as_they_are_written(text: str, day: tuple[int, int, int]) -> None:
    assert read_date(text) == datetime.date(*day)


@pytest.mark.parametrize(
    "text",
    [None, "", "2017", "April 2017", "5 April", "Wednesday", "Wed April 2017", "10:40", "31/4/2017",
     "recently", "99999999999999999999"],
)  # fmt: skip
def test_what_is_no_whole_date_is_none(text: str | None) -> None:
    assert read_date(text) is None


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)))
def test_a_day_is_read_back_in_any_form(day: datetime.date) -> None:
    for form in ("%Y-%m-%d", "%m/%d/%Y", "%d.%m.%Y", "%d %B %Y", "%a %d %b %Y", "%B %d, %Y"):
        assert read_date(day.strftime(form)) == day


def test_articles_on_one_event_are_neighbours_and_no_others() -> None:
    articles = [article("a", SILO), article("b", CHOIR), article("c", SILO), article("d", FERRY)]
    assert find_neighbours(articles) == ((0, 2),)


@pytest.mark.parametrize(("days", "found"), [(WINDOW, ((0, 1),)), (WINDOW + 1, ())])
def test_a_story_that_is_older_than_the_window_is_another(
    days: int, found: tuple[tuple[int, int], ...]
) -> None:
    later = datetime.date(2031, 4, 2) + datetime.timedelta(days)
    articles = [article("a", SILO), article("b", SILO, f"{later:%d %B %Y}")]
    assert find_neighbours(articles) == found


def test_an_undated_article_needs_to_be_more_alike() -> None:
    told = "The grain silo of Tarvin fell, a third one in the county. Nobody had inspected it."
    assert find_neighbours([article("a", SILO), article("b", told)]) == ((0, 1),)
    assert find_neighbours([article("a", SILO), article("b", told, None)]) == ()
    assert find_neighbours([article("a", SILO), article("b", SILO, "in spring")]) == ((0, 1),)


def test_the_words_of_a_title_count() -> None:
    told = "Nobody had inspected it for years, owners admit, and none of them will pay the county."
    plain, titled = article("b", told), article("b", told, title="Grain silo collapsed at Tarvin")
    assert find_neighbours([article("a", SILO), plain]) == ()
    assert find_neighbours([article("a", SILO), titled]) == ((0, 1),)


def test_no_article_has_more_neighbours_than_it_may() -> None:
    found = find_neighbours([article(f"a{n}", SILO) for n in range(2 * MAX_NEIGHBOURS)])
    counts = Counter(n for pair in found for n in pair)
    assert max(counts.values()) == MAX_NEIGHBOURS
    assert all(i < j for i, j in found) and list(found) == sorted(found)


@given(st.permutations(range(24)))
def test_the_order_of_the_articles_does_not_matter(order: list[int]) -> None:
    articles = [article(f"a{n:02}", (SILO, FERRY)[n % 2]) for n in range(24)]
    shuffled = [articles[n] for n in order]
    expected = {frozenset((articles[i].id, articles[j].id)) for i, j in find_neighbours(articles)}
    found = {frozenset((shuffled[i].id, shuffled[j].id)) for i, j in find_neighbours(shuffled)}
    assert found == expected


def test_a_toll_meets_its_denial_in_another_article(combiner: Combiner) -> None:
    (verdict,), _ = cross(combiner, DENIAL, STRIKE, table=DENIED)
    assert (verdict.a, verdict.b) == ("strike:C1", "denial:C1")
    assert (verdict.relation, verdict.kind) == (Relation.CONTRADICTS, Kind.DENIAL)


def test_evidence_lies_in_the_article_of_each_claim(combiner: Combiner) -> None:
    (verdict,), _ = cross(combiner, DENIAL, STRIKE, table=DENIED)
    assert verdict.evidence
    first = [span.of(STRIKE.article.text) for span in verdict.evidence.a]
    second = [span.of(DENIAL.article.text) for span in verdict.evidence.b]
    assert first == ["gunners shelled", "bakery", "Tarvin"]
    assert second == ["denied", "gunners shelled", "bakery", "Tarvin"]


def test_claims_of_one_article_are_left_to_it(combiner: Combiner) -> None:
    everything: Table = {("", ""): ENTAILS}
    verdicts, _ = cross(combiner, STRIKE, DENIAL, table=everything)
    assert verdicts
    assert all(verdict.a.split(":")[0] != verdict.b.split(":")[0] for verdict in verdicts)


def test_a_source_that_repeats_itself_is_not_judged(combiner: Combiner) -> None:
    again = replace(STRIKE, article=replace(STRIKE.article, id="again"))
    verdicts, judge = cross(combiner, STRIKE, again, table={("", ""): ENTAILS})
    assert verdicts == () and judge.asked == []


def test_what_one_source_leaves_open_about_itself_is_nothing(combiner: Combiner) -> None:
    lines = "[The mayor] {said} <the bakery at Tarvin was baking all night>.", "It rained."
    other = "[The mayor] {said} <the bakery at Tarvin had shut its doors>.", "It rained."
    unsure = Judgement(0.02, 0.68, 0.30)
    first, second = report("a", "2031-04-02", *lines), report("b", "2031-04-03", *other)
    verdicts, judge = cross(combiner, first, second, table={("", ""): unsure})
    assert judge.asked and verdicts == ()


def test_two_sources_that_say_the_same_corroborate_each_other(combiner: Combiner) -> None:
    words = "<army gunners shelled the bakery at Tarvin>."
    reports = [report(id, "2031-04-02", f"[{id}] {{said}} {words}") for id in ("Fenns", "Orrs")]
    (verdict,), _ = cross(combiner, *reports, table={("", ""): ENTAILS})
    assert verdict.relation is Relation.CORROBORATES
    assert verdict.evidence and verdict.evidence.affinity == 1.0


def toll(id: str, date: str | None, source: str, words: str) -> Report:
    return report(id, date, f"[{source}] {{said}} <{words}>.")


EARLY = "12 people were killed when the silo at Tarvin collapsed"
LATE = "20 people were killed when the silo at Tarvin collapsed"
FOUL: Table = {("", ""): CONTRADICTS}


def test_a_toll_that_grew_by_another_day_is_an_update(combiner: Combiner) -> None:
    first, second = toll("z", "2031-04-02", "Fenns", EARLY), toll("a", "2031-04-03", "Orrs", LATE)
    (verdict,), _ = cross(combiner, second, first, table=FOUL)
    assert (verdict.a, verdict.b, verdict.relation) == ("z:C1", "a:C1", Relation.UPDATES)


def test_a_source_updates_its_own_toll_in_the_same_words(combiner: Combiner) -> None:
    rest = " under the weight of a wet harvest, crushing the millers' cottages and a chapel"
    first = toll("z", "2031-04-02", "Fenns", EARLY + rest)
    second = toll("a", "2031-04-03", "Fenns", LATE + rest)
    (verdict,), _ = cross(combiner, first, second, table=FOUL)
    assert verdict.relation is Relation.UPDATES
    assert verdict.evidence and verdict.evidence.affinity >= REPEATED


def test_an_undated_article_comes_last(combiner: Combiner) -> None:
    undated, dated = toll("a", None, "Fenns", EARLY), toll("b", "2031-04-02", "Orrs", EARLY)
    (verdict,), _ = cross(combiner, undated, dated, table={("", ""): ENTAILS})
    assert (verdict.a, verdict.b) == ("b:C1", "a:C1")


@pytest.mark.parametrize(
    ("a", "b", "asked"),
    [
        ("the silo burned", "the silo burned", True),
        ("the silo burned", "the silo stank", False),  # one word alone
        (
            "the silo burned while goats grazed by its gate",
            "a cousin sold that silo before storms burned orchards",
            False,  # two words of many
        ),
    ],
)
def test_claims_are_compared_that_share_enough(
    combiner: Combiner, a: str, b: str, asked: bool
) -> None:
    reports = [
        report(id, "2031-04-02", SILO, f"[{id}] {{said}} <{words}>.")
        for id, words in (("Fenns", a), ("Orrs", b))
    ]
    assert bool(cross(combiner, *reports)[1].asked) is asked


@pytest.mark.parametrize("date", ["2031-04-02", None])
def test_two_tolls_of_one_day_or_of_no_known_one_contradict(
    combiner: Combiner, date: str | None
) -> None:
    first, second = toll("a", "2031-04-02", "Fenns", EARLY), toll("b", date, "Orrs", LATE)
    (verdict,), _ = cross(combiner, first, second, table=FOUL)
    assert (verdict.relation, verdict.kind) == (Relation.CONTRADICTS, Kind.NUMBER)


def test_claims_that_name_different_days_are_not_compared(combiner: Combiner) -> None:
    words = "20 people were killed when the silo at Tarvin collapsed on "
    monday, tuesday = (
        toll(id, "2031-04-02", id, words + day)
        for id, day in (("Fenns", "Monday"), ("Orrs", "Tuesday"))
    )
    assert cross(combiner, monday, tuesday, table=FOUL)[1].asked == []
    sunday = toll("Dorrs", "2031-04-02", "Dorrs", words + "Monday after rain on Sunday")
    assert cross(combiner, monday, sunday, table=FOUL)[1].asked


def test_a_claim_meets_only_the_closest(combiner: Combiner) -> None:
    many = [f"[Witness {name}] {{said}} <{EARLY}>." for name in "ABCDEFGHIJKLMNOP"]
    verdicts, _ = cross(
        combiner,
        toll("a", "2031-04-02", "Fenns", EARLY),
        report("b", "2031-04-02", *many),
        table={("", ""): ENTAILS},
    )
    assert len(verdicts) == MAX_PAIRS_PER_CLAIM < len(many)


def test_two_voices_that_nobody_knows_are_not_compared(combiner: Combiner) -> None:
    reports = [toll(id, "2031-04-02", id, EARLY) for id in ("Fenns", "Orrs")]
    sources = {
        key: replace(source, kind=SourceKind.UNKNOWN) for key, source in shared(reports).items()
    }
    judge = FakeJudge()
    assert compare_across(reports, sources, judge=judge, combiner=combiner) == ()
    assert judge.asked == []


@pytest.mark.parametrize("seed", range(6))
def test_verdicts_do_not_depend_on_the_order_of_the_articles(combiner: Combiner, seed: int) -> None:
    reports = [
        STRIKE,
        DENIAL,
        toll("c", "2031-04-02", "Fenns", EARLY),
        toll("d", "2031-04-03", "Orrs", LATE),
        toll("e", None, "Dorrs", LATE),
    ]
    table: Table = {**DENIED, ("silo", "silo"): CONTRADICTS}
    expected, _ = cross(combiner, *reports, table=table)
    assert {verdict.relation for verdict in expected} >= {Relation.CONTRADICTS, Relation.UPDATES}
    random.Random(seed).shuffle(reports)
    assert cross(combiner, *reports, table=table)[0] == expected


def test_a_composite_has_the_words_of_both_articles() -> None:
    composite = compose(STRIKE, DENIAL, shared([STRIKE, DENIAL]))
    claims = [*STRIKE.claims, *DENIAL.claims]
    assert [claim.id for claim in composite.claims] == ["strike:C1", "denial:C1", "denial:C2"]
    for moved, claim in zip(composite.claims, claims, strict=True):
        (span,) = moved.attribution.content
        assert span.of(composite.article.text).removeprefix("that ") == claim.proposition
    sentences = [span.of(composite.article.text) for span in composite.article.sentences]
    assert [words for words in sentences if words.strip()] == [
        span.of(one.article.text) for one in (STRIKE, DENIAL) for span in one.article.sentences
    ]


def test_nothing_in_a_composite_is_near_across() -> None:
    composite = compose(STRIKE, DENIAL, shared([STRIKE, DENIAL]))
    last, first = (claim.attribution.content[0] for claim in composite.claims[:2])
    assert first.start - last.end > NEAR
    sentences = [composite.article.sentences_at(span)[0] for span in (last, first)]
    assert sentences[1] - sentences[0] > 100


def test_a_composite_renames_whatever_a_claim_refers_to() -> None:
    first, second = DENIAL.claims
    attribution = replace(second.attribution, via=first.attribution.id)
    second = replace(second, via="C1", rejects=("C1",), confirms=("C1",), attribution=attribution)
    told = replace(DENIAL, claims=(first, second))
    moved = compose(STRIKE, told, shared([STRIKE, told])).claims[-1]
    assert (moved.via, moved.rejects, moved.confirms) == (
        "denial:C1",
        ("denial:C1",),
        ("denial:C1",),
    )
    assert (moved.attribution.id, moved.attribution.via) == ("denial:A2", "denial:A1")


def test_what_two_writers_narrate_is_compared(combiner: Combiner) -> None:
    def narrated(id: str) -> Report:
        told = toll(id, "2031-04-02", id, EARLY)
        (claim,) = told.claims
        attribution = replace(claim.attribution, narrated=True)
        return replace(told, claims=(replace(claim, attribution=attribution),))

    (verdict,), _ = cross(combiner, narrated("Fenns"), narrated("Orrs"), table={("", ""): ENTAILS})
    assert verdict.relation is Relation.CORROBORATES


def mended(
    a: str,
    b: str,
    relation: Relation,
    *,
    kind: Kind = Kind.FACT,
    stance: Stance = Stance.ASSERTS,
    affinity: float = 0.5,
    inference: float = 0.9,
    probability: float = 0.9,
    later: bool = False,
) -> Relation:
    pair = Pair(make_claim("C1", a, stance=stance), make_claim("C2", b, source="S2"), affinity)
    evidence = Evidence(Signal.INFERENCE, (), (), inference, affinity)
    verdict = mend(Verdict("C1", "C2", relation, kind, probability, evidence), pair, later=later)
    assert (verdict.kind is None) is (verdict.relation is Relation.UNDETERMINED)
    return verdict.relation


AGAINST, WITH, OPEN = Relation.CONTRADICTS, Relation.CORROBORATES, Relation.UNDETERMINED


@pytest.mark.parametrize(
    ("a", "b", "later", "relation"),
    [
        ("12 people were killed", "20 people were killed", True, Relation.UPDATES),
        ("12 people were killed", "20 people were killed", False, AGAINST),
        ("20 people were killed", "12 people were killed", True, OPEN),
        ("20 people were killed on Sunday", "12 people were killed on Sunday", True, AGAINST),
        ("2 people were killed", "80 people were killed", True, OPEN),
        ("2 people were killed", "80 people were killed", False, AGAINST),
    ],
)
def test_numbers_that_clash_are_read_by_their_days(
    a: str, b: str, later: bool, relation: Relation
) -> None:
    assert mended(a, b, AGAINST, kind=Kind.NUMBER, later=later) is relation


def test_numbers_that_clash_corroborate_nothing() -> None:
    twelve, twenty = "12 people were killed", "20 people were killed"
    assert mended(twelve, twenty, WITH) is OPEN
    assert mended(twelve, twelve, WITH) is WITH
    assert mended(twelve, f"{twelve} after {twenty}", WITH) is WITH


@pytest.mark.parametrize("doubt", [{"affinity": 0.29}, {"inference": 0.59}, {"probability": 0.44}])
def test_a_contradiction_across_articles_takes_more(doubt: dict[str, float]) -> None:
    said = "the bakery was shut", "the bakery was open"
    assert mended(*said, AGAINST) is AGAINST
    assert mended(*said, AGAINST, **doubt) is OPEN


def test_the_same_words_contradict_only_by_stance() -> None:
    said = "the bakery was shut", "the bakery was shut"
    assert mended(*said, AGAINST, affinity=1.0) is OPEN
    assert mended(*said, AGAINST, kind=Kind.DENIAL, stance=Stance.DENIES, affinity=1.0) is AGAINST


def test_who_denies_and_who_says_not_are_of_one_mind() -> None:
    said = "its guns hit the bakery", "the army did not hit the bakery"
    assert mended(*said, AGAINST, kind=Kind.DENIAL) is AGAINST
    assert mended(*said, AGAINST, kind=Kind.DENIAL, stance=Stance.DENIES) is OPEN
