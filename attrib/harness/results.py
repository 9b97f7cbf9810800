"""Results on disk: what `attrib evaluate --json` printed, read again and put into documents."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attrib.errors import CorpusError
from attrib.evaluation import Evaluation, Score
from attrib.evaluation.pages import HeadlineRow, render_table

BLOCK = re.compile(r"(?<=<!-- scores -->\n).*?(?=<!-- /scores -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Results:
    """Evaluations by name, and the scores to be read first."""

    evaluations: Mapping[str, Evaluation]
    headline: tuple[HeadlineRow, ...] = ()


def read_results(path: Path) -> Results:
    """Read the JSON of a suite or of one evaluation; raises CorpusError for anything else."""
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        runs = stored.get("runs") or {path.stem: stored}
        return Results(
            {name: Evaluation.from_dict(row) for name, row in runs.items()},
            tuple(_headline(row) for row in stored.get("headline", ())),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise CorpusError(
            f"{path}: not the result of an evaluation ({error!r}); expected what attrib evaluate "
            "--json prints"
        ) from error


def write_headline(results: Results, path: Path) -> None:
    """Put the table of the headline between a document's marks (``<!-- scores -->``)."""
    text = path.read_text(encoding="utf-8")
    if not BLOCK.search(text):
        raise CorpusError(
            f"{path}: found no <!-- scores --> and <!-- /scores -->; expected both, each on a line "
            "of its own, where the table is to stand"
        )
    table = render_table(results.headline)
    path.write_text(BLOCK.sub(lambda _: f"\n{table}\n", text), encoding="utf-8")


def _headline(row: Mapping[str, Any]) -> HeadlineRow:
    return HeadlineRow(**{**row, "figures": Score(**row["figures"])})
