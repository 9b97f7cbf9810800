"""Mentions → sources: one `Source` for each real voice, whatever it is called.

`mentions` reads the words of one mention (`patterns`, `persons`; the word tables are in
`lexicon`). `names` finds the names that the article uses and `cast` whom they belong to. `linking`
joins mentions to voices (`drafts`), `focus` those that only point, by what is in `view`, and
`joint` those that stand for two. `kinds` says what sort of voice each is.
"""

from attrib.sources.linking import resolve_sources

__all__ = ["resolve_sources"]
