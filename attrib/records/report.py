"""Everything that was found in one article, and its form as JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from attrib.records.comparisons import Verdict
from attrib.records.labels import Role
from attrib.records.standings import CredibilityMatrix
from attrib.records.statements import Claim, Source
from attrib.records.texts import Article, Span


@dataclass(frozen=True, slots=True)
class Report:
    """Everything attrib found in one article, each number with the words behind it."""

    article: Article
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    verdicts: tuple[Verdict, ...]
    matrix: CredibilityMatrix
    models: Mapping[str, str] = field(default_factory=dict)

    def to_dict(self, *, version: str) -> dict[str, Any]:
        """Return the contract of ``attrib score --json`` as plain values."""
        return {
            "attrib": version,
            "models": dict(self.models),
            "article": article_to_dict(self.article),
            "sources": [_source_to_dict(source) for source in self.sources],
            "claims": [claim_to_dict(claim) for claim in self.claims],
            "verdicts": [verdict_to_dict(verdict) for verdict in self.verdicts],
            "matrix": {
                "sources": list(self.matrix.sources),
                "contradicts": [list(row) for row in self.matrix.contradicts],
                "corroborates": [list(row) for row in self.matrix.corroborates],
                "credibility": [asdict(row) for row in self.matrix.credibility],
            },
        }


def article_to_dict(article: Article) -> dict[str, Any]:
    """Return what is known of an article, with a digest in place of its text."""
    return {
        "id": article.id,
        "title": article.title,
        "date": article.date,
        "sha256": hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest(),
        "characters": len(article.text),
        "warnings": list(article.warnings),
    }


def _source_to_dict(source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "mentions": _spans_to_lists(source.mentions),
    }


def claim_to_dict(claim: Claim) -> dict[str, Any]:
    """Return a claim as plain values; only a narrated one has the key "narrated", always true."""
    fields = {
        "id": claim.id,
        "source": claim.source,
        "via": claim.via,
        "stance": claim.stance,
        "proposition": claim.proposition,
        "standalone": list(claim.standalone),
        "rejects": list(claim.rejects),
        "confirms": list(claim.confirms),
        "spans": {role: _spans_to_lists(getattr(claim.attribution, role)) for role in Role},
        "quantities": [asdict(quantity) for quantity in claim.quantities],
        "confidence": claim.confidence,
    }
    return fields | {"narrated": True} if claim.attribution.narrated else fields


def verdict_to_dict(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict as plain values."""
    evidence = verdict.evidence
    return asdict(verdict) | {
        "evidence": evidence
        and asdict(evidence) | {"a": _spans_to_lists(evidence.a), "b": _spans_to_lists(evidence.b)}
    }


def _spans_to_lists(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]
