"""An Android phone with a gateway app, as the line's door for photos knows it.

It tells of a text with pictures as the app SMS Gateway documents for ``mms:downloaded``: a JSON
body under an id of its own, signed with HMAC-SHA-256 over the body and the time it is sent.
"""

import base64
import datetime as dt
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from townline.adapters.simulator.photo_calls.photos import Photo


@dataclass(frozen=True, slots=True)
class PhotoEndpoint:
    """Where the line takes photos, and the key that it believes."""

    url: str
    key: str

    @classmethod
    def of(cls, address: str) -> Self | None:
        """Read ``http://NAME:KEY@HOST:PORT/PATH``; None for none."""
        parts = urlsplit(address)
        if not parts.password:
            return None
        place = parts.netloc.rpartition("@")[2]
        return cls(f"{parts.scheme}://{place}{parts.path}", parts.password)


def call_body(
    *, text_id: int, phone: str, line: str, body: str, at: dt.datetime, photos: Sequence[Photo]
) -> bytes:
    """Write the call for a text with photos. Numbers are E.164; repeats have the same id."""
    payload: dict[str, object] = {
        "messageId": f"mms_{text_id}",
        "sender": phone,
        "recipient": line,
        "simNumber": 1,
        "phoneNumber": phone,
        "subject": None,
        "body": body,
        "attachments": [_attachment(number, photo) for number, photo in enumerate(photos, 1)],
        "receivedAt": at.astimezone().isoformat(timespec="milliseconds"),
    }
    event = {
        "id": f"handset-{text_id}",
        "webhookId": "townline-mms-downloaded",
        "event": "mms:downloaded",
        "deviceId": "handset",
        "payload": payload,
    }
    return json.dumps(event).encode()


def _attachment(number: int, photo: Photo) -> dict[str, object]:
    return {
        "partId": number,
        "contentType": photo.type,
        "name": photo.name,
        "size": len(photo.data),
        "data": base64.b64encode(photo.data).decode(),
    }


def signature(body: bytes, *, key: str, now: dt.datetime) -> Mapping[str, str]:
    """Give the headers that make a call believed for five minutes."""
    stamp = str(int(now.timestamp()))
    mac = hmac.new(key.encode(), body + stamp.encode(), hashlib.sha256)
    return {
        "Content-Type": "application/json",
        "X-Signature": mac.hexdigest(),
        "X-Timestamp": stamp,
    }
