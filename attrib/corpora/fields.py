"""What the values of a JSON object have to be, and one line for each that is not so.

A null is as good as no value.
"""

from __future__ import annotations

import reprlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Field:
    """What a value has to be: the test, and its words for a message."""

    fits: Callable[[Any], bool]
    expected: str


NAME = Field(lambda value: isinstance(value, str) and bool(value.strip()), "a string with words")
STRING = Field(lambda value: isinstance(value, str), "a string or null")
LIST = Field(lambda value: isinstance(value, list), "a list of objects")
OBJECT = Field(lambda value: isinstance(value, dict), "a JSON object")
SHARE = Field(
    # true and false are numbers to Python
    lambda value: type(value) in (int, float) and 0 <= value <= 1,
    "a number from 0 to 1, or null",
)

_REPR = reprlib.Repr()
_REPR.maxstring = _REPR.maxother = 60
_REPR.maxlist = 12


def one_of(labels: Iterable[str]) -> Field:
    """Return the field that holds one of these labels."""
    known = tuple(map(str, labels))
    return Field(known.__contains__, f"one of {', '.join(known)}")


def object_faults(
    value: object, fields: Mapping[str, Field], *, required: Collection[str], where: str = ""
) -> Iterator[str]:
    """Yield what is wrong with the values of an object, each by itself."""
    if not isinstance(value, dict):
        yield wrong(where, shown(value), OBJECT.expected, "write one")
        return
    given = {key: inner for key, inner in value.items() if inner is not None}
    for key, field in fields.items():
        if key in given and not field.fits(given[key]):
            yield wrong(where, f"{key} {shown(given[key])}", field.expected, "mend it")
        elif key in required and key not in given:
            found = f"no {key!r}, only the keys {shown(list(given))}"
            yield wrong(where, found, field.expected, f"add {key!r}")


def list_faults(
    noun: str, values: Sequence[object], fields: Mapping[str, Field], *, required: Collection[str]
) -> Iterator[str]:
    """Yield what is wrong with a list of objects that all have these fields; their ids differ."""
    ids: set[str] = set()
    for number, value in enumerate(values, start=1):
        where = name_of(noun, number, value)
        yield from object_faults(value, fields, required=required, where=where)
        id = value.get("id") if isinstance(value, dict) and "id" in fields else None
        if isinstance(id, str):
            if id in ids:
                yield wrong(where, "its id twice", "ids that differ", "rename one of the two")
            ids.add(id)


def name_of(noun: str, number: int, value: object) -> str:
    """Name an object in a list by its id or its ends, or else by its place (from 1)."""
    known = value if isinstance(value, dict) else {}
    for keys in (("id",), ("a", "b")):
        if all(isinstance(known.get(key), str) for key in keys):
            return f"{noun} {', '.join(shown(known[key]) for key in keys)}"
    return f"{noun} number {number}"


def wrong(where: str, found: str, expected: str, remedy: str) -> str:
    """Return a fault as one line; `where` is the part of the row, or empty."""
    return f"{where}{': ' if where else ''}found {found}; expected {expected}; {remedy}"


def shown(value: object) -> str:
    """Return a value as it can stand in a message: on one line, the middle left out if long."""
    return _REPR.repr(value)
