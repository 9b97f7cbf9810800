"""The door to the networks: labels by name, the same answers by every runtime, clear errors."""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from tiny import SENTENCES, edit_config, tiny_model, tiny_tokenizer, write_checkpoint
from tokenizers import Encoding, Tokenizer

import attrib
from attrib.errors import CheckpointError
from attrib.networks import (
    BATCH_TOKENS,
    LABELS,
    MAX_PAIR_TOKENS,
    MAX_PASSAGE_TOKENS,
    AttributionNetwork,
    NLINetwork,
    decode_spans,
    encode_pairs,
    encode_passages,
    marked_tokens,
    softmax,
)
from attrib.records import Judgement, Passage, Role, Span, TaggedSpan, TextPair

PAIRS = [
    TextPair(a, b) for a, b in itertools.permutations((*SENTENCES, " ".join(SENTENCES), "Fire."), 2)
]
PROBABILITIES = ("entailment", "neutral", "contradiction")


@pytest.fixture(scope="session")
def nli(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint of safetensors only, run by torch."""
    return write_checkpoint(tmp_path_factory.mktemp("nli"), "nli")


@pytest.fixture(scope="session")
def nli_int8(nli: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same network with the file that is shipped."""
    from attrib.training.export import export_full, export_int8

    folder = shutil.copytree(nli, tmp_path_factory.mktemp("int8") / "nli")
    export_full(tiny_model("nli"), folder)
    export_int8(folder)
    (folder / "model.onnx").unlink()
    return folder


@pytest.fixture(scope="session")
def nli_onnx(nli: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same network as an ONNX file in full precision."""
    from attrib.training.export import export_full

    folder = shutil.copytree(nli, tmp_path_factory.mktemp("onnx") / "nli")
    export_full(tiny_model("nli"), folder)
    return folder


@pytest.fixture(scope="session")
def attribution(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_checkpoint(tmp_path_factory.mktemp("attribution"), "attribution")


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    return tiny_tokenizer()


@pytest.fixture
def copied(nli: Path, tmp_path: Path) -> Path:
    """A checkpoint to break."""
    return shutil.copytree(nli, tmp_path / "nli")


def rows(judgements: Sequence[Judgement]) -> NDArray[np.float64]:
    """Return an array of shape (pairs, 3), columns in the order of `PROBABILITIES`."""
    return np.array([[getattr(j, name) for name in PROBABILITIES] for j in judgements])


# Judging


@pytest.mark.parametrize("kind", ["nli", "nli_onnx", "nli_int8"])
def test_probabilities_sum_to_one(kind: str, request: pytest.FixtureRequest) -> None:
    answers = rows(NLINetwork(request.getfixturevalue(kind)).judge(PAIRS))
    assert answers.shape == (len(PAIRS), 3)
    assert answers.sum(axis=1) == pytest.approx(np.ones(len(PAIRS)), abs=1e-5)
    assert (answers > 0).all()
    assert answers.std(axis=0).min() > 0.05  # a constant network would prove nothing below


def test_torch_and_onnx_agree(nli: Path, nli_onnx: Path) -> None:
    by_torch, by_onnx = (rows(NLINetwork(folder).judge(PAIRS)) for folder in (nli, nli_onnx))
    assert by_onnx == pytest.approx(by_torch, abs=1e-4)


def test_int8_is_close_to_full_precision(nli_onnx: Path, nli_int8: Path) -> None:
    full, small = (rows(NLINetwork(folder).judge(PAIRS)) for folder in (nli_onnx, nli_int8))
    assert np.abs(full - small).mean() < 0.05
    assert (full.argmax(axis=1) == small.argmax(axis=1)).mean() > 0.9


def test_int8_is_chosen_before_full_precision_before_torch(
    nli: Path, nli_onnx: Path, nli_int8: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(nli, tmp_path / "all")
    assert NLINetwork(folder).fingerprint == NLINetwork(nli).fingerprint
    shutil.copy(nli_onnx / "model.onnx", folder)
    assert NLINetwork(folder).fingerprint == NLINetwork(nli_onnx).fingerprint
    shutil.copy(nli_int8 / "model_int8.onnx", folder)
    assert NLINetwork(folder).fingerprint == NLINetwork(nli_int8).fingerprint


@pytest.mark.parametrize("kind", ["nli", "nli_onnx"])
def test_answers_stand_in_the_order_of_the_questions(
    kind: str, request: pytest.FixtureRequest
) -> None:
    network = NLINetwork(request.getfixturevalue(kind))
    encodings = encode_pairs(PAIRS, tiny_tokenizer(), max_tokens=MAX_PAIR_TOKENS)
    lengths = [len(encoding.ids) for encoding in encodings]
    assert sum(lengths) > BATCH_TOKENS  # more than one batch
    assert lengths != sorted(lengths)
    alone = [judgement for pair in PAIRS for judgement in network.judge([pair])]
    assert rows(network.judge(PAIRS)) == pytest.approx(rows(alone), abs=1e-4)


def test_the_same_questions_get_the_same_bytes(nli_int8: Path) -> None:
    assert NLINetwork(nli_int8).judge(PAIRS) == NLINetwork(nli_int8).judge(PAIRS)


@pytest.mark.parametrize("kind", ["nli", "nli_int8"])
def test_no_questions_no_answers(kind: str, request: pytest.FixtureRequest) -> None:
    assert NLINetwork(request.getfixturevalue(kind)).judge([]) == []


@pytest.mark.parametrize(
    "pair",
    [
        TextPair("the gate " * 3000, "the gate was opened"),
        TextPair("the gate was opened", "boats " * 3000),
        TextPair("flood " * 3000, "fire " * 3000),
        TextPair("", ""),
        TextPair("", "the gate was opened"),
        TextPair("水" * 500, "\x00 \u2028 \ufffd"),
    ],
)
def test_odd_and_endless_texts_are_judged(nli_onnx: Path, pair: TextPair) -> None:
    [judgement] = NLINetwork(nli_onnx).judge([pair])
    assert rows([judgement]).sum() == pytest.approx(1, abs=1e-5)


def test_the_longer_text_is_cut_first(tokenizer: Tokenizer) -> None:
    [encoding] = encode_pairs([TextPair("flood " * 900, "the gate")], tokenizer, max_tokens=20)
    assert len(encoding.ids) == 20
    assert encoding.tokens[-3:] == ["the", "gate", "[SEP]"]


# Labels


@pytest.mark.parametrize("order", list(itertools.permutations(range(3)))[1:])
def test_a_permuted_head_gives_the_same_judgements(
    nli: Path, tmp_path: Path, order: tuple[int, ...]
) -> None:
    import torch

    model = tiny_model("nli", labels=[LABELS["nli"][i] for i in order])
    with torch.no_grad():
        for name in ("weight", "bias"):
            values = getattr(model.classifier, name)
            values.copy_(values[list(order)].clone())
    folder = tmp_path / "permuted"
    model.save_pretrained(folder)
    shutil.copy(nli / "tokenizer.json", folder)
    permuted, original = (NLINetwork(f).judge(PAIRS[:12]) for f in (folder, nli))
    assert rows(permuted) == pytest.approx(rows(original), abs=1e-5)


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_onnx_columns_get_the_names_of_id2label(
    nli_onnx: Path, tmp_path: Path, order: tuple[int, ...]
) -> None:
    folder = shutil.copytree(nli_onnx, tmp_path / "renamed")
    edit_config(folder, id2label={str(i): PROBABILITIES[at] for i, at in enumerate(order)})
    renamed, original = (rows(NLINetwork(f).judge(PAIRS[:12])) for f in (folder, nli_onnx))
    assert renamed[:, list(order)] == pytest.approx(original, abs=1e-6)


def test_case_and_order_of_the_entries_do_not_matter(nli_onnx: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(nli_onnx, tmp_path / "upper")
    edit_config(folder, id2label={"2": "CONTRADICTION", "0": "Entailment", "1": "NEUTRAL"})
    assert NLINetwork(folder).judge(PAIRS[:9]) == NLINetwork(nli_onnx).judge(PAIRS[:9])


def test_a_permuted_tagger_finds_the_same(attribution: Path, tmp_path: Path) -> None:
    import torch

    order = [3, 0, 6, 1, 5, 2, 4]
    model = tiny_model("attribution", labels=[LABELS["attribution"][i] for i in order])
    with torch.no_grad():
        for name in ("weight", "bias"):
            values = getattr(model.classifier, name)
            values.copy_(values[order].clone())
    folder = tmp_path / "permuted"
    model.save_pretrained(folder)
    shutil.copy(attribution / "tokenizer.json", folder)
    permuted, original = (AttributionNetwork(f).tag(PASSAGES) for f in (folder, attribution))
    assert [[(t.role, t.span) for t in found] for found in permuted] == [
        [(t.role, t.span) for t in found] for found in original
    ]
    assert any(original)


def test_temperature_softens(nli_onnx: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(nli_onnx, tmp_path / "soft")
    edit_config(folder, attrib_temperature=2.0)
    soft, sharp = (rows(NLINetwork(f).judge(PAIRS[:12])) for f in (folder, nli_onnx))
    roots = np.sqrt(sharp)
    assert soft == pytest.approx(roots / roots.sum(axis=1, keepdims=True), abs=1e-5)


# Checkpoints that are none


def break_id2label(value: object) -> Callable[[Path], None]:
    return lambda folder: edit_config(folder, id2label=value)


def write_file(name: str, text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(text, encoding="utf-8")


def remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (
            break_id2label({"0": "LABEL_0", "1": "LABEL_1", "2": "LABEL_2"}),
            "id2label has label_0, label_1, label_2; "
            "expected also entailment, neutral, contradiction",
        ),
        (
            break_id2label({"0": "entailment", "1": "not_entailment"}),
            "id2label has entailment, not_entailment; expected also neutral, contradiction",
        ),
        (break_id2label({}), "id2label has no labels"),
        (break_id2label(None), "id2label has no labels"),
        (remove("tokenizer.json"), "no tokenizer.json"),
        (write_file("tokenizer.json", '{"version": "1.0"}'), "not a readable tokenizer"),
        (remove("config.json"), "not a readable config"),
        (write_file("config.json", '{"id2label": '), "not a readable config"),
        (write_file("config.json", "[]"), "found list, expected a JSON object"),
    ],
)
def test_a_broken_checkpoint_is_refused_at_load(
    copied: Path, damage: Callable[[Path], object], said: str
) -> None:
    damage(copied)
    with pytest.raises(CheckpointError, match=re.escape(said)) as caught:
        NLINetwork(copied)
    assert str(copied) in str(caught.value)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (remove("model.safetensors"), "no weights; expected one of model_int8.onnx, model.onnx"),
        (write_file("model.safetensors", "no weights"), "model.safetensors: cannot be loaded"),
        (write_file("model.onnx", "no graph"), "model.onnx: cannot be loaded"),
    ],
)
def test_missing_or_broken_weights_are_an_error(
    copied: Path, damage: Callable[[Path], object], said: str
) -> None:
    damage(copied)
    with pytest.raises(CheckpointError, match=re.escape(said)):
        NLINetwork(copied).judge(PAIRS[:1])


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match="gone"):
        NLINetwork(tmp_path / "gone")


def test_a_judge_is_no_tagger(nli: Path) -> None:
    with pytest.raises(CheckpointError, match="expected also O, B-source"):
        AttributionNetwork(nli)


# Tagging

TEXT = "Orla Venn said the bridge was closed on Monday."


def passage_of(text: str, *, cue: str | None = None, at: int = 0) -> Passage:
    """A passage that begins at character `at` of its article."""
    start = text.index(cue) if cue else 0
    marked = Span(at + start, at + start + len(cue)) if cue else None
    return Passage(text, Span(at, at + len(text)), marked)


PASSAGES = [
    *(passage_of(sentence, at=10 * n) for n, sentence in enumerate(SENTENCES)),
    passage_of(TEXT, cue="said", at=300),
    passage_of(" ".join(SENTENCES), cue="told", at=7),
]


def encoded(passage: Passage, tokenizer: Tokenizer) -> Encoding:
    [encoding] = encode_passages([passage], tokenizer, max_tokens=MAX_PASSAGE_TOKENS)
    return encoding


def test_tags_are_cues_or_the_roles_of_the_marked_cue(attribution: Path) -> None:
    tags = AttributionNetwork(attribution).tag(PASSAGES)
    assert any(tags)
    for passage, found in zip(PASSAGES, tags, strict=True):
        allowed = {Role.SOURCE, Role.CONTENT} if passage.cue else {Role.CUE}
        assert {tagged.role for tagged in found} <= allowed
        assert all(passage.span.contains(tagged.span) for tagged in found)
        assert all(0.3 < tagged.confidence <= 1.0001 for tagged in found)


def test_tags_stand_in_the_order_of_the_passages(attribution: Path) -> None:
    network = AttributionNetwork(attribution)
    together = network.tag(PASSAGES)
    alone = [found for passage in PASSAGES for found in network.tag([passage])]
    assert [[t.span for t in found] for found in together] == [
        [t.span for t in found] for found in alone
    ]


def test_the_mark_changes_what_is_found(attribution: Path) -> None:
    network = AttributionNetwork(attribution)
    text = " ".join(SENTENCES)
    found = [network.tag([passage_of(text, cue=cue)]) for cue in ("denied", "told")]
    assert found[0] != found[1]


def test_no_passages_no_tags(attribution: Path) -> None:
    assert AttributionNetwork(attribution).tag([]) == []


@pytest.mark.parametrize("cue", [None, "the", "burned"])
def test_a_passage_longer_than_the_network_reads(attribution: Path, cue: str | None) -> None:
    # "burned" stands behind the last token that is read.
    passage = passage_of("the flood " * 2000 + "burned", cue=cue)
    [found] = AttributionNetwork(attribution).tag([passage])
    assert all(passage.span.contains(tagged.span) for tagged in found)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        (TEXT, "said"),
        ("According to the crew, it sank.", "According to"),
        ("Ilo Brask reiterated that it sank.", "reiterated"),  # in many pieces
        ('"It sank," Brask said.', "said"),
        ("It sank (said).", "said"),
    ],
)
@pytest.mark.parametrize("at", [0, 1234])
def test_marked_tokens_are_exactly_the_cue_s(
    tokenizer: Tokenizer, text: str, cue: str, at: int
) -> None:
    passage = passage_of(text, cue=cue, at=at)
    encoding = encoded(passage, tokenizer)
    marks = marked_tokens(passage, encoding)
    marked = [offsets for mark, offsets in zip(marks, encoding.offsets, strict=True) if mark]
    assert set(marks) == {0, 1}
    assert text[marked[0][0] : marked[-1][1]] == cue
    assert sum(end - start for start, end in marked) == len(cue.replace(" ", ""))


def test_without_a_cue_nothing_is_marked(tokenizer: Tokenizer) -> None:
    passage = passage_of(TEXT)
    encoding = encoded(passage, tokenizer)
    assert marked_tokens(passage, encoding) == [0] * len(encoding.ids)


def probabilities(encoding: Encoding, words: dict[str, str], *, sure: float) -> NDArray[np.float32]:
    """Rows in which each token of `words` has its label by `sure`, every other token "O"."""
    columns = LABELS["attribution"]
    rest = (1 - sure) / (len(columns) - 1)
    result = np.full((len(encoding.ids), len(columns)), rest, np.float32)
    for token, word in enumerate(encoding.tokens):
        result[token, columns.index(words.get(word, "O"))] = sure
    return result


RUN = {"the": "B-content", "bridge": "I-content", "was": "I-content", "closed": "I-content"}


@pytest.mark.parametrize(
    ("cue", "words", "expected"),
    [
        ("said", {"bridge": "B-content"}, [("content", "bridge")]),
        ("said", {"bridge": "I-content"}, [("content", "bridge")]),
        ("said", RUN, [("content", "the bridge was closed")]),
        ("said", dict.fromkeys(RUN, "B-content"), [("content", "the bridge was closed")]),
        (
            "said",
            {"bridge": "B-content", "closed": "I-content"},
            [("content", "bridge"), ("content", "closed")],
        ),
        (
            "said",
            {"or": "B-source", "venn": "I-source", "bridge": "B-content"},
            [("source", "Venn"), ("content", "bridge")],
        ),
        (
            "said",
            {"bridge": "B-source", "was": "B-content"},
            [("source", "bridge"), ("content", "was")],
        ),
        ("said", {"said": "B-cue", "[CLS]": "B-content", "[SEP]": "I-content"}, []),
        ("said", {}, []),
        (None, {"said": "B-cue"}, [("cue", "said")]),
        (None, {"said": "B-cue", "the": "B-content"}, [("cue", "said")]),
    ],
)
@pytest.mark.parametrize("at", [0, 77])
def test_spans_are_exactly_the_words_that_were_tagged(
    tokenizer: Tokenizer,
    cue: str | None,
    words: dict[str, str],
    expected: list[tuple[str, str]],
    at: int,
) -> None:
    passage = passage_of(TEXT, cue=cue, at=at)
    encoding = encoded(passage, tokenizer)
    found = decode_spans(passage, encoding, probabilities(encoding, words, sure=0.94))
    assert [(t.role, TEXT[t.span.start - at : t.span.end - at]) for t in found] == expected
    # B- and I- of a role count together: 0.94 and one sixth of what is left.
    assert [t.confidence for t in found] == pytest.approx([0.95] * len(expected), abs=1e-5)


def test_content_may_be_the_whole_passage(tokenizer: Tokenizer) -> None:
    passage = passage_of(TEXT, cue="said", at=50)
    encoding = encoded(passage, tokenizer)
    everywhere = dict.fromkeys(encoding.tokens, "I-content")
    found = decode_spans(passage, encoding, probabilities(encoding, everywhere, sure=1.0))
    assert found == [TaggedSpan(Role.CONTENT, passage.span, 1.0)]


def test_half_sure_is_not_sure(tokenizer: Tokenizer) -> None:
    passage = passage_of(TEXT, cue="said")
    encoding = encoded(passage, tokenizer)
    table = np.zeros((len(encoding.ids), 7), np.float32)
    table[:, 0] = table[:, LABELS["attribution"].index("B-content")] = 0.5
    assert decode_spans(passage, encoding, table) == []


@pytest.mark.parametrize(
    ("verb", "sure", "found"),
    [("denied", 0.3, True), ("denied", 0.1, False), ("said", 0.3, False), ("said", 0.6, True)],
)
def test_a_denial_is_a_cue_from_a_lower_probability(
    tokenizer: Tokenizer, verb: str, sure: float, found: bool
) -> None:
    passage = passage_of(f"The board {verb} that it rained.")
    encoding = encoded(passage, tokenizer)
    table = np.zeros((len(encoding.ids), len(LABELS["attribution"])), np.float32)
    first = passage.text.index(verb)
    at = [t for t, (s, e) in enumerate(encoding.offsets) if first <= s < e <= first + len(verb)]
    table[:, 0] = 1
    table[at, 0], table[at, LABELS["attribution"].index("B-cue")] = 1 - sure, sure
    tagged = decode_spans(passage, encoding, table)
    assert [t.span.of(passage.text) for t in tagged] == ([verb] if found else [])


def test_content_grows_from_what_is_sure_to_what_is_likely(tokenizer: Tokenizer) -> None:
    passage = passage_of("Two boats sank said Brask.", cue="said")
    encoding = encoded(passage, tokenizer)
    table = np.zeros((len(encoding.ids), len(LABELS["attribution"])), np.float32)
    column = LABELS["attribution"].index("I-content")
    for words, sure in (("Two boats", 0.35), ("sank", 0.6), ("Brask", 0.45)):
        first = passage.text.index(words)
        for token, (start, end) in enumerate(encoding.offsets):
            if first <= start < end <= first + len(words):
                table[token, column] = sure
    [found] = decode_spans(passage, encoding, table)
    assert found.span.of(passage.text) == "Two boats sank"
    assert 0.35 < found.confidence < 0.6


def test_confidence_is_the_mean_over_the_span(tokenizer: Tokenizer) -> None:
    passage = passage_of(TEXT, cue="said")
    encoding = encoded(passage, tokenizer)
    table = np.zeros((len(encoding.ids), 7), np.float32)
    table[:, 0] = 1
    for word, sure in (("bridge", 0.75), ("was", 1.0)):
        table[encoding.tokens.index(word)] = [1 - sure, 0, 0, 0, 0, 0.25, sure - 0.25]
    [tagged] = decode_spans(passage, encoding, table)
    assert (tagged.span.of(TEXT), tagged.confidence) == ("bridge was", 0.875)


def test_softmax_of_huge_logits() -> None:
    answer = softmax(np.array([[1000.0, 1000.0, -1000.0], [0.0, 0.0, 0.0]], np.float32))
    assert answer == pytest.approx(np.array([[0.5, 0.5, 0], [1 / 3, 1 / 3, 1 / 3]]), abs=1e-6)


def test_labels_are_outside_then_begin_and_inside_of_each_role() -> None:
    assert LABELS["attribution"] == (
        "O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content",
    )  # fmt: skip
    assert LABELS["nli"] == PROBABILITIES


# Without torch

HEAVY = ("torch", "transformers", "datasets", "sklearn", "accelerate")


def run_python(code: str) -> str:
    root = str(Path(attrib.__file__).parent.parent)
    paths = [root, os.environ.get("PYTHONPATH", "")]
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.parametrize("module", ["attrib.networks", "attrib.cli", "attrib.corpora"])
def test_heavy_packages_are_not_imported(module: str) -> None:
    code = f"import sys, json, {module}; print(json.dumps(sorted(set({HEAVY}) & set(sys.modules))))"
    assert json.loads(run_python(code)) == []


def test_an_onnx_checkpoint_is_run_without_torch(nli_onnx: Path) -> None:
    code = (
        "import sys, json\n"
        "from pathlib import Path\n"
        "from attrib.networks import NLINetwork\n"
        "from attrib.records import TextPair\n"
        f"network = NLINetwork(Path({str(nli_onnx)!r}))\n"
        "assert network.judge([TextPair('the gate', 'the bridge')])\n"
        f"print(json.dumps(sorted(set({HEAVY}) & set(sys.modules))))"
    )
    assert json.loads(run_python(code)) == []
