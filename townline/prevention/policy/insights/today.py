"""What this room shows on the page of today; ``config/wiring.py`` says so."""

import datetime as dt
from collections.abc import Sequence

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from townline.casework.today.ports import Part, Tile, Trend
from townline.platform.departments.api import Role
from townline.platform.departments.guards import act_of
from townline.prevention.policy.insights.rules.periods import Span, month_start
from townline.prevention.policy.insights.selectors.on_time import DayOnTime, on_time_days, share
from townline.prevention.policy.insights.views.pages import sees_figures

_WEEK = dt.timedelta(days=7)
_HUNDRED = 100


def on_time_today(request: HttpRequest) -> Part | None:
    """Show what part of answers was in time, beside the time before.

    A head sees this month beside the last one, the mayor seven days beside the seven before.
    """
    viewer = act_of(request).viewer
    if not sees_figures(viewer):
        return None
    today = timezone.localdate(act_of(request).now)
    monthly = viewer.role is Role.HEAD
    middle = month_start(today) if monthly else today - _WEEK
    since = month_start(today, -1) if monthly else middle - _WEEK
    days = on_time_days(Span(since, today), viewer.departments)
    before = [one for one in days if one.day < middle]
    now = [one for one in days if one.day >= middle]
    label = gettext("기한 내 답변율 · 이번 달") if monthly else gettext("기한 내 답변율 · 7일")
    return Part(tile=_tile(label, now, before, monthly=monthly))


def _tile(
    label: str, now: Sequence[DayOnTime], before: Sequence[DayOnTime], *, monthly: bool
) -> Tile:
    part, then = share(now), share(before)
    compared = gettext("지난달 %(share)s%%") if monthly else gettext("앞선 7일 %(share)s%%")
    return Tile(
        label=label,
        number="–" if part is None else _percent(part),
        unit="" if part is None else "%",
        detail=gettext("아직 기한이 된 답변이 없습니다")
        if part is None
        else compared % {"share": "–" if then is None else _percent(then)},
        url="/figures/",
        trend=None if part is None or then is None else _trend(_HUNDRED * (part - then)),
        values=[one.kept / (one.kept + one.late) for one in (*before, *now)],
    )


def _percent(part: float) -> str:
    return f"{_HUNDRED * part:.1f}".removesuffix(".0")


def _trend(points: float) -> Trend | None:
    moved = round(points, 1)
    if not moved:
        return None
    return Trend(words=f"{'▲' if moved > 0 else '▼'} {abs(moved):g}%p", better=moved > 0)
