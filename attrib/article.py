"""A path or standard input in, articles with sentences and exact character offsets out.

Reads plain text, HTML, JSON and JSON Lines, gzipped or not, in whatever encoding comes. What
cannot be read becomes one `ArticleError` in its place, so that a batch goes on. Opens no socket.
"""

from __future__ import annotations

import codecs
import gzip
import io
import json
import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from attrib.errors import ArticleError
from attrib.records import Article
from attrib.sentences import MAX_SENTENCE, split_sentences

MAX_CHARACTERS = 1_000_000
MAX_TITLE = 150

_RECORD = 'a JSON object with a string "text"'

_SUFFIXES = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".json": "json", ".jsonl": "jsonl",
    ".ndjson": "jsonl", ".txt": "text", ".text": "text", ".md": "text",
}  # fmt: skip
_HTML_START = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|\?xml|(?:html|head|body|title|meta|main|article"
    rb"|section|div|h1|p)\b)",
    re.IGNORECASE | re.DOTALL,
)
_JSON_START = re.compile(rb'\s*(?:\[\s*[{\]]|\{\s*["}])')
_JSON_LINES = re.compile(r"\s*\{.*\}[ \t\r]*\n\s*\{")
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)\b[^<>]*?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE
)
_FILE_ERRORS: dict[type[Exception], tuple[str, str]] = {
    FileNotFoundError: ("no such file", "check the path"),
    IsADirectoryError: ("a directory", "give the files in it one by one"),
    PermissionError: ("a file that may not be read", "change its permissions"),
}
# What trafilatura 2.3 and htmldate let slip on malformed pages (seen: AssertionError).
_EXTRACTOR_SLIPS = (AssertionError, AttributeError, LookupError, TypeError, ValueError)
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f\ufffd]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_HTML_BLOCKS = frozenset(
    "address article aside blockquote body br caption dd div dl dt figcaption figure footer form h1"
    " h2 h3 h4 h5 h6 header hr li main nav ol option p pre section table td th tr ul".split()
)


def make_article(
    text: str,
    *,
    id: str,
    title: str | None = None,
    date: str | None = None,
    outlet: str | None = None,
    warnings: Sequence[str] = (),
) -> Article:
    """Return `text`, kept character for character, with its sentences (none if it has no words)."""
    sentences = split_sentences(text)
    return Article(id, text, sentences, title, date, outlet, tuple(warnings))


@dataclass(frozen=True, slots=True)
class _File:
    """Bytes with the names they go by: `name` in messages, `stem` in ids."""

    name: str
    stem: str
    kind: str
    data: bytes


def read_articles(path: str) -> Iterator[Article | ArticleError]:
    """Yield the articles of a file in its order; "-" is standard input.

    The suffix decides between HTML, JSON, JSON Lines and plain text, the content where the suffix
    is unknown. Nothing is raised for a bad file or record: an `ArticleError` stands in its place.
    """
    where = "stdin" if path == "-" else path
    try:
        data = _read_bytes(path, where=where)
    except ArticleError as error:
        yield error
        return
    yield from read_data(data, name=where)


def read_data(data: bytes, *, name: str, kind: str = "") -> Iterator[Article | ArticleError]:
    """Yield the articles in what a file of that name holds, as `read_articles` does.

    Nothing is opened and nothing unpacked. `kind` ("html", "json", "jsonl" or "text") goes before
    what the suffix and the content say.
    """
    try:
        file = _file(data, name=name, kind=kind)
        if file.kind == "jsonl":
            yield from _read_lines(file)
        elif file.kind == "json":
            yield from _read_json(file)
        else:
            yield _read_html(file) if file.kind == "html" else _read_text(file)
    except ArticleError as error:
        yield error


def _file(data: bytes, *, name: str, kind: str) -> _File:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode()
    if not data.removeprefix(codecs.BOM_UTF8).strip():
        raise _error(name, "an empty file", "the text of an article", "check how it was made")
    inner = PurePath(PurePath(name).name)
    if inner.suffix.lower() == ".gz":
        inner = inner.with_suffix("")
    kind = kind or _SUFFIXES.get(inner.suffix.lower()) or _sniff(data)
    return _File(name, inner.stem, kind, data)


def _read_bytes(path: str, *, where: str) -> bytes:
    """Return what the file holds, unpacked; gzip is known by its first bytes."""
    expected = "a file of plain text, HTML, JSON or JSON Lines"
    try:
        data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
        return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise _error(where, f"broken gzip data ({error})", expected, "compress it anew") from error
    except (OSError, ValueError) as error:
        found, remedy = _FILE_ERRORS.get(type(error), (str(error), "check the path"))
        raise _error(where, found, expected, remedy) from error


def _sniff(data: bytes) -> str:
    head = data[:4096].removeprefix(codecs.BOM_UTF8)
    if _HTML_START.match(head):
        return "html"
    return "json" if _JSON_START.match(head) else "text"


def _read_text(file: _File) -> Article:
    text, warnings = _decode(file.data, where=file.name)
    article = _build({"text": text}, where=file.name, id=file.stem, warnings=warnings)
    return replace(article, title=_first_line_title(article))


def _first_line_title(article: Article) -> str | None:
    """Return the first line where it looks like a headline, None where it is running text."""
    line = re.search(r"\S(?:[^\r\n\u2028\u2029]*\S)?", article.text)
    if line is None or len(line.group()) > MAX_TITLE or line.group().endswith("."):
        return None
    ends_there = any(sentence.end == line.end() for sentence in article.sentences[:-1])
    return line.group() if ends_there else None


def _read_json(file: _File) -> Iterator[Article | ArticleError]:
    """Yield the records of one object or of a list; go line by line where it is JSON Lines."""
    text, warnings = _decode(file.data, where=file.name)
    try:
        value = _parse(text, where=file.name)
    except ArticleError:
        if not _JSON_LINES.match(text):
            raise
        yield from _read_lines(file)
        return
    if value == []:
        raise _error(file.name, "an empty list", "at least one article", "check how it was made")
    if not isinstance(value, list):
        yield _build(value, where=file.name, id=file.stem, warnings=warnings)
        return
    for number, record in enumerate(value, 1):
        where, id = f"{file.name}, item {number}", f"{file.stem}-{number}"
        try:
            yield _build(record, where=where, id=id, warnings=warnings)
        except ArticleError as error:
            yield error


def _read_lines(file: _File) -> Iterator[Article | ArticleError]:
    for number, line in enumerate(io.BytesIO(file.data), 1):
        if not line.strip():
            continue
        where, id = f"{file.name}:{number}", f"{file.stem}-{number}"
        try:
            text, warnings = _decode(line, where=where)
            yield _build(_parse(text, where=where), where=where, id=id, warnings=warnings)
        except ArticleError as error:
            yield error


def _parse(text: str, *, where: str) -> object:
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        remedy = "mend or remove the record"
        raise _error(where, f"broken JSON ({error})", _RECORD, remedy) from error
    return value


def _read_html(file: _File) -> Article:
    """Return the main text of a page, all its visible text where no main text is found."""
    page, warnings = _decode(file.data, where=file.name)
    page = _clean(page)
    fields = _main_text(page)
    if not fields.get("text"):
        fields["text"] = _visible_text(page)
        warnings = (*warnings, "no main text found in the page; all its visible text is read")
    if not fields["text"]:
        remedy = "save the page again once it has loaded"
        raise _error(file.name, "a page without visible text", "an article in HTML", remedy)
    return _build(fields, where=file.name, id=file.stem, warnings=warnings)


def _main_text(page: str) -> dict[str, object]:
    # Imported here: only HTML pays for it.
    from trafilatura import bare_extraction
    from trafilatura.settings import Document, use_config

    if "<html" not in page[:4096].lower():  # the extractor takes no bare fragments
        page = f"<html><body>{page}</body></html>"
    # A date is read, never guessed from the text; a fixed limit gives the same answer every day.
    dates = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    # Its rescue of short texts breaks lines at every bold word and link, and adds the menu.
    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "0")
    try:
        found = bare_extraction(
            page,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=dates,
            config=config,
        )
    except _EXTRACTOR_SLIPS:
        return {}
    if not isinstance(found, Document):
        return {}
    text = (found.text or "").strip()
    return {"text": text, "title": found.title, "date": found.date, "outlet": found.sitename}


def _visible_text(page: str) -> str:
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    tree = etree.fromstring(page.encode(), parser)
    if tree is None:
        return ""
    etree.strip_elements(tree, "head", "script", "style", "noscript", "template", with_tail=False)
    words: list[str] = []
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        inside = event == "start" and isinstance(node.tag, str)  # not a processing instruction
        piece = (node.text if inside else node.tail if event == "end" else "") or ""
        words += ["\n" if node.tag in _HTML_BLOCKS else "", re.sub(r"\s+", " ", piece)]
    lines = (" ".join(line.split()) for line in "".join(words).split("\n"))
    return "\n".join(line for line in lines if line)


def _decode(data: bytes, *, where: str) -> tuple[str, tuple[str, ...]]:
    """Return the text with what there is to warn of; raise `ArticleError` if it is no text."""
    text, warnings = _guess(data)
    head = text[:100_000]
    if len(_CONTROL.findall(head)) * 100 > len(head) or head.count("\ufffd") * 3 > len(head):
        remedy = "extract the text first (from a PDF, say) or save it as UTF-8"
        raise _error(where, "binary data", "text, HTML or JSON", remedy)
    return text, warnings


def _guess(data: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
    if declared:
        try:
            return data.decode(_codec(declared[1].decode())), ()
        except (LookupError, UnicodeError):
            pass  # an unknown or a wrong declaration says nothing
    repaired = data.decode("utf-8-sig", "replace")
    broken = repaired.count("\ufffd")
    if broken < len(_BEYOND_ASCII.findall(repaired)):
        return repaired, (f"{broken} broken UTF-8 character(s); replaced by U+FFFD",)
    return data.decode("cp1252", "replace"), ("not UTF-8; read as Windows-1252",)


def _codec(declared: str) -> str:
    name = codecs.lookup(declared).name
    # Browsers read Latin-1 and ASCII so; a page whose declaration is legible is not UTF-16.
    return "cp1252" if name in ("iso8859-1", "ascii") or name.startswith("utf-16") else name


def _build(record: object, *, where: str, id: str, warnings: tuple[str, ...]) -> Article:
    """Return the article in `record`, its text cleaned and no longer than `MAX_CHARACTERS`."""
    remedy = "add it or remove the record"
    if not isinstance(record, dict):
        raise _error(where, f"a JSON {type(record).__name__}", _RECORD, "write one object each")
    if not isinstance(record.get("text"), str):
        keys = ", ".join(map(str, record)) or "none"
        raise _error(where, f'no string under "text" (keys: {keys[:80]})', _RECORD, remedy)
    text = _clean(record["text"])
    if not text.strip():
        raise _error(where, "an empty text", "the words of an article", remedy)
    text, cut = _limit(text)
    known = {key: _word(record.get(key)) for key in ("title", "date", "outlet")}
    id = _word(record.get("id")) or _clean(id)
    return make_article(text, id=id, warnings=warnings + cut, **known)


def _word(value: object) -> str | None:
    return " ".join(_clean(str(value)).split()) or None if isinstance(value, str | int) else None


def _clean(text: str) -> str:
    """Drop control characters; write every line break as a newline."""
    text = _CONTROL.sub("", _LINE_BREAK.sub("\n", text))
    # JSON can smuggle in half a character, which nothing can write out again.
    return _SURROGATE.sub("\ufffd", text)


def _limit(text: str) -> tuple[str, tuple[str, ...]]:
    """Cut a text beyond `MAX_CHARACTERS` after its last whole sentence."""
    if len(text) <= MAX_CHARACTERS:
        return text, ()
    start = MAX_CHARACTERS - 5 * MAX_SENTENCE
    whole = split_sentences(text[start:MAX_CHARACTERS])[:-1]
    end = start + whole[-1].end if whole else MAX_CHARACTERS
    left = f"{len(text) - end:,} of {len(text):,} characters left out"
    return text[:end], (f"{left}; the limit is {MAX_CHARACTERS:,}",)


def _error(where: str, found: str, expected: str, remedy: str) -> ArticleError:
    return ArticleError(f"{where}: found {found}; expected {expected}; {remedy}")
