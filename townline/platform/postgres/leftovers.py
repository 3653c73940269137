"""What a killed server leaves behind, and its clearing away."""

import contextlib
import os
import signal
import time
from pathlib import Path

from townline.platform.postgres.places import SOCKET_NAME

_WAIT_SECONDS = 5.0


def server_processes(data: Path) -> list[int]:
    """List this data folder's server processes: all of them have it as their cwd."""
    return [int(entry.name) for entry in Path("/proc").iterdir() if _serves(entry, data)]


def _serves(entry: Path, data: Path) -> bool:
    if not entry.name.isdigit():
        return False
    with contextlib.suppress(OSError):
        # The name too: a person's shell may stand in the folder.
        return (entry / "comm").read_text() == "postgres\n" and (entry / "cwd").readlink() == data
    return False


def postmaster(data: Path) -> int | None:
    """Return the running server's process id; a stale or reused id in its file is not one."""
    try:
        pid = int((data / "postmaster.pid").read_text().split("\n", 1)[0])
    except (OSError, ValueError):
        return None
    return pid if _serves(Path("/proc") / str(pid), data) else None


def clear(data: Path, socket: Path) -> None:
    """Make a start possible after a kill -9: no orphans, no stale lock files.

    The server would refuse to start while an orphan still holds its shared memory, or while
    the process id in a lock file belongs to any other process of the same account, or that file
    is empty because the kill came between its making and its filling. What was acknowledged is in
    the write-ahead log, so ending the orphans loses nothing. Nobody else uses these folders.
    """
    deadline = time.monotonic() + _WAIT_SECONDS
    while orphans := server_processes(data):
        for pid in orphans:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if time.monotonic() > deadline:
            break
        time.sleep(0.05)
    for left in (data / "postmaster.pid", socket / SOCKET_NAME, socket / f"{SOCKET_NAME}.lock"):
        left.unlink(missing_ok=True)
