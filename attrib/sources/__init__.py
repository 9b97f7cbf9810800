"""Mentions → sources: one `Source` for each real voice, whatever it is called.

`mentions` reads the words of one mention, `names` knows the names that the article uses,
`linking` joins mentions to voices, `kinds` says what sort of voice each is.
"""

from attrib.sources.linking import resolve_sources

__all__ = ["resolve_sources"]
