"""The conversations as the phones show them."""

import datetime as dt
import re
import sqlite3
import time
from dataclasses import dataclass
from typing import Literal, Self

from townline.platform.core.text import msisdn

Direction = Literal["sent", "received"]
State = Literal["sent", "taken", "refused", "arrived"]
_PHONE = re.compile(r"010-0000-\d{4}")


@dataclass(frozen=True, slots=True)
class HandsetText:
    """One bubble. ``version`` grows with every change anywhere, so that pages can catch up.

    States: ``sent`` (the network has it), ``taken`` (the line acknowledged it), ``refused``
    (the line said no for good); ``arrived`` for a text from the line.
    """

    id: int
    phone: str
    direction: Direction
    body: str
    parts: int
    state: State
    at: dt.datetime
    version: int

    @classmethod
    def of(cls, row: sqlite3.Row) -> Self:
        """Read a row of ``texts``."""
        values = {name: row[name] for name in cls.__slots__}
        return cls(**values | {"at": dt.datetime.fromisoformat(row["at"])})


def add(
    db: sqlite3.Connection,
    *,
    phone: str,
    direction: Direction,
    body: str,
    parts: int,
    now: dt.datetime,
    form_key: str | None = None,
) -> int | None:
    """Write a text in the open transaction; None if a form with this key was already sent."""
    state = "sent" if direction == "sent" else "arrived"
    cursor = db.execute(
        "INSERT INTO texts (phone, direction, body, parts, state, at, version, form_key)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (form_key) DO NOTHING",
        (phone, direction, body, parts, state, now.isoformat(), _next_version(db), form_key),
    )
    return cursor.lastrowid if cursor.rowcount else None


def get(db: sqlite3.Connection, text_id: int) -> HandsetText:
    """Give a text that is there."""
    return HandsetText.of(db.execute("SELECT * FROM texts WHERE id = ?", (text_id,)).fetchone())


def set_state(db: sqlite3.Connection, *, text_id: int, state: State) -> None:
    """Change what the bubble says became of the text."""
    db.execute(
        "UPDATE texts SET state = ?, version = ? WHERE id = ?", (state, _next_version(db), text_id)
    )


def of_phone(db: sqlite3.Connection, phone: str, *, after: int = 0) -> list[HandsetText]:
    """List the texts of a phone that changed after a version, oldest first."""
    rows = db.execute(
        "SELECT * FROM texts WHERE phone = ? AND version > ? ORDER BY id", (phone, after)
    )
    return [HandsetText.of(row) for row in rows]


def latest_sent(db: sqlite3.Connection) -> int | None:
    """Give the id of the text that a resident sent last."""
    row = db.execute("SELECT max(id) FROM texts WHERE direction = 'sent'").fetchone()
    return int(row[0]) if row[0] else None


def _next_version(db: sqlite3.Connection) -> int:
    # At least the present millisecond: an erased text's version must not come again, or a page
    # that has seen it would pass over the next one.
    row = db.execute("SELECT coalesce(max(version), 0) + 1 FROM texts").fetchone()
    return max(int(row[0]), int(time.time() * 1000))


def phone_of(address: str) -> str | None:
    """Read a network address or a person's writing as ``010-0000-0001``; None for any other."""
    try:
        phone = msisdn.national(msisdn.parse(address).value)
    except msisdn.InvalidNumber:
        return None
    return phone if _PHONE.fullmatch(phone) else None


def address_of(number: str) -> str:
    """Write a number as networks do: digits with the country code, no plus sign."""
    return msisdn.parse(number).value.removeprefix("+")
