"""What the tests drive: the simulator as its own process, an ESME of another hand, a socket."""

import json
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from townline.platform.core.paths import ROOT

PATIENCE = 20.0
SYSTEM_ID, PASSWORD = "esme", "open sesame"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Lines:
    """The lines of a process, each waited for with a limit."""

    def __init__(self, stream: Any) -> None:
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._unread: list[str] = []
        self._thread = threading.Thread(target=self._read, args=(stream,), daemon=True)
        self._thread.start()

    def _read(self, stream: Any) -> None:
        for line in stream:
            self._lines.put(line.rstrip("\n"))

    def wait(self, wanted: Callable[[str], bool]) -> str:
        """Take the next line that is wanted; the others wait for whoever wants them."""
        place = 0
        while True:
            while place == len(self._unread):
                try:
                    self._unread.append(self._lines.get(timeout=PATIENCE))
                except queue.Empty:
                    raise AssertionError(f"never came; there were {self._unread[-20:]}") from None
            if wanted(self._unread[place]):
                return self._unread.pop(place)
            place += 1

    def rest(self) -> list[str]:
        """Give the lines that nobody took; the process has ended."""
        self._thread.join(PATIENCE)
        while not self._lines.empty():
            self._unread.append(self._lines.get())
        return self._unread


class Simulator:
    """The simulator as ``townline process simulator`` starts it."""

    def __init__(self, home: Path, **variables: str) -> None:
        self.home, self.port, self._variables = home, free_port(), variables
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "townline.adapters.simulator"],
            cwd=ROOT,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ
            | {
                "TOWNLINE_HOME": str(self.home),
                "TOWNLINE_SIMULATOR_SOCKET": str(self.home / "s.sock"),
                "TOWNLINE_SMPP_URL": (
                    f"smpp://{SYSTEM_ID}:open%20sesame@127.0.0.1:{self.port}?window=5,smpp://x:y@z:1"
                ),
                "TOWNLINE_LINE_NUMBER": "02-0000-0100",
            }
            | self._variables,
        )
        self.log = Lines(self.process.stderr)
        self.log.wait(lambda line: line.startswith("listening"))
        transport = httpx.HTTPTransport(uds=str(self.home / "s.sock"))
        self.http = httpx.Client(transport=transport, base_url="http://localhost", timeout=PATIENCE)
        self.log.wait(lambda line: line == "phones open")

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.finish()

    def finish(self) -> int:
        """Wait for the end and tidy up; harmless when done already."""
        code = self.process.wait(PATIENCE)
        self.http.close()
        self.log.rest()
        assert self.process.stderr is not None
        self.process.stderr.close()
        return code

    def texts(self, phone: str) -> list[dict[str, Any]]:
        answer = self.http.get(f"/handset/api/phones/{phone}/texts")
        return list(answer.raise_for_status().json()["items"])

    def segments(self, phone: str) -> list[dict[str, Any]]:
        answer = self.http.get(f"/handset/api/phones/{phone}/segments")
        return list(answer.raise_for_status().json()["items"])

    def send(self, phone: str, body: str) -> int:
        answer = self.http.post(f"/handset/api/phones/{phone}/texts", json={"body": body})
        return int(answer.raise_for_status().json()["id"])

    def send_photos(
        self, slug: str, body: str, *files: tuple[str, bytes], **more: str
    ) -> httpx.Response:
        """Send the page's form as a browser without scripts does."""
        return self.http.post(
            f"/handset/phones/{slug}/texts",
            data={"body": body, "send": "typed", **more},
            files=[("photos", (name, data)) for name, data in files],
            headers={"Origin": "http://localhost"},
        )

    def trouble(self, kind: str, times: int = 1) -> None:
        self.http.post(
            "/handset/api/trouble", json={"kind": kind, "times": times}
        ).raise_for_status()


class Esme:
    """The node peer."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(  # noqa: S603 -- our own script
            ["node", str(Path(__file__).with_name("esme.js")), str(ROOT)],  # noqa: S607 -- as set up
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lines = Lines(self.process.stdout)

    def do(self, action: str, **details: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"do": action, **details}) + "\n")
        self.process.stdin.flush()

    def wait(self, event: str) -> dict[str, Any]:
        line = self._lines.wait(lambda line: json.loads(line)["event"] == event)
        return dict(json.loads(line))

    def bind(self, port: int, system_id: str = SYSTEM_ID, password: str = PASSWORD) -> int:
        self.do("bind", port=port, system_id=system_id, password=password)
        return int(self.wait("bound")["status"])

    def manner(self, manner: str | int) -> None:
        """Answer texts from now on: "ok", "hold" (never), or with a status."""
        self.do("manner", manner=manner)
        self.wait("manner")

    def submit(self, **pdu: Any) -> dict[str, Any]:
        self.do("submit", pdu=pdu)
        return self.wait("submitted")

    def stop(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(PATIENCE)
        self._lines.rest()
        self.process.stdout.close()


def submit_fields(phone: str, body: str, **more: Any) -> dict[str, Any]:
    """Give the fields of a submit_sm in UCS-2 to a phone, with a receipt asked for."""
    return {
        "source_addr": "0200000100",
        "destination_addr": "82" + phone.replace("-", "").removeprefix("0"),
        "dest_addr_ton": 1,
        "dest_addr_npi": 1,
        "data_coding": 8,
        "registered_delivery": 1,
        "hex": body.encode("utf-16-be").hex(),
        **more,
    }
