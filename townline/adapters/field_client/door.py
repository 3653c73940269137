"""Who the page of a surveyor is let in for, and how it is told that it is not."""

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from townline.adapters.field_client.limits import CALLS, WRONG
from townline.platform.core import clock
from townline.platform.core.http.tokens import count_wrong_token
from townline.prevention.surveys.api import Let, Phone, phone_of, token_hash

type View = Callable[..., HttpResponse]
_STATUS: Final = {Let.UNKNOWN: 401, Let.REVOKED: 401, Let.AWAY: 403}


def for_surveyor(view: View) -> View:
    """Make a view of ``(request, phone, …)`` one for the holder of a token.

    Others are told by ``{"why": …}`` (unknown, revoked, away, often), which the page says in words.
    """

    @require_safe
    @wraps(view)
    def asked(request: HttpRequest, token: str, **rest: object) -> HttpResponse:
        return _private(_asked(view, request, token, rest))

    return asked


def _asked(view: View, request: HttpRequest, token: str, rest: dict[str, object]) -> HttpResponse:
    phone: Phone = phone_of(token_hash(token))
    if phone.let is Let.UNKNOWN and (wait := count_wrong_token(request, WRONG)):
        return _often(wait)
    if status := _STATUS.get(phone.let):
        return JsonResponse({"why": phone.let.value}, status=status)
    if wait := CALLS.take(phone.surveyor_id, clock.now()):
        return _often(wait)
    return view(request, phone, **rest)


def _often(wait: int) -> HttpResponse:
    return JsonResponse({"why": "often"}, status=429, headers={"Retry-After": str(wait)})


def _private(answer: HttpResponse) -> HttpResponse:
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer
