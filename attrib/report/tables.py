"""Reports as CSV tables, many articles in one set."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from attrib.records import Article, Claim, Evidence, Report, Span
from attrib.report.wording import quantity, words

Cell = str | int | float | None
Write = Callable[[Iterable[Cell]], None]

# A spreadsheet runs a cell that begins so; the full-width forms count in some of them.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


@dataclass(frozen=True, slots=True)
class _Table:
    """A CSV file: its columns, and how a report becomes rows (the article id goes first)."""

    name: str
    columns: tuple[str, ...]
    rows: Callable[[Report], Iterator[tuple[Cell, ...]]]


def write_csv(reports: Iterable[Report], folder: Path) -> list[Path]:
    """Write sources, claims, verdicts, matrix and credibility tables; return their paths.

    Each row starts with the article id. Words are exactly those of the article, with one
    exception: a text cell starting with ``= + - @`` (or their full-width forms), a tab or
    a line break gets a leading apostrophe, so that no spreadsheet runs it as a formula.
    Spans are characters into the article, "start:end start:end", end exclusive. Undefined
    values are empty cells; a narrated claim has no words and spans of source and cue. The
    words that a verdict rests on stand in "evidence_a" and "evidence_b". The matrix holds
    unordered pairs with any count.

    The folder is created. Files are UTF-8 and replace older ones only when all of them
    are complete; an error while reading `reports` leaves the older ones as they were.
    """
    headers = {table.name: ("article", *table.columns) for table in _TABLES}
    with open_tables(headers, folder) as write:
        for report in reports:
            for table in _TABLES:
                for row in table.rows(report):
                    write[table.name]((report.article.id, *row))
    return [folder / table.name for table in _TABLES]


@contextmanager
def open_tables(
    headers: Mapping[str, Sequence[str]], folder: Path
) -> Iterator[Mapping[str, Write]]:
    """Give for each file name what writes a row below its header, cells guarded as in `write_csv`.

    The folder is created. The files are UTF-8 and take the place of older ones when the block ends
    well; an error in it leaves the older ones as they were.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=".attrib-") as unfinished:
        with ExitStack() as stack:
            writes = {name: _open_table(Path(unfinished) / name, stack) for name in headers}
            for name, columns in headers.items():
                writes[name](columns)
            yield writes
        for name in headers:
            (Path(unfinished) / name).replace(folder / name)


def _open_table(path: Path, stack: ExitStack) -> Write:
    # Lone surrogates from broken input must not cost the whole table.
    file = stack.enter_context(
        path.open("w", encoding="utf-8", errors="backslashreplace", newline="")
    )
    writer = csv.writer(file)

    def write(row: Iterable[Cell]) -> None:
        writer.writerow([_guarded(cell) for cell in row])

    return write


def _guarded(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell


def _sources(report: Report) -> Iterator[tuple[Cell, ...]]:
    for source in report.sources:
        mentions = offsets(source.mentions)
        yield source.id, source.name, source.kind, "; ".join(source.aliases), mentions


def _claims(report: Report) -> Iterator[tuple[Cell, ...]]:
    names = _names(report)
    for claim in report.claims:
        roles = claim.attribution.source, claim.attribution.cue, claim.attribution.content
        yield (
            claim.id,
            claim.source,
            names[claim.source],
            claim.stance,
            claim.proposition,
            *(words(report.article, spans) for spans in roles),
            *(offsets(spans) for spans in roles),
            "; ".join(map(quantity, claim.quantities)),
            claim.via,
            claim.confidence,
        )


def _verdicts(report: Report) -> Iterator[tuple[Cell, ...]]:
    claims = {claim.id: claim for claim in report.claims}
    names = _names(report)

    def side(claim: Claim) -> tuple[Cell, ...]:
        content = words(report.article, claim.attribution.content)
        return claim.source, names[claim.source], claim.stance, content

    for verdict in report.verdicts:
        a, b = side(claims[verdict.a]), side(claims[verdict.b])
        found = verdict.relation, verdict.kind, verdict.probability
        yield verdict.a, verdict.b, *found, *a, *b, *_evidence(report.article, verdict.evidence)


def _evidence(article: Article, evidence: Evidence | None) -> tuple[Cell, ...]:
    if evidence is None:
        return (None,) * len(_EVIDENCE)
    a, b = words(article, evidence.a), words(article, evidence.b)
    return evidence.signal, a, b, evidence.inference


def _matrix(report: Report) -> Iterator[tuple[Cell, ...]]:
    matrix, names = report.matrix, _names(report)
    for row, a in enumerate(matrix.sources):
        for column in range(row, len(matrix.sources)):
            b = matrix.sources[column]
            counts = matrix.contradicts[row][column], matrix.corroborates[row][column]
            if any(counts):
                yield a, names[a], b, names[b], *counts


def _credibility(report: Report) -> Iterator[tuple[Cell, ...]]:
    names = _names(report)
    for one in report.matrix.credibility:
        name = names[one.source]
        yield one.source, name, one.mean, one.low, one.high, one.n, one.majority


def _names(report: Report) -> dict[str, str]:
    return {source.id: source.name for source in report.sources}


def offsets(spans: Iterable[Span]) -> str:
    """Return spans as "start:end start:end"."""
    return " ".join(f"{span.start}:{span.end}" for span in spans)


_SIDES = tuple(
    f"{column}_{side}" for side in "ab" for column in ("source", "name", "stance", "words")
)
_EVIDENCE = ("signal", "evidence_a", "evidence_b", "inference")
_TABLES = (
    _Table("sources.csv", ("source", "name", "kind", "aliases", "mentions"), _sources),
    _Table(
        "claims.csv",
        (
            *("claim", "source", "name", "stance", "proposition"),
            *("source_words", "cue_words", "content_words"),
            *("source_spans", "cue_spans", "content_spans"),
            *("quantities", "via", "confidence"),
        ),
        _claims,
    ),
    _Table(
        "verdicts.csv",
        ("a", "b", "relation", "kind", "probability", *_SIDES, *_EVIDENCE),
        _verdicts,
    ),
    _Table(
        "matrix.csv",
        ("source_a", "name_a", "source_b", "name_b", "contradicts", "corroborates"),
        _matrix,
    ),
    _Table(
        "credibility.csv",
        ("source", "name", "mean", "low", "high", "n", "majority"),
        _credibility,
    ),
)
