"""What this room shows on the page of today; ``config/wiring.py`` says so."""

import datetime as dt

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from townline.casework.today.api import count, number_of
from townline.casework.today.ports import Mark, Part, Ring, Section, TodayLink, TodayRow, Tone
from townline.platform.departments.guards import act_of
from townline.prevention.works.api import staffs
from townline.prevention.works.progress import api
from townline.prevention.works.progress.selectors.progress import Sum
from townline.prevention.works.progress.selectors.wording import progress_settings


def works_today(request: HttpRequest) -> Part | None:
    """Show who decides on works how far they are, what waits too long, and what firms are late."""
    act = act_of(request)
    if not staffs(act.viewer):
        return None
    today = timezone.localdate(act.now)
    since = act.now - dt.timedelta(days=progress_settings().stuck_days)
    found = api.read_progress(filters=api.ProgressFilters(), today=today, stuck_since=since)
    if not found.whole.count:
        return None
    late = sum(firm.late for firm in found.firms)
    days = (api.next_season(today, progress_settings().rainy_season) - today).days
    return Part(
        section=Section(
            title=gettext("정비 사업"),
            rings=[
                Ring(
                    url="/works/progress/",
                    share=found.whole.share,
                    title=gettext("공사 %(done)s / %(all)s건 준공 승인")
                    % {"done": count(found.whole.accepted), "all": count(found.whole.count)},
                    detail=gettext("장마까지 %(days)s일") % {"days": days},
                )
            ],
            rows=_waiting(found.whole, late),
            more=TodayLink("/works/orders/", gettext("발주 보기")),
        )
    )


def _waiting(whole: Sum, late: int) -> list[TodayRow]:
    found = [
        (late, gettext("기한이 지난 발주"), "/works/orders/?view=late", Tone.LATE),
        (whole.stuck, gettext("오래 멈춘 공사"), "/works/progress/", Tone.RISING),
        (whole.done, gettext("준공 확인을 기다리는 공사"), "/works/orders/?view=done", Tone.RISING),
    ]
    return [
        TodayRow(url=url, title=title, mark=Mark(tone, number_of(number)))
        for number, title, url, tone in found
        if number
    ]
