"""Checking gold goes on behind each fault, and warns of what reading takes as it is."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import write_lines

from attrib.corpora import check_gold
from attrib.corpora.articles import read_gold
from attrib.errors import CorpusError

Row = dict[str, Any]

TEXT = 'Orla Venn said the bridge was shut. "Never," the crew said, "was it."'


def spans(*words: str) -> list[list[int]]:
    return [[TEXT.index(one), TEXT.index(one) + len(one)] for one in words]


def attribution(id: str, speaker: str = "Orla Venn", **values: Any) -> Row:
    """An attribution that nothing is odd about; each id has a source of its own."""
    at = int(id[1:]) - 1
    source = [spans("Orla Venn", "the crew")[at]] if at < 2 else []
    return {
        "id": id, "source": source, "cue": spans("said"), "content": spans("the bridge was shut"),
        "speaker": speaker, "stance": "asserts", **values,
    }  # fmt: skip


def gold(*attributions: Row, **values: Any) -> Row:
    return {"id": "tarnholt", "text": TEXT, "attributions": list(attributions), **values}


def pair(relation: str, kind: str = "fact") -> Row:
    return {"a": "A1", "b": "A2", "relation": relation, "kind": kind}


def warnings_of(tmp_path: Path, *rows: Row) -> list[str]:
    """Return what is warned of in the last row, without the place."""
    path = write_lines(tmp_path / "gold.jsonl", rows)
    report = check_gold(path)
    place = f"{path}:{len(rows)}: "
    assert report.faults == ()
    assert all(warning.startswith(place) for warning in report.warnings)
    return [warning.removeprefix(place) for warning in report.warnings]


# Faults


def test_every_fault_is_found(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    broken = gold(attribution("A1", stance="doubts"), attribution("A2", content=[[5, 5]]))
    sound = {**gold(attribution("A1")), "id": "sound"}
    lines = [json.dumps(broken), "", '{"id": ', "[1]", "{}", json.dumps(sound), "NaN"]
    path.write_text("\n".join(lines), encoding="utf-8")
    report = check_gold(path)
    keys = "only the keys []"
    assert report.faults == (
        f"{path}:1: attribution 'A1': found stance 'doubts'; "
        "expected one of asserts, denies, uncommitted; mend it",
        f"{path}:1: attribution 'A2': found the content span [5, 5]; expected [start, end] with "
        f"0 <= start < end <= {len(TEXT)}, the characters of the text; "
        "count from 0, the end exclusive",
        f"{path}:3: not JSON (Expecting value)",
        f"{path}:4: found list, expected a JSON object",
        f"{path}:5: found no 'id', {keys}; expected a string with words; add 'id'",
        f"{path}:5: found no 'text', {keys}; expected a string with words; add 'text'",
        f"{path}:5: found no 'attributions', {keys}; expected a list of objects; "
        "add 'attributions'",
        f"{path}:7: found float, expected a JSON object",
    )
    assert report.counts["articles"] == 1


def test_reading_raises_the_first_fault(tmp_path: Path) -> None:
    broken = gold(attribution("A1", stance="doubts", speaker=""), attribution("A1", cue=7))
    path = write_lines(tmp_path / "gold.jsonl", [{**gold(), "id": "sound"}, broken])
    faults = check_gold(path).faults
    assert len(faults) == 4
    with pytest.raises(CorpusError) as raised:
        read_gold(path)
    assert str(raised.value) == faults[0]


def test_a_file_without_articles_has_a_fault(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "gold.jsonl", [])
    said = f"{path}: found no articles; expected one or more; check how it was made"
    assert check_gold(path).faults == (said,)


@pytest.mark.parametrize(
    ("name", "data"),
    [("gold.jsonl", b"\xff\xfe{"), ("gold.jsonl.gz", b"{}"),
     ("gold.jsonl.gz", gzip.compress(b'{"id": "tarnholt"}' * 99)[:-12])],
)  # fmt: skip
def test_what_is_no_text_has_a_fault(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    *_, fault = check_gold(path).faults
    assert fault.startswith(f"{path}: cannot be read as UTF-8 text (")
    assert "; expected JSON lines" in fault


def test_a_missing_file_has_a_fault(tmp_path: Path) -> None:
    [fault] = check_gold(tmp_path / "gone.jsonl").faults
    assert fault.startswith(f"{tmp_path / 'gone.jsonl'}: cannot be read")


@given(line=st.text(max_size=20) | st.binary(max_size=20).map(lambda data: data.decode("latin-1")))
def test_no_line_stops_the_check(tmp_path_factory: pytest.TempPathFactory, line: str) -> None:
    path = tmp_path_factory.getbasetemp() / "line.jsonl"
    path.write_text(f"{line}\n{json.dumps(gold())}\n", encoding="utf-8", errors="replace")
    assert check_gold(path).counts["articles"] == 1


def test_lines_that_python_cannot_hold_are_faults(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(f"{'[' * 100_000}\n{'9' * 10_000}\n", encoding="utf-8")
    deep, long = check_gold(path).faults
    assert deep.startswith(f"{path}:1: not JSON (")
    assert long.startswith(f"{path}:2: not JSON (")


# Other forms

TAGS = {
    "tokens": ["Orla", "Venn", "said", "it", "rained", "."],
    "labels": ["B-source", "I-source", "B-cue", "B-content", "I-content", "O"],
}


def test_other_forms_are_checked_by_reading_them(tmp_path: Path) -> None:
    report = check_gold(write_lines(tmp_path / "tags.jsonl", [TAGS, TAGS]))
    assert (report.faults, report.warnings) == ((), ())
    assert report.counts == {
        "articles": 2, "attributions": 2, "speakers": 0, "candidate pairs": 0
    }  # fmt: skip


def test_the_first_fault_of_another_form_is_named(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "tags.jsonl", [TAGS, {**TAGS, "labels": ["O"]}])
    [fault] = check_gold(path).faults
    assert fault == f"{path}:2: 6 tokens and 1 labels; expected as many"


def test_a_folder_holds_standoff(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Orla Venn said it rained.", encoding="utf-8")
    (tmp_path / "a.ann").write_text("T1\tContent 15 23\tit raine\n", encoding="utf-8")
    report = check_gold(tmp_path)
    assert report.warnings == (
        f"{tmp_path}: article 'a': attribution 'T1': found the content 'it raine' at [15, 23]; "
        "expected whole words; move its ends",
    )
    assert report.counts["attributions"] == 1


# Warnings


def test_sound_articles_raise_no_warning(tmp_path: Path) -> None:
    row = gold(attribution("A1"), attribution("A2", "the crew"), pairs=[pair("corroborates")])
    assert warnings_of(tmp_path, row) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("the bridge ", "found the content 'the bridge ' at [15, 26]; "
         "expected no white space at its ends; move them"),
        (" bridge", "found the content ' bridge' at [18, 25]; "
         "expected no white space at its ends; move them"),
        ("the bri", "found the content 'the bri' at [15, 22]; "
         "expected whole words; move its ends"),
        ("ridge", "found the content 'ridge' at [20, 25]; expected whole words; move its ends"),
        ('"Never,"', "found the content '\"Never,\"' in its quotation marks; "
         "expected the words between them; move its ends"),
    ],
)  # fmt: skip
def test_spans_stand_tight(tmp_path: Path, content: str, said: str) -> None:
    row = gold(attribution("A1", content=spans(content)))
    assert warnings_of(tmp_path, {**gold(), "id": "before"}, row) == [f"attribution 'A1': {said}"]


@pytest.mark.parametrize(
    ("content", "quoted"),
    [
        (['"Never,"', '"was it."'], True),
        (['"Never,', 'was it."'], True),
        (["Never", "was it"], False),
        (["the bridge was shut", '"was it."'], False),
        (['"Never," the crew said, "was it."'], False),
    ],
)
def test_a_content_is_quoted_whole_or_not(tmp_path: Path, content: list[str], quoted: bool) -> None:
    said = warnings_of(tmp_path, gold(attribution("A1", content=spans(*content))))
    assert len(said) == quoted


def test_a_content_may_lack(tmp_path: Path) -> None:
    assert warnings_of(tmp_path, gold(attribution("A1", content=[]))) == [
        "attribution 'A1': found no content; expected what is said or denied; add it"
    ]


def test_twins_have_different_speakers(tmp_path: Path) -> None:
    joint = attribution("A2", "the crew", source=spans("Orla Venn"))
    assert warnings_of(tmp_path, gold(attribution("A1"), joint)) == []
    twin = {**joint, "speaker": "Orla Venn"}
    assert warnings_of(tmp_path, gold(attribution("A1"), twin)) == [
        "attribution 'A2': found the spans and the speaker of attribution 'A1' again; "
        "expected each once; remove one, or name its own speaker"
    ]


@pytest.mark.parametrize("relation", ["corroborates", "updates"])
def test_one_speaker_alone_does_no_more_than_contradict(tmp_path: Path, relation: str) -> None:
    both = attribution("A1"), attribution("A2")
    assert warnings_of(tmp_path, gold(*both, pairs=[pair("contradicts")])) == []
    assert warnings_of(tmp_path, gold(*both, pairs=[pair(relation)])) == [
        f"pair 'A1', 'A2': found {relation} within one speaker, 'Orla Venn'; "
        "expected two speakers; remove the pair"
    ]


def test_the_uncommitted_contradict_nobody(tmp_path: Path) -> None:
    crew = attribution("A2", "the crew", stance="uncommitted")
    row = gold(attribution("A1"), crew, pairs=[pair("contradicts")])
    assert warnings_of(tmp_path, row) == [
        "pair 'A1', 'A2': found contradicts, though 'A2' is uncommitted; "
        "expected two that take a stand; remove the pair"
    ]


@pytest.mark.parametrize(
    ("names", "alike"),
    [
        (("the crew", "The Crew"), True),
        (("the crew", "Crew"), True),
        (("the crew", "crews"), False),
        (("Orla Venn", "Theo Venn"), False),
    ],
)
def test_speakers_have_one_name(tmp_path: Path, names: tuple[str, str], alike: bool) -> None:
    row = gold(attribution("A1", names[0]), attribution("A2", names[1]))
    one, other = sorted(names)
    said = (
        f"found the speakers {one!r}, {other!r}; expected one name for one speaker; "
        "use one of them throughout"
    )
    assert warnings_of(tmp_path, row) == [said] * alike


# Counts


def test_articles_are_counted_by_what_they_hold(tmp_path: Path) -> None:
    # Speakers: Orla Venn and the crew in the first, the crew in the second. Candidate pairs:
    # three of three attributions, none of one.
    crew = attribution("A2", "the crew", stance="denies")
    first = gold(
        attribution("A1"),
        crew,
        attribution("A3"),
        pairs=[pair("contradicts", "denial"), {**pair("contradicts", "number"), "b": "A3"}],
    )
    second = {**gold(crew), "id": "quillmere"}
    report = check_gold(write_lines(tmp_path / "gold.jsonl", [first, second]))
    assert list(report.counts.items()) == [
        ("articles", 2),
        ("attributions", 4),
        ("asserts", 2),
        ("denies", 2),
        ("speakers", 3),
        ("candidate pairs", 3),
        ("contradicts", 2),
        ("of kind denial", 1),
        ("of kind number", 1),
    ]
