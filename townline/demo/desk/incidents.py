"""Incidents of the demo, told through their door: one that is over and one that goes on."""

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from townline.casework.cases import api as cases
from townline.casework.importing.api import HistoryCase
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Viewer
from townline.prevention.incidents import api
from townline.prevention.incidents.broadcasts import api as broadcasts

_SINCE = dt.timedelta(minutes=50)  # of one that goes on
_DAY = dt.timedelta(days=1)
_MOST = 200


def incidents(now: dt.datetime, folder: Path, stories: Sequence[HistoryCase]) -> int:
    """Tell what ``demo_incidents.json`` says, with cases of these stories; returns how many."""
    return sum(
        _play_incident(each, like_cases(each, stories, now), now)
        for each in incident_entries(folder)
    )


def incident_entries(folder: Path) -> list[dict[str, Any]]:
    """Give the incidents as they were written."""
    found = json.loads((folder / "demo_incidents.json").read_text(encoding="utf-8"))
    return list(found["incidents"])


def like_cases(
    entry: dict[str, Any], stories: Sequence[HistoryCase], now: dt.datetime
) -> list[dt.datetime]:
    """Give when the cases of an incident came in: its newest ones that tell of its matter.

    No text of the demo is read yet: the scenarios that are alike are named. Others of the same
    category stay out, and its page holds them back with a reason.
    """
    first, last = (now - days * _DAY for days in entry["days"])
    begun = [story.steps[0].at for story in stories if story.name in entry["scenarios"]]
    return sorted(at for at in begun if first <= at < last)[-entry["cases"] :]


def _play_incident(
    entry: dict[str, Any], opened_at: Sequence[dt.datetime], now: dt.datetime
) -> bool:
    clerk = _viewer("clerk1", now)
    rows = [row for row in _rows(Act(clerk, now), entry) if row.first_text_at in opened_at]
    if not rows:
        return False
    begun = max(row.first_text_at for row in rows) if entry["ends"] else now - _SINCE
    opening = api.Opening(
        kind=entry["kind"], title=entry["title"], since=begun, places=[_spot(entry)]
    )  # fmt: skip
    made = api.incident_open(Act(clerk, begun), opening=opening)
    codes = [row.code for row in rows]
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
    filters = cases.CaseFilters(view="all", service=entry["service"])
    return [
        row for row in cases.cases_list(act, filters=filters, limit=_MOST).rows if not row.private
    ]


def _spot(entry: dict[str, Any]) -> api.IncidentSpot:
    return api.IncidentSpot(name=entry["place"])


def _after(begun: dt.datetime, minutes: int) -> dt.datetime:
    return begun + dt.timedelta(minutes=minutes)


def _viewer(username: str, now: dt.datetime) -> Viewer:
    staff = departments.staff_by_username(username)
    assert staff is not None, username  # noqa: S101 -- the demo's own people
    return departments.viewer_of(staff, now=now)
