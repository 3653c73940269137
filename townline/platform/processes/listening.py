"""What the live process hears: events for its pages, and bells for those who wait."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress

from psycopg import Notify

from townline.platform.core import live
from townline.platform.core.database import listening
from townline.platform.processes.events import Hub, LiveEvent

log = logging.getLogger(__name__)

# What stood in the notification, "" when some may have been missed.
type Bell = Callable[[str], None]


@asynccontextmanager
async def listen(hub: Hub, bells: Mapping[str, Bell] | None = None) -> AsyncIterator[None]:
    """Feed the hub from the district's channel while the block runs.

    ``bells`` are rung at each notification on other channels, and whenever some may have been
    missed.
    """
    rung = bells or {}

    async def on_connect() -> None:
        log.info("live events on")
        # Whatever happened while nobody listened.
        hub.resync()
        for ring in rung.values():
            ring("")

    async def on_notify(note: Notify) -> None:
        if note.channel in rung:
            rung[note.channel](note.payload)
        else:
            _hand_on(hub, note.payload)

    task = asyncio.create_task(
        listening.listen([live.channel(), *rung], begun=on_connect, on_notify=on_notify)
    )
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def _hand_on(hub: Hub, payload: str) -> None:
    try:
        event = LiveEvent.parse(payload)
    except (ValueError, KeyError, TypeError):
        log.warning("a live event that cannot be read was left out")
    else:
        hub.publish(event)
