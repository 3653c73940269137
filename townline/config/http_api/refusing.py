"""Which refusal becomes which problem."""

from collections.abc import Callable
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError

from townline.casework.cases.api import CaseError
from townline.lines.queues import api as queues
from townline.platform.conversations.api import TransitionRefused
from townline.platform.core.text.languages import TooDeep
from townline.platform.departments.api import ApiToken
from townline.platform.web import middleware
from townline.platform.web.http_api.problems import DATABASE_UNREACHABLE, problem


def case_error(request: HttpRequest, error: CaseError) -> HttpResponse:
    extra = dict(error.extra)
    token = getattr(request, "token", None)
    if error.type == "not-allowed" and isinstance(token, ApiToken):
        # Whether the role or the token was too weak is for the reader to see.
        extra["scopes"] = token.scopes
    return problem(error.status, error.detail, kind=error.type, **extra)


def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Name each field and what it takes; what was sent is not repeated."""
    errors = [{"field": _field(e["loc"]), "message": _message(e["msg"])} for e in error.errors]
    detail = "; ".join(f"{e['field'] or 'body'}: {e['message']}" for e in errors)
    return problem(422, detail, errors=errors)


def _field(place: tuple[object, ...]) -> str:
    # The first part is query, path or body; the second is our own word for the whole body.
    parts = [str(part) for part in place]
    return ".".join(part for part in parts[1:] if part not in {"payload", "query"})


def _message(words: str) -> str:
    return words.removeprefix("Value error, ")


def too_many_requests(request: HttpRequest, error: Throttled) -> HttpResponse:
    response = problem(429, f"too many requests; try again in {error.wait} seconds")
    response.headers["Retry-After"] = str(error.wait)
    return response


def database_unavailable(
    request: HttpRequest, error: OperationalError | InterfaceError
) -> HttpResponse:
    request.META[middleware.OUTAGE_KEY] = True
    response = problem(503, DATABASE_UNREACHABLE)
    response.headers["Retry-After"] = middleware.RETRY_SECONDS
    return response


def http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    if isinstance(error.__cause__, TooDeep):
        return problem(422, str(error.__cause__))
    return problem(error.status_code, error.message)


def nothing_there(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404, "there is no such thing")


def refused_step(request: HttpRequest, error: TransitionRefused) -> HttpResponse:
    return problem(409, str(error), kind="wrong-state")


def queue_error(request: HttpRequest, error: queues.QueueError) -> HttpResponse:
    return problem(error.status, queues.refusal_text(error, "en"), kind=error.type, **error.extra)


# Handlers take their own error only, which the framework's type cannot say.
_HANDLERS: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    CaseError: case_error,
    ValidationError: invalid,
    Throttled: too_many_requests,
    OperationalError: database_unavailable,
    InterfaceError: database_unavailable,
    HttpError: http_error,
    Http404: nothing_there,
    TransitionRefused: refused_step,
    queues.QueueError: queue_error,
}


def install(api: NinjaAPI) -> None:
    """Teach the API every refusal."""
    for error, handler in _HANDLERS.items():
        api.add_exception_handler(error, handler)
