"""Quantities in a sentence: how many of what, what happened to them, where and when.

`find_quantities` reads them, `compare` says whether two leave room for each other, `is_update`
tells a toll that has moved on from one that is contradicted, `looks_back` one that had been given
before, wherever in the text it stands, and `name_times` names all times.
"""

from attrib.quantities.circumstances import name_times
from attrib.quantities.comparison import Comparison, compare
from attrib.quantities.reading import find_quantities
from attrib.quantities.updates import is_update, looks_back

__all__ = [
    "Comparison",
    "compare",
    "find_quantities",
    "is_update",
    "looks_back",
    "name_times",
]
