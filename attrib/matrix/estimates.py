"""Propositions → how far each is borne out, and how credible that makes each source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from attrib.credibility import STRENGTH, Bayes
from attrib.credibility.intervals import INTERVAL, beta_interval
from attrib.matrix.testimony import Heard, hear, issues_of, stand, testify
from attrib.matrix.voices import Sides, find_sides, majority
from attrib.records import (
    Credibility,
    Influence,
    Kind,
    KindCredibility,
    Prior,
    Proposition,
    Source,
    SourceKind,
    Stance,
)

MIN_VOICES = 2  # against one other voice it is word against word, and nothing can be estimated
DECIDED = (
    0.75  # belief from which a proposition is decided: two voices to one denial are not enough
)


@dataclass(frozen=True, slots=True)
class Estimates:
    """Propositions with their support, and what follows for the sources, in their order."""

    propositions: tuple[Proposition, ...]
    credibility: tuple[Credibility, ...]
    by_kind: tuple[KindCredibility, ...] = ()
    influences: tuple[Influence, ...] = ()


def estimate(
    propositions: Sequence[Proposition],
    sources: Sequence[Source],
    *,
    priors: Mapping[str, Prior] | None = None,
    facts: Mapping[str, bool] | None = None,
    superseded: Collection[str] = (),
    discount_interested: bool = False,
) -> Estimates:
    """Estimate by `Bayes` how far propositions are borne out and how reliable sources are.

    `priors` are by source id, `facts` say of proposition ids whether they hold. A source is
    likened to the others of its kind. Propositions (ids) that are `superseded` exclude no others:
    an update does not make wrong what was said before it. With `discount_interested` a party that
    speaks of its own act is no voice about it, while it is judged by it as before.

    A proposition has no support where one voice alone speaks to its issue, nor where belief is
    between 0.25 and 0.75. A source has no estimate where fewer than two other voices speak to
    what it says and nothing is known beforehand of either, nor where it gives several answers to
    each issue, nor where it is unknown: it may be anybody. Figures have four digits.
    """
    priors, facts = priors or {}, facts or {}
    issues, heard = issues_of(propositions, superseded), hear(propositions)
    if not heard:
        return Estimates(tuple(propositions), tuple(_undetermined(one, {}) for one in sources))
    votes, candidates = testify(issues, heard, sources, discount_interested=discount_interested)
    model = Bayes().fit(
        votes,
        group_of=stand(sources, {}).group_of,
        standpoint=stand(sources, priors) if priors else None,
        facts={candidates[id]: holds for id, holds in facts.items()},
    )
    belief = {id: float(model.belief_[place]) for id, place in candidates.items()}
    speakers = votes.speakers
    decidable = {id for id, place in candidates.items() if speakers[place] > 1} | facts.keys()
    supported = tuple(
        replace(one, support=_support(belief[one.id]) if one.id in decidable else None)
        for one in propositions
    )
    records = {
        one: one.is_judged(priors, facts)
        for one in _records(sources, model, heard, belief, find_sides(issues, heard))
    }
    judged = [one for one, is_judged in records.items() if is_judged]
    return Estimates(
        propositions=supported,
        credibility=tuple(
            one.credibility() if is_judged else _undetermined(one.source, one.sides)
            for one, is_judged in records.items()
        ),
        by_kind=tuple(kind for one in judged for kind in one.by_kind()),
        influences=tuple(influence for one in judged for influence in one.influences()),
    )


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How far a source is right with a position, of which `weight` is sure; both in 0–1."""

    proposition: str
    kind: Kind
    weight: float
    right: float


@dataclass(frozen=True, slots=True, eq=False)
class _Record:
    """A source's estimate, and what it rests on; `right` and `wrong` parameters of a Beta."""

    source: Source
    right: float
    wrong: float
    low: float
    high: float
    sides: Sides
    outcomes: Sequence[_Outcome]

    @property
    def mean(self) -> float:
        return self.right / (self.right + self.wrong)

    def is_judged(self, priors: Mapping[str, Prior], facts: Mapping[str, bool]) -> bool:
        if self.source.kind is SourceKind.UNKNOWN:
            return False
        known = self.source.id in priors or any(one.proposition in facts for one in self.outcomes)
        return known or (len(self.sides) >= MIN_VOICES and bool(self.outcomes))

    def credibility(self) -> Credibility:
        return Credibility(
            source=self.source.id,
            mean=_rounded(self.mean),
            low=_rounded(self.low),
            high=_rounded(self.high),
            n=len(self.sides),
            majority=_rounded(majority(self.sides)) if self.sides else None,
        )

    def by_kind(self) -> Iterator[KindCredibility]:
        """Yield the estimate for each kind, which has the one for all kinds as its prior."""
        grouped: dict[Kind, list[_Outcome]] = defaultdict(list)
        for outcome in self.outcomes:
            grouped[outcome.kind].append(outcome)
        for kind, outcomes in sorted(grouped.items()):
            right = STRENGTH * self.mean + sum(one.weight * one.right for one in outcomes)
            wrong = STRENGTH * (1 - self.mean)
            wrong += sum(one.weight * (1 - one.right) for one in outcomes)
            low, high = beta_interval(right, wrong, coverage=INTERVAL)
            mean = _rounded(right / (right + wrong))
            n = len({one.proposition for one in outcomes})
            yield KindCredibility(self.source.id, kind, mean, _rounded(low), _rounded(high), n)

    def influences(self) -> Iterator[Influence]:
        """Yield how far each position moves the mean, the strongest first."""
        effects: dict[str, float] = defaultdict(float)
        for one in self.outcomes:
            rest = self.right + self.wrong - one.weight
            effects[one.proposition] += self.mean - (self.right - one.weight * one.right) / rest
        for id, effect in sorted(effects.items(), key=lambda item: -abs(item[1])):
            yield Influence(self.source.id, id, _rounded(effect))


def _records(
    sources: Sequence[Source],
    model: Bayes,
    heard: Sequence[Heard],
    belief: Mapping[str, float],
    sides: Mapping[str, Sides],
) -> list[_Record]:
    outcomes: dict[str, list[_Outcome]] = defaultdict(list)
    for (one, position), weight in zip(heard, model.heard_, strict=True):
        if weight > 0:
            right = belief[one.id] if position.stance is Stance.ASSERTS else 1 - belief[one.id]
            outcomes[position.source].append(_Outcome(one.id, one.kind, float(weight), right))
    assert model.low_ is not None and model.high_ is not None, "Bayes gives intervals"
    return [
        _Record(
            source=source,
            right=float(model.right_[place]),
            wrong=float(model.wrong_[place]),
            low=float(model.low_[place]),
            high=float(model.high_[place]),
            sides=sides.get(source.id, {}),
            outcomes=outcomes[source.id],
        )
        for place, source in enumerate(sources)
    ]


def _undetermined(source: Source, sides: Sides) -> Credibility:
    return Credibility(source.id, None, None, None, len(sides), None)


def _support(belief: float) -> float | None:
    return None if 1 - DECIDED < belief < DECIDED else _rounded(belief)


def _rounded(number: float) -> float:
    return round(number, 4)
