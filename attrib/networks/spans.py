"""Token probabilities → spans."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from tokenizers import Encoding

from attrib.networks.encoding import Floats
from attrib.records import Passage, Role, Span, TaggedSpan
from attrib.vocabulary import DENIAL

SURE = 0.5  # of a token's role, for a span to begin from it
GROWN = 0.3  # of a source's or content's other tokens: "at least 14 people" beside "drowned"
# A denial missed is worse than one too many, and general corpora teach few of them.
SURE_OF_DENIAL = 0.2


def decode_spans(passage: Passage, encoding: Encoding, probabilities: Floats) -> list[TaggedSpan]:
    """Join neighbouring tokens of one role into spans.

    `probabilities` has shape (tokens, 7), rows sum to 1, columns in ``LABELS["attribution"]``
    order. A span's confidence is the mean probability of its role over its tokens.
    """
    by_role = {
        role: probabilities[:, 1 + 2 * n] + probabilities[:, 2 + 2 * n]
        for n, role in enumerate(Role)
    }
    if passage.cue is None:
        enough = _enough_for_cues(passage, encoding)
        return list(_spans_of(Role.CUE, passage, encoding, by_role[Role.CUE], enough))
    enough = np.full(len(encoding.ids), SURE, np.float32)
    return [
        span
        for role in (Role.SOURCE, Role.CONTENT)
        for span in _spans_of(role, passage, encoding, by_role[role], enough, grown=GROWN)
    ]


def _enough_for_cues(passage: Passage, encoding: Encoding) -> Floats:
    """Return, for each token, the probability from which it is part of a cue."""
    denials = [found.span() for found in DENIAL.finditer(passage.text)]
    return np.array(
        [
            SURE_OF_DENIAL if any(s < end and e > start for start, end in denials) else SURE
            for s, e in encoding.offsets
        ],
        np.float32,
    )


def _spans_of(
    role: Role,
    passage: Passage,
    encoding: Encoding,
    probability: Floats,
    enough: Floats,
    *,
    grown: float | None = None,
) -> Iterator[TaggedSpan]:
    """Yield the runs of tokens that pass `grown`, where one of them passes its `enough`.

    Without `grown` each token has to pass its own `enough`.
    """
    needed = enough if grown is None else np.full_like(enough, grown)
    run: list[int] = []
    for token in range(len(encoding.ids) + 1):
        if (
            token < len(encoding.ids)
            and _is_text(encoding, token)
            and (probability[token] > needed[token])
        ):
            run.append(token)
        elif run:
            if (probability[run] > enough[run]).any():
                start, end = encoding.offsets[run[0]][0], encoding.offsets[run[-1]][1]
                span = Span(passage.span.start + start, passage.span.start + end)
                yield TaggedSpan(role, span, float(probability[run].mean()))
            run = []


def _is_text(encoding: Encoding, token: int) -> bool:
    start, end = encoding.offsets[token]
    return bool(end > start)
