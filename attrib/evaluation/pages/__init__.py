"""Evaluations in, text out: for a terminal, for Markdown and as a page.

Pure functions; nothing here prints or writes a file.
"""

from attrib.evaluation.pages.html import render_html
from attrib.evaluation.pages.markdown import (
    render_comparison_markdown,
    render_markdown,
    render_table,
)
from attrib.evaluation.pages.tables import HeadlineRow
from attrib.evaluation.pages.terminal import (
    render_comparison_terminal,
    render_headline_terminal,
    render_terminal,
)

__all__ = [
    "HeadlineRow",
    "render_comparison_markdown",
    "render_comparison_terminal",
    "render_headline_terminal",
    "render_html",
    "render_markdown",
    "render_table",
    "render_terminal",
]
