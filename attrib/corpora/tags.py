"""Tagged tokens: one flat sequence of B- and I- labels a line, as RiQuA has them.

RiQuA (Papay and Padó 2020, "RiQuA: A Corpus of Rich Quotation Annotation for English Literary
Text") in its CoNLL-like form tells which tokens are source, cue and content, but not which belong
together: the links that are made here are guessed.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from attrib.article import make_article
from attrib.corpora.articles import AnnotatedArticle
from attrib.corpora.rows import json_lines
from attrib.errors import CorpusError
from attrib.records import Article, Attribution, Role, Span

# How the Penn Treebank spells what a tokenizer would take for something else.
SPELLED = {
    "``": "“", "''": "”", "`": "‘", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]",
    "-LCB-": "{", "-RCB-": "}",
}  # fmt: skip
OPENING = re.compile(r"[(\[{“‘«„$]+")
CLOSING = re.compile(
    r"[,.;:!?…)\]}”’»'%]+|n['’]t|['’](?:s|m|d|re|ve|ll)",  # the latter are clitics
    re.IGNORECASE,
)
LABEL = re.compile(r"O|(?P<mark>[BI])-(?P<role>source|cue|content)", re.IGNORECASE)
LABELS = "O, B-source, I-source, B-cue, I-cue, B-content, I-content"


@dataclass(frozen=True, slots=True)
class _Run:
    """Tokens `start` to `end` (exclusive) of one role; `sentences` are those it touches."""

    role: Role
    start: int
    end: int
    span: Span
    sentences: range

    def gap(self, other: _Run) -> int:
        """How many tokens lie between the two."""
        return max(other.start - self.end, self.start - other.end)

    def shares_sentence(self, other: _Run) -> bool:
        """Whether one sentence holds tokens of both."""
        ours, theirs = self.sentences, other.sentences
        return max(ours.start, theirs.start) < min(ours.stop, theirs.stop)


@dataclass(frozen=True, slots=True)
class _Content:
    """Content runs that belong together, and the cue that stands between them, if any."""

    runs: tuple[_Run, ...]
    cue: _Run | None = None


def read_tags(path: Path) -> list[AnnotatedArticle]:
    """Read tagged sequences (JSONL) as one article a line: `tokens` and `labels` (or `tags`).

    The labels are names (`LABELS`); numbers are read only beside their `label_names`. An I- with
    nothing to go on begins a run. The text is put together by `join_tokens`. An article's id is
    the row's, or the file's stem and the line; where rows share an id it gets the line as well,
    and the shared id becomes the `origin`.

    The runs are linked by these rules, which guess. Two contents with nothing but one cue, its
    source and punctuation between them are one split quotation, unless either has another cue next
    to it in its sentence. Any other content goes to the nearest cue of its sentence, the later one
    in a tie; where that has none, to the nearest cue of the sequence that has no content in its
    own sentence, if no other content stands between; else it has no cue. A cue takes the nearest
    source of its sentence, or else of the sequence; a content without a cue likewise, if no other
    content stands between. Cues without content are left out, as taggers never give them.

    Raises CorpusError with the line where tokens and labels are not as many, or a label is unknown.
    """
    rows = list(json_lines(path))
    ids = Counter(str(row.get("id")) for _, row in rows)
    return [
        _sequence(path, number, row, shared=ids[str(row.get("id"))] > 1) for number, row in rows
    ]


def join_tokens(tokens: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
    """Return the text that tokens make, and the span of each of them in it.

    No space goes before closing punctuation and clitics ("n't", "'s") or behind what opens. The
    Penn Treebank's quotation marks and brackets become those of print; of plain double ones every
    other one opens. No token may be empty.
    """
    text, spans = "", []
    glued, quoted = True, False
    for token in tokens:
        words = SPELLED.get(token, token)
        quoted ^= words == '"'
        closes = CLOSING.fullmatch(words) or (words == '"' and not quoted)
        text += words if glued or closes else f" {words}"
        spans.append(Span(len(text) - len(words), len(text)))
        glued = bool(OPENING.fullmatch(words)) or (words == '"' and quoted)
    return text, tuple(spans)


def read_tokens(path: Path, number: int, row: dict[str, Any]) -> list[str]:
    """Return the `tokens` of a row; raise CorpusError where they are not words."""
    tokens = row.get("tokens")
    if not isinstance(tokens, list) or not all(isinstance(t, str) and t.strip() for t in tokens):
        raise CorpusError(f"{path}:{number}: no usable tokens; expected a list of non-empty words")
    return tokens


def _sequence(path: Path, number: int, row: dict[str, Any], *, shared: bool) -> AnnotatedArticle:
    tokens = read_tokens(path, number, row)
    labels = _labels(path, number, row)
    if len(labels) != len(tokens):
        raise CorpusError(
            f"{path}:{number}: {len(tokens)} tokens and {len(labels)} labels; expected as many"
        )
    text, spans = join_tokens(tokens)
    name = None if row.get("id") in (None, "") else str(row["id"])
    id = name if name and not shared else f"{name or path.stem}-{number}"
    article = make_article(text, id=id)
    attributions = tuple(_attributions(article, list(_runs(article, spans, labels))))
    return AnnotatedArticle(article, attributions, {}, {}, (), origin=name if shared else None)


def _labels(path: Path, number: int, row: dict[str, Any]) -> list[tuple[str, Role | None]]:
    """Return (B, I or O; role) for each token."""
    given = row.get("labels", row.get("tags"))
    names = row.get("label_names", ())
    if not isinstance(given, list):
        raise CorpusError(f"{path}:{number}: labels {given!r}; expected a list, one for each token")
    return [
        _label(path, number, label, names if isinstance(names, list) else ()) for label in given
    ]


def _label(path: Path, number: int, label: object, names: Sequence[str]) -> tuple[str, Role | None]:
    name = names[label] if isinstance(label, int) and 0 <= label < len(names) else label
    parts = LABEL.fullmatch(name) if isinstance(name, str) else None
    if parts is None:
        raise CorpusError(
            f"{path}:{number}: label {name!r}; expected one of {LABELS}, or a number beside "
            "label_names that give its name"
        )
    return (parts["mark"] or "O").upper(), Role(parts["role"].lower()) if parts["role"] else None


def _runs(
    article: Article, spans: Sequence[Span], labels: Sequence[tuple[str, Role | None]]
) -> Iterator[_Run]:
    starts = [
        at
        for at, (mark, role) in enumerate(labels)
        if at == 0 or mark == "B" or role is not labels[at - 1][1]
    ]
    for start, end in pairwise((*starts, len(labels))):
        if role := labels[start][1]:
            span = Span(spans[start].start, spans[end - 1].end)
            yield _Run(role, start, end, span, article.sentences_at(span))


def _attributions(article: Article, runs: Sequence[_Run]) -> Iterator[Attribution]:
    sources = [run for run in runs if run.role is Role.SOURCE]
    by_head: defaultdict[tuple[_Run, ...], list[_Run]] = defaultdict(list)
    for content in _with_cues(article, runs):
        by_head[(content.cue,) if content.cue else content.runs].extend(content.runs)
    for number, (head, contents) in enumerate(by_head.items(), start=1):
        has_cue = head[0].role is Role.CUE
        in_question = sources if has_cue else _in_view(sources, head, runs)
        source = _nearest(head, in_question, later=False)
        yield Attribution(
            f"a{number}",
            source=(source.span,) if source else (),
            cue=(head[0].span,) if has_cue else (),
            content=tuple(run.span for run in contents),
        )


def _with_cues(article: Article, runs: Sequence[_Run]) -> list[_Content]:
    """Give the contents their cues: those of their own sentence first, then the ones left."""
    cues = [run for run in runs if run.role is Role.CUE]
    split = _split_quotations(article, runs)
    near = [
        _Content(c.runs, c.cue or _nearest(c.runs, [q for q in cues if _near(q, c.runs)]))
        for c in split
    ]
    taken = {content.cue for content in near}
    free = [cue for cue in cues if cue not in taken]
    return [_Content(c.runs, c.cue or _nearest(c.runs, _in_view(free, c.runs, runs))) for c in near]


def _split_quotations(article: Article, runs: Sequence[_Run]) -> list[_Content]:
    contents: list[_Content] = []
    for run in (run for run in runs if run.role is Role.CONTENT):
        cue = _joint(article, contents[-1], run, runs) if contents else None
        if cue:
            contents[-1] = _Content((*contents[-1].runs, run), cue)
        else:
            contents.append(_Content((run,)))
    return contents


def _joint(article: Article, before: _Content, run: _Run, runs: Sequence[_Run]) -> _Run | None:
    """Return the cue that parts a quotation in two, None where the runs are two contents."""
    first = before.runs[-1]
    between = [r for r in runs if first.end <= r.start and r.end <= run.start]
    cues = [r for r in between if r.role is Role.CUE]
    if before.cue or len(cues) != 1 or _neighbour(runs, first, -1) or _neighbour(runs, run, 1):
        return None
    edges = (first.span.end, *(edge for r in between for edge in (r.span.start, r.span.end)))
    gaps = zip(edges[::2], (*edges[1::2], run.span.start), strict=True)
    words = any(c.isalnum() for start, end in gaps for c in article.text[start:end])
    return None if words else cues[0]


def _neighbour(runs: Sequence[_Run], content: _Run, step: int) -> bool:
    """Whether a cue of the same sentence stands on that side, before any other content."""
    at = runs.index(content) + step
    while 0 <= at < len(runs) and runs[at].role is not Role.CONTENT:
        if runs[at].role is Role.CUE and runs[at].shares_sentence(content):
            return True
        at += step
    return False


def _in_view(others: Iterable[_Run], content: Sequence[_Run], runs: Sequence[_Run]) -> list[_Run]:
    """Return those of `others` that no content parts from this one."""
    first, last = content[0], content[-1]
    contents = [run for run in runs if run.role is Role.CONTENT]
    return [
        other
        for other in others
        for low, high in [(min(last.end, other.end), max(first.start, other.start))]
        if not any(low <= run.start and run.end <= high for run in contents)
    ]


def _nearest(runs: Sequence[_Run], others: Iterable[_Run], *, later: bool = True) -> _Run | None:
    """Return the nearest of `others`, one that shares a sentence before any that does not.

    `later` says which wins in a tie.
    """
    return min(
        others,
        key=lambda o: (not _near(o, runs), min(map(o.gap, runs)), -o.start if later else o.start),
        default=None,
    )


def _near(run: _Run, others: Iterable[_Run]) -> bool:
    return any(map(run.shares_sentence, others))
