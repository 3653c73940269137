"""Runs the jobs of the queue, and those of the clock, through every cut of the database."""

import asyncio
import contextlib
import copy
import logging
from typing import TYPE_CHECKING

import psycopg
from django.conf import settings
from procrastinate import App, exceptions
from procrastinate.contrib.django import app
from procrastinate.periodic import PeriodicRegistry
from procrastinate.psycopg_connector import PsycopgConnector

from townline.platform.core import clock, district, jobs
from townline.platform.core.database import availability, listening

if TYPE_CHECKING:
    from procrastinate.job_context import JobContext
    from procrastinate.middleware import SyncCallNext
    from procrastinate.worker import Worker

# Two, so that what a person waits for need not stand behind the night's letting go.
AT_ONCE = 2
# A worker that has not been heard of for so long is gone: its jobs are done by others.
GONE_SECONDS = 30.0

log = logging.getLogger("townline.worker")


class JobsStopped(RuntimeError):
    """The jobs ended though nobody had asked them to: their library gave up."""


_OUTAGE_ERRORS = (*availability.ERRORS, exceptions.ConnectorException)


class Jobs:
    """Does jobs until told to stop; begins again whenever the database was away."""

    async def run(self, stop: asyncio.Event) -> None:
        """Work until ``stop``. What is no trouble of the database passes through."""
        pauses = availability.pauses()
        while not stop.is_set():
            begun = clock.ticks()
            try:
                await self._once(stop)
            except JobsStopped:
                log.warning("the jobs ended by themselves; beginning again")
            except _OUTAGE_ERRORS as error:
                availability.STATE.failed(error.__cause__ or error)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pauses.after(clock.ticks() - begun))

    async def _once(self, stop: asyncio.Event) -> None:
        # Before the pool, which would wait for half a minute for a server that is not there.
        async with await psycopg.AsyncConnection.connect(**listening.direct(), autocommit=True):
            availability.STATE.answered()
        on_duty = _on_duty()
        async with on_duty.open_async():
            works = [asyncio.create_task(_work(on_duty)), asyncio.create_task(_rescue(on_duty))]
            waiting = asyncio.create_task(stop.wait())
            try:
                await asyncio.wait({waiting, *works}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in (waiting, *works):
                    task.cancel()
                ended = await asyncio.gather(*works, return_exceptions=True)
        if not stop.is_set():
            raise next((one for one in ended if isinstance(one, Exception)), JobsStopped())


async def _work(on_duty: App) -> None:
    await on_duty.run_worker_async(
        queues=[settings.TOWNLINE_DISTRICT],
        concurrency=AT_ONCE,
        install_signal_handlers=False,
        shutdown_graceful_timeout=5,
        delete_jobs="successful",
        stalled_worker_timeout=GONE_SECONDS,
        task_middleware=[_end_without_district],
    )


def _end_without_district(task: "SyncCallNext", context: "JobContext", worker: "Worker") -> object:
    """Run a task; a periodic one that needs a district ends quietly until one is loaded.

    It runs again at its next time anyway. A job that was enqueued by somebody fails, and is seen.
    """
    periodic = {name for name, _ in worker.app.periodic_registry.periodic_tasks}
    try:
        return task()
    except district.DistrictMissing:
        if context.job.task_name in periodic:
            return None
        raise


async def _rescue(on_duty: App) -> None:
    """Give back the jobs of workers that are gone, or that lost their connection in the middle.

    Also those that wait for a moment of a clock that was set back.
    """
    manager = on_duty.job_manager
    while True:
        for job in await manager.get_stalled_jobs(
            queue=settings.TOWNLINE_DISTRICT, seconds_since_heartbeat=GONE_SECONDS
        ):
            log.warning("a job of a worker that is gone is done again: %s", job.task_name)
            await manager.retry_job(job)
        await manager.prune_stalled_workers(GONE_SECONDS)
        queue = settings.TOWNLINE_DISTRICT
        await on_duty.connector.execute_query_async(jobs.RELEASE, queue=queue)
        await asyncio.sleep(GONE_SECONDS)


def _on_duty() -> App:
    """Make the application with a pool of its own, which the clock's jobs are enqueued by too.

    A job enqueues others by Django's connection, in its own transaction; the clock has no
    thread whose dead connection somebody would close.
    """
    params = listening.direct() | {"application_name": "townline jobs"}
    connector = PsycopgConnector(
        kwargs=params, min_size=1, max_size=4, timeout=5.0, reconnect_timeout=5.0
    )
    on_duty = app.with_connector(connector)
    registry = PeriodicRegistry()  # type: ignore[no-untyped-call]  # the library's constructor
    for each in app.periodic_registry.periodic_tasks.values():
        task = copy.copy(each.task)
        task.blueprint = on_duty
        registry.register_task(task, each.cron, each.periodic_id, each.configure_kwargs)
    on_duty.periodic_registry = registry
    return on_duty
