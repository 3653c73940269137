"""Today's visits of the demo, one of them made, and a complaint of several households."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from townline.casework.cases import api as cases
from townline.casework.classification import api as classification
from townline.casework.visits import api as visits_api
from townline.demo.stories.drawing import draw_photo
from townline.platform.core import district
from townline.platform.core.models import Place
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Viewer

_OPENS, _CLOSES = 9, 18
_MINUTE, _HOUR, _DAY = dt.timedelta(minutes=1), dt.timedelta(hours=1), dt.timedelta(days=1)
_GROUP, _MARKED_BY = "초록불이 짧음 · 새벗사거리", "clerk1"


def visits(now: dt.datetime, folder: Path) -> int:
    """Plan what ``visits.json`` tells, and go as far as it says; returns how many visits."""
    entries = json.loads((folder / "visits.json").read_text(encoding="utf-8"))
    for each in entries:
        _visit(each, now)
    return len(entries)


def _visit(entry: dict[str, Any], now: dt.datetime) -> None:
    viewer = _viewer(entry["visitor"], now)
    code = _codes(Act(viewer, now), entry["case"])[0]
    if entry["state"] == "done":
        _play_finished(Act(viewer, now), entry, code)
        return
    # Nobody hears of it: the demo sends nothing by itself.
    visit = visits_api.visit_plan(
        Act(viewer, now - _HOUR),
        code=code,
        visitor=viewer.staff_id,
        planned_at=_when(entry, now),
        note=entry["note"],
        tell=False,
    )
    if entry["state"] == "on_the_way" and _OPENS <= _local(now).hour < _CLOSES:
        visits_api.visit_start(Act(viewer, now - 12 * _MINUTE), visit_id=visit.id)


def _play_finished(act: Act, entry: dict[str, Any], code: str) -> None:
    """Tell a visit that was made: this morning, or yesterday if nobody works yet."""
    at = act.now - 90 * _MINUTE
    if not _OPENS <= _local(at).hour < _CLOSES:
        at = _local(at).replace(hour=16, minute=5) - _DAY * (_local(at).hour < _OPENS)
    visit = visits_api.visit_plan(
        Act(act.viewer, at - _HOUR),
        code=code,
        visitor=act.viewer.staff_id,
        planned_at=at,
        note=entry["note"],
        tell=False,
    )
    place = Place.objects.filter(name_ko=visit.place_ko).first()
    visits_api.visit_start(Act(act.viewer, at - 14 * _MINUTE), visit_id=visit.id)
    visits_api.visit_arrive(Act(act.viewer, at + 3 * _MINUTE), visit_id=visit.id)
    visits_api.visit_finish(
        Act(act.viewer, at + 20 * _MINUTE),
        visit_id=visit.id,
        found=entry["found"],
        files=[draw_photo(name, place) for name in entry["photos"]],
        tell=False,
    )


def _when(entry: dict[str, Any], now: dt.datetime) -> dt.datetime | dt.date:
    """Give the day, today while there is still day enough, and the time if it lies ahead."""
    local = _local(now)
    day = local.date() + _DAY * (local.hour >= _CLOSES)
    if "time" not in entry:
        return day
    at = dt.datetime.combine(day, dt.time.fromisoformat(entry["time"]), tzinfo=local.tzinfo)
    return at if at > now else day


def group(now: dt.datetime) -> None:
    """Mark what several households wrote about as one complaint."""
    viewer = _viewer(_MARKED_BY, now)
    first, *others = sorted(_codes(Act(viewer, now), _GROUP))
    classification.case_group(
        Act(viewer, now - 5 * _HOUR),
        code=first,
        members=others,
        reason="모두 새벗사거리의 짧은 초록불 이야기",
    )


def _viewer(username: str, now: dt.datetime) -> Viewer:
    person = departments.staff_by_username(username)
    if person is None:
        raise LookupError(f"the demo's district has no {username}")
    return departments.viewer_of(person, now=now)


def _codes(act: Act, title: str) -> list[str]:
    """Find the open cases of a title."""
    filters = cases.CaseFilters(view="open", q=title)
    page = cases.cases_list(act, filters=filters)
    return [row.code for row in page.rows if row.title == title]


def _local(at: dt.datetime) -> dt.datetime:
    return at.astimezone(district.current().zone)
