"""The only door to a neural network at inference.

A checkpoint is a folder in Hugging Face layout. Its ONNX file is run by ONNX Runtime; a folder
that has none is run by torch and transformers, imported only then. Label order is read from
the checkpoint's ``id2label`` and nowhere assumed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from attrib.errors import CheckpointError, MissingExtraError
from attrib.records import Entailment, Judgement, Passage, Role, Span, TaggedSpan, TextPair
from attrib.vocabulary import DENIAL

LABELS: dict[str, tuple[str, ...]] = {
    "nli": tuple(Entailment),
    "attribution": ("O", *(f"{mark}-{role}" for role in Role for mark in "BI")),
}
ONNX_FILES = ("model_int8.onnx", "model.onnx")
REFERENCE = "reference.json"  # answers of the machine that exported, to compare one's own with
FARTHEST = 0.05  # logits; sums in another order differ by a thousandth of this
BATCH_TOKENS = 2048
MAX_PAIR_TOKENS = 160
MAX_PASSAGE_TOKENS = 256
SURE = 0.5  # of a token's role
# A denial missed is worse than one too many, and general corpora teach few of them.
SURE_OF_DENIAL = 0.2

Floats = NDArray[np.float32]


class NLINetwork:
    """A judge: how a premise bears on a hypothesis, by a sequence classification checkpoint."""

    def __init__(self, folder: Path) -> None:
        self._network = _Network(folder, labels=LABELS["nli"])

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
        self._network = _Network(folder, labels=LABELS["attribution"])

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


def shipped_checkpoint(name: str) -> Path:
    """Return the folder of a checkpoint that came with attrib ("nli", "attribution")."""
    package = Path(__file__).parent
    for folder in (package / "models" / name, package.parent / "models" / name):
        if folder.is_dir():
            return folder
    raise CheckpointError(
        f"no checkpoint {name!r} came with this installation; expected the folder "
        f"{package / 'models' / name}; install attrib again, or name a folder"
    )


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
        for span in _spans_of(role, passage, encoding, by_role[role], enough)
    ]


def softmax(logits: Floats) -> Floats:
    """Return probabilities over the last axis."""
    shifted = np.exp(logits - logits.max(axis=-1, keepdims=True))
    result: Floats = shifted / shifted.sum(axis=-1, keepdims=True)
    return result


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
    role: Role, passage: Passage, encoding: Encoding, probability: Floats, enough: Floats
) -> Iterator[TaggedSpan]:
    run: list[int] = []
    for token in range(len(encoding.ids) + 1):
        if (
            token < len(encoding.ids)
            and _is_text(encoding, token)
            and probability[token] > enough[token]
        ):
            run.append(token)
        elif run:
            start, end = encoding.offsets[run[0]][0], encoding.offsets[run[-1]][1]
            span = Span(passage.span.start + start, passage.span.start + end)
            yield TaggedSpan(role, span, float(probability[run].mean()))
            run = []


def _is_text(encoding: Encoding, token: int) -> bool:
    start, end = encoding.offsets[token]
    return bool(end > start)


class _Backend(Protocol):
    def __call__(
        self, ids: NDArray[np.int64], mask: NDArray[np.int64], types: NDArray[np.int64]
    ) -> Floats: ...


class _Network:
    """A checkpoint folder: tokenizer, label order and weights, checked at load."""

    def __init__(self, folder: Path, *, labels: Sequence[str]) -> None:
        self.folder = folder
        self.config = _read_config(folder)
        self._columns = _label_columns(folder, self.config, labels)
        self.tokenizer = _read_tokenizer(folder)
        self._temperature = float(self.config.get("attrib_temperature", 1.0))

    @cached_property
    def fingerprint(self) -> str:
        with _weights(self.folder).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:16]

    def logits(
        self, encodings: Sequence[Encoding], types: Sequence[Sequence[int]] | None = None
    ) -> list[Floats]:
        """Return calibrated logits an encoding, last axis in the order of the labels asked for.

        Encodings of like length share a batch, so that little padding is computed.
        """
        types = types or [encoding.type_ids for encoding in encodings]
        results: list[Floats] = [np.empty(0, np.float32)] * len(encodings)
        for batch in _batches([len(encoding.ids) for encoding in encodings]):
            ids, mask, kinds = _padded([encodings[i].ids for i in batch], [types[i] for i in batch])
            output = self._backend(ids, mask, kinds)[..., self._columns] / self._temperature
            for row, i in enumerate(batch):
                results[i] = (
                    output[row, : len(encodings[i].ids)] if output.ndim == 3 else output[row]
                )
        return results

    def deviation(self) -> str | None:
        """Compare with the stored reference, where there is one for the weights in use."""
        stored = _read_reference(self.folder)
        if stored.get("graph") != _weights(self.folder).name:
            return None
        rows = stored["answers"]
        arrays = _padded([r["input_ids"] for r in rows], [r["token_type_ids"] for r in rows])
        output = self._backend(*arrays)
        farthest = differing = 0.0
        for row, answer in zip(rows, output, strict=True):
            expected = np.array(row["logits"], np.float32)
            own = answer[: len(expected)] if answer.ndim == 2 else answer
            farthest = max(farthest, float(np.abs(own - expected).max()))
            differing += int((own.argmax(-1) != expected.argmax(-1)).any())
        if farthest <= FARTHEST:
            return None
        return (
            f"{self.folder.name}: on this processor the network's answers differ by up to "
            f"{farthest:.2f} from those of the machine that exported it ({differing:.0f} of "
            f"{len(rows)} examples get another label); expected at most {FARTHEST}; figures on "
            "its card may not hold here"
        )

    @cached_property
    def _backend(self) -> _Backend:
        weights = _weights(self.folder)
        try:
            return (
                _OnnxBackend(weights) if weights.suffix == ".onnx" else _torch_backend(self.folder)
            )
        except MissingExtraError:
            raise
        except Exception as error:  # neither runtime raises anything narrower for a broken file
            raise CheckpointError(f"{weights}: cannot be loaded ({error})") from error


class _OnnxBackend:
    def __init__(self, path: Path) -> None:
        import onnxruntime as ort

        options = ort.SessionOptions()
        # ONNX Runtime counts the host's cores and not those this process may use.
        options.intra_op_num_threads = len(os.sched_getaffinity(0))
        # A thread that waits in a loop starves whatever else the machine does.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self._session = ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._inputs = {node.name for node in self._session.get_inputs()}

    def __call__(
        self, ids: NDArray[np.int64], mask: NDArray[np.int64], types: NDArray[np.int64]
    ) -> Floats:
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
        used = {name: array for name, array in feed.items() if name in self._inputs}
        output: Floats = self._session.run(None, used)[0]
        return output


def _torch_backend(folder: Path) -> _Backend:
    try:
        import torch
        from transformers import (
            AutoModelForSequenceClassification,
            AutoModelForTokenClassification,
        )
    except ImportError as error:
        raise MissingExtraError("torch", "train") from error
    config = _read_config(folder)
    token_level = any("TokenClassification" in name for name in config.get("architectures", ()))
    kind = AutoModelForTokenClassification if token_level else AutoModelForSequenceClassification
    model = kind.from_pretrained(folder, local_files_only=True, dtype=torch.float32).eval()
    takes_types = config.get("type_vocab_size", 0) > 1

    def run(ids: NDArray[np.int64], mask: NDArray[np.int64], types: NDArray[np.int64]) -> Floats:
        feed = {"input_ids": ids, "attention_mask": mask}
        if takes_types:
            feed["token_type_ids"] = types
        with torch.inference_mode():
            output = model(**{name: torch.from_numpy(array) for name, array in feed.items()})
        logits: Floats = output.logits.numpy()
        return logits

    return run


def _read_config(folder: Path) -> dict[str, Any]:
    path = folder / "config.json"
    try:
        config: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CheckpointError(f"{path}: not a readable config ({error})") from error
    if not isinstance(config, dict):
        raise CheckpointError(f"{path}: found {type(config).__name__}, expected a JSON object")
    return config


def _read_reference(folder: Path) -> dict[str, Any]:
    path = folder / REFERENCE
    if not path.is_file():
        return {}
    try:
        stored: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return {"graph": stored["graph"], "answers": list(stored["answers"])}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CheckpointError(f"{path}: not readable reference answers ({error!r})") from error


def _read_tokenizer(folder: Path) -> Tokenizer:
    path = folder / "tokenizer.json"
    if not path.is_file():
        raise CheckpointError(f"{folder}: no tokenizer.json; expected a Hugging Face checkpoint")
    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises nothing narrower
        raise CheckpointError(f"{path}: not a readable tokenizer ({error})") from error


def _label_columns(folder: Path, config: dict[str, Any], labels: Sequence[str]) -> list[int]:
    names = {str(name).lower(): int(i) for i, name in (config.get("id2label") or {}).items()}
    if missing := [label for label in labels if label.lower() not in names]:
        raise CheckpointError(
            f"{folder}: id2label has {', '.join(names) or 'no labels'}; expected also "
            f"{', '.join(missing)}; rename the labels in config.json"
        )
    return [names[label.lower()] for label in labels]


def _weights(folder: Path) -> Path:
    for name in (*ONNX_FILES, "model.safetensors"):
        if (folder / name).is_file():
            return folder / name
    raise CheckpointError(
        f"{folder}: no weights; expected one of {', '.join(ONNX_FILES)}, model.safetensors"
    )


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        if batch and lengths[i] * (len(batch) + 1) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _padded(
    ids: Sequence[Sequence[int]], types: Sequence[Sequence[int]]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Return ids, mask and types, each int64 of shape (batch, longest)."""
    shape = (len(ids), max(map(len, ids)))
    arrays = [np.zeros(shape, np.int64) for _ in range(3)]
    for row, (tokens, kinds) in enumerate(zip(ids, types, strict=True)):
        arrays[0][row, : len(tokens)] = tokens
        arrays[1][row, : len(tokens)] = 1
        arrays[2][row, : len(tokens)] = kinds
    return arrays[0], arrays[1], arrays[2]
