"""Taking what a handset keeps out of the network's file, byte for byte.

A real telephone is its owner's, and nothing reaches into it. These are ours: who is erased in the
demo is erased on the handset as well. It is done in the file itself, so that it also works while
the simulator does not run.
"""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from townline.adapters.simulator.network.database import open_database
from townline.adapters.simulator.network.texts import address_of

_PATIENCE = 10.0
# What hangs on a text goes before it.
_OF_TEXTS = ("outbox", "photos", "calls")


class StillRead(OSError):
    """Somebody reads the file: what was deleted still lies in its log. Try again."""


def erase(file: Path, is_theirs: Callable[[str], bool], *, patience: float = _PATIENCE) -> int:
    """Delete all texts of the phones whose number is theirs; give how many phones there were.

    Afterwards no byte of the file or its log holds them: what is deleted is written over
    (``secure_delete``), and the log is cut to nothing. Raises StillRead after ``patience`` seconds.
    """
    with closing(open_database(file)) as db:
        db.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")
        rows = db.execute("SELECT phone FROM texts UNION SELECT phone FROM segments")
        phones = [row["phone"] for row in rows.fetchall() if is_theirs(row["phone"])]
        if phones:
            _delete(db, phones)
        if db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise StillRead("the simulator's file is being read; its log is not cut yet")
    return len(phones)


def _delete(db: sqlite3.Connection, phones: Iterable[str]) -> None:
    with db:
        for phone in phones:
            for table in _OF_TEXTS:
                db.execute(
                    f"DELETE FROM {table} WHERE text_id IN (SELECT id FROM texts WHERE phone = ?)",  # noqa: S608 -- the names stand above
                    (phone,),
                )
            _delete_receipts(db, phone)
            db.execute("DELETE FROM segments WHERE phone = ?", (phone,))
            db.execute("DELETE FROM texts WHERE phone = ?", (phone,))


def _delete_receipts(db: sqlite3.Connection, phone: str) -> None:
    """Delete receipts of a phone: they are not linked to it, but hold its number in their bytes."""
    address = address_of(phone).encode()
    rows = db.execute("SELECT id, pdu FROM outbox WHERE kind = 'receipt'").fetchall()
    theirs = [(row["id"],) for row in rows if address in row["pdu"]]
    db.executemany("DELETE FROM outbox WHERE id = ?", theirs)
