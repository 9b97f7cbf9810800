"""Articles in, reports out: what every command that scores articles does first and last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from attrib.article import read_articles
from attrib.cli.edge import CHECKPOINT, note, with_progress
from attrib.errors import ArticleError
from attrib.harness.files import write_text
from attrib.pipeline import Pipeline, load_pipeline
from attrib.records import Article, Report
from attrib.store import Store

F = TypeVar("F", bound=Callable[..., Any])

FILE_OUT = click.Path(dir_okay=False, path_type=Path)
FOLDER_OUT = click.Path(file_okay=False, path_type=Path)  # made where it is missing


def scoring_options(command: F) -> F:
    """Add what decides how articles are scored."""
    options = (
        click.option(
            "--narration",
            is_flag=True,
            help="Count what the writer states without naming anyone as claims of the outlet.",
        ),
        click.option(
            "--attribution", type=CHECKPOINT, metavar="DIR", help="Attribution checkpoint."
        ),
        click.option("--nli", type=CHECKPOINT, metavar="DIR", help="NLI checkpoint."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def read(paths: Iterable[str], failures: list[ArticleError]) -> Iterator[Article]:
    """Yield what can be read; say at once what cannot, collect it, and go on."""
    for path in paths:
        for article in read_articles(path):
            if isinstance(article, ArticleError):
                failures.append(article)
                note(f"Error: {article}")
            else:
                yield article


def load(*, attribution: Path | None, nli: Path | None) -> Pipeline:
    """Load the pipeline and pass on what it warns of."""
    pipeline = load_pipeline(attribution=attribution, nli=nli)
    for warning in pipeline.warnings:
        note(f"Warning: {warning}")
    return pipeline


def score_all(
    articles: Iterable[Article],
    pipeline: Pipeline,
    *,
    narration: bool,
    store: Store | None = None,
) -> Iterator[Report]:
    """Yield a report on each article, taken from the store or kept there where there is one."""
    for article in with_progress(articles, label="Scoring"):
        for warning in article.warnings:
            note(f"Warning: {article.id}: {warning}")
        yield _score(article, pipeline, narration=narration, store=store)


def _score(article: Article, pipeline: Pipeline, *, narration: bool, store: Store | None) -> Report:
    if store is None:
        return pipeline.score(article, narration=narration)
    report = store.find(article, models=pipeline.models, narration=narration)
    if report is None:
        report = pipeline.score(article, narration=narration)
        store.keep(report, narration=narration)
    return report


def write_tables(write: Callable[[Path], list[Path]], folder: Path) -> None:
    """Let tables be written to a folder and say where they are."""
    try:
        paths = write(folder)
    except OSError as error:
        raise click.ClickException(
            f"{folder}: cannot be written ({error.strerror}); expected a folder, new or your own"
        ) from error
    for path in paths:
        note(f"wrote {path}")


def write_page(page: str, path: Path) -> None:
    """Write a page to a file and say where it is."""
    write_text(page, path)
    note(f"wrote {path}")
