"""Surveyors' days bettered side by side, in processes of their own that can be told to stop.

Processes begin anew (``spawn``): whoever plans may hold connections and threads, which a fork
would share. They know no district and no database.
"""

import multiprocessing
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from typing import TYPE_CHECKING

from townline.prevention.surveys.routes.rules.greedy import Routes
from townline.prevention.surveys.routes.rules.timing import RouteGround

if TYPE_CHECKING:
    from multiprocessing.synchronize import Event

_LOOK = 0.2  # seconds between two looks whether to stop
_IDLE, _IDLE_EACH = 3_000, 60  # iterations without a better plan after which it is enough
_ending: "list[Event]" = []


def improve_routes(
    grounds: Sequence[RouteGround], seconds: float, processes: int, stopped: Callable[[], bool]
) -> Iterator[tuple[int, Routes]]:
    """Give each ground's index and its bettered days, as they are done; none for no seconds."""
    wanted = [n for n, ground in enumerate(grounds) if ground.bundles]
    if seconds <= 0 or not wanted or stopped():
        return
    context = multiprocessing.get_context("spawn")
    end = context.Event()
    with ProcessPoolExecutor(processes, context, _begin, (end,)) as pool:
        # The largest first, so that none of them is left alone at the end.
        order = sorted(wanted, key=lambda n: -len(grounds[n].bundles))
        running = {pool.submit(better, grounds[n], seconds): n for n in order}
        while running:
            done, _ = wait(running, timeout=_LOOK, return_when=FIRST_COMPLETED)
            for each in done:
                if (n := running.pop(each)) >= 0 and not each.cancelled():
                    yield n, each.result()
            if stopped() and not end.is_set():
                end.set()
                for each in running:
                    each.cancel()


def _begin(end: "Event") -> None:
    """Ctrl-C is heard by whoever started us, and told by the event."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _ending[:] = [end]


def better(ground: RouteGround, seconds: float) -> Routes:
    """Better one surveyor's days for so many seconds, or until nothing better comes."""
    from townline.prevention.surveys.routes.rules.routing import solve_routes  # noqa: PLC0415 -- only here is PyVRP loaded

    until, best, idle = time.monotonic() + seconds, sys.maxsize, 0
    most = max(_IDLE, _IDLE_EACH * len(ground.bundles))

    def enough(cost: int) -> bool:
        nonlocal best, idle
        idle = 0 if cost < best else idle + 1
        best = min(best, cost)
        return idle > most or time.monotonic() > until or any(end.is_set() for end in _ending)

    return solve_routes(ground, enough)
