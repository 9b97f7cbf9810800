"""Scores of a tagger on articles with human attributions.

The roles are PolNeAR's (Newell, Margolin and Ruths 2018, "An Attribution Relations Corpus for
Political News"). Its *discard* spans (boilerplate) play no part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from attrib.corpora import AnnotatedArticle
from attrib.errors import CorpusError
from attrib.evaluation.articles import describe_missing
from attrib.evaluation.attribution.agreement import score_agreement, versions_by_article
from attrib.evaluation.attribution.baseline import find_attributions_by_rules
from attrib.evaluation.attribution.counts import NESTED, SHAPE, count_attributions, tables_of
from attrib.evaluation.results import Evaluation, Score
from attrib.evaluation.scores import Floats, Measured, versions
from attrib.records import Attribution

Annotated = Sequence[tuple[str, AnnotatedArticle]]
Found = Mapping[str, Sequence[Attribution]]


def score_attributions(
    gold: Sequence[AnnotatedArticle],
    found: Found,
    *,
    model: str,
    annotated: Annotated = (),
    attrib_version: str | None = None,
    seed: int = 0,
) -> Evaluation:
    """Score the attributions found in each article (by its id), by resampling articles.

    Attributions are matched one to one. *Lenient*: the contents' characters have an
    intersection over union of at least 0.3, and the sources overlap or both are absent.
    *Strict*: contents at least 0.8, and sources at least 0.5 or both absent. *Exact*: all three
    roles have the same characters; nothing is trimmed, so a full stop more is a miss. One without
    content matches none.

    Roles for themselves, whatever else an attribution holds: ``<role>_f1`` matches the spans of
    a role one to one where they share a character, ``<role>_exact_f1`` where they have the same
    characters (an absent role is no item), and ``<role>_character_f1`` counts the characters that
    any attribution covers in the role. All are micro-averaged. ``denial_cue_recall`` is the share
    of gold cues with a denial word that any found cue overlaps; a false positive, for its
    precision and F1, is a found cue with such a word that overlaps none of them.

    A baseline is what `find_attributions_by_rules` scores. Slices are by form of quotation, with
    and without a source, with and without a denial word in the cue, and nested or not: inside
    the content of another attribution, by the cue or else by the content (PolNeAR annotates none
    that are; a note says so). A slice holds the gold attributions of its kind and, as false
    positives, the unmatched ones found of its kind, so that each division adds up to the whole.
    An article that `found` lacks counts as one where nothing was found; a note says how many do.

    `annotated` are (annotator, article) versions. Those of gold articles are scored against each
    other, as `score_agreement` does, beside the system under ``annotators``.

    Raises CorpusError where `found` names an article that `gold` lacks, where no version is of a
    gold article or one has another text, and as `score_agreement` does.
    """
    notes = describe_missing(gold, found)
    beside = {}
    if annotated:
        people = score_agreement(_versions_of(gold, annotated), seed=seed)
        beside = {"annotators": people.scores}
        notes += _compared(people.n, gold)
    return _evaluation(
        measure_attributions(gold, found),
        measure_attributions(gold, _rules(gold)),
        model=model,
        attrib_version=attrib_version,
        seed=seed,
        beside=beside,
        notes=notes,
    )


def measure_attributions(gold: Sequence[AnnotatedArticle], found: Found) -> Measured:
    """Count the attributions found in each article (by its id), a row an article."""
    return tables_of(_counts(gold, found))


def score_versions(
    annotated: Annotated,
    found: Found,
    *,
    model: str,
    attrib_version: str | None = None,
    seed: int = 0,
) -> Evaluation:
    """Score a system as `score_agreement` scores people, whose scores stand under ``annotators``.

    Every (annotator, article) version is gold once; the counts of an article's versions are
    pooled, so that one article is resampled as one. A score's `n` counts the gold items of all
    versions. An article with one version is passed over, and what was found in it; a note says
    so. All else is as in `score_attributions`.

    Raises CorpusError where `found` names an article of no version, and as `score_agreement` does.
    """
    gold = [version for _, version in annotated]
    people = score_agreement(annotated, seed=seed)
    return _evaluation(
        measure_versions(annotated, found),
        measure_versions(annotated, _rules(gold)),
        model=model,
        attrib_version=attrib_version,
        seed=seed,
        beside={"annotators": people.scores},
        notes=describe_missing(gold, found) + _compared(people.n, gold),
    )


def measure_versions(annotated: Annotated, found: Found) -> Measured:
    """Count what was found against every annotator's version, a row an article of several.

    Raises CorpusError as `score_agreement` does.
    """
    return tables_of(
        np.array(
            [
                _counts(list(of_article.values()), found).sum(axis=0)
                for of_article in versions_by_article(annotated)
            ]
        )
    )


def _compared(number: int, gold: Sequence[AnnotatedArticle]) -> tuple[str, ...]:
    """Say where annotators are compared on a part of the articles."""
    articles = len({article.article.id for article in gold})
    if number == articles:
        return ()
    return (f"annotators' scores rest on the {number} of {articles} articles that several read",)


def _versions_of(gold: Sequence[AnnotatedArticle], annotated: Annotated) -> Annotated:
    """Keep the versions of gold articles."""
    texts = {one.article.id: one.article.text for one in gold}
    kept = [(who, version) for who, version in annotated if version.article.id in texts]
    if not kept:
        raise CorpusError(
            f"found {len(annotated)} annotators' versions, none of an article of the gold file; "
            "expected versions of the same articles, by their ids"
        )
    for annotator, version in kept:
        if version.article.text != texts[version.article.id]:
            raise CorpusError(
                f"article {version.article.id!r}: the text of {annotator}'s version differs from "
                "the gold file's; expected one text"
            )
    return kept


def _rules(gold: Sequence[AnnotatedArticle]) -> Found:
    return {one.article.id: find_attributions_by_rules(one.article) for one in gold}


def _counts(gold: Sequence[AnnotatedArticle], found: Found) -> Floats:
    """Shape (articles, 1 + slices, measures, 3)."""
    counts = [
        count_attributions(one.article, one.attributions, found.get(one.article.id, ()))
        for one in gold
    ]
    return np.array(counts).reshape(-1, *SHAPE)


def _evaluation(
    system: Measured,
    rules: Measured,
    *,
    model: str,
    attrib_version: str | None,
    seed: int,
    beside: dict[str, dict[str, Score]],
    notes: tuple[str, ...],
) -> Evaluation:
    return Evaluation(
        task="attribution",
        model=model,
        n=len(system.whole.counts),
        scores=system.whole.scores(seed=seed, baselines=rules.whole.values()),
        slices={
            name: table.scores(seed=seed, baselines=rules.slices[name].values())
            for name, table in system.slices.items()
        },
        versions=versions(attrib_version),
        beside=beside,
        notes=notes + _unnested(system),
    )


def _unnested(system: Measured) -> tuple[str, ...]:
    """Say where a convention of the gold, not the system, decides the nested slice."""
    values = system.slices[NESTED].values()
    if values["lenient_recall"] is not None or values["lenient_precision"] is None:
        return ()
    return (
        "no gold attribution is nested, so the slice of nested ones has no recall and precision 0",
    )
