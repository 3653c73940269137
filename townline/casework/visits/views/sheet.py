"""The sheet of a day, in the order of the way, and the week at a desk."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from townline.casework.cases.views.lists import the_viewer
from townline.casework.visits import api
from townline.casework.visits.views import reading
from townline.casework.visits.views.shown import ShownVisit, visit_display
from townline.platform.core import clock
from townline.platform.departments import api as departments
from townline.platform.departments.api import Department, Permission, Role, Staff, Viewer
from townline.platform.web.staff import staff_page

_DAY, _WEEK = dt.timedelta(days=1), dt.timedelta(days=7)
_FARTHEST = dt.timedelta(days=3_660)
_KILOMETRE, _STEPS = 1_000, 10
_LATE = dt.timedelta(minutes=5)


@require_GET
@staff_page(reads=True)
def sheet(request: HttpRequest) -> HttpResponse:
    """Show one day as the way goes, or a week, of a person, a department or all."""
    viewer, now = the_viewer(request), clock.now()
    today = timezone.localtime(now).date()
    day, whose = _day(request, today), _whose(request, viewer)
    week = request.GET.get("view") == "week"
    first = day - dt.timedelta(days=day.weekday()) if week else day
    visits = api.visits_between(
        viewer=viewer,
        since=_midnight(first),
        until=_midnight(first + (_WEEK if week else _DAY)),
        visitor=viewer.staff_id if whose == "me" else reading.number(whose),
        department=whose.removeprefix("d-") if whose.startswith("d-") else None,
    )
    context = _frame(viewer, day, today, whose, week=week)
    context |= _week(visits, first) if week else _visit_routes(visits, now, day)
    return render(request, "visits/visits.html", context | {"count": len(visits)})


def _day(request: HttpRequest, today: dt.date) -> dt.date:
    requested = reading.day_in(request.GET.get("day", ""))
    return requested if requested and abs(requested - today) < _FARTHEST else today


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def _whose(request: HttpRequest, viewer: Viewer) -> str:
    usual = "me" if viewer.may(Permission.WRITE) else "all"
    return request.GET.get("who", "")[:60] or usual


def _frame(
    viewer: Viewer, day: dt.date, today: dt.date, whose: str, *, week: bool
) -> dict[str, Any]:
    step = _WEEK if week else _DAY
    offices, people = _choices(viewer)
    return {
        "viewer": viewer,
        "day": day,
        "shown": _midnight(day),
        "is_today": day == today,
        "is_past": day < today,
        "before": day - step,
        "after": day + step,
        "whose": whose,
        "week": week,
        "offices": offices,
        "people": people,
        "may_write": viewer.may(Permission.WRITE),
        "most": api.VISIT_PHOTOS,
    }


def _choices(viewer: Viewer) -> tuple[list[Department], list[Staff]]:
    """Give the departments and people whose sheets this person may open."""
    offices = [d for d in departments.departments() if d.kind == "department"]
    offices = [d for d in offices if viewer.sees(d.code)]
    people = departments.staff_in_departments(roles=[Role.OFFICER, Role.HEAD])
    return offices, [p for p in people if viewer.departments and viewer.sees(p.department_id)]


@dataclass(frozen=True)
class SheetStop:
    """A stop on the sheet. ``number``: its place on the way; ``way``: how far it is, in words."""

    number: int
    one: ShownVisit
    arrives: dt.datetime
    late: bool
    way: str


@dataclass(frozen=True)
class DaySheet:
    """One person's day."""

    visitor: Staff
    ahead: list[SheetStop]
    over: list[ShownVisit]
    kilometres: float


def _visit_routes(visits: list[api.VisitView], now: dt.datetime, day: dt.date) -> dict[str, Any]:
    sheets = [_sheet(found) for found in api.visit_routes(visits, now=now, day=day)]
    spots = [step.one.visit.spot for one in sheets for step in one.ahead]
    return {"sheets": sheets, "placed": any(spot and spot.point for spot in spots)}


def _sheet(found: api.VisitRoute) -> DaySheet:
    steps = [
        SheetStop(
            number=number,
            one=visit_display(stage.visit),
            arrives=stage.leg.arrives,
            late=stage.leg.late > _LATE,
            way=_far(stage.leg.metres),
        )
        for number, stage in enumerate(found.ahead, 1)
    ]
    return DaySheet(
        found.visitor, steps, [visit_display(v) for v in found.over], found.metres / 1000
    )


def _far(metres: float) -> str:
    """Say a distance as people do: ``350 m``, ``1.5 km``; nothing for a few steps."""
    if metres >= _KILOMETRE:
        return f"{metres / _KILOMETRE:.1f} km"
    return f"{round(metres, -1):.0f} m" if metres >= _STEPS else ""


def _week(visits: list[api.VisitView], first: dt.date) -> dict[str, Any]:
    days = [first + dt.timedelta(days=ago) for ago in range(7)]
    by_day: dict[dt.date, list[ShownVisit]] = {day: [] for day in days}
    for visit in visits:
        by_day[timezone.localtime(visit.planned_at).date()].append(visit_display(visit))
    return {"days": [(_midnight(day), day, own) for day, own in by_day.items()]}
