"""Linking: one source for each real one over many articles, and nobody folded into another."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.collection.linking import link_sources
from attrib.collection.names import read_name
from attrib.matrix import fill_matrix
from attrib.records import Article, Report, Source, SourceKind, Span

BODY, PERSON, OFFICIAL = SourceKind.ORGANISATION, SourceKind.PERSON, SourceKind.OFFICIAL
EMPTY = fill_matrix((), (), ())


def named(name: str, kind: SourceKind = BODY, *aliases: str) -> Source:
    return Source("", name, kind, (Span(0, 1),), ("A1",), aliases)


def report(id: str, *sources: Source | str, text: str = "", date: str | None = None) -> Report:
    """Make an article whose sources get the ids S1, S2, …; a name alone is a body's."""
    made = (named(one) if isinstance(one, str) else one for one in sources)
    numbered = tuple(
        Source(f"S{n}", one.name, one.kind, one.mentions, one.attributions, one.aliases)
        for n, one in enumerate(made, start=1)
    )
    return Report(Article(id, text, (), date=date), numbered, (), (), EMPTY)


def linked(*names: Source | str) -> list[Source]:
    """Link sources that stand in an article each."""
    return list(link_sources([report(f"a{n}", name) for n, name in enumerate(names)])[0])


def partition(reports: Sequence[Report]) -> set[frozenset[tuple[str, str]]]:
    groups = defaultdict(set)
    for place, id in link_sources(reports)[1].items():
        groups[id].add(place)
    return {frozenset(group) for group in groups.values()}


@pytest.mark.parametrize(
    "names",
    [
        ("Norwegian Fisheries Ministry", "Norway’s Ministry of Fisheries",
         "the Fisheries Ministry of Norway"),
        ("Chilean Defence Ministry", "Chile's Ministry of Defense", "Chilean defense ministry"),
        ("Ministry of Foreign Affairs of Ghent Dell", "Ghent Dell Foreign Ministry"),
        ("Peruvian army", "Peru's military", "the Peruvian armed forces", "Peruvian Army"),
        ("Peruvian regime", "Peru's government"),
        ("US-led coalition", "the U.S.-led international coalition"),
        ("Kenyan state television", "Kenya's state-run TV"),
        ("Organization for Quiet Rivers", "Organisation for Quiet Rivers"),
        ("Dorrin Media Center", "Dorrin Media Centre", "Dorrin Media Centre, a collective"),
        ("United Nations", "UN", "the U.N."),
        ("Fenn Tide Watch", "Fenn Tide Watch monitoring group", "Oslo-based Fenn Tide Watch"),
        ("Fenn Tide Watch", "the opposition Fenn Tide Watch", "Fenn Tide Watch a group of divers"),
        ("ELLA", "state news agency ELLA", "Kenya's official news agency ELLA", "ELLA news agency"),
        ("Teal Helmets", "the Teal Helmets"),
        ("Mira Stoy", "harbour master Mira Stoy", "Mira Stoy head of the Dorrin harbour"),
        ("Ruslan Petróv", "Ruslan Petrov"),
        ("Sami Abdel Rahim", "Sami Abdul-Rahim", "Sami Abdulrahim"),
        ("Nadim al-Tarrak", "Nadim Tarak"),
        ("Kenya", "Kenya"),
    ],
)  # fmt: skip
def test_a_name_is_one_source_however_it_is_put(names: tuple[str, ...]) -> None:
    assert len(linked(*names)) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("residents", "residents"),
        ("Residents", "Residents"),
        ("an official", "official"),
        ("activists", "activists"),
        ("Peruvian activists", "Peruvian activists"),
        ("the ministry", "ministry"),
        ("Defence Ministry", "defence ministry"),
        ("State television", "state television"),
        ("the army", "army"),
        ("US officials", "US officials"),
        ("Kenyans", "Kenyans"),
        ("Kenyan", "Kenyan"),
        ("a source in the Peruvian army", "source in the Peruvian army"),
        ("source within the UN", "UN"),
        ("Peruvian army", "Peruvian navy"),
        ("Peruvian army", "Chilean army"),
        ("Peruvian army", "Free Peruvian Army"),
        ("Peru", "Peruvian government"),
        ("Harbour House", "Harbour House spokesman"),
        ("Peruvian Foreign Ministry", "Peruvian Foreign Ministry spokeswoman"),
        ("Observatory", "Observatory"),
        ("Observatory", "Ellow Observatory for Tides"),
        ("Democratic Reed Party", "Reed Democratic Party"),
        ("he told ELLA", "ELLA"),
        ("Abu Karim", "Abu Karim"),
    ],
)
def test_what_is_not_surely_one_source_stays_apart(names: tuple[str, ...]) -> None:
    assert len(linked(*names)) == len(names)


@pytest.mark.parametrize("kind", [SourceKind.UNKNOWN, SourceKind.UNNAMED])
def test_the_unknown_and_the_unnamed_never_link(kind: SourceKind) -> None:
    assert len(linked(named("Fenn Tide Watch", kind), named("Fenn Tide Watch", kind))) == 2


def test_an_acronym_is_learnt_from_brackets_anywhere() -> None:
    names = ("Quiet Rivers Fund", "QRF")
    assert len(linked(*names)) == 2
    told = report("b", text="A report by the Quiet Rivers Fund (QRF) names three mills.")
    assert len(link_sources([report("a", *names), told])[0]) == 1


def test_an_acronym_of_two_bodies_is_neither() -> None:
    texts = ("The Quiet Rivers Fund (QRF) met.", "The Quick Relief Fund (QRF) met.")
    told = [report(f"b{n}", text=text) for n, text in enumerate(texts)]
    sources, _ = link_sources([report("a", "Quiet Rivers Fund", "Quick Relief Fund", "QRF"), *told])
    assert len(sources) == 3


def test_an_acronym_is_learnt_from_what_an_article_resolves() -> None:
    assert len(linked(named("Quiet Rivers Fund", BODY, "the QRF"), named("QRF"))) == 1


def test_a_body_is_known_by_its_head_and_seat() -> None:
    names = "Oslo-based Norwegian Observatory for Tides", "Oslo-based Observatory"
    assert len(linked(*names, "Norwegian Observatory")) == 1


def test_a_head_and_seat_of_two_bodies_is_neither() -> None:
    names = "Oslo-based Observatory for Tides", "Oslo-based Observatory for Gulls"
    assert len(linked(*names, "Oslo-based Observatory")) == 3


CORR = named("Lena Corr", OFFICIAL, "Harbour Minister Lena Corr")
OTHER_CORR = named("Otto Corr", PERSON, "the surgeon Otto Corr")


def test_a_surname_is_the_only_person_who_has_it() -> None:
    (source,) = linked(CORR, "Corr")
    assert (source.name, source.kind) == ("Lena Corr", OFFICIAL)


def test_a_surname_of_several_people_is_nobody_of_them() -> None:
    assert len(linked(CORR, OTHER_CORR, "Corr")) == 3


def test_a_surname_of_several_is_whose_article_is_of_about_that_day() -> None:
    early = report("a", CORR, date="2031-04-02")
    late = report("b", OTHER_CORR, date="2031-06-20")
    bare = report("c", "Corr", date="2031-04-04")
    assert {frozenset({("a", "S1"), ("c", "S1")}), frozenset({("b", "S1")})} == partition(
        [early, late, bare]
    )


def test_two_people_do_not_meet_through_a_surname() -> None:
    dates = ("2031-04-02", "2031-06-20")
    full = [
        report(f"a{n}", who, date=d)
        for n, (who, d) in enumerate(zip([CORR, OTHER_CORR], dates, strict=True))
    ]
    bare = [report(f"b{n}", "Corr", date=d) for n, d in enumerate((*dates, "2031-05-10", None))]
    assert sorted(map(len, partition([*full, *bare]))) == [1, 1, 2, 2]


def test_a_witness_is_nobody_known_by_a_surname() -> None:
    assert len(linked(CORR, named("Corr", SourceKind.WITNESS))) == 2


def test_a_first_name_is_no_surname() -> None:
    hasan = named("Hasan Teral", OFFICIAL, "Governor Hasan Teral")
    other = named("Imre Hasan", OFFICIAL, "Captain Imre Hasan")
    assert len(linked(hasan, other, "Hasan")) == 3


def test_a_town_is_no_voice() -> None:
    text = "Two mills burned in Brackmoor. Nobody in Brackmoor slept. Rain fell in Brackmoor."
    sources, _ = link_sources([report("a", "Brackmoor", text=text), report("b", "Brackmoor")])
    assert len(sources) == 2


def test_a_word_that_is_mostly_small_names_nobody() -> None:
    text = "Anglers left. The anglers said nothing, and other anglers wept."
    sources, _ = link_sources([report("a", "Anglers", text=text), report("b", "Anglers")])
    assert len(sources) == 2


def test_the_longest_common_name_is_the_name_and_the_others_are_aliases() -> None:
    source, *others = linked(
        named("Quiet Rivers Fund", BODY, "the QRF", "The fund"),
        named("Quiet Rivers Fund", SourceKind.MONITOR, "the fund"),
        named("QRF", SourceKind.MONITOR),
        named("QRF", BODY),
        named("QRF", BODY),
    )
    assert not others
    assert source.name == "Quiet Rivers Fund"
    assert source.aliases == ("QRF", "The fund")
    assert (source.mentions, source.attributions) == ((), ())


@pytest.mark.parametrize(
    ("kinds", "best"),
    [
        ((PERSON, PERSON, OFFICIAL), PERSON),
        ((PERSON, OFFICIAL), OFFICIAL),
        ((BODY, SourceKind.MONITOR), SourceKind.MONITOR),
    ],
)
def test_the_kind_is_the_commonest_and_in_doubt_a_particular_one(
    kinds: tuple[SourceKind, ...], best: SourceKind
) -> None:
    (source,) = linked(*(named("Fenn Tide Watch", kind) for kind in kinds))
    assert source.kind is best


def test_ids_are_in_the_order_of_first_appearance() -> None:
    reports = [report("a", "residents", "Fenn Tide Watch"), report("b", "ELLA", "Fenn Tide Watch")]
    sources, links = link_sources(reports)
    assert [(source.id, source.name) for source in sources] == [
        ("S1", "residents"), ("S2", "Fenn Tide Watch"), ("S3", "ELLA"),
    ]  # fmt: skip
    assert links == {("a", "S1"): "S1", ("a", "S2"): "S2", ("b", "S1"): "S3", ("b", "S2"): "S2"}


def test_no_articles_have_no_sources() -> None:
    assert link_sources([]) == ((), {})


VOICES = [
    CORR, OTHER_CORR, named("Corr"), named("QRF"), named("Quiet Rivers Fund", BODY, "QRF"),
    named("Quiet River Foundation", BODY, "QRF"), named("residents", SourceKind.WITNESS),
    named("unknown", SourceKind.UNKNOWN), named("Peruvian army"), named("Peru's military"),
    named("Oslo-based Observatory"), named("Oslo-based Observatory for Tides"),
    named("Oslo-based Observatory for Gulls"), named("Otto", PERSON),
]  # fmt: skip
DATES = st.sampled_from([None, "2031-04-02", "2031-04-04", "2031-04-06", "2031-09-01"])
ARTICLES = st.lists(
    st.tuples(st.lists(st.sampled_from(VOICES), min_size=1, max_size=3), DATES),
    min_size=1, max_size=7,
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(ARTICLES, st.data())
def test_the_order_of_articles_does_not_matter(
    articles: list[tuple[list[Source], str | None]], data: st.DataObject
) -> None:
    reports = [report(f"a{n}", *who, date=date) for n, (who, date) in enumerate(articles)]
    turned = data.draw(st.permutations(reports))
    assert partition(turned) == partition(reports)
    known = {(source.name, source.kind, source.aliases) for source in link_sources(reports)[0]}
    assert known == {(s.name, s.kind, s.aliases) for s in link_sources(turned)[0]}


@settings(max_examples=80, deadline=None)
@given(ARTICLES)
def test_every_source_is_linked_once(articles: list[tuple[list[Source], str | None]]) -> None:
    reports = [report(f"a{n}", *who, date=date) for n, (who, date) in enumerate(articles)]
    sources, links = link_sources(reports)
    assert set(links) == {(r.article.id, s.id) for r in reports for s in r.sources}
    assert [source.id for source in sources] == list(dict.fromkeys(links.values()))


@given(st.text(max_size=60))
def test_no_name_is_too_odd_to_be_read(name: str) -> None:
    assert read_name(name).key != ""


def test_work_grows_with_the_collection_and_not_with_its_square() -> None:
    syllables = "bra den fol gar hin jor kel lum mor nis pol rud sel tav vor wen".split()
    names = [f"{a}{b} {c}{a}".title() for a in syllables for b in syllables for c in syllables]
    reports = [
        report(f"a{n}", *(names[(n * 7 + k * 131) % len(names)] for k in range(8)),
               text="Two mills burned in Brackmoor, the county said. " * 60)
        for n in range(800)
    ]  # fmt: skip
    start = time.process_time()
    link_sources(reports)
    assert time.process_time() - start < 2
