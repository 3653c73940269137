"""What a browser sees for the seconds in which a process starts again."""

import asyncio

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_WORDS = {
    "ko": (
        "잠시 쉬고 있습니다",
        "프로그램을 다시 시작하고 있습니다. 몇 초 뒤에 다시 열어 주세요.",
        "다시 열기",
    ),
    "en": (
        "Back in a moment",
        "The program is starting again. Open the page again in a few seconds.",
        "Open again",
    ),
}
_PAGE = """<!doctype html>
<html lang="{lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><main><h1>{title}</h1><p>{words}</p>
<p lang="{other}">{others}</p><p><a href="">{again}</a></p></main></html>
"""
_RETRY = {"Retry-After": "3", "Cache-Control": "no-store"}


def pause_response(scope: Scope) -> Response:
    """Answer 502: a page in the browser's language with the other below, or problem+json."""
    request = Request(scope)
    if request.url.path.startswith("/api/"):
        problem = {"type": "about:blank", "title": "starting again", "status": 502}
        return JSONResponse(problem, 502, headers=_RETRY, media_type="application/problem+json")
    lang = "en" if request.headers.get("accept-language", "").lower().startswith("en") else "ko"
    other = "ko" if lang == "en" else "en"
    title, words, again = _WORDS[lang]
    page = _PAGE.format(
        lang=lang, title=title, words=words, again=again, other=other, others=_WORDS[other][1]
    )
    return HTMLResponse(page, 502, headers=_RETRY)


class PauseAtEnd:
    """Answer so whoever still waits when this server itself ends: it gives up and cancels them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on; where it is cancelled before anything was sent, answer 502."""
        started = False

        async def note(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, note)
        except asyncio.CancelledError:
            if started or scope["type"] != "http":
                raise
            await pause_response(scope)(scope, receive, send)
