"""The pieces of a discontinuous content → one text with a mark where they meet."""

from __future__ import annotations

import re

from attrib.propositions.parts import opens_clause
from attrib.propositions.words import PREPOSITIONS, SUBORDINATORS, first_finite

CLOSED = re.compile(r"(?P<mark>[,.!?]?)(?:[\"”]|'')$")
OPENED = re.compile(r"^(?:[\"“]|'')")
CONTINUED = re.compile(r"(?:that|who|which|than)\b")
TELLING = re.compile(r"\b(?:told|asked|said|says|warned)(?: [\w’'-]+)?$")


def join_pieces(words: str, pieces: list[str]) -> str:
    """Put "; " or a full stop where a new clause begins, and drop the quotation marks between.

    `words` is the cleaned content, `pieces` are the words of its spans.
    """
    at = 0
    for before, after in zip(pieces, pieces[1:], strict=False):
        place = words.find(f"{before} {after}"[-len(after) - 9 :][:24], at)
        if place < 0:
            return words
        place = words.index(after[:8], place)
        head, tail = _meet(words[:place].rstrip(), words[place:])
        words, at = f"{head}{tail}", len(head)
    return words


def _meet(head: str, tail: str) -> tuple[str, str]:
    closed = CLOSED.search(head)
    if closed and (opened := OPENED.match(tail)):
        head, tail = head[: closed.start()] + closed["mark"], tail[opened.end() :]
    if head[-1] in ".!?;:":
        return head, f" {tail}"
    if tail[0].isupper() and head[-1] == "," and not re.match(r"I\b", tail):
        return f"{head[:-1]}.", f" {tail}"
    if TELLING.search(head) or not opens_clause(tail) or CONTINUED.match(tail):
        return head, f" {tail}"
    mark = "," if _is_adverbial(head) else ";"
    return head.rstrip(",") + mark, f" {tail}"


def _is_adverbial(head: str) -> bool:
    """Whether a piece only says when, where or if: "In the long run", "When the shell fell"."""
    tokens = head.split()
    opening = tokens[0].lower()
    return opening in SUBORDINATORS or (opening in PREPOSITIONS and first_finite(tokens) is None)
