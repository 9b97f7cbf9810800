"""Attributions → claims: a source, its stance and the proposition it takes it on.

"The army denied striking the school" is (army, denies, "striking the school"), so that the
wrapper and the content can be judged apart. A joint source ("Russia and Syria") gives one claim
for each of its members.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrib.quantities import find_quantities
from attrib.records import Article, Attribution, Claim, Source, Span, Stance
from attrib.stances import REPORT_NOUNS, StancedContent, detect_stance

QUOTES = "\"“”„‟«»‘’'`"
COMPLEMENTIZER = re.compile(r"^(?:that|which says that|to the effect that)\s+", re.IGNORECASE)
WHETHER = re.compile(r"^whether\s+", re.IGNORECASE)
REPORTED = re.compile(
    r"^(?:the |any |all |such |these |those |as )?(?:\w+ )?" + REPORT_NOUNS + r" that\s+",
    re.IGNORECASE,
)


def claims_from(
    article: Article, attributions: Sequence[Attribution], sources: Sequence[Source]
) -> tuple[Claim, ...]:
    """Return one claim a source and attribution, in the order of the attributions.

    Ids are C1, C2, …; `via` is the first claim of the enclosing attribution.
    """
    makers = {
        attribution.id: [source for source in sources if attribution.id in source.attributions]
        for attribution in attributions
    }
    first_ids: dict[str, str] = {}
    slots: list[tuple[str, Attribution, Source]] = []
    for attribution in attributions:
        for source in makers[attribution.id]:
            slots.append((f"C{len(slots) + 1}", attribution, source))
            first_ids.setdefault(attribution.id, slots[-1][0])
    return tuple(_claim(article, *slot, first_ids=first_ids) for slot in slots)


def read_stance(article: Article, attribution: Attribution) -> StancedContent:
    """Read the stance of an attribution, and its content as a clean proposition."""
    if not attribution.cue:
        words = clean_proposition(join_words(article, attribution.content))
        return StancedContent(Stance.ASSERTS, words)
    cue = Span(attribution.cue[0].start, attribution.cue[-1].end)
    spans = attribution.content or attribution.cue  # "declined to comment" may have no content
    content = Span(spans[0].start, spans[-1].end)
    sentence = _sentence_around(article, cue)
    stanced = detect_stance(
        join_words(article, attribution.cue),
        _without_wrapping(join_words(article, attribution.content)),
        before=article.text[sentence.start : cue.start],
        between=article.text[cue.end : max(cue.end, content.start)],
        after=article.text[max(cue.end, content.end) : sentence.end],
        source=join_words(article, attribution.source),
    )
    return StancedContent(stanced.stance, clean_proposition(stanced.content))


def join_words(article: Article, spans: Sequence[Span]) -> str:
    """Return the words of discontinuous spans as one line."""
    return " ".join(" ".join(span.of(article.text).split()) for span in spans)


def clean_proposition(words: str) -> str:
    """Strip quotation marks, "that" and "claims that" from the outside of a content."""
    words = _without_wrapping(words)
    words = REPORTED.sub("", words)
    return WHETHER.sub("", _without_wrapping(words)).strip()


def _claim(
    article: Article,
    id: str,
    attribution: Attribution,
    source: Source,
    *,
    first_ids: dict[str, str],
) -> Claim:
    stanced = read_stance(article, attribution)
    return Claim(
        id=id,
        source=source.id,
        stance=stanced.stance,
        proposition=stanced.content,
        attribution=attribution,
        quantities=find_quantities(stanced.content),
        via=first_ids.get(attribution.via) if attribution.via else None,
    )


def _without_wrapping(words: str) -> str:
    words = words.strip(" \t\n,;:.-–—")
    inner = words.strip(QUOTES + " ,.")
    if not any(mark in inner for mark in '"“”«»'):
        words = inner
    return COMPLEMENTIZER.sub("", words).strip()


def _sentence_around(article: Article, span: Span) -> Span:
    touched = [article.sentences[n] for n in article.sentences_at(span)]
    return touched[0] if len(touched) == 1 and touched[0].contains(span) else span
