"""Tiny BERT-shaped checkpoints: a real layout and a real tokenizer, random weights, no download.

torch and transformers are imported only where weights are written, so that a test which needs no
more than the tokenizer stays light.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer, decoders
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing

from attrib.networks import LABELS

SENTENCES = (
    "Mayor Orla Venn said the bridge at Tarnholt was closed on Monday.",
    "The Quillmere water board denied that the dam gate was opened at night.",
    "According to the ferry crew, nobody was hurt in the flood.",
    '"The gate stayed shut," Ilo Brask told reporters on Tuesday.',
    "Farmers said nine sheds were lost and two boats sank.",
    "The harbour police declined to comment on the fire.",
    "Residents reported a loud bang before the mill burned down.",
)
DEBERTA = {
    "type_vocab_size": 0,
    "relative_attention": True,
    "position_biased_input": False,
    "pos_att_type": ["p2c", "c2p"],
    "share_att_key": True,
    "position_buckets": 32,
    "norm_rel_ebd": "layer_norm",
}
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
CHARACTERS = string.ascii_lowercase + string.digits + ".,;:!?'\"-"


def tiny_tokenizer() -> Tokenizer:
    """Return a lower-casing WordPiece tokenizer: the words of `SENTENCES`, then characters."""
    words = sorted({w for s in SENTENCES for w in re.findall(r"\w\w+", s.lower())})
    pieces = [*SPECIAL, *CHARACTERS, *(f"##{c}" for c in CHARACTERS), *words]
    tokenizer = Tokenizer(WordPiece({p: i for i, p in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", pieces.index("[CLS]")), ("[SEP]", pieces.index("[SEP]"))],
    )
    return tokenizer


def write_tokenizer(folder: Path) -> None:
    """Write tokenizer.json and tokenizer_config.json, as AutoTokenizer reads them."""
    from transformers import PreTrainedTokenizerFast

    PreTrainedTokenizerFast(
        tokenizer_object=tiny_tokenizer(),
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=320,
    ).save_pretrained(folder)


SHAPES = ("bert", "roberta", "deberta-v2")


def tiny_model(
    task: str, *, labels: Sequence[str] | None = None, seed: int = 0, shape: str = "bert"
) -> Any:
    """Return a network of two layers; its weights are large, so that its answers differ."""
    import torch
    from transformers import (
        AutoConfig,
        AutoModelForSequenceClassification,
        AutoModelForTokenClassification,
    )

    labels = labels or LABELS[task]
    own = {"roberta": {"type_vocab_size": 1}, "deberta-v2": DEBERTA}.get(shape, {})
    config = AutoConfig.for_model(
        shape,
        vocab_size=tiny_tokenizer().get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=48,
        max_position_embeddings=320,
        initializer_range=0.4,
        pad_token_id=0,
        id2label={i: str(label) for i, label in enumerate(labels)},
        label2id={str(label): i for i, label in enumerate(labels)},
        **own,
    )
    kinds = {
        "nli": AutoModelForSequenceClassification,
        "attribution": AutoModelForTokenClassification,
    }
    torch.manual_seed(seed)
    return kinds[task].from_config(config).eval()


def write_checkpoint(folder: Path, task: str, *, seed: int = 0, shape: str = "bert") -> Path:
    """Write safetensors, config and tokenizer of a tiny network for `task`; return `folder`."""
    tiny_model(task, seed=seed, shape=shape).save_pretrained(folder)
    write_tokenizer(folder)
    return folder


def write_lines(path: Path, rows: Sequence[Any]) -> Path:
    """Write rows as JSON Lines; return `path`."""
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def edit_config(folder: Path, **values: Any) -> None:
    """Set keys of a checkpoint's config.json."""
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**config, **values}), encoding="utf-8")


def spans_of(text: str, *words: str) -> list[list[int]]:
    """Return the spans of the first places of `words`."""
    return [[text.index(w), text.index(w) + len(w)] for w in words]


def article_row(text: str, id: str, *attributions: tuple[Sequence[str], str, Sequence[str]]) -> Any:
    """Return an annotated article as it is stored; an attribution is source, cue, content."""
    return {
        "id": id,
        "text": text,
        "attributions": [
            {"id": f"{id}-{n}", "source": spans_of(text, *source), "cue": spans_of(text, cue),
             "content": spans_of(text, *content)}
            for n, (source, cue, content) in enumerate(attributions)
        ],
    }  # fmt: skip


THINGS = ("bridge", "gate", "mill", "ferry", "dam", "harbour", "flood", "fire")
NLI_ROWS = [
    {"premise": f"the {a} was {x}", "hypothesis": f"the {b} was {y}", "label": label}
    for a, b in zip(THINGS, THINGS[1:] + THINGS[:1], strict=True)
    for x, y, label in (
        ("closed", "closed", "entailment"),
        ("closed", "opened", "contradiction"),
        ("lost", "closed", "neutral"),
    )
]
ARTICLE_ROWS = [
    article_row(
        f"Ilo Brask said the {thing} was closed. It was Monday.",
        f"article {n}",
        (["Ilo Brask"], "said", [f"the {thing} was closed"]),
    )
    for n, thing in enumerate(THINGS)
]
