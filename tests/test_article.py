"""Articles in: sentences with exact offsets, every format, every kind of broken input."""

from __future__ import annotations

import gzip
import io
import json
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attrib.article import MAX_CHARACTERS, make_article, read_articles
from attrib.errors import ArticleError
from attrib.records import Article
from attrib.sentences import MAX_SENTENCE, split_sentences

PAGE = """<!doctype html><html><head><title>Army denies raid | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post">
<meta property="article:published_time" content="2024-03-05T10:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Army denies raid</h1>
<p>The army denied on Monday that its jets had struck the market in Tol Varen, as rescuers said.</p>
<p>"We did not do it," a spokesman said. He gave no further details of the flights that day.</p>
</article><script>var hidden = "never";</script></body></html>"""


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text)]


def one(path: Path | str) -> Article:
    (item,) = read_articles(str(path))
    assert isinstance(item, Article), item
    return item


def refusal(path: Path | str) -> str:
    (item,) = read_articles(str(path))
    assert isinstance(item, ArticleError)
    return str(item)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def feed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


# Sentences


@pytest.mark.parametrize(
    "whole",
    [
        "Dr. Mira Oldan met Gov. Pell and Brig. Gen. Tam Rusk of Acme Inc. in St. Orla.",
        "The U.S. Army left the U.N. Security Council hall.",
        "They met on Jan. 5 in room No. 4 of the hall.",
        "The raid began at 5 p.m. Tuesday and ended at 6 a.m. GMT.",
        "A judge, J. K. Moro, signed it.",
        "It cost $3.5 million, or 2.75 per head.",
        "He waited... and then left.",
        '"Why?" he asked.',
        '"Who did this?" Hana Moro asked.',
        "“Stop!” the guard shouted.",
        "The firm (Varen Ltd.) denied it.",
        "1. The army fired first.",
        "OLDHAVEN, N.H. — He may win.",
        "PORT ORLA, Fla. (Varen News) - The mayor denied it.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(whole: str) -> None:
    assert sentences(f"{whole} She left.") == [whole, "She left."]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("He said it was over.", "Nobody replied."),
        ('"It is over."', "He left."),
        ("“It is over.”", "He left."),
        ("(It is over!)", "He left."),
        ("It is over.", '"He left," she said.'),
        ("Was it them?", "He left."),
        ('"Was it them?"', "He left."),
        ("They waited...", "He left."),
        ("He was born in the U.S.", "The army came later."),
        ("It began at 5 p.m.", "Residents fled."),
        ("They chose plan B.", "Then it failed."),
        ("It happened in Jan.", "The town was empty."),
        ("It happened in 2016.", "The town was empty."),
        ("No.", "They left."),
        ("He counted the dead.", "25 were children."),
    ],
)
def test_a_sentence_ends(first: str, second: str) -> None:
    assert sentences(f"{first} {second}") == [first, second]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", " \n \n "])
def test_a_line_break_ends_a_sentence(gap: str) -> None:
    assert sentences(f"Army denies raid{gap}Rescuers found 19 dead") == [
        "Army denies raid",
        "Rescuers found 19 dead",
    ]


WRAPPED = (
    "The army denied on Monday that its jets had struck the market in the\n"
    "town, killing at least 19 people, as rescuers said. The minister, who\n"
    "spoke at noon, added that nobody had been near the place that morning\n"
    "and left."
)


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    found = sentences(f"{WRAPPED}\n\nSecond paragraph here")
    assert [len(s.split("\n")) for s in found] == [2, 3, 1]


def test_a_list_of_headlines_is_not_taken_for_wrapped_text() -> None:
    lines = [
        f"Ministry number {n} denies a report about the raid on the old market" for n in "abcd"
    ]
    assert sentences("\n".join(lines)) == lines


@pytest.mark.parametrize("text", ["", " ", "\n\t \u00a0\n"])
def test_a_text_without_words_has_no_sentence(text: str) -> None:
    assert make_article(text, id="x").sentences == ()


def test_a_text_without_stops_is_cut_at_spaces() -> None:
    text = "villager " * 1000
    found = sentences(text)
    assert max(map(len, found)) <= MAX_SENTENCE
    assert " ".join(found) == text.strip()


@pytest.mark.parametrize(
    "piece", ["word ", "x", "Dr. ", ". ", '."', "“A b. ", "\n", '. "', "." * 250_000]
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    started = time.process_time()
    split_sentences(piece * (500_000 // len(piece)))
    assert time.process_time() - started < 10  # squared, this took minutes


NEWS = st.lists(
    st.sampled_from(
        ["Dr.", "U.S.", "p.m.", "A", "b", "5", ".", "...", "?", '"', "“", "”", ")", "(", " ", "\n"]
        + [
            "\n\n",
            "\r\n",
            "\u2028",
            "\u00a0",
            "\x1c",
            "\x85",
            "Moro said",
            "é🚀",
            "x" * 60,
            "y" * 2500,
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=60, deadline=None)
@given(st.one_of(NEWS, st.text(max_size=200)))
def test_sentences_cover_every_word_once_and_in_order(text: str) -> None:
    covered = [False] * len(text)
    last = 0
    for span in split_sentences(text):
        assert last <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        assert span.end - span.start <= MAX_SENTENCE
        covered[span.start : span.end] = [True] * (span.end - span.start)
        last = span.end
    assert all(c or character.isspace() for c, character in zip(covered, text, strict=True))


@settings(max_examples=40, deadline=None)
@given(st.one_of(NEWS, st.text(max_size=200)))
def test_make_article_keeps_the_text(text: str) -> None:
    assert make_article(text, id="x").text == text


def test_make_article_keeps_what_is_known() -> None:
    article = make_article("A.", id="7", title="T", date="2024-01-02", outlet="O", warnings=["w"])
    assert article == Article("7", "A.", article.sentences, "T", "2024-01-02", "O", ("w",))


# Formats


def test_plain_text_is_read_with_the_file_stem_as_id(tmp_path: Path) -> None:
    article = one(write(tmp_path, "tol.varen.txt", "The army denied it.\r\nNobody came."))
    assert (article.id, article.text) == ("tol.varen", "The army denied it.\nNobody came.")
    assert len(article.sentences) == 2
    assert article.warnings == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Army denies raid\n\nThe army denied it.", "Army denies raid"),
        ("Army denies raid\nThe army denied it.", "Army denies raid"),
        ("Army denies raid", None),
        ("The army denied it.\nNobody came.", None),
        ("Army denies " * 20 + "\nThe army denied it.", None),
        (WRAPPED, None),
    ],
)
def test_a_headline_becomes_the_title_and_stays(
    tmp_path: Path, text: str, title: str | None
) -> None:
    article = one(write(tmp_path, "a.txt", text))
    assert (article.title, article.text) == (title, text)


RECORD = {"text": "It fell.", "title": "T", "date": "2024", "outlet": "O", "id": "r1", "more": [1]}


def test_a_json_object_is_one_article(tmp_path: Path) -> None:
    article = one(write(tmp_path, "a.json", json.dumps(RECORD)))
    assert (article.id, article.text, article.title) == ("r1", "It fell.", "T")
    assert (article.date, article.outlet) == ("2024", "O")


def test_a_json_list_gives_articles_in_order_with_unique_ids(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", json.dumps([{"text": "One."}, RECORD, {"text": "Three."}]))
    items = list(read_articles(str(path)))
    assert [i.id for i in items if isinstance(i, Article)] == ["a-1", "r1", "a-3"]


LINES = '{"text": "One."}\n\n{"text": "Two."}\n'


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json", "a.unknown"])
def test_json_lines_keep_ids_unique(tmp_path: Path, name: str) -> None:
    items = list(read_articles(str(write(tmp_path, name, LINES))))
    assert [i.id for i in items if isinstance(i, Article)] == ["a-1", "a-3"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('{"text": "cut of', "broken JSON"),
        ("[" * 100_000, "broken JSON"),
        ('["text"]', "JSON list"),
        ("null", "JSON NoneType"),
        ('{"body": "x"}', "keys: body"),
        ('{"text": 5}', "keys: text"),
        ('{"text": " \\n"}', "an empty text"),
        ("\x00\x01\x02", "binary data"),
    ],
)
def test_a_broken_line_is_an_error_in_its_place(tmp_path: Path, line: str, found: str) -> None:
    path = write(tmp_path, "a.jsonl", f'{{"text": "One."}}\n{line}\n{{"text": "Three."}}\n')
    first, broken, last = read_articles(str(path))
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(broken, ArticleError)
    assert str(broken).startswith(f"{path}:2: found ")
    assert found in str(broken)
    assert "; expected " in str(broken)


def test_a_broken_item_of_a_list_does_not_stop_the_rest(tmp_path: Path) -> None:
    items = list(
        read_articles(str(write(tmp_path, "a.json", '[{"text": "One."}, 5, {"text": "T."}]')))
    )
    assert [type(item) for item in items] == [Article, ArticleError, Article]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.JSON.GZ", "a.html.gz", "a.gz"])
def test_gzipped_files_are_unpacked(tmp_path: Path, name: str) -> None:
    texts = {".txt": "One.", ".jsonl": '{"text": "One."}', ".html": "<p>One.</p>"}
    content = texts.get(Path(name).with_suffix("").suffix, '{"text": "One."}')
    article = one(write(tmp_path, name, gzip.compress(content.encode())))
    assert article.text == "One."
    assert article.id in ("a", "a-1")


@pytest.mark.parametrize(
    ("content", "text", "id"),
    [
        (b"One. Two.", "One. Two.", "stdin"),
        (b'{"text": "One."}', "One.", "stdin"),
        (b'[{"text": "One."}]', "One.", "stdin-1"),
        (b"<p>One.</p>", "One.", "stdin"),
        (b"\xef\xbb\xbf<!DOCTYPE html><body>One.", "One.", "stdin"),
        (b"[Update] One.", "[Update] One.", "stdin"),
        (b"{brace} One.", "{brace} One.", "stdin"),
        (gzip.compress(b"One."), "One.", "stdin"),
    ],
)
def test_standard_input_is_known_by_its_content(
    monkeypatch: pytest.MonkeyPatch, content: bytes, text: str, id: str
) -> None:
    feed(monkeypatch, content)
    article = one("-")
    assert (article.text, article.id) == (text, id)


def test_html_gives_the_main_text_and_what_is_known(tmp_path: Path) -> None:
    article = one(write(tmp_path, "a.html", PAGE))
    assert "a spokesman said" in article.text
    assert "never" not in article.text
    assert "World" not in article.text
    assert (article.title, article.date) == ("Army denies raid", "2024-03-05")
    assert (article.outlet, article.warnings) == ("The Harbour Post", ())


def test_a_short_page_keeps_its_sentences_whole(tmp_path: Path) -> None:
    body = '<nav><a href="/">Home</a></nav><p>The <b>army</b> denied it on <a href="/m">Monday</a>.'
    article = one(write(tmp_path, "a.html", f"<html><body>{body}</p></body></html>"))
    assert article.text == "The army denied it on Monday."


def test_html_without_a_main_text_falls_back_to_the_visible_words(tmp_path: Path) -> None:
    head = "<html><head><title>T</title></head>"
    form = "<form><label>It\nfell.</label><br><label>Two <b>left</b>.</label></form>"
    page = f"{head}<body>{form}<script>x()</script></body></html>"
    article = one(write(tmp_path, "a.html", page))
    assert article.text == "It fell.\nTwo left."
    assert "visible text" in article.warnings[0]


@pytest.mark.parametrize(
    "page", ["<html></html>", "<!doctype html>", "<!--", "<p></p>", "<script>x()</script>"]
)
def test_html_without_words_is_refused(tmp_path: Path, page: str) -> None:
    assert "found a page without visible text" in refusal(write(tmp_path, "a.html", page))


def test_a_slip_of_the_extractor_is_no_lost_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slip(*_: object, **__: object) -> None:
        raise AssertionError

    monkeypatch.setattr("trafilatura.bare_extraction", slip)
    assert "a spokesman said" in one(write(tmp_path, "a.html", PAGE)).text


def test_html_opens_no_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    assert one(write(tmp_path, "a.html", PAGE)).text


def test_plain_text_does_not_import_the_html_libraries(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "One.")
    code = (
        "import sys; from attrib.article import read_articles;"
        f"list(read_articles({str(path)!r}));"
        "sys.exit(bool({'trafilatura', 'lxml', 'torch'} & set(sys.modules)))"
    )
    root = Path(__file__).parent.parent
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


# Encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["a.txt", "a.json", "a.jsonl", "a.html"])
def test_unicode_is_read_silently(tmp_path: Path, encoding: str, name: str) -> None:
    page = (
        "<article><p>“Zoë left the old town on Monday,” a resident of Tol Varen said.</p></article>"
    )
    contents = {"a.txt": "“Zoë left.”", "a.html": page}
    content = contents.get(name, json.dumps({"text": "“Zoë left.”"}, ensure_ascii=False))
    article = one(write(tmp_path, name, content.encode(encoding)))
    assert article.text.startswith("“Zoë left")
    assert article.warnings == ()


def test_a_declared_charset_is_honoured(tmp_path: Path) -> None:
    page = '<html><head><meta charset="koi8-r"></head><body><p>Пожар в порту.</p>'
    article = one(write(tmp_path, "a.html", page.encode("koi8-r")))
    assert article.text == "Пожар в порту."


@pytest.mark.parametrize("declared", ["utf-8", "no-such-codec", "hex", "utf-16"])
def test_a_wrong_charset_is_survived(tmp_path: Path, declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><p>Zoë left.</p>'
    assert one(write(tmp_path, "a.html", page.encode("cp1252"))).text == "Zoë left."


def test_windows_1252_is_read_with_a_warning(tmp_path: Path) -> None:
    article = one(write(tmp_path, "a.txt", "“Zoë left.”".encode("cp1252")))
    assert article.text == "“Zoë left.”"
    assert article.warnings == ("not UTF-8; read as Windows-1252",)


def test_broken_bytes_in_utf8_are_replaced_with_a_warning(tmp_path: Path) -> None:
    article = one(write(tmp_path, "a.txt", "“Zoë left” — ".encode() + b"\xff now."))
    assert article.text == "“Zoë left” — \ufffd now."
    assert article.warnings == ("1 broken UTF-8 character(s); replaced by U+FFFD",)


def test_control_characters_go_and_line_breaks_are_newlines(tmp_path: Path) -> None:
    text = "One.\r\nTwo\x07.\rThree.\x0cFour.\tFive. " + "Six. " * 50
    article = one(write(tmp_path, "a.json", json.dumps({"text": text})))
    assert article.text.startswith("One.\nTwo.\nThree.\nFour.\tFive. Six.")


def test_half_a_character_can_be_written_out_again(tmp_path: Path) -> None:
    article = one(write(tmp_path, "a.json", '{"text": "One \\ud800.", "id": "\\udfff"}'))
    assert (article.text, article.id) == ("One \ufffd.", "\ufffd")


# Refusals and limits


@pytest.mark.parametrize("content", [b"", b" \n\t", b"\xef\xbb\xbf", b"\xff\xfe"])
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a.jsonl"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = write(tmp_path, name, content)
    assert refusal(path).startswith(f"{path}: found an empty file; expected ")


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary data"),
        ("a.txt", "One. Two.".encode("utf-16-le"), "binary data"),
        ("a", bytes(range(128, 160)) * 9 + bytes(range(32)), "binary data"),
        ("a.json", b'{"text": "cut of', "broken JSON"),
        ("a.json", b"[]", "an empty list"),
        ("a.json", b'{"body": "x"}', "keys: body"),
        ("a.txt.gz", gzip.compress(b"One." * 99)[:20], "broken gzip data"),
        ("a.txt.gz", b"\x1f\x8bnothing", "broken gzip data"),
    ],
)
def test_what_holds_no_article_is_refused(
    tmp_path: Path, name: str, content: bytes, found: str
) -> None:
    message = refusal(write(tmp_path, name, content))
    assert found in message
    assert message.count("; ") >= 2  # found; expected; what to do


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "found no such file; expected a file of" in refusal(tmp_path / "none.txt")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "found a directory; expected a file of" in refusal(tmp_path)


@pytest.mark.parametrize("path", ["a\0b.txt", "x" * 5000])
def test_an_impossible_path_is_refused(path: str) -> None:
    assert "check the path" in refusal(path)


def test_a_forbidden_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbid(self: Path) -> bytes:  # the tests may run as root, whom no permission stops
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "read_bytes", forbid)
    assert "change its permissions" in refusal(write(tmp_path, "a.txt", "One."))


def test_a_long_text_is_cut_after_a_sentence(tmp_path: Path) -> None:
    text = "The town of Tol Varen burned. " * 40_000
    article = one(write(tmp_path, "a.txt", text))
    assert MAX_CHARACTERS - 100 < len(article.text) <= MAX_CHARACTERS
    assert article.text.endswith("burned.")
    assert f"{len(text) - len(article.text):,} of {len(text):,}" in article.warnings[0]


def test_a_long_text_without_spaces_is_cut_all_the_same(tmp_path: Path) -> None:
    article = one(write(tmp_path, "a.txt", "x" * (MAX_CHARACTERS + 5000)))
    assert 0 < len(article.text) <= MAX_CHARACTERS
