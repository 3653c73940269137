"""A backup that a person asks for on a page: a worker runs the command of the nightly timer."""

import datetime as dt
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from townline.platform.backup.problems import BackupProblem
from townline.platform.backup.recording import DONE, FAILED
from townline.platform.core import jobs
from townline.platform.core.history import audit, marks

SUBJECT = "backup"
EVENT: Final = "district:backup:request"
_TASK = "townline.config.tasks.back_up"
_SIGN_SECONDS = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LastBackup:
    """When the last good one was made (None: never) and whether it was restored to try it.

    ``failed``: one failed since.
    """

    at: dt.datetime | None
    tried: bool
    failed: bool


def is_set_up() -> bool:
    """Say whether a folder and a key for backups are set."""
    return all(os.environ.get(f"TOWNLINE_BACKUP_{name}") for name in ("TO", "KEY_FILE"))


def backup_request(*, actor: audit.Actor, now: dt.datetime) -> bool:
    """Have a worker make a backup; False where none is set up or one is being made."""
    state = jobs.job_of(SUBJECT, now)
    if not is_set_up() or (state and state.running):
        return False
    audit.record(audit.AuditEntry(subject="district", event=EVENT, actor=actor, at=now))
    jobs.job_start(subject=SUBJECT, task=_TASK, phase="copying", now=now)
    return True


def backup_run() -> None:
    """Make a backup as a job. Raises BackupProblem; the command has said why in the log."""
    command = [sys.executable, "-m", "townline", "backup", "--home", str(settings.TOWNLINE_HOME)]
    with jobs.job_carry_out(SUBJECT) as report:
        # In a unit /tmp is small: the trial needs the space of the database once more.
        environment = {"TMPDIR": "/var/tmp"} | os.environ  # noqa: S108 -- its files are made by tempfile
        child = subprocess.Popen(command, env=environment)  # noqa: S603 -- our own command
        try:
            while _is_running(child):
                report(0, 0)
        finally:
            child.terminate()
        if child.returncode:
            raise BackupProblem(f"townline backup ended with {child.returncode}")


def _is_running(child: subprocess.Popen[bytes]) -> bool:
    try:
        child.wait(_SIGN_SECONDS)
    except subprocess.TimeoutExpired:
        return True
    return False


def last_backup() -> LastBackup:
    """Tell of the last backup; one query."""
    known = marks.marks_get([DONE, FAILED])
    done = known.get(DONE)
    tried = bool(done and done.data.get("verified"))
    return LastBackup(at=done.at if done else None, tried=tried, failed=FAILED in known)
