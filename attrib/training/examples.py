"""Corpora → token features for the two networks, encoded exactly as scoring encodes."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Encoding, Tokenizer

from attrib.attributions import cue_passages, passage_around
from attrib.corpora import (
    AnnotatedArticle,
    NLIExample,
    read_annotated,
    read_dossiers,
    read_nli,
    split_groups,
)
from attrib.errors import CorpusError
from attrib.networks import LABELS, encode_pairs, encode_passages, marked_tokens
from attrib.records import Attribution, Passage, Role, Span
from attrib.training.dossiers import dossier_examples
from attrib.training.settings import DataSet, Settings

Features = dict[str, Any]
IGNORED = -100  # the target of a token that no loss is taken on, by torch's convention
OUTSIDE, *_ = LABELS["attribution"]


@dataclass(frozen=True, slots=True)
class SplitFeatures:
    """Features to train on and features held back; `items` counts examples a data set."""

    train: list[Features]
    held_back: list[Features]
    items: tuple[int, ...]


def read_features(settings: Settings, tokenizer: Tokenizer) -> SplitFeatures:
    """Read and encode all data sets; no group is on both sides of the split."""
    read, encode = (
        (_nli_examples, nli_features)
        if settings.task == "nli"
        else (_annotated_articles, attribution_features)
    )
    sets: list[list[Any]] = [read(data, settings) for data in settings.data]
    train, held_back = split_groups(
        itertools.chain.from_iterable(sets), share=settings.held_back, seed=settings.seed
    )
    if not train or not held_back:
        raise CorpusError(
            f"held_back {settings.held_back}: {len(train)} examples to train on and "
            f"{len(held_back)} held back; expected some of both; change held_back or add data"
        )
    return SplitFeatures(
        train=encode(train, tokenizer, settings),
        held_back=encode(held_back, tokenizer, settings),
        items=tuple(map(len, sets)),
    )


def nli_features(
    examples: Sequence[NLIExample], tokenizer: Tokenizer, settings: Settings
) -> list[Features]:
    """Return one row a pair, with the label's column."""
    pairs = [example.pair for example in examples]
    encodings = encode_pairs(pairs, tokenizer, max_tokens=settings.max_tokens)
    return [
        _features(encoding, encoding.type_ids, LABELS["nli"].index(example.label))
        for example, encoding in zip(examples, encodings, strict=True)
    ]


def attribution_features(
    articles: Sequence[AnnotatedArticle], tokenizer: Tokenizer, settings: Settings
) -> list[Features]:
    """Return rows for both steps: passages with their cues, and each cue with its roles."""
    return [
        row
        for annotated in articles
        for row in (
            *_cue_features(annotated, tokenizer, settings.max_tokens),
            *_role_features(annotated, tokenizer, settings.max_tokens),
        )
    ]


def _nli_examples(data: DataSet, settings: Settings) -> list[NLIExample]:
    path = Path(data.path)
    if data.format == "dossiers":
        return dossier_examples(read_dossiers(path), data, seed=settings.seed)
    return read_nli(
        path, without=data.without, keep=data.keep, share=data.share, seed=settings.seed
    )


def _annotated_articles(data: DataSet, settings: Settings) -> list[AnnotatedArticle]:
    path = Path(data.path)
    if data.format == "dossiers":
        return [dossier.to_article() for dossier in read_dossiers(path)]
    return read_annotated(path)


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
    return _features(encoding, marked_tokens(passage, encoding), targets)


def _paint(labels: list[str], encoding: Encoding, start: int, end: int, role: Role) -> None:
    mark = "B"
    for token, (token_start, token_end) in enumerate(encoding.offsets):
        if token_start < end and token_end > start and token_end > token_start:
            labels[token] = f"{mark}-{role}"
            mark = "I"


def _features(encoding: Encoding, type_ids: Sequence[int], labels: int | list[int]) -> Features:
    return {
        "input_ids": encoding.ids,
        "token_type_ids": list(type_ids),
        "attention_mask": encoding.attention_mask,
        "labels": labels,
        "length": len(encoding.ids),
    }
