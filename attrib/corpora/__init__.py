"""Data sets in, records out: NLI pairs, annotated articles and dossiers.

Nothing here trains or scores. Splits never share a group (an article, an event, a premise),
and every file has a fingerprint, so that a score names the data it was measured on.
"""

from attrib.corpora.annotated import read_annotated
from attrib.corpora.annotations import read_annotations
from attrib.corpora.articles import (
    AnnotatedArticle,
    GoldPair,
    annotated_by,
    read_versions,
    to_gold_row,
)
from attrib.corpora.check import GoldReport, check_gold
from attrib.corpora.dossiers import Dossier, Statement, join_dossiers, read_dossiers
from attrib.corpora.found import read_found
from attrib.corpora.nli import NLIExample, nli_examples, read_nli
from attrib.corpora.rows import (
    fingerprint,
    first_row,
    load_named_rows,
    numbered_rows,
    read_rows,
    split_groups,
)
from attrib.corpora.truth import SourceClaim, TruthSet, read_truth

__all__ = [
    "AnnotatedArticle",
    "Dossier",
    "GoldPair",
    "GoldReport",
    "NLIExample",
    "SourceClaim",
    "Statement",
    "TruthSet",
    "annotated_by",
    "check_gold",
    "fingerprint",
    "first_row",
    "join_dossiers",
    "load_named_rows",
    "nli_examples",
    "numbered_rows",
    "read_annotated",
    "read_annotations",
    "read_dossiers",
    "read_found",
    "read_nli",
    "read_rows",
    "read_truth",
    "read_versions",
    "split_groups",
    "to_gold_row",
]
