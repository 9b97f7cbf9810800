"""A report as rich renderables: readable without colour, from 60 to 200 columns."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from attrib.records import Article, Claim, Kind, Relation, Report
from attrib.report import wording
from attrib.report.by_source import render_sources
from attrib.report.entries import Entry, Reading, read
from attrib.report.grid import render_credibility, render_matrix
from attrib.report.reasons import explain, restate, summarise

_TWO_COLUMNS = 80  # the narrowest width at which quotations stand side by side


def render_terminal(report: Report) -> Group:
    """Return the report for a terminal; the caller prints it to a Console.

    In order: header, contradictions, corroborations, updates, sources, matrix and
    credibility. Contradictions and corroborations are sorted by probability, highest
    first; sources keep the order of the report and are never ranked. White space inside
    quotations is laid out anew, their words are exact.
    """
    reading = read(report)
    header = _header(reading)
    if not report.claims:
        note = "No attributed statement was found, so there is nothing to compare."
        return Group(*header, Text(), Text(note))
    sections = [
        *_contradictions(reading),
        *_corroborations(reading),
        *_updates(reading),
        *_undetermined(reading),
        *render_sources(reading),
        *render_matrix(reading),
        *render_credibility(reading),
    ]
    return Group(*header, *sections)


def _header(reading: Reading) -> list[RenderableType]:
    article = reading.report.article
    title = article.title or article.id
    lines: list[RenderableType] = [Text(wording.one_line(title), style="bold")]
    origin = [wording.one_line(part) for part in (article.date, article.outlet) if part]
    if origin:
        lines.append(Text(" · ".join(origin)))
    if reading.report.claims:
        lines += [Text(), Text(_summary(reading))]
        note = "This compares what sources are quoted as saying; it does not check what happened."
        lines.append(Text(note, style="dim"))
    if any(e.evidence for e in reading.entries if e.relation is not Relation.UNDETERMINED):
        note = "“Why” quotes the words that a verdict rests on; inference: how sure the judge, "
        lines.append(Text(note + "a language model, is by itself.", style="dim"))
    lines += [Text(f"Warning: {wording.one_line(warning)}") for warning in article.warnings]
    return lines


def _summary(reading: Reading) -> str:
    sources = wording.count(len(reading.speakers()), "source makes", "sources make")
    claims = wording.count(len(reading.report.claims), "claim", "claims")
    against = len(reading.find(Relation.CONTRADICTS))
    along = len(reading.find(Relation.CORROBORATES))
    if not against and not along:
        return f"{sources} {claims}; no two are found to contradict or corroborate each other."
    contradict = f"{against or 'no'} {'pair' if against == 1 else 'pairs'} of statements contradict"
    corroborate = f"{along or 'no'} {'pair' if along == 1 else 'pairs'} corroborate"
    return f"{sources} {claims}; {contradict} each other, {corroborate} each other."


def _contradictions(reading: Reading) -> list[RenderableType]:
    entries = reading.find(Relation.CONTRADICTS)
    parts: list[RenderableType] = [Text(), wording.heading("Contradictions")]
    if not entries:
        return [*parts, Text("None found.")]
    note = "The percentage: how sure attrib is that two statements contradict each other, "
    parts.append(Text(note + "not which of them holds.", style="dim"))
    for number, entry in enumerate(entries, start=1):
        head = f"{number}. {wording.KINDS[entry.kind]}"
        sure = f" ({wording.percent(entry.low, entry.high)} sure)"
        parts += [Text(), Text.assemble((head, "bold"), sure), _facing(reading, entry)]
    return parts


def _facing(reading: Reading, entry: Entry) -> RenderableType:
    numbers = entry.kind is Kind.NUMBER
    left, right = (_side(reading, side, numbers=numbers) for side in (entry.left, entry.right))

    def build(width: int) -> RenderableType:
        why = explain(reading.report.article, entry, width=width)
        if width < _TWO_COLUMNS:
            against = Text("— against —", style="italic")
            return Padding(Group(*left, against, *right, *why), (0, 0, 0, 3), expand=False)
        table = Table.grid(padding=(0, 4, 0, 0), expand=True)
        table.add_column(ratio=1, overflow="fold")
        table.add_column(ratio=1, overflow="fold")
        for pair in zip(left, right, strict=True):
            table.add_row(*pair)
        return Padding(Group(table, *why), (0, 0, 0, 3))

    return wording.Fluid(build)


def _side(reading: Reading, claims: tuple[Claim, ...], *, numbers: bool) -> list[RenderableType]:
    # Always three parts, so that two sides line up row by row.
    article = reading.report.article
    names = wording.listed([_name(reading, claim) for claim in claims])
    verb = wording.VERBS[claims[0].stance][len(claims) > 1]
    return [
        names.append(f" {verb}:"),
        Text(wording.quotation(article, claims[0])),
        Text("\n".join(_notes(article, claims, numbers=numbers)), style="dim"),
    ]


def _notes(article: Article, claims: tuple[Claim, ...], *, numbers: bool) -> Iterator[str]:
    if meant := restate(article, claims[0]):
        yield meant
    cues = dict.fromkeys(wording.words(article, c.attribution.cue) for c in claims)
    yield from (f"in the article: “{wording.one_line(cue)}”" for cue in cues if cue)
    if any(c.attribution.narrated for c in claims):
        yield "in the article: stated by the writer, nobody is named"
    if numbers and claims[0].quantities:
        yield "read as: " + "; ".join(map(wording.quantity, claims[0].quantities))


def _name(reading: Reading, claim: Claim) -> Text:
    name = wording.label(reading.sources[claim.source])
    relayer = reading.relayer(claim)
    if relayer is not None:
        name.append(", as told by ").append_text(wording.label(relayer))
    return name.append(f" ({claim.id})", style="dim")


def _corroborations(reading: Reading) -> list[RenderableType]:
    entries = reading.find(Relation.CORROBORATES)
    together = reading.find(Relation.CORROBORATES, joint=True)
    parts: list[RenderableType] = [Text(), wording.heading("Corroborations")]
    if not entries:
        parts.append(Text("None found."))
    parts += [_compact(reading, entry) for entry in entries]
    return parts + [_joint(reading, entry) for entry in together]


def _joint(reading: Reading, entry: Entry) -> RenderableType:
    names = wording.listed([_name(reading, c) for c in entry.left + entry.right])
    names.append(" speak jointly: one statement, not a corroboration.")

    def build(width: int) -> RenderableType:
        why = Group(*explain(reading.report.article, entry, width=width))
        return Group(names, Padding(why, (0, 0, 0, 2)))

    return wording.Fluid(build)


def _updates(reading: Reading) -> list[RenderableType]:
    entries = reading.find(Relation.UPDATES)
    if not entries:
        return []
    note = Text("Another moment, such as a later toll: not a contradiction.", style="dim")
    parts = [_compact(reading, entry) for entry in entries]
    return [Text(), wording.heading("Updates"), note, *parts]


def _compact(reading: Reading, entry: Entry) -> RenderableType:
    article = reading.report.article

    def build(width: int) -> RenderableType:
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column()
        table.add_column(overflow="fold")
        sure = Text(f" ({wording.percent(entry.low, entry.high)} sure)")
        for mark, side, tail in (("-", entry.left, Text()), ("", entry.right, sure)):
            line = wording.listed([_name(reading, claim) for claim in side])
            line.append(f" {wording.VERBS[side[0].stance][len(side) > 1]}: ")
            line.append(wording.quotation(article, side[0], limit=width))
            table.add_row(mark, line.append_text(tail))
            if meant := restate(article, side[0], limit=width):
                table.add_row("", Text(meant, style="dim"))
        for why in explain(article, entry, width=width):
            table.add_row("", why)
        return table

    return wording.Fluid(build)


def _undetermined(reading: Reading) -> list[RenderableType]:
    entries = reading.find(Relation.UNDETERMINED)
    entries += reading.find(Relation.UNDETERMINED, joint=True)
    if not entries:
        return []
    pairs = wording.count(
        len(entries), "further pair of statements is", "further pairs of statements are"
    )
    note = f"{pairs} undetermined: the words leave open how they relate. {summarise(entries)}"
    return [Text(), Text(note.rstrip())]
