"""Reads of leave and of the rota."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from townline.platform.departments.duty import LIVE, AbsenceState, active_covers
from townline.platform.departments.models import Absence, DutyShift

_SHOWN = 500


def _people() -> QuerySet[Absence]:
    return Absence.objects.select_related("staff__department", "cover")


def absences_between(
    *,
    since: dt.datetime,
    until: dt.datetime,
    departments: frozenset[str] | None = None,
) -> list[Absence]:
    """List leaves that touch ``[since, until)``, called-off ones left out; one query.

    ``departments`` None: of everybody.
    """
    rows = _people().exclude(state=AbsenceState.CANCELLED)
    rows = rows.filter(starts_at__lt=until, ends_at__gt=since)
    if departments is not None:
        rows = rows.filter(staff__department__in=sorted(departments))
    return list(rows.order_by("starts_at", "id")[:_SHOWN])


def absence_get(absence_id: int) -> Absence | None:
    """Give one leave with its people, or None."""
    return _people().filter(id=absence_id).first()


def absences_about(staff_id: int, *, now: dt.datetime, after: dt.timedelta) -> list[Absence]:
    """List what a person must know: leaves of theirs and those they cover, live or just over."""
    mine = Q(staff=staff_id) | Q(cover=staff_id)
    rows = _people().filter(mine, starts_at__lte=now, ends_at__gt=now - after)
    return list(rows.exclude(state=AbsenceState.CANCELLED).order_by("ends_at", "id")[:50])


def _current_absences(now: dt.datetime) -> QuerySet[Absence]:
    # By the clock and not by the state: the job that moves it may be a minute behind.
    return Absence.objects.filter(state__in=sorted(LIVE), starts_at__lte=now, ends_at__gt=now)


def _active_covers(now: dt.datetime) -> dict[int, tuple[int, dt.datetime]]:
    rows = list(
        _current_absences(now).values_list("staff_id", "cover_id", "cover__is_active", "ends_at")
    )
    found = active_covers({staff: cover for staff, cover, _, _ in rows})
    gone = {cover for _, cover, active, _ in rows if not active}
    ends = {staff: end for staff, _, _, end in rows}
    return {staff: (one, ends[staff]) for staff, one in found.items() if one not in gone}


def covers_now(now: dt.datetime) -> dict[int, int]:
    """Give for everybody away now who works in their place (ids); one query.

    The cover of a cover who left later takes both; who does not work here any more, nobody's.
    """
    return {staff: cover for staff, (cover, _) in _active_covers(now).items()}


def covers_of(people: Iterable[int], now: dt.datetime) -> dict[int, int]:
    """Give who works in the place of those of these people who are away now (ids); one query."""
    wanted = set(people)
    return {staff: cover for staff, cover in covers_now(now).items() if staff in wanted}


def covered_by(staff_id: int, now: dt.datetime) -> dict[int, dt.datetime]:
    """Give those in whose place a person works now (ids), and until when; one query."""
    found = _active_covers(now).items()
    return {staff: until for staff, (cover, until) in sorted(found) if cover == staff_id}


def shifts_between(*, since: dt.datetime, until: dt.datetime) -> list[DutyShift]:
    """List who is on duty in ``[since, until)``; one query."""
    rows = DutyShift.objects.select_related("staff__department")
    rows = rows.filter(starts_at__lt=until, ends_at__gt=since)
    return list(rows.order_by("starts_at", "id")[:_SHOWN])


def on_duty(now: dt.datetime) -> list[int]:
    """Give who is on duty at this moment (ids); one query."""
    rows = DutyShift.objects.filter(starts_at__lte=now, ends_at__gt=now, staff__is_active=True)
    return list(rows.order_by("id").values_list("staff_id", flat=True))
