"""The cues that a tagger finds, each made a whole verb group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from attrib.attributions.passages import Tagger, cue_passages
from attrib.attributions.words import ADVERB, REPORTED
from attrib.records import Article, Role, Span, TaggedSpan

PERFECT = re.compile(rf"(?:has|have|had)(?: {ADVERB})*", re.IGNORECASE)
PARTICIPLE = re.compile(
    rf"(?: {ADVERB})* (?:(?P<reported>{REPORTED}|spoken of|called for|asked)|\w+ed|\w+en|been)\b"
)


def find_cues(article: Article, *, tagger: Tagger) -> list[TaggedSpan]:
    """Find the cues; passages overlap, so the surer of two overlapping cues stays."""
    tagged = tagger.tag(cue_passages(article))
    found = {cue.span: cue for spans in tagged for cue in spans if cue.role is Role.CUE}
    kept: list[TaggedSpan] = []
    for cue in sorted(found.values(), key=lambda cue: (-cue.confidence, cue.span)):
        if not any(cue.span.overlaps(other.span) for other in kept):
            kept.append(cue)
    return sorted(_with_verbs(article, kept), key=lambda cue: cue.span)


def _with_verbs(article: Article, cues: list[TaggedSpan]) -> Iterator[TaggedSpan]:
    """Complete "had" by its verb of reporting; before any other participle it is no cue."""
    for cue in cues:
        verb = PARTICIPLE.match(article.text, cue.span.end)
        if not verb or not PERFECT.fullmatch(cue.span.of(article.text)):
            yield cue
        elif verb["reported"]:
            yield replace(cue, span=Span(cue.span.start, verb.end()))
