"""One real link against the load, with whatever keeps (or does not keep) the texts."""

import asyncio
import json
import sys
from typing import Any

from bench.scratch import LINE_NUMBER, ROOT
from townline.adapters.smpp import address
from townline.adapters.smpp.doorbell import Doorbell
from townline.adapters.smpp.link import Link
from townline.adapters.smpp.store import Store


async def _play(store: Store, options: dict[str, Any]) -> dict[str, Any]:
    network = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bench.network", json.dumps(options)),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 24,  # all latencies come in one line
    )
    assert network.stdout is not None
    port = int((await network.stdout.readline()).split()[1])
    url = f"smpp://bench:bench@127.0.0.1:{port}?rate=100000&window={options.get('window', 50)}"
    doorbell = Doorbell()
    link = Link(address.read_all(url)[0], store=store, line_number=LINE_NUMBER, doorbell=doorbell)
    running = asyncio.create_task(link.run())
    try:
        result: dict[str, Any] = json.loads(await network.stdout.readline())
    finally:
        link.stop()
        await running
        await network.wait()
    return result


def play(store: Store, **options: int) -> dict[str, Any]:
    """Let the network play one session with a link that keeps texts in ``store``."""
    return asyncio.run(_play(store, options))
