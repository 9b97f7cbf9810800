"""Everything that is known of a pair before it is decided, as numbers that a combiner weighs."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import astuple, dataclass

from attrib.quantities import Comparison, compare
from attrib.records import Claim, Pair, Source, SourceKind, Stance
from attrib.terms import terms_of
from attrib.verdicts.readings import Judge, Reading, read_pairs

READINGS = (
    "contradiction", "contradiction_back", "entailment", "entailment_back",
    "verbatim_contradiction", "verbatim_contradiction_back", "verbatim_entailment",
    "verbatim_entailment_back",
)  # fmt: skip
FLAGS = (
    "denial", "both_deny", "answers", "numbers_clash", "numbers_agree", "same_source", "unknown",
    "negation", "dismissal", "named",
)  # fmt: skip
# The readings once for pairs in which one side denies and once for all others, since a reading
# means another thing there; then what is known beside them.
FEATURES = ("one", *READINGS, *(f"denied_{name}" for name in READINGS), "affinity", "crowd", *FLAGS)
NEGATED = re.compile(
    r"\b(?:not|never|no|none|nobody|neither|nor|without|nothing)\b|n['’]t\b", re.IGNORECASE
)
DISMISSED = re.compile(
    r"\b(?:lie[sd]?|lying|liars?|false\w*|untrue|wrong|baseless|groundless|unfounded|nonsens\w*|"
    r"fabricat\w*|invent\w*|made up|myths?|hoax\w*|fake\w*|smears?|ridiculous|absurd|mistaken|"
    r"inaccurate|misleading|distort\w*)\b",
    re.IGNORECASE,
)
CEILING = 1e-4  # no reading is surer than this leaves open


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of a pair: two readings, and the rest in 0–1 or as a flag.

    `answers` tells that one claim stands inside the other, which denies it; `crowd` is the number
    of claims that the article's pairs are made of, `unknown` that a speaker is. `negation` tells
    that one side alone has a word like "not", `dismissal` that one alone calls something untrue,
    `named` that a claim names whoever makes the other.
    """

    standalone: Reading
    verbatim: Reading
    affinity: float
    crowd: int
    denial: bool
    both_deny: bool
    answers: bool
    numbers_clash: bool
    numbers_agree: bool
    same_source: bool
    unknown: bool
    negation: bool = False
    dismissal: bool = False
    named: bool = False

    @property
    def contradiction(self) -> float:
        """The surer form's word that the claims contradict each other, in 0–1."""
        return max(self.standalone.contradiction, self.verbatim.contradiction)

    @property
    def entailment(self) -> float:
        """The surer form's word that one claim gives the other, in 0–1."""
        return max(self.standalone.entailment, self.verbatim.entailment)

    def features(self) -> list[float]:
        """Return the numbers a combiner weighs, in the order of ``FEATURES``."""
        scores = [_logit(p) for p in (*astuple(self.standalone), *astuple(self.verbatim))]
        nothing = [0.0] * len(scores)
        readings = [*nothing, *scores] if self.denial else [*scores, *nothing]
        flags = [float(getattr(self, name)) for name in FLAGS]
        return [1.0, *readings, self.affinity, math.log(max(self.crowd, 1)), *flags]


def read_signals(
    pairs: Sequence[Pair], sources: Sequence[Source], *, judge: Judge
) -> list[Signals]:
    """Read the pairs of one article with the judge, and join stances and numbers to it."""
    readings = read_pairs(pairs, sources, judge=judge)
    claims = {claim.id: claim for pair in pairs for claim in (pair.a, pair.b)}
    unknown = {source.id for source in sources if source.kind is SourceKind.UNKNOWN}
    namings = _namings(claims.values(), sources)
    return [
        _signals(pair, *both, crowd=len(claims), unknown=unknown, namings=namings)
        for pair, both in zip(pairs, readings, strict=True)
    ]


def _signals(
    pair: Pair,
    standalone: Reading,
    verbatim: Reading,
    *,
    crowd: int,
    unknown: Set[str],
    namings: Set[tuple[str, str]],
) -> Signals:
    a, b = pair.a, pair.b
    denials = [claim.stance is Stance.DENIES for claim in (a, b)]
    compared = set() if any(denials) else set(_compared(pair))
    return Signals(
        standalone=standalone,
        verbatim=verbatim,
        affinity=pair.affinity,
        crowd=crowd,
        denial=denials[0] is not denials[1],
        both_deny=all(denials),
        answers=(denials[0] and b.via == a.id) or (denials[1] and a.via == b.id),
        numbers_clash=Comparison.INCOMPATIBLE in compared,
        numbers_agree=compared == {Comparison.COMPATIBLE},
        same_source=a.source == b.source,
        unknown=a.source in unknown or b.source in unknown,
        negation=_is_one_sided(NEGATED, pair),
        dismissal=_is_one_sided(DISMISSED, pair),
        named=(a.id, b.source) in namings or (b.id, a.source) in namings,
    )


def _is_one_sided(pattern: re.Pattern[str], pair: Pair) -> bool:
    a, b = (bool(pattern.search(claim.proposition)) for claim in (pair.a, pair.b))
    return a is not b


def _namings(claims: Iterable[Claim], sources: Sequence[Source]) -> set[tuple[str, str]]:
    """Return (claim, source), by id, wherever a claim's words name a source."""
    names = {s.id: terms_of(s.name).keys() for s in sources if s.kind is not SourceKind.UNKNOWN}
    said = {claim.id: terms_of(claim.proposition) for claim in claims}
    return {
        (claim, source)
        for claim, words in said.items()
        for source, name in names.items()
        if not name.isdisjoint(words)
    }


def _compared(pair: Pair) -> Iterator[Comparison]:
    for mine in pair.a.quantities:
        for theirs in pair.b.quantities:
            comparison = compare(mine, theirs)
            if comparison is not Comparison.INCOMPARABLE:
                yield comparison


def _logit(probability: float) -> float:
    bounded = min(max(probability, CEILING), 1 - CEILING)
    return math.log(bounded / (1 - bounded))
