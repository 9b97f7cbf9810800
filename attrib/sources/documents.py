"""Whose "the suit" or "the letter" is, where the article says so: "Corr's suit", "letter by Orr".

Reports in general are one source under all their names.
"""

from __future__ import annotations

import re

from attrib.sources.cast import Cast

# Nouns for one paper, each row the words that an article takes for it in turn.
PAPERS = (
    ("suit", "lawsuit", "complaint"),
    ("brief", "filing", "submission", "petition", "motion"),
    ("letter",),
    ("memo", "memorandum"),
)
NAME = r"(?P<who>[A-Z][\w’'-]*?(?: (?:[A-Z]\.|[A-Z][\w-]*)){0,3})"
REPORTS = re.compile(r"(?:(?:many|media|multiple|news|numerous|several|various) )*reports")
FILMS = frozenset({"film", "movie"})


def author_of(description: str, cast: Cast) -> str | None:
    """Return the full name of the one figure whose paper the article calls it, if there is one."""
    row = next((row for row in PAPERS if description.casefold() in row), None)
    if row is None:
        return None
    paper = rf"(?:[a-z]+ )?(?:{'|'.join(row)})\b"
    owned = re.compile(rf"\b{NAME}['’]s? {paper}")
    written = re.compile(rf"\b{paper} (?:brought |filed |sent |signed |written )?by {NAME}(?!\w)")
    found = [m["who"] for pattern in (owned, written) for m in pattern.finditer(cast.text)]
    authors = {_figure(name, cast) for name in found}
    return authors.pop() if len(authors) == 1 else None


def are_one(a: str, b: str) -> bool:
    """Whether two names are of reports in general, or of a film: "reports", "news reports"."""
    names = {a.casefold(), b.casefold()}
    return names <= FILMS or all(map(REPORTS.fullmatch, names))


def _figure(name: str, cast: Cast) -> str | None:
    if name in cast.figures:
        return name
    return cast.full_body(name) if " " in name else cast.full_person(name)
