"""The work that a ticket costs: a challenge of ours that nobody kept, and what is shown for it.

``<challenge>.<counts>``: 32 signs of base64 (the minute, a random part, our signature), and 16
counts with hyphens. A challenge holds for one line and half an hour; the ticket that it was shown
for keeps it, so that it is good for one.
"""

import datetime as dt
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass

from townline.lines.queues.rules import admission
from townline.platform.core.keys import crypto

LIFE = dt.timedelta(minutes=30)
_MINUTE, _RANDOM, _MAC = 4, 10, 10
NAME = _MINUTE + _RANDOM
LONGEST = 240
_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody shows. ``name``: 14 bytes by which one challenge is known."""

    challenge: str
    counts: tuple[int, ...]
    name: bytes

    def is_worth(self, hashes: int) -> bool:
        """Say whether that many hashes stand behind it, as far as luck goes."""
        return admission.is_done(self.challenge, list(self.counts), hashes)


def challenge_new(queue: str, now: dt.datetime) -> str:
    """Give a challenge for one line."""
    name = int(now.timestamp() // 60).to_bytes(_MINUTE) + secrets.token_bytes(_RANDOM)
    return urlsafe_b64encode(name + _mac(queue, name)).decode()


def work_read(text: str, queue: str, now: dt.datetime) -> Work | None:
    """Read what is shown for a challenge of ours for this line; None for anything else."""
    challenge, _, rest = text.partition(".")
    counts = rest.split("-")
    if len(text) > LONGEST or not all(_is_count(each) for each in counts):
        return None
    name = _name(challenge, queue, now)
    return None if name is None else Work(challenge, tuple(int(each) for each in counts), name)


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _DIGITS


def _name(challenge: str, queue: str, now: dt.datetime) -> bytes | None:
    try:
        raw = urlsafe_b64decode(challenge)
    except (Error, ValueError):
        return None
    name, mac = raw[:NAME], raw[NAME:]
    if not hmac.compare_digest(mac, _mac(queue, name)):
        return None
    age = now.timestamp() - int.from_bytes(name[:_MINUTE]) * 60
    return name if abs(age) <= LIFE.total_seconds() else None


def _mac(queue: str, name: bytes) -> bytes:
    secret = crypto.ring().signing.encode()
    return hmac.digest(secret, b"work " + queue.encode() + b" " + name, "sha256")[:_MAC]


def origin_of(address: str) -> bytes:
    """Give by what an address is known again, 16 bytes; the address itself is not kept."""
    return crypto.ring().lookup_of(f"queues {address}")[:16]
