"""What is refused of many cases in one press, and of leave and duty."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import CaseError, WrongState

__all__ = ["BatchEmpty", "BatchTooLarge", "BatchUndone", "DutyRefusal"]
_STATUS = {"forbidden": 403, "unknown": 404, "settled": 409}


class BatchEmpty(CaseError):
    """No case was selected."""

    type = "batch-empty"
    status = 422
    title = "No case was selected"
    sentence = gettext_noop("선택한 민원이 없습니다. 목록에서 하나 이상 선택해 주세요.")


class BatchTooLarge(CaseError):
    """Select fewer cases: at most ``most``."""

    type = "batch-too-large"
    status = 422
    title = "Too many cases for one bulk action"
    sentence = gettext_noop("한 번에 %(most)s건까지 선택할 수 있습니다. 나누어 처리해 주세요.")


class BatchUndone(WrongState):
    """It was already undone, or its ten minutes have passed."""

    type = "batch-undone"
    title = "The bulk action can no longer be undone"
    sentence = gettext_noop("이미 실행 취소했거나 10분이 지났습니다.")


class DutyRefusal(CaseError):
    """``who`` is away or on duty from ``starts_at`` until ``ends_at``; ``problem`` says why.

    It is ``overlap``, ``self``, ``cover_away``, ``circle``, ``on_duty``, ``away``, ``twice``,
    ``order``, ``past``, ``long``, ``cover_blind``, ``forbidden`` (403), ``unknown`` (404) or
    ``settled`` (409).
    """

    type = "duty-refused"
    status = 422
    title = "The absence or duty is not possible"
    sentence = gettext_noop("등록할 수 없습니다. 당직 근무표에서 부재를 확인해 주세요.")

    def __init__(self, detail: str, **extra: object) -> None:
        super().__init__(detail, **extra)
        self.status = _STATUS.get(str(extra.get("problem")), self.status)
