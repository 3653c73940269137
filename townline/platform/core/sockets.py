"""Where a home keeps its sockets."""

import hashlib
import os
from pathlib import Path

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
