"""How evaluations are shown: a table, JSON, Markdown, or a page in a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console, RenderableType

from attrib.cli.edge import note
from attrib.evaluation import Comparison, Evaluation
from attrib.evaluation.pages import (
    render_comparison_markdown,
    render_comparison_terminal,
    render_headline_terminal,
    render_html,
    render_markdown,
    render_terminal,
)
from attrib.harness.files import write_text
from attrib.harness.suite import SuiteResult

C = TypeVar("C", bound=Callable[..., Any])
OUT_FILE = click.Path(dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Output:
    """What the user asked to see."""

    as_json: bool
    as_markdown: bool
    html: Path | None


def output_options(command: C) -> C:
    """Give a command --json, --markdown and --html, joined as its argument `output`."""

    @click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
    @click.option("--markdown", "as_markdown", is_flag=True, help="Print Markdown instead.")
    @click.option("--html", type=OUT_FILE, metavar="FILE", help="Write a page with plots, too.")
    @wraps(command)
    def wrapped(
        *,
        as_json: bool,
        as_markdown: bool,
        html: Path | None,
        **options: Any,  # noqa: ANN401 - the command's own
    ) -> Any:  # noqa: ANN401 - and what it returns
        if as_json and as_markdown:
            raise click.UsageError("expected --json or --markdown, not both")
        return command(output=Output(as_json, as_markdown, html), **options)

    return wrapped  # type: ignore[return-value]


def show(evaluation: Evaluation, output: Output) -> None:
    """Show one evaluation."""
    title = _title(evaluation)
    if output.html is not None:
        _write(render_html({title: evaluation}, title=title), output.html)
    if output.as_json:
        _print_json(evaluation.to_dict())
    elif output.as_markdown:
        click.echo(render_markdown({title: evaluation}))
    else:
        _print(render_terminal(evaluation, title=title))


def show_suite(result: SuiteResult, output: Output) -> None:
    """Show all evaluations of a suite, those on top first."""
    headline = result.headline()
    if output.html is not None:
        page = render_html(result.evaluations, title=result.suite.title, headline=headline)
        _write(page, output.html)
    if output.as_json:
        _print_json(result.to_dict())
    elif output.as_markdown:
        click.echo(render_markdown(result.evaluations, headline=headline))
    else:
        if headline:
            _print(render_headline_terminal(headline, title=result.suite.title))
        for name, evaluation in result.evaluations.items():
            _print(render_terminal(evaluation, title=name, slices=False))


def show_comparison(comparison: Comparison, output: Output) -> None:
    """Show the differences between two systems."""
    title = f"{comparison.task}: B = {comparison.b} against A = {comparison.a}"
    if output.as_json:
        _print_json(comparison.to_dict())
    elif output.as_markdown:
        click.echo(render_comparison_markdown(comparison))
    else:
        _print(render_comparison_terminal(comparison, title=title))


def _title(evaluation: Evaluation) -> str:
    made = evaluation.provenance
    data = Path(made.get("data", "")).name
    return f"{evaluation.task}: {evaluation.model} on {data} ({made.get('data sha256', '')})"


def _print(renderable: RenderableType) -> None:
    Console(highlight=False).print(renderable)


def _print_json(row: Mapping[str, Any]) -> None:
    click.echo(json.dumps(row, ensure_ascii=False))


def _write(text: str, path: Path) -> None:
    write_text(text, path)
    note(f"wrote {path}")
