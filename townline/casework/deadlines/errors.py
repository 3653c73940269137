"""Refusals of the legal clock and the calendar."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_noop

from townline.casework.cases.api import CaseError, InvalidInput, WrongState


class ExtensionRefused(CaseError):
    """The statutory deadline cannot be extended like that.

    ``why``: ``early``, ``late``, ``long``, ``no_consent``, ``too_many``.
    """

    type = "extension-refused"
    status = 422
    title = "The statutory deadline cannot be extended like that"
    sentence_by: ClassVar[Mapping[str, str]] = {
        "early": gettext_noop("처리기간이 시작되기 전에는 연장할 수 없습니다."),
        "late": gettext_noop(
            "처리기간이 지나 연장할 수 없습니다. 지금까지 확인한 내용을 먼저 알려 주세요."
        ),
        "long": gettext_noop("원래 처리기간보다 길게 연장할 수 없습니다. 더 짧게 적어 주세요."),
        "no_consent": gettext_noop(
            "2차 연장은 민원인의 동의가 필요합니다. 동의를 받고 표시해 주세요."
        ),
        "too_many": gettext_noop("이미 두 번 연장했습니다. 더 연장할 수 없습니다."),
    }


class DayKnown(InvalidInput):
    """The day is already a holiday."""

    type = "day-known"
    title = "The day is already a holiday"
    sentence = gettext_noop(
        "이미 공휴일입니다. 이름이나 종류를 바꾸려면 먼저 삭제하고 다시 추가해 주세요."
    )


class DayUnknown(InvalidInput):
    """The day is not a holiday, so it cannot be removed."""

    type = "day-unknown"
    title = "The day is not a holiday"
    sentence = gettext_noop("공휴일이 아니어서 삭제할 것이 없습니다.")


class DatesUnchecked(CaseError):
    """The answer draft contains dates that nobody has checked; ``found``."""

    type = "dates-unchecked"
    status = 422
    title = "The dates in the answer are not checked"
    sentence = gettext_noop("답변에 날짜가 있습니다. 이행 약속인 날짜를 먼저 선택해 주세요.")


class PromiseSettled(WrongState):
    """The commitment was already marked as met, rescheduled or withdrawn; ``state``."""

    type = "promise-settled"
    title = "The commitment is already settled"
    sentence = gettext_noop("다른 직원이 먼저 처리한 이행 약속입니다. 화면을 새로 고쳐 주세요.")
