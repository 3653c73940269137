"""How often somebody may ask. Counted in each web process: rough, and without a write."""

import datetime as dt
import threading
from collections.abc import Hashable


class Rate:
    """Counts by whole minutes; what was counted in an earlier minute is forgotten."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._minute = 0
        self._counts: dict[Hashable, int] = {}
        self._lock = threading.Lock()

    def take(self, key: Hashable, now: dt.datetime) -> int:
        """Count one request; give the seconds to wait, 0 when it may go on."""
        minute, second = divmod(int(now.timestamp()), 60)
        with self._lock:
            if minute != self._minute:
                self._minute, self._counts = minute, {}
            used = self._counts[key] = self._counts.get(key, 0) + 1
        return 0 if used <= self.limit else 60 - second
