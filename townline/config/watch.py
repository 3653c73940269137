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
    async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
        while True:
            if await _served(client, f"http://{host}:{port}/readyz", pages):
                return
            await asyncio.sleep(ASK_SECONDS)


async def _served(client: httpx.AsyncClient, url: str, pages: Path) -> bool:
    # Asking before the socket is there would only make the port's owner complain.
    if not await asyncio.to_thread(pages.exists):
        return False
    try:
        return (await client.get(url)).is_success
    except httpx.HTTPError:
        return False
