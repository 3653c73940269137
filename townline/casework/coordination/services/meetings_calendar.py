"""A meeting as an iCalendar text (RFC 5545, RFC 5546), as mail programs read it."""

import datetime as dt
from collections.abc import Iterable

from icalendar import Calendar, Event, vCalAddress, vText

from townline.casework.coordination.models import Attendee, Meeting
from townline.casework.coordination.rules.meeting import MeetingState
from townline.casework.coordination.selectors.meetings import meeting_ics
from townline.platform.core import district
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
