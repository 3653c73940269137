"""One snapshot of all queues a second, however many ask; changes are pushed to those who listen."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from time import monotonic

from django.db import Error, close_old_connections

from townline.lines.queues.api import halls
from townline.lines.queues.views.shapes import SnapshotOut, snapshot_out
from townline.platform.core import clock
from townline.platform.core.database import availability

FRESH = 1.0  # seconds: how old a snapshot may be for those who ask
GAP = 0.2  # seconds between two that are pushed
HEARTBEAT = 15.0
_BEHIND = 4  # a page that reads slower than this only misses what is older than the newest

type Read = Callable[[], dict[str, SnapshotOut]]


def read_now() -> dict[str, SnapshotOut]:
    """Read all queues, in a thread of our own."""
    try:
        return {hall.queue.code: snapshot_out(hall) for hall in halls(clock.now())}
    finally:
        close_old_connections()


class Snapshots:
    """Keeps the newest snapshot of each queue as it is sent, and who listens."""

    def __init__(self, read: Read = read_now) -> None:
        self._read = read
        self._bodies: dict[str, bytes] = {}
        self._told: dict[str, str] = {}
        self._at = float("-inf")
        self._lock = asyncio.Lock()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="snapshots")
        self._changed = asyncio.Event()
        self._listeners: dict[str, set[asyncio.Queue[bytes]]] = defaultdict(set)

    async def body(self, queue: str) -> bytes | None:
        """Give a queue's snapshot as JSON, at most a second old; None for an unknown queue.

        When the database is away the one before is given: it says its own age. Raises
        django.db.Error where there is none.
        """
        await self._fresh()
        return self._bodies.get(queue)

    async def all(self) -> bytes:
        """Give all snapshots as JSON."""
        await self._fresh()
        return b'{"items": [' + b", ".join(self._bodies.values()) + b"]}"

    async def _fresh(self) -> None:
        if monotonic() - self._at < FRESH:
            return
        async with self._lock:
            if monotonic() - self._at < FRESH:
                return
            try:
                await self._refresh()
            except Error as error:
                if not self._bodies:
                    raise
                availability.STATE.failed(error)
                self._at = monotonic()

    async def _refresh(self) -> None:
        loop = asyncio.get_running_loop()
        found = await loop.run_in_executor(self._thread, self._read)
        availability.STATE.answered()
        self._at = monotonic()
        self._bodies = {code: each.model_dump_json().encode() for code, each in found.items()}
        for code, each in found.items():
            seen = each.model_dump_json(exclude={"at"})
            if self._told.get(code) != seen:
                self._told[code] = seen
                self._tell(code)

    def _tell(self, code: str) -> None:
        message = b"event: snapshot\ndata: " + self._bodies[code] + b"\n\n"
        for listener in self._listeners.get(code, ()):
            if listener.qsize() >= _BEHIND:
                listener.get_nowait()
            listener.put_nowait(message)

    def changed(self, _queue: str = "") -> None:
        """Note that something changed in some queue."""
        self._changed.set()

    async def push(self) -> None:
        """Read anew when something changed and somebody listens, at most some times a second."""
        while True:
            with suppress(TimeoutError):
                # Waits change with the clock as well, though nobody comes or goes.
                await asyncio.wait_for(self._changed.wait(), HEARTBEAT)
            await asyncio.sleep(max(self._at + GAP - monotonic(), 0.0))
            self._changed.clear()
            if any(self._listeners.values()):
                with suppress(Error):
                    async with self._lock:
                        await self._refresh()

    async def events(self, *queues: str) -> AsyncIterator[bytes]:
        """Give server-sent events of some queues: the snapshot of each now, and after a change."""
        mine: asyncio.Queue[bytes] = asyncio.Queue()
        for queue in queues:
            self._listeners[queue].add(mine)
        try:
            bodies = [await self.body(queue) or b"{}" for queue in queues]
            while not mine.empty():  # told before, or just as new
                mine.get_nowait()
            yield b"retry: 3000\n\n"
            for body in bodies:
                yield b"event: snapshot\ndata: " + body + b"\n\n"
            while True:
                try:
                    yield await asyncio.wait_for(mine.get(), HEARTBEAT)
                except TimeoutError:
                    yield b": still here\n\n"
        finally:
            for queue in queues:
                self._listeners[queue].discard(mine)

    def close(self) -> None:
        """Let go of the thread."""
        self._thread.shutdown(wait=False)
