"""Runs the server, and stops it when the last process that uses it is gone.

Each user holds a shared lock on a file. The kernel drops it however the user ends, so the
database outlives nobody, not even a supervisor killed with -9. Run as a script of its own,
without the packages, to stay small.
"""

import fcntl
import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

POLL_SECONDS = 0.5
FAST_STOP_SECONDS = 5.0


def _is_unused(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _has_ended(server: subprocess.Popen[bytes]) -> bool:
    try:
        server.wait(POLL_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return True


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)
    try:
        server.wait(FAST_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        # PostgreSQL 18 can hang for ever when told to stop while it recovers from a crash. What
        # was acknowledged is in the write-ahead log, so an immediate stop loses nothing.
        server.send_signal(signal.SIGQUIT)
        server.wait()


def keep(command: list[str], users_lock: Path, become: dict[str, Any]) -> int:
    """Run the server until it ends or nobody uses it; return its exit code."""
    # A Ctrl+C at the terminal is for the users; they say when the server may stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with users_lock.open("rb") as lock:
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, **become)  # noqa: S603 -- our own command line
        while not _has_ended(server):
            if _is_unused(lock.fileno()):
                _stop(server)
        return server.returncode


if __name__ == "__main__":
    order = json.loads(sys.argv[1])
    sys.exit(keep(order["command"], Path(order["users_lock"]), order["become"]))
