"""A process that is a unit of its own ends itself when it lives and does not work.

On one machine ``townline run`` does it (``watch``); systemd only sees whether a process is there.
"""

import logging
import os
import threading
import time

from townline.platform.core import clock
from townline.platform.core.database import availability
from townline.platform.processes import liveness

LOOK_SECONDS = 15.0
PATIENCE_SECONDS = 60.0

log = logging.getLogger(__name__)


class Oneself:
    """Remembers since when this process has been seen to hang."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._since: float | None = None

    def hangs(self) -> str:
        """Look once; give why this process must end, "" while it need not."""
        words, now = self._words(), clock.ticks()
        if not words:
            self._since = None
            return ""
        self._since = now if self._since is None else self._since
        return words if now - self._since >= PATIENCE_SECONDS else ""

    def _words(self) -> str:
        try:
            stuck = liveness.judge(clock.now()).stuck
        except availability.ERRORS:
            return ""  # while the database is away nobody is to blame
        finally:
            availability.close_connection()
        return next((each.words for each in stuck if each.process == self._name), "")


def watch(name: str) -> None:
    """Look now and then, in a thread, until this process ends or must end."""
    threading.Thread(target=_keep, args=(Oneself(name),), name="oneself", daemon=True).start()


def _keep(oneself: Oneself) -> None:
    while not (words := oneself.hangs()):
        time.sleep(LOOK_SECONDS)
    log.critical("this process lives and does not work (%s); it ends to be started anew", words)
    logging.shutdown()
    # Like a kill, which loses nothing: what hangs would not hear a request to stop.
    os._exit(1)
