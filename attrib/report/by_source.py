"""What each source says, and how every claim stands among the others."""

from __future__ import annotations

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from attrib.records import Claim, Kind, Relation, Source, Stance
from attrib.report import wording
from attrib.report.entries import Reading, made_jointly

_LINES = 2  # a quotation is cut at about so many lines
_MARGIN = 20  # columns of a line that the indent, the id and the verb take
_UPDATE = "update: see"
_UNDETERMINED = "undetermined"


def render_sources(reading: Reading) -> list[RenderableType]:
    """Return each source with its claims: what it asserts, denies, takes no stand on.

    Sources and claims keep the order of the report. Sources without a claim share a line.
    """
    standings = _standings(reading)
    speakers = reading.speakers()
    parts: list[RenderableType] = [Text(), wording.heading("Sources")]
    for source in speakers:
        name = wording.label(source).append(f" ({source.kind})")
        parts += [Text(), name, _claims(reading, source, standings)]
    silent = [source for source in reading.report.sources if source not in speakers]
    if silent:
        names = wording.listed([wording.label(source) for source in silent])
        parts += [Text(), Text("Without a claim of their own: ").append_text(names)]
    return parts


def _claims(reading: Reading, source: Source, standings: dict[str, str]) -> RenderableType:
    claims = [claim for claim in reading.report.claims if claim.source == source.id]

    def build(width: int) -> RenderableType:
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column()
        table.add_column(overflow="fold")
        for stance, (verb, _) in wording.VERBS.items():
            for claim in claims:
                if claim.stance is stance:
                    line = Text(f"{verb}: ")
                    line.append(_short(reading, claim, width=width))
                    line.append(standings[claim.id], style="italic")
                    table.add_row(Text(claim.id, style="dim"), line)
        return Padding(table, (0, 0, 0, 3), expand=False)

    return wording.Fluid(build)


def _short(reading: Reading, claim: Claim, *, width: int) -> str:
    return wording.quotation(reading.report.article, claim, limit=_LINES * (width - _MARGIN))


def _standings(reading: Reading) -> dict[str, str]:
    """Return for each claim id how it stands, such as " [denied by Tesk (C4)]"."""
    found: dict[str, dict[str, list[str]]] = {claim.id: {} for claim in reading.report.claims}
    for verdict in reading.report.verdicts:
        a, b = reading.claims[verdict.a], reading.claims[verdict.b]
        for claim, other in ((a, b), (b, a)):
            how = relate(verdict.relation, verdict.kind, claim, other)
            if how is not None:
                found[claim.id].setdefault(how, []).append(_named(reading, other, how))
    return {claim.id: _standing(claim, found[claim.id]) for claim in reading.report.claims}


def _named(reading: Reading, other: Claim, how: str) -> str:
    if how == _UPDATE:
        return other.id
    return f"{wording.one_line(reading.sources[other.source].name)} ({other.id})"


def relate(relation: Relation, kind: Kind | None, claim: Claim, other: Claim) -> str | None:
    """Return how a claim stands to another, such as "denied by"; None where unrelated."""
    if relation is Relation.CONTRADICTS:
        denied = kind is Kind.DENIAL and other.stance is Stance.DENIES
        return "denied by" if denied else "contested by"
    if relation is Relation.CORROBORATES:
        return "said jointly with" if made_jointly(claim, other) else "corroborated by"
    if relation is Relation.UPDATES:
        return _UPDATE
    return _UNDETERMINED if relation is Relation.UNDETERMINED else None


def _standing(claim: Claim, found: dict[str, list[str]]) -> str:
    if claim.stance is Stance.UNCOMMITTED:
        return ""
    decided = {how: ids for how, ids in found.items() if how != _UNDETERMINED}
    if not decided:
        return " [undetermined]" if found else " [single source]"
    parts = (f"{how} {', '.join(dict.fromkeys(ids))}" for how, ids in decided.items())
    return f" [{'; '.join(parts)}]"
