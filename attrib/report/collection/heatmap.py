"""The matrix of sources as a heat map: blue where they side with each other, orange where not."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.color import Color
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.style import Style
from rich.table import Table
from rich.text import Text

from attrib.records import Cell
from attrib.report import wording
from attrib.report.collection.findings import Findings
from attrib.report.collection.names import label, name_all, name_pair
from attrib.report.grid import counted

# Sky blue and orange of Okabe & Ito (2008), which the colour-blind tell apart; black is legible on
# either.
_ALONG, _NEITHER, _AGAINST = (86, 180, 233), (255, 255, 255), (230, 159, 0)
_NAME_WIDTH = 18  # the least room for a name beside the cells
_WRAPPING = 8  # characters of a name that is given two lines which wrapping may cost
_LEGEND = "2≠: contradict each other twice. 1=: corroborate each other once."
_EMPTY = " Empty: neither found."
_SHADES = " Blue: mostly corroborate. Orange: mostly contradict."
_ORDER = "Sources that side with each other stand together; this is no ranking."


def render_heatmap(findings: Findings, shown: Sequence[str]) -> list[RenderableType]:
    """Return the counts between the shown sources (ids), in their order, as a map if it fits.

    Where a row of cells is too wide, either count of a cell gets a line; where that is too wide
    still, the pairs are listed.
    """
    parts: list[RenderableType] = [Text(), wording.heading("Matrix")]
    pairs = itertools.combinations_with_replacement(shown, 2)
    met = {id for pair in pairs if pair in findings.cells for id in pair}
    ids = [id for id in shown if id in met]
    if not ids:
        return [*parts, Text("No two sources are found to contradict or corroborate each other.")]
    grid = wording.Fluid(lambda width: _fitting(findings, ids, width))
    parts += [Text(_ORDER + _chosen(findings, shown), style="dim"), Text(), grid]
    if apart := [id for id in shown if id not in met]:
        none = Text("No contradiction or corroboration among these sources: ")
        parts.append(none.append_text(name_all(findings, apart)))
    return parts


def _chosen(findings: Findings, shown: Sequence[str]) -> str:
    speaking = sum(bool(findings.spread(id)) for id in findings.sources)
    if len(shown) >= speaking:
        return ""
    few = f" {len(shown)} of {speaking} sources are shown, those that speak in most"
    return f"{few} articles; --top N shows more."


def shade(cell: Cell | None) -> Style:
    """Return black on blue (corroborate) over white to orange (contradict), paler if seldom."""
    along, against = (cell.corroborates, cell.contradicts) if cell else (0, 0)
    lean = (along - against) / (along + against + 1)
    end = _ALONG if lean > 0 else _AGAINST
    red, green, blue = (
        round(white + abs(lean) * (full - white)) for white, full in zip(_NEITHER, end, strict=True)
    )
    return Style(color="black", bgcolor=Color.from_rgb(red, green, blue))


def _fitting(findings: Findings, ids: Sequence[str], width: int) -> RenderableType:
    for joint, stacked in ((" ", False), ("\n", False), ("\n", True)):
        heads = ["\n".join(id) if stacked else id for id in ids]
        cells = [[joint.join(_counts(findings, a, b)) for b in ids] for a in ids]
        texts = (text for row in (heads, *cells) for text in row)
        column = max(cell_len(line) for text in texts for line in text.split("\n")) + 1
        room = width - column * len(ids) - 1
        if room >= _NAME_WIDTH:
            return Group(_map(findings, ids, heads, cells, column=column, room=room), _Legend())
    return Group(_pairs(findings, ids), Text(_LEGEND, style="dim"))


def _counts(findings: Findings, a: str, b: str) -> list[str]:
    cell = findings.cells.get((a, b))
    counts = counted(cell.contradicts, cell.corroborates) if cell else []
    return counts or ["·"] * (a == b)


def _map(
    findings: Findings,
    ids: Sequence[str],
    heads: Sequence[str],
    cells: Sequence[Sequence[str]],
    *,
    column: int,
    room: int,
) -> Table:
    """Lay out the cells, each `column` wide, beside names that have so much `room`."""
    lines = 1 + any("\n" in cell for row in cells for cell in row)
    table = Table.grid(padding=0)
    table.add_column(max_width=room)
    table.add_column(width=1)
    for _ in ids:
        table.add_column(width=column, no_wrap=True, vertical="bottom")
    table.add_row("", "", *(_filled(head, column, 1, Style(dim=True)) for head in heads))
    for a, row in zip(ids, cells, strict=True):
        name = label(findings, a)
        name.truncate(room if lines == 1 else lines * room - _WRAPPING, overflow="ellipsis")
        styles = (shade(findings.cells.get((a, b))) for b in ids)
        filled = [
            _filled(cell, column, lines, style) for cell, style in zip(row, styles, strict=True)
        ]
        table.add_row(name, "", *filled)
    return table


def _filled(cell: str, width: int, lines: int, style: Style) -> Text:
    """Return a cell that its colour fills, of so many lines at least."""
    rows = cell.split("\n")
    rows += [""] * (lines - len(rows))
    return Text("\n".join(f"{row:^{width}}" for row in rows), style=style)


@dataclass(frozen=True, slots=True)
class _Legend:
    """What the cells say, and the colours where there are any."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        coloured = console.color_system is not None and not console.no_color
        yield Text(_LEGEND + _EMPTY + _SHADES * coloured, style="dim")


def _pairs(findings: Findings, ids: Sequence[str]) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for a, b, counts in _related(findings, ids):
        table.add_row(Text(counts, style="bold"), name_pair(findings, a, b))
    return table


def _related(findings: Findings, ids: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    for a, b in itertools.combinations_with_replacement(ids, 2):
        if cell := findings.cells.get((a, b)):
            yield a, b, " ".join(counted(cell.contradicts, cell.corroborates))
