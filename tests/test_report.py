"""The report: exact words, nothing lost at any width, nothing decided that is not."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from attrib.propositions.answers import DENIED
from attrib.records import (
    Article,
    Attribution,
    Claim,
    Credibility,
    CredibilityMatrix,
    Evidence,
    Kind,
    Quantity,
    Relation,
    Report,
    Signal,
    Source,
    SourceKind,
    Span,
    Stance,
    Verdict,
)
from attrib.report import render_terminal, write_csv

WIDTHS = (60, 80, 120, 200)
TEXT = """The Orvian army said its aircraft struck a fuel depot outside Halden on Monday. \
Rescue workers in Halden said the strike hit a school and killed at least 25 people, most of \
them pupils. Orvia and Tesk denied that any aircraft had bombed the school. The regional \
hospital, which counted seven dead, said "two of them were children". The Brannic Monitor, a \
group of volunteers, reported that the school in Halden was hit by an air strike. Colonel \
Ludo Varn blamed the Free Marsh Brigade for the explosion. The brigade said that Orvian jets \
caused it. By Thursday the hospital put the toll at 31 killed. The foreign office of Tesk \
declined to comment on the flight records.
"""
Words = str | tuple[str, ...]


def spans(text: str, words: Words) -> tuple[Span, ...]:
    pieces = (words,) if isinstance(words, str) else words
    starts = [text.index(piece) for piece in pieces if piece]
    return tuple(
        Span(start, start + len(piece)) for start, piece in zip(starts, pieces, strict=False)
    )


def claim(
    number: int,
    source: str,
    stance: Stance,
    words: tuple[str, str, Words],
    *,
    text: str = TEXT,
    quantities: tuple[Quantity, ...] = (),
    via: str | None = None,
) -> Claim:
    name, cue, content = (spans(text, part) for part in words)
    attribution = Attribution(f"A{number}", name, cue, content, via=via)
    proposition = " ".join(span.of(text) for span in content)
    return Claim(f"C{number}", source, stance, proposition, attribution, quantities)


def killed(low: float, high: float | None) -> tuple[Quantity, ...]:
    return (Quantity(low, high, "person", "killed"),)


def source(number: int, name: str, kind: SourceKind = SourceKind.PARTY) -> Source:
    return Source(f"S{number}", name, kind, (), ())


SOURCES = (
    source(1, "The Orvian army"),
    source(2, "Rescue workers in Halden", SourceKind.RESCUER),
    source(3, "Orvia"),
    source(4, "Tesk"),
    source(5, "The regional hospital", SourceKind.MEDIC),
    source(6, "The Brannic Monitor", SourceKind.MONITOR),
    source(7, "Colonel Ludo Varn", SourceKind.OFFICIAL),
    source(8, "The Free Marsh Brigade"),
    source(9, "The foreign office of Tesk", SourceKind.OFFICIAL),
)
DENIAL = ("Orvia and Tesk", "denied", "that any aircraft had bombed the school")
CLAIMS = (
    claim(
        1,
        "S1",
        Stance.ASSERTS,
        ("The Orvian army", "said", "its aircraft struck a fuel depot outside Halden on Monday"),
    ),
    claim(
        2,
        "S2",
        Stance.ASSERTS,
        (
            "Rescue workers in Halden",
            "said",
            "the strike hit a school and killed at least 25 people, most of them pupils",
        ),
        quantities=killed(25, None),
    ),
    claim(3, "S3", Stance.DENIES, DENIAL),
    claim(4, "S4", Stance.DENIES, DENIAL),
    claim(
        5,
        "S5",
        Stance.ASSERTS,
        ("The regional hospital", "counted", ("seven dead", '"two of them were children"')),
        quantities=killed(7, 7),
    ),
    claim(
        6,
        "S6",
        Stance.ASSERTS,
        (
            "The Brannic Monitor",
            "reported",
            "that the school in Halden was hit by an air strike",
        ),
    ),
    claim(
        7,
        "S7",
        Stance.ASSERTS,
        ("Colonel Ludo Varn", "blamed", ("the Free Marsh Brigade", "for the explosion")),
    ),
    claim(
        8,
        "S8",
        Stance.ASSERTS,
        ("The brigade", "said", "that Orvian jets caused it"),
    ),
    claim(
        9,
        "S5",
        Stance.ASSERTS,
        ("the hospital", "put the toll at", "31 killed"),
        quantities=killed(31, 31),
    ),
    claim(
        10,
        "S9",
        Stance.UNCOMMITTED,
        ("The foreign office of Tesk", "declined to comment", "on the flight records"),
    ),
)


def verdict(a: int, b: int, relation: Relation, kind: Kind | None, probability: float) -> Verdict:
    return Verdict(f"C{a}", f"C{b}", relation, kind, probability)


VERDICTS = (
    verdict(7, 8, Relation.CONTRADICTS, Kind.RESPONSIBILITY, 0.72),
    verdict(2, 5, Relation.CONTRADICTS, Kind.NUMBER, 0.83),
    verdict(3, 2, Relation.CONTRADICTS, Kind.DENIAL, 0.91),
    verdict(2, 4, Relation.CONTRADICTS, Kind.DENIAL, 0.91),
    verdict(3, 6, Relation.CONTRADICTS, Kind.DENIAL, 0.999),
    verdict(4, 6, Relation.CONTRADICTS, Kind.DENIAL, 0.95),
    verdict(2, 6, Relation.CORROBORATES, Kind.FACT, 0.88),
    verdict(3, 4, Relation.CORROBORATES, Kind.FACT, 0.99),
    verdict(5, 9, Relation.UPDATES, Kind.NUMBER, 0.7),
    verdict(1, 2, Relation.UNDETERMINED, None, 0.4),
    verdict(1, 10, Relation.UNRELATED, None, 0.9),
)


def counts(
    sources: Sequence[Source], claims: Sequence[Claim], verdicts: Sequence[Verdict], what: Relation
) -> tuple[tuple[int, ...], ...]:
    place = {source.id: index for index, source in enumerate(sources)}
    row = {claim.id: place[claim.source] for claim in claims}
    said = {claim.id: (claim.attribution.cue, claim.attribution.content) for claim in claims}
    table = [[0] * len(sources) for _ in sources]
    for one in verdicts:
        if one.relation is what and said[one.a] != said[one.b]:
            a, b = row[one.a], row[one.b]
            table[a][b] += 1
            table[b][a] += a != b
    return tuple(map(tuple, table))


def report(
    *,
    text: str = TEXT,
    sources: Sequence[Source] = SOURCES,
    claims: Sequence[Claim] = CLAIMS,
    verdicts: Sequence[Verdict] = VERDICTS,
    estimates: dict[str, tuple[float, float, float, int, float]] | None = None,
    title: str | None = "Strike on Halden",
) -> Report:
    known = {} if estimates is None else estimates
    credibility = tuple(
        Credibility(one.id, *known[one.id])
        if one.id in known
        else Credibility(one.id, None, None, None, 0, None)
        for one in sources
    )
    matrix = CredibilityMatrix(
        tuple(one.id for one in sources),
        counts(sources, claims, verdicts, Relation.CONTRADICTS),
        counts(sources, claims, verdicts, Relation.CORROBORATES),
        credibility,
    )
    article = Article(
        "halden-1",
        text,
        (Span(0, len(text)),) if text else (),
        title,
        "2031-04-02",
        "The Vell Courier",
        ("2 stray quotation marks",),
    )
    return Report(article, tuple(sources), tuple(claims), tuple(verdicts), matrix)


ESTIMATES = {
    "S2": (0.61, 0.33, 0.86, 4, 0.25),
    "S3": (0.31, 0.08, 0.6, 2, 0.0),
    "S4": (0.31, 0.08, 0.6, 2, 0.0),
    "S5": (0.45, 0.12, 0.8, 1, 0.0),
    "S6": (0.64, 0.35, 0.88, 3, 1 / 3),
}


def render(one: Report, width: int = 120) -> str:
    file = io.StringIO()
    console = Console(width=width, file=file, color_system=None, force_terminal=False)
    console.print(render_terminal(one))
    return file.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


def part(text: str, title: str) -> str:
    """Return the section under a heading."""
    body = re.split(rf"^{title} ─+$", text, flags=re.MULTILINE)[1]
    return re.split(r"^[A-Z]\w+ ─+$", body, flags=re.MULTILINE)[0]


ORDER = ("Contradictions", "Corroborations", "Updates", "Sources", "Matrix", "Credibility")


@pytest.mark.parametrize("width", WIDTHS)
def test_sections_stand_in_order(width: int) -> None:
    text = render(report(estimates=ESTIMATES), width)
    titles = re.findall(r"^([A-Z]\w+) ─+$", text, flags=re.MULTILINE)
    assert tuple(titles) == ORDER


def test_header_counts_statements_once_and_shows_warnings() -> None:
    text = flat(render(report()))
    assert text.startswith("Strike on Halden 2031-04-02 · The Vell Courier")
    assert (
        "9 sources make 10 claims; 4 pairs of statements contradict each other,"
        " 1 pair corroborate each other."
    ) in text
    assert "Warning: 2 stray quotation marks" in text


def test_header_falls_back_to_the_id() -> None:
    assert render(report(title=None)).startswith("halden-1\n")


def test_quotations_are_exact() -> None:
    text = flat(part(render(report(), 60), "Contradictions"))
    for number in (2, 3, 5, 6, 7, 8):
        content = CLAIMS[number - 1].attribution.content
        assert " … ".join(span.of(TEXT) for span in content) in text


def test_quotations_stand_side_by_side_only_where_wide_enough() -> None:
    for width, beside in ((79, False), (80, True), (200, True)):
        lines = render(report(), width).splitlines()
        assert any("C7" in line and "C8" in line for line in lines) is beside
        assert any("— against —" in line for line in lines) is not beside


def test_contradictions_are_ordered_by_probability() -> None:
    text = part(render(report()), "Contradictions")
    heads = re.findall(r"^\d+\. (\w+):.*\((.+) sure\)$", text, flags=re.MULTILINE)
    assert heads == [
        ("Denial", "95 % to over 99 %"),
        ("Denial", "91 %"),
        ("Number", "83 %"),
        ("Responsibility", "72 %"),
    ]


def test_order_of_verdicts_and_of_their_sides_changes_nothing() -> None:
    swapped = [replace(one, a=one.b, b=one.a) for one in VERDICTS]
    assert part(render(report(verdicts=swapped)), "Contradictions") == part(
        render(report()), "Contradictions"
    )


def test_joint_sources_are_one_entry() -> None:
    text = part(render(report(), 200), "Contradictions")
    assert text.count("S3 Orvia (C3) and S4 Tesk (C4) deny:") == 2
    assert text.count("S2 Rescue workers in Halden (C2) asserts:") == 2


def test_joint_sources_do_not_corroborate_each_other() -> None:
    text = flat(part(render(report()), "Corroborations"))
    assert "S3 Orvia (C3) and S4 Tesk (C4) speak jointly" in text
    assert text.count(" % sure)") == 1


def test_numbers_are_shown_as_read() -> None:
    text = part(render(report()), "Contradictions")
    assert "read as: at least 25 (person, killed)" in text
    assert "read as: 7 (person, killed)" in text


def test_updates_and_undetermined_pairs_are_told_apart_from_contradictions() -> None:
    text = flat(render(report()))
    assert "not a contradiction. - S5 The regional hospital (C5)" in text
    assert "1 further pair of statements is undetermined" in text


def test_each_claim_says_how_it_stands() -> None:
    single = claim(11, "S1", Stance.ASSERTS, ("The Orvian army", "said", "on Monday"))
    text = flat(part(render(report(claims=(*CLAIMS, single)), 200), "Sources"))
    assert "C1 asserts: “its aircraft struck" in text
    assert "outside Halden on Monday” [undetermined]" in text
    assert "C11 asserts: “on Monday” [single source]" in text
    assert "denied by Orvia (C3), Tesk (C4); corroborated by The Brannic Monitor (C6)]" in text
    assert "contested by Rescue workers in Halden (C2), The Brannic Monitor (C6)" in text
    assert "said jointly with Tesk (C4)]" in text
    assert text.endswith("C10 takes no stand on: “on the flight records”")


def test_a_statement_inside_another_names_who_tells_it() -> None:
    inner = replace(CLAIMS[7], attribution=replace(CLAIMS[7].attribution, via="A7"))
    claims = tuple(inner if one.id == "C8" else one for one in CLAIMS)
    text = flat(part(render(report(claims=claims), 60), "Contradictions"))
    assert "S8 The Free Marsh Brigade, as told by S7 Colonel Ludo Varn (C8) asserts:" in text


def test_a_claim_without_words_of_its_own_shows_its_cue() -> None:
    silent = claim(
        10, "S9", Stance.UNCOMMITTED, ("The foreign office of Tesk", "declined to comment", ())
    )
    text = flat(render(report(claims=(*CLAIMS[:9], silent))))
    assert "(no words quoted; the article says “declined to comment”)" in text


def test_long_quotations_are_shortened_in_the_overview() -> None:
    words = "on the shore " * 60
    text = f"Ada Renn said {words}."
    one = claim(1, "S1", Stance.ASSERTS, ("Ada Renn", "said", words.strip()), text=text)
    overview = part(
        render(report(text=text, sources=[source(1, "Ada Renn")], claims=[one], verdicts=[]), 80),
        "Sources",
    )
    assert "…” [single source]" in flat(overview)
    assert len(overview.strip().splitlines()) <= 4


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal_and_no_name_is_lost(width: int) -> None:
    text = render(report(estimates=ESTIMATES), width)
    assert max(map(cell_len, text.splitlines())) <= width
    assert all(one.name in flat(part(text, "Sources")) for one in SOURCES)
    assert "majority" in text


@pytest.mark.parametrize("width", WIDTHS)
def test_long_names_fold(width: int) -> None:
    long = "Association-of-" + "Marshland-" * 12 + "Rowers"
    sources = [replace(one, name=long) if one.id == "S2" else one for one in SOURCES]
    text = render(report(sources=sources, estimates=ESTIMATES), width)
    assert max(map(cell_len, text.splitlines())) <= width
    assert long in "".join(part(text, "Sources").split())


@pytest.mark.parametrize(("width", "as_pairs"), [(60, True), (80, True), (120, True), (200, False)])
def test_many_sources_become_a_list_of_pairs(width: int, as_pairs: bool) -> None:
    many = crowd(24)
    text = render(many, width)
    grid = part(text, "Matrix")
    assert max(map(cell_len, text.splitlines())) <= width
    assert all(one.name in flat(grid) for one in many.sources)
    assert ("1≠ S1 Voice 1 and S2 Voice 2" in flat(grid)) is as_pairs


def crowd(number: int) -> Report:
    names = [f"Voice {place}" for place in range(1, number + 1)]
    text = "".join(f"{name} said tale {name} end. " for name in names)
    claims = [
        claim(place, f"S{place}", Stance.ASSERTS, (name, "said", f"tale {name} end"), text=text)
        for place, name in enumerate(names, start=1)
    ]
    verdicts = [
        verdict(place, place + 1, Relation.CONTRADICTS, Kind.FACT, 0.8)
        for place in range(1, number, 2)
    ]
    sources = [source(place, name) for place, name in enumerate(names, start=1)]
    return report(text=text, sources=sources, claims=claims, verdicts=verdicts)


def test_matrix_drops_uninvolved_sources_when_narrow() -> None:
    narrow, wide = (part(render(report(), width), "Matrix") for width in (60, 120))
    assert "Orvian army" in wide
    assert "Orvian army" not in narrow
    assert "S2 Rescue workers" in narrow


def test_markup_in_the_article_stays_literal() -> None:
    text = "[bold]Ada[/] Renn [red]said[/red] [link=x]<script>alert(1)</script>[/link] :smile:."
    words = ("[bold]Ada[/] Renn", "[red]said[/red]", text[34:-1])
    one = claim(1, "S1", Stance.ASSERTS, words, text=text)
    two = claim(2, "S2", Stance.DENIES, words, text=text)
    sources = [source(1, "[bold]Ada[/] Renn"), source(2, "[/red] Ida")]
    verdicts = [verdict(1, 2, Relation.CONTRADICTS, Kind.DENIAL, 0.9)]
    shown = report(
        text=text, sources=sources, claims=[one, two], verdicts=verdicts, title="[b]A[/b] [/x]"
    )
    out = flat(render(shown, 60))
    assert out.startswith("[b]A[/b] [/x] ")
    assert out.count("“[link=x]<script>alert(1)</script>[/link] :smile:”") == 4
    assert "S1 [bold]Ada[/] Renn (C1) asserts:" in out
    assert "S2 [/red] Ida (C2) denies:" in out
    assert "“[red]said[/red]”" in out


def test_control_characters_do_not_reach_the_terminal() -> None:
    text = "Ada Renn said \x1b[31mred\x07\n\nand\t\u202eback\ud800."
    one = claim(1, "S1", Stance.ASSERTS, ("Ada Renn", "said", text[14:-1]), text=text)
    out = render(
        report(text=text, sources=[source(1, "Ada\x1b[2J Renn")], claims=[one], verdicts=[])
    )
    assert not set("\x1b\x07\u202e\ud800") & set(out)
    assert "“�[31mred� and �back�”" in out


def test_an_undefined_estimate_is_undetermined_never_a_number() -> None:
    text = part(render(report(estimates=ESTIMATES)), "Credibility")
    row = next(line for line in text.splitlines() if line.startswith("S7"))
    assert row.split()[-4:] == ["undetermined", "–", "0", "–"]
    assert "0.61" in text and "0.33–0.86" in text and "25 %" in text
    assert "None" not in text and "nan" not in text


def test_uninvolved_sources_share_a_line() -> None:
    text = flat(part(render(report(estimates=ESTIMATES)), "Credibility"))
    assert text.endswith(
        "no other source contradicts or corroborates them: S1 The Orvian army"
        " and S9 The foreign office of Tesk"
    )


def test_mere_mutual_contradiction_decides_nothing() -> None:
    text = flat(part(render(report(estimates=ESTIMATES), 200), "Credibility"))
    assert "Nothing can be decided where two sides merely contradict each other" in text
    assert re.findall(r"- (S.+?) Undetermined", text) == [
        "S7 Colonel Ludo Varn against S8 The Free Marsh Brigade"
    ]


def test_a_joint_denial_is_one_side() -> None:
    verdicts = [one for one in VERDICTS if {one.a, one.b} <= {"C2", "C3", "C4"}]
    text = flat(part(render(report(verdicts=verdicts), 200), "Credibility"))
    assert "- S2 Rescue workers in Halden against S3 Orvia and S4 Tesk Undetermined" in text


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_called_right_or_wrong(width: int) -> None:
    assert not re.search(r"\b(true|false|lie|lies|liar)\b", render(report(), width), re.IGNORECASE)


@pytest.mark.parametrize("text", ["It rained in Halden.", ""])
def test_an_article_without_attributions_gets_a_sentence(text: str) -> None:
    out = render(report(text=text, sources=[], claims=[], verdicts=[]))
    assert "No attributed statement was found, so there is nothing to compare." in out
    assert "Matrix" not in out


def test_a_single_voice_contradicts_nobody() -> None:
    out = flat(render(report(sources=SOURCES[:2], claims=CLAIMS[:1], verdicts=[])))
    assert "1 source makes 1 claim; no two are found to contradict or corroborate" in out
    assert "Without a claim of their own: S2 Rescue workers in Halden" in out
    assert "No two sources are found to contradict or corroborate each other." in out


@settings(max_examples=25, deadline=None, database=None)
@given(
    name=st.text(min_size=1, max_size=80),
    title=st.text(max_size=80),
    width=st.integers(60, 200),
)
def test_any_name_and_title_fit(name: str, title: str, width: int) -> None:
    sources = [replace(one, name=name) for one in SOURCES]
    text = render(report(sources=sources, title=title, estimates=ESTIMATES), width)
    assert max(map(cell_len, text.split("\n"))) <= width


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def found(
    signal: Signal, a: Words, b: Words, inference: float | None = 0.87, *, text: str = TEXT
) -> Evidence:
    return Evidence(signal, spans(text, a), spans(text, b), inference, 0.7)


EVIDENCE = {
    ("C7", "C8"): found(Signal.INFERENCE, ("Free Marsh Brigade", "explosion"), "Orvian jets", 0.93),
    ("C2", "C5"): found(Signal.NUMBER, "25 people", "seven", 0.08),
    ("C3", "C2"): found(Signal.DENIAL, ("denied", "bombed the school"), ("strike", "hit a school")),
    ("C2", "C6"): found(Signal.INFERENCE, "school and", "school in", 0.999),
    ("C3", "C4"): found(Signal.JOINT, DENIAL[2], DENIAL[2], None),
    ("C5", "C9"): found(Signal.NUMBER, "seven dead", "31 killed", 0.6),
    ("C1", "C2"): found(Signal.GATE, "struck", "strike", 0.2),
}
JOINT_WHY = "why: one statement made together · “that any aircraft had bombed the school”"


def explained(
    evidence: dict[tuple[str, str], Evidence], claims: Sequence[Claim] = CLAIMS
) -> Report:
    verdicts = [replace(one, evidence=evidence.get((one.a, one.b))) for one in VERDICTS]
    return report(claims=claims, verdicts=verdicts, estimates=ESTIMATES)


def whys(one: Report, width: int = 200) -> list[str]:
    lines = (line.strip(" ") for line in render(one, width).splitlines())
    return [line for line in lines if line.startswith("why: ")]


def why(evidence: Evidence, pair: tuple[str, str] = ("C2", "C5"), *, width: int = 200) -> str:
    (line,) = whys(explained({pair: evidence}), width)
    return line


def test_each_entry_names_its_signal_and_its_words() -> None:
    assert whys(explained(EVIDENCE)) == [
        "why: denial (one side rejects it) · “strike” … “hit a school”"
        " against “denied” … “bombed the school” · inference 87 %",
        "why: the numbers · “25 people” against “seven” · inference 8 %",
        "why: the judge's reading of both statements · “Free Marsh Brigade” … “explosion”"
        " against “Orvian jets” · inference 93 %",
        "why: the judge's reading of both statements · “school and” and “school in”"
        " · inference over 99 %",
        JOINT_WHY,
        "why: the numbers · “seven dead” and “31 killed” · inference 60 %",
    ]


def test_shared_words_alone_are_called_so_and_stand_once() -> None:
    text = "Ada Renn said the bridge fell. Ida Moss said The Bridge stood."
    claims = [
        claim(1, "S1", Stance.ASSERTS, ("Ada Renn", "said", "the bridge fell"), text=text),
        claim(2, "S2", Stance.ASSERTS, ("Ida Moss", "said", "The Bridge stood"), text=text),
    ]
    seen = found(Signal.GATE, "the bridge", "The Bridge", 0.3, text=text)
    one = report(
        text=text,
        sources=[source(1, "Ada Renn"), source(2, "Ida Moss")],
        claims=claims,
        verdicts=[replace(verdict(1, 2, Relation.CONTRADICTS, Kind.FACT, 0.7), evidence=seen)],
    )
    assert whys(one) == ["why: shared words and other statements · “the bridge” · inference 30 %"]


def test_evidence_without_words_or_without_a_judge_leaves_them_out() -> None:
    assert why(found(Signal.GATE, (), (), None)) == "why: shared words and other statements"
    one_sided = why(found(Signal.NUMBER, "25", (), None))
    assert one_sided == "why: the numbers · “25”"


def test_without_evidence_nothing_is_explained() -> None:
    text = render(report(estimates=ESTIMATES))
    assert "why" not in text.casefold()
    assert "inference" not in text


def test_evidence_follows_its_side_whichever_comes_first() -> None:
    seen = EVIDENCE["C2", "C5"]
    turned = replace(seen, a=seen.b, b=seen.a)
    verdicts = [
        replace(one, a=one.b, b=one.a, evidence=turned)
        for one in VERDICTS
        if (one.a, one.b) == ("C2", "C5")
    ]
    assert whys(report(verdicts=verdicts)) == [why(seen)]


def test_joint_sources_show_the_evidence_of_the_surest_verdict() -> None:
    weaker = found(Signal.GATE, "bombed", "strike", 0.1)
    surest = found(Signal.DENIAL, ("denied", "bombed the school"), "air strike", 0.66)
    for pairs in ((("C3", "C6"), surest), (("C4", "C6"), weaker)), ((("C3", "C6"), surest),):
        assert whys(explained(dict(pairs))) == [
            "why: denial (one side rejects it) · “air strike”"
            " against “denied” … “bombed the school” · inference 66 %"
        ]
    assert "“air strike” against “bombed”" not in render(
        explained({("C3", "C6"): surest, ("C4", "C6"): weaker}), 200
    )


def test_of_many_pieces_the_longest_stay_in_the_order_of_the_text() -> None:
    pieces = ("school", "killed", "25", "people", "most", "pupils")
    line = why(found(Signal.INFERENCE, pieces, "dead"))
    kept = "“school” … “killed” … “people” … “pupils” and 2 more against “dead”"
    assert kept in line


def test_of_many_pieces_a_number_and_a_denial_stay() -> None:
    pieces = ("school", "killed", "25", "people", "most", "pupils")
    assert "“25” … “people” and 2 more against" in why(found(Signal.NUMBER, pieces, "seven"))
    sides = ("denied", "that any", "had bombed", "the school", "flight records", "toll")
    denial = why(found(Signal.DENIAL, sides, "strike"), ("C3", "C2"))
    assert "“denied” … “had bombed” … “the school” … “flight records” and 2 more" in denial


def test_a_piece_that_stands_twice_is_quoted_once() -> None:
    first = TEXT.index("school")
    again = TEXT.index("school", first + 1)
    twice = Evidence(
        Signal.GATE, (Span(first, first + 6), Span(again, again + 6)), spans(TEXT, "dead"), None, 1
    )
    assert why(twice) == "why: shared words and other statements · “school” against “dead”"


def test_a_long_piece_is_cut_after_a_word() -> None:
    long = "the strike hit a school and killed at least 25 people, most of them pupils"
    assert f"“{long}”" in why(found(Signal.INFERENCE, long, "dead"), width=200)
    narrow = flat(render(explained({("C2", "C5"): found(Signal.INFERENCE, long, "dead")}), 60))
    assert "“the strike hit a school and killed at least 25 people…” against" in narrow


def test_control_characters_in_evidence_do_not_reach_the_terminal() -> None:
    text = "Ada Renn said \x1b[31mred\x07\n\nsea. Ida Moss denied [b]\u202eit[/b]."
    words = text[14 : text.index(". Ida")], text[text.index("[b]") : -1]
    claims = [
        claim(1, "S1", Stance.ASSERTS, ("Ada Renn", "said", words[0]), text=text),
        claim(2, "S2", Stance.DENIES, ("Ida Moss", "denied", words[1]), text=text),
    ]
    claims[1] = replace(claims[1], standalone=("\x1b[2JThe [i]sea[/i] is red.",))
    seen = found(Signal.DENIAL, words[0], ("denied", words[1]), text=text)
    one = report(
        text=text,
        sources=[source(1, "Ada Renn"), source(2, "Ida Moss")],
        claims=claims,
        verdicts=[replace(verdict(1, 2, Relation.CONTRADICTS, Kind.DENIAL, 0.9), evidence=seen)],
    )
    out = render(one, 200)
    assert not set("\x1b\x07\u202e") & set(out)
    assert "· “�[31mred� sea” against “denied” … “[b]�it[/b]” · inference 87 %" in out
    assert "that is: �[2JThe [i]sea[/i] is red." in out


def test_undetermined_pairs_say_what_was_seen() -> None:
    doubtful = [
        replace(verdict(1, b, Relation.UNDETERMINED, None, 0.5), evidence=seen)
        for b, seen in (
            (2, found(Signal.GATE, "struck", "strike")),
            (3, found(Signal.DENIAL, "struck", "denied")),
            (6, found(Signal.GATE, "struck", "strike")),
            (8, None),
        )
    ]
    text = flat(render(report(verdicts=doubtful)))
    assert (
        "4 further pairs of statements are undetermined: the words leave open how they relate."
        " Seen in 1: denial (one side rejects it); in 2: shared words and other statements."
    ) in text
    assert "why: " not in text and "“Why”" not in text


MEANT = "Orvian jets bombed the school in Halden."


@pytest.mark.parametrize(
    ("content", "standalone", "line"),
    [
        ("caused it", (MEANT, "Orvian jets bombed."), f"that is: {MEANT}"),
        ("it", (f"{DENIED}{MEANT}",), f"that is, not: {MEANT}"),
        ("Orvian jets caused it", (MEANT,), f"that is: {MEANT}"),
        ("that Orvian jets caused it", ("Orvian jets caused it.",), None),
        ("that any aircraft had bombed the school", (MEANT,), None),
        ("caused it", (" ",), None),
        ("caused it", (), None),
    ],
)
@pytest.mark.parametrize("relation", [Relation.CONTRADICTS, Relation.CORROBORATES])
@pytest.mark.parametrize("width", [60, 200])
def test_a_quotation_that_only_points_is_spelt_out(
    content: str, standalone: tuple[str, ...], line: str | None, relation: Relation, width: int
) -> None:
    pointing = claim(8, "S8", Stance.ASSERTS, ("The brigade", "said", content))
    claims = [replace(pointing, standalone=standalone) if one.id == "C8" else one for one in CLAIMS]
    out = flat(
        render(report(claims=claims, verdicts=[verdict(7, 8, relation, Kind.FACT, 0.8)]), width)
    )
    assert ("that is" in out) is (line is not None)
    assert line is None or line in out
    assert not re.search(r"\b(true|false)\b", out, re.IGNORECASE)


@pytest.mark.parametrize("width", WIDTHS)
def test_explanations_fit_and_judge_nobody(width: int) -> None:
    claims = [replace(one, standalone=(f"{DENIED}{MEANT}",)) for one in CLAIMS]
    text = render(explained(EVIDENCE, claims), width)
    assert max(map(cell_len, text.splitlines())) <= width
    assert not re.search(r"\b(true|false|lie|lies|liar)\b", text, re.IGNORECASE)
    assert text.count("why: ") == len(EVIDENCE) - 1
    assert JOINT_WHY.removesuffix("”")[:70] in flat(text)
    assert flat(text).count("“Why” quotes the words that a verdict rests on") == 1


def test_csv_holds_the_evidence_uncut_at_the_end(tmp_path: Path) -> None:
    pieces = ("school", "killed", "25", "people", "most", "pupils")
    seen = found(Signal.NUMBER, pieces, "seven", 0.25)
    path = write_csv([explained({**EVIDENCE, ("C2", "C5"): seen})], tmp_path)[2]
    table = rows(path)
    assert list(table[0])[-5:] == ["words_b", "signal", "evidence_a", "evidence_b", "inference"]
    number, joint, none = table[1], table[7], table[10]
    assert (number["signal"], float(number["inference"])) == ("number", 0.25)
    assert (number["evidence_a"], number["evidence_b"]) == (" … ".join(pieces), "seven")
    assert (joint["signal"], joint["evidence_a"], joint["inference"]) == ("joint", DENIAL[2], "")
    assert [none[name] for name in list(none)[-4:]] == [""] * 4


def test_evidence_starts_no_formula(tmp_path: Path) -> None:
    seen = found(Signal.GATE, "=cmd", "+1", text="=cmd +1")
    one = report(text="=cmd +1", claims=CLAIMS[:2], verdicts=[replace(VERDICTS[9], evidence=seen)])
    (row,) = rows(write_csv([one], tmp_path)[2])
    assert (row["evidence_a"], row["evidence_b"]) == ("'=cmd", "'+1")


def test_csv_round_trip(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "tables"
    paths = write_csv([report(estimates=ESTIMATES)], folder)
    names = ["sources.csv", "claims.csv", "verdicts.csv", "matrix.csv", "credibility.csv"]
    assert [path.name for path in paths] == names
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)
    assert all(row["article"] == "halden-1" for path in paths for row in rows(path))

    sources, claims, verdicts, matrix, credibility = map(rows, paths)
    assert [row["name"] for row in sources] == [one.name for one in SOURCES]
    assert len(claims) == len(CLAIMS)
    fifth = claims[4]
    pieces = [tuple(map(int, piece.split(":"))) for piece in fifth["content_spans"].split()]
    assert " … ".join(TEXT[start:end] for start, end in pieces) == fifth["content_words"]
    assert (fifth["stance"], fifth["quantities"]) == ("asserts", "7 (person, killed)")
    assert claims[1]["quantities"] == "at least 25 (person, killed)"
    assert float(fifth["confidence"]) == 1.0

    third = verdicts[2]
    assert (third["a"], third["b"], third["relation"], third["kind"]) == (
        "C3",
        "C2",
        "contradicts",
        "denial",
    )
    assert (third["name_a"], third["words_a"]) == (
        "Orvia",
        "that any aircraft had bombed the school",
    )
    assert (third["name_b"], third["stance_b"]) == ("Rescue workers in Halden", "asserts")
    assert verdicts[9]["kind"] == ""

    assert {(row["source_a"], row["source_b"]) for row in matrix} == {
        *(("S2", "S3"), ("S2", "S4"), ("S2", "S5"), ("S2", "S6")),
        *(("S3", "S6"), ("S4", "S6"), ("S7", "S8")),
    }
    assert (matrix[3]["contradicts"], matrix[3]["corroborates"]) == ("0", "1")
    assert (credibility[0]["mean"], credibility[0]["majority"]) == ("", "")
    assert float(credibility[1]["mean"]) == 0.61


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_cell_starts_a_formula(tmp_path: Path, start: str) -> None:
    words = f'{start}cmd("x"),1'
    text = f"Ada said {words}"
    one = claim(1, "S1", Stance.ASSERTS, ("Ada", "said", words), text=text)
    two = claim(2, "S2", Stance.DENIES, ("Ada", "said", words), text=text)
    evil = report(
        text=text,
        sources=[source(1, f"{start}Ada"), source(2, "Ida")],
        claims=[one, two],
        verdicts=[verdict(1, 2, Relation.CONTRADICTS, Kind.DENIAL, 0.9)],
    )
    cells = [c for path in write_csv([evil], tmp_path) for row in rows(path) for c in row.values()]
    assert not [cell for cell in cells if cell.startswith(start)]
    assert f"'{words}" in cells
    assert f"'{start}Ada" in cells


def test_tables_without_reports_have_a_header(tmp_path: Path) -> None:
    for path in write_csv([], tmp_path):
        assert rows(path) == []
        assert path.read_text(encoding="utf-8").startswith("article,")


def test_an_empty_report_adds_no_row(tmp_path: Path) -> None:
    empty = report(text="", sources=[], claims=[], verdicts=[])
    assert all(rows(path) == [] for path in write_csv([empty], tmp_path))


def test_words_that_no_encoding_can_carry_do_not_stop_a_table(tmp_path: Path) -> None:
    broken = [replace(SOURCES[0], name="Ad\ud800a"), *SOURCES[1:]]
    paths = write_csv([report(sources=broken)], tmp_path)
    assert rows(paths[0])[0]["name"] == "Ad\\ud800a"


def test_a_failure_halfway_leaves_the_older_tables(tmp_path: Path) -> None:
    paths = write_csv([report()], tmp_path)
    before = [path.read_bytes() for path in paths]

    def failing() -> Iterator[Report]:
        yield report(sources=SOURCES, title="second")
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        write_csv(failing(), tmp_path)
    assert [path.read_bytes() for path in paths] == before
    assert sorted(tmp_path.iterdir()) == sorted(paths)
