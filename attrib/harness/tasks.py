"""The four tasks: how each reads its data, finds answers, and scores them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

from attrib import __version__
from attrib.attributions import find_attributions
from attrib.corpora import (
    AnnotatedArticle,
    NLIExample,
    TruthSet,
    annotated_by,
    first_row,
    read_annotated,
    read_found,
    read_nli,
    read_truth,
    read_versions,
    to_gold_row,
)
from attrib.credibility import METHODS, Votes
from attrib.errors import CorpusError
from attrib.evaluation import (
    Evaluation,
    Measured,
    Oracle,
    TruthEstimate,
    applicable_methods,
    estimate_rows,
    estimate_votes,
    estimates_from_rows,
    given_by,
    judgement_rows,
    judgements_from_rows,
    measure_attributions,
    measure_claims,
    measure_credibility,
    measure_nli,
    measure_versions,
    mistakes_attributions,
    mistakes_claims,
    mistakes_credibility,
    mistakes_nli,
    plain_claims,
    score_attributions,
    score_claims,
    score_credibility,
    score_nli,
    score_versions,
    stress_test,
)
from attrib.harness.files import prediction_rows
from attrib.harness.judges import load_judge
from attrib.harness.request import Request
from attrib.networks import AttributionNetwork, NLINetwork
from attrib.pipeline import load_pipeline
from attrib.progress import Progress
from attrib.records import Attribution, Judgement

JUDGED_AT_ONCE = 1024
T = TypeVar("T")
G = TypeVar("G")
F = TypeVar("F")


class Task(Protocol[G, F]):
    """One kind of evaluation: gold of type G, answers of type F.

    `networks` are those that find answers, `judges` those that scoring itself needs.
    """

    networks: tuple[str, ...]
    judges: tuple[str, ...]

    def read(self, request: Request) -> G:
        """Read the gold, as far as the limit; raises CorpusError where there is none."""
        ...

    def find(self, gold: G, request: Request, *, progress: Progress) -> F:
        """Ask the networks."""
        ...

    def load(self, gold: G, request: Request, path: Path) -> F:
        """Read answers that were kept, ours or somebody else's."""
        ...

    def rows(self, gold: G, found: F) -> Iterator[Mapping[str, Any]]:
        """Yield the answers as rows that `load` reads."""
        ...

    def score(
        self, gold: G, found: F, request: Request, *, model: str, progress: Progress
    ) -> Evaluation:
        """Score the answers."""
        ...

    def measure(self, gold: G, found: F) -> Measured:
        """Count the answers, for a comparison with others on the same gold."""
        ...

    def mistakes(self, gold: G, found: F) -> Sequence[Mapping[str, Any]]:
        """Return every mistake with its words."""
        ...


class _NLI:
    """Premise–hypothesis pairs, judged."""

    networks: tuple[str, ...] = ("nli",)
    judges: tuple[str, ...] = ()

    def read(self, request: Request) -> list[NLIExample]:
        examples = read_nli(
            request.data, columns=request.columns, labels=request.labels, slices=request.slices
        )
        return _some(examples, request, "pairs with a label")

    def find(
        self, gold: list[NLIExample], request: Request, *, progress: Progress
    ) -> list[Judgement]:
        network = NLINetwork(request.network("nli"))
        chunks = [gold[i : i + JUDGED_AT_ONCE] for i in range(0, len(gold), JUDGED_AT_ONCE)]
        return [
            judgement
            for chunk in progress(chunks, label="Judging", total=len(chunks))
            for judgement in network.judge([example.pair for example in chunk])
        ]

    def load(self, gold: list[NLIExample], request: Request, path: Path) -> list[Judgement]:
        return judgements_from_rows(
            prediction_rows(path), gold, where=str(path), labels=request.labels
        )

    def rows(self, gold: list[NLIExample], found: list[Judgement]) -> Iterator[Mapping[str, Any]]:
        yield from judgement_rows(gold, found)

    def score(
        self,
        gold: list[NLIExample],
        found: list[Judgement],
        request: Request,
        *,
        model: str,
        progress: Progress,
    ) -> Evaluation:
        return score_nli(gold, found, model=model, attrib_version=__version__, seed=request.seed)

    def measure(self, gold: list[NLIExample], found: list[Judgement]) -> Measured:
        return measure_nli(gold, found)

    def mistakes(self, gold: list[NLIExample], found: list[Judgement]) -> list[Mapping[str, Any]]:
        return [mistake.to_dict() for mistake in mistakes_nli(gold, found)]


@dataclass(frozen=True, slots=True)
class _Annotated:
    """Articles, and every annotator's version of them where there are several."""

    articles: tuple[AnnotatedArticle, ...]
    versions: tuple[tuple[str, AnnotatedArticle], ...] = ()


Found = dict[str, tuple[Attribution, ...]]


class _Attributions:
    """Articles with human attributions, tagged."""

    networks: tuple[str, ...] = ("attribution",)
    judges: tuple[str, ...] = ()

    def read(self, request: Request) -> _Annotated:
        if not _has_annotators(request.data):
            return _Annotated(tuple(_some(read_annotated(request.data), request, "articles")))
        versions = read_versions(request.data)
        ids = list(dict.fromkeys(version.article.id for _, version in versions))
        kept = set(_some(ids, request, "articles"))
        versions = [(by, version) for by, version in versions if version.article.id in kept]
        first = {version.article.id: version for _, version in reversed(versions)}
        articles = tuple(first[id] for id in ids if id in kept)
        return _Annotated(articles, tuple(versions) if len(versions) > len(articles) else ())

    def find(self, gold: _Annotated, request: Request, *, progress: Progress) -> Found:
        network = AttributionNetwork(request.network("attribution"))
        return {
            annotated.article.id: find_attributions(annotated.article, tagger=network)
            for annotated in progress(gold.articles, label="Tagging", total=len(gold.articles))
        }

    def load(self, gold: _Annotated, request: Request, path: Path) -> Found:
        found = read_found(path, gold.articles)
        return {id: annotated.attributions for id, annotated in found.items()}

    def rows(self, gold: _Annotated, found: Found) -> Iterator[Mapping[str, Any]]:
        for annotated in gold.articles:
            if (attributions := found.get(annotated.article.id)) is not None:
                yield to_gold_row(AnnotatedArticle(annotated.article, attributions, {}, {}, ()))

    def score(
        self, gold: _Annotated, found: Found, request: Request, *, model: str, progress: Progress
    ) -> Evaluation:
        how: dict[str, Any] = {
            "model": model, "attrib_version": __version__, "seed": request.seed
        }  # fmt: skip
        if gold.versions:
            return score_versions(gold.versions, found, **how)
        return score_attributions(gold.articles, found, **how)

    def measure(self, gold: _Annotated, found: Found) -> Measured:
        if gold.versions:
            return measure_versions(gold.versions, found)
        return measure_attributions(gold.articles, found)

    def mistakes(self, gold: _Annotated, found: Found) -> list[Mapping[str, Any]]:
        return [mistake.to_dict() for mistake in mistakes_attributions(gold.articles, found)]


Articles = list[AnnotatedArticle]
FoundArticles = dict[str, AnnotatedArticle]


class _Claims:
    """Whole articles: speakers, stances, pairs and who contradicts whom."""

    networks: tuple[str, ...] = ("attribution", "nli")
    judges: tuple[str, ...] = ("nli",)

    def read(self, request: Request) -> Articles:
        gold = _some(read_annotated(request.data), request, "articles")
        if not any(annotated.speakers for annotated in gold):
            raise CorpusError(
                f"{request.data}: found articles without speakers, stances and pairs; expected "
                "the gold format; data with attributions alone are scored by the task attribution"
            )
        return gold

    def find(self, gold: Articles, request: Request, *, progress: Progress) -> FoundArticles:
        pipeline = replace(
            load_pipeline(attribution=request.network("attribution"), nli=request.network("nli")),
            judge=load_judge(request.network("nli")),
        )
        oracle = Oracle(request.oracle) if request.oracle else None
        return {
            annotated.article.id: annotated_by(
                pipeline.score(annotated.article, given=given_by(annotated, oracle))
            )
            for annotated in progress(gold, label="Scoring", total=len(gold))
        }

    def load(self, gold: Articles, request: Request, path: Path) -> FoundArticles:
        return read_found(path, gold)

    def rows(self, gold: Articles, found: FoundArticles) -> Iterator[Mapping[str, Any]]:
        for annotated in gold:
            if (one := found.get(annotated.article.id)) is not None:
                yield to_gold_row(one)

    def score(
        self,
        gold: Articles,
        found: FoundArticles,
        request: Request,
        *,
        model: str,
        progress: Progress,
    ) -> Evaluation:
        judge = load_judge(request.network("nli"))
        plain = {
            id: plain_claims(one, judge=judge)
            for id, one in progress(found.items(), label="Baseline", total=len(found))
        }
        return score_claims(
            gold,
            found,
            model=model,
            baseline=plain,
            attrib_version=__version__,
            seed=request.seed,
        )

    def measure(self, gold: Articles, found: FoundArticles) -> Measured:
        return measure_claims(gold, found)

    def mistakes(self, gold: Articles, found: FoundArticles) -> list[Mapping[str, Any]]:
        return [mistake.to_dict() for mistake in mistakes_claims(gold, found)]


Estimates = list[TruthEstimate]


class _Credibility:
    """Conflicting values of many sources, and the methods that choose among them."""

    networks: tuple[str, ...] = ()
    judges: tuple[str, ...] = ()

    def read(self, request: Request) -> TruthSet:
        return read_truth(request.data)

    def find(self, gold: TruthSet, request: Request, *, progress: Progress) -> Estimates:
        methods, votes = applicable_methods(gold), Votes.of(gold.claims)
        return [
            estimate_votes(votes, method)
            for method in progress(methods, label="Estimating", total=len(methods))
        ]

    def load(self, gold: TruthSet, request: Request, path: Path) -> Estimates:
        return estimates_from_rows(
            prediction_rows(path), where=str(path), truth_set=gold, method=path.stem
        )

    def rows(self, gold: TruthSet, found: Estimates) -> Iterator[Mapping[str, Any]]:
        for estimate in found:
            yield from estimate_rows(estimate)

    def score(
        self,
        gold: TruthSet,
        found: Estimates,
        request: Request,
        *,
        model: str,
        progress: Progress,
    ) -> Evaluation:
        ours = [estimate.method for estimate in found if estimate.method in METHODS]
        stress = None if request.predictions else stress_test(gold, ours)
        return score_credibility(
            gold,
            found,
            model=model,
            attrib_version=__version__,
            seed=request.seed,
            stress=stress,
        )

    def measure(self, gold: TruthSet, found: Estimates) -> Measured:
        return measure_credibility(gold, found)

    def mistakes(self, gold: TruthSet, found: Estimates) -> list[Mapping[str, Any]]:
        return [mistake.to_dict() for mistake in mistakes_credibility(gold, found)]


TASKS: Mapping[str, Task[Any, Any]] = {
    "nli": _NLI(),
    "attribution": _Attributions(),
    "claims": _Claims(),
    "credibility": _Credibility(),
}


def _has_annotators(path: Path) -> bool:
    """Whether the rows are annotators' versions of articles, so that an id may return."""
    if path.is_dir():
        return False
    return "annotator" in first_row(path)


def _some(items: Sequence[T], request: Request, what: str) -> list[T]:
    """Return the items as far as the limit; raises CorpusError where there are none."""
    if not items:
        raise CorpusError(f"{request.data}: found no {what}; expected at least one")
    return list(items[: request.first])
