"""Refusals of the legal clock and the calendar."""

from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_noop

from townline.casework.cases.api import CaseError, InvalidInput, WrongState


class ExtensionRefused(CaseError):
    """The legal period cannot be extended so.

    ``why``: ``early``, ``late``, ``long``, ``no_consent``, ``too_many``.
    """

    type = "extension-refused"
    status = 422
    title = "The legal period cannot be extended so"
    said_by: ClassVar[Mapping[str, str]] = {
        "early": gettext_noop("기간이 시작되기 전에는 늘릴 수 없습니다."),
        "late": gettext_noop(
            "기간이 이미 지나서 늘릴 수 없습니다. 지금까지 본 것을 먼저 알려 주세요."
        ),
        "long": gettext_noop("처음 기간보다 길게 늘릴 수는 없습니다. 더 짧게 적어 주세요."),
        "no_consent": gettext_noop(
            "두 번째로 늘리려면 주민의 동의가 있어야 합니다. 동의를 받고 표시해 주세요."
        ),
        "too_many": gettext_noop("이미 두 번 늘렸습니다. 더 늘릴 수 없습니다."),
    }


class DayKnown(InvalidInput):
    """The day is a day off already."""

    type = "day-known"
    title = "The day is a day off already"
    said = gettext_noop("이미 쉬는 날입니다. 이름이나 종류를 고치려면 먼저 빼고 다시 넣으세요.")


class DayUnknown(InvalidInput):
    """The day is no day off, so that it cannot be taken away."""

    type = "day-unknown"
    title = "The day is no day off"
    said = gettext_noop("쉬는 날이 아니어서 뺄 것이 없습니다.")


class DatesUnchecked(CaseError):
    """The words name dates that nobody has looked at; ``found``."""

    type = "dates-unchecked"
    status = 422
    title = "Nobody has looked at the dates in these words"
    said = gettext_noop("답에 날짜가 적혀 있습니다. 그 가운데 무엇이 약속인지 먼저 골라 주세요.")


class PromiseSettled(WrongState):
    """Somebody has said already what became of that date; ``state``."""

    type = "promise-settled"
    title = "Somebody has settled that promise already"
    said = gettext_noop("이 약속은 그사이에 다른 사람이 정리했습니다. 화면을 다시 열어 주세요.")
