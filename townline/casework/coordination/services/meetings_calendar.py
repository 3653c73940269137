"""A meeting as an iCalendar text (RFC 5545, RFC 5546), as mail programs read it."""

import datetime as dt
from collections.abc import Iterable, Sequence

from icalendar import Calendar, Event, vCalAddress, vText

from townline.casework.coordination.models import Attendee, Meeting
from townline.casework.coordination.rules.meeting import MeetingState
from townline.casework.coordination.selectors.meetings import meeting_ics
from townline.platform.core import district, resident_moments
from townline.platform.core.outgoing import emails
from townline.platform.departments import api as departments
from townline.platform.departments.api import Act, Staff


def calendar_of(
    meeting: Meeting,
    attendees: Iterable[Attendee],
    people: dict[int, Staff],
    *,
    now: dt.datetime,
    gone: bool = False,
) -> str:
    """Write the invitation, its change or its end. Moments are UTC; no word of a resident.

    The uid stays the same, SEQUENCE rises with each change; lines are folded at 75 octets.
    ``gone``: ``attendees`` are taken out, and it goes on without them: then CANCEL has no STATUS
    (RFC 5546, 3.2.5).
    """
    off = meeting.state == MeetingState.CANCELLED
    calendar = Calendar()
    calendar.add("prodid", "-//Townline//Meetings//KO")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if off or gone else "REQUEST")
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", now.astimezone(dt.UTC))
    event.add("dtstart", meeting.starts_at.astimezone(dt.UTC))
    event.add("dtend", meeting.ends_at.astimezone(dt.UTC))
    event.add("summary", summary_of(meeting))
    event.add("location", meeting.place)
    event.add("description", meeting.agenda)
    if not gone:
        event.add("status", "CANCELLED" if off else "CONFIRMED")
    event.add("organizer", _address(people[meeting.called_by_id]), encode=False)
    for attendee in attendees:
        event.add("attendee", _attendee_address(attendee, people[attendee.staff_id]), encode=False)
    calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8"))


def summary_of(meeting: Meeting) -> str:
    """Name a meeting by its case's code alone: mail leaves the house."""
    return f"[{meeting.case.code}] 관계 부서 회의"


def _address(person: Staff) -> vCalAddress:
    # Who has no address of their own is named all the same; .invalid is never delivered to.
    domain = f"{district.current().jurisdiction_id}.invalid"
    address = vCalAddress(f"mailto:{person.email or f'{person.username}@{domain}'}")
    address.params["CN"] = vText(person.name_ko)
    return address


def _attendee_address(attendee: Attendee, person: Staff) -> vCalAddress:
    address = _address(person)
    address.params["ROLE"] = vText("REQ-PARTICIPANT")
    address.params["PARTSTAT"] = vText(attendee.response)
    address.params["RSVP"] = vText("TRUE")
    return address


def meeting_file(act: Act, *, meeting_id: int) -> str:
    """Write a meeting as a file for one's own calendar. Raises NotFound for who may not see it."""
    meeting = meeting_ics(meeting_id=meeting_id, viewer=act.viewer)
    attendees = list(meeting.attendees.order_by("id"))
    people = departments.staff_names({a.staff_id for a in attendees} | {meeting.called_by_id})
    return calendar_of(meeting, attendees, people, now=act.now)


# Invitations by e-mail, to those of the invited who have an address.

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
