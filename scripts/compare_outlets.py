"""Compare how outlets stand in `attrib matrix --json` with labels that their articles have.

attrib matrix corpus.jsonl.gz --json > matrix.json
python scripts/compare_outlets.py matrix.json corpus.jsonl.gz --label credible

Prints a line an outlet and Spearman's correlation of the estimate with the share of articles whose
label is 1, with a 95 % interval by drawing outlets.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray
from scipy.stats import spearmanr

from attrib.corpora.rows import json_lines

Floats = NDArray[np.float64]
DRAWS = 2000
MEASURES = ("mean", "corroborated", "uncontested")


@click.command(help=__doc__)
@click.argument("matrix", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("corpus", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--label", default="credible", show_default=True, help="The articles' 0 or 1.")
def main(matrix: Path, corpus: Path, label: str) -> None:
    """Print the comparison."""
    labels: dict[str, list[float]] = defaultdict(list)
    for _, row in json_lines(corpus):
        labels[row["outlet"]].append(float(row[label]))
    rows = [_figures(outlet) for outlet in json.loads(matrix.read_text("utf-8"))["outlets"]]
    rates = np.array([np.mean(labels[row["name"]]) for row in rows])
    for row, rate in sorted(zip(rows, rates, strict=True), key=lambda pair: -pair[1]):
        click.echo(json.dumps({**row, "labelled": round(float(rate), 3)}))
    for measure in MEASURES:
        figures = np.array([row[measure] for row in rows], dtype=np.float64)
        known = ~np.isnan(figures)
        click.echo(json.dumps({"measure": measure, **_correlate(figures[known], rates[known])}))


def _figures(outlet: dict[str, Any]) -> dict[str, Any]:
    claims = max(outlet["claims"], 1)
    return {
        **{name: outlet[name] for name in ("name", "articles", "claims")},
        **{name: outlet["credibility"][name] for name in ("mean", "low", "high", "n", "majority")},
        "corroborated": round(outlet["corroborated"] / claims, 3),
        "uncontested": round(1 - outlet["contested"] / claims, 3),
    }


def _correlate(figures: Floats, rates: Floats) -> dict[str, float]:
    drawn = np.random.default_rng(0).integers(len(rates), size=(DRAWS, len(rates)))
    draws = [spearmanr(figures[draw], rates[draw]).statistic for draw in drawn]
    low, high = np.nanquantile(draws, [0.025, 0.975])
    value = spearmanr(figures, rates).statistic
    return {
        "spearman": round(float(value), 3),
        "low": round(float(low), 3),
        "high": round(float(high), 3),
        "n": len(rates),
    }


if __name__ == "__main__":
    main()
