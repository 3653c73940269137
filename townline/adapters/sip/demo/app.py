"""The page /demo/call/: plain forms, and a small script that fetches the parts anew."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from townline.adapters.sip.demo import pages, words
from townline.adapters.sip.demo.booth import Booth

_HERE = Path(__file__).parent
_HOME = "/demo/call/"
_COOKIE = "demo_call_language"
_LONGEST = 4096
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
        " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


class Desk:
    """What each request needs: the booth, and which number and handset are offered."""

    def __init__(self, booth: Booth, number: str, slug: str) -> None:
        self.booth, self.number, self.slug = booth, number, slug

    async def page(self, request: Request) -> Response:
        """Show both telephones."""
        language, shown = _language(request), self.booth.caller.shown or self.number
        number = pages.format_number(shown)
        return HTMLResponse(pages.page(self.booth, language, number=number, slug=self.slug))

    async def parts(self, request: Request) -> Response:
        """Give both parts, if they changed since a version."""
        version = self.booth.version
        if request.query_params.get("since") == str(version):
            return JSONResponse({"version": version})
        language = _language(request)
        return JSONResponse(
            {
                "version": version,
                "caller": pages.part(self.booth, "caller", language),
                "owner": pages.part(self.booth, "owner", language),
            }
        )

    async def dial(self, request: Request) -> Response:
        """Call from the caller's telephone."""
        number = (await _form(request)).get("number", "")
        if any(char.isdigit() for char in number):
            await self.booth.dial(number[:20])
        return _back(request)

    async def act(self, request: Request) -> Response:
        """Pick up, or hang up."""
        phone = getattr(self.booth, request.path_params["side"])
        action = (await _form(request)).get("deed", "")
        if action == "pick_up":
            await self.booth.pick_up()
        elif action == "hang_up":
            await self.booth.hang_up(phone)
        return _back(request)

    async def press(self, request: Request) -> Response:
        """Press a key."""
        phone = getattr(self.booth, request.path_params["side"])
        await self.booth.press(phone, (await _form(request)).get("key", ""))
        return _back(request)

    async def speak(self, request: Request) -> Response:
        """Remember the language for this browser."""
        chosen = (await _form(request)).get("language", "")
        response = _back(request)
        if chosen in {"ko", "en"}:
            response.set_cookie(_COOKIE, chosen, path=_HOME, samesite="lax", httponly=True)
        return response


def build(booth: Booth, *, number: str, slug: str, hosts: Sequence[str]) -> Starlette:
    """Make the application that serves everything under /demo/call/."""
    desk = Desk(booth, number, slug)
    side = "{side:str}"
    known = frozenset(host.strip("[]") for host in hosts)
    return Starlette(
        routes=[
            Route(_HOME, desk.page),
            Route(f"{_HOME}parts", desk.parts),
            Route(f"{_HOME}dial", desk.dial, methods=["POST"]),
            Route(f"{_HOME}language", desk.speak, methods=["POST"]),
            Route(f"{_HOME}{side}/do", _check_side(desk.act), methods=["POST"]),
            Route(f"{_HOME}{side}/press", _check_side(desk.press), methods=["POST"]),
            Mount(f"{_HOME}static", StaticFiles(directory=_HERE / "static")),
        ],
        middleware=[
            Middleware(BaseHTTPMiddleware, dispatch=_guard(known)),
        ],
    )


def _check_side(handler: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Any]:
    async def checked_handler(request: Request) -> Response:
        if request.path_params["side"] not in {"caller", "owner"}:
            return Response(status_code=404)
        return await handler(request)

    return checked_handler


type Next = Callable[[Request], Awaitable[Response]]


def _guard(hosts: frozenset[str]) -> Callable[[Request, Next], Awaitable[Response]]:
    async def checked_handler(request: Request, go_on: Next) -> Response:
        if (request.url.hostname or "") not in hosts and "*" not in hosts:
            return PlainTextResponse("unknown host", 400)
        if request.method == "POST" and not _same_origin(request):
            return HTMLResponse(words.of(_language(request))["refused"], 403, _HEADERS)
        response = await go_on(request)
        response.headers.update(_HEADERS)
        return response

    return checked_handler


def _same_origin(request: Request) -> bool:
    site, origin = (request.headers.get(name) for name in ("sec-fetch-site", "origin"))
    if site is not None:
        return site == "same-origin"
    return origin is not None and urlsplit(origin).netloc == request.headers.get("host")


def _language(request: Request) -> str:
    cookie = request.cookies.get(_COOKIE, "")
    return words.language(cookie, request.headers.get("accept-language", ""))


async def _form(request: Request) -> dict[str, str]:
    body = (await request.body())[:_LONGEST].decode(errors="replace")
    return {name: values[0] for name, values in parse_qs(body).items()}


def _back(request: Request) -> Response:
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({})
    return RedirectResponse(_HOME, 303)
