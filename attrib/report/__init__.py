"""A report for people (terminal) and for spreadsheets (CSV)."""

from attrib.report.tables import write_csv
from attrib.report.terminal import render_terminal

__all__ = ["render_terminal", "write_csv"]
