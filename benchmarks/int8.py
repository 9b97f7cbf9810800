"""Time the int8 file against full precision: loading and judging, as ratios of one run.

python benchmarks/int8.py models/nli pairs.parquet

Full precision is exported anew from the checkpoint's own weights. The two take turns, so that what
else the machine does falls on both.
"""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from transformers import AutoModelForSequenceClassification

from attrib.corpora import read_nli
from attrib.networks import encode_pairs, open_session
from attrib.training.export import INT8, export_full

TURNS = 5
BATCH = 32


@click.command(help=__doc__)
@click.argument("checkpoint", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("data", type=click.Path(exists=True, path_type=Path))
def main(checkpoint: Path, data: Path) -> None:
    """Print the medians of the ratios int8 / full precision."""
    model = AutoModelForSequenceClassification.from_pretrained(checkpoint, dtype=torch.float32)
    feed = _batch(checkpoint, data)
    with tempfile.TemporaryDirectory() as folder:
        full, small = export_full(model, Path(folder)), checkpoint / INT8
        loading, judging = [], []
        for _ in range(TURNS):
            opened = [_timed(open_session, path) for path in (full, small)]
            loading.append(opened[1][0] / opened[0][0])
            sessions = [session for _, session in opened]
            for session in sessions:
                session.run(None, feed)
            runs = [_timed(session.run, None, feed)[0] for session in sessions]
            judging.append(runs[1] / runs[0])
    said = {"loading": statistics.median(loading), "judging": statistics.median(judging)}
    click.echo(json.dumps({name: round(ratio, 2) for name, ratio in said.items()}))


def _batch(checkpoint: Path, data: Path) -> dict[str, NDArray[np.int64]]:
    tokenizer = Tokenizer.from_file(str(checkpoint / "tokenizer.json"))
    pairs = [example.pair for example in read_nli(data)[:BATCH]]
    encodings = encode_pairs(pairs, tokenizer, max_tokens=128)
    longest = max(len(e.ids) for e in encodings)
    parts = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
    return {
        name: np.array(
            [getattr(e, part) + [0] * (longest - len(e.ids)) for e in encodings], np.int64
        )
        for name, part in parts.items()
    }


def _timed(work: Callable[..., Any], *arguments: Any) -> tuple[float, Any]:
    began = time.perf_counter()
    result = work(*arguments)
    return time.perf_counter() - began, result


if __name__ == "__main__":
    main()
