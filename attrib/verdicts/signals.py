"""Everything that is known of a pair before it is decided, as numbers that a combiner weighs."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import astuple, dataclass

from attrib.records import Claim, Pair, Source, SourceKind, Stance
from attrib.terms import terms_of
from attrib.verdicts.numbers import do_numbers_agree, do_numbers_clash
from attrib.verdicts.readings import Judge, Reading, read_pairs

READINGS = (
    "contradiction", "contradiction_back", "entailment", "entailment_back",
    "verbatim_contradiction", "verbatim_contradiction_back", "verbatim_entailment",
    "verbatim_entailment_back",
)  # fmt: skip
FLAGS = (
    "denial", "both_deny", "numbers_clash", "numbers_agree", "same_source", "unknown",
    "negation", "dismissal", "named", "opposed",
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

    `rejects` and `confirms` tell that one claim takes up the other, which is no matter of weights;
    `crowd` is the number of claims that the article's pairs are made of, `unknown` that a speaker
    is. `negation` tells that one side alone has a word like "not", `dismissal` that one alone calls
    something untrue, `named` that a claim names whoever makes the other. `numbers_clash` also tells
    that one side denies the number which the other gives. `opposed` tells that both assert and one
    speaker alone denies something in the article, or calls it untrue: the accused and a witness.
    """

    standalone: Reading
    verbatim: Reading
    affinity: float
    crowd: int
    denial: bool
    both_deny: bool
    numbers_clash: bool
    numbers_agree: bool
    same_source: bool
    unknown: bool
    negation: bool = False
    dismissal: bool = False
    named: bool = False
    opposed: bool = False
    rejects: bool = False
    confirms: bool = False

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
        scores = [logit(p) for p in (*astuple(self.standalone), *astuple(self.verbatim))]
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
    deniers = {claim.source for claim in claims.values() if _denies(claim)}
    return [
        _signals(pair, *both, crowd=len(claims), unknown=unknown, namings=namings, deniers=deniers)
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
    deniers: Set[str],
) -> Signals:
    a, b = pair.a, pair.b
    denials = [claim.stance is Stance.DENIES for claim in (a, b)]
    return Signals(
        standalone=standalone,
        verbatim=verbatim,
        affinity=pair.affinity,
        crowd=crowd,
        denial=denials[0] is not denials[1],
        both_deny=all(denials),
        numbers_clash=do_numbers_clash(pair),
        numbers_agree=do_numbers_agree(pair),
        same_source=a.source == b.source,
        unknown=a.source in unknown or b.source in unknown,
        negation=_is_one_sided(NEGATED, pair),
        dismissal=_is_one_sided(DISMISSED, pair),
        named=(a.id, b.source) in namings or (b.id, a.source) in namings,
        rejects=b.id in a.rejects or a.id in b.rejects,
        confirms=b.id in a.confirms or a.id in b.confirms,
        opposed=not any(denials) and (a.source in deniers) is not (b.source in deniers),
    )


def _denies(claim: Claim) -> bool:
    """Whether a claim denies, rejects another one by name, or calls something untrue."""
    if claim.stance is Stance.DENIES or claim.rejects:
        return True
    return bool(DISMISSED.search(claim.proposition))


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


def logit(probability: float, *, open_share: float = CEILING) -> float:
    """Return the log odds of a probability (0–1) that leaves at least so much open either way."""
    bounded = min(max(probability, open_share), 1 - open_share)
    return math.log(bounded / (1 - bounded))
