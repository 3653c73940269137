"""How long the lines are now, for the district's website: a page, open data, a part to embed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from townline.lines.queues import api
from townline.lines.queues.ticket_pages.views.board import around
from townline.lines.queues.ticket_pages.views.issuing import group_halls
from townline.lines.queues.views.labels import at_now
from townline.lines.queues.views.shapes import snapshot_out
from townline.platform.core import clock
from townline.platform.web.public_pages import language

type Page = Callable[[HttpRequest], HttpResponse]
_CACHE_SECONDS = 10
# This part holds nothing of anybody and nothing to press but links: any website may frame it.
_FRAMED = {**settings.SECURE_CSP, "frame-ancestors": ["*"]}


def _open(view: Page) -> Page:
    """Serve what is the same for everybody: in the address's language, kept by caches a moment."""

    @require_safe
    @wraps(view)
    def wrapper(request: HttpRequest) -> HttpResponse:
        spoken = language(request)
        with translation.override(spoken):
            response = view(request)
        response["Content-Language"] = spoken
        response["Cache-Control"] = f"public, max-age={_CACHE_SECONDS}"
        return response

    return wrapper


@_open
def page(request: HttpRequest) -> HttpResponse:
    """Show all lines by service."""
    return render(request, "ticket_pages/waiting.html", _waiting_context())


@xframe_options_exempt
@csp_override(_FRAMED)
@_open
def embed(request: HttpRequest) -> HttpResponse:
    """Show the same to a frame of another website."""
    return render(request, "ticket_pages/waiting_embed.html", _waiting_context())


def _waiting_context() -> dict[str, Any]:
    return around() | {"groups": group_halls(api.halls(clock.now())), "at": at_now()}


@_open
def data(_request: HttpRequest) -> HttpResponse:
    """Give the snapshots of all lines, to any website's script."""
    items = [snapshot_out(hall).model_dump(mode="json") for hall in api.halls(clock.now())]
    return JsonResponse({"items": items}, headers={"Access-Control-Allow-Origin": "*"})
