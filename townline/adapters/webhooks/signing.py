"""Signatures of Standard Webhooks 1.0: HMAC-SHA256 over id, timestamp and body.

Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import datetime as dt
import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable

PREFIX = "whsec_"
_BYTES = 32  # the specification asks for 24 to 64


def new_secret() -> str:
    """Make a secret as receivers write it down: ``whsec_`` and base64."""
    return PREFIX + b64encode(secrets.token_bytes(_BYTES)).decode()


def sign(secret: str, *, message_id: str, timestamp: int, body: bytes) -> str:
    """Give one signature: ``v1,`` and base64. ``timestamp`` in seconds since 1970."""
    key = b64decode(secret.removeprefix(PREFIX))
    signed = b".".join([message_id.encode(), str(timestamp).encode(), body])
    return "v1," + b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()


def signed_headers(
    secret_texts: Iterable[str], *, message_id: str, now: dt.datetime, body: bytes
) -> dict[str, str]:
    """Give the headers of one message, signed with each secret that counts now."""
    timestamp = int(now.timestamp())
    signatures = [
        sign(each, message_id=message_id, timestamp=timestamp, body=body) for each in secret_texts
    ]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
    }
