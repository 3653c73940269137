"""Network trouble on purpose, so that newcomers see what Townline does then."""

import sqlite3
from typing import Final, Literal, get_args

Kind = Literal[
    "lose_receipts", "throttle", "lose_response", "lose_acknowledgement", "drop", "redeliver"
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
# Those that last until switched off; the others are used up, or happen at once.
LASTING: Final[frozenset[Kind]] = frozenset({"lose_receipts"})
AT_ONCE: Final[frozenset[Kind]] = frozenset({"drop", "redeliver"})


def arm(db: sqlite3.Connection, kind: Kind, times: int) -> None:
    """Let a trouble happen the next ``times`` times (a lasting one: 1 on, 0 off)."""
    with db:
        db.execute("INSERT OR REPLACE INTO trouble (kind, times) VALUES (?, ?)", (kind, times))


def armed_troubles(db: sqlite3.Connection) -> dict[Kind, int]:
    """Give how many times each trouble will still happen."""
    rows = {row["kind"]: row["times"] for row in db.execute("SELECT kind, times FROM trouble")}
    return {kind: rows.get(kind, 0) for kind in KINDS if kind not in AT_ONCE}


def strikes(db: sqlite3.Connection, kind: Kind) -> bool:
    """Whether the trouble happens now; one that does not last is used up by asking."""
    if kind in LASTING:
        return armed_troubles(db)[kind] > 0
    with db:
        cursor = db.execute(
            "UPDATE trouble SET times = times - 1 WHERE kind = ? AND times > 0", (kind,)
        )
    return cursor.rowcount > 0
