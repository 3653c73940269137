"""Somebody called in a note of the demo, how people wish to be told, and looks at numbers."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from townline.casework.cases import api as cases
from townline.casework.data_protection import api as data_protection
from townline.casework.notifications import api as notifications
from townline.demo.stories import pace
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Viewer

_HOUR = dt.timedelta(hours=1)


def notify(now: dt.datetime, folder: Path) -> int:
    """Do what ``notify.json`` tells; returns how many notes call somebody.

    Nothing is told outside: whoever is called chooses their ways afterwards.
    """
    script = json.loads((folder / "notify.json").read_text(encoding="utf-8"))
    for each in script["notes"]:
        viewer, row = _viewer(each["by"], now), _case(each["case"], now)
        at = pace.at_work(now - each["hours_ago"] * _HOUR, row.last_text_at + _HOUR)
        cases.note_add(Act(viewer, at), code=row.code, body=each["body"])
    for each in script["looks"]:
        _look(each, now)
    for each in script["wishes"]:
        _set_preference(each, now)
    return len(script["notes"])


def _look(entry: dict[str, Any], now: dt.datetime) -> None:
    """Let somebody look at the numbers of open cases, one after the other."""
    viewer = _viewer(entry["by"], now)
    at = now - entry["hours_ago"] * _HOUR
    known = [row for row in _open(Act(viewer, now), 200) if row.first_text_at < at]
    for number, row in enumerate(known[: entry["count"]]):
        moment = at + number * entry["every_minutes"] * _HOUR / 60
        data_protection.number_reveal(Act(viewer, moment), code=row.code, reason=entry["reason"])


def _set_preference(entry: dict[str, Any], now: dt.datetime) -> None:
    quiet_from, quiet_to = (dt.time.fromisoformat(entry[n]) for n in ("quiet_from", "quiet_to"))
    notifications.alerts_choose(
        Act(_viewer(entry["by"], now), now), ways={}, quiet_from=quiet_from, quiet_to=quiet_to
    )


def _case(title: str, now: dt.datetime) -> cases.CaseRow:
    rows = _open(Act(_viewer("clerk1", now), now), 200)
    return next(row for row in rows if row.title == title)


def _open(act: Act, limit: int) -> list[cases.CaseRow]:
    filters = cases.CaseFilters(view="open")
    return cases.cases_list(act, filters=filters, limit=limit).rows


def _viewer(username: str, now: dt.datetime) -> Viewer:
    staff = departments.staff_by_username(username)
    assert staff is not None, username  # noqa: S101 -- the demo's own people
    return departments.viewer_of(staff, now=now)
