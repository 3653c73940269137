"""A process that holds more memory than its limit ends between two pieces of work, and starts anew.

Never ``texts``: a link that ends loses its session. What one file needs is bounded elsewhere
(``core/sandbox``); this is for what grows over days.
"""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

from townline.platform.core import clock
from townline.platform.core.database import availability
from townline.platform.core.history import marks
from townline.platform.processes import liveness

MARK = "memory:"  # and the process's name
# MB; TOWNLINE_WEB_MEMORY and so on. Long jobs compare a whole district's list.
LIMITS = {"web": 800, "live": 500, "worker": 1_500}
LOOK_SECONDS = 10.0
_MEGABYTE = 1_000_000
_PAGE = os.sysconf("SC_PAGE_SIZE")

log = logging.getLogger(__name__)


def limit(name: str) -> int:
    """Give the limit of a process in MB, as the environment or the table has it."""
    return int(os.environ.get(f"TOWNLINE_{name.upper()}_MEMORY") or LIMITS[name])


def used() -> int:
    """Give the resident memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * _PAGE // _MEGABYTE


def terminate() -> None:
    """Ask this process to end as its supervisor would: open work is finished first."""
    os.kill(os.getpid(), signal.SIGTERM)


def end_between_jobs() -> None:
    """Wait until no long job is at work, a quarter of an hour at most, and ask to end.

    A job that is broken off is done again, and would bring the next worker past its limit too.
    """
    until = clock.ticks() + liveness.LONGEST_JOB_S
    try:
        while clock.ticks() < until and liveness.jobs_at_work():
            time.sleep(LOOK_SECONDS)
    except availability.ERRORS:
        pass  # then no job goes on either
    finally:
        availability.close_connection()
    terminate()


def watch(name: str, end: Callable[[], None] = terminate) -> None:
    """Look now and then, in a thread; past the limit note it for the doctor and call ``end``."""
    threading.Thread(target=_watch, args=(name, end), name="memory", daemon=True).start()


def _watch(name: str, end: Callable[[], None]) -> None:
    most = limit(name)
    while (now := used()) <= most:
        time.sleep(LOOK_SECONDS)
    log.warning("%s holds %d MB (limit %d MB); it ends and is started again", name, now, most)
    try:
        marks.mark_put(f"{MARK}{name}", at=clock.now(), megabytes=now, limit=most)
    except availability.ERRORS:
        pass  # the log has it
    finally:
        availability.close_connection()
    end()
