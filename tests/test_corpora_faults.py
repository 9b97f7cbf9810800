"""Each mistake in a gold file is one line: where it is, what was found, what was expected."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny import write_lines

from attrib.corpora import read_annotated, read_versions
from attrib.corpora.articles import read_gold
from attrib.errors import CorpusError
from attrib.records import Kind, Relation, Stance

Row = dict[str, Any]

TEXT = "Orla Venn said the bridge was shut. The crew denied that."  # 57 characters
GOLD: Row = {
    "id": "tarnholt",
    "text": TEXT,
    "attributions": [
        {"id": "A1", "source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 34]],
         "speaker": "Orla Venn", "stance": "asserts", "via": None},
        {"id": "A2", "source": [[36, 44]], "cue": [[45, 51]], "content": [[52, 56]],
         "speaker": "the crew", "stance": "denies", "via": None},
    ],
    "pairs": [{"a": "A1", "b": "A2", "relation": "contradicts", "kind": "denial"}],
}  # fmt: skip
LABELS = {
    "stance": ", ".join(Stance),
    "relation": "contradicts, corroborates, updates",
    "kind": ", ".join(Kind),
}


def changed(change: Callable[[Row], object]) -> Row:
    row = copy.deepcopy(GOLD)
    change(row)
    return row


def row_with(**values: Any) -> Row:
    return changed(lambda row: row.update(values))


def row_without(key: str) -> Row:
    return changed(lambda row: row.pop(key))


def attribution_with(**values: Any) -> Row:
    return changed(lambda row: row["attributions"][1].update(values))


def attribution_without(key: str) -> Row:
    return changed(lambda row: row["attributions"][1].pop(key))


def pair_with(**values: Any) -> Row:
    return changed(lambda row: row["pairs"][0].update(values))


def pairs_of(*ends: str) -> Row:
    pair = GOLD["pairs"][0]
    return row_with(pairs=[{**pair, "a": a, "b": b} for a, b in ends])


def via(**by_id: str) -> Row:
    """Three attributions, of which those named stand in the content of others."""
    first = GOLD["attributions"][0]
    return row_with(
        attributions=[{**first, "id": id, "via": by_id.get(id)} for id in ("A1", "A2", "A3")]
    )


def fault_of(tmp_path: Path, row: Row) -> str:
    """Return what is said of a row in line 2, without the place."""
    path = write_lines(tmp_path / "gold.jsonl", [{**GOLD, "id": "before"}, row])
    with pytest.raises(CorpusError) as raised:
        read_gold(path)
    place, message = f"{path}:2: ", str(raised.value)
    assert message.startswith(place)
    assert "\n" not in message
    return message.removeprefix(place)


def test_what_is_sound_has_no_fault(tmp_path: Path) -> None:
    rows = [GOLD, {**row_without("pairs"), "id": "other", "mean_char_f1": 0.9}]
    gold, other = read_gold(write_lines(tmp_path / "gold.jsonl", rows))
    assert gold.speakers == {"A1": "Orla Venn", "A2": "the crew"}
    assert [pair.relation for pair in gold.pairs] == [Relation.CONTRADICTS]
    assert other.pairs == ()


def test_null_is_as_good_as_no_value(tmp_path: Path) -> None:
    nulls = dict.fromkeys(("speaker", "stance", "via", "confidence"))
    row = {**attribution_with(**nulls), "title": None, "date": None, "pairs": None}
    [gold] = read_gold(write_lines(tmp_path / "gold.jsonl", [row]))
    assert (gold.speakers, gold.stances) == ({"A1": "Orla Venn"}, {"A1": Stance.ASSERTS})
    assert (gold.attributions[1].confidence, gold.pairs) == (1.0, ())


WORDS = "a string with words"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (row_without("text"), "found no 'text', only the keys ['id', 'attributions', 'pairs']; "
         f"expected {WORDS}; add 'text'"),
        (row_with(text=None), "found no 'text', only the keys ['id', 'attributions', 'pairs']; "
         f"expected {WORDS}; add 'text'"),
        (row_without("id"), "found no 'id', only the keys ['text', 'attributions', 'pairs']; "
         f"expected {WORDS}; add 'id'"),
        (row_without("attributions"), "found no 'attributions', only the keys ['id', 'text', "
         "'pairs']; expected a list of objects; add 'attributions'"),
        (row_with(text=["It rained."]), f"found text ['It rained.']; expected {WORDS}; mend it"),
        (row_with(text=" \n"), f"found text ' \\n'; expected {WORDS}; mend it"),
        (row_with(id=7), f"found id 7; expected {WORDS}; mend it"),
        (row_with(title=7), "found title 7; expected a string or null; mend it"),
        (row_with(date=2031), "found date 2031; expected a string or null; mend it"),
        (row_with(attributions={"A1": 1}),
         "found attributions {'A1': 1}; expected a list of objects; mend it"),
        (row_with(pairs="A1-A2"), "found pairs 'A1-A2'; expected a list of objects; mend it"),
    ],
)  # fmt: skip
def test_an_article_has_what_it_needs(tmp_path: Path, row: Row, said: str) -> None:
    assert fault_of(tmp_path, row) == said


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (row_with(attributions=[7]),
         "attribution number 1: found 7; expected a JSON object; write one"),
        (attribution_without("cue"), "attribution 'A2': found no 'cue', only the keys "
         "['id', 'source', 'content', 'speaker', 'stance']; expected a list of [start, end]; "
         "add 'cue'"),
        (attribution_without("id"), "attribution number 2: found no 'id', only the keys "
         f"['source', 'cue', 'content', 'speaker', 'stance']; expected {WORDS}; add 'id'"),
        (attribution_with(id="A1"),
         "attribution 'A1': found its id twice; expected ids that differ; rename one of the two"),
        (attribution_with(source="The crew"),
         "attribution 'A2': found source 'The crew'; expected a list of [start, end]; mend it"),
        (attribution_with(speaker=""),
         f"attribution 'A2': found speaker ''; expected {WORDS}; mend it"),
        (attribution_with(stance="doubts"),
         f"attribution 'A2': found stance 'doubts'; expected one of {LABELS['stance']}; mend it"),
        (attribution_with(stance=["denies"]),
         f"attribution 'A2': found stance ['denies']; expected one of {LABELS['stance']}; mend it"),
        (attribution_with(confidence=1.5),
         "attribution 'A2': found confidence 1.5; expected a number from 0 to 1, or null; mend it"),
        (attribution_with(confidence=True),
         "attribution 'A2': found confidence True; expected a number from 0 to 1, or null; "
         "mend it"),
    ],
)  # fmt: skip
def test_an_attribution_has_what_it_needs(tmp_path: Path, row: Row, said: str) -> None:
    assert fault_of(tmp_path, row) == said


@pytest.mark.parametrize(
    "span",
    [[5], [5, 6, 7], [5, 5], [9, 3], [-1, 3], [50, 58], [57, 58], ["5", "9"], [5.0, 9.0],
     [False, True], [5, True], 5, {"end": 9}, "5-9"],
)  # fmt: skip
@pytest.mark.parametrize("role", ["source", "cue", "content"])
def test_a_span_lies_in_the_text(tmp_path: Path, role: str, span: Any) -> None:
    assert fault_of(tmp_path, attribution_with(**{role: [[36, 44], span]})) == (
        f"attribution 'A2': found the {role} span {span!r}; expected [start, end] with "
        "0 <= start < end <= 57, the characters of the text; count from 0, the end exclusive"
    )


def test_a_span_may_reach_to_the_end_of_the_text(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "gold.jsonl", [attribution_with(content=[[0, 57]])])
    assert read_gold(path)[0].attributions[1].content[0].of(TEXT) == TEXT


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (via(A2="A9"), "attribution 'A2': found via 'A9'; expected the id of the attribution in "
         "whose content it stands; mend it"),
        (via(A2=7), f"attribution 'A2': found via 7; expected {WORDS}; mend it"),
        (via(A2="A2"), "attribution 'A2': found the circle 'A2' via 'A2'; expected no circle; "
         "take the outermost one's via out"),
        (via(A1="A2", A2="A3", A3="A2"), "attribution 'A2': found the circle 'A2' via 'A3' via "
         "'A2'; expected no circle; take the outermost one's via out"),
    ],
)  # fmt: skip
def test_nesting_ends_outside(tmp_path: Path, row: Row, said: str) -> None:
    assert fault_of(tmp_path, row) == said


def test_nesting_may_be_deep(tmp_path: Path) -> None:
    [gold] = read_gold(write_lines(tmp_path / "gold.jsonl", [via(A1="A2", A2="A3")]))
    assert [one.via for one in gold.attributions] == ["A2", "A3", None]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (row_with(pairs=[["A1", "A2"]]),
         "pair number 1: found ['A1', 'A2']; expected a JSON object; write one"),
        (row_with(pairs=[{"a": "A1", "relation": "updates", "kind": "fact"}]),
         "pair number 1: found no 'b', only the keys ['a', 'relation', 'kind']; "
         f"expected {WORDS}; add 'b'"),
        (pair_with(relation="so"),
         f"pair 'A1', 'A2': found relation 'so'; expected one of {LABELS['relation']}; mend it"),
        (pair_with(relation="unrelated"), "pair 'A1', 'A2': found relation 'unrelated'; "
         f"expected one of {LABELS['relation']}; mend it"),
        (pair_with(kind="rumour"),
         f"pair 'A1', 'A2': found kind 'rumour'; expected one of {LABELS['kind']}; mend it"),
        (pair_with(kind=None), "pair 'A1', 'A2': found no 'kind', only the keys "
         f"['a', 'b', 'relation']; expected one of {LABELS['kind']}; add 'kind'"),
        (pair_with(probability=-0.1), "pair 'A1', 'A2': found probability -0.1; "
         "expected a number from 0 to 1, or null; mend it"),
        (pair_with(probability=float("nan")), "pair 'A1', 'A2': found probability nan; "
         "expected a number from 0 to 1, or null; mend it"),
        (pairs_of(("A1", "A9")), "pair 'A1', 'A9': found 'A9'; "
         "expected ids of the article's 2 attributions; mend or remove the pair"),
        (pairs_of(("A1", "A1")), "pair 'A1', 'A1': found one attribution twice; "
         "expected two of them; mend or remove the pair"),
        (pairs_of(("A1", "A2"), ("A2", "A1")), "pair 'A2', 'A1': found it again; "
         "expected each pair once, either way round; remove one"),
    ],
)  # fmt: skip
def test_a_pair_is_of_two_attributions(tmp_path: Path, row: Row, said: str) -> None:
    assert fault_of(tmp_path, row) == said


@pytest.mark.parametrize("annotator", [None, "ana"])
def test_an_id_stands_for_one_article(tmp_path: Path, annotator: str | None) -> None:
    row = {**GOLD, "annotator": annotator}
    path = write_lines(tmp_path / "gold.jsonl", [row, {**GOLD, "id": "other"}, row])
    with pytest.raises(CorpusError) as raised:
        read_gold(path)
    assert str(raised.value) == (
        f"{path}:3: found article 'tarnholt' again, which line 1 has already; "
        "expected an id once, or versions by different annotators; rename or remove one"
    )


@pytest.mark.parametrize("read", [read_gold, read_versions])
def test_versions_have_one_text(tmp_path: Path, read: Callable[[Path], object]) -> None:
    rows = [{**GOLD, "annotator": "ana"}, {**GOLD, "annotator": "bo", "text": f"{TEXT} More."}]
    path = write_lines(tmp_path / "gold.jsonl", rows)
    with pytest.raises(CorpusError) as raised:
        read(path)
    assert str(raised.value) == (
        f"{path}:2: found another text of article 'tarnholt' than in line 1; "
        "expected one text for an id; rename one, or mend the text"
    )


def test_what_is_shown_stays_short_and_on_one_line(tmp_path: Path) -> None:
    said = fault_of(tmp_path, attribution_with(stance="so\nit " + "goes on " * 1000))
    assert said.startswith("attribution 'A2': found stance 'so\\nit goes on")
    assert len(said) < 200


def test_a_deep_value_is_shown_too(tmp_path: Path) -> None:
    deep: list[Any] = []
    for _ in range(200):
        deep = [deep]
    said = fault_of(tmp_path, row_with(title=deep))
    assert said == "found title [[[[[[[...]]]]]]]; expected a string or null; mend it"


KEYS = st.sampled_from(
    ["id", "title", "date", "text", "annotator", "attributions", "pairs", "source", "cue",
     "content", "speaker", "stance", "via", "confidence", "a", "b", "relation", "kind"]
)  # fmt: skip
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-2, 60)
    | st.floats()
    | st.sampled_from(["A1", "A2", "asserts", "contradicts", "fact", TEXT])
    | st.text(max_size=3)
)
GARBAGE = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(
    garbage=st.dictionaries(KEYS, GARBAGE, max_size=5),
    one=st.dictionaries(KEYS, GARBAGE, max_size=5),
    pair=st.dictionaries(KEYS, GARBAGE, max_size=5),
)
def test_garbage_raises_nothing_but_corpus_errors(
    tmp_path: Path, garbage: Row, one: Row, pair: Row
) -> None:
    first, second = GOLD["attributions"]
    rows = [
        {"attributions": [], **garbage},
        {**GOLD, **garbage},
        row_with(attributions=[{**first, **one}, second], pairs=[{**GOLD["pairs"][0], **pair}]),
    ]
    path = tmp_path / "gold.jsonl"
    for row in rows:
        path.write_text(f"{json.dumps(row)}\n", encoding="utf-8")
        try:
            read_annotated(path)
        except CorpusError as error:
            assert re.match(rf"{re.escape(str(path))}:1: .*found .+; expected .+; .+", str(error))
