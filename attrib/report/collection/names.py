"""How sources and propositions are named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text

from attrib.records import Proposition, Source
from attrib.report import wording
from attrib.report.collection.findings import Findings
from attrib.report.reasons import NEGATION

NAMED = 6  # sources in a list at most
LONGEST = 60  # characters of a name in a list


def label(findings: Findings, source: str, *, grade: str | None = None) -> Text:
    """Return the id and the name of a source, with the grade of what it says."""
    name = wording.shorten(wording.one_line(findings.sources[source].name), LONGEST)
    text = Text.assemble((f"{source} ", "dim"), (name, "bold"))
    return text.append(f" ({grade})") if grade else text


def name_all(findings: Findings, sources: Sequence[str]) -> Text:
    """Return the sources as "a, b and c", after the first few "and 9 more"."""
    return listed([label(findings, source) for source in sources])


def name_pair(findings: Findings, a: str, b: str) -> Text:
    """Return "a and b", of one source "a and itself"."""
    return wording.listed([label(findings, a), Text("itself") if a == b else label(findings, b)])


def listed(labels: Sequence[Text]) -> Text:
    """Return the labels as "a, b and c", after the first few "and 9 more"."""
    rest = len(labels) - NAMED
    shown = [*labels[:NAMED], Text(f"{rest} more")] if rest > 0 else labels
    return wording.listed(shown)


def put(proposition: Proposition, *, limit: int | None = None) -> str:
    """Return what a proposition says, in quotation marks."""
    text = wording.one_line(proposition.text)
    if text.startswith(NEGATION):
        return f"not: {wording.quoted(text.removeprefix(NEGATION) or '–', limit)}"
    return wording.quoted(text or "–", limit)


def cite(findings: Findings, id: str, *, limit: int, known: str = "") -> Text:
    """Return the words of a claim (id), cut at about `limit` characters, and where they stand.

    Words that are `known`, quotation marks and all, are not repeated.
    """
    claim, article = findings.claims[id], findings.collection.article_of[id]
    day = findings.days.get(article.id) or article.date
    where = [wording.one_line(str(part)) for part in (article.outlet, day, id) if part]
    words = wording.quotation(article, claim, limit=limit)
    words = "in these words" if words == known else words
    return Text(words).append(f" ({', '.join(where)})", "dim")


def find_sources(sources: Iterable[Source], name: str) -> tuple[str, ...]:
    """Return the ids of the sources that a user means: an id, else names, else aliases.

    Case, runs of white space and a leading "the" do not matter. Several may be called the same.
    """
    known = list(sources)
    if ids := tuple(source.id for source in known if source.id == name.strip()):
        return ids
    wanted = _bare(name)
    if ids := tuple(source.id for source in known if _bare(source.name) == wanted):
        return ids
    return tuple(source.id for source in known if wanted in map(_bare, source.aliases))


def _bare(name: str) -> str:
    words = name.casefold().split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
