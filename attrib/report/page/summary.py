"""A few careful sentences that can be taken over as they are."""

from __future__ import annotations

from collections.abc import Sequence

from attrib.records import Proposition
from attrib.report import wording
from attrib.report.collection import Findings
from attrib.report.collection.contests import Contest
from attrib.report.collection.names import put
from attrib.report.collection.overview import CAREFUL, count_claims, say_support

_QUOTED = 240  # characters of a proposition
_NAMED = 3  # sources of a side


def summarise(findings: Findings, contests: Sequence[Contest]) -> str:
    """Return how much was found, what most voices dispute, who stands where, and a caution."""
    parts = [_opening(findings)]
    if contests:
        parts.append(_contested(findings, contests[0]))
        if len(contests) > 1:
            more = wording.count(len(contests) - 1, "other matter is", "other matters are")
            parts.append(f"{more} contested.")
    else:
        parts.append("No claim is found to be contested.")
    return " ".join([*parts, CAREFUL])


def _opening(findings: Findings) -> str:
    articles = findings.collection.articles
    counted = count_claims(findings)
    if len(articles) != 1:
        return f"In {len(articles)} articles, {counted}"
    article = articles[0]
    origin = [wording.one_line(part) for part in (article.outlet, article.date) if part]
    title = wording.quoted(wording.one_line(article.title or article.id) or "(no title)")
    from_where = f" ({', '.join(origin)})" if origin else ""
    return f"In {title}{from_where}, {counted}"


def _contested(findings: Findings, contest: Contest) -> str:
    said = put(contest.proposition, limit=_QUOTED)
    text = f"Contested: {said} is reported by {_names(findings, contest.reporters)}"
    if contest.deniers:
        text += f" and denied by {_names(findings, contest.deniers)}"
    if contest.rivals:
        others = list(dict.fromkeys(id for _, ids in contest.rivals for id in ids))
        verb = "gives another account" if len(others) == 1 else "give other accounts"
        text += f"; {_names(findings, others)} {verb}"
    return f"{text}. {_weighed(findings, contest.proposition)}"


def _weighed(findings: Findings, proposition: Proposition) -> str:
    support = say_support(findings, proposition)
    if support == "undetermined":
        return "From these statements alone it is undetermined."
    if support.startswith("support"):
        return f"Weighed against each other, the voices give it a {support} on a scale to 1."
    return f"{support[:1].upper()}{support[1:]}."


def _names(findings: Findings, sources: Sequence[str]) -> str:
    names = [wording.one_line(findings.sources[id].name) or "(no name)" for id in sources]
    if len(names) > _NAMED:
        more = len(names) - _NAMED + 1
        names = [*names[: _NAMED - 1], f"{more} more"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
