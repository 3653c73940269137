"""Follows what waits, and runs jobs: what a `worker` is made of.

A thread for each follower, so that neither a slow job nor a slow follower ever keeps another
waiting. All may run in many processes.
"""

import asyncio
import logging
import signal
import threading
from collections.abc import Callable, Iterable

from townline.platform.core import clock, live
from townline.platform.core.database import availability, listening
from townline.platform.processes.jobs import Jobs

POLL_SECONDS = 1.0

log = logging.getLogger("townline.worker")

type Fallen = Callable[[], None]


class Follower:
    """Does what waits until told to stop; woken by a notification, else each second.

    ``action`` gives how much it did: as long as it did something it is called again at once.
    ``fallen`` is called when it ends by itself, which only a fault of ours can do.
    """

    def __init__(self, name: str, channel: str, action: Callable[[], int], fallen: Fallen) -> None:
        self._channel, self._deed, self._fallen = channel, action, fallen
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        try:
            self._keep_following()
        except Exception:
            log.exception("%s cannot go on", self._thread.name)
            self._fallen()
        finally:
            availability.close_connection()

    def _keep_following(self) -> None:
        pauses = availability.pauses()
        while not self._stop.is_set():
            begun = clock.ticks()
            try:
                self._follow()
            except availability.ERRORS as error:
                availability.STATE.failed(error)
                availability.close_connection()
                self._stop.wait(pauses.after(clock.ticks() - begun))

    def _follow(self) -> None:
        with listening.bell(live.channel(self._channel)) as bell:
            while not self._stop.is_set():
                while not self._stop.is_set() and self._deed():
                    pass
                bell.wait(POLL_SECONDS)


async def work(making: Iterable[Callable[[Fallen], Follower]]) -> None:
    """Follow and do jobs until SIGTERM. Raises SystemExit(1) when a follower fell."""
    stop, fallen = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)

    def fall() -> None:
        loop.call_soon_threadsafe(fallen.set)
        loop.call_soon_threadsafe(stop.set)

    followers = [make(fall) for make in making]
    for follower in followers:
        follower.start()
    log.info("worker started")
    try:
        await Jobs().run(stop)
    finally:
        await asyncio.gather(*(asyncio.to_thread(one.stop) for one in followers))
        log.info("worker stopped")
    if fallen.is_set():
        # Under a supervisor it is started anew, whole; half a worker would look well.
        raise SystemExit(1)
