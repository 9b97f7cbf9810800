"""What is to be evaluated, on what, and how."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from attrib.networks import shipped_checkpoint


@dataclass(frozen=True, slots=True)
class Request:
    """One evaluation.

    `networks` maps "attribution" and "nli" to checkpoint folders, by default the shipped ones;
    `predictions` is a file scored in their place. `limit` takes the first items alone (0: all).
    `oracle` names the last stage of ``claims`` that is taken from gold. `slices` are columns of
    ``nli`` data; `columns` and `labels` are those of `attrib.corpora.nli_examples`.
    """

    task: str
    data: Path
    networks: Mapping[str, Path] = field(default_factory=dict)
    predictions: Path | None = None
    oracle: str = ""
    limit: int = 0
    slices: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    seed: int = 0

    def network(self, name: str) -> Path:
        """Return the folder of the network called `name`."""
        return self.networks.get(name) or shipped_checkpoint(name)

    @property
    def first(self) -> int | None:
        """The limit as the end of a slice."""
        return self.limit or None

    def command(self) -> str:
        """Return the command line that makes this evaluation."""
        words = ["attrib", "evaluate", self.task, "--data", str(self.data)]
        if self.predictions is not None:
            words += ["--predictions", str(self.predictions)]
        for name, folder in sorted(self.networks.items()):
            words += [f"--{name}" if self.task == "claims" else "--model", str(folder)]
        words += [word for column in self.slices for word in ("--slice", column)]
        for option in ("columns", "labels"):
            pairs: Mapping[str, str] = getattr(self, option)
            words += [w for a, b in pairs.items() for w in (f"--{option}", f"{a}={b}")]
        for option in ("oracle", "limit", "seed"):
            if value := getattr(self, option):
                words += [f"--{option}", str(value)]
        return shlex.join(words)
