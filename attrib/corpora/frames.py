"""Opinion frames over tokens: who holds which view of what, as MPQA has them.

MPQA (Wiebe, Wilson and Cardie 2005, "Annotating Expressions of Opinions and Emotions in Language")
marks an expression, its holders and its targets: near to cue, source and content, not the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attrib.article import make_article
from attrib.corpora.articles import AnnotatedArticle
from attrib.corpora.rows import json_lines
from attrib.corpora.tags import join_tokens, read_tokens
from attrib.errors import CorpusError
from attrib.records import Attribution, Span

NUMBER = re.compile(r"\D*(\d+)")
EXPECTED = "frames with expr, holders, targets and implicit, as indices of the row's tokens"
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A row: its text with the spans (source, cue, content) of its frames in it."""

    name: str
    text: str
    frames: tuple[tuple[Spans, Spans, Spans], ...]


def read_frames(path: Path) -> list[AnnotatedArticle]:
    """Read sentences with opinion frames (JSONL), as one article for each `doc`.

    A row holds `tokens`, `ds` (its frames), and `doc` and `sent` where they are known: sentences
    are put in the order of the numbers in `sent`, or else of the file, a line each. A row without
    a `doc` is an article, whose id is the file's stem and the line. An expression is the cue, all
    its holders are the source and all its targets the content.

    Left out are implicit frames, which the writer holds, and frames without expression or target:
    no tagger gives an attribution without content, and none could be right.

    Raises CorpusError with the line where a frame is not as expected.
    """
    documents: defaultdict[str, list[_Sentence]] = defaultdict(list)
    for number, row in json_lines(path):
        id = str(row.get("doc") or f"{path.stem}-{number}")
        documents[id].append(_sentence(path, number, row))
    return [_article(id, _in_order(sentences)) for id, sentences in documents.items()]


def _sentence(path: Path, number: int, row: dict[str, Any]) -> _Sentence:
    text, spans = join_tokens(read_tokens(path, number, row))
    try:
        frames = [
            (
                _spans(spans, (i for holder in frame["holders"] for i in holder)),
                _spans(spans, frame["expr"]),
                _spans(spans, (i for target in frame["targets"] for i in target)),
            )
            for frame in row["ds"]
            if not frame.get("implicit")
        ]
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise CorpusError(f"{path}:{number}: {error!r}; expected {EXPECTED}") from error
    whole = tuple(frame for frame in frames if frame[1] and frame[2])
    return _Sentence(str(row.get("sent", "")), text, whole)


def _spans(tokens: Sequence[Span], indices: Iterable[int]) -> Spans:
    """Return one span for each run of neighbouring tokens."""
    spans: list[Span] = []
    last = None
    for index in sorted(set(indices)):
        if index < 0:
            raise IndexError(f"token {index}")
        start = spans.pop().start if index - 1 == last else tokens[index].start
        spans.append(Span(start, tokens[index].end))
        last = index
    return tuple(spans)


def _in_order(sentences: list[_Sentence]) -> list[_Sentence]:
    numbers = [NUMBER.fullmatch(sentence.name) for sentence in sentences]
    known = [int(number[1]) for number in numbers if number]
    if len(known) < len(sentences):
        return sentences
    return [sentences[at] for at in sorted(range(len(sentences)), key=known.__getitem__)]


def _article(id: str, sentences: Sequence[_Sentence]) -> AnnotatedArticle:
    article = make_article("\n".join(sentence.text for sentence in sentences), id=id)
    attributions = tuple(
        Attribution(f"a{number}", source, cue, content)
        for number, (source, cue, content) in enumerate(_placed(sentences), start=1)
    )
    return AnnotatedArticle(article, attributions, {}, {}, ())


def _placed(sentences: Iterable[_Sentence]) -> Iterator[tuple[Spans, ...]]:
    start = 0
    for sentence in sentences:
        for frame in sentence.frames:
            yield tuple(
                tuple(Span(start + span.start, start + span.end) for span in spans)
                for spans in frame
            )
        start += len(sentence.text) + 1
