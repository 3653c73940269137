"""What is said on the pages of safe numbers; what a program says too stands in ``api``."""

import datetime as dt
from collections.abc import Mapping
from typing import ClassVar

from django.utils.translation import gettext_noop

from townline.platform.web.inputs import Input, Line, Reason

_CALLED = {
    "plate": gettext_noop("차 번호"),
    "audience": gettext_noop("구분"),
    "answer": gettext_noop("답변"),
    "again": gettext_noop("다시 관리하기"),
    "matter": gettext_noop("알릴 내용"),
    "request": gettext_noop("요청"),
    "place": gettext_noop("휴대전화"),
}


class Proved(Input):
    """A telephone, and the code that was texted to it; ``proof`` names the code."""

    phone: Line = ""
    proof: Reason = ""
    code: Line = ""


class Application(Proved):
    """What somebody applies with; ``again``: only to have their page back."""

    CALLED: ClassVar[Mapping[str, str]] = _CALLED
    plate: Line = ""
    audience: Line = ""
    again: Line = ""
    agreed: bool = False


class CarRequestForm(Input):
    """What somebody at a car asks of its owner; the room says what is missing."""

    CALLED: ClassVar[Mapping[str, str]] = _CALLED
    matter: Line = ""
    plate: Line = ""
    phone: Line = ""


class PhoneBrowser(Input):
    endpoint: Reason = ""
    p256dh: Reason = ""
    auth: Reason = ""


class Answer(Input):
    """``request`` is the one that is answered, or the last one that the page showed."""

    CALLED: ClassVar[Mapping[str, str]] = _CALLED
    request: Line = ""
    answer: Line = ""


class Hours(Input):
    CALLED: ClassVar[Mapping[str, str]] = {
        "begin": gettext_noop("시작"),
        "end": gettext_noop("종료"),
    }
    begin: dt.time
    end: dt.time


class PhonePlace(Input):
    CALLED: ClassVar[Mapping[str, str]] = _CALLED
    place: Line = ""
