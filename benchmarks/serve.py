"""Load `attrib serve` with more than it takes on, and count what every request got. Linux only.

python benchmarks/serve.py --requests 200 --at-once 20

Of ten requests seven are articles, one is too large, one broken JSON and one a form without an
article. `lost` are those that got no answer. Who gets a 503 rests before asking for the next thing.
Memory is the server's, in MB, after a first article and in the end; health is asked throughout, in
milliseconds, and once more while a long article is scored.
"""

from __future__ import annotations

import json
import re
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
import httpx2

FERRY = Path(__file__).parents[1] / "examples" / "ferry.txt"
SHORT = (
    "Lena Orr of the water board said the sluice at Tarn was open on Monday. The mayor of Tarn "
    "denied that the sluice was open. Villagers said nine cellars were flooded."
)
LARGE = b"x" * 6_000_000
TEXT, JSON = {"Content-Type": "text/plain"}, {"Content-Type": "application/json"}
FORM = {"Content-Type": "multipart/form-data; boundary=b"}
KINDS: dict[str, dict[str, Any]] = {
    "article as JSON": {"url": "score", "json": {"text": SHORT}},
    "article as a file": {"url": "", "files": {"file": ("short.txt", SHORT.encode())}},
    "too large": {"url": "score", "content": LARGE, "headers": TEXT},
    "broken JSON": {"url": "score", "content": b'{"text": ', "headers": JSON},
    "broken form": {"url": "", "content": b"--b\r\nnothing", "headers": FORM},
}
TURNS = (*["article as JSON", "article as a file"] * 3, "article as JSON", *list(KINDS)[2:])
LOST = "no answer"


@click.command(help=__doc__)
@click.option("--requests", default=200, show_default=True)
@click.option("--at-once", default=20, show_default=True)
@click.option("--queue", default=8, show_default=True, help="The server's.")
@click.option("--rest", default=1.0, show_default=True, help="Seconds after a 503.")
def main(requests: int, at_once: int, queue: int, rest: float) -> None:
    """Print one JSON object."""
    with serving(queue) as (process, client):
        send(client, "article as JSON", rest)
        before = memory(process.pid)
        began = time.perf_counter()
        with watched(client) as health, ThreadPoolExecutor(at_once) as pool:
            kinds = [TURNS[i % len(TURNS)] for i in range(requests)]
            got = list(pool.map(lambda kind: (kind, send(client, kind, rest)), kinds))
        seconds = time.perf_counter() - began
        after = memory(process.pid)
        with watched(client) as beside:
            long = send(client, "article as JSON", rest, json={"text": "\n\n".join([ferry()] * 8)})
        said = {
            "requests": requests,
            "at_once": at_once,
            "lost": sum(status == LOST for _, status in got),
            "statuses": dict(sorted(Counter(status for _, status in got).items())),
            "by_kind": {
                kind: dict(sorted(Counter(s for k, s in got if k == kind).items()))
                for kind in KINDS
            },
            "seconds": round(seconds, 1),
            "memory": {"before": before, "after": after, "after_long": memory(process.pid)},
            "health": summary(health),
            "long_article": {"status": long, "health": summary(beside)},
        }
    click.echo(json.dumps(said, indent=1))


@contextmanager
def serving(queue: int) -> Iterator[tuple[subprocess.Popen[str], httpx2.Client]]:
    words = [sys.executable, "-m", "attrib", "serve", "--port", "0", "--queue", str(queue)]
    process = subprocess.Popen(words, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout is not None
    limits = httpx2.Limits(max_connections=None)
    try:
        url = process.stdout.readline().strip()
        with httpx2.Client(base_url=url, timeout=900, limits=limits) as client:
            yield process, client
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def ferry() -> str:
    return FERRY.read_text(encoding="utf-8")


def send(client: httpx2.Client, kind: str, rest: float, **changes: Any) -> str:
    """Send a request and return the status that it got."""
    try:
        status = client.request("POST", **(KINDS[kind] | changes)).status_code
    except httpx2.TransportError as error:
        click.echo(f"{kind}: {error!r}", err=True)
        return LOST
    if status == 503:
        time.sleep(rest)
    return str(status)


@contextmanager
def watched(client: httpx2.Client) -> Iterator[list[float]]:
    """Ask for health all the while; the list fills with milliseconds."""
    took: list[float] = []
    done = threading.Event()

    def ask() -> None:
        while not done.wait(0.05):
            began = time.perf_counter()
            client.get("health").raise_for_status()
            took.append(1000 * (time.perf_counter() - began))

    watcher = threading.Thread(target=ask)
    watcher.start()
    try:
        yield took
    finally:
        done.set()
        watcher.join()


def summary(took: list[float]) -> dict[str, float]:
    choose: dict[str, Callable[[list[float]], float]] = {
        "n": len,
        "median": statistics.median,
        "p95": lambda values: statistics.quantiles(values, n=20)[-1],
        "highest": max,
    }
    return {name: round(function(took), 1) for name, function in choose.items()}


def memory(pid: int) -> dict[str, int]:
    """Return what the process holds and the most that it held."""
    text = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    found = dict(re.findall(r"^(VmRSS|VmHWM):\s+(\d+) kB", text, re.MULTILINE))
    return {"now": int(found["VmRSS"]) // 1024, "peak": int(found["VmHWM"]) // 1024}


if __name__ == "__main__":
    main()
