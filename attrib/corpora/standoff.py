"""Standoff files as brat writes them: NAME.txt, and its spans and their links in NAME.ann.

The format is that of https://brat.nlplab.org/standoff.html. Attributions may be given as events,
as in PolNeAR's own release (Newell, Margolin and Ruths 2018), or as relations between spans.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from attrib.article import make_article
from attrib.corpora.articles import AnnotatedArticle
from attrib.errors import CorpusError
from attrib.records import Attribution, Role, Span

PASSED_OVER = "#*AMN"  # notes, equivalences, attributes and normalisations
# PolNeAR's boilerplate and doubtful passages; they belong to no attribution.
NO_ROLE = ("discard", "discuss")
FORMS = {
    "T": re.compile(r"(T\S+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)"),
    "E": re.compile(r"(E\S+)\t()(\S+:\S+(?: \S+:\S+)*)\s*"),
    "R": re.compile(r"(R\S+)\t(\S+) (\S+:\S+(?: \S+:\S+)+)\s*"),
}
EXPECTED = {
    "T": "T1<TAB>Source 0 5;8 12<TAB>words",
    "E": "E1<TAB>Attribution:T2 Source:T1 Content:T3",
    "R": "R1<TAB>Type Arg1:T1 Arg2:T2",
}
Spans = tuple[Span, ...]
Links = Mapping[str, set[str]]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A text-bound annotation."""

    line: int
    type: str
    spans: Spans

    @property
    def role(self) -> Role | None:
        """The part it plays, by its type; None where the type names none."""
        return _role(self.type)


@dataclass(frozen=True, slots=True)
class _Group:
    """An event or a relation: (name, id) of its arguments, an event's trigger first."""

    line: int
    id: str
    arguments: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Annotations:
    """What one .ann file holds, in its order."""

    path: Path
    marks: dict[str, _Mark]
    events: list[_Group]
    relations: list[_Group]

    def mark(self, id: str, *, line: int) -> _Mark:
        """Return the span of that id; `line` names the line that asks for it."""
        if id not in self.marks:
            raise _wrong(self.path, line, f"no span {id}", "the id of a T line of this file")
        return self.marks[id]


def read_standoff(folder: Path) -> list[AnnotatedArticle]:
    """Read every .ann file of a folder and its subfolders with the text it belongs to.

    An article's id is the path of its .ann file in the folder, without the suffix. The text is
    NAME.txt beside NAME.ann, or ``../text/NAME.txt``; of NAME_ANNOTATOR.ann, as PolNeAR writes
    several versions of one text, it may be NAME.txt, and NAME becomes the `origin`. Spans have the
    types *source*, *cue* and *content*, in whatever case, and offsets in characters.

    An event is one attribution: its trigger is the cue, unless arguments name the cue as well. Of
    spans linked by relations of any name, each cue makes one attribution. A content belongs to the
    cues it is linked to, or else to the nearest cue that it reaches through other contents or one
    source; linked contents that reach no cue are an attribution without one. A source belongs to
    the cues it is linked to, and to contents whose cue has no source of its own. So a source linked
    to two cues is in two attributions. What has no content is left out, as taggers never give it.

    Raises CorpusError with the file and the line where a span does not hold the words it quotes, a
    type or an id is unknown or a line has no known form, and where a text is missing.
    """
    paths = sorted(folder.rglob("*.ann"))
    if not paths:
        raise CorpusError(f"{folder}: no .ann file; expected NAME.ann and NAME.txt as brat writes")
    return [_read(path, folder) for path in paths]


def _read(path: Path, folder: Path) -> AnnotatedArticle:
    text_path = _text_path(path)
    text = _decode(text_path)
    annotations = _parse(path, text)
    _check_types(annotations)
    return AnnotatedArticle(
        article=make_article(text, id=path.relative_to(folder).with_suffix("").as_posix()),
        attributions=(*_from_events(annotations), *_from_relations(annotations)),
        speakers={},
        stances={},
        pairs=(),
        origin=text_path.stem if text_path.stem != path.stem else None,
    )


def _text_path(path: Path) -> Path:
    for name in (path.stem, path.stem.rpartition("_")[0]):
        for folder in (path.parent, path.parent.parent / "text"):
            text_path = folder / f"{name}.txt"
            if name and text_path.is_file():
                return text_path
    raise CorpusError(f"{path}: no text; expected {path.stem}.txt beside it or in ../text")


def _decode(path: Path) -> str:
    """Return the text with its line breaks untouched, since offsets count them."""
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: cannot be read as UTF-8 text ({error})") from error


def _parse(path: Path, text: str) -> _Annotations:
    annotations = _Annotations(path, {}, [], [])
    for number, line in enumerate(_decode(path).split("\n"), start=1):
        if not line.strip() or line[0] in PASSED_OVER:
            continue
        id, type, rest, *words = _parts(path, number, line)
        if id[0] == "T":
            spans = _spans(path, number, rest, words=words[0], text=text)
            annotations.marks[id] = _Mark(number, type, spans)
        else:
            group = _Group(number, id, tuple(map(_argument, rest.split())))
            (annotations.events if id[0] == "E" else annotations.relations).append(group)
    return annotations


def _parts(path: Path, number: int, line: str) -> tuple[str, ...]:
    """Return id, type and the rest of a line; of a text-bound annotation its words as well."""
    form = FORMS.get(line[0])
    parts = form.fullmatch(line) if form else None
    if parts is None:
        expected = EXPECTED.get(line[0], "a line that begins with T, E, R, A, M, N, # or *")
        raise _wrong(path, number, repr(line), expected)
    return parts.groups()


def _argument(word: str) -> tuple[str, str]:
    name, _, id = word.rpartition(":")
    return name, id


def _spans(path: Path, line: int, bounds: str, *, words: str, text: str) -> Spans:
    pieces = [(int(start), int(end)) for start, end in map(str.split, bounds.split(";"))]
    if any(not start < end <= len(text) for start, end in pieces):
        raise _wrong(path, line, f"the span {bounds}", f"offsets into {len(text)} characters")
    spans = [Span(start, end) for start, end in pieces]
    # brat writes a line break as a space.
    held = " ".join(" ".join(span.of(text) for span in spans).split())
    if held != " ".join(words.split()):
        raise _wrong(path, line, f"{held!r} at {bounds}", f"the words quoted, {words!r}")
    return tuple(sorted(spans))


def _check_types(annotations: _Annotations) -> None:
    """Refuse types that are neither a role, nor passed over, nor an event's trigger."""
    triggers = {event.arguments[0][1] for event in annotations.events}
    for id, mark in annotations.marks.items():
        if mark.role is None and mark.type.casefold() not in NO_ROLE and id not in triggers:
            raise _wrong(annotations.path, mark.line, f"the type {mark.type}", ", ".join(Role))


def _from_events(annotations: _Annotations) -> Iterator[Attribution]:
    for event in annotations.events:
        given = _given(annotations, event)
        if given[Role.CONTENT]:
            yield _attribution(event.id, given)


def _given(annotations: _Annotations, event: _Group) -> dict[Role, list[_Mark]]:
    given: dict[Role, list[_Mark]] = {role: [] for role in Role}
    (_, trigger), *arguments = event.arguments
    for name, id in arguments:
        role = _role(name.rstrip("0123456789"))
        if role is None:
            raise _wrong(annotations.path, event.line, f"the role {name}", ", ".join(Role))
        given[role].append(annotations.mark(id, line=event.line))
    # PolNeAR's trigger repeats the cue's first span, and a cue may have several.
    mark = annotations.mark(trigger, line=event.line)
    if mark.role or not given[Role.CUE]:
        given[mark.role or Role.CUE].append(mark)
    return given


def _from_relations(annotations: _Annotations) -> Iterator[Attribution]:
    marks = _free(annotations)
    links = _links(annotations, marks)
    owned: dict[str, list[str]] = {id: [] for id, mark in marks.items() if mark.role is Role.CUE}
    alone: dict[str, list[str]] = {}
    for id in (id for id, mark in marks.items() if mark.role is Role.CONTENT):
        cues = _cues_of(id, marks, links)
        for cue in cues:
            owned[cue].append(id)
        if not cues:
            alone.setdefault(_first_of(id, marks, links), []).append(id)
    for head, contents in (owned | alone).items():
        if contents:
            sources = _sources_of(head, contents, marks, links)
            yield _attribution(head, _by_role(marks[one] for one in (head, *contents, *sources)))


def _free(annotations: _Annotations) -> dict[str, _Mark]:
    """Return the marks that relations may group: all with a role but those events have taken."""
    taken = {id for event in annotations.events for _, id in event.arguments}
    return {
        id: mark
        for id, mark in annotations.marks.items()
        if mark.role is Role.SOURCE or (mark.role and id not in taken)
    }


def _links(annotations: _Annotations, marks: Mapping[str, _Mark]) -> Links:
    """Link what stands in one relation; events in it are passed over."""
    links: defaultdict[str, set[str]] = defaultdict(set)
    for relation in annotations.relations:
        ids = [id for _, id in relation.arguments if not id.startswith("E")]
        for id in ids:
            annotations.mark(id, line=relation.line)
        here = {id for id in ids if id in marks}
        for id in here:
            links[id] |= here - {id}
    return links


def _cues_of(content: str, marks: Mapping[str, _Mark], links: Links) -> list[str]:
    """Return the cues linked to a content, or else the one it reaches in the fewest steps."""
    seen, layer = {content}, {content}
    while layer:
        reached = {other for id in layer for other in links.get(id, ())}
        if cues := [id for id in marks if id in reached and marks[id].role is Role.CUE]:
            if layer == {content}:
                return cues
            return [min(cues, key=lambda cue: _gap(marks[cue].spans, marks[content].spans))]
        # What else a source is linked to are other statements of its own.
        steps = {id for id in layer if marks[id].role is Role.CONTENT}
        layer = {other for id in steps for other in links.get(id, ())} - seen
        seen |= layer
    return []


def _first_of(content: str, marks: Mapping[str, _Mark], links: Links) -> str:
    """Return the first of the contents that hang together with this one."""
    linked, layer = {content}, {content}
    while layer:
        reached = {other for id in layer for other in links.get(id, ())} - linked
        layer = {id for id in reached if marks[id].role is Role.CONTENT}
        linked |= layer
    return next(id for id in marks if id in linked)


def _sources_of(
    head: str, contents: Sequence[str], marks: Mapping[str, _Mark], links: Links
) -> list[str]:
    own = {id for id in links.get(head, ()) if marks[id].role is Role.SOURCE}
    linked = own or {id for content in contents for id in links.get(content, ())}
    return [id for id in marks if id in linked and marks[id].role is Role.SOURCE]


def _by_role(marks: Iterable[_Mark]) -> dict[Role, list[_Mark]]:
    by_role: dict[Role, list[_Mark]] = {role: [] for role in Role}
    for mark in marks:
        if mark.role:
            by_role[mark.role].append(mark)
    return by_role


def _attribution(id: str, marks: Mapping[Role, Sequence[_Mark]]) -> Attribution:
    source, cue, content = (
        tuple(sorted({span for mark in marks[role] for span in mark.spans})) for role in Role
    )
    return Attribution(id, source, cue, content)


def _gap(a: Spans, b: Spans) -> int:
    """How many characters lie between the two; below 0 where they overlap."""
    return min(max(x.start - y.end, y.start - x.end) for x in a for y in b)


def _role(name: str) -> Role | None:
    return next((role for role in Role if role == name.casefold()), None)


def _wrong(path: Path, line: int, found: str, expected: str) -> CorpusError:
    return CorpusError(f"{path}:{line}: found {found}; expected {expected}; mend the line")
