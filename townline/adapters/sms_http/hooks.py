"""Calls of providers under ``/hooks/KIND/NAME/``: answered 2xx only after COMMIT."""

import datetime as dt
import itertools
import logging
import os
import threading
import uuid
from dataclasses import replace
from http import HTTPStatus
from typing import Final

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from townline.adapters.sms_http import providers
from townline.adapters.sms_http.common.door import (
    NotReadable,
    NotTrue,
    Provider,
    ProviderAdapter,
    ProviderEvents,
    ProviderText,
    WebhookCall,
)
from townline.adapters.sms_http.common.sending import CALLS, WRONG
from townline.adapters.sms_http.doors import DOORS
from townline.platform.conversations import api as conversations
from townline.platform.conversations.ports import Delivery
from townline.platform.core import clock, district
from townline.platform.core.http.bodies import drain
from townline.platform.core.http.tokens import count_wrong_token
from townline.platform.core.text import charsets

log: Final = logging.getLogger(__name__)
_UCS2: Final = 8
_RETRY_SECONDS: Final = 30


class HookRefused(Exception):
    """A call is not taken: ``status``, and words for whoever reads the provider's log."""

    def __init__(self, status: int, words: str, *, retry_after: int = 0) -> None:
        super().__init__(words)
        self.status, self.retry_after = status, retry_after


class Places:
    """Numbers what one process took in: no two deliveries share a place."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner = 0

    def take(self) -> tuple[str, int]:
        """Give this process's session and the next number in it."""
        with self._lock:
            if self._owner != os.getpid():  # a fork must not go on with its parent's numbers
                self._owner, self._session = os.getpid(), str(uuid.uuid4())
                self._numbers = itertools.count(1)
            return self._session, next(self._numbers)


PLACES: Final = Places()


@csrf_exempt  # the signature says who calls, no cookie does
@never_cache
def hook(request: HttpRequest, kind: str, name: str, rest: str = "") -> HttpResponse:
    """Take one call of a provider."""
    try:
        return _handle_call(request, kind, name, rest)
    except HookRefused as refused:
        drain(request)  # a provider that still sends reads no answer
        return _refusal(refused)
    except (OperationalError, InterfaceError):
        log.warning("a call of %s waits: the database is away", name)
        return _refusal(HookRefused(503, "not now; call again", retry_after=_RETRY_SECONDS))
    except OSError as error:
        log.error("a call of %s waits: a photo cannot be kept (%s)", name, error.strerror)  # noqa: TRY400 -- the place says nothing more
        return _refusal(HookRefused(503, "not now; call again", retry_after=_RETRY_SECONDS))
    except Exception as error:
        log.exception("a call of %s could not be taken", name)
        return _refusal(
            HookRefused(500, f"a fault of ours ({type(error).__name__}); it was logged")
        )


@csrf_exempt  # it changes nothing, and must say 404 to every method
def nothing(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer an address under /hooks that does not exist."""
    return _refusal(HookRefused(404, "there is no such address"))


def _handle_call(request: HttpRequest, kind: str, name: str, rest: str) -> HttpResponse:
    now = clock.now()
    door, provider = _whose(kind, name)
    if request.method != "POST":
        raise HookRefused(405, "only POST is taken")
    call = WebhookCall(
        rest=rest,
        headers={key.lower(): value for key, value in request.headers.items()},
        body=_body(request, door.body_limit),
        now=now,
    )
    events = _read_events(request, call, door, provider)
    _store(events, provider, now)
    return HttpResponse(events.answer, content_type=events.answer_type)


def _whose(kind: str, name: str) -> tuple[ProviderAdapter, Provider]:
    try:
        provider = providers.provider_named(name)
    except (providers.ProvidersInvalid, OSError):
        log.error("the providers file cannot be used; see: townline doctor")  # noqa: TRY400 -- its place says nothing
        raise HookRefused(503, "not now; call again", retry_after=_RETRY_SECONDS) from None
    door = DOORS.get(kind)
    if provider is None or door is None or provider.kind != kind or door.hook is None:
        raise HookRefused(404, "no provider of this name calls here")
    return door, provider


def _not_too_often(name: str, now: dt.datetime) -> None:
    if wait := CALLS.take(name, now):
        raise HookRefused(429, f"more than {CALLS.most} calls a minute", retry_after=wait)


def _body(request: HttpRequest, limit: int) -> bytes:
    if "Transfer-Encoding" in request.headers:
        raise HookRefused(411, "send the body with a Content-Length, not in chunks")
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if not length.isdigit() or int(length) > limit:
        raise HookRefused(413, f"a call has at most {limit} bytes")
    return request.read(limit + 1)


def _read_events(
    request: HttpRequest, call: WebhookCall, door: ProviderAdapter, provider: Provider
) -> ProviderEvents:
    try:
        assert door.verify is not None  # noqa: S101 -- whoever has a hook has a verify (test)
        assert door.hook is not None  # noqa: S101 -- looked at in _whose
        door.verify(call, provider)
        _not_too_often(provider.name, call.now)
        return door.hook(call, provider)
    except NotTrue as error:
        raise _not_believed(request, provider, error) from None
    except NotReadable as error:
        log.warning("a call of %s cannot be read: %s", provider.name, error)
        raise HookRefused(error.status, str(error)) from None


def _not_believed(request: HttpRequest, provider: Provider, error: NotTrue) -> HookRefused:
    if wait := count_wrong_token(request, WRONG):
        return HookRefused(429, "too many wrong signatures from there", retry_after=wait)
    log.warning("a call of %s is not believed: %s", provider.name, error)
    return HookRefused(error.status, str(error))


def _store(events: ProviderEvents, provider: Provider, now: dt.datetime) -> None:
    session, _ = PLACES.take()
    conversations.deliveries_store(
        deliveries=[_delivery(text, provider, now) for text in events.texts],
        receipts=[replace(receipt, session=session) for receipt in events.receipts],
        now=now,
    )


def _delivery(text: ProviderText, provider: Provider, now: dt.datetime) -> Delivery:
    session, sequence = PLACES.take()
    return Delivery(
        transport=provider.name,
        session=session,
        sequence=sequence,
        source_addr=text.sender,
        destination_addr=text.recipient or district.line_number(),
        data_coding=_UCS2,
        charset="ucs2",
        payload=charsets.encode("ucs2", charsets.clean(text.body)),
        received_at=now,
        provider_reference=text.reference[:100],
        attachments=text.photos,
    )


def _refusal(refused: HookRefused) -> HttpResponse:
    response = JsonResponse({"error": str(refused)}, status=refused.status)
    if refused.retry_after:
        response["Retry-After"] = str(refused.retry_after)
    if refused.status == HTTPStatus.METHOD_NOT_ALLOWED:
        response["Allow"] = "POST"
    return response
