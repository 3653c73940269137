"""Run by root, a command becomes the owner of its home: what it makes belongs to the processes."""

import ctypes
import os
import pwd
from pathlib import Path

from townline.platform.core.commands import CannotStart

_PR_SET_DUMPABLE = 4


def become_owner(home: Path) -> None:
    """Drop root's rights for those of the home's owner, for good; others stay who they are.

    Raises CannotStart where root made files in the home that its owner could not use.
    """
    if os.geteuid() != 0 or not home.is_dir():
        return
    owner = home.stat()
    if owner.st_uid == 0:
        return
    _check_owned(home, owner.st_uid)
    os.setgroups([])
    try:
        account = pwd.getpwuid(owner.st_uid)
    except KeyError:  # an account of another machine: its number is enough
        os.setgid(owner.st_gid)
    else:
        os.initgroups(account.pw_name, account.pw_gid)
        os.setgid(account.pw_gid)
        os.environ |= {"HOME": account.pw_dir, "USER": account.pw_name, "LOGNAME": account.pw_name}
    os.setuid(owner.st_uid)
    # The kernel closes /proc/self to a process that changed its account.
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0)


def account_name(uid: int) -> str:
    """Give the name of an account, or its number."""
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)


def _check_owned(home: Path, owner: int) -> None:
    roots = sorted(
        path.name for path in home.iterdir() if path.lstat().st_uid == 0 and path.name in _OURS
    )
    if roots:
        name = account_name(owner)
        raise CannotStart(
            f"{home} belongs to {name}, but {', '.join(roots[:4])} in it to root, and the "
            f"processes cannot use it: run chown -hR {name}: {home}, or move it away if it was "
            "made by mistake"
        )


# What a home holds; a disk's lost+found is root's.
_OURS = frozenset(
    {
        *("database", "database.json", "database.log", "database.start", "database.users"),
        *("keys.json", "serves.json", "providers.json", "backup.key", "run.lock"),
        *("media", "map", "models", "run"),
    }
)
