"""What a browser gets that opens an address which only takes forms."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import resolve


class OpenedByHand:
    """Leads a browser from the address of a form to the page above it, where the form stands.

    Such an address is opened by a bookmark, a reload after signing in, or by typing. Programs,
    which do not ask for ``text/html``, get 405.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        refused = response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
        if refused and request.method == "GET" and _browser(request):
            return HttpResponseRedirect(above(request.path))
        return response


def _browser(request: HttpRequest) -> bool:
    return "text/html" in request.headers.get("Accept", "")


def above(path: str) -> str:
    """Give the nearest address above ``path`` that is one of ours; ``/`` above all."""
    parts = path.strip("/").split("/")
    for length in range(len(parts) - 1, 0, -1):
        for place in ("/" + "/".join(parts[:length]) + end for end in ("/", "")):
            if _is_known_path(place):
                return place
    return "/"


def _is_known_path(path: str) -> bool:
    try:
        resolve(path)
    except Http404:
        return False
    return True
