"""Calls of Solapi: lists of reports, with a hash of the shared secret in a header."""

import hashlib
import json
from typing import Any

from townline.adapters.sms_http.common import signing
from townline.adapters.sms_http.common.door import (
    NotReadable,
    NotTrue,
    Provider,
    ProviderEvents,
    WebhookCall,
    document,
)
from townline.adapters.sms_http.solapi import codes
from townline.platform.conversations.ports import Receipt


def verify(call: WebhookCall, provider: Provider) -> None:
    """Check X-Solapi-Secret: SHA-1 in hex of the secret. It covers neither body nor time."""
    secret = provider.settings["webhook_secret"]
    if not secret:
        raise NotTrue("this provider has no webhook_secret: no call of it can be believed")
    expected = hashlib.sha1(secret.encode()).hexdigest()  # noqa: S324 -- the provider's choice
    signing.same(call.headers.get("x-solapi-secret", "").lower(), expected)


def hook(call: WebhookCall, provider: Provider) -> ProviderEvents:
    """Read reports; other events are answered and left."""
    event = call.headers.get("x-solapi-event-name", codes.REPORT_EVENTS[0])
    if event not in codes.REPORT_EVENTS:
        return ProviderEvents()
    reports = document(call)
    if not isinstance(reports, list) or not all(isinstance(each, dict) for each in reports):
        raise NotReadable("the body must be a list of objects")
    return ProviderEvents(receipts=tuple(_receipt(each, call, provider) for each in reports))


def _receipt(report: dict[str, Any], call: WebhookCall, provider: Provider) -> Receipt:
    message_id, code = str(report.get("messageId") or ""), str(report.get("statusCode") or "")
    if not message_id or not code:
        raise NotReadable("messageId and statusCode must be there")
    state = codes.state(code)
    return Receipt(
        transport=provider.name,
        session="",
        message_id=message_id,
        message_state=state,
        received_at=call.now,
        network_error=code if state == "undeliverable" else "",
        raw=json.dumps(report, ensure_ascii=False).encode("utf-8", "replace"),
    )
