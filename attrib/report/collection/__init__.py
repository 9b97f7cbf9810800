"""A report on many articles: for people (terminal), for programs (JSON), for spreadsheets (CSV)."""

from attrib.report.collection.contract import collection_to_dict
from attrib.report.collection.findings import Findings, Given
from attrib.report.collection.names import find_sources
from attrib.report.collection.tables import write_collection_csv
from attrib.report.collection.terminal import TOP, render_collection

__all__ = [
    "TOP",
    "Findings",
    "Given",
    "collection_to_dict",
    "find_sources",
    "render_collection",
    "write_collection_csv",
]
