"""Planning that somebody goes and looks, moving it to another time, calling it off."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from townline.casework.cases.api import (
    CaseSpot,
    InvalidInput,
    case_lock,
    place_named,
    spot_at,
    spot_of,
    subject,
)
from townline.casework.cases.models import Case, Notice
from townline.casework.visits.errors import VisitInPast, VisitorBlind, VisitTwice
from townline.casework.visits.models import Visit
from townline.casework.visits.rules.visit import LIVE, VisitEvent, collide
from townline.casework.visits.services import notifications
from townline.casework.visits.services.transition import visit_lock, visit_planned, visit_transition
from townline.platform.conversations import api as conversations
from townline.platform.core import district
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission

FARTHEST = dt.timedelta(days=366)
_MORNING = dt.time(9)


@dataclass(frozen=True, slots=True)
class _Time:
    """When: ``at``, exactly (``timed``) or any time of that day; over at ``lapses_at``."""

    at: dt.datetime
    timed: bool
    lapses_at: dt.datetime


@transaction.atomic
def visit_plan(
    act: Act,
    *,
    code: str,
    visitor: int,
    planned_at: dt.datetime | dt.date,
    note: str = "",
    tell: bool = True,
    place: str = "",
    point: tuple[float, float] | None = None,
) -> Visit:
    """Plan that a person (``visitor``, an id) goes to look, at a moment or on a day.

    ``place`` is a Korean name of the district's places, ``point`` a position (latitude,
    longitude); without either it is where the case's photos or words say. With ``tell`` the
    residents hear of it, by day. Raises VisitInPast, VisitTwice, VisitorBlind, InvalidInput.
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    time = _time(planned_at, act.now)
    _check_visitor(visitor, case, act.now)
    _check_free(case, time)
    visit = Visit.objects.create(
        case=case,
        visitor_id=visitor,
        note=note.strip(),
        planned_by_id=act.viewer.staff_id,
        created_at=act.now,
        **_columns(time),
        **_where(case, place, point),
    )
    visit_planned(visit, case, act.actor, act.now)
    _notice(act, case, visit)
    if tell:
        notifications.schedule_notice(visit, case, notifications.PLANNED, act.now)
    return visit


@transaction.atomic
def visit_move(
    act: Act,
    *,
    visit_id: int,
    planned_at: dt.datetime | dt.date,
    visitor: int | None = None,
    tell: bool = True,
) -> Visit:
    """Plan a visit for another time, perhaps by another person; one that was missed too."""
    case, visit = visit_lock(visit_id=visit_id, viewer=act.viewer)
    time = _time(planned_at, act.now)
    _check_visitor(visitor or visit.visitor_id, case, act.now)
    _check_free(case, time, but=visit.id)
    changes = _columns(time) | {"started_at": None, "arrived_at": None}
    visit_transition(
        visit=visit,
        case=case,
        event=VisitEvent.MOVE,
        actor=act.actor,
        now=act.now,
        changes=changes | {"visitor_id": visitor or visit.visitor_id},
    )
    _notice(act, case, visit)
    if tell:
        notifications.schedule_notice(visit, case, notifications.MOVED, act.now)
    return visit


@transaction.atomic
def visit_cancel(act: Act, *, visit_id: int, reason: str, tell: bool = True) -> Visit:
    """Call a visit off, with a reason for the history; who heard of it hears that too."""
    case, visit = visit_lock(visit_id=visit_id, viewer=act.viewer)
    if not reason.strip():
        raise InvalidInput("write why nobody goes; it stays in the history")
    visit_transition(
        visit=visit,
        case=case,
        event=VisitEvent.CANCEL,
        actor=act.actor,
        now=act.now,
        reason=reason.strip(),
        changes={"finished_at": act.now},
    )
    if tell:
        notifications.schedule_notice(visit, case, notifications.CANCELLED, act.now)
    return visit


def _time(planned_at: dt.datetime | dt.date, now: dt.datetime) -> _Time:
    zone = district.current().zone
    if isinstance(planned_at, dt.datetime):
        at, timed = planned_at, True
    else:
        at, timed = dt.datetime.combine(planned_at, _MORNING, tzinfo=zone), False
    local, today = at.astimezone(zone).date(), now.astimezone(zone).date()
    if (at < now) if timed else (local < today):
        raise VisitInPast("a visit lies in the future; choose a later time")
    if at > now + FARTHEST:
        raise InvalidInput("a visit is planned for a day within the next year")
    midnight = dt.datetime.combine(local + dt.timedelta(days=1), dt.time(), tzinfo=zone)
    return _Time(at.astimezone(dt.UTC), timed, midnight.astimezone(dt.UTC))


def _columns(time: _Time) -> dict[str, Any]:
    return {"planned_at": time.at, "timed": time.timed, "lapses_at": time.lapses_at}


def _check_visitor(visitor: int, case: Case, now: dt.datetime) -> None:
    person = departments.staff_by_id(visitor)
    if person is None or not person.is_active:
        raise VisitorBlind("nobody who works here has this number; choose another visitor")
    viewer = departments.viewer_of(person, now=now)
    if not (viewer.may(Permission.WRITE) and viewer.sees(case.department_id)):
        raise VisitorBlind(f"{person.username!r} may not see this case; choose another visitor")


def _check_free(case: Case, time: _Time, but: int = 0) -> None:
    others = Visit.objects.filter(case=case, state__in=sorted(LIVE)).exclude(id=but)
    for at, timed in others.values_list("planned_at", "timed"):
        if collide((time.at, time.timed), (at, timed)):
            raise VisitTwice("the case has a visit at that time", planned_at=at.isoformat())


def _where(case: Case, place: str, point: tuple[float, float] | None) -> dict[str, Any]:
    spot: CaseSpot | None
    if place:
        spot = place_named(place)
    elif point is not None:
        spot = spot_at(checked_point(point))
    else:
        spot = spot_of(conversations.thread(subject(case.id)), title=case.title)
    if spot is None:
        return {}
    latitude, longitude = spot.point or (None, None)
    return {
        "place_ko": spot.name_ko,
        "place_en": spot.name_en,
        "latitude": latitude,
        "longitude": longitude,
    }


def checked_point(point: tuple[float, float]) -> tuple[float, float]:
    """Check a position in degrees of WGS 84. Raises InvalidInput."""
    latitude, longitude = point
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004 -- the globe's own
        raise InvalidInput("a position has a latitude to 90 and a longitude to 180 degrees")
    return point


def _notice(act: Act, case: Case, visit: Visit) -> None:
    """Let a visitor know who did not plan it themselves."""
    if visit.visitor_id != act.viewer.staff_id:
        Notice.objects.create(case=case, staff_id=visit.visitor_id, kind="visit", at=act.now)
