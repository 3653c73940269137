"""A process that lives and does not work is ended and started anew, and nobody else is."""

import asyncio
import json
import os
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from townline.platform.core.logs import Lines
from townline.platform.processes import supervisor, watch
from townline.platform.processes.children import Child

PATIENCE = 20


class _Door(BaseHTTPRequestHandler):
    """``/healthz`` and ``/readyz`` as a test wishes them: a status and words for each."""

    answers: ClassVar[dict[str, tuple[int, bytes]]] = {}

    def do_GET(self) -> None:
        status, words = self.answers[self.path]
        self.send_response(status)
        self.send_header("Content-Length", str(len(words)))
        self.end_headers()
        self.wfile.write(words)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def door() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _response(code: int, /, **body: object) -> tuple[int, bytes]:
    return code, json.dumps(body).encode()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WORK_SECONDS", "PATIENCE_SECONDS", "YOUNG_SECONDS"):
        monkeypatch.setattr(watch, name, 0.05)


async def _restarted_children(url: str, *, answers: bool = True, repeats: int = 10) -> set[str]:
    """Keep three processes for some rounds of looking; name those that were started anew."""
    words = (sys.executable, "-c", "import time; time.sleep(600)")
    children = [
        Child(name=name, entry="not:used", django=False) for name in ("live", "web", "worker")
    ]
    keeper = supervisor.Supervisor(
        children, os.environ, Lines("run", as_json=False), lambda _: words
    )
    running = asyncio.create_task(keeper.run())
    while len(keeper.running) < len(children):  # noqa: ASYNC110 -- the supervisor has no event for it
        await asyncio.sleep(0.01)
    first = {name: process.pid for name, process in keeper.running.items()}
    work = asyncio.create_task(watch.Work(keeper, url, lambda: answers).keep())
    seen: set[str] = set()
    for _ in range(repeats):
        await asyncio.sleep(0.1)
        seen |= {name for name, pid in first.items() if not _is(keeper, name, pid)}
    work.cancel()
    keeper.stop()
    await running
    return seen


def _is(keeper: supervisor.Supervisor, name: str, pid: int) -> bool:
    process = keeper.running.get(name)
    return process is not None and process.pid == pid


@pytest.mark.parametrize(
    ("ready", "hanging"),
    [
        (_response(200, status="ok", links={}), set()),
        (_response(503, status="not ready", wrong="jobs", stuck={"worker": "-"}), {"worker"}),
        (_response(200, status="ok", links={}, stuck={"texts": "not one of ours"}), set()),
        (_response(503, status="not ready", wrong="migrations"), set()),
        (_response(503, status="not ready", wrong="database"), {"web"}),
        (_response(503, status="not ready", wrong="database", unanswered_s=0.8), set()),
        (_response(503, status="not ready", wrong="database", unanswered_s=12.5), {"web"}),
        ((500, b""), {"web"}),
        ((502, b"<!doctype html>"), {"web"}),
    ],
)
def test_who_hangs_is_started_anew(door: str, ready: tuple[int, bytes], hanging: set[str]) -> None:
    _Door.answers = {"/healthz": _response(200, status="ok"), "/readyz": ready}
    assert asyncio.run(_restarted_children(door)) == hanging


def test_a_port_that_nobody_answers_is_the_live_process(door: str) -> None:
    gone = door.rpartition(":")[0] + ":1"
    assert asyncio.run(_restarted_children(gone)) == {"live"}


def test_nobody_is_to_blame_while_the_database_is_away(door: str) -> None:
    _Door.answers = {"/healthz": _response(200, status="ok"), "/readyz": (500, b"")}
    assert asyncio.run(_restarted_children(door, answers=False)) == set()
