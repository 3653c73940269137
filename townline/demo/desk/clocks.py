"""Legal periods of the demo: one extended, some of another kind, an outage three weeks ago."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from townline.casework.cases import api as cases
from townline.casework.deadlines import api as deadlines
from townline.demo.stories import pace
from townline.platform.core import district
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Viewer

_HOUR, _DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
_CLERK, _ADMIN = "clerk1", "admin"


def clocks(now: dt.datetime, folder: Path) -> None:
    """Tell them; what the open cases of the folder do not hold is left out."""
    words = json.loads((folder / "staff_words.json").read_text(encoding="utf-8"))["legal"]
    clerk = _viewer(_CLERK, now)
    for each in words["kinds"]:
        if row := _case(Act(clerk, now), each["case"]):
            at = pace.at_work(now - _HOUR, row.first_text_at + _HOUR)
            deadlines.legal_retype(Act(clerk, at), code=row.code, kind=each["kind"])
    _extend_period(Act(clerk, now), words["extended"])
    _outage(words["outage"], now)


def _viewer(username: str, now: dt.datetime) -> Viewer:
    staff = departments.staff_by_username(username)
    assert staff is not None, username  # noqa: S101 -- the demo's own people
    return departments.viewer_of(staff, now=now)


def _case(act: Act, title: str) -> cases.CaseRow | None:
    filters = cases.CaseFilters(view="open", q=title)
    rows = cases.cases_list(act, filters=filters).rows
    return next((row for row in rows if row.title.startswith(title)), None)


def _extend_period(act: Act, words: dict[str, Any]) -> None:
    row = _case(act, words["case"])
    if row is not None:
        head = _viewer(f"{row.department}.head", act.now)
        extension = {"count": words["count"], "reason": words["reason"]}
        at = pace.at_work(act.now - 2 * _HOUR, row.last_text_at + _HOUR)
        deadlines.legal_extend(Act(head, at), code=row.code, **extension)


def _outage(reason: str, now: dt.datetime) -> None:
    """Note a morning of three weeks ago: long over, so that it stops no open case."""
    morning = (
        (now - 21 * _DAY)
        .astimezone(district.current().zone)
        .replace(hour=10, minute=0, second=0, microsecond=0)
    )
    deadlines.outage_add(
        Act(_viewer(_ADMIN, now), morning + 3 * _HOUR),
        start_at=morning,
        end_at=morning + 2 * _HOUR,
        reason=reason,
    )
