"""Live events: kind and id only, to pages of people who may see the case's department."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import Error
from starlette.requests import Request
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.types import Receive, Scope, Send

from townline.platform.departments import api as departments
from townline.platform.departments.api import LiveScope

HEARTBEAT_SECONDS = 15.0
# How often a stream asks whether its person may still hear; if that changed, it ends, and the
# browser asks again. Whoever is sent away hears for so long of events (a kind and an id) only.
CHECK_SECONDS = 15.0
LONGEST_SECONDS = 600.0
RETRY_MILLISECONDS = 3000
# A page that reads slower than this is told to load anew instead.
QUEUE_EVENTS = 100
RESYNC = b"event: resync\ndata: {}\n\n"


@dataclass(frozen=True)
class LiveEvent:
    """One notification; ``departments`` None reaches all staff.

    ``people`` (ids of staff) hear of it as well; where ``only`` is given, nobody else does.
    """

    kind: str
    id: str
    departments: frozenset[str] | None
    people: frozenset[int] = frozenset()
    only: frozenset[int] | None = None

    @classmethod
    def parse(cls, payload: str) -> "LiveEvent":
        """Read a payload of ``core.live``. Raises ValueError, KeyError or TypeError."""
        data: dict[str, Any] = json.loads(payload)
        scope, only = data["departments"], data.get("only")
        return cls(
            str(data["kind"]),
            str(data["id"]),
            None if scope is None else frozenset(scope),
            frozenset(data.get("people", ())),
            None if only is None else frozenset(only),
        )

    def wire(self) -> bytes:
        """Write it as a server-sent event."""
        return f"event: {self.kind}\ndata: {json.dumps({'id': self.id})}\n\n".encode()

    def reaches(self, visible: frozenset[str] | None, staff: int = 0) -> bool:
        """Say whether someone who sees these departments (None: all) may hear of it."""
        if self.only is not None:
            return staff in self.only
        if visible is None or self.departments is None or staff in self.people:
            return True
        return not self.departments.isdisjoint(visible)


@dataclass(eq=False)
class Page:
    """One open page: whose it is, what it may hear, and what waits to be sent to it."""

    visible: frozenset[str] | None
    staff: int = 0
    queue: asyncio.Queue[bytes] = field(default_factory=lambda: asyncio.Queue(QUEUE_EVENTS))

    def put(self, message: bytes) -> None:
        """Queue a message; a page that fell behind gets one resync for all it missed."""
        if self.queue.full():
            while not self.queue.empty():
                self.queue.get_nowait()
            message = RESYNC
        self.queue.put_nowait(message)


class Hub:
    """Hands each event to the pages it reaches."""

    def __init__(self) -> None:
        self.pages: set[Page] = set()

    @contextmanager
    def page(self, visible: frozenset[str] | None, staff: int = 0) -> Iterator[Page]:
        """Have a page listen for a while."""
        page = Page(visible, staff)
        self.pages.add(page)
        try:
            yield page
        finally:
            self.pages.discard(page)

    def publish(self, event: LiveEvent) -> None:
        """Queue an event for everybody it reaches."""
        message = event.wire()
        for page in self.pages:
            if event.reaches(page.visible, page.staff):
                page.put(message)

    def resync(self) -> None:
        """Tell all pages that they may have missed something."""
        for page in self.pages:
            page.put(RESYNC)


async def _still(key: str, found: LiveScope) -> bool:
    try:
        return await sync_to_async(departments.live_scope)(key) == found
    except Error:
        return True  # a database that is away changes nobody's rights; the next check will tell


class EventStream:
    """``GET /live/events``: needs the session of a signed-in person."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Stream events until the page closes or has to ask again."""
        key = Request(scope).cookies.get(settings.SESSION_COOKIE_NAME, "")
        try:
            found = await sync_to_async(departments.live_scope)(key) if key else None
        except Error:
            # The browser asks again by itself (not after a refusal, so never 4xx here).
            retry = {"Retry-After": "3"}
            await PlainTextResponse("database away\n", 503, retry)(scope, receive, send)
            return
        if found is None:
            asks = {"WWW-Authenticate": 'Cookie realm="Townline"'}
            await PlainTextResponse("sign in first\n", 401, asks)(scope, receive, send)
            return
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        stream = StreamingResponse(
            self._events(key, found), media_type="text/event-stream", headers=headers
        )
        await stream(scope, receive, send)

    async def _events(self, key: str, found: LiveScope) -> AsyncIterator[bytes]:
        with self.hub.page(found.departments, found.staff_id) as page:
            yield f"retry: {RETRY_MILLISECONDS}\n: hello\n\n".encode()
            clock = asyncio.get_running_loop().time
            end, check = clock() + LONGEST_SECONDS, clock() + CHECK_SECONDS
            while clock() < end:
                if clock() >= check:
                    if not await _still(key, found):
                        return
                    check = clock() + CHECK_SECONDS
                try:
                    yield await asyncio.wait_for(page.queue.get(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield b": still here\n\n"
