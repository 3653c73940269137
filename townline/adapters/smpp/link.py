"""A link for as long as the process lives: one session after another."""

import asyncio
import contextlib
import logging
import uuid
from collections.abc import Callable
from random import SystemRandom
from typing import Final, Literal

from townline.adapters.smpp.address import Address
from townline.adapters.smpp.bucket import Bucket
from townline.adapters.smpp.database import Lane, StoreFailed
from townline.adapters.smpp.doorbell import Doorbell
from townline.adapters.smpp.reporter import Reporter
from townline.adapters.smpp.session import CannotBind, Parts, SmppSession
from townline.adapters.smpp.store import Store
from townline.adapters.smpp.submit import Writer
from townline.adapters.smpp.timing import Timing
from townline.platform.conversations.ports import TransportProfile
from townline.platform.core import clock
from townline.platform.core.database import availability

# The state of a link, for pages and health checks.
State = Literal["connecting", "bound", "refused", "down", "stopped"]


class Status:
    """Says the present state at each change, and again and again so that silence shows."""

    def __init__(
        self, *, name: str, store: Store, lane: Lane, every: float, way: TransportProfile
    ) -> None:
        self._name, self._store, self._lane, self._every = name, store, lane, every
        self._way = way
        self._state: State = "connecting"
        self._detail = ""
        self._changed = asyncio.Event()

    def set(self, state: State, detail: str = "") -> None:
        """Note a state; ``detail`` is for people, without numbers or passwords."""
        if (state, detail) != (self._state, self._detail):
            log.info("link %s %s%s", self._name, state, f": {detail}" if detail else "")
        self._state, self._detail = state, detail
        self._changed.set()

    async def run(self) -> None:
        """Write the state until cancelled."""
        while True:
            await self.save()
            try:
                async with asyncio.timeout(self._every):
                    await self._changed.wait()
            except TimeoutError:
                continue

    async def save(self) -> None:
        """Write the state now; a database that is away is no reason to stop a link."""
        self._changed.clear()
        try:
            await self._lane.call(
                self._store.link_report,
                transport=self._name,
                state=self._state,
                detail=self._detail,
                now=clock.now(),
                way=self._way,
            )
        except StoreFailed as error:
            log.log(error.level, "link %s: cannot report (%s)", self._name, error)


# Reconnection delays.
_LARGEST_EXPONENT: Final = 16
_random = SystemRandom().random


class Backoff:
    """Doubles from ``first`` to ``longest`` seconds, shortened at random by up to a half.

    The chance keeps many links from knocking at the same moment after a network's restart.
    """

    def __init__(self, first: float, longest: float, chance: Callable[[], float] = _random) -> None:
        self._first, self._longest, self._chance = first, longest, chance
        self._tries = 0

    def next(self) -> float:
        """Give the seconds to wait now."""
        full = min(self._longest, self._first * 2.0 ** min(self._tries, _LARGEST_EXPONENT))
        self._tries += 1
        return full * (1 - self._chance() / 2)

    def reset(self) -> None:
        """Begin again after a success."""
        self._tries = 0


log: Final = logging.getLogger(__name__)


class Link:
    """Binds, serves, and binds again; ``stop`` ends it in good order within five seconds."""

    def __init__(
        self,
        address: Address,
        *,
        store: Store,
        line_number: str,
        doorbell: Doorbell,
        timing: Timing | None = None,
    ) -> None:
        self.address, self._store, self._doorbell = address, store, doorbell
        self._timing = timing or Timing()
        self._stop = asyncio.Event()
        self._lanes = (Lane(f"{address.name}-in"), Lane(f"{address.name}-out"))
        intake_lane, lane = self._lanes
        self._reporter = Reporter(name=address.name, store=store, lane=lane)
        self._status = Status(
            name=address.name,
            store=store,
            lane=lane,
            every=self._timing.report,
            way=TransportProfile(priority=address.priority),
        )
        self._backoff = Backoff(self._timing.first_retry, self._timing.longest_retry)
        # The network's own pauses grow too long for a database that is back.
        self._pauses = availability.pauses()
        self._parts = Parts(
            address=address,
            store=store,
            intake_lane=intake_lane,
            lane=lane,
            writer=Writer(address, line_number),
            reporter=self._reporter,
            bucket=Bucket(address.rate),
            bell=doorbell.bell(),
            timing=self._timing,
        )

    @property
    def rate(self) -> float:
        """Submits a second at present: less than the setting after the network throttled us."""
        return self._parts.bucket.rate

    def stop(self) -> None:
        """Ask ``run`` to end."""
        self._stop.set()

    async def run(self) -> None:
        """Keep the link until stopped."""
        status = asyncio.create_task(self._status.run())
        reporter = asyncio.create_task(self._reporter.run())
        try:
            while not self._stop.is_set():
                await self._wait(await self._once())
        finally:
            self._reporter.finish()
            await reporter
            status.cancel()
            await asyncio.gather(status, return_exceptions=True)
            self._status.set("stopped")
            await self._status.save()
            self._doorbell.forget(self._parts.bell)
            for lane in self._lanes:
                lane.close()

    async def _once(self) -> float:
        """Live through one session; give the seconds until the next."""
        key = str(uuid.uuid4())
        try:
            # First the database: without it nothing that the network sends could be kept.
            await self._lanes[0].call(
                self._store.session_open, transport=self.address.name, session=key, now=clock.now()
            )
        except StoreFailed as error:
            self._status.set("down", f"the database is away ({error})")
            return self._pauses.after(0)
        self._pauses = availability.pauses()
        try:
            await self._serve(SmppSession(self._parts, key))
        finally:
            await self._close(key)
        return self._backoff.next()

    async def _serve(self, session: SmppSession) -> None:
        self._status.set("connecting")
        try:
            await session.bind()
        except CannotBind as error:
            session.wire.drop(str(error))
            self._status.set("refused" if error.refused else "down", str(error))
            return
        self._backoff.reset()
        self._status.set("bound")
        try:
            await session.serve(self._stop)
        finally:
            self._status.set("down", session.wire.reason)

    async def _close(self, key: str) -> None:
        try:
            await self._lanes[0].call(self._store.session_close, session=key, now=clock.now())
        except StoreFailed as error:
            # The next session_open of this link closes it as well.
            log.log(error.level, "link %s: session stays open (%s)", self.address.name, error)

    async def _wait(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stop.wait()
