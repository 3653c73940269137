"""The pages that the live server shows itself in a rush: a refusal, and the line at the door."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db import close_old_connections
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.csp import build_policy
from starlette.responses import HTMLResponse, Response

from townline.lines.queues import api
from townline.lines.queues.api import QueueError
from townline.lines.queues.ticket_pages.views.board import around
from townline.lines.queues.ticket_pages.views.issuing import mine_of
from townline.lines.queues.ticket_pages.views.rush.entry import EntryPlace

# What Django's own pages carry: found by nobody, kept by nobody, telling nobody.
HEADERS = {
    "Cache-Control": "max-age=0, no-cache, no-store, must-revalidate, private",
    "Content-Security-Policy": build_policy(settings.SECURE_CSP),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}


@dataclass(frozen=True, slots=True)
class PostedForm:
    """A form as it came: ``key`` and ``entry`` go on into the next one."""

    service: str
    language: str
    key: str
    entry: str
    given: dict[str, str]


def wait(sent: PostedForm, place: EntryPlace) -> Response:
    """Show somebody's place in the line at the door; the page asks again by itself."""
    context = {
        "service": sent.service,
        "key": sent.key,
        "given": sent.given,
        "entry": place.token,
        "ahead": place.ahead,
        "again": place.again,
    }
    response = _page(sent, "ticket_pages/entry.html", context, 200)
    response.headers["Retry-After"] = str(place.again)
    return response


def refusal_page(sent: PostedForm, error: QueueError) -> Response:
    """Say a refusal, and where else to go."""
    with translation.override(sent.language):
        words = api.words(error)
    context = {"service": sent.service, "problem": words}
    return _page(sent, "ticket_pages/refused.html", context, error.status)


def token_of(error: QueueError) -> str:
    """Give the token of the ticket that this very device has, "" otherwise."""
    try:
        return mine_of(error)
    finally:
        close_old_connections()


def _page(sent: PostedForm, template: str, context: Mapping[str, object], status: int) -> Response:
    try:
        with translation.override(sent.language):
            body = render_to_string(template, {**around(), **context})
    finally:
        close_old_connections()
    return HTMLResponse(body, status, headers=HEADERS)
