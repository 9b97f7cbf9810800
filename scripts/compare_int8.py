"""Count the labels that an int8 file gives otherwise: on other processors, in full precision.

python scripts/compare_int8.py models/nli pairs.parquet --limit 1000
python scripts/compare_int8.py models/nli pairs.parquet --full mine/model.onnx

The file's arithmetic is in single precision, so that no 8-bit instruction (VNNI) can change an
answer. Without --full this reckons the same graph a second time without ONNX Runtime, by plain
numpy (run it with OPENBLAS_CORETYPE=Haswell for the instructions of a processor without AVX-512
and VNNI); with it, the graph in full precision.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

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

Row = dict[str, list[int]]
Reckoning = Callable[[Row], NDArray[np.float32]]
KNOWN_TO_NUMPY = 19  # the first operator set whose DequantizeLinear the evaluator knows
WHOLE_NUMBERS = ("MatMulInteger", "ConvInteger", "DynamicQuantizeLinear", "QLinearMatMul")


@click.command(help=__doc__)
@click.argument("checkpoint", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("data", type=click.Path(exists=True, path_type=Path))
@click.option("--limit", type=click.IntRange(min=1), help="Use the first N pairs only.")
@click.option("--full", type=click.Path(exists=True, path_type=Path), metavar="FILE.onnx")
def main(checkpoint: Path, data: Path, limit: int | None, full: Path | None) -> None:
    """Print the count, the farthest two logits, and the operations in whole numbers."""
    model = onnx.load(str(checkpoint / INT8))
    other = _of_session(full) if full else _of_numpy(model)
    own = _of_session(checkpoint / INT8)
    tokenizer = Tokenizer.from_file(str(checkpoint / "tokenizer.json"))
    pairs = [example.pair for example in read_nli(data)[:limit]]
    encodings = encode_pairs(pairs, tokenizer, max_tokens=MAX_PAIR_TOKENS)
    differing, farthest = 0, 0.0
    for encoding in with_progress(encodings, label="Comparing", total=len(pairs)):
        row = {
            "input_ids": encoding.ids,
            "token_type_ids": encoding.type_ids,
            "attention_mask": encoding.attention_mask,
        }
        first, second = own(row), other(row)
        differing += int(first.argmax() != second.argmax())
        farthest = max(farthest, float(np.abs(first - second).max()))
    said = {
        "pairs": len(pairs),
        "differing": differing,
        "farthest_logits": round(farthest, 5),
        "operations_in_whole_numbers": sorted(
            {node.op_type for node in model.graph.node} & set(WHOLE_NUMBERS)
        ),
    }
    click.echo(json.dumps(said))


def _of_session(path: Path) -> Reckoning:
    session = open_session(path)
    return lambda row: run_one(session, row)


def _of_numpy(model: onnx.ModelProto) -> Reckoning:
    evaluator = ReferenceEvaluator(version_converter.convert_version(model, KNOWN_TO_NUMPY))

    def reckon(row: Row) -> NDArray[np.float32]:
        feed = {name: np.array([row[name]], np.int64) for name in evaluator.input_names}
        logits: NDArray[np.float32] = evaluator.run(None, feed)[0][0]
        return logits

    return reckon


if __name__ == "__main__":
    main()
