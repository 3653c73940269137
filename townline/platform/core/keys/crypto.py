"""The key ring: field encryption, and the keyed look-up of a number.

Field values are AES-256-GCM: ``key id (1 byte length + ascii) | nonce 12 | ciphertext+tag``.
The look-up value is HMAC-SHA-256 under a key of its own, because who holds that key can try
all numbers in minutes; it is never stored in the database or its backups.

While keys are being changed (``keys_file.py``) a ring holds several of each kind: the current
one writes, all of them read.
"""

import hashlib
import hmac
import json
import logging
import os
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from townline.platform.core.keys import keys_file

log = logging.getLogger(__name__)
_NONCE = 12
_FIRST_LOOKUP = "l1"  # files of the first version named none


class KeysUnusable(RuntimeError):
    """A key is missing, unreadable or unknown: nothing may start without it."""


class Phase(StrEnum):
    """How far a change of keys has come."""

    ANNOUNCED = "announced"  # all processes learn the new keys; the old ones still write
    REWRITING = "rewriting"  # the new keys write; what lies under the old ones is rewritten
    DONE = "done"  # nothing lies under the old keys any more; backups still may


@dataclass(frozen=True)
class KeyRing:
    """Keys of one district. Both kinds map key id to 32 bytes; the current ones write."""

    current: str
    field: dict[str, bytes]
    lookup_current: str
    lookups: dict[str, bytes]
    signing: str
    phase: Phase | None = None
    vapid: bytes = b""  # by which push services know us; empty in a file of an older version

    @property
    def changing(self) -> bool:
        """Whether rows may lie under several keys at this moment."""
        return self.phase in {Phase.ANNOUNCED, Phase.REWRITING}

    @property
    def lookup(self) -> bytes:
        """The look-up key that writes."""
        return self.lookups[self.lookup_current]

    @property
    def older_lookups(self) -> list[bytes]:
        """The other look-up keys under which rows may lie now."""
        if not self.changing:
            return []
        return [key for name, key in self.lookups.items() if name != self.lookup_current]

    def encrypt(self, text: str) -> bytes:
        """Encrypt a text; each call gives another ciphertext."""
        return self.seal(text.encode())

    def decrypt(self, sealed: bytes | memoryview) -> str:
        """Read what ``encrypt`` wrote. Raises KeysUnusable for an unknown key or altered bytes."""
        return self.unseal(sealed).decode()

    def seal(self, data: bytes) -> bytes:
        """Encrypt bytes; each call gives another ciphertext."""
        nonce = os.urandom(_NONCE)
        tag = self.current.encode()
        sealed = AESGCM(self.field[self.current]).encrypt(nonce, data, tag)
        return bytes([len(tag)]) + tag + nonce + sealed

    def unseal(self, sealed: bytes | memoryview) -> bytes:
        """Read what ``seal`` wrote. Raises KeysUnusable for an unknown key or altered bytes."""
        tag, rest = _tag_of(sealed)
        key = self.field.get(tag.decode("ascii", "replace"))
        if key is None:
            raise KeysUnusable(
                f"the key ring has no key {tag!r}; put back the keys file of this database"
            )
        try:
            return AESGCM(key).decrypt(rest[:_NONCE], rest[_NONCE:], tag)
        except InvalidTag:
            raise KeysUnusable(
                f"key {tag!r} does not open this value; is it another keys file?"
            ) from None

    def is_current(self, sealed: bytes | memoryview) -> bool:
        """Say whether a value was written with the current key."""
        return _tag_of(sealed)[0] == self.current.encode()

    def lookup_of(self, number: str) -> bytes:
        """Give the 32-byte look-up value of an E.164 number."""
        return _lookup(self.lookup, number)

    def lookups_of(self, number: str) -> list[bytes]:
        """Give all look-up values under which a number may lie now, the current one first."""
        return [_lookup(key, number) for key in (self.lookup, *self.older_lookups)]

    def knows_lookup(self, number: str, value: bytes) -> bool:
        """Say whether a look-up value was made of this number with any key of the ring."""
        return value in self.every_lookup_of(number)

    def every_lookup_of(self, number: str) -> set[bytes]:
        """Give the look-up values by all keys of the ring, also by those of finished changes."""
        return {_lookup(key, number) for key in self.lookups.values()}


def _lookup(key: bytes, number: str) -> bytes:
    return hmac.digest(key, number.encode(), hashlib.sha256)


def _tag_of(sealed: bytes | memoryview) -> tuple[bytes, bytes]:
    data = bytes(sealed)
    end = 1 + (data[0] if data else 0)
    return data[1:end], data[end:]


def create(path: Path) -> KeyRing:
    """Make a new key ring in a file only its owner reads (0600). Never overwrites one."""
    keys_file.create(path)
    return load(path)


def load(path: Path) -> KeyRing:
    """Read a key ring. Raises KeysUnusable naming the file and what is wrong with it."""
    try:
        return _ring_of(json.loads(path.read_text()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise KeysUnusable(f"the keys file {path} cannot be read: {error}") from error


def _ring_of(data: dict[str, Any]) -> KeyRing:
    lookups = data["lookup"]
    if isinstance(lookups, str):
        lookups = {_FIRST_LOOKUP: lookups}
    rotation = data.get("rotation")
    ring = KeyRing(
        current=data["current"],
        field={key: b64decode(value) for key, value in data["field"].items()},
        lookup_current=data.get("lookup_current", _FIRST_LOOKUP),
        lookups={key: b64decode(value) for key, value in lookups.items()},
        signing=data["signing"],
        phase=Phase(rotation["phase"]) if rotation else None,
        vapid=b64decode(data.get("vapid", "")),
    )
    if ring.current not in ring.field or ring.lookup_current not in ring.lookups:
        raise KeyError("the current key is not among the keys")
    return ring


@lru_cache(maxsize=4)
def _load_cached(path: Path, *_version: int) -> KeyRing:
    return load(path)


_held: ContextVar[KeyRing | None] = ContextVar("held", default=None)
_last: dict[Path, KeyRing] = {}


def ring() -> KeyRing:
    """Return the district's key ring (TOWNLINE_KEYS_FILE) as the file is now.

    A look at the file's time costs a microsecond, and lets all processes follow a change of
    keys without being told. A file that cannot be read for a moment changes nothing.
    """
    held = _held.get()
    if held is not None:
        return held
    from django.conf import settings  # noqa: PLC0415 -- settings themselves need `load`

    path = Path(settings.TOWNLINE_KEYS_FILE)
    try:
        seen = path.stat()
        _last[path] = _load_cached(path, seen.st_mtime_ns, seen.st_ino, seen.st_size)
    except (OSError, KeysUnusable) as error:
        if path not in _last:
            raise KeysUnusable(f"the keys file {path} cannot be read: {error}") from error
        log.warning("the keys file cannot be read now; going on with what was read before")
    return _last[path]


@contextmanager
def hold_ring() -> Iterator[KeyRing]:
    """Use one ring throughout the block: rows of one transaction must agree on their keys."""
    token = _held.set(ring())
    try:
        yield ring()
    finally:
        _held.reset(token)
