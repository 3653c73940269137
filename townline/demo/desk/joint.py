"""A joint case of the demo, with one department heard and one silent, and a case handed on."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from townline.casework.cases import api as cases
from townline.casework.coordination import api as coordination
from townline.demo.stories import pace
from townline.platform.core import district
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Viewer

_HOUR = dt.timedelta(hours=1)
_ASKED, _GIVEN, _CALLED = 16 * _HOUR, 9 * _HOUR, 2 * _HOUR
_HANDED, _PROMISED = 20 * _HOUR, 3 * _HOUR


def joint(now: dt.datetime, folder: Path) -> None:
    """Tell both; what the open cases of the folder do not hold is left out."""
    words = json.loads((folder / "staff_words.json").read_text(encoding="utf-8"))
    if found := _case(words["joint"]["case"], now, older=_ASKED):
        _joint(found, words["joint"], now)
    if found := _case(words["handed"]["case"], now, older=_HANDED):
        _hand_over(found, words["handed"], now)
    coordination.positions_run(now=now)
    coordination.referrals_run(now=now)


def _viewer(username: str, now: dt.datetime) -> Viewer:
    staff = departments.staff_by_username(username)
    assert staff is not None, username  # noqa: S101 -- the demo's own people
    return departments.viewer_of(staff, now=now)


def _case(title: str, now: dt.datetime, *, older: dt.timedelta) -> cases.CaseRow | None:
    mayor = _viewer("mayor", now)
    filters = cases.CaseFilters(view="with_department", q=title)
    rows = cases.cases_list(Act(mayor, now), filters=filters).rows
    fitting = [r for r in rows if r.title.startswith(title) and r.first_text_at < now - older]
    return fitting[0] if fitting else None


def _ago(row: cases.CaseRow, now: dt.datetime, *before: dt.timedelta) -> list[dt.datetime]:
    """Give the moments so long ago, at the office's hours if the case was there by then."""
    raw = [now - each for each in before]
    moved = [pace.at_work(at, row.first_text_at + _HOUR) for at in raw]
    return moved if moved == sorted(moved) else raw


def _joint(row: cases.CaseRow, words: dict[str, Any], now: dt.datetime) -> None:
    request_at, given, called = _ago(row, now, _ASKED, _GIVEN, _CALLED)
    lead = _viewer(f"{row.department}.officer", now)
    for each in words["asked"]:
        coordination.position_ask(
            Act(lead, request_at),
            code=row.code,
            department=each["department"],
            question=each["question"],
        )
        if "position" in each:
            coordination.position_give(
                Act(_viewer(f"{each['department']}.head", now), given),
                code=row.code,
                body=each["position"],
            )
    starts_at = coordination.meeting_start(
        now.astimezone(district.current().zone), row.answer_due_at
    )
    coordination.meeting_call(
        Act(lead, called),
        code=row.code,
        starts_at=starts_at,
        departments=[each["department"] for each in words["asked"]],
        **words["meeting"],
    )


def _hand_over(row: cases.CaseRow, words: dict[str, Any], now: dt.datetime) -> None:
    handed, promised = _ago(row, now, _HANDED, _PROMISED)
    coordination.referral_hand(
        Act(_viewer(f"{row.department}.officer", now), handed),
        code=row.code,
        promised_at=promised,
        agency=words["agency"],
        contact=words["contact"],
        reference=words["reference"],
        note=words["note"],
    )
