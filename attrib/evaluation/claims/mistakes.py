"""Every mistake in the words of the article, for reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from attrib.corpora import AnnotatedArticle, GoldPair
from attrib.evaluation.claims.alignment import Alignment, Ends, match_pairs
from attrib.evaluation.claims.counts import RELATIONS, align_all, has_wrong_kind
from attrib.evaluation.claims.speakers import speaker_of
from attrib.records import Kind, Relation, Span, Stance

GAP = " … "  # between the spans of a discontinuous text


class Stage(StrEnum):
    """What a mistake is in, in the order of the flow."""

    ATTRIBUTION = "attribution"
    SPEAKER = "speaker"
    STANCE = "stance"
    CONTRADICTS = "contradicts"
    CORROBORATES = "corroborates"
    UPDATES = "updates"
    KIND = "kind"


class Flaw(StrEnum):
    """What the mistake is: gold not found, found but not gold, or both there and different."""

    MISSED = "missed"
    SPURIOUS = "spurious"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution (by its id) in words; what it lacks, and what is not known, is None."""

    id: str
    speaker: str | None
    stance: Stance | None
    source: str | None
    cue: str | None
    content: str | None
    proposition: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimMistake:
    """One mistake, with the statements that it is about on both sides.

    `gold` and `found` hold two statements where the mistake is in a pair; a side lacks those that
    the other side's are not aligned to. Relations, kinds and `probability` (0–1, of the found pair)
    are None where the mistake is in no pair or the side has none. `start` is the place in the
    article of the first character of any statement.
    """

    article: str
    stage: Stage
    what: Flaw
    start: int
    gold: tuple[Statement, ...]
    found: tuple[Statement, ...]
    gold_relation: Relation | None = None
    found_relation: Relation | None = None
    gold_kind: Kind | None = None
    found_kind: Kind | None = None
    probability: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the mistake as plain values for a row of JSON."""
        row = asdict(self)
        return row | {"gold": list(row["gold"]), "found": list(row["found"])}


def mistakes_claims(
    gold: Sequence[AnnotatedArticle],
    found: Mapping[str, AnnotatedArticle],
) -> list[ClaimMistake]:
    """Return all that `score_claims` counts as mistaken, by article, stage and place.

    The articles are in the order of `gold`. A gold pair that was found with another relation is
    one mistake, *wrong*, of the gold's relation. A right contradiction with another kind is a
    mistake of the kind.
    """
    order = list(Stage)
    return [
        mistake
        for alignment in align_all(gold, found)
        for mistake in sorted(
            _mistakes(alignment),
            key=lambda one: (order.index(one.stage), one.start),
        )
    ]


@dataclass(frozen=True, slots=True)
class _Finding:
    """A mistake by the ids of the attributions, or the pairs, that it is about."""

    stage: Stage
    what: Flaw
    gold: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    gold_pair: GoldPair | None = None
    found_pair: GoldPair | None = None


def _mistakes(alignment: Alignment) -> Iterator[ClaimMistake]:
    ours, theirs = _statements(alignment.gold), _statements(alignment.found)
    our_starts, their_starts = _starts(alignment.gold), _starts(alignment.found)
    for one in (*_about_attributions(alignment), *_about_pairs(alignment)):
        gold, found = one.gold_pair, one.found_pair
        yield ClaimMistake(
            article=alignment.gold.article.id,
            stage=one.stage,
            what=one.what,
            start=min(
                [*(our_starts[id] for id in one.gold), *(their_starts[id] for id in one.found)]
            ),
            gold=tuple(ours[id] for id in one.gold),
            found=tuple(theirs[id] for id in one.found),
            gold_relation=gold.relation if gold else None,
            found_relation=found.relation if found else None,
            gold_kind=gold.kind if gold else None,
            found_kind=found.kind if found else None,
            probability=found.probability if found else None,
        )


def _about_attributions(alignment: Alignment) -> Iterator[_Finding]:
    gold, found = alignment.gold, alignment.found
    for one in gold.attributions:
        if one.id not in alignment.found_ids:
            yield _Finding(Stage.ATTRIBUTION, Flaw.MISSED, gold=(one.id,))
    for one in found.attributions:
        if one.id not in alignment.gold_ids:
            yield _Finding(Stage.ATTRIBUTION, Flaw.SPURIOUS, found=(one.id,))
    for ours, theirs in alignment.found_ids.items():
        if ours in gold.speakers and speaker_of(gold, ours) != speaker_of(found, theirs):
            yield _Finding(Stage.SPEAKER, Flaw.WRONG, (ours,), (theirs,))
        if ours in gold.stances and gold.stances[ours] is not found.stances.get(theirs):
            yield _Finding(Stage.STANCE, Flaw.WRONG, (ours,), (theirs,))


def _about_pairs(alignment: Alignment) -> Iterator[_Finding]:
    matched = {relation: match_pairs(alignment, relation) for relation in RELATIONS}
    spurious = [pair for each in matched.values() for pair in each.spurious]
    otherwise = {alignment.in_gold(pair): pair for pair in spurious}
    wrong = []
    for relation, pairs in matched.items():
        for missed in pairs.missed:
            found = otherwise.get(Ends((missed.a, missed.b)))
            wrong.append(found)
            what = Flaw.WRONG if found else Flaw.MISSED
            yield _in_pair(alignment, Stage(relation), what, gold=missed, found=found)
    for pair in spurious:
        if pair not in wrong:
            yield _in_pair(alignment, Stage(pair.relation), Flaw.SPURIOUS, found=pair)
    for right in matched[Relation.CONTRADICTS].right:
        if has_wrong_kind(right):
            yield _in_pair(alignment, Stage.KIND, Flaw.WRONG, gold=right.gold, found=right.found)


def _in_pair(
    alignment: Alignment,
    stage: Stage,
    what: Flaw,
    *,
    gold: GoldPair | None = None,
    found: GoldPair | None = None,
) -> _Finding:
    """Write down both pairs, or for the one that is not there what its ends are aligned to."""
    ours, theirs = ((pair.a, pair.b) if pair else () for pair in (gold, found))
    gold_ids, found_ids = alignment.gold_ids, alignment.found_ids
    return _Finding(
        stage,
        what,
        ours or tuple(gold_ids[id] for id in theirs if id in gold_ids),
        theirs or tuple(found_ids[id] for id in ours if id in found_ids),
        gold,
        found,
    )


def _statements(annotated: AnnotatedArticle) -> dict[str, Statement]:
    return {
        one.id: Statement(
            id=one.id,
            speaker=annotated.speakers.get(one.id),
            stance=annotated.stances.get(one.id),
            source=_words(annotated, one.source),
            cue=_words(annotated, one.cue),
            content=_words(annotated, one.content),
            proposition=annotated.propositions.get(one.id),
        )
        for one in annotated.attributions
    }


def _words(annotated: AnnotatedArticle, spans: Sequence[Span]) -> str | None:
    return GAP.join(span.of(annotated.article.text) for span in spans) or None


def _starts(annotated: AnnotatedArticle) -> dict[str, int]:
    return {
        one.id: min(span.start for span in (*one.source, *one.cue, *one.content))
        for one in annotated.attributions
    }
