"""Notices that no good backup was made for too long."""

import datetime as dt
import os

from townline.platform.backup.recording import DONE, FAILED
from townline.platform.core.history import marks
from townline.platform.core.outgoing import alerts

TOO_OLD = dt.timedelta(hours=26)
LAST_ALERT = "backup_told"
# Told again each day until it is mended.
AGAIN = dt.timedelta(hours=24)


def backup_age(now: dt.datetime) -> dt.timedelta | None:
    """Give the age of the last good backup; None when none was ever made from here."""
    done = marks.mark_get(DONE)
    return now - done.at if done else None


def backup_watch(*, now: dt.datetime) -> bool:
    """Tell the person on duty, once a day, that the last backup is too old; say whether it is.

    An office that never set backups up is reminded by ``townline doctor`` instead.
    """
    age = backup_age(now)
    if not _is_backup_expected() or (age is not None and age <= TOO_OLD):
        return False
    last_alert = marks.mark_get(LAST_ALERT)
    if last_alert is None or now - last_alert.at >= AGAIN:
        alerts.send_alert("no good backup for too long", _words(age))
        marks.mark_put(LAST_ALERT, at=now)
    return True


def _is_backup_expected() -> bool:
    known = marks.marks()
    return DONE in known or FAILED in known or bool(os.environ.get("TOWNLINE_BACKUP_TO"))


def _words(age: dt.timedelta | None) -> str:
    hours = age.total_seconds() / 3600 if age else 0
    last = f"The last is {hours:.0f} h old." if age else "None was ever made."
    return f"{last} Look at: systemctl status townline-backup; then run: townline backup\n"
