"""Service workers: scripts of ours that let a phone show a page without a connection.

Each is served under the pages it is for, and reaches no others. It is made of several files in one
answer, so that what all have in common (``web/offline-pages.js``) is written once.
"""

from collections.abc import Callable

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

KEEP = "X-Keep"
_COMMON = "web/offline-pages.js"
_MARK = 12  # characters of a sign: enough to see that a page is another one


def keepable(page: HttpResponse, *, owner: object, sign: str) -> str:
    """Let a phone keep this page for its owner; give how it is named: ``3.5f0c…``.

    A page without the header is not kept, one of another owner takes all of this one's away.
    """
    page.headers[KEEP] = cache_name(owner, sign)
    return page.headers[KEEP]


def cache_name(owner: object, sign: str) -> str:
    """Name a kept page by whose it is and what it shows."""
    return f"{owner}.{sign[:_MARK]}"


def worker_page(*names: str) -> Callable[[HttpRequest], HttpResponse]:
    """Serve a worker of these static files, after what all of them have in common."""

    # Without a log-in: a browser asks for it by itself, and it holds nothing of anybody.
    @require_GET
    @cache_control(no_cache=True)
    def worker(_request: HttpRequest) -> HttpResponse:
        script = "\n".join(_read(name) for name in (_COMMON, *names))
        return HttpResponse(script, content_type="text/javascript; charset=utf-8")

    return worker


def _read(name: str) -> str:
    with staticfiles_storage.open(name) as file:
        return str(file.read(), "utf-8")
