"""The `worker` process: routes incoming texts, has them read, and runs jobs.

Three threads, so that neither a slow job nor the reading ever keeps a text waiting. All may run
in many processes: routing locks by sender, reading and jobs by row.
"""

import asyncio
import logging
import signal
import threading
from collections.abc import Callable

import psycopg
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from procrastinate.contrib.django import app

from townline.cases import api as cases
from townline.config.wiring import CLAIMERS
from townline.conversations import api as conversations
from townline.core import clock, district, live

POLL_SECONDS = 1.0
BATCH = 100

log = logging.getLogger("townline.worker")


class Follower:
    """Does what waits until told to stop; woken by a notification, else each second.

    ``deed`` gives how much it did: as long as it did something it is called again at once.
    """

    def __init__(self, name: str, channel: str, deed: Callable[[], int]) -> None:
        self._channel, self._deed = channel, deed
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._follow()
            except (DatabaseError, psycopg.Error, OSError) as error:
                log.warning("database away, trying again: %s", type(error).__name__)
                close_old_connections()
                self._stop.wait(POLL_SECONDS)

    def _follow(self) -> None:
        with _listening(self._channel) as doorbell:
            while not self._stop.is_set():
                while not self._stop.is_set() and self._deed():
                    pass
                _wait(doorbell)


def router() -> Follower:
    """Give what offers each new text to the rooms."""
    return Follower("router", "inbox", _route)


def reader() -> Follower:
    """Give what has each text of a case read."""
    return Follower("reader", cases.WAKE, _read)


def _route() -> int:
    return conversations.route_batch(claimers=CLAIMERS, limit=BATCH, now=clock.now())


def _read() -> int:
    try:
        return cases.readings_run(now=clock.now()).read
    except district.DistrictMissing:
        return 0
    except (DatabaseError, psycopg.Error, OSError):
        raise
    except Exception as error:  # noqa: BLE001 -- texts that come later must be read in any case
        log.error("reading went wrong, trying again: %s", type(error).__name__)  # noqa: TRY400 -- a trace may hold a resident's words
        return 0


def _listening(channel: str) -> psycopg.Connection:
    # A direct connection of its own: the pool's are returned between transactions.
    connection.ensure_connection()
    params = connection.get_connection_params()
    for extra in ("cursor_factory", "context"):
        params.pop(extra, None)
    doorbell = psycopg.connect(**params, autocommit=True)
    doorbell.execute(f'LISTEN "{live.channel(channel)}"')
    return doorbell


def _wait(doorbell: psycopg.Connection) -> None:
    for _ in doorbell.notifies(timeout=POLL_SECONDS, stop_after=1):
        break


async def _jobs(stop: asyncio.Event) -> None:
    worker_app = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]  # Django's connector has it
    async with worker_app.open_async():
        running = asyncio.create_task(
            worker_app.run_worker_async(
                queues=[settings.TOWNLINE_DISTRICT],
                install_signal_handlers=False,
                shutdown_graceful_timeout=5,
                delete_jobs="successful",
            )
        )
        waiting = asyncio.create_task(stop.wait())
        await asyncio.wait({running, waiting}, return_when=asyncio.FIRST_COMPLETED)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


async def _serve(stop: asyncio.Event) -> None:
    while not stop.is_set():
        try:
            await _jobs(stop)
        except (psycopg.Error, OSError, DatabaseError) as error:
            log.warning("jobs stopped, trying again: %s", type(error).__name__)
            await asyncio.sleep(POLL_SECONDS)


async def work() -> None:
    """Route, read and do jobs until SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    followers = [router(), reader()]
    for follower in followers:
        follower.start()
    log.info("worker started")
    try:
        await _serve(stop)
    finally:
        await asyncio.gather(*(asyncio.to_thread(one.stop) for one in followers))
        log.info("worker stopped")
