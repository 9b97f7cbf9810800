"""Scores of truth-discovery methods on claims whose items have a known value."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count, islice

import numpy as np

from attrib.corpora.truth import SourceClaim, TruthSet
from attrib.credibility import Votes
from attrib.credibility.intervals import INTERVAL
from attrib.errors import CorpusError, MissingExtraError
from attrib.evaluation.credibility.estimates import TruthEstimate, estimate_truths, estimate_votes
from attrib.evaluation.results import Curve, Evaluation, Point, Score
from attrib.evaluation.scores import (
    RESAMPLES,
    Floats,
    Measured,
    Reading,
    Sums,
    Table,
    ratio,
    versions,
)

BASELINE = "majority_vote"
ACCURACY = "accuracy"
CONTESTED, AGREED = "contested", "agreed"
LIARS = (0, 1, 3, 5, 10)  # as many as the published tests of copies take
MIN_CLAIMS = 5  # of a source on scored items; from fewer its accuracy says little


def score_credibility(
    truth_set: TruthSet,
    estimates: Sequence[TruthEstimate],
    *,
    model: str,
    attrib_version: str | None = None,
    seed: int = 0,
    stress: Curve | None = None,
) -> Evaluation:
    """Score what methods say of items and of sources, ours and others' alike.

    ``accuracy_<method>`` is the share of the scored items that the method answers right, by
    resampling items. Values that tie share an answer, and an item without an answer counts as
    wrong. Slices: several values are claimed of *contested* items, one of *agreed* ones.

    Two more scores rest on the sources with at least 5 claims on scored items, by resampling
    sources; the accuracy of a source is the share of these claims that are right.
    ``rank_correlation_<method>`` is Spearman's, in −1–1, of the method's estimates with these
    accuracies. ``interval_coverage_<method>`` is the share of sources whose accuracy lies in the
    method's interval, for methods that give intervals.

    ``accuracy_with_<N>_liars_<method>`` is read from `stress`, the curve of `stress_test`, at its
    greatest number of liars. A baseline is what majority vote scores; coverage has none.

    Raises CorpusError where two estimates have one method's name.
    """
    _check_methods(estimates)
    plain = estimate_truths(truth_set, BASELINE)
    measured = _measure(truth_set, {f"{ACCURACY}_{e.method}": e for e in estimates if e.values})
    baseline = measure_credibility(truth_set, [plain])
    accuracies = _accuracies(measured.whole, baseline.whole, seed=seed)
    judgements = _source_scores(truth_set, estimates, plain, seed=seed)
    return Evaluation(
        task="credibility",
        model=model,
        n=len(scored_items(truth_set)),
        scores=accuracies | judgements | (_stress_scores(stress) if stress else {}),
        slices={
            name: _accuracies(table, baseline.slices[name], seed=seed)
            for name, table in measured.slices.items()
        },
        versions=versions(attrib_version),
        curves=(stress,) if stress else (),
        notes=_notes(truth_set, estimates),
    )


def measure_credibility(truth_set: TruthSet, estimates: Sequence[TruthEstimate]) -> Measured:
    """Count how far each of `scored_items` is answered right, a row an item.

    The scores are ``accuracy_<method>``, or ``accuracy`` where there is one estimate, so that two
    methods can be compared.
    """
    one = len(estimates) == 1
    names = [ACCURACY if one else f"{ACCURACY}_{estimate.method}" for estimate in estimates]
    return _measure(truth_set, dict(zip(names, estimates, strict=True)))


def scored_items(truth_set: TruthSet) -> tuple[str, ...]:
    """Return the items with a known value of which somebody claims something."""
    claimed = {claim.item for claim in truth_set.claims}
    return tuple(item for item in truth_set.truth if item in claimed)


def stress_test(
    truth_set: TruthSet, methods: Sequence[str], *, liars: Iterable[int] = LIARS, seed: int = 0
) -> Curve:
    """Measure the accuracy of methods with liars among the sources, who agree with each other.

    Each liar gives every scored item the same wrong value: the one that most sources give, or the
    first of these by name. Where no source errs, it is the first other label that the items
    share, or else an invented value. `x` is the number of liars, `y` the accuracy.
    """
    lies = _lies(truth_set)
    lines: defaultdict[str, list[Point]] = defaultdict(list)
    for number in liars:
        claims = (*truth_set.claims, *_told(lies, by=_newcomers(truth_set, number)))
        votes = Votes.of(claims)
        measured = _measure(
            TruthSet(truth_set.name, claims, truth_set.truth),
            {method: estimate_votes(votes, method) for method in methods},
        )
        for method, score in measured.whole.scores(seed=seed).items():
            lines[method] += _points(number, score)
    return Curve(
        title="Accuracy with sources added that tell the same lies",
        x_label="number of liars",
        y_label="accuracy",
        lines={method: tuple(points) for method, points in lines.items()},
    )


def _check_methods(estimates: Sequence[TruthEstimate]) -> None:
    for method, times in Counter(estimate.method for estimate in estimates).items():
        if times > 1:
            raise CorpusError(
                f"found {times} estimates by {method!r}; expected one a method; rename the others"
            )


def _measure(truth_set: TruthSet, estimates: Mapping[str, TruthEstimate]) -> Measured:
    """Count estimates by the names of their scores: shape (items, estimates + 1), the last 1."""
    items = scored_items(truth_set)
    counts = np.ones((len(items), len(estimates) + 1))
    for column, estimate in enumerate(estimates.values()):
        counts[:, column] = [_share(estimate.answers(i), truth_set.truth[i]) for i in items]
    readings = {name: _accuracy_of(column) for column, name in enumerate(estimates)}
    contested = _contested(truth_set)
    chosen = np.array([item in contested for item in items], dtype=bool)
    return Measured(
        Table(counts, readings),
        {CONTESTED: Table(counts[chosen], readings), AGREED: Table(counts[~chosen], readings)},
    )


def _share(answers: Sequence[str], known: str) -> float:
    return 1 / len(answers) if known in answers else 0.0


def _accuracy_of(column: int) -> Reading:
    # No share of right groups, as a tie is partly right.
    return Reading(lambda sums: ratio(sums[..., column], sums[..., -1]), lambda sums: sums[..., -1])


def _contested(truth_set: TruthSet) -> set[str]:
    values: defaultdict[str, set[str]] = defaultdict(set)
    for claim in truth_set.claims:
        values[claim.item].add(claim.value)
    return {item for item, claimed in values.items() if len(claimed) > 1}


def _accuracies(table: Table, baseline: Table, *, seed: int) -> dict[str, Score]:
    return table.scores(
        seed=seed, baselines=dict.fromkeys(table.readings, baseline.values()[ACCURACY])
    )


def _source_scores(
    truth_set: TruthSet, estimates: Sequence[TruthEstimate], plain: TruthEstimate, *, seed: int
) -> dict[str, Score]:
    accuracies = _source_accuracies(truth_set)
    baseline = _rank_correlation(plain, accuracies, seed=seed).value
    judging = [estimate for estimate in estimates if estimate.sources]
    correlations = {
        f"rank_correlation_{estimate.method}": _rank_correlation(
            estimate, accuracies, seed=seed, baseline=baseline
        )
        for estimate in judging
    }
    coverages = {
        f"interval_coverage_{estimate.method}": _coverage(estimate, accuracies, seed=seed)
        for estimate in judging
        if _gives_intervals(estimate)
    }
    return correlations | coverages


def _source_accuracies(truth_set: TruthSet) -> dict[str, float]:
    """Return the share of right claims of each source with enough of them on scored items."""
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for claim in truth_set.claims:
        if claim.item in truth_set.truth:
            right[claim.source].append(claim.value == truth_set.truth[claim.item])
    return {
        source: sum(claims) / len(claims)
        for source, claims in sorted(right.items())
        if len(claims) >= MIN_CLAIMS
    }


def _rank_correlation(
    estimate: TruthEstimate,
    accuracies: Mapping[str, float],
    *,
    seed: int,
    baseline: float | None = None,
) -> Score:
    pairs = np.array(
        [
            (estimate.sources[source].mean, accuracy)
            for source, accuracy in accuracies.items()
            if source in estimate.sources
        ]
    ).reshape(-1, 2)
    # Ranks do not add up, so that the sources themselves are drawn.
    drawn = np.random.default_rng(seed).integers(max(1, len(pairs)), size=(RESAMPLES, len(pairs)))
    resampled = pairs[drawn] if len(pairs) > 1 else np.empty((0, *pairs.shape))
    return Sums(pairs, resampled).score(_spearman, n=len(pairs), baseline=baseline)


def _spearman(pairs: Floats) -> Floats:
    """Correlate the ranks of pairs of shape (…, sources, 2); NaN where one side is constant."""
    try:
        from scipy.stats import rankdata
    except ImportError as error:
        raise MissingExtraError("scipy", "train") from error
    ranks = rankdata(pairs, axis=-2)
    off = ranks - (1 + pairs.shape[-2]) / 2
    spread = np.square(off).sum(axis=-2)
    return ratio(off.prod(axis=-1).sum(axis=-1), np.sqrt(spread.prod(axis=-1)))


def _gives_intervals(estimate: TruthEstimate) -> bool:
    return any(source.low is not None for source in estimate.sources.values())


def _coverage(estimate: TruthEstimate, accuracies: Mapping[str, float], *, seed: int) -> Score:
    counts = np.array(
        [
            (one.low <= accuracies[source] <= one.high, 1)
            for source, one in estimate.sources.items()
            if source in accuracies and one.low is not None and one.high is not None
        ],
        dtype=np.float64,
    ).reshape(-1, 2)
    return Table(counts, {"coverage": _accuracy_of(0)}).scores(seed=seed)["coverage"]


def _stress_scores(stress: Curve) -> dict[str, Score]:
    ends = {
        method: max(points, key=lambda point: point.x) for method, points in stress.lines.items()
    }
    baseline = ends[BASELINE].y if BASELINE in ends else None
    return {
        f"accuracy_with_{end.x:g}_liars_{method}": Score(
            end.y, end.low, end.high, end.n or 0, baseline
        )
        for method, end in ends.items()
    }


def _notes(truth_set: TruthSet, estimates: Sequence[TruthEstimate]) -> tuple[str, ...]:
    items, known = scored_items(truth_set), len(truth_set.truth)
    notes = []
    if silent := known - len(items):
        notes.append(
            f"nobody claims anything of {silent} of {known} items with a known value, which are "
            "left out"
        )
    for estimate in estimates:
        missing = sum(not estimate.answers(item) for item in items)
        if estimate.values and missing:
            notes.append(
                f"{estimate.method} has no answer to {missing} of {len(items)} items, which count "
                "as wrong"
            )
    if any(map(_gives_intervals, estimates)):
        notes.append(
            f"the intervals of attrib's own methods are meant to hold {INTERVAL:.0%} of the sources"
        )
    return tuple(notes)


def _lies(truth_set: TruthSet) -> dict[str, str]:
    """Map each scored item to the wrong value that the liars agree on."""
    votes = Votes.of(truth_set.claims)
    labels = votes.values if votes.shared else ()
    claimed: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for claim in truth_set.claims:
        claimed[claim.item][claim.value] += 1
    return {
        item: _wrong_value(claimed[item], labels, known=truth_set.truth[item])
        for item in scored_items(truth_set)
    }


def _wrong_value(claimed: Counter[str], labels: Sequence[str], *, known: str) -> str:
    wrong = [value for value in (*sorted(claimed), *labels, f"not {known}") if value != known]
    return max(wrong, key=lambda value: claimed[value])


def _newcomers(truth_set: TruthSet, number: int) -> Iterator[str]:
    """Yield names that no source has."""
    taken = {claim.source for claim in truth_set.claims}
    names = (f"liar {place}" for place in count(1))
    return islice((name for name in names if name not in taken), number)


def _told(lies: Mapping[str, str], *, by: Iterable[str]) -> Iterator[SourceClaim]:
    return (SourceClaim(liar, item, value) for liar in by for item, value in lies.items())


def _points(number: int, score: Score) -> list[Point]:
    """Return the score as a point, or nothing where it is undefined."""
    if score.value is None:
        return []
    return [Point(number, score.value, score.low, score.high, score.n)]
