import datetime as dt
import re
import sqlite3

from townline.adapters.simulator import frames, segments, units

_ID = re.compile(r"[0-9]{1,18}")


def answer(db: sqlite3.Connection, message_id: str) -> tuple[int, bytes]:
    """Answer query_sm: (status, body). Whatever was accepted has reached its phone."""
    known = _ID.fullmatch(message_id)
    row = segments.find(db, int(message_id)) if known else None
    if row is None:
        return frames.RINVMSGID, b""
    done = dt.datetime.fromisoformat(row["at"])
    # Absolute time of the specification: tenths of a second, quarters of an hour, direction.
    final_date = f"{done:%y%m%d%H%M%S}000+"
    return frames.ROK, f"{message_id}\0{final_date}\0".encode() + bytes([units.DELIVERED, 0])
