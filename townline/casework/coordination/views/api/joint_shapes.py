"""Joint work as the API shows it, and the bodies that ask for it."""

import datetime as dt

from ninja import Schema
from pydantic import StrictBool

from townline.casework.cases.views.api.fields import Body, Line, Moment, Reason, Version
from townline.casework.cases.views.api.inputs import Input
from townline.casework.coordination.rules.meeting import Response


class Position(Schema):
    """A department's place. ``state``: asked, given, silent, not_ours, withdrawn."""

    department: str
    state: str
    question: str
    asked_at: dt.datetime
    due_at: dt.datetime
    position: str
    version: int
    given_at: dt.datetime | None


class Attendee(Schema):
    username: str
    response: str


class Decision(Schema):
    department: str
    body: str
    due_at: dt.datetime


class Meeting(Schema):
    """``state``: planned, moved, held, cancelled."""

    id: int
    state: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    place: str
    agenda: str
    minutes: str
    attendees: list[Attendee]
    decisions: list[Decision]


class Referral(Schema):
    """``state``: handed, answered, called_back. ``agency`` is a code of agencies.csv."""

    id: int
    agency: str
    contact: str
    reference: str
    state: str
    handed_at: dt.datetime
    promised_at: dt.datetime
    outcome: str
    settled_at: dt.datetime | None


class Held(Schema):
    """A department had the case; null: nobody yet, the front desk sorts it."""

    department: str | None
    since: dt.datetime
    until: dt.datetime | None
    reason: str


class Joint(Schema):
    """Everything about a case that more than one office has to do with.

    ``bundled``: codes of cases that its answer answers too; ``bundled_into``: the case whose
    answer answers this one.
    """

    positions: list[Position]
    meetings: list[Meeting]
    referrals: list[Referral]
    owners: list[Held]
    bundled: list[str]
    bundled_into: str | None


class Ask(Input):
    """Without ``due_at`` the moment lies within the promise; later than it needs a reason."""

    department: Line
    question: Reason
    due_at: Moment | None = None
    reason: Reason = ""


class Give(Input):
    """``base_version``: the position that was read (0: none); without it the words overwrite."""

    body: Body
    department: Line | None = None
    base_version: Version | None = None


class Refuse(Input):
    reason: Reason
    department: Line | None = None


class Withdraw(Input):
    department: Line
    reason: Reason = ""


class Call(Input):
    """Later than the promise needs a reason. ``everybody``: officers too, not only heads."""

    starts_at: Moment
    ends_at: Moment | None = None
    place: Line
    agenda: Reason
    departments: list[Line]
    reason: Reason = ""
    everybody: StrictBool = False


class Hand(Input):
    agency: Line
    promised_at: Moment
    contact: Line = ""
    reference: Line = ""
    note: Reason = ""


class Outcome(Input):
    outcome: Reason


class Coming(Input):
    response: Response
