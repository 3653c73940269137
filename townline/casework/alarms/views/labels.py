"""Words for alarms on pages."""

import datetime as dt

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from townline.casework.alarms import api
from townline.casework.alarms.rules import AlarmState
from townline.casework.alarms.selectors.alarms import AlarmView

_HOUR = 3600  # seconds

STATES: dict[str, Promise] = {
    "raised": _("확인 기다림"),
    "acknowledged": _("확인함"),
    "settled": _("위험이 끝남"),
    "not_urgent": _("급하지 않음"),
}
WAYS: dict[str, Promise] = {"page": _("화면"), "text": _("문자"), "api": _("다른 프로그램")}


def kind(alarm: AlarmView) -> str:
    """Name the danger; a drill is called one first of all."""
    if alarm.drill:
        return gettext("훈련")
    return gettext(api.KINDS.get(alarm.kind, alarm.kind))


def shown_to_all(alarm: AlarmView) -> str:
    """Name the danger for the bar on every page, where somebody may look over a shoulder."""
    unsaid = api.KINDS["person"]
    return gettext(unsaid) if alarm.private else kind(alarm)


def by(alarm: AlarmView) -> Promise:
    """Say who saw it in a text."""
    return _("사람이 표시") if alarm.raised_by else _("문자에서 읽음")


def left(length: dt.timedelta) -> str:
    """Write minutes and seconds: ``3:12``; nothing is left once it has passed."""
    seconds = max(0, int(length.total_seconds()))
    return f"{seconds // 60}:{seconds % 60:02d}"


def to_acknowledge(length: dt.timedelta) -> str:
    """Say how long there still is to acknowledge, or for how long nobody has."""
    if length > dt.timedelta():
        return gettext("%s 남음") % left(length)
    # 0:00 would look like a clock that has stopped.
    hours, rest = divmod(int(-length.total_seconds()), _HOUR)
    late = left(dt.timedelta(seconds=rest))
    return gettext("%s 지남") % (f"{hours}:{late.zfill(5)}" if hours else late)


def real(alarm: AlarmView) -> str:
    """Say whether there was a danger, as far as a person has said."""
    if alarm.state is AlarmState.SETTLED:
        return gettext("맞음")
    return gettext("아님") if alarm.state is AlarmState.NOT_URGENT else ""
