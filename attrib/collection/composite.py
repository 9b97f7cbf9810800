"""Two articles as one, so that what compares the claims of an article compares theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from attrib.records import Article, Attribution, Claim, Pair, Report, Source, Span, Verdict

# Blank lines between the articles, each a sentence: so many that nothing of the one stands near
# anything of the other, for nearness is a sign of one event only within an article.
GAP = 400


@dataclass(frozen=True, slots=True)
class Composite:
    """Two articles, one after the other; `second` is the character where the second begins.

    Claims have the ids of the collection, "ARTICLE:CLAIM", and the sources that it shares; those of
    the first article come first.
    """

    article: Article
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    second: int

    def is_crossed_by(self, pair: Pair) -> bool:
        """Whether a pair's first claim is the first article's and its second the second's."""
        return _starts(pair.a) < self.second <= _starts(pair.b)

    def put_back(self, verdict: Verdict) -> Verdict:
        """Return the verdict of such a pair with evidence where either claim's article has it."""
        if verdict.evidence is None:
            return verdict
        words = _moved(verdict.evidence.b, by=-self.second)
        return replace(verdict, evidence=replace(verdict.evidence, b=words))


def compose(first: Report, second: Report, sources: Mapping[tuple[str, str], Source]) -> Composite:
    """Join two articles; `sources` gives the shared source by article id and source id."""
    a, b = first.article, second.article
    start = len(a.text) + GAP
    gap = (Span(n, n + 1) for n in range(len(a.text), start))
    article = Article(
        id=f"{a.id}+{b.id}",
        text=a.text + "\n" * GAP + b.text,
        sentences=(*a.sentences, *gap, *_moved(b.sentences, by=start)),
        title=" ".join(filter(None, (a.title, b.title))),
    )
    claims = (*recast(first, sources, by=0), *recast(second, sources, by=start))
    heard = [sources[one.article.id, s.id] for one in (first, second) for s in one.sources]
    return Composite(
        article, tuple(map(_as_told, claims)), tuple({s.id: s for s in heard}.values()), start
    )


def recast(
    report: Report, sources: Mapping[tuple[str, str], Source], *, by: int = 0
) -> tuple[Claim, ...]:
    """Return an article's claims as the collection's, their spans moved by so many characters."""
    id = report.article.id

    def rename(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(f"{id}:{name}" for name in names)

    return tuple(
        replace(
            claim,
            id=f"{id}:{claim.id}",
            source=sources[id, claim.source].id,
            attribution=_recast_attribution(claim.attribution, id, by=by),
            via=claim.via and f"{id}:{claim.via}",
            rejects=rename(claim.rejects),
            confirms=rename(claim.confirms),
        )
        for claim in report.claims
    )


def _recast_attribution(attribution: Attribution, article: str, *, by: int) -> Attribution:
    return replace(
        attribution,
        id=f"{article}:{attribution.id}",
        source=_moved(attribution.source, by=by),
        cue=_moved(attribution.cue, by=by),
        content=_moved(attribution.content, by=by),
        via=attribution.via and f"{article}:{attribution.via}",
    )


def _as_told(claim: Claim) -> Claim:
    """Two writers are two voices, unlike one in two places: what both narrate is compared."""
    return replace(claim, attribution=replace(claim.attribution, narrated=False))


def _starts(claim: Claim) -> int:
    return claim.attribution.content[0].start


def _moved(spans: Iterable[Span], *, by: int) -> tuple[Span, ...]:
    return tuple(Span(span.start + by, span.end + by) for span in spans)
