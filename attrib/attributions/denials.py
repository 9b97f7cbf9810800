"""What a denial denies: the thing dismissed, without its label and without the answer to it.

"Dismissed the report as a forgery: no lorry had left" dismisses the report, and what follows the
colon is a statement of the same speaker.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from attrib.attributions.words import ADVERB, AUXILIARY, DETERMINER, in_quotation
from attrib.records import Article, Attribution, Span, TaggedSpan

NEAR = 120  # characters before a verb in which its subject begins
SURE = 0.5  # confidence of a denial that words alone tell
REJECTS = re.compile(
    r"\b(?:contest(?:s|ed|ing)?|den(?:y|ies|ied|ying)|dismiss\w*|disput(?:es?|ed|ing)|rebut\w*|"
    r"refut\w+|reject\w*|scoff\w* at|brand(?:s|ed|ing)|denounc\w+)\b",
    re.IGNORECASE,
)
CALLS = re.compile(r"\b(?:brand|call|label|term)(?:s|ed|led|ing|ling)?\b", re.IGNORECASE)
UNTRUE = (
    r"[\"“]?(?:(?:an?|the|pure|sheer|mere|utter|entirely|wholly|completely|simply|complete|total|"
    r"clumsy|malicious|cynical|convenient|outright|irresponsible)\s+)*"
    r"(?:lies?|false\w*|baseless|groundless|unfounded|untrue|nonsense|absurd\w*|fabricat\w+|fak\w+|"
    r"forger\w+|invent\w+|fictions?|fantas\w+|propaganda|slander\w*|smears?|hoax\w*|myths?|"
    r"fairy tales?|fables?|rumou?rs?|(?<=convenient )story|(?<=the )work of|disinformation|"
    r"misinformation|made[- ]up|bogus|"
    r"without (?:any )?(?:foundation|basis|merit))\b"
)
WORD = r"(?!(?:as|and|but|that)\b)[\w’'-]+"
THING = (  # this, the tale, the committee's figure, talk of a night shift
    r"(?:(?:this|that|it|these|them)\b|"
    rf"(?:{DETERMINER}|all|both|such|claims?|reports?|rumou?rs?|talk|suggestions?)(?:\s+{WORD}){{0,9}}?)"
)
# "calls for an inquiry, which the town had backed, | were rejected | by the council": the subject
# is what is rejected, and not the clause beside it.
PASSIVE = re.compile(
    r"\b(?:is|are|was|were|been|being)\s+(?:\w+ly\s+)?"
    r"(?:rejected|denied|dismissed|disputed|refuted|rebutted|contested)$",
    re.IGNORECASE,
)
BESIDE = re.compile(r",\s+(?:(?:in |of |for )?which|where|who|whose|whom|when)\s+$", re.IGNORECASE)
OPENING = re.compile(
    r"(?:for (?:instance|example)|but|and|yet|so|however|meanwhile|instead|later|earlier|still|"
    r"in [12]\d{3}|on \w+day),?\s+",
    re.IGNORECASE,
)
LABELLED = re.compile(rf"\s+(?P<thing>{THING}),?\s+as\s", re.IGNORECASE)
CALLED = re.compile(rf"\s+(?P<thing>{THING})\s+{UNTRUE}", re.IGNORECASE)
PLAIN = re.compile(
    rf"\s+(?P<thing>{THING})(?:, too)?(?=[.,;:]|\s+(?:and|but|on|from|at)\s)",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    rf"(?:^|[;:]\s+|,\s+(?:and|but)\s+)(?P<subject>(?:{DETERMINER}\s+\w|[A-Z]|he\b|she\b|it\b|they\b)"
    rf"[^;:]{{0,80}}?),?(?:\s+{AUXILIARY})?(?:\s+{ADVERB})*\s+$"
)


def restate_denials(
    article: Article, cues: Sequence[TaggedSpan], drafts: Sequence[Attribution]
) -> list[Attribution]:
    """Put the contents of denials right, and add those denials that have no content yet."""
    known = [span for draft in drafts for span in draft.cue]
    restated = [found for draft in drafts for found in _restate(article, draft, known)]
    return [*restated, *_without_content(article, cues, known)]


def _restate(article: Article, draft: Attribution, known: Sequence[Span]) -> Iterator[Attribution]:
    """Yield a draft with the thing denied as its content, and apart what follows a colon."""
    cue = draft.cue[-1]
    if any(span.start < cue.start for span in draft.content):
        yield replace(draft, content=_whole_subject(article, draft))
        return
    thing = _labelled(article, cue)
    if thing and any(span.end > thing.start for span in draft.content):
        yield replace(draft, content=(thing,))
        return
    colon = _colon(article, draft)
    denied = _denied(article, draft, colon) if colon else ()
    if not colon or not denied:
        yield draft
        return
    yield replace(draft, content=denied)
    answer = tuple(Span(max(s.start, colon + 2), s.end) for s in draft.content if s.end > colon + 2)
    # An answer with a cue in it ("…, he said") is an attribution already.
    if answer and not any(span.contains(other) for span in answer for other in known):
        yield replace(draft, source=(), cue=(), content=answer)


def _whole_subject(article: Article, draft: Attribution) -> tuple[Span, ...]:
    """Return the content, or the whole subject of a passive of which it is a clause beside."""
    cue, first = draft.cue[-1], draft.content[0]
    within = article.sentences_at(cue)
    start = article.sentences[within[0]].start if within else cue.start
    before, verb = article.text[start : first.start], article.text[start : cue.end]
    if not PASSIVE.search(verb) or not BESIDE.search(before):
        return draft.content
    if opening := OPENING.match(before):
        start += opening.end()
    return (replace(first, start=start), *draft.content[1:])


def _colon(article: Article, draft: Attribution) -> int | None:
    """Return where the answer to what is denied begins, in the sentence of the denial."""
    cue, end = draft.cue[-1], draft.content[-1].end
    colon = article.text.find(": ", cue.end, end)
    if colon < 0 or not _rejects(article, cue) or in_quotation(article.text, colon):
        return None
    stopped = re.search(r"[.\n]\s", article.text[cue.end : colon])
    return None if stopped else colon


def _denied(article: Article, draft: Attribution, colon: int) -> tuple[Span, ...]:
    """Return what is denied before a colon: a content found there, or the thing after the cue."""
    kept = tuple(Span(s.start, min(s.end, colon)) for s in draft.content if s.start < colon)
    plain = PLAIN.match(article.text, draft.cue[-1].end)
    if kept or not plain or plain.end() > colon:
        return kept
    return (Span(*plain.span("thing")),)


def _labelled(article: Article, cue: Span) -> Span | None:
    """Return what a cue labels: "the report" of "dismissed the report as a forgery"."""
    if _rejects(article, cue) and (found := LABELLED.match(article.text, cue.end)):
        return Span(*found.span("thing"))
    called = CALLS.fullmatch(cue.of(article.text).rsplit(maxsplit=1)[-1])
    if called and (found := CALLED.match(article.text, cue.end)):
        return Span(*found.span("thing"))
    return None


def _rejects(article: Article, cue: Span) -> bool:
    return REJECTS.search(cue.of(article.text)) is not None


def _without_content(
    article: Article, cues: Sequence[TaggedSpan], known: Sequence[Span]
) -> Iterator[Attribution]:
    """Yield "rejected that", "contested the figure": denials in which no content was found."""
    done = {place for span in known for place in range(span.start, span.end)}
    at = {place: cue for cue in cues for place in range(cue.span.start, cue.span.end)}
    for verb in REJECTS.finditer(article.text):
        thing = PLAIN.match(article.text, verb.end()) or LABELLED.match(article.text, verb.end())
        if not thing or verb.start() in done:
            continue
        found = at.get(verb.start())
        cue, sure = (found.span, found.confidence) if found else (Span(*verb.span()), SURE)
        source, content = _subject(article, cue), Span(*thing.span("thing"))
        if source and not content.overlaps(cue):
            yield Attribution("", (source,), (cue,), (content,), confidence=round(sure, 4))


def _subject(article: Article, cue: Span) -> Span | None:
    """Return the words of the sentence before a verb, where they can be its subject."""
    within = article.sentences_at(cue)
    if not within:
        return None
    start = article.sentences[within[0]].start
    words = article.text[start : cue.start][-NEAR:]
    start = cue.start - len(words)
    found = SUBJECT.search(words)
    if not found or in_quotation(article.text, cue.start):
        return None
    return Span(start + found.start("subject"), start + found.end("subject"))
