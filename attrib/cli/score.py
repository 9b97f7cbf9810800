"""``attrib score``: articles in, reports out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import click
from rich.console import Console
from rich.rule import Rule

from attrib import __version__
from attrib.cli.articles import (
    FOLDER_OUT,
    load,
    read,
    score_all,
    scoring_options,
    write_tables,
)
from attrib.cli.edge import one_line_errors
from attrib.errors import ArticleError
from attrib.records import Report
from attrib.report import render_terminal, write_csv


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
@scoring_options
@one_line_errors
def score(
    articles: tuple[str, ...],
    as_json: bool,
    csv_folder: Path | None,
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
    """
    failures: list[ArticleError] = []
    pipeline = load(attribution=attribution, nli=nli)
    reports = score_all(read(articles, failures), pipeline, narration=narration)
    if csv_folder is not None:
        write_tables(partial(write_csv, reports), csv_folder)
    elif as_json:
        for report in reports:
            click.echo(json.dumps(report.to_dict(version=__version__), ensure_ascii=False))
    else:
        _print_reports(reports)
    if failures:
        sys.exit(1)


def _print_reports(reports: Iterator[Report]) -> None:
    console = Console(highlight=False, emoji=False)
    for number, report in enumerate(reports):
        if number:
            console.print(Rule(characters="═"))
        console.print(render_terminal(report))
