"""Who the page of a surveyor is let in for, and how it is told that it is not."""

from collections.abc import Callable
from functools import wraps
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from townline.adapters.field_client.limits import CALLS, WRONG
from townline.platform.core import clock
from townline.platform.core.http.tokens import count_wrong_token
from townline.prevention.surveys.api import AccessState, Phone, phone_of, token_hash

type View = Callable[..., HttpResponse]
_STATUS: Final = {AccessState.UNKNOWN: 401, AccessState.REVOKED: 401, AccessState.AWAY: 403}


def for_surveyor(view: View) -> View:
    """Make a view of ``(request, phone, …)`` one for the holder of a token.

    Others are told by ``{"why": …}`` (unknown, revoked, away, often), which the page says in words.
    """

    @require_safe
    @wraps(view)
    def wrapper(request: HttpRequest, token: str, **rest: object) -> HttpResponse:
        return _private(_authorised_answer(view, request, token, rest))

    return wrapper


def _authorised_answer(
    view: View, request: HttpRequest, token: str, rest: dict[str, object]
) -> HttpResponse:
    phone: Phone = phone_of(token_hash(token))
    if phone.let is AccessState.UNKNOWN and (wait := count_wrong_token(request, WRONG)):
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
