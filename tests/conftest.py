"""Fakes with exact behaviour in the place of networks, and a small invented article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pytest

from attrib.article import make_article
from attrib.quantities import find_quantities
from attrib.records import (
    Article,
    Attribution,
    Claim,
    Judgement,
    Passage,
    Relation,
    Role,
    Source,
    SourceKind,
    Span,
    Stance,
    TaggedSpan,
    TextPair,
)
from attrib.verdicts import FEATURES, OUTCOMES, Combiner

CUES = {
    "said": 1.0,
    "denied": 1.0,
    "confirmed": 1.0,
    "declined to comment": 1.0,
    "according to": 1.0,
}
SPILL = (
    "The Brackmoor plant spilled solvent into the Ellow this week. "
    "Dana Wirrel, who inspects rivers for the county, said the plant had poured solvent into the "
    "Ellow on Tuesday night. "
    "Nordal Chemicals denied that the plant had poured solvent into the Ellow. "
    "Anglers said that dead trout lay along the bank below the plant. "
    "Mayor Otto Ferrin declined to comment on the solvent. "
    "The choir of Dorrin said its new hall would open in spring."
)
ENTAILS = Judgement(0.96, 0.03, 0.01)
CONTRADICTS = Judgement(0.01, 0.03, 0.96)
NEUTRAL = Judgement(0.0, 1.0, 0.0)
MARKS = {"[": Role.SOURCE, "{": Role.CUE, "<": Role.CONTENT}


class FakeTagger:
    """Finds the cues of a table (with their confidence) as whole words, wherever they stand.

    The source of a marked cue is what stands in the sentence between the cue before, if any,
    and this one; its content is the rest of the sentence without the full stop.
    """

    def __init__(self, cues: Mapping[str, float] = CUES) -> None:
        self.cues = cues
        self.seen: list[Passage] = []

    def tag(self, passages: Sequence[Passage]) -> list[list[TaggedSpan]]:
        self.seen.extend(passages)
        return [self._roles(p, p.cue) if p.cue else self._cues(p) for p in passages]

    def _cues(self, passage: Passage) -> list[TaggedSpan]:
        return [
            TaggedSpan(Role.CUE, _moved(match.span(), passage), confidence)
            for cue, confidence in self.cues.items()
            for match in re.finditer(rf"\b{cue}\b", passage.text)
        ]

    def _roles(self, passage: Passage, cue: Span) -> list[TaggedSpan]:
        start, end = cue.start - passage.span.start, cue.end - passage.span.start
        text = passage.text
        stops = [match.end() for match in re.finditer(r"[.!?]\s+", text)]
        begin = max((stop for stop in stops if stop <= start), default=0)
        finish = min((stop for stop in stops if stop >= end), default=len(text))
        ends = [m.end() for c in self.cues for m in re.finditer(rf"\b{c}\b", text[begin:start])]
        begin += max(ends, default=0)
        found = (
            _trimmed(text, begin, start, Role.SOURCE, passage),
            _trimmed(text, end, finish, Role.CONTENT, passage),
        )
        return [span for span in found if span]


class FakeJudge:
    """Looks (fragment of the premise, fragment of the hypothesis) up in a table, else neutral."""

    def __init__(self, table: Mapping[tuple[str, str], Judgement] | None = None) -> None:
        self.table = table or {}
        self.asked: list[TextPair] = []

    def judge(self, pairs: Sequence[TextPair]) -> list[Judgement]:
        self.asked.extend(pairs)
        return [self._judge(pair) for pair in pairs]

    def _judge(self, pair: TextPair) -> Judgement:
        fits = (
            judgement
            for (premise, hypothesis), judgement in self.table.items()
            if premise in pair.premise and hypothesis in pair.hypothesis
        )
        return next(fits, NEUTRAL)


def make_claim(
    id: str = "C1",
    proposition: str = "the bridge was closed",
    *,
    source: str = "S1",
    stance: Stance = Stance.ASSERTS,
    attribution: Attribution | None = None,
    via: str | None = None,
    standalone: Sequence[str] = (),
) -> Claim:
    """Make a claim; each id gets an attribution at a place of its own, in the order of the ids.

    `article_of` writes the text that the places are of.
    """
    if attribution is None:
        at = 1000 * int(id[1:])
        content = Span(at + 11, at + 11 + len(proposition))
        spans = Span(at, at + 5), Span(at + 6, at + 10), content
        attribution = Attribution(f"A{id[1:]}", *((span,) for span in spans))
    quantities = find_quantities(proposition)
    return Claim(id, source, stance, proposition, attribution, quantities, via, tuple(standalone))


def article_of(*claims: Claim) -> Article:
    """Write "Fenns said PROPOSITION." at the place of each claim that `make_claim` made."""
    text, sentences = "", []
    for claim in sorted(claims, key=lambda claim: claim.attribution.content):
        start = claim.attribution.source[0].start
        if start >= len(text):  # a joint statement is written once
            text = f"{text:<{start}}Fenns said {claim.proposition}."
            sentences.append(Span(start, len(text)))
    return Article("made", text, tuple(sentences))


def make_source(
    id: str, name: str = "", kind: SourceKind = SourceKind.ORGANISATION, made: Sequence[str] = ()
) -> Source:
    """Make a source that nobody reads the mentions of."""
    return Source(id, name or f"Body {id}", kind, (Span(0, 1),), tuple(made))


def marked(*lines: str) -> tuple[Article, tuple[Attribution, ...]]:
    """Read "[source] {cue} <content>", one attribution a line; a line without a cue has none."""
    text = ""
    attributions: list[Attribution] = []
    for line in lines:
        spans: dict[Role, list[Span]] = {role: [] for role in Role}
        for piece in re.split(r"([\[{<][^\]}>]*[\]}>])", line):
            role = MARKS.get(piece[:1])
            words = piece[1:-1] if role else piece
            if role:
                spans[role].append(Span(len(text), len(text) + len(words)))
            text += words
        text += " "
        if spans[Role.CUE]:
            id = f"A{len(attributions) + 1}"
            attributions.append(Attribution(id, *(tuple(spans[role]) for role in Role)))
    return make_article(text, id="marked"), tuple(attributions)


@pytest.fixture(scope="session")
def combiner() -> Combiner:
    """Where one signal alone is not nought, its probability is that of the outcome.

    It heeds the standalone reading in the direction that counts first, and nothing else.
    """
    heeded = {Relation.CONTRADICTS: "contradiction", Relation.CORROBORATES: "entailment"}
    return Combiner(
        {
            outcome: tuple(
                float(outcome in heeded and name in (heeded[outcome], f"denied_{heeded[outcome]}"))
                for name in FEATURES
            )
            for outcome in OUTCOMES
        }
    )


@pytest.fixture(scope="session")
def spill() -> Article:
    return make_article(SPILL, id="spill", title="Solvent in the Ellow", date="2031-04-02")


@pytest.fixture(scope="session")
def spill_judge() -> FakeJudge:
    return FakeJudge({("poured solvent", "poured solvent"): ENTAILS})


def _moved(ends: tuple[int, int], passage: Passage) -> Span:
    return Span(ends[0] + passage.span.start, ends[1] + passage.span.start)


def _trimmed(text: str, start: int, end: int, role: Role, passage: Passage) -> TaggedSpan | None:
    words = text[start:end]
    inner = words.strip(" \n,.:!?")
    if not inner:
        return None
    start += words.index(inner)
    return TaggedSpan(role, _moved((start, start + len(inner)), passage), 1.0)
