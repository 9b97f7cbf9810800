"""Estimates drawn as intervals: of sources, of kinds of claim, of outlets, over the days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from attrib.records import Credibility, KindCredibility
from attrib.report import wording
from attrib.report.collection.drawings import draw_interval, draw_line, draw_scale
from attrib.report.collection.findings import Findings
from attrib.report.collection.names import label

_BARS = ((130, 41), (100, 31), (76, 19), (0, 13))  # from that width on, columns of a bar
_WIDE = 100  # columns from which the interval stands in figures too
_NARROW = 76  # columns below which the heads are short
_SHORT = {
    "estimate": "est.", "majority": "maj.", "articles": "art.", "contested": "cont.",
    "corroborated": "corr.",
}  # fmt: skip
_MEANING = (
    "The estimate (0 to 1) says how far what a source says is borne out by the other sources here,"
    " the bar its 90 % interval. It does not say who is right. Sources stand in the order of the"
    " matrix, not of their estimates."
)
_COLUMNS = (
    "n: how many other sources it is compared with. majority: the share of them that side with"
    " it. articles: in how many it speaks. undetermined: too little evidence."
)
_CARRYING = (
    "Carrying a claim is not believing it: this compares what the readers of an outlet are told"
    " with what those of the others are. contested (cont.), corroborated (corr.): how many of its"
    " claims are so. n: how many other outlets it is compared with."
)


def render_credibility(findings: Findings, shown: Sequence[str]) -> list[RenderableType]:
    """Return per shown source (id) the estimate, its interval, n and the majority beside it."""
    rows = [findings.credibility[id] for id in shown]
    parts: list[RenderableType] = [
        Text(), wording.heading("Credibility"), Text(_MEANING, style="dim"), Text(),
        wording.Fluid(lambda width: _sources(findings, rows, width)),
        Text(_COLUMNS, style="dim"),
    ]  # fmt: skip
    kinds = _several_kinds(findings, shown)
    if kinds:
        title = Text("By kind of claim; n: how many propositions it rests on.")
        parts += [Text(), title, wording.Fluid(lambda width: _kinds(findings, kinds, width))]
    return parts


def render_outlets(findings: Findings) -> list[RenderableType]:
    """Return how outlets compare by what they carry; nothing for fewer than two."""
    if len(findings.outlets) < 2:
        return []
    note = Text(_CARRYING, style="dim")
    table = wording.Fluid(lambda width: _outlets(findings, width))
    return [Text(), wording.heading("Outlets"), note, Text(), table]


def render_series(findings: Findings, shown: Sequence[str]) -> list[RenderableType]:
    """Return how the estimates of the shown sources (ids) moved; nothing without moments."""
    if not findings.moments:
        return []
    moments = [{one.source: one.mean for one in m.credibility} for m in findings.moments]
    table = _table("source", "over the days", "first", "last")
    for id in shown:
        means = [moment.get(id) for moment in moments]
        known = [mean for mean in means if mean is not None]
        if known:
            ends = (f"{known[0]:.2f}", f"{known[-1]:.2f}")
            table.add_row(label(findings, id), Text(draw_line(means)), *ends)
    days = f"{len(moments)} days from {findings.moments[0].date} to {findings.moments[-1].date}"
    note = f"{days}, each from the claims up to then. ▁ is 0, █ is 1; blank: undetermined."
    return [Text(), wording.heading("Series"), Text(note, style="dim"), Text(), table]


def _sources(findings: Findings, rows: Sequence[Credibility], width: int) -> Table:
    graded = any(findings.grades.get(row.source) for row in rows)
    bar = _bar(width)
    wide = ("90 % interval",) * (width >= _WIDE)
    titles = ("source", "estimate", draw_scale(width=bar), *wide, "n", "majority", "articles")
    table = _table(*titles, *("grade",) * graded, short=width < _NARROW)
    for row in rows:
        majority = "–" if row.majority is None else f"{100 * row.majority:.0f} %"
        table.add_row(
            label(findings, row.source),
            *_figures(row, bar=bar, wide=bool(wide)),
            str(row.n),
            majority,
            str(findings.spread(row.source)),
            *[findings.grades.get(row.source) or "–"] * graded,
        )
    return table


def _several_kinds(findings: Findings, shown: Sequence[str]) -> dict[str, list[KindCredibility]]:
    kinds: dict[str, list[KindCredibility]] = defaultdict(list)
    for one in findings.assessment.by_kind:
        kinds[one.source].append(one)
    return {id: kinds[id] for id in shown if len(kinds[id]) > 1}


def _kinds(findings: Findings, kinds: dict[str, list[KindCredibility]], width: int) -> Table:
    bar = _bar(width)
    wide = ("90 % interval",) * (width >= _WIDE)
    titles = ("source", "kind", "estimate", draw_scale(width=bar), *wide, "n")
    table = _table(*titles, short=width < _NARROW)
    for id, rows in kinds.items():
        for place, row in enumerate(rows):
            name = Text() if place else label(findings, id)
            table.add_row(name, row.kind, *_figures(row, bar=bar, wide=bool(wide)), str(row.n))
    return table


def _outlets(findings: Findings, width: int) -> Table:
    bar = _bar(width) if width >= _NARROW else 0
    scale = (draw_scale(width=bar),) if bar else ()
    titles = ("outlet", "articles", "claims", "contested", "corroborated", "estimate", *scale, "n")
    table = _table(*titles, short=width < _WIDE)
    for one in findings.outlets:
        counts = map(str, (one.articles, one.claims, one.contested, one.corroborated))
        figures = _figures(one.credibility, bar=bar, wide=False)
        name = Text(wording.one_line(one.name), style="bold")
        table.add_row(name, *counts, *figures, str(one.credibility.n))
    return table


def _figures(row: Credibility | KindCredibility, *, bar: int, wide: bool) -> list[str]:
    """Return the estimate, the interval drawn if there is a bar, and in figures if it is wide."""
    unknown = "–" if bar else "undetermined"
    mean = unknown if row.mean is None else f"{row.mean:.2f}"
    bounded = row.low is not None and row.high is not None
    interval = f"{row.low:.2f}–{row.high:.2f}" if bounded else "–"
    drawn = [draw_interval(row, width=bar)] if bar else []
    return [mean, *drawn, *[interval] * wide]


def _bar(width: int) -> int:
    return next(columns for least, columns in _BARS if width >= least)


def _table(*titles: str, short: bool = False) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column(titles[0], overflow="fold")
    for title in titles[1:]:
        table.add_column(_SHORT.get(title, title) if short else title, no_wrap=True)
    return table
