"""What a backup says about itself, in its first part."""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from typing import Any, Self

from townline.platform.backup.checksums import Count
from townline.platform.backup.problems import UnreadableBackup
from townline.platform.core.keys.crypto import KeyRing

_PURPOSE = b"townline backup: is it the same key?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """``keys`` holds marks by which the district's keys are known again, never a key.

    ``program`` is the version of pg_dump, ``tables`` what the copy must hold.
    """

    district: str
    made_at: str
    program: int
    tables: dict[str, Count]
    extensions: dict[str, str]
    keys: dict[str, str]

    def to_bytes(self) -> bytes:
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read it again. Raises Unreadable."""
        try:
            fields: dict[str, Any] = json.loads(data)
            tables = {name: Count(**count) for name, count in fields.pop("tables").items()}
            return cls(tables=tables, **fields)
        except (ValueError, KeyError, TypeError) as error:
            raise UnreadableBackup("the backup was made by another version of Townline") from error

    @property
    def rows(self) -> int:
        return sum(count.rows for count in self.tables.values())


def key_marks(ring: KeyRing) -> dict[str, str]:
    """Give a mark for each key of a ring that says nothing about the key itself."""
    return {name: _mark(key) for name, key in (ring.field | ring.lookups).items()}


def _mark(key: bytes) -> str:
    return hmac.digest(key, _PURPOSE, hashlib.sha256)[:8].hex()


def lacking(wanted: dict[str, str], ring: KeyRing) -> list[str]:
    """List the keys that a backup's numbers need and this ring does not hold."""
    there = key_marks(ring)
    return sorted(name for name, mark in wanted.items() if there.get(name) != mark)
