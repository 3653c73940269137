"""What was kept out, for the figures, and locks by name."""

import datetime as dt

from django.db import connection

from townline.platform.core import district
from townline.platform.core.keys import crypto

_COUNT = """
INSERT INTO safenumbers_daycount (day, what, count) VALUES (%s, %s, 1)
ON CONFLICT (day, what) DO UPDATE SET count = safenumbers_daycount.count + 1
"""


def day_count(what: str, now: dt.datetime) -> None:
    """Count something that was kept out, for the figures; in the caller's transaction."""
    day = now.astimezone(district.current().zone).date()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [day, what])


def queue_up(name: str) -> None:
    """Let whoever does this for the same name wait until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [queue_key(name)])


def queue_key(name: str) -> int:
    """Give the number of the lock that a name stands for."""
    return int.from_bytes(crypto.ring().lookup_of(f"queue:{name}")[:8], signed=True)
