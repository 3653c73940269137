"""What this room shows on the page of today; ``config/wiring.py`` says so."""

import datetime as dt

from django.http import HttpRequest
from django.utils.translation import gettext, pgettext

from townline.casework.today.api import count
from townline.casework.today.ports import Part, Tile, Tone, Trend
from townline.platform.conversations import api as conversations
from townline.platform.core.history import marks
from townline.platform.departments.api import Permission
from townline.platform.departments.guards import act_of
from townline.prevention.incidents.surge.api import SURGE_MARK

_HOURS = 8
_HOUR = dt.timedelta(hours=1)


def arrivals_today(request: HttpRequest) -> Part | None:
    """Count the texts of the last hour beside the hours before."""
    act = act_of(request)
    if not act.viewer.may(Permission.READ_ALL):
        return None
    since = act.now - _HOURS * _HOUR
    hours = [0] * _HOURS
    for at in conversations.arrivals(since, act.now):
        hours[min(int((at - since) / _HOUR), _HOURS - 1)] += 1
    surge = marks.mark_of(request, SURGE_MARK) is not None
    before = sum(hours[:-1]) / (_HOURS - 1)
    return Part(
        tile=Tile(
            label=gettext("최근 60분 접수"),
            number=count(hours[-1]),
            unit=pgettext("tile", "건"),
            detail=gettext("앞선 %(hours)s시간 평균 %(n)s건")
            % {"hours": _HOURS - 1, "n": f"{before:.1f}"},
            url="/surge/",
            tone=Tone.SOON if surge else Tone.CALM,
            trend=Trend(words=gettext("급증"), better=False) if surge else None,
            values=hours,
        )
    )
