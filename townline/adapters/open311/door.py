"""Who may read, how often, in which format, and how refusals are written."""

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from townline.adapters.open311.bodies import FORMATS, Document, render
from townline.adapters.open311.limits import READ
from townline.platform.core import clock, district
from townline.platform.core.http.client import client_key
from townline.prevention.policy.insights.api import public_map_settings

_METHODS: Final = ("GET", "HEAD", "OPTIONS")
_CACHE: Final = "public, max-age=600"

type View = Callable[..., Document]


class Open311Error(Exception):
    """A refusal: ``status`` as in HTTP, and an English description for developers."""

    def __init__(self, status: int, description: str, *, retry_after: int = 0) -> None:
        super().__init__(description)
        self.status, self.description, self.retry_after = status, description, retry_after

    def document(self) -> Document:
        """Give the list of errors of GeoReport v2."""
        return Document("errors", [{"code": self.status, "description": self.description}])


def open311_view(view: View) -> Callable[..., HttpResponse]:
    """Make a view of ``(request, …)`` one that answers in the format of its address."""

    @csrf_exempt  # nothing is changed here, and programs carry no cookie
    @wraps(view)
    def wrapper(request: HttpRequest, form: str, **rest: str) -> HttpResponse:
        try:
            _check(request, form)
            return _respond(view(request, **rest), form, 200)
        except Open311Error as error:
            return _refusal(error, form)

    return wrapper


def _check(request: HttpRequest, form: str) -> None:
    if wait := READ.take(client_key(request), clock.now()):
        raise Open311Error(429, "too many requests", retry_after=wait)
    if form not in FORMATS:
        raise Open311Error(404, "the formats are json and xml")
    if request.method not in _METHODS:
        raise Open311Error(405, f"requests are not taken here; text {district.line_number()}")
    if not public_map_settings().open311:
        raise Open311Error(404, "this district releases no requests")
    jurisdiction = request.GET.get("jurisdiction_id", "")
    if jurisdiction not in {"", district.current().jurisdiction_id}:
        raise Open311Error(404, "jurisdiction_id was not found")


def _refusal(error: Open311Error, form: str) -> HttpResponse:
    known = form if form in FORMATS else "json"
    response = _respond(error.document(), known, error.status)
    response["Cache-Control"] = "no-store"
    if error.retry_after:
        response["Retry-After"] = str(error.retry_after)
    if error.status == 405:  # noqa: PLR2004 -- RFC 9110 asks for it
        response["Allow"] = ", ".join(_METHODS)
    return response


def _respond(document: Document, form: str, status: int) -> HttpResponse:
    response = HttpResponse(render(document, form), status=status, content_type=FORMATS[form])
    response["Cache-Control"] = _CACHE
    response["Access-Control-Allow-Origin"] = "*"
    return response
