"""Counting without a race: each count is one statement that takes the row and gives the sum."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from townline.core import crypto, district
from townline.safenumbers.rules.limits import window

_TAKE = """
INSERT INTO safenumbers_tally (name, begins_at, count)
SELECT * FROM (
  SELECT name, begins_at, 1 FROM unnest(%s::bytea[], %s::timestamptz[]) AS t (name, begins_at)
  ORDER BY name) AS wanted
ON CONFLICT (name, begins_at) DO UPDATE SET count = safenumbers_tally.count + 1
RETURNING name, count, set_config('synchronous_commit', %s, true)
"""
_COUNT = """
INSERT INTO safenumbers_daycount (day, what, count) VALUES (%s, %s, 1)
ON CONFLICT (day, what) DO UPDATE SET count = safenumbers_daycount.count + 1
"""


@dataclass(frozen=True, slots=True)
class Bound:
    """At most ``most`` in a window of this length, under a name such as ``calls of +82…``."""

    name: str
    length: dt.timedelta
    most: int


def too_often(bounds: Sequence[Bound], now: dt.datetime) -> bool:
    """Count one try against each bound; say whether one is passed.

    Tries that are refused count too: a robot that never stops never gets through. Rows are taken
    in one order by every process, so that none waits for another in a circle. A count that is a
    transaction of its own does not wait for the disk: all wait for the row of the whole district
    in turn, and a crash of the database forgives the tries of its last moment.
    """
    # Keyed: whoever reads the table cannot try all numbers.
    names = {crypto.ring().lookup_of(f"tally:{bound.name}"): bound for bound in bounds}
    keys = sorted(names)
    windows = [window(now, names[key].length) for key in keys]
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [keys, windows, "on" if connection.in_atomic_block else "off"])
        counts = cursor.fetchall()
    return any(count > names[bytes(name)].most for name, count, _ in counts)


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
