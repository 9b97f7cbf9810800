"""Gold in place of the first stages, so that a later stage is scored by its own mistakes alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from attrib.claims import claims_from
from attrib.corpora import AnnotatedArticle
from attrib.errors import CorpusError
from attrib.evaluation.claims.speakers import normalize_name
from attrib.nesting import nest
from attrib.pipeline import Given
from attrib.propositions import stand_alone
from attrib.records import Attribution, Claim, Source, SourceKind, Span
from attrib.sources.kinds import kind_of
from attrib.sources.linking import UNKNOWN
from attrib.sources.mentions import read_mention
from attrib.sources.names import is_country

Spans = tuple[Span, ...]


class Oracle(StrEnum):
    """How far the gold is given: everything up to and including this."""

    ATTRIBUTIONS = "attributions"
    SPEAKERS = "speakers"
    STANCES = "stances"


def given_by(annotated: AnnotatedArticle, oracle: Oracle | None) -> Given:
    """Return what the gold says in place of the first stages; nothing where there is no oracle.

    A joint source is two gold attributions of the same spans; here it is one attribution, with the
    first one's id, of several sources. Attributions stand in the order of their cues, as the stages
    expect. A source is named as the gold names the speaker, and its mentions are the gold's source
    spans. A claim has the gold's stance, and the proposition that `claims_from` reads.

    Raises CorpusError where the gold lacks a speaker or a stance that the oracle needs.
    """
    if oracle is None:
        return Given()
    makers = _joined(annotated.attributions)
    attributions = tuple(makers)
    if oracle is Oracle.ATTRIBUTIONS:
        return Given(attributions)
    _expect_all(annotated, annotated.speakers, "speaker", oracle)
    sources = _sources(annotated, makers)
    if oracle is Oracle.SPEAKERS:
        return Given(attributions, sources)
    _expect_all(annotated, annotated.stances, "stance", oracle)
    claims = claims_from(annotated.article, attributions, sources)
    return Given(attributions, sources, _with_gold_stances(claims, annotated, makers, sources))


@dataclass(frozen=True, slots=True)
class GoldClaims:
    """The claims of an annotated article by gold attribution id, and who makes them."""

    claims: Mapping[str, Claim]
    sources: tuple[Source, ...]


def claims_of(annotated: AnnotatedArticle) -> GoldClaims:
    """Return the claim of each gold attribution that has content and a stance, standing alone.

    A speaker that the gold lacks is unknown.
    """
    stances = annotated.stances
    known = [one for one in annotated.attributions if one.content and one.id in stances]
    speakers = {one.id: annotated.speakers.get(one.id, UNKNOWN) for one in known}
    whole = replace(annotated, attributions=tuple(known), speakers=speakers)
    given = given_by(whole, Oracle.STANCES)
    sources = given.sources or ()
    names = {source.id: source.name for source in sources}
    claims = {
        (*_spans(claim.attribution), names[claim.source]): claim
        for claim in stand_alone(annotated.article, given.claims or (), sources)
    }
    return GoldClaims({one.id: claims[*_spans(one), speakers[one.id]] for one in known}, sources)


def _spans(attribution: Attribution) -> tuple[Spans, Spans, Spans]:
    return attribution.source, attribution.cue, attribution.content


def _joined(gold: Sequence[Attribution]) -> dict[Attribution, list[str]]:
    """Map each attribution, twins joined, to the gold ids that it stands for.

    Corpora that nest give no `via`; there the spans decide.
    """
    twins: dict[tuple[Spans, Spans, Spans], list[Attribution]] = defaultdict(list)
    placed = sorted(gold, key=lambda one: (one.cue or one.content)[0])
    for one in placed if any(one.via for one in gold) else nest(placed):
        twins[_spans(one)].append(one)
    first = {one.id: group[0].id for group in twins.values() for one in group}
    return {
        replace(group[0], via=first.get(group[0].via or "")): [one.id for one in group]
        for group in twins.values()
    }


def _expect_all(
    annotated: AnnotatedArticle, known: Mapping[str, object], what: str, oracle: Oracle
) -> None:
    if lacking := [one.id for one in annotated.attributions if one.id not in known]:
        raise CorpusError(
            f"article {annotated.article.id!r}: {len(lacking)} of {len(annotated.attributions)} "
            f"attributions have no {what}, the first is {lacking[0]}; the oracle {oracle} expects "
            f"a {what} each"
        )


@dataclass(slots=True)
class _Voice:
    """What one gold speaker makes, and where the text mentions it."""

    made: list[str]
    mentions: set[Span]


def _sources(
    annotated: AnnotatedArticle, makers: Mapping[Attribution, Sequence[str]]
) -> tuple[Source, ...]:
    """Return one source a gold speaker, in the order of the first attribution."""
    voices: dict[str, _Voice] = {}
    for attribution, ids in makers.items():
        for speaker in dict.fromkeys(annotated.speakers[id] for id in ids):
            voice = voices.setdefault(speaker, _Voice([], set()))
            voice.made.append(attribution.id)
            voice.mentions.update(attribution.source)
    return tuple(
        Source(f"S{n}", name, _kind(name), tuple(sorted(voice.mentions)), tuple(voice.made))
        for n, (name, voice) in enumerate(voices.items(), start=1)
    )


def _kind(speaker: str) -> SourceKind:
    if normalize_name(speaker) == UNKNOWN:
        return SourceKind.UNKNOWN
    is_person = any(voice.is_person for voice in read_mention(speaker))
    return kind_of([speaker], is_person=is_person, is_country=is_country(speaker))


def _with_gold_stances(
    claims: Sequence[Claim],
    annotated: AnnotatedArticle,
    makers: Mapping[Attribution, Sequence[str]],
    sources: Sequence[Source],
) -> tuple[Claim, ...]:
    names = {source.id: source.name for source in sources}
    stances = {
        (attribution.id, annotated.speakers[id]): annotated.stances[id]
        for attribution, ids in makers.items()
        for id in ids
    }
    return tuple(
        replace(claim, stance=stances[claim.attribution.id, names[claim.source]])
        for claim in claims
    )
