"""The only door to a neural network at inference.

A checkpoint is a folder in Hugging Face layout. Its ONNX file is run by ONNX Runtime; a folder
that has none is run by torch and transformers, imported only then. Label order is read from
the checkpoint's ``id2label`` and nowhere assumed.
"""

from attrib.networks.checkpoint import (
    BATCH_TOKENS,
    ONNX_FILES,
    REFERENCE,
    TEMPERATURE,
    shipped_checkpoint,
    weights_of,
)
from attrib.networks.encoding import LABELS, encode_pairs, encode_passages, marked_tokens
from attrib.networks.networks import (
    MAX_PAIR_TOKENS,
    MAX_PASSAGE_TOKENS,
    AttributionNetwork,
    NLINetwork,
    softmax,
)
from attrib.networks.runtimes import open_session
from attrib.networks.spans import decode_spans

__all__ = [
    "BATCH_TOKENS",
    "LABELS",
    "MAX_PAIR_TOKENS",
    "MAX_PASSAGE_TOKENS",
    "ONNX_FILES",
    "REFERENCE",
    "TEMPERATURE",
    "AttributionNetwork",
    "NLINetwork",
    "decode_spans",
    "encode_pairs",
    "encode_passages",
    "marked_tokens",
    "open_session",
    "shipped_checkpoint",
    "softmax",
    "weights_of",
]
