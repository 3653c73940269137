"""Those who wish at the same moment share one transaction.

One hot row gives some hundreds of takes a second when each locks it alone; grouped, tens of
thousands. While one group is at the database the next one gathers.
"""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from django.db import InterfaceError, OperationalError, close_old_connections

from townline.lines.queues import api
from townline.lines.queues.api import Outcome, QueueError, TicketRequest
from townline.platform.core import clock

log = logging.getLogger(__name__)
MOST = 500  # wishes in a transaction: some tens of milliseconds
TRIES = 5
PAUSE = 0.5  # seconds before a group is tried again when the database is away

type Take = Callable[[str, Sequence[TicketRequest]], list[Outcome]]
type Waiting = tuple[TicketRequest, asyncio.Future[Outcome]]


def take_now(queue: str, ticket_requests: Sequence[TicketRequest]) -> list[Outcome]:
    """Take at this moment, in a thread of our own."""
    try:
        return api.tickets_take(queue=queue, ticket_requests=ticket_requests, now=clock.now())
    finally:
        close_old_connections()


class Groups:
    """Gathers wishes by queue. ``waiting`` counts those that have no outcome yet."""

    def __init__(self, take: Take = take_now, *, most: int = MOST) -> None:
        self._take = take
        self._most = most
        self._gathered: dict[str, list[Waiting]] = defaultdict(list)
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="takes")
        self.waiting = 0

    async def take(self, queue: str, ticket_request: TicketRequest) -> Outcome:
        """Wait for a ticket, or a refusal. Raises OperationalError if the database stays away."""
        future: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        self._gathered[queue].append((ticket_request, future))
        self.waiting += 1
        if queue not in self._busy:
            self._busy[queue] = asyncio.create_task(self._work(queue))
        try:
            return await future
        finally:
            self.waiting -= 1

    async def _work(self, queue: str) -> None:
        try:
            while gathered := self._gathered[queue]:
                group, self._gathered[queue] = gathered[: self._most], gathered[self._most :]
                await self._settle(queue, group)
        finally:
            del self._busy[queue]

    async def _settle(self, queue: str, group: list[Waiting]) -> None:
        try:
            outcomes = await self._tried(queue, [ticket_request for ticket_request, _ in group])
        except QueueError as error:
            outcomes = [error] * len(group)
        except Exception as error:  # noqa: BLE001 -- each of them must hear of it
            log.warning("a group of wishes failed (%s)", type(error).__name__)
            for _, future in group:
                _set_error(future, error)
            return
        for (_, future), outcome in zip(group, outcomes, strict=True):
            if not future.done():
                future.set_result(outcome)

    async def _tried(self, queue: str, ticket_requests: list[TicketRequest]) -> list[Outcome]:
        loop = asyncio.get_running_loop()
        for _ in range(TRIES - 1):
            try:
                return await loop.run_in_executor(self._threads, self._take, queue, ticket_requests)
            except (OperationalError, InterfaceError):
                # Nothing was committed: whoever waits goes on waiting, in the same order.
                await asyncio.sleep(PAUSE)
        return await loop.run_in_executor(self._threads, self._take, queue, ticket_requests)

    def close(self) -> None:
        """Let go of the threads."""
        self._threads.shutdown(wait=False)


def _set_error(future: asyncio.Future[Outcome], error: Exception) -> None:
    if not future.done():
        future.set_exception(error)
