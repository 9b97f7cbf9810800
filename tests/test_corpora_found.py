"""What systems found is read as they saved it, and never beside another text."""

from __future__ import annotations

import copy
import gzip
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import make_source
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny import write_lines

from attrib.article import make_article
from attrib.corpora import AnnotatedArticle, GoldPair, annotated_by, read_found, to_gold_row
from attrib.errors import CorpusError
from attrib.records import (
    Article,
    Attribution,
    Claim,
    CredibilityMatrix,
    Kind,
    Relation,
    Report,
    Span,
    Stance,
    Verdict,
)

Row = dict[str, Any]

TEXT = "Orla Venn said the bridge was shut. The crew denied that."  # 57 characters
VENN = Attribution("C1", (Span(0, 9),), (Span(10, 14),), (Span(15, 34),), confidence=0.75)
CREW = Attribution("C2", (Span(36, 44),), (Span(45, 51),), (Span(52, 56),), via="C1")
SPANS: Row = {"source": [[0, 9]], "content": [[15, 34]]}


def gold_of(*articles: Article) -> list[AnnotatedArticle]:
    return [AnnotatedArticle(article, (), {}, {}, ()) for article in articles]


TARNHOLT = make_article(TEXT, id="tarnholt", title="A bridge")
QUILLMERE = make_article("It rained in Quillmere.", id="quillmere")
GOLD = gold_of(TARNHOLT, QUILLMERE)
FOUND = AnnotatedArticle(
    TARNHOLT,
    (VENN, CREW),
    {"C1": "Orla Venn", "C2": "the crew"},
    {"C1": Stance.ASSERTS, "C2": Stance.DENIES},
    (GoldPair("C1", "C2", Relation.CONTRADICTS, Kind.DENIAL, 0.9),),
)


def report_of(*verdicts: Verdict) -> Report:
    """A report whose claims C1 and C2 are those of `FOUND`, and C3 that of a third source."""
    claims = (
        Claim("C1", "S1", Stance.ASSERTS, "the bridge was shut", replace(VENN, id="A1")),
        Claim("C2", "S2", Stance.DENIES, "that", replace(CREW, id="A2", via="A1"), via="C1"),
        Claim("C3", "S3", Stance.UNCOMMITTED, "", replace(VENN, id="A3", source=())),
    )
    sources = make_source("S1", "Orla Venn"), make_source("S2", "the crew"), make_source("S3", "it")
    matrix = CredibilityMatrix((), (), (), ())
    return Report(TARNHOLT, sources, claims, verdicts, matrix)


VERDICTS = (
    Verdict("C1", "C2", Relation.CONTRADICTS, Kind.DENIAL, 0.9),
    Verdict("C1", "C3", Relation.UNDETERMINED, None, 0.5),
    Verdict("C2", "C3", Relation.UNRELATED, None, 0.8),
)


def report_row() -> Row:
    row: Row = json.loads(json.dumps(report_of(*VERDICTS).to_dict(version="0")))
    return row


def read_rows(tmp_path: Path, *rows: Row) -> dict[str, AnnotatedArticle]:
    return read_found(write_lines(tmp_path / "found.jsonl", rows), GOLD)


def fault_of(tmp_path: Path, *rows: Row) -> str:
    """Return what is said of the last row, without the place."""
    with pytest.raises(CorpusError) as raised:
        read_rows(tmp_path, *rows)
    place, message = f"{tmp_path / 'found.jsonl'}:{len(rows)}: ", str(raised.value)
    assert message.startswith(place)
    return message.removeprefix(place)


# The gold format


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    assert read_rows(tmp_path, to_gold_row(FOUND)) == {"tarnholt": FOUND}


def test_a_row_written_leaves_the_text_out() -> None:
    assert to_gold_row(replace(FOUND, attributions=(CREW,), speakers={}, stances={})) == {
        "id": "tarnholt",
        "attributions": [
            {"id": "C2", "source": [[36, 44]], "cue": [[45, 51]], "content": [[52, 56]],
             "via": "C1", "confidence": 1.0},
        ],
        "pairs": [{"a": "C1", "b": "C2", "relation": "contradicts", "kind": "denial",
                   "probability": 0.9}],
    }  # fmt: skip


def test_articles_may_be_missing_and_files_packed(tmp_path: Path) -> None:
    path = tmp_path / "found.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps({"id": "quillmere", "attributions": []}).encode()))
    assert read_found(path, GOLD) == {"quillmere": GOLD[1]}


def test_a_file_without_rows_found_nothing(tmp_path: Path) -> None:
    assert read_rows(tmp_path) == {}


def test_all_that_a_system_need_not_know_may_lack(tmp_path: Path) -> None:
    pair = {"a": "A1", "b": "A2", "relation": "updates"}
    row = {"id": "tarnholt", "attributions": [SPANS, SPANS], "pairs": [pair]}
    found = read_rows(tmp_path, row)["tarnholt"]
    first, second = found.attributions
    assert (first.id, first.cue, first.via, first.confidence) == ("A1", (), None, 1.0)
    assert second.id == "A2"
    assert (found.speakers, found.stances) == ({}, {})
    assert found.pairs == (GoldPair("A1", "A2", Relation.UPDATES, None, None),)


def test_numbered_ids_keep_clear_of_given_ones(tmp_path: Path) -> None:
    attributions = [SPANS, {**SPANS, "id": "A1"}, {**SPANS, "id": None}, {**SPANS, "id": "A3"}]
    found = read_rows(tmp_path, {"id": "tarnholt", "attributions": attributions})["tarnholt"]
    assert [one.id for one in found.attributions] == ["A2", "A1", "A4", "A3"]


def test_the_article_is_that_of_the_gold(tmp_path: Path) -> None:
    row = {"id": "tarnholt", "title": "Another", "text": TEXT, "attributions": []}
    assert read_rows(tmp_path, row)["tarnholt"].article is TARNHOLT


def test_a_system_may_nest_in_a_circle(tmp_path: Path) -> None:
    attributions = [{**SPANS, "via": "A2"}, {**SPANS, "via": "A1"}]
    found = read_rows(tmp_path, {"id": "tarnholt", "attributions": attributions})["tarnholt"]
    assert [one.via for one in found.attributions] == ["A2", "A1"]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"id": "dorrin"}, "found article 'dorrin'; expected one of the 2 articles of the gold "
         "data; remove the row, or give its gold data"),
        ({"id": None}, "found no 'id', only the keys ['attributions']; "
         "expected a string with words; add 'id'"),
        ({"text": TEXT.replace("shut", "open")}, "found a text that differs from character 30 on; "
         "expected that of the gold data; run the system on the gold data"),
        ({"text": TEXT[:20]}, "found a text that differs from character 20 on; "
         "expected that of the gold data; run the system on the gold data"),
        ({"text": 7}, "found text 7; expected a string with words; mend it"),
        ({"attributions": None}, "found no 'attributions', only the keys ['id']; "
         "expected a list of objects; add 'attributions'"),
        ({"attributions": [7]},
         "attribution number 1: found 7; expected a JSON object; write one"),
        ({"attributions": [{"source": []}]}, "attribution 'A1': found no 'content', only the keys "
         "['source', 'id']; expected a list of [start, end]; add 'content'"),
        ({"attributions": [{**SPANS, "content": [[50, 58]]}]},
         "attribution 'A1': found the content span [50, 58]; expected [start, end] with "
         "0 <= start < end <= 57, the characters of the text; count from 0, the end exclusive"),
        ({"attributions": [{**SPANS, "via": "A7"}]}, "attribution 'A1': found via 'A7'; expected "
         "the id of the attribution in whose content it stands; mend it"),
        ({"pairs": [{"a": "A1", "b": "A2", "relation": "updates"}]}, "pair 'A1', 'A2': found "
         "'A1'; expected ids of the article's 0 attributions; mend or remove the pair"),
    ],
)  # fmt: skip
def test_what_fits_no_gold_article_is_named(tmp_path: Path, values: Row, said: str) -> None:
    row = {"id": "tarnholt", "attributions": [], **values}
    assert fault_of(tmp_path, {"id": "quillmere", "attributions": []}, row) == said


def test_an_article_has_one_row(tmp_path: Path) -> None:
    row = {"id": "tarnholt", "attributions": []}
    said = (
        "found article 'tarnholt' again, which line 1 has already; "
        "expected a row for each article; remove one"
    )
    assert fault_of(tmp_path, row, {**row, "id": "quillmere"}, row) == said


HEADER = {"predictions": "attribution", "model": "plain@0123"}


def test_a_first_row_may_say_where_the_others_come_from(tmp_path: Path) -> None:
    assert read_rows(tmp_path, HEADER, to_gold_row(FOUND)) == {"tarnholt": FOUND}
    assert read_rows(tmp_path, HEADER) == {}


def test_only_the_first_row_may(tmp_path: Path) -> None:
    said = "found no 'id', only the keys ['predictions', 'model']"
    assert fault_of(tmp_path, to_gold_row(FOUND), HEADER).startswith(said)


def test_a_row_with_attributions_is_no_header(tmp_path: Path) -> None:
    row = {"id": "tarnholt", "predictions": 2, "attributions": []}
    assert read_rows(tmp_path, row).keys() == {"tarnholt"}


# Reports


def test_a_report_is_read_as_it_was_made(tmp_path: Path) -> None:
    found = read_rows(tmp_path, report_row())["tarnholt"]
    assert found == annotated_by(report_of(*VERDICTS))
    assert found.attributions[:2] == FOUND.attributions
    assert found.speakers == {**FOUND.speakers, "C3": "it"}
    assert found.stances == {**FOUND.stances, "C3": Stance.UNCOMMITTED}
    assert found.pairs == FOUND.pairs


def test_both_forms_may_stand_in_one_file(tmp_path: Path) -> None:
    rows = [{"id": "quillmere", "attributions": []}, report_row()]
    assert list(read_rows(tmp_path, *rows)) == ["quillmere", "tarnholt"]


NOT_ONE = "expected a string with words"


@pytest.mark.parametrize(
    ("keys", "value", "said"),
    [
        (["article"], "tarnholt", "found article 'tarnholt'; expected a JSON object; mend it"),
        (["article", "id"], "dorrin", "found article 'dorrin'; expected one of the 2 articles"),
        (["article", "sha256"], None, "article: found no 'sha256', only the keys ['id', 'title', "
         f"'characters', 'warnings']; {NOT_ONE}; add 'sha256'"),
        (["article", "sha256"], "00", "found sha256 '00' of another text; expected that of the "
         "gold data, "),
        (["sources"], None, "found no 'sources', only the keys ["),
        (["sources", 0, "name"], "", f"source 'S1': found name ''; {NOT_ONE}; mend it"),
        (["sources", 0, "id"], "S7", "claim 'C1': found source 'S1'; expected the id of one in "
         '"sources"; mend it'),
        (["sources", 0, "id"], "S2", "source 'S2': found its id twice; expected ids that differ"),
        (["claims"], {}, "found claims {}; expected a list of objects; mend it"),
        (["claims", 1], "that", "claim number 2: found 'that'; expected a JSON object; write one"),
        (["claims", 1, "spans"], [], "claim 'C2': found spans []; expected a JSON object; mend it"),
        (["claims", 1, "spans", "content"], None, "attribution 'C2': found no 'content', only "),
        (["claims", 1, "spans", "content"], [[9, 99]],
         "attribution 'C2': found the content span [9, 99]; expected [start, end] with "),
        (["claims", 1, "stance"], "doubts",
         "attribution 'C2': found stance 'doubts'; expected one of asserts, denies, uncommitted"),
        (["verdicts", 1], 7, "verdict number 2: found 7; expected a JSON object; write one"),
        (["verdicts", 1, "relation"], "so", "verdict 'C1', 'C3': found relation 'so'; expected "
         "one of contradicts, corroborates, updates, unrelated, undetermined; mend it"),
        (["verdicts", 0, "b"], "C9", "pair 'C1', 'C9': found 'C9'; expected ids of the article's "
         "3 attributions; mend or remove the pair"),
    ],
)  # fmt: skip
def test_a_broken_report_is_named(
    tmp_path: Path, keys: Sequence[Any], value: object, said: str
) -> None:
    assert fault_of(tmp_path, edited(report_row(), keys, value)).startswith(said)


def edited(row: Row, keys: Sequence[Any], value: object) -> Row:
    """Return a row with another value under those keys, each one deeper."""
    row = copy.deepcopy(row)
    inner: Any = row
    for key in keys[:-1]:
        inner = inner[key]
    inner[keys[-1]] = value
    return row


PLACES = st.sampled_from(
    [
        ["article"], ["article", "id"], ["article", "sha256"], ["sources"], ["sources", 0],
        ["sources", 0, "id"], ["claims"], ["claims", 0], ["claims", 0, "id"],
        ["claims", 0, "source"], ["claims", 0, "spans"], ["claims", 0, "spans", "cue"],
        ["claims", 0, "via"], ["verdicts"], ["verdicts", 0], ["verdicts", 0, "a"],
        ["verdicts", 0, "relation"], ["id"], ["attributions"], ["text"],
    ]
)  # fmt: skip
GARBAGE = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 60) | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "a", "b", "relation", "source"]), inner)
    ),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(places=st.lists(PLACES, min_size=1, max_size=2), garbage=GARBAGE)
def test_garbage_raises_nothing_but_corpus_errors(
    tmp_path: Path, places: list[list[Any]], garbage: Any
) -> None:
    for row in (report_row(), {**to_gold_row(FOUND), **report_row()}, to_gold_row(FOUND)):
        for place in places:
            try:
                row = edited(row, place, garbage)
            except (KeyError, IndexError, TypeError):
                continue  # not a place of this row, or no more
        try:
            found = read_rows(tmp_path, row)
        except CorpusError:
            continue
        ids = {one.id for one in found["tarnholt"].attributions}
        assert ids >= {end for pair in found["tarnholt"].pairs for end in (pair.a, pair.b)}
