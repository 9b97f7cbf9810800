"""``attrib score``: articles in, reports out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.rule import Rule

from attrib import __version__
from attrib.article import read_articles
from attrib.cli.edge import CHECKPOINT, note, one_line_errors, with_progress
from attrib.errors import ArticleError
from attrib.pipeline import Pipeline, load_pipeline
from attrib.records import Article, Report
from attrib.report import render_terminal, write_csv


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object a line and article.")
@click.option(
    "--csv",
    "csv_folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write sources, claims, verdicts, matrix and credibility as tables to DIR.",
)
@click.option(
    "--narration",
    is_flag=True,
    help="Count what the writer states without naming anyone as claims of the outlet.",
)
@click.option("--attribution", type=CHECKPOINT, metavar="DIR", help="Attribution checkpoint.")
@click.option("--nli", type=CHECKPOINT, metavar="DIR", help="NLI checkpoint.")
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
    readable = _readable(articles, failures)
    pipeline = load_pipeline(attribution=attribution, nli=nli)
    for warning in pipeline.warnings:
        note(f"Warning: {warning}")
    reports = _scored(readable, pipeline, narration=narration)
    if csv_folder is not None:
        _write_tables(reports, csv_folder)
    elif as_json:
        for report in reports:
            click.echo(json.dumps(report.to_dict(version=__version__), ensure_ascii=False))
    else:
        _print_reports(reports)
    if failures:
        sys.exit(1)


def _readable(paths: tuple[str, ...], failures: list[ArticleError]) -> Iterator[Article]:
    """Yield what can be read; say at once what cannot, and go on."""
    for path in paths:
        for article in read_articles(path):
            if isinstance(article, ArticleError):
                failures.append(article)
                note(f"Error: {article}")
            else:
                yield article


def _scored(
    articles: Iterator[Article], pipeline: Pipeline, *, narration: bool
) -> Iterator[Report]:
    for article in with_progress(articles, label="Scoring"):
        for warning in article.warnings:
            note(f"Warning: {article.id}: {warning}")
        yield pipeline.score(article, narration=narration)


def _write_tables(reports: Iterator[Report], folder: Path) -> None:
    try:
        paths = write_csv(reports, folder)
    except OSError as error:
        raise click.ClickException(
            f"{folder}: cannot be written ({error.strerror}); expected a folder, new or your own"
        ) from error
    for path in paths:
        note(f"wrote {path}")


def _print_reports(reports: Iterator[Report]) -> None:
    console = Console(highlight=False, emoji=False)
    for number, report in enumerate(reports):
        if number:
            console.print(Rule(characters="═"))
        console.print(render_terminal(report))
