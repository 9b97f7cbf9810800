"""The whole flow, once: the one place that knows the order of the stages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from attrib.attributions import Tagger, find_attributions
from attrib.claims import claims_from
from attrib.fingerprints import fingerprint, network_fingerprint
from attrib.matrix import fill_matrix
from attrib.narration import find_narration, with_outlet
from attrib.networks import AttributionNetwork, NLINetwork, shipped_checkpoint
from attrib.pairs import find_pairs
from attrib.propositions import stand_alone
from attrib.records import Article, Attribution, Claim, Report, Source
from attrib.sources import resolve_sources
from attrib.verdicts import Combiner, Judge, judge_pairs, read_combiner


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of an article beforehand, each in place of a stage's own work.

    Sources refer to attributions by id and claims to both, so whoever gives one gives those
    before it too. None is not known; () is known to be none.
    """

    attributions: tuple[Attribution, ...] | None = None
    sources: tuple[Source, ...] | None = None
    claims: tuple[Claim, ...] | None = None


NOTHING = Given()
COMBINER = "combiner.json"


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The networks that a flow needs; `models` names them by fingerprint in the report.

    `warnings` say where a network answers otherwise here than where it was exported.
    """

    tagger: Tagger
    judge: Judge
    combiner: Combiner
    models: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def score(self, article: Article, *, given: Given = NOTHING, narration: bool = False) -> Report:
        """Read one article: attributions → claims → pairs → verdicts → matrix → report.

        With `narration` the outlet makes claims too, those that the writer states without naming
        anyone; claims that are given are left as they are.
        """
        if (attributions := given.attributions) is None:
            attributions = find_attributions(article, tagger=self.tagger)
        if (sources := given.sources) is None:
            sources = resolve_sources(article, attributions)
        if narration and given.claims is None:
            narrated = find_narration(article, attributions)
            sources = with_outlet(article, sources, narrated)
            attributions = (*attributions, *narrated)
        if (claims := given.claims) is None:
            claims = claims_from(article, attributions, sources)
        claims = stand_alone(article, claims, sources)
        pairs = find_pairs(article, claims, sources)
        verdicts = judge_pairs(article, pairs, sources, judge=self.judge, combiner=self.combiner)
        matrix = fill_matrix(sources, claims, verdicts)
        return Report(article, sources, claims, verdicts, matrix, dict(self.models))


def load_pipeline(*, attribution: Path | None = None, nli: Path | None = None) -> Pipeline:
    """Load the networks from folders, by default those that came with attrib.

    Raises CheckpointError where a folder is not a checkpoint. An NLI checkpoint without a
    combiner of its own is combined by the shipped one's.
    """
    attribution, shipped = (
        attribution or shipped_checkpoint("attribution"),
        shipped_checkpoint("nli"),
    )
    nli = nli or shipped
    tagger, judge = AttributionNetwork(attribution), NLINetwork(nli)
    has_combiner = (nli / COMBINER).is_file()
    combiner = read_combiner((nli if has_combiner else shipped) / COMBINER)
    models = {"attribution": network_fingerprint(attribution), "nli": network_fingerprint(nli)}
    if not has_combiner:
        models["combiner"] = fingerprint(shipped / COMBINER)
    warnings = tuple(said for network in (tagger, judge) if (said := network.deviation()))
    return Pipeline(tagger, judge, combiner, models, warnings)
