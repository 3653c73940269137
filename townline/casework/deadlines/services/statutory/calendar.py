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


def calendar_preview(act: Act, *, wish: DayInput) -> list[Moved]:
    """Say which open cases would get another date; nothing is changed.

    Raises NotAllowed, DayKnown, DayUnknown, InvalidInput.
    """
    _check(act.viewer, wish)
    calendar = district.office_read()
    days = calendar.holidays | {wish.day} if wish.added else calendar.holidays - {wish.day}
    return legal_recount(now=act.now, by=basis_of(replace(calendar, holidays=days)), dry=True)


@transaction.atomic
def calendar_change(act: Act, *, wish: DayInput) -> CalendarChange:
    """Change the calendar and count all open cases anew; the row says which moved.

    Raises as ``calendar_preview`` does.
    """
    _check(act.viewer, wish)
    if wish.added:
        Holiday.objects.create(
            date=wish.day, name_ko=wish.name_ko, name_en=wish.name_en, kind=wish.kind
        )
    else:
        Holiday.objects.filter(date=wish.day).delete()
    district.forget()
    moved = legal_recount(now=act.now, actor=act.actor, reason=wish.reason.strip())
    change = CalendarChange.objects.create(
        day=wish.day,
        added=wish.added,
        name_ko=wish.name_ko,
        name_en=wish.name_en,
        kind=wish.kind if wish.added else "",
        reason=wish.reason.strip(),
        by_id=act.viewer.staff_id,
        by_label=act.actor.label,
        at=act.now,
        moved=[[each.code, _iso(each.before), _iso(each.after)] for each in moved],
    )
    audit.record(
        audit.Entry(
            subject="calendar",
            event="calendar:holiday:add" if wish.added else "calendar:holiday:remove",
            actor=act.actor,
            at=act.now,
            reason=wish.reason.strip(),
            data={"day": wish.day.isoformat(), "moved": len(moved)},
        )
    )
    return change


def _iso(at: dt.datetime | None) -> str | None:
    return at.isoformat() if at else None


def _check(viewer: Viewer, wish: DayInput) -> None:
    if not viewer.may(Permission.MANAGE):
        raise NotAllowed(f"the role {viewer.role} may not change the calendar")
    if not wish.reason.strip():
        raise InvalidInput("write the reason; it stays in the history")
    if wish.day.year not in _YEARS:
        raise InvalidInput(f"{wish.day} is not a day between 2000 and 2100")
    known = Holiday.objects.filter(date=wish.day).exists()
    if known and wish.added:
        raise DayKnown(f"{wish.day} is a day off already")
    if not known and not wish.added:
        raise DayUnknown(f"{wish.day} is no day off; nothing to take away")
    if wish.added:
        _check_words(wish)


def _check_words(wish: DayInput) -> None:
    if wish.kind not in KINDS:
        raise InvalidInput(f"unknown kind {wish.kind!r}; accepted: {', '.join(KINDS)}")
    names = (wish.name_ko, wish.name_en)
    if not all(1 <= len(name.strip()) <= _NAME_LIMIT for name in names):
        raise InvalidInput("a holiday has a Korean and an English name of up to 60 characters")


def days_kept(holidays: Iterable[Holiday]) -> list[Holiday]:
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
