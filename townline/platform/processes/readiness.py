"""Answers ``/readyz`` and ``/metrics`` in time, also while the database is frozen.

A server that was stopped (SIGSTOP, a disk that hangs) keeps its connections and answers nothing:
whoever asks it waits. So the owner of the port asks the web process in the background and keeps the
last answer; a probe that has not returned in time counts as a database that is away.
"""

import asyncio
import time
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from townline.platform.core.text.languages import json_read

PATIENCE_SECONDS = 0.8
# A probe whose connection died with a frozen server would wait for ever.
LONGEST_SECONDS = 15.0
_UNAVAILABLE = 503
_OF_THE_ASKER = frozenset(
    {b"content-length", b"transfer-encoding", b"content-type", b"accept-encoding"}
)


@dataclass(frozen=True, slots=True)
class _Answer:
    response: Response
    at: float

    @property
    def state(self) -> dict[str, Any] | None:
        """Give the body; None for a page, as while the web process starts again."""
        try:
            found = json_read(bytes(self.response.body))
        except ValueError:
            return None
        return found if isinstance(found, dict) else None


class Readiness:
    """The last answer of ``/readyz``, and the one probe that is under way."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._last: _Answer | None = None
        self._probe: asyncio.Task[_Answer] | None = None
        self._since = 0.0

    async def readyz(self, request: Request) -> Response:
        """Answer from the probe, or from memory when it does not return in time."""
        found = await self.asked(request.scope)
        return found.response if found else self._late()

    async def asked(self, scope: Scope) -> _Answer | None:
        """Give what the web process says of itself; None where it does not in time."""
        probe = self._running(scope)
        await asyncio.wait({probe}, timeout=PATIENCE_SECONDS)
        if not probe.done() or probe.cancelled() or probe.exception():
            return None
        self._last = probe.result()
        return self._last

    def _running(self, scope: Scope) -> asyncio.Task[_Answer]:
        now = time.monotonic()
        if self._probe and not self._probe.done():
            if now - self._since < LONGEST_SECONDS:
                return self._probe
            self._probe.cancel()
        self._since = now
        self._probe = asyncio.create_task(_probe(self._app, scope))
        return self._probe

    def _late(self) -> Response:
        now = time.monotonic()
        body: dict[str, Any] = {"status": "not ready", "wrong": "database"}
        body["unanswered_s"] = round(now - self._since, 1)
        if self._last and (state := self._last.state):
            body |= {"last": state, "last_age_s": round(now - self._last.at, 1)}
        return JSONResponse(body, _UNAVAILABLE, headers={"Cache-Control": "no-store"})


class InTime:
    """An ASGI application that is asked only while the web process answers in time."""

    def __init__(self, app: ASGIApp, readiness: Readiness) -> None:
        self._app, self._readiness = app, readiness

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer 503 in words."""
        if await self._readiness.asked(scope):
            await self._app(scope, receive, send)
            return
        words = "the database does not answer\n"
        await PlainTextResponse(words, _UNAVAILABLE)(scope, receive, send)


async def _probe(app: ASGIApp, scope: Scope) -> _Answer:
    """Ask for ``/readyz`` in the name of whoever asked first; raises nothing of the transport."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    own = {"method": "GET", "path": "/readyz", "raw_path": b"/readyz", "query_string": b""}
    headers = [(n, v) for n, v in scope["headers"] if n not in _OF_THE_ASKER]
    await app({**scope, **own, "headers": headers}, receive, send)
    head, *rest = sent
    body = b"".join(message.get("body", b"") for message in rest)
    response = Response(body, head["status"])
    response.raw_headers = [(n.lower(), v) for n, v in head["headers"]]
    return _Answer(response, time.monotonic())
