"""A network that only loads: raw sockets, in a process of its own, with next to no cost.

``python -m bench.network JSON``: prints ``listening PORT``, plays one session, prints what it
saw as JSON. Options: ``texts`` to deliver, ``window``, ``rate`` a second (0: as fast as it
goes), ``submits`` to wait for.
"""

import asyncio
import json
import struct
import sys
import time
from typing import Any

HEADER = struct.Struct(">IIII")
HEADER_SIZE = HEADER.size
BIND_RESP, DELIVER, DELIVER_RESP = 0x80000009, 0x05, 0x80000005
SUBMIT, SUBMIT_RESP, ENQUIRE, UNBIND = 0x04, 0x80000004, 0x15, 0x06
RESPONSE = 0x80000000
LINE = b"0200000100"


def unit(command: int, sequence: int, body: bytes = b"") -> bytes:
    """Write one unit."""
    return HEADER.pack(HEADER_SIZE + len(body), command, 0, sequence) + body


def text(number: int) -> bytes:
    """Write a deliver_sm of a Korean text, each from a phone of its own (up to 10,000)."""
    words = f"{number}번째 문자입니다. 길이 파였어요. 살펴봐 주세요.".encode("utf-16-be")
    sender = b"82100000%04d" % (number % 10_000)
    head = b"\0\1\1" + sender + b"\0\0\1" + LINE + b"\0" + b"\0\0\0\0\0\0\0\x08\0"
    return head + bytes([len(words)]) + words


class LoadSession(asyncio.Protocol):
    """Delivers within the window, answers submits at once, notes times."""

    def __init__(self, options: dict[str, Any], done: asyncio.Event) -> None:
        self.options, self.done = options, done
        self.bodies = [text(number) for number in range(options["texts"])]
        self.sent_at: list[float] = []
        self.latency: list[float] = []
        self.submitted = 0
        self.begun = self.ended = 0.0
        self.first_submit = self.last_submit = 0.0
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: Any = transport

    def data_received(self, data: bytes) -> None:
        data, at = self._rest + data, 0
        while len(data) - at >= HEADER_SIZE:
            length, command, _, sequence = HEADER.unpack_from(data, at)
            if len(data) - at < length:
                break
            self._one(command, sequence)
            at += length
        self._rest = data[at:]
        self._fill()

    def _one(self, command: int, sequence: int) -> None:
        if command == DELIVER_RESP:
            self.latency.append(time.perf_counter() - self.sent_at[sequence - 1])
        elif command == SUBMIT:
            self._submitted(sequence)
        elif command == ENQUIRE:
            self.transport.write(unit(ENQUIRE | RESPONSE, sequence))
        elif command in (0x01, 0x02, 0x09):
            self.transport.write(unit(command | RESPONSE, sequence, b"bench\0"))
            self.begun = time.perf_counter()
            if self.options["rate"]:
                asyncio.get_running_loop().create_task(self._paced())
        self._look()

    def _submitted(self, sequence: int) -> None:
        now = time.perf_counter()
        self.first_submit = self.first_submit or now
        self.last_submit, self.submitted = now, self.submitted + 1
        self.transport.write(unit(SUBMIT_RESP, sequence, b"m%d\0" % self.submitted))

    def _fill(self) -> None:
        if self.options["rate"] or not self.begun:
            return
        free = self.options["window"] - (len(self.sent_at) - len(self.latency))
        self._deliver(min(free, len(self.bodies) - len(self.sent_at)))

    def _deliver(self, count: int) -> None:
        units = []
        for _ in range(count):
            self.sent_at.append(time.perf_counter())
            number = len(self.sent_at)
            units.append(unit(DELIVER, number, self.bodies[number - 1]))
        self.transport.write(b"".join(units))

    async def _paced(self) -> None:
        step, begun = 1 / self.options["rate"], time.perf_counter()
        for number in range(len(self.bodies)):
            await asyncio.sleep(max(0.0, begun + number * step - time.perf_counter()))
            self._deliver(1)

    def _look(self) -> None:
        received_all = len(self.latency) == len(self.bodies)
        if received_all and not self.ended:
            self.ended = time.perf_counter()
        if received_all and self.submitted >= self.options["submits"] and self.begun:
            self.done.set()

    def result(self) -> dict[str, Any]:
        """Sum up: seconds for all deliveries, each one's latency, and the submits."""
        return {
            "seconds": self.ended - self.begun,
            "latency": self.latency,
            "submitted": self.submitted,
            "submit_seconds": self.last_submit - self.first_submit,
        }


async def main() -> None:
    """Play one session, then end."""
    options = {"texts": 0, "window": 50, "rate": 0, "submits": 0} | json.loads(sys.argv[1])
    done = asyncio.Event()
    session = LoadSession(options, done)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: session, "127.0.0.1", 0)
    print("listening", server.sockets[0].getsockname()[1], flush=True)
    await done.wait()
    await asyncio.sleep(0.2)  # the last answers leave
    session.transport.close()
    server.close()
    print(json.dumps(session.result()), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
