"""Signatures: compared in constant time, and only while they are fresh."""

import datetime as dt
import hashlib
import hmac
from typing import Final

from townline.adapters.sms_http.common.door import NotTrue

OLDEST: Final = dt.timedelta(minutes=5)


def same(given: str, expected: str) -> None:
    """Compare a signature. Raises NotTrue: 401 when there is none, 403 when it is wrong."""
    if not given:
        raise NotTrue("the signature is missing", status=401)
    # As bytes: compare_digest refuses letters beyond ASCII, and anybody may send those.
    if not hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode()):
        raise NotTrue("the signature is wrong; is it the same key on both sides?")


def fresh(seconds: str, now: dt.datetime) -> None:
    """Look at a timestamp in seconds since 1970. Raises NotTrue beyond five minutes."""
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) <= 12):  # noqa: PLR2004 -- far beyond any year
        raise NotTrue("the timestamp is missing or no number of seconds", status=401)
    if abs(now.timestamp() - int(seconds)) > OLDEST.total_seconds():
        raise NotTrue("the timestamp is more than five minutes off; do both clocks go right?")


def hex_sha256(key: str, message: bytes) -> str:
    """Sign with HMAC-SHA-256, in hexadecimal."""
    return hmac.new(key.encode(), message, hashlib.sha256).hexdigest()
