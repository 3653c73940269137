"""Calls of Twilio: forms, signed over the address they were sent to and their fields."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

import httpx
from django.conf import settings

from townline.adapters.sms_http.common import signing
from townline.adapters.sms_http.common.door import (
    NotReadable,
    Provider,
    ProviderEvents,
    ProviderText,
    WebhookCall,
)
from townline.adapters.sms_http.twilio import codes
from townline.platform.conversations.ports import Receipt
from townline.platform.core import media
from townline.platform.core.media import MediaRef

# Photos of an incoming MMS: the webhook only names them, so they are fetched from Twilio.
_MOST: Final = 10  # as Twilio's own limit
# Twilio waits fifteen seconds for our answer, whatever we still do.
_TIMEOUT: Final = httpx.Timeout(4.0)
_REDIRECTS: Final = 3
_DIGITS: Final = 4  # of a number of photos; Python reads no number of thousands of them


def fetch(form: Mapping[str, str], provider: Provider) -> tuple[MediaRef, ...]:
    """Fetch the photos of a call; one that cannot be had says so, and the text comes anyway."""
    count = form.get("NumMedia", "0")
    number = min(int(count), _MOST) if count.isdecimal() and len(count) <= _DIGITS else 0
    if not number:
        return ()
    with httpx.Client(timeout=_TIMEOUT, follow_redirects=True, max_redirects=_REDIRECTS) as client:
        return tuple(
            _photo(client, form.get(f"MediaUrl{at}", ""), provider) for at in range(number)
        )


def _photo(client: httpx.Client, url: str, provider: Provider) -> MediaRef:
    # Only from the provider itself: an address in a form leads nowhere else in our network.
    if not url.startswith(provider.settings["url"] + "/"):
        return media.missing(media.NOT_FETCHED)
    auth = (provider.settings["account_sid"], provider.settings["auth_token"])
    try:
        with client.stream("GET", url, auth=auth) as response:
            response.raise_for_status()
            data = _read_limited(response)
    except httpx.HTTPError:
        return media.missing(media.NOT_FETCHED)
    return media.keep(data) if data else media.missing(media.NOT_FETCHED)


def _read_limited(response: httpx.Response) -> bytes:
    """Read at most one byte more than is kept: the store then says that it is too large."""
    data = bytearray()
    for chunk in response.iter_bytes(65536):
        data += chunk
        if len(data) > settings.TOWNLINE_PHOTO_BYTES:
            break
    return bytes(data)


STATUS: Final = "status"
_EMPTY_RESPONSE: Final = '<?xml version="1.0" encoding="UTF-8"?><Response></Response>'
_MOST_FIELDS: Final = 200


def address(provider: Provider, rest: str = "") -> str:
    """Give the address that Twilio calls for this provider."""
    return f"{provider.settings['public_url']}/hooks/twilio/{provider.name}/{rest}"


def verify(call: WebhookCall, provider: Provider) -> None:
    """Check X-Twilio-Signature: HMAC-SHA-1 in base64 over address and sorted fields."""
    pieces = [address(provider, call.rest)]
    for name, value in sorted(_pairs(call.body)):
        pieces += [name, value]
    digest = hmac.new(
        provider.settings["auth_token"].encode(),
        "".join(pieces).encode("utf-8", "replace"),
        hashlib.sha1,  # the provider's choice
    ).digest()
    given = call.headers.get("x-twilio-signature", "")
    signing.same(given, base64.b64encode(digest).decode())


def _pairs(body: bytes) -> set[tuple[str, str]]:
    try:
        return set(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        raise NotReadable("the body is no form in UTF-8") from None


def hook(call: WebhookCall, provider: Provider) -> ProviderEvents:
    """Read a text, or what became of one of ours."""
    form = dict(_pairs(call.body))
    reference = form.get("MessageSid") or form.get("SmsSid") or ""
    if not reference:
        raise NotReadable("MessageSid must be there")
    if call.rest == STATUS:
        return _status_events(form, reference, call, provider)
    if not form.get("From"):
        raise NotReadable("From must be there")
    text = ProviderText(
        sender=form["From"],
        recipient=form.get("To", ""),
        body=form.get("Body", ""),
        reference=reference,
        photos=fetch(form, provider),
    )
    return ProviderEvents(texts=(text,), answer=_EMPTY_RESPONSE, answer_type="text/xml")


def _status_events(
    form: Mapping[str, str], reference: str, call: WebhookCall, provider: Provider
) -> ProviderEvents:
    state = codes.STATES.get(form.get("MessageStatus") or form.get("SmsStatus") or "")
    if state is None:
        return ProviderEvents()
    receipt = Receipt(
        transport=provider.name,
        session="",
        message_id=reference,
        message_state=state,
        received_at=call.now,
        network_error=form.get("ErrorCode", ""),
        raw=call.body,
    )
    return ProviderEvents(receipts=(receipt,))
