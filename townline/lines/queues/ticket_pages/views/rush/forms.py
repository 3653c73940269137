"""The form of a ticket's page, answered in a rush: grouped, in the words of Django's own page.

Whatever is not a good form of ours is passed on to that page, which says what is wrong.
"""

import asyncio
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.core.handlers.asgi import ASGIRequest
from django.db import Error
from django.utils import translation
from ninja.errors import ValidationError
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from townline.lines.queues.api import IssuedTicket, QueueError, TicketRequest
from townline.lines.queues.errors import PartyTooLarge, ProofNeeded
from townline.lines.queues.ticket_pages.views.board import FORMS
from townline.lines.queues.ticket_pages.views.issuing import given_of, request_by
from townline.lines.queues.ticket_pages.views.rush import pages
from townline.lines.queues.ticket_pages.views.rush.entry import EntryPlace, EntryQueue, in_rush
from townline.lines.queues.ticket_pages.views.rush.grouping import Groups
from townline.lines.queues.views.shapes import TakeIn
from townline.platform.web.mistakes import InvalidForm
from townline.platform.web.public_pages import language
from townline.platform.web.reading import as_written, read

LARGEST = 4096  # bytes of a form
RETRY_SECONDS = 5  # seconds until one asks again while the database is away


@dataclass(frozen=True, slots=True)
class _Form:
    service: str
    wish: TicketRequest
    sent: pages.PostedForm


class TakeForm:
    """Answers ``POST /n/<service>/take``: 303 to the ticket, a refusal, or a place in the line."""

    def __init__(self, groups: Groups, entry: EntryQueue, behind: ASGIApp) -> None:
        self._groups, self._entry, self._behind = groups, entry, behind
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="forms")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a form, or pass it on as it came."""
        messages = [await receive()]
        while messages[-1].get("more_body") and _size(messages) <= LARGEST:
            messages.append(await receive())
        form = _read(scope, b"".join(part.get("body", b"") for part in messages))
        if form is None:
            await self._behind(scope, _again(messages, receive), send)
            return
        answer = await self._answer(form) or self._behind
        await answer(scope, _again(messages, receive), send)

    async def _answer(self, form: _Form) -> Response | None:
        """Give the answer, None for the page behind, which marks what is to be mended."""
        place = self._entry.ask(self._groups.waiting, form.sent.entry)
        if place is not None:
            return await self._page(lambda: pages.wait(form.sent, place))
        try:
            ticket_request = in_rush(form.wish) if self._entry.active else form.wish
            outcome = await self._groups.take(form.service, ticket_request)
            if isinstance(outcome, IssuedTicket):
                return _to(outcome.token, form.wish.language)
            if isinstance(outcome, PartyTooLarge | ProofNeeded):
                return None
            return await self._page(lambda: _refusal_response(form, outcome))
        except Error:
            # Nobody loses a place through an error: they are asked to come again, in the line.
            retry_place = EntryPlace(form.sent.entry, 0, RETRY_SECONDS)
            return await self._page(lambda: pages.wait(form.sent, retry_place))

    async def _page(self, make: Callable[[], Response]) -> Response:
        # Pages read the district's data now and then: not in the loop that serves everybody.
        return await asyncio.get_running_loop().run_in_executor(self._threads, make)

    def close(self) -> None:
        """Let go of the threads."""
        self._threads.shutdown(wait=False)


def _refusal_response(form: _Form, error: QueueError) -> Response:
    """Open the ticket that this device has already; say any other refusal."""
    token = pages.token_of(error)
    return _to(token, form.wish.language) if token else pages.refusal_page(form.sent, error)


def _to(token: str, spoken: str) -> Response:
    return RedirectResponse(f"/n/t/{token}?lang={spoken}", 303, headers=pages.HEADERS)


def _read(scope: Scope, body: bytes) -> _Form | None:
    """Read a good form of ours; None for any other, and for what is no form."""
    if len(body) > LARGEST:
        return None
    request = ASGIRequest(dict(scope), io.BytesIO(body))
    service: str = scope["path_params"]["service"]
    if not FORMS.nonce(request, service):
        return None
    spoken = language(request)
    with translation.override(spoken):
        given = given_of(request)
        try:
            form = read(request, TakeIn)
            ticket_request = request_by(request, form)
        except (InvalidForm, ValidationError):
            return None
    key = str(as_written(request)["key"])
    return _Form(service, ticket_request, pages.PostedForm(service, spoken, key, form.entry, given))


def _size(messages: list[Message]) -> int:
    return sum(len(part.get("body", b"")) for part in messages)


def _again(messages: list[Message], receive: Receive) -> Receive:
    """Give what has come already, then what still comes."""
    waiting = iter(messages)

    async def replay() -> Message:
        part = next(waiting, None)
        return await receive() if part is None else part

    return replay
