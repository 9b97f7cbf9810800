"""Why an estimate is what it is: what moved a source, in its own words, and who said what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from attrib.records import Influence, Position, Proposition
from attrib.report import wording
from attrib.report.collection.findings import Findings
from attrib.report.collection.names import cite, label, name_all, put

STRONGEST = 3  # influences of a source, unless all are asked for
_LINES = 2  # a quotation is cut at about so many lines
_MARGIN = 24  # columns that the effect and the verb take
_MEANING = (
    "How far each matter moves a source's estimate, up (+) or down (−), against an estimate without"
    " it. Quotations are the words of the articles."
)


def render_why(
    findings: Findings, shown: Sequence[str], *, whole: Collection[str] = ()
) -> list[RenderableType]:
    """Return for each shown source (id) with an estimate what moved it most; all of it for `whole`.

    White space inside quotations is laid out anew, their words are exact.
    """
    moved: dict[str, list[Influence]] = defaultdict(list)
    for influence in findings.assessment.influences:
        moved[influence.source].append(influence)
    parts: list[RenderableType] = [Text(), wording.heading("Why"), Text(_MEANING, style="dim")]
    for id in shown:
        if findings.credibility[id].mean is not None:
            limit = None if id in whole else STRONGEST
            parts += [Text(), _source(findings, id, moved[id], limit=limit)]
        elif id in whole:
            parts += [Text(), label(findings, id).append(": undetermined, so nothing moved it.")]
    return parts if len(parts) > 3 else []


def _source(
    findings: Findings, source: str, influences: Sequence[Influence], *, limit: int | None
) -> RenderableType:
    shown = influences[:limit]
    head = label(findings, source).append(f": {findings.credibility[source].mean:.2f}")
    if not influences:
        return head.append(", from what is taken as given alone")
    if len(shown) < len(influences):
        head.append(f", the {len(shown)} strongest of {len(influences)} matters")

    def build(width: int) -> RenderableType:
        table = Table.grid(padding=(0, 1, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        for one in shown:
            table.add_row(signed(one.effect), Group(*_matter(findings, one, width)))
        return Group(head, table)

    return wording.Fluid(build)


def signed(effect: float) -> str:
    """Return an effect as "+0.04" or "−0.04", with a third digit where it is less than 0.01."""
    text = f"{effect:+.{2 if abs(effect) >= 0.01 else 3}f}".replace("-", "−")
    return "±0.000" if text.endswith("0.000") else text


def _matter(findings: Findings, influence: Influence, width: int) -> Iterator[Text]:
    proposition = findings.propositions[influence.proposition]
    limit = _LINES * (width - _MARGIN)
    said = put(proposition, limit=limit)
    yield Text(said).append(f" ({proposition.id}, {proposition.kind})", "dim")
    for position in proposition.positions:
        if position.source == influence.source:
            line = Text.assemble((f"{wording.VERBS[position.stance][0]}: ", "italic"))
            line.append_text(cite(findings, position.claims[0], limit=limit, known=said))
            more = len(position.claims) - 1
            yield line.append(f" and {more} more" if more else "")
            yield _company(findings, position) or _alone(findings, proposition)


def _company(findings: Findings, position: Position) -> Text:
    """Return who says the same and who stands against it; nothing where nobody does."""
    standings = [findings.standings[id] for id in position.claims if id in findings.standings]
    sides = [
        ("with it", dict.fromkeys(id for one in standings for id in one.supported_by)),
        ("against it", dict.fromkeys(id for one in standings for id in one.contested_by)),
    ]
    line = Text()
    for name, ids in sides:
        if ids:
            line.append("; " if line else "").append(f"{name}: ")
            line.append_text(name_all(findings, list(ids)))
    return line


def _alone(findings: Findings, proposition: Proposition) -> Text:
    """Return what moves a source on a proposition that nobody else takes a side on."""
    issue = (one for one in findings.assessment.propositions if one.issue == proposition.issue)
    others = [one.id for one in issue if one.id != proposition.id]
    weighed = f"; weighed with other accounts of the matter: {', '.join(others)}" if others else ""
    return Text(f"no other source takes a side on it{weighed}")
