"""The addresses that the live server answers itself, in the shapes of the API."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus

from django.db import Error
from ninja.errors import ValidationError
from pydantic import ValidationError as ShapeError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from townline.lines.queues.api import QueueError, Stranger, refusal_text
from townline.lines.queues.errors import UnknownQueue
from townline.lines.queues.ticket_pages.views.rush.entry import EntryPlace, EntryQueue
from townline.lines.queues.ticket_pages.views.rush.forms import TakeForm
from townline.lines.queues.ticket_pages.views.rush.grouping import Groups
from townline.lines.queues.ticket_pages.views.rush.offices import Offices
from townline.lines.queues.ticket_pages.views.rush.snapshots import Snapshots
from townline.lines.queues.views.inputs import request_of
from townline.lines.queues.views.shapes import TakeIn, issued_ticket_out
from townline.lines.queues.work import origin_of
from townline.platform.core.http.client import scope_key

LIMIT = 2000
SEVERAL = 30
LARGEST = 4096  # bytes of a wish
_FRESH = {"Cache-Control": "public, max-age=1, stale-while-revalidate=5"}
_EVENTS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_PROBLEM = "application/problem+json"


class Rush:
    """What the live server answers of queues; ``pages`` answers what it passes on."""

    def __init__(self, pages: ASGIApp, *, limit: int = LIMIT) -> None:
        self.groups = Groups()
        self.snapshots = Snapshots()
        self.offices = Offices()
        self.entry = EntryQueue(limit)
        self.form = TakeForm(self.groups, self.entry, pages)

    def routes(self) -> list[BaseRoute]:
        """Give the routes, before those that pass everything else on."""
        return [
            Route("/api/v1/queues/{service}/tickets", self.take, methods=["POST"]),
            Route("/api/v1/queues/{service}/events", self.events, methods=["GET"]),
            Route("/api/v1/queues/{service}", self.snapshot, methods=["GET"]),
            Route("/api/v1/queues", self.all, methods=["GET"]),
            Route("/n/{service}/take", self.form, methods=["POST"]),
            Route("/live/queues", self.several, methods=["GET"]),
        ]

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Push changes while the server runs."""
        task = asyncio.create_task(self.snapshots.push())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            self.groups.close()
            self.offices.close()
            self.form.close()
            self.snapshots.close()

    async def take(self, request: Request) -> Response:
        """Take a ticket, together with all who ask at this moment."""
        try:
            body = await _body(request)
            if body is None:
                return _problem(413, "too-large", f"a wish has at most {LARGEST:,} bytes")
            given = TakeIn.model_validate_json(body)
        except ShapeError as error:
            return _invalid(error)
        return await self._taken(request, given)

    async def _taken(self, request: Request, given: TakeIn) -> Response:
        try:
            office = await self.offices.knows(request.headers.get("authorization", ""))
            if office is None:
                return _problem(401, "unauthenticated", "this token is unknown, expired or revoked")
            place = self.entry.ask(self.groups.waiting, given.entry)
            if place is not None:
                return _wait(place)
            ticket_request = request_of(
                given, stranger=None if office else self._stranger(request, given)
            )
            outcome = await self.groups.take(request.path_params["service"], ticket_request)
        except ValidationError as error:
            return _invalid(error)
        except Error:
            # Nobody loses a place through an error: they are asked to come again, in the line.
            return _wait(EntryPlace(given.entry, 0, 5))
        if isinstance(outcome, QueueError):
            return refusal(outcome)
        return JSONResponse(issued_ticket_out(outcome).model_dump(mode="json"), HTTPStatus.CREATED)

    def _stranger(self, request: Request, given: TakeIn) -> Stranger:
        origin = origin_of(scope_key(request.scope))
        return Stranger(origin=origin, work=given.proof, rush=self.entry.active)

    async def snapshot(self, request: Request) -> Response:
        """Give a queue's snapshot, at most a second old."""
        return await self._given(request.path_params["service"])

    async def _given(self, service: str) -> Response:
        try:
            body = await self.snapshots.body(service)
        except Error:
            return _outage_response()
        if body is None:
            return refusal(UnknownQueue())
        return Response(body, media_type="application/json", headers=_FRESH)

    async def all(self, request: Request) -> Response:
        """Give all snapshots."""
        try:
            body = await self.snapshots.all()
        except Error:
            return _outage_response()
        return Response(body, media_type="application/json", headers=_FRESH)

    async def events(self, request: Request) -> Response:
        """Stream a queue's snapshots."""
        service = request.path_params["service"]
        known = await self._given(service)
        if known.status_code != HTTPStatus.OK:
            return known
        stream = self.snapshots.events(service)
        return StreamingResponse(stream, media_type="text/event-stream", headers=_EVENTS)

    async def several(self, request: Request) -> Response:
        """Stream some queues over one connection (``services``, by comma), for boards and desks."""
        services = [each for each in request.query_params.get("services", "").split(",") if each]
        known = [each for each in services[:SEVERAL] if await self.snapshots.body(each)]
        stream = self.snapshots.events(*known)
        return StreamingResponse(stream, media_type="text/event-stream", headers=_EVENTS)


async def _body(request: Request) -> bytes | None:
    """Read a body; None for one that is too large to be a wish."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            return None
    return body or b"{}"


def refusal(error: QueueError) -> Response:
    """Write a refusal as the API does."""
    return _problem(error.status, error.type, refusal_text(error, "en"), error.title, **error.extra)


def _problem(code: int, kind: str, detail: str, title: str = "", **extra: object) -> Response:
    body = {
        **extra,
        "type": f"/problems/{kind}",
        "title": title or HTTPStatus(code).phrase,
        "status": code,
        "detail": detail,
    }
    return JSONResponse(body, code, media_type=_PROBLEM)


def _invalid(error: ShapeError | ValidationError) -> Response:
    found = error.errors() if isinstance(error, ShapeError) else error.errors
    errors = [
        {
            "field": ".".join(str(part) for part in each["loc"] if part not in {"body", "payload"}),
            "message": str(each["msg"]).removeprefix("Value error, "),
        }
        for each in found
    ]
    detail = "; ".join(f"{each['field'] or 'body'}: {each['message']}" for each in errors)
    return _problem(422, "invalid-input", detail, errors=errors)


def _wait(place: EntryPlace) -> Response:
    body = {"state": "entry", "entry": place.token, "ahead": place.ahead, "again": place.again}
    headers = {"Retry-After": str(place.again), "Cache-Control": "no-store"}
    return JSONResponse(body, HTTPStatus.ACCEPTED, headers=headers)


def _outage_response() -> Response:
    response = _problem(503, "unavailable", "the database is away for a moment; ask again")
    response.headers["Retry-After"] = "5"
    return response
