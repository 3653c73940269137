"""Takes the database away from everybody at once, in the ways a server goes."""

import os
import signal
import time
from contextlib import closing, suppress

import psycopg

from tests.kill import evidence, processes
from tests.kill.office import Office

BACK_SECONDS = 30


def connections(office: Office) -> bool:
    """End every connection from the server's side, as a failover does."""
    with suppress(psycopg.Error), closing(evidence.connect(office.server.dsn)) as link:
        link.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return True
    return False


def freeze(office: Office, seconds: float) -> bool:
    """Stop the whole server for so long without ending it, as a machine that is swapped out."""
    found = processes.database(office.server.places.data)
    try:
        for process in found:
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGSTOP)
        time.sleep(seconds)
    finally:
        for process in found:
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGCONT)
    return bool(found)


def kill(office: Office) -> bool:
    """End the server with -9."""
    found = processes.database(office.server.places.data)
    return any(process.kill() for process in found if " -D " in process.words)


def wait_back(office: Office) -> None:
    """Wait until the database lets somebody in again."""
    end = time.monotonic() + BACK_SECONDS
    while True:
        with suppress(psycopg.Error), closing(evidence.connect(office.server.dsn)):
            return
        assert time.monotonic() < end, f"the database did not come back:\n{office.log_end()}"
        time.sleep(0.05)
