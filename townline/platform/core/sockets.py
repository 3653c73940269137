"""Where a home keeps its sockets."""

import fcntl
import hashlib
import os
import socket
from pathlib import Path

from townline.platform.core.commands import CannotStart

_LONGEST_NAME = len("/web-4194304.sock")
_SOCKET_LIMIT = 107  # bytes, the kernel's limit on a Unix socket's path


def socket_folder(home: Path) -> Path:
    """Return a folder only we enter, for Unix sockets; a long home gets one elsewhere.

    Raises PermissionError if the folder belongs to someone else.
    """
    folder = home.resolve() / "run"
    if len(bytes(folder)) + _LONGEST_NAME > _SOCKET_LIMIT:
        mark = hashlib.sha256(bytes(folder)).hexdigest()[:16]
        folder = Path("/tmp") / f"townline-{mark}"  # noqa: S108 -- made 0700, its owner is checked
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise PermissionError(f"{folder} belongs to someone else; move it away")
    return folder


# Held open until this process ends.
_claimed: list[int] = []


def claim_socket(path: Path) -> Path:
    """Take the place of a Unix socket for the life of this process; a dead one's file goes.

    Raises CannotStart while another process listens there: its requests would be lost with it.
    """
    lock = os.open(
        path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600
    )
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise _in_use(path) from None
    if _answers(path):  # of a version that took no lock
        os.close(lock)
        raise _in_use(path)
    _claimed.append(lock)
    path.unlink(missing_ok=True)
    return path


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0


def _in_use(path: Path) -> CannotStart:
    return CannotStart(
        f"another process listens at {path}: stop it, or give this one a socket of its own"
    )
