"""What this room hangs into the shared frame; ``config/wiring.py`` says so."""

import datetime as dt
from collections.abc import Sequence

from django.http import HttpRequest
from django.utils.translation import gettext

from townline.platform.core import clock, district
from townline.platform.departments.guards import case_reader
from townline.platform.web.registry import NavItem, Tab, Todo
from townline.prevention.incidents.selectors.incidents import leads, without_lessons

INCIDENTS = NavItem(
    "/incidents/",
    lambda: gettext("상황"),
    "incidents",
    case_reader,
    icon="layers",
    tabs=(
        Tab(url="/incidents/", label=lambda: gettext("상황")),
        Tab(url="/incidents/suggested/", label=lambda: gettext("자동 추천")),
    ),
)

_MORNING = dt.time(8)
_LESSONS_PERIOD = dt.timedelta(days=14)


def lessons_todos(request: HttpRequest) -> Sequence[Todo]:
    """Ask who leads incidents, from the morning after the end on, what was learnt."""
    viewer = case_reader(request)
    if viewer is None or not leads(viewer):
        return ()
    now = clock.now()
    today = now.astimezone(district.current().zone)
    before = today.replace(hour=0, minute=0, second=0, microsecond=0)
    if today.time() < _MORNING:
        before -= dt.timedelta(days=1)
    found = without_lessons(viewer, (now - _LESSONS_PERIOD, before))
    return [
        Todo(
            url=f"/incidents/{one.pk}/",
            text=gettext("종료한 상황의 개선 사항을 적어 주세요: %(title)s") % {"title": one.title},
            detail="",
            since=one.ended_at or now,
        )
        for one in found
    ]
