"""Cues that a tagger misses: verbs inside another's content, after "and", and nouns with an owner.

Words alone propose them; an attribution comes of a proposal only where the tagger then finds a
content for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from attrib.attributions.words import (
    ADVERB,
    AT_LEVEL,
    AUXILIARY,
    DETERMINER,
    NUMBER,
    REPORTED,
    REPORTING,
    REPORTS,
    in_quotation,
)
from attrib.records import Article, Attribution, Span, TaggedSpan

SURE = 0.5  # confidence of a cue that words alone propose
SURE_OF_CONTENT = 0.5
MIN_WORDS = 3  # of a content, where it has no figure: not "said so", "claimed otherwise"
MAX_SUBJECT = 70  # characters
NEAR = 80  # characters before a verb that tell how it stands

VERBS = re.compile(
    rf"(?<![\w-])(?:{REPORTED}|{REPORTS}|(?P<gerund>{REPORTING}))(?![\w-])"
    r"(?! (?:to|down|up|in|out|off|the truth|so|of|war|(?:[\w,-]+ )?li(?:fe|ves))\b)"
)
JOINED_ONLY = re.compile(  # verbs with other uses, unless "and" joins them to a cue
    r"\b(?:blamed(?=\s)|called(?=\s)|declined to (?:comment on|confirm|discuss|say)\b)"
)
NEEDS_CLAUSE = frozenset("complained declared estimated reported announced".split())
CLAUSE_AFTER = re.compile(
    rf"\s+(?:(?:[\w’'-]+\s+){{0,3}}that|{NUMBER}|\w+ing|the\s+\w+\s+to\s+be)\b", re.IGNORECASE
)
NOT_FINITE = re.compile(  # "was told", "the alleged", "as saying", "for claiming"
    rf"(?:\b(?:be|been|being|was|were|is|are|get|got|{DETERMINER}|as|as having|having|for|by|in|of|"
    rf"from|than|about|on|after|before|without|despite)|[’']s)\s+(?:{ADVERB}\s+)?$",
    re.IGNORECASE,
)
ORDERED = re.compile(r"\s+(?:[\w’'.-]+\s+){1,3}?to\s+\w")  # "told him to stop"
GERUND_SUBJECT = re.compile(rf"(?:,|\b{DETERMINER}(?:\s+\w+){{1,3}})\s+$", re.IGNORECASE)
NOBODY = re.compile(  # speaks for no source: "I told", "whoever claims", "no customer"
    r"(?:i|we|you|one|who|anyone|anybody|everyone|no|nobody|none|somebody|someone|whoever)\b",
    re.IGNORECASE,
)
EMPTY_CONTENT = re.compile(r"(?:what|whatever|something)\b", re.IGNORECASE)
FIGURES = re.compile(  # "puts the dead at 31", "gave the turnout as 81 per cent", "spoke of 12"
    rf"\b(?:puts?(?=\s+(?:[\w’'-]+\s+){{1,6}}at\s+{NUMBER})"
    rf"|g(?:ave|ives)(?=\s+(?:the|a|its|their)\s+(?:[\w’'-]+\s+){{1,4}}(?:as|at)\s+{NUMBER})"
    rf"|g(?:ave|ives)(?=\s+{NUMBER}(?:\s+(?:per cent|percent|dead))?[.,;])"
    rf"|sp(?:oke|eaks)(?=\s+(?:[\w’'-]+\s+){{0,2}}of\s+{NUMBER})"
    rf"|counted(?=\s+{NUMBER}[.,;]))",
    re.IGNORECASE,
)
SHOWS = re.compile(
    r"(?<![\w-])(?:points? to|shows|showed|lists|listed|names|named|states(?= that)|records|notes|"
    r"says|gives|puts)(?![\w-])"
)
DOCUMENT = re.compile(
    r"\b(?:bulletin|certificate|declaration|diary|document|e-?mail|entry|file|footage|form|"
    r"inventory|ledger|letter|list|log|manifest|memo|minutes|note|paper|poll|receipt|record|"
    r"register|report|sheet|study|survey|tally|video)s?\b",
    re.IGNORECASE,
)
NOUN = (
    r"(?P<cue>(?:accounts?|accusations?|allegations?|assertions?|assurances?|claims?|complaints?|"
    r"conclusions?|contention|denials?|findings?|insistence|reports?|statements?|suggestions?))\b"
)
CLAUSE = (
    r"(?=\s+(?:[\w’'-]+\s+){0,4}?(?<!\bof )(?<!\bin )(?<!\bon )(?<!\bat )(?P<clause>that\s+"
    r"(?!is\b|was\b|were\b|are\b)|to have\b|of having\b))"
)
OWNED = re.compile(
    rf"(?P<owner>\b(?:his|her|its|their)|\b(?:(?:the|a|an)\s+(?:(?!{DETERMINER}\b|\w+ed\b)[\w-]+\s+)"
    r"{0,3}|(?:[A-Z][\w.-]{0,30}\s+){0,4})[\w.-]{1,40}(?:[’']s|(?<=s)[’']))"
    rf"\s+(?:[\w-]+\s+){{0,2}}?{NOUN}{CLAUSE}"
)
BY_GROUP = re.compile(
    r"\b(?P<owner>army|company|defen[cs]e|family|government|hospital|intelligence|media|military|"
    rf"ministry|newspaper|opposition|police|press|prosecution|rebel|union)\s+{NOUN}{CLAUSE}"
)
FROM_OWNER = re.compile(
    rf"{NOUN}\s+(?:from|by|in)\s+(?P<owner>(?:(?:the|a|an)\s+)?(?:[\w’'-]+\s+){{0,3}}?"
    r"[A-Z][\w’'-]*(?:\s+[A-Za-z][\w’'-]*){0,2}?|police|residents|witnesses)\s+(?P<clause>that)\b"
)

QUOTED = re.compile(  # "quoted the minister as saying"
    r"\bquot(?:ed|es|ing)\s+(?P<owner>[^.;:“\"\n]{2,90}?),?\s+(?P<cue>as\s+(?:having\s+said|saying))"
    r"\s+(?P<clause>)"
)
VERB_ONLY = re.compile(rf"(?:{AUXILIARY}|having|{ADVERB}|\s)+")
SUBJECT = re.compile(
    rf"(?:that\s+)?(?P<subject>(?:{DETERMINER}\b|he\b|she\b|it\b|they\b|[A-Z])"
    rf"(?:(?! (?:and|but|that|who|which|was|were|is|had|has|have|when|if) )[^;:])*?),?"
    rf"(?:\s+{AUXILIARY})?(?:\s+{ADVERB})*\s+"
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A cue that words propose; of a noun they also tell the owner and where its clause begins."""

    cue: Span
    source: Span | None = None
    clause: int = 0
    document: bool = False


def propose_cues(
    article: Article, cues: Sequence[TaggedSpan], drafts: Sequence[Attribution]
) -> list[Proposal]:
    """Propose cues beside those found, in the order of the text; none overlaps another."""
    proposals = [*_nouns(article), *_verbs(article), *_documents(article, drafts)]
    taken = {place for cue in cues for place in range(cue.span.start, cue.span.end)}
    kept = []
    for proposal in proposals:
        places = range(proposal.cue.start, proposal.cue.end)
        if taken.isdisjoint(places) and not in_quotation(article.text, proposal.cue.start):
            taken.update(places)
            kept.append(proposal)
    return sorted(kept, key=lambda proposal: proposal.cue)


def _nouns(article: Article) -> Iterator[Proposal]:
    for pattern in (OWNED, FROM_OWNER, BY_GROUP, QUOTED):
        for found in pattern.finditer(article.text):
            cue, owner = Span(*found.span("cue")), Span(*found.span("owner"))
            yield Proposal(cue, owner, clause=found.start("clause"))


def _verbs(article: Article) -> Iterator[Proposal]:
    for found in (*VERBS.finditer(article.text), *FIGURES.finditer(article.text)):
        if not NOT_FINITE.search(_before(article, found)) and _can_report(article, found):
            yield Proposal(Span(*found.span()))
    for found in JOINED_ONLY.finditer(article.text):
        if AT_LEVEL.search(_before(article, found)):
            yield Proposal(Span(*found.span()))


def _before(article: Article, found: re.Match[str]) -> str:
    return article.text[max(0, found.start() - NEAR) : found.start()]


def _can_report(article: Article, verb: re.Match[str]) -> bool:
    """Whether a verb stands as verbs of reporting do, by the words beside it."""
    word = verb.group()
    if word in ("told", "tells", "telling"):
        return not ORDERED.match(article.text, verb.end())
    if word in NEEDS_CLAUSE:
        return CLAUSE_AFTER.match(article.text, verb.end()) is not None
    if verb.groupdict().get("gerund"):
        return GERUND_SUBJECT.search(_before(article, verb)) is not None
    return True


def _documents(article: Article, drafts: Sequence[Attribution]) -> Iterator[Proposal]:
    attributed = {
        place for draft in drafts for s in draft.content for place in range(s.start, s.end)
    }
    for found in SHOWS.finditer(article.text):
        if found.start() not in attributed:
            yield Proposal(Span(*found.span()), document=True)


def accept(
    article: Article, proposal: Proposal, draft: Attribution | None, around: Sequence[Attribution]
) -> Attribution | None:
    """Return the attribution that came of a proposal, its source put right, or None."""
    if draft is None or draft.confidence < SURE * SURE_OF_CONTENT:
        return None
    if proposal.source:
        return _owned(article, draft, proposal.source, proposal.clause)
    if proposal.document:
        source = " ".join(span.of(article.text) for span in draft.source)
        after = draft.content[0].start > proposal.cue.start
        return draft if after and DOCUMENT.search(source) else None
    if not _says_enough(article, draft):
        return None
    placed = _placed(article, draft, around)
    if not placed or not placed.source or NOBODY.match(placed.source[0].of(article.text)):
        return None
    return placed


def _owned(article: Article, draft: Attribution, owner: Span, clause: int) -> Attribution | None:
    """Give a noun its owner as source, and of its content what follows "that"."""
    content = tuple(Span(max(s.start, clause), s.end) for s in draft.content if s.end > clause)
    draft = replace(draft, source=(owner,), content=content)
    return draft if content and _says_enough(article, draft) else None


def _says_enough(article: Article, draft: Attribution) -> bool:
    words = " ".join(span.of(article.text) for span in draft.content)
    enough = len(words.split()) >= MIN_WORDS or re.search(NUMBER, words) is not None
    return enough and not EMPTY_CONTENT.match(words)


def _placed(
    article: Article, draft: Attribution, around: Sequence[Attribution]
) -> Attribution | None:
    """Keep the source of a nested cue inside the content that it is nested in."""
    cue = draft.cue[0]
    held = [(s, other) for other in around for s in other.content if s.contains(cue)]
    if not held or AT_LEVEL.search(article.text, held[0][0].start, cue.start):
        return draft
    content, other = min(held, key=lambda pair: pair[0].end - pair[0].start)
    inside = [
        Span(max(s.start, content.start), s.end) for s in draft.source if s.end > content.start
    ]
    inside = [s for s in inside if not VERB_ONLY.fullmatch(s.of(article.text))]
    if inside:
        return replace(draft, source=tuple(inside))
    if cue.of(article.text).endswith("ing"):  # "rejected the charge, saying …"
        return draft
    subject = _subject(article, content, other, cue)
    return replace(draft, source=(subject,)) if subject else None


def _subject(article: Article, content: Span, other: Attribution, cue: Span) -> Span | None:
    """Return the subject between the start of a content and a cue in it, if it is short.

    Of "A teller, she said, had told her …" it is the piece of content before.
    """
    words = article.text[content.start : cue.start]
    if VERB_ONLY.fullmatch(words):
        before = [s for s in other.content if s.end <= content.start]
        return before[-1] if before and before[-1].end - before[-1].start <= MAX_SUBJECT else None
    found = SUBJECT.fullmatch(words)
    if not found or found.end("subject") - found.start("subject") > MAX_SUBJECT:
        return None
    return Span(content.start + found.start("subject"), content.start + found.end("subject"))
