"""What opens a ticket: a signed token, and a short code to take it to another device.

Both are made from the ticket's key and count of holders, so that a token stops opening it when
the ticket has moved to another device, and nothing secret lies in the database.
"""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error

from townline.platform.core.keys import crypto

KEY = 16
_MAC = 16
_HOLDER = 1
_SIGNS = "23456789ABCDEFGHJKMNPQRTUVWXYZ"  # none that looks or sounds like another one
_CODE = 6


def token_of(key: bytes, holder: int) -> str:
    """Give the token of a ticket, 44 characters that may stand in an address."""
    body = key + bytes([holder & 0xFF])
    return urlsafe_b64encode(body + _mac(b"token", body)).decode().rstrip("=")


def token_read(token: str) -> tuple[bytes, int] | None:
    """Give key and holder of a token that we signed, else None."""
    try:
        raw = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except (Error, ValueError):
        return None
    body, mac = raw[: KEY + _HOLDER], raw[KEY + _HOLDER :]
    if len(mac) != _MAC or not hmac.compare_digest(mac, _mac(b"token", body)):
        return None
    return body[:KEY], body[KEY]


def code_of(key: bytes, holder: int) -> str:
    """Give the code that takes a ticket to another device: 6 signs, written in pairs of two."""
    number = int.from_bytes(_mac(b"code", key + bytes([holder & 0xFF])))
    signs = ""
    for _ in range(_CODE):
        number, sign = divmod(number, len(_SIGNS))
        signs += _SIGNS[sign]
    return signs


def code_fits(written: str, key: bytes, holder: int) -> bool:
    """Say whether somebody wrote the code, in whatever case and spacing, in constant time."""
    plain = "".join(sign for sign in written.upper() if sign.isalnum())
    return hmac.compare_digest(plain.encode(), code_of(key, holder).encode())


def _mac(purpose: bytes, body: bytes) -> bytes:
    secret = crypto.ring().signing.encode()
    return hmac.digest(secret, b"ticket " + purpose + b" " + body, "sha256")[:_MAC]
