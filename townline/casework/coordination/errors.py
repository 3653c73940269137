"""Refusals where others take part."""

from townline.casework.cases.api import CaseError, InvalidInput, WrongState


class AnswerGone(WrongState):
    """The answer is on its way or has gone: no position changes it any more."""

    type = "answer-gone"


class JointCase(WrongState):
    """Departments, a meeting or an agency belong to the case: others are merged into it."""

    type = "joint-case"


class ReferralOpen(WrongState):
    """An outside agency has not answered yet: the case stays ours."""

    type = "referral-open"


class MeetingOver(WrongState):
    """The meeting was held or called off."""

    type = "meeting-over"


class PositionConflict(CaseError):
    """Somebody else gave the position in the meantime; ``extra`` holds theirs and ours."""

    type = "position-conflict"
    status = 409


class InThePast(InvalidInput):
    type = "in-the-past"


class AfterPromise(InvalidInput):
    """Later than the promise to the resident, and no reason given why."""

    type = "later-than-promise"


class LeadsAlready(InvalidInput):
    """A department cannot take part in the case that it leads."""

    type = "leads-already"


class UnknownDepartment(InvalidInput):
    type = "unknown-department"


class UnknownAgency(InvalidInput):
    type = "unknown-agency"
