"""Texts set in order: by number, then by time. A file gives them as its phone liked.

They lie in a nameless file beside the data: it is gone with the process however that ends, and
no number stays behind.
"""

import datetime as dt
import itertools
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from townline.casework.importing.api import OldText
from townline.platform.core.media import MediaRef

_TABLE = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -16000;
CREATE TABLE text (number TEXT, chat TEXT, at REAL, outgoing INT, body TEXT, photos TEXT,
  service TEXT, line INT);
CREATE TABLE chat (name TEXT PRIMARY KEY, number TEXT, several INT DEFAULT 0);
"""
# A conversation whose texts name two numbers is a group: nobody knows who was answered.
_CHAT = """
INSERT INTO chat (name, number) VALUES (?, ?)
ON CONFLICT (name) DO UPDATE SET several = several OR number <> excluded.number
"""
_NUMBERS = """
UPDATE text SET number = (SELECT number FROM chat WHERE name = text.chat AND NOT several)
WHERE number = ''
"""
_ORDERED = """
SELECT number, at, outgoing, body, photos, service FROM text WHERE number IS NOT NULL
ORDER BY number, at, outgoing, line
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spooled:
    """A text to be set in order; ``number`` is E.164, or "" where only ``chat`` is known."""

    number: str
    chat: str
    at: dt.datetime
    outgoing: bool
    body: str
    photos: tuple[MediaRef, ...]
    service: str
    line: int


class Spool:
    """Takes texts in any order. Use it as ``with Spool(folder) as spool``."""

    def __init__(self, folder: Path) -> None:
        handle, name = tempfile.mkstemp(dir=folder, prefix=".import-")  # 0600
        os.close(handle)
        self._link = sqlite3.connect(name, isolation_level=None)
        self._link.executescript(_TABLE)
        self._link.execute("BEGIN")
        Path(name).unlink()

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, *_exc: object) -> None:
        self._link.close()

    def add(self, text: Spooled) -> None:
        photos = json.dumps([asdict(ref) for ref in text.photos]) if text.photos else ""
        self._link.execute(
            "INSERT INTO text VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                text.number, text.chat, text.at.timestamp(), text.outgoing, text.body, photos,
                text.service, text.line,
            ),
        )  # fmt: skip
        if text.chat and text.number:
            self._link.execute(_CHAT, (text.chat, text.number))

    def settle(self) -> list[int]:
        """Give texts of a conversation its number; returns the lines of those without any."""
        self._link.execute(_NUMBERS)
        found = self._link.execute("SELECT line FROM text WHERE number IS NULL ORDER BY line")
        return [line for (line,) in found]

    def by_number(self, zone: dt.tzinfo) -> Iterator[list[OldText]]:
        """Give the texts of one number after the other, each list in order of time."""
        rows = self._link.execute(_ORDERED)
        for _, own in itertools.groupby(rows, key=lambda row: row[0]):
            yield [_text(row, zone) for row in own]


def _text(row: tuple[str, float, int, str, str, str], zone: dt.tzinfo) -> OldText:
    number, at, outgoing, body, photos, service = row
    return OldText(
        number=number,
        at=dt.datetime.fromtimestamp(at, zone),
        outgoing=bool(outgoing),
        body=body,
        photos=tuple(MediaRef(**ref) for ref in json.loads(photos)) if photos else (),
        service=service,
    )
