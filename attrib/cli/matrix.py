"""``attrib matrix``: many articles in, how their claims and sources stand to each other out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path

import click
from rich.console import Console

from attrib import __version__
from attrib.cli.articles import (
    FILE_OUT,
    FOLDER_OUT,
    load,
    read,
    score_all,
    scoring_options,
    write_page,
    write_tables,
)
from attrib.cli.edge import DATA_FILE, note, one_line_errors, with_progress
from attrib.collection.dates import read_date
from attrib.collection.gathering import collect
from attrib.corpora.known import read_facts, read_priors
from attrib.errors import ArticleError
from attrib.matrix import SCHEMES, Known, assess, compare_outlets, follow
from attrib.records import Assessment, Collection, Moment, Prior, Source
from attrib.report.collection import (
    TOP,
    Findings,
    Given,
    collection_to_dict,
    find_sources,
    render_collection,
    write_collection_csv,
)
from attrib.report.page import render_collection_page
from attrib.store import Store


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object with everything.")
@click.option(
    "--csv",
    "csv_folder",
    type=FOLDER_OUT,
    metavar="DIR",
    help="Write everything as tables to DIR.",
)
@click.option(
    "--html",
    "html_file",
    type=FILE_OUT,
    metavar="FILE",
    help="Write one page on all articles to FILE; it needs no network.",
)
@click.option(
    "--facts",
    type=DATA_FILE,
    metavar="FILE",
    help="Claims that were found to hold or not: a table with the columns claim (an id, as they "
    "are printed) and holds (yes or no).",
)
@click.option(
    "--priors",
    type=DATA_FILE,
    metavar="FILE",
    help="How reliable you hold sources to be: a table with the columns source (a name), grade "
    "(A to F, or 0 to 100) and, if you like, strength (how many claims that is worth).",
)
@click.option(
    "--scheme", type=click.Choice(list(SCHEMES)), help="Propose grades for claims and sources."
)
@click.option(
    "--discount-interested",
    is_flag=True,
    help="Let nobody be a voice about an act of their own.",
)
@click.option(
    "--cache",
    type=FOLDER_OUT,
    metavar="DIR",
    help="Keep what was found in each article, so that the next run goes on from there.",
)
@click.option("--series", is_flag=True, help="Show how estimates moved over the articles' days.")
@click.option(
    "--why",
    multiple=True,
    metavar="SOURCE",
    help="Show all that moved this source (name, alias or id). May be repeated.",
)
@click.option(
    "--top",
    type=click.IntRange(min=1),
    default=TOP,
    show_default=True,
    metavar="N",
    help="Sources to show, those that speak in most articles; JSON and CSV hold all.",
)
@scoring_options
@one_line_errors
def matrix(
    articles: tuple[str, ...],
    as_json: bool,
    csv_folder: Path | None,
    html_file: Path | None,
    facts: Path | None,
    priors: Path | None,
    scheme: str | None,
    discount_interested: bool,
    cache: Path | None,
    series: bool,
    why: tuple[str, ...],
    top: int,
    narration: bool,
    attribution: Path | None,
    nli: Path | None,
) -> None:
    """Compare what sources say in all ARTICLEs: who sides with whom, and how credible that is.

    ARTICLE is what attrib score reads, with "outlet" and "date" if known; one will do, thousands
    may be given. Claims of different articles are compared where they may be about one event.

    \b
    Examples:
      attrib matrix corpus.jsonl.gz --cache scored/
      attrib matrix monday.txt tuesday.html --why "Harbour Ministry"
      attrib matrix corpus.jsonl.gz --cache scored/ --series --json
      attrib matrix corpus.jsonl.gz --cache scored/ --html week.html
      attrib matrix corpus.jsonl.gz --scheme admiralty --priors sources.csv --facts found.csv
    """
    given_facts = read_facts(facts) if facts else ()
    named = read_priors(priors) if priors else {}
    failures: list[ArticleError] = []
    pipeline = load(attribution=attribution, nli=nli)
    store = Store(cache) if cache else None
    reports = list(score_all(read(articles, failures), pipeline, narration=narration, store=store))
    if not reports:
        sys.exit(1)
    collection = collect(
        reports, judge=pipeline.judge, combiner=pipeline.combiner, progress=with_progress
    )
    known = Known(
        facts=given_facts,
        priors=_resolve_priors(collection.sources, named),
        discount_interested=discount_interested,
        scheme=scheme,
    )
    findings = _find(collection, known, series=series)
    if html_file is not None:
        write_page(render_collection_page(findings, version=__version__, top=top), html_file)
    if csv_folder is not None:
        write_tables(partial(write_collection_csv, findings), csv_folder)
    elif as_json:
        found = collection_to_dict(findings, version=__version__)
        click.echo(json.dumps(found, ensure_ascii=False))
    elif html_file is None:
        asked = _resolve_sources(collection.sources, why)
        console = Console(highlight=False, emoji=False)
        console.print(render_collection(findings, top=top, why=asked))
    if failures:
        sys.exit(1)


def _find(collection: Collection, known: Known, *, series: bool) -> Findings:
    assessment = assess(collection.sources, collection.claims, collection.verdicts, known=known)
    read_days = {article.id: read_date(article.date) for article in collection.articles}
    days = {id: day for id, day in read_days.items() if day is not None}
    return Findings(
        collection=collection,
        assessment=assessment,
        outlets=compare_outlets(assessment, collection.article_of),
        moments=_follow(collection, assessment, days, known) if series else (),
        days=days,
        given=Given(
            facts=known.facts,
            priors=known.priors,
            discount_interested=known.discount_interested,
            scheme=known.scheme,
            meanings=SCHEMES[known.scheme].meanings if known.scheme else {},
        ),
    )


def _follow(
    collection: Collection, assessment: Assessment, days: Mapping[str, date], known: Known
) -> tuple[Moment, ...]:
    dates = {
        claim: days[article.id]
        for claim, article in collection.article_of.items()
        if article.id in days
    }
    moments = follow(assessment, collection.sources, dates, known=known)
    if not moments:
        note(
            "No series: found claims of fewer than two days; expected articles with a date of two "
            "or more"
        )
    return moments


def _resolve_priors(sources: Iterable[Source], named: Mapping[str, Prior]) -> dict[str, Prior]:
    """Return priors by source id; say which names fit nobody, and which fit one source twice."""
    priors: dict[str, Prior] = {}
    for name, prior in named.items():
        ids = _resolve_sources(sources, [name])
        if again := [id for id in ids if id in priors]:
            note(f"Note: {name!r} is {', '.join(again)}, which has a grade above; that one counts")
        priors |= {id: prior for id in ids if id not in priors}
    return priors


def _resolve_sources(sources: Iterable[Source], names: Iterable[str]) -> list[str]:
    """Return the ids of all sources that the names fit; say which fit nobody."""
    found: dict[str, None] = {}
    for name in names:
        ids = find_sources(sources, name)
        found |= dict.fromkeys(ids)
        if not ids:
            note(f"Note: no source is called {name!r}; expected a name, an alias or an id")
    return list(found)
