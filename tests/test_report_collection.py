"""The report on many articles: every figure and word that is printed, by hand."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import make_source
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from attrib.records import (
    Article,
    Assessment,
    Attribution,
    Cell,
    Claim,
    Collection,
    Credibility,
    Fact,
    Influence,
    Kind,
    KindCredibility,
    Moment,
    Outlet,
    Position,
    Prior,
    Proposition,
    Relation,
    Source,
    SourceKind,
    Span,
    Stance,
    Standing,
    Status,
    Verdict,
)
from attrib.report.collection import (
    Findings,
    Given,
    collection_to_dict,
    find_sources,
    render_collection,
    write_collection_csv,
)
from attrib.report.collection.contests import find_contests
from attrib.report.collection.drawings import draw_interval, draw_line, draw_scale
from attrib.report.collection.heatmap import shade
from attrib.report.collection.order import arrange, choose_sources
from attrib.report.collection.why import signed

WIDTHS = (60, 80, 100, 140, 200)
YES, NO, UNSURE = Stance.ASSERTS, Stance.DENIES, Stance.UNCOMMITTED
POST = Article(
    "post-1",
    "Dana Wirrel said the plant poured solvent into the Ellow. "
    "Nordal Chemicals denied that it had poured anything.",
    (),
    "Solvent in the Ellow",
    "4/2/2031",
    "Ellow Post",
)
MAIL = Article(
    "mail-1",
    "River Watch said solvent ran from the plant into the Ellow. "
    "Otto Ferrin said a barge spilled the solvent. Anglers said ten trout died. "
    "The county declined to comment.",
    (),
    date="3 April 2031",
    outlet="Dorrin Mail",
)
DAYS = {"post-1": datetime.date(2031, 4, 2), "mail-1": datetime.date(2031, 4, 3)}
SOURCES = (
    Source("S1", "Dana Wirrel", SourceKind.OFFICIAL, (), (), ("Wirrel", "the inspector")),
    Source("S2", "Nordal Chemicals", SourceKind.PARTY, (), (), ("Nordal",)),
    Source("S3", "The River Watch", SourceKind.MONITOR, (), ()),
    Source("S4", "Otto Ferrin", SourceKind.OFFICIAL, (), (), ("Mayor Ferrin",)),
    Source("S5", "Anglers", SourceKind.UNNAMED, (), ()),
    Source("S6", "County", SourceKind.OFFICIAL, (), ()),
)


def claim(article: Article, n: int, source: str, stance: Stance, words: str) -> Claim:
    """Make claim n of an article, "SOURCE said WORDS"."""
    name, cue, content = words.split(" | ")
    spans = [
        (Span(at, at + len(part)),) if part else ()
        for part in (name, cue, content)
        for at in [article.text.index(part)]
    ]
    id = f"{article.id}:C{n}"
    return Claim(id, source, stance, content, Attribution(f"{article.id}:A{n}", *spans))


CLAIMS = (
    claim(POST, 1, "S1", YES, "Dana Wirrel | said | the plant poured solvent into the Ellow"),
    claim(POST, 2, "S2", NO, "Nordal Chemicals | denied | that it had poured anything"),
    claim(MAIL, 1, "S3", YES, "River Watch | said | solvent ran from the plant into the Ellow"),
    claim(MAIL, 2, "S4", YES, "Otto Ferrin | said | a barge spilled the solvent"),
    claim(MAIL, 3, "S5", YES, "Anglers | said | ten trout died"),
    claim(MAIL, 4, "S6", UNSURE, "The county | declined to comment | "),
)
PROPOSITIONS = (
    Proposition(
        "P1",
        "I1",
        "the plant poured solvent into the Ellow",
        Kind.DENIAL,
        (
            Position("S1", YES, ("post-1:C1",), 1.0, "S1"),
            Position("S2", NO, ("post-1:C2",), 0.9, "S2", interested=True),
            Position("S3", YES, ("mail-1:C1",), 0.8, "S3"),
        ),
        0.81,
    ),
    Proposition(
        "P2",
        "I1",
        "a barge spilled the solvent",
        Kind.RESPONSIBILITY,
        (Position("S4", YES, ("mail-1:C2",), 1.0, "S4"),),
        0.12,
    ),
    Proposition(
        "P3",
        "I2",
        "ten trout died",
        Kind.NUMBER,
        (Position("S5", YES, ("mail-1:C3",), 1.0, "S5"),),
    ),
    Proposition("P4", "I3", "–", Kind.FACT, (Position("S6", UNSURE, ("mail-1:C4",), 1.0, "S6"),)),
)
CONTESTED, SINGLE = Status.CONTESTED, Status.SINGLE_SOURCE
STANDINGS = (
    Standing("post-1:C1", "P1", CONTESTED, ("S3",), ("S2", "S4")),
    Standing("post-1:C2", "P1", CONTESTED, (), ("S1", "S3")),
    Standing("mail-1:C1", "P1", CONTESTED, ("S1",), ("S2", "S4")),
    Standing("mail-1:C2", "P2", CONTESTED, (), ("S1", "S3")),
    Standing("mail-1:C3", "P3", SINGLE),
)
CELLS = (
    Cell("S1", "S2", 1, 0),
    Cell("S1", "S3", 0, 1),
    Cell("S1", "S4", 1, 0),
    Cell("S2", "S3", 2, 1),
    Cell("S4", "S4", 3, 0),
)
CREDIBILITY = (
    Credibility("S1", 0.72, 0.31, 0.95, 3, 0.3333),
    Credibility("S2", 0.25, 0.0, 0.5, 2, 0.0),
    Credibility("S3", 0.7, 0.3, 1.0, 3, 0.3333),
    Credibility("S4", 0.4, 0.1, 0.8, 2, 0.0),
    Credibility("S5", None, None, None, 0, None),
    Credibility("S6", None, None, None, 0, None),
)
ASSESSMENT = Assessment(
    propositions=PROPOSITIONS,
    standings=STANDINGS,
    cells=CELLS,
    credibility=CREDIBILITY,
    by_kind=(
        KindCredibility("S1", Kind.DENIAL, 0.75, 0.4, 0.9, 4),
        KindCredibility("S2", Kind.DENIAL, 0.25, 0.0, 0.5, 1),
        KindCredibility("S2", Kind.NUMBER, 0.5, 0.2, 0.8, 2),
    ),
    influences=(
        Influence("S1", "P1", 0.0412),
        Influence("S2", "P1", -0.0421),
        Influence("S2", "P3", 0.0044),
        Influence("S2", "P4", -0.0031),
        Influence("S2", "P2", 0.00001),
        Influence("S4", "P2", -0.1),
    ),
    grades=(None,) * 6,
)
COLLECTION = Collection(
    articles=(POST, MAIL),
    sources=SOURCES,
    claims=CLAIMS,
    verdicts=(
        Verdict("post-1:C1", "post-1:C2", Relation.CONTRADICTS, Kind.DENIAL, 0.9),
        Verdict("post-1:C1", "mail-1:C1", Relation.CORROBORATES, Kind.FACT, 0.8),
        Verdict("post-1:C1", "mail-1:C2", Relation.CONTRADICTS, Kind.RESPONSIBILITY, 0.7),
        Verdict("mail-1:C2", "mail-1:C3", Relation.UNDETERMINED, None, 0.3),
    ),
    article_of={one.id: POST if one.id.startswith("post") else MAIL for one in CLAIMS},
    mentioned_in={
        "S1": ("post-1",),
        "S2": ("post-1", "mail-1"),
        "S3": ("mail-1",),
        "S4": ("mail-1",),
        "S5": ("mail-1",),
        "S6": ("mail-1",),
    },
    models={"attribution": "fake", "nli": "fake"},
)
OUTLETS = (
    Outlet("Dorrin Mail", 1, 3, 0, 2, Credibility("Dorrin Mail", 0.6, 0.2, 0.9, 2, 0.5)),
    Outlet("Ellow Post", 1, 2, 0, 1, Credibility("Ellow Post", None, None, None, 1, None)),
)
MOMENTS = tuple(
    Moment(day, (Credibility("S1", mean, mean, mean, 2, 1.0), CREDIBILITY[4]))
    for day, mean in (("2031-04-02", None), ("2031-04-03", 0.1), ("2031-04-04", 0.72))
)
FINDINGS = Findings(COLLECTION, ASSESSMENT, OUTLETS, MOMENTS, DAYS)


def render(
    findings: Findings = FINDINGS, width: int = 120, *, top: int = 15, why: Sequence[str] = ()
) -> str:
    file = io.StringIO()
    console = Console(width=width, file=file, highlight=False, emoji=False)
    console.print(render_collection(findings, top=top, why=why))
    return file.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


def part(text: str, title: str) -> str:
    """Return the section under a heading, as lines without the blanks at their ends."""
    body = re.split(rf"^{title} ─+$", text, flags=re.MULTILINE)[1]
    body = re.split(r"^[A-Z]\w+ ─+$", body, flags=re.MULTILINE)[0]
    return "\n".join(line.rstrip() for line in body.splitlines())


def row_of(text: str, start: str) -> list[str]:
    return next(line for line in text.splitlines() if line.startswith(start)).split()


@pytest.mark.parametrize("width", WIDTHS)
def test_sections_stand_in_order(width: int) -> None:
    titles = re.findall(r"^([A-Z]\w+) ─+$", render(width=width), flags=re.MULTILINE)
    assert titles == ["Claims", "Matrix", "Credibility", "Why", "Outlets", "Series"]


def test_the_header_says_what_was_read_and_is_careful() -> None:
    assert flat(render()).startswith(
        "2 articles · 2 outlets · 2031-04-02 to 2031-04-03 6 sources make 6 claims; 2 pairs of"
        " statements contradict each other, 1 pair corroborates each other. This compares what"
        " sources are quoted as saying; it does not check what happened. Claims"
    )


@pytest.mark.parametrize(
    ("days", "scope"),
    [
        ({}, "2 articles · 2 outlets · undated"),
        ({"post-1": DAYS["post-1"]}, "2 articles · 2 outlets · 2031-04-02 · 1 without a day"),
    ],
)
def test_articles_without_a_day_are_counted(days: dict[str, datetime.date], scope: str) -> None:
    assert render(replace(FINDINGS, days=days)).startswith(f"{scope}\n")


def test_what_the_user_gave_is_said() -> None:
    given = Given(
        facts=(Fact("post-1:C1", True), Fact("mail-1:C2", False), Fact("mail-1:C3", False)),
        priors={"S3": Prior(0.9, 20.0), "S4": Prior(0.3, 20.0)},
        discount_interested=True,
    )
    assert (
        "Taken as given: what you say of 3 claims (1 found to hold, 2 not to); how reliable you"
        " hold S3 The River Watch and S4 Otto Ferrin to be; a source that speaks of its own act is"
        " no voice about it. Claims"
    ) in flat(render(replace(FINDINGS, given=given)))
    assert "Taken as given" not in render()


def test_the_standings_are_counted() -> None:
    assert (
        "Of 6 claims: 0 corroborated, 4 contested, 1 single source, 0 superseded, 1 without a stand"
        " to compare."
    ) in flat(part(render(), "Claims"))


def test_a_contest_names_both_sides_in_their_own_words() -> None:
    text = part(render(), "Claims")
    assert text.endswith(
        """
1. “the plant poured solvent into the Ellow” (P1, denial)
   reported by S1 Dana Wirrel and S3 The River Watch
     in these words (Ellow Post, 2031-04-02, post-1:C1)
   denied by S2 Nordal Chemicals
     “that it had poured anything” (Ellow Post, 2031-04-02, post-1:C2)
   otherwise S4 Otto Ferrin: “a barge spilled the solvent” (P2)
   support 0.81
"""
    )
    assert "1 matter is contested, most voices first:" in text


@pytest.mark.parametrize(
    ("support", "words"),
    [
        (None, "undetermined"),
        (0.994, "support 0.99"),
        (0.9951, "support over 0.99"),
        (1.0, "support over 0.99"),
        (0.0049, "support under 0.01"),
    ],
)
def test_support_is_never_a_certainty(support: float | None, words: str) -> None:
    propositions = (replace(PROPOSITIONS[0], support=support), *PROPOSITIONS[1:])
    text = part(render(assessed(propositions=propositions)), "Claims")
    assert text.splitlines()[-1].strip() == words


@pytest.mark.parametrize(("holds", "words"), [(True, "holds"), (False, "does not hold")])
def test_a_fact_is_said_to_be_the_users(holds: bool, words: str) -> None:
    given = Given(facts=(Fact("mail-1:C1", holds),))
    text = part(render(replace(FINDINGS, given=given)), "Claims")
    assert text.splitlines()[-1].strip() == f"as you say, it {words}"


def assessed(**fields: Any) -> Findings:
    return replace(FINDINGS, assessment=replace(ASSESSMENT, **fields))


def test_an_issue_is_one_contest_that_of_most_voices() -> None:
    (contest,) = find_contests(FINDINGS)
    assert (contest.proposition.id, contest.voices) == ("P1", 4)
    assert (contest.reporters, contest.deniers) == (("S1", "S3"), ("S2",))
    assert [(rival.id, sources) for rival, sources in contest.rivals] == [("P2", ("S4",))]


def test_an_update_is_no_rival() -> None:
    """Nobody contests what P2 only updates, though both are of one issue."""
    standings = (
        replace(STANDINGS[0], contested_by=("S2",)),
        STANDINGS[1],
        replace(STANDINGS[2], contested_by=("S2",)),
        Standing("mail-1:C2", "P2", SINGLE),
        STANDINGS[4],
    )
    (contest,) = find_contests(assessed(standings=standings))
    assert (contest.voices, contest.rivals) == (3, ())


def test_what_is_only_denied_is_no_contest() -> None:
    one = replace(PROPOSITIONS[0], positions=PROPOSITIONS[0].positions[1:2])
    assert find_contests(assessed(propositions=(one, *PROPOSITIONS[2:]))) == []


def test_without_a_contest_a_sentence_says_so() -> None:
    agreed = tuple(replace(one, contested_by=()) for one in STANDINGS)
    text = render(assessed(standings=agreed))
    assert "No claim is found to be contested." in text


def test_at_most_eight_contests_are_shown_those_with_most_voices() -> None:
    """Matter n of ten is denied by n sources."""
    sources = tuple(make_source(f"S{n}") for n in range(1, 12))
    claims, propositions, standings = [], [], []
    for n in range(1, 11):
        ids = [f"post-1:C{n}x{voice}" for voice in range(n + 1)]
        makers = [(f"S{voice + 1}", NO if voice else YES) for voice in range(n + 1)]
        for id, (source, stance) in zip(ids, makers, strict=True):
            claims.append(replace(CLAIMS[0], id=id, source=source, stance=stance))
        positions = tuple(
            Position(source, stance, (id,), 1.0, source)
            for id, (source, stance) in zip(ids, makers, strict=True)
        )
        propositions.append(Proposition(f"P{n}", f"I{n}", f"matter {n}", Kind.FACT, positions))
        deniers = tuple(source for source, _ in makers[1:])
        standings.append(Standing(ids[0], f"P{n}", CONTESTED, (), deniers))
        standings += [Standing(id, f"P{n}", CONTESTED, (), ("S1",)) for id in ids[1:]]
    findings = Findings(
        replace(
            COLLECTION,
            sources=sources,
            claims=tuple(claims),
            verdicts=(),
            article_of={one.id: POST for one in claims},
            mentioned_in={source.id: ("post-1",) for source in sources},
        ),
        Assessment(
            tuple(propositions),
            tuple(standings),
            (),
            tuple(Credibility(source.id, None, None, None, 0, None) for source in sources),
            (),
            (),
        ),
    )
    text = part(render(findings), "Claims")
    assert "10 matters are contested, the 8 with most voices:" in text
    shown = re.findall(r"^\d\. “matter (\d+)”", text, flags=re.MULTILINE)
    assert shown == ["10", "9", "8", "7", "6", "5", "4", "3"]
    assert "S2 Body S2, S3 Body S3, S4 Body S4, S5 Body S5, S6 Body S6, S7 Body S7 and 4 more" in (
        flat(text)
    )


GRADED = Given(scheme="admiralty", meanings={"A": "completely reliable", "6": "cannot be judged"})


def test_grades_stand_beside_the_sources_and_are_explained() -> None:
    standings = tuple(
        replace(one, grade=grade)
        for one, grade in zip(STANDINGS, ("B2", "E5", "C2", "D4", "F6"), strict=True)
    )
    findings = replace(
        assessed(standings=standings, grades=("B", "E", "C", "D", "F", None)), given=GRADED
    )
    text = render(findings)
    assert "reported by S1 Dana Wirrel (B2) and S3 The River Watch (C2)" in text
    assert "denied by S2 Nordal Chemicals (graded E5)" in text
    assert (
        "Grades are proposals from the words alone, on the scheme “admiralty”: A: completely"
        " reliable; 6: cannot be judged."
    ) in flat(text)
    table = part(text, "Credibility")
    assert row_of(table, "S1")[-1] == "B" and row_of(table, "S6")[-1] == "–"
    assert "grade" in table and "grade" not in part(render(), "Credibility")


def test_a_grade_that_all_share_is_named_once() -> None:
    standings = tuple(replace(one, grade="contested") for one in STANDINGS)
    text = render(replace(assessed(standings=standings), given=GRADED))
    assert "reported by S1 Dana Wirrel and S3 The River Watch (graded contested)" in text


def test_camps_stand_together() -> None:
    """0, 2 and 4 side with each other, as do 1 and 3, against them."""
    likeness = np.array([[1.0 if (a - b) % 2 == 0 else -1.0 for a in range(5)] for b in range(5)])
    order = arrange(likeness)
    camps = {frozenset({0, 2, 4}), frozenset({1, 3})}
    assert camps in [{frozenset(order[:n]), frozenset(order[n:])} for n in (2, 3)]


def test_the_ends_that_are_most_alike_meet() -> None:
    """0–1 and 2–3 are pairs; of the others only 0 and 3 are alike."""
    likeness = np.zeros((4, 4))
    for a, b, value in ((0, 1, 5), (2, 3, 4), (0, 3, 2)):
        likeness[a, b] = likeness[b, a] = value
    assert arrange(likeness) == [1, 0, 3, 2]


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 8), st.integers(0, 1000))
def test_everybody_has_one_place(n: int, seed: int) -> None:
    square = np.random.default_rng(seed).integers(-3, 4, (n, n)).astype(float)
    assert sorted(arrange(square + square.T)) == list(range(n))


def test_those_who_speak_in_most_articles_are_shown() -> None:
    """S2 speaks in two articles; of the others S3 has four relations, S1 three, S4 one."""
    assert choose_sources(FINDINGS, top=1) == ("S2",)
    assert set(choose_sources(FINDINGS, top=2)) == {"S2", "S3"}
    assert set(choose_sources(FINDINGS, top=3)) == {"S1", "S2", "S3"}
    assert set(choose_sources(FINDINGS, top=1, also=["S5"])) == {"S2", "S5"}


def test_that_not_all_sources_are_shown_is_said() -> None:
    said = "3 of 6 sources are shown, those that speak in most articles; --top N shows more."
    assert said in flat(part(render(top=3), "Matrix"))
    assert "are shown" not in part(render(top=6), "Matrix")


def test_who_makes_no_claim_is_not_shown() -> None:
    mentioned = {"S1": ("post-1",)}
    silent = replace(FINDINGS, collection=replace(COLLECTION, mentioned_in=mentioned))
    assert choose_sources(silent, top=15) == ("S1",)


def test_the_map_holds_the_counts_of_either_side() -> None:
    text = part(render(), "Matrix")
    assert text.splitlines()[3:9] == [
        "                      S1    S3    S2    S4",
        "S1 Dana Wirrel        ·     1=    1≠    1≠",
        "S3 The River Watch    1=    ·   2≠ 1=",
        "S2 Nordal Chemicals   1≠  2≠ 1=   ·",
        "S4 Otto Ferrin        1≠                3≠",
        "2≠: contradict each other twice. 1=: corroborate each other once. Empty: neither found.",
    ]
    assert "No contradiction or corroboration among these sources: S5 Anglers and S6 County" in text


def crowd(number: int) -> Findings:
    """Sources that contradict their successors 11 times and corroborate them twice: two camps."""
    sources = tuple(make_source(f"S{100 + n}", f"Voice of the {n}th") for n in range(number))
    cells = tuple(Cell(a.id, b.id, 11, 2) for a, b in zip(sources, sources[1:], strict=False))
    return Findings(
        replace(
            COLLECTION,
            sources=sources,
            mentioned_in={source.id: ("post-1",) for source in sources},
        ),
        replace(
            ASSESSMENT,
            propositions=(),
            standings=(),
            cells=cells,
            credibility=tuple(Credibility(s.id, None, None, None, 0, None) for s in sources),
            by_kind=(),
            influences=(),
            grades=(),
        ),
    )


HEADS = "S100 S102 S104 S106 S108 S110 S101 S103 S105 S107 S109 S111"


@pytest.mark.parametrize(
    ("width", "head"),
    [
        (103, HEADS),
        (102, HEADS),
        (79, HEADS),
        (78, "S " * 12),
        (67, "S " * 12),
        (66, "11≠ 2= S100"),
    ],
)
def test_the_map_takes_less_room_where_there_is_less(width: int, head: str) -> None:
    """Of twelve columns each takes 7 in one line, 5 in two, 4 below heads that stand upright.

    Names take 19. What does not fit is a list of pairs.
    """
    text = part(render(crowd(12), width), "Matrix")
    assert flat(text.split("\n\n", 1)[1]).startswith(head.strip())
    assert ("11≠ 2=" in text) is (width in (103, 66))


def test_what_fits_no_map_is_a_list_of_pairs() -> None:
    text = flat(part(render(crowd(20), 60, top=20), "Matrix"))
    assert "11≠ 2= S100 Voice of the 0th and S101 Voice of the 1th" in text
    assert text.count("11≠ 2=") == 19


def large_cells() -> tuple[Cell, ...]:
    """Cells that are too wide for a map."""
    return tuple(Cell("S1", other, 1234567, 7654321) for other in ("S2", "S3", "S5", "S6"))


def test_itself_is_said_in_the_list_of_pairs() -> None:
    cells = (*large_cells(), Cell("S4", "S4", 3, 0))
    text = flat(part(render(assessed(cells=cells), 60), "Matrix"))
    assert "3≠ S4 Otto Ferrin and itself" in text


def test_without_any_relation_there_is_no_map() -> None:
    text = render(assessed(cells=()))
    assert "No two sources are found to contradict or corroborate each other." in text


@pytest.mark.parametrize(
    ("cell", "colour"),
    [
        (None, (255, 255, 255)),
        (Cell("a", "b", 2, 2), (255, 255, 255)),
        # one way: half of the way from white to sky blue (86, 180, 233) or orange (230, 159, 0)
        (Cell("a", "b", 0, 1), (170, 218, 244)),
        (Cell("a", "b", 1, 0), (242, 207, 128)),
        # three to one: (3 − 1) / 5
        (Cell("a", "b", 1, 3), (187, 225, 246)),
    ],
)
def test_colours_go_from_blue_over_white_to_orange(
    cell: Cell | None, colour: tuple[int, int, int]
) -> None:
    background = shade(cell).bgcolor
    assert background is not None and background.triplet is not None
    assert tuple(background.triplet) == pytest.approx(colour, abs=1)


def coloured(**how: Any) -> str:
    file = io.StringIO()
    console = Console(width=120, file=file, force_terminal=True, color_system="truecolor", **how)
    console.print(render_collection(FINDINGS))
    return file.getvalue()


def test_a_terminal_gets_colours_and_is_told_what_they_mean() -> None:
    text = coloured()
    assert re.search(r"48;2;242;207;12[78]m +1≠ +\x1b", text)
    assert re.search(r"48;2;170;21[78];244m +1= +\x1b", text)
    assert "Blue: mostly corroborate. Orange: mostly contradict." in flat(
        re.sub(r"\x1b\S*?m", "", text)
    )


def test_without_colour_nothing_is_said_of_colours() -> None:
    assert "\x1b" not in render() and "Blue:" not in render()
    plain = coloured(no_color=True)
    assert "48;2;" not in plain and "Blue:" not in plain


@pytest.mark.parametrize(
    ("values", "drawn"),
    [
        ((0.5, 0.2, 0.8), "··├──●──┤··"),
        ((0.46, 0.16, 0.84), "··├──●──┤··"),
        ((0.5, 0.2, 0.9), "··├──●───┤·"),
        ((0.0, 0.0, 1.0), "●─────────┤"),
        ((1.0, 0.9, 1.0), "·········├●"),
        ((0.3, 0.3, 0.3), "···●·······"),
        ((0.3, None, None), "···●·······"),
    ],
)
def test_an_interval_is_drawn_on_a_scale(
    values: tuple[float, float | None, float | None], drawn: str
) -> None:
    assert draw_interval(Credibility("a", *values, 1, 1.0), width=11) == drawn


def test_no_estimate_is_drawn_as_undetermined() -> None:
    assert draw_interval(CREDIBILITY[4], width=13) == "undetermined "


def test_the_scale_has_its_ends_over_those_of_the_bars() -> None:
    assert draw_scale(width=13) == "0     ½     1"


def test_a_line_has_eight_levels_and_gaps() -> None:
    assert draw_line([0.0, 0.13, None, 0.5, 0.99, 1.0]) == "▁▂ ▅██"


def test_each_source_has_its_estimate_and_what_it_rests_on() -> None:
    text = part(render(width=100), "Credibility")
    assert row_of(text, "S2 ") == [
        *("S2", "Nordal", "Chemicals", "0.25"),
        "├───────●──────┤···············",
        *("0.00–0.50", "2", "0", "%", "2"),
    ]
    assert row_of(text, "S5 ") == ["S5", "Anglers", "–", "undetermined", "–", "0", "–", "1"]


def test_sources_are_in_the_order_of_the_map() -> None:
    text = part(render(), "Credibility").split("By kind")[0]
    shown = choose_sources(FINDINGS, top=15)
    assert re.findall(r"^(S\d)", text, flags=re.MULTILINE) == list(shown)


def test_kinds_are_told_apart_where_there_are_several() -> None:
    kinds = part(render(width=100), "Credibility").split("By kind of claim")[1]
    assert "S1" not in kinds
    lines = [line.split() for line in kinds.splitlines() if "0.25" in line or "0.50 " in line]
    assert [line[-1] for line in lines] == ["1", "2"]
    assert lines[0][:4] == ["S2", "Nordal", "Chemicals", "denial"] and lines[1][0] == "number"


def test_without_several_kinds_there_is_no_such_table() -> None:
    assert "By kind" not in render(assessed(by_kind=ASSESSMENT.by_kind[:2]))


@pytest.mark.parametrize(
    ("effect", "text"),
    [
        (0.0412, "+0.04"),
        (-0.1, "−0.10"),
        (0.01, "+0.01"),
        (-0.0098, "−0.010"),
        (0.0044, "+0.004"),
        (0.0004, "±0.000"),
        (-0.0001, "±0.000"),
    ],
)
def test_effects_are_signed(effect: float, text: str) -> None:
    assert signed(effect) == text


def test_the_three_strongest_reasons_are_given() -> None:
    why = part(render(), "Why")
    mine = why[why.index("S2 Nordal Chemicals:") :].split("\n\n")[0]
    assert mine.splitlines()[0] == "S2 Nordal Chemicals: 0.25, the 3 strongest of 4 matters"
    assert re.findall(r"^([+−±]\S+)", mine, flags=re.MULTILINE) == ["−0.04", "+0.004", "−0.003"]


def test_of_a_source_asked_for_all_reasons_are_given() -> None:
    why = part(render(why=["S2", "S5"]), "Why")
    mine = why[why.index("S2 Nordal Chemicals:") :].split("\n\n")[0]
    assert mine.splitlines()[0] == "S2 Nordal Chemicals: 0.25"
    assert re.findall(r"^([+−±]\S+)", mine, flags=re.MULTILINE)[3:] == ["±0.000"]
    assert "S5 Anglers: undetermined, so nothing moved it." in why
    assert "S6" not in why


def test_a_reason_quotes_the_source_and_names_its_company() -> None:
    why = part(render(), "Why")
    assert (
        """S2 Nordal Chemicals: 0.25, the 3 strongest of 4 matters
−0.04  “the plant poured solvent into the Ellow” (P1, denial)
       denies: “that it had poured anything” (Ellow Post, 2031-04-02, post-1:C2)
       against it: S1 Dana Wirrel and S3 The River Watch
"""
        in why
    )
    assert (
        """+0.04 “the plant poured solvent into the Ellow” (P1, denial)
      asserts: in these words (Ellow Post, 2031-04-02, post-1:C1)
      with it: S3 The River Watch; against it: S2 Nordal Chemicals and S4 Otto Ferrin
"""
        in why
    )


def test_a_position_that_nobody_else_takes_a_side_on_says_what_it_is_weighed_with() -> None:
    standings = (*STANDINGS[:3], Standing("mail-1:C2", "P2", SINGLE), STANDINGS[4])
    text = part(render(assessed(standings=standings)), "Why")
    alone = "no other source takes a side on it; weighed with other accounts of the matter: P1"
    assert alone in text


def test_an_estimate_that_only_rests_on_what_was_given_says_so() -> None:
    text = part(render(), "Why")
    assert "S3 The River Watch: 0.70, from what is taken as given alone" in text


def test_outlets_are_compared_by_what_they_carry() -> None:
    text = part(render(width=100), "Outlets")
    assert "Carrying a claim is not believing it" in text
    row = row_of(text, "Dorrin")
    assert row[2:7] == ["1", "3", "2", "0", "0.60"] and row[-1] == "2"
    assert row_of(text, "Ellow")[-2:] == ["undetermined", "1"]
    narrow = row_of(part(render(width=60), "Outlets"), "Ellow")
    assert narrow[-2:] == ["undetermined", "1"]


def test_one_outlet_has_nobody_to_be_compared_with() -> None:
    assert "Outlets" not in render(replace(FINDINGS, outlets=OUTLETS[:1]))


def test_a_series_is_a_line_with_its_ends() -> None:
    text = part(render(), "Series")
    assert "3 days from 2031-04-02 to 2031-04-04" in text
    assert row_of(text, "S1") == ["S1", "Dana", "Wirrel", "▁▆", "0.10", "0.72"]
    assert " ▁▆" in text and "S5" not in text


def test_without_moments_there_is_no_series() -> None:
    assert "Series" not in render(replace(FINDINGS, moments=()))


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("S3", ("S3",)),
        ("River  watch", ("S3",)),
        ("the nordal chemicals", ("S2",)),
        ("NORDAL", ("S2",)),
        ("inspector", ("S1",)),
        ("the", ()),
        ("Wir", ()),
        ("", ()),
    ],
)
def test_sources_are_found_by_id_name_or_alias(name: str, ids: tuple[str, ...]) -> None:
    assert find_sources(SOURCES, name) == ids


def test_a_name_goes_before_an_alias_and_may_be_that_of_several() -> None:
    twins = (*SOURCES, make_source("S7", "anglers"), make_source("S8", "Wirrel"))
    assert find_sources(twins, "The Anglers") == ("S5", "S7")
    assert find_sources(twins, "Wirrel") == ("S8",)


HOSTILE = "[red]Ida[/red] \x1b[2J\x07[link=x]=cmd\u202e[/]\ud800"


def hostile() -> Findings:
    text = f"Dana said {HOSTILE}."
    article = replace(POST, id=f"[b]{HOSTILE}", text=text, outlet=HOSTILE, date="[i]\x1b[3J")
    mine = replace(
        CLAIMS[0],
        attribution=replace(CLAIMS[0].attribution, content=(Span(10, len(text) - 1),)),
    )
    return replace(
        FINDINGS,
        collection=replace(
            COLLECTION,
            articles=(article, MAIL),
            sources=(replace(SOURCES[0], name=HOSTILE), *SOURCES[1:]),
            claims=(mine, *CLAIMS[1:]),
            article_of={**COLLECTION.article_of, mine.id: article},
        ),
        assessment=replace(
            ASSESSMENT, propositions=(replace(PROPOSITIONS[0], text=HOSTILE), *PROPOSITIONS[1:])
        ),
        outlets=(replace(OUTLETS[0], name=HOSTILE), OUTLETS[1]),
        days={},
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_text_stays_text(width: int) -> None:
    out = render(hostile(), width)
    assert not set("\x1b\x07\u202e\ud800") & set(out)
    shown = "[red]Ida[/red] �[2J�[link=x]=cmd�[/]�"
    assert f"S1 {shown}" in flat(part(out, "Why"))
    assert "".join(shown.split()) in "".join(part(out, "Claims").split())
    assert max(map(cell_len, out.splitlines())) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    for findings in (FINDINGS, crowd(20)):
        assert max(map(cell_len, render(findings, width, top=20).splitlines())) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_called_right_or_wrong(width: int) -> None:
    rejected = replace(PROPOSITIONS[0], text="It is not true that the Ellow ran clear.")
    text = render(assessed(propositions=(rejected, *PROPOSITIONS[1:])), width)
    assert not re.search(r"\b(true|false|lie|lies|liar)\b", text, re.IGNORECASE)
    assert "not: “the Ellow ran clear.”" in flat(text)


@settings(max_examples=25, deadline=None, database=None)
@given(name=st.text(min_size=1, max_size=80), width=st.integers(60, 200))
def test_any_name_fits(name: str, width: int) -> None:
    sources = tuple(replace(one, name=name) for one in SOURCES)
    text = render(replace(FINDINGS, collection=replace(COLLECTION, sources=sources)), width)
    assert max(map(cell_len, text.split("\n"))) <= width


EMPTY = Findings(
    Collection((POST,), (), (), (), {}, {}), Assessment((), (), (), (), (), ()), days={}
)


def test_articles_without_claims_get_a_sentence() -> None:
    text = render(EMPTY)
    assert "No attributed statement was found, so there is nothing to compare." in text
    assert "─" not in text


KEYS = [
    "attrib", "models", "articles", "sources", "claims", "verdicts", "propositions", "standings",
    "matrix", "outlets", "series", "known",
]  # fmt: skip


def as_json(findings: Findings) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        json.dumps(collection_to_dict(findings, version="9.9"), ensure_ascii=False)
    )
    return found


def test_the_json_has_its_keys() -> None:
    found = as_json(FINDINGS)
    assert list(found) == KEYS
    assert found["articles"][0] == {
        "id": "post-1",
        "title": "Solvent in the Ellow",
        "date": "4/2/2031",
        "outlet": "Ellow Post",
        "sha256": hashlib.sha256(POST.text.encode()).hexdigest(),
        "characters": 110,
    }
    assert found["sources"][0] == {
        "id": "S1",
        "name": "Dana Wirrel",
        "kind": "official",
        "aliases": ["Wirrel", "the inspector"],
        "articles": ["post-1"],
    }
    assert found["matrix"].keys() == {"cells", "credibility", "by_kind", "influences"}
    assert found["known"] == {
        "facts": [], "priors": {}, "discount_interested": False, "scheme": None,
    }  # fmt: skip


def test_the_json_holds_the_records_as_they_are() -> None:
    found = collection_to_dict(FINDINGS, version="9.9")
    assert found["claims"][2]["article"] == "mail-1"
    assert found["claims"][2]["spans"]["content"] == [[17, 58]]
    assert found["propositions"][0]["positions"][1] == {
        "source": "S2", "stance": "denies", "claims": ("post-1:C2",), "weight": 0.9,
        "origin": "S2", "interested": True,
    }  # fmt: skip
    assert found["standings"][0]["contested_by"] == ("S2", "S4")
    assert found["matrix"]["cells"][3] == {
        "a": "S2", "b": "S3", "contradicts": 2, "corroborates": 1,
    }  # fmt: skip
    assert found["matrix"]["credibility"][4]["mean"] is None
    assert found["series"][1]["credibility"][0]["mean"] == 0.1
    assert found["outlets"][0]["credibility"]["majority"] == 0.5


def test_grades_are_there_with_a_scheme_only() -> None:
    graded = replace(assessed(grades=("B", "E", "C", "D", None, "F")), given=GRADED)
    found = as_json(graded)
    assert set(found) == {*KEYS, "grades"}
    assert found["grades"] == {"S1": "B", "S2": "E", "S3": "C", "S4": "D", "S5": None, "S6": "F"}


def test_what_was_given_is_in_the_json() -> None:
    given = Given((Fact("post-1:C1", True),), {"S3": Prior(0.9, 20.0)}, True)
    assert as_json(replace(FINDINGS, given=given))["known"] == {
        "facts": [{"claim": "post-1:C1", "holds": True}],
        "priors": {"S3": {"mean": 0.9, "strength": 20.0}},
        "discount_interested": True,
        "scheme": None,
    }


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


NAMES = (
    "sources", "claims", "propositions", "cells", "credibility", "by_kind", "influences", "outlets",
    "series",
)  # fmt: skip


def test_the_tables_hold_everything(tmp_path: Path) -> None:
    paths = write_collection_csv(FINDINGS, tmp_path / "new")
    assert [path.name for path in paths] == [f"{name}.csv" for name in NAMES]
    tables = dict(zip(NAMES, map(rows, paths), strict=True))
    lengths = {name: len(table) for name, table in tables.items()}
    assert lengths == {
        "sources": 6, "claims": 6, "propositions": 6, "cells": 5, "credibility": 6, "by_kind": 3,
        "influences": 6, "outlets": 2, "series": 6,
    }  # fmt: skip
    assert tables["sources"][1] == {
        "source": "S2", "name": "Nordal Chemicals", "kind": "party", "aliases": "Nordal",
        "articles": "2", "article_ids": "post-1 mail-1",
    }  # fmt: skip
    first = tables["claims"][0]
    assert (first["article"], first["claim"], first["name"]) == (
        "post-1", "post-1:C1", "Dana Wirrel",
    )  # fmt: skip
    assert (first["standing"], first["supporters"], first["opponents"], first["grade"]) == (
        "contested", "S3", "S2 S4", "",
    )  # fmt: skip
    start, end = map(int, first["content_spans"].split(":"))
    assert POST.text[start:end] == first["content_words"]
    assert [tables["claims"][5][name] for name in ("proposition_id", "standing")] == ["", ""]
    denial = tables["propositions"][1]
    assert (denial["proposition"], denial["support"], denial["name"], denial["stance"]) == (
        "P1", "0.81", "Nordal Chemicals", "denies",
    )  # fmt: skip
    assert (denial["claims"], denial["interested"]) == ("post-1:C2", "yes")
    assert tables["cells"][3] == {
        "source_a": "S2", "name_a": "Nordal Chemicals", "source_b": "S3",
        "name_b": "The River Watch", "contradicts": "2", "corroborates": "1",
    }  # fmt: skip
    assert (tables["credibility"][0]["mean"], tables["credibility"][4]["mean"]) == ("0.72", "")
    assert tables["influences"][1]["effect"] == "-0.0421"
    assert (tables["outlets"][1]["outlet"], tables["outlets"][1]["mean"]) == ("Ellow Post", "")
    assert (tables["series"][2]["date"], tables["series"][2]["mean"]) == ("2031-04-03", "0.1")


def test_no_cell_starts_a_formula(tmp_path: Path) -> None:
    sources = (replace(SOURCES[0], name="=cmd()"), *SOURCES[1:])
    findings = replace(FINDINGS, collection=replace(COLLECTION, sources=sources))
    paths = write_collection_csv(findings, tmp_path)
    cells = [cell for path in paths for row in rows(path) for cell in row.values()]
    assert "'=cmd()" in cells and "=cmd()" not in cells


def test_tables_without_claims_have_a_header(tmp_path: Path) -> None:
    for path in write_collection_csv(EMPTY, tmp_path):
        assert rows(path) == [] and path.read_text(encoding="utf-8").count(",") > 3
