"""Writes of leave: entered by the person, their head or an administrator."""

import datetime as dt
from typing import Any

from django.db import connection, transaction

from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine
from townline.platform.departments import duty
from townline.platform.departments.duty import (
    LIVE,
    TRANSITIONS,
    AbsenceEvent,
    AbsenceState,
    DutyProblem,
    Span,
)
from townline.platform.departments.models import Absence, DutyShift, Staff
from townline.platform.departments.rules import POWERS, Permission, Role
from townline.platform.departments.selectors import department_scope

_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '.duty', 0))"


class DutyRefused(ValueError):
    """It cannot be as wished; ``problem`` names why.

    ``who`` is away or on duty then already, from ``starts_at`` until ``ends_at``.
    """

    def __init__(
        self,
        problem: DutyProblem,
        *,
        who: int | None = None,
        starts_at: dt.datetime | None = None,
        ends_at: dt.datetime | None = None,
    ) -> None:
        super().__init__(f"this is refused: {problem}")
        self.problem, self.who = problem, who
        self.starts_at, self.ends_at = starts_at, ends_at


_NEXT = {AbsenceState.PLANNED: "starts_at", AbsenceState.BEGUN: "ends_at"}


def _next_at(absence: Absence) -> dt.datetime | None:
    name = _NEXT.get(AbsenceState(absence.state))
    return getattr(absence, name) if name else None


def _history_context(absence: Absence) -> dict[str, Any]:
    return {
        "staff": absence.staff_id,
        "cover": absence.cover_id,
        "starts_at": absence.starts_at.isoformat(),
        "ends_at": absence.ends_at.isoformat(),
    }


ABSENCES: Machine[Absence, AbsenceState, AbsenceEvent] = Machine(
    model=Absence,
    table=TRANSITIONS,
    subject=lambda absence: f"absence:{absence.pk}",
    refusal=lambda *_: DutyRefused(DutyProblem.SETTLED),
    data=lambda step: _history_context(step.row),
    columns=lambda step: {"next_at": _next_at(step.row)},
)


def duty_lock() -> None:
    """Let one write of leave or duty at a time be checked against the others."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)


@transaction.atomic
def absence_add(
    *,
    staff_id: int,
    cover_id: int,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    by: int,
    actor: audit.Actor,
    now: dt.datetime,
    note: str = "",
) -> Absence:
    """Enter a leave, ``[starts_at, ends_at)``, with who stands in.

    Raises DutyRefused: overlapping leave, a cover who is away too or stood in for by this very
    person, a night on duty within it, a cover who may not see the cases, no right to enter it.
    """
    duty_lock()
    staff, cover = _people(staff_id, cover_id, by)
    span = Span(staff=staff.id, cover=cover.id, starts_at=starts_at, ends_at=ends_at)
    _check(span, note, now, but=None)
    absence = Absence.objects.create(
        staff=staff,
        cover=cover,
        starts_at=starts_at,
        ends_at=ends_at,
        note=note.strip(),
        entered_by_id=by,
        entered_at=now,
        next_at=starts_at,
    )
    audit.record(
        audit.AuditEntry(
            subject=f"absence:{absence.pk}",
            event="absence:period:add",
            actor=actor,
            at=now,
            to_state=absence.state,
            data=_history_context(absence),
        )
    )
    return absence


@transaction.atomic
def absence_change(
    *,
    absence_id: int,
    cover_id: int,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    by: int,
    actor: audit.Actor,
    now: dt.datetime,
    note: str = "",
) -> Absence:
    """Give a leave other days or another cover; one that has begun keeps its first day."""
    duty_lock()
    absence = _lock_absence(absence_id)
    staff, cover = _people(absence.staff_id, cover_id, by)
    if absence.state == AbsenceState.BEGUN:
        starts_at = absence.starts_at
    span = Span(staff=staff.id, cover=cover.id, starts_at=starts_at, ends_at=ends_at)
    _check(span, note, now, but=absence.pk)
    ABSENCES.move(
        absence,
        AbsenceEvent.CHANGE,
        actor=actor,
        now=now,
        changes={
            "cover_id": cover.id, "starts_at": starts_at, "ends_at": ends_at, "note": note.strip(),
        },
    )  # fmt: skip
    return absence


@transaction.atomic
def absence_cancel(*, absence_id: int, by: int, actor: audit.Actor, now: dt.datetime) -> Absence:
    """Call off a leave that has not begun. Raises DutyRefused."""
    absence = _lock_absence(absence_id)
    check_right(absence.staff_id, by)
    ABSENCES.move(absence, AbsenceEvent.CANCEL, actor=actor, now=now)
    return absence


@transaction.atomic
def absence_return(*, absence_id: int, by: int, actor: audit.Actor, now: dt.datetime) -> Absence:
    """Say that a person is back before the last day. Raises DutyRefused."""
    absence = _lock_absence(absence_id)
    check_right(absence.staff_id, by)
    if absence.state == AbsenceState.PLANNED and absence.starts_at <= now:
        # The job that begins leaves may be a minute behind.
        ABSENCES.move(absence, AbsenceEvent.BEGIN, actor=actor, now=now)
    ABSENCES.move(absence, AbsenceEvent.RETURN, actor=actor, now=now, changes={"ends_at": now})
    return absence


def absence_take(*, now: dt.datetime) -> Absence | None:
    """Begin or end the next leave whose moment has come, in the caller's transaction; else None."""
    due = Absence.objects.filter(next_at__lte=now).order_by("next_at", "id")
    absence = due.select_for_update(skip_locked=True).first()
    if absence is None:
        return None
    begins = absence.state == AbsenceState.PLANNED
    event = AbsenceEvent.BEGIN if begins else AbsenceEvent.END
    ABSENCES.move(absence, event, actor=audit.SYSTEM, now=now)
    return absence


def _lock_absence(absence_id: int) -> Absence:
    absence = Absence.objects.select_for_update().filter(id=absence_id).first()
    if absence is None:
        raise DutyRefused(DutyProblem.UNKNOWN)
    return absence


def may_plan(person: Staff, by: Staff, *, below: frozenset[str] | None = None) -> bool:
    """Say whether somebody enters leave and nights for a person: oneself, the head, the office.

    ``below``: the departments below that of ``by``, where they are known already.
    """
    role = Role(by.role)
    if person.id == by.id or Permission.MANAGE in POWERS[role]:
        return True
    if role is not Role.HEAD or not by.department_id:
        return False
    own = department_scope(by.department_id) if below is None else below
    return person.department_id in own


def check_right(staff_id: int, by: int) -> Staff:
    """Refuse who may not enter this person's leave; give the person. Raises DutyRefused."""
    people = Staff.objects.in_bulk([staff_id, by])
    person, writer = people.get(staff_id), people.get(by)
    if person is None or not person.is_active:
        raise DutyRefused(DutyProblem.UNKNOWN)
    if writer is None or not may_plan(person, writer):
        raise DutyRefused(DutyProblem.FORBIDDEN)
    return person


def _people(staff_id: int, cover_id: int, by: int) -> tuple[Staff, Staff]:
    staff = check_right(staff_id, by)
    cover = Staff.objects.filter(id=cover_id).first()
    if cover is None:
        raise DutyRefused(DutyProblem.UNKNOWN)
    if cover.id == staff.id:
        raise DutyRefused(DutyProblem.SELF)
    if not may_cover(staff, cover):
        raise DutyRefused(DutyProblem.COVER_BLIND, who=cover.id)
    return staff, cover


def may_cover(staff: Staff, cover: Staff) -> bool:
    """Say whether a person sees the cases of another, and writes if the other does."""
    mine, theirs = POWERS[Role(cover.role)], POWERS[Role(staff.role)]
    if not cover.is_active or (Permission.WRITE in theirs and Permission.WRITE not in mine):
        return False
    if Permission.READ_ALL in mine or Permission.READ_ALL in theirs:
        return Permission.READ_ALL in mine
    own = department_scope(str(cover.department_id))
    return Permission.READ_OWN not in theirs or staff.department_id in own


def _check(span: Span, note: str, now: dt.datetime, *, but: int | None) -> None:
    if span.ends_at <= span.starts_at:
        raise DutyRefused(DutyProblem.ORDER)
    if span.ends_at <= now:
        raise DutyRefused(DutyProblem.PAST)
    if span.ends_at - span.starts_at > duty.LONGEST:
        raise DutyRefused(DutyProblem.LONG)
    if len(note.strip()) > duty.NOTE_LIMIT:
        raise DutyRefused(DutyProblem.NOTE)
    live = Absence.objects.filter(state__in=sorted(LIVE), ends_at__gt=span.starts_at)
    columns = ("staff_id", "cover_id", "starts_at", "ends_at")
    known = [
        Span(staff=staff, cover=cover, starts_at=start, ends_at=end)
        for staff, cover, start, end in live.exclude(id=but or 0).values_list(*columns)
    ]
    if found := duty.clash(span, known):
        problem, other = found
        raise DutyRefused(
            problem, who=other.staff, starts_at=other.starts_at, ends_at=other.ends_at
        )
    _check_shifts(span)


def _check_shifts(span: Span) -> None:
    shift = DutyShift.objects.filter(
        staff=span.staff, starts_at__lt=span.ends_at, ends_at__gt=span.starts_at
    ).first()
    if shift:
        raise DutyRefused(
            DutyProblem.ON_DUTY, who=span.staff, starts_at=shift.starts_at, ends_at=shift.ends_at
        )
