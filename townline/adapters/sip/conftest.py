"""One real rtpengine for all tests of the adapter."""

import asyncio
import contextlib
import random
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from typing import Any

import pytest

from townline.adapters.sip.stack.media import Media, engine


def free_pair() -> int:
    """Give a UDP port whose next one is free for TCP; not where sockets get theirs by chance."""
    while True:
        port = random.randrange(20_000, 23_998)  # noqa: S311 -- any port will do
        with (
            contextlib.suppress(OSError),
            socket.socket(type=socket.SOCK_DGRAM) as udp,
            socket.socket(type=socket.SOCK_STREAM) as tcp,
        ):
            udp.bind(("127.0.0.1", port))
            tcp.bind(("127.0.0.1", port + 1))
            return port


class Engine:
    """A real rtpengine on ports of its own."""

    process: subprocess.Popen[bytes]

    def __init__(self) -> None:
        self.port = free_pair()

    def start(self) -> None:
        """Start it. Fails the test where the program is missing."""
        found = engine.program()
        if found is None:
            pytest.fail("rtpengine is missing: make test installs it")
        words = engine.command(
            found,
            control=("127.0.0.1", self.port),
            ports=engine.read_ports("24000-27999"),
            own="127.0.0.1",
        )
        self.said = tempfile.TemporaryFile()  # noqa: SIM115 -- as long as the process
        self.process = subprocess.Popen(  # noqa: S603 -- a program of the system
            words, stdin=subprocess.DEVNULL, stdout=self.said, stderr=subprocess.STDOUT
        )

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.said.close()

    async def media(self) -> Media:
        media = await Media.connect("127.0.0.1", self.port)
        try:
            await asyncio.wait_for(media.keys.ready.wait(), 20)
        except TimeoutError:
            self.said.seek(0)
            pytest.fail(f"rtpengine ({self.process.poll()}): {self.said.read().decode()}")
        return media

    async def calls(self, media: Media) -> list[str]:
        """List the calls that rtpengine still knows."""
        told: dict[str, Any] = await media._control.ask("list", limit="1000")
        calls: list[str] = told["calls"]
        return calls


@pytest.fixture(scope="session")
def rtpengine() -> Iterator[Engine]:
    """One rtpengine for all tests of the session."""
    running = Engine()
    running.start()
    yield running
    running.stop()
