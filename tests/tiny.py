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


def tiny_model(task: str, *, labels: Sequence[str] | None = None, seed: int = 0) -> Any:
    """Return a network of two layers; its weights are large, so that its answers differ."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertForTokenClassification

    labels = labels or LABELS[task]
    config = BertConfig(
        vocab_size=tiny_tokenizer().get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=48,
        max_position_embeddings=320,
        initializer_range=0.4,
        id2label={i: str(label) for i, label in enumerate(labels)},
        label2id={str(label): i for i, label in enumerate(labels)},
    )
    kinds = {"nli": BertForSequenceClassification, "attribution": BertForTokenClassification}
    torch.manual_seed(seed)
    return kinds[task](config).eval()


def write_checkpoint(folder: Path, task: str, *, seed: int = 0) -> Path:
    """Write safetensors, config and tokenizer of a tiny network for `task`; return `folder`."""
    tiny_model(task, seed=seed).save_pretrained(folder)
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
