"""What a process says of a database that is away: one line when it goes, one when it is back."""

import contextlib
import logging
import threading
import time

import psycopg
from django.db import Error, InterfaceError, OperationalError, connection

from townline.platform.core import clock
from townline.platform.core.backoff import Backoff

# What a database that is away raises, whoever asked it: Django, the driver or the socket.
ERRORS = (Error, psycopg.Error, OSError)
# Of these, those of Django that are not about what was asked.
GONE = (OperationalError, InterfaceError)
# Connections, administrators, deadlocks, a full or broken disk, no place for one more connection, a
# server that only reads (after a failover); not what one statement asks too much of.
_NO_FAULT = ("08", "57P", "40", "531", "533", "58", "25006")
# The longest wait between two tries: a database that is back is found within 30 s.
LONGEST_SECONDS = 5.0

log = logging.getLogger("townline.database")


class DatabaseState:
    """The state of the database as this process knows it; its threads share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._since: float | None = None

    def failed(self, error: BaseException) -> None:
        """Note that the database did not answer; the first one says so."""
        with self._lock:
            if self._since is None:
                self._since = clock.ticks()
                # The driver's word says why: ``DiskFull``, ``CannotConnectNow``.
                why = type(error.__cause__ or error).__name__
                log.warning("the database is away (%s); trying again", why)

    def answered(self) -> None:
        """Note that the database answered; the first one after a time away says so."""
        if self._since is None:
            return
        with self._lock:
            if self._since is not None:
                log.info("the database is back after %.1f s", clock.ticks() - self._since)
                self._since = None


STATE = DatabaseState()


def pauses() -> Backoff:
    """Give how long to wait between two tries."""
    return Backoff(longest=LONGEST_SECONDS)


def close_connection() -> None:
    """Close this thread's connection; the next question makes a new one."""
    if connection.in_atomic_block:
        return  # whoever opened the transaction ends it, and Django lets go of what broke in it
    # A pool that was closed, a server that is gone: there is nothing left to close then.
    with contextlib.suppress(*ERRORS):
        connection.close()


def note(error: Error) -> None:
    """Close this thread's connection after an error; say it if the database is away."""
    if isinstance(error, GONE):
        STATE.failed(error)
    close_connection()


def is_connection_lost(error: BaseException) -> bool:
    """Say whether what failed failed with its connection, so that nothing is wrong with the work.

    A server that ends a connection (57P01) still answers, so that the driver may not know yet.
    """
    if connection.connection is None or connection.connection.closed:
        return True
    state = _state(error)
    return state.startswith(_NO_FAULT) if state else isinstance(error, GONE)


def is_full(error: BaseException) -> bool:
    """Say whether the database could not write for want of room on its disk."""
    return _state(error) == psycopg.errors.DiskFull.sqlstate


def _state(error: BaseException) -> str:
    return getattr(error.__cause__, "sqlstate", None) or ""


def wait() -> None:
    """Return once the database answers: for a process that cannot begin without it."""
    between = pauses()
    while True:
        try:
            connection.ensure_connection()
        except ERRORS as error:
            STATE.failed(error)
            time.sleep(between.after(0))
        else:
            STATE.answered()
            return close_connection()
