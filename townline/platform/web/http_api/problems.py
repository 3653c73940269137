"""Refusals as RFC 9457 asks: one shape, a stable type, words that say what to do."""

import json
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import autodiscover_modules
from django.views.decorators.csrf import csrf_exempt

from townline.platform.core.refusals import every

# At the very end of a change nobody can tell whether it was kept.
DATABASE_UNREACHABLE = (
    "the database cannot be reached; check whether a change was saved, then try again"
)
CONTENT_TYPE = "application/problem+json"


class ProblemKind(NamedTuple):
    """A published kind of refusal. ``meaning`` is for docs/api.md, with the further members."""

    kind: str
    status: int
    title: str
    meaning: str


# What the API refuses before a room is asked: its kind, status, title and meaning.
OWN = [
    ProblemKind(
        "malformed-request",
        400,
        "The request cannot be read",
        "The body is not JSON, or the request cannot be read.",
    ),
    ProblemKind(
        "unauthenticated",
        401,
        "You are not signed in",
        "No API token, or one that is wrong, expired or revoked.",
    ),
    ProblemKind(
        "method-not-allowed",
        405,
        "This address does not accept that method",
        "See the ``Allow`` header.",
    ),
    ProblemKind(
        "length-required",
        411,
        "The request does not say how long it is",
        "Send the body with a ``Content-Length``, not in chunks.",
    ),
    ProblemKind("too-large", 413, "The request is too large", "The body is too long."),
    ProblemKind(
        "too-many-requests",
        429,
        "Too many requests",
        "Wait as long as ``Retry-After`` says (seconds).",
    ),
    ProblemKind(
        "server-error", 500, "Something went wrong", "A fault of the program; it is in the log."
    ),
    ProblemKind(
        "no-district",
        503,
        "No district is loaded",
        "Nothing works before ``townline district load``.",
    ),
    ProblemKind(
        "unavailable",
        503,
        "The service is unavailable for a moment",
        "The database cannot be reached; wait as long as ``Retry-After`` says.",
    ),
]
# The kind that a bare status stands for.
BY_STATUS = {each.status: each.kind for each in OWN} | {
    403: "not-allowed",
    404: "not-found",
    409: "wrong-state",
    422: "invalid-input",
    428: "proof-needed",
}


@cache
def kinds() -> Mapping[str, ProblemKind]:
    """Give every kind that is published, by its name: of the API itself, and of all rooms.

    Of a kind that several rooms know the meaning is that of the first, by their names.
    """
    autodiscover_modules("errors")
    found = {each.kind: each for each in OWN}
    for each in sorted(every(), key=lambda one: one.__module__):
        if each.type:
            found.setdefault(
                each.type, ProblemKind(each.type, each.status, each.title, each.__doc__ or "")
            )
    return found


def type_of(status: int) -> str:
    """Name the type that a bare status stands for."""
    return BY_STATUS.get(
        status,
        "server-error" if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "malformed-request",
    )


def problem(status: int, detail: str, *, kind: str = "", **extra: object) -> HttpResponse:
    """Write a refusal. ``kind`` is the stable end of its type (default: by the status)."""
    kind = kind or type_of(status)
    fields = {
        **extra,
        "type": f"/problems/{kind}",
        "title": kinds()[kind].title if kind in kinds() else HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    # What was sent may be quoted, also when it is no text that UTF-8 can write.
    body = json.dumps(fields, ensure_ascii=False, default=str).encode("utf-8", "replace")
    response = HttpResponse(body, content_type=CONTENT_TYPE, status=status)
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


@csrf_exempt  # it changes nothing, and must say 404 to every method
def not_found(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer an address under /api that does not exist."""
    return problem(404, "there is no such address; see /api/openapi.json")
