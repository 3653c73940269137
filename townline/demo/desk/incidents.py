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
    told = json.loads((folder / "demo_incidents.json").read_text(encoding="utf-8"))["incidents"]
    return sum(_tell(each, now) for each in told)


def _tell(told: dict[str, Any], now: dt.datetime) -> bool:
    clerk = _viewer("clerk1", now)
    rows = _rows(Act(clerk, now), told)
    if not rows:
        return False
    begun = max(row.first_text_at for row in rows) if told["ends"] else now - _SINCE
    opening = api.Opening(
        kind=told["kind"], title=told["title"], since=begun, places=[_spot(told)]
    )  # fmt: skip
    made = api.incident_open(Act(clerk, begun), opening=opening)
    codes = _chosen(told, rows, api.candidates(incident=made, viewer=clerk, ids=_ids(rows)))
    api.cases_join(Act(clerk, _after(begun, 2)), incident_id=made.pk, codes=codes, anyway=codes)
    api.role_take(Act(clerk, _after(begun, 3)), incident_id=made.pk, role="lead")
    _board(told, made.pk, Act(clerk, begun))
    if told["ends"]:
        api.incident_end(
            Act(clerk, _after(begun, told["ends"])),
            incident_id=made.pk,
            lessons=told["lessons"],
            reason=told["ended_because"],
        )
    else:
        broadcasts.broadcast_save(
            Act(clerk, _after(begun, 35)), kind="update", owner=made.pk, bodies=told["update"]
        )  # fmt: skip
    return True


def _board(told: dict[str, Any], made: int, act: Act) -> None:
    def later(minutes: int) -> Act:
        return Act(act.viewer, _after(act.now, minutes))

    for name, minute, task in told["teams"]:
        api.team_put(later(minute), incident_id=made, spot=_spot(told), name=name, task=task)
    for kind, minute, done, note in told["needs"]:
        need = api.need_add(
            later(minute), incident_id=made, kind=kind, spot=_spot(told), note=note
        )  # fmt: skip
        if done:
            api.need_move(later(done), incident_id=made, need_id=need.pk, done=True)
    for minute, body in told["notes"]:
        api.note_add(later(minute), incident_id=made, body=body)


def _rows(act: Act, told: dict[str, Any]) -> list[cases.Row]:
    """Give the cases of the category that came in those days, the oldest first."""
    first, last = (act.now - days * _DAY for days in told["days"])
    filters = cases.Filters(view="all", service=told["service"])
    found = cases.cases_list(act, filters=filters, limit=_MOST).rows
    own = [row for row in found if first <= row.first_text_at < last and not row.private]
    return sorted(own, key=lambda row: row.first_text_at)


def _ids(rows: list[cases.Row]) -> list[int]:
    return [row.id for row in rows]


def _chosen(told: dict[str, Any], rows: list[cases.Row], seen: list[api.Candidate]) -> list[str]:
    """Give the cases that fit best, without those that are unlike it; the newest if too few do."""
    fits = [one.row.code for one in seen if one.fit.held in {"", "unread"}][: told["cases"]]
    return fits if len(fits) > 1 else [row.code for row in rows[-told["cases"] :]]


def _spot(told: dict[str, Any]) -> api.Spot:
    return api.Spot(name=told["place"])


def _after(begun: dt.datetime, minutes: int) -> dt.datetime:
    return begun + dt.timedelta(minutes=minutes)


def _viewer(username: str, now: dt.datetime) -> Viewer:
    staff = departments.staff_by_username(username)
    assert staff is not None, username  # noqa: S101 -- the demo's own people
    return departments.viewer_of(staff, now=now)
