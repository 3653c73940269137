"""Tries a question once more when the database went away in the middle of it."""

from collections.abc import Callable

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse

from townline.platform.core.database import away

# Set in ``request.META`` by whoever answers 503 because the database was away.
OUTAGE_KEY = "townline.database_away"
RETRY_SECONDS = "5"
# These change nothing (RFC 9110, 9.2.1), so it does no harm if the first try was done after all.
_SAFE = frozenset({"GET", "HEAD"})


class OnceMore:
    """Asks again, with a new connection; the outermost, so that sessions are read anew too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.META.pop(OUTAGE_KEY, False):
            return response
        away.close_connection()
        if request.method in _SAFE and isinstance(request, WSGIRequest):
            return self.get_response(WSGIRequest(request.environ))
        return response
