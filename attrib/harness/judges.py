"""A judge that answers a question once, however many runs of a suite ask it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from attrib.fingerprints import network_fingerprint
from attrib.networks import NLINetwork
from attrib.records import Judgement, TextPair
from attrib.verdicts import Judge


class RememberingJudge:
    """Passes on what it has not been asked before."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self._answers: dict[TextPair, Judgement] = {}

    def judge(self, pairs: Sequence[TextPair]) -> list[Judgement]:
        """Return one judgement a pair, in the order of the pairs."""
        new = list(dict.fromkeys(pair for pair in pairs if pair not in self._answers))
        self._answers.update(zip(new, self._judge.judge(new), strict=True))
        return [self._answers[pair] for pair in pairs]


def load_judge(folder: Path) -> RememberingJudge:
    """Load a network as a judge; the one asked for last is kept with its answers."""
    return _loaded(folder, network_fingerprint(folder))


@lru_cache(maxsize=1)
def _loaded(folder: Path, fingerprint: str) -> RememberingJudge:
    return RememberingJudge(NLINetwork(folder))
