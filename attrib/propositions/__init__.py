"""Claims → propositions that can stand alone, so that a judge can read each without its article.

Four steps, each a module: persons (pronouns), events ("the attack"), clauses (what is denied as a
gerund), parts (conjunctions); and answers, which fills what only points at another claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attrib.propositions.answers import Said, fill_answer
from attrib.propositions.clauses import make_clause
from attrib.propositions.events import fill_events
from attrib.propositions.parts import split_parts
from attrib.propositions.persons import fill_persons, speaker_of
from attrib.propositions.pieces import join_pieces
from attrib.records import Article, Attribution, Claim, Source

__all__ = ["stand_alone"]


def stand_alone(
    article: Article, claims: Sequence[Claim], sources: Sequence[Source]
) -> tuple[Claim, ...]:
    """Give each claim what it asserts or denies in sentences that can be read alone.

    The whole first, then up to four parts of it that can be true apart. Stances stay outside: what
    is denied is put unnegated.
    """
    by_id = {source.id: source for source in sources}
    earlier: list[Said] = []
    for claim in claims:
        has_words = bool(claim.attribution.content)  # "declined to comment" may have none
        words = _one(article, claim, by_id, earlier=earlier) if has_words else ()
        earlier.append(Said(claim, words))
    return tuple(replace(said.claim, standalone=said.words) for said in earlier)


def _one(
    article: Article, claim: Claim, sources: dict[str, Source], *, earlier: Sequence[Said]
) -> tuple[str, ...]:
    cue = " ".join(span.of(article.text) for span in claim.attribution.cue)
    everyone = tuple(sources.values())
    if answered := fill_answer(claim, article=article, earlier=earlier, sources=everyone, cue=cue):
        return answered
    source = sources.get(claim.source)
    speaker = speaker_of(article, source) if source else None
    pieces = [" ".join(span.of(article.text).split()) for span in claim.attribution.content]
    words = fill_persons(
        join_pieces(claim.proposition, pieces),
        article=article,
        attribution=claim.attribution,
        speaker=speaker,
        sources=everyone,
    )
    words = fill_events(words, article=article, attribution=claim.attribution)
    words = make_clause(
        words,
        cue=cue,
        stance=claim.stance,
        speaker=speaker,
        between=_between(article, claim.attribution),
    )
    return split_parts(words)


def _between(article: Article, attribution: Attribution) -> str:
    """Return the words between cue and content, on one line."""
    if not attribution.cue:
        return ""
    start = attribution.cue[-1].end
    return " ".join(article.text[start : max(start, attribution.content[0].start)].split())
