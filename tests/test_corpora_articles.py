"""Every form of human attributions becomes the same annotated articles, to the character."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import write_lines

from attrib.corpora import AnnotatedArticle, read_annotated, read_versions
from attrib.corpora.articles import read_gold
from attrib.corpora.frames import read_frames
from attrib.corpora.standoff import read_standoff
from attrib.corpora.tags import join_tokens, read_tags
from attrib.errors import CorpusError
from attrib.records import Span, Stance

TEXT = (
    "Orla Venn said the bridge at Tarnholt was shut.\n"
    '"The gate held," Ilo Brask added, "all night."\n'
    "The crew denied it."
)
Words = tuple[list[str], list[str], list[str]]


def words_of(annotated: AnnotatedArticle) -> list[Words]:
    """Return (source, cue, content) of each attribution, as words."""
    text = annotated.article.text
    return [
        (
            [span.of(text) for span in one.source],
            [span.of(text) for span in one.cue],
            [span.of(text) for span in one.content],
        )
        for one in annotated.attributions
    ]


def raises(said: str) -> Any:
    return pytest.raises(CorpusError, match=re.escape(said))


# The door


GOLD = {
    "id": "tarnholt",
    "text": "Orla Venn said it rained.",
    "attributions": [
        {"id": "a1", "source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 24]],
         "stance": "asserts"},
    ],
}  # fmt: skip
TAGS = {
    "tokens": ["Orla", "Venn", "said", "it", "rained", "."],
    "labels": ["B-source", "I-source", "B-cue", "B-content", "I-content", "O"],
}
FRAMES = {
    "doc": "tarnholt",
    "sent": "sentence0",
    "tokens": ["Orla", "Venn", "said", "it", "rained", "."],
    "ds": [{"expr": [2], "holders": [[0, 1]], "targets": [[3, 4]], "implicit": False}],
}
DOSSIER = {
    "id": "tarnholt",
    "background": "Water stood in Tarnholt.",
    "propositions": {"p": "it rained"},
    "statements": [
        {"id": "s1", "speaker": "Orla Venn", "sentence": "Orla Venn said it rained.",
         "source": "Orla Venn", "cue": "said", "content": ["it rained"], "stance": "asserts",
         "props": {"p": "+"}},
    ],
}  # fmt: skip
SAID = [(["Orla Venn"], ["said"], ["it rained"])]


@pytest.mark.parametrize(
    "row",
    [GOLD, TAGS, {"tokens": TAGS["tokens"], "tags": TAGS["labels"]}, FRAMES, DOSSIER],
    ids=["gold", "labels", "tags", "frames", "dossier"],
)
def test_the_keys_of_the_first_row_tell_the_form(tmp_path: Path, row: dict[str, Any]) -> None:
    [annotated] = read_annotated(write_lines(tmp_path / "rows.jsonl", [row]))
    assert words_of(annotated) == SAID


def test_what_only_some_forms_have_is_kept(tmp_path: Path) -> None:
    [gold] = read_annotated(write_lines(tmp_path / "gold.jsonl", [GOLD]))
    [dossier] = read_annotated(write_lines(tmp_path / "dossiers.jsonl", [DOSSIER]))
    assert gold.stances == {"a1": Stance.ASSERTS}
    assert dossier.speakers == {"s1": "Orla Venn"}


def test_a_folder_holds_standoff(tmp_path: Path) -> None:
    write_standoff(tmp_path / "a", ["T1\tContent 0 9\tOrla Venn"])
    [annotated] = read_annotated(tmp_path)
    assert words_of(annotated) == [([], [], ["Orla Venn"])]


def test_the_first_row_may_follow_empty_lines_or_be_gzipped(tmp_path: Path) -> None:
    line = f"\n\n{json.dumps(TAGS)}\n".encode()
    plain, packed = tmp_path / "tags.jsonl", tmp_path / "tags.jsonl.gz"
    plain.write_bytes(line)
    packed.write_bytes(gzip.compress(line))
    assert words_of(*read_annotated(plain)) == words_of(*read_annotated(packed)) == SAID


def test_a_file_without_rows_has_no_articles(tmp_path: Path) -> None:
    assert read_annotated(write_lines(tmp_path / "none.jsonl", [])) == []


def test_unknown_keys_are_named_with_the_known_forms(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text('\n{"text": "It rained.", "tokens": []}\n', encoding="utf-8")
    with raises(f"{path}:2: found the keys text, tokens; expected") as raised:
        read_annotated(path)
    for form in ("attributions", "labels, tokens", "ds, tokens", "propositions, statements"):
        assert form in str(raised.value)


@pytest.mark.parametrize(
    ("content", "said"),
    [('{"tokens": [', ":1: not JSON"), ("[1]", ":1: found list, expected a JSON object")],
)
def test_a_first_line_that_is_no_row_is_named(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(content, encoding="utf-8")
    with raises(f"{path}{said}"):
        read_annotated(path)


def test_a_missing_path_is_an_error(tmp_path: Path) -> None:
    with raises("gone.jsonl"):
        read_annotated(tmp_path / "gone.jsonl")


def test_versions_come_with_their_annotators(tmp_path: Path) -> None:
    rows = [{**GOLD, "annotator": "ana"}, {**GOLD, "annotator": "bo", "attributions": []}]
    path = write_lines(tmp_path / "gold.multi.jsonl", rows)
    [(first, one), (second, two)] = read_versions(path)
    assert (first, second) == ("ana", "bo")
    assert [one, two] == read_gold(path)


def test_a_version_without_annotator_is_named(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "gold.jsonl", [{**GOLD, "annotator": "ana"}, GOLD])
    with raises(f"{path}:2: found no 'annotator', only the keys ['id', 'text', 'attributions']"):
        read_versions(path)


# Standoff


def write_standoff(stem: Path, lines: Iterable[str], *, text: str = TEXT) -> Path:
    """Write STEM.txt and STEM.ann; return the latter."""
    stem.parent.mkdir(parents=True, exist_ok=True)
    stem.with_name(f"{stem.name}.txt").write_bytes(text.encode())
    path = stem.with_name(f"{stem.name}.ann")
    path.write_bytes("".join(f"{line}\n" for line in lines).encode())
    return path


def bound(id: str, type: str, *pieces: str, text: str = TEXT) -> str:
    """Return the T line of the words `pieces`, each at its first place."""
    places = ";".join(f"{text.index(p)} {text.index(p) + len(p)}" for p in pieces)
    return f"{id}\t{type} {places}\t{' '.join(pieces)}"


def standoff(tmp_path: Path, *lines: str, text: str = TEXT) -> list[Words]:
    write_standoff(tmp_path / "one", lines, text=text)
    [annotated] = read_standoff(tmp_path)
    return words_of(annotated)


VENN = bound("T1", "Source", "Orla Venn")
SAYS = bound("T2", "Cue", "said")
SHUT = bound("T3", "Content", "the bridge at Tarnholt was shut")
BRASK = bound("T4", "Source", "Ilo Brask")
ADDS = bound("T5", "Cue", "added")
HELD = bound("T6", "Content", '"The gate held,"', '"all night."')
CREW = bound("T7", "Source", "The crew")
DENIES = bound("T8", "Cue", "denied")
IT = f"T9\tContent {TEXT.rindex('it')} {TEXT.rindex('it') + 2}\tit"
SHUT_WORDS = ["the bridge at Tarnholt was shut"]
HELD_WORDS = ['"The gate held,"', '"all night."']


def test_relations_group_spans_around_each_cue(tmp_path: Path) -> None:
    relations = [
        "R1\tSays Arg1:T2 Arg2:T3\t",
        "R2\tSaid_by Arg1:T2 Arg2:T1",
        "R3\tAnything Arg1:T6 Arg2:T5",
        "R4\tSaid_by Arg1:T5 Arg2:T4",
    ]
    marks = [VENN, SAYS, SHUT, BRASK, ADDS, HELD]
    assert standoff(tmp_path, *marks, *relations) == [
        (["Orla Venn"], ["said"], SHUT_WORDS),
        (["Ilo Brask"], ["added"], HELD_WORDS),
    ]


def test_relations_may_come_before_their_spans_and_types_in_any_case(tmp_path: Path) -> None:
    lines = ["R1\tx a:T2 b:T3", SHUT.replace("Content", "CONTENT"), SAYS.replace("Cue", "cue")]
    assert standoff(tmp_path, *lines) == [([], ["said"], SHUT_WORDS)]


def test_relations_of_three_are_one_attribution(tmp_path: Path) -> None:
    lines = [VENN, SAYS, SHUT, "R1\tAttribution Arg1:T3 Arg2:T2 Arg3:T1"]
    assert standoff(tmp_path, *lines) == [(["Orla Venn"], ["said"], SHUT_WORDS)]


def test_a_source_of_two_cues_is_in_two_attributions(tmp_path: Path) -> None:
    lines = [
        VENN, SAYS, SHUT, ADDS, HELD,
        "R1\ta x:T2 y:T1", "R2\ta x:T5 y:T1", "R3\tb x:T2 y:T3", "R4\tb x:T5 y:T6",
    ]  # fmt: skip
    assert standoff(tmp_path, *lines) == [
        (["Orla Venn"], ["said"], SHUT_WORDS),
        (["Orla Venn"], ["added"], HELD_WORDS),
    ]


def test_a_content_of_two_cues_takes_the_source_of_each(tmp_path: Path) -> None:
    lines = [
        VENN, SAYS, SHUT, CREW, DENIES,
        "R1\ta x:T2 y:T3 z:T1", "R2\ta x:T8 y:T3 z:T7",
    ]  # fmt: skip
    assert standoff(tmp_path, *lines) == [
        (["Orla Venn"], ["said"], SHUT_WORDS),
        (["The crew"], ["denied"], SHUT_WORDS),
    ]


def test_links_may_meet_in_the_content(tmp_path: Path) -> None:
    lines = [VENN, SAYS, SHUT, "R1\tSpeaker a:T3 b:T1", "R2\tCue a:T3 b:T2"]
    assert standoff(tmp_path, *lines) == [(["Orla Venn"], ["said"], SHUT_WORDS)]


def test_what_a_source_says_without_cue_takes_no_cue_of_another_statement(tmp_path: Path) -> None:
    lines = [VENN, SAYS, SHUT, HELD, "R1\tby a:T3 b:T1", "R2\tcue a:T3 b:T2", "R3\tby a:T6 b:T1"]
    assert standoff(tmp_path, *lines) == [
        (["Orla Venn"], ["said"], SHUT_WORDS),
        (["Orla Venn"], [], HELD_WORDS),
    ]


def test_links_that_meet_in_the_source_go_to_the_nearest_cue(tmp_path: Path) -> None:
    lines = [
        VENN, SAYS, SHUT, ADDS, HELD,
        *(f"R{n}\tof a:T1 b:T{n}" for n in (2, 3, 5, 6)),
    ]  # fmt: skip
    assert standoff(tmp_path, *lines) == [
        (["Orla Venn"], ["said"], SHUT_WORDS),
        (["Orla Venn"], ["added"], HELD_WORDS),
    ]


def test_a_content_joins_the_cue_of_the_content_it_is_linked_to(tmp_path: Path) -> None:
    lines = [SAYS, SHUT, HELD, "R1\tof a:T2 b:T3", "R2\tcontinued a:T3 b:T6"]
    assert standoff(tmp_path, *lines) == [([], ["said"], [*SHUT_WORDS, *HELD_WORDS])]


def test_contents_without_cue_stay_apart_unless_linked(tmp_path: Path) -> None:
    marks = [VENN, SHUT, HELD, IT, "R1\tby a:T1 b:T3", "R2\tby a:T1 b:T6"]
    assert standoff(tmp_path, *marks) == [
        (["Orla Venn"], [], SHUT_WORDS),
        (["Orla Venn"], [], HELD_WORDS),
        ([], [], ["it"]),
    ]
    assert standoff(tmp_path, *marks, "R3\tto a:T6 b:T9", "R4\tto a:T9 b:T3") == [
        (["Orla Venn"], [], [*SHUT_WORDS, *HELD_WORDS, "it"]),
    ]


def test_two_mentions_of_a_source_bring_no_cue_along(tmp_path: Path) -> None:
    lines = [
        VENN, SAYS, SHUT, CREW, HELD,
        "R1\tof a:T1 b:T2 c:T3", "R2\tby a:T7 b:T6", "R3\tsame a:T1 b:T7",
    ]  # fmt: skip
    assert standoff(tmp_path, *lines) == [
        (["Orla Venn"], ["said"], SHUT_WORDS),
        (["The crew"], [], HELD_WORDS),
    ]


def test_the_trigger_of_an_event_is_the_cue(tmp_path: Path) -> None:
    lines = [
        VENN, SAYS.replace("Cue", "Attribution"), SHUT, IT,
        "E1\tAttribution:T2 Source:T1 Content:T3 content2:T9",
    ]  # fmt: skip
    assert standoff(tmp_path, *lines) == [(["Orla Venn"], ["said"], [*SHUT_WORDS, "it"])]


def test_an_event_may_name_its_cue_beside_the_trigger(tmp_path: Path) -> None:
    # As PolNeAR has it: a trigger of its own type over the cue.
    text = "Orla Venn made it clear on Monday that the bridge was shut."
    lines = [
        bound("T1", "Source", "Orla Venn", text=text),
        bound("T2", "Cue", "made", "clear", text=text),
        bound("T3", "Content", "that the bridge was shut", text=text),
        bound("T4", "Attribution", "made it clear", text=text),
        "E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1",
        bound("T5", "Discard", "on Monday", text=text),
    ]
    cue = ["made", "clear"]
    [found] = standoff(tmp_path, *lines, text=text)
    assert found == (["Orla Venn"], cue, ["that the bridge was shut"])


def test_events_share_a_source_and_leave_other_spans_to_relations(tmp_path: Path) -> None:
    lines = [
        VENN, SAYS, SHUT, ADDS, HELD, DENIES, IT,
        "E1\tCue:T2 Source:T1 Content:T3", "E2\tCue:T5 Source:T1 Content:T6",
        "R1\tof a:T8 b:T9 c:T1", "R2\tafter a:E1 b:E2",
    ]  # fmt: skip
    assert standoff(tmp_path, *lines) == [
        (["Orla Venn"], ["said"], SHUT_WORDS),
        (["Orla Venn"], ["added"], HELD_WORDS),
        (["Orla Venn"], ["denied"], ["it"]),
    ]


def test_what_has_no_content_is_left_out(tmp_path: Path) -> None:
    lines = [VENN, SAYS, ADDS, "R1\tof a:T2 b:T1", "E1\tCue:T5 Source:T1"]
    assert standoff(tmp_path, *lines) == []


def test_notes_and_attributes_are_passed_over(tmp_path: Path) -> None:
    lines = [
        SHUT, "#1\tAnnotatorNotes T3\tclear", "A1\tDirect T3", "M1\tNegated T3", "",
        "N1\tReference T3 Wiki:7\tbridge", "*\tEquiv T3 T4",
    ]  # fmt: skip
    assert standoff(tmp_path, *lines) == [([], [], SHUT_WORDS)]


def test_offsets_are_characters_and_line_breaks_are_kept(tmp_path: Path) -> None:
    text = "😀 Ölvik\r\nOrla Venn said 😀\r\nno more."
    path = write_standoff(
        tmp_path / "one",
        ["T1\tSource 9 18\tOrla Venn", "T2\tContent 24 35\t😀 no more.", "R1\tby a:T1 b:T2"],
        text=text,
    )
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    [annotated] = read_standoff(tmp_path)
    assert annotated.article.text == text
    assert words_of(annotated) == [(["Orla Venn"], [], ["😀\r\nno more."])]


def test_a_folder_is_read_with_its_subfolders(tmp_path: Path) -> None:
    for stem in ("b", "north/a.1"):
        write_standoff(tmp_path / stem, [SHUT])
    (tmp_path / "bare.txt").write_text("No annotations.", encoding="utf-8")
    articles = read_standoff(tmp_path)
    assert [one.article.id for one in articles] == ["b", "north/a.1"]
    assert [one.group for one in articles] == ["b", "north/a.1"]


def test_versions_of_one_text_share_a_group(tmp_path: Path) -> None:
    text = tmp_path / "text" / "ferry_one.txt"
    text.parent.mkdir()
    text.write_text(TEXT, encoding="utf-8")
    folder = tmp_path / "attributions"
    for annotator in ("ana", "bo"):
        write_standoff(folder / f"ferry_one_{annotator}", [SHUT]).with_suffix(".txt").unlink()
    articles = read_standoff(tmp_path)
    ids = ["attributions/ferry_one_ana", "attributions/ferry_one_bo"]
    assert [one.article.id for one in articles] == ids
    assert [one.group for one in articles] == ["ferry_one", "ferry_one"]
    assert words_of(articles[1]) == [([], [], SHUT_WORDS)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("T1\tSource 0 8\tOrla Venn", "'Orla Ven' at 0 8; expected the words quoted, 'Orla Venn'"),
        ("T1\tSource 0 999\tOrla", "the span 0 999; expected offsets into"),
        ("T1\tSource 5 5\t", "the span 5 5; expected offsets into"),
        ("T1\tSource 9 5\tOrla", "the span 9 5; expected offsets into"),
        ("T1\tSpeaker 0 9\tOrla Venn", "the type Speaker; expected source, cue, content"),
        ("T1\tSource 0 9", "expected T1<TAB>Source 0 5;8 12<TAB>words"),
        ("T1 Source 0 9 Orla Venn", "expected T1<TAB>Source"),
        ("R1\tof Arg1:T3 Arg2:T7", "no span T7; expected the id of a T line"),
        ("R1\tof Arg1:T3", "expected R1<TAB>Type Arg1:T1 Arg2:T2"),
        ("E1\tSays:T7 Content:T3", "no span T7"),
        ("E1\tSays:T3 Source:T7", "no span T7"),
        ("E1\tSays:T3 Hearer:T3", "the role Hearer; expected source, cue, content"),
        ("E1 Says T3", "expected E1<TAB>Attribution:T2"),
        ("X1\tSays T3", "expected a line that begins with T, E, R"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, said: str) -> None:
    path = write_standoff(tmp_path / "one", [SHUT, "#1\tNote T3\tso", line])
    with pytest.raises(CorpusError, match=f"{re.escape(f'{path}:3: found')}.*{re.escape(said)}"):
        read_standoff(tmp_path)


def test_a_missing_text_is_named(tmp_path: Path) -> None:
    path = write_standoff(tmp_path / "one", [SHUT])
    path.with_suffix(".txt").unlink()
    with raises(f"{path}: no text; expected one.txt beside it"):
        read_standoff(tmp_path)


def test_a_folder_without_annotations_is_an_error(tmp_path: Path) -> None:
    with raises(f"{tmp_path}: no .ann file"):
        read_standoff(tmp_path)


@pytest.mark.parametrize("suffix", [".txt", ".ann"])
def test_bytes_that_are_not_utf8_are_an_error(tmp_path: Path, suffix: str) -> None:
    path = write_standoff(tmp_path / "one", [SHUT]).with_suffix(suffix)
    path.write_bytes(b"caf\xe9")
    with raises(f"{path}: cannot be read as UTF-8"):
        read_standoff(tmp_path)


# Tokens


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("`` It rained , '' he said .", "“It rained,” he said."),
        ("Who 's there ? They do n't know ; we 'll see : all !", "Who's there? They don't know; we'll see: all!"),  # noqa: E501
        ("He -LRB- Brask -RRB- went ( not far )", "He (Brask) went (not far)"),
        ('" Yes , " he said . " No . "', '"Yes," he said. "No."'),
        ("` Yes , ' said Venn 's aunt", "‘Yes,' said Venn's aunt"),
        ("the Brasks ' boat -- 'em all", "the Brasks' boat -- 'em all"),
        ("a 10 % cut of $ 5 ?!", "a 10% cut of $5?!"),
        ("", ""),
    ],
)  # fmt: skip
def test_tokens_become_running_text(tokens: str, text: str) -> None:
    assert join_tokens(tokens.split())[0] == text


@given(st.lists(st.sampled_from(["Venn", "said", ",", ".", "``", "''", '"', "n't", "(", ")", "ß"])))
def test_every_token_is_found_where_its_span_says(tokens: list[str]) -> None:
    text, spans = join_tokens(tokens)
    printed = {"``": "“", "''": "”"}
    assert [span.of(text) for span in spans] == [printed.get(t, t) for t in tokens]
    assert "".join(span.of(text) for span in spans) == text.replace(" ", "")
    assert "  " not in text


# Tags


def tagged(marked: str) -> dict[str, Any]:
    """Return the row of tokens like ``said/B-cue``; tokens without a label are O."""
    pairs = [token.partition("/") for token in marked.split()]
    return {"tokens": [t for t, _, _ in pairs], "labels": [label or "O" for _, _, label in pairs]}


def runs(marked: str) -> dict[str, Any]:
    """Return the row of ``S[Orla Venn] C[said] T[it rained]``: source, cue and content runs."""
    roles = {"S": "source", "C": "cue", "T": "content"}
    tokens: list[str] = []
    labels: list[str] = []
    for role, inside, plain in re.findall(r"([SCT])\[(.*?)\]|(\S+)", marked):
        words = inside.split() if role else [plain]
        tokens += words
        name = roles.get(role)
        labels += [f"{'I' if n else 'B'}-{name}" if name else "O" for n in range(len(words))]
    return {"tokens": tokens, "labels": labels}


def linked(tmp_path: Path, marked: str) -> list[Words]:
    [annotated] = read_tags(write_lines(tmp_path / "tags.jsonl", [runs(marked)]))
    return words_of(annotated)


def test_a_sequence_becomes_an_article(tmp_path: Path) -> None:
    [annotated] = read_tags(write_lines(tmp_path / "tags.jsonl", [TAGS]))
    [attribution] = annotated.attributions
    assert annotated.article.text == "Orla Venn said it rained."
    assert annotated.article.sentences == (Span(0, 25),)
    assert attribution.content == (Span(15, 24),)
    assert (annotated.speakers, annotated.stances, annotated.pairs) == ({}, {}, ())


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (  # each content has its own cue, each cue its own source
            "S[Venn] C[said] T[it rained] and S[Brask] C[denied] T[it] .",
            [(["Venn"], ["said"], ["it rained"]), (["Brask"], ["denied"], ["it"])],
        ),
        (  # contents of one sentence share its only cue
            "S[Venn] C[said] T[that it rained] and T[that it froze] .",
            [(["Venn"], ["said"], ["that it rained", "that it froze"])],
        ),
        (  # a split quotation, in one sentence and across two
            "T[`` Yes , ''] S[Venn] C[said] , T[`` it rained . '']",
            [(["Venn"], ["said"], ["“Yes,”", "“it rained.”"])],
        ),
        (
            "T[`` It rained , ''] C[said] S[Venn] . T[`` We left . '']",
            [(["Venn"], ["said"], ["“It rained,”", "“We left.”"])],
        ),
        (  # two turns of talk are no split quotation
            "T[`` It rained , ''] C[said] S[Venn] . T[`` It did not , ''] C[said] S[Brask] .",
            [(["Venn"], ["said"], ["“It rained,”"]), (["Brask"], ["said"], ["“It did not,”"])],
        ),
        (
            "S[Venn] C[said] T[it rained] , S[Brask] C[said] T[it did not] .",
            [(["Venn"], ["said"], ["it rained"]), (["Brask"], ["said"], ["it did not"])],
        ),
        (  # words between part two contents
            "T[`` It rained , ''] C[said] S[Venn] . The dog ran . T[`` We left . '']",
            [(["Venn"], ["said"], ["“It rained,”"]), (["Venn"], [], ["“We left.”"])],
        ),
        (  # a cue of another sentence serves where it has no content of its own
            "S[Venn] C[spoke] . Rain fell . T[`` We left . '']",
            [(["Venn"], ["spoke"], ["“We left.”"])],
        ),
        (  # but not across another content
            "T[`` When ? ''] T[`` Now , ''] S[Venn] C[said] .",
            [([], [], ["“When?”"]), (["Venn"], ["said"], ["“Now,”"])],
        ),
        (
            "T[`` When ? ''] T[`` Now . ''] S[Venn] C[nodded] .",
            [([], [], ["“When?”"]), (["Venn"], ["nodded"], ["“Now.”"])],
        ),
        (  # a quotation is split once
            "T[`` It rained , ''] C[said] S[Venn] . T[`` We left . ''] S[Brask] C[nodded] . "
            "T[`` So . '']",
            [
                (["Venn"], ["said"], ["“It rained,”", "“We left.”"]),
                (["Brask"], ["nodded"], ["“So.”"]),
            ],
        ),
        ("T[`` When ? ''] Rain fell .", [([], [], ["“When?”"])]),
        ("C[said] T[it rained] .", [([], ["said"], ["it rained"])]),
        ("S[Venn] C[spoke] .", []),
        ("Rain fell .", []),
        (  # the later cue in a tie, the earlier source
            "C[said] S[Venn] T[it rained] S[Brask] C[added] .",
            [(["Brask"], ["added"], ["it rained"])],
        ),
        (
            "S[Venn] C[said] S[Brask] T[it rained] .",
            [(["Venn"], ["said"], ["it rained"])],
        ),
        (  # a source of the sentence before a nearer one of another
            "The road to S[Brask] . C[Said] , in the rain , S[Venn] : T[it froze] .",
            [(["Venn"], ["Said"], ["it froze"])],
        ),
    ],
)
def test_runs_are_linked_by_the_rules(tmp_path: Path, marked: str, expected: list[Words]) -> None:
    assert linked(tmp_path, marked) == expected


@pytest.mark.parametrize(
    "labels",
    [
        ["I-source", "I-source", "I-cue", "I-content", "I-content", "O"],
        ["b-Source", "i-SOURCE", "B-cue", "I-content", "i-content", "o"],
    ],
)
def test_a_run_may_begin_with_i_and_labels_have_any_case(tmp_path: Path, labels: list[str]) -> None:
    [annotated] = read_tags(write_lines(tmp_path / "tags.jsonl", [{**TAGS, "labels": labels}]))
    assert words_of(annotated) == SAID


def test_b_begins_a_new_run(tmp_path: Path) -> None:
    row = tagged("`` When/B-content ''/I-content `` Now/B-content ''/I-content")
    [annotated] = read_tags(write_lines(tmp_path / "tags.jsonl", [row]))
    assert words_of(annotated) == [([], [], ["When”"]), ([], [], ["Now”"])]


def test_numbers_are_read_beside_their_names(tmp_path: Path) -> None:
    names = ["O", "B-source", "I-source", "B-cue", "B-content", "I-content"]
    row = {**TAGS, "labels": [1, 2, 3, 4, 5, 0], "label_names": names}
    [annotated] = read_tags(write_lines(tmp_path / "tags.jsonl", [row]))
    assert words_of(annotated) == SAID


def test_ids_are_given_or_made_and_never_shared(tmp_path: Path) -> None:
    rows = [{**TAGS, "id": "mill"}, TAGS, {**TAGS, "id": "tale"}, {**TAGS, "id": "tale"}]
    articles = read_tags(write_lines(tmp_path / "some.jsonl", rows))
    assert [one.article.id for one in articles] == ["mill", "some-2", "tale-3", "tale-4"]
    assert [one.group for one in articles] == ["mill", "some-2", "tale", "tale"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"labels": ["O"] * 5}, "6 tokens and 5 labels"),
        ({"labels": ["O"] * 5 + ["B-speaker"]}, "label 'B-speaker'; expected one of O, B-source"),
        ({"labels": ["O"] * 5 + ["source"]}, "label 'source'"),
        ({"labels": [0, 1, 2, 3, 4, 5]}, "label 0; expected one of O, B-source"),
        ({"labels": [9] * 6, "label_names": ["O"]}, "label 9"),
        ({"labels": [-1] * 6, "label_names": ["O"]}, "label -1"),
        ({"labels": "OOOOOO"}, "labels 'OOOOOO'; expected a list"),
        ({"tokens": "Orla Venn"}, "no usable tokens"),
        ({"tokens": ["Orla", " "], "labels": ["O", "O"]}, "no usable tokens"),
        ({"tokens": ["Orla", 7], "labels": ["O", "O"]}, "no usable tokens"),
    ],
)
def test_a_broken_sequence_is_named(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    path = write_lines(tmp_path / "tags.jsonl", [TAGS, {**TAGS, **changes}])
    with raises(f"{path}:2: {said}"):
        read_tags(path)


# Frames


def frame(
    expr: Sequence[int], holders: Any, targets: Any, *, implicit: bool = False
) -> dict[str, Any]:
    return {"expr": expr, "holders": holders, "targets": targets, "implicit": implicit}


TOKENS = "`` Nobody saw it , '' said Venn and Brask of the fire .".split()


def frames_of(tmp_path: Path, *frames: dict[str, Any]) -> list[Words]:
    row = {"doc": "fire", "sent": "sentence0", "tokens": TOKENS, "ds": frames}
    [annotated] = read_frames(write_lines(tmp_path / "frames.jsonl", [row]))
    return words_of(annotated)


def test_a_frame_is_cue_sources_and_contents(tmp_path: Path) -> None:
    one = frame([6], [[7], [9]], [[1, 2, 3], [12, 11]])
    two = frame([2, 4, 1], [], [[3]])
    assert frames_of(tmp_path, one, two) == [
        (["Venn", "Brask"], ["said"], ["Nobody saw it", "the fire"]),
        ([], ["Nobody saw", ","], ["it"]),
    ]


def test_frames_that_no_tagger_can_give_are_left_out(tmp_path: Path) -> None:
    frames = [
        frame([6], [[7]], []),
        frame([6], [[7]], [[]]),
        frame([], [[7]], [[3]]),
        frame([6], [], [[3]], implicit=True),
    ]
    assert frames_of(tmp_path, *frames) == []


def sentence(doc: str | None, sent: str, *words: str) -> dict[str, Any]:
    row = {"sent": sent, "tokens": words, "ds": [frame([1], [[0]], [[2]])]}
    return row if doc is None else {"doc": doc, **row}


def test_sentences_of_a_document_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    rows = [
        sentence("fire", "sentence0", "Venn", "saw", "smoke", "."),
        sentence("fire", "sentence10", "Venn", "blamed", "Brask", "."),
        sentence("flood", "sentence0", "Orla", "feared", "rain", "."),
        sentence("fire", "sentence2", "Brask", "denied", "it", "."),
    ]
    fire, flood = read_frames(write_lines(tmp_path / "frames.jsonl", rows))
    assert (fire.article.id, flood.article.id) == ("fire", "flood")
    assert fire.article.text == "Venn saw smoke.\nBrask denied it.\nVenn blamed Brask."
    assert [cue for _, [cue], _ in words_of(fire)] == ["saw", "denied", "blamed"]
    assert words_of(flood) == [(["Orla"], ["feared"], ["rain"])]
    assert len({one.id for one in fire.attributions}) == 3


def test_sentences_without_numbers_keep_the_order_of_the_file(tmp_path: Path) -> None:
    rows = [sentence("fire", sent, sent, "saw", "it") for sent in ("b2", "a", "c1")]
    [fire] = read_frames(write_lines(tmp_path / "frames.jsonl", rows))
    assert fire.article.text == "b2 saw it\na saw it\nc1 saw it"


def test_a_sentence_without_document_is_an_article(tmp_path: Path) -> None:
    rows = [sentence(None, "sentence0", name, "saw", "it") for name in ("Venn", "Brask")]
    articles = read_frames(write_lines(tmp_path / "frames.jsonl", rows))
    assert [one.article.id for one in articles] == ["frames-1", "frames-2"]
    assert words_of(articles[1]) == [(["Brask"], ["saw"], ["it"])]


@pytest.mark.parametrize(
    "ds",
    [
        [frame([99], [[7]], [[3]])],
        [frame([-1], [[7]], [[3]])],
        [frame([6], [7], [[3]])],
        [frame([6], None, [[3]])],
        [frame([6], [["7"]], [[3]])],
        [{"expr": [6], "holders": [[7]]}],
        ["said"],
        None,
    ],
)
def test_a_broken_frame_is_named(tmp_path: Path, ds: Any) -> None:
    row = {"doc": "fire", "sent": "sentence1", "tokens": TOKENS, "ds": ds}
    path = write_lines(tmp_path / "frames.jsonl", [FRAMES, row])
    with pytest.raises(CorpusError, match=re.escape(f"{path}:2: ") + ".*expected frames with"):
        read_frames(path)


@pytest.mark.parametrize("read", [read_tags, read_frames])
def test_an_empty_file_has_no_articles(
    tmp_path: Path, read: Callable[[Path], list[AnnotatedArticle]]
) -> None:
    assert read(write_lines(tmp_path / "none.jsonl", [])) == []
