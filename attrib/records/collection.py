"""Many articles as one: every claim of all of them, under sources that they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from attrib.records.comparisons import Verdict
from attrib.records.statements import Claim, Source
from attrib.records.texts import Article


@dataclass(frozen=True, slots=True)
class Collection:
    """Articles with their claims, sources that recur under one id, and verdicts across articles.

    `articles` have ids that differ. A claim has the id "ARTICLE:CLAIM", as have its attribution
    and whatever it refers to; spans are characters into its own article,
    which `article_of` gives by claim id. `mentioned_in` maps a source's id to the ids of the
    articles that it speaks in, in order; a source's own `mentions` and `attributions` are empty.
    """

    articles: tuple[Article, ...]
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    verdicts: tuple[Verdict, ...]
    article_of: Mapping[str, Article]
    mentioned_in: Mapping[str, tuple[str, ...]]
    models: Mapping[str, str] = field(default_factory=dict)
