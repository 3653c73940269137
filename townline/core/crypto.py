"""The key ring: field encryption, and the keyed look-up of a number.

Field values are AES-256-GCM: ``key id (1 byte length + ascii) | nonce 12 | ciphertext+tag``.
The look-up value is HMAC-SHA-256 under a key of its own, because who holds that key can try
all numbers in minutes; it is never stored in the database or its backups.
"""

import hashlib
import hmac
import json
import os
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


class KeysUnusable(RuntimeError):
    """A key is missing, unreadable or unknown: nothing may start without it."""


@dataclass(frozen=True)
class KeyRing:
    """Keys of one district. ``field`` maps key id to 32 bytes; ``current`` encrypts."""

    current: str
    field: dict[str, bytes]
    lookup: bytes
    signing: str

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
        data = bytes(sealed)
        tag, rest = data[1 : 1 + data[0]], data[1 + data[0] :]
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

    def lookup_of(self, number: str) -> bytes:
        """Give the 32-byte look-up value of an E.164 number."""
        return hmac.digest(self.lookup, number.encode(), hashlib.sha256)


def create(path: Path) -> KeyRing:
    """Make a new key ring in a file only its owner reads (0600). Never overwrites one."""
    key_id = "k1"
    data = {
        "current": key_id,
        "field": {key_id: b64encode(secrets.token_bytes(32)).decode()},
        "lookup": b64encode(secrets.token_bytes(32)).decode(),
        "signing": secrets.token_urlsafe(48),
    }
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(data, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return load(path)


def load(path: Path) -> KeyRing:
    """Read a key ring. Raises KeysUnusable naming the file and what is wrong with it."""
    try:
        data = json.loads(path.read_text())
        return KeyRing(
            current=data["current"],
            field={key: b64decode(value) for key, value in data["field"].items()},
            lookup=b64decode(data["lookup"]),
            signing=data["signing"],
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KeysUnusable(f"the keys file {path} cannot be read: {error}") from error


@cache
def ring() -> KeyRing:
    """Return this process's key ring (TOWNLINE_KEYS_FILE)."""
    from django.conf import settings  # noqa: PLC0415 -- settings themselves need `load`

    return load(Path(settings.TOWNLINE_KEYS_FILE))
