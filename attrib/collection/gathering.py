"""Reports → one collection: shared sources, and verdicts within articles and across them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from attrib.collection.composite import recast
from attrib.collection.crossing import compare_across
from attrib.collection.linking import link_sources
from attrib.progress import Progress, silent
from attrib.records import Collection, Report, Verdict
from attrib.verdicts import Combiner, Judge


def collect(
    reports: Iterable[Report],
    *,
    judge: Judge,
    combiner: Combiner,
    progress: Progress = silent,
) -> Collection:
    """Return many articles as one, with their claims compared across articles.

    An id that several articles have is made different, "ID#2" for the second one.
    """
    reports = list(_apart(reports))
    shared, ids = link_sources(reports)
    by_id = {source.id: source for source in shared}
    sources = {place: by_id[id] for place, id in ids.items()}
    claims = {report.article.id: recast(report, sources) for report in reports}
    across = compare_across(reports, sources, judge=judge, combiner=combiner, progress=progress)
    within = (verdict for report in reports for verdict in _renamed(report))
    return Collection(
        articles=tuple(report.article for report in reports),
        sources=shared,
        claims=tuple(claim for made in claims.values() for claim in made),
        verdicts=(*within, *across),
        article_of={c.id: r.article for r in reports for c in claims[r.article.id]},
        mentioned_in=_mentions(reports, ids),
        models=reports[0].models if reports else {},
    )


def _apart(reports: Iterable[Report]) -> Iterator[Report]:
    met: Counter[str] = Counter()
    for report in reports:
        id = report.article.id
        met[id] += 1
        new = id if met[id] == 1 else f"{id}#{met[id]}"
        yield replace(report, article=replace(report.article, id=new))


def _renamed(report: Report) -> Iterator[Verdict]:
    id = report.article.id
    for verdict in report.verdicts:
        yield replace(verdict, a=f"{id}:{verdict.a}", b=f"{id}:{verdict.b}")


def _mentions(
    reports: Sequence[Report], ids: Mapping[tuple[str, str], str]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for report in reports:
        for claim in report.claims:
            found[ids[report.article.id, claim.source]][report.article.id] = None
    return {source: tuple(articles) for source, articles in found.items()}
