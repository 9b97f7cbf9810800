"""The matrix of sources and what it says of each."""

from __future__ import annotations

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from attrib.records import Claim, Credibility, CredibilityMatrix, Source
from attrib.report import wording
from attrib.report.entries import Reading, mutual_denials

_NAME_WIDTH = 18  # the least room for a name beside the cells
_LEGEND = "2≠: contradict each other twice. 1=: corroborate each other once."
_EMPTY = " Empty: neither found."
_JOINT = " A joint statement counts once for each source that makes it."
_MEANING = (
    "The estimate (0 to 1) says how far the other sources in this article agree with a source."
    " It does not say who is right."
)
_STALEMATE = (
    "Nothing can be decided where two sides merely contradict each other and no other source"
    " speaks to it:"
)
_COLUMNS = (
    "n: how many other sources it is compared with. majority: the share of them that side"
    " with it. undetermined: too little evidence."
)


def render_matrix(reading: Reading) -> list[RenderableType]:
    """Return the counts between sources, as wide as the terminal allows.

    All sources where they fit, else those that contradict or corroborate somebody, else
    a list of pairs.
    """
    matrix = reading.report.matrix
    parts: list[RenderableType] = [Text(), wording.heading("Matrix")]
    if not _involved(matrix):
        return [*parts, Text("No two sources are found to contradict or corroborate each other.")]
    return [*parts, wording.Fluid(lambda width: _fitting(reading, width))]


def render_credibility(reading: Reading) -> list[RenderableType]:
    """Return per source the estimate, its interval, n and the majority beside it.

    Sources keep the order of the matrix: this is no ranking. An undefined estimate is
    *undetermined*, never a number; sources that nothing speaks to share a line.
    """
    matrix = reading.report.matrix
    involved = {matrix.sources[place] for place in _involved(matrix)}
    rows = [c for c in matrix.credibility if c.source in involved or c.mean is not None]
    rest = [c for c in matrix.credibility if c not in rows]
    parts: list[RenderableType] = [Text(), wording.heading("Credibility")]
    if rows:
        note = Text(_COLUMNS, style="dim")
        parts += [Text(_MEANING, style="dim"), Text(), _estimates(reading, rows), note, Text()]
    parts += _stalemates(reading)
    if rest:
        names = wording.listed([wording.label(reading.sources[c.source]) for c in rest])
        note = Text("Undetermined, as no other source contradicts or corroborates them: ")
        parts.append(note.append_text(names))
    return parts


def _involved(matrix: CredibilityMatrix) -> list[int]:
    rows = zip(matrix.contradicts, matrix.corroborates, strict=True)
    return [place for place, (against, along) in enumerate(rows) if any(against) or any(along)]


def _fitting(reading: Reading, width: int) -> RenderableType:
    matrix = reading.report.matrix
    for places in (list(range(len(matrix.sources))), _involved(matrix)):
        cells = [len(_cell(matrix, row, column)) for row in places for column in places]
        labels = [len(matrix.sources[place]) for place in places]
        # Each column takes two cells of padding and one of line.
        if len(places) * (max(cells + labels) + 3) + max(labels) + 1 + _NAME_WIDTH <= width:
            return Group(_square(reading, places), _legend(reading, _LEGEND + _EMPTY))
    return _pairs(reading)


def _square(reading: Reading, places: list[int]) -> Table:
    matrix = reading.report.matrix
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1))
    table.add_column(min_width=_NAME_WIDTH, overflow="fold")
    for place in places:
        table.add_column(Text(matrix.sources[place]), justify="center", no_wrap=True)
    for row in places:
        name = wording.label(reading.sources[matrix.sources[row]])
        table.add_row(name, *(Text(_cell(matrix, row, column)) for column in places))
    return table


def _cell(matrix: CredibilityMatrix, row: int, column: int) -> str:
    counts = counted(matrix.contradicts[row][column], matrix.corroborates[row][column])
    return " ".join(counts) or ("·" if row == column else "")


def counted(against: int, along: int) -> list[str]:
    """Return what a cell says, such as "3≠" and "2="; of neither nothing."""
    return [f"{against}≠"] * bool(against) + [f"{along}="] * bool(along)


def _legend(reading: Reading, legend: str) -> Text:
    joint = any(len(entry.left) > 1 or len(entry.right) > 1 for entry in reading.entries)
    return Text(legend + _JOINT * joint, style="dim")


def _pairs(reading: Reading) -> RenderableType:
    matrix = reading.report.matrix
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column()
    table.add_column(overflow="fold")
    for row, a in enumerate(matrix.sources):
        for column in range(row, len(matrix.sources)):
            cell = _cell(matrix, row, column)
            if cell.strip("·"):
                b = matrix.sources[column]
                names = wording.listed([wording.label(reading.sources[i]) for i in (a, b)])
                table.add_row(Text(cell, style="bold"), names)
    return Group(table, _legend(reading, _LEGEND))


def _estimates(reading: Reading, rows: list[Credibility]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1))
    table.add_column("source", overflow="fold")
    for title in ("estimate", "90 %\ninterval", "n", "majority"):
        table.add_column(title, no_wrap=True)
    for row in rows:
        name = wording.label(reading.sources[row.source])
        table.add_row(name, *map(Text, _figures(row)))
    return table


def _figures(row: Credibility) -> tuple[str, str, str, str]:
    if row.mean is None:
        return "undetermined", "–", str(row.n), "–"
    bounded = row.low is not None and row.high is not None
    interval = f"{row.low:.2f}–{row.high:.2f}" if bounded else "–"
    majority = "–" if row.majority is None else f"{100 * row.majority:.0f} %"
    return f"{row.mean:.2f}", interval, str(row.n), majority


def _stalemates(reading: Reading) -> list[RenderableType]:
    pairs = mutual_denials(reading)
    lines: list[RenderableType] = [Text(_STALEMATE)] if pairs else []
    for entry in pairs:
        line = Text("- ").append_text(_sources(reading, entry.left)).append(" against ")
        lines.append(line.append_text(_sources(reading, entry.right)))
    return lines


def _sources(reading: Reading, claims: tuple[Claim, ...]) -> Text:
    sources: dict[str, Source] = {c.source: reading.sources[c.source] for c in claims}
    return wording.listed([wording.label(source) for source in sources.values()])
