"""The local server: what it answers to what, that it loses nobody, and that it keeps nothing."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import pytest
from browser import open_browser
from click.testing import CliRunner
from conftest import SPILL, FakeJudge, FakeTagger
from starlette.applications import Starlette
from starlette.testclient import TestClient

from attrib import __version__
from attrib.article import make_article
from attrib.cli import main
from attrib.pipeline import Pipeline
from attrib.records import Passage, Report, TaggedSpan
from attrib.verdicts import Combiner
from attrib.web import Limits, address, make_app, open_sockets

HERE = "http://127.0.0.1:8000"
POLICY = "content-security-policy"
LIMITS = Limits(max_bytes=50_000, max_characters=5_000, waiting=1, upload_seconds=5)
TEXT = {"Content-Type": "text/plain"}
JSON = {"Content-Type": "application/json"}
HTML = {"Content-Type": "text/html"}
PAGE = f"<html><body><article><h1>Spill</h1><p>{SPILL}</p></article></body></html>"
NO_FILE = {"file": ("", b"")}  # as a browser sends it
WAIT = 20.0  # seconds; far more than anything here takes


def plain_page(report: Report) -> str:
    """A page in the place of the report, with a policy of its own."""
    policy = "default-src &#39;none&#39;; img-src data:"
    said = " · ".join(f"{source.name}" for source in report.sources)
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return f"<!doctype html>{meta}<title>{report.article.title}</title><p>{said}</p>"


@dataclass
class HeldTagger(FakeTagger):
    """Finds what `FakeTagger` finds, once it is let go."""

    begun: threading.Event = field(default_factory=threading.Event)
    free: threading.Event = field(default_factory=threading.Event)
    calls: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def tag(self, passages: Sequence[Passage]) -> list[list[TaggedSpan]]:
        self.calls += 1
        self.begun.set()
        assert self.free.wait(WAIT)
        return super().tag(passages)


@pytest.fixture(scope="module")
def pipeline(spill_judge: FakeJudge, combiner: Combiner) -> Pipeline:
    return Pipeline(FakeTagger(), spill_judge, combiner, {"attribution": "fake", "nli": "fake"})


@pytest.fixture
def app(pipeline: Pipeline) -> Starlette:
    return make_app(pipeline, limits=LIMITS, render=plain_page)


@pytest.fixture
def client(app: Starlette) -> Iterator[TestClient]:
    with TestClient(app, base_url=HERE) as client:
        yield client


@pytest.fixture
def held(combiner: Combiner) -> Iterator[HeldTagger]:
    tagger = HeldTagger()
    yield tagger
    tagger.free.set()


@pytest.fixture
def held_app(held: HeldTagger, combiner: Combiner) -> Starlette:
    return make_app(Pipeline(held, FakeJudge(), combiner), limits=LIMITS, render=plain_page)


def sources_in(body: str) -> list[str]:
    return [source["name"] for source in json.loads(body)["sources"]]


# What is answered


def test_the_start_page_has_a_form_that_needs_no_script(client: TestClient) -> None:
    page = client.get("/").text
    assert re.search(r'<form method="post" action="/" enctype="multipart/form-data">', page)
    assert {"text", "file", "title"} == set(re.findall(r'name="(text|file|title)"', page))
    assert "<script" not in page
    assert "0.05 MB" in page and "5,000 characters" in page


def test_a_pasted_article_gives_the_page(client: TestClient, pipeline: Pipeline) -> None:
    answer = client.post("/", data={"text": SPILL}, files=NO_FILE)
    report = pipeline.score(make_article(SPILL, id="pasted text"))
    assert (answer.status_code, answer.text) == (200, plain_page(report))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("spill.txt", SPILL.encode()),
        ("spill.html", PAGE.encode()),
        ("spill.json", json.dumps({"text": SPILL}).encode()),
        ("C:\\papers\\spill", SPILL.encode("utf-16")),
    ],
)
def test_a_file_is_read_by_its_kind(client: TestClient, name: str, data: bytes) -> None:
    answer = client.post("/", data={"text": " "}, files={"file": (name, data)})
    assert answer.status_code == 200
    assert "Dana Wirrel · Nordal Chemicals" in answer.text


def test_the_title_that_is_given_wins(client: TestClient) -> None:
    files = {"file": ("spill.html", PAGE.encode())}
    assert "<title>Spill<" in client.post("/", files=files).text
    titled = client.post("/", data={"title": " Foul\n\x07 water "}, files=files)
    assert "<title>Foul water<" in titled.text


def test_the_article_is_marked_up_by_the_report(pipeline: Pipeline) -> None:
    hostile = 'Ola <script>alert(1)</script> said the "><img onerror=alert(2)> pond was full.'
    with TestClient(make_app(pipeline), base_url=HERE) as client:
        answer = client.post("/", data={"text": hostile, "title": "<b>"}, files=NO_FILE)
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text and "<img" not in answer.text
    assert "<b>" not in answer.text
    meta = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', answer.text)
    assert meta is not None
    assert answer.headers[POLICY].startswith("default-src 'none'; ")
    assert answer.headers[POLICY].endswith("; frame-ancestors 'none'")


def test_the_interface_gives_what_the_command_prints(
    client: TestClient, pipeline: Pipeline
) -> None:
    record = {"text": SPILL, "id": "spill", "title": "Foul water", "date": "2026-03-09"}
    answer = client.post("/score", json=record)
    article = make_article(SPILL, id="spill", title="Foul water", date="2026-03-09")
    expected = pipeline.score(article).to_dict(version=__version__)
    assert answer.headers["content-type"] == "application/json"
    assert answer.text == json.dumps(expected, ensure_ascii=False) + "\n"


@pytest.mark.parametrize(
    ("headers", "data"), [(HTML, PAGE), (TEXT, SPILL), (JSON, json.dumps([{"text": SPILL}]))]
)
def test_the_interface_reads_three_media(
    client: TestClient, headers: dict[str, str], data: str
) -> None:
    headers = {"Content-Type": f"{headers['Content-Type']}; charset=utf-8"}
    answer = client.post("/score", content=data.encode(), headers=headers)
    assert sources_in(answer.text)[:2] == ["Dana Wirrel", "Nordal Chemicals"]


def test_narration_is_the_server_s(pipeline: Pipeline) -> None:
    record = {"text": "Nordal poured solvent into the Ellow. It rained.", "outlet": "Vell Wire"}
    for narration, names in ((False, []), (True, ["Vell Wire"])):
        with TestClient(make_app(pipeline, narration=narration), base_url=HERE) as client:
            assert sources_in(client.post("/score", json=record).text) == names


def test_health_says_how_many_places_are_taken(client: TestClient) -> None:
    assert client.get("/health").json() == {"status": "ok", "busy": 0, "capacity": 2}


# What is refused


@pytest.mark.parametrize(
    ("status", "headers", "body", "words"),
    [
        (400, JSON, b'{"text": ', "article: found broken JSON"),
        (400, JSON, b"[1, 2]", "found more than one article"),
        (400, JSON, b"7", "article: found a JSON int"),
        (400, JSON, b'{"text": 5}', 'article: found no string under "text"'),
        (400, JSON, b"\xff\xfe\xff", "article: found"),
        (400, JSON, b"[" * 40_000, "article: found broken JSON"),
        (400, TEXT, b"", "article: found an empty file"),
        (400, TEXT, bytes(range(256)) * 40, "article: found binary data"),
        (400, HTML, b"<html><head><title>x</title></head></html>", "without visible text"),
        (415, {"Content-Type": "application/pdf"}, b"%PDF", "found application/pdf; expected"),
        (415, {}, b"words", "found no media type"),
        (415, TEXT | {"Content-Encoding": "gzip"}, b"\x1f\x8b", "found gzip compression"),
        (413, TEXT, b"x" * 50_001, "found a request of more than 50,000 bytes"),
        (413, TEXT, b"Rain. " * 1_000, "found an article of 6,000 characters"),
    ],
)
def test_a_bad_request_is_one_line(
    client: TestClient, status: int, headers: dict[str, str], body: bytes, words: str
) -> None:
    answer = client.post("/score", content=body, headers=headers)
    assert answer.status_code == status
    assert list(answer.json()) == ["error"]
    assert words in answer.json()["error"] and "\n" not in answer.json()["error"]
    assert client.get("/health").json()["busy"] == 0


FORM_HEAD = {"Content-Type": "multipart/form-data; boundary=b"}


@pytest.mark.parametrize(
    ("status", "sent", "words"),
    [
        (400, {"data": {"text": " "}, "files": NO_FILE}, "neither a text nor a file"),
        (400, {"data": {"text": "a"}, "files": {"file": ("b", b"b")}}, "both a text and a file"),
        (400, {"files": {"file": ("x.txt", b"")}}, "x.txt: found an empty file"),
        (400, {"files": {"file": ("a/x.json", b"{")}}, "x.json: found broken JSON"),
        (400, {"files": [("file", ("a", b"a")), ("file", ("b", b"b"))]}, "Too many files"),
        (400, {"headers": {"Content-Type": "multipart/form-data"}, "content": b"x"}, "boundary"),
        (400, {"headers": FORM_HEAD, "content": b"nothing of the kind"}, "a broken form"),
        (415, {"data": {"text": SPILL}}, "found application/x-www-form-urlencoded"),
        (413, {"files": {"file": ("x.txt", b"x" * 50_000)}}, "more than 50,000 bytes"),
    ],
)
def test_a_bad_form_gets_a_page_that_says_so(
    client: TestClient, status: int, sent: dict[str, Any], words: str
) -> None:
    answer = client.post("/", **sent)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert words in answer.text and 'href="/"' in answer.text


def test_a_refusal_shows_names_as_text(client: TestClient) -> None:
    answer = client.post("/", files={"file": ("<img src=x>.json", b"{")})
    assert answer.status_code == 400
    assert "&lt;img src=x&gt;.json" in answer.text and "<img" not in answer.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/score", 405), ("PUT", "/", 405), ("GET", "/etc/passwd", 404)],
)
def test_other_paths_and_methods(client: TestClient, method: str, path: str, status: int) -> None:
    assert client.request(method, path).status_code == status


def test_a_fault_is_one_line_and_quotes_nothing(
    combiner: Combiner, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken:
        def tag(self, passages: Sequence[Passage]) -> list[list[TaggedSpan]]:
            raise KeyError(passages[0].text)

    caplog.set_level(logging.DEBUG)
    app = make_app(Pipeline(Broken(), FakeJudge(), combiner), render=plain_page)
    with TestClient(app, base_url=HERE) as client:
        answer = client.post("/score", json={"text": SPILL})
        assert client.get("/health").json()["busy"] == 0
    assert (answer.status_code, "KeyError" in answer.json()["error"]) == (500, True)
    assert "KeyError at test_serve.py" in caplog.text
    assert "Brackmoor" not in answer.text + caplog.text


# Who may ask


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000"]
)
def test_this_computer_s_names_are_answered(client: TestClient, host: str) -> None:
    assert client.get("/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:80", "localhost:8001",
     "localhost.evil.example:8000", "127.0.0.1:8000.evil.example", "0.0.0.0:8000", "", "[", "a b"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/health", "/nowhere"])
def test_another_host_s_name_is_misdirected(client: TestClient, host: str, path: str) -> None:
    answer = client.get(path, headers={"Host": host})
    assert answer.status_code == 421
    assert "http://127.0.0.1:8000/" in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": HERE},
        {"Origin": HERE, "Sec-Fetch-Site": "same-origin"},
        {"Origin": "null", "Sec-Fetch-Site": "same-origin"},
        {"Origin": "http://localhost:8000", "Host": "localhost:8000"},
    ],
)
def test_our_own_form_is_taken(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/score", json={"text": SPILL}, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9000"},
        {"Origin": "http://localhost:8000"},
        {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_another_site_s_form_is_not(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/", data={"text": SPILL}, headers=headers).status_code == 403
    assert client.post("/score", json={"text": SPILL}, headers=headers).status_code == 403


# What a browser may do with an answer, and what is kept


SENT = {
    "start": ("GET", "/", {}),
    "health": ("GET", "/health", {}),
    "report": ("POST", "/", {"data": {"text": SPILL}, "files": NO_FILE}),
    "score": ("POST", "/score", {"json": {"text": SPILL}}),
    "refusal": ("POST", "/", {"files": {"file": ("x", b"")}}),
    "missing": ("GET", "/x", {}),
    "misdirected": ("GET", "/", {"headers": {"Host": "evil.example"}}),
}


@pytest.mark.parametrize("name", SENT)
def test_every_answer_has_the_safe_headers(client: TestClient, name: str) -> None:
    method, path, sent = SENT[name]
    headers = client.request(method, path, **sent).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "set-cookie" not in headers
    assert headers[POLICY].startswith("default-src 'none'; ")
    assert "frame-ancestors 'none'" in headers[POLICY] and "unsafe" not in headers[POLICY]


def test_the_header_has_the_page_s_own_policy(client: TestClient) -> None:
    report = client.post("/", files={"file": ("spill.txt", SPILL.encode())})
    assert report.headers[POLICY] == "default-src 'none'; img-src data:; frame-ancestors 'none'"


def test_a_large_file_never_touches_the_disk(
    pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a temporary file was opened")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    page = PAGE + f"<!--{'x' * 3_000_000}-->"
    with TestClient(make_app(pipeline, render=plain_page), base_url=HERE) as client:
        answer = client.post("/", files={"file": ("spill.html", page.encode())})
    assert answer.status_code == 200


def test_the_log_has_neither_text_nor_query(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="attrib.web")
    client.post("/score?said=Ferrin", json={"text": SPILL})
    client.get("/a%0Ab")
    lines = [record.getMessage() for record in caplog.records if record.name == "attrib.web"]
    assert [re.sub(r"[\d.]+ s$", "", line) for line in lines] == [
        "POST /score 200 ",
        "GET /a\\nb 404 ",
    ]


# Many at once


def test_the_rest_is_answered_while_one_is_scored(held: HeldTagger, held_app: Starlette) -> None:
    with TestClient(held_app, base_url=HERE) as client, ThreadPoolExecutor() as pool:
        first = pool.submit(client.post, "/score", json={"text": SPILL})
        assert held.begun.wait(WAIT)
        second = pool.submit(client.post, "/score", json={"text": SPILL})
        wait_for(lambda: client.get("/health").json()["busy"] == 2)
        assert client.get("/").status_code == 200
        third = client.post("/score", json={"text": SPILL})
        assert (third.status_code, third.headers["retry-after"]) == (503, "10")
        assert "found all 2 places taken" in third.json()["error"]
        assert held.calls == 1
        held.free.set()
        assert [one.result(WAIT).status_code for one in (first, second)] == [200, 200]
        assert client.get("/health").json()["busy"] == 0


def test_what_is_broken_does_not_wait_for_what_is_scored(
    held: HeldTagger, held_app: Starlette
) -> None:
    with TestClient(held_app, base_url=HERE) as client, ThreadPoolExecutor() as pool:
        first = pool.submit(client.post, "/score", json={"text": SPILL})
        assert held.begun.wait(WAIT)
        assert client.post("/score", json={"text": ""}).status_code == 400
        held.free.set()
        assert first.result(WAIT).status_code == 200


def wait_for(condition: Any) -> None:
    end = time.monotonic() + WAIT
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


# Requests as the server sees them


@dataclass
class Wire:
    """A client's side of one request: what it sends piece by piece, and what it gets."""

    pieces: Sequence[bytes]
    headers: Mapping[str, str] = field(default_factory=lambda: TEXT)
    stalls: bool = False  # after the last piece, without an end
    taken: int = 0
    got: list[Any] = field(default_factory=list)
    taken_at: list[int] = field(default_factory=list)
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    async def receive(self) -> dict[str, Any]:
        if self.taken == len(self.pieces):
            await self.gone.wait()
            return {"type": "http.disconnect"}
        self.taken += 1
        more = self.taken < len(self.pieces) or self.stalls
        return {"type": "http.request", "body": self.pieces[self.taken - 1], "more_body": more}

    async def send(self, message: Any) -> None:
        self.got.append(message)
        self.taken_at.append(self.taken)

    async def ask(self, app: Starlette) -> int | None:
        heads = {"host": "127.0.0.1:8000", "transfer-encoding": "chunked", **self.headers}
        scope = {
            "type": "http", "method": "POST", "path": "/score", "raw_path": b"/score",
            "query_string": b"", "root_path": "", "scheme": "http", "http_version": "1.1",
            "server": ("127.0.0.1", 8000), "client": ("127.0.0.1", 50_000),
            "headers": [(k.lower().encode(), v.encode()) for k, v in heads.items()],
        }  # fmt: skip
        await app(scope, self.receive, self.send)
        return self.got[0]["status"] if self.got else None


def test_a_body_without_end_is_refused_at_the_limit(app: Starlette) -> None:
    wire = Wire([b"x" * 10_000] * 20)
    assert asyncio.run(wire.ask(app)) == 413
    assert wire.taken_at[0] == 6


def test_a_client_that_is_refused_early_is_heard_out(app: Starlette) -> None:
    wire = Wire([b"x" * 10_000] * 20)
    asyncio.run(wire.ask(app))
    assert b"more than 50,000 bytes" in wire.got[1]["body"]
    assert [message.get("more_body") for message in wire.got] == [None, True, None]
    assert wire.taken_at == [6, 6, 20]
    assert (b"connection", b"close") in wire.got[0]["headers"]


def test_a_client_is_not_heard_out_for_ever(
    app: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("attrib.web.guards.LINGER", 0.05)
    assert asyncio.run(Wire([b"x" * 60_000], stalls=True).ask(app)) == 413


def test_a_slow_client_loses_its_place(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attrib.web.guards.LINGER", 0.05)
    app = make_app(pipeline, limits=Limits(waiting=0, upload_seconds=0.05))
    assert asyncio.run(Wire([b"Rain"], stalls=True).ask(app)) == 408
    assert asyncio.run(Wire([b"Rain."]).ask(app)) == 200


def test_who_leaves_while_waiting_is_not_scored(
    held: HeldTagger, held_app: Starlette, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="attrib.web")

    async def scenario() -> list[int | None]:
        stays, leaves = Wire([SPILL.encode()]), Wire([SPILL.encode()])
        first = asyncio.create_task(stays.ask(held_app))
        await asyncio.to_thread(held.begun.wait, WAIT)
        second = asyncio.create_task(leaves.ask(held_app))
        while not leaves.taken:
            await asyncio.sleep(0.01)
        leaves.gone.set()
        left = await asyncio.wait_for(second, WAIT)
        held.free.set()
        return [await first, left]

    assert asyncio.run(scenario()) == [200, None]
    once = held.calls
    assert asyncio.run(Wire([SPILL.encode()]).ask(held_app)) == 200
    assert held.calls == 2 * once
    assert any(line.startswith("POST /score left") for line in caplog.messages)


def test_who_is_cut_off_is_told(held: HeldTagger, held_app: Starlette) -> None:
    async def scenario() -> int:
        wire = Wire([SPILL.encode()])
        asking = asyncio.create_task(wire.ask(held_app))
        await asyncio.to_thread(held.begun.wait, WAIT)
        asking.cancel()
        held.free.set()
        await asyncio.wait_for(asking, WAIT)
        return int(wire.got[0]["status"])

    assert asyncio.run(scenario()) == 503


# A real process

PROCESS = """
import sys, time
from unittest import mock
sys.path.insert(0, sys.argv[1])
from conftest import FakeJudge, FakeTagger
from attrib.cli import main
from attrib.networks import shipped_checkpoint
from attrib.pipeline import Pipeline
from attrib.verdicts import read_combiner

class Slow(FakeTagger):
    def tag(self, passages):
        if any("slow" in passage.text for passage in passages):
            time.sleep(60)
        return super().tag(passages)

pipeline = Pipeline(
    Slow(), FakeJudge(), read_combiner(shipped_checkpoint("nli") / "combiner.json")
)
with mock.patch("attrib.cli.serve.load", lambda **given: pipeline):
    main(["serve", *sys.argv[2:]])
"""


@contextmanager
def serving(*options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    tests = str(Path(__file__).parent)
    words = [sys.executable, "-c", PROCESS, tests, "--port", "0", *options]
    process = subprocess.Popen(words, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip()
    finally:
        process.kill()
        process.communicate()


def stop(process: subprocess.Popen[str]) -> tuple[int, str]:
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=WAIT)
    return process.returncode, said


def test_a_server_answers_and_ends_on_ctrl_c() -> None:
    with serving() as (process, url):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", url)
        with httpx2.Client(base_url=url) as client:
            assert client.get("/health").json()["status"] == "ok"
            assert client.post("/score", json={"text": "It rained."}).status_code == 200
            assert client.get("/", headers={"Host": "evil.example"}).status_code == 421
            heads = {"Connection": "close"}
            large = client.post("/score", content=b"x" * 9_000_000, headers=TEXT | heads)
            assert large.status_code == 413
        code, said = stop(process)
    assert code == 0
    assert said.endswith("Stopped.\n") and "Traceback" not in said and "rained" not in said


def test_ctrl_c_does_not_wait_for_a_long_article() -> None:
    with serving() as (process, url), ThreadPoolExecutor() as pool:
        with httpx2.Client(base_url=url, timeout=WAIT) as client:
            asked = pool.submit(client.post, "/score", json={"text": "Ola said it was slow."})
            wait_for(lambda: client.get("/health").json()["busy"] == 1)
            code, said = stop(process)
            assert asked.result(WAIT).status_code == 503
    assert code == 0
    assert said.endswith("Stopped.\n") and "Traceback" not in said


def test_a_taken_port_is_one_line() -> None:
    sockets = open_sockets(0)
    try:
        port = address(sockets).rstrip("/").rpartition(":")[2]
        result = CliRunner().invoke(main, ["serve", "--port", port])
    finally:
        for one in sockets:
            one.close()
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(
        f"Error: port {port}: found it unusable (Address already in use)"
    )
    assert result.stderr.count("\n") == 1


def test_it_listens_on_loopback_only() -> None:
    sockets = open_sockets(0)
    names = [one.getsockname() for one in sockets]
    for one in sockets:
        one.close()
    assert {name[0] for name in names} <= {"127.0.0.1", "::1"}
    assert names[0][0] == "127.0.0.1" and len({name[1] for name in names}) == 1


@pytest.mark.parametrize("missing", ["starlette", "uvicorn", "python_multipart"])
def test_a_missing_extra_is_one_line(missing: str) -> None:
    code = (
        f"import sys; sys.modules[{missing!r}] = None; "
        "from attrib.cli import main; main(['serve', '--port', '0'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"{missing!r}" in done.stderr and "pip install 'attrib[web]'" in done.stderr
    assert done.stderr.count("\n") == 1


def test_help_needs_no_extra() -> None:
    code = (
        "import sys; sys.modules['starlette'] = None; "
        "from attrib.cli import main; main(['serve', '--help'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0 and "attrib serve --port 0" in done.stdout


# A real browser


@pytest.mark.parametrize("script", [True, False], ids=("scripts", "no scripts"))
def test_a_browser_s_form_is_taken_and_asks_nobody_else(script: bool, tmp_path: Path) -> None:
    """A page without referrer sends the origin "null", which only a real browser shows."""
    path = tmp_path / "spill.txt"
    path.write_text(SPILL, "utf-8")
    with open_browser() as browser, serving() as (_, url):
        page = browser.new_context(java_script_enabled=script).new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.goto(url)
        page.fill("#text", 'Ola Brask said the "><img onerror=alert(1)> sluice was open.')
        page.fill("#title", "<script>alert(2)</script>")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "Ola Brask" in page.inner_text("body")
        page.goto(url)
        page.set_input_files("#file", path)
        with page.expect_navigation():
            page.click("button")
        assert "Nordal Chemicals" in page.inner_text("body")
    assert set(asked) == {url} and len(asked) == 4
    assert said == []
