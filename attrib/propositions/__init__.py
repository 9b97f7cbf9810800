"""Claims → propositions that can stand alone, so that a judge can read each without its article.

Five steps, each a module: persons (pronouns, by their antecedents and referents), counts ("41"),
events ("the attack"), clauses (what is denied as a gerund, or charged, or done), parts
(conjunctions). Before them answers, which fills what only points at another claim, as pointers and
dismissals read it ("Orr's account", "Orr's suit has no merit"); what points at nothing is empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from attrib.propositions.answers import Answer, find_answer
from attrib.propositions.clauses import make_clause
from attrib.propositions.counts import fill_count
from attrib.propositions.empty import says_nothing
from attrib.propositions.events import fill_events
from attrib.propositions.parts import split_parts
from attrib.propositions.persons import fill_persons
from attrib.propositions.pieces import join_pieces
from attrib.propositions.speakers import speaker_of
from attrib.records import Article, Attribution, Claim, Source, Stance

__all__ = ["stand_alone"]


def stand_alone(
    article: Article, claims: Sequence[Claim], sources: Sequence[Source]
) -> tuple[Claim, ...]:
    """Give each claim what it asserts or denies in sentences that can be read alone.

    The whole first, then up to four parts of it that can be true apart. Stances stay outside: what
    is denied is put unnegated. A claim that takes up others ("that is a lie", "denied the union's
    report that …") also says which it rejects or confirms; one that only points ("denied it"), and
    at nothing that is known, is marked as empty.
    """
    by_id = {source.id: source for source in sources}
    earlier: list[Claim] = []
    for claim in claims:
        if claim.attribution.content:  # "declined to comment" may have none
            claim = _complete(article, claim, by_id, earlier=earlier)
        earlier.append(claim)
    return tuple(_with_denied(claim, earlier) for claim in earlier)


def _complete(
    article: Article, claim: Claim, sources: dict[str, Source], *, earlier: Sequence[Claim]
) -> Claim:
    cue = " ".join(span.of(article.text) for span in claim.attribution.cue)
    if answer := find_answer(claim, article=article, earlier=earlier, sources=sources, cue=cue):
        return _with_answer(claim, answer, earlier)
    sentences = _sentences(article, claim, sources, cue=cue)
    return replace(claim, standalone=sentences, empty=says_nothing(claim, cue))


def _with_answer(claim: Claim, answer: Answer, earlier: Sequence[Claim]) -> Claim:
    """Say what a claim takes up; of a joint statement, all its speakers' claims."""
    made = {one.attribution.id for one in answer.claims}
    ids = tuple(one.id for one in earlier if one.attribution.id in made)
    if answer.agrees:
        return replace(claim, standalone=answer.words, confirms=ids)
    return replace(claim, standalone=answer.words, rejects=ids)


def _with_denied(claim: Claim, claims: Sequence[Claim]) -> Claim:
    """Add the claims that stand inside a denial: "denied the union's report that …"."""
    if claim.stance is not Stance.DENIES:
        return claim
    inside = (one.id for one in claims if one.via == claim.id and one.stance is Stance.ASSERTS)
    return replace(claim, rejects=tuple(dict.fromkeys((*claim.rejects, *inside))))


def _sentences(
    article: Article, claim: Claim, sources: dict[str, Source], *, cue: str
) -> tuple[str, ...]:
    source = sources.get(claim.source)
    speaker = speaker_of(article, source) if source else None
    pieces = [" ".join(span.of(article.text).split()) for span in claim.attribution.content]
    words = fill_persons(
        join_pieces(claim.proposition, pieces),
        article=article,
        attribution=claim.attribution,
        speaker=speaker,
        sources=tuple(sources.values()),
    )
    words = fill_count(words, article=article, attribution=claim.attribution)
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
