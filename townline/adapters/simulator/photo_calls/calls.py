"""Texts with photos that the line's door has not taken yet: kept until it says 2xx."""

import sqlite3
import time
from http import HTTPStatus
from typing import Final

from townline.adapters.simulator.network import texts

_LONGEST_WAIT: Final = 60.0
# Of what is wrong with a call these may be otherwise in a moment; the rest is for good.
_TRY_AGAIN: Final = frozenset(
    {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}
)


def put(db: sqlite3.Connection, *, text_id: int) -> None:
    """Owe a call for a text, in the open transaction."""
    db.execute(
        "INSERT INTO calls (text_id, due, state) VALUES (?, ?, 'waiting')", (text_id, time.time())
    )


def due(db: sqlite3.Connection) -> int | None:
    """Give the text whose call may be made now, oldest first."""
    row = db.execute(
        "SELECT text_id FROM calls WHERE state = 'waiting' AND due <= ? ORDER BY text_id LIMIT 1",
        (time.time(),),
    ).fetchone()
    return None if row is None else int(row[0])


def next_due(db: sqlite3.Connection) -> float | None:
    """Give the seconds until the next call; None when none is owed."""
    row = db.execute("SELECT min(due) FROM calls WHERE state = 'waiting'").fetchone()
    return None if row[0] is None else max(0.0, float(row[0]) - time.time())


def waiting(db: sqlite3.Connection) -> int:
    """Count the calls that the line has not taken."""
    return int(db.execute("SELECT count(*) FROM calls WHERE state = 'waiting'").fetchone()[0])


def again(db: sqlite3.Connection, *, text_id: int) -> None:
    """Owe the call of a text once more, as if it had never been taken."""
    with db:
        db.execute(
            "UPDATE calls SET state = 'waiting', due = ? WHERE text_id = ?", (time.time(), text_id)
        )


def settle_call(db: sqlite3.Connection, *, text_id: int, status: int) -> None:
    """Write down how the door answered (0: not at all), and what that means for the bubble."""
    with db:
        if status == 0 or status in _TRY_AGAIN or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            _postpone(db, text_id)
            return
        accepted = HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES
        state: texts.State = "taken" if accepted else "refused"
        db.execute("UPDATE calls SET state = ? WHERE text_id = ?", (state, text_id))
        texts.set_state(db, text_id=text_id, state=state)


def _postpone(db: sqlite3.Connection, text_id: int) -> None:
    row = db.execute("SELECT attempts FROM calls WHERE text_id = ?", (text_id,)).fetchone()
    wait = min(_LONGEST_WAIT, 2.0 ** min(row["attempts"], 10))
    db.execute(
        "UPDATE calls SET attempts = attempts + 1, due = ? WHERE text_id = ?",
        (time.time() + wait, text_id),
    )
