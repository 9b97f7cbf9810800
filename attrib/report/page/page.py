"""Findings in, one page out: its policy lets a browser run and load nothing but its own."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from importlib import resources
from typing import TYPE_CHECKING, Any

from attrib.markup import digest, make_environment
from attrib.records import Assessment, Claim, Collection, Relation, Report, Verdict
from attrib.report import wording
from attrib.report.collection import TOP, Findings
from attrib.report.collection.contests import Contest, find_contests
from attrib.report.collection.order import choose_sources
from attrib.report.collection.overview import (
    CAREFUL,
    SUPPORT,
    TERMS,
    count_standings,
    list_given,
    say_scope,
)
from attrib.report.entries import Entry, read, read_verdict
from attrib.report.page.estimates import list_estimates, list_outlets, list_series
from attrib.report.page.heatmap import map_sources
from attrib.report.page.highlights import mark_paragraphs
from attrib.report.page.plots import EDGE, HIGH, SERIES_HIGH, SERIES_WIDE, WIDE
from attrib.report.page.positions import (
    ContestView,
    by_issue,
    tabulate_positions,
    view_contest,
)
from attrib.report.page.sides import Context, Facing, face, find_relayers
from attrib.report.page.statements import list_statements, mark_statements
from attrib.report.page.summary import summarise
from attrib.report.page.voices import Voice, list_voices

if TYPE_CHECKING:
    from jinja2 import Environment

CONTESTS = 100  # of many articles, with both sides
ESTIMATES = 250  # sources of many articles whose estimates are listed
FACINGS = 400  # pairs of one relation in one article
_NAMED, _RIVALS, _QUOTED = 8, 4, 400  # sources and rivals of a contest, characters of its words
_SHORT = {Relation.CONTRADICTS: "x", Relation.CORROBORATES: "y", Relation.UPDATES: "z"}


def render_page(report: Report, assessment: Assessment, *, version: str) -> str:
    """Return a page on one article, with its text; `assessment` is that of the report's claims.

    Equal reports give equal pages. Nothing that the article says is markup, whatever it holds.
    """
    findings = _findings(report, assessment)
    context = _context(findings)
    reading = read(report)
    faced = [
        (entry, face(context, entry, anchor=f"{_SHORT[relation]}{number}"))
        for relation in _SHORT
        for joint in (False, True)
        for number, entry in enumerate(
            reading.find(relation, joint=joint)[:FACINGS], start=1 + FACINGS * joint
        )
    ]
    facings = [facing for _, facing in faced]
    shown = choose_sources(findings, top=len(findings.sources))
    marks, notes = mark_statements(context)
    contests = find_contests(findings)
    undetermined = [e for e in reading.entries if e.relation is Relation.UNDETERMINED]
    return _render(
        "article.html.j2",
        context,
        facings,
        shown,
        version=version,
        contests=contests,
        listed=True,
        article=report.article,
        title=wording.one_line(report.article.title or report.article.id) or "(no title)",
        paragraphs=list(mark_paragraphs(report.article.text, marks, notes)),
        statements={one.number: one for one in list_statements(context, faced)},
        positions=tabulate_positions(context, by_issue(findings), shown),
        undetermined=len(undetermined),
        left_out=len(list(_decided(reading.entries))) - len(facings),
    )


def render_collection_page(findings: Findings, *, version: str, top: int = TOP) -> str:
    """Return a page on many articles, without their texts.

    The matrix and the tables have the `top` sources that speak in most articles; of what is
    contested, and of all sources, those with most voices are listed.
    """
    context = _context(findings)
    shown = choose_sources(findings, top=top)
    contests = find_contests(findings)
    views = _view_contests(context, contests[:CONTESTS])
    issues = {contest.proposition.issue for contest in contests[:top]}
    disputed = [one for one in by_issue(findings) if one.issue in issues]
    return _render(
        "collection.html.j2",
        context,
        _surest_facings(context, shown),
        shown,
        version=version,
        contests=contests,
        listed=False,
        title=say_scope(findings),
        contested=len(contests),
        views=views,
        filtered=_filtered(context, views, shown),
        kinds=sorted({contest.proposition.kind for contest in contests}),
        speaking=sum(bool(findings.spread(id)) for id in findings.sources),
        scheme=findings.given.scheme,
        meanings=findings.given.meanings,
        days=wording.count(len(findings.moments), "day", "days"),
        positions=tabulate_positions(context, disputed, shown),
        standings=count_standings(findings),
        given="; ".join(list_given(findings)),
        others=list_estimates(findings, context.voices, _others(findings, shown)),
        outlets=list_outlets(findings),
        series=list_series(findings, context.voices, shown),
        articles=_articles(findings),
    )


def content_policy(*, css: str, script: str) -> str:
    """Return the policy that allows exactly this style sheet and this script, and no request."""
    return (
        f"default-src 'none'; style-src '{digest(css)}'; script-src '{digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _render(
    template: str,
    context: Context,
    facings: Sequence[Facing],
    shown: Sequence[str],
    *,
    version: str,
    contests: Sequence[Contest],
    **parts: Any,  # noqa: ANN401 - whatever the template asks for
) -> str:
    findings, voices = context.findings, context.voices
    css, script = _asset("report.css"), _asset("report.js")
    return _environment().get_template(template).render(
        css=css,
        script=script,
        policy=content_policy(css=css, script=script),
        version=version,
        models=findings.collection.models,
        several=context.several,
        summary=summarise(findings, contests),
        careful=CAREFUL,
        terms=TERMS,
        meaning_of_support=SUPPORT,
        voices=[voices[id] for id in shown],
        facings=facings,
        heatmap=map_sources(findings, voices, shown, facings),
        estimates=list_estimates(findings, voices, shown),
        **parts,
    )  # fmt: skip


def _findings(report: Report, assessment: Assessment) -> Findings:
    """Return a report as a collection of one article."""
    speaking = {claim.source for claim in report.claims}
    return Findings(
        Collection(
            articles=(report.article,),
            sources=report.sources,
            claims=report.claims,
            verdicts=report.verdicts,
            article_of={claim.id: report.article for claim in report.claims},
            mentioned_in={id: (report.article.id,) for id in sorted(speaking)},
            models=report.models,
        ),
        assessment,
    )


def _context(findings: Findings) -> Context:
    numbers = {id: number for number, id in enumerate(findings.claims, start=1)}
    return Context(findings, list_voices(findings), numbers, find_relayers(findings))


def _decided(entries: Iterable[Entry]) -> Iterable[Entry]:
    return (entry for entry in entries if entry.relation in _SHORT)


def _view_contests(context: Context, contests: Sequence[Contest]) -> list[ContestView]:
    surest = _surest_of_issues(context.findings)
    views = []
    for number, contest in enumerate(contests, start=1):
        verdict = surest.get(contest.proposition.issue)
        entry = read_verdict(verdict, context.findings.claims) if verdict else None
        facing = face(context, entry, anchor=f"m{number}") if entry else None
        views.append(
            view_contest(
                context,
                contest,
                facing,
                anchor=f"contest-{number}",
                named=_NAMED,
                rivals=_RIVALS,
                limit=_QUOTED,
            )
        )
    return views


def _filtered(context: Context, views: Sequence[ContestView], shown: Sequence[str]) -> list[Voice]:
    """Return the sources to choose from: the shown ones, then those of the contests."""
    numbers = {number for view in views for number in view.sources}
    chosen = [context.voices[id] for id in shown]
    others = (one for one in context.voices.values() if one.number in numbers)
    rest = [one for one in others if one.id not in set(shown)]
    return chosen + sorted(rest, key=lambda one: (-one.claims, one.number))


def _surest_of_issues(findings: Findings) -> dict[str, Verdict]:
    """Return the most probable contradiction of each issue."""
    homes = {
        claim: one.issue
        for one in findings.assessment.propositions
        for position in one.positions
        for claim in position.claims
    }
    found: dict[str, Verdict] = {}
    for verdict in findings.collection.verdicts:
        issue = homes.get(verdict.a)
        if issue and verdict.relation is Relation.CONTRADICTS and issue == homes.get(verdict.b):
            best = found.get(issue)
            if best is None or verdict.probability > best.probability:
                found[issue] = verdict
    return found


def _surest_facings(context: Context, shown: Sequence[str]) -> list[Facing]:
    """Return for each two of the sources their most probable contradiction and corroboration."""
    claims, among = context.findings.claims, set(shown)
    best: dict[tuple[Relation, frozenset[str]], Verdict] = {}
    for verdict in context.findings.collection.verdicts:
        pair = frozenset((claims[verdict.a].source, claims[verdict.b].source))
        if verdict.relation in _SHORT and pair <= among:
            known = best.get((verdict.relation, pair))
            if known is None or verdict.probability > known.probability:
                best[verdict.relation, pair] = verdict
    found = sorted(best.values(), key=lambda verdict: -verdict.probability)
    return [
        face(context, read_verdict(verdict, claims), anchor=f"{_SHORT[relation]}{number}")
        for relation in _SHORT
        for number, verdict in enumerate((v for v in found if v.relation is relation), start=1)
    ]


def _others(findings: Findings, shown: Sequence[str]) -> list[str]:
    """Return further sources with an estimate, those first that speak in most articles."""
    ids = [id for id, one in findings.credibility.items() if one.mean is not None]
    ids = sorted(set(ids) - set(shown), key=lambda id: (-findings.spread(id), ids.index(id)))
    return ids[: max(ESTIMATES - len(shown), 0)]


def _articles(findings: Findings) -> list[tuple[str, str, str, int]]:
    """Return title, outlet, day and number of claims of each article."""
    claims: dict[str, list[Claim]] = {article.id: [] for article in findings.collection.articles}
    for claim in findings.claims.values():
        claims[findings.collection.article_of[claim.id].id].append(claim)
    return [
        (
            wording.one_line(article.title or article.id),
            wording.one_line(article.outlet or "–"),
            wording.one_line(str(findings.days.get(article.id) or article.date or "–")),
            len(claims[article.id]),
        )
        for article in findings.collection.articles
    ]


def _visible(value: object) -> object:
    """Replace what drives a screen or cannot be written, in all that is no markup of our own."""
    return wording.visible(value, keep="\n\r\t") if type(value) is str else value


@functools.cache
def _asset(name: str) -> str:
    return resources.files("attrib.report.page").joinpath("assets", name).read_text("utf-8")


@functools.cache
def _environment() -> Environment:
    environment = make_environment("attrib.report.page", finalize=_visible)
    environment.globals |= {
        "wide": WIDE,
        "high": HIGH,
        "edge": EDGE,
        "series_wide": SERIES_WIDE,
        "series_high": SERIES_HIGH,
    }
    environment.filters |= {"count": wording.count, "one_line": wording.one_line}
    return environment
