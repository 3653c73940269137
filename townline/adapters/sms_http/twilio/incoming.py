"""Calls of Twilio: forms, signed over the address they were sent to and their fields."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl

from townline.adapters.sms_http.common import signing
from townline.adapters.sms_http.common.door import (
    NotReadable,
    Provider,
    ProviderEvents,
    ProviderText,
    WebhookCall,
)
from townline.adapters.sms_http.twilio import codes, photos
from townline.platform.conversations.ports import Receipt

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
        photos=photos.fetch(form, provider),
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
