"""Refusals of the pages of surveys for residents."""

from django.utils.translation import gettext_noop

from townline.casework.cases.api import CaseError, InvalidInput


class WrongHomeCode(InvalidInput):
    """A code that was typed behind a link is wrong, used or late."""

    type = "wrong-home-code"
    title = "The code is wrong or too old"
    sentence = gettext_noop("인증번호가 틀렸거나 시간이 지났습니다. 다시 받아 주세요.")


class TooManyHelps(CaseError):
    """Help was asked for behind one link as often as the district allows in a day."""

    type = "too-many-helps"
    status = 429
    title = "Help was asked for too often"
    sentence = gettext_noop("오늘은 더 보낼 수 없습니다. 급하면 구청에 전화해 주세요.")

    def __init__(self) -> None:
        super().__init__("help was asked for too often today")
