"""Data sets in, records out: NLI pairs, annotated articles and dossiers.

Nothing here trains or scores. Splits never share a group (an article, an event, a premise),
and every file has a fingerprint, so that a score names the data it was measured on.
"""

from attrib.corpora.annotated import read_annotated
from attrib.corpora.articles import AnnotatedArticle, GoldPair, read_versions
from attrib.corpora.dossiers import Dossier, Statement, join_dossiers, read_dossiers
from attrib.corpora.nli import NLIExample, nli_examples, read_nli
from attrib.corpora.rows import (
    fingerprint,
    load_named_rows,
    numbered_rows,
    read_rows,
    split_groups,
)

__all__ = [
    "AnnotatedArticle",
    "Dossier",
    "GoldPair",
    "NLIExample",
    "Statement",
    "fingerprint",
    "join_dossiers",
    "load_named_rows",
    "nli_examples",
    "numbered_rows",
    "read_annotated",
    "read_dossiers",
    "read_nli",
    "read_rows",
    "read_versions",
    "split_groups",
]
