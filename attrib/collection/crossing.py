"""Claims of different articles → verdicts, where both may speak of one event.

Nearness, which ties claims together within an article, says nothing across two. So what the gate
lets through is weighed anew, by the words that two claims share and few articles have.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from attrib.collection.composite import Composite, compose
from attrib.collection.dates import read_date
from attrib.collection.events import Vector, find_neighbours, weigh_rarity, weigh_terms
from attrib.collection.mending import REPEATED, find_clashes, find_days, mend, words_of
from attrib.pairs import find_pairs
from attrib.progress import Progress, silent
from attrib.records import Claim, Pair, Relation, Report, Source, SourceKind, Verdict
from attrib.terms import terms_of
from attrib.verdicts import Combiner, Judge, judge_pairs

CLOSE = 0.25  # affinity from which claims of two articles are compared …
SHARED = 2  # … if they share so many terms: one word is no event
MAX_PAIRS_PER_CLAIM = 12  # the closest


def compare_across(
    reports: Sequence[Report],
    sources: Mapping[tuple[str, str], Source],
    *,
    judge: Judge,
    combiner: Combiner,
    progress: Progress = silent,
) -> tuple[Verdict, ...]:
    """Return a verdict for each two claims of different articles that are related or may be.

    `sources` gives the shared source by article id and source id. Claims have the ids
    "ARTICLE:CLAIM"; `a` is of the earlier article, and evidence is characters into either claim's
    own article. Verdicts are in the order of the dates, whatever the order of the articles. What a
    source says twice has a verdict only where it contradicts or updates itself.
    """
    reports = sorted(reports, key=_when)
    rarity = weigh_rarity([report.article for report in reports])
    neighbours = find_neighbours([report.article for report in reports])
    found = {
        (i, j): _find_candidates(compose(reports[i], reports[j], sources), rarity)
        for i, j in progress(neighbours, label="Pairing", total=len(neighbours))
    }
    kept = _keep_closest(pair for pairs in found.values() for pair in pairs)
    verdicts: list[Verdict] = []
    for (i, j), pairs in progress(found.items(), label="Judging", total=len(found)):
        composite = compose(reports[i], reports[j], sources)
        closest = [pair for pair in pairs if _ids(pair) in kept]
        judged = judge_pairs(
            composite.article, closest, composite.sources, judge=judge, combiner=combiner
        )
        later = _is_later(reports[j], reports[i])
        verdicts += map(composite.put_back, _mend_all(judged, closest, later=later))
    return tuple(verdicts)


def _when(report: Report) -> tuple[datetime.date, str]:
    """Return an article's place in time, the undated ones last."""
    return read_date(report.article.date) or datetime.date.max, report.article.id


def _is_later(second: Report, first: Report) -> bool:
    days = [read_date(report.article.date) for report in (first, second)]
    return None not in days and days[0] != days[1]


def _find_candidates(composite: Composite, rarity: Mapping[str, float]) -> list[Pair]:
    """Return the pairs across a composite that may speak of one event, with that as affinity."""
    unknown = {source.id for source in composite.sources if source.kind is SourceKind.UNKNOWN}
    vectors = {claim.id: _weigh(claim, rarity) for claim in composite.claims}
    crossing = (
        replace(pair, affinity=_compare(vectors[pair.a.id], vectors[pair.b.id]))
        for pair in find_pairs(composite.article, composite.claims, composite.sources)
        if composite.is_crossed_by(pair) and not {pair.a.source, pair.b.source} <= unknown
    )
    return [pair for pair in crossing if _may_be_one_event(pair) and not _is_repeated(pair)]


def _weigh(claim: Claim, rarity: Mapping[str, float]) -> Vector:
    return weigh_terms(dict.fromkeys(terms_of(words_of(claim)), 1), rarity)


def _compare(a: Vector, b: Vector) -> float:
    """Return the cosine (0–1) of two claims, or 0 where they share too little."""
    shared = sorted(a.keys() & b.keys())
    if len(shared) < SHARED:
        return 0.0
    return round(min(1.0, sum(a[term] * b[term] for term in shared)), 4)


def _may_be_one_event(pair: Pair) -> bool:
    a, b = find_days(pair.a), find_days(pair.b)
    return pair.affinity >= CLOSE and not (a and b and a.isdisjoint(b))


def _is_repeated(pair: Pair) -> bool:
    """Whether a source says the same again, as in two copies of one report."""
    same = pair.a.source == pair.b.source and pair.affinity >= REPEATED
    return same and not find_clashes(pair)


def _keep_closest(pairs: Iterable[Pair]) -> set[tuple[str, str]]:
    """Return the ids of as many pairs as each claim may have, the closest first."""
    kept: set[tuple[str, str]] = set()
    taken: Counter[str] = Counter()
    for ids in map(_ids, sorted(pairs, key=lambda pair: (-pair.affinity, *_ids(pair)))):
        if all(taken[id] < MAX_PAIRS_PER_CLAIM for id in ids):
            taken.update(ids)
            kept.add(ids)
    return kept


def _mend_all(
    verdicts: Iterable[Verdict], pairs: Iterable[Pair], *, later: bool
) -> Iterator[Verdict]:
    """Yield what holds across two articles; what one source left open is nothing."""
    by_ids = {_ids(pair): pair for pair in pairs}
    for verdict in verdicts:
        pair = by_ids[verdict.a, verdict.b]
        mended = mend(verdict, pair, later=later)
        if pair.a.source != pair.b.source or mended.relation is not Relation.UNDETERMINED:
            yield mended


def _ids(pair: Pair) -> tuple[str, str]:
    return pair.a.id, pair.b.id
