"""What the supervisor looks at beside its children: the database, the first page, their work."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx

from townline.platform.core.backoff import Backoff
from townline.platform.core.text.languages import json_read
from townline.platform.postgres import DatabaseUnavailable, EmbeddedPostgres
from townline.platform.processes.supervisor import Supervisor

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.5
ASK_SECONDS = 0.1
WORK_SECONDS = 5.0
# A process finds back by itself within 30 s of the database's return; a new one needs time too.
PATIENCE_SECONDS = 30.0
YOUNG_SECONDS = 60.0
# ``/readyz`` answers from memory sooner: a slow web process does not hang yet.
SLOW_SECONDS = 10.0


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
        except asyncio.CancelledError:
            # All stops: the thread would go on waiting, and the end of the program for it.
            server.give_up()
            raise
        except DatabaseUnavailable as error:
            log.error("%s", error)  # noqa: TRY400 -- the words say all; a trace adds nothing
            await asyncio.sleep(backoff.after(0))


async def unending(guard: Callable[[], Awaitable[None]]) -> None:
    """Run a guard, and again whenever it fails: what it guards would fall unseen otherwise."""
    backoff = Backoff()
    while True:
        begun = time.monotonic()
        try:
            return await guard()
        except Exception:
            log.exception("what guards the processes has failed; it goes on")
        await asyncio.sleep(backoff.after(time.monotonic() - begun))


async def wait_until_served(url: str, pages: Path) -> None:
    """Return once pages are served; ``pages`` is the web process's socket."""
    async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
        while True:
            if await _is_serving(client, f"{url}/readyz", pages):
                return
            await asyncio.sleep(ASK_SECONDS)


async def _is_serving(client: httpx.AsyncClient, url: str, pages: Path) -> bool:
    # Asking before the socket is there would only make the port's owner complain.
    if not await asyncio.to_thread(pages.exists):
        return False
    try:
        answer = await client.get(url)
    except httpx.HTTPError:
        return False
    # Pages are served before the first job has run.
    return answer.is_success or "stuck" in _response_json(answer)


def _response_json(answer: httpx.Response) -> dict[str, Any]:
    try:
        body = json_read(answer.content)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


class Work:
    """Ends processes that live and do not work, as ``/readyz`` judges them by what they did.

    ``answers`` says whether the database does: while it is away nobody is to blame.
    """

    def __init__(self, supervisor: Supervisor, url: str, answers: Callable[[], bool]) -> None:
        self._supervisor, self._url, self._answers = supervisor, url, answers
        self._since: dict[str, float] = {}

    async def keep(self) -> None:
        """Look until cancelled."""
        async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
            while True:
                await asyncio.sleep(WORK_SECONDS)
                there = await asyncio.to_thread(self._answers)
                await self.blame(await self._hanging(client) if there else {})

    async def _hanging(self, client: httpx.AsyncClient) -> dict[str, str]:
        try:
            await client.get(f"{self._url}/healthz")
        except httpx.HTTPError:
            return {"live": "does not answer"}
        try:
            body = _response_json(await client.get(f"{self._url}/readyz"))
        except httpx.HTTPError:
            body = {}
        # The database answers us: one that cannot ask it is the one that hangs.
        if body.get("unanswered_s", SLOW_SECONDS) < SLOW_SECONDS:
            return {}
        if "status" not in body or body.get("wrong") == "database":
            return {"web": "cannot ask the database" if body else "does not answer"}
        stuck: dict[str, str] = body.get("stuck", {})
        return stuck

    async def blame(self, hanging: dict[str, str]) -> None:
        """Take what hangs now; end what has hung for long enough, and is no beginner."""
        now = time.monotonic()
        self._since = {name: self._since.get(name, now) for name in hanging}
        for name, since in list(self._since.items()):
            long = now - since >= PATIENCE_SECONDS
            if long and self._supervisor.age(name) >= YOUNG_SECONDS:
                del self._since[name]
                await self._supervisor.renew(name, hanging[name])
