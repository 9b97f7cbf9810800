"""What can be wrong with a row of the gold format, each fault said in one line.

Reading raises the first fault and checking collects them all: both know the rules from here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attrib.corpora.fields import (
    LIST,
    NAME,
    SHARE,
    STRING,
    Field,
    list_faults,
    name_of,
    object_faults,
    one_of,
    shown,
    wrong,
)
from attrib.records import Kind, Relation, Role, Stance

Row = dict[str, Any]

# A pair is what stands in one of these; every pair not listed is unrelated.
PAIRED = (Relation.CONTRADICTS, Relation.CORROBORATES, Relation.UPDATES)
SPANS = Field(lambda value: isinstance(value, list), "a list of [start, end]")
ARTICLE = {
    "id": NAME, "title": STRING, "date": STRING, "annotator": NAME, "text": NAME,
    "attributions": LIST, "pairs": LIST,
}  # fmt: skip
ATTRIBUTION = {
    "id": NAME, **{str(role): SPANS for role in Role}, "speaker": NAME, "stance": one_of(Stance),
    "proposition": STRING, "via": NAME, "confidence": SHARE,
}  # fmt: skip
PAIR = {
    "a": NAME, "b": NAME, "relation": one_of(PAIRED), "kind": one_of(Kind), "probability": SHARE,
}  # fmt: skip
REQUIRED = frozenset(
    {"id", "text", "attributions", "source", "cue", "content", "a", "b", "relation", "kind"}
)


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row, its place (file:line) and its faults; each fault begins with the place."""

    at: str
    row: Row
    faults: tuple[str, ...]


def check_rows(
    path: Path, rows: Iterable[tuple[int, Row]], *, required: Collection[str] = REQUIRED
) -> Iterator[CheckedRow]:
    """Yield each row (line number, row) of a gold file with what is wrong with it.

    An id may come again where different annotators made versions of one text.
    """
    versions: defaultdict[str, list[tuple[int, Row]]] = defaultdict(list)
    for number, row in rows:
        at, id = f"{path}:{number}", row.get("id")
        faults = [*row_faults(row, text=row.get("text"), required=required), *_circle_faults(row)]
        if isinstance(id, str):
            faults += _version_faults(row, versions[id])
            versions[id].append((number, row))
        yield CheckedRow(at, row, tuple(f"{at}: {fault}" for fault in faults))


def row_faults(row: Row, *, text: object, required: Collection[str] = REQUIRED) -> Iterator[str]:
    """Yield what is wrong with an article's row by itself; spans have to lie in `text`.

    `required` names the keys that an article, its attributions and its pairs cannot lack. People
    nest no attributions in a circle; systems do, which is a mistake of theirs and no fault.
    """
    yield from object_faults(row, ARTICLE, required=required)
    attributions, pairs = row.get("attributions"), row.get("pairs")
    if not isinstance(attributions, list):
        return
    yield from list_faults("attribution", attributions, ATTRIBUTION, required=required)
    yield from _span_faults(attributions, len(text) if isinstance(text, str) else None)
    yield from _via_faults(row)
    if isinstance(pairs, list):
        yield from list_faults("pair", pairs, PAIR, required=required)
        yield from _pair_faults(pairs, _by_id(row).keys())


def _version_faults(row: Row, others: Sequence[tuple[int, Row]]) -> Iterator[str]:
    """Compare a row with those before it that have its id; the first clash is enough."""
    id = shown(row["id"])
    for number, other in others:
        annotators = row.get("annotator"), other.get("annotator")
        if None in annotators or annotators[0] == annotators[1]:
            found = f"article {id} again, which line {number} has already"
            expected = "an id once, or versions by different annotators"
            yield wrong("", found, expected, "rename or remove one")
            return
        if row.get("text") != other.get("text"):
            found = f"another text of article {id} than in line {number}"
            yield wrong("", found, "one text for an id", "rename one, or mend the text")
            return


def _span_faults(attributions: Sequence[object], length: int | None) -> Iterator[str]:
    bound = "" if length is None else f" <= {length}, the characters of the text"
    expected = f"[start, end] with 0 <= start < end{bound}"
    for number, one in enumerate(attributions, start=1):
        given = one if isinstance(one, dict) else {}
        for role in Role:
            spans = given.get(role)
            for span in spans if isinstance(spans, list) else ():
                if not _is_span(span, length):
                    where = name_of("attribution", number, one)
                    found = f"the {role} span {shown(span)}"
                    yield wrong(where, found, expected, "count from 0, the end exclusive")


def _is_span(value: object, length: int | None) -> bool:
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(type(bound) is int for bound in value)  # true and false are integers to Python
        and 0 <= value[0] < value[1]
        and (length is None or value[1] <= length)
    )


def _via_faults(row: Row) -> Iterator[str]:
    ids = _by_id(row).keys()
    for id, to in _via(row).items():
        if to not in ids:
            expected = "the id of the attribution in whose content it stands"
            yield wrong(f"attribution {shown(id)}", f"via {shown(to)}", expected, "mend it")


def _pair_faults(pairs: Sequence[object], ids: Collection[str]) -> Iterator[str]:
    """Yield where a pair is not of two attributions of the article, or not the first of them."""
    listed: set[frozenset[str]] = set()
    for number, pair in enumerate(pairs, start=1):
        given = pair if isinstance(pair, dict) else {}
        ends = [end for key in ("a", "b") if isinstance(end := given.get(key), str)]
        where = name_of("pair", number, pair)
        for end in sorted(set(ends) - set(ids)):
            expected = f"ids of the article's {len(ids)} attributions"
            yield wrong(where, shown(end), expected, "mend or remove the pair")
        if len(ends) == 2 and ends[0] == ends[1]:
            yield wrong(where, "one attribution twice", "two of them", "mend or remove the pair")
        if len(ends) == 2 and frozenset(ends) in listed:
            yield wrong(where, "it again", "each pair once, either way round", "remove one")
        listed.add(frozenset(ends))


def _circle_faults(row: Row) -> Iterator[str]:
    for circle in _circles(_via(row)):
        found = f"the circle {' via '.join(map(shown, (*circle, circle[0])))}"
        remedy = "take the outermost one's via out"
        yield wrong(f"attribution {shown(circle[0])}", found, "no circle", remedy)


def _circles(via: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield the ids of each circle once."""
    seen: set[str] = set()
    for start in via:
        steps: list[str] = []
        id = start
        while id in via and id not in seen:
            seen.add(id)
            steps.append(id)
            id = via[id]
        if id in steps:
            yield steps[steps.index(id) :]


def _via(row: Row) -> dict[str, str]:
    return {id: to for id, one in _by_id(row).items() if isinstance(to := one.get("via"), str)}


def _by_id(row: Row) -> dict[str, Row]:
    given = row.get("attributions")
    objects = [one for one in given if isinstance(one, dict)] if isinstance(given, list) else ()
    return {id: one for one in objects if isinstance(id := one.get("id"), str)}
