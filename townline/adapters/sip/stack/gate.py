"""Keeps floods out: what an address may send, and when we have too much to do."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from townline.adapters.sip.stack.timing import Timing

_STRANGERS: Final = 1000  # addresses that are remembered
_EACH: Final = 20.0  # messages a second from an address that is no trunk's
_ALL: Final = 200.0  # from all such addresses together
_LOOK: Final = 0.1  # seconds between looks at the clock


class Bucket:
    """So many a second, saved up for one second."""

    def __init__(self, rate: float, now: float) -> None:
        self._rate, self._left, self._seen = rate, rate, now

    def take(self, now: float) -> bool:
        """Take one if there is one."""
        self._left = min(self._rate, self._left + (now - self._seen) * self._rate)
        self._seen = now
        if self._left < 1:
            return False
        self._left -= 1
        return True


class Gate:
    """What of strangers is read at all. Beyond it nothing is answered, not even a refusal."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._all = Bucket(_ALL, clock())
        self._each: OrderedDict[str, Bucket] = OrderedDict()

    def passes(self, host: str) -> bool:
        """Say whether one more message of an address is read."""
        now = self._clock()
        bucket = self._each.get(host)
        if bucket is None:
            bucket = self._each[host] = Bucket(_EACH, now)
            if len(self._each) > _STRANGERS:
                self._each.popitem(last=False)
        self._each.move_to_end(host)
        return bucket.take(now) and self._all.take(now)


class Load:
    """Says when no new call may begin: too many, or the loop comes late to everything."""

    def __init__(self, timing: Timing, *, most: int, setups: int) -> None:
        self._timing, self._most, self._setups = timing, most, setups
        self.late = 0.0
        self.setting_up = 0

    async def watch(self) -> None:
        """Measure again and again how late the loop is."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + _LOOK
            await asyncio.sleep(_LOOK)
            self.late = max(loop.time() - due, self.late / 2)

    def full(self, live: int) -> bool:
        """Say whether a new call is too much now."""
        return live >= self._most or self.setting_up >= self._setups or self.late > self._timing.lag
