"""Direct connections that LISTEN: a channel belongs to its connection, so no pool may hold it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import Notify, sql

from townline.platform.core import clock
from townline.platform.core.database import availability

# A connection cut without a word is noticed by asking at this interval.
ASK_SECONDS = 10.0


def direct() -> dict[str, Any]:
    """Give the driver's parameters of a connection of one's own."""
    params = connection.get_connection_params()
    for extra in ("cursor_factory", "context"):
        params.pop(extra, None)
    # Whoever looks at the server's connections can tell whose this quiet one is.
    return params | {"application_name": f"townline listens {settings.TOWNLINE_DISTRICT}"}


async def listen(
    channels: Iterable[str],
    *,
    begun: Callable[[], Awaitable[None]],
    on_notify: Callable[[Notify], Awaitable[None]],
) -> None:
    """Hand on each notification until cancelled; ``begun`` is called at each (new) connection.

    Whatever happened while nobody listened is for ``begun`` to find.
    """
    pauses, names = availability.pauses(), list(channels)
    while True:
        since = clock.ticks()
        try:
            await _listen_once(names, begun, on_notify)
        except (psycopg.Error, OSError) as error:
            availability.STATE.failed(error)
        await asyncio.sleep(pauses.after(clock.ticks() - since))


async def _listen_once(
    channels: list[str],
    begun: Callable[[], Awaitable[None]],
    on_notify: Callable[[Notify], Awaitable[None]],
) -> None:
    async with await psycopg.AsyncConnection.connect(**direct(), autocommit=True) as link:
        for channel in channels:
            await link.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
        availability.STATE.answered()
        await begun()
        while True:
            async for note in link.notifies(timeout=ASK_SECONDS):
                await on_notify(note)
            await link.execute("SELECT 1")


class Bell:
    """One connection that listens to one channel, for a thread."""

    def __init__(self, link: psycopg.Connection) -> None:
        self._link = link
        self._asked = clock.ticks()

    def wait(self, seconds: float) -> bool:
        """Wait so long for a notification; say whether one came. Raises psycopg.Error."""
        rang = any(True for _ in self._link.notifies(timeout=seconds, stop_after=1))
        if clock.ticks() - self._asked > ASK_SECONDS:
            self._link.execute("SELECT 1")
            self._asked = clock.ticks()
        return rang


@contextmanager
def bell(channel: str) -> Iterator[Bell]:
    """Listen to a channel for a while. Raises psycopg.Error."""
    with psycopg.connect(**direct(), autocommit=True) as link:
        link.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
        availability.STATE.answered()
        yield Bell(link)
