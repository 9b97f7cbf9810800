"""The words that a verdict rests on, and the signal that decided it.

Nobody can read a network's mind: what is shown are the words that the two claims share or that
turn one against the other (a cue of denial, a negation, a number), where the article has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrib.quantities import find_quantities
from attrib.records import Article, Claim, Evidence, Pair, Relation, Signal, Span, Stance
from attrib.terms import find_terms, terms_of
from attrib.verdicts.signals import DISMISSED, NEGATED, Signals

ASKED = 0.5  # from here the judge's word counts as a reason
AMOUNT = re.compile(
    r"\b\d[\d.,]*(?: (?:million|billion|per cent|percent))?%?|\b(?:no|no one|nobody|none|an?|one|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|"
    r"sixty|seventy|eighty|ninety|dozens?|scores|hundreds?|thousands?|millions?)\b",
    re.IGNORECASE,
)


def find_evidence(
    article: Article, pair: Pair, relation: Relation, signals: Signals | None
) -> Evidence:
    """Return what speaks for a relation of a pair; without signals, that it is one statement."""
    if signals is None:
        content = pair.a.attribution.content
        return Evidence(Signal.JOINT, content, content, None, round(pair.affinity, 4))
    inference = _inference(relation, signals)
    signal = _signal(relation, signals, inference)
    a, b = (_words(article, *order, signal) for order in ((pair.a, pair.b), (pair.b, pair.a)))
    return Evidence(signal, a, b, round(inference, 4), round(pair.affinity, 4))


def _inference(relation: Relation, signals: Signals) -> float:
    """Return what the judge makes of the relation; of an undetermined one, its stronger word."""
    if relation is Relation.CORROBORATES:
        return signals.entailment
    if relation is Relation.UNDETERMINED:
        return max(signals.contradiction, signals.entailment)
    return signals.contradiction


def _signal(relation: Relation, signals: Signals, inference: float) -> Signal:
    if signals.rejects or signals.confirms:
        return Signal.REFERENCE
    if signals.denial and relation is not Relation.CORROBORATES:
        return Signal.DENIAL
    if signals.numbers_clash and relation in (Relation.CONTRADICTS, Relation.UPDATES):
        return Signal.NUMBER
    return Signal.INFERENCE if inference >= ASKED else Signal.GATE


def _words(article: Article, claim: Claim, other: Claim, signal: Signal) -> tuple[Span, ...]:
    """Return the spans of a claim that bear on the other one, in the order of the text."""
    found = [*_shared(article, claim, other)]
    if signal is Signal.NUMBER:
        found += _amounts(article, claim)
    elif signal is not Signal.GATE:
        found += [*_matches(NEGATED, article, claim), *_matches(DISMISSED, article, claim)]
    if claim.stance is Stance.DENIES:
        found += claim.attribution.cue
    return tuple(article.join(found, across=","))


def _shared(article: Article, claim: Claim, other: Claim) -> Iterator[Span]:
    theirs = terms_of(" ".join((other.proposition, *other.standalone[:1])))
    for content in claim.attribution.content:
        for term, span in find_terms(content.of(article.text)):
            if term in theirs:
                yield _shifted(span, content)


def _amounts(article: Article, claim: Claim) -> Iterator[Span]:
    for span in _matches(AMOUNT, article, claim):
        sentence = article.text[span.start : span.end + 60].split(".")[0]
        if find_quantities(sentence):
            yield span


def _matches(pattern: re.Pattern[str], article: Article, claim: Claim) -> Iterator[Span]:
    for content in claim.attribution.content:
        for match in pattern.finditer(content.of(article.text)):
            yield _shifted(Span(match.start(), match.end()), content)


def _shifted(span: Span, content: Span) -> Span:
    return Span(content.start + span.start, content.start + span.end)
