"""Every statement with its words, how it stands among the others, and where they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from attrib.records import Claim, Relation, Span, Stance
from attrib.report import wording
from attrib.report.by_source import relate
from attrib.report.entries import Entry
from attrib.report.page.highlights import Mark
from attrib.report.page.sides import Context, Facing, Speaker, look
from attrib.report.reasons import restate

_SIDES = (Relation.CONTRADICTS, Relation.CORROBORATES, Relation.UPDATES)


@dataclass(frozen=True, slots=True)
class Link:
    """How a statement stands to another ("denied by"), and where both face each other."""

    how: str
    relation: Relation
    other: Speaker
    anchor: str
    sure: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as the page shows it; `number` is its place among all.

    `quotation` are its words in one line, `meant` what few words leave open.
    """

    number: int
    speaker: Speaker
    verb: str
    stance: Stance
    quotation: str
    meant: str
    cue: str
    read_as: str
    narrated: bool
    confidence: str
    standing: str
    links: tuple[Link, ...]
    place: bool

    def against(self) -> tuple[Link, ...]:
        """Return the links to what contradicts it."""
        return tuple(link for link in self.links if link.relation is Relation.CONTRADICTS)

    def numbers(self, relation: Relation) -> tuple[int, ...]:
        """Return the numbers of the claims that stand to it in some way."""
        linked = (link.other.number for link in self.links if link.relation == relation)
        return tuple(dict.fromkeys(linked))


def list_statements(
    context: Context, entries: Iterable[tuple[Entry, Facing]]
) -> tuple[Statement, ...]:
    """Return all claims, in their order, with links to the entries they take part in."""
    links = _links(context, entries)
    return tuple(
        _statement(context, claim, links[claim.id]) for claim in context.findings.claims.values()
    )


def mark_statements(context: Context) -> tuple[list[Mark], dict[int, list[int]]]:
    """Return the marks of an article's statements, and the places at which their notes stand.

    Statements of the same words share a mark. A note stands after the last of its words.
    """
    together: dict[tuple[tuple[Span, ...], Stance], list[Claim]] = defaultdict(list)
    notes: dict[int, list[int]] = defaultdict(list)
    marks: list[Mark] = []
    for claim in context.findings.claims.values():
        said = claim.attribution
        words = said.content or said.cue or said.source
        if words:
            together[words, claim.stance].append(claim)
            notes[max(span.end for span in words)].append(context.numbers[claim.id])
        marks.append(Mark(said.source, f"who {context.voices[claim.source].look}"))
        marks.append(Mark(said.cue, f"cue {claim.stance}"))
    for (words, _), claims in together.items():
        numbers = tuple(context.numbers[claim.id] for claim in claims)
        marks.append(Mark(words, look(context, claims), numbers))
    return marks, notes


def _links(
    context: Context, entries: Iterable[tuple[Entry, Facing]]
) -> Mapping[str, Sequence[Link]]:
    found: dict[str, list[Link]] = defaultdict(list)
    for entry, facing in entries:
        if entry.relation not in _SIDES:
            continue
        for mine, theirs in ((entry.left, entry.right), (entry.right, entry.left)):
            for claim in mine:
                found[claim.id] += [
                    Link(
                        how=relate(entry.relation, entry.kind, claim, other) or "",
                        relation=entry.relation,
                        other=context.speaker(other),
                        anchor=facing.anchor,
                        sure=facing.sure,
                    )
                    for other in theirs
                    if other.id != claim.id
                ]
    return found


def _statement(context: Context, claim: Claim, links: Sequence[Link]) -> Statement:
    article = context.findings.collection.article_of[claim.id]
    said = claim.attribution
    standing = context.findings.standings.get(claim.id)
    return Statement(
        number=context.numbers[claim.id],
        speaker=context.speaker(claim),
        verb=wording.VERBS[claim.stance][0],
        stance=claim.stance,
        quotation=wording.quotation(article, claim),
        meant=restate(article, claim),
        cue=wording.one_line(wording.words(article, said.cue)),
        read_as="; ".join(map(wording.quantity, claim.quantities)),
        narrated=said.narrated,
        confidence=wording.percent(claim.confidence, claim.confidence),
        standing=standing.status if standing else "no stand to compare",
        links=tuple(links),
        place=bool(said.content or said.cue or said.source),
    )
