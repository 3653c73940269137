"""One real rtpengine for all tests of the adapter."""

import asyncio
import random
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from typing import Any, Self

import pytest

from townline.adapters.sip.stack.media import Media, engine

# Below where sockets get theirs by chance.
_FIRST, _SIZE, _BLOCKS = 20_000, 800, 10


def own_block() -> socket.socket:
    """Hold the first port of a block that no other run on this machine has.

    rtpengine takes a port that another one has as well, and each then hears half of a call.
    """
    for number in random.sample(range(_BLOCKS), _BLOCKS):
        held = socket.socket()
        try:
            held.bind(("127.0.0.1", _FIRST + number * _SIZE))
        except OSError:
            held.close()
        else:
            return held
    pytest.fail("other runs hold all ports of sound")


class Engine:
    """A real rtpengine on ports of its own."""

    process: subprocess.Popen[bytes]

    def __init__(self) -> None:
        self._block = own_block()
        self._first: int = self._block.getsockname()[1]
        self.port = self._first + 2

    def start(self) -> None:
        """Start it. Fails the test where the program is missing."""
        found = engine.program()
        if found is None:
            pytest.fail("rtpengine is missing: make test installs it")
        words = engine.command(
            found,
            control=("127.0.0.1", self.port),
            ports=engine.read_ports(f"{self._first + 10}-{self._first + _SIZE - 1}"),
            own="127.0.0.1",
        )
        self.output = tempfile.TemporaryFile()  # noqa: SIM115 -- as long as the process
        self.process = subprocess.Popen(  # noqa: S603 -- a program of the system
            words, stdin=subprocess.DEVNULL, stdout=self.output, stderr=subprocess.STDOUT
        )

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.output.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._block.close()

    async def media(self) -> Media:
        media = await Media.connect("127.0.0.1", self.port)
        try:
            await asyncio.wait_for(media.keys.ready.wait(), 20)
        except TimeoutError:
            self.output.seek(0)
            pytest.fail(f"rtpengine ({self.process.poll()}): {self.output.read().decode()}")
        return media

    async def calls(self, media: Media) -> list[str]:
        """List the calls that rtpengine still knows."""
        listing: dict[str, Any] = await media._control.ask("list", limit="1000")
        calls: list[str] = listing["calls"]
        return calls

    async def is_clean(self) -> bool:
        """Say whether it runs and knows of no call."""
        if self.process.poll() is not None:
            return False
        media = await self.media()
        try:
            return not await self.calls(media)
        finally:
            await media.close_down()


@pytest.fixture(scope="session")
def started_engine() -> Iterator[Engine]:
    with Engine() as running:
        yield running


@pytest.fixture
def rtpengine(started_engine: Engine) -> Engine:
    """One rtpengine for all tests of the session; a new one after a test that left calls in it."""
    if not asyncio.run(started_engine.is_clean()):
        started_engine.stop()
        started_engine.start()
    return started_engine
