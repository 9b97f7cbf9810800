"""Premise–hypothesis pairs with a label by name."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from attrib.corpora.labels import Possible, has_gold, label_table, unknown_label, what_is_meant
from attrib.corpora.rows import numbered_rows
from attrib.errors import CorpusError
from attrib.records import Entailment, TextPair

Rows = Iterable[tuple[int, dict[str, Any]]]
ROLES = ("premise", "hypothesis", "label", "group")
# What sets call premise and hypothesis; of two pairs in one row the first here counts.
TEXTS = (
    ("premise", "hypothesis"),  # ours, ANLI, SciTail; SNLI and MultiNLI by name
    ("sentence1", "sentence2"),  # SNLI and MultiNLI as files, RTE
    ("text1", "text2"),
    ("text", "hypothesis"),
    ("context", "statement"),
    ("evidence", "claim"),  # VitaminC and other sets that check claims
)
LABELS = ("label", "gold_label", "labels")


@dataclass(frozen=True, slots=True)
class NLIExample:
    """A premise–hypothesis pair with its label; `group` keeps one premise in one split.

    `other` is the label that a two-way set does not tell from `label`, if there is one. `columns`
    holds what else was read of the row, by the name of the column; "" where a row has no value.
    """

    pair: TextPair
    label: Entailment
    group: str
    other: Entailment | None = None
    columns: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def possible(self) -> tuple[Entailment, ...]:
        """The labels that may be the right one, `label` first."""
        return (self.label,) if self.other is None else (self.label, self.other)


@dataclass(frozen=True, slots=True)
class _Columns:
    """What a row calls its parts; without a `group` the premise is the group."""

    premise: str
    hypothesis: str
    label: str
    group: str | None
    slices: tuple[str, ...]


def read_nli(
    path: Path,
    *,
    without: Mapping[str, Sequence[str]] | None = None,
    keep: Mapping[str, float] | None = None,
    share: float = 1.0,
    seed: int = 0,
    columns: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
    slices: Sequence[str] = (),
) -> list[NLIExample]:
    """Read the pairs of a file; the options and errors are those of `nli_examples`."""
    return nli_examples(
        numbered_rows(path),
        where=str(path),
        without=without,
        keep=keep,
        share=share,
        seed=seed,
        columns=columns,
        labels=labels,
        slices=slices,
    )


def nli_examples(
    rows: Rows,
    *,
    where: str,
    without: Mapping[str, Sequence[str]] | None = None,
    keep: Mapping[str, float] | None = None,
    share: float = 1.0,
    seed: int = 0,
    columns: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
    slices: Sequence[str] = (),
) -> list[NLIExample]:
    """Return the pairs of numbered rows; `where` is what errors call the file or the set.

    `without` maps a column to the values to leave out; `keep` maps a value of the column
    ``dataset`` to the share of its rows to keep; `share` thins all rows. Both are drawn
    with `seed`. `columns` maps premise, hypothesis, label and group to the columns of the file;
    what it leaves out is found by the names of `TEXTS` and `LABELS`, and the group is the
    premise. `labels` maps names in the file to ours, before the table `SYNONYMS`. `slices` names
    further columns to keep with each example. A row without a gold label is passed over. Raises
    CorpusError with the line for a missing column, an unknown label or a text that is none.
    """
    everything = list(rows)
    columns = columns or {}
    _check_roles(columns, everything, where=where)
    table = label_table(labels)
    examples = []
    for number, row in _drawn(everything, without or {}, keep or {}, share=share, seed=seed):
        at = f"{where}:{number}"
        found = _find_columns(row, columns, slices, at=at)
        value = row[found.label]
        possible = what_is_meant(value, table)
        if possible is None and has_gold(value):
            others = (other[found.label] for _, other in everything if found.label in other)
            raise unknown_label(value, others, at=at)
        if possible is not None:
            examples.append(_example(row, found, possible, at=at))
    return examples


def _check_roles(columns: Mapping[str, str], rows: list[Any], *, where: str) -> None:
    if unknown := sorted(columns.keys() - set(ROLES)):
        names = ", ".join(rows[0][1]) if rows else "none, as there are no rows"
        raise CorpusError(
            f"{where}: columns has the key {unknown[0]!r}; expected {', '.join(ROLES)} to be "
            f"mapped to columns of the file; found {names}"
        )


def _drawn(
    rows: Rows,
    without: Mapping[str, Sequence[str]],
    keep: Mapping[str, float],
    *,
    share: float,
    seed: int,
) -> Iterator[tuple[int, dict[str, Any]]]:
    rng = random.Random(seed)
    for number, row in rows:
        if any(row.get(column) in values for column, values in without.items()):
            continue
        if rng.random() < share * keep.get(str(row.get("dataset")), 1.0):
            yield number, row


def _find_columns(
    row: Mapping[str, Any], given: Mapping[str, str], slices: Sequence[str], *, at: str
) -> _Columns:
    texts = ((given.get("premise", p), given.get("hypothesis", h)) for p, h in TEXTS)
    premise, hypothesis = max(texts, key=lambda names: len(row.keys() & set(names)))
    usual = next((name for name in LABELS if name in row), LABELS[0])
    found = _Columns(
        premise, hypothesis, given.get("label", usual), given.get("group"), tuple(slices)
    )
    wanted = {premise, hypothesis, found.label} | ({found.group} if found.group else set())
    if missing := sorted(wanted - row.keys()):
        raise CorpusError(
            f"{at}: no column {', '.join(missing)}; found {', '.join(row)}; expected premise, "
            'hypothesis and label; say what yours are called: columns = { premise = "text" }'
        )
    if missing := [name for name in slices if name not in row]:
        raise CorpusError(
            f"{at}: no column {', '.join(missing)} to slice by; found {', '.join(row)}; expected "
            "it in every row"
        )
    return found


def _example(
    row: Mapping[str, Any], columns: _Columns, possible: Possible, *, at: str
) -> NLIExample:
    for column in (columns.premise, columns.hypothesis):
        if not isinstance(row[column], str) or not row[column].strip():
            raise CorpusError(
                f"{at}: found {row[column]!r} in the column {column}; expected a text; "
                "mend the row or take it out"
            )
    pair = TextPair(row[columns.premise], row[columns.hypothesis])
    group = row[columns.group] if columns.group else None
    named = group is not None and str(group).strip() != ""
    label, other = possible
    further = {name: _as_text(row[name]) for name in columns.slices}
    return NLIExample(pair, label, str(group) if named else pair.premise, other, further)


def _as_text(value: object) -> str:
    return "" if value is None else str(value).strip()
