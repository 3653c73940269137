"""The process that owns the port: live events here, everything else passed on."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

from townline.config.processes.calling import calls_off
from townline.lines.queues.api import CHANNEL
from townline.lines.queues.ticket_pages.views.rush import Rush
from townline.lines.safenumbers.api import REQUEST_CHANNEL
from townline.lines.safenumbers.parking_pages.views.answer_stream import Answers
from townline.platform.core import live
from townline.platform.processes.events import EventStream, Hub
from townline.platform.processes.listening import listen
from townline.platform.processes.pause_page import PauseAtEnd
from townline.platform.processes.proxy import Proxy
from townline.platform.processes.readiness import InTime, Readiness

hub = Hub()


async def healthz(_request: Request) -> JSONResponse:
    """Say that this process is up; nothing else is asked."""
    return JSONResponse({"status": "ok"})


@asynccontextmanager
async def lifespan(_app: Starlette) -> AsyncIterator[None]:
    """Listen while the server runs."""
    bells = {
        live.channel(CHANNEL): rush.snapshots.changed,
        live.channel(REQUEST_CHANNEL): answers.changed,
    }
    async with listen(hub, bells), rush.running(), pages, handset, telephones:
        yield


def _socket(name: str) -> str:
    return os.environ.get(name, "")


pages = Proxy(_socket("TOWNLINE_WEB_SOCKET"))
handset = Proxy(_socket("TOWNLINE_SIMULATOR_SOCKET"))
telephones = Proxy(_socket("TOWNLINE_DEMO_CALLS"))
readiness = Readiness(pages)
rush = Rush(pages)
answers = Answers()


class Everything(BaseRoute):
    """Every address that no route before it answers, also one with a line break in it.

    A pattern of Starlette's would pass over that one, and the router would redirect to whatever
    the Host header says.
    """

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        return Match.FULL, {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        await pages(scope, receive, send)


def _routes() -> list[BaseRoute]:
    routes: list[BaseRoute] = [
        Route("/healthz", healthz),
        Route("/readyz", readiness.readyz),
        Route("/metrics", InTime(pages, readiness)),
        Route("/live/events", EventStream(hub)),
    ]
    if _socket("TOWNLINE_SIMULATOR_SOCKET"):
        # The path is passed on whole: the simulator serves under /handset/ too.
        routes.append(Route("/handset/{rest:path}", handset))
        routes.append(Route("/handset", handset))
    if _socket("TOWNLINE_DEMO_CALLS"):
        routes.append(Route("/demo/call/{rest:path}", telephones))
    elif os.environ.get("TOWNLINE_DEMO"):
        routes.append(Route("/demo/call/", calls_off))
    return [*routes, *rush.routes(), *answers.routes(), Everything()]


app = Starlette(routes=_routes(), lifespan=lifespan, middleware=[Middleware(PauseAtEnd)])
