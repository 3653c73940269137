"""Joint work as the API shows it, and the bodies that ask for it."""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from django.utils.translation import gettext_noop
from ninja import Schema
from pydantic import Field, StrictBool

from townline.casework.coordination.rules.meeting import Response
from townline.casework.coordination.services.meetings_held import Decided
from townline.platform.web.inputs import Body, Input, Line, Moment, Reason, Version


class Position(Schema):
    """A supporting department's input.

    ``state``: asked, given, silent (no response), not_ours, withdrawn.
    """

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
    """A referral. ``state``: handed, answered, called_back; ``agency``: a code of agencies.csv."""

    id: int
    agency: str
    contact: str
    reference: str
    state: str
    handed_at: dt.datetime
    promised_at: dt.datetime
    outcome: str
    settled_at: dt.datetime | None


type Offices = Annotated[list[Line], Field(max_length=40)]
type Record = Annotated[Body, Field(max_length=4_000)]
type Venue = Annotated[Line, Field(max_length=120)]
OF_MEETINGS = {
    "starts_at": gettext_noop("일시"),
    "ends_at": gettext_noop("종료 일시"),
    "place": gettext_noop("장소"),
    "agenda": gettext_noop("안건"),
    "everybody": gettext_noop("담당자도 소집"),
    "minutes": gettext_noop("회의록"),
    "decisions": gettext_noop("결정 사항"),
    "response": gettext_noop("참석 여부"),
}
_OF_REFERRALS = {
    "agency": gettext_noop("기관"),
    "promised_at": gettext_noop("회신 기한"),
    "contact": gettext_noop("기관 담당자"),
    "reference": gettext_noop("기관 접수번호"),
    "outcome": gettext_noop("기관 회신 내용 또는 사유"),
    "reason": gettext_noop("기관 회신 내용 또는 사유"),
}


class Held(Schema):
    """A department that had the case; null: not assigned yet, at the front desk."""

    department: str | None
    since: dt.datetime
    until: dt.datetime | None
    reason: str


class Joint(Schema):
    """Everything about a case that several departments or agencies work on.

    ``bundled``: cases in its combined answer; ``bundled_into``: the case whose combined answer
    includes this one.
    """

    positions: list[Position]
    meetings: list[Meeting]
    referrals: list[Referral]
    owners: list[Held]
    bundled: list[str]
    bundled_into: str | None


class Ask(Input):
    """Without ``due_at`` input is due before the answer is; a later time needs a reason."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "question": gettext_noop("협조 요청 내용"),
        "due_at": gettext_noop("기한"),
    }

    department: Line
    question: Reason
    due_at: Moment | None = None
    reason: Reason = ""


class Give(Input):
    """``base_version``: the input you read (0: none); without it newer input is overwritten."""

    CALLED: ClassVar[Mapping[str, str]] = {
        "body": gettext_noop("우리 부서의 협조 의견"),
        "base_version": gettext_noop("버전"),
    }

    body: Reason
    department: Line | None = None
    base_version: Version | None = None


class GiveOnPage(Give):
    """A page never overwrites what its writer has not read."""

    base_version: Version = 0


class Refuse(Input):
    reason: Reason
    department: Line | None = None


class Withdraw(Input):
    department: Line
    reason: Reason = ""


class Call(Input):
    """A meeting after the answer is due needs a reason.

    ``everybody``: officers too, not only heads.
    """

    CALLED: ClassVar[Mapping[str, str]] = OF_MEETINGS

    starts_at: Moment
    ends_at: Moment | None = None
    place: Venue
    agenda: Reason
    departments: Offices
    reason: Reason = ""
    everybody: StrictBool = False


class MoveMeeting(Input):
    CALLED: ClassVar[Mapping[str, str]] = OF_MEETINGS
    starts_at: Moment
    place: Venue = ""
    reason: Reason = ""


class DecisionRow(Input):
    """What a department is to do; ``by``: the day by which."""

    department: Line
    what: Reason
    by: Moment


class HoldMeeting(Input):
    CALLED: ClassVar[Mapping[str, str]] = OF_MEETINGS
    minutes: Record
    decisions: Annotated[list[DecisionRow], Field(max_length=6)] = []

    def arguments(self) -> dict[str, Any]:
        rows = [
            Decided(department=row.department, body=row.what, due_at=row.by)
            for row in self.decisions
        ]
        return {"minutes": self.minutes, "decisions": rows}


class Hand(Input):
    CALLED: ClassVar[Mapping[str, str]] = _OF_REFERRALS
    agency: Line
    promised_at: Moment
    contact: Annotated[Line, Field(max_length=120)] = ""
    reference: Annotated[Line, Field(max_length=80)] = ""
    note: Reason = ""


class Outcome(Input):
    CALLED: ClassVar[Mapping[str, str]] = _OF_REFERRALS
    outcome: Reason


class MoveReferral(Input):
    CALLED: ClassVar[Mapping[str, str]] = _OF_REFERRALS
    promised_at: Moment
    reason: Reason


class CallBack(Input):
    CALLED: ClassVar[Mapping[str, str]] = _OF_REFERRALS
    reason: Reason


class Coming(Input):
    CALLED: ClassVar[Mapping[str, str]] = OF_MEETINGS
    response: Response
