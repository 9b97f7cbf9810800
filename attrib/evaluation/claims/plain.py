"""The baselines to beat: what speakers, stances and pairs are read as without any machinery."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from attrib.claims import join_words
from attrib.corpora import AnnotatedArticle, GoldPair
from attrib.evaluation.claims.speakers import speaker_of
from attrib.quantities import Comparison, compare, find_quantities
from attrib.records import (
    Article,
    Attribution,
    Entailment,
    Judgement,
    Kind,
    Relation,
    Span,
    Stance,
    TextPair,
)
from attrib.sources.linking import UNKNOWN
from attrib.terms import terms_of
from attrib.verdicts import ACTS, NEGATED, Judge
from attrib.vocabulary import DENIAL


def plain_reading(found: AnnotatedArticle) -> AnnotatedArticle:
    """Name each speaker by the words of the source, and read stances off the cue.

    No mention is joined with another. A cue with a word of denial denies, every other asserts.
    """
    article, attributions = found.article, found.attributions
    return replace(
        found,
        speakers={one.id: join_words(article, one.source) or UNKNOWN for one in attributions},
        stances={one.id: _stance(join_words(article, one.cue)) for one in attributions},
    )


def plain_claims(found: AnnotatedArticle, *, judge: Judge) -> AnnotatedArticle:
    """Find pairs by plain inference on whole statements: attributions, speakers, stances stay.

    Every two statements by different speakers that share a content word are judged, the earlier one
    as the premise. A statement is all that stands from the first word of its source, cue or content
    to the last. Two contradict where that is the likeliest label, and corroborate where entailment
    is; its probability is theirs. Kinds are read from the words.
    """
    statements = {one.id: _statement(found.article, one) for one in found.attributions}
    terms = {id: terms_of(words).keys() for id, words in statements.items()}
    ends = [
        (a.id, b.id)
        for a, b in combinations(found.attributions, 2)
        if speaker_of(found, a.id) != speaker_of(found, b.id) and terms[a.id] & terms[b.id]
    ]
    texts = {(a, b): TextPair(statements[a], statements[b]) for a, b in ends}
    asked = list(dict.fromkeys(texts.values()))
    answers = dict(zip(asked, judge.judge(asked), strict=True))
    found_pairs = (_pair(a, b, texts[a, b], answers[texts[a, b]]) for a, b in ends)
    return replace(found, pairs=tuple(pair for pair in found_pairs if pair is not None))


def _pair(a: str, b: str, texts: TextPair, judgement: Judgement) -> GoldPair | None:
    label = _likeliest(judgement)
    if label is Entailment.NEUTRAL:
        return None
    contradict = label is Entailment.CONTRADICTION
    relation = Relation.CONTRADICTS if contradict else Relation.CORROBORATES
    return GoldPair(a, b, relation, _kind(texts), getattr(judgement, label))


def _likeliest(judgement: Judgement) -> Entailment:
    return max(Entailment, key=lambda label: getattr(judgement, label))


def _kind(texts: TextPair) -> Kind:
    """Read why two statements are related, in the order in which attrib does from propositions."""
    a, b = texts.premise, texts.hypothesis
    if DENIAL.search(a) or DENIAL.search(b) or bool(NEGATED.search(a)) != bool(NEGATED.search(b)):
        return Kind.DENIAL
    if any(
        compare(mine, theirs) is Comparison.INCOMPATIBLE
        for mine in find_quantities(a)
        for theirs in find_quantities(b)
    ):
        return Kind.NUMBER
    return Kind.RESPONSIBILITY if ACTS.search(a) and ACTS.search(b) else Kind.FACT


def _statement(article: Article, attribution: Attribution) -> str:
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    hull = Span(min(span.start for span in spans), max(span.end for span in spans))
    return join_words(article, (hull,))


def _stance(cue: str) -> Stance:
    return Stance.DENIES if DENIAL.search(cue) else Stance.ASSERTS
