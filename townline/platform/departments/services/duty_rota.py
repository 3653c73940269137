"""Writes of the rota: who is on duty at night and on days off."""

import datetime as dt

from django.db import transaction

from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.departments.duty import LIVE, DutyProblem, ShiftKind, shift_hours
from townline.platform.departments.models import Absence, DutyShift
from townline.platform.departments.services.absences import DutyRefused, check_right, duty_lock

AHEAD = dt.timedelta(days=400)


@transaction.atomic
def shift_add(
    *,
    staff_id: int,
    day: dt.date,
    kind: ShiftKind,
    by: int,
    actor: audit.Actor,
    now: dt.datetime,
) -> DutyShift:
    """Put a person on duty for a night, or for the day of a day off.

    Raises DutyRefused: on leave then, on duty then already, over already, too far ahead, no
    right to say it.
    """
    duty_lock()
    check_right(staff_id, by)
    starts_at, ends_at = shift_hours(day, kind, district.current().zone)
    if ends_at <= now:
        raise DutyRefused(DutyProblem.PAST)
    if starts_at > now + AHEAD:
        raise DutyRefused(DutyProblem.LONG)
    absence = Absence.objects.filter(
        staff=staff_id, state__in=sorted(LIVE), starts_at__lt=ends_at, ends_at__gt=starts_at
    ).first()
    if absence:
        raise DutyRefused(
            DutyProblem.AWAY, who=staff_id, starts_at=absence.starts_at, ends_at=absence.ends_at
        )
    if DutyShift.objects.filter(staff=staff_id, starts_at=starts_at).exists():
        raise DutyRefused(DutyProblem.TWICE, who=staff_id, starts_at=starts_at, ends_at=ends_at)
    shift = DutyShift.objects.create(
        staff_id=staff_id,
        kind=kind,
        starts_at=starts_at,
        ends_at=ends_at,
        entered_by_id=by,
        entered_at=now,
    )
    _record(shift, "shift:duty:add", actor, now)
    return shift


@transaction.atomic
def shift_remove(*, shift_id: int, by: int, actor: audit.Actor, now: dt.datetime) -> None:
    """Take a person off a night that is not over. Raises DutyRefused."""
    shift = DutyShift.objects.select_for_update().filter(id=shift_id).first()
    if shift is None:
        raise DutyRefused(DutyProblem.UNKNOWN)
    check_right(shift.staff_id, by)
    if shift.ends_at <= now:
        raise DutyRefused(DutyProblem.PAST)
    _record(shift, "shift:duty:remove", actor, now)
    shift.delete()


def _record(shift: DutyShift, event: str, actor: audit.Actor, now: dt.datetime) -> None:
    audit.record(
        audit.AuditEntry(
            subject=f"shift:{shift.pk}",
            event=event,
            actor=actor,
            at=now,
            data={"staff": shift.staff_id, "starts_at": shift.starts_at.isoformat()},
        )
    )
