"""Drives the independent network (network.js) from a test's threads."""

import contextlib
import json
import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).with_name("network.js")
ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "s3cr3t"
PATIENCE = 20


class Network:
    """A network that lives through everything; ``url`` is what the line binds to."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._answers: dict[str, dict[str, Any]] = {}
        self._news = threading.Condition()
        self._asking = threading.Lock()
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self.url = f"smpp://line:{PASSWORD}@127.0.0.1:{self._next('listening')['port']}?rate=1000"

    def queue(self, units: list[dict[str, Any]]) -> None:
        """Hand over ``{key, hex, pdu}``; the network keeps each until it is acknowledged."""
        self._do("queue", units=units)

    def cut(self) -> None:
        """End the connection at the next text from the line, without a word about it."""
        self._do("cut")

    def open(self) -> dict[str, int]:
        """Count what is not acknowledged yet, and what was submitted so far."""
        with self._asking:
            self._do("open")
            return self._next("open")

    def ledger(self) -> dict[str, Any]:
        """Give everything that was acknowledged and everything that was submitted."""
        with self._asking:
            self._do("ledger")
            return self._next("ledger")

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
        self._reader.join()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def _do(self, command: str, **fields: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": command, **fields}) + "\n")
        self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            answer = json.loads(line)
            with self._news:
                self._answers[answer["event"]] = answer
                self._news.notify_all()

    def _next(self, event: str) -> dict[str, Any]:
        with self._news:
            arrived = self._news.wait_for(lambda: event in self._answers, PATIENCE)
            assert arrived, f"the network did not say {event}"
            return self._answers.pop(event)


@contextlib.contextmanager
def running(window: int = 50) -> Iterator[Network]:
    process = subprocess.Popen(  # noqa: S603 -- our own command line
        ["node", str(SCRIPT), json.dumps({"password": PASSWORD, "window": window})],  # noqa: S607 -- set-up puts node on the path
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "NODE_PATH": str(ROOT / "node_modules")},
    )
    network = Network(process)
    try:
        yield network
    finally:
        network.close()
