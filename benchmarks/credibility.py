"""attrib's truth discovery beside crowd-kit's: accuracy, coverage and time.

python benchmarks/credibility.py bluebirds snow_rte
python benchmarks/credibility.py --draws 20
python benchmarks/credibility.py --claims 366000 --items 30000

Each argument is a folder with claims.csv and truth.csv. A line a set gives the accuracy of every
method. Draws are claims drawn from the model; a line gives the share of sources whose reliability
lies in the 90 % interval. Time is taken in turns, so that what else the machine does falls on all,
and given as a multiple of majority vote's.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import crowdkit.aggregation as crowdkit
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from attrib.corpora import SourceClaim, TruthSet, read_truth
from attrib.credibility import METHODS, Bayes, Votes
from attrib.evaluation import TruthEstimate, applicable_methods, estimate_votes, measure_credibility

THEIRS: Mapping[str, Callable[[], Any]] = {
    "MajorityVote": crowdkit.MajorityVote,
    "OneCoinDawidSkene": lambda: crowdkit.OneCoinDawidSkene(n_iter=100),
    "DawidSkene": lambda: crowdkit.DawidSkene(n_iter=100),
    "GLAD": lambda: crowdkit.GLAD(n_iter=100),
    "MACE": lambda: crowdkit.MACE(random_state=0),
}
TURNS = 3
TIMED = ("majority_vote", "truth_finder", "one_coin_dawid_skene", "bayes")


@click.command(help=__doc__)
@click.argument("folders", nargs=-1, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--draws", type=int, default=0, help="How often to draw claims for the coverage.")
@click.option("--claims", type=int, help="How many claims to draw for the time.")
@click.option("--items", type=int, default=30_000, show_default=True)
@click.option("--sources", type=int, default=2_000, show_default=True)
def main(
    folders: tuple[Path, ...], draws: int, claims: int | None, items: int, sources: int
) -> None:
    """Print JSON lines."""
    for folder in folders:
        truth_set = read_truth(folder)
        click.echo(json.dumps({"set": truth_set.name, **dict(_accuracies(truth_set))}))
    if draws:
        covered = [share for seed in range(draws) for share in _covered(seed)]
        click.echo(json.dumps({"sources": len(covered), "coverage": float(np.mean(covered))}))
    if claims:
        drawn, _ = draw(claims, items=items, sources=sources)
        click.echo(json.dumps({"claims": claims, "items": items, **_times(Votes.of(drawn))}))


def draw(
    claims: int, *, items: int, sources: int, values: int = 6, seed: int = 0
) -> tuple[list[SourceClaim], NDArray[np.float64]]:
    """Draw claims by sources of different reliability, which is returned in their order."""
    rng = np.random.default_rng(seed)
    source, item = rng.integers(sources, size=claims), rng.integers(items, size=claims)
    reliability = rng.beta(7, 3, sources)
    right = rng.random(claims) < reliability[source]
    value = np.where(right, 0, rng.integers(1, values, claims))
    drawn = [
        SourceClaim(f"s{s:05}", f"i{i}", f"{i}-{v}")
        for s, i, v in zip(source, item, value, strict=True)
    ]
    return drawn, reliability


def _covered(seed: int) -> Iterator[bool]:
    """Yield for each source whether its interval holds its reliability; the sizes vary."""
    rng = np.random.default_rng(seed)
    items, an_item = rng.choice([60, 300, 1000]), rng.choice([3, 6, 10])
    drawn, reliability = draw(
        int(items * an_item),
        items=int(items),
        sources=60,
        values=int(rng.integers(2, 7)),
        seed=seed,
    )
    votes = Votes.of(drawn)
    fitted = Bayes().fit(votes)
    assert fitted.low_ is not None and fitted.high_ is not None
    known = reliability[[int(source[1:]) for source in votes.sources]]
    yield from ((fitted.low_ <= known) & (known <= fitted.high_)).tolist()


def _accuracies(truth_set: TruthSet) -> Iterator[tuple[str, float]]:
    votes = Votes.of(truth_set.claims)
    for name in applicable_methods(truth_set):
        yield name, _accuracy(truth_set, estimate_votes(votes, name))
    if not votes.shared:
        return  # crowd-kit's models want labels that the items share
    table = pd.DataFrame(
        [(claim.item, claim.source, claim.value) for claim in truth_set.claims],
        columns=["task", "worker", "label"],
    )
    for name, make in THEIRS.items():
        answers = make().fit_predict(table)
        values = {item: {value: 1.0} for item, value in answers.items()}
        yield f"crowdkit.{name}", _accuracy(truth_set, TruthEstimate(name, values, {}))


def _accuracy(truth_set: TruthSet, estimate: TruthEstimate) -> float:
    score = measure_credibility(truth_set, [estimate]).whole.values()["accuracy"]
    return round(float(score or 0.0), 4)


def _times(votes: Votes) -> dict[str, float]:
    runs: dict[str, list[float]] = {name: [] for name in TIMED}
    for _ in range(TURNS):
        for name in TIMED:
            start = time.perf_counter()
            METHODS[name]().fit(votes)
            runs[name].append(time.perf_counter() - start)
    plain = statistics.median(runs["majority_vote"])
    ratios = {name: round(statistics.median(taken) / plain, 1) for name, taken in runs.items()}
    return {**ratios, "seconds_bayes": round(statistics.median(runs["bayes"]), 1)}


if __name__ == "__main__":
    main()
