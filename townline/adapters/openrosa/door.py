"""Who may come in, how often, and how every answer looks."""

import base64
import binascii
import datetime as dt
import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Final

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt

from townline.adapters.openrosa.bodies import answer
from townline.adapters.openrosa.limits import CALLS, WRONG
from townline.platform.core import clock
from townline.platform.core.http import client
from townline.platform.core.http.bodies import drain
from townline.platform.core.http.tokens import count_wrong_token
from townline.prevention.surveys.api import (
    AccessState,
    Phone,
    SubmissionRefused,
    phone_of,
    token_hash,
)

log: Final = logging.getLogger(__name__)
# What phones are told; a photo has at most TOWNLINE_PHOTO_BYTES.
ACCEPTED_BYTES: Final = 24_000_000
_VERSION: Final = "1.0"
_RETRY_SECONDS: Final = 30
_UNAUTHORIZED: Final = 401

type View = Callable[..., HttpResponse]


class OpenRosaError(Exception):
    """An answer that is none of success: ``status`` as in HTTP, words for the person."""

    def __init__(self, status: int, words: str, *, retry_after: int = 0) -> None:
        super().__init__(words)
        self.status, self.retry_after = status, retry_after


def openrosa_view(*methods: str) -> Callable[[View], View]:
    """Make a view of ``(request, phone, …)`` one that speaks OpenRosa to phones alone."""

    def decorate(view: View) -> View:
        @csrf_exempt  # the token says who calls, no cookie does
        @wraps(view)
        def wrapper(request: HttpRequest, token: str = "", **rest: str) -> HttpResponse:
            answer = _handle_request(view, request, token, rest, methods)
            if answer.status_code >= HTTPStatus.BAD_REQUEST:
                drain(request)  # a phone that still sends reads no answer
            return _set_headers(answer)

        return wrapper

    return decorate


def message_response(words: str, *, status: int, nature: str = "error") -> HttpResponse:
    """Answer in words."""
    return HttpResponse(answer(words, nature), status=status, content_type="text/xml")


def _handle_request(
    view: View, request: HttpRequest, token: str, rest: dict[str, str], methods: tuple[str, ...]
) -> HttpResponse:
    try:
        _check(request, methods)
        return view(request, _authenticate(request, token), **rest)
    except OpenRosaError as refused:
        return _refusal(refused, methods)
    except SubmissionRefused as refused:
        answer = message_response(refused.words, status=refused.status)
        # Words are for people; our own page says what to do by the kind.
        answer["X-Townline-Refusal"] = type(refused).__name__
        return answer
    except (OperationalError, InterfaceError):
        log.warning("a phone waits: the database is away")
    except OSError as error:
        log.error("a phone waits: a file cannot be kept (%s)", error.strerror)  # noqa: TRY400 -- the place says nothing more
    words = gettext("지금은 받을 수 없습니다. 기기에 그대로 두고 잠시 후 다시 보내 주세요.")
    return _refusal(OpenRosaError(503, words, retry_after=_RETRY_SECONDS), methods)


def _check(request: HttpRequest, methods: tuple[str, ...]) -> None:
    if request.method not in methods:
        raise OpenRosaError(405, gettext("이 주소는 그 방식으로 쓸 수 없습니다."))
    if request.headers.get("X-OpenRosa-Version") != _VERSION:
        raise OpenRosaError(400, "X-OpenRosa-Version: 1.0 is missing")
    if any("\x00" in value for _, value in request.GET.items()):
        raise OpenRosaError(400, gettext("주소를 읽을 수 없습니다."))


def _authenticate(request: HttpRequest, token: str) -> Phone:
    phone = _phone(request, token)
    if phone.let is AccessState.UNKNOWN:
        if wait := count_wrong_token(request, WRONG):
            words = gettext("잘못된 주소로 너무 자주 요청했습니다.")
            raise OpenRosaError(429, words, retry_after=wait)
        raise _unknown()
    _check_access(phone, clock.now())
    return phone


def _unknown() -> OpenRosaError:
    return OpenRosaError(401, gettext("없는 조사 주소입니다. 담당 부서에서 새 주소를 받아 주세요."))


def _check_access(phone: Phone, now: dt.datetime) -> None:
    if phone.let is AccessState.REVOKED:
        raise OpenRosaError(
            401,
            gettext(
                "해제된 조사 주소입니다. 보내지 않은 조사는 기기에 두고 담당 부서에 알려 주세요."
            ),
        )
    if phone.let is AccessState.AWAY:
        raise OpenRosaError(
            403, gettext("지금은 조사에 참여하지 않습니다. 담당 부서에 문의해 주세요.")
        )
    if wait := CALLS.take(phone.surveyor_id, now):
        raise OpenRosaError(429, gettext("너무 자주 요청했습니다."), retry_after=wait)


def _phone(request: HttpRequest, token: str) -> Phone:
    if token:
        return phone_of(token_hash(token))
    # Not even asked for: a phone that is asked sends the password where others can read it.
    if not client.is_private(request):
        raise OpenRosaError(
            403, gettext("https 주소에서만 받습니다. 담당 부서에 주소를 확인해 주세요.")
        )
    name, password = _basic(request.headers.get("Authorization", ""))
    if not password:
        # Phones ask once without a password before they send it: that is no wrong one.
        raise _unknown()
    return phone_of(token_hash(password), name=name)


def _basic(header: str) -> tuple[str, str]:
    kind, _, packed = header.partition(" ")
    if kind.lower() != "basic":
        return "", ""
    try:
        name, _, password = base64.b64decode(packed, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return name, password


def _refusal(refused: OpenRosaError, methods: tuple[str, ...]) -> HttpResponse:
    response = message_response(str(refused), status=refused.status)
    if refused.status == _UNAUTHORIZED:
        response["WWW-Authenticate"] = 'Basic realm="Townline surveys", charset="UTF-8"'
    if refused.retry_after:
        response["Retry-After"] = str(refused.retry_after)
    if refused.status == 405:  # noqa: PLR2004 -- RFC 9110 asks for it
        response["Allow"] = ", ".join(methods)
    return response


def _set_headers(response: HttpResponse) -> HttpResponse:
    response["X-OpenRosa-Version"] = _VERSION
    response["X-OpenRosa-Accept-Content-Length"] = str(ACCEPTED_BYTES)
    response["Date"] = http_date()
    response["Cache-Control"] = "private, no-cache"
    return response
