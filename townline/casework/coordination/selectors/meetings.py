"""Meetings: of a case, of a person and their department, and one with everything."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from townline.casework.cases.api import NotFound, sees, visible
from townline.casework.coordination.models import Attendee, Decision, Meeting
from townline.casework.coordination.rules.meeting import AHEAD, MeetingState, Response
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Staff, Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendeeView:
    staff: Staff
    response: Response


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    department: str
    body: str
    due_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """A meeting. ``mine``: the reader's own answer, None when they are not invited.

    ``leads``: the reader may move it, call it off and write what it decided.
    """

    id: int
    code: str
    title: str
    state: MeetingState
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str
    agenda: str
    called_by: Staff | None
    minutes: str
    sees_case: bool
    leads: bool
    mine: Response | None
    attendees: list[AttendeeView] = field(default_factory=list)
    decisions: list[DecisionView] = field(default_factory=list)

    @property
    def is_ahead(self) -> bool:
        return self.state in AHEAD


def meetings_of(case_id: int, *, viewer: Viewer) -> list[MeetingView]:
    """Give the meetings of a case that the viewer sees, the next one first; five queries."""
    return _views(Meeting.objects.filter(case=case_id).order_by("-starts_at"), viewer)


def meetings_list(act: Act, *, limit: int = 100) -> list[MeetingView]:
    """List what lies ahead for a person and their department, then what was; five queries.

    What was is shown for thirty days.
    """
    recent = Q(state__in=sorted(AHEAD)) | Q(settled_at__gte=act.now - dt.timedelta(days=30))
    seen = Meeting.objects.filter(recent, case__in=visible(act.viewer))
    found = _views(seen.order_by("-starts_at")[:limit], act.viewer)
    ahead = [view for view in reversed(found) if view.is_ahead]
    return ahead + [view for view in found if not view.is_ahead]


def meeting_get(*, meeting_id: int, viewer: Viewer) -> MeetingView:
    """Give one meeting. Raises NotFound, also for who does not see its case (any more)."""
    found = _views(Meeting.objects.filter(id=meeting_id), viewer)
    if not found or not found[0].sees_case:
        raise NotFound(f"there is no meeting {meeting_id}")
    return found[0]


def meeting_ics(*, meeting_id: int, viewer: Viewer) -> Meeting:
    """Give a stored meeting to be written as a file. Raises NotFound."""
    meeting_get(meeting_id=meeting_id, viewer=viewer)
    return Meeting.objects.select_related("case").get(id=meeting_id)


def _views(meetings: QuerySet[Meeting], viewer: Viewer) -> list[MeetingView]:
    rows = list(meetings.select_related("case"))
    if not rows:
        return []
    ids = [row.pk for row in rows]
    attendees = list(Attendee.objects.filter(meeting__in=ids).order_by("id"))
    decisions = list(Decision.objects.filter(meeting__in=ids).order_by("id"))
    people = departments.staff_names(
        {a.staff_id for a in attendees} | {row.called_by_id for row in rows}
    )
    return [
        _view(
            row,
            viewer,
            people,
            [a for a in attendees if a.meeting_id == row.pk],
            [d for d in decisions if d.meeting_id == row.pk],
        )
        for row in rows
    ]


def _view(
    row: Meeting,
    viewer: Viewer,
    people: dict[int, Staff],
    attendees: Iterable[Attendee],
    decisions: Iterable[Decision],
) -> MeetingView:
    answers = {a.staff_id: Response(a.response) for a in attendees}
    return MeetingView(
        id=row.pk,
        code=row.case.code or "",
        title=row.case.title,
        state=MeetingState(row.state),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        agenda=row.agenda,
        called_by=people.get(row.called_by_id),
        minutes=row.minutes,
        sees_case=sees(viewer, row.case),
        leads=viewer.may(departments.Permission.WRITE) and viewer.sees(row.case.department_id),
        mine=answers.get(viewer.staff_id),
        attendees=[AttendeeView(staff=people[i], response=r) for i, r in answers.items()],
        decisions=[
            DecisionView(department=d.department_id, body=d.body, due_at=d.due_at)
            for d in decisions
        ],
    )
