"""Examples → token features for the two networks, encoded exactly as scoring encodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tokenizers import Encoding, Tokenizer

from attrib.attributions import cue_passages, passage_around
from attrib.corpora import AnnotatedArticle, NLIExample
from attrib.networks import LABELS, encode_pairs, encode_passages, marked_tokens
from attrib.records import Attribution, Entailment, Passage, Role, Span
from attrib.training.data import Examples, drawn
from attrib.training.settings import Settings

Features = dict[str, Any]
IGNORED = -100  # the target of a token that no loss is taken on, by torch's convention
OUTSIDE, *_ = LABELS["attribution"]


def encode_examples(
    sets: Sequence[Examples], tokenizer: Tokenizer, settings: Settings
) -> list[Features]:
    """Return the rows of several sets, each example once."""
    return [row for one in sets for row in _encode(one, one.items, tokenizer, settings)]


def encode_drawn(
    sets: Sequence[Examples], tokenizer: Tokenizer, settings: Settings
) -> list[Features]:
    """Return the rows of one epoch: each example as often as its set's weight says."""
    return [
        row
        for one in sets
        for row in _encode(one, drawn(one, seed=settings.seed), tokenizer, settings)
    ]


def nli_features(
    examples: Sequence[NLIExample],
    tokenizer: Tokenizer,
    *,
    max_tokens: int,
    told: Sequence[Entailment] = tuple(Entailment),
) -> list[Features]:
    """Return one row a pair: the labels that are ``possible``, ``among`` those the set tells."""
    pairs = [example.pair for example in examples]
    encodings = encode_pairs(pairs, tokenizer, max_tokens=max_tokens)
    return [
        {
            **_inputs(encoding, encoding.type_ids),
            "possible": [label in example.possible for label in LABELS["nli"]],
            "among": [label in told for label in LABELS["nli"]],
        }
        for example, encoding in zip(examples, encodings, strict=True)
    ]


def attribution_features(
    articles: Sequence[AnnotatedArticle], tokenizer: Tokenizer, *, max_tokens: int, part: str = ""
) -> list[Features]:
    """Return rows for both steps: passages with their cues, and each cue with its roles.

    With `part` ("cues", "roles"), for one of them.
    """
    steps = [step for name, step in STEPS.items() if part in ("", name)]
    return [
        row
        for annotated in articles
        for step in steps
        for row in step(annotated, tokenizer, max_tokens)
    ]


def _encode(
    one: Examples, items: Sequence[Any], tokenizer: Tokenizer, settings: Settings
) -> list[Features]:
    most = settings.max_tokens
    if settings.task == "nli":
        return nli_features(items, tokenizer, max_tokens=most, told=one.told)
    return attribution_features(items, tokenizer, max_tokens=most, part=settings.part)


def _cue_features(
    annotated: AnnotatedArticle, tokenizer: Tokenizer, max_tokens: int
) -> Iterator[Features]:
    cues = [(Role.CUE, span) for a in annotated.attributions for span in a.cue]
    passages = cue_passages(annotated.article)
    encodings = encode_passages(passages, tokenizer, max_tokens=max_tokens)
    for passage, encoding in zip(passages, encodings, strict=True):
        yield _passage_features(passage, encoding, cues)


def _role_features(
    annotated: AnnotatedArticle, tokenizer: Tokenizer, max_tokens: int
) -> Iterator[Features]:
    cued = [a for a in annotated.attributions if a.cue]
    passages = [passage_around(annotated.article, a.cue[0]) for a in cued]
    encodings = encode_passages(passages, tokenizer, max_tokens=max_tokens)
    for attribution, passage, encoding in zip(cued, passages, encodings, strict=True):
        yield _passage_features(passage, encoding, list(_roles(attribution)))


STEPS = {"cues": _cue_features, "roles": _role_features}


def _roles(attribution: Attribution) -> Iterator[tuple[Role, Span]]:
    for role in (Role.CONTENT, Role.SOURCE, Role.CUE):
        for span in getattr(attribution, role):
            yield role, span


def _passage_features(
    passage: Passage, encoding: Encoding, roles: Iterable[tuple[Role, Span]]
) -> Features:
    labels = [OUTSIDE] * len(encoding.ids)
    for role, span in roles:
        _paint(
            labels, encoding, span.start - passage.span.start, span.end - passage.span.start, role
        )
    targets = [
        LABELS["attribution"].index(label) if end > start else IGNORED
        for label, (start, end) in zip(labels, encoding.offsets, strict=True)
    ]
    return {**_inputs(encoding, marked_tokens(passage, encoding)), "labels": targets}


def _paint(labels: list[str], encoding: Encoding, start: int, end: int, role: Role) -> None:
    mark = "B"
    for token, (token_start, token_end) in enumerate(encoding.offsets):
        if token_start < end and token_end > start and token_end > token_start:
            labels[token] = f"{mark}-{role}"
            mark = "I"


def _inputs(encoding: Encoding, type_ids: Sequence[int]) -> Features:
    return {
        "input_ids": encoding.ids,
        "token_type_ids": list(type_ids),
        "attention_mask": encoding.attention_mask,
        "length": len(encoding.ids),
    }
