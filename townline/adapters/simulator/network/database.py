import sqlite3
import time
from pathlib import Path

_SCHEMA = Path(__file__).with_name("schema.sql")


def open_database(path: Path) -> sqlite3.Connection:
    """Open the network's memory, making it if need be. ``with connection:`` is a transaction."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    # A killed process loses nothing this way; only a power cut could take the last commits.
    # What is deleted is written over at once, and does not lie in the file until it is needed.
    connection.executescript(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON;"
    )
    connection.executescript(_SCHEMA.read_text(encoding="utf-8"))
    _start_ids(connection)
    return connection


def _start_ids(connection: sqlite3.Connection) -> None:
    """Begin the ids of a new file at the present moment, in milliseconds.

    A file that was thrown away must not give the ids of the old one again: the line knows
    texts and receipts by them.
    """
    now = int(time.time() * 1000)
    with connection:
        known = {row[0] for row in connection.execute("SELECT name FROM sqlite_sequence")}
        connection.executemany(
            "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)",
            [
                (name, now)
                for name in ("texts", "segments", "outbox", "photos")
                if name not in known
            ],
        )
