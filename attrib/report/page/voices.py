"""Sources as a page shows them: each with a number, a colour and a name fit to be shown."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from attrib.records import SourceKind
from attrib.report import wording
from attrib.report.collection import Findings

COLOURS = 12  # that the style sheet has; more sources share them, with other lines
LINES = 3


@dataclass(frozen=True, slots=True)
class Voice:
    """A source; `number` is its place among all, `look` the classes of its colour and line."""

    id: str
    number: int
    name: str
    kind: SourceKind
    look: str
    claims: int
    aliases: str


def list_voices(findings: Findings) -> dict[str, Voice]:
    """Return the sources by id; those that speak most get the colours that differ most."""
    counts = Counter(claim.source for claim in findings.collection.claims)
    ranks = {id: rank for rank, (id, _) in enumerate(counts.most_common())}
    return {
        id: Voice(
            id=wording.one_line(id),
            number=number,
            name=wording.one_line(source.name) or "(no name)",
            kind=source.kind,
            look=_look(ranks.get(id, 0)),
            claims=counts[id],
            aliases=", ".join(map(wording.one_line, source.aliases)),
        )
        for number, (id, source) in enumerate(findings.sources.items(), start=1)
    }


def _look(rank: int) -> str:
    return f"c{rank % COLOURS} l{min(rank // COLOURS, LINES - 1)}"
