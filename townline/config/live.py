"""The process that owns the port: live events here, everything else passed on."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route

from townline.config.calls_off import calls_off
from townline.config.events import EventStream, Hub
from townline.config.listening import listen
from townline.config.proxy import Proxy
from townline.core import live
from townline.queues.api import CHANNEL
from townline.queues.views.rush import Rush

hub = Hub()


async def healthz(_request: Request) -> JSONResponse:
    """Say that this process is up; nothing else is asked."""
    return JSONResponse({"status": "ok"})


@asynccontextmanager
async def lifespan(_app: Starlette) -> AsyncIterator[None]:
    """Listen while the server runs."""
    bells = {live.channel(CHANNEL): rush.snapshots.changed}
    async with listen(hub, bells), rush.running(), pages, handset, telephones:
        yield


def _socket(name: str) -> str:
    return os.environ.get(name, "")


pages = Proxy(_socket("TOWNLINE_WEB_SOCKET"))
handset = Proxy(_socket("TOWNLINE_SIMULATOR_SOCKET"))
telephones = Proxy(_socket("TOWNLINE_DEMO_CALLS"))
rush = Rush(pages)


def _routes() -> list[Any]:
    routes: list[Any] = [
        Route("/healthz", healthz),
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
    return [*routes, *rush.routes(), Mount("/", pages)]


app = Starlette(routes=_routes(), lifespan=lifespan)
