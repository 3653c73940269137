"""Who may read, how often, and how refusals are written."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from townline.adapters.odata.limits import READ, WRONG
from townline.platform.core import clock
from townline.platform.core.http.client import client_key
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission

_METHODS: Final = ("GET", "HEAD")
_JSON: Final = "application/json;odata.metadata=minimal;charset=utf-8"
_SIGN_IN: Final = (
    "send a token with the scope data:read, as Authorization: Bearer or as the password of a "
    "Basic sign-in with any user name; make one with: townline token NAME --scopes data:read"
)

type View = Callable[..., HttpResponseBase]


class ODataError(Exception):
    """A refusal: ``status`` as in HTTP, and an English message for developers."""

    def __init__(self, status: int, message: str, *, headers: Mapping[str, str] = {}) -> None:
        super().__init__(message)
        self.status, self.message, self.headers = status, message, headers


def odata_view(view: View) -> View:
    """Make a view of ``(request, act, …)`` one that programs with a token may read."""

    @csrf_exempt  # nothing is changed here, and programs carry no cookie
    @wraps(view)
    def wrapper(request: HttpRequest, **rest: str | int) -> HttpResponseBase:
        try:
            response = view(request, _caller(request), **rest)
        except ODataError as error:
            response = json_response(
                {"error": {"code": str(error.status), "message": error.message}}, error.status
            )
            for name, value in error.headers.items():
                response[name] = value
        response["OData-Version"] = "4.0"
        response["Cache-Control"] = "no-store"
        return response

    return wrapper


def json_response(content: Mapping[str, object], status: int = 200) -> HttpResponse:
    """Write an answer; moments and days in it are texts already."""
    body = json.dumps(content, ensure_ascii=False)
    return HttpResponse(body, status=status, content_type=_JSON)


def _caller(request: HttpRequest) -> Act:
    now = clock.now()
    found = departments.token_find(secret=_secret(request), now=now)
    # First who: robots at the office's address must not shut out its own programs.
    limit, key = (WRONG, client_key(request)) if found is None else (READ, found.id)
    if wait := limit.take(key, now):
        raise ODataError(429, "too many requests", headers={"Retry-After": str(wait)})
    if found is None:
        raise ODataError(401, _SIGN_IN, headers={"WWW-Authenticate": 'Basic realm="Townline"'})
    viewer = departments.viewer_of(found.staff, token=found, now=now)
    if not viewer.may(Permission.DATA):
        raise ODataError(403, "this token, or the person it acts for, may not take data: data:read")
    if request.method not in _METHODS:
        raise ODataError(405, "this feed is read only", headers={"Allow": ", ".join(_METHODS)})
    return Act(viewer, now)


def _secret(request: HttpRequest) -> str:
    scheme, _, value = request.headers.get("Authorization", "").strip().partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value.strip(), validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""
