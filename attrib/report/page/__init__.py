"""A report as one page that needs nothing else: no network, no font, no image, no build step."""

from attrib.report.page.page import render_collection_page, render_page

__all__ = ["render_collection_page", "render_page"]
