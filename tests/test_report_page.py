"""The page: what it shows, that it is one file, and that no text of an article becomes markup."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from test_report import ESTIMATES, SOURCES, claim, report, spans, verdict
from test_report_collection import FINDINGS, assessed

from attrib.cli import main
from attrib.matrix import assess
from attrib.records import (
    Cell,
    Credibility,
    Evidence,
    Fact,
    Kind,
    Relation,
    Report,
    Signal,
    Source,
    Span,
    Stance,
)
from attrib.report.collection import Findings, Given
from attrib.report.collection.order import arrange, group
from attrib.report.page import render_collection_page, render_page
from attrib.report.page.heatmap import tone
from attrib.report.page.highlights import Mark, Piece, mark_paragraphs, mark_up, split_paragraphs
from attrib.report.page.plots import draw_interval, draw_line

ROOT = Path(__file__).parents[1]
HOSTILE = '"><img src=x onerror=alert(1)></style></script><script>alert(2)</script>{{ 7*7 }}\ud800'
VOID = {"meta", "link", "input", "br"}
FIRST, SECOND = "the gate was open", "the keeper had said the gate was open"
NESTED = (
    "Dana Wirrel said the keeper had said the gate was open.\n\nOtto Ferrin denied that the gate"
    " had been left open, Otto Ferrin said, at any time.\n\nLina Sorr and Udo Sorr said it rained."
)


def nested() -> Report:
    """Statements inside one another, in two pieces, and made by two together."""
    joint = ("Lina Sorr and Udo Sorr", "said", "it rained")
    split = ("Otto Ferrin", "denied", ("that the gate had been left open", "at any time"))
    text = NESTED
    claims = (
        claim(1, "S1", Stance.ASSERTS, ("Dana Wirrel", "said", SECOND), text=text),
        claim(2, "S2", Stance.ASSERTS, ("the keeper", "had said", FIRST), text=text, via="A1"),
        claim(3, "S3", Stance.DENIES, split, text=text),
        claim(4, "S4", Stance.ASSERTS, joint, text=text),
        claim(5, "S5", Stance.ASSERTS, joint, text=text),
    )  # fmt: skip
    names = ("Dana Wirrel", "the keeper", "Otto Ferrin", "Lina Sorr", "Udo Sorr")
    sources = [Source(f"S{n}", name, "person", (), ()) for n, name in enumerate(names, start=1)]
    denial = verdict(2, 3, Relation.CONTRADICTS, Kind.DENIAL, 0.93)
    words = spans(text, FIRST[9:]), spans(text, ("denied", "left open"))
    evidence = Evidence(Signal.DENIAL, *words, inference=0.8, affinity=0.9)
    verdicts = (replace(denial, evidence=evidence), verdict(4, 5, Relation.CORROBORATES, None, 0.9))
    return report(text=text, sources=sources, claims=claims, verdicts=verdicts, title="The gate")


def written(one: Report | None = None) -> str:
    one = report(estimates=ESTIMATES) if one is None else one
    return render_page(one, assess(one.sources, one.claims, one.verdicts), version="9.9")


def page(one: Report | None = None) -> html.HtmlElement:
    return html.document_fromstring(written(one))


def collection_page(findings: Findings = FINDINGS, *, top: int = 15) -> html.HtmlElement:
    return html.document_fromstring(render_collection_page(findings, version="9.9", top=top))


def flat(node: html.HtmlElement) -> str:
    return " ".join(node.text_content().split())


def rows(table: html.HtmlElement) -> list[list[str]]:
    return [[flat(cell) for cell in row] for row in table.xpath(".//tbody/tr")]


def table(found: html.HtmlElement, caption: str) -> html.HtmlElement:
    return found.xpath(f"//table[starts-with(normalize-space(caption), '{caption}')]")[0]


BOTH: Sequence[Callable[[], str]] = (
    written,
    lambda: render_collection_page(FINDINGS, version="9.9"),
)


# One file


@pytest.mark.parametrize("write", BOTH)
def test_the_page_loads_nothing(write: Callable[[], str]) -> None:
    text = write()
    found = html.document_fromstring(text)
    assert not found.xpath("//@src | //img | //iframe | //object | //base | //form | //@style")
    assert all(link == "data:," or link.startswith("#") for link in found.xpath("//@href"))
    assert not re.search(r"https?:|url\(|@import|<[^>]+\son\w+=", text)


@pytest.mark.parametrize("write", BOTH)
def test_the_policy_allows_this_style_and_this_script_alone(write: Callable[[], str]) -> None:
    text = write()
    policy = html.document_fromstring(text).head.xpath("./meta[@http-equiv]")[0]
    assert [tag.get("charset") for tag in policy.itersiblings(preceding=True)] == ["utf-8"]
    allowed = dict(part.split(" ", 1) for part in policy.get("content").split("; "))
    for tag in ("style", "script"):
        [inside] = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert allowed.pop(f"{tag}-src") == f"'sha256-{digest}'"
    assert allowed == {
        "default-src": "'none'", "img-src": "data:", "base-uri": "'none'", "form-action": "'none'",
    }  # fmt: skip


@pytest.mark.parametrize("write", BOTH)
def test_equal_findings_give_equal_pages(write: Callable[[], str]) -> None:
    assert write() == write()


def test_a_page_is_small() -> None:
    assert len(written().encode()) < 100_000
    assert len(render_collection_page(FINDINGS, version="9.9").encode()) < 100_000


class Strict(HTMLParser):
    """Holds that every tag closes the last one that was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        assert tag in {"path", "circle"}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("write", [*BOTH, lambda: written(nested())])
def test_tags_close_in_the_order_they_open(write: Callable[[], str]) -> None:
    parser = Strict()
    parser.feed(write())
    parser.close()
    assert not parser.open


@pytest.mark.parametrize("write", [*BOTH, lambda: written(nested())])
def test_every_link_leads_to_one_place(write: Callable[[], str]) -> None:
    found = html.document_fromstring(write())
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = {link[1:] for link in found.xpath("//@href") if link.startswith("#")}
    named = {id for ids in found.xpath("//@aria-labelledby") for id in ids.split()}
    assert links | named <= set(ids)


def hostile_report() -> Report:
    one = report(estimates=ESTIMATES, title=HOSTILE)
    text = one.article.text + HOSTILE
    cut = spans(text, HOSTILE)
    worst = [replace(c, proposition=HOSTILE, standalone=(HOSTILE,)) for c in one.claims]
    worst[0] = replace(worst[0], attribution=replace(worst[0].attribution, content=cut))
    article = replace(one.article, id=HOSTILE, text=text, date=HOSTILE, outlet=HOSTILE)
    return replace(
        one,
        article=replace(article, warnings=(HOSTILE,)),
        sources=tuple(replace(s, name=HOSTILE, aliases=(HOSTILE,)) for s in one.sources),
        claims=tuple(worst),
        models={HOSTILE: HOSTILE},
    )


def hostile_findings() -> Findings:
    collection = FINDINGS.collection
    articles = {a.id: replace(a, title=HOSTILE, outlet=HOSTILE) for a in collection.articles}
    return replace(
        FINDINGS,
        collection=replace(
            collection,
            articles=tuple(articles.values()),
            sources=tuple(replace(s, name=HOSTILE) for s in collection.sources),
            article_of={id: articles[a.id] for id, a in collection.article_of.items()},
        ),
        assessment=replace(
            FINDINGS.assessment,
            propositions=tuple(
                replace(p, text=HOSTILE) for p in FINDINGS.assessment.propositions
            ),
            grades=(HOSTILE,) * len(collection.sources),
        ),
        outlets=tuple(replace(o, name=HOSTILE) for o in FINDINGS.outlets),
        given=Given(scheme=HOSTILE, meanings={HOSTILE: HOSTILE}),
    )  # fmt: skip


@pytest.mark.parametrize(
    "write",
    [
        lambda: written(hostile_report()),
        lambda: render_collection_page(hostile_findings(), version=HOSTILE.replace("\ud800", "")),
    ],
)
def test_hostile_text_stays_text(write: Callable[[], str]) -> None:
    text = write()
    assert text.encode()  # a lone surrogate could not be written
    found = html.document_fromstring(text)
    assert len(found.xpath("//script")) == len(found.xpath("//style")) == 1
    assert not found.xpath("//img | //@onerror")
    assert found.text_content().count("alert(2)") > 10
    assert "{{ 7*7 }}" in flat(found.body)
    parser = Strict()
    parser.feed(text)


# Marks


def walk(pieces: Sequence[Piece]) -> tuple[str, list[frozenset[str]], list[int]]:
    """Return the text, the marks (by look) around each character, and the notes; nesting holds."""
    stack: list[str] = []
    text, inside, notes = "", [], []
    for piece in pieces:
        if piece.opens:
            stack.append(piece.opens.look)
        elif piece.closes:
            stack.pop()
        elif piece.note is not None:
            notes.append(piece.note)
        text += piece.text
        inside += [frozenset(stack)] * len(piece.text)
    assert not stack
    return text, inside, notes


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark], dict[int, list[int]]]:
    text = draw(st.text("ab \n", min_size=1, max_size=60))
    span = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 20)).map(
        lambda pair: Span(pair[0], min(pair[0] + pair[1], len(text)))
    )
    words = draw(st.lists(st.lists(span, min_size=1, max_size=3).map(tuple), max_size=6))
    marks = [Mark(ones, f"m{n}", (n,)) for n, ones in enumerate(words)]
    notes: dict[int, list[int]] = {}
    for number, ones in enumerate(words):
        notes.setdefault(max(one.end for one in ones), []).append(number)
    return text, marks, notes


@given(marked())
def test_marks_nest_and_cover_exactly_their_words(
    case: tuple[str, list[Mark], dict[int, list[int]]],
) -> None:
    text, marks, notes = case
    found, inside, placed = walk(list(mark_up(text, Span(0, len(text)), marks, notes)))
    assert found == text
    for at, looks in enumerate(inside):
        assert looks == {m.look for m in marks if any(s.start <= at < s.end for s in m.spans)}
    assert sorted(placed) == list(range(len(marks)))


@given(marked())
def test_paragraphs_lose_no_word_and_no_note(
    case: tuple[str, list[Mark], dict[int, list[int]]],
) -> None:
    text, marks, notes = case
    found = [walk(pieces) for pieces in mark_paragraphs(text, marks, notes)]
    assert "".join("".join(words.split()) for words, _, _ in found) == "".join(text.split())
    placed = sorted(number for _, _, numbers in found for number in numbers)
    assert placed == (list(range(len(marks))) if text.strip() else [])


def test_marks_that_cross_are_cut() -> None:
    marks = [Mark((Span(0, 4),), "a"), Mark((Span(2, 6),), "b")]
    shape = "".join(
        f"<{p.opens.look}>" if p.opens else "</>" if p.closes else p.text
        for p in mark_up("012345", Span(0, 6), marks, {})
    )
    assert shape == "<a>01<b>23</></><b>45</>"


def test_paragraphs_are_what_stands_between_empty_lines() -> None:
    text = "\n one\ntwo \n \n\n three \n"
    assert [span.of(text) for span in split_paragraphs(text)] == ["one\ntwo", "three"]
    assert split_paragraphs(" \n ") == []


def test_what_drives_a_screen_is_replaced_and_the_place_of_all_else_stays() -> None:
    [piece] = mark_up("a\x00b\x1b\ud800\u202ec\td", Span(0, 8), [], {})
    assert piece.text == "a\ufffdb\ufffd\ufffd\ufffdc\t"


# The article


def test_the_text_is_all_there() -> None:
    paragraphs = page(nested()).xpath("//div[@class='text']/p")
    for mark in page(nested()).xpath("//sup"):
        assert mark.text_content()
    for node in paragraphs:
        for sup in node.xpath(".//sup"):
            sup.drop_tree()
    assert [node.text_content() for node in paragraphs] == NESTED.split("\n\n")


def said(found: html.HtmlElement, number: int) -> list[html.HtmlElement]:
    return [
        node
        for node in found.xpath("//div[@class='text']//span[@data-claims]")
        if str(number) in node.get("data-claims").split()
    ]


def test_a_statement_inside_another_is_marked_inside_it() -> None:
    found = page(nested())
    [outer], [inner] = said(found, 1), said(found, 2)
    assert inner.getparent() is outer or outer in inner.iterancestors()
    assert inner.text_content().startswith(FIRST)
    assert outer.get("class").split()[2] != inner.get("class").split()[2]  # the colours


def test_a_statement_in_two_pieces_has_two_marks_and_one_note() -> None:
    found = page(nested())
    assert [flat(node) for node in said(found, 3)] == [
        "that the gate had been left open", "at any time",
    ]  # fmt: skip
    assert len(found.xpath("//a[@id='ref-3']")) == 1


def test_a_denial_is_marked_otherwise_than_an_assertion() -> None:
    found = page(nested())
    assert {"said", "denies"} <= set(said(found, 3)[0].get("class").split())
    assert {"said", "asserts"} <= set(said(found, 1)[0].get("class").split())


def test_a_joint_statement_is_one_mark_with_a_note_for_each_source() -> None:
    found = page(nested())
    [mark] = said(found, 4)
    assert mark.get("data-claims") == "4 5"
    assert any(name.startswith("with-c") for name in mark.get("class").split())
    assert [flat(a) for a in mark.xpath("following-sibling::sup/a[@class]")][:2] == [
        "S4·C4", "S5·C5",
    ]  # fmt: skip


def test_a_contradicted_statement_leads_to_both_sides() -> None:
    found = page(nested())
    [link] = found.xpath("//a[@id='ref-2']/following-sibling::a")
    assert link.get("href") == "#x1"
    assert flat(link) == "≠C2 is contradicted: see both sides"
    assert not found.xpath("//a[@id='ref-1']/following-sibling::a")


def test_a_statement_says_source_stance_words_confidence_and_how_it_stands() -> None:
    one = page(nested()).get_element_by_id("claim-3")
    assert flat(one) == (
        "S3 Otto Ferrin denies “that the gate had been left open … at any time” C3 · contested ·"
        " attribution over 99 % sure · in the article: “denied”"
        " contested by the keeper (C2) 93 % sure"
    )
    assert (one.get("data-against"), one.get("data-along")) == ("2", "")


def test_a_relayed_statement_says_who_tells_it() -> None:
    relayed = page(nested()).get_element_by_id("claim-2")
    assert flat(relayed).startswith("S2 the keeper, as told by S1 Dana Wirrel asserts")


def test_both_sides_stand_next_to_each_other_with_the_deciding_words_marked() -> None:
    facing = page(nested()).get_element_by_id("x1")
    assert flat(facing.find("h3")) == "Denial: one side denies what the other reports 93 % sure"
    sides = facing.xpath(".//div[starts-with(@class, 'side ')]")
    assert [[flat(key) for key in side.xpath(".//span[@class='key']")] for side in sides] == [
        ["was open"], ["denied", "left open"],
    ]  # fmt: skip
    assert "why: denial (one side rejects it) · inference 80 %" in flat(facing)
    assert facing.get("data-sources") == "2 3"
    assert (facing.get("data-kind"), facing.get("data-percent")) == ("denial", "93")


def test_contradictions_stand_by_their_probability() -> None:
    percents = page().xpath("//section[@id='contradictions']/article/@data-percent")
    assert percents == sorted(percents, key=int, reverse=True)
    assert len(percents) == 4


def test_what_is_said_jointly_is_no_second_voice() -> None:
    section = page(nested()).get_element_by_id("corroborations")
    assert "One statement made together, which is no second voice" in flat(section)


def test_the_summary_can_be_taken_over() -> None:
    assert flat(page(nested()).xpath("//section[@class='summary']/p")[0]) == (
        "In “The gate” (The Vell Courier, 2031-04-02), 5 sources make 5 claims; 1 pair of"
        " statements contradicts each other, 1 pair corroborates each other. Contested: “the gate"
        " was open” is reported by the keeper and denied by Otto Ferrin. From these statements"
        " alone it is undetermined. This compares what sources are quoted as saying; it does not"
        " check what happened."
    )


def test_the_page_never_says_what_is_so() -> None:
    for found in (page(), collection_page()):
        for code in found.xpath("//script | //style"):
            code.drop_tree()
        assert not re.search(r"\b(true|false|lies?|liars?|lied)\b", flat(found).lower())


def test_an_article_without_statements_is_shown_and_says_so() -> None:
    found = page(report(text="It rained.", sources=(), claims=(), verdicts=()))
    assert "nothing to compare" in flat(found)
    assert flat(found.xpath("//div[@class='text']")[0]) == "It rained."
    assert not found.xpath("//table | //div[@id='filters']")
    assert "has no text" in flat(page(report(text="", sources=(), claims=(), verdicts=())))


def test_a_claim_without_words_is_listed() -> None:
    bare = claim(1, "S1", Stance.ASSERTS, ("", "", ""))
    found = page(report(sources=SOURCES[:1], claims=(bare,), verdicts=()))
    assert "(no words quoted)" in flat(found.get_element_by_id("claim-1"))


# Tables


def test_cells_say_their_counts_in_signs_and_in_words() -> None:
    heat = table(page(), "How often")
    heads = [flat(head) for head in heat.xpath("./thead/tr/th")][1:]
    found = {flat(row[0]): dict(zip(heads, row[1:], strict=True)) for row in heat.find("tbody")}
    cell = found["S3 Orvia"]["S6"]
    seen, told = cell.xpath("./a/span")
    assert (seen.text, seen.get("aria-hidden"), told.text) == ("1≠", "true", "contradict 1")
    assert cell.get("class").startswith("against t")
    assert flat(found["S2 Rescue workers in Halden"]["S6"]) == "1=corroborate 1"


def test_groups_side_with_each_other_and_are_set_apart() -> None:
    found = page()
    text = flat(found.get_element_by_id("matrix"))
    assert "Side with each other more often than not: " in text
    assert re.search(r"S[26] [\w ]+ and S[26] ", text)
    assert found.xpath("//table[@class='heat']//tr[@class='starts']")


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((0, 1), 2), ((1, 0), -2), ((1, 1), 0), ((0, 9), 4), ((99, 0), -5), ((4, 5), 1), ((5, 4), -1)],
)
def test_a_cell_leans_the_more_the_more_often(counts: tuple[int, int], expected: int) -> None:
    assert tone(Cell("S1", "S2", *counts)) == expected


@given(st.lists(st.integers(-3, 3), min_size=0, max_size=21))
def test_a_group_stands_together_in_the_order_of_all(values: list[int]) -> None:
    size = next(n for n in range(8) if n * (n - 1) // 2 >= len(values))
    likeness = np.zeros((size, size))
    for (a, b), value in zip(zip(*np.triu_indices(size, 1), strict=True), values, strict=False):
        likeness[a, b] = likeness[b, a] = value
    order = arrange(likeness)
    groups = group(likeness, above=0.0)
    assert sorted(place for members in groups for place in members) == list(range(size))
    for members in groups:
        places = sorted(order.index(member) for member in members)
        assert places == list(range(places[0], places[0] + len(members)))


def test_positions_give_each_sources_stance() -> None:
    found = table(page(nested()), "Who takes")
    heads = [flat(head) for head in found.xpath("./thead/tr/th")]
    row = next(row for row in rows(found) if row[0].startswith("“the gate was open”"))
    assert row[1] == "contested, undetermined"
    assert {head: cell for head, cell in zip(heads, row, strict=True) if head in ("S2", "S3")} == {
        "S2": "+asserts", "S3": "−denies",
    }  # fmt: skip


def test_estimates_have_interval_n_and_majority_and_undetermined_is_said() -> None:
    one = report()
    made = assess(one.sources, one.claims, one.verdicts)
    credibility = tuple(
        Credibility(s.id, 0.61, 0.33, 0.86, 4, 0.25)
        if s.id == "S2"
        else Credibility(s.id, None, None, None, 0, None)
        for s in one.sources
    )
    made = replace(made, credibility=credibility)
    found = html.document_fromstring(render_page(one, made, version="9.9"))
    figures = {row[0]: row[1:] for row in rows(table(found, "Estimates"))}
    assert figures["S2 Rescue workers in Halden rescuer"] == ["0.61", "", "0.33–0.86", "4", "25 %"]
    assert figures["S3 Orvia party"] == ["undetermined", "", "–", "0", "–"]
    lines = table(found, "Estimates").find("tbody")
    drawn = {flat(line[0]): line.xpath(".//svg")[0] for line in lines}
    assert drawn["S3 Orvia party"].xpath(".//*[@class='unknown']")
    assert not drawn["S3 Orvia party"].xpath(".//circle")
    # 0.61 of the 148 pixels between 6 and 154 is at 96.3, 0.33 at 54.8, 0.86 at 133.3.
    assert drawn["S2 Rescue workers in Halden rescuer"].xpath(".//circle/@cx") == ["96.3"]
    assert drawn["S2 Rescue workers in Halden rescuer"].xpath(".//path[@class='range']/@d") == [
        "M54.8 10.0H133.3"
    ]


def test_an_interval_without_ends_is_a_dot() -> None:
    drawn = draw_interval(Credibility("S1", 1.0, None, None, 1, None))
    assert drawn is not None
    assert (drawn.mean, drawn.low, drawn.high) == (154.0, None, None)


def test_a_line_breaks_where_nothing_is_known() -> None:
    # Three days lie at 6, 160 and 314; 0 is at 42, 1 at 6.
    assert draw_line([0.0, None, 1.0]).path == "M6 42M314 6"
    assert draw_line([0.0, None, 1.0]).dots == ((6.0, 42.0), (314.0, 6.0))
    assert draw_line([0.0, 0.5, 1.0]).path == "M6 42L160 24L314 6"
    assert draw_line([0.0, 0.5, 1.0]).dots == ((314.0, 6.0),)


# Many articles


def test_a_contest_names_both_sides_in_their_own_words() -> None:
    contest = collection_page().get_element_by_id("contest-1")
    assert flat(contest).startswith(
        "“the plant poured solvent into the Ellow” P1 · denial · 4 voices · support 0.81"
        " reported byS1 Dana Wirrel and S3 The River Watch“the plant poured solvent into the Ellow”"
        "Ellow Post, 2031-04-02, Solvent in the Ellow"
    )
    assert "denied byS2 Nordal Chemicals“that it had poured anything”" in flat(contest)
    assert "otherwiseS4 Otto Ferrin“a barge spilled the solvent”P2" in flat(contest)
    # The surest contradiction of the issue is that of post-1:C1 and post-1:C2.
    assert contest.get("data-percent") == "90"
    assert "90 % sure" in flat(contest.find(".//summary"))


def test_a_cell_leads_to_the_surest_pair_of_its_sources() -> None:
    found = collection_page()
    cells = table(found, "How often").xpath(".//td/a[span='contradict 1']/@href")
    assert set(cells) == {"#x1", "#x2"}
    assert "90 % sure" in flat(found.get_element_by_id("x1"))


def test_only_the_top_sources_are_shown() -> None:
    found = collection_page(top=2)
    assert len(table(found, "Estimates").xpath(".//tbody/tr")) == 2
    assert "2 of 6 sources are shown" in flat(found)
    assert "further sources with an estimate" in flat(found)


def test_outlets_series_and_articles_are_listed() -> None:
    found = collection_page()
    assert rows(table(found, "What outlets"))[0][:5] == ["Dorrin Mail", "1", "3", "2", "0"]
    assert rows(table(found, "How estimates moved"))[0][2:] == ["0.10", "0.72"]
    assert rows(table(found, "Articles"))[0] == [
        "Solvent in the Ellow", "Ellow Post", "2031-04-02", "2",
    ]  # fmt: skip


def test_what_the_user_gave_is_said() -> None:
    given = Given(facts=(Fact("mail-1:C1", False),))
    found = collection_page(replace(FINDINGS, given=given))
    assert "Taken as given: what you say of 1 claim (0 found to hold, 1 not to)." in flat(found)
    assert "As you say, it does not hold." in flat(found.xpath("//section[@class='summary']")[0])


def test_a_collection_without_contests_is_a_page() -> None:
    found = collection_page(assessed(propositions=(), standings=(), cells=(), influences=()))
    assert "No claim is found to be contested." in flat(found)
    assert "No two sources are found" in flat(found)


# The commands


@pytest.mark.shipped
def test_score_writes_a_page(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    done = CliRunner().invoke(
        main, ["score", str(ROOT / "examples/ferry.txt"), "--html", str(path)]
    )
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"wrote {path}" in done.stderr.replace("\n", "")
    assert path.stat().st_size < 400_000
    found = html.document_fromstring(path.read_text("utf-8"))
    assert flat(found.find(".//h1")).startswith("Navy denies firing on ferry")


@pytest.mark.shipped
def test_score_puts_one_article_on_a_page(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    done = CliRunner().invoke(
        main, ["score", str(ROOT / "examples/ferry-week.jsonl"), "--html", str(path)]
    )
    assert done.exit_code == 1
    assert "found more than one article; expected one for --html" in done.stderr
    assert not path.exists()


@pytest.mark.shipped
def test_matrix_writes_a_page_beside_other_forms(tmp_path: Path) -> None:
    path = tmp_path / "week.html"
    done = CliRunner().invoke(
        main, ["matrix", str(ROOT / "examples/ferry-week.jsonl"), "--html", str(path), "--json"]
    )
    assert done.exit_code == 0
    assert done.stdout.startswith('{"attrib"')
    assert "5 articles · 3 outlets" in path.read_text("utf-8")
