"""How often somebody may call. Counted in each web process: rough, and without a write."""

import datetime as dt
import threading
from typing import Final

_MOST_KEYS: Final = 10_000


class Rate:
    """Counts by whole minutes; what was counted in an earlier minute is forgotten."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._minute = 0
        self._counts: dict[str, int] = {}
        self._lock = threading.Lock()

    def take(self, key: str, now: dt.datetime) -> int:
        """Count once; give the seconds to wait, 0 when it may go on."""
        with self._lock:
            self._turn(now)
            # Past so many callers a new one shares a counter: memory stays bounded.
            key = key if key in self._counts or len(self._counts) < _MOST_KEYS else ""
            used = self._counts[key] = self._counts.get(key, 0) + 1
        return self._wait(used, now)

    def left(self, key: str, now: dt.datetime) -> int:
        """Give the seconds to wait without counting."""
        with self._lock:
            self._turn(now)
            return self._wait(self._counts.get(key, 0) + 1, now)

    def _turn(self, now: dt.datetime) -> None:
        minute = int(now.timestamp()) // 60
        if minute != self._minute:
            self._minute, self._counts = minute, {}

    def _wait(self, used: int, now: dt.datetime) -> int:
        return 0 if used <= self.limit else 60 - int(now.timestamp()) % 60


# Far above what a town sends on its worst day: a provider does not always call again.
CALLS: Final = Rate(60_000)
# Whoever signs wrongly is looked at sixty times a minute, and then no more: real calls keep
# their own account.
WRONG: Final = Rate(60)
