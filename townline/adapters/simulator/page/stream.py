"""Live updates of a phone's page, as server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from townline.adapters.simulator.network import texts
from townline.adapters.simulator.page import requests, residents
from townline.adapters.simulator.page.pages import Pages
from townline.adapters.simulator.page.residents import Language, Phone

_HEARTBEAT = 15.0


async def events(request: Request) -> Response:
    """Stream ``text`` and ``network`` events; begins after Last-Event-ID, else after ``after``."""
    phone = residents.by_slug(request.path_params["slug"])
    if phone is None:
        raise HTTPException(404)
    after = request.headers.get("last-event-id") or request.query_params.get("after", "0")
    version = int(after) if after.isascii() and after.isdigit() and len(after) < 16 else 0  # noqa: PLR2004 -- SQLite's integers are longer
    source = _Source(requests.pages(request), phone, requests.language(request), version)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(source.run(), media_type="text/event-stream", headers=headers)


class _Source:
    """What one open page has been told."""

    def __init__(self, pages: Pages, phone: Phone, language: Language, version: int) -> None:
        self._pages, self._phone, self._language = pages, phone, language
        self._version, self._network = version, ""

    async def run(self) -> AsyncIterator[str]:
        exchange = self._pages.exchange
        bell = exchange.listen()
        try:
            yield "retry: 2000\n\n"
            while not exchange.stopping:
                bell.clear()
                for event in self._news():
                    yield event
                if not await _rang(bell):
                    yield ": still here\n\n"
        finally:
            exchange.unlisten(bell)

    def _news(self) -> list[str]:
        return self._new_texts() + self._new_network()

    def _new_texts(self) -> list[str]:
        pages, language = self._pages, self._language
        changed = texts.of_phone(pages.exchange.db, self._phone.number, after=self._version)
        events = []
        for text in sorted(changed, key=lambda text: text.version):
            self._version = text.version
            html, announcement = pages.text(text, language), pages.announcement(text, language)
            data: dict[str, str | int] = {"id": text.id, "html": html, "said": announcement}
            events.append(f"id: {text.version}\n" + _event("text", data))
        return events

    def _new_network(self) -> list[str]:
        html = self._pages.network(self._language)
        troubles = self._pages.troubles(self._phone.slug, self._language)
        if html + troubles == self._network:
            return []
        self._network = html + troubles
        return [_event("network", {"html": html, "troubles": troubles})]


def _event(kind: str, data: Mapping[str, str | int]) -> str:
    return f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


async def _rang(bell: asyncio.Event) -> bool:
    try:
        await asyncio.wait_for(bell.wait(), _HEARTBEAT)
    except TimeoutError:
        return False
    return True
