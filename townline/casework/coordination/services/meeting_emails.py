"""Invitations by e-mail, to those of the invited who have an address."""

import datetime as dt
from collections.abc import Sequence

from townline.casework.coordination.models import Attendee, Meeting
from townline.casework.coordination.rules.meeting import MeetingState
from townline.casework.coordination.services.meetings_calendar import calendar_of, summary_of
from townline.platform.core import resident_moments
from townline.platform.core.outgoing import emails
from townline.platform.departments import api as departments

_BEGIN = {
    MeetingState.PLANNED: "회의에 와 주세요.",
    MeetingState.MOVED: "회의가 옮겨졌습니다. 다시 답해 주세요.",
    MeetingState.CANCELLED: "회의가 취소되었습니다.",
}


_GONE = "회의 참석 대상에서 빠지셨습니다. 일정에서 지워 주세요."
_CHANGED = "회의에 오시는 분이 바뀌었습니다. 때와 곳은 그대로입니다."


def emails_send(meeting: Meeting, now: dt.datetime) -> int:
    """Queue a letter to each person invited who has an address; say how many."""
    body = _body(meeting, _BEGIN[MeetingState(meeting.state)])
    return _send(meeting, list(meeting.attendees.order_by("id")), body, now)


def emails_change(meeting: Meeting, gone: Sequence[Attendee], now: dt.datetime) -> None:
    """Tell those taken out of a meeting that it is over for them, and the others who comes."""
    when = [_GONE, "", *_when(meeting)]
    _send(meeting, gone, "\n".join(when) + "\n", now, gone=True)
    _send(meeting, list(meeting.attendees.order_by("id")), _body(meeting, _CHANGED), now)


def _send(
    meeting: Meeting, to: Sequence[Attendee], body: str, now: dt.datetime, *, gone: bool = False
) -> int:
    people = departments.staff_names({a.staff_id for a in to} | {meeting.called_by_id})
    calendar = calendar_of(meeting, to, people, now=now, gone=gone)
    reached = [people[a.staff_id] for a in to]
    addresses = sorted(one.email for one in reached if one.email and one.is_active)
    for address in addresses:
        emails.email_queue(
            to=address, subject=summary_of(meeting), body=body, calendar=calendar, now=now
        )
    return len(addresses)


def _when(meeting: Meeting) -> list[str]:
    return [f"때: {resident_moments.moment(meeting.starts_at, 'ko')}", f"곳: {meeting.place}"]


def _body(meeting: Meeting, begin: str) -> str:
    lines = [
        begin,
        "",
        *_when(meeting),
        f"안건: {meeting.agenda}",
        "",
        f"답은 업무 화면의 '회의'에서 해 주세요: /meetings/{meeting.pk}/",
    ]
    return "\n".join(lines) + "\n"
