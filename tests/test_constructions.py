"""Claim and denial in all their constructions, by the shipped networks, attributions given.

Each case is a small article with its source, cue and content marked: which statements (by number)
contradict, which corroborate, and that nothing else is printed as a contradiction.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from conftest import marked

from attrib.pipeline import Given, Pipeline, load_pipeline
from attrib.records import Relation

pytestmark = pytest.mark.shipped

Numbers = tuple[int, int]


@dataclass(frozen=True)
class Case:
    """Lines with one statement each, and what is to be found between them."""

    lines: tuple[str, ...]
    contradict: frozenset[Numbers] = frozenset()
    corroborate: frozenset[Numbers] = frozenset()


def case(*lines: str, contradict: str = "", corroborate: str = "") -> Case:
    return Case(lines, _numbers(contradict), _numbers(corroborate))


def _numbers(text: str) -> frozenset[Numbers]:
    """Read "1-2 1-3"."""
    pairs = (pair.split("-") for pair in text.split())
    return frozenset((int(a), int(b)) for a, b in pairs)


CASES = {
    "a denial against its claim": case(
        "[The Tarn Rescue Corps] {said} <an air force jet bombed the school in Ovel on Friday>.",
        "[The air force] {denied} <bombing the school>.",
        contradict="1-2",
    ),
    "dismissed as baseless": case(
        "[Residents of Ovel] {said} <soldiers had set fire to the market>.",
        "[The army] {dismissed as baseless} <the claim that soldiers had set fire to the market>.",
        contradict="1-2",
    ),
    "said it had not": case(
        "[The Dray ministry] {said} <its guns had not fired on the harbour>.",
        "[Fishermen] {said} <guns of the Dray ministry fired on the harbour at dawn>.",
        contradict="1-2",
    ),
    "insisted on the only target": case(
        "[Doctors in Marl] {said} <a maternity ward was hit and eleven civilians were killed>.",
        "[The general command] {insisted} <only militants were hit in Marl>.",
        contradict="1-2",
    ),
    "a general denial against a specific claim": case(
        "[The White Lamps] {said} <ten children were among the dead in the air force's strike>.",
        "[The air force] {said} <it never attacks civilians>.",
        contradict="1-2",
    ),
    "the number": case(
        "[The hospital in Ovel] {said} <25 people were killed in the strike on the market>.",
        "[The governor] {said} <seven people were killed in the strike on the market>.",
        contradict="1-2",
    ),
    "responsibility": case(
        "[The army] {said} <the rebels shelled the bakery in Ovel>.",
        "[The rebels] {said} <the army shelled the bakery in Ovel>.",
        contradict="1-2",
    ),
    "denial of a part": case(
        "[Medics] {said} <four civilians were hurt in the strike on the depot>.",
        "[The ministry] {confirmed} <the strike on the depot>.",
        "[The ministry] {denied} <that civilians were hurt in it>.",
        contradict="1-3",
    ),
    "a non-denial": case(
        "[Neighbours] {said} <police beat the prisoner in his cell>.",
        "[The police] {declined to comment} <on whether the prisoner was beaten>.",
    ),
    "neither confirm nor deny": case(
        "[The union] {said} <the mine will close in May>.",
        "[The company] {would neither confirm nor deny} <that the mine will close>.",
    ),
    "double negation": case(
        "[The clerk] {said} <the mayor took the envelope>.",
        "[The mayor] {did not deny} <taking the envelope>.",
    ),
    "flat against flat": case(
        "[Ada Corr] {said} <the director had ordered the files destroyed>.",
        "[The director] {said} <nobody had ordered the files destroyed>.",
        contradict="1-2",
    ),
    "the charge is a lie": case(
        "[Ada Corr] {said} <Senator Fenn took money from the quarry>.",
        "[Senator Fenn] {said} <that is a lie>.",
        contradict="1-2",
    ),
    "an allusion resolved": case(
        "[The auditor] {said} <the bank had hidden 40 million crowns of losses>.",
        "[The bank] {rejected} <the charge>.",
        contradict="1-2",
    ),
    "a document against a person": case(
        "[The minister] {said} <she had never met the contractor>.",
        "[A diary of her office] {shows} <the minister met the contractor in June>.",
        contradict="1-2",
    ),
    "a source against itself": case(
        "[Ivo Brand] {said} <he was at home all night>.",
        "[Ivo Brand] {said} <he was not at home that night>.",
        contradict="1-2",
    ),
    "corroborated by a third party": case(
        "[The brigade] {said} <the bridge at Sill collapsed before noon>.",
        "[Monitors] {said} <the bridge at Sill had collapsed before noon>.",
        "[The railway] {denied} <that the bridge at Sill had collapsed>.",
        contradict="1-3 2-3",
        corroborate="1-2",
    ),
    "nested speech": case(
        "[The ministry] {dismissed} <the rescuers' report that a bus was hit on the Ovel road>.",
        "[The rescuers'] {report} <a bus was hit on the Ovel road>.",
        contradict="1-2",
    ),
    "unrelated statements": case(
        "[The mayor] {said} <the school would open on Monday>.",
        "[The river board] {said} <the water had risen by a metre>.",
        "[A farmer] {said} <his sheep were safe>.",
    ),
    "two places": case(
        "[The army] {said} <it had taken the village of Orm>.",
        "[The rebels] {said} <they still held the town of Sedge>.",
    ),
    "two people may agree": case(
        "[The coach] {said} <the referee made a mistake>.",
        "[The captain] {said} <the referee had been wrong>.",
    ),
}


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load_pipeline()


@pytest.mark.parametrize("name", CASES)
def test_a_construction_is_read_as_a_careful_reader_would(name: str, pipeline: Pipeline) -> None:
    one = CASES[name]
    article, attributions = marked(*one.lines)
    report = pipeline.score(article, given=Given(attributions=attributions))
    places = {c.id: attributions.index(c.attribution) + 1 for c in report.claims}
    found = {
        relation: {
            tuple(sorted((places[v.a], places[v.b])))
            for v in report.verdicts
            if v.relation is relation
        }
        for relation in Relation
    }
    assert found[Relation.CONTRADICTS] == one.contradict
    assert one.corroborate <= found[Relation.CORROBORATES]
