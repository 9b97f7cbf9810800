"""Texts → tokens, as both training and scoring see them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from attrib.records import Entailment, Passage, Role, TextPair

LABELS: dict[str, tuple[str, ...]] = {
    "nli": tuple(Entailment),
    "attribution": ("O", *(f"{mark}-{role}" for role in Role for mark in "BI")),
}

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def encode_pairs(
    pairs: Sequence[TextPair], tokenizer: Tokenizer, *, max_tokens: int
) -> list[Encoding]:
    """Encode premise and hypothesis together; the longer one is cut first."""
    tokenizer.enable_truncation(max_tokens, strategy="longest_first")
    tokenizer.no_padding()
    encodings: list[Encoding] = tokenizer.encode_batch([(p.premise, p.hypothesis) for p in pairs])
    return encodings


def encode_passages(
    passages: Sequence[Passage], tokenizer: Tokenizer, *, max_tokens: int
) -> list[Encoding]:
    """Encode the texts of passages; what passes `max_tokens` at the end is not seen."""
    tokenizer.enable_truncation(max_tokens)
    tokenizer.no_padding()
    encodings: list[Encoding] = tokenizer.encode_batch([p.text for p in passages])
    return encodings


def marked_tokens(passage: Passage, encoding: Encoding) -> list[int]:
    """Return 1 for each token of the passage's cue, else 0."""
    if passage.cue is None:
        return [0] * len(encoding.ids)
    start, end = passage.cue.start - passage.span.start, passage.cue.end - passage.span.start
    return [int(s < end and e > start and e > s) for s, e in encoding.offsets]


def padded(ids: Sequence[Sequence[int]], types: Sequence[Sequence[int]]) -> tuple[Ints, Ints, Ints]:
    """Return ids, mask and types, each int64 of shape (batch, longest)."""
    shape = (len(ids), max(map(len, ids)))
    arrays = [np.zeros(shape, np.int64) for _ in range(3)]
    for row, (tokens, kinds) in enumerate(zip(ids, types, strict=True)):
        arrays[0][row, : len(tokens)] = tokens
        arrays[1][row, : len(tokens)] = 1
        arrays[2][row, : len(tokens)] = kinds
    return arrays[0], arrays[1], arrays[2]
