"""How often somebody may ask: every limit of a public door, declared and counted in one way.

A limit counts tries by a key (an address, a number, a link) within a sliding window. Refused
tries count too: a robot that never stops never gets through. ``shared`` ones are counted in the
database by all processes together; the others in each process by whole minutes, rough and
without a write, for what is asked often and costs little.
"""

import datetime as dt
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from townline.platform.core.keys import crypto
from townline.platform.core.models import Tally
from townline.platform.core.personal_data.retention import Rule, by_age

MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
# A window is counted in so many parts; a part counts until all of it is older than the window,
# so that in no stretch of a window's length more gets through than the limit says.
PARTS = 12
_MOST_KEYS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most ``most`` in a ``window``, of each ``per``.

    ``name``: ``subject:verb``, unique. ``per``: what one count stands for, in words. ``setting``:
    the key of ``district.json`` that changes ``most``, where there is one.
    """

    name: str
    per: str
    most: int
    window: dt.timedelta = MINUTE
    shared: bool = True
    setting: str = ""

    def take(self, key: object, now: dt.datetime) -> int:
        """Count one try; give the seconds to wait, 0 where it may go on."""
        return self.check([(self, key)], now)

    def waits(self, key: object, now: dt.datetime) -> int:
        """Give the seconds to wait without counting."""
        if not self.shared:
            return _memory.seen(self, str(key), now)
        return max((found.waits(now) for found in _peek_attempts([(self, key)], now)), default=0)

    def clear(self, key: object) -> None:
        """Forget the tries of a key: it has shown that it is none to keep out."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM core_tally WHERE name = %s", [_name(self, key)])

    @staticmethod
    def check(bounds: "Iterable[Bound]", now: dt.datetime) -> int:
        """Count one try against each bound; give the longest wait, 0 where none is passed."""
        bounds = list(bounds)
        here = [_memory.take(limit, str(key), now) for limit, key in bounds if not limit.shared]
        shared = [(limit, key) for limit, key in bounds if limit.shared]
        return max(
            [*here, *(found.waits(now) for found in _count_attempts(shared, now))], default=0
        )


type Bound = tuple[Limit, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicDoor:
    """A way in without a sign-in: ``at`` are paths, or what else is used (a text, a call).

    ``costs``: what whoever comes must have or do. ``tells``: what they can learn.
    """

    at: tuple[str, ...]
    who: str
    costs: str
    tells: str
    limits: tuple[Limit, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class _Count:
    limit: Limit
    tries: int
    oldest: dt.datetime

    def waits(self, now: dt.datetime) -> int:
        """Give the seconds until the oldest part is out of the window."""
        if self.tries <= self.limit.most:
            return 0
        out = self.oldest + self.limit.window + self.limit.window / PARTS
        return max(1, int((out - now).total_seconds()))


def part_of(now: dt.datetime, window: dt.timedelta) -> dt.datetime:
    """Give the beginning of the part of a window that a moment lies in."""
    seconds = max(1, int(window.total_seconds()) // PARTS)
    return dt.datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, dt.UTC)


def _name(limit: Limit, key: object) -> bytes:
    # Keyed: whoever reads the table cannot try all numbers.
    return crypto.ring().lookup_of(f"tally:{limit.name}:{key}")


# One statement takes the row of this part and gives the sum of the window; rows are taken in one
# order by every process, so that none waits for another in a circle.
_TAKE = """
WITH wanted AS (
  SELECT * FROM unnest(%(names)s::bytea[], %(parts)s::timestamptz[], %(since)s::timestamptz[])
    AS w (name, begins_at, since) ORDER BY name),
taken AS (
  INSERT INTO core_tally (name, begins_at, count) SELECT name, begins_at, 1 FROM wanted
  ON CONFLICT (name, begins_at) DO UPDATE SET count = core_tally.count + 1
  RETURNING name, count, begins_at, set_config('synchronous_commit', %(commit)s, true)),
earlier AS (
  SELECT name, sum(count) AS count, min(t.begins_at) AS oldest
  FROM core_tally t JOIN wanted w USING (name)
  WHERE t.begins_at > w.since AND t.begins_at < w.begins_at GROUP BY name)
SELECT name, taken.count + coalesce(earlier.count, 0), coalesce(oldest, begins_at)
FROM taken LEFT JOIN earlier USING (name)
"""
_SEEN = """
SELECT name, sum(count) + 1, min(t.begins_at) FROM core_tally t
JOIN unnest(%(names)s::bytea[], %(parts)s::timestamptz[], %(since)s::timestamptz[])
  AS w (name, begins_at, since) USING (name)
WHERE t.begins_at > w.since GROUP BY name
"""


def _count_attempts(bounds: Sequence[Bound], now: dt.datetime) -> list[_Count]:
    """Count, waiting for the disk only within a transaction of the caller's.

    Alone, a crash of the database forgives the tries of its last moment.
    """
    return _query_counts(_TAKE, bounds, now)


def _peek_attempts(bounds: Sequence[Bound], now: dt.datetime) -> list[_Count]:
    return _query_counts(_SEEN, bounds, now)


def _query_counts(statement: str, bounds: Sequence[Bound], now: dt.datetime) -> list[_Count]:
    limits = {_name(limit, key): limit for limit, key in bounds}
    if not limits:
        return []
    parts = {name: part_of(now, limit.window) for name, limit in limits.items()}
    values: dict[str, Any] = {
        "names": list(limits),
        "parts": [parts[name] for name in limits],
        "since": [
            parts[name] - limit.window - limit.window / PARTS for name, limit in limits.items()
        ],
        "commit": "on" if connection.in_atomic_block else "off",
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows = cursor.fetchall()
    return [_Count(limits[bytes(name)], int(tries), oldest) for name, tries, oldest in rows]


class _Memory:
    """Counts of this process by whole windows; what was counted in an earlier one is forgotten."""

    def __init__(self) -> None:
        self._counts: dict[str, tuple[int, dict[str, int]]] = {}
        self._lock = threading.Lock()

    def take(self, limit: Limit, key: str, now: dt.datetime) -> int:
        with self._lock:
            counts = self._window(limit, now)
            # Past so many a new one shares a counter: memory stays bounded.
            key = key if key in counts or len(counts) < _MOST_KEYS else ""
            used = counts[key] = counts.get(key, 0) + 1
        return self._wait(limit, used, now)

    def seen(self, limit: Limit, key: str, now: dt.datetime) -> int:
        with self._lock:
            used = self._window(limit, now).get(key, 0) + 1
        return self._wait(limit, used, now)

    def forget(self) -> None:
        with self._lock:
            self._counts.clear()

    def _window(self, limit: Limit, now: dt.datetime) -> dict[str, int]:
        number = int(now.timestamp()) // int(limit.window.total_seconds())
        stored, counts = self._counts.get(limit.name, (0, {}))
        if stored != number:
            counts = {}
            self._counts[limit.name] = (number, counts)
        return counts

    def _wait(self, limit: Limit, used: int, now: dt.datetime) -> int:
        length = int(limit.window.total_seconds())
        return 0 if used <= limit.most else length - int(now.timestamp()) % length


_memory = _Memory()
forget = _memory.forget


def retention_rules() -> list[Rule]:
    """Let counts go when every window they lay in is over."""
    return [by_age("tallies", "P2D", lambda before: Tally.objects.filter(begins_at__lt=before))]
