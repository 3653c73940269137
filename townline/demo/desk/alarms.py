"""Alarms of the demo: one that was raised at this moment, some acknowledged, some not urgent."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from townline.casework.alarms import api as alarms_api
from townline.casework.cases import api as cases
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Viewer

_READ = dt.timedelta(seconds=2)
_MOST = 2000


def alarms(now: dt.datetime, folder: Path) -> int:
    """Tell what ``alarms.json`` says; returns how many. Nobody is told of them now.

    A case that this demo does not have is left out.
    """
    entries = json.loads((folder / "alarms.json").read_text(encoding="utf-8"))
    desk = _viewer("clerk1", now)
    filters = cases.CaseFilters(view="all")
    known = cases.cases_list(Act(desk, now), filters=filters, limit=_MOST).rows
    found = [(each, row) for each in entries if (row := _first(known, each["case"]))]
    for each, row in found:
        _play_alarm(each, row, now)
    return len(found)


def _first(known: list[cases.CaseRow], title: str) -> cases.CaseRow | None:
    return next((row for row in known if row.title.startswith(title)), None)


def _play_alarm(entry: dict[str, Any], row: cases.CaseRow, now: dt.datetime) -> None:
    fresh = entry.get("now", False)
    alarm = alarms_api.alarm_import(
        code=row.code,
        kind=entry["kind"],
        probability=entry["probability"],
        raised_at=now if fresh else row.last_text_at + _READ,
        watched=fresh,
    )
    for each in entry["deeds"]:
        at = alarm.raised_at + dt.timedelta(seconds=each["after"])
        if at > now:
            return
        press: dict[str, Any] = {"alarm_id": alarm.pk, "act": Act(_viewer(each["by"], now), at)}
        if each["deed"] == "acknowledge":
            alarms_api.alarm_acknowledge(**press, via=each["via"])
        elif each["deed"] == "settle":
            alarms_api.alarm_settle(**press, reason=each["reason"])
        else:
            alarms_api.alarm_dismiss(**press, reason=each["reason"])


def _viewer(username: str, now: dt.datetime) -> Viewer:
    staff = departments.staff_by_username(username)
    assert staff is not None, username  # noqa: S101 -- the demo's own people
    return departments.viewer_of(staff, now=now)
