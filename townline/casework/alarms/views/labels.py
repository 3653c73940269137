"""Words for alarms on pages."""

import datetime as dt

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from townline.casework.alarms import api
from townline.casework.alarms.rules import BY_PERSON, AlarmState
from townline.casework.alarms.selectors import AlarmView

_HOUR = 3600  # seconds

STATES: dict[str, Promise] = {
    "raised": _("경보 확인 대기"),
    "acknowledged": _("경보 확인됨"),
    "settled": _("상황 종료"),
    "not_urgent": _("오경보"),
}
WAYS: dict[str, Promise] = {"page": _("화면"), "text": _("문자"), "api": _("다른 프로그램")}


def kind(alarm: AlarmView) -> str:
    """Name the danger; a drill is called one first of all."""
    if alarm.drill:
        return gettext("훈련")
    return api.kind_name(alarm.kind)


def shown_to_all(alarm: AlarmView) -> str:
    """Name the danger for the bar on every page, where somebody may look over a shoulder."""
    return api.kind_name(BY_PERSON) if alarm.private else kind(alarm)


def by(alarm: AlarmView) -> Promise:
    """Say who saw it in a text."""
    return _("직원이 지정") if alarm.raised_by else _("문자 자동 인식")


def format_remaining(length: dt.timedelta) -> str:
    """Write minutes and seconds: ``3:12``; nothing is left once it has passed."""
    seconds = max(0, int(length.total_seconds()))
    return f"{seconds // 60}:{seconds % 60:02d}"


def to_acknowledge(length: dt.timedelta) -> str:
    """Say how long there still is to acknowledge, or for how long nobody has."""
    if length > dt.timedelta():
        return gettext("%s 남음") % format_remaining(length)
    # 0:00 would look like a clock that has stopped.
    hours, rest = divmod(int(-length.total_seconds()), _HOUR)
    late = format_remaining(dt.timedelta(seconds=rest))
    return gettext("%s 경과") % (f"{hours}:{late.zfill(5)}" if hours else late)


def real(alarm: AlarmView) -> str:
    """Say whether there was a danger, as far as a person has said."""
    if alarm.state is AlarmState.SETTLED:
        return gettext("예")
    return gettext("아니요") if alarm.state is AlarmState.NOT_URGENT else ""
