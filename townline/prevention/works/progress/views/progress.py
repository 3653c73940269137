"""How far works are: the days until the rains, counts, money, a map with its list; as files."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_GET

from townline.platform.core import clock, district
from townline.platform.core.settings import Office
from townline.platform.departments.api import Viewer
from townline.platform.departments.guards import act_of
from townline.platform.web.export import ExportSheet, export_tables
from townline.platform.web.pdf import PdfMissing, pdf
from townline.platform.web.staff import staff_page
from townline.platform.web.views import problem_page
from townline.prevention.works.api import reads
from townline.prevention.works.progress import api
from townline.prevention.works.progress.api import ProgressFilters, Sum, WorksProgress
from townline.prevention.works.progress.selectors import lists, places
from townline.prevention.works.progress.selectors.course import works_course
from townline.prevention.works.progress.selectors.wording import progress_settings, reader
from townline.prevention.works.progress.selectors.yearly_checks import count_late_checks
from townline.prevention.works.progress.views import shown
from townline.prevention.works.progress.views.charts import course_charts
from townline.prevention.works.views.labels import MEASURES

_STEPS = 5  # shades of the map


def read_filters(request: HttpRequest) -> ProgressFilters:
    """Read what is asked for."""
    year = request.GET.get("year", "")
    return ProgressFilters(
        kind=request.GET.get("kind", "")[:30],
        dong=request.GET.get("dong", "")[:40],
        year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,  # noqa: PLR2004 -- a year
        budget=request.GET.get("budget", "")[:30],
    )


def progress_of(filters: ProgressFilters, now: dt.datetime) -> WorksProgress:
    """Read how far works are as of now."""
    since = now - dt.timedelta(days=progress_settings().stuck_days)
    return api.read_progress(filters=filters, today=timezone.localdate(now), stuck_since=since)


def context_of(filters: ProgressFilters, now: dt.datetime) -> dict[str, Any]:
    """Gather what the page, the paper and the files tell."""
    found, today = progress_of(filters, now), timezone.localdate(now)
    season = api.next_season(today, progress_settings().rainy_season)
    return {
        "asked": filters,
        "whole": found.whole,
        "dongs": [(one, shown.place(one.name), _step(one)) for one in found.dongs],
        "by_kind": [(one, shown.kind(one.name)) for one in found.kinds],
        "firms": found.firms,
        "season": season,
        "days_left": (season - today).days,
        "years": found.years,
        "budgets": [(code, shown.budget(code)) for code in found.budgets],
        "kinds": [(code, shown.kind(code)) for code in found.all_kinds],
        "places": [(code, shown.place(code)) for code in found.all_dongs],
        "stuck_days": progress_settings().stuck_days,
        "at": now,
    }


def _step(one: Sum) -> int:
    return min(_STEPS, round(one.share * _STEPS))


@require_GET
@staff_page(reads)
def page(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Show how far works are."""
    filters = read_filters(request)
    context = context_of(filters, clock.now()) | {
        "tab": "progress",
        "query": request.GET.urlencode(),
        "may_work": lists.works(viewer),
        "homes": [
            (one, *MEASURES[one.state], shown.PINS.get(one.state, "place"))
            for one in places.homes(filters)
        ],
        "homes_most": places.MOST,
        "charts": course_charts(works_course(filters)),
        "late_rounds": count_late_checks(timezone.localdate(clock.now())),
    }
    return render(request, "works_progress/progress.html", context)


@require_GET
@staff_page(reads)
def csv_file(request: HttpRequest) -> HttpResponseBase:
    """Give the page's tables as CSV."""
    context = context_of(read_filters(request), clock.now())
    head = [
        gettext("종류"), gettext("이름"), gettext("발주 전"), pgettext("state", "발주"),
        gettext("완료 보고"), pgettext("state", "준공 승인"), gettext("지연"),
        gettext("기한 경과"), gettext("계획 금액"), gettext("발주 금액"), gettext("지급 금액"),
    ]  # fmt: skip
    rows = [_cells(gettext("동"), name, one) for one, name, _ in context["dongs"]]
    rows += [_cells(gettext("종류"), name, one) for one, name in context["by_kind"]]
    rows += [_cells(gettext("업체"), one.name, one) for one in context["firms"]]
    return export_tables(act_of(request), "works-progress.csv", ExportSheet(head, rows))


def _cells(what: str, name: str, one: Sum) -> list[str]:
    counts = (
        one.open, one.ordered, one.done, one.accepted, one.stuck, one.late, one.planned_won,
        one.ordered_won, one.paid_won,
    )  # fmt: skip
    return [what, name or "-", *map(str, counts)]


@require_GET
@staff_page(reads)
def report(request: HttpRequest) -> HttpResponse:
    """Give the page as a paper."""
    office = district.part(Office).name.in_language(reader())
    context = context_of(read_filters(request), clock.now()) | {"office": office, "lang": reader()}
    try:
        made = pdf(
            render_to_string("works_progress/report.html", context), "works_progress/paper.css"
        )
    except PdfMissing as missing:
        return problem_page(request, 503, detail=str(missing))
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="works-progress.pdf"'
    return response
