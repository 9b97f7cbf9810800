"""Whether what was found belongs to the gold, for scores on articles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrib.corpora import AnnotatedArticle
from attrib.errors import CorpusError


def describe_missing(
    gold: Sequence[AnnotatedArticle], found: Mapping[str, object]
) -> tuple[str, ...]:
    """Return a note of how many articles nothing was found for (by id), if there are any.

    Raises CorpusError where `found` names an article that `gold` lacks.
    """
    ids = {one.article.id for one in gold}
    if strange := found.keys() - ids:
        raise CorpusError(
            f"found predictions for article {min(strange)!r}; expected only the "
            f"{len(ids)} articles of the gold file"
        )
    missing = len(ids - found.keys())
    return (f"no predictions for {missing} of {len(ids)} articles",) if missing else ()
