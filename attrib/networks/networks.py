"""The two networks, each behind the protocol of the stage that it serves."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from attrib.networks.checkpoint import Checkpoint
from attrib.networks.encoding import LABELS, Floats, encode_pairs, encode_passages, marked_tokens
from attrib.networks.spans import decode_spans
from attrib.records import Entailment, Judgement, Passage, TaggedSpan, TextPair

MAX_PAIR_TOKENS = 160
MAX_PASSAGE_TOKENS = 256


class NLINetwork:
    """A judge: how a premise bears on a hypothesis, by a sequence classification checkpoint."""

    def __init__(self, folder: Path) -> None:
        self._network = Checkpoint(folder, labels=LABELS["nli"])

    @property
    def fingerprint(self) -> str:
        """The first 16 hex digits of the weights' SHA-256."""
        return self._network.fingerprint

    def deviation(self) -> str | None:
        """Say how this processor's answers differ from those stored with the weights, if so."""
        return self._network.deviation()

    def judge(self, pairs: Sequence[TextPair]) -> list[Judgement]:
        """Return one judgement a pair, in the order of the pairs."""
        encodings = encode_pairs(pairs, self._network.tokenizer, max_tokens=MAX_PAIR_TOKENS)
        rows = (softmax(logits) for logits in self._network.logits(encodings))
        return [
            Judgement(**{str(label): float(p) for label, p in zip(Entailment, row, strict=True)})
            for row in rows
        ]


class AttributionNetwork:
    """A tagger of passages by a token classification checkpoint.

    Token type 1 marks the cue whose source and content are asked for; where no token is
    marked, the cues themselves are.
    """

    def __init__(self, folder: Path) -> None:
        self._network = Checkpoint(folder, labels=LABELS["attribution"])

    @property
    def fingerprint(self) -> str:
        """The first 16 hex digits of the weights' SHA-256."""
        return self._network.fingerprint

    def deviation(self) -> str | None:
        """Say how this processor's answers differ from those stored with the weights, if so."""
        return self._network.deviation()

    def tag(self, passages: Sequence[Passage]) -> list[list[TaggedSpan]]:
        """Return one list of spans a passage, in the order of the passages."""
        encodings = encode_passages(
            passages, self._network.tokenizer, max_tokens=MAX_PASSAGE_TOKENS
        )
        types = [marked_tokens(p, e) for p, e in zip(passages, encodings, strict=True)]
        logits = self._network.logits(encodings, types)
        return [
            decode_spans(passage, encoding, softmax(rows))
            for passage, encoding, rows in zip(passages, encodings, logits, strict=True)
        ]


def softmax(logits: Floats) -> Floats:
    """Return probabilities over the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    result: Floats = shifted / shifted.sum(axis=-1, keepdims=True)
    return result
