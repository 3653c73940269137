"""Who is taken out of a meeting that lies ahead: they get its end, those who stay its change."""

import datetime as dt
from collections.abc import Collection

from townline.casework.cases.api import CaseChanged, CaseEvent, Remark, publish, sees, subject
from townline.casework.cases.models import Case
from townline.casework.coordination.models import Attendee, Meeting
from townline.casework.coordination.rules.meeting import AHEAD
from townline.casework.coordination.services.meetings_calendar import emails_change
from townline.platform.core.history import audit
from townline.platform.departments import api as departments
from townline.platform.departments.api import Staff
from townline.platform.departments.events import StaffMoved

# By these a case goes to another department, or back to the front desk.
_MOVES = frozenset(
    {CaseEvent.ASSIGN, CaseEvent.MISROUTE, CaseEvent.RETURN_AGAIN, CaseEvent.TAKE_BACK}
)


def department_leave(case: Case, department: str, actor: audit.Actor, now: dt.datetime) -> None:
    """Take a department's people out of the meetings ahead of a locked case that it left."""
    people = Attendee.objects.filter(
        meeting__case=case, meeting__state__in=sorted(AHEAD), staff__department=department
    )
    _leave(case, set(people.values_list("staff_id", flat=True)), actor, now)


def meeting_follow(event: StaffMoved) -> None:
    """Take a person out of the meetings whose cases they do not see any longer."""
    staff = departments.staff_by_id(event.staff_id)
    rows = Attendee.objects.filter(staff=event.staff_id, meeting__state__in=sorted(AHEAD))
    cases = Case.objects.select_for_update().filter(id__in=rows.values("meeting__case"))
    for case in cases.order_by("id"):
        if staff is None or not _sees(staff, case, event.at):
            _leave(case, {event.staff_id}, audit.SYSTEM, event.at)


def meeting_case_follow(event: CaseChanged) -> None:
    """Take out of the meetings ahead of a case that moved who does not see it any longer."""
    if event.event not in _MOVES:
        return
    rows = Attendee.objects.filter(meeting__case=event.case_id, meeting__state__in=sorted(AHEAD))
    people = set(rows.values_list("staff_id", flat=True))
    if not people:
        return
    case = Case.objects.select_for_update().get(id=event.case_id)
    known = [departments.staff_by_id(one) for one in sorted(people)]
    stay = {staff.id for staff in known if staff and _sees(staff, case, event.at)}
    if people - stay:
        _leave(case, people - stay, audit.SYSTEM, event.at)


def _sees(staff: Staff, case: Case, now: dt.datetime) -> bool:
    return staff.is_active and sees(departments.viewer_of(staff, now=now), case)


def _leave(case: Case, people: Collection[int], actor: audit.Actor, now: dt.datetime) -> None:
    ahead = Meeting.objects.select_for_update().filter(case=case, state__in=sorted(AHEAD))
    for meeting in ahead.order_by("id"):
        gone = list(meeting.attendees.filter(staff__in=people).order_by("id"))
        if gone:
            meeting.case = case
            _take_out(meeting, gone, actor, now)
    publish(case)


def _take_out(meeting: Meeting, gone: list[Attendee], actor: audit.Actor, now: dt.datetime) -> None:
    meeting.attendees.filter(id__in=[one.pk for one in gone]).delete()
    meeting.sequence += 1
    meeting.save(update_fields=["sequence"])
    audit.record(
        audit.AuditEntry(
            subject=subject(meeting.case_id),
            event=Remark.MEETING_LEAVE,
            actor=actor,
            at=now,
            data={"meeting": meeting.pk, "people": len(gone)},
        )
    )
    emails_change(meeting, gone, now)
