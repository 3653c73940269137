"""What the network owes the line: kept until the line has acknowledged it."""

import sqlite3
import time
from collections.abc import Collection, Iterable
from typing import Literal

from townline.adapters.simulator.network import texts

# Statuses after which networks try again; any other refusal is for good.
_TRY_AGAIN = frozenset({0x08, 0x14, 0x45, 0x58, 0x67, 0xFE, 0xFF})
_LONGEST_WAIT = 60.0


def put(
    db: sqlite3.Connection,
    *,
    kind: Literal["text", "receipt"],
    pdus: Iterable[bytes],
    text_id: int | None = None,
    wait: float = 0.0,
    lost: bool = False,
) -> None:
    """Write units to be delivered after ``wait`` seconds, in the open transaction."""
    due, state = time.time() + wait, "lost" if lost else "waiting"
    db.executemany(
        "INSERT INTO outbox (kind, text_id, pdu, due, state) VALUES (?, ?, ?, ?, ?)",
        [(kind, text_id, pdu, due, state) for pdu in pdus],
    )


def due(db: sqlite3.Connection, *, without: Collection[int], limit: int) -> list[tuple[int, bytes]]:
    """List (id, unit) that may go now, oldest first, leaving out those under way."""
    rows = db.execute(
        "SELECT id, pdu FROM outbox WHERE state = 'waiting' AND due <= ? ORDER BY id LIMIT ?",
        (time.time(), limit + len(without)),
    )
    return [(row["id"], row["pdu"]) for row in rows if row["id"] not in without][:limit]


def next_due(db: sqlite3.Connection) -> float | None:
    """Give the seconds until the next unit may go that may not go yet."""
    now = time.time()
    row = db.execute(
        "SELECT min(due) FROM outbox WHERE state = 'waiting' AND due > ?", (now,)
    ).fetchone()
    return None if row[0] is None else max(0.0, float(row[0]) - now)


def waiting(db: sqlite3.Connection) -> int:
    """Count the units that the line has not acknowledged."""
    return int(db.execute("SELECT count(*) FROM outbox WHERE state = 'waiting'").fetchone()[0])


def is_text(db: sqlite3.Connection, row_id: int) -> bool:
    """Whether a unit carries a resident's text, not a receipt."""
    row = db.execute("SELECT kind FROM outbox WHERE id = ?", (row_id,)).fetchone()
    # One that was erased while it was under way is nothing any more.
    return row is not None and bool(row["kind"] == "text")


def settle_unit(db: sqlite3.Connection, *, row_id: int, status: int) -> None:
    """Write down how the line answered a unit, and what that means for the bubble."""
    with db:
        if status in _TRY_AGAIN:
            _postpone(db, row_id)
            return
        state = "taken" if status == 0 else "refused"
        db.execute("UPDATE outbox SET state = ? WHERE id = ?", (state, row_id))
        row = db.execute("SELECT text_id FROM outbox WHERE id = ?", (row_id,)).fetchone()
        if row["text_id"] is not None:
            _settle(db, row["text_id"])


def again(db: sqlite3.Connection, *, text_id: int) -> None:
    """Put the units of a text into the outbox once more, as if never acknowledged."""
    with db:
        db.execute(
            "UPDATE outbox SET state = 'waiting', due = ? WHERE text_id = ?",
            (time.time(), text_id),
        )


def _postpone(db: sqlite3.Connection, row_id: int) -> None:
    row = db.execute("SELECT attempts FROM outbox WHERE id = ?", (row_id,)).fetchone()
    wait = min(_LONGEST_WAIT, 2.0 ** row["attempts"])
    db.execute(
        "UPDATE outbox SET attempts = attempts + 1, due = ? WHERE id = ?",
        (time.time() + wait, row_id),
    )


def _settle(db: sqlite3.Connection, text_id: int) -> None:
    rows = db.execute("SELECT DISTINCT state FROM outbox WHERE text_id = ?", (text_id,))
    states = {row["state"] for row in rows}
    if "refused" in states:
        texts.set_state(db, text_id=text_id, state="refused")
    elif states == {"taken"}:
        texts.set_state(db, text_id=text_id, state="taken")
