"""Leave, the rota and what one owes, through the API."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Annotated, Any, ClassVar

from django.db import transaction
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema
from pydantic import Field

from townline.casework.cases import api as cases
from townline.casework.cases.views.access import StaffRequest
from townline.casework.cases.views.api import inputs
from townline.casework.cases.views.api.reading import reader
from townline.casework.desk import api
from townline.casework.desk.selectors.work_list import WorkItem
from townline.platform.core import clock, district
from townline.platform.departments import api as departments
from townline.platform.departments.api import (
    Absence,
    Act,
    DutyRefused,
    DutyShift,
    Permission,
    ShiftKind,
    Viewer,
)
from townline.platform.web.inputs import Body, Day, Input, Line, RowId

router = Router(tags=["duty"])
_DAY = dt.timedelta(days=1)
_SPAN = dt.timedelta(days=62)


class AbsenceOut(Schema):
    """An absence; ``first`` and ``last`` are days, ``cover`` and ``staff`` usernames."""

    id: int
    staff: str
    cover: str
    first: dt.date
    last: dt.date
    state: str


class ShiftOut(Schema):
    id: int
    staff: str
    kind: str
    starts_at: dt.datetime
    ends_at: dt.datetime


class DutyOut(Schema):
    absences: list[AbsenceOut]
    shifts: list[ShiftOut]


class OwedOut(Schema):
    """A work item. ``instead_of``: the person covered (a username), null for your own."""

    kind: str
    due_at: dt.datetime
    code: str
    title: str
    state: str
    danger: bool
    instead_of: str | None
    words: str
    notice: str


class WorkOut(Schema):
    items: list[OwedOut]


class DutyQuery(Schema):
    """The first day of the two months; today by default."""

    day: Day | None = None


_OF_DUTY = {
    "cover": gettext_noop("업무대행자"),
    "first": gettext_noop("시작일"),
    "last": gettext_noop("종료일"),
    "note": gettext_noop("인계 내용"),
    "staff": gettext_noop("직원"),
    "kind": gettext_noop("일시"),
}


class AbsenceIn(Input):
    """An absence. ``staff``: a username, by default you; ``note``: what the cover must know."""

    cover: Line
    first: Day
    last: Day
    staff: Line | None = None
    note: Annotated[Body, Field(max_length=1_000)] = ""


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), district.current().zone)


class LeaveOnPage(Input):
    """A leave as its form has it: ``cover`` is the number of a person, both days included."""

    CALLED: ClassVar[Mapping[str, str]] = _OF_DUTY
    cover: RowId
    first: Day
    last: Day
    note: Annotated[Body, Field(max_length=1_000)] = ""

    def arguments(self) -> dict[str, Any]:
        return {
            "cover_id": self.cover,
            "starts_at": _midnight(self.first),
            "ends_at": _midnight(self.last) + _DAY,
            "note": self.note,
        }


class NewLeave(LeaveOnPage):
    staff: RowId

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"staff_id": self.staff}


class NewShift(Input):
    CALLED: ClassVar[Mapping[str, str]] = _OF_DUTY
    staff: RowId
    day: Day
    kind: ShiftKind = ShiftKind.NIGHT

    def arguments(self) -> dict[str, Any]:
        return {"staff_id": self.staff, "day": self.day, "kind": self.kind}


class ShiftIn(Input):
    day: Day
    staff: Line | None = None
    kind: ShiftKind = ShiftKind.NIGHT


@router.get("/work", response=WorkOut, operation_id="work_list")
def work(request: StaffRequest) -> WorkOut:
    """List your work, and the work you cover for others: danger alerts first, then the next due."""
    owed = api.work_list(Act(reader(request), clock.now()))
    people = departments.staff_names({one.instead_of for one in owed if one.instead_of})
    return WorkOut(items=[_work_item(one, people) for one in owed])


def _work_item(one: WorkItem, people: dict[int, departments.Staff]) -> OwedOut:
    person = people.get(one.instead_of or 0)
    return OwedOut(
        kind=one.kind,
        due_at=one.due_at,
        code=one.code,
        title=one.title,
        state=one.state,
        danger=one.danger,
        instead_of=person.username if person else None,
        words=one.words,
        notice=one.notice,
    )


@router.get("/duty", response=DutyOut, operation_id="duty_list")
def duty(request: StaffRequest, query: Query[DutyQuery]) -> DutyOut:
    """List absences with their covers, and the duty rota, for two months from a day."""
    reader(request)
    zone = district.current().zone
    since = _midnight(query.day) if query.day else clock.now().astimezone(zone)
    absences = departments.absences_between(since=since, until=since + _SPAN)
    shifts = departments.shifts_between(since=since, until=since + _SPAN)
    return DutyOut(absences=[_absence(a) for a in absences], shifts=[_shift(s) for s in shifts])


def _absence(absence: Absence) -> AbsenceOut:
    zone = district.current().zone
    last = (absence.ends_at - dt.timedelta(microseconds=1)).astimezone(zone)
    return AbsenceOut(
        id=absence.pk,
        staff=absence.staff.username,
        cover=absence.cover.username,
        first=absence.starts_at.astimezone(zone).date(),
        last=last.date(),
        state=absence.state,
    )


def _shift(shift: DutyShift) -> ShiftOut:
    return ShiftOut(
        id=shift.pk,
        staff=shift.staff.username,
        kind=shift.kind,
        starts_at=shift.starts_at.astimezone(dt.UTC),
        ends_at=shift.ends_at.astimezone(dt.UTC),
    )


def _writer(request: StaffRequest) -> Viewer:
    viewer = reader(request)
    if not viewer.may(Permission.WRITE):
        raise cases.NotAllowed(f"the role {viewer.role} may not do this ({Permission.WRITE})")
    return viewer


@transaction.atomic
def _apply_change[T](request: StaffRequest, action: Callable[..., T], **arguments: object) -> T:
    viewer = _writer(request)
    try:
        return action(by=viewer.staff_id, actor=viewer.actor, now=clock.now(), **arguments)
    except DutyRefused as error:
        who = departments.staff_by_id(error.who) if error.who else None
        raise api.DutyRefusal(
            f"refused: {error.problem}",
            problem=str(error.problem),
            who=who.username if who else None,
            starts_at=error.starts_at.isoformat() if error.starts_at else None,
            ends_at=error.ends_at.isoformat() if error.ends_at else None,
        ) from error


def _person(request: StaffRequest, username: str | None) -> int:
    return inputs.staff_id(username) or request.viewer.staff_id


@router.post("/duty/absences", response=AbsenceOut, operation_id="absence_add")
def absence_add(request: StaffRequest, payload: AbsenceIn) -> AbsenceOut:
    """Add an absence with its cover: your own, or as head that of your people."""
    made = _apply_change(
        request,
        departments.absence_add,
        staff_id=_person(request, payload.staff),
        cover_id=inputs.staff_id(payload.cover) or 0,
        starts_at=_midnight(payload.first),
        ends_at=_midnight(payload.last) + _DAY,
        note=payload.note,
    )
    return _absence(made)


@router.post("/duty/absences/{int:id}/cancel", response=AbsenceOut, operation_id="absence_cancel")
def absence_cancel(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    payload: inputs.Nothing = inputs.Nothing(),  # noqa: B008 -- it is never changed
) -> AbsenceOut:
    """Cancel an absence that has not begun."""
    return _absence(_apply_change(request, departments.absence_cancel, absence_id=id))


@router.post("/duty/absences/{int:id}/back", response=AbsenceOut, operation_id="absence_back")
def absence_back(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    payload: inputs.Nothing = inputs.Nothing(),  # noqa: B008 -- it is never changed
) -> AbsenceOut:
    """End an absence before its last day."""
    return _absence(_apply_change(request, departments.absence_return, absence_id=id))


@router.post("/duty/shifts", response=ShiftOut, operation_id="shift_add")
def shift_add(request: StaffRequest, payload: ShiftIn) -> ShiftOut:
    """Add a person to the duty rota for a night, or for the day of a holiday."""
    person = _person(request, payload.staff)
    return _shift(
        _apply_change(
            request, departments.shift_add, staff_id=person, day=payload.day, kind=payload.kind
        )
    )


@router.post("/duty/shifts/{int:id}/remove", response={204: None}, operation_id="shift_remove")
def shift_remove(
    request: StaffRequest,
    id: RowId,  # noqa: A002 -- the name of the part of the path
    payload: inputs.Nothing = inputs.Nothing(),  # noqa: B008 -- it is never changed
) -> None:
    """Remove a person from a duty that is not over."""
    _apply_change(request, departments.shift_remove, shift_id=id)
