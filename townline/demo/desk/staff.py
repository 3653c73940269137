"""An officer of the demo on leave, with a colleague who stands in, and who is on duty at night."""

import datetime as dt
import json
from pathlib import Path

from townline.casework.desk import api as desk
from townline.platform.core import district
from townline.platform.departments import api as departments
from townline.platform.departments.api import ShiftKind, Staff

_ENTERED = dt.timedelta(days=3)
_DAY = dt.timedelta(days=1)
_NIGHTS = 14


def staff(now: dt.datetime, folder: Path) -> int:
    """Enter the leave and a fortnight of nights; returns how many nights."""
    words = json.loads((folder / "staff_words.json").read_text(encoding="utf-8"))["leave"]
    absentee, cover = _person(words["who"]), _person(words["cover"])
    zone = district.current().zone
    today = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    departments.absence_add(
        staff_id=absentee.id,
        cover_id=cover.id,
        starts_at=today - _DAY,
        ends_at=today + words["days"] * _DAY,
        by=absentee.id,
        actor=departments.viewer_of(absentee, now=now).actor,
        now=now - _ENTERED,
        note=words["note"],
    )
    desk.handovers_run(now=now)
    return _nights(words["nights"], today.date(), now)


def _nights(usernames: list[str], today: dt.date, now: dt.datetime) -> int:
    people = [_person(name) for name in usernames]
    for number in range(_NIGHTS):
        one = people[number % len(people)]
        departments.shift_add(
            staff_id=one.id,
            day=today - _DAY + number * _DAY,
            kind=ShiftKind.NIGHT,
            by=one.id,
            actor=departments.viewer_of(one, now=now).actor,
            now=now - _ENTERED,
        )
    return _NIGHTS


def _person(username: str) -> Staff:
    found = departments.staff_by_username(username)
    assert found is not None, username  # noqa: S101 -- the demo's own people
    return found
