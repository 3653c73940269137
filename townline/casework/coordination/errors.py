"""Refusals where others take part."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import CaseError, InvalidInput, WrongState


class AnswerGone(WrongState):
    """The answer is on its way or has gone: no position changes it any more."""

    type = "answer-gone"
    title = "The answer is on its way or has gone"
    said = gettext_noop(
        "답변이 나가는 중이거나 이미 나갔습니다. 의견은 그 전까지만 낼 수 있습니다."
    )


class JointCase(WrongState):
    """Other offices take part: merge the other case into this one; ``code``."""

    type = "joint-case"
    title = "Other offices take part in the case"
    said = gettext_noop(
        "다른 부서나 기관이 함께하는 접수입니다. 다른 접수를 이 접수에 합쳐 주세요."
    )


class ReferralOpen(WrongState):
    """An outside agency owes an answer: only interim answers until then."""

    type = "referral-open"
    title = "An outside agency has not answered yet"
    said = gettext_noop(
        "다른 기관의 답이 아직 없습니다. 중간 답변을 보내거나, 기관의 답을 먼저 적어 주세요."
    )


class MeetingOver(WrongState):
    """The meeting was held or called off."""

    type = "meeting-over"
    title = "The meeting was held or called off"
    said = gettext_noop("이미 끝났거나 취소된 회의입니다. 새 회의를 불러 주세요.")


class PositionConflict(CaseError):
    """A colleague was quicker; ``version``, ``theirs``, ``mine``."""

    type = "position-conflict"
    status = 409
    title = "A colleague gave the position in the meantime"
    said = gettext_noop("같은 부서의 다른 사람이 먼저 의견을 냈습니다. 둘 다 보고 정해 주세요.")


class InThePast(InvalidInput):
    """Choose a later moment."""

    type = "in-the-past"
    title = "That moment is past"
    said = gettext_noop("지난 때입니다. 지금보다 뒤를 고르세요.")


class AfterPromise(InvalidInput):
    """Choose a moment before the promise, or give the reason; ``answer_due_at``."""

    type = "later-than-promise"
    title = "That is later than the promise, and no reason is given"
    said = gettext_noop(
        "주민께 약속한 시각보다 늦습니다. 더 이른 때를 고르거나, 늦는 까닭을 적어 주세요."
    )


class LeadsAlready(InvalidInput):
    """A department cannot take part in the case that it leads."""

    type = "leads-already"
    title = "The department leads the case"
    said = gettext_noop("이 접수를 맡은 부서입니다. 다른 부서를 고르세요.")


class UnknownDepartment(InvalidInput):
    """Choose another one; the words name what is accepted."""

    type = "unknown-department"
    title = "There is no such department"
    said = gettext_noop("그런 부서가 없습니다. 목록에서 고르세요.")


class UnknownAgency(InvalidInput):
    """Choose another one; the words name what is accepted."""

    type = "unknown-agency"
    title = "There is no such agency"
    said = gettext_noop("그런 기관이 목록에 없습니다. 목록에서 고르세요.")
