"""Count the labels on which an int8 checkpoint depends on the processor.

python scripts/compare_int8.py models/nli pairs.parquet --limit 1000

The file's arithmetic is in single precision, so that no 8-bit instruction (VNNI) can change an
answer. This reckons the graph a second time without ONNX Runtime, by plain numpy (run it with
OPENBLAS_CORETYPE=Haswell for the instructions of a processor without AVX-512 and VNNI), and counts
the pairs that get another label.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import version_converter
from onnx.reference import ReferenceEvaluator
from tokenizers import Tokenizer

from attrib.cli.edge import with_progress
from attrib.corpora import read_nli
from attrib.networks import MAX_PAIR_TOKENS, encode_pairs, open_session
from attrib.training.export import INT8, run_one

KNOWN_TO_NUMPY = 19  # the first operator set whose DequantizeLinear the evaluator knows
WHOLE_NUMBERS = ("MatMulInteger", "ConvInteger", "DynamicQuantizeLinear", "QLinearMatMul")


@click.command(help=__doc__)
@click.argument("checkpoint", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("data", type=click.Path(exists=True, path_type=Path))
@click.option("--limit", type=click.IntRange(min=1), default=1000, show_default=True)
def main(checkpoint: Path, data: Path, limit: int) -> None:
    """Print the count, the farthest two logits, and the operations in whole numbers."""
    model = onnx.load(str(checkpoint / INT8))
    whole = sorted({node.op_type for node in model.graph.node} & set(WHOLE_NUMBERS))
    tokenizer = Tokenizer.from_file(str(checkpoint / "tokenizer.json"))
    pairs = [example.pair for example in read_nli(data)[:limit]]
    session = open_session(checkpoint / INT8)
    plain = ReferenceEvaluator(version_converter.convert_version(model, KNOWN_TO_NUMPY))
    differing, farthest = 0, 0.0
    encodings = encode_pairs(pairs, tokenizer, max_tokens=MAX_PAIR_TOKENS)
    for encoding in with_progress(encodings, label="Comparing", total=len(pairs)):
        row = {
            "input_ids": encoding.ids,
            "token_type_ids": encoding.type_ids,
            "attention_mask": encoding.attention_mask,
        }
        own, other = run_one(session, row), _plainly(plain, row)
        differing += int(own.argmax() != other.argmax())
        farthest = max(farthest, float(np.abs(own - other).max()))
    said: dict[str, Any] = {
        "pairs": len(pairs),
        "differing": differing,
        "farthest_logits": round(farthest, 5),
        "operations_in_whole_numbers": whole,
    }
    click.echo(json.dumps(said))


def _plainly(evaluator: ReferenceEvaluator, row: dict[str, list[int]]) -> NDArray[np.float32]:
    feed = {name: np.array([row[name]], np.int64) for name in evaluator.input_names}
    logits: NDArray[np.float32] = evaluator.run(None, feed)[0][0]
    return logits


if __name__ == "__main__":
    main()
