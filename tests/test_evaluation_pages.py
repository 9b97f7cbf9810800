"""Evaluations as text: what a page, Markdown and a terminal show of the same numbers."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from rich.console import Console, RenderableType

from attrib.evaluation import Confusion, Curve, Evaluation, Point, Score
from attrib.evaluation.comparison import Comparison, Difference
from attrib.evaluation.pages import (
    HeadlineRow,
    render_comparison_markdown,
    render_comparison_terminal,
    render_headline_terminal,
    render_html,
    render_markdown,
    render_table,
    render_terminal,
)
from attrib.evaluation.pages.plots import SHAPES, lay_out, round_ticks, spread

ACCURACY = Score(0.8421, 0.8312, 0.8534, 9815, 0.3547)
ALPHA = Score(-0.1234, -0.2345, 0.0456, 77, None)
UNDEFINED = Score(None, None, None, 0, None)
HEAD = HeadlineRow("Judging pairs", "pairs", "accuracy", ACCURACY)
HOSTILE = '"><img onerror=alert(1) src=x></style><script>alert(2)</script>'
PLACES = (
    "//title", "//h1", "//nav//a", "//section[@class='headline']//th[@scope='row']",
    "//section[2]/h2", "//dl[@class='facts']/div[1]/dd", "//dl[@class='facts']/div[2]/dd",
    "//dl[@class='facts']/div[3]/dd", "//ul[@class='notes']", "//th[@class='other']",
    "//section[2]//th[@scope='row']", "//th[@scope='rowgroup']", "//figcaption", "//svg/title",
    "//svg/desc", "//svg//g[@class='line c0 d0']/title", "//figure//thead", "//figure//tbody",
    "//table[@class='confusion']/caption", "//table[@class='confusion']/thead",
    "//table[@class='confusion']/tbody", "//dl[@class='made']/div[2]/dt",
    "//dl[@class='made']/div/dd",
)  # fmt: skip


def line(*points: tuple[float, float]) -> tuple[Point, ...]:
    return tuple(Point(x, y, y - 0.05, y + 0.05, 40) for x, y in points)


def curve(**lines: Sequence[Point]) -> Curve:
    return Curve("Reliability", "confidence", "accuracy", {k: tuple(v) for k, v in lines.items()})


def evaluation(**changes: object) -> Evaluation:
    made = Evaluation(
        task="nli",
        model="judge@0a1b",
        n=9815,
        scores={"accuracy": ACCURACY, "alpha": ALPHA, "f1_neutral": UNDEFINED},
        slices={"negation": {"accuracy": Score(0.7531, 0.7219, 0.7846, 1402, 0.3391)}},
        versions={"attrib": "0.1.0"},
        beside={"annotators": {"accuracy": Score(0.9243, 0.9111, 0.9376, 500, None)}},
        curves=(curve(judge=line((0.41, 0.3141), (0.91, 0.8762))),),
        confusions=(
            Confusion("Answers", ("yes", "no"), ("yes", "no", "none"), ((30, 10, 0), (0, 0, 0))),
        ),
        notes=("two labels lack",),
        provenance={"data": "pairs.jsonl", "command": "attrib evaluate nli --data pairs.jsonl"},
    )
    return replace(made, **changes)


def page(evaluations: Mapping[str, Evaluation], **options: object) -> html.HtmlElement:
    return html.document_fromstring(render_html(evaluations, title="Scores", **options))


def section(**changes: object) -> html.HtmlElement:
    return page({"pairs": evaluation(**changes)}).get_element_by_id("run-pairs")


def cells(row: html.HtmlElement) -> list[str]:
    return [" ".join(cell.text_content().split()) for cell in row.xpath("./th|./td")]


def rows(table: html.HtmlElement) -> dict[str, list[str]]:
    return {name: rest for name, *rest in map(cells, table.xpath(".//tbody/tr"))}


def printed(renderable: RenderableType, *, width: int = 200) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False)
    console.print(renderable)
    return console.file.getvalue()


def markdown_rows(text: str) -> dict[str, list[str]]:
    """Read the tables of a text, rows by their first cell."""
    found = {}
    for row in text.splitlines():
        if row.startswith("|"):
            name, *rest = (cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1])
            found[name] = rest
    return found


# A page


def test_the_page_loads_nothing() -> None:
    found = page({"a": evaluation(), "b": evaluation()}, headline=[HEAD])
    assert not found.xpath("//@src | //script | //link | //img | //iframe | //object | //base")
    assert all(link.startswith("#") for link in found.xpath("//@href"))
    text = html.tostring(found, encoding="unicode")
    assert not re.search(r"https?:|url\(|@import|\bon\w+=", text)


def test_the_policy_comes_before_anything_it_bears_on() -> None:
    head = page({"pairs": evaluation()}).head
    policy = head.xpath("./meta[@http-equiv='Content-Security-Policy']")[0]
    assert policy.get("content").startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert [tag.tag for tag in policy.itersiblings(preceding=True)] == ["meta"]
    assert policy.getprevious().get("charset") == "utf-8"


def test_a_row_shows_a_score_with_its_interval_n_and_baseline() -> None:
    shown = rows(section().xpath(".//table")[0])
    assert shown["accuracy"][:1] == ["0.842"]
    assert shown["accuracy"][2:5] == ["0.831–0.853", "9,815", "0.355"]


def test_a_negative_score_has_a_minus_and_no_dash_in_its_interval() -> None:
    shown = rows(section().xpath(".//table")[0])
    assert shown["alpha"][0] == "−0.123"
    assert shown["alpha"][2:5] == ["−0.234 to 0.046", "77", "–"]


def test_undefined_is_said_and_has_no_bar() -> None:
    row = section().xpath(".//tr[th='f1_neutral' or th='F1 neutral']")[0]
    assert cells(row)[:6] == ["F1 neutral", "undefined", "", "undefined", "0", "–"]
    assert not row.xpath(".//i")


def test_others_stand_beside_with_their_intervals() -> None:
    table = section().xpath(".//table")[0]
    assert cells(table.xpath("./thead/tr")[0])[-1] == "annotators"
    assert rows(table)["accuracy"][-1] == "0.924 0.911–0.938"
    assert rows(table)["alpha"][-1] == "–"


def test_a_score_that_only_others_have_is_shown() -> None:
    shown = rows(section(beside={"annotators": {"kappa": ACCURACY}}).xpath(".//table")[0])
    assert shown["kappa"] == ["–", "", "–", "–", "–", "0.842 0.831–0.853"]


def test_a_bar_shows_value_interval_and_baseline_on_one_scale() -> None:
    bar = section().xpath(".//tr[th='accuracy']//i")[0]
    assert bar.get("style") == "--v:84.2;--l:83.1;--h:85.3;--b:35.5"
    assert bar.get("class") is None


def test_a_value_beyond_the_scale_is_marked_at_its_end() -> None:
    bar = section().xpath(".//tr[th='alpha']//i")[0]
    assert bar.get("style") == "--v:0;--l:0;--h:4.6"
    assert bar.get("class") == "out"


def test_slices_are_folded_away() -> None:
    table = section().xpath(".//details[starts-with(normalize-space(summary), 'Slices')]//table")[0]
    assert list(rows(table)) == ["negation", "accuracy"]
    assert rows(table)["accuracy"] == ["0.753", "", "0.722–0.785", "1,402", "0.339"]


def test_the_numbers_of_a_plot_stand_beneath_it() -> None:
    assert rows(section().xpath(".//figure//table")[0]) == {
        "judge": [],
        "0.41": ["0.314", "0.264–0.364", "40"],
        "0.91": ["0.876", "0.826–0.926", "40"],
    }


def test_a_point_without_interval_and_n_has_dashes() -> None:
    bare = section(curves=(curve(judge=[Point(12000, 0.5)]),))
    assert rows(bare.xpath(".//figure//table")[0])["12,000"] == ["0.500", "–", "–"]


def test_a_confusion_shows_counts_and_shares_of_each_row() -> None:
    table = section().xpath(".//table[@class='confusion']")[0]
    # 30 of 40 and 10 of 40; a row without items has no shares.
    assert rows(table) == {
        "yes": ["30 75 %", "10 25 %", "0 0 %", "40"],
        "no": ["0 –", "0 –", "0 –", "0"],
    }
    styles = [cell.get("style") for cell in table.xpath(".//td")]
    assert styles[:4] == ["--share:0.75", "--share:0.25", "--share:0", None]


def test_notes_and_provenance_are_shown() -> None:
    shown = section()
    assert shown.xpath("normalize-space(.//ul[@class='notes']/li)") == "two labels lack"
    made = shown.xpath(".//dl[@class='made']/div")
    assert [cells_of.xpath("normalize-space(dd)") for cells_of in made] == [
        "pairs.jsonl",
        "attrib evaluate nli --data pairs.jsonl",
        "0.1.0",
    ]


def test_what_is_not_there_leaves_no_empty_part() -> None:
    bare = Evaluation("nli", "none", 0, {}, {}, {})
    assert (
        not page({"pairs": bare})
        .get_element_by_id("run-pairs")
        .xpath(".//table | .//details | .//ul | .//figure | .//svg")
    )


def test_every_text_is_escaped() -> None:
    hostile = Evaluation(
        task=HOSTILE,
        model=HOSTILE,
        n=1,
        scores={HOSTILE: ACCURACY},
        slices={HOSTILE: {HOSTILE: ACCURACY}},
        versions={HOSTILE: HOSTILE},
        beside={HOSTILE: {HOSTILE: ACCURACY}},
        curves=(Curve(HOSTILE, HOSTILE, HOSTILE, {HOSTILE: line((0, 1))}),),
        confusions=(Confusion(HOSTILE, (HOSTILE,), (HOSTILE,), ((1,),)),),
        notes=(HOSTILE,),
        provenance={"data": HOSTILE, HOSTILE: HOSTILE},
    )
    headline = [HeadlineRow(HOSTILE, HOSTILE, HOSTILE, ACCURACY)]
    runs = {HOSTILE: hostile, "other": evaluation()}
    found = html.document_fromstring(render_html(runs, title=HOSTILE, headline=headline))
    assert not found.xpath("//img | //script | //@onerror")
    assert len(found.xpath("//style")) == 1
    for place in PLACES:
        assert HOSTILE in found.xpath(f"string({place})"), place


def test_anchors_are_unique_and_every_link_leads_somewhere() -> None:
    names = ("a b", "a-b", "A/B", "plot 1", "ä", "ö", "a b again 2")
    found = page({name: evaluation() for name in names}, headline=[HEAD])
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))
    links = [link[1:] for link in found.xpath("//@href")]
    assert {link for link in links if link.startswith("run-")} == {
        part.get("id") for part in found.xpath("//main/section[starts-with(@id, 'run-')]")
    }
    assert set(links) <= set(ids)
    assert set(" ".join(found.xpath("//@aria-labelledby")).split()) <= set(ids)


def test_contents_name_the_runs_in_their_order() -> None:
    found = page({"b": evaluation(), "a": evaluation()})
    assert found.xpath("//nav//a/text()") == ["b", "a"]


def test_one_run_needs_no_contents() -> None:
    assert not page({"pairs": evaluation()}).xpath("//nav | //a[@href='#contents']")


def test_a_run_named_as_the_page_is_not_named_twice() -> None:
    found = page({"Scores": evaluation(), "other": evaluation()})
    assert found.xpath("//h2[not(@class)]/text()") == ["Contents", "other"]


def test_score_names_are_spelt_out() -> None:
    names = ("speaker_b3_f1", "brier_score", "F1")
    shown = rows(section(scores=dict.fromkeys(names, ACCURACY), beside={}).xpath(".//table")[0])
    assert list(shown) == ["speaker B³ F1", "Brier score", "F1"]


def test_the_headline_stands_first_and_links_to_its_run() -> None:
    headline = [HEAD, HeadlineRow("Else", "elsewhere", "macro_f1", UNDEFINED)]
    found = page({"pairs": evaluation()}, headline=headline)
    table = found.xpath("//table")[0]
    assert rows(table) == {
        "Judging pairs pairs, accuracy": ["0.842", "", "0.831–0.853", "9,815", "0.355"],
        "Else elsewhere, macro F1": ["undefined", "", "undefined", "0", "–"],
    }
    assert table.xpath(".//a/@href") == ["#run-pairs"]


def test_tables_and_plots_tell_what_they_are() -> None:
    found = page({"a": evaluation(), "b": evaluation()}, headline=[HEAD])
    assert all(table.xpath("./caption") for table in found.xpath("//table"))
    assert all(head.get("scope") for head in found.xpath("//th"))
    plot = found.xpath("//svg[@role='img']")[0]
    assert plot.xpath("string(./title)") == "Reliability"
    assert plot.xpath("string(./desc)") == (
        "accuracy against confidence. judge goes from 0.314 at 0.41 to 0.876 at 0.91."
    )


def test_equal_evaluations_give_equal_bytes() -> None:
    one, two = (
        render_html({"pairs": evaluation()}, title="Scores", headline=[HEAD]) for _ in range(2)
    )
    assert one.encode() == two.encode()


def test_thirty_full_runs_stay_small() -> None:
    names = ("accuracy", "macro_f1", "f1_entailment", "f1_neutral", "f1_contradiction", "error")
    scores = dict.fromkeys(names, ACCURACY)
    points = line(*((0.05 * n, 0.043 * n) for n in range(1, 21)))
    labels = ("entailment", "neutral", "contradiction")
    full = evaluation(
        scores=scores,
        slices=dict.fromkeys(("negation", "no negation", "number", "no number"), scores),
        curves=(curve(judge=points[5:15]), curve(judge=points)),
        confusions=(Confusion("Answers", labels, labels, ((300, 20, 10),) * 3),),
    )
    text = render_html({f"run {n}": full for n in range(30)}, title="Scores")
    assert len(text.encode()) < 400_000


# Plots


def test_points_lie_between_the_axes() -> None:
    plot = lay_out(curve(judge=[Point(0.5, 0.25), Point(1, 1)]))
    # x: 34 + 0.5 · 240 = 154; y: 230 − 0.25 · 200 = 180. The key starts 14 after the axis, at 288.
    assert plot.lines[0].path == "M154 180L274 30M288 30L312 30"
    assert plot.lines[0].leader == "M274 30L288 30"


def test_what_lies_beyond_an_axis_is_drawn_at_its_end() -> None:
    plot = lay_out(curve(judge=[Point(0, 1.5, -0.5, 2.0), Point(1, 1)]))
    assert plot.lines[0].path.startswith("M34 30L")
    assert plot.lines[0].whiskers == "M34 30L34 230"


def test_few_lines_have_bands_that_break_where_there_is_no_interval() -> None:
    points = [*line((0, 0.5), (0.2, 0.5)), Point(0.4, 0.5), *line((0.6, 0.5))]
    drawn = lay_out(curve(judge=points)).lines[0]
    # 0.55 lies at 230 − 110 = 120, 0.45 at 140; 0.2 at 34 + 48 = 82 and 0.6 at 178.
    assert drawn.band == "M34 120L82 120L82 140L34 140z"
    assert drawn.whiskers == "M178 120L178 140"


@pytest.mark.parametrize(("number", "diagonal"), [(4, False), (1, True)])
def test_many_lines_and_those_by_a_diagonal_have_whiskers(number: int, diagonal: bool) -> None:
    lines = {f"line {n}": line((0, 0.5), (1, 0.5)) for n in range(number)}
    drawn = lay_out(replace(curve(**lines), diagonal=diagonal)).lines[0]
    assert drawn.band == ""
    assert drawn.whiskers.count("M") == 2


def test_the_diagonal_runs_where_both_axes_go() -> None:
    inside = replace(curve(judge=line((0.2, 0.5))), diagonal=True)
    beyond = replace(curve(judge=line((0, 0.5), (10, 0.5))), diagonal=True)
    assert lay_out(inside).diagonal == "M34 230L274 30"
    assert lay_out(beyond).diagonal == "M34 230L58 30"
    assert lay_out(replace(inside, diagonal=False)).diagonal == ""


def test_nine_lines_are_told_apart_without_colour_and_labelled() -> None:
    lines = {f"method {n}": line(*((x, 0.5) for x in range(11))) for n in range(9)}
    drawn = section(curves=(curve(**lines),)).xpath(".//svg//g[contains(@class, 'line')]")
    assert [group.xpath("string(./text)") for group in drawn] == list(lines)
    looks = {
        (group.get("class").split()[-1], shape)
        for group, shape in zip(drawn, [*SHAPES, *SHAPES], strict=False)
        if group.xpath("string(./path[@class='markers']/@d)").endswith(shape)
    }
    assert len(looks) == 9
    places = sorted(float(group.xpath("string(./text/@y)")) for group in drawn)
    assert min(b - a for a, b in zip(places, places[1:], strict=False)) >= 14


def test_a_long_name_is_cut_on_the_plot_alone() -> None:
    name = "a method with a name that goes on for long"
    shown = section(curves=(curve(**{name: line((0, 1))}),))
    assert shown.xpath("string(.//svg//g[contains(@class, 'line')]/text)").endswith("goes…")
    assert name in rows(shown.xpath(".//figure//table")[0])


def test_markers_are_thinned_where_they_would_hide_the_line() -> None:
    drawn = lay_out(curve(judge=[Point(x / 50, 0.5) for x in range(50)])).lines[0]
    # One in ceil(50 / 15) = 4 of 50 are 13; the last belongs to the key.
    assert drawn.markers.count(SHAPES[0]) == 13 + 1


def test_lines_without_points_and_points_that_are_not_finite_are_left_out() -> None:
    plot = lay_out(curve(none=[], judge=[Point(0, math.nan), Point(0.5, 0.5)]))
    assert [drawn.name for drawn in plot.lines] == ["judge"]
    assert plot.lines[0].path.startswith("M154 130M")


def test_a_curve_without_points_is_an_empty_plot() -> None:
    plot = lay_out(curve())
    assert plot.lines == ()
    assert plot.description == "accuracy against confidence. There are no points."


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 10, (0, 2, 4, 6, 8, 10)),
        (1000, 200_000, (0, 50_000, 100_000, 150_000, 200_000)),
        (-0.3, 0.3, (-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3)),
        (5, 5, (4.4, 4.6, 4.8, 5, 5.2, 5.4, 5.6)),
    ],
)
def test_ticks_are_round(low: float, high: float, ticks: tuple[float, ...]) -> None:
    assert round_ticks(low, high) == ticks


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6))
def test_ticks_hold_all_numbers_and_are_few(low: float, more: float) -> None:
    ticks = round_ticks(low, low + more)
    slack = 1e-6 * (ticks[1] - ticks[0])
    assert ticks[0] <= low + slack
    assert low + more <= ticks[-1] + slack
    assert 2 <= len(ticks) <= 9


def test_labels_that_would_lie_on_each_other_are_moved_apart() -> None:
    assert spread([10, 10, 10], gap=4, low=0, high=100) == [6, 10, 14]
    assert spread([50, 99, 100], gap=4, low=0, high=100) == [50, 96, 100]
    assert spread([2, 1], gap=4, low=0, high=100) == [4, 0]
    assert spread([], gap=4, low=0, high=100) == []


@given(st.lists(st.floats(0, 100), min_size=1, max_size=20))
def test_labels_keep_apart_in_order_and_inside(positions: list[float]) -> None:
    moved = spread(positions, gap=5, low=0, high=100)
    pairs = sorted(zip(positions, range(len(positions)), moved, strict=True))
    placed = [place for *_, place in pairs]
    assert all(b - a >= 5 - 1e-9 for a, b in zip(placed, placed[1:], strict=False))
    assert -1e-9 <= placed[0]
    assert placed[-1] <= 100 + 1e-9


# Markdown


def test_markdown_tables_read_back_to_the_numbers() -> None:
    shown = markdown_rows(render_markdown({"pairs": evaluation()}))
    assert shown["score"] == ["value", "95 % interval", "n", "baseline", "annotators"]
    value, ends, n, baseline, beside = shown["accuracy"]
    assert float(value) == round(ACCURACY.value, 3)
    assert [float(end) for end in ends.split("–")] == [0.831, 0.853]
    assert int(n.replace(",", "")) == ACCURACY.n
    assert (float(baseline), beside) == (0.355, "0.924 (0.911–0.938)")


def test_markdown_says_undefined_and_puts_a_dash_for_no_baseline() -> None:
    shown = markdown_rows(render_markdown({"pairs": evaluation()}))
    assert shown["f1_neutral"] == ["undefined", "undefined", "0", "–", "–"]
    assert shown["alpha"] == ["-0.123", "-0.234 to 0.046", "77", "–", "–"]


def test_markdown_may_leave_the_slices_out() -> None:
    with_slices, without = (
        markdown_rows(render_markdown({"pairs": evaluation()}, slices=slices))
        for slices in (True, False)
    )
    assert with_slices["negation: accuracy"] == ["0.753", "0.722–0.785", "1,402", "0.339", ""]
    assert with_slices.keys() - without.keys() == {"negation: accuracy"}


def test_every_row_of_a_markdown_table_has_as_many_cells() -> None:
    odd = evaluation(scores={"a|b": ACCURACY, "c\nd": ACCURACY}, beside={"x|y": {}})
    shown = markdown_rows(render_markdown({"pairs": odd}))
    assert {len(rest) for rest in shown.values()} == {5}
    assert {r"a\|b", "c d"} <= shown.keys()


def test_markdown_leaves_score_names_searchable_and_escapes_markup() -> None:
    odd = evaluation(scores={"macro_f1": ACCURACY}, notes=("see _this_ *now* <b> [x](y) `z`",))
    text = render_markdown({"# a_b": odd})
    assert "| macro_f1 |" in text
    assert r"- see \_this\_ \*now\* \<b> \[x\](y) \`z\`" in text


def test_markdown_says_how_scores_were_made() -> None:
    text = render_markdown({"pairs": evaluation(provenance={"command": "a ```b``` \n c"})})
    assert text.endswith("\n````text\ncommand  a ```b``` c\nattrib   0.1.0\n````\n")
    assert "```" not in render_markdown({"pairs": evaluation(provenance={}, versions={})})


def test_a_headline_table_names_run_and_score() -> None:
    expected = ["pairs", "accuracy", "0.842", "0.831–0.853", "9,815", "0.355"]
    assert markdown_rows(render_table([HEAD]))["Judging pairs"] == expected
    assert render_markdown({"pairs": evaluation()}, headline=[HEAD]).startswith(
        render_table([HEAD])
    )


# A terminal


def test_a_wide_terminal_has_others_beside() -> None:
    text = printed(render_terminal(evaluation(), title="nli: judge"))
    assert re.search(
        r"accuracy +0\.842 +0\.831–0\.853 +9,815 +0\.355 +0\.924 \(0\.911–0\.938\)", text
    )
    assert re.search(r"negation: accuracy +0\.753 +0\.722–0\.785 +1,402 +0\.339", text)
    assert re.search(r"f1_neutral +undefined +undefined +0 +– +–", text)


def test_a_narrow_terminal_has_others_below() -> None:
    text = printed(render_terminal(evaluation(), title="nli: judge"), width=70)
    assert re.search(r"accuracy +0\.842 .*\naccuracy \(annotators\) +0\.924 +0\.911–0\.938", text)


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_no_number_is_broken_in_two(width: int) -> None:
    others = {f"method {n}": {"accuracy": ACCURACY} for n in range(8)}
    text = printed(render_terminal(evaluation(beside=others), title="nli"), width=width)
    assert text.count("0.842") == 9
    assert text.count("0.831–0.853") == 9
    assert all(len(row.rstrip()) <= width for row in text.splitlines())


def test_the_terminal_shows_title_and_notes_as_they_are() -> None:
    text = printed(render_terminal(evaluation(notes=("[b]no[/b]",)), title="[i]nli[/i]"))
    assert text.startswith("[i]nli[/i]")
    assert text.rstrip().endswith("Note: [b]no[/b]")


def test_the_terminal_may_leave_the_slices_out() -> None:
    assert "negation" not in printed(render_terminal(evaluation(), title="nli", slices=False))
    narrow = printed(render_terminal(evaluation(), title="nli", slices=False), width=60)
    assert "negation" not in narrow


def test_the_headline_fits_any_terminal() -> None:
    wide = printed(render_headline_terminal([HEAD], title="Scores"))
    assert re.search(r"Judging pairs +pairs +accuracy +0\.842 +0\.831–0\.853 +9,815", wide)
    narrow = printed(render_headline_terminal([HEAD], title="Scores"), width=66)
    assert re.search(r"Judging pairs \(pairs: +0\.842 +0\.831–0\.853 +9,815", narrow)
    assert "accuracy)" in narrow


# Comparisons

BETTER = Difference("accuracy", 0.8, 0.85, 0.05, 0.021, 0.082, 0.0004, "McNemar", 900)
ALIKE = Difference("macro_f1", 0.8, 0.79, -0.01, -0.03, 0.012, 0.41, "paired bootstrap", 900)
NOWHERE = Difference("f1_neutral", None, None, None, None, None, None, "paired bootstrap", 900)
WORSE = Difference("accuracy", 0.8, 0.7, -0.1, -0.13, -0.07, 0.002, "McNemar", 90)
COMPARISON = Comparison(
    "nli", "old|one", "new one", (BETTER, ALIKE, NOWHERE), {"number": (WORSE,)}, {}, {"seed": "0"}
)


def test_a_comparison_in_markdown_says_who_is_higher_where_it_is_shown() -> None:
    text = render_comparison_markdown(COMPARISON)
    shown = markdown_rows(text)
    tested = ["McNemar", "900", "B is higher"]
    assert shown["accuracy"] == ["0.800", "0.850", "0.050", "0.021–0.082", "< 0.001", *tested]
    assert shown["number: accuracy"][2:5] == ["-0.100", "-0.130 to -0.070", "0.002"]
    assert shown["number: accuracy"][-1] == "A is higher"
    assert r"A is old\|one, B is new one" in text
    assert text.endswith("```text\nseed  0\n```\n")


def test_an_interval_with_0_shows_no_difference() -> None:
    shown = markdown_rows(render_comparison_markdown(COMPARISON))
    assert shown["macro_f1"][3:] == [
        "-0.030 to 0.012", "0.410", "paired bootstrap", "900", "no difference shown",
    ]  # fmt: skip


def test_an_undefined_difference_is_said_to_be_undefined() -> None:
    shown = markdown_rows(render_comparison_markdown(COMPARISON))
    assert shown["f1_neutral"] == ["undefined"] * 5 + ["paired bootstrap", "900", "undefined"]


def test_a_comparison_is_brief_where_the_terminal_is_narrow() -> None:
    wide = printed(render_comparison_terminal(COMPARISON, title="nli"))
    assert re.search(r"macro_f1 .* -0\.010 +-0\.030 to 0\.012 .* no difference shown", wide)
    assert "McNemar" in wide
    narrow = printed(render_comparison_terminal(COMPARISON, title="nli"), width=80)
    assert re.search(r"^accuracy +0\.050 +0\.021–0\.082 +B is higher", narrow, re.MULTILINE)
    assert "McNemar" not in narrow
    assert all("no p value is corrected" in " ".join(text.split()) for text in (wide, narrow))
