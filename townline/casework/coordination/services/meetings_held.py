"""Who comes to a meeting, and what it decided."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from townline.casework.cases.api import InvalidInput, NotFound, WrongState, notify, publish, sees
from townline.casework.cases.models import Note
from townline.casework.coordination.errors import MeetingOver, UnknownDepartment
from townline.casework.coordination.models import Attendee, Decision, Meeting
from townline.casework.coordination.rules.meeting import AHEAD, MeetingEvent, Response
from townline.casework.coordination.services.joint_input import position_given_at
from townline.casework.coordination.services.meetings import meeting_lock, meeting_transition
from townline.platform.core import resident_moments
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a department does, and by when."""

    department: str
    body: str
    due_at: dt.datetime


@transaction.atomic
def meeting_answer(act: Act, *, meeting_id: int, response: Response) -> Attendee:
    """Say whether one comes. Raises NotFound for who is not invited, MeetingOver."""
    mine = Attendee.objects.select_for_update(of=("self",)).filter(
        meeting=meeting_id, staff=act.viewer.staff_id
    )
    attendee = mine.select_related("meeting__case").first()
    if attendee is None:
        raise NotFound(f"there is no meeting {meeting_id} that you are invited to")
    if response is Response.NEEDS_ACTION:
        raise InvalidInput("say yes, no or maybe")
    meeting = attendee.meeting
    if not sees(act.viewer, meeting.case):
        raise NotFound(f"there is no meeting {meeting_id} that you are invited to")
    if meeting.state not in AHEAD:
        raise MeetingOver(f"the meeting is {meeting.state}", state=meeting.state)
    attendee.response, attendee.responded_at = response, act.now
    attendee.save(update_fields=["response", "responded_at"])
    if response is Response.DECLINED and meeting.called_by_id != act.viewer.staff_id:
        notify(meeting.case, {meeting.called_by_id}, "meeting_declined", act.now)
    publish(meeting.case)
    return attendee


@transaction.atomic
def meeting_hold(
    act: Act, *, meeting_id: int, minutes: str, decisions: Sequence[Decided] = ()
) -> Meeting:
    """Write what a meeting said and decided; it becomes a note of the case, for ever.

    Who came has given there what the invitation asked for. Raises WrongState before it has
    begun, MeetingOver, UnknownDepartment, InvalidInput.
    """
    meeting, case = meeting_lock(meeting_id=meeting_id, viewer=act.viewer)
    if act.now < meeting.starts_at:
        raise WrongState("the meeting has not begun yet", state=meeting.state)
    names = {d.code: d.name_ko for d in departments.departments()}
    _check(minutes, decisions, names)
    meeting_transition(
        case=case,
        meeting=meeting,
        event=MeetingEvent.HOLD,
        actor=act.actor,
        now=act.now,
        changes={"minutes": minutes.strip(), "settled_at": act.now},
    )
    Decision.objects.bulk_create(
        Decision(
            meeting=meeting,
            department_id=each.department,
            body=each.body.strip(),
            due_at=each.due_at,
        )
        for each in decisions
    )
    position_given_at(act, case, meeting)
    body = _minutes_text(minutes, decisions, names)
    Note.objects.create(case=case, author_id=act.viewer.staff_id, body=body, at=act.now)
    for each in decisions:
        heads = departments.staff_ids(roles=[departments.Role.HEAD], department=each.department)
        notify(case, set(heads), "meeting_decided", act.now)
    return meeting


def _check(minutes: str, decisions: Sequence[Decided], names: dict[str, str]) -> None:
    if not minutes.strip():
        raise InvalidInput("write what was said")
    for each in decisions:
        if each.department not in names:
            raise UnknownDepartment(f"unknown department {each.department!r}")
        if not each.body.strip():
            raise InvalidInput("write what the department does")


def _minutes_text(minutes: str, decisions: Sequence[Decided], names: dict[str, str]) -> str:
    lines = ["회의 기록", minutes.strip()]
    lines += [
        f"- {names[each.department]}: {each.body.strip()}"
        f" ({resident_moments.moment(each.due_at, 'ko')}까지)"
        for each in decisions
    ]
    return "\n".join(lines)
