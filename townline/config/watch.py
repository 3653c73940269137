"""What the supervisor looks at beside its children: the database, and the first served page."""

import asyncio
import logging
from pathlib import Path

import httpx

from townline.adapters.postgres import DatabaseUnavailable, EmbeddedPostgres
from townline.config.backoff import Backoff

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.5
ASK_SECONDS = 0.1


async def keep_database(server: EmbeddedPostgres) -> None:
    """Start the database again whenever it has ended; the processes reconnect by themselves."""
    backoff = Backoff()
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        if server.alive:
            continue
        log.warning("the database has ended; starting it again")
        try:
            await asyncio.to_thread(server.ensure)
            log.info("the database is back")
        except DatabaseUnavailable as error:
            log.error("%s", error)  # noqa: TRY400 -- the words say all; a trace adds nothing
            await asyncio.sleep(backoff.after(0))


async def wait_until_served(host: str, port: int, pages: Path) -> None:
    """Return once ``/readyz`` answers well; ``pages`` is the web process's socket."""
    while not await asyncio.to_thread(pages.exists):
        await asyncio.sleep(ASK_SECONDS)
    async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
        while True:
            try:
                answer = await client.get(f"http://{host}:{port}/readyz")
                if answer.is_success:
                    return
            except httpx.HTTPError:
                pass  # not there yet
            await asyncio.sleep(ASK_SECONDS)
