"""Quantities in a sentence: how many of what, what happened to them, where and when.

`find_quantities` reads them, `compare` says whether two leave room for each other, and
`is_update` tells a toll that has moved on from one that is contradicted.
"""

from attrib.quantities.comparison import Comparison, compare
from attrib.quantities.reading import find_quantities
from attrib.quantities.updates import is_update

__all__ = ["Comparison", "compare", "find_quantities", "is_update"]
