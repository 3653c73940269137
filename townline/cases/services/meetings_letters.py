"""Invitations by e-mail, to those of the invited who have an address."""

import datetime as dt

from townline.cases.models import Meeting
from townline.cases.rules.meeting import MeetingState
from townline.cases.services.meetings_calendar import calendar_of, summary_of
from townline.cases.services.wording import moment
from townline.core import letters
from townline.departments import api as departments

_BEGIN = {
    MeetingState.PLANNED: "회의에 와 주세요.",
    MeetingState.MOVED: "회의가 옮겨졌습니다. 다시 답해 주세요.",
    MeetingState.CANCELLED: "회의가 취소되었습니다.",
}


def letters_send(meeting: Meeting, now: dt.datetime) -> int:
    """Queue a letter to each person invited who has an address; say how many."""
    attendees = list(meeting.attendees.order_by("id"))
    people = departments.staff_names({a.staff_id for a in attendees} | {meeting.called_by_id})
    calendar = calendar_of(meeting, attendees, people, now=now)
    to = sorted(person.email for person in people.values() if person.email and person.is_active)
    for address in to:
        letters.letter_queue(
            to=address,
            subject=summary_of(meeting),
            body=_body(meeting),
            calendar=calendar,
            now=now,
        )
    return len(to)


def _body(meeting: Meeting) -> str:
    lines = [
        _BEGIN[MeetingState(meeting.state)],
        "",
        f"때: {moment(meeting.starts_at, 'ko')}",
        f"곳: {meeting.place}",
        f"안건: {meeting.agenda}",
        "",
        f"답은 업무 화면의 '회의'에서 해 주세요: /meetings/{meeting.pk}/",
    ]
    return "\n".join(lines) + "\n"
