"""What the mayor's phone keeps for a time without a connection (docs/adr)."""

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from townline.casework.cases.views.lists import the_viewer

KEEP = "X-Keep"
_MARK = 12  # characters of a hash: enough to see that a page is another one


def mark(request: HttpRequest, sign: str) -> str:
    """Name a kept page by whose it is and what it shows: ``3.5f0c…``."""
    return f"{the_viewer(request).staff_id}.{sign[:_MARK]}"


def keepable(request: HttpRequest, page: HttpResponse, sign: str) -> None:
    """Let the phone keep this page; one without the header is not kept."""
    page.headers[KEEP] = mark(request, sign)


# Without a log-in: a browser asks for it by itself, and it holds nothing of anybody.
@require_GET
@cache_control(no_cache=True)
def worker(_request: HttpRequest) -> HttpResponse:
    """Serve the script under /morning/, so that it reaches these pages and no others."""
    with staticfiles_storage.open("answers/worker.js") as file:
        return HttpResponse(file.read(), content_type="text/javascript; charset=utf-8")
