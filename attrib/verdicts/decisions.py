"""Signals → verdicts: which relation is reported, why, and when nothing is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from attrib.quantities import is_update, looks_back
from attrib.records import Article, Claim, Kind, Pair, Relation, Source, Span, Stance, Verdict
from attrib.verdicts.apart import are_apart
from attrib.verdicts.combiner import OUTCOMES, Combiner
from attrib.verdicts.evidence import find_evidence
from attrib.verdicts.neighbours import Probabilities
from attrib.verdicts.numbers import are_part_and_whole
from attrib.verdicts.readings import Judge
from attrib.verdicts.signals import NEGATED, Signals, read_signals
from attrib.verdicts.victims import are_other_victims

# From here a relation is reported. A contradiction has to be likelier than not: seven of ten are
# right then on held-back stories. Half of the corroborations are, which accuse nobody.
PRINTED = {Relation.CONTRADICTS: 0.5, Relation.CORROBORATES: 0.35}
# Stories hold too few self-contradictions to weigh them by: of one speaker's two claims in much the
# same words, one of them negated, less is enough.
OWN_PRINTED = 0.4
SAME_WORDS = 0.9  # affinity of those
DOUBTFUL = 0.2  # from here to PRINTED a pair is undetermined; below, unrelated
TAKEN_UP = 0.9  # of a claim that rejects or confirms another one by name: nine of ten on stories
JUDGED = 0.2  # what the judge must say of one reading: shared words alone decide nothing

ACTS = re.compile(
    r"\b(?:by|behind|responsib\w+|blam\w+|carried out|fired|launched|shelled|bombed|struck|"
    r"attacked|"
    r"shot|accus\w+|caused|perpetrat\w+|hacked|poisoned|planted|ordered|orchestrat\w+)\b",
    re.IGNORECASE,
)


def judge_pairs(
    article: Article,
    pairs: Sequence[Pair],
    sources: Sequence[Source],
    *,
    judge: Judge,
    combiner: Combiner,
) -> tuple[Verdict, ...]:
    """Return a verdict for each pair that is related or may be, in the order of the pairs.

    Pairs found *unrelated* are left out: whatever is not listed is unrelated.
    """
    asked = [pair for pair in pairs if not _is_joint(pair)]
    signals = read_signals(asked, sources, judge=judge)
    weighed = zip(signals, combiner.weigh(asked, signals), strict=True)
    verdicts = (
        _joint(article, pair) if _is_joint(pair) else _verdict(article, pair, *next(weighed))
        for pair in pairs
    )
    return tuple(v for v in verdicts if v.relation is not Relation.UNRELATED)


def decide(
    article: Article, pair: Pair, signals: Signals, *, probabilities: Probabilities
) -> Verdict:
    """Turn what is known of a pair into a verdict, its evidence left out."""
    a, b = pair.a, pair.b
    relation, probability = _likeliest(signals, probabilities)
    if probability < DOUBTFUL:
        return Verdict(a.id, b.id, Relation.UNRELATED, None, round(1 - probability, 4))
    printed = probability >= _least(relation, signals) and _is_judged(relation, signals)
    if not printed or _is_ruled_out(article, pair, relation, signals):
        return Verdict(a.id, b.id, Relation.UNDETERMINED, None, probability)
    kind = _kind(pair, signals)
    if relation is Relation.CONTRADICTS and kind is Kind.NUMBER and _is_update(article, a, b):
        relation = Relation.UPDATES
    return Verdict(a.id, b.id, relation, kind, probability)


def _least(relation: Relation, signals: Signals) -> float:
    plain = signals.same_source and signals.negation and signals.affinity >= SAME_WORDS
    return OWN_PRINTED if plain else PRINTED[relation]


def _likeliest(signals: Signals, probabilities: Probabilities) -> tuple[Relation, float]:
    able = OUTCOMES[:1] if signals.same_source else OUTCOMES[:2]  # nobody corroborates himself
    relation = max(able, key=probabilities.__getitem__)
    least = 0.0
    if signals.rejects or signals.confirms:
        relation = Relation.CONTRADICTS if signals.rejects else Relation.CORROBORATES
        least = TAKEN_UP
    return relation, max(least, round(probabilities[relation], 4))


def _verdict(
    article: Article, pair: Pair, signals: Signals, probabilities: Probabilities
) -> Verdict:
    verdict = decide(article, pair, signals, probabilities=probabilities)
    if verdict.relation is Relation.UNRELATED:
        return verdict
    return replace(verdict, evidence=find_evidence(article, pair, verdict.relation, signals))


def _joint(article: Article, pair: Pair) -> Verdict:
    """Decide a pair of a joint source's: one statement, two voices."""
    relation = Relation.CORROBORATES
    evidence = find_evidence(article, pair, relation, None)
    return Verdict(pair.a.id, pair.b.id, relation, _kind(pair, None), 1.0, evidence)


def _is_joint(pair: Pair) -> bool:
    return pair.a.attribution == pair.b.attribution


def _is_ruled_out(article: Article, pair: Pair, relation: Relation, signals: Signals) -> bool:
    """Whether what two claims name keeps them from relating so, unless one takes up the other."""
    if signals.rejects or signals.confirms:
        return False
    differ = are_other_victims if relation is Relation.CONTRADICTS else are_part_and_whole
    return differ(pair) or are_apart(article, pair)


def _is_judged(relation: Relation, signals: Signals) -> bool:
    if signals.rejects or signals.confirms:
        return True
    if relation is Relation.CORROBORATES:
        return signals.entailment >= JUDGED
    return signals.contradiction >= JUDGED or signals.numbers_clash


def _kind(pair: Pair, signals: Signals | None) -> Kind:
    a, b = pair.a.proposition, pair.b.proposition
    if Stance.DENIES in (pair.a.stance, pair.b.stance):
        return Kind.DENIAL
    if signals and signals.numbers_clash:
        return Kind.NUMBER
    if bool(NEGATED.search(a)) != bool(NEGATED.search(b)):
        return Kind.DENIAL
    if ACTS.search(a) and ACTS.search(b):
        return Kind.RESPONSIBILITY
    return Kind.FACT


def _is_update(article: Article, a: Claim, b: Claim) -> bool:
    """Whether one claim gives newer numbers: the one that stands later in the text.

    The other one where it alone is told as what had been said before.
    """
    first, second = sorted((a, b), key=lambda claim: claim.attribution.content)
    told = [looks_back(_telling(article, claim)) for claim in (first, second)]
    if told == [False, True]:
        first, second = second, first
    return is_update(
        first.quantities,
        second.quantities,
        words=_sentences(article, second),
        before=_sentences(article, first),
        same_source=first.source == second.source,
        told_before=told[0] is not told[1],
    )


def _sentences(article: Article, claim: Claim) -> str:
    """Return the sentences that a claim's words stand in: days are often named beside it."""
    content = claim.attribution.content
    touched = article.sentences_at(Span(content[0].start, content[-1].end))
    return " ".join(article.sentences[n].of(article.text) for n in touched)


def _telling(article: Article, claim: Claim) -> str:
    """Return what those sentences say beside the claim's own words."""
    words = _sentences(article, claim)
    for span in claim.attribution.content:
        words = words.replace(span.of(article.text), " ")
    return words
