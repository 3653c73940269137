"""The account and the folders of an installation."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from townline.config.installation.answers import Answers
from townline.platform.core.commands import CannotStart
from townline.platform.postgres import config_files

_ADDUSER = ("--system", "--group", "--home", "/var/lib/townline", "--no-create-home")


def make_places(answers: Answers) -> Iterator[str]:
    """Make the account (as root) and the folders that are not there yet."""
    if os.geteuid() == 0:
        yield from _make_account(answers)
        config_files.folder().mkdir(parents=True, exist_ok=True)
    for folder in (answers.home, answers.backups):
        if folder.is_dir():
            yield f"{folder} is there already"
            continue
        try:
            folder.mkdir(parents=True, mode=0o750)
        except OSError as error:
            raise CannotStart(
                f"{folder} cannot be made ({error.strerror}): run init as root, or name another "
                "place with --home and --backups"
            ) from error
        give_to_owner(answers, folder)
        yield f"made {folder}"


def _make_account(answers: Answers) -> Iterator[str]:
    if _account(answers) is not None:
        yield f"the account {answers.user} is there already"
        return
    program = shutil.which("adduser", path="/usr/sbin:/usr/bin:/sbin:/bin")
    if program is None:
        raise CannotStart(
            f"there is no account {answers.user}, and no adduser to make it: run "
            f"apt-get install adduser, or useradd --system {answers.user}"
        )
    done = subprocess.run(  # noqa: S603 -- a program of the system
        [program, *_ADDUSER, answers.user], check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise CannotStart(f"the account {answers.user} cannot be made: {done.stderr.strip()}")
    yield f"made the account {answers.user}"


def _account(answers: Answers) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(answers.user)
    except KeyError:
        return None


def give_to_owner(answers: Answers, *paths: Path) -> None:
    """Let the processes' account own what root made."""
    account = _account(answers)
    if os.geteuid() == 0 and account is not None:
        for path in paths:
            os.chown(path, account.pw_uid, account.pw_gid)


def give_to_group(answers: Answers, path: Path) -> None:
    """Let the processes' account read a file of root's."""
    account = _account(answers)
    path.chmod(0o640)
    if os.geteuid() == 0 and account is not None:
        os.chown(path, 0, account.pw_gid)
