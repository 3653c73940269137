"""The one LISTEN connection of the live process."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

from townline.config.backoff import Backoff
from townline.config.events import Event, Hub
from townline.core import live

log = logging.getLogger(__name__)

# A connection cut without a word is noticed by asking at this interval.
ASK_SECONDS = 20.0
type Bell = Callable[[], None]
_PARTS = ("dbname", "user", "password", "host", "port")


@asynccontextmanager
async def listen(hub: Hub, bells: Mapping[str, Bell] | None = None) -> AsyncIterator[None]:
    """Feed the hub from the district's channel while the block runs.

    ``bells`` are rung at each notification on other channels, and whenever some may have been
    missed.
    """
    task = asyncio.create_task(_keep_listening(hub, bells or {}))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _keep_listening(hub: Hub, bells: Mapping[str, Bell]) -> None:
    backoff, clock = Backoff(), asyncio.get_running_loop().time
    while True:
        begun = clock()
        try:
            await _listen_once(hub, bells)
        except (psycopg.Error, OSError) as error:
            log.warning("live events interrupted (%s); trying again", type(error).__name__)
        await asyncio.sleep(backoff.after(clock() - begun))


async def _listen_once(hub: Hub, bells: Mapping[str, Bell]) -> None:
    given = connection.get_connection_params()
    # Direct, not from the pool: a LISTEN belongs to its connection.
    params = {key: given[key] for key in _PARTS if given.get(key)}
    async with await psycopg.AsyncConnection.connect(
        **params,
        autocommit=True,
        connect_timeout=5,
        # Whoever looks at the server's connections can tell whose this quiet one is.
        application_name=f"townline live {settings.TOWNLINE_DISTRICT}",
    ) as link:
        for channel in (live.channel(), *bells):
            await link.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
        log.info("live events on")
        # Whatever happened while nobody listened.
        hub.resync()
        for bell in bells.values():
            bell()
        while True:
            async for note in link.notifies(timeout=ASK_SECONDS):
                if note.channel in bells:
                    bells[note.channel]()
                else:
                    _hand_on(hub, note.payload)
            await link.execute("SELECT 1")


def _hand_on(hub: Hub, payload: str) -> None:
    try:
        event = Event.parse(payload)
    except (ValueError, KeyError, TypeError):
        log.warning("a live event that cannot be read was left out")
    else:
        hub.publish(event)
