"""Many articles as rich renderables: readable without colour, from 60 to 200 columns."""

from __future__ import annotations

from collections.abc import Collection

from rich.console import Group
from rich.text import Text

from attrib.report.collection.estimates import (
    render_credibility,
    render_outlets,
    render_series,
)
from attrib.report.collection.findings import Findings
from attrib.report.collection.heatmap import render_heatmap
from attrib.report.collection.order import choose_sources
from attrib.report.collection.overview import render_claims, render_header
from attrib.report.collection.why import render_why

TOP = 15  # sources that are shown


def render_collection(findings: Findings, *, top: int = TOP, why: Collection[str] = ()) -> Group:
    """Return the report for a terminal; the caller prints it to a Console.

    In order: header, claims, matrix, credibility, why, outlets, series. The `top` sources that
    speak in most articles are shown, and those (ids) in `why`, of which all that moved them is
    told. Sources who side with each other stand together and are never ranked.
    """
    header = render_header(findings)
    if not findings.claims:
        note = "No attributed statement was found, so there is nothing to compare."
        return Group(*header, Text(), Text(note))
    shown = choose_sources(findings, top=top, also=why)
    sections = [
        *render_claims(findings),
        *render_heatmap(findings, shown),
        *render_credibility(findings, shown),
        *render_why(findings, shown, whole=why),
        *render_outlets(findings),
        *render_series(findings, shown),
    ]
    return Group(*header, *sections)
