"""Refusals where others take part."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import CaseError, InvalidInput, WrongState


class AnswerGone(WrongState):
    """The answer is being sent or was sent: input can no longer change it."""

    type = "answer-gone"
    title = "The answer is being sent or was sent"
    sentence = gettext_noop(
        "답변이 발송 중이거나 발송되었습니다. 협조 의견은 그 전까지 제출할 수 있습니다."
    )


class JointCase(WrongState):
    """Others work on the case too: merge the other case into this one; ``code``."""

    type = "joint-case"
    title = "Supporting departments or agencies work on the case"
    sentence = gettext_noop(
        "협조 부서나 이송 기관이 있는 민원입니다. 다른 민원을 이 민원에 병합해 주세요."
    )


class ReferralOpen(WrongState):
    """An agency has not answered yet: only interim replies until then."""

    type = "referral-open"
    title = "An agency has not answered yet"
    sentence = gettext_noop(
        "타 기관의 회신이 없습니다. 중간답변을 보내거나 기관 회신을 먼저 입력해 주세요."
    )


class MeetingOver(WrongState):
    """The meeting was held or cancelled."""

    type = "meeting-over"
    title = "The meeting was held or cancelled"
    sentence = gettext_noop("종료되었거나 취소된 회의입니다. 새 회의를 소집해 주세요.")


class PositionConflict(CaseError):
    """A colleague gave the input first; ``version``, ``theirs``, ``mine``."""

    type = "position-conflict"
    status = 409
    title = "A colleague gave the input first"
    sentence = gettext_noop(
        "같은 부서의 다른 직원이 먼저 의견을 제출했습니다. 둘 다 확인하고 선택해 주세요."
    )


class InThePast(InvalidInput):
    """Choose a later time."""

    type = "in-the-past"
    title = "That moment is past"
    sentence = gettext_noop("지난 일시입니다. 지금보다 뒤를 선택해 주세요.")


class AfterPromise(InvalidInput):
    """Choose a time before the answer is due, or give the reason; ``answer_due_at``."""

    type = "later-than-promise"
    title = "That is after the answer is due, and has no reason"
    sentence = gettext_noop(
        "답변 기한보다 늦습니다. 더 이른 일시를 선택하거나 늦는 사유를 적어 주세요."
    )


class LeadsAlready(InvalidInput):
    """The lead department of a case cannot be a supporting department."""

    type = "leads-already"
    title = "The department is the lead department"
    sentence = gettext_noop("이 민원의 처리 부서입니다. 다른 부서를 선택해 주세요.")


class UnknownDepartment(InvalidInput):
    """Choose another one; ``detail`` names what is accepted."""

    type = "unknown-department"
    title = "There is no such department"
    sentence = gettext_noop("그런 부서가 없습니다. 목록에서 선택해 주세요.")


class UnknownAgency(InvalidInput):
    """Choose another one; ``detail`` names what is accepted."""

    type = "unknown-agency"
    title = "There is no such agency"
    sentence = gettext_noop("그런 기관이 없습니다. 목록에서 선택해 주세요.")
