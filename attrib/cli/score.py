"""``attrib score``: articles in, reports out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path

import click
from rich.console import Console
from rich.rule import Rule

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
from attrib.cli.edge import one_line_errors
from attrib.errors import ArticleError, AttribError
from attrib.matrix import assess
from attrib.records import Article, Report
from attrib.report import render_terminal, write_csv
from attrib.report.page import render_page


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object a line and article.")
@click.option(
    "--csv",
    "csv_folder",
    type=FOLDER_OUT,
    metavar="DIR",
    help="Write sources, claims, verdicts, matrix and credibility as tables to DIR.",
)
@click.option(
    "--html",
    "html_file",
    type=FILE_OUT,
    metavar="FILE",
    help="Write one page on one article to FILE; it needs no network.",
)
@scoring_options
@one_line_errors
def score(
    articles: tuple[str, ...],
    as_json: bool,
    csv_folder: Path | None,
    html_file: Path | None,
    narration: bool,
    attribution: Path | None,
    nli: Path | None,
) -> None:
    """Report who says what in ARTICLE, what contradicts what, and how the sources stand.

    ARTICLE is a text file, an HTML page, a JSON or JSON Lines file of records with "text" (and
    "title", "date", "outlet", "id" if known), any of these gzipped, or - for standard input.

    \b
    Examples:
      attrib score article.txt
      attrib score page.html record.json --json
      attrib score corpus.jsonl.gz --csv tables/
      attrib score article.txt --narration
      attrib score article.txt --html report.html
    """
    failures: list[ArticleError] = []
    found = read(articles, failures)
    if html_file is not None:
        found = _only_one(found)
    pipeline = load(attribution=attribution, nli=nli)
    reports = score_all(found, pipeline, narration=narration)
    if html_file is not None:
        reports = _write_page(reports, html_file)
    if csv_folder is not None:
        write_tables(partial(write_csv, reports), csv_folder)
    elif as_json:
        for report in reports:
            click.echo(json.dumps(report.to_dict(version=__version__), ensure_ascii=False))
    elif html_file is None:
        _print_reports(reports)
    if failures:
        sys.exit(1)


def _only_one(articles: Iterable[Article]) -> Iterator[Article]:
    """Return what can be put on one page; nothing is scored before it is known to be one."""
    first = list(islice(articles, 2))
    if len(first) > 1:
        raise AttribError(
            "found more than one article; expected one for --html, which shows the text of an "
            "article; give one, or compare them on a page: attrib matrix ARTICLE... --html FILE"
        )
    return iter(first)


def _write_page(reports: Iterator[Report], path: Path) -> Iterator[Report]:
    """Write the page on a report, and give the report back for whatever else is asked for."""
    written = list(reports)
    for report in written:
        assessment = assess(report.sources, report.claims, report.verdicts)
        write_page(render_page(report, assessment, version=__version__), path)
    return iter(written)


def _print_reports(reports: Iterator[Report]) -> None:
    console = Console(highlight=False, emoji=False)
    for number, report in enumerate(reports):
        if number:
            console.print(Rule(characters="═"))
        console.print(render_terminal(report))
