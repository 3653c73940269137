"""A crowd at the door: raw HTTP over kept connections, in a process of its own.

``python -m bench.load_client JSON`` with ``port``, ``path``, ``method`` (POST), ``requests``,
``connections`` and ``headers``: prints what it saw as JSON. ``then``: a second path, asked by
turns. ``listeners`` instead of requests: that many event streams are held, and the moments of
arrival of the next event are printed.
"""

import asyncio
import json
import re
import ssl
import subprocess
import sys
import time
from itertools import cycle
from typing import Any

from bench.scratch import ROOT

_NUMBER = re.compile(rb'"number":\s*"\D*(\d+)"')
_LENGTH = re.compile(rb"content-length:\s*(\d+)", re.I)


class Client(asyncio.Protocol):
    """Asks, reads the answer, asks again, until the crowd's count is used up."""

    def __init__(self, load: "LoadRun") -> None:
        self.crowd, self.buffer, self.asked = load, b"", 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.ask()

    def ask(self) -> None:
        if self.crowd.left <= 0:
            self.transport.close()
            self.crowd.ended()
            return
        self.crowd.left -= 1
        self.asked = time.perf_counter()
        self.transport.write(next(self.crowd.requests))  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        head, found, rest = self.buffer.partition(b"\r\n\r\n")
        if not found:
            return
        length = _LENGTH.search(head)
        size = int(length.group(1)) if length else 0
        if len(rest) < size:
            return
        self.crowd.saw(head, rest[:size], time.perf_counter() - self.asked)
        self.buffer = rest[size:]
        if self.crowd.pause:
            asyncio.get_running_loop().call_at(self.crowd.turn(), self.ask)
        else:
            self.ask()


class LoadRun:
    """Counts answers by status, and keeps numbers and times."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.left, self.open = options["requests"], options["connections"]
        body = b"{}" if options.get("method", "POST") == "POST" else b""
        headers = {"Host": "127.0.0.1"} | options.get("headers", {})
        lines = [f"{name}: {value}" for name, value in headers.items()]
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        rest = "\r\n".join(lines).encode() + b"\r\n\r\n" + body
        paths = filter(None, (options["path"], options.get("then")))
        firsts = (f"{options.get('method', 'POST')} {path} HTTP/1.1\r\n" for path in paths)
        self.requests = cycle([first.encode() + rest for first in firsts])
        self.statuses: dict[str, int] = {}
        self.numbers: list[int] = []
        self.times: list[float] = []
        self.done = asyncio.Event()
        # With ``rate`` all together ask so often a second, evenly.
        self.pause = 1 / options["rate"] if options.get("rate") else 0.0
        self._next = 0.0

    def turn(self) -> float:
        """Give the moment of the next question that nobody has taken yet."""
        self._next = max(self._next + self.pause, asyncio.get_running_loop().time())
        return self._next

    def saw(self, head: bytes, body: bytes, took: float) -> None:
        status = head[9:12].decode()
        self.statuses[status] = self.statuses.get(status, 0) + 1
        self.times.append(took)
        if found := _NUMBER.search(body):
            self.numbers.append(int(found.group(1)))

    def ended(self) -> None:
        self.open -= 1
        if not self.open:
            self.done.set()


def _tls(options: dict[str, Any]) -> ssl.SSLContext | None:
    if not options.get("tls"):
        return None
    # A certificate made a moment ago, on loopback: there is nobody to be sure of.
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def ask_apart(options: dict[str, Any]) -> dict[str, Any]:
    """Ask in a process of its own; give what it saw."""
    command = [sys.executable, "-m", "bench.load_client", json.dumps(options)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, check=True)
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


async def ask(options: dict[str, Any]) -> dict[str, Any]:
    """Ask as often as wished; give counts, numbers' gaps and doubles, seconds and percentiles."""
    load, loop = LoadRun(options), asyncio.get_running_loop()
    begun = time.perf_counter()
    for _ in range(options["connections"]):
        await loop.create_connection(
            lambda: Client(load),
            "127.0.0.1",
            options["port"],
            ssl=_tls(options),
            server_hostname="localhost" if options.get("tls") else None,
        )
    await load.done.wait()
    took = time.perf_counter() - begun
    times, numbers = sorted(load.times), sorted(load.numbers)
    return {
        "seconds": took,
        "statuses": load.statuses,
        "p50": times[len(times) // 2],
        "p99": times[int(len(times) * 0.99)],
        "doubles": len(numbers) - len(set(numbers)),
        "gaps": (numbers[-1] - numbers[0] + 1 - len(set(numbers))) if numbers else 0,
    }


async def listen(options: dict[str, Any]) -> dict[str, Any]:
    """Hold streams; say when each heard of the change that follows ``ready``."""
    received: list[float] = []
    streams = []
    for _ in range(options["listeners"]):
        reader, writer = await asyncio.open_connection("127.0.0.1", options["port"])
        writer.write(f"GET {options['path']} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        streams.append((reader, writer))
    for reader, _ in streams:
        await reader.readuntil(b"data: ")
        await reader.readuntil(b"\n\n")
    print("ready", flush=True)

    async def wait(reader: asyncio.StreamReader) -> None:
        await reader.readuntil(b"data: ")
        received.append(time.time())

    await asyncio.wait_for(asyncio.gather(*(wait(reader) for reader, _ in streams)), 30)
    for _, writer in streams:
        writer.close()
    return {"heard": received}


def main() -> None:
    options = json.loads(sys.argv[1])
    work = listen if "listeners" in options else ask
    print(json.dumps(asyncio.run(work(options))), flush=True)


if __name__ == "__main__":
    main()
