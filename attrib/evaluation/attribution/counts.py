"""What is counted of the attributions found in an article, and the scores read from the sums."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple

import numpy as np

from attrib.evaluation.attribution.matching import (
    Bools,
    Overlap,
    Pairs,
    RoleOverlaps,
    compare,
    match,
    overlap,
)
from attrib.evaluation.attribution.quotations import Form, quotation_form
from attrib.evaluation.scores import RATIOS, Counts, Floats, Measured, Reading, Statistic, Table
from attrib.records import Article, Attribution, Role
from attrib.vocabulary import DENIAL

MATCHED = ("lenient", "strict")
ROLE_MEASURES = ("{role}", "{role}_exact", "{role}_character")
F1 = RATIOS["f1"]
SCORES: dict[str, tuple[str, Reading]] = {
    **{f"{measure}_{name}": (measure, one) for measure in MATCHED for name, one in RATIOS.items()},
    "exact_f1": ("exact", F1),
    **{
        f"{measure}_f1": (measure, F1)
        for pattern in ROLE_MEASURES
        for role in Role
        for measure in [pattern.format(role=role)]
    },
    **{f"denial_cue_{name}": ("denial_cue", one) for name, one in RATIOS.items()},
}
MEASURES = tuple(dict.fromkeys(measure for measure, _ in SCORES.values()))

ALL = "all"
WITH_SOURCE, WITHOUT_SOURCE = "with source", "without source"
WITH_DENIAL, WITHOUT_DENIAL = "denial", "no denial"
NESTED, NOT_NESTED = "nested", "not nested"
# Every attribution is in one slice of each row.
PARTITIONS = (
    tuple(str(form) for form in Form),
    (WITH_SOURCE, WITHOUT_SOURCE),
    (WITH_DENIAL, WITHOUT_DENIAL),
    (NESTED, NOT_NESTED),
)
SLICES = tuple(name for partition in PARTITIONS for name in partition)
SHAPE = (1 + len(SLICES), len(MEASURES), 3)


def count_attributions(
    article: Article, gold: Sequence[Attribution], found: Sequence[Attribution]
) -> Floats:
    """Count one article: shape (1 + slices, measures, 3), the whole before the `SLICES`.

    The last axis is tp, fp, fn. Slices hold the measures ``lenient`` and ``strict`` alone.
    """
    roles = compare(gold, found)
    pairs = {"lenient": roles.lenient(), "strict": roles.strict()}
    gold_kinds, found_kinds = _kinds(article.text, gold), _kinds(article.text, found)
    table = np.zeros(SHAPE)
    for part, kind in zip(table, (ALL, *SLICES), strict=True):
        for measure in MATCHED:
            counts = _count_kind(kind, gold_kinds, found_kinds, pairs[measure])
            part[MEASURES.index(measure)] = astuple(counts)
    for measure, counts in _count_whole(article.text, gold, found, roles):
        table[0, MEASURES.index(measure)] = astuple(counts)
    return table


def tables_of(counts: Floats) -> Measured:
    """Read counts of shape (articles, 1 + slices, measures, 3)."""
    return Measured(
        Table(counts[:, 0], READINGS),
        {name: Table(counts[:, part], SLICE_READINGS) for part, name in enumerate(SLICES, start=1)},
    )


def _count_kind(
    kind: str, gold_kinds: list[set[str]], found_kinds: list[set[str]], pairs: Pairs
) -> Counts:
    """Count a matched pair where its gold side belongs, the rest where they belong themselves."""
    hits = {row for row, _ in pairs}
    taken = {column for _, column in pairs}
    in_gold = {number for number, kinds in enumerate(gold_kinds) if kind in kinds}
    in_found = {number for number, kinds in enumerate(found_kinds) if kind in kinds}
    return Counts(len(in_gold & hits), len(in_found - taken), len(in_gold - hits))


def _count_whole(
    text: str, gold: Sequence[Attribution], found: Sequence[Attribution], roles: RoleOverlaps
) -> Iterator[tuple[str, Counts]]:
    """Count the measures that slices lack."""
    exact = len(roles.exact())
    yield "exact", Counts(exact, len(found) - exact, len(gold) - exact)
    for role in Role:
        spans: Overlap = getattr(roles, role)
        yield str(role), _count_items(spans, spans.touching)
        yield f"{role}_exact", _count_items(spans, spans.equal & spans.touching)
        yield f"{role}_character", spans.coverage
    yield "denial_cue", _count_denials(_deny(text, gold), _deny(text, found), roles.cue)


def _count_items(spans: Overlap, eligible: Bools) -> Counts:
    """Count what is there in a role, matched one to one; what is absent is no item."""
    hits = len(match(eligible, spans.iou))
    gold, found = (spans.gold_lengths > 0).sum(), (spans.found_lengths > 0).sum()
    return Counts(hits, int(found) - hits, int(gold) - hits)


def _count_denials(gold: Bools, found: Bools, cue: Overlap) -> Counts:
    """Count gold denials as met or not, and found ones that touch none as false."""
    touching = cue.touching[gold]
    met, strays = touching.any(axis=1), found & ~touching.any(axis=0)
    return Counts(int(met.sum()), int(strays.sum()), int((~met).sum()))


def _kinds(text: str, attributions: Sequence[Attribution]) -> list[set[str]]:
    """Name the slices that each attribution belongs to."""
    return [
        {
            ALL,
            str(quotation_form(text, attribution.content)),
            WITH_SOURCE if attribution.source else WITHOUT_SOURCE,
            WITH_DENIAL if denies else WITHOUT_DENIAL,
            NESTED if nested else NOT_NESTED,
        }
        for attribution, denies, nested in zip(
            attributions, _deny(text, attributions), _nested(attributions), strict=True
        )
    ]


def _deny(text: str, attributions: Sequence[Attribution]) -> Bools:
    """Which attributions have a cue with a word that says no."""
    cues = (" ".join(span.of(text) for span in one.cue) for one in attributions)
    return np.array([DENIAL.search(cue) is not None for cue in cues], dtype=bool)


def _nested(attributions: Sequence[Attribution]) -> Bools:
    """Which attributions stand in the content of another, by their cue or else their content.

    Corpora that nest give no `via`, so the spans decide; a `via` that is there counts too.
    """
    places, contents = [a.cue or a.content for a in attributions], [a.content for a in attributions]
    inside = overlap(places, contents).inside & ~np.eye(len(attributions), dtype=bool)
    nested: Bools = inside.any(axis=1) | np.array([a.via is not None for a in attributions], bool)
    return nested


def _of(measure: str) -> Statistic:
    """Take a measure from counts of shape (…, measures, 3)."""
    column = MEASURES.index(measure)
    return lambda counts: counts[..., column, :]


READINGS = {name: one.at(_of(measure)) for name, (measure, one) in SCORES.items()}
SLICE_READINGS = {
    name: READINGS[name] for name, (measure, _) in SCORES.items() if measure in MATCHED
}
