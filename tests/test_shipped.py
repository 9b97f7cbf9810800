"""The shipped networks themselves: what they must get right on sentences of our own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from attrib.article import make_article
from attrib.networks import NLINetwork, shipped_checkpoint
from attrib.pipeline import Pipeline, load_pipeline
from attrib.records import Entailment, Relation, Report, TextPair

pytestmark = pytest.mark.shipped
ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "ferry.txt"

OFFLINE = """
import socket, sys

class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("torch", "transformers", "datasets", "sklearn", "scipy"):
            raise ImportError(f"{name} is hidden")

def refuse(*args, **kwargs):
    raise AssertionError("a socket was opened")

sys.meta_path.insert(0, Hidden())
socket.socket = socket.create_connection = socket.getaddrinfo = refuse
from attrib.cli import main
main(["score", sys.argv[1], "--json"])
"""


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return load_pipeline()


@pytest.fixture(scope="module")
def ferry(pipeline: Pipeline) -> Report:
    return pipeline.score(make_article(EXAMPLE.read_text(encoding="utf-8"), id="ferry"))


def related(report: Report, relation: Relation) -> set[frozenset[str]]:
    """The names of the sources of each pair in a relation."""
    names = {source.id: source.name for source in report.sources}
    speakers = {claim.id: names[claim.source] for claim in report.claims}
    return {
        frozenset((speakers[v.a], speakers[v.b])) for v in report.verdicts if v.relation is relation
    }


def test_an_article_is_scored_without_sockets_and_without_torch() -> None:
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE, str(EXAMPLE)], capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["claims"]


def test_the_example_s_sources_have_their_names(ferry: Report) -> None:
    names = {source.name for source in ferry.sources}
    assert {"Lomar Sea Rescue", "Ilka Moreno", "Harbour Ministry"} <= names


def test_the_example_s_denial_contradicts_the_claim(ferry: Report) -> None:
    assert frozenset(("Lomar Sea Rescue", "navy of Orrava")) in related(ferry, Relation.CONTRADICTS)


def test_nobody_contradicts_the_police_of_another_story(ferry: Report) -> None:
    assert not any("police" in pair for pair in related(ferry, Relation.CONTRADICTS))


def test_every_span_slices_to_words(ferry: Report) -> None:
    for claim in ferry.claims:
        spans = (*claim.attribution.source, *claim.attribution.cue, *claim.attribution.content)
        assert all(span.of(ferry.article.text).strip() for span in spans)


@pytest.mark.parametrize(
    ("premise", "hypothesis", "expected"),
    [
        ("The bridge was bombed and 12 people died.", "The bridge was bombed.", "entailment"),
        ("Nobody was hurt in the blast.", "Three people were hurt in the blast.", "contradiction"),
        ("The mayor opened a school.", "The river rose by a metre.", "neutral"),
    ],
)
def test_plain_inference(premise: str, hypothesis: str, expected: str) -> None:
    network = NLINetwork(shipped_checkpoint("nli"))
    [judgement] = network.judge([TextPair(premise, hypothesis)])
    scores = {str(label): getattr(judgement, label) for label in Entailment}
    assert max(scores, key=scores.__getitem__) == expected


@pytest.mark.parametrize("name", ["nli", "attribution"])
def test_a_checkpoint_is_complete_and_small_enough(name: str) -> None:
    folder = ROOT / "models" / name
    files = {path.name: path.stat().st_size for path in folder.iterdir()}
    assert {"model.safetensors", "model_int8.onnx", "tokenizer.json", "README.md"} <= files.keys()
    assert max(files.values()) < 50e6


def test_the_checkpoints_together_are_small_enough() -> None:
    assert sum(p.stat().st_size for p in (ROOT / "models").rglob("*") if p.is_file()) < 140e6
