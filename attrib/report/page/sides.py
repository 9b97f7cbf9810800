"""Two statements side by side, with the words marked that decide how they stand to each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from attrib.records import Article, Claim, Kind, Relation, Span, Stance
from attrib.report import wording
from attrib.report.collection import Findings
from attrib.report.entries import Entry
from attrib.report.page.highlights import Mark, Piece, mark_regions
from attrib.report.page.voices import Voice
from attrib.report.reasons import REASONS, restate

_LONG = 600  # characters of a side from which sentences that decide nothing are left out
_HEADS = {
    Relation.CORROBORATES: "Corroboration: what they say agrees",
    Relation.UPDATES: "Update: another moment, not a contradiction",
    Relation.UNDETERMINED: "The words leave open how they relate",
}
_JOINT = "One statement made together, which is no second voice"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who makes a statement, in whose words it is told, and the claim it gives."""

    voice: Voice
    relayer: Voice | None
    claim: str
    number: int


@dataclass(frozen=True, slots=True)
class Side:
    """A statement: who makes it, by which verb, its sentences, and what is to be known of it.

    `where` says in which article, if there are several.
    """

    speakers: tuple[Speaker, ...]
    verb: str
    stance: Stance
    pieces: tuple[Piece, ...]
    meant: str
    read_as: str
    narrated: bool
    where: str


@dataclass(frozen=True, slots=True)
class Facing:
    """Two sides; `anchor` is where they stand on the page, `percent` the highest probability.

    `sources` and `claims` are the numbers of all that take part.
    """

    anchor: str
    relation: Relation
    kind: Kind | None
    head: str
    sure: str
    percent: int
    left: Side
    right: Side
    why: str
    sources: tuple[int, ...]
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Context:
    """What sides are made of: the findings, the voices by id, the claims' numbers by id.

    `relayers` are ids of sources by the ids of the claims that stand inside their statements.
    """

    findings: Findings
    voices: Mapping[str, Voice]
    numbers: Mapping[str, int]
    relayers: Mapping[str, str]

    @property
    def several(self) -> bool:
        """Whether there are several articles, so that each has to be named."""
        return len(self.findings.collection.articles) > 1

    def speaker(self, claim: Claim) -> Speaker:
        """Return who makes a claim."""
        relayer = self.relayers.get(claim.id)
        return Speaker(
            voice=self.voices[claim.source],
            relayer=self.voices[relayer] if relayer else None,
            claim=wording.one_line(claim.id),
            number=self.numbers[claim.id],
        )

    def where(self, claim: Claim) -> str:
        """Return outlet, day and article of a claim; nothing where there is one article only."""
        if not self.several:
            return ""
        article = self.findings.collection.article_of[claim.id]
        day = self.findings.days.get(article.id) or article.date
        known = (article.outlet, day, article.title or article.id)
        return ", ".join(wording.one_line(str(part)) for part in known if part)


def find_relayers(findings: Findings) -> dict[str, str]:
    """Return by claim id the source (id) inside whose statement the claim stands."""
    makers = {claim.attribution.id: claim.source for claim in findings.collection.claims}
    return {
        claim.id: makers[via]
        for claim in findings.collection.claims
        if (via := claim.attribution.via) is not None and via in makers
    }


def face(context: Context, entry: Entry, *, anchor: str) -> Facing:
    """Lay out both sides of an entry."""
    claims = entry.left + entry.right
    evidence = entry.evidence
    left, right = (
        _side(context, side, words, numbers=entry.kind is Kind.NUMBER)
        for side, words in (
            (entry.left, evidence.a if evidence else ()),
            (entry.right, evidence.b if evidence else ()),
        )
    )
    return Facing(
        anchor=anchor,
        relation=entry.relation,
        kind=entry.kind,
        head=_head(entry),
        sure=wording.percent(entry.low, entry.high),
        percent=round(100 * entry.high),
        left=left,
        right=right,
        why=_why(entry),
        sources=tuple(dict.fromkeys(context.voices[claim.source].number for claim in claims)),
        claims=tuple(dict.fromkeys(context.numbers[claim.id] for claim in claims)),
    )


def look(context: Context, claims: Sequence[Claim]) -> str:
    """Return the classes of words that one or several sources say."""
    voices = [context.voices[claim.source] for claim in claims]
    joint = [f"with-{voices[1].look.split()[0]}"] if len(voices) > 1 else []
    return " ".join(["said", claims[0].stance, voices[0].look, *joint])


def _head(entry: Entry) -> str:
    if entry.relation is Relation.CONTRADICTS:
        return wording.KINDS[entry.kind]
    return _JOINT if entry.joint else _HEADS[entry.relation]


def _why(entry: Entry) -> str:
    if entry.evidence is None:
        return ""
    inference = entry.evidence.inference
    sure = "" if inference is None else f" · inference {wording.percent(inference, inference)}"
    return REASONS[entry.evidence.signal] + sure


def _side(
    context: Context, claims: tuple[Claim, ...], decisive: Sequence[Span], *, numbers: bool
) -> Side:
    first = claims[0]
    article = context.findings.collection.article_of[first.id]
    return Side(
        speakers=tuple(context.speaker(claim) for claim in claims),
        verb=wording.VERBS[first.stance][len(claims) > 1],
        stance=first.stance,
        pieces=_quote(context, article, claims, decisive),
        meant=restate(article, first),
        read_as="; ".join(map(wording.quantity, first.quantities)) if numbers else "",
        narrated=first.attribution.narrated,
        where=context.where(first),
    )


def _quote(
    context: Context, article: Article, claims: Sequence[Claim], decisive: Sequence[Span]
) -> tuple[Piece, ...]:
    said = claims[0].attribution
    marks = [
        Mark(said.content, look(context, claims)),
        Mark(said.source, f"who {context.voices[claims[0].source].look}"),
        Mark(tuple(decisive), "key"),
    ]
    words = [span for mark in marks for span in mark.spans] + list(said.cue)
    return mark_regions(article.text, _sentences(article, words, said.cue, decisive), marks)


def _sentences(
    article: Article, words: Sequence[Span], cue: Sequence[Span], decisive: Sequence[Span]
) -> list[Span]:
    """Return the sentences that words stand in; of many, those of the cue and what decides."""
    whole = list(_around(article, words))
    if sum(span.end - span.start for span in whole) <= _LONG:
        return whole
    return list(_around(article, [*cue, *decisive] or words[:1])) or whole[:1]


def _around(article: Article, words: Sequence[Span]) -> Iterator[Span]:
    """Return the sentences around words, neighbours joined; the words where there are none.

    Of what goes on for long without an end the words alone are taken.
    """
    spans: list[Span] = []
    for span in words:
        around = [article.sentences[place] for place in article.sentences_at(span)]
        short = around and all(one.end - one.start <= _LONG for one in around)
        spans += around if short else [span]
    return article.join(spans)
