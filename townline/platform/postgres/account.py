"""The operating system account of the database: PostgreSQL refuses to run as root."""

import os
import pwd
import stat
from dataclasses import dataclass
from pathlib import Path

from townline.platform.postgres.binaries import DatabaseUnavailable

# An office gives the database an account of its own by making the first; the last always exists.
CANDIDATES = ("townline", "postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """Whom the server runs as; ``switch`` says that we must become it first (we are root)."""

    uid: int
    gid: int
    switch: bool

    def can_enter(self, folder: Path) -> bool:
        """Say whether this account may go through every folder down to ``folder``."""
        if not self.switch:
            return True
        existing = [p for p in (folder, *folder.parents) if p.exists()]
        return all(self._may_pass(place.stat()) for place in existing)

    def _may_pass(self, info: os.stat_result) -> bool:
        if info.st_uid == self.uid:
            return bool(info.st_mode & stat.S_IXUSR)
        if info.st_gid == self.gid:
            return bool(info.st_mode & stat.S_IXGRP)
        return bool(info.st_mode & stat.S_IXOTH)

    def own_folder(self, folder: Path) -> None:
        """Make a folder only this account enters. Raises if someone else's lies there."""
        if not folder.is_dir():
            folder.mkdir(mode=0o700)
            if self.switch:
                os.chown(folder, self.uid, self.gid)
        info = folder.lstat()
        # In a shared folder such as /tmp another person could have laid a trap under this name.
        if not stat.S_ISDIR(info.st_mode) or info.st_uid != self.uid:
            raise DatabaseUnavailable(f"{folder} belongs to someone else; move it away")
        folder.chmod(0o700)


def account_for(data: Path) -> Account:
    """Choose the account: ourselves, or if we are root the data's owner or a low account."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), switch=False)
    if data.exists() and data.stat().st_uid != 0:
        info = data.stat()
        return Account(info.st_uid, info.st_gid, switch=True)
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = next((known[name] for name in CANDIDATES if name in known), None)
    if entry is None:
        raise DatabaseUnavailable("make an account for the database: adduser --system townline")
    return Account(entry.pw_uid, entry.pw_gid, switch=True)
