"""One-time codes of an authenticator app (RFC 6238 over RFC 4226), and recovery codes. Pure."""

import base64
import datetime as dt
import hashlib
import hmac
import secrets
from urllib.parse import quote, urlencode

PERIOD = dt.timedelta(seconds=30)
DIGITS = 6
_SECRET_BYTES = 20  # as long as the hash, RFC 4226 section 4
_EARLY_LATE = 1  # steps by which a phone's clock may differ
CODES = 10
_CODE_BYTES = 10  # 80 bits cannot be tried, so a plain hash keeps them


def new_secret() -> str:
    """Make a secret in base 32, as apps read it."""
    return base64.b32encode(secrets.token_bytes(_SECRET_BYTES)).decode()


def step_of(at: dt.datetime) -> int:
    """Give the number of the half minute a moment lies in."""
    return int(at.timestamp() // PERIOD.total_seconds())


def code_of(secret: str, step: int) -> str:
    """Give the six digits of one half minute."""
    mac = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), hashlib.sha1)
    start = mac[-1] & 0x0F
    number = int.from_bytes(mac[start : start + 4], "big") & 0x7FFFFFFF
    return str(number % 10**DIGITS).zfill(DIGITS)


def step_matching(secret: str, code: str, *, now: dt.datetime, after: int) -> int | None:
    """Give the half minute a code belongs to, later than ``after``: none counts twice."""
    middle = step_of(now)
    for step in range(middle - _EARLY_LATE, middle + _EARLY_LATE + 1):
        if step > after and hmac.compare_digest(code_of(secret, step).encode(), code.encode()):
            return step
    return None


def address_of(secret: str, *, account: str, issuer: str) -> str:
    """Give the ``otpauth:`` address that a phone reads from a QR code."""
    query = urlencode({"secret": secret, "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(issuer)}:{quote(account)}?{query}"


def new_recovery_codes() -> list[str]:
    """Make codes such as ``ABCD-EFGH-2345-WXYZ``."""
    raw = [base64.b32encode(secrets.token_bytes(_CODE_BYTES)).decode() for _ in range(CODES)]
    return ["-".join(code[at : at + 4] for at in range(0, 16, 4)) for code in raw]


def hash_of(code: str) -> str:
    """Give what is kept of a recovery code; case, blanks and hyphens do not count."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
