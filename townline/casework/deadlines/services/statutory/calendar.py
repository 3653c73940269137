"""Days off that an administrator adds or takes away: first shown what moves, then done."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db import transaction

from townline.casework.cases.api import InvalidInput, NotAllowed
from townline.casework.deadlines.errors import DayKnown, DayUnknown
from townline.casework.deadlines.models import CalendarChange
from townline.casework.deadlines.services.statutory.counting import basis_of
from townline.casework.deadlines.services.statutory.recounting import Moved, legal_recount
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.models import Holiday
from townline.platform.departments.api import Act, Permission, Viewer

KINDS = ("public", "substitute", "temporary", "election")
_NAME_LIMIT = 60
_YEARS = range(2000, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayInput:
    """A day to add (with its names) or to take away, and why."""

    day: dt.date
    added: bool
    reason: str
    name_ko: str = ""
    name_en: str = ""
    kind: str = "temporary"


def calendar_preview(act: Act, *, day_input: DayInput) -> list[Moved]:
    """Say which open cases would get another date; nothing is changed.

    Raises NotAllowed, DayKnown, DayUnknown, InvalidInput.
    """
    _check(act.viewer, day_input)
    calendar = district.office_read()
    days = (
        calendar.holidays | {day_input.day}
        if day_input.added
        else calendar.holidays - {day_input.day}
    )
    return legal_recount(now=act.now, by=basis_of(replace(calendar, holidays=days)), dry=True)


@transaction.atomic
def calendar_change(act: Act, *, day_input: DayInput) -> CalendarChange:
    """Change the calendar and count all open cases anew; the row says which moved.

    Raises as ``calendar_preview`` does.
    """
    _check(act.viewer, day_input)
    if day_input.added:
        Holiday.objects.create(
            date=day_input.day,
            name_ko=day_input.name_ko,
            name_en=day_input.name_en,
            kind=day_input.kind,
        )
    else:
        Holiday.objects.filter(date=day_input.day).delete()
    district.forget()
    moved = legal_recount(now=act.now, actor=act.actor, reason=day_input.reason.strip())
    change = CalendarChange.objects.create(
        day=day_input.day,
        added=day_input.added,
        name_ko=day_input.name_ko,
        name_en=day_input.name_en,
        kind=day_input.kind if day_input.added else "",
        reason=day_input.reason.strip(),
        by_id=act.viewer.staff_id,
        by_label=act.actor.label,
        at=act.now,
        moved=[[each.code, _iso(each.before), _iso(each.after)] for each in moved],
    )
    audit.record(
        audit.AuditEntry(
            subject="calendar",
            event="calendar:holiday:add" if day_input.added else "calendar:holiday:remove",
            actor=act.actor,
            at=act.now,
            reason=day_input.reason.strip(),
            data={"day": day_input.day.isoformat(), "moved": len(moved)},
        )
    )
    return change


def _iso(at: dt.datetime | None) -> str | None:
    return at.isoformat() if at else None


def _check(viewer: Viewer, day_input: DayInput) -> None:
    if not viewer.may(Permission.MANAGE):
        raise NotAllowed(f"the role {viewer.role} may not change the calendar")
    if not day_input.reason.strip():
        raise InvalidInput("write the reason; it stays in the history")
    if day_input.day.year not in _YEARS:
        raise InvalidInput(f"{day_input.day} is not a day between 2000 and 2100")
    known = Holiday.objects.filter(date=day_input.day).exists()
    if known and day_input.added:
        raise DayKnown(f"{day_input.day} is a day off already")
    if not known and not day_input.added:
        raise DayUnknown(f"{day_input.day} is no day off; nothing to take away")
    if day_input.added:
        _check_words(day_input)


def _check_words(day_input: DayInput) -> None:
    if day_input.kind not in KINDS:
        raise InvalidInput(f"unknown kind {day_input.kind!r}; accepted: {', '.join(KINDS)}")
    names = (day_input.name_ko, day_input.name_en)
    if not all(1 <= len(name.strip()) <= _NAME_LIMIT for name in names):
        raise InvalidInput("a holiday has a Korean and an English name of up to 60 characters")


def merge_days(holidays: Iterable[Holiday]) -> list[Holiday]:
    """Put what was changed by hand over the days that a district's files give."""
    days = {holiday.date: holiday for holiday in holidays}
    last = {change.day: change for change in CalendarChange.objects.order_by("id")}
    for day, change in last.items():
        if not change.added:
            days.pop(day, None)
        elif day not in days:
            names = {"name_ko": change.name_ko, "name_en": change.name_en}
            days[day] = Holiday(date=day, kind=change.kind, **names)
    return list(days.values())
