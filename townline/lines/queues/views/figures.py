"""Figures of the halls over some days: waits, no-shows, and how true the ranges were."""

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from townline.lines.queues import api
from townline.lines.queues.views.tables import QueueTable, tables
from townline.platform.core import clock
from townline.platform.departments.api import Permission, Viewer
from townline.platform.departments.guards import may
from townline.platform.web.staff import staff_page

MOST = 400  # days


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days; ``problem`` says what was wrong with those asked for."""

    since: dt.date
    until: dt.date
    problem: str = ""


def days_of(query: QueryDict) -> Days:
    """Read ``from`` and ``to``; without them it is this month up to today."""
    today = timezone.localtime(clock.now()).date()
    usual = Days(today.replace(day=1), today)
    given = [query.get(key, "").strip() for key in ("from", "to")]
    if not any(given):
        return usual
    try:
        since, until = (dt.date.fromisoformat(text) for text in given)
    except ValueError:
        problem = gettext(
            "날짜를 2026-11-25처럼 적어 주세요. 시작일과 종료일이 모두 있어야 합니다."
        )
        return Days(usual.since, usual.until, problem)
    if not 0 <= (until - since).days < MOST:
        problem = gettext("시작일부터 400일까지 볼 수 있습니다. 두 날짜를 고쳐 주세요.")
        return Days(usual.since, usual.until, problem)
    return Days(since, until)


def read(days: Days) -> list[QueueTable]:
    """Count, and make the tables; three queries, however many days."""
    return tables(api.figures(days.since, days.until), api.figure_queues())


@require_GET
@staff_page(may(Permission.DESK))
def figures(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show the tables."""
    days = days_of(request.GET)
    query = urlencode({"from": days.since.isoformat(), "to": days.until.isoformat()})
    context = {"days": days, "tables": read(days), "query": query}
    return render(request, "queues/figures.html", context)
