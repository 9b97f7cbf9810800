"""The nouns of attrib: frozen records that cross the borders between stages.

An *article* has *attributions*, which give *claims*, which form *pairs*, which get
*verdicts*, which fill a *matrix*, which becomes a *report*. This package imports nothing
of ours, so every stage can import it and no stage needs another.
"""

from attrib.records.collection import Collection
from attrib.records.comparisons import Evidence, Judgement, Pair, TextPair, Verdict
from attrib.records.known import Fact, Prior
from attrib.records.labels import (
    Entailment,
    Kind,
    Relation,
    Role,
    Signal,
    SourceKind,
    Stance,
    Status,
)
from attrib.records.report import Report
from attrib.records.standings import (
    Assessment,
    Cell,
    Credibility,
    CredibilityMatrix,
    Influence,
    KindCredibility,
    Moment,
    Outlet,
    Position,
    Proposition,
    Standing,
)
from attrib.records.statements import Attribution, Claim, Quantity, Source
from attrib.records.texts import Article, Passage, Span, TaggedSpan

__all__ = [
    "Article", "Assessment", "Attribution", "Cell", "Claim", "Collection", "Credibility",
    "CredibilityMatrix", "Entailment", "Evidence", "Fact", "Influence", "Judgement", "Kind",
    "KindCredibility", "Moment", "Outlet", "Pair", "Passage", "Position", "Prior",
    "Proposition", "Quantity", "Relation", "Report", "Role", "Signal", "Source", "SourceKind",
    "Span", "Stance", "Standing", "Status", "TaggedSpan", "TextPair", "Verdict",
]  # fmt: skip
