"""What ``attrib matrix --json`` prints, as plain values."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from attrib.records import Article, Claim, Source
from attrib.records.report import article_to_dict, claim_to_dict, verdict_to_dict
from attrib.report.collection.findings import Findings


def collection_to_dict(findings: Findings, *, version: str) -> dict[str, Any]:
    """Return the contract of ``attrib matrix --json``: everything, in the order of the records."""
    collection, assessment = findings.collection, findings.assessment
    return {
        "attrib": version,
        "models": dict(collection.models),
        "articles": [_article(article) for article in collection.articles],
        "sources": [_source(findings, source) for source in collection.sources],
        "claims": [_claim(findings, claim) for claim in collection.claims],
        "verdicts": [verdict_to_dict(verdict) for verdict in collection.verdicts],
        "propositions": [asdict(proposition) for proposition in assessment.propositions],
        "standings": [asdict(standing) for standing in assessment.standings],
        "matrix": {
            "cells": [asdict(cell) for cell in assessment.cells],
            "credibility": [asdict(row) for row in assessment.credibility],
            "by_kind": [asdict(row) for row in assessment.by_kind],
            "influences": [asdict(influence) for influence in assessment.influences],
        },
        **({"grades": findings.grades} if findings.given.scheme else {}),
        "outlets": [asdict(outlet) for outlet in findings.outlets],
        "series": [asdict(moment) for moment in findings.moments],
        "known": _known(findings),
    }


def _article(article: Article) -> dict[str, Any]:
    fields = article_to_dict(article) | {"outlet": article.outlet}
    return {key: fields[key] for key in ("id", "title", "date", "outlet", "sha256", "characters")}


def _source(findings: Findings, source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "name": source.name,
        "kind": source.kind,
        "aliases": list(source.aliases),
        "articles": list(findings.collection.mentioned_in.get(source.id, ())),
    }


def _claim(findings: Findings, claim: Claim) -> dict[str, Any]:
    return claim_to_dict(claim) | {"article": findings.collection.article_of[claim.id].id}


def _known(findings: Findings) -> dict[str, Any]:
    given = findings.given
    return {
        "facts": [asdict(fact) for fact in given.facts],
        "priors": {id: asdict(prior) for id, prior in given.priors.items()},
        "discount_interested": given.discount_interested,
        "scheme": given.scheme,
    }
