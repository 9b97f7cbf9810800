"""Data sets in, records out: NLI pairs, annotated articles and dossiers.

Nothing here trains or scores. Splits never share a group (an article, an event, a premise),
and every file has a fingerprint, so that a score names the data it was measured on.
"""

from attrib.corpora.articles import AnnotatedArticle, GoldPair, read_annotated
from attrib.corpora.dossiers import Dossier, Statement, join_dossiers, read_dossiers
from attrib.corpora.nli import NLIExample, read_nli
from attrib.corpora.rows import fingerprint, read_rows, split_groups

__all__ = [
    "AnnotatedArticle",
    "Dossier",
    "GoldPair",
    "NLIExample",
    "Statement",
    "fingerprint",
    "join_dossiers",
    "read_annotated",
    "read_dossiers",
    "read_nli",
    "read_rows",
    "split_groups",
]
