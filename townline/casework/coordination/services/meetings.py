"""Calling a meeting about a case, moving it, calling it off."""

import datetime as dt
import secrets
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from townline.casework.cases.api import (
    InvalidInput,
    NotFound,
    Remark,
    case_lock,
    notify,
    publish,
    remark,
    subject,
)
from townline.casework.cases.models import Case
from townline.casework.coordination.errors import (
    AfterPromise,
    AnswerGone,
    InThePast,
    MeetingOver,
    UnknownDepartment,
)
from townline.casework.coordination.models import Attendee, Meeting
from townline.casework.coordination.rules.meeting import (
    LENGTH,
    LONGEST,
    TRANSITIONS,
    MeetingEvent,
    MeetingState,
    Response,
)
from townline.casework.coordination.services.joint import position_invite
from townline.casework.coordination.services.joint_writer import ASKABLE
from townline.casework.coordination.services.meetings_calendar import emails_send
from townline.platform.core import district
from townline.platform.core.history import audit
from townline.platform.core.history.machine import Machine
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Permission, Role, Viewer


@transaction.atomic
def meeting_call(
    act: Act,
    *,
    code: str,
    starts_at: dt.datetime,
    ends_at: dt.datetime | None = None,
    place: str,
    agenda: str,
    departments: Sequence[str],
    reason: str = "",
    everybody: bool = False,
) -> Meeting:
    """Call the heads of departments (``everybody``: the officers too) to a meeting about a case.

    Departments that do not take part yet do from now on, and are asked for their position until
    it begins. Who has an e-mail address gets an invitation. Later than the promise needs a
    ``reason``. Raises InThePast, AfterPromise, UnknownDepartment, AnswerGone, InvalidInput.
    """
    case = case_lock(code=code, viewer=act.viewer, permission=Permission.WRITE)
    if case.state not in ASKABLE:
        raise AnswerGone("the answer is on its way or has gone", state=case.state)
    ends_at = ends_at or starts_at + LENGTH
    _check_words(place, agenda)
    _check_time(case, starts_at, ends_at, act.now, reason)
    people = _invitees(case, act.viewer, departments, starts_at=starts_at, everybody=everybody)
    meeting = Meeting.objects.create(
        case=case,
        uid=f"{secrets.token_hex(16)}@{district.current().jurisdiction_id}",
        starts_at=starts_at,
        ends_at=ends_at,
        place=place.strip(),
        agenda=agenda.strip(),
        called_by_id=act.viewer.staff_id,
        called_at=act.now,
    )
    # Whoever calls it comes: they need no answer of their own.
    Attendee.objects.bulk_create(
        Attendee(
            meeting=meeting,
            staff_id=one,
            response=Response.ACCEPTED if one == act.viewer.staff_id else Response.NEEDS_ACTION,
        )
        for one in sorted(people)
    )
    due_at = min(starts_at, case_end(case, act.now))
    for each in departments:
        position_invite(act, case, each, question=agenda.strip(), due_at=due_at)
    remark(
        act,
        case,
        Remark.MEETING_CALL,
        reason=reason.strip(),
        meeting=meeting.id,
        people=len(people),
    )
    notify(case, people - {act.viewer.staff_id}, "meeting", act.now)
    emails_send(meeting, act.now)
    publish(case)
    return meeting


def case_end(case: Case, now: dt.datetime) -> dt.datetime:
    """Give the end of the promise, or a day from now where it has passed."""
    return case.answer_due_at if case.answer_due_at > now else now + dt.timedelta(days=1)


def _check_words(place: str, agenda: str) -> None:
    if not place.strip() or not agenda.strip():
        raise InvalidInput("write where it is, and what it is about")


def _check_time(
    case: Case, starts_at: dt.datetime, ends_at: dt.datetime, now: dt.datetime, reason: str
) -> None:
    if starts_at <= now:
        raise InThePast("the meeting would be in the past; choose a later moment")
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise InvalidInput("the meeting must end after it begins, within twelve hours")
    if now < case.answer_due_at < starts_at and not reason.strip():
        raise AfterPromise(
            "after the answer is due; choose an earlier time, or give the reason",
            answer_due_at=case.answer_due_at.isoformat(),
        )


def _invitees(
    case: Case, viewer: Viewer, codes: Sequence[str], *, starts_at: dt.datetime, everybody: bool
) -> set[int]:
    known = [d.code for d in departments.departments() if d.kind == "department"]
    for code in codes:
        if code not in known:
            raise UnknownDepartment(f"unknown department {code!r}; accepted: {', '.join(known)}")
    roles = [Role.HEAD, Role.OFFICER] if everybody else [Role.HEAD]
    people: set[int] = {viewer.staff_id}
    for code in {*codes, *([case.department_id] if case.department_id else [])}:
        people |= set(departments.staff_ids(roles=roles, department=code))
    if case.assignee_id:
        people.add(case.assignee_id)
    people |= set(departments.covers_of(people, starts_at).values())
    if people == {viewer.staff_id}:
        raise InvalidInput("invite at least one department")
    return people


def meeting_lock(*, meeting_id: int, viewer: Viewer) -> tuple[Meeting, Case]:
    """Lock a meeting that the viewer leads, its case first. Raises NotFound, NotAllowed."""
    found = Meeting.objects.filter(id=meeting_id).select_related("case").first()
    if found is None:
        raise NotFound(f"there is no meeting {meeting_id}")
    case = case_lock(code=found.case.code or "", viewer=viewer, permission=Permission.WRITE)
    meeting = Meeting.objects.select_for_update().get(id=meeting_id)
    meeting.case = case
    return meeting, case


@transaction.atomic
def meeting_move(
    act: Act,
    *,
    meeting_id: int,
    starts_at: dt.datetime,
    ends_at: dt.datetime | None = None,
    place: str = "",
    reason: str = "",
) -> Meeting:
    """Move a meeting to another moment or place; everybody is asked anew. Raises MeetingOver."""
    meeting, case = meeting_lock(meeting_id=meeting_id, viewer=act.viewer)
    ends_at = ends_at or starts_at + (meeting.ends_at - meeting.starts_at)
    _check_time(case, starts_at, ends_at, act.now, reason)
    _check_words(place.strip() or meeting.place, meeting.agenda)
    changes = {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "place": place.strip() or meeting.place,
        "sequence": meeting.sequence + 1,
    }
    meeting_transition(
        case=case,
        meeting=meeting,
        event=MeetingEvent.MOVE,
        actor=act.actor,
        now=act.now,
        reason=reason.strip(),
        changes=changes,
    )
    attendees = meeting.attendees.exclude(staff=meeting.called_by_id)
    attendees.update(response=Response.NEEDS_ACTION, responded_at=None)
    _notify_attendees(act, meeting, case, "meeting_moved")
    return meeting


@transaction.atomic
def meeting_cancel(act: Act, *, meeting_id: int, reason: str) -> Meeting:
    """Call a meeting off; everybody is told why. Raises MeetingOver, InvalidInput."""
    meeting, case = meeting_lock(meeting_id=meeting_id, viewer=act.viewer)
    if not reason.strip():
        raise InvalidInput("write why; those invited are told")
    meeting_transition(
        case=case,
        meeting=meeting,
        event=MeetingEvent.CANCEL,
        actor=act.actor,
        now=act.now,
        reason=reason.strip(),
        changes={"sequence": meeting.sequence + 1, "settled_at": act.now},
    )
    _notify_attendees(act, meeting, case, "meeting_cancelled")
    return meeting


def _notify_attendees(act: Act, meeting: Meeting, case: Case, kind: str) -> None:
    people = set(meeting.attendees.values_list("staff_id", flat=True))
    notify(case, people - {act.viewer.staff_id}, kind, act.now)
    emails_send(meeting, act.now)


MEETINGS: Machine[Meeting, MeetingState, MeetingEvent] = Machine(
    model=Meeting,
    table=TRANSITIONS,
    subject=lambda row: subject(row.case_id),
    refusal=lambda row, _: MeetingOver(
        f"the meeting is {row.state}: nothing changes it any more", state=row.state
    ),
    states=False,
    data=lambda step: {"meeting": step.row.id, "from": step.before, "to": str(step.after)},
)


def meeting_transition(
    *,
    case: Case,
    meeting: Meeting,
    event: MeetingEvent,
    actor: audit.Actor,
    now: dt.datetime,
    reason: str = "",
    changes: dict[str, Any] | None = None,
) -> None:
    """Move a locked meeting along the table, and tell the pages of its case."""
    MEETINGS.move(meeting, event, actor=actor, now=now, reason=reason, changes=changes)
    publish(case)
