"""Tokens of the office's own kiosks and counters, remembered for some seconds in a rush."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

from django.db import close_old_connections

from townline.lines.queues.views.strangers import is_office
from townline.platform.core import clock

FRESH = 5.0  # seconds: so long may a token that was revoked still take tickets here
_MOST = 1000


def _check_office(authorization: str) -> bool | None:
    try:
        return is_office(authorization, clock.now())
    finally:
        close_old_connections()


class Offices:
    """Answers whether a request comes from the office; None for a token that is unknown."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, bool | None]] = {}
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="offices")

    async def knows(self, authorization: str) -> bool | None:
        """Say it, asking the database at most every few seconds for each token."""
        if not authorization:
            return False
        until, known = self._known.get(authorization, (0.0, None))
        if monotonic() < until:
            return known
        loop = asyncio.get_running_loop()
        known = await loop.run_in_executor(self._thread, _check_office, authorization)
        if len(self._known) >= _MOST:  # somebody tries many
            self._known.clear()
        self._known[authorization] = (monotonic() + FRESH, known)
        return known

    def close(self) -> None:
        """Let go of the thread."""
        self._thread.shutdown(wait=False)
