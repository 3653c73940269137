"""Calls of the phone: ``{"id", "event", "payload", …}``, signed over body and timestamp."""

import base64
import binascii
from typing import Any, Final

from townline.adapters.sms_http.android import codes
from townline.adapters.sms_http.common import signing
from townline.adapters.sms_http.common.door import (
    NotReadable,
    Provider,
    ProviderEvents,
    ProviderText,
    WebhookCall,
    document,
)
from townline.platform.conversations.ports import Receipt
from townline.platform.core import media
from townline.platform.core.media import MediaRef

_PHOTOS: Final = ("image/", "video/")
_MOST_PHOTOS: Final = 10


def verify(call: WebhookCall, provider: Provider) -> None:
    """Check X-Signature: HMAC-SHA-256 in hex over the body followed by X-Timestamp."""
    stamp = call.headers.get("x-timestamp", "")
    signed = call.body + stamp.encode("utf-8", "replace")
    expected = signing.hex_sha256(provider.settings["signing_key"], signed)
    signing.same(call.headers.get("x-signature", "").lower(), expected)
    signing.fresh(stamp, call.now)


def hook(call: WebhookCall, provider: Provider) -> ProviderEvents:
    """Read an event. One that we do not know is answered and left."""
    event = _object(call)
    kind, payload = str(event.get("event", "")), event.get("payload")
    if not isinstance(payload, dict):
        raise NotReadable("payload must be an object")
    if kind in codes.EVENTS:
        return ProviderEvents(receipts=(_receipt(kind, payload, call, provider),))
    if kind not in codes.TEXT_EVENTS or kind == _other_mms(provider):
        return ProviderEvents()
    return ProviderEvents(texts=(_text(kind, str(event.get("id") or ""), payload),))


def _object(call: WebhookCall) -> dict[str, Any]:
    read = document(call)
    if not isinstance(read, dict):
        raise NotReadable("the body must be a JSON object")
    return read


def _other_mms(provider: Provider) -> str:
    wanted = codes.MMS_EVENT[provider.settings["mms"]]
    return next(event for event in codes.MMS_EVENT.values() if event != wanted)


def _text(kind: str, reference: str, payload: dict[str, Any]) -> ProviderText:
    sender = str(payload.get("sender") or payload.get("phoneNumber") or "")
    if not reference or not sender:
        raise NotReadable("id and payload.phoneNumber must be there")
    if kind == "sms:received" and not isinstance(payload.get("message"), str):
        raise NotReadable("payload.message must be a text")
    words = (
        payload["message"]
        if kind == "sms:received"
        else "\n".join(str(payload[key]) for key in ("subject", "body") if payload.get(key))
    )
    return ProviderText(
        sender=sender,
        recipient=str(payload.get("recipient") or ""),
        body=words,
        reference=reference,
        photos=_photos(payload) if kind == "mms:downloaded" else (),
    )


def _photos(payload: dict[str, Any]) -> tuple[MediaRef, ...]:
    given = payload.get("attachments")
    parts = [part for part in given if isinstance(part, dict)] if isinstance(given, list) else []
    shown = [p for p in parts if str(p.get("contentType", "")).lower().startswith(_PHOTOS)]
    return tuple(_photo(part) for part in shown[:_MOST_PHOTOS])


def _photo(part: dict[str, Any]) -> MediaRef:
    size = part.get("size")
    size = size if isinstance(size, int) and size > 0 else 0
    try:
        data = base64.b64decode(part.get("data") or "", validate=True)
    except (binascii.Error, TypeError, ValueError):
        data = b""
    return media.keep(data) if data else media.missing(media.NOT_FETCHED, size=size)


def _receipt(kind: str, payload: dict[str, Any], call: WebhookCall, provider: Provider) -> Receipt:
    message_id = str(payload.get("messageId") or "")
    if not message_id:
        raise NotReadable("payload.messageId must be there")
    return Receipt(
        transport=provider.name,
        session="",
        message_id=message_id,
        message_state=codes.EVENTS[kind],
        received_at=call.now,
        network_error=str(payload.get("reason") or ""),
        raw=call.body,
    )
