"""What the house itself hangs above the pages of those on duty."""

import datetime as dt

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.conversations.api import SILENCE_MARK
from townline.platform.core import clock
from townline.platform.core.history import marks
from townline.platform.departments import api as departments
from townline.platform.departments.api import Role
from townline.platform.web import moments
from townline.platform.web.registry import Banner

_ON_DUTY = {Role.CLERK, Role.ADMINISTRATOR}


def silence_banner(request: HttpRequest) -> Banner | None:
    """Tell clerks and administrators that no text comes in, for longer than is usual."""
    person = request.user
    if not isinstance(person, departments.Staff) or Role(person.role) not in _ON_DUTY:
        return None
    mark = marks.mark_of(request, SILENCE_MARK)
    if mark is None:
        return None
    since = moments.moment(dt.datetime.fromisoformat(mark.data["since"]), now=clock.now())
    return Banner(
        "warning",
        gettext(
            "%(since)s 이후 받은 문자가 없습니다. 평소 이 시간보다 오래 문자가 없습니다. "
            "전화로 문자를 보내 확인해 주세요."
        )
        % {"since": since},
        "/links/",
        gettext("통신 연결 보기"),
    )
