"""Tells the page of who asked at a car that something changed, in the live process.

Only how far a request has come travels here, never words: the page then reads itself anew.
"""

import asyncio
from collections.abc import AsyncIterator
from time import monotonic

from asgiref.sync import sync_to_async
from django.db import Error
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from townline.lines.safenumbers import api
from townline.lines.safenumbers.doors import CAR_MISSES, REQUEST_PAGE_VISITS
from townline.platform.core import clock
from townline.platform.core.http.client import scope_key

MOST = 1000  # pages that listen at once; further ones come anew by themselves
LONGEST_S = 600.0
HEARTBEAT_S = 15.0
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


class Answers:
    """Who listens for which request (its id); ``""`` may have meant any of them."""

    def __init__(self) -> None:
        self._waiting: dict[asyncio.Event, str] = {}

    def routes(self) -> list[BaseRoute]:
        return [Route("/q/r/{token}/events", self.stream, methods=["GET"])]

    def changed(self, request_id: str = "") -> None:
        """Note that a request moved on, or that it is not known which."""
        for bell, waits_for in self._waiting.items():
            if request_id in {"", waits_for}:
                bell.set()

    async def stream(self, request: Request) -> Response:
        """Answer with events; 410 for a page that is over, 429 and 503 where there are too many."""
        token, key = request.path_params["token"], scope_key(request.scope)
        if len(self._waiting) >= MOST:
            return PlainTextResponse("too many listen\n", 503, _HEADERS)
        try:
            found = await _page_request(token)
            limit, counted = (CAR_MISSES, key) if found is None else (REQUEST_PAGE_VISITS, token)
            wait = await sync_to_async(limit.take)(counted, clock.now())
        except Error:
            return PlainTextResponse("database away\n", 503, _HEADERS)
        if wait:
            return PlainTextResponse("too often\n", 429, _HEADERS)
        if found is None:
            return PlainTextResponse("over\n", 410, _HEADERS)
        events = self._events(token, found)
        return StreamingResponse(events, media_type="text/event-stream", headers=_HEADERS)

    async def _events(self, token: str, found: api.PageRequest | None) -> AsyncIterator[bytes]:
        """Say how far it has come: now (the page may be older), and after each change."""
        bell, end = asyncio.Event(), monotonic() + LONGEST_S
        self._waiting[bell] = found.request if found else ""
        try:
            yield b"retry: 3000\n\n"
            # Read again: it may have moved on before the bell was hung.
            bell.set()
            while monotonic() < end:
                if not await _rang(bell):
                    yield b": still here\n\n"
                elif (found := await _page_request(token)) is None:
                    return
                else:
                    yield f"event: state\ndata: {found.state}\n\n".encode()
        except Error:
            return  # the browser asks again
        finally:
            del self._waiting[bell]


async def _rang(bell: asyncio.Event) -> bool:
    try:
        await asyncio.wait_for(bell.wait(), HEARTBEAT_S)
    except TimeoutError:
        return False
    bell.clear()
    return True


async def _page_request(token: str) -> api.PageRequest | None:
    return await sync_to_async(api.page_request)(token, now=clock.now())
