"""Incidents of the demo, told through their door: one that is over and one that goes on."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from townline.casework.cases import api as cases
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Viewer
from townline.prevention.broadcasts import api as broadcasts
from townline.prevention.incidents import api

_SINCE = dt.timedelta(minutes=50)  # of one that goes on
_DAY = dt.timedelta(days=1)
_MOST = 200


def incidents(now: dt.datetime, folder: Path) -> int:
    """Tell what ``demo_incidents.json`` says; returns how many."""
    entries = json.loads((folder / "demo_incidents.json").read_text(encoding="utf-8"))["incidents"]
    return sum(_play_incident(each, now) for each in entries)


def _play_incident(entry: dict[str, Any], now: dt.datetime) -> bool:
    clerk = _viewer("clerk1", now)
    rows = _rows(Act(clerk, now), entry)
    if not rows:
        return False
    begun = max(row.first_text_at for row in rows) if entry["ends"] else now - _SINCE
    opening = api.Opening(
        kind=entry["kind"], title=entry["title"], since=begun, places=[_spot(entry)]
    )  # fmt: skip
    made = api.incident_open(Act(clerk, begun), opening=opening)
    codes = _choose_cases(entry, rows, api.candidates(incident=made, viewer=clerk, ids=_ids(rows)))
    api.cases_join(Act(clerk, _after(begun, 2)), incident_id=made.pk, codes=codes, anyway=codes)
    api.role_take(Act(clerk, _after(begun, 3)), incident_id=made.pk, role="lead")
    _board(entry, made.pk, Act(clerk, begun))
    if entry["ends"]:
        api.incident_end(
            Act(clerk, _after(begun, entry["ends"])),
            incident_id=made.pk,
            lessons=entry["lessons"],
            reason=entry["ended_because"],
        )
    else:
        broadcasts.broadcast_save(
            Act(clerk, _after(begun, 35)), kind="update", owner=made.pk, bodies=entry["update"]
        )  # fmt: skip
    return True


def _board(entry: dict[str, Any], made: int, act: Act) -> None:
    def later(minutes: int) -> Act:
        return Act(act.viewer, _after(act.now, minutes))

    for name, minute, task in entry["teams"]:
        api.team_put(later(minute), incident_id=made, spot=_spot(entry), name=name, task=task)
    for kind, minute, done, note in entry["needs"]:
        need = api.need_add(
            later(minute), incident_id=made, kind=kind, spot=_spot(entry), note=note
        )  # fmt: skip
        if done:
            api.need_move(later(done), incident_id=made, need_id=need.pk, done=True)
    for minute, body in entry["notes"]:
        api.note_add(later(minute), incident_id=made, body=body)


def _rows(act: Act, entry: dict[str, Any]) -> list[cases.CaseRow]:
    """Give the cases of the category that came in those days, the oldest first."""
    first, last = (act.now - days * _DAY for days in entry["days"])
    filters = cases.CaseFilters(view="all", service=entry["service"])
    found = cases.cases_list(act, filters=filters, limit=_MOST).rows
    own = [row for row in found if first <= row.first_text_at < last and not row.private]
    return sorted(own, key=lambda row: row.first_text_at)


def _ids(rows: list[cases.CaseRow]) -> list[int]:
    return [row.id for row in rows]


def _choose_cases(
    entry: dict[str, Any], rows: list[cases.CaseRow], seen: list[api.Candidate]
) -> list[str]:
    """Give the cases that fit best, without those that are unlike it; the newest if too few do."""
    fits = [one.row.code for one in seen if one.fit.held in {"", "unread"}][: entry["cases"]]
    return fits if len(fits) > 1 else [row.code for row in rows[-entry["cases"] :]]


def _spot(entry: dict[str, Any]) -> api.IncidentSpot:
    return api.IncidentSpot(name=entry["place"])


def _after(begun: dt.datetime, minutes: int) -> dt.datetime:
    return begun + dt.timedelta(minutes=minutes)


def _viewer(username: str, now: dt.datetime) -> Viewer:
    staff = departments.staff_by_username(username)
    assert staff is not None, username  # noqa: S101 -- the demo's own people
    return departments.viewer_of(staff, now=now)
