"""The `worker` process: routes incoming texts, and runs jobs.

Two threads, so that a slow job never keeps a text waiting. Both may run in many processes:
routing locks by sender, jobs by row.
"""

import asyncio
import logging
import signal
import threading

import psycopg
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from procrastinate.contrib.django import app

from townline.config.wiring import CLAIMERS
from townline.conversations import api as conversations
from townline.core import clock, live

POLL_SECONDS = 1.0
BATCH = 100

log = logging.getLogger("townline.worker")


class Router:
    """Takes waiting texts until told to stop; woken by a notification, else each second."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="router")

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
        with _listening() as doorbell:
            while not self._stop.is_set():
                while not self._stop.is_set() and self._route():
                    pass
                _wait(doorbell)

    @staticmethod
    def _route() -> int:
        return conversations.route_batch(claimers=CLAIMERS, limit=BATCH, now=clock.now())


def _listening() -> psycopg.Connection:
    # A direct connection of its own: the pool's are returned between transactions.
    connection.ensure_connection()
    params = connection.get_connection_params()
    for extra in ("cursor_factory", "context"):
        params.pop(extra, None)
    doorbell = psycopg.connect(**params, autocommit=True)
    doorbell.execute(f'LISTEN "{live.channel("inbox")}"')
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
    """Route and do jobs until SIGTERM."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    router = Router()
    router.start()
    log.info("worker started")
    try:
        await _serve(stop)
    finally:
        await asyncio.to_thread(router.stop)
        log.info("worker stopped")
